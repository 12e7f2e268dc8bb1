// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>
#include <ockham/preprocessing/categories.hpp>

namespace ockham {

/// What to do about a category that was not there in `fit`.
enum class HandleUnknown {
    error,  ///< it is an error that names row and column
    ignore  ///< it becomes a row of zeros
};

/// Which category of each column gets no column of its own.
enum class DropCategory {
    none,
    first  ///< the first, so that the columns are not dependent on each other: their sum is not always 1
};

/// Options of `OneHotEncoder`; names and defaults are scikit-learn's.
struct OneHotEncoderOptions {
    HandleUnknown handle_unknown = HandleUnknown::error;
    DropCategory drop = DropCategory::none;
};

/// Turns each column of words into as many columns of 0 and 1 as there are categories, of which one is 1.
///
///     OneHotEncoder encoder;
///     encoder.fit_transform(std::vector<std::string>{"red", "blue", "red"})    // 0 1
///                                                                              // 1 0
///                                                                              // 0 1
///     encoder.categories()[0]                                                  // blue, red
///
/// `x` is one column, as `Csv::word_column` gives it, or a `std::vector` of several, as in `Csv::words`, or an Eigen
/// expression of numbers. The categories of a column are what occurs in it in `fit`, sorted: what is a number by its
/// value and before all else, the others by their bytes. As scikit-learn's `OneHotEncoder`, which compares numbers that
/// were read as words like words, and makes a category of gaps: here a gap, which is an empty word or `nan`, is a row of
/// zeros.
///
/// Errors: nothing to fit, a column of gaps only, another number of columns than in `fit`, columns that are not of the
/// same length, a category that was not there in `fit` unless that is ignored, a gap if the first category is dropped,
/// and anything asked for before `fit`.
class OneHotEncoder final {
public:
    explicit OneHotEncoder(OneHotEncoderOptions options = {}) : options_{options} {}

    [[nodiscard]] const OneHotEncoderOptions& options() const { return options_; }

    /// Takes the categories from the columns of `x`.
    template <class Data>
    OneHotEncoder& fit(const Data& x) {
        return learn(detail::to_word_columns(x));
    }

    template <class Data>
    [[nodiscard]] Matrix<double> transform(const Data& x) const {
        return apply(detail::to_word_columns(x));
    }

    template <class Data>
    Matrix<double> fit_transform(const Data& x) {
        const auto& columns = detail::to_word_columns(x);
        return learn(columns).apply(columns);
    }

    /// The category of the largest number in the columns of each; where there are only zeros, the one that was dropped,
    /// or else a gap. One vector for each column of words.
    [[nodiscard]] std::vector<Words> inverse_transform(const Matrix<double>& encoded) const;

    /// One vector for each column of words.
    [[nodiscard]] const std::vector<Words>& categories() const;

    /// The names of the columns that come out: `island_Dream`, for names of those that go in, or else `x0_Dream`.
    [[nodiscard]] Words get_feature_names_out(const Words& input_features = {}) const;

private:
    OneHotEncoder& learn(const std::vector<Words>& columns);
    [[nodiscard]] Matrix<double> apply(const std::vector<Words>& columns) const;
    void check_fitted(const char* what) const;

    /// How many columns come out, and how many categories of each column that goes in do not.
    [[nodiscard]] Index width() const;
    [[nodiscard]] Index dropped() const { return options_.drop == DropCategory::first ? 1 : 0; }

    static constexpr const char* who = "OneHotEncoder";

    OneHotEncoderOptions options_;
    std::vector<Words> categories_;
};

}  // namespace ockham

#if OCKHAM_BODIES

#include <cmath>
#include <cstddef>
#include <utility>

