// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/build.hpp>

namespace ockham {

/// What to do about a gap, which is a field without a value.
enum class Missing {
    refuse,  ///< it is an error that names line and column
    drop,    ///< its row is left out
    keep     ///< a number is then `nan`, and a word empty; see `SimpleImputer` and `TableEncoder`
};

/// Options of `read_csv`.
struct CsvOptions {
    /// What stands between two fields: punctuation, a blank or a tab, but nothing that occurs in a number.
    char separator = ',';

    /// Whether the first line names the columns. If not, their names are `0`, `1`, ...
    bool header = true;

    /// Whether `nan` and `inf` (in any case, with or without a sign) are numbers or errors.
    bool allow_non_finite = false;

    /// Reads these columns only, in this order, and `target`; empty: all columns, in the order of the file. What the
    /// other columns hold does not matter.
    std::vector<std::string> columns = {};

    /// Which of these columns hold words. All others hold numbers.
    std::vector<std::string> words = {};

    /// What to do about gaps.
    Missing missing = Missing::refuse;

    /// The column that is to be predicted, if there is one. It stays a column like the others, but is none of
    /// `Csv::features()`, and a row without it is left out also with `Missing::keep`.
    std::string target = {};

    /// The fields that are gaps, in quotes or not. For a column in which `NA` is Namibia, leave it out.
    std::vector<std::string> gaps = {"",    "NA",  "N/A",  "n/a",  "#N/A", "<NA>",
                                     "NaN", "nan", "NULL", "null", "None"};
};

namespace detail {

/// Fails unless the separator can be one, and the names of columns differ.
void check_csv_options(std::string_view who, const CsvOptions& options);

}  // namespace detail

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/core/check.hpp>
#include <ockham/io/csv.hpp>
#include <ockham/io/in_quotes.hpp>

namespace ockham::detail {

OCKHAM_FUNC void check_csv_options(std::string_view who, const CsvOptions& options) {
    if (std::string_view("\t !#$%&'()*,/:;<=>?@[\\]^_`{|}~").find(options.separator) ==
        std::string_view::npos)
        check::fail(who, "separator to be punctuation, a blank or a tab, and no part of a number",
                    in_quotes({&options.separator, 1}));
    check_column_names(who, options.columns, check::fail<ArgumentError>);
}

}  // namespace ockham::detail

#endif
