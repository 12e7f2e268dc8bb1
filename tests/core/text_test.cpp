// SPDX-License-Identifier: MIT
#include <cstdint>
#include <limits>

#include <ockham/core/text.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a text is put together from words, letters and numbers", "[core]") {
    const std::string word = "of";
    const Text inner = Text("epoch ") << 3;
    REQUIRE((Text() << inner << ' ' << word << std::string_view(" ten") << ", " << 10).string() ==
            "epoch 3 of ten, 10");
    REQUIRE(std::string_view(inner) == "epoch 3");
    REQUIRE(Text(word).string() == "of");
    REQUIRE(Text(std::string_view("of ten").substr(0, 2)).string() == "of");
    REQUIRE(Text().empty());
    REQUIRE(Text("").empty());
    REQUIRE_FALSE(inner.empty());
}

TEST_CASE("numbers are written as a person would", "[core]") {
    REQUIRE(to_text(0.001) == "0.001");
    REQUIRE(to_text(128.0) == "128");
    REQUIRE(to_text(-0.5) == "-0.5");
    REQUIRE(to_text(1e-7) == "1e-07");
    REQUIRE(to_text(1.0 / 3) == "0.333333");
    REQUIRE(to_text(std::numeric_limits<double>::quiet_NaN()) == "nan");
    REQUIRE(to_text(-std::numeric_limits<double>::infinity()) == "-inf");
    REQUIRE(to_text(-7) == "-7");
    REQUIRE(to_text(std::size_t{128}) == "128");
    REQUIRE(to_text(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    REQUIRE((Text("loss: ").print(0.5, 4, 'f') << ";").string() == "loss: 0.5000;");
    REQUIRE(Text().print(0.5, 3, 'e').string() == "5.000e-01");
    REQUIRE(Text().print(0.1, 17).string() == "0.10000000000000001");
    REQUIRE(Text().print(1.7976931348623157e308, 99, 'f').string().size() == 309 + 1 + 99);
}

TEST_CASE("a text is copied and moved like a string", "[core]") {
    Text first("a");
    Text second(first);
    second << "b";
    REQUIRE(first.string() == "a");
    REQUIRE(second.string() == "ab");
    const Text third(std::move(second));
    REQUIRE(third.string() == "ab");
}
