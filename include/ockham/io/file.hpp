// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>

namespace ockham::detail {

/// A file that is read or written from its beginning to its end, byte for byte. Whatever goes wrong is a
/// `FileError` that names the file: `read_csv 'iris.csv': expected a file that can be opened, got 'No such
/// file or directory'`.
class File final {
public:
    enum class For { reading, writing, appending };

    /// Opens `path` on behalf of the function `user`. Writing begins by emptying the file, appending goes on at its end.
    File(std::string_view user, const std::string& path, For what);

    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File();

    /// Who speaks in an error about this file: `read_csv 'iris.csv'`.
    [[nodiscard]] const std::string& who() const { return who_; }

    /// Reads up to `size` bytes and returns how many there were: 0 only at the end.
    std::size_t read(char* bytes, std::size_t size);

    void write(std::string_view bytes);

    /// Has what is written so far arrive; others then see it.
    void flush();

    /// Says that all is written; only after this has it arrived.
    void close();

private:
    [[noreturn]] void fail(std::string_view done) const;

    std::string who_;
    std::FILE* file_ = nullptr;
};

}  // namespace ockham::detail

#if OCKHAM_BODIES

#include <ockham/io/in_quotes.hpp>

namespace ockham::detail {

OCKHAM_FUNC File::File(std::string_view user, const std::string& path, For what)
    : who_{(Text(user) << " " << in_quotes(path, std::string::npos)).string()} {
    if (path.find('\0') != std::string::npos) check::fail<FileError>(who_, "a path without NUL", "one");
    errno = 0;
    file_ = std::fopen(path.c_str(), what == For::reading ? "rb" : what == For::writing ? "wb" : "ab");
    if (file_ == nullptr) fail("opened");
}

OCKHAM_FUNC File::~File() {
    if (file_ != nullptr) std::fclose(file_);
}

OCKHAM_FUNC std::size_t File::read(char* bytes, std::size_t size) {
    errno = 0;
    const std::size_t count = std::fread(bytes, 1, size, file_);
    if (count < size && std::ferror(file_) != 0) fail("read");
    return count;
}

OCKHAM_FUNC void File::write(std::string_view bytes) {
    errno = 0;
    if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail("written");
}

OCKHAM_FUNC void File::flush() {
    errno = 0;
    if (std::fflush(file_) != 0) fail("written");
}

OCKHAM_FUNC void File::close() {
    errno = 0;
    if (std::fclose(std::exchange(file_, nullptr)) != 0) fail("written");
}

OCKHAM_FUNC void File::fail(std::string_view done) const {
    const std::string reason = errno != 0 ? std::strerror(errno) : "an unknown error";
    check::fail<FileError>(who_, Text("a file that can be ") << done, in_quotes(reason));
}

}  // namespace ockham::detail

#endif
