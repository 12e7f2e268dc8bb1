// SPDX-License-Identifier: MIT
#include <string>

#include <ockham/io/npy_header.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace npy_header_test {

/// The beginning of a file in version 1.0 with this dictionary.
inline std::string file(const std::string& dictionary) {
    return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(dictionary.size() & 255) +
           static_cast<char>(dictionary.size() >> 8) + dictionary;
}

inline NpyHeader read(const std::string& bytes) {
    return detail::NpyHeaderReader(bytes, "who").read();
}

inline NpyHeader header(const std::string& dictionary) {
    return read(file(dictionary));
}

}  // namespace npy_header_test

TEST_CASE("the header of an npy file is read however it is written", "[io]") {
    using npy_header_test::header;
    using Kind = NumberFormat::Kind;
    const NpyHeader usual = header("{'descr': '<f4', 'fortran_order': False, 'shape': (112, 5), }   \n");
    REQUIRE(usual.format == NumberFormat{Kind::floating, 4, false});
    REQUIRE_FALSE(usual.fortran_order);
    REQUIRE(usual.shape == Shape{112, 5});
    REQUIRE(usual.size == 75);
    const NpyHeader other = header(" {\t\"shape\":(3L,),\n'fortran_order' : True,'descr':\">u2\"}");
    REQUIRE(other.format == NumberFormat{Kind::natural, 2, true});
    REQUIRE(other.fortran_order);
    REQUIRE(other.shape == Shape{3});
    REQUIRE(header("{'descr': '|b1', 'fortran_order': False, 'shape': ()}").shape == Shape{1});
    REQUIRE(header("{'descr': '=i8', 'fortran_order': False, 'shape': (0, 2)}").shape == Shape{0, 2});
}

TEST_CASE("bytes that do not begin as an npy file are refused", "[io]") {
    using npy_header_test::read;
    const std::string good =
        npy_header_test::file("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n");
    REQUIRE(read(good).shape == Shape{1});
    for (std::size_t size = 0; size < good.size(); ++size)
        REQUIRE_THROWS_AS(read(good.substr(0, size)), FileError);
    REQUIRE_THROWS_WITH(read(""), "who: expected an .npy file, which begins with \\x93NUMPY, got ''");
    REQUIRE_THROWS_WITH(read("PK\x03\x04 a zip file"),
                        "who: expected an .npy file, which begins with \\x93NUMPY, got 'PK\\x03\\x04 a'");
    REQUIRE_THROWS_WITH(read("\x93NUMPY"),
                        "who: expected version 1.0, 2.0 or 3.0 of the format, got the end of the file");
    REQUIRE_THROWS_WITH(read(std::string("\x93NUMPY\x04\x01\x00\x00", 10)),
                        "who: expected version 1.0, 2.0 or 3.0 of the format, got 4.1");
    REQUIRE_THROWS_WITH(read(std::string("\x93NUMPY\x02\x00\xff\xff\xff\xff", 12)),
                        "who: expected a header of at most 65536 bytes, got 4294967295");
    REQUIRE_THROWS_WITH(read(good.substr(0, 20)), "who: expected a header of 68 bytes, got 20 bytes in all");
}

TEST_CASE("dictionaries that are none, or say something else, are refused", "[io]") {
    using npy_header_test::header;
    REQUIRE_THROWS_WITH(header("descr"), "who: expected '{' in the header, got 'descr'");
    REQUIRE_THROWS_WITH(header("{'descr: 1}"),
                        "who: expected ' at the end of a string in the header, got 'descr: 1}'");
    REQUIRE_THROWS_WITH(header("{1: 2}"), "who: expected '\"' in the header, got '1: 2}'");
    REQUIRE_THROWS_WITH(header("{'descr' '<f4'}"), "who: expected ':' in the header, got ''<f4'}'");
    REQUIRE_THROWS_WITH(header("{'descr': '<f4' 'shape'"), "who: expected '}' in the header, got ''shape''");
    REQUIRE_THROWS_WITH(header("{'descr': '<f4', 'descr': '<f4'}"),
                        "who: expected each key once in the header, got 'descr'");
    REQUIRE_THROWS_WITH(header("{'color': 1}"),
                        "who: expected the keys descr, fortran_order and shape in the header, got 'color'");
    REQUIRE_THROWS_WITH(
        header("{'descr': '<f4', 'shape': (1,)}"),
        "who: expected the keys descr, fortran_order and shape in the header, got no fortran_order");
    REQUIRE_THROWS_WITH(header("{}"),
                        "who: expected the keys descr, fortran_order and shape in the header, got no descr");
    REQUIRE_THROWS_WITH(header("{'descr': '<f4', 'fortran_order': False}"),
                        "who: expected the keys descr, fortran_order and shape in the header, got no shape");
    REQUIRE_THROWS_WITH(header("{'fortran_order': 1}"), "who: expected 'False' in the header, got '1}'");
    REQUIRE_THROWS_WITH(header("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} {"),
                        "who: expected the end of the header, got '{'");
}

TEST_CASE("numbers that are none are refused", "[io]") {
    for (const char* type :
         {"<f1", "<f16", "<c8", "<U3", "|S1", "|O", "<M8", "|V4", "f4", "<1 ", "<b2", "?f4", ""})
        REQUIRE_THROWS_WITH(
            npy_header_test::header("{'descr': '" + std::string(type) + "'}"),
            "who: expected booleans, integers, or floating numbers of 2, 4 or 8 bytes, got '" +
                std::string(type) + "'");
    REQUIRE_THROWS_WITH(npy_header_test::header("{'descr': [('a', '<f4')]}"),
                        "who: expected numbers, not records, got '[('a', '<f4')]}'");
}

TEST_CASE("shapes that cannot be are refused", "[io]") {
    const auto shape = [](const std::string& text) {
        return npy_header_test::header("{'descr': '<f4', 'fortran_order': False, 'shape': " + text + "}")
            .shape;
    };
    REQUIRE(shape("(1, 2, 3, 4, 5)") == Shape{1, 2, 3, 4, 5});
    REQUIRE_THROWS_WITH(shape("(1,1,1,1,1,1)"), "who: expected an array of rank 5 at most, got a higher one");
    REQUIRE_THROWS_WITH(shape("(3, 0)"), "who: Shape: expected positive sizes, got 0");
    REQUIRE_THROWS_WITH(shape("(-1,)"), "who: expected a size in the header, got '-1,)}'");
    REQUIRE_THROWS_WITH(shape("(1.5,)"), "who: expected ')' in the header, got '.5,)}'");
    REQUIRE_THROWS_WITH(shape("5"), "who: expected '(' in the header, got '5}'");
    REQUIRE_THROWS_WITH(shape("(99999999999999999999,)"),
                        "who: expected sizes that fit into memory, got '99999999999999999999,)}'");
    REQUIRE_THROWS_WITH(
        shape("(4294967296, 4294967296)"),
        "who: Shape: expected a number of entries that fits into memory, got (4294967296,) times 4294967296");
    REQUIRE_THROWS_AS(shape("(0, 9223372036854775807, 9223372036854775807)"), FileError);
}
