// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ockham/core/initializer.hpp>

namespace ockham {

/// Every entry is `value` (finite).
class Constant final {
public:
    explicit Constant(double value = 0) : value_{value} { check::finite("Constant", "value", value); }

    [[nodiscard]] double value() const { return value_; }
    friend bool operator==(const Constant&, const Constant&) = default;

    void fill(const Shape&, std::span<double> values, Random&) const {
        std::fill(values.begin(), values.end(), value_);
    }

private:
    double value_;
};

static_assert(Initializer<Constant>);
OCKHAM_BUILT_IN(Initializer, Constant);

[[nodiscard]] inline Constant constant(double value) {
    return Constant(value);
}
[[nodiscard]] inline Constant zeros() {
    return Constant(0);
}
[[nodiscard]] inline Constant ones() {
    return Constant(1);
}

}  // namespace ockham
