// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// Shifts and scales every column to mean 0 and standard deviation 1.
///
///     transform(x)          z = (x - mean) / scale
///     inverse_transform(z)  x = z * scale + mean
///
///     mean  = sum x / rows
///     scale = sqrt(variance),   variance = (sum d^2 - (sum d)^2 / rows) / rows,   d = x - mean
///
/// A column that is constant, or not to be told from one in double precision, has scale 1, so that it becomes
/// 0: one whose variance is at most `rows e variance + (rows e mean)^2`, e = 2^-52. This and the population
/// variance (divided by the rows, not by one less) are scikit-learn's.
///
/// `x` is any Eigen expression of integers or floating-point numbers, rows are samples; all is computed and
/// returned in double precision. Errors: no rows or no columns, another number of columns than in `fit`,
/// numbers that are not finite (rows and columns counted from 0), numbers so large that the variance is not
/// finite, and anything asked for before `fit`. A failing `fit` leaves the scaler as it was.
///
/// Chan, Golub & LeVeque (1983), "Algorithms for computing the sample variance": the corrected two-pass
/// algorithm.
class StandardScaler final {
public:
    /// Takes mean and scale from the columns of `x`.
    template <class Derived>
    StandardScaler& fit(const Eigen::DenseBase<Derived>& x) {
        return learn(to_double(x));
    }

    template <class Derived>
    [[nodiscard]] Matrix<double> transform(const Eigen::DenseBase<Derived>& x) const {
        return apply(to_double(x));
    }

    template <class Derived>
    [[nodiscard]] Matrix<double> inverse_transform(const Eigen::DenseBase<Derived>& z) const {
        return map(to_double(z), "inverse_transform",
                   [](double number, double mean, double scale) { return number * scale + mean; });
    }

    template <class Derived>
    Matrix<double> fit_transform(const Eigen::DenseBase<Derived>& x) {
        Matrix<double> numbers = to_double(x);
        return learn(numbers).apply(std::move(numbers));
    }

    /// One number a column.
    [[nodiscard]] Eigen::RowVectorXd mean() const { return check_fitted("mean"), as_row(mean_); }
    [[nodiscard]] Eigen::RowVectorXd scale() const { return check_fitted("scale"), as_row(scale_); }

private:
    template <class Derived>
    static Matrix<double> to_double(const Eigen::DenseBase<Derived>& x) {
        const auto& plain = x.derived().eval();
        Matrix<double> numbers(plain.rows(), plain.cols());
        for (Index row = 0; row < plain.rows(); ++row)
            for (Index column = 0; column < plain.cols(); ++column)
                numbers(row, column) = static_cast<double>(plain.coeff(row, column));
        return numbers;
    }

    [[nodiscard]] Matrix<double> apply(Matrix<double> x) const;

    StandardScaler& learn(const Matrix<double>& x);

    /// `x` with every number replaced by that function of it, of its column's mean and of its column's scale.
    template <class Function>
    [[nodiscard]] Matrix<double> map(Matrix<double> x, const char* what, Function function) const {
        check_fitted(what);
        if (x.cols() != static_cast<Index>(mean_.size()))
            check::fail<ShapeError>(who, Text() << mean_.size() << " columns, as in fit", Text() << x.cols());
        check_numbers(x);
        double* number = x.data();
        for (Index row = 0; row < x.rows(); ++row)
            for (std::size_t column = 0; column < mean_.size(); ++column, ++number)
                *number = function(*number, mean_[column], scale_[column]);
        return x;
    }

    void check_fitted(const char* what) const;

    static void check_numbers(const Matrix<double>& x);

    static Eigen::RowVectorXd as_row(const std::vector<double>& numbers);

    static constexpr const char* who = "StandardScaler";

    std::vector<double> mean_;
    std::vector<double> scale_;
};

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC Matrix<double> StandardScaler::apply(Matrix<double> x) const {
    return map(std::move(x), "transform",
               [](double number, double mean, double scale) { return (number - mean) / scale; });
}

OCKHAM_FUNC StandardScaler& StandardScaler::learn(const Matrix<double>& x) {
    check_numbers(x);
    const auto rows = static_cast<double>(x.rows());
    const double epsilon = std::numeric_limits<double>::epsilon();
    const auto columns = static_cast<std::size_t>(x.cols());
    std::vector<double> mean(columns), scale(columns), deviations(columns), squares(columns);

    const double* number = x.data();
    for (Index row = 0; row < x.rows(); ++row)
        for (std::size_t column = 0; column < columns; ++column) mean[column] += *number++;
    for (double& sum : mean) sum /= rows;
    number = x.data();
    for (Index row = 0; row < x.rows(); ++row)
        for (std::size_t column = 0; column < columns; ++column) {
            const double deviation = *number++ - mean[column];
            deviations[column] += deviation;
            squares[column] += deviation * deviation;
        }
    for (std::size_t column = 0; column < columns; ++column) {
        const double correction = deviations[column] * deviations[column] / rows;
        const double variance = (squares[column] - correction) / rows;
        if (!std::isfinite(variance))
            check::fail(who, "numbers whose variance is finite", Text("an overflow in column ") << column);
        const double doubt = rows * mean[column] * epsilon;
        scale[column] = variance <= rows * epsilon * variance + doubt * doubt ? 1 : std::sqrt(variance);
    }
    mean_ = std::move(mean);
    scale_ = std::move(scale);
    return *this;
}

OCKHAM_FUNC void StandardScaler::check_fitted(const char* what) const {
    if (mean_.empty()) check::fail(who, Text("fit before ") << what, "a scaler that is not fitted");
}

OCKHAM_FUNC void StandardScaler::check_numbers(const Matrix<double>& x) {
    if (x.size() == 0)
        check::fail<ShapeError>(who, "at least one row and one column",
                                Text("shape (") << x.rows() << ", " << x.cols() << ")");
    for (Index row = 0; row < x.rows(); ++row)
        for (Index column = 0; column < x.cols(); ++column)
            if (const double number = x(row, column); !std::isfinite(number))
                check::fail(who, "finite numbers",
                            (std::isnan(number) ? Text("nan") : Text() << number)
                                << " in row " << row << ", column " << column);
}

OCKHAM_FUNC Eigen::RowVectorXd StandardScaler::as_row(const std::vector<double>& numbers) {
    return Eigen::Map<const Eigen::RowVectorXd>(numbers.data(), static_cast<Index>(numbers.size()));
}

}  // namespace ockham

#endif
