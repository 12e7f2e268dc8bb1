// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>
#include <ockham/preprocessing/labels.hpp>

namespace ockham {

namespace detail {

Matrix<double> one_hot(const std::vector<std::int64_t>& labels, Index num_classes);

}  // namespace detail

/// Class labels as one-hot rows: `y(row, labels[row]) = 1`, and 0 elsewhere.
///
///     to_categorical(std::vector{0, 2, 1})    // 1 0 0
///                                             // 0 0 1
///                                             // 0 1 0
///
/// `labels` is an Eigen vector (or a matrix of one row or column) or a `std::vector`, of integers or of
/// floating-point numbers that are whole. There are as many columns as classes: `num_classes`, or if that is
/// 0, one more than the largest label, which then has to be below a million (as a guard against columns that
/// are no labels).
///
/// Errors name the row, counted from 0: no labels at all, a label that is negative, not whole, or at least
/// `num_classes`. As Keras' `to_categorical`, which lets negative labels count from the end.
template <class Labels>
[[nodiscard]] Matrix<double> to_categorical(const Labels& labels, Index num_classes = 0) {
    return detail::one_hot(detail::to_labels("to_categorical", labels), num_classes);
}

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC Matrix<double> one_hot(const std::vector<std::int64_t>& labels, Index num_classes) {
    const char* who = "to_categorical";
    if (num_classes < 0) check::fail(who, "num_classes to be at least 0", Text() << num_classes);
    if (labels.empty()) check::fail<ShapeError>(who, "at least one label", "none");
    Index classes = num_classes;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const auto label = static_cast<double>(labels[row]);
        if (label < 0) fail_label(who, "labels of at least 0", label, row);
        if (num_classes > 0 && labels[row] >= num_classes)
            fail_label(who, Text("labels below num_classes ") << num_classes, label, row);
        if (num_classes == 0 && labels[row] >= 1'000'000)
            fail_label(who, "num_classes for labels of 1000000 and more", label, row);
        if (labels[row] >= classes) classes = labels[row] + 1;
    }

    const auto rows = static_cast<Index>(labels.size());
    Matrix<double> y(rows, classes);
    std::fill_n(y.data(), y.size(), 0.0);
    for (Index row = 0; row < rows; ++row) y(row, labels[static_cast<std::size_t>(row)]) = 1;
    return y;
}

}  // namespace ockham::detail

#endif
