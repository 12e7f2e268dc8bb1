// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>

namespace ockham::detail {

/// A number that no other object of the program has: to find out later whether an object is still the same, or was assigned
/// another. A copy has a number of its own; what is moved keeps its number.
class Stamp final {
public:
    Stamp() = default;
    Stamp(const Stamp&) : Stamp() {}
    Stamp(Stamp&& other) noexcept : number_{other.number_} { other.number_ = next(); }
    Stamp& operator=(const Stamp&) {
        number_ = next();
        return *this;
    }
    Stamp& operator=(Stamp&& other) noexcept {
        number_ = other.number_;
        other.number_ = next();
        return *this;
    }

    [[nodiscard]] std::uint64_t number() const { return number_; }

private:
    static std::uint64_t next() {
        static std::atomic<std::uint64_t> last{0};
        return last.fetch_add(1, std::memory_order_relaxed) + 1;
    }

    std::uint64_t number_ = next();
};

}  // namespace ockham::detail
