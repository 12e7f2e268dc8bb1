// SPDX-License-Identifier: MIT
#include <vector>

#include <ockham/core/initializer.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace initializer_test {

/// The least that an initializer is made of.
struct Counting {
    double start = 0;
    void fill(const Shape& shape, std::span<double> values, Random& random) const {
        double next = start;
        for (double& value : values) value = next++;
        values[0] = static_cast<double>(shape.rank());
        random.uniform();
    }
};

struct Nothing {};

}  // namespace initializer_test

TEST_CASE("a user's initializer needs one function", "[core]") {
    STATIC_REQUIRE(Initializer<initializer_test::Counting>);
    STATIC_REQUIRE(!Initializer<initializer_test::Nothing>);
    AnyInitializer any = initializer_test::Counting{10};
    {
        const AnyInitializer other = initializer_test::Counting{20};
        any = other;
    }
    std::vector<double> values(6);
    Random random(1), same(1);
    any.fill({1, 2, 3}, values, random);
    REQUIRE(values == std::vector<double>{3, 21, 22, 23, 24, 25});
    same.uniform();
    REQUIRE(random == same);
}
