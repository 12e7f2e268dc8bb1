// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <ockham/io/line_reader.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace line_reader_test {

using Lines = std::vector<std::string>;

inline Lines read(const std::string& bytes) {
    const io_files::Temporary file(bytes);
    detail::LineReader reader("test", file.path);
    Lines lines;
    for (std::string line; reader.next(line);) {
        lines.push_back(line);
        REQUIRE(reader.number() == lines.size());
    }
    std::string line;
    REQUIRE_FALSE(reader.next(line));
    return lines;
}

}  // namespace line_reader_test

TEST_CASE("lines end with either line end, or with the file", "[io]") {
    using namespace line_reader_test;
    REQUIRE(read("") == Lines{});
    REQUIRE(read("a") == Lines{"a"});
    REQUIRE(read("a\n") == Lines{"a"});
    REQUIRE(read("a\r\n\r\nb\r") == Lines{"a", "", "b"});
    REQUIRE(read("\n\n") == Lines{"", ""});
    REQUIRE(read("a\rb\n") == Lines{"a\rb"});
    REQUIRE(read(std::string("\0\n\0", 3)) == Lines{std::string(1, '\0'), std::string(1, '\0')});
}

TEST_CASE("lines across the buffer's end stay whole", "[io]") {
    using namespace line_reader_test;
    for (const std::size_t size : {65534u, 65535u, 65536u, 65537u, 200'000u}) {
        const std::string longer(size, 'x');
        REQUIRE(read(longer + "\nb\r\n") == Lines{longer, "b"});
        REQUIRE(read(longer + "\r\nb") == Lines{longer, "b"});
    }
}

TEST_CASE("lines that are too long are refused", "[io]") {
    using namespace line_reader_test;
    const std::string longest(detail::LineReader::longest, 'x');
    REQUIRE(read("a\n" + longest + "\n").size() == 2);
    const io_files::Temporary file("a\n" + longest + "x\n");
    detail::LineReader reader("test", file.path);
    std::string line;
    reader.next(line);
    REQUIRE_THROWS_AS(reader.next(line), FileError);

    const io_files::Temporary again("a\n" + longest + "x\n");
    detail::LineReader second("test", again.path);
    second.next(line);
    REQUIRE_THROWS_WITH(
        second.next(line),
        "test '" + again.path + "': expected lines of at most 16777216 bytes, got a longer line 2");
}
