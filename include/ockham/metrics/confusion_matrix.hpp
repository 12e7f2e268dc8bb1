// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/metrics/largest_column.hpp>

namespace ockham {

namespace detail {

/// The class that a row of labels, probabilities or one-hot numbers names. One column is a label.
double class_of(In<double> rows, Index row);

}  // namespace detail

/// How many samples of each class, in rows, are predicted to be of each class, in columns:
///
///     const Matrix<double> counts = confusion_matrix(test.y, model.predict(test.x), 3);
///
/// Both are one label a row (0 to classes - 1), or one number for each class, of which the largest counts. Of two classes,
/// one column of predictions may also be what a sigmoid gives, the probability of class 1: what is larger than `threshold`
/// (in [0, 1]) is of class 1, and what is not of class 0.
[[nodiscard]] Matrix<double> confusion_matrix(const Tensor<double>& y_true, const Tensor<double>& y_pred,
                                              Index classes, double threshold = 0.5);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC double class_of(In<double> rows, Index row) {
    const double* from = rows.data() + row * rows.cols();
    return rows.cols() == 1 ? from[0] : static_cast<double>(largest_column(from, rows.cols()));
}

}  // namespace ockham::detail

namespace ockham {

OCKHAM_FUNC Matrix<double> confusion_matrix(const Tensor<double>& y_true, const Tensor<double>& y_pred,
                                            Index classes, double threshold) {
    check::positive("confusion_matrix", "classes", classes);
    check::between("confusion_matrix", "threshold", threshold, 0, 1);
    const In<double> wanted = y_true.matrix(), predicted = y_pred.matrix();
    if (wanted.rows() != predicted.rows())
        check::fail<ShapeError>("confusion_matrix",
                                Text() << wanted.rows() << " predictions, one for each target",
                                Text() << predicted.rows());
    for (const In<double>& rows : {wanted, predicted})
        if (rows.cols() != 1 && rows.cols() != classes)
            check::fail<ShapeError>("confusion_matrix", Text("1 or ") << classes << " columns",
                                    Text() << rows.cols());
    Matrix<double> counts = Matrix<double>::Zero(classes, classes);
    for (Index row = 0; row < wanted.rows(); ++row) {
        const double from = detail::class_of(wanted, row);
        double to = detail::class_of(predicted, row);
        if (predicted.cols() == 1 && classes == 2) {
            if (!(to >= 0 && to <= 1))
                check::fail("confusion_matrix", "labels 0 and 1 or probabilities",
                            Text() << to << " in row " << row);
            to = to > threshold ? 1 : 0;
        }
        for (const double label : {from, to})
            if (!(label >= 0 && label < static_cast<double>(classes)) || label != std::floor(label))
                check::fail("confusion_matrix", Text("labels 0 to ") << classes - 1,
                            Text() << label << " in row " << row);
        counts(static_cast<Index>(from), static_cast<Index>(to)) += 1;
    }
    return counts;
}

}  // namespace ockham

#endif
