// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>

namespace ockham::detail {

/// Fails: `who: expected needed, got 0.5 in row 3`.
[[noreturn]] void fail_label(std::string_view who, std::string_view needed, double label, std::size_t row);

template <class Number>
std::int64_t to_label(std::string_view who, Number number, std::size_t row) {
    const auto label = static_cast<double>(number);
    if (!(std::abs(label) < 0x1p53 && std::floor(label) == label))
        fail_label(who, "labels to be whole numbers below 2^53", label, row);
    return static_cast<std::int64_t>(label);
}

/// The labels `y` as integers: an Eigen vector, or a matrix of one row or one column.
///
/// `y` holds integers, or floating-point numbers that are whole; anything else is an error that names the
/// row.
template <class Derived>
std::vector<std::int64_t> to_labels(std::string_view who, const Eigen::DenseBase<Derived>& y) {
    if (y.rows() != 1 && y.cols() != 1 && y.size() != 0)
        check::fail<ShapeError>(who, "one column of labels",
                                Text("shape (") << y.rows() << ", " << y.cols() << ")");
    const auto& plain = y.derived().eval();
    std::vector<std::int64_t> labels;
    labels.reserve(static_cast<std::size_t>(plain.size()));
    for (Index row = 0; row < plain.rows(); ++row)
        for (Index column = 0; column < plain.cols(); ++column)
            labels.push_back(to_label(who, plain.coeff(row, column), labels.size()));
    return labels;
}

/// The labels `y` as integers, as above.
template <class Number>
std::vector<std::int64_t> to_labels(std::string_view who, const std::vector<Number>& y) {
    std::vector<std::int64_t> labels;
    labels.reserve(y.size());
    for (const Number number : y) labels.push_back(to_label(who, number, labels.size()));
    return labels;
}

}  // namespace ockham::detail

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC void fail_label(std::string_view who, std::string_view needed, double label, std::size_t row) {
    check::fail(who, needed, Text().print(label, 17) << " in row " << row);
}

}  // namespace ockham::detail

#endif
