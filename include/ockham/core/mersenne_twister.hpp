// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <ockham/core/build.hpp>

namespace ockham {

/// The random number engine MT19937: the numbers of the standard's `std::mt19937`, whose state it would only
/// tell as text, and as slowly as it takes to compile.
///
/// Matsumoto & Nishimura (1998), "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
/// number generator".
class MersenneTwister final {
public:
    /// 624 words, and how many of them have been used (as in `numpy.random.RandomState.get_state`).
    using State = std::array<std::uint32_t, 625>;

    explicit MersenneTwister(std::uint32_t seed);

    /// Goes on from a state, for which `is_state` has to be true.
    explicit MersenneTwister(const State& state) : state_{state} {}

    [[nodiscard]] const State& state() const { return state_; }

    /// False for words that no seed leads to: all of them zero, as far as they count, is a state that never
    /// changes.
    [[nodiscard]] static bool is_state(std::span<const std::uint32_t> words);

    /// Uniform among all numbers of 32 bits.
    std::uint32_t operator()();

    friend bool operator==(const MersenneTwister&, const MersenneTwister&) = default;

private:
    static constexpr std::size_t size = 624, middle = 397;

    void twist();

    State state_{};
};

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC MersenneTwister::MersenneTwister(std::uint32_t seed) {
    state_[0] = seed;
    for (std::uint32_t i = 1; i < size; ++i)
        state_[i] = 1812433253U * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
    state_[size] = size;
}

OCKHAM_FUNC bool MersenneTwister::is_state(std::span<const std::uint32_t> words) {
    if (words.size() != size + 1 || words[size] > size) return false;
    if ((words[0] & 0x80000000U) != 0) return true;
    for (std::size_t i = 1; i < size; ++i)
        if (words[i] != 0) return true;
    return false;
}

OCKHAM_FUNC std::uint32_t MersenneTwister::operator()() {
    if (state_[size] == size) twist();
    std::uint32_t word = state_[state_[size]++];
    word ^= word >> 11;
    word ^= word << 7 & 0x9d2c5680U;
    word ^= word << 15 & 0xefc60000U;
    return word ^ word >> 18;
}

OCKHAM_FUNC void MersenneTwister::twist() {
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint32_t both =
            (state_[i] & 0x80000000U) | (state_[i + 1 < size ? i + 1 : 0] & 0x7fffffffU);
        state_[i] =
            state_[i + middle < size ? i + middle : i + middle - size] ^ both >> 1 ^ (both & 1) * 0x9908b0dfU;
    }
    state_[size] = 0;
}

}  // namespace ockham

#endif
