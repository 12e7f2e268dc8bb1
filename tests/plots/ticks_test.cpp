// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <vector>

#include <ockham/plots/ticks.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace ticks_test {

using Labels = std::vector<std::string>;

inline Labels labels(const plots::Ticks& ticks) {
    Labels labels;
    for (const plots::Tick& tick : ticks) {
        if (tick.label == plots::Tick::Label::minor) continue;
        std::string svg;
        plots::append_label(svg, tick);
        if (const auto begin = svg.find("<tspan"); begin != svg.npos) {
            const auto exponent = svg.find('>', begin) + 1;
            svg = svg.substr(0, begin) + "^" + svg.substr(exponent, svg.find('<', exponent) - exponent);
        }
        labels.push_back(svg);
    }
    return labels;
}

}  // namespace ticks_test

TEST_CASE("ticks are multiples of 1, 2 or 5 times a power of ten", "[plots]") {
    using namespace ticks_test;
    REQUIRE(labels(plots::linear_ticks(0, 1, 6)) == Labels{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"});
    REQUIRE(labels(plots::linear_ticks(0, 360, 8)) ==
            Labels{"0", "50", "100", "150", "200", "250", "300", "350"});
    REQUIRE(labels(plots::linear_ticks(0.27, 1.03, 6)) == Labels{"0.4", "0.6", "0.8", "1.0"});
    REQUIRE(labels(plots::linear_ticks(0, 10, 10)) ==
            Labels{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"});
    REQUIRE(labels(plots::linear_ticks(0, 100, 5)) == Labels{"0", "20", "40", "60", "80", "100"});
    REQUIRE(labels(plots::linear_ticks(0, 99999, 5)) == Labels{"0", "20000", "40000", "60000", "80000"});
}

TEST_CASE("negative ticks have a typographic minus", "[plots]") {
    using namespace ticks_test;
    REQUIRE(labels(plots::linear_ticks(-1, 1, 4)) == Labels{"\xE2\x88\x92"
                                                            "1.0",
                                                            "\xE2\x88\x92"
                                                            "0.5",
                                                            "0.0", "0.5", "1.0"});
    REQUIRE(labels(plots::linear_ticks(-12, -7, 5)) == Labels{"\xE2\x88\x92"
                                                              "12",
                                                              "\xE2\x88\x92"
                                                              "11",
                                                              "\xE2\x88\x92"
                                                              "10",
                                                              "\xE2\x88\x92"
                                                              "9",
                                                              "\xE2\x88\x92"
                                                              "8",
                                                              "\xE2\x88\x92"
                                                              "7"});
}

TEST_CASE("a small range far from zero keeps the digits that tell its ticks apart", "[plots]") {
    using namespace ticks_test;
    REQUIRE(labels(plots::linear_ticks(0.998, 1, 4)) ==
            Labels{"0.9980", "0.9985", "0.9990", "0.9995", "1.0000"});
    const plots::Ticks ticks = plots::linear_ticks(1e9, 1e9 + 4, 4);
    REQUIRE(ticks.power == 9);
    REQUIRE(labels(ticks) ==
            Labels{"1.000000000", "1.000000001", "1.000000002", "1.000000003", "1.000000004"});
}

TEST_CASE("a power of ten is taken out of large and of small ticks", "[plots]") {
    using namespace ticks_test;
    plots::Ticks ticks = plots::linear_ticks(-1e9, 1.5e9, 6);
    REQUIRE(ticks.power == 9);
    REQUIRE(labels(ticks) == Labels{"\xE2\x88\x92"
                                    "1.0",
                                    "\xE2\x88\x92"
                                    "0.5",
                                    "0.0", "0.5", "1.0", "1.5"});
    REQUIRE(ticks.begin()->value == -1e9);
    ticks = plots::linear_ticks(0, 2e-5, 5);
    REQUIRE(ticks.power == -5);
    REQUIRE(labels(ticks) == Labels{"0.0", "0.5", "1.0", "1.5", "2.0"});
    REQUIRE(plots::linear_ticks(0, 999999, 5).power == 0);
    REQUIRE(plots::linear_ticks(0, 1000000, 5).power == 6);
    REQUIRE(plots::linear_ticks(0, 0.001, 5).power == 0);
    REQUIRE(plots::linear_ticks(0, 0.00099, 5).power == -4);
}

TEST_CASE("tick values are the doubles nearest to their labels", "[plots]") {
    const plots::Ticks ticks = plots::linear_ticks(0, 1, 10);
    REQUIRE(ticks.count == 11);
    REQUIRE(ticks.ticks[3].value == 0.3);
    REQUIRE(ticks.ticks[7].value == 0.7);
}

TEST_CASE("a smallest step is kept", "[plots]") {
    using namespace ticks_test;
    REQUIRE(labels(plots::linear_ticks(1, 5, 8, 1)) == Labels{"1", "2", "3", "4", "5"});
    REQUIRE(labels(plots::linear_ticks(1, 3, 8)) == Labels{"1.0", "1.5", "2.0", "2.5", "3.0"});
    REQUIRE(labels(plots::linear_ticks(0, 50, 8, 1)) == Labels{"0", "10", "20", "30", "40", "50"});
}

TEST_CASE("every range has few ticks, all inside it and in order", "[plots]") {
    for (int exponent = -290; exponent <= 298; exponent += 7) {
        for (const double width : {1e-13, 1e-9, 0.37, 1.0, 2.5, 9.9}) {
            const double low = std::pow(10, exponent), high = low * (1 + width);
            const double allowed = 1e-6 * (high - low) + 1e-15 * high;
            for (const int at_most : {2, 5, 8}) {
                const plots::Ticks ticks = plots::linear_ticks(low, high, at_most);
                REQUIRE(ticks.count <= static_cast<std::size_t>(at_most) + 1);
                REQUIRE(ticks.count >= static_cast<std::size_t>(at_most) / 3);
                double before = -1;
                for (const plots::Tick& tick : ticks) {
                    REQUIRE(tick.value > before);
                    REQUIRE(tick.value >= low - allowed);
                    REQUIRE(tick.value <= high + allowed);
                    REQUIRE(tick.exponent >= -30);
                    REQUIRE(tick.exponent <= 30);
                    before = tick.value;
                }
            }
        }
    }
}

TEST_CASE("a logarithmic axis has its ticks at powers of ten, and lines between them", "[plots]") {
    using namespace ticks_test;
    const plots::Ticks ticks = plots::log_ticks(0.002, 3, 6);
    REQUIRE(labels(ticks) == Labels{"0.01", "0.1", "1"});
    REQUIRE(ticks.count == 3 + 8 + 8 + 8 + 2);  // 0.002 to 0.009, to 0.09, to 0.9, 2 and 3
}

TEST_CASE("many decades are labelled as powers, and not each of them", "[plots]") {
    using namespace ticks_test;
    const std::string minus = "\xE2\x88\x92";
    REQUIRE(labels(plots::log_ticks(1e-8, 1e2, 6)) == Labels{"10^" + minus + "8", "10^" + minus + "6",
                                                             "10^" + minus + "4", "10^" + minus + "2", "10^0",
                                                             "10^2"});
    REQUIRE(plots::log_ticks(1e-8, 1e2, 6).count == 6);
    REQUIRE(labels(plots::log_ticks(1e3, 1e7, 6)) == Labels{"10^3", "10^4", "10^5", "10^6", "10^7"});
    REQUIRE(labels(plots::log_ticks(1e-300, 1e300, 6)).size() == 5);
}

TEST_CASE("few decades get ticks at 2 and 5 as well", "[plots]") {
    using namespace ticks_test;
    REQUIRE(labels(plots::log_ticks(0.9, 30, 6)) == Labels{"1", "2", "5", "10", "20"});
    const std::string minus = "\xE2\x88\x92";
    REQUIRE(labels(plots::log_ticks(1e-7, 5e-7, 6)) == Labels{"10^" + minus + "7",
                                                              "2\xC3\x97"
                                                              "10^" +
                                                                  minus + "7",
                                                              "5\xC3\x97"
                                                              "10^" +
                                                                  minus + "7"});
}

TEST_CASE("less than a decade gets equal steps", "[plots]") {
    using namespace ticks_test;
    REQUIRE(labels(plots::log_ticks(0.45, 0.52, 6)) == Labels{"0.46", "0.48", "0.50", "0.52"});
}

TEST_CASE("the width of a tick is that of its label", "[plots]") {
    const plots::Tick decimal{-0.25, -25, -2, plots::Tick::Label::decimal};
    REQUIRE(plots::width_of(decimal, 12) == Approx(plots::width_of("\xE2\x88\x92"
                                                                   "0.25",
                                                                   12)));
    const plots::Tick minor{1, 1, 0, plots::Tick::Label::minor};
    REQUIRE(plots::width_of(minor, 12) == 0);
    const plots::Tick power{1e-8, 1, -8, plots::Tick::Label::power},
        product{2e-8, 2, -8, plots::Tick::Label::power};
    REQUIRE(plots::width_of(power, 12) > plots::width_of("10-8", 12));
    REQUIRE(plots::width_of(product, 12) > plots::width_of(power, 12));
}
