// SPDX-License-Identifier: MIT
#include <string>

#include <ockham/io/file.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;
using detail::File;

TEST_CASE("a file gives back the bytes that were written", "[io]") {
    const io_files::Temporary temporary("something older and longer");
    const std::string bytes("a\0\r\n\xFF", 5);
    File writing("test", temporary.path, File::For::writing);
    writing.write("");
    writing.write(bytes);
    writing.flush();
    REQUIRE(temporary.bytes() == bytes);
    writing.close();

    char buffer[10];
    File reading("test", temporary.path, File::For::reading);
    REQUIRE(reading.read(buffer, 3) == 3);
    REQUIRE(reading.read(buffer + 3, 7) == 2);
    REQUIRE(reading.read(buffer, 0) == 0);
    REQUIRE(reading.read(buffer + 5, 5) == 0);
    REQUIRE(std::string(buffer, 5) == bytes);
}

TEST_CASE("a file that cannot be opened says why", "[io]") {
    REQUIRE_THROWS_AS(File("test", "no/such/file", File::For::reading), FileError);
    REQUIRE_THROWS_WITH(
        File("test", "no/such/file", File::For::reading),
        "test 'no/such/file': expected a file that can be opened, got 'No such file or directory'");
    REQUIRE_THROWS_WITH(
        File("test", "no/such/file", File::For::writing),
        "test 'no/such/file': expected a file that can be opened, got 'No such file or directory'");
    REQUIRE_THROWS_WITH(File("test", "", File::For::reading),
                        "test '': expected a file that can be opened, got 'No such file or directory'");
    REQUIRE_THROWS_WITH(File("test", std::string("a\0b", 3), File::For::writing),
                        "test 'a\\x00b': expected a path without NUL, got one");
}

#ifdef __linux__
TEST_CASE("a file that cannot be read or written says why", "[io]") {
    char buffer[10];
    File folder("test", "/", File::For::reading);
    REQUIRE_THROWS_WITH(folder.read(buffer, 10),
                        "test '/': expected a file that can be read, got 'Is a directory'");

    File full("test", "/dev/full", File::For::writing);
    const std::string sentence =
        "test '/dev/full': expected a file that can be written, got 'No space left on device'";
    REQUIRE_THROWS_WITH(full.write(std::string(1 << 20, 'x')), sentence);
    File late("test", "/dev/full", File::For::writing);
    late.write("x");
    REQUIRE_THROWS_WITH(late.close(), sentence);
    File flushed("test", "/dev/full", File::For::writing);
    flushed.write("x");
    REQUIRE_THROWS_WITH(flushed.flush(), sentence);
}
#endif
