// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>
#include <ockham/io/csv.hpp>

namespace ockham {

namespace detail {

/// The shortest decimal number that reads back as `value`.
void append_number(std::string& text, double value);

/// A name as `read_csv` reads it back: in quotes where it could be taken for something else.
void append_name(std::string& text, std::string_view name, char separator = ',');

}  // namespace detail

/// Writes what `read_csv` reads back, bit for bit: the names of the columns on a line, then the rows of
/// `values`, numbers in their shortest decimal form, lines ended by `\n`. An existing file is replaced.
///
/// `nan` and `inf` are written so; `read_csv` wants `.allow_non_finite = true` for them. Errors, before the
/// file is touched: no rows, no columns, another number of names than of columns, names that are equal or
/// hold control characters. A file that cannot be opened or written, as on a full disk, is a `FileError`.
void write_csv(const std::string& path, const std::vector<std::string>& columns,
               const Matrix<double>& values);

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/io/file.hpp>
#include <ockham/io/in_quotes.hpp>

namespace ockham::detail {

OCKHAM_FUNC void append_number(std::string& text, double value) {
    char digits[32];
    if (std::isnan(value))
        text += "nan";
    else
        text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

OCKHAM_FUNC void append_name(std::string& text, std::string_view name, char separator) {
    const auto is_blank = [](char byte) { return byte == ' ' || byte == '\t'; };
    const bool plain = !name.empty() && name.find('"') == std::string_view::npos &&
                       name.find(separator) == std::string_view::npos && !is_blank(name.front()) &&
                       !is_blank(name.back()) && name.front() != '\xEF';
    if (plain) {
        text += name;
        return;
    }
    text += '"';
    for (const char byte : name) text.append(byte == '"' ? 2 : 1, byte);
    text += '"';
}

}  // namespace ockham::detail

namespace ockham {

OCKHAM_FUNC void write_csv(const std::string& path, const std::vector<std::string>& columns,
                           const Matrix<double>& values) {
    const std::string_view who = "write_csv";
    if (values.size() == 0)
        check::fail<ShapeError>(who, "at least one row and one column",
                                Text("shape (") << values.rows() << ", " << values.cols() << ")");
    if (static_cast<Index>(columns.size()) != values.cols())
        check::fail<ShapeError>(who, Text() << values.cols() << " names, one a column",
                                Text() << columns.size());
    detail::check_column_names(who, columns, check::fail<ArgumentError>);

    detail::File file(who, path, detail::File::For::writing);
    std::string text;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        if (column > 0) text += ',';
        detail::append_name(text, columns[column]);
    }
    text += '\n';
    for (Index row = 0; row < values.rows(); ++row) {
        for (Index column = 0; column < values.cols(); ++column) {
            if (column > 0) text += ',';
            detail::append_number(text, values(row, column));
        }
        text += '\n';
        file.write(text);
        text.clear();
    }
    file.close();
}

}  // namespace ockham

#endif
