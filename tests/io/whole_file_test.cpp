// SPDX-License-Identifier: MIT
#include <ockham/io/whole_file.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a file is read whole, or its beginning", "[io]") {
    const std::string bytes("a\0b\r\n\xff", 6);
    const io_files::Temporary file(bytes), empty;
    REQUIRE(detail::WholeFile("read", file.path).bytes == bytes);
    REQUIRE(detail::WholeFile("read", file.path, 3).bytes == bytes.substr(0, 3));
    REQUIRE(detail::WholeFile("read", empty.path).bytes.empty());
    REQUIRE(detail::WholeFile("read", file.path).who == "read '" + file.path + "'");
}

TEST_CASE("what is no regular file is not read whole", "[io]") {
    REQUIRE_THROWS_WITH(detail::WholeFile("read", "/dev/zero"),
                        "read '/dev/zero': expected a regular file, got something else");
    REQUIRE_THROWS_WITH(detail::WholeFile("read", "."),
                        "read '.': expected a regular file, got something else");
    REQUIRE_THROWS_WITH(
        detail::WholeFile("read", "nowhere"),
        "read 'nowhere': expected a file that can be opened, got 'No such file or directory'");
    REQUIRE_THROWS_AS(detail::WholeFile("read", "/dev/zero"), FileError);
}
