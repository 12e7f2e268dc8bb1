// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// A word for each row. An empty one is a gap.
using Words = std::vector<std::string>;

namespace detail {

/// The number as a word, with as many digits as it takes to tell it from others: `3`, `0.1`. What is not a number is a gap.
std::string number_word(double number);

/// Columns of words: as they are, or one column of words or numbers, or the columns of an Eigen expression.
inline const std::vector<Words>& to_word_columns(const std::vector<Words>& columns) {
    return columns;
}

inline std::vector<Words> to_word_columns(const Words& column) {
    return {column};
}

template <class Number>
requires std::is_arithmetic_v<Number> std::vector<Words> to_word_columns(const std::vector<Number>& column) {
    std::vector<Words> columns(1);
    for (const Number number : column) columns[0].push_back(number_word(static_cast<double>(number)));
    return columns;
}

template <class Derived>
std::vector<Words> to_word_columns(const Eigen::DenseBase<Derived>& x) {
    const auto& plain = x.derived().eval();
    std::vector<Words> columns(static_cast<std::size_t>(plain.cols()));
    for (Index column = 0; column < plain.cols(); ++column)
        for (Index row = 0; row < plain.rows(); ++row)
            columns[static_cast<std::size_t>(column)].push_back(
                number_word(static_cast<double>(plain.coeff(row, column))));
    return columns;
}

/// Fails unless there are columns, all of the same number of words, and at least one word; returns how many.
Index count_rows_of(std::string_view who, const std::vector<Words>& columns);

/// The words that occur in a column, without gaps, each once: what is a number first, by its value, then the others
/// in the order of their bytes.
Words sorted_categories(const Words& column);

/// Where `word` stands among these, or -1.
Index find_category(const Words& categories, const std::string& word);

/// Fails: `who: expected one of the categories 'a', 'b' in row 3, column 0, got 'c'hint`.
[[noreturn]] void fail_category(std::string_view who, const Words& categories, std::size_t row,
                                std::size_t column, const std::string& word, std::string_view hint);

}  // namespace detail

}  // namespace ockham

#if OCKHAM_BODIES

#include <cmath>
#include <cstdlib>

#include <ockham/core/check.hpp>
#include <ockham/core/number.hpp>
#include <ockham/io/csv.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/io/write_csv.hpp>

namespace ockham::detail {

OCKHAM_FUNC std::string number_word(double number) {
    if (std::isnan(number)) return {};
    std::string word;
    append_number(word, number + 0.0);  // of -0 and 0 there is one
    return word;
}

OCKHAM_FUNC Index count_rows_of(std::string_view who, const std::vector<Words>& columns) {
    const std::size_t rows = columns.empty() ? 0 : columns[0].size();
    if (rows == 0) check::fail<ShapeError>(who, "at least one row and one column", "none");
    for (const Words& column : columns)
        if (column.size() != rows)
            check::fail<ShapeError>(who, Text("columns of ") << rows << " words, as the first",
                                    Text() << column.size());
    return static_cast<Index>(rows);
}

/// Below 0 if `a` comes before `b`.
inline int compare_categories(const std::string& a, const std::string& b) {
    const auto read = [](const std::string& word, double& number) {
        return std::string_view("-.0123456789").find(word[0]) != std::string_view::npos &&
               parse_number(word, number) == std::errc() && std::isfinite(number);
    };
    double left = 0, right = 0;
    const bool left_is = read(a, left), right_is = read(b, right);
    if (left_is != right_is) return left_is ? -1 : 1;
    if (left_is && left != right) return left < right ? -1 : 1;
    return a.compare(b);
}

OCKHAM_FUNC Words sorted_categories(const Words& column) {
    std::vector<const std::string*> sorted;
    for (const std::string& word : column)
        if (!word.empty()) sorted.push_back(&word);
    // std::sort would take longer to compile than all else in this file.
    if (!sorted.empty())
        std::qsort(sorted.data(), sorted.size(), sizeof sorted[0], [](const void* left, const void* right) {
            return compare_categories(**static_cast<const std::string* const*>(left),
                                      **static_cast<const std::string* const*>(right));
        });
    Words categories;
    for (const std::string* word : sorted)
        if (categories.empty() || categories.back() != *word) categories.push_back(*word);
    return categories;
}

OCKHAM_FUNC Index find_category(const Words& categories, const std::string& word) {
    if (word.empty()) return -1;
    std::size_t first = 0, end = categories.size();
    while (first < end) {
        const std::size_t middle = first + (end - first) / 2;
        const int order = compare_categories(word, categories[middle]);
        if (order == 0) return static_cast<Index>(middle);
        if (order < 0)
            end = middle;
        else
            first = middle + 1;
    }
    return -1;
}

OCKHAM_FUNC void fail_category(std::string_view who, const Words& categories, std::size_t row,
                               std::size_t column, const std::string& word, std::string_view hint) {
    check::fail(who,
                Text("one of the categories ")
                    << list_of(categories) << " in row " << row << ", column " << column,
                (word.empty() ? Text("a gap") : Text(in_quotes(word))) << hint);
}

}  // namespace ockham::detail

#endif
