// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>

#include <ockham/core/axes.hpp>
#include <ockham/core/build.hpp>

namespace ockham::detail {

/// Which group each entry of a tensor belongs to, if a group is what lies along some axes. Groups are numbered in the order in which
/// the tensor has their first entries.
struct Groups {
    Groups(const Shape& shape, const Axes& axes, std::string_view who);

    /// Calls `look(row, group)` for each row of the tensor as a matrix; the entries of the row belong to the groups
    /// `group`, `group + step`, ...
    template <class Look>
    void for_each_row(Look look) const {
        std::array<Index, Shape::max_rank> at{};
        Index group = 0;
        for (Index row = 0; row < rows; ++row) {
            look(row, group);
            for (int axis = leading; axis-- > 0;) {
                const auto i = static_cast<std::size_t>(axis);
                group += strides[i];
                if (++at[i] < sizes[i]) break;
                group -= sizes[i] * strides[i];
                at[i] = 0;
            }
        }
    }

    Index rows, columns, step, count;
    int leading;
    std::array<Index, Shape::max_rank> sizes{}, strides{};
};

}  // namespace ockham::detail

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC Groups::Groups(const Shape& shape, const Axes& axes, std::string_view who) {
    const auto along = axes.of(shape, who);
    rows = shape.rows();
    columns = shape.last();
    step = shape.empty() || along[static_cast<std::size_t>(shape.rank() - 1)] ? 0 : 1;
    count = step == 0 ? 1 : columns;
    leading = std::max(shape.rank() - 1, 0);
    for (int axis = leading; axis-- > 0;) {
        const auto i = static_cast<std::size_t>(axis);
        sizes[i] = shape[axis];
        strides[i] = along[i] ? 0 : count;
        if (!along[i]) count *= shape[axis];
    }
}

}  // namespace ockham::detail

#endif
