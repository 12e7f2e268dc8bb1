// SPDX-License-Identifier: MIT
#include <ockham/keras/model_layers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace model_layers_test {

inline std::string layer(const std::string& class_name, const std::string& name, const std::string& calls) {
    return R"({"class_name": ")" + class_name + R"(", "name": ")" + name + R"(", "config": {"name": ")" +
           name + R"("}, "inbound_nodes": )" + calls + "}";
}

/// How Keras 3 and Keras 2 say that a layer is fed by another.
inline std::string call_3(const std::string& from, const std::string& options = "{}") {
    return R"({"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 3], "keras_history": [")" +
           from + R"(", 0, 0]}}], "kwargs": )" + options + "}";
}
inline std::string call_2(const std::string& from, const std::string& options = "{}") {
    return R"([[")" + from + R"(", 0, 0, )" + options + "]]";
}

inline const std::string input = layer("InputLayer", "in", "[]");

/// How many layers a Functional model has, or the error.
inline std::string layers(const std::string& list, const std::string& outputs = R"([["b", 0, 0]])",
                          const std::string& class_name = "Functional") {
    const keras::Json saved =
        keras::Json::parse(R"({"class_name": ")" + class_name + R"(", "config": {"layers": [)" + list +
                           R"(], "output_layers": )" + outputs + "}}");
    std::size_t count = 0;
    const std::string error =
        keras_files::error_of([&] { return count = keras::detail::layers_in(saved, "who").size(); });
    return error == "nothing" ? to_text(count) : error;
}

}  // namespace model_layers_test

TEST_CASE("chains are known in the words of Keras 2 and 3", "[keras]") {
    using namespace model_layers_test;
    for (const auto& call : {call_3, call_2})
        for (const char* options : {"{}", R"({"mask": null})"}) {
            const std::string chain = input + "," + layer("Dense", "a", "[" + call("in", options) + "]") +
                                      "," + layer("Dense", "b", "[" + call("a", options) + "]");
            CHECK(layers(chain) == "3");
            CHECK(layers(chain, R"(["b", 0, 0])") == "3");
            CHECK(layers(chain, R"({"out": ["b", 0, 0]})") == "3");
            CHECK(layers(chain, R"([["b", 0, 0]])", "Model") == "3");
        }
}

TEST_CASE("what is no chain is refused, and says why", "[keras]") {
    using namespace model_layers_test;
    const std::string start =
        "who: expected a model that is a chain of layers, got a Functional one that is no chain: ";
    for (const auto& call : {call_3, call_2}) {
        const std::string a = layer("Dense", "a", "[" + call("in", "{}") + "]"),
                          b = layer("Dense", "b", "[" + call("a", "{}") + "]"),
                          not_fed = start + "'b' is not fed by 'a' alone";
        const auto with = [&](const std::string& calls) {
            return layers(input + "," + a + "," + layer("Add", "b", calls));
        };
        CHECK(with("[" + call("in", "{}") + "]") == not_fed);
        CHECK(with("[" + call("a", "{}") + "," + call("a", "{}") + "]") == not_fed);
        CHECK(with("[" + call("a", R"({"training": false})") + "]") == not_fed);
        CHECK(with("[]") == not_fed);
        CHECK(layers(a + "," + b) == start + "'a' comes before the input");
        CHECK(layers(input + "," + layer("InputLayer", "more", "[]")) == start + "'more' is a second input");
        for (const char* outputs : {R"([["a", 0, 0]])", R"([["a", 0, 0], ["b", 0, 0]])", "null", "[]", "7"})
            CHECK(layers(input + "," + a + "," + b, outputs) ==
                  start + "its output is not that of its last layer alone");
    }
    CHECK(layers(input + "," + layer("Dense", "a", "[]") + "," +
                 layer("Add", "b", R"([[["a", 0, 0, {}], ["in", 0, 0, {}]]])")) ==
          start + "'a' is not fed by 'in' alone");
    CHECK(layers("") == start + "its output is not that of its last layer alone");
    for (const char* strange :
         {"7", "[7]", "[[7]]", "[[[7]]]", "[[[\"in\", 0]]]", "[{}]", "[{\"args\": [7]}]"})
        CHECK(layers(input + "," + layer("Dense", "b", strange)) == start + "'b' is not fed by 'in' alone");
}

TEST_CASE("models of other kinds are refused by their class", "[keras]") {
    CHECK(keras_files::error_of(
              [] { return keras::detail::layers_in(keras_files::object("MyModel"), "who").size(); }) ==
          "who: expected a Sequential model, or a Functional one that is a chain of layers, got 'MyModel'");
}
