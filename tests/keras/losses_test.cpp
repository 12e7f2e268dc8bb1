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
        if (entry.more.by_name) continue;
        const keras::Json json = keras_files::round_trip(table, keras_files::object(entry.class_name));
        CHECK(json["class_name"] == entry.class_name);
        CHECK(json["config"]["name"] ==
              (entry.class_name == "Huber" ? "huber_loss" : keras::to_snake_case(entry.class_name)));
        CHECK(json["config"]["reduction"] == "sum_over_batch_size");
        CHECK(json["module"] == "keras.losses");
    }
    for (const char* name : {"BinaryCrossentropy", "CategoricalCrossentropy"}) {
        const keras::Json options = {
            {"name", "mine"}, {"from_logits", true}, {"label_smoothing", 0.25}, {"reduction", "sum"}};
        keras::Json given = keras_files::object(name);
        given["config"] = options;
        given["config"]["axis"] = -1;
        CHECK(keras_files::round_trip(table, given)["config"] == options);
    }
    const char* name = "SparseCategoricalCrossentropy";
    CHECK(keras_files::round_trip(
              table, keras_files::object(name, R"({"from_logits": true})"))["config"]["from_logits"] == true);
}

TEST_CASE("losses keep their options", "[keras]") {
    const auto config = [](const char* class_name, const char* text) {
        return keras_files::round_trip(keras::losses(), keras_files::object(class_name, text))["config"]
            .dump();
    };
    CHECK(config("Huber", R"({"delta": 0.5, "reduction": "mean"})") ==
          R"({"name":"huber_loss","delta":0.5,"reduction":"sum_over_batch_size"})");
    CHECK(config("BinaryFocalCrossentropy",
                 R"({"apply_class_balancing": true, "alpha": 0.5, "gamma": 1.5, "from_logits": true,)"
                 R"("label_smoothing": 0.1, "axis": -1, "reduction": "mean_with_sample_weight"})") ==
          R"({"name":"binary_focal_crossentropy","apply_class_balancing":true,"alpha":0.5,"gamma":1.5,)"
          R"("from_logits":true,"label_smoothing":0.1,"reduction":"mean_with_sample_weight"})");
}

TEST_CASE("losses have Keras' other names", "[keras]") {
    const auto class_of = [](const char* name) {
        return keras_files::round_trip(keras::losses(), keras::Json(name))["class_name"].get<std::string>();
    };
    CHECK(class_of("mape") == "MeanAbsolutePercentageError");
    CHECK(class_of("MSLE") == "MeanSquaredLogarithmicError");
    CHECK(class_of("kld") == "KLDivergence");
    CHECK(class_of("kl_divergence") == "KLDivergence");
    CHECK(class_of("log_cosh") == "LogCosh");
    CHECK(class_of("squared_hinge") == "SquaredHinge");
    for (const char* name : {"ce", "CE", "crossentropy"})
        CHECK(keras_files::round_trip(keras::losses(), keras::Json(name)) == "crossentropy");
}

TEST_CASE("losses of which Keras makes no number, or that Ockham lacks, are refused", "[keras]") {
    const auto error = [](const char* class_name, const char* config) {
        return keras_files::error_of([&] {
            return keras_files::round_trip(keras::losses(), keras_files::object(class_name, config));
        });
    };
    CHECK(error("MeanSquaredError", R"({"reduction": "none"})") ==
          "who: expected reduction to be one of auto, mean, sum_over_batch_size, sum, "
          "mean_with_sample_weight, got "
          "'none'");
    CHECK(error("MeanSquaredError", R"({"reduction": null})") == "who: expected a reduction, got null");
    CHECK(error("CategoricalCrossentropy", R"({"axis": 1})") == "who: expected axis to be -1, got 1");
    CHECK(error("SparseCategoricalCrossentropy", R"({"ignore_class": 255})") ==
          "who: expected options that Ockham has, got 'ignore_class' = 255");
}
