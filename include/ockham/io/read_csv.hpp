// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <ockham/core/build.hpp>
#include <ockham/io/csv.hpp>

namespace ockham {

/// Options of `read_csv`.
struct CsvOptions {
    /// What stands between two fields: punctuation, a blank or a tab, but nothing that occurs in a number.
    char separator = ',';

    /// Whether the first line names the columns. If not, their names are `0`, `1`, ...
    bool header = true;

    /// Whether `nan` and `inf` (in any case, with or without a sign) are numbers or errors.
    bool allow_non_finite = false;
};

/// Reads a file of comma-separated numbers: a line that names the columns, and a row of numbers on every
/// further line.
///
///     const Csv csv = read_csv("iris.csv");
///     const auto [train, test] = train_test_split(csv.values.leftCols(4), csv.column("species"));
///
/// Lines end with `\n` or `\r\n`; a UTF-8 byte order mark, blanks around fields, a missing end of the last
/// line and empty lines at the end are as if they were not there. A field may stand in double quotes; within
/// them a quote is written twice, and what separates is text, but a line still ends where it ends. Numbers
/// are decimal, with a point whatever the locale, and read to the nearest `double`: `1`, `+.5`, `-2.5e-3`.
///
/// Anything else is a `FileError` with the line and the column, counted from 1: a field that is empty or no
/// number, a number outside the range of `double`, `nan` and `inf` unless allowed, too few or too many
/// fields, no header, no rows, names of columns that are equal or hold control characters, a line of more
/// than 16 MiB, a file that cannot be opened or read. A separator that cannot be one is an `ArgumentError`.
[[nodiscard]] Csv read_csv(const std::string& path, const CsvOptions& options = {});

/// The table in the bytes of such a file; `who` begins the errors.
[[nodiscard]] Csv parse_csv(std::string_view bytes, const CsvOptions& options = {},
                            std::string_view who = "parse_csv");

}  // namespace ockham

#if OCKHAM_BODIES

#include <charconv>
#include <cmath>
#include <cstddef>
#include <system_error>
#include <utility>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/io/line_reader.hpp>

namespace ockham {

namespace detail {

/// `read_csv` at work.
class CsvReader final {
public:
    /// Reads the file `source`, or `LineReader::Bytes`.
    template <class... Source>
    explicit CsvReader(const CsvOptions& options, const Source&... source)
        : lines_{source...}, options_{options} {}

    Csv read() {
        std::string line;
        bool more = lines_.next(line);
        if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (options_.header) {
            if (!more) fail("a header line", "an empty file");
            if (is_blank(line)) fail("a header line", "an empty line 1");
            read_names(line);
            more = lines_.next(line);
        }

        std::vector<double> numbers;
        std::size_t rows = 0, blank = 0;
        for (; more; more = lines_.next(line)) {
            if (is_blank(line)) {
                if (blank == 0) blank = lines_.number();
                continue;
            }
            if (blank != 0) fail_fields(blank, "an empty line");
            if (!options_.header && rows == 0)
                for (std::size_t column = 0, count = count_fields(line); column < count; ++column)
                    columns_.push_back(to_text(column));
            read_row(line, numbers);
            ++rows;
        }
        if (rows == 0) fail("at least one row of numbers", "none");

        Csv csv{std::move(columns_), {}};
        csv.values =
            In<double>(numbers.data(), static_cast<Index>(rows), static_cast<Index>(csv.columns.size()));
        return csv;
    }

private:
    [[noreturn, gnu::cold]] void fail(std::string_view needed, std::string_view came) const {
        check::fail<FileError>(lines_.who(), needed, came);
    }

    [[noreturn, gnu::cold, gnu::noinline]] void fail_fields(std::size_t line, std::string_view came) const {
        Text needed;
        if (!columns_.empty()) needed << columns_.size() << " ";
        fail(needed << (columns_.empty()       ? "numbers"
                        : columns_.size() == 1 ? "field"
                                               : "fields")
                    << " in line " << line,
             came);
    }

