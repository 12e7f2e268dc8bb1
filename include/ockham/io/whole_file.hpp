// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <sys/stat.h>

#include <ockham/io/file.hpp>

namespace ockham::detail {

/// The bytes of a regular file, and who speaks in errors about it: `read_npy 'x.npy'`.
struct WholeFile {
    std::string who;
    std::string bytes;

    /// Reads `path` for the function `user`, no more than its first `longest` bytes. No more memory is taken
    /// than the file is long. Devices, pipes and folders are refused: they have no size.
    [[gnu::noinline]] WholeFile(std::string_view user, const std::string& path,
                                std::size_t longest = std::string::npos) {
        File file(user, path, File::For::reading);
        who = file.who();
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
            check::fail<FileError>(who, "a regular file", "something else");
        bytes.resize(std::min(longest, static_cast<std::size_t>(status.st_size)));
        bytes.resize(file.read(bytes.data(), bytes.size()));
    }
};

}  // namespace ockham::detail
