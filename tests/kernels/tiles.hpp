// SPDX-License-Identifier: MIT
// What every tile of the matrix product must do.
#pragma once

#include <vector>

#include <ockham/kernels/tile.hpp>

#include "support/catch.hpp"

namespace tiles {

using ockham::Index;

/// c = start + a b for small integers, with c apart or in place of start, one row of start for all, a in rows or in columns; and
/// nothing else is written, but a copy of b by a tile that copies.
template <class Scalar>
void require_right(typename ockham::kernels::detail::Tile<Scalar>::Function tile, Index rows, Index columns,
                   bool copies = false) {
    const auto number = [](Index i) { return static_cast<Scalar>(i * 7 % 11 - 5); };
    const auto numbers = [&](Index count) {
        std::vector<Scalar> list(static_cast<std::size_t>(count));
        for (Index i = 0; i < count; ++i) list[static_cast<std::size_t>(i)] = number(i);
        return list;
    };
    for (const Index depth : {0, 1, 2, 7, 64})
        for (const bool in_columns : {false, true})
            for (const Index start_row : {Index(0), columns, columns + 3})
                for (const bool in_place : {false, true}) {
                    if (in_place && start_row == 0) continue;
                    const Index c_row = in_place ? start_row : columns + 5;
                    const Index a_row = in_columns ? 1 : depth + 1, a_column = in_columns ? rows + 2 : 1;
                    const std::vector<Scalar> a = numbers((rows - 1) * a_row + depth * a_column + 1);
                    const std::vector<Scalar> b = numbers(depth * (columns + 1) + 1);
                    const std::vector<Scalar> start = numbers(rows * (start_row + 1) + columns);
                    std::vector<Scalar> c =
                        in_place ? start : std::vector<Scalar>(static_cast<std::size_t>(rows * c_row), 99);
                    const std::vector<Scalar> before = c;
                    std::vector<Scalar> copy(static_cast<std::size_t>(depth * columns + 1), 77);
                    tile({a.data(), a_row, a_column, b.data(), columns + 1,
                          in_place ? c.data() : start.data(), start_row, c.data(), c_row, depth,
                          copy.data()});
                    int wrong = copy.back() != 77;
                    for (Index at = 0; at < depth * columns; ++at)
                        wrong +=
                            copy[static_cast<std::size_t>(at)] !=
                            (copies ? b[static_cast<std::size_t>(at / columns * (columns + 1) + at % columns)]
                                    : 77);
                    for (std::size_t at = 0; at < c.size(); ++at) {
                        const Index r = static_cast<Index>(at) / c_row, j = static_cast<Index>(at) % c_row;
                        Scalar wanted = before[at];
                        if (r < rows && j < columns) {
                            wanted = start[static_cast<std::size_t>(r * start_row + j)];
                            for (Index p = 0; p < depth; ++p)
                                wanted += a[static_cast<std::size_t>(r * a_row + p * a_column)] *
                                          b[static_cast<std::size_t>(p * (columns + 1) + j)];
                        }
                        wrong += c[at] != wanted;
                    }
                    INFO(rows << " x " << columns << ", depth " << depth << ", start " << start_row);
                    REQUIRE(wrong == 0);
                }
}

}  // namespace tiles
