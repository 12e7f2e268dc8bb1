// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

/// Series on their way to the page, in pixels, without what nobody would see.
namespace ockham::plots {

/// A place on the page in pixels, from the upper left. A NaN in either coordinate is a gap in a line.
struct Point {
    double x, y;

    [[nodiscard]] bool is_gap() const { return std::isnan(x) || std::isnan(y); }
};

struct Box {
    double left, top, right, bottom;

    [[nodiscard]] bool contains(const Point& point) const {
        return point.x >= left && point.x <= right && point.y >= top && point.y <= bottom;
    }
};

/// Removes from the line through `points` those that only lead from one place beyond an edge of `box` to
/// another.
[[gnu::cold]] inline void drop_hidden(std::vector<Point>& points, const Box& box) {
    const auto side = [&](const Point& point) {
        if (point.is_gap()) return 5;
        if (point.x < box.left) return 1;
        if (point.x > box.right) return 2;
        return point.y < box.top ? 3 : point.y > box.bottom ? 4 : 0;
    };
    std::size_t kept = 0;
    int before = 0;
    for (std::size_t at = 0; at < points.size(); ++at) {
        const int here = side(points[at]), after = at + 1 < points.size() ? side(points[at + 1]) : 0;
        if (here == 0 || here != before || here != after) points[kept++] = points[at];
        before = here;
    }
    points.erase(points.begin() + std::ptrdiff_t(kept), points.end());
}

/// Leaves of a line of more than 2,000 points of each of 500 stretches the first, the lowest, the highest and
/// the last one, so that it looks the same and no extreme value is lost. Gaps stay gaps.
[[gnu::cold]] inline void thin_line(std::vector<Point>& points) {
    constexpr std::size_t stretches = 500;
    const std::size_t count = points.size();
    if (count <= 4 * stretches) return;
    std::size_t kept = 0;
    bool gap = false;
    for (std::size_t stretch = 0; stretch < stretches; ++stretch) {
        const std::size_t begin = stretch * count / stretches, end = (stretch + 1) * count / stretches;
        std::size_t first = end, low = end, high = end, last = end;
        for (std::size_t at = begin; at < end; ++at) {
            if (points[at].is_gap()) continue;
            if (first == end) first = low = high = at;
            if (points[at].y > points[low].y) low = at;
            if (points[at].y < points[high].y) high = at;
            last = at;
        }
        for (std::size_t at = begin; at < end; ++at) {
            const Point point = points[at];
            if (point.is_gap()) {
                if (!gap) points[kept++] = point;
                gap = true;
            } else if (at == first || at == low || at == high || at == last) {
                points[kept++] = point;
                gap = false;
            }
        }
    }
    points.erase(points.begin() + std::ptrdiff_t(kept), points.end());
}

/// Leaves of `points` those in `box`; and where they are more than 2,000, one in each square of 3 pixels.
[[gnu::cold]] inline void thin_points(std::vector<Point>& points, const Box& box) {
    std::size_t kept = 0;
    for (const Point& point : points)
        if (box.contains(point)) points[kept++] = point;
    points.erase(points.begin() + std::ptrdiff_t(kept), points.end());
    if (kept <= 2000) return;
    const auto rows = static_cast<std::size_t>((box.bottom - box.top) / 3) + 1;
    const auto columns = static_cast<std::size_t>((box.right - box.left) / 3) + 1;
    std::string taken(rows * columns, '\0');  // a flag for each square
    kept = 0;
    for (const Point& point : points) {
        const auto row = static_cast<std::size_t>((point.y - box.top) / 3);
        const auto column = static_cast<std::size_t>((point.x - box.left) / 3);
        char& flag = taken[row * columns + column];
        if (flag == 0) points[kept++] = point;
        flag = 1;
    }
    points.erase(points.begin() + std::ptrdiff_t(kept), points.end());
}

}  // namespace ockham::plots
