// SPDX-License-Identifier: MIT
#include <string>

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/reductions.hpp>

#include "support/catch.hpp"

#define OCKHAM_TEST_TEXT_OF(name) #name
#define OCKHAM_TEST_TEXT(name) OCKHAM_TEST_TEXT_OF(name)

TEST_CASE("the names of kernels say what flags this file has", "[kernels]") {
    const std::string name = OCKHAM_TEST_TEXT(OCKHAM_FLAGS);
#ifdef __OPTIMIZE__
    REQUIRE(name.starts_with("optimized_"));
#else
    REQUIRE(name.starts_with("plain_"));
#endif
    REQUIRE(name.ends_with("portable") ==
            (std::string(OCKHAM_TEST_TEXT(OCKHAM_PORTABLE)) != "OCKHAM_PORTABLE"));
    const double numbers[] = {1, 2};
    const auto same = [](double number) { return number; };
    REQUIRE(ockham::kernels::OCKHAM_FLAGS::sum(2, same, numbers) == ockham::kernels::sum(2, same, numbers));
}
