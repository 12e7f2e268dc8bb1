// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/errors.hpp>
#include <ockham/core/text.hpp>

namespace ockham::plots {

/// Writes `content` to the file at `path`, replacing what was there. A file that cannot be written is a
/// `FileError` with the system's reason: `Plot 'iris.svg': expected a file that can be written, got
/// 'Permission denied'`.
void write_file(const char* who, const std::string& path, const std::string& content);

}  // namespace ockham::plots

#if OCKHAM_BODIES

namespace ockham::plots {

OCKHAM_FUNC void write_file(const char* who, const std::string& path, const std::string& content) {
    errno = EINVAL;
    std::FILE* const file = path.find('\0') == path.npos ? std::fopen(path.c_str(), "wb") : nullptr;
    const bool written =
        file != nullptr && std::fwrite(content.data(), 1, content.size(), file) == content.size();
    int error = errno;
    const bool closed = file != nullptr && std::fclose(file) == 0;
    if (written && !closed) error = errno;
    if (!written || !closed)
        check::fail<FileError>(Text(who) << " '" << path << "'", "a file that can be written",
                               Text("'") << std::strerror(error) << "'");
}

}  // namespace ockham::plots

#endif
