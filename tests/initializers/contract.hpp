// SPDX-License-Identifier: MIT
// What holds for every initializer.
#pragma once

#include <cmath>
#include <vector>

#include <ockham/core/parameter.hpp>

#include "support/catch.hpp"

namespace initializers_contract {

using ockham::AnyInitializer;
using ockham::Random;
using ockham::Shape;

inline std::vector<double> filled(const AnyInitializer& initializer, const Shape& shape, Random& random) {
    std::vector<double> values(static_cast<std::size_t>(shape.size()));
    initializer.fill(shape, values, random);
    return values;
}

inline std::vector<double> filled(const AnyInitializer& initializer, const Shape& shape,
                                  std::uint32_t seed = 0) {
    Random random(seed);
    return filled(initializer, shape, random);
}

/// The same seed gives the same values, and a float model begins with those of the double one, rounded.
inline void require_contract(const AnyInitializer& initializer, const Shape& shape) {
    const std::vector<double> values = filled(initializer, shape, 3);
    REQUIRE(filled(initializer, shape, 3) == values);
    ockham::Parameter<float> single{.name = "kernel"};
    ockham::Parameter<double> full{.name = "kernel"};
    Random random(3), same(3);
    single.initialize(shape, initializer, random);
    full.initialize(shape, initializer, same);
    REQUIRE(random == same);
    for (std::size_t i = 0; i < values.size(); ++i) {
        REQUIRE(full.value.data()[i] == values[i]);
        REQUIRE(single.value.data()[i] == static_cast<float>(values[i]));
    }
}

inline double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

inline double deviation(const std::vector<double>& values) {
    const double center = mean(values);
    double sum = 0;
    for (const double value : values) sum += (value - center) * (value - center);
    return std::sqrt(sum / static_cast<double>(values.size()));
}

inline double largest(const std::vector<double>& values) {
    double found = 0;
    for (const double value : values) found = std::max(found, std::abs(value));
    return found;
}

}  // namespace initializers_contract
