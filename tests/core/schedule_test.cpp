// SPDX-License-Identifier: MIT
#include <ockham/core/schedule.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace schedule_test {

struct Halved {
    double operator()(std::int64_t step) const { return 1.0 / static_cast<double>(2 * step + 1); }
};

struct NotAFunction {};

}  // namespace schedule_test

TEST_CASE("a learning rate is a number, or any function of the step", "[core]") {
    using namespace schedule_test;
    STATIC_REQUIRE(Schedule<Halved>);
    STATIC_REQUIRE(!Schedule<NotAFunction>);
    STATIC_REQUIRE(!Schedule<double>);

    AnySchedule rate = 0.5;
    REQUIRE(rate.is_constant());
    REQUIRE(rate(0) == 0.5);
    REQUIRE(rate(1000) == 0.5);
    REQUIRE(rate.as<Halved>() == nullptr);
    rate = 1;
    REQUIRE(rate(7) == 1);
    {
        const AnySchedule halved = Halved();
        rate = halved;
    }
    REQUIRE_FALSE(rate.is_constant());
    REQUIRE(rate(0) == 1);
    REQUIRE(rate(2) == 0.2);
    REQUIRE(rate.as<Halved>() != nullptr);
    rate = [factor = 3.0](std::int64_t step) { return factor * static_cast<double>(step); };
    REQUIRE(rate(2) == 6);
    rate = 0.25F;
    REQUIRE(rate.is_constant());
}

TEST_CASE("a learning rate that is a number is not negative", "[core]") {
    REQUIRE_NOTHROW(check::learning_rate("SGD", 0));
    REQUIRE_THROWS_WITH(check::learning_rate("SGD", -0.5),
                        "SGD: expected learning_rate to be non-negative and finite, got -0.5");
    // What a function gives is asked for when its step comes.
    REQUIRE_NOTHROW(check::learning_rate("SGD", [](std::int64_t) { return -1.0; }));
}
