// SPDX-License-Identifier: MIT
#include <ockham/models/table.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace table_test {

inline std::string text(const detail::Table& table) {
    Text text("\n");
    table.write(text);
    return text.string();
}

inline detail::Table filled(detail::Table table) {
    for (const char* cell : {"name", "n", "note", "a", "1", "long enough", "", "1234", "", "bcdef", "", "!"})
        table.add(cell);
    return table;
}

}  // namespace table_test

TEST_CASE("a table has a head, aligned columns, and rules before lines that have a name", "[models]") {
    using namespace table_test;
    REQUIRE(text(filled(detail::Table("lrl"))) == R"(
┏━━━━━━━┳━━━━━━┳━━━━━━━━━━━━━┓
┃ name  ┃    n ┃ note        ┃
┡━━━━━━━╇━━━━━━╇━━━━━━━━━━━━━┩
│ a     │    1 │ long enough │
│       │ 1234 │             │
├───────┼──────┼─────────────┤
│ bcdef │      │ !           │
└───────┴──────┴─────────────┘
)");
}

TEST_CASE("a table may be without rules, and of any number of columns", "[models]") {
    using namespace table_test;
    REQUIRE(text(filled(detail::Table("rl", false))) == R"(
┏━━━━━━┳━━━━━━━━━━━━━┓
┃ name ┃ n           ┃
┡━━━━━━╇━━━━━━━━━━━━━┩
│ note │ a           │
│    1 │ long enough │
│      │ 1234        │
│      │ bcdef       │
│      │ !           │
└──────┴─────────────┘
)");
    detail::Table one("l");
    one.add(Text("only ") << 1);
    REQUIRE(text(one) == R"(
┏━━━━━━━━┓
┃ only 1 ┃
┡━━━━━━━━┩
└────────┘
)");
}
