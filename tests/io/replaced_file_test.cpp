// SPDX-License-Identifier: MIT
#include <csignal>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ockham/io/replaced_file.hpp>
#include <ockham/io/whole_file.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace replaced_file_test {

inline bool exists(const std::string& path) {
    return ::access(path.c_str(), F_OK) == 0;
}

/// The name of the first file that is written in the place of `path`, whose folder the tests run in.
inline std::string temporary(const std::string& path) {
    char* const folder = ::getcwd(nullptr, 0);
    const std::string name = std::string(folder) + "/" + path + ".tmp-" + std::to_string(::getpid()) + "-0";
    std::free(folder);
    return name;
}

}  // namespace replaced_file_test

TEST_CASE("a file is replaced in one step, when all is written", "[io]") {
    using namespace replaced_file_test;
    const io_files::Temporary file("old");
    {
        detail::ReplacedFile replaced("write", file.path);
        REQUIRE(replaced.who() == "write '" + file.path + "'");
        replaced.write("new and ");
        replaced.write("longer");
        REQUIRE(exists(temporary(file.path)));
        REQUIRE(file.bytes() == "old");
        replaced.commit();
        REQUIRE(file.bytes() == "new and longer");
        REQUIRE_FALSE(exists(temporary(file.path)));
    }
    REQUIRE(file.bytes() == "new and longer");
}

TEST_CASE("a file that is not committed stays as it was, and nothing is left behind", "[io]") {
    using namespace replaced_file_test;
    const io_files::Temporary file("old");
    {
        detail::ReplacedFile replaced("write", file.path);
        replaced.write("new");
    }
    REQUIRE(file.bytes() == "old");
    REQUIRE_FALSE(exists(temporary(file.path)));
}

TEST_CASE("a crash in the middle of writing leaves the old file", "[io]") {
    using namespace replaced_file_test;
    const io_files::Temporary file("old");
    const pid_t child = ::fork();
    if (child == 0) {
        detail::ReplacedFile replaced("write", file.path);
        replaced.write("new");
        ::raise(SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    REQUIRE(file.bytes() == "old");
    const std::string left = temporary(file.path), mine = "-" + std::to_string(::getpid()) + "-0";
    const std::string its = left.substr(0, left.size() - mine.size()) + "-" + std::to_string(child) + "-0";
    REQUIRE(exists(its));
    ::unlink(its.c_str());
}

TEST_CASE("what an earlier crash has left behind is in nobody's way", "[io]") {
    using namespace replaced_file_test;
    const io_files::Temporary file("old");
    const std::string left = temporary(file.path);
    std::fclose(std::fopen(left.c_str(), "wb"));
    detail::ReplacedFile replaced("write", file.path), other("write", file.path);
    replaced.write("first");
    other.write("second");
    replaced.commit();
    REQUIRE(file.bytes() == "first");
    other.commit();
    REQUIRE(file.bytes() == "second");
    REQUIRE(exists(left));
    ::unlink(left.c_str());
}

TEST_CASE("a link stays a link, and permissions stay", "[io]") {
    using namespace replaced_file_test;
    const io_files::Temporary file("old");
    REQUIRE(::chmod(file.path.c_str(), 0640) == 0);
    const std::string link = file.path + ".link";
    REQUIRE(::symlink(file.path.c_str(), link.c_str()) == 0);
    detail::ReplacedFile replaced("write", link);
    replaced.write("new");
    replaced.commit();
    REQUIRE(file.bytes() == "new");
    struct stat status {};
    REQUIRE(::lstat(link.c_str(), &status) == 0);
    REQUIRE(S_ISLNK(status.st_mode));
    REQUIRE(::stat(file.path.c_str(), &status) == 0);
    REQUIRE((status.st_mode & 07777) == 0640);
    ::unlink(link.c_str());
}

TEST_CASE("a file that cannot be written is an error, and nothing is left behind", "[io]") {
    using namespace replaced_file_test;
    REQUIRE_THROWS_WITH(
        detail::ReplacedFile("write", "no/where"),
        "write 'no/where': expected a file that can be opened, got 'No such file or directory'");
    REQUIRE_THROWS_WITH(detail::ReplacedFile("write", "."),
                        "write '.': expected the path of a regular file, got something else");
    REQUIRE_THROWS_WITH(detail::ReplacedFile("write", "/dev/null"),
                        "write '/dev/null': expected the path of a regular file, got something else");
    REQUIRE_THROWS_WITH(detail::ReplacedFile("write", std::string("a\0b", 3)),
                        "write 'a\\x00b': expected a path without NUL, got one");
    REQUIRE_THROWS_AS(detail::ReplacedFile("write", "no/where"), FileError);

    const io_files::Temporary file("old");
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{1000, before.rlim_max};
    const auto signal = std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &small);
    std::string error;
    try {
        detail::ReplacedFile replaced("write", file.path);
        replaced.write(std::string(2000, 'x'));
        replaced.commit();
    } catch (const FileError& thrown) {
        error = thrown.what();
    }
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, signal);
    REQUIRE(error == "write '" + file.path + "': expected a file that can be written, got 'File too large'");
    REQUIRE(file.bytes() == "old");
    REQUIRE_FALSE(exists(temporary(file.path)));
}
