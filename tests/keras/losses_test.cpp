// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/losses.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("losses are read and written", "[keras]") {
    const auto table = keras::losses();
    REQUIRE(table.entries().size() >= 5);
    for (const auto& entry : table.entries()) {
        const keras::Json json = keras_files::round_trip(table, keras_files::object(entry.class_name));
        CHECK(json["class_name"] == entry.class_name);
        CHECK(json["config"]["name"] == keras::to_snake_case(entry.class_name));
        CHECK(json["module"] == "keras.losses");
    }
    for (const char* name : {"BinaryCrossentropy", "CategoricalCrossentropy"}) {
        const keras::Json options = {{"name", "mine"}, {"from_logits", true}, {"label_smoothing", 0.25}};
        keras::Json given = keras_files::object(name);
        given["config"] = options;
        given["config"].update(keras::Json{{"reduction", "sum_over_batch_size"}, {"axis", -1}});
        CHECK(keras_files::round_trip(table, given)["config"] == options);
    }
    const char* name = "SparseCategoricalCrossentropy";
    CHECK(keras_files::round_trip(
              table, keras_files::object(name, R"({"from_logits": true})"))["config"]["from_logits"] == true);
}

TEST_CASE("losses that are reduced in another way are refused", "[keras]") {
    const auto error = [](const char* class_name, const char* config) {
        return keras_files::error_of([&] {
            return keras_files::round_trip(keras::losses(), keras_files::object(class_name, config));
        });
    };
    CHECK(error("MeanSquaredError", R"({"reduction": "sum"})") ==
          "who: expected reduction to be 'sum_over_batch_size', got 'sum'");
    CHECK(error("CategoricalCrossentropy", R"({"axis": 1})") == "who: expected axis to be -1, got 1");
    CHECK(error("SparseCategoricalCrossentropy", R"({"ignore_class": 255})") ==
          "who: expected options that Ockham has, got 'ignore_class' = 255");
}
