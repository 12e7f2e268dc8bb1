// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <ockham/core/build.hpp>
#include <ockham/io/csv.hpp>
#include <ockham/io/csv_options.hpp>

namespace ockham {

/// Reads a file of comma-separated values: a line that names the columns, and a row on every further line.
///
///     const Csv csv = read_csv("iris.csv", {.target = "species"});
///     const auto [train, test] = train_test_split(csv.features(), csv.column("species"));
///
/// Columns hold numbers, unless they are named as columns of words; a field without a value is an error, unless gaps
/// are dropped or kept. What a network can be fitted to is made of such a table by `TableEncoder`:
///
///     const Csv penguins = read_csv("penguins.csv", {.words = {"species", "island"}, .missing = Missing::keep});
///
/// Lines end with `\n` or `\r\n`; a UTF-8 byte order mark, blanks around fields, a missing end of the last
/// line and empty lines at the end are as if they were not there. A field may stand in double quotes; within
/// them a quote is written twice, and what separates is text, but a line still ends where it ends. Numbers
/// are decimal, with a point whatever the locale, and read to the nearest `double`: `1`, `+.5`, `-2.5e-3`.
///
/// Anything else is a `FileError` with the line and the column, counted from 1: a number that is none, a gap unless
/// gaps are dropped or kept, a number outside the range of `double`, `nan` and `inf` unless allowed, too few or too
/// many fields, no header, no rows, a column that is asked for and not there, names of columns that are equal or
/// hold control characters, a line of more than 16 MiB, a file that cannot be opened or read. A separator that
/// cannot be one, and a column that is asked for twice, is an `ArgumentError`.
[[nodiscard]] Csv read_csv(const std::string& path, const CsvOptions& options = {});

/// The table in the bytes of such a file; `who` begins the errors.
[[nodiscard]] Csv parse_csv(std::string_view bytes, const CsvOptions& options = {},
                            std::string_view who = "parse_csv");

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/io/csv_reader.hpp>

namespace ockham {

OCKHAM_FUNC Csv read_csv(const std::string& path, const CsvOptions& options) {
    detail::check_csv_options("read_csv", options);
    return detail::CsvReader(options, "read_csv", path).read();
}

OCKHAM_FUNC Csv parse_csv(std::string_view bytes, const CsvOptions& options, std::string_view who) {
    detail::check_csv_options(who, options);
    return detail::CsvReader(options, detail::LineReader::Bytes{who, bytes}).read();
}

}  // namespace ockham

#endif
