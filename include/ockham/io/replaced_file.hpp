// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <ockham/core/check.hpp>
#include <ockham/io/in_quotes.hpp>

namespace ockham::detail {

/// A file that is written whole or not at all: the bytes go to a new file in the same folder, `commit` has
/// them arrive on the disk and gives that file the name. Until then, and after a crash at any time, whoever
/// opens `path` finds what was there before.
///
/// A symbolic link stays one, and its target is replaced; permissions stay. What is no regular file is
/// refused. Whatever goes wrong is a `FileError` that names `path`; nothing is left behind by it.
class ReplacedFile final {
public:
    /// Begins to write `path` on behalf of the function `user`.
    [[gnu::noinline]] ReplacedFile(std::string_view user, const std::string& path)
        : who_{(Text(user) << " " << in_quotes(path, std::string::npos)).string()}, path_{path} {
        if (path.find('\0') != std::string::npos) check::fail<FileError>(who_, "a path without NUL", "one");
        struct stat status {};
        const bool exists = ::stat(path.c_str(), &status) == 0;
        if (exists) {
            if (char* target = ::realpath(path.c_str(), nullptr)) {
                path_ = target;
                std::free(target);
            }
            if (!S_ISREG(status.st_mode))
                check::fail<FileError>(who_, "the path of a regular file", "something else");
        }
        // Others may be writing the same file, or have left theirs behind.
        const auto process = static_cast<long>(::getpid());
        for (int number = 0; file_ < 0 && number < 1000; ++number) {
            temporary_ = (Text(path_) << ".tmp-" << process << "-" << number).string();
            errno = 0;
            file_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (file_ < 0 && errno != EEXIST) break;
        }
        if (file_ < 0) fail("opened", errno);
        if (exists) (void)::fchmod(file_, status.st_mode & 07777);
    }

    ReplacedFile(const ReplacedFile&) = delete;
    ReplacedFile& operator=(const ReplacedFile&) = delete;
    ~ReplacedFile() { discard(); }

    /// Who speaks in an error about this file: `save_checkpoint 'model.safetensors'`.
    [[nodiscard]] const std::string& who() const { return who_; }

    [[gnu::noinline]] void write(std::string_view bytes) {
        while (!bytes.empty()) {
            errno = 0;
            const auto count = ::write(file_, bytes.data(), bytes.size());
            if (count <= 0 && errno != EINTR) fail_written();
            if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    /// Says that all is written.
    [[gnu::noinline]] void commit() {
        errno = 0;
        if (::fsync(file_) != 0) fail_written();
        if (::close(std::exchange(file_, -1)) != 0) fail_written();
        if (std::rename(temporary_.c_str(), path_.c_str()) != 0) fail_written();
        temporary_.clear();
        // The new name is on the disk once the folder is. Some file systems cannot say so; the file is whole anyway.
        const std::size_t slash = path_.rfind('/');
        const std::string folder = slash == std::string::npos ? "." : path_.substr(0, slash + 1);
        if (const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); opened >= 0) {
            ::fsync(opened);
            ::close(opened);
        }
    }

private:
    void discard() {
        if (file_ >= 0) ::close(std::exchange(file_, -1));
        if (!temporary_.empty()) ::unlink(temporary_.c_str());
        temporary_.clear();
    }

    [[noreturn, gnu::cold, gnu::noinline]] void fail_written() {
        const int error = errno;
        discard();
        fail("written", error);
    }

    [[noreturn, gnu::cold, gnu::noinline]] void fail(const char* done, int error) const {
        check::fail<FileError>(who_, Text("a file that can be ") << done,
                               in_quotes(error != 0 ? std::strerror(error) : "an unknown error"));
    }

    std::string who_, path_, temporary_;
    int file_ = -1;
};

}  // namespace ockham::detail
