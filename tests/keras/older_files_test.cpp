// SPDX-License-Identifier: MIT
// Files of Keras 2.2 to 2.15, of the older .h5 format, and of chains that are Functional models. What tf_keras 2.21 (or
// Keras 3.15.1) predicts with each for the first row, and its losses in three steps from there, are recorded here.
#include <ockham/io/npy.hpp>
#include <ockham/keras/model_file.hpp>
#include <ockham/keras/save_model.hpp>
#include <ockham/training.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace older_files_test {

inline std::string path(const std::string& name) {
    return OCKHAM_TESTS_DIR "/keras/older/" + name;
}

inline Tensor<float> npy(const std::string& name) {
    return read_npy<float>(path(name + ".npy"));
}

/// Checks what the first row gives, how many steps the optimizer has made, and the losses of the next three.
inline void check(const std::string& name, double prediction, std::int64_t steps,
                  const std::vector<double>& losses) {
    INFO(name);
    auto model = keras::load_model(path(name));
    CHECK(static_cast<double>(model.predict(npy("x")).data()[0]) == Approx(prediction).margin(1e-6));
    CHECK(model.iterations() == steps);
    for (const double loss : losses)
        CHECK(model.train_on_batch(npy("x"), npy("y"))["loss"] == Approx(loss).margin(2e-6));
}

inline Sequential<float> from_json(const std::string& layers, const std::string& more = "") {
    return keras::model_from_json(R"({"class_name": "Sequential", "config": [)" + layers + "]" + more + "}");
}

/// A layer as Keras 2.2 writes it.
inline const std::string dense =
    R"({"class_name": "Dense", "config": {"name": "d", "trainable": true, "batch_input_shape": [null, 3],)"
    R"( "dtype": "float32", "units": 1, "activation": "linear", "kernel_initializer": {"class_name":)"
    R"( "VarianceScaling", "config": {"scale": 1.0, "mode": "fan_avg", "distribution": "normal", "seed": null}}}})";

inline Sequential<float> compiled(const std::string& optimizer, const std::string& rest) {
    return from_json(dense,
                     R"(, "compile_config": {"optimizer": )" + optimizer + R"(, "loss": )" + rest + "}");
}

}  // namespace older_files_test

TEST_CASE("training goes on where Keras 2 was", "[keras]") {
    using older_files_test::check;
    check("metric_fn_is_a_name/model.h5", 0.4402281, 2, {0.5598605, 0.5518369, 0.5439086});
    check("custom_adam/model.h5", 0.4950356, 2, {0.7418661, 0.7371104, 0.7329915});
    check("batch_normalization_axis_list/model.h5", 0.6150482, 2, {1.2585735, 1.2232281, 1.1874155});
    check("batch_normalization_axis_list/model.keras", 0.4911494, 2, {1.1092951, 1.0892007, 1.0697023});
    check("optimizer_lr/model.h5", 0.5881116, 2, {0.819058, 0.8036103, 0.7906028});
    check("legacy_decay/model.h5", 0.4992582, 2, {0.7085028, 0.7069132, 0.7050626});
    check("keras2_zip/model.keras", 0.4950356, 2, {0.7418661, 0.7371104, 0.7329915});
    check("legacy_rmsprop/model.h5", 0.5012915, 3, {0.4031813, 0.3780091, 0.3556122});
    check("legacy_amsgrad/model.h5", 0.625259, 3, {0.2891062, 0.2842246, 0.2795129});
    check("custom_sgd/model.h5", 0.3476494, 3, {0.9581959, 0.9400747, 0.9230834});
    check("averaged/model.keras", 0.5890967, 3, {0.5512649, 0.5556396, 0.5495058});
    check("optimizer_is_a_name/model.keras", 0.4835331, 3, {0.8183969, 0.8175944, 0.8167921});
    check("loss_is_an_object/model.keras", 0.230063, 3, {1.259379, 1.244961, 1.230714});
    // As Keras 2.1 writes it: the layers are a list, and Adam has a third slot that it does not use.
    check("layers_in_a_list/model.h5", 0.6056198, 3, {0.674587, 0.6658819, 0.6572053});
    // The same model as that of keras2_zip, of which no Keras outside of Windows reads the weights.
    check("windows_backslashes/model.keras", 0.4950356, 2, {0.7418661, 0.7371104, 0.7329915});
}

TEST_CASE("a Functional model that is a chain is as good as a Sequential one", "[keras]") {
    using older_files_test::check;
    check("functional_chain/model.keras", 0.4393903, 1, {0.5679817, 0.5598605, 0.5518371});
    check("functional_chain/model.h5", 0.4393903, 1, {0.5679817, 0.5598605, 0.5518371});
    check("functional_keras2/model.h5", 0.5176408, 3, {0.7040042, 0.6922169, 0.6814811});
    check("functional_keras2/model.keras", 0.4908139, 3, {0.4266034, 0.4161336, 0.4059874});
    CHECK(keras::load_model(older_files_test::path("functional_chain/model.h5")).name() == "chain");
}

TEST_CASE("a file that lost its optimizer is compiled with RMSprop, which begins anew", "[keras]") {
    older_files_test::check("optimizer_absent/model.keras", 0.4950356, 0, {0.7418661, 0.7403148, 0.7392176});
}

