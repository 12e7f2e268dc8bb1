// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <string_view>

#include <ockham/plots/text.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace plots_text_test {

inline std::string escaped(std::string_view text) {
    std::string out;
    plots::append_escaped(out, text);
    return out;
}

}  // namespace plots_text_test

TEST_CASE("characters that mean something in XML are escaped", "[plots]") {
    using plots_text_test::escaped;
    REQUIRE(escaped("a < b && \"c\" > 'd'") == "a &lt; b &amp;&amp; &quot;c&quot; &gt; &apos;d&apos;");
    REQUIRE(escaped("two\nlines\tand a tab") == "two lines and a tab");
    REQUIRE(escaped("") == "");
}

TEST_CASE("UTF-8 stays as it is", "[plots]") {
    const std::string text = "\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80 \xF4\x8F\xBF\xBD";
    REQUIRE(plots_text_test::escaped(text) == text);
}

TEST_CASE("what is no character of XML is replaced", "[plots]") {
    using plots_text_test::escaped;
    const std::string replacement = "\xEF\xBF\xBD";
    REQUIRE(escaped(std::string_view("\0", 1)) == replacement);
    REQUIRE(escaped("\x01") == replacement);
    REQUIRE(escaped("\x1B[0m") == replacement + "[0m");
    REQUIRE(escaped("\x80") == replacement);                    // no lead byte
    REQUIRE(escaped("\xC3") == replacement);                    // cut short
    REQUIRE(escaped("\xC3(") == replacement + "(");             // cut short by another character
    REQUIRE(escaped("\xE2\x82") == replacement);                // cut short later
    REQUIRE(escaped("\xC0\x80") == replacement + replacement);  // longer than needed
    REQUIRE(escaped("\xE0\x80\x80") == replacement);            // longer than needed
    REQUIRE(escaped("\xF0\x80\x80\x80") == replacement);        // longer than needed
    REQUIRE(escaped("\xED\xA0\x80") == replacement);            // a surrogate
    REQUIRE(escaped("\xEF\xBF\xBE") == replacement);            // no character
    REQUIRE(escaped("\xEF\xBF\xBF") == replacement);            // no character
    REQUIRE(escaped("\xF4\x90\x80\x80") == replacement);        // beyond the last one
    REQUIRE(escaped("\xF5") == replacement);
}

TEST_CASE("the width of a text is that of its longest line", "[plots]") {
    REQUIRE(plots::width_of("", 12) == 0);
    REQUIRE(plots::width_of("i", 12) < plots::width_of("n", 12));
    REQUIRE(plots::width_of("n", 12) < plots::width_of("W", 12));
    REQUIRE(plots::width_of("nn", 12) == Approx(2 * plots::width_of("n", 12)));
    REQUIRE(plots::width_of("n", 24) == Approx(2 * plots::width_of("n", 12)));
    REQUIRE(plots::width_of("i\nnnn\nnn", 12) == Approx(plots::width_of("nnn", 12)));
    REQUIRE(plots::width_of("\xC3\xA4", 10) == Approx(8));
    REQUIRE(plots::width_of("\xE4\xB8\xAD", 10) == Approx(10));
}

TEST_CASE("a text is broken at blanks", "[plots]") {
    const double limit = plots::width_of("nnn nnn", 12) + 1;
    REQUIRE(plots::wrapped("nnn nnn", 12, limit) == "nnn nnn");
    REQUIRE(plots::wrapped("nnn nnn nnn nnn n", 12, limit) == "nnn nnn\nnnn nnn\nn");
    REQUIRE(plots::wrapped("nnn\nnnn nnn nnn", 12, limit) == "nnn\nnnn nnn\nnnn");
    REQUIRE(plots::wrapped("", 12, limit).empty());
}

TEST_CASE("a word that is too long is broken inside, but not inside a character", "[plots]") {
    const double limit = plots::width_of("nnn", 12) + 1;
    REQUIRE(plots::wrapped("nnnnnnnn", 12, limit) == "nnn\nnnn\nnn");
    REQUIRE(plots::wrapped("\xC3\xA4\xC3\xA4\xC3\xA4", 12, 12 * 0.8) == "\xC3\xA4\n\xC3\xA4\n\xC3\xA4");
    REQUIRE(plots::wrapped("ab", 12, 0) == "a\nb");
    REQUIRE(plots::wrapped("  ", 12, 0) == " \n");
}

TEST_CASE("no line is wider than the limit", "[plots]") {
    std::string text = "WWW";
    for (int i = 0; i < 200; ++i) text += i % 7 == 0 ? " " : i % 3 == 0 ? "mm" : "il";
    const std::string lines = plots::wrapped(text, 13, 100);
    REQUIRE(plots::width_of(lines, 13) <= 100);
    REQUIRE(plots::lines_of(lines) >= plots::width_of(text, 13) / 100);
}

TEST_CASE("lines are counted", "[plots]") {
    REQUIRE(plots::lines_of("") == 0);
    REQUIRE(plots::lines_of("one") == 1);
    REQUIRE(plots::lines_of("one\ntwo\nthree") == 3);
}
