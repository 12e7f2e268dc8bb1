// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// A table whose columns have names: columns of numbers, and columns of words.
struct Csv {
    /// The names of the columns of numbers.
    std::vector<std::string> columns;

    /// One row for each line, one column for each of these names. A gap is `nan`.
    Matrix<double> values;

    /// The names of the columns of words.
    std::vector<std::string> word_columns = {};

    /// One vector for each of these names, with a word for each row. A gap is an empty word.
    std::vector<std::vector<std::string>> words = {};

    /// The name of the column that is to be predicted, of either kind, or empty.
    std::string target = {};

    [[nodiscard]] Index rows() const { return values.rows(); }

    /// The column of this name. An unknown name is an `ArgumentError` that lists the known ones.
    [[nodiscard]] Eigen::VectorXd column(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& word_column(std::string_view name) const;

    /// The columns of numbers, without the target.
    [[nodiscard]] Matrix<double> features() const;

    /// Some rows, in the order of their numbers, which count from 0. As `take_rows(csv, rows)`, which checks them.
    [[nodiscard]] Csv some_rows(const std::vector<Index>& numbers) const;
};

namespace detail {

/// `'a', 'b', 'c'`, and after 20 of them how many there are.
Text list_of(const std::vector<std::string>& names);

/// Where `name` stands among the `names`, or how many there are.
std::size_t position_of(const std::vector<std::string>& names, std::string_view name);

/// Calls `fail(who, needed, came)` unless the names differ and are free of control characters other than
/// tabs.
void check_column_names(std::string_view who, const std::vector<std::string>& columns,
                        void (*fail)(std::string_view, std::string_view, std::string_view));

}  // namespace detail

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/io/in_quotes.hpp>

namespace ockham::detail {

OCKHAM_FUNC Text list_of(const std::vector<std::string>& names) {
    Text list;
    std::size_t listed = 0;
    for (const std::string& name : names) {
        if (listed == 20) break;
        list << (listed++ == 0 ? "" : ", ") << in_quotes(name);
    }
    if (listed < names.size()) list << ", ... (" << names.size() << " in all)";
    return list;
}

OCKHAM_FUNC std::size_t position_of(const std::vector<std::string>& names, std::string_view name) {
    std::size_t position = 0;
    while (position < names.size() && names[position] != name) ++position;
    return position;
}

OCKHAM_FUNC void check_column_names(std::string_view who, const std::vector<std::string>& columns,
                                    void (*fail)(std::string_view, std::string_view, std::string_view)) {
    std::vector<const std::string*> sorted;
    sorted.reserve(columns.size());
    for (const std::string& name : columns) {
        sorted.push_back(&name);
        for (const char byte : name)
            if (is_control(byte) && byte != '\t')
                fail(who, "names of columns without control characters",
                     Text(in_quotes(name)) << " for column " << sorted.size());
    }
    if (columns.empty()) return;  // qsort wants a pointer to something
    // std::sort would take longer to compile than all else in this file.
    std::qsort(sorted.data(), sorted.size(), sizeof sorted[0], [](const void* left, const void* right) {
        const std::string *a = *static_cast<const std::string*const*>(left),
                          *b = *static_cast<const std::string*const*>(right);
        const int order = a->compare(*b);
        return order != 0 ? order : a < b ? -1 : 1;
    });
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (*sorted[i - 1] == *sorted[i])
            fail(who, "names of columns that differ",
                 Text(in_quotes(*sorted[i])) << " for columns " << sorted[i - 1] - columns.data() + 1
                                             << " and " << sorted[i] - columns.data() + 1);
}

}  // namespace ockham::detail

namespace ockham {

OCKHAM_FUNC Eigen::VectorXd Csv::column(std::string_view name) const {
    const auto position = static_cast<Index>(detail::position_of(columns, name));
    if (position >= values.cols()) {
        const bool is_word = detail::position_of(word_columns, name) < word_columns.size();
        check::fail("Csv",
                    Text("one of the columns ") << (is_word ? "of numbers " : "") << detail::list_of(columns),
                    Text(detail::in_quotes(name)) << (is_word ? "; word_column gives it" : ""));
    }
    Eigen::VectorXd column(values.rows());
    for (Index row = 0; row < values.rows(); ++row) column[row] = values(row, position);
    return column;
}

OCKHAM_FUNC const std::vector<std::string>& Csv::word_column(std::string_view name) const {
    const std::size_t position = detail::position_of(word_columns, name);
    if (position >= words.size())
        check::fail("Csv", Text("one of the columns of words ") << detail::list_of(word_columns),
                    detail::in_quotes(name));
    return words[position];
}

OCKHAM_FUNC Matrix<double> Csv::features() const {
    const Index left_out =
        target.empty() ? values.cols() : static_cast<Index>(detail::position_of(columns, target));
    Matrix<double> features(values.rows(), values.cols() - (left_out < values.cols() ? 1 : 0));
    for (Index row = 0; row < values.rows(); ++row)
        for (Index column = 0; column < features.cols(); ++column)
            features(row, column) = values(row, column + (column < left_out ? 0 : 1));
    return features;
}

OCKHAM_FUNC Csv Csv::some_rows(const std::vector<Index>& numbers) const {
    Csv some{columns, {}, word_columns, {}, target};
    some.values.resize(static_cast<Index>(numbers.size()), values.cols());
    for (std::size_t row = 0; row < numbers.size(); ++row)
        for (Index column = 0; column < values.cols(); ++column)
            some.values(static_cast<Index>(row), column) = values(numbers[row], column);
    for (const std::vector<std::string>& all : words) {
        std::vector<std::string>& taken = some.words.emplace_back();
        for (const Index number : numbers) taken.push_back(all[static_cast<std::size_t>(number)]);
    }
    return some;
}

}  // namespace ockham

#endif