TEST_CASE("layers of Keras 2 have one group", "[keras]") {
    using older_files_test::path;
    for (const char* name : {"model.h5", "model.keras"}) {
        const auto model = keras::load_model(path(std::string("keras2_groups/") + name));
        CHECK(static_cast<double>(model.predict(older_files_test::npy("x_conv1d")).data()[0]) ==
              Approx(0.03776683).margin(1e-6));
    }
    for (const char* name : {"depthwise.h5", "separable.h5", "transpose2d.h5"})
        CHECK(keras::load_model(path(std::string("keras2_groups/") + name)).is_built());
}

TEST_CASE("a learning rate that decays by itself is a schedule", "[keras]") {
    const auto model = keras::load_model(older_files_test::path("legacy_decay/model.h5"));
    const auto& optimizer = ModelState<float>::compiled(model)->optimizer;
    CHECK(optimizer.learning_rate()(1000000) == Approx(0.005));
    keras::save_model(model, "decay.keras");
    const auto again = keras::load_model("decay.keras");
    CHECK(again.iterations() == 2);
    CHECK(ModelState<float>::compiled(again)->optimizer.learning_rate()(1000000) == Approx(0.005));
    CHECK(
        keras_files::error_of([] {
            return older_files_test::compiled(
                R"({"class_name": "SGD", "config": {"learning_rate": {"class_name": "CosineDecay", "config":)"
                R"( {"initial_learning_rate": 0.1, "decay_steps": 9}}, "decay": 0.5}})",
                R"("mse")");
        }) ==
        "model_from_json: optimizer: expected decay to be 0 beside a schedule, got 0.5; "
        "{.compile = false} reads the rest");
}

TEST_CASE("a model of Keras 2.2 is a list of layers", "[keras]") {
    const auto model = older_files_test::from_json(older_files_test::dense);
    CHECK(model.is_built());
    CHECK(*model.layer("d").as<Dense<float>>()->options().kernel_initializer.as<VarianceScaling>() ==
          glorot_normal());
}

TEST_CASE("losses and metrics are read in all the words of Keras 2", "[keras]") {
    const auto model = older_files_test::compiled(
        R"({"class_name": "SGD", "config": {"lr": 0.5, "decay": 0.0}})",
        R"({"d": {"class_name": "MeanSquaredError", "config": {"reduction": "auto", "name": "mean_squared_error",)"
        R"( "fn": "mean_squared_error"}}}, "metrics": {"d": ["mae", null, {"class_name": "MeanMetricWrapper", "config":)"
        R"( {"name": "m", "dtype": "float32", "fn": "mean_squared_error"}}]}, "loss_weights": {"d": 1.0},)"
        R"( "weighted_metrics": [[]], "sample_weight_mode": null)");
    CHECK(model.learning_rate() == 0.5);
    const Compiled<float>& compiled = *ModelState<float>::compiled(model);
    CHECK(compiled.given_loss.as<MeanSquaredError>());
    REQUIRE(compiled.given_metrics.size() == 2);
    CHECK(compiled.given_metrics[0].name() == "mae");
    CHECK(compiled.given_metrics[1].name() == "m");
    for (const char* loss : {"cosine_proximity", "huber_loss", "kullback_leibler_divergence", "log_cosh"})
        CHECK(older_files_test::compiled("\"sgd\"", '"' + std::string(loss) + '"').is_compiled());
    CHECK(older_files_test::compiled("\"sgd\"",
                                     R"({"class_name": "LossFunctionWrapper", "config": {"fn": "mse"}})")
              .is_compiled());
}

TEST_CASE("the older Nadam is refused, as it is another one", "[keras]") {
    for (const char* word : {"decay", "schedule_decay"})
        CHECK(keras_files::error_of([&] {
                  return older_files_test::compiled(R"({"class_name": "Nadam", "config": {"lr": 0.5, ")" +
                                                        std::string(word) + R"(": 0.004}})",
                                                    "\"mse\"");
              }) ==
              "model_from_json: optimizer: expected Nadam as it is since Keras 2.11, got the older one, of " +
                  std::string(word) + " 0.004; {.compile = false} reads the rest");
}

TEST_CASE("the hard_sigmoid of Keras 2 is refused, as it is another one", "[keras]") {
    const keras_files::Members members(
        "hard", keras_files::bytes_of(older_files_test::path("keras2_zip/model.keras")));
    const auto read = [&](const std::string& version) {
        const auto changed = members.with("\"relu\"", "\"hard_sigmoid\"");
        return keras::parse_model(
            keras::detail::archive_of("who", {{"metadata.json", R"({"keras_version": ")" + version + "\"}"},
                                              {"config.json", changed.config},
                                              {"model.weights.h5", changed.weights}}),
            "who");
    };
    CHECK(keras_files::error_of([&] { return read("2.15.0"); }) ==
          "who: expected the hard_sigmoid of Keras 3, got that of Keras 2 in 'a'");
    CHECK(read("3.0.0").is_built());
}

TEST_CASE("damaged older files are refused, or read, and nothing else", "[keras]") {
    using older_files_test::path;
    const auto read = [](const std::string& bytes) { (void)keras::parse_model(bytes, "who"); };
    for (const char* name : {"functional_keras2/model.h5", "legacy_rmsprop/model.h5"})
        CHECK(keras_files::refusals(keras_files::bytes_of(path(name)), 293, read) > 60);
    for (const char* name : {"functional_keras2/model.keras", "loss_is_an_object/model.keras"}) {
        const keras_files::Members members(name, keras_files::bytes_of(path(name)));
        const auto read_config = [&](const std::string& config) {
            (void)keras::ModelFile(config, members.weights, "who").model<float>();
        };
        CHECK(keras_files::refusals(members.config, 71, read_config) > 150);
    }
}