    [[noreturn, gnu::cold, gnu::noinline]] void fail_at(std::size_t column, std::string_view needed,
                                                        std::string_view came) const {
        Text where(needed);
        where << " in line " << lines_.number() << ", column " << column + 1;
        if (column < columns_.size() && options_.header) where << " " << in_quotes(columns_[column]);
        fail(where, came);
    }

    bool is_blank(char byte) const { return (byte == ' ' || byte == '\t') && byte != options_.separator; }

    bool is_blank(std::string_view line) const {
        for (const char byte : line)
            if (!is_blank(byte)) return false;
        return true;
    }

    void skip_blanks(std::string_view& text) const {
        while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    }

    /// Takes the field `column` off the front of `rest`; `false` when it was the last one of its line.
    bool next_field(std::string_view& rest, std::size_t column) {
        skip_blanks(rest);
        field_.clear();
        if (!rest.empty() && rest.front() == '"') {
            while (true) {
                rest.remove_prefix(1);
                const std::size_t quote = rest.find('"');
                if (quote == std::string_view::npos)
                    fail_at(column, "a closing quote", "the end of the line");
                field_.append(rest.substr(0, quote));
                rest.remove_prefix(quote + 1);
                if (rest.empty() || rest.front() != '"') break;
                field_ += '"';
            }
            skip_blanks(rest);
            if (!rest.empty() && rest.front() != options_.separator)
                fail_at(column, "a separator after the closing quote", in_quotes(rest));
        } else {
            std::string_view text = rest.substr(0, rest.find(options_.separator));
            rest.remove_prefix(text.size());
            while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
            field_ = text;
        }
        if (rest.empty()) return false;
        rest.remove_prefix(1);
        return true;
    }

    std::size_t count_fields(std::string_view rest) {
        std::size_t count = 1;
        while (next_field(rest, count - 1)) ++count;
        return count;
    }

    void read_names(std::string_view rest) {
        std::vector<std::string> names;
        for (bool more = true; more;) {
            more = next_field(rest, names.size());
            names.push_back(field_);
        }
        check_column_names(lines_.who(), names, check::fail<FileError>);
        columns_ = std::move(names);
    }

    void read_row(std::string_view line, std::vector<double>& numbers) {
        std::string_view rest = line;
        bool more = true;
        std::size_t column = 0;
        for (; more && column < columns_.size(); ++column) {
            more = next_field(rest, column);
            numbers.push_back(number(column));
        }
        if (more || column < columns_.size()) fail_fields(lines_.number(), Text() << count_fields(line));
    }

    double number(std::size_t column) const {
        if (field_.empty()) fail_at(column, "a number", "an empty field");
        const char* begin = field_.data();
        const char* const end = begin + field_.size();
        if (*begin == '+' && field_.size() > 1 && begin[1] != '-') ++begin;
        double value = 0;
        const auto [stop, error] = std::from_chars(begin, end, value);
        if (error == std::errc::invalid_argument || stop != end)
            fail_at(column, "a number", in_quotes(field_));
        if (error == std::errc::result_out_of_range)
            fail_at(column, "a number in the range of double", in_quotes(field_));
        if (!options_.allow_non_finite && !std::isfinite(value))
            fail_at(column, "a finite number", in_quotes(field_));
        return value;
    }

    LineReader lines_;
    CsvOptions options_;
    std::vector<std::string> columns_;
    std::string field_;
};

inline void check_separator(std::string_view who, const CsvOptions& options) {
    if (std::string_view("\t !#$%&'()*,/:;<=>?@[\\]^_`{|}~").find(options.separator) ==
        std::string_view::npos)
        check::fail(who, "separator to be punctuation, a blank or a tab, and no part of a number",
                    in_quotes({&options.separator, 1}));
}

}  // namespace detail

OCKHAM_FUNC Csv read_csv(const std::string& path, const CsvOptions& options) {
    detail::check_separator("read_csv", options);
    return detail::CsvReader(options, "read_csv", path).read();
}

OCKHAM_FUNC Csv parse_csv(std::string_view bytes, const CsvOptions& options, std::string_view who) {
    detail::check_separator(who, options);
    return detail::CsvReader(options, detail::LineReader::Bytes{who, bytes}).read();
}

}  // namespace ockham

#endif
