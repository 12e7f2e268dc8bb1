// SPDX-License-Identifier: MIT
#include <cstdio>
#include <string>

#include <ockham/plots/file.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace plots_file_test {

inline std::string bytes_of(const std::string& path) {
    std::string bytes;
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    REQUIRE(file != nullptr);
    for (int byte = 0; (byte = std::fgetc(file)) != EOF;) bytes += static_cast<char>(byte);
    std::fclose(file);
    return bytes;
}

}  // namespace plots_file_test

TEST_CASE("a picture replaces what was in its file", "[plots]") {
    const std::string path = "ockham_plots_file_test.svg";
    plots::write_file("Plot", path, "something longer\n");
    plots::write_file("Plot", path, "line\n");
    REQUIRE(plots_file_test::bytes_of(path) == "line\n");
    plots::write_file("Plot", path, "");
    REQUIRE(plots_file_test::bytes_of(path).empty());
    std::remove(path.c_str());
}

TEST_CASE("a file that cannot be written is named, with the reason", "[plots]") {
    REQUIRE_THROWS_AS(plots::write_file("Plot", "no/such/folder/a.svg", "x"), FileError);
    REQUIRE_THROWS_WITH(
        plots::write_file("Plot", "no/such/folder/a.svg", "x"),
        "Plot 'no/such/folder/a.svg': expected a file that can be written, got 'No such file or "
        "directory'");
    REQUIRE_THROWS_WITH(plots::write_file("Figure", ".", "x"),
                        "Figure '.': expected a file that can be written, got 'Is a directory'");
    REQUIRE_THROWS_WITH(plots::write_file("Plot", "", "x"),
                        "Plot '': expected a file that can be written, got 'No such file or directory'");
}

TEST_CASE("a path with a NUL names no file", "[plots]") {
    REQUIRE_THROWS_AS(plots::write_file("Plot", std::string("a\0b", 3), "x"), FileError);
    REQUIRE(std::fopen("a", "rb") == nullptr);
}

TEST_CASE("a full disk is noticed, for short contents and for long ones", "[plots]") {
    std::FILE* const full = std::fopen("/dev/full", "wb");
    if (full == nullptr) return;
    std::fclose(full);
    for (const std::size_t size : {std::size_t(1), std::size_t(1000000)})
        REQUIRE_THROWS_WITH(
            plots::write_file("Plot", "/dev/full", std::string(size, 'x')),
            "Plot '/dev/full': expected a file that can be written, got 'No space left on device'");
}
