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

/// A table of numbers whose columns have names.
struct Csv {
    std::vector<std::string> columns;

    /// One row for each line, one column for each name.
    Matrix<double> values;

    /// The column of this name. An unknown name is an `ArgumentError` that lists the known ones.
    [[nodiscard]] Eigen::VectorXd column(std::string_view name) const;

private:
    Eigen::VectorXd column(Index position) const;

    [[noreturn]] void fail(std::string_view name) const;
};

namespace detail {

/// Calls `fail(who, needed, came)` unless the names differ and are free of control characters other than
/// tabs.
void check_column_names(std::string_view who, const std::vector<std::string>& columns,
                        void (*fail)(std::string_view, std::string_view, std::string_view));

}  // namespace detail

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/io/in_quotes.hpp>

namespace ockham {

OCKHAM_FUNC Eigen::VectorXd Csv::column(std::string_view name) const {
    Index position = 0;
    for (const std::string& known : columns) {
        if (known == name && position < values.cols()) return column(position);
        ++position;
    }
    fail(name);
}

OCKHAM_FUNC Eigen::VectorXd Csv::column(Index position) const {
    Eigen::VectorXd column(values.rows());
    for (Index row = 0; row < values.rows(); ++row) column[row] = values(row, position);
    return column;
}

OCKHAM_FUNC void Csv::fail(std::string_view name) const {
    Text needed("one of the columns ");
    std::size_t listed = 0;
    for (const std::string& known : columns) {
        if (listed == 20) break;
        needed << (listed++ == 0 ? "" : ", ") << detail::in_quotes(known);
    }
    if (listed < columns.size()) needed << ", ... (" << columns.size() << " in all)";
    check::fail("Csv", needed, detail::in_quotes(name));
}

}  // namespace ockham

namespace ockham::detail {

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

#endif
