// SPDX-License-Identifier: MIT
// What is called Python's was printed by str.format of Python 3.11.
#include <cmath>
#include <limits>
#include <string>

#include <ockham/training/callbacks/file_pattern.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace file_pattern_test {

/// The pattern with this value for each placeholder.
inline std::string fill(std::string_view pattern, double value = 7) {
    return detail::FilePattern("who", pattern).fill([value](const std::string&) { return value; });
}

}  // namespace file_pattern_test

TEST_CASE("whole numbers stand in file names as Python's format puts them", "[training]") {
    using file_pattern_test::fill;
    REQUIRE(fill("model.safetensors") == "model.safetensors");
    REQUIRE(fill("") == "");
    REQUIRE(fill("{epoch}") == "7");
    REQUIRE(fill("a{epoch:d}b{batch}c") == "a7b7c");
    REQUIRE(fill("{epoch:02d}") == "07");
    REQUIRE(fill("{epoch:02d}", 123) == "123");
    REQUIRE(fill("{epoch:04}") == "0007");
    REQUIRE(fill("{epoch:3d}") == "  7");
    REQUIRE(fill("{epoch:.2f}") == "7.00");
    REQUIRE(fill("{{epoch}}-{epoch}-}}{{") == "{epoch}-7-}{");
}

TEST_CASE("other numbers stand in file names as Python's format puts them", "[training]") {
    using file_pattern_test::fill;
    REQUIRE(fill("{val_loss:.2f}", 0.12345) == "0.12");
    REQUIRE(fill("{val_loss:08.3f}", -0.12345) == "-000.123");
    REQUIRE(fill("{val_loss:8.3f}", 0.12345) == "   0.123");
    REQUIRE(fill("{loss:f}", 0.5) == "0.500000");
    REQUIRE(fill("{loss:.3e}", 12345.678) == "1.235e+04");
    REQUIRE(fill("{loss:g}", 1e-7) == "1e-07");
    REQUIRE(fill("{loss:.1f}", std::nan("")) == "nan");
    REQUIRE(fill("{loss:05.1f}", std::nan("")) == "00nan");
    REQUIRE(fill("{loss:G}", 1e-7) == "1E-07");
    REQUIRE(fill("{loss:E}", -0.5) == "-5.000000E-01");
    REQUIRE(fill("{loss:.3g}", 1234) == "1.23e+03");
    for (const auto& [value, shown] :
         std::vector<std::pair<double, const char*>>{{0.1, "0.1"},
                                                     {1, "1.0"},
                                                     {0, "0.0"},
                                                     {-2.5, "-2.5"},
                                                     {1e-4, "0.0001"},
                                                     {1e-5, "1e-05"},
                                                     {1.25e-7, "1.25e-07"},
                                                     {123456789, "123456789.0"},
                                                     {1e15, "1000000000000000.0"},
                                                     {1e16, "1e+16"},
                                                     {1.0 / 3, "0.3333333333333333"},
                                                     {std::nan(""), "nan"},
                                                     {std::numeric_limits<double>::infinity(), "inf"},
                                                     {1e300, "1e+300"}})
        REQUIRE(fill("{loss}", value) == shown);
    REQUIRE(fill("{loss:.99f}", std::numeric_limits<double>::max()).size() == 309 + 1 + 99);
}

TEST_CASE("every placeholder gets its own value", "[training]") {
    const detail::FilePattern pattern("who", "{a:.0f}/{b:.0f}/{a:.0f}");
    std::string names;
    pattern.look_at_names([&names](const std::string& name) { names += name + " "; });
    REQUIRE(names == "a b a ");
    REQUIRE(pattern.fill([](const std::string& name) { return name == "a" ? 1.0 : 2.0; }) == "1/2/1");
}

TEST_CASE("placeholders that are none are refused", "[training]") {
    using file_pattern_test::fill;
    REQUIRE_THROWS_WITH(fill("{epoch"),
                        "who: expected a file name in which each brace has its partner, got '{' without");
    REQUIRE_THROWS_WITH(fill("epoch}"),
                        "who: expected a file name in which each brace has its partner, got '}' without");
    REQUIRE_THROWS_WITH(fill("{}"), "who: expected a name in each placeholder, got '{}'");
    REQUIRE_THROWS_WITH(fill("{:02d}"), "who: expected a name in each placeholder, got '{:02d}'");
    for (const char* wrong : {"{epoch:x}", "{epoch:s}", "{epoch:n}", "{loss:d}", "{loss:4}", "{loss:.f}",
                              "{loss:.2}", "{loss:.2ff}", "{epoch:.2d}", "{loss:1000f}", "{loss:.100f}",
                              "{loss:%f}", "{loss:*f}", "{loss: f}", "{loss:>8f}", "{loss:-8f}", "{loss:ld}"})
        REQUIRE_THROWS_WITH(fill(wrong),
                            "who: expected placeholders like {epoch:02d} or {val_loss:.4f}, got '" +
                                std::string(wrong) + "'");
    REQUIRE_THROWS_AS(fill("{"), ArgumentError);
}
