// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include <ockham/plots/trace.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace trace_test {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
constexpr plots::Box box{0, 0, 100, 50};

using Points = std::vector<plots::Point>;

/// The x of what is left of `points`; -1 for a gap.
inline std::vector<double> places(const Points& points) {
    std::vector<double> places;
    for (const plots::Point& point : points) places.push_back(point.is_gap() ? -1 : point.x);
    return places;
}

}  // namespace trace_test

TEST_CASE("a box contains its edges", "[plots]") {
    const plots::Box box = trace_test::box;
    REQUIRE(box.contains({0, 0}));
    REQUIRE(box.contains({100, 50}));
    REQUIRE_FALSE(box.contains({100.5, 10}));
    REQUIRE_FALSE(box.contains({-0.5, 10}));
    REQUIRE_FALSE(box.contains({10, 50.5}));
    REQUIRE_FALSE(box.contains({10, -0.5}));
    REQUIRE_FALSE(box.contains({10, trace_test::no_number}));
}

TEST_CASE("points that only lead along beyond an edge are dropped", "[plots]") {
    using namespace trace_test;
    Points points{{-30, 10}, {-20, 90}, {-10, 20}, {10, 20}, {20, 60},
                  {30, 70},  {40, 60},  {50, 20},  {60, -5}, {70, -9}};
    plots::drop_hidden(points, box);
    REQUIRE(places(points) == std::vector<double>{-30, -10, 10, 20, 40, 50, 60, 70});
}

TEST_CASE("a line from one side to another is kept, since it may cross", "[plots]") {
    using namespace trace_test;
    Points points{{-10, 20}, {-5, -20}, {50, -30}, {60, -30}, {110, 20}, {120, 30}};
    plots::drop_hidden(points, box);
    REQUIRE(places(points) == std::vector<double>{-10, -5, 50, 60, 110, 120});
}

TEST_CASE("a gap beyond an edge stays a gap", "[plots]") {
    using namespace trace_test;
    Points points{{10, 60}, {20, 60}, {30, no_number}, {40, 60}, {50, 60}};
    plots::drop_hidden(points, box);
    REQUIRE(places(points) == std::vector<double>{10, 20, -1, 40, 50});
}

TEST_CASE("lines of up to 2,000 points stay whole", "[plots]") {
    trace_test::Points points(2000, plots::Point{1, 2});
    plots::thin_line(points);
    REQUIRE(points.size() == 2000);
}

TEST_CASE("longer lines are thinned without losing an extreme or an end", "[plots]") {
    using namespace trace_test;
    for (const std::size_t count : {std::size_t(2001), std::size_t(2500), std::size_t(123457)}) {
        Points points;
        for (std::size_t at = 0; at < count; ++at)
            points.push_back({double(at), std::sin(double(at) * 0.37)});
        points[count / 3].y = -7;
        points[count / 2].y = 9;
        plots::thin_line(points);
        REQUIRE(points.size() <= 2000);
        REQUIRE(points.size() >= 1000);
        REQUIRE(points.front().x == 0);
        REQUIRE(points.back().x == double(count - 1));
        const auto is_low = [&](const plots::Point& point) {
            return point.y == -7 && point.x == double(count / 3);
        };
        const auto is_high = [&](const plots::Point& point) {
            return point.y == 9 && point.x == double(count / 2);
        };
        REQUIRE(std::count_if(points.begin(), points.end(), is_low) == 1);
        REQUIRE(std::count_if(points.begin(), points.end(), is_high) == 1);
        REQUIRE(std::is_sorted(points.begin(), points.end(),
                               [](const plots::Point& a, const plots::Point& b) { return a.x < b.x; }));
    }
}

TEST_CASE("thinning keeps gaps", "[plots]") {
    using namespace trace_test;
    Points points;
    for (int at = 0; at < 10000; ++at)
        points.push_back({double(at), at >= 5000 && at < 5003 ? no_number : double(at % 7)});
    plots::thin_line(points);
    const auto gap =
        std::find_if(points.begin(), points.end(), [](const plots::Point& point) { return point.is_gap(); });
    REQUIRE(gap != points.end());
    REQUIRE((gap - 1)->x < 5000);
    REQUIRE((gap - 1)->x >= 4980);
    REQUIRE((gap + 1)->x == 5003);
    REQUIRE(std::count_if(points.begin(), points.end(),
                          [](const plots::Point& point) { return point.is_gap(); }) == 1);
}

TEST_CASE("nothing but gaps becomes one gap, and gaps everywhere stay few", "[plots]") {
    using namespace trace_test;
    Points points(5000, plots::Point{no_number, 0});
    plots::thin_line(points);
    REQUIRE(points.size() == 1);
    points.clear();
    for (int at = 0; at < 100000; ++at)
        points.push_back({double(at), at % 2 == 0 ? no_number : double(at % 13)});
    plots::thin_line(points);
    REQUIRE(points.size() <= 4001);
}

TEST_CASE("points of a scatter outside the box are left out", "[plots]") {
    using namespace trace_test;
    Points points{{10, 10}, {-10, 10}, {no_number, 10}, {100, 50}, {10, no_number}, {10, 51}};
    plots::thin_points(points, box);
    REQUIRE(places(points) == std::vector<double>{10, 100});
}

TEST_CASE("a dense scatter is thinned to one point in each square", "[plots]") {
    using namespace trace_test;
    Points points;
    for (int at = 0; at < 100000; ++at)
        points.push_back({std::fmod(at * 0.618, 50.0), std::fmod(at * 0.414, 50.0)});
    points.push_back({100, 50});
    plots::thin_points(points, box);
    REQUIRE(points.size() == 17 * 17 + 1);
    REQUIRE(points.back().x == 100);
    Points few(2000, plots::Point{10, 10});
    plots::thin_points(few, box);
    REQUIRE(few.size() == 2000);
}
