// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include <ockham/core/errors.hpp>
#include <ockham/core/text.hpp>
#include <ockham/keras/json.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace json_test {

inline std::string repeated(const char* text, int times) {
    std::string all;
    while (times-- > 0) all += text;
    return all;
}

inline keras::Json parse(const std::string& text) {
    return keras::detail::parse_json(text, "who", "config.json");
}

}  // namespace json_test

TEST_CASE("JSON is read", "[keras]") {
    const keras::Json json = json_test::parse(R"({"b": [1, null, true], "a": {"b": 2.5}})");
    CHECK(json.dump() == R"({"b":[1,null,true],"a":{"b":2.5}})");
    CHECK(keras::detail::member(json, "a") == keras::Json{{"b", 2.5}});
    CHECK(keras::detail::member(json, "c").is_null());
    CHECK(keras::detail::member(json["b"], "c").is_null());
}

TEST_CASE("what is no JSON, or too much of it, is refused", "[keras]") {
    using json_test::parse, json_test::repeated;
    for (const char* bad : {"", "{", "[1,]", "{\"a\" 1}", "\"\xff\"", "nul", "[1e999]", "{}{}"}) {
        INFO(bad);
        CHECK_THROWS_AS(parse(bad), FileError);
    }
    CHECK_NOTHROW(parse(repeated("[", 60) + repeated("]", 60)));
    for (const int depth : {70, 1'000'000}) {
        REQUIRE_THROWS_WITH(parse(repeated("[", depth)),
                            "who: expected config.json nested at most 64 deep, got a deeper one");
        REQUIRE_THROWS_WITH(parse(repeated("{\"a\":", depth)),
                            "who: expected config.json nested at most 64 deep, got a deeper one");
    }
    REQUIRE_THROWS_WITH(parse("[" + repeated("0,", 500'000) + "0]"),
                        "who: expected config.json of at most 500000 values, got a longer one");
    REQUIRE_THROWS_WITH(parse(R"({"a": 1, "b": {"a": 1, "a": 2}})"),
                        "who: expected each key of config.json once, got 'a' twice");
    std::string keys = "{";
    for (int i = 0; i < 1025; ++i) keys += (Text(i == 0 ? "\"" : ", \"") << i << "\": 0").string();
    REQUIRE_THROWS_WITH(parse(keys + "}"),
                        "who: expected config.json with at most 1024 keys in an object, got more");
}

TEST_CASE("errors show values of JSON briefly", "[keras]") {
    const auto shown = [](const char* text) { return keras::detail::shown(keras::Json::parse(text)); };
    CHECK(shown("\"gelu\"") == "'gelu'");
    CHECK(shown("{\"class_name\": \"MaxNorm\", \"config\": {}}") == "'MaxNorm'");
    CHECK(shown("{\"a\": 1}") == "an object");
    CHECK(shown("[1, 2]") == "[1,2]");
    CHECK(shown("[1, 2, 3, 4, 5, 6, 7, 8, 9]") == "a list");
    CHECK(shown("null") == "null");
    CHECK(shown(("[\"" + json_test::repeated("x", 100) + "\"]").c_str()).size() == 80);
    CHECK(keras::detail::is_utf8("ü"));
    CHECK_FALSE(keras::detail::is_utf8("\xff"));
}
