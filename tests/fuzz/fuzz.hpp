// SPDX-License-Identifier: MIT
// What the fuzzing programs share. Each defines the function that libFuzzer calls; run.sh runs them, and replay.cpp calls
// them with the inputs in corpus/ only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <ockham/core/tensor.hpp>

namespace fuzz {

/// Aborts, which the fuzzer notices, unless it holds.
inline void require(bool holds) {
    if (!holds) std::abort();
}

inline std::string_view text(const std::uint8_t* data, std::size_t size) {
    return {size == 0 ? "" : reinterpret_cast<const char*>(data), size};
}

template <class Scalar>
bool same_bits(const ockham::Tensor<Scalar>& a, const ockham::Tensor<Scalar>& b) {
    return a.size() == b.size() &&
           (a.size() == 0 ||
            std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(Scalar)) == 0);
}

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
