// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/metrics.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("accuracy is a name, under which it is reported", "[keras]") {
    for (const char* name : {"accuracy", "acc", "Accuracy", "ACC"})
        CHECK(keras_files::round_trip(keras::metrics(), name, true) == name);
    CHECK(keras_files::error_of([] {
              return keras_files::round_trip(
                  keras::metrics(),
                  keras_files::object("Accuracy", R"({"name": "accuracy", "dtype": "float32"})"), true);
          }) ==
          "who: expected the name accuracy, whose meaning follows from the shapes, got the class Accuracy, "
          "which is "
          "the share of equal entries");
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

TEST_CASE("counting metrics are read and written", "[keras]") {
    const auto round_trip = [](const char* class_name, const char* config) {
        return keras_files::round_trip(keras::metrics(), keras_files::object(class_name, config))["config"]
            .dump();
    };
    const auto error = [&](const char* class_name, const char* config) {
        return keras_files::error_of([&] { (void)round_trip(class_name, config); });
    };
    for (
        const auto& [class_name, config] : {
            std::pair{"TopKCategoricalAccuracy", R"({"name":"top","k":2})"},
            std::pair{"SparseTopKCategoricalAccuracy", R"({"name":"top","k":3})"},
            std::pair{"Precision", R"({"name":"p","thresholds":0.25,"top_k":null,"class_id":1})"},
            std::pair{"Recall", R"({"name":"r","thresholds":null,"top_k":2,"class_id":null})"},
            std::pair{
                "AUC",
                R"({"name":"auc","num_thresholds":50,"curve":"PR","summation_method":"majoring","multi_label":false,"from_logits":true})"},
            std::pair{
                "AUC",
                R"({"name":"auc","num_thresholds":4,"curve":"PRGAIN","summation_method":"minoring","thresholds":[0.25,0.5],"multi_label":true,"label_weights":[1.0,0.5],"from_logits":false})"},
            std::pair{"F1Score", R"({"name":"f","average":"weighted","threshold":0.5})"},
            std::pair{"R2Score",
                      R"({"name":"r2","class_aggregation":"variance_weighted_average","num_regressors":1})"},
            std::pair{"CategoricalAccuracy", R"({"name":"c"})"},
            std::pair{"SparseCategoricalAccuracy", R"({"name":"s"})"},
            std::pair{"RootMeanSquaredError", R"({"name":"e"})"},
        })
        CHECK(round_trip(class_name, config) == config);
    CHECK(error("F1Score", R"({"average":null})") ==
          "who: expected average to be micro, macro or weighted, got null");
    CHECK(error("R2Score", R"({"class_aggregation":null})") ==
          "who: expected class_aggregation to be uniform_average or variance_weighted_average, got null");
    CHECK(error("AUC", R"({"curve":"ROCK"})") ==
          "who: expected curve to be one of ROC, PR, PRGAIN, got 'ROCK'");
    const keras::Json written = keras_files::round_trip(
        keras::metrics(),
        keras_files::object("AUC",
                            R"({"label_weights":{"class_name":"__tensor__","config":{"value":[0.5,2]}}})"));
    CHECK(written["config"]["label_weights"] == keras::Json({0.5, 2}));
    CHECK(round_trip("Recall", R"({"name":"r","thresholds":[0.25]})") ==
          R"({"name":"r","thresholds":0.25,"top_k":null,"class_id":null})");
    CHECK(error("Precision", R"({"thresholds":[0.1,0.2]})") ==
          "who: expected one of thresholds, as several make several numbers, got 2");
    CHECK(error("Precision", R"({"thresholds":"high"})") ==
          "who: expected thresholds to be a number, got 'high'");
}
