// SPDX-License-Identifier: MIT
// tests/io/cases/savez.npz and savez_compressed.npz were recorded by NumPy 2.4.6.
#include <string>
#include <vector>

#include <ockham/io/in_quotes.hpp>
#include <ockham/io/whole_file.hpp>
#include <ockham/keras/archive.hpp>
#include <ockham/keras/npz.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace npz_test {

inline std::string recorded(const std::string& name) {
    return OCKHAM_TESTS_DIR "/io/cases/" + name + ".npz";
}

inline Matrix<double> counting(Index rows, Index columns) {
    Matrix<double> matrix(rows, columns);
    for (Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = static_cast<double>(i);
    return matrix;
}

}  // namespace npz_test

TEST_CASE("npz files of NumPy are read, compressed or not", "[keras]") {
    for (const char* name : {"savez", "savez_compressed"}) {
        const auto arrays = read_npz<double>(npz_test::recorded(name));
        REQUIRE(arrays.size() == 2);
        REQUIRE(arrays[0].first == "x");
        REQUIRE(arrays[0].second.matrix() == npz_test::counting(2, 3));
        REQUIRE(arrays[1].first == "y");
        REQUIRE(read_npz(npz_test::recorded(name), "y").matrix() == Eigen::RowVector2f(0.5, -1.5));
        REQUIRE(read_npz(npz_test::recorded(name), "y").shape() == Shape{2});
        REQUIRE_THROWS_WITH(
            read_npz(npz_test::recorded(name), "z"),
            "read_npz '" + npz_test::recorded(name) + "': expected one of the arrays 'x', 'y', got 'z'");
    }
}

TEST_CASE("an npz file is written as it is read", "[keras]") {
    const io_files::Temporary file("older");
    const Tensor<double> x = npz_test::counting(3, 4), y = npz_test::counting(3, 1);
    write_npz<double>(file.path, {{"x", x}, {"a/\xc3\xbc", y}}, {.dtype = "int16"});
    const auto arrays = read_npz<double>(file.path);
    REQUIRE(arrays.size() == 2);
    REQUIRE(arrays[1].first == "a/\xc3\xbc");
    REQUIRE(arrays[0].second.matrix() == x.matrix());
    REQUIRE(arrays[1].second.shape() == Shape{3, 1});
}

TEST_CASE("arrays that cannot be in an npz file leave it as it was", "[keras]") {
    const io_files::Temporary file("old");
    const Tensor<float> x = Eigen::Vector2f(0, 0.5);
    for (const char* name : {"", "a\nb", "x"})
        REQUIRE_THROWS_WITH((write_npz<float>(file.path, {{"x", x}, {name, x}})),
                            "write_npz: expected names that differ, without control characters, got " +
                                detail::in_quotes(name));
    REQUIRE_THROWS_WITH(write_npz<float>(file.path, {}), "write_npz: expected at least one array, got none");
    REQUIRE_THROWS_WITH((write_npz<float>(file.path, {{"x", x}}, {.dtype = "int8"})),
                        "write_npz: expected numbers that int8 can hold, got 0.5");
    REQUIRE(file.bytes() == "old");
}

TEST_CASE("an npz file that holds something else, or is cut or changed anywhere, is refused or read",
          "[keras]") {
    using keras::detail::archive_of;
    REQUIRE_THROWS_AS(parse_npz("old"), FileError);
    REQUIRE_THROWS_WITH(parse_npz(archive_of("who", {{"x.npy", "old"}}), "who"),
                        "who, 'x': expected an .npy file, which begins with \\x93NUMPY, got 'old'");
    const std::string good = detail::WholeFile("test", OCKHAM_TESTS_DIR "/io/cases/u1_none_C.npy").bytes;
    REQUIRE(parse_npz(archive_of("who", {{"x", good}}))[0].first == "x");
    REQUIRE_THROWS_WITH(parse_npz(archive_of("who", {{"x.npy", good}, {"x", good}}), "who"),
                        "who: expected arrays with different names, got 'x' twice");

    const std::string bytes = detail::WholeFile("test", npz_test::recorded("savez_compressed")).bytes;
    const auto read = [](const std::string& damaged) {
        try {
            return parse_npz(damaged).size() <= 2;
        } catch (const FileError&) {
            return true;
        }
    };
    for (std::size_t size = 0; size < bytes.size(); ++size)
        REQUIRE_THROWS_AS(parse_npz(bytes.substr(0, size)), FileError);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 1 << i % 8);
        REQUIRE(read(changed));
    }
}
