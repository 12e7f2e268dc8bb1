// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <glob.h>
#include <string>
#include <string_view>
#include <utility>

namespace io_files {

/// A file for the duration of a test, and how an error spells its path.
class Temporary final {
public:
    explicit Temporary(std::string_view bytes = {}) {
        static int count = 0;
        path = "ockham_io_test_" + std::to_string(++count) + ".tmp";
        std::FILE* file = std::fopen(path.c_str(), "wb");
        if (!bytes.empty()) std::fwrite(bytes.data(), 1, bytes.size(), file);
        std::fclose(file);
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() { std::remove(path.c_str()); }

    [[nodiscard]] std::string bytes() const {
        std::string text;
        std::FILE* file = std::fopen(path.c_str(), "rb");
        for (int byte = 0; (byte = std::fgetc(file)) != EOF;) text += static_cast<char>(byte);
        std::fclose(file);
        return text;
    }

    std::string path;
};

/// No files of these names, `mc*`, at the beginning and at the end of a test: an earlier one may have been cut short.
class Without final {
public:
    explicit Without(std::string pattern) : pattern_{std::move(pattern)} { remove(); }
    Without(const Without&) = delete;
    Without& operator=(const Without&) = delete;
    ~Without() { remove(); }

private:
    void remove() const {
        glob_t found{};
        if (::glob(pattern_.c_str(), 0, nullptr, &found) == 0)
            for (std::size_t i = 0; i < found.gl_pathc; ++i) std::remove(found.gl_pathv[i]);
        ::globfree(&found);
    }

    std::string pattern_;
};

}  // namespace io_files
