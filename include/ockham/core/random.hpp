// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

#include <ockham/core/build.hpp>
#include <ockham/core/mersenne_twister.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// The source of all randomness: it is handed to whoever draws, and nobody keeps one of their own.
///
/// It is NumPy's `numpy.random.RandomState(seed)`, a stream that NumPy promises never to change: the engine
/// is `MersenneTwister` (the standard's `mt19937`), `uniform()` is
/// `random_sample()`, and `index` and `shuffle` are those of `RandomState`. The standard library's
/// distributions are not used, because they differ between implementations. Products and sums that a compiler
/// could contract are spelled as `std::fma`: the same seed gives the same numbers whatever the compiler and
/// its flags.
class Random final {
public:
    explicit Random(std::uint32_t seed = 0) : engine_{seed} {}

    /// Uniform in [0, 1), a multiple of 2^-53.
    double uniform();

    /// Uniform in [low, high).
    double uniform(double low, double high) { return std::fma(high - low, uniform(), low); }

    /// Normal with mean 0 and standard deviation 1.
    ///
    /// Marsaglia & Bray (1964), "A convenient method for generating normal variables": the polar method, of
    /// whose two numbers only one is used, so that the state is the engine's alone.
    double normal();

    /// Normal, drawn again while beyond two standard deviations.
    double truncated_normal();

    /// Uniform among 0, 1, ... `count - 1`, for `count` from 1 to 2^32: the low bits of a draw, drawn again
    /// while they are too large. Nothing is drawn if `count` is 1.
    Index index(Index count);

    /// Puts `items`, at most 2^32 of them, into one of their orders, each as likely as the others (Fisher &
    /// Yates).
    void shuffle(std::span<Index> items);

    /// All of which what is still to come depends on; `Random(state)` goes on from there.
    [[nodiscard]] const MersenneTwister::State& state() const { return engine_.state(); }
    explicit Random(const MersenneTwister::State& state) : engine_{state} {}

    friend bool operator==(const Random&, const Random&) = default;

private:
    MersenneTwister engine_;
};

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC double Random::uniform() {
    const auto high = static_cast<double>(engine_() >> 5), low = static_cast<double>(engine_() >> 6);
    return std::fma(high, 0x1p26, low) * 0x1p-53;
}

OCKHAM_FUNC double Random::normal() {
    while (true) {
        const double u = uniform(-1, 1), v = uniform(-1, 1);
        const double square = std::fma(u, u, v * v);
        if (square > 0 && square < 1) return u * std::sqrt(-2 * std::log(square) / square);
    }
}

OCKHAM_FUNC double Random::truncated_normal() {
    while (true)
        if (const double drawn = normal(); std::abs(drawn) <= 2) return drawn;
}

OCKHAM_FUNC Index Random::index(Index count) {
    const auto last = static_cast<std::uint32_t>(count - 1);
    if (last == 0) return 0;
    std::uint32_t mask = last;
    for (const int shift : {1, 2, 4, 8, 16}) mask |= mask >> shift;
    while (true)
        if (const auto drawn = static_cast<std::uint32_t>(engine_()) & mask; drawn <= last) return drawn;
}

OCKHAM_FUNC void Random::shuffle(std::span<Index> items) {
    for (std::size_t left = items.size(); left > 1; --left)
        std::swap(items[left - 1], items[static_cast<std::size_t>(index(static_cast<Index>(left)))]);
}

}  // namespace ockham

#endif
