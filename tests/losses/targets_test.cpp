// SPDX-License-Identifier: MIT
#include <ockham/losses/targets.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("softmax and sigmoid have logits", "[losses]") {
    REQUIRE(detail::has_logits(Logits::softmax));
    REQUIRE(detail::has_logits(Logits::sigmoid));
    REQUIRE_FALSE(detail::has_logits(Logits::none));
}

TEST_CASE("probabilities are clipped to [1e-7, 1 - 1e-7]", "[losses]") {
    REQUIRE(detail::clipped(0) == 1e-7);
    REQUIRE(detail::clipped(-3) == 1e-7);
    REQUIRE(detail::clipped(1e-7) == 1e-7);
    REQUIRE(detail::clipped(0.25) == 0.25);
    REQUIRE(detail::clipped(1) == 1 - 1e-7);
    REQUIRE(std::isnan(detail::clipped(losses_contract::not_a_number)));
    for (const double inside : {1e-7, 0.5, 1 - 1e-7}) REQUIRE(detail::clipped_slope(inside) == 1);
    for (const double outside : {-1.0, 0.0, 0.9e-7, 1.0, 2.0}) REQUIRE(detail::clipped_slope(outside) == 0);
}

TEST_CASE("targets that are no probabilities are refused with their row", "[losses]") {
    Matrix<double> y(3, 2);
    y << 0, 1, 0.5, -0.0, 1, 1;
    REQUIRE_NOTHROW(detail::check_probabilities("A", losses_contract::in(y)));
    y(1, 1) = 2;
    REQUIRE_THROWS_AS(detail::check_probabilities("A", losses_contract::in(y)), ArgumentError);
    REQUIRE_THROWS_WITH(detail::check_probabilities("A", losses_contract::in(y)),
                        "A: expected targets in [0, 1], got 2 in row 1");
    y(0, 0) = -0.5;
    REQUIRE_THROWS_WITH(detail::check_probabilities("A", losses_contract::in(y)),
                        "A: expected targets in [0, 1], got -0.5 in row 0");
    y(0, 0) = losses_contract::not_a_number;
    REQUIRE_THROWS_WITH(detail::check_probabilities("A", losses_contract::in(y)),
                        "A: expected targets in [0, 1], got nan in row 0");
}

TEST_CASE("labels of hinge losses are converted if all are 0 or 1", "[losses]") {
    const double bits[] = {0, 1, 1}, signs[] = {0, 1, -1};
    const detail::HingeLabels converted(In<double>(bits, 3, 1)), kept(In<double>(signs, 3, 1));
    REQUIRE(converted(0) == -1);
    REQUIRE(converted(1) == 1);
    REQUIRE(kept(0) == 0);
    REQUIRE(kept(-1) == -1);
}

TEST_CASE("the slope of a power is never infinite", "[losses]") {
    REQUIRE(detail::slope_of_power(2, 3) == 12);
    REQUIRE(detail::slope_of_power(0, 2) == 0);
    REQUIRE(detail::slope_of_power(0, 1) == 1);
    REQUIRE(detail::slope_of_power(0, 0.5) == 0);
    REQUIRE(detail::slope_of_power(0, 0) == 0);
    REQUIRE(detail::slope_of_power(4, 0.5) == 0.25);
}
