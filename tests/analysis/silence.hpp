// SPDX-License-Identifier: MIT
#pragma once

#include <iostream>
#include <sstream>
#include <string>

namespace silence {

/// What `call` writes to standard output.
template <class Call>
std::string written_by(Call call) {
    std::ostringstream written;
    std::streambuf* const before = std::cout.rdbuf(written.rdbuf());
    try {
        call();
    } catch (...) {
        std::cout.rdbuf(before);
        throw;
    }
    std::cout.rdbuf(before);
    return written.str();
}

}  // namespace silence
