// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string_view>

#include <ockham/core/shape.hpp>
#include <ockham/core/window.hpp>
#include <ockham/kernels/convolution_shape.hpp>

namespace ockham::detail {

/// The windows of a convolutional layer along its one to three axes, and what follows from them. Shapes are those of one sample:
/// (axes..., channels).
class Windows final {
public:
    /// Throws, with `who` before it, unless these are the sizes of windows.
    template <int axes>
    Windows(std::string_view who, const PerAxis<axes>& sizes, const PerAxis<axes>& strides, Padding padding,
            const PerAxis<axes>& dilations)
        : axes_{axes} {
        check::sizes(who, "kernel_size", sizes);
        check::sizes(who, "strides", strides);
        check::sizes(who, "dilation_rate", dilations);
        for (int axis = 0; axis < axes; ++axis)
            windows_[static_cast<std::size_t>(axis)] = {sizes[axis], strides[axis], dilations[axis], padding};
    }

    [[nodiscard]] int axes() const { return axes_; }
    const Window& operator[](int axis) const { return windows_[static_cast<std::size_t>(axis)]; }

    /// Throws if the windows see zeros on one side only, and may not.
    void check_not_causal(std::string_view who) const {
        if (windows_[0].padding == Padding::causal) check::fail(who, "padding to be valid or same", "causal");
    }

    /// Throws if the windows move by more than 1 and have gaps, too.
    [[gnu::noinline]] void check_strides(std::string_view who) const {
        bool strided = false, dilated = false;
        for (const Window& window : windows_) {
            strided = strided || window.stride > 1;
            dilated = dilated || window.dilation > 1;
        }
        if (strided && dilated) check::fail(who, "strides or dilation_rate to be 1", "larger ones of both");
    }

    /// Throws unless `input` has these axes, and `channels` channels, or any number of them if that is 0.
    [[gnu::noinline]] void check_input(const Shape& input, Index channels) const {
        if (input.rank() != axes_ + 1)
            fail(Text("input with ") << axes_ << (axes_ == 1 ? " axis" : " axes") << " and channels", input);
        if (channels > 0 && input.last() != channels)
            fail(Text("input with last dimension ") << channels, input);
    }

    /// (windows' sizes..., in, out)
    [[nodiscard]] Shape kernel_shape(Index in, Index out) const {
        std::array<Index, Shape::max_rank> sizes{};
        for (int axis = 0; axis < axes_; ++axis) sizes[static_cast<std::size_t>(axis)] = (*this)[axis].size;
        return shape(sizes, {in, out});
    }

    /// (positions of the windows in `input`..., channels). Throws if a window does not fit.
    [[nodiscard, gnu::noinline]] Shape output_shape(const Shape& input, Index channels) const {
        std::array<Index, Shape::max_rank> sizes{};
        for (int axis = 0; axis < axes_; ++axis) {
            const Index positions = (*this)[axis].positions(input[axis]);
            if (positions < 1) fail_size(input, axis, "at least ", (*this)[axis].reach());
            sizes[static_cast<std::size_t>(axis)] = positions;
        }
        return shape(sizes, {channels});
    }

    /// The convolution that turns samples of shape `from` into samples of shape `to`, seeing `before(axis)` zeros before x.
    template <class Before>
    [[nodiscard]] kernels::Convolution convolution(const Shape& from, const Shape& to, Index groups,
                                                   Before before) const {
        kernels::Convolution sizes{
            .axes = {}, .channels = from.last(), .filters = to.last(), .groups = groups};
        for (int axis = 0; axis < axes_; ++axis) {
            const Window& window = (*this)[axis];
            sizes.axes[3 - axes_ + axis] = {from[axis],    to[axis],        window.size,
                                            window.stride, window.dilation, before(axis)};
        }
        return sizes;
    }
    [[nodiscard]] kernels::Convolution convolution(const Shape& from, const Shape& to, Index groups) const {
        return convolution(from, to, groups, [&](int axis) { return (*this)[axis].before(from[axis]); });
    }

    /// Fails: `expected at least 3 entries along axis 1, got shape (None, 2, 1)`.
    [[noreturn, gnu::cold]] static void fail_size(const Shape& input, int axis, const char* bound,
                                                  Index size) {
        fail(Text(bound) << size << (size == 1 ? " entry" : " entries") << " along axis " << axis + 1, input);
    }
    [[noreturn, gnu::cold]] static void fail(const Text& needed, const Shape& input) {
        check::fail<ShapeError>("", needed, Text("shape ") << input.to_string_of_batch());
    }

private:
    /// The axes' sizes, and what follows.
    [[nodiscard]] Shape shape(std::array<Index, Shape::max_rank> sizes,
                              std::initializer_list<Index> more) const {
        auto rank = static_cast<std::size_t>(axes_);
        for (const Index size : more) sizes[rank++] = size;
        return Shape(std::span<const Index>(sizes).first(rank));
    }

    int axes_;
    std::array<Window, 3> windows_;
};

}  // namespace ockham::detail
