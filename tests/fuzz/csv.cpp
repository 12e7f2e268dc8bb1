// SPDX-License-Identifier: MIT
// Any bytes are a CSV table or a FileError; a table that was read has as many names as columns, and comes back from what
// is written of it.
#include <bit>
#include <cmath>

#include <ockham/io/read_csv.hpp>
#include <ockham/io/write_csv.hpp>

#include "fuzz/fuzz.hpp"

using namespace ockham;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes = fuzz::text(data, size);
    CsvOptions options;
    if (!bytes.empty()) {
        options = {.separator = ",;\t "[bytes[0] & 3],
                   .header = (bytes[0] & 4) != 0,
                   .allow_non_finite = (bytes[0] & 8) != 0,
                   .missing = static_cast<Missing>((bytes[0] >> 6 & 3) % 3)};
        if ((bytes[0] & 16) != 0) options.words = {"w"};
        bytes.remove_prefix(1);
    }
    Csv csv;
    try {
        csv = parse_csv(bytes, options);
    } catch (const FileError&) {
        return 0;
    }
    fuzz::require(static_cast<Index>(csv.columns.size()) == csv.values.cols());
    fuzz::require(csv.rows() > 0 && csv.columns.size() + csv.word_columns.size() > 0);
    fuzz::require(csv.words.size() == csv.word_columns.size());
    for (const std::vector<std::string>& words : csv.words)
        fuzz::require(static_cast<Index>(words.size()) == csv.rows());
    if (csv.columns.empty()) return 0;
    std::string text;
    for (std::size_t column = 0; column < csv.columns.size(); ++column) {
        if (column > 0) text += ',';
        detail::append_name(text, csv.columns[column]);
    }
    text += '\n';
    for (Index row = 0; row < csv.values.rows(); ++row) {
        for (Index column = 0; column < csv.values.cols(); ++column) {
            if (column > 0) text += ',';
            detail::append_number(text, csv.values(row, column));
        }
        text += '\n';
    }
    const Csv again = parse_csv(text, {.allow_non_finite = true});
    fuzz::require(again.columns == csv.columns);
    for (Index i = 0; i < csv.values.size(); ++i) {
        const double one = csv.values.data()[i], other = again.values.data()[i];
        fuzz::require(std::isnan(one)
                          ? std::isnan(other)
                          : std::bit_cast<std::uint64_t>(one) == std::bit_cast<std::uint64_t>(other));
    }
    return 0;
}
