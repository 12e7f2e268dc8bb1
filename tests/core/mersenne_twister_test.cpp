// SPDX-License-Identifier: MIT
#include <random>
#include <vector>

#include <ockham/core/mersenne_twister.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("the Mersenne Twister draws what the standard's draws", "[core]") {
    for (const std::uint32_t seed : {0U, 1U, 5489U, 4294967295U}) {
        MersenneTwister ours(seed);
        std::mt19937 standard(seed);
        std::size_t differences = 0;
        for (int i = 0; i < 3000; ++i) differences += ours() != standard();
        REQUIRE(differences == 0);
    }
}

TEST_CASE("the Mersenne Twister goes on from any of its states", "[core]") {
    for (const int before : {0, 1, 623, 624, 625, 1000}) {
        MersenneTwister one(7);
        for (int i = 0; i < before; ++i) one();
        REQUIRE(MersenneTwister::is_state(one.state()));
        MersenneTwister other(one.state());
        REQUIRE(one == other);
        for (int i = 0; i < 1300; ++i)
            if (one() != other()) FAIL("number " << i << " after " << before);
        REQUIRE(one == other);
        other();
        REQUIRE_FALSE(one == other);
    }
}

TEST_CASE("words that are no state of the Mersenne Twister are told", "[core]") {
    MersenneTwister::State state{};
    REQUIRE_FALSE(MersenneTwister::is_state(state));
    state[0] = 0x7fffffffU;  // of the first word only the highest bit counts
    REQUIRE_FALSE(MersenneTwister::is_state(state));
    state[0] = 0x80000000U;
    REQUIRE(MersenneTwister::is_state(state));
    state[0] = 0;
    state[623] = 1;
    REQUIRE(MersenneTwister::is_state(state));
    state[624] = 624;
    REQUIRE(MersenneTwister::is_state(state));
    state[624] = 625;
    REQUIRE_FALSE(MersenneTwister::is_state(state));
    REQUIRE_FALSE(MersenneTwister::is_state(std::vector<std::uint32_t>(624, 1)));
    REQUIRE_FALSE(MersenneTwister::is_state(std::vector<std::uint32_t>(626, 1)));
}
