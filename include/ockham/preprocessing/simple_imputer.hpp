// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// What gaps of a column are filled with.
enum class ImputerStrategy {
    mean,
    median,         ///< the middle one, or the mean of the two in the middle
    most_frequent,  ///< of several the smallest
    constant        ///< `fill_value`
};

/// Options of `SimpleImputer`; names and defaults are scikit-learn's.
struct SimpleImputerOptions {
    /// What stands for a gap; if it is a number, there may be no `nan` besides.
    double missing_values = std::numeric_limits<double>::quiet_NaN();

    ImputerStrategy strategy = ImputerStrategy::mean;
    double fill_value = 0;  ///< for `ImputerStrategy::constant`: any number that is finite

    /// Whether a column for each column that had gaps in `fit` comes behind the others: 1 where there was one, else 0.
    bool add_indicator = false;

    /// Whether a column of gaps only is filled with 0, or refused. (scikit-learn leaves it out.)
    bool keep_empty_features = false;
};

/// Fills the gaps of every column with a number that was taken from the other rows of it.
///
///     SimpleImputer imputer({.strategy = ImputerStrategy::median});
///     const Matrix<double> x = imputer.fit_transform(train.values), more = imputer.transform(test.values);
///
/// `x` is any Eigen expression of integers or floating-point numbers, rows are samples; all is computed and returned
/// in double precision. As scikit-learn's `SimpleImputer`, with its numbers.
///
/// Errors: no rows or no columns, another number of columns than in `fit`, numbers that are not finite and no gaps
/// (rows and columns counted from 0), a column of gaps only unless it is kept or the fill is constant, numbers so
/// large that their mean is not finite, and anything asked for before `fit`. A failing `fit` leaves the imputer as
/// it was.
class SimpleImputer final {
public:
    explicit SimpleImputer(SimpleImputerOptions options = {});

    [[nodiscard]] const SimpleImputerOptions& options() const { return options_; }

    /// Takes what to fill with from the columns of `x`.
    template <class Derived>
    SimpleImputer& fit(const Eigen::DenseBase<Derived>& x) {
        return learn(to_double(x));
    }

    template <class Derived>
    [[nodiscard]] Matrix<double> transform(const Eigen::DenseBase<Derived>& x) const {
        return apply(to_double(x));
    }

    template <class Derived>
    Matrix<double> fit_transform(const Eigen::DenseBase<Derived>& x) {
        const Matrix<double> numbers = to_double(x);
        return learn(numbers).apply(numbers);
    }

    /// The numbers with their gaps again, without the columns that say where they were. Only with `add_indicator`,
    /// which is what is known of gaps afterwards.
    [[nodiscard]] Matrix<double> inverse_transform(const Matrix<double>& x) const;

    /// What each column is filled with.
    [[nodiscard]] Eigen::RowVectorXd statistics() const;

    /// The columns of which `add_indicator` adds where they have gaps, in rising order; none without it.
    [[nodiscard]] const std::vector<Index>& indicated() const { return indicated_; }

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

    SimpleImputer& learn(const Matrix<double>& x);
    [[nodiscard]] Matrix<double> apply(const Matrix<double>& x) const;

    [[nodiscard]] bool is_gap(double number) const;

    /// What a column of these numbers, and maybe gaps, is filled with.
    [[nodiscard]] double statistic(const std::vector<double>& numbers, Index column) const;

    void check_fitted(const char* what) const;
    void check_numbers(const Matrix<double>& x) const;
    static void check_columns(Index needed, const char* as, Index came);

    static constexpr const char* who = "SimpleImputer";

    SimpleImputerOptions options_;
    std::vector<double> statistics_;
    std::vector<Index> indicated_;  // the columns that had gaps in fit
};

}  // namespace ockham

#if OCKHAM_BODIES

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <utility>

