// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/shape.hpp>

namespace ockham {

/// Axes of a tensor: one, as in `{.axis = 0}`, several, as in `{.axis = {0, 1, 2}}`, or all. The last one is -1, that
/// before it -2.
class Axes final {
public:
    Axes(int axis) : list_{axis} {}
    Axes(std::initializer_list<int> axes) : Axes(std::vector<int>(axes)) {}
    explicit Axes(std::vector<int> axes);

    [[nodiscard]] static Axes all();

    [[nodiscard]] bool is_all() const { return list_.empty(); }

    /// As they were given; nothing for all.
    [[nodiscard]] const std::vector<int>& list() const { return list_; }

    /// Which of the axes of a tensor of that shape they are. Throws, beginning with `who`, if it lacks one of them, or one
    /// is named twice.
    [[nodiscard]] std::array<bool, Shape::max_rank> of(const Shape& shape, std::string_view who) const;

    friend bool operator==(const Axes&, const Axes&) = default;

private:
    std::vector<int> list_;
};

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC Axes::Axes(std::vector<int> axes) : list_{std::move(axes)} {
    if (list_.empty()) check::fail("axes", "one or more, or Axes::all()", "none");
}

OCKHAM_FUNC Axes Axes::all() {
    Axes axes(0);
    axes.list_.clear();
    return axes;
}

OCKHAM_FUNC std::array<bool, Shape::max_rank> Axes::of(const Shape& shape, std::string_view who) const {
    std::array<bool, Shape::max_rank> found{};
    const int rank = shape.rank();
    for (int axis = 0; is_all() && axis < rank; ++axis) found[static_cast<std::size_t>(axis)] = true;
    for (const int axis : list_) {
        if (axis < -rank || axis >= rank)
            check::fail<ShapeError>(who, Text("an axis of a tensor of shape ") << shape.to_string(),
                                    Text() << axis);
        bool& which = found[static_cast<std::size_t>(axis < 0 ? axis + rank : axis)];
        if (which) check::fail<ShapeError>(who, "each axis once", Text() << axis << " twice");
        which = true;
    }
    return found;
}

}  // namespace ockham

#endif
