// SPDX-License-Identifier: MIT
#pragma once
// Longer than 250 lines: one pass from bytes to a table, with what it says of each mistake.

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/core/number.hpp>
#include <ockham/core/types.hpp>
#include <ockham/io/csv.hpp>
#include <ockham/io/csv_options.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/io/line_reader.hpp>

namespace ockham::detail {

/// `read_csv` at work.
class CsvReader final {
public:
    /// Reads the file `source`, or `LineReader::Bytes`.
    template <class... Source>
    explicit CsvReader(const CsvOptions& options, const Source&... source)
        : lines_{source...}, options_{options} {}

    /// The names in the first line; none if the file is empty.
    std::vector<std::string> read_header() {
        std::string line;
        if (first(line)) read_names(line);
        return std::move(names_);
    }

    Csv read() {
        std::string line;
        bool more = first(line);
        if (options_.header) {
            if (!more) fail("a header line", "an empty file");
            if (is_blank(line)) fail("a header line", "an empty line 1");
            read_names(line);
            more = lines_.next(line);
        }

        std::size_t blank = 0;
        for (; more; more = lines_.next(line)) {
            if (is_blank(line)) {
                if (blank == 0) blank = lines_.number();
                continue;
            }
            if (blank != 0) fail_fields(blank, "an empty line");
            if (names_.empty()) {
                for (std::size_t column = 0, count = count_fields(line); column < count; ++column)
                    names_.push_back(to_text(column));
                choose_columns();
            }
            read_row(line);
        }
        if (rows_ == 0) fail("at least one row of numbers", left_out_ == 0 ? "none" : "none without gaps");

        csv_.values = In<double>(numbers_.data(), rows_, static_cast<Index>(csv_.columns.size()));
        return std::move(csv_);
    }

private:
    [[noreturn, gnu::cold]] void fail(std::string_view needed, std::string_view came) const {
        check::fail<FileError>(lines_.who(), needed, came);
    }

    [[noreturn, gnu::cold, gnu::noinline]] void fail_fields(std::size_t line, std::string_view came) const {
        Text needed;
        if (!names_.empty()) needed << names_.size() << " ";
        fail(needed << (names_.empty()       ? "numbers"
                        : names_.size() == 1 ? "field"
                                             : "fields")
                    << " in line " << line,
             came);
    }

    [[noreturn, gnu::cold, gnu::noinline]] void fail_at(std::size_t column, std::string_view needed,
                                                        std::string_view came) const {
        Text where(needed);
        where << " in line " << lines_.number() << ", column " << column + 1;
        if (column < names_.size() && options_.header) where << " " << in_quotes(names_[column]);
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

    bool first(std::string& line) {
        const bool more = lines_.next(line);
        if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        return more;
    }

    void read_names(std::string_view rest) {
        std::vector<std::string> names;
        for (bool more = true; more;) {
            more = next_field(rest, names.size());
            names.push_back(field_);
        }
        check_column_names(lines_.who(), names, check::fail<FileError>);
        names_ = std::move(names);
        choose_columns();
    }

    /// Where the column of this name stands among those that the file has.
    std::size_t position(const std::string& name) const {
        const std::size_t position = position_of(names_, name);
        if (position == names_.size())
            fail(Text("a column ") << in_quotes(name), Text("the columns ") << list_of(names_));
        return position;
    }

    /// Decides what becomes of each column of the file.
    void choose_columns() {
        uses_.resize(names_.size());
        for (const std::string& name : options_.words) uses_[position(name)].is_word = true;
        std::vector<std::string> chosen = options_.columns.empty() ? names_ : options_.columns;
        csv_.target = options_.target;
        if (!options_.target.empty()) {
            uses_[position(options_.target)].is_target = true;
            if (position_of(chosen, options_.target) == chosen.size()) chosen.push_back(options_.target);
        }
        for (const std::string& name : chosen) {
            Use& use = uses_[position(name)];
            std::vector<std::string>& of_kind = use.is_word ? csv_.word_columns : csv_.columns;
            use.is_read = true;
            use.place = of_kind.size();
            of_kind.push_back(name);
        }
        for (const std::string& name : options_.words)
            if (!uses_[position(name)].is_read)
                fail(Text("words to be some of the columns ") << list_of(chosen), in_quotes(name));
        row_.resize(csv_.columns.size());
        words_.resize(csv_.word_columns.size());
        csv_.words.resize(csv_.word_columns.size());
    }

    void read_row(std::string_view line) {
        std::string_view rest = line;
        bool more = true, left_out = false;
        std::size_t column = 0;
        for (; more && column < names_.size(); ++column) {
            more = next_field(rest, column);
            const Use& use = uses_[column];
            if (!use.is_read) continue;
            const bool gap = (use.is_word || options_.missing != Missing::refuse) && is_gap();
            if (gap && options_.missing == Missing::refuse) fail_gap(column, "a word");
            left_out = left_out || (gap && (use.is_target || options_.missing == Missing::drop));
            if (use.is_word)
                words_[use.place] = gap ? std::string() : field_;
            else
                row_[use.place] = gap ? std::numeric_limits<double>::quiet_NaN() : number(column);
        }
        if (more || column < names_.size()) fail_fields(lines_.number(), Text() << count_fields(line));
        left_out_ += left_out;
        if (left_out) return;
        ++rows_;
        numbers_.insert(numbers_.end(), row_.begin(), row_.end());
        for (std::size_t i = 0; i < words_.size(); ++i) csv_.words[i].push_back(std::move(words_[i]));
    }

    bool is_gap() const { return position_of(options_.gaps, field_) < options_.gaps.size(); }

    [[noreturn, gnu::cold, gnu::noinline]] void fail_gap(std::size_t column, std::string_view needed) const {
        fail_at(column, needed,
                (field_.empty() ? Text("an empty field") : Text(in_quotes(field_)))
                    << "; .missing = Missing::drop leaves out rows with gaps, Missing::keep keeps them");
    }

    double number(std::size_t column) const {
        std::string_view text = field_;
        if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
        double value = 0;
        const std::errc error = parse_number(text, value);
        if (error == std::errc::result_out_of_range)
            fail_at(column, "a number in the range of double", in_quotes(field_));
        if (error != std::errc()) {
            if (field_.empty() || is_gap()) fail_gap(column, "a number");
            fail_at(column, "a number",
                    Text(in_quotes(field_))
                        << "; .words = {\"" << names_[column].substr(0, 60) << "\"} reads a column of words");
        }
        if (!options_.allow_non_finite && !std::isfinite(value)) {
            if (is_gap()) fail_gap(column, "a finite number");
            fail_at(column, "a finite number", in_quotes(field_));
        }
        return value;
    }

    /// What becomes of a column of the file.
    struct Use {
        bool is_read = false, is_word = false, is_target = false;
        std::size_t place = 0;  ///< among the columns of its kind
    };

    LineReader lines_;
    const CsvOptions& options_;
    std::vector<std::string> names_;
    std::vector<Use> uses_;
    std::string field_;

    std::vector<double> row_;         // what is read of a line
    std::vector<std::string> words_;  // until it is known that its row stays

    Csv csv_;
    std::vector<double> numbers_;
    Index rows_ = 0, left_out_ = 0;
};

}  // namespace ockham::detail