namespace ockham {

OCKHAM_FUNC SimpleImputer::SimpleImputer(SimpleImputerOptions options) : options_{options} {
    check::finite(who, "fill_value", options_.fill_value);
    check::value(!std::isinf(options_.missing_values), who, "missing_values", "finite or nan",
                 options_.missing_values);
}

OCKHAM_FUNC SimpleImputer& SimpleImputer::learn(const Matrix<double>& x) {
    check_numbers(x);
    std::vector<double> statistics, numbers;
    std::vector<Index> indicated;
    for (Index column = 0; column < x.cols(); ++column) {
        numbers.clear();
        for (Index row = 0; row < x.rows(); ++row)
            if (!is_gap(x(row, column))) numbers.push_back(x(row, column));
        if (options_.add_indicator && static_cast<Index>(numbers.size()) < x.rows())
            indicated.push_back(column);
        statistics.push_back(statistic(numbers, column));
    }
    statistics_ = std::move(statistics);
    indicated_ = std::move(indicated);
    return *this;
}

OCKHAM_FUNC double SimpleImputer::statistic(const std::vector<double>& numbers, Index column) const {
    if (options_.strategy == ImputerStrategy::constant) return options_.fill_value;
    if (numbers.empty()) {
        if (!options_.keep_empty_features)
            check::fail(who, Text("a number in column ") << column,
                        "gaps only; .keep_empty_features = true fills it with 0");
        return 0;
    }
    double sum = 0;
    for (const double number : numbers) sum += number;
    double result = sum / static_cast<double>(numbers.size());
    if (options_.strategy != ImputerStrategy::mean) {
        std::vector<double> sorted = numbers;
        std::qsort(sorted.data(), sorted.size(), sizeof(double), [](const void* left, const void* right) {
            const double a = *static_cast<const double*>(left), b = *static_cast<const double*>(right);
            return a < b ? -1 : a > b ? 1 : 0;
        });
        const std::size_t half = sorted.size() / 2;
        result = sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        std::size_t most = 0;
        for (std::size_t first = 0, end = 0;
             options_.strategy == ImputerStrategy::most_frequent && end < sorted.size(); first = end) {
            while (end < sorted.size() && sorted[end] == sorted[first]) ++end;
            if (end - first > most) result = sorted[first];
            most = end - first > most ? end - first : most;
        }
    }
    if (!std::isfinite(result))
        check::fail(who, "numbers whose mean is finite", Text("an overflow in column ") << column);
    return result;
}

OCKHAM_FUNC Matrix<double> SimpleImputer::apply(const Matrix<double>& x) const {
    check_fitted("transform");
    check_columns(static_cast<Index>(statistics_.size()), "columns, as in fit", x.cols());
    check_numbers(x);
    const auto more = static_cast<Index>(indicated_.size());
    Matrix<double> filled(x.rows(), x.cols() + more);
    for (Index row = 0; row < x.rows(); ++row) {
        for (Index column = 0; column < x.cols(); ++column)
            filled(row, column) =
                is_gap(x(row, column)) ? statistics_[static_cast<std::size_t>(column)] : x(row, column);
        for (Index i = 0; i < more; ++i)
            filled(row, x.cols() + i) = is_gap(x(row, indicated_[static_cast<std::size_t>(i)])) ? 1 : 0;
    }
    return filled;
}

OCKHAM_FUNC Matrix<double> SimpleImputer::inverse_transform(const Matrix<double>& x) const {
    check_fitted("inverse_transform");
    if (!options_.add_indicator) check::fail(who, "add_indicator to be true for inverse_transform", "false");
    const auto columns = static_cast<Index>(statistics_.size()), more = static_cast<Index>(indicated_.size());
    check_columns(columns + more, "columns, as transform gives", x.cols());
    Matrix<double> numbers = x.leftCols(columns);
    for (Index row = 0; row < x.rows(); ++row)
        for (Index i = 0; i < more; ++i)
            if (x(row, columns + i) != 0)
                numbers(row, indicated_[static_cast<std::size_t>(i)]) = options_.missing_values;
    return numbers;
}

OCKHAM_FUNC Eigen::RowVectorXd SimpleImputer::statistics() const {
    check_fitted("statistics");
    return Eigen::Map<const Eigen::RowVectorXd>(statistics_.data(), static_cast<Index>(statistics_.size()));
}

OCKHAM_FUNC bool SimpleImputer::is_gap(double number) const {
    return std::isnan(options_.missing_values) ? std::isnan(number) : number == options_.missing_values;
}

OCKHAM_FUNC void SimpleImputer::check_fitted(const char* what) const {
    if (statistics_.empty()) check::fail(who, Text("fit before ") << what, "an imputer that is not fitted");
}

OCKHAM_FUNC void SimpleImputer::check_columns(Index needed, const char* as, Index came) {
    if (came != needed) check::fail<ShapeError>(who, Text() << needed << " " << as, Text() << came);
}

OCKHAM_FUNC void SimpleImputer::check_numbers(const Matrix<double>& x) const {
    if (x.size() == 0)
        check::fail<ShapeError>(who, "at least one row and one column",
                                Text("shape (") << x.rows() << ", " << x.cols() << ")");
    for (Index row = 0; row < x.rows(); ++row)
        for (Index column = 0; column < x.cols(); ++column)
            if (const double number = x(row, column); !std::isfinite(number) && !is_gap(number))
                check::fail(who, "finite numbers and gaps",
                            (std::isnan(number) ? Text("nan") : Text() << number)
                                << " in row " << row << ", column " << column);
}

}  // namespace ockham

#endif
