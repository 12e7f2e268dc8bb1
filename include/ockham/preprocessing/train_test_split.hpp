// SPDX-License-Identifier: MIT
#pragma once

#include <utility>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>
#include <ockham/preprocessing/split_rows.hpp>
#include <ockham/preprocessing/take_rows.hpp>

namespace ockham {

/// Some rows of the data: samples, what they should be, and which rows they were, counted from 0.
template <class X, class Y>
struct Part {
    X x;
    Y y;
    std::vector<Index> rows;
};

/// What `train_test_split` returns: `const auto [train, test] = train_test_split(x, y);`
template <class X, class Y>
struct Split {
    Part<X, Y> train;
    Part<X, Y> test;
};

/// Divides samples `x` and their `y` at random into a part for training and a part for testing.
///
///     const auto [train, test] = train_test_split(x, y);    // a quarter is for testing
///     const auto [train, test] = train_test_split(x, y, {.test_size = 38, .random_state = 7});
///
/// Rows are samples. Each is a `Tensor`, which gives tensors, or any Eigen expression: a column vector
/// gives column vectors, anything else matrices, of the scalar that went in; or a `std::vector`, or the table of
/// `read_csv`. The rows and their order are
/// exactly those of scikit-learn's `train_test_split` with the same options (see `SplitOptions`, and
/// `split_rows` for the errors); without `random_state` the seed is 0, so that a run can be repeated.
///
/// Errors: `x` and `y` with different numbers of rows, and those of `split_rows`.
template <class X, class Y>
[[nodiscard]] auto train_test_split(const X& x, const Y& y, const SplitOptions& options = {}) {
    if (detail::count_rows(x) != detail::count_rows(y))
        check::fail<ShapeError>("train_test_split",
                                Text("as many rows in y as in x, ") << detail::count_rows(x),
                                Text() << detail::count_rows(y));
    RowSplit rows = split_rows(detail::count_rows(x), options);
    const auto& all_x = detail::as_rows(x);
    const auto& all_y = detail::as_rows(y);
    using PartX = decltype(detail::take_rows(all_x, rows.train));
    using PartY = decltype(detail::take_rows(all_y, rows.train));
    const auto part = [&](std::vector<Index>& taken) {
        return Part<PartX, PartY>{detail::take_rows(all_x, taken), detail::take_rows(all_y, taken),
                                  std::move(taken)};
    };
    return Split<PartX, PartY>{part(rows.train), part(rows.test)};
}

}  // namespace ockham
