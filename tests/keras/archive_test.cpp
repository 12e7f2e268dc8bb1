// SPDX-License-Identifier: MIT
#include <ockham/keras/archive.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace archive_test {

inline const std::string two = keras::detail::archive_of("who", {{"aaaa", "first"}, {"aaab", "second"}});

/// `size` zeros, which compress to almost nothing.
inline std::string bomb(std::size_t size) {
    const std::string zeros(size, '\0'), path = "bomb.zip";
    std::remove(path.c_str());
    zip_t* zip = zip_open(path.c_str(), ZIP_CREATE, nullptr);
    const zip_int64_t index = zip_file_add(zip, "bomb", zip_source_buffer(zip, zeros.data(), size, 0), 0);
    REQUIRE(zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 9) == 0);
    REQUIRE(zip_close(zip) == 0);
    return keras_files::bytes_of(path);
}

}  // namespace archive_test

TEST_CASE("an archive has what was put into it", "[keras]") {
    const keras::detail::Archive archive(archive_test::two, "who");
    CHECK(archive.contains("aaaa"));
    CHECK_FALSE(archive.contains("a"));
    CHECK(archive.read("aaaa", 5) == "first");
    CHECK(archive.read("aaab", 100) == "second");
    REQUIRE_THROWS_WITH(archive.read("b", 5), "who: expected a member b, got an archive without it");
    REQUIRE_THROWS_WITH(archive.read("aaab", 5), "who: expected at most 5 bytes in aaab, got 6");
    const std::string bytes = keras_files::bytes_of(keras_files::path("classifier/model.keras"));
    CHECK(keras::detail::Archive(bytes, "who")
              .read("metadata.json", 1000)
              .starts_with("{\"keras_version\": \"3"));
}

TEST_CASE("a member may not be there twice", "[keras]") {
    std::string bytes = archive_test::two;
    for (std::size_t at; (at = bytes.find("aaab")) != std::string::npos;) bytes[at + 3] = 'a';
    REQUIRE_THROWS_WITH(keras::detail::Archive(bytes, "who"),
                        "who: expected a ZIP archive, got one with members of the same name");
}

TEST_CASE("a small archive does not unpack to much", "[keras]") {
    const std::string small = archive_test::bomb(1 << 20);
    CHECK(keras::detail::Archive(small, "who").read("bomb", 1 << 20).size() == 1 << 20);
    const std::string bomb = archive_test::bomb(20 << 20);
    REQUIRE(bomb.size() < 30'000);
    const std::size_t most = (16 << 20) + 16 * bomb.size();
    REQUIRE_THROWS_WITH(
        keras::detail::Archive(bomb, "who").read("bomb", 1 << 30),
        (Text("who: expected at most ") << most << " bytes in bomb, got " << (20 << 20)).string());
}

TEST_CASE("a damaged archive is refused, or is as it was", "[keras]") {
    const auto read = [](const std::string& bytes) {
        const keras::detail::Archive archive(bytes, "who");
        const std::string first = archive.contains("aaaa") ? archive.read("aaaa", 100) : "first";
        CHECK(first == "first");
    };
    CHECK(keras_files::refusals(archive_test::two, 1, read) > 800);
    std::string bytes = archive_test::two;
    bytes[bytes.find("first")] = 'F';
    REQUIRE_THROWS_WITH(keras::detail::Archive(bytes, "who").read("aaaa", 100),
                        "who: expected a member aaaa that can be read, got one that is damaged, encrypted or "
                        "compressed in an unknown way");
    REQUIRE_THROWS_WITH(keras::detail::Archive("", "who"), "who: expected a ZIP archive, got nothing");
    CHECK_THROWS_AS(keras::detail::archive_of("who", {{"a", ""}, {"a", ""}}), FileError);
}
