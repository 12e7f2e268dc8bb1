// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <sys/stat.h>

#include <ockham/core/check.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/io/replaced_file.hpp>

namespace ockham::detail {

/// Makes the folder `path`, and those in which it lies, unless they are there, on behalf of the function `user`. A `FileError`
/// with the system's reason if that cannot be done.
inline void make_folders(std::string_view user, const std::string& path) {
    const auto fail = [&](std::string_view reason) {
        check::fail<FileError>(Text(user) << " " << in_quotes(path, std::string::npos),
                               "a folder that can be made", in_quotes(reason));
    };
    if (path.empty() || path.find('\0') != std::string::npos) fail("no name of a folder");
    for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
        const std::string folder = path.substr(0, slash);
        const int error = ::mkdir(folder.c_str(), 0777) == 0 ? 0 : errno;
        struct stat status {};
        const bool there = ::stat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
        if (!there) fail(std::strerror(error == EEXIST ? ENOTDIR : error));
        if (slash == std::string::npos) return;
    }
}

/// Makes the folder in which the file `path` lies, unless it is there.
inline void make_folder_of(std::string_view user, const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash != std::string::npos && slash > 0) make_folders(user, path.substr(0, slash));
}

/// The same, and fails unless a file can be made there, or the one that is there replaced: long before there is something to
/// write.
inline void check_replaceable(std::string_view user, const std::string& path) {
    make_folder_of(user, path);
    const ReplacedFile untouched(user, path);
}

}  // namespace ockham::detail
