// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>
#include <ockham/io/csv.hpp>
#include <ockham/preprocessing/categories.hpp>
#include <ockham/preprocessing/label_encoder.hpp>
#include <ockham/preprocessing/one_hot_encoder.hpp>
#include <ockham/preprocessing/simple_imputer.hpp>
#include <ockham/preprocessing/standard_scaler.hpp>

namespace ockham {

/// Options of `TableEncoder`.
struct TableEncoderOptions {
    SimpleImputerOptions numbers = {.strategy = ImputerStrategy::median};  ///< how gaps are filled
    bool standardize = true;          ///< whether numbers are then scaled to mean 0 and standard deviation 1
    OneHotEncoderOptions words = {};  ///< how words become numbers
};

/// Turns a table, with words, gaps and a target, into what a network is fitted to.
///
///     const Csv csv = read_csv("penguins.csv", {.words = {"species", "island", "sex"},
///                                               .missing = Missing::keep,
///                                               .target = "species"});
///     const auto [train, test] = split_rows(csv.rows());
///     const Csv learned = take_rows(csv, train), judged = take_rows(csv, test);
///     TableEncoder encoder;
///     encoder.fit(learned);
///     model.fit(encoder.transform(learned), encoder.targets(learned));
///     model.evaluate(encoder.transform(judged), encoder.targets(judged));
///
/// All that is learned is learned in `fit`, and new rows are treated by it: with what gaps are filled, mean and scale
/// of the columns, which categories there are. Columns go by their names, so that a table of new rows may have them in
/// another order, others besides, and no target. `transform` gives the columns of numbers first (`SimpleImputer`,
/// `StandardScaler`), then those of words (`OneHotEncoder`, where a gap is a row of zeros); `targets` gives the numbers
/// of the target, or labels of its words (`LabelEncoder`).
///
/// Errors: no column beside the target, a column of `fit` that is not there, a target that is asked for where there is
/// none, and what these four refuse.
class TableEncoder final {
public:
    explicit TableEncoder(TableEncoderOptions options = {}) : options_{options}, imputer_{options.numbers} {}

    [[nodiscard]] const TableEncoderOptions& options() const { return options_; }

    TableEncoder& fit(const Csv& table);
    [[nodiscard]] Matrix<double> transform(const Csv& table) const;
    Matrix<double> fit_transform(const Csv& table) { return fit(table).transform(table); }

    /// One number a row: those of the target, or 0, 1, ... for its words in the order of `classes`.
    [[nodiscard]] Eigen::VectorXd targets(const Csv& table) const;

    /// The words of the target, of which the label is the position.
    [[nodiscard]] const Words& classes() const { return labels_.classes(); }

    /// The names of the columns that `transform` gives: `mass`, `island_Dream`.
    [[nodiscard]] Words get_feature_names_out() const;

private:
    [[nodiscard]] Matrix<double> numbers_of(const Csv& table) const;
    [[nodiscard]] std::vector<Words> words_of(const Csv& table) const;
    void check_fitted(const char* what) const;

    static constexpr const char* who = "TableEncoder";

    TableEncoderOptions options_;
    Words number_columns_, word_columns_;
    std::string target_;
    bool target_is_word_ = false;
    SimpleImputer imputer_;
    StandardScaler scaler_;
    OneHotEncoder encoder_;
    LabelEncoder labels_;
};

}  // namespace ockham

#if OCKHAM_BODIES

#include <cmath>
#include <cstddef>
#include <utility>

#include <ockham/io/in_quotes.hpp>

namespace ockham {

OCKHAM_FUNC TableEncoder& TableEncoder::fit(const Csv& table) {
    TableEncoder fitted(options_);
    fitted.encoder_ = OneHotEncoder(options_.words);
    fitted.target_ = table.target;
    fitted.target_is_word_ =
        detail::position_of(table.word_columns, table.target) < table.word_columns.size();
    const auto all_but_target = [&](const Words& names) {
        Words others;
        for (const std::string& name : names)
            if (table.target.empty() || name != table.target) others.push_back(name);
        return others;
    };
    fitted.number_columns_ = all_but_target(table.columns);
    fitted.word_columns_ = all_but_target(table.word_columns);
    if (fitted.number_columns_.empty() && fitted.word_columns_.empty())
        check::fail(who, "a column beside the target", "none");
    if (!fitted.number_columns_.empty()) {
        const Matrix<double> filled = fitted.imputer_.fit_transform(fitted.numbers_of(table));
        if (options_.standardize) fitted.scaler_.fit(filled);
    }
    if (!fitted.word_columns_.empty()) fitted.encoder_.fit(fitted.words_of(table));
    if (!table.target.empty() && fitted.target_is_word_) fitted.labels_.fit(table.word_column(table.target));
    *this = std::move(fitted);
    return *this;
}

OCKHAM_FUNC Matrix<double> TableEncoder::transform(const Csv& table) const {
    check_fitted("transform");
    Matrix<double> numbers(table.rows(), 0), words(table.rows(), 0);
    if (!number_columns_.empty()) {
        numbers = imputer_.transform(numbers_of(table));
        if (options_.standardize) numbers = scaler_.transform(numbers);
    }
    if (!word_columns_.empty()) words = encoder_.transform(words_of(table));
    Matrix<double> x(table.rows(), numbers.cols() + words.cols());
    for (Index row = 0; row < x.rows(); ++row)
        for (Index column = 0; column < x.cols(); ++column)
            x(row, column) =
                column < numbers.cols() ? numbers(row, column) : words(row, column - numbers.cols());
    return x;
}

OCKHAM_FUNC Eigen::VectorXd TableEncoder::targets(const Csv& table) const {
    check_fitted("targets");
    if (target_.empty()) check::fail(who, "a table with a target in fit, .target of read_csv", "none");
    if (target_is_word_) return labels_.transform(table.word_column(target_));
    Eigen::VectorXd y = table.column(target_);
    for (Index row = 0; row < y.size(); ++row)
        if (!std::isfinite(y[row]))
            check::fail(who, Text("a target in row ") << row, std::isnan(y[row]) ? "a gap" : "inf");
    return y;
}

OCKHAM_FUNC Words TableEncoder::get_feature_names_out() const {
    check_fitted("get_feature_names_out");
    Words names = number_columns_;
    if (!number_columns_.empty())
        for (const Index column : imputer_.indicated())
            names.push_back("missingindicator_" + number_columns_[static_cast<std::size_t>(column)]);
    if (!word_columns_.empty())
        for (std::string& name : encoder_.get_feature_names_out(word_columns_))
            names.push_back(std::move(name));
    return names;
}

OCKHAM_FUNC Matrix<double> TableEncoder::numbers_of(const Csv& table) const {
    Matrix<double> numbers(table.rows(), static_cast<Index>(number_columns_.size()));
    for (std::size_t column = 0; column < number_columns_.size(); ++column) {
        const Eigen::VectorXd from = table.column(number_columns_[column]);
        for (Index row = 0; row < from.size(); ++row) numbers(row, static_cast<Index>(column)) = from[row];
    }
    return numbers;
}

OCKHAM_FUNC std::vector<Words> TableEncoder::words_of(const Csv& table) const {
    std::vector<Words> columns;
    for (const std::string& name : word_columns_) columns.push_back(table.word_column(name));
    return columns;
}

OCKHAM_FUNC void TableEncoder::check_fitted(const char* what) const {
    if (number_columns_.empty() && word_columns_.empty())
        check::fail(who, Text("fit before ") << what, "an encoder that is not fitted");
}

}  // namespace ockham

#endif
