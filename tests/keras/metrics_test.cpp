// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/metrics.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("accuracy is a name, under which it is reported", "[keras]") {
    for (const char* name : {"accuracy", "acc"})
        CHECK(keras_files::round_trip(keras::metrics(), name, true) == name);
    const keras::Format<float> format;
    REQUIRE_THROWS_WITH(
        keras::detail::write_object<AnyMetric>(Accuracy({.name = "hits"}), format.metrics, "who",
                                               format.parts, [](keras::Fields&, keras::Json&) {}),
        Catch::Matchers::StartsWith("who: expected one of the metrics that Keras has (accuracy, "));
}

TEST_CASE("metrics are read and written, losses among them", "[keras]") {
    const auto table = keras::metrics();
    const auto round_trip = [&](const keras::Json& json) {
        const keras::Json written = keras_files::round_trip(table, json, true);
        return written["class_name"].get<std::string>() + " " + written["config"].dump();
    };
    CHECK(round_trip("mse") == R"(MeanSquaredError {"name":"mse"})");
    CHECK(round_trip("mean_absolute_error") == R"(MeanAbsoluteError {"name":"mean_absolute_error"})");
    CHECK(round_trip(keras_files::object("BinaryAccuracy",
                                         R"({"name": "b", "dtype": "float32", "threshold": 0.25})")) ==
          R"(BinaryAccuracy {"name":"b","threshold":0.25})");
    CHECK(round_trip(keras_files::object(
              "CategoricalCrossentropy",
              R"({"name": "c", "dtype": "float64", "label_smoothing": 0.5, "axis": -1})")) ==
          R"(CategoricalCrossentropy {"name":"c","from_logits":false,"label_smoothing":0.5})");
}

TEST_CASE("losses that are no class among Keras' metrics are functions there", "[keras]") {
    const auto table = keras::metrics();
    const keras::Json written = keras_files::round_trip(
        table, keras::Json{{"module", "builtins"}, {"class_name", "function"}, {"config", "huber"}}, true);
    CHECK(written["class_name"] == "MeanMetricWrapper");
    CHECK(written["config"].dump() ==
          R"({"name":"huber","delta":1.0,"fn":{"module":"builtins","class_name":"function","config":"huber",)"
          R"("registered_name":"function"}})");
    CHECK(keras_files::round_trip(table, written, true) == written);
    CHECK(keras_files::round_trip(table, "log_cosh_error", true)["class_name"] == "LogCoshError");
}

TEST_CASE("a loss in place of a metric is refused, as Keras would report its mean over batches", "[keras]") {
    keras::Json loss = keras_files::object("MeanSquaredError");
    loss["module"] = "keras.losses";
    CHECK(keras_files::error_of([&] { return keras_files::round_trip(keras::metrics(), loss, true); }) ==
          "who: expected a metric, as the reduced loss of a batch is none, got 'MeanSquaredError'");
}
