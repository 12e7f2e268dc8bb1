// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>
#include <vector>

#include <ockham/plots/axis.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace axis_test {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

inline plots::Range range_of(const std::vector<double>& values, bool log = false, double step = 0) {
    plots::Range data;
    plots::add_all(data, values.data(), values.size(), log);
    plots::AxisSettings axis;
    axis.log = log;
    return plots::shown(axis, data, 0.05, step);
}

}  // namespace axis_test

TEST_CASE("an axis shows its data and a margin", "[plots]") {
    const plots::Range range = axis_test::range_of({-3, 7, 2});
    REQUIRE(range.low == Approx(-3.5));
    REQUIRE(range.high == Approx(7.5));
}

TEST_CASE("the margin does not cross zero", "[plots]") {
    plots::Range range = axis_test::range_of({0.1, 10});
    REQUIRE(range.low == 0);
    REQUIRE(range.high == Approx(10.495));
    range = axis_test::range_of({-10, -0.1});
    REQUIRE(range.low == Approx(-10.495));
    REQUIRE(range.high == 0);
    range = axis_test::range_of({-10, 0.1});
    REQUIRE(range.high > 0.1);
}

TEST_CASE("what is not finite does not count", "[plots]") {
    using namespace axis_test;
    const plots::Range range = range_of({no_number, 1, infinity, 3, -infinity});
    REQUIRE(range.low == Approx(0.9));
    REQUIRE(range.high == Approx(3.1));
}

TEST_CASE("a single value is in the middle", "[plots]") {
    using axis_test::range_of;
    plots::Range range = range_of({5, 5});
    REQUIRE(range.low == Approx(4.75));
    REQUIRE(range.high == Approx(5.25));
    range = range_of({-5});
    REQUIRE(range.low == Approx(-5.25));
    REQUIRE(range.high == Approx(-4.75));
    range = range_of({3}, false, 1);
    REQUIRE(range.low == 2);
    REQUIRE(range.high == 4);
    range = range_of({1, 1 + 1e-12});
    REQUIRE(range.low == Approx(0.95));
    range = range_of({0, 0});
    REQUIRE(range.low < range.high);
    REQUIRE(range.low == 0);
}

TEST_CASE("no data, no matter", "[plots]") {
    using axis_test::range_of;
    REQUIRE(range_of({}).low == 0);
    REQUIRE(range_of({axis_test::no_number}).high == 1);
    REQUIRE(range_of({-1, 0}, true).low == 1);
    REQUIRE(range_of({}, true).high == 10);
}

TEST_CASE("a logarithmic axis has a margin of a factor", "[plots]") {
    using axis_test::range_of;
    plots::Range range = range_of({1e-2, 1e2, 0, -5}, true);
    REQUIRE(range.low == Approx(1e-2 / std::pow(10, 0.2)));
    REQUIRE(range.high == Approx(1e2 * std::pow(10, 0.2)));
    range = range_of({3}, true);
    REQUIRE(range.low == Approx(1.5));
    REQUIRE(range.high == Approx(6));
}

TEST_CASE("the largest and the smallest numbers make usable ranges", "[plots]") {
    using axis_test::range_of;
    const double largest = std::numeric_limits<double>::max(),
                 smallest = std::numeric_limits<double>::denorm_min();
    for (const auto& values :
         {std::vector<double>{-largest, largest}, {largest}, {-largest}, {smallest}, {0, smallest}}) {
        for (const bool log : {false, true}) {
            const plots::Range range = range_of(values, log);
            REQUIRE(std::isfinite(range.high - range.low));
            REQUIRE(range.high - range.low > 0);
            for (const double value : values) {
                if (!plots::can_show(value, log)) continue;
                const double place = plots::Scale{range, log}(value);
                REQUIRE(std::isfinite(place));
                REQUIRE(std::abs(place) <= 200);
            }
        }
    }
    REQUIRE(range_of({smallest, largest}, true).low > 0);
}

TEST_CASE("a range that is set is shown as it is", "[plots]") {
    plots::AxisSettings axis;
    axis.fixed = true;
    axis.low = -2;
    axis.high = 3;
    plots::Range data;
    data.add(100);
    REQUIRE(plots::shown(axis, data, 0.05, 0).low == -2);
    REQUIRE(plots::shown(axis, data, 0.05, 0).high == 3);
}

TEST_CASE("a linear scale", "[plots]") {
    using namespace axis_test;
    const plots::Scale scale{{-2, 2}};
    REQUIRE(scale(-2) == 0);
    REQUIRE(scale(2) == 1);
    REQUIRE(scale(1) == Approx(0.75));
    REQUIRE(scale(4) == Approx(1.5));
    REQUIRE(scale(1e9) == 200);
    REQUIRE(scale(-1e308) == -200);
    REQUIRE(std::isnan(scale(no_number)));
    REQUIRE(std::isnan(scale(infinity)));
}

TEST_CASE("a logarithmic scale", "[plots]") {
    using namespace axis_test;
    const plots::Scale scale{{1e-2, 1e2}, true};
    REQUIRE(scale(1e-2) == 0);
    REQUIRE(scale(1) == Approx(0.5));
    REQUIRE(scale(1e2) == 1);
    REQUIRE(scale(1e-6) == Approx(-1));
    REQUIRE(std::isnan(scale(0)));
    REQUIRE(std::isnan(scale(-1)));
    REQUIRE(std::isnan(scale(infinity)));
}