namespace ockham {

OCKHAM_FUNC OneHotEncoder& OneHotEncoder::learn(const std::vector<Words>& columns) {
    detail::count_rows_of(who, columns);
    std::vector<Words> categories;
    for (const Words& column : columns) {
        categories.push_back(detail::sorted_categories(column));
        if (categories.back().empty())
            check::fail(who, Text("a category in column ") << categories.size() - 1, "gaps only");
    }
    categories_ = std::move(categories);
    return *this;
}

OCKHAM_FUNC Matrix<double> OneHotEncoder::apply(const std::vector<Words>& columns) const {
    check_fitted("transform");
    const Index rows = detail::count_rows_of(who, columns);
    if (columns.size() != categories_.size())
        check::fail<ShapeError>(who, Text() << categories_.size() << " columns, as in fit",
                                Text() << columns.size());
    Matrix<double> encoded = Matrix<double>::Zero(rows, width());
    Index first = 0;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        const Words& known = categories_[column];
        for (std::size_t row = 0; row < columns[column].size(); ++row) {
            const std::string& word = columns[column][row];
            const Index found = detail::find_category(known, word);
            if (word.empty() && dropped() == 1)
                detail::fail_category(who, known, row, column, word,
                                      ", which would be the category that is dropped");
            if (found < 0 && !word.empty() && options_.handle_unknown == HandleUnknown::error)
                detail::fail_category(who, known, row, column, word,
                                      "; .handle_unknown = HandleUnknown::ignore makes zeros of it");
            if (found >= dropped()) encoded(static_cast<Index>(row), first + found - dropped()) = 1;
        }
        first += static_cast<Index>(known.size()) - dropped();
    }
    return encoded;
}

OCKHAM_FUNC std::vector<Words> OneHotEncoder::inverse_transform(const Matrix<double>& encoded) const {
    check_fitted("inverse_transform");
    if (encoded.cols() != width())
        check::fail<ShapeError>(who, Text() << width() << " columns, one for each category",
                                Text() << encoded.cols());
    std::vector<Words> columns;
    Index first = 0;
    for (const Words& known : categories_) {
        const Index size = static_cast<Index>(known.size()) - dropped();
        Words& words = columns.emplace_back();
        for (Index row = 0; row < encoded.rows(); ++row) {
            Index largest = 0;
            bool zeros = true;
            for (Index j = 0; j < size; ++j) {
                const double number = encoded(row, first + j);
                if (!std::isfinite(number))
                    check::fail(who, "finite numbers",
                                (std::isnan(number) ? Text("nan") : Text() << number)
                                    << " in row " << row << ", column " << first + j);
                zeros = zeros && number == 0;
                if (number > encoded(row, first + largest)) largest = j;
            }
            if (!zeros)
                words.push_back(known[static_cast<std::size_t>(largest + dropped())]);
            else
                words.push_back(dropped() == 1 ? known[0] : std::string());
        }
        first += size;
    }
    return columns;
}

OCKHAM_FUNC const std::vector<Words>& OneHotEncoder::categories() const {
    check_fitted("categories");
    return categories_;
}

OCKHAM_FUNC Words OneHotEncoder::get_feature_names_out(const Words& input_features) const {
    check_fitted("get_feature_names_out");
    if (!input_features.empty() && input_features.size() != categories_.size())
        check::fail<ShapeError>(who, Text() << categories_.size() << " names, one for each column in fit",
                                Text() << input_features.size());
    Words names;
    for (std::size_t column = 0; column < categories_.size(); ++column)
        for (std::size_t i = static_cast<std::size_t>(dropped()); i < categories_[column].size(); ++i)
            names.push_back(((input_features.empty() ? Text("x") << column : Text(input_features[column]))
                             << "_" << categories_[column][i])
                                .string());
    return names;
}

OCKHAM_FUNC void OneHotEncoder::check_fitted(const char* what) const {
    if (categories_.empty()) check::fail(who, Text("fit before ") << what, "an encoder that is not fitted");
}

OCKHAM_FUNC Index OneHotEncoder::width() const {
    Index width = 0;
    for (const Words& known : categories_) width += static_cast<Index>(known.size()) - dropped();
    return width;
}

}  // namespace ockham

#endif
