// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

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

}  // namespace io_files
