// SPDX-License-Identifier: MIT
#include <charconv>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include <ockham/core/decimal.hpp>
#include <ockham/core/number.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a decimal number is what is written", "[core]") {
    static_assert(Decimal(0.1F) == 0.1);
    static_assert(Decimal(0.1) == 0.1);
    static_assert(Decimal(-2.7F) == -2.7);
    static_assert(Decimal(3) == 3);
    static_assert(Decimal(1e-7F) == 1e-7);
    static_assert(Decimal(0.25F) == 0.25);
    static_assert(Decimal(16777216.0F) == 16777216);
    static_assert(Decimal(0.0F) == 0);
    REQUIRE(std::ceil(Decimal(0.1F) * 150) == 15);
    REQUIRE(std::ceil(static_cast<double>(0.1F) * 150) == 16);
}

TEST_CASE("a decimal number of a float is always that float", "[core]") {
    using limits = std::numeric_limits<float>;
    std::mt19937 random(1);
    for (int i = 0; i < 1000; ++i) {
        const auto share = static_cast<float>(random() % 10'000'000) / 10'000'000;
        REQUIRE(static_cast<float>(Decimal(share)) == share);
        char digits[32];
        double shortest = 0;
        const std::string_view text(
            digits,
            static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, share).ptr - digits));
        REQUIRE(detail::parse_number(text, shortest) == std::errc());
        REQUIRE(Decimal(share) == shortest);
    }
    for (const float any :
         {limits::max(), limits::lowest(), limits::min(), limits::denorm_min(), limits::infinity()})
        REQUIRE(Decimal(any) == static_cast<double>(any));
    REQUIRE(std::isnan(Decimal(limits::quiet_NaN())));
}
