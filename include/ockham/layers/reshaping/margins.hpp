// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include <ockham/core/window.hpp>
#include <ockham/layers/reshaping/reshaping.hpp>

namespace ockham {

/// How many entries are added, or taken away, before and behind an axis. A single number stands for both.
struct Margin {
    Index before, after;

    constexpr Margin(Index both) : before{both}, after{both} {}
    constexpr Margin(Index before_, Index after_) : before{before_}, after{after_} {}

    friend bool operator==(const Margin&, const Margin&) = default;
};

/// A margin for each of some axes: `1` for all, `{1, 2}` before and behind a single axis, or for each of two; or
/// `{{1, 2}, {3, 4}}`.
template <int axes>
struct Margins final {
    std::array<Margin, axes> values;

    constexpr Margins(Index all) : values{all_equal(all)} {}
    constexpr Margins(Index before, Index after) requires(axes == 1) : values{Margin(before, after)} {}
    constexpr Margins(Margin first, Margin second) requires(axes == 2) : values{first, second} {}
    constexpr Margins(Margin first, Margin second, Margin third) requires(axes == 3)
        : values{first, second, third} {}
    constexpr explicit Margins(const std::array<Margin, axes>& all) : values{all} {}

    constexpr const Margin& operator[](int axis) const { return values[static_cast<std::size_t>(axis)]; }

    friend bool operator==(const Margins&, const Margins&) = default;

private:
    static constexpr std::array<Margin, axes> all_equal(Index all) {
        if constexpr (axes == 1) return {all};
        if constexpr (axes == 2) return {all, all};
        if constexpr (axes == 3) return {all, all, all};
    }
};

namespace detail {

[[gnu::noinline]] inline void check_margin(std::string_view who, std::string_view what,
                                           const Margin& margin) {
    for (const Index size : {margin.before, margin.after}) {
        check::non_negative(who, what, size);
        check::value(size <= Window::largest, who, what, "at most 2147483647", static_cast<double>(size));
    }
}

/// Samples within larger ones, along up to three axes of which the first are of size 1 if there are fewer.
struct Inset {
    Index small[3] = {1, 1, 1}, large[3] = {1, 1, 1}, before[3] = {};
    Index channels = 1;
};

/// visit(small, large, count) for each stretch of numbers that lie side by side in both, of one sample.
template <class Visit>
void for_stretches(const Inset& inset, Visit visit) {
    for (Index i = 0; i < inset.small[0]; ++i)
        for (Index j = 0; j < inset.small[1]; ++j) {
            const Index small = (i * inset.small[1] + j) * inset.small[2];
            const Index large =
                ((i + inset.before[0]) * inset.large[1] + j + inset.before[1]) * inset.large[2] +
                inset.before[2];
            visit(small * inset.channels, large * inset.channels, inset.small[2] * inset.channels);
        }
}

/// Writes the larger samples: zeros around the small ones.
template <class Scalar>
void surround(const Inset& inset, Index samples, const Scalar* small, Scalar* large) {
    const Index size = inset.small[0] * inset.small[1] * inset.small[2] * inset.channels,
                larger = inset.large[0] * inset.large[1] * inset.large[2] * inset.channels;
    std::fill_n(large, samples * larger, Scalar(0));
    for (Index sample = 0; sample < samples; ++sample)
        for_stretches(inset, [&](Index from, Index to, Index count) {
            std::copy_n(small + sample * size + from, count, large + sample * larger + to);
        });
}

/// Writes the small samples: what lies within the larger ones.
template <class Scalar>
void cut_out(const Inset& inset, Index samples, const Scalar* large, Scalar* small) {
    const Index size = inset.small[0] * inset.small[1] * inset.small[2] * inset.channels,
                larger = inset.large[0] * inset.large[1] * inset.large[2] * inset.channels;
    for (Index sample = 0; sample < samples; ++sample)
        for_stretches(inset, [&](Index to, Index from, Index count) {
            std::copy_n(large + sample * larger + from, count, small + sample * size + to);
        });
}

/// What layers have in common that add margins, or take them away.
template <std::floating_point ScalarType, int axes>
class WithMargins {
public:
    using Scalar = ScalarType;

    [[nodiscard]] const ReshapingOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }

protected:
    WithMargins(std::string_view who, std::string_view what, const Margins<axes>& margins,
                ReshapingOptions options)
        : margins_{margins}, options_{std::move(options)} {
        for (const Margin& margin : margins_.values) check_margin(who, what, margin);
    }

    [[nodiscard]] const Margins<axes>& margins() const { return margins_; }

    /// Samples of shape `small` within those of shape `large`.
    [[nodiscard]] Inset inset(const Shape& small, const Shape& large) const {
        Inset inset{.channels = small.last()};
        for (int i = 0, to = 3 - axes; i < axes; ++i, ++to) {
            inset.small[to] = small[i];
            inset.large[to] = large[i];
            inset.before[to] = margins_[i].before;
        }
        return inset;
    }

private:
    Margins<axes> margins_;
    ReshapingOptions options_;
};

}  // namespace detail

}  // namespace ockham
