// SPDX-License-Identifier: MIT
#include <filesystem>
#include <string>

#include <ockham/io/folders.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("folders that cannot be made say why", "[io]") {
    const io_files::Temporary file("no folder");
    REQUIRE_THROWS_AS(detail::make_folders("test", ""), FileError);
    REQUIRE_THROWS_WITH(detail::make_folders("test", ""),
                        "test '': expected a folder that can be made, got 'no name of a folder'");
    REQUIRE_THROWS_WITH(detail::make_folders("test", std::string("a\0b", 3)),
                        "test 'a\\x00b': expected a folder that can be made, got 'no name of a folder'");
    for (const std::string& path : {file.path, file.path + "/", file.path + "/in/it"})
        REQUIRE_THROWS_WITH(detail::make_folders("test", path),
                            "test '" + path + "': expected a folder that can be made, got 'Not a directory'");
    detail::make_folders("test", "/");
    detail::make_folders("test", ".");
}

TEST_CASE("a file that is to be written later has its folder, and can be written", "[io]") {
    std::filesystem::remove_all("folders_test");
    detail::check_replaceable("test", "folders_test/a/b/file");
    REQUIRE(std::filesystem::is_empty("folders_test/a/b"));
    detail::make_folder_of("test", "folders_test/c/file");
    REQUIRE(std::filesystem::is_empty("folders_test/c"));
    detail::make_folder_of("test", "file");
    detail::make_folder_of("test", "/file");
    REQUIRE_THROWS_AS(detail::check_replaceable("test", "folders_test/a"), FileError);
    const io_files::Temporary file("kept");
    detail::check_replaceable("test", file.path);
    REQUIRE(file.bytes() == "kept");
    std::filesystem::remove_all("folders_test");
}
