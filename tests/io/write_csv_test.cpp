// SPDX-License-Identifier: MIT
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <ockham/io/read_csv.hpp>
#include <ockham/io/write_csv.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace write_csv_test {

using Names = std::vector<std::string>;

inline Matrix<double> row(std::vector<double> numbers) {
    return In<double>(numbers.data(), 1, static_cast<Index>(numbers.size()));
}

inline bool same_bits(const Matrix<double>& a, const Matrix<double>& b) {
    if (a.rows() != b.rows() || a.cols() != b.cols()) return false;
    for (Index i = 0; i < a.size(); ++i)
        if (std::bit_cast<std::uint64_t>(a.data()[i]) != std::bit_cast<std::uint64_t>(b.data()[i]))
            return false;
    return true;
}

}  // namespace write_csv_test

TEST_CASE("a CSV file is written with the shortest numbers", "[io]") {
    const io_files::Temporary file("older");
    Matrix<double> values(2, 3);
    values << 0.1, -2, 1e300, 0.30000000000000004, -0.0, 1.5;
    write_csv(file.path, {"loss", "val_loss", "sepal length (cm)"}, values);
    REQUIRE(file.bytes() == "loss,val_loss,sepal length (cm)\n0.1,-2,1e+300\n0.30000000000000004,-0,1.5\n");
}

TEST_CASE("numbers come back from a CSV file bit for bit", "[io]") {
    const io_files::Temporary file;
    Matrix<double> values(100, 10);
    std::mt19937_64 random(1);
    for (Index i = 0; i < values.size();) {
        const double any = std::bit_cast<double>(random());
        if (std::isfinite(any)) values.data()[i++] = any;
    }
    using limits = std::numeric_limits<double>;
    values.row(0).head<6>() << limits::max(), limits::lowest(), limits::min(), limits::denorm_min(), -0.0,
        0x1p53;
    write_csv(file.path, {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, values);
    REQUIRE(write_csv_test::same_bits(read_csv(file.path).values, values));
}

TEST_CASE("names come back from a CSV file whatever they hold", "[io]") {
    const io_files::Temporary file;
    const write_csv_test::Names names{"",
                                      "a,b",
                                      "say \"a\"",
                                      "\"",
                                      " blank ",
                                      "\ttab",
                                      "a b ",
                                      "Gr\xC3\xB6\xC3\x9F"
                                      "e",
                                      "'",
                                      "\xEF\xBB\xBFx"};
    write_csv(file.path, names, Matrix<double>::Zero(1, 10));
    REQUIRE(read_csv(file.path).columns == names);
    for (const std::string& name : names) {
        write_csv(file.path, {name}, Matrix<double>::Zero(1, 1));
        REQUIRE(read_csv(file.path).columns == write_csv_test::Names{name});
    }
}

TEST_CASE("nan and inf are written, and read where allowed", "[io]") {
    const io_files::Temporary file;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    write_csv(file.path, {"a", "b", "c"}, write_csv_test::row({-nan, HUGE_VAL, -HUGE_VAL}));
    REQUIRE(file.bytes() == "a,b,c\nnan,inf,-inf\n");
    const Csv csv = read_csv(file.path, {.allow_non_finite = true});
    REQUIRE(std::isnan(csv.values(0, 0)));
    REQUIRE(csv.values(0, 2) == -HUGE_VAL);
}

TEST_CASE("write_csv refuses what read_csv would, and leaves the file alone", "[io]") {
    using write_csv_test::row;
    const io_files::Temporary file("older");
    REQUIRE_THROWS_AS(write_csv(file.path, {"a"}, row({1, 2})), ShapeError);
    REQUIRE_THROWS_WITH(write_csv(file.path, {"a"}, row({1, 2})),
                        "write_csv: expected 2 names, one a column, got 1");
    REQUIRE_THROWS_WITH(write_csv(file.path, {"a", "b"}, Matrix<double>(0, 2)),
                        "write_csv: expected at least one row and one column, got shape (0, 2)");
    REQUIRE_THROWS_WITH(write_csv(file.path, {}, Matrix<double>(2, 0)),
                        "write_csv: expected at least one row and one column, got shape (2, 0)");
    REQUIRE_THROWS_AS(write_csv(file.path, {"a", "a"}, row({1, 2})), ArgumentError);
    REQUIRE_THROWS_WITH(write_csv(file.path, {"a", "a"}, row({1, 2})),
                        "write_csv: expected names of columns that differ, got 'a' for columns 1 and 2");
    REQUIRE_THROWS_WITH(
        write_csv(file.path, {"a", "b\nc"}, row({1, 2})),
        "write_csv: expected names of columns without control characters, got 'b\\x0ac' for column 2");
    REQUIRE(file.bytes() == "older");
}

TEST_CASE("write_csv says when the file cannot be written", "[io]") {
    REQUIRE_THROWS_AS(write_csv("no/such/folder.csv", {"a"}, Matrix<double>::Ones(1, 1)), FileError);
    REQUIRE_THROWS_WITH(
        write_csv("no/such/folder.csv", {"a"}, Matrix<double>::Ones(1, 1)),
        "write_csv 'no/such/folder.csv': expected a file that can be opened, got 'No such file or "
        "directory'");
#ifdef __linux__
    for (const Index rows : {1, 100'000})
        REQUIRE_THROWS_WITH(
            write_csv("/dev/full", {"a"}, Matrix<double>::Ones(rows, 1)),
            "write_csv '/dev/full': expected a file that can be written, got 'No space left on device'");
#endif
}
