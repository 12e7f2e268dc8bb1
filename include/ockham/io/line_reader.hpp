// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include <ockham/core/check.hpp>
#include <ockham/io/file.hpp>

namespace ockham::detail {

/// The lines of a file, without what ends them: `\n` or `\r\n`, or the end of the file. Errors are
/// `FileError`s in the name of the function that uses it, and of the file.
class LineReader final {
public:
    /// Longer lines are refused, so that what is no text cannot fill the memory.
    static constexpr std::size_t longest = std::size_t{1} << 24;

    LineReader(std::string_view user, const std::string& path)
        : file_{std::in_place, user, path, File::For::reading},
          who_{file_->who()},
          buffer_(std::size_t{1} << 16, '\0') {}

    /// The lines in `bytes`; `who` begins the errors.
    struct Bytes {
        std::string_view who, bytes;
    };
    explicit LineReader(const Bytes& given) : who_{given.who}, buffer_{given.bytes}, end_{buffer_.size()} {}

    [[nodiscard]] const std::string& who() const { return who_; }

    /// The number of the line read last, counted from 1.
    [[nodiscard]] std::size_t number() const { return number_; }

    /// Reads the next line into `line`; `false` when there is none.
    bool next(std::string& line) {
        line.clear();
        bool found = false, ended = false;
        while (!ended) {
            if (begin_ == end_) {
                begin_ = 0;
                end_ = file_ ? file_->read(buffer_.data(), buffer_.size()) : 0;
                if (end_ == 0) break;
            }
            if (!found) ++number_;
            found = true;
            const char* const from = buffer_.data() + begin_;
            const auto* const newline = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
            ended = newline != nullptr;
            const std::size_t size = ended ? static_cast<std::size_t>(newline - from) : end_ - begin_;
            if (line.size() + size > longest)
                check::fail<FileError>(who(), Text("lines of at most ") << longest << " bytes",
                                       Text("a longer line ") << number_);
            line.append(from, size);
            begin_ += size + (ended ? 1 : 0);
        }
        if (!line.empty() && line.back() == '\r') line.pop_back();
        return found;
    }

private:
    std::optional<File> file_;
    std::string who_, buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::size_t number_ = 0;
};

}  // namespace ockham::detail
