// SPDX-License-Identifier: MIT
// A fuzzing program without a fuzzer: calls it with each of the files given, and with the beginnings of each.
#include <cstdio>
#include <string>

#include "fuzz/fuzz.hpp"

int main(int count, char** paths) {
    for (int i = 1; i < count; ++i) {
        std::FILE* file = std::fopen(paths[i], "rb");
        if (file == nullptr) {
            std::fprintf(stderr, "cannot open %s\n", paths[i]);
            return 1;
        }
        std::string bytes;
        for (int byte = 0; (byte = std::fgetc(file)) != EOF;) bytes += static_cast<char>(byte);
        std::fclose(file);
        const auto run = [&bytes](std::size_t size) {
            // A copy of its own, so that reading beyond its end is noticed.
            const std::string part = bytes.substr(0, size);
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(part.data()), size);
        };
        for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 50) run(size);
        run(bytes.size());
    }
    std::printf("%d files\n", count - 1);
    return count > 1 ? 0 : 1;
}
