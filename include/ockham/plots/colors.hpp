// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

/// How series are told apart: by colour on a screen, by markers, dashes and lightness on a grey print.
namespace ockham::plots {

/// A colour as SVG writes it: `#0072B2`.
struct Color {
    char text[8];

    /// From red, green and blue in one number: 0x0072B2.
    explicit Color(int rgb) : text{"#000000"} {
        for (int digit = 6; digit > 0; --digit, rgb /= 16) text[digit] = "0123456789ABCDEF"[rgb % 16];
    }
};

/// The colour of the line or points at `position`, counted from 0 and starting over after seven.
///
/// Okabe & Ito (2008), "Color Universal Design": told apart with any kind of colour vision. Their yellow is
/// left out, since it cannot be seen on white, and the darker ones come first.
inline int line_color(std::size_t position) {
    constexpr int colors[] = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000};
    return colors[position % 7];
}

/// The same colours for areas on top of each other, dark and light ones by turns.
inline int area_color(std::size_t position) {
    constexpr int colors[] = {0x0072B2, 0xE69F00, 0x009E73, 0x56B4E9, 0xD55E00, 0xCC79A7, 0x000000};
    return colors[position % 7];
}

enum class Marker { circle, square, triangle, diamond, none };

/// The outline of a marker, 6 to 7 pixels wide, as SVG path commands that begin at its middle.
inline const char* outline(Marker marker) {
    constexpr const char* outlines[] = {"m-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0z",
                                        "m-2.9 -2.9h5.8v5.8h-5.8z", "m0 -3.8l3.5 6.3h-7z",
                                        "m0 -4l3.6 4l-3.6 4l-3.6 -4z", ""};
    return outlines[static_cast<int>(marker)];
}

inline Marker scatter_marker(std::size_t position) {
    return static_cast<Marker>(position % 4);
}

/// The first line has no markers.
inline Marker line_marker(std::size_t position) {
    constexpr Marker markers[] = {Marker::none, Marker::square, Marker::triangle, Marker::diamond,
                                  Marker::circle};
    return markers[position % 5];
}

/// The dashes of the dashed line at `position`, as SVG writes them.
inline const char* dashes(std::size_t position) {
    constexpr const char* dashes[] = {"6 3", "2 2.5", "9 3 2 3", "14 4"};
    return dashes[position % 4];
}

}  // namespace ockham::plots
