// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <zip.h>

#include <ockham/core/check.hpp>

namespace ockham::keras::detail {

/// A ZIP archive in memory, which somebody else owns: what a `.keras` file is. Errors are `FileError`s in the
/// name of `who`.
class Archive final {
public:
    /// Reads the list of members; one that is inconsistent or names a member twice is refused.
    Archive(std::string_view bytes, std::string_view who) : who_{who}, size_{bytes.size()} {
        if (bytes.empty())
            check::fail<FileError>(who_, "a ZIP archive", "nothing");  // which libzip would take
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        zip_ = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : nullptr;
        const std::string reason = zip_ ? ""
                                   : zip_error_code_zip(&error) == ZIP_ER_EXISTS
                                       ? "one with members of the same name"
                                       : zip_error_strerror(&error);
        if (!zip_ && source) zip_source_free(source);
        zip_error_fini(&error);
        if (!zip_) check::fail<FileError>(who_, "a ZIP archive", reason);
        try {
            list();
        } catch (...) {
            zip_discard(zip_);
            throw;
        }
    }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
    ~Archive() { zip_discard(zip_); }

    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    [[nodiscard]] bool contains(std::string_view name) const { return position(name) < names_.size(); }

    /// The bytes of the member `name`, `longest` at most, nor more than a compressed file may hold: 16 MiB and
    /// 16 times the archive. So a bomb of a few bytes does not fill the memory.
    [[nodiscard]] std::string read(std::string_view name, std::uint64_t longest) const {
        const std::size_t index = position(name);
        if (index == names_.size())
            check::fail<FileError>(who_, Text("a member ") << name, "an archive without it");
        zip_stat_t status;
        zip_stat_init(&status);
        const bool known =
            zip_stat_index(zip_, index, 0, &status) == 0 && (status.valid & ZIP_STAT_SIZE) != 0;
        if (!known) fail(name);
        const std::uint64_t most = std::min<std::uint64_t>(longest, (std::uint64_t{16} << 20) + 16 * size_);
        if (status.size > most)
            check::fail<FileError>(who_, Text("at most ") << most << " bytes in " << name,
                                   Text() << status.size);
        std::string bytes(static_cast<std::size_t>(status.size), '\0');
        zip_file_t* file = zip_fopen_index(zip_, index, 0);
        if (!file) fail(name);
        std::size_t done = 0;
        zip_int64_t count = 1;
        while (done < bytes.size() && (count = zip_fread(file, &bytes[done], bytes.size() - done)) > 0)
            done += static_cast<std::size_t>(count);
        char beyond = 0;
        if (count > 0)
            count = zip_fread(file, &beyond, 1);  // reaches the end, where the checksum is compared
        const bool closed = zip_fclose(file) == 0;
        if (done < bytes.size() || count != 0 || !closed) fail(name);
        return bytes;
    }

private:
    void list() {
        const zip_int64_t count = zip_get_num_entries(zip_, 0);
        constexpr zip_int64_t most = 4096;
        if (count > most)
            check::fail<FileError>(who_, Text("at most ") << most << " members", Text() << count);
        for (zip_int64_t i = 0; i < count; ++i) {
            const char* name = zip_get_name(zip_, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
            if (!name) check::fail<FileError>(who_, "members with names", "one without");
            names_.emplace_back(name);
        }
    }

    [[nodiscard]] std::size_t position(std::string_view name) const {
        std::size_t i = 0;
        while (i < names_.size() && names_[i] != name) ++i;
        return i;
    }

    [[noreturn]] void fail(std::string_view name) const {
        check::fail<FileError>(who_, Text("a member ") << name << " that can be read",
                               "one that is damaged, encrypted or compressed in an unknown way");
    }

    std::string who_;
    std::size_t size_;
    zip_t* zip_ = nullptr;
    std::vector<std::string> names_;
};

/// The bytes of an archive of `members`, names and contents, as Keras writes them: not compressed.
[[nodiscard]] inline std::string archive_of(std::string_view who,
                                            const std::vector<std::pair<std::string, std::string>>& members) {
    const auto fail = [who] {
        check::fail<FileError>(who, "an archive that can be written", "an error of libzip");
    };
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!memory) fail();
    zip_source_keep(memory);  // once more for reading it back
    zip_t* zip = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
    bool good = zip != nullptr;
    for (const auto& [name, contents] : members) {
        if (!good) break;
        zip_source_t* source = zip_source_buffer(zip, contents.data(), contents.size(), 0);
        const zip_int64_t index = source ? zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
        good = index >= 0 &&
               zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) == 0;
        if (source && index < 0) zip_source_free(source);
    }
    if (zip && (!good || zip_close(zip) != 0)) {
        zip_discard(zip);
        good = false;
    }
    std::string bytes;
    zip_stat_t status;
    zip_stat_init(&status);
    if (good && zip_source_stat(memory, &status) == 0 && zip_source_open(memory) == 0) {
        bytes.resize(static_cast<std::size_t>(status.size));
        good = zip_source_read(memory, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size());
        zip_source_close(memory);
    }
    zip_source_free(memory);
    zip_error_fini(&error);
    if (!good || bytes.empty()) fail();
    return bytes;
}

}  // namespace ockham::keras::detail
