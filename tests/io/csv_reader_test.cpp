// SPDX-License-Identifier: MIT
#include <string>

#include <ockham/io/csv_reader.hpp>

#include "support/catch.hpp"

using namespace ockham;

// All else of it is tested by read_csv_test.cpp.
TEST_CASE("a reader of CSV gives the table of some bytes", "[io]") {
    const CsvOptions options{.words = {"b"}, .missing = Missing::keep, .target = "a"};
    const std::string bytes = "a,b,c\n1,x,2\n,y,3\n4,,\n";
    const Csv csv = detail::CsvReader(options, detail::LineReader::Bytes{"who", bytes}).read();
    REQUIRE(csv.column("a") == Eigen::Vector2d(1, 4));
    REQUIRE(csv.words[0] == std::vector<std::string>{"x", ""});
    REQUIRE(csv.target == "a");
}

TEST_CASE("a row that is left out leaves nothing behind", "[io]") {
    const CsvOptions options{.words = {"b"}, .missing = Missing::drop};
    const std::string bytes = "b,a\nlong word that is dropped,NA\ny,2\n,7\nz,3\n";
    const Csv csv = detail::CsvReader(options, detail::LineReader::Bytes{"who", bytes}).read();
    REQUIRE(csv.column("a") == Eigen::Vector2d(2, 3));
    REQUIRE(csv.words[0] == std::vector<std::string>{"y", "z"});
}
