// SPDX-License-Identifier: MIT
#include <ockham/io/npy.hpp>
#include <ockham/io/read_csv.hpp>
#include <ockham/keras/model_file.hpp>
#include <ockham/keras/read_model.hpp>
#include <ockham/training.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace read_model_test {

/// Largest difference between two arrays, in units of `tolerance` of the largest entry of `wanted`, 1 at least.
template <class A, class B>
double distance(const A& got, const B& wanted, double tolerance) {
    if (got.size() != wanted.size()) return INFINITY;
    double largest = 1, apart = 0;
    for (Index i = 0; i < wanted.size(); ++i) {
        largest = std::max(largest, std::abs(static_cast<double>(wanted.data()[i])));
        apart = std::max(
            apart, std::abs(static_cast<double>(got.data()[i]) - static_cast<double>(wanted.data()[i])));
    }
    return apart / (tolerance * largest);
}

/// Trains the recorded model on, as Keras did, and compares everything.
template <class Scalar>
void train_on(const std::string& name, const std::string& file, double tolerance) {
    INFO(name << "/" << file);
    const auto npy = [&](const char* what) {
        return read_npy<Scalar>(keras_files::path(name + "/" + what + ".npy"));
    };
    auto model = keras::load_model<Scalar>(keras_files::path(name + "/" + file));
    CHECK(ModelState<Scalar>::compiled(model)->iterations == 8);
    const Tensor<Scalar> x_val = npy("x_val");
    const History history = model.fit(npy("x"), npy("y"),
                                      {.epochs = 3,
                                       .batch_size = 4,
                                       .validation_data = {x_val, npy("y_val")},
                                       .shuffle = false,
                                       .verbose = 0});
    const Csv wanted = read_csv(keras_files::path(name + "/history.csv"));
    REQUIRE(wanted.columns.size() > 3);
    for (const std::string& column : wanted.columns) {
        if (column == "epoch") continue;
        const std::vector<double>& values = history[column];
        INFO(column);
        CHECK(distance(Eigen::Map<const Eigen::VectorXd>(values.data(), 3), wanted.column(column),
                       tolerance) <= 1);
    }
    CHECK(distance(model.predict(x_val), npy("predictions"), tolerance) <= 1);
    const auto trained = keras::load_model<Scalar>(keras_files::path(name + "/trained.keras"));
    CHECK(trained.iterations() == model.iterations());
    const auto got = ModelState<Scalar>::parameters(std::as_const(model)),
               kept = ModelState<Scalar>::parameters(trained);
    REQUIRE(got.size() == kept.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        CHECK(distance(got[i]->value, kept[i]->value, tolerance) <= 1);
        for (std::size_t slot = 0; slot < got[i]->slots.size(); ++slot)
            CHECK(distance(got[i]->slots[slot], kept[i]->slots[slot], tolerance) <= 1);
    }
}

inline const keras_files::Members classifier("classifier/model.keras");

template <class Scalar = float>
std::string error_of(const keras_files::Members& members) {
    return keras_files::error_of([&] { return members.model<Scalar>(); });
}

}  // namespace read_model_test

TEST_CASE("training goes on as it does in Keras", "[keras]") {
    using read_model_test::train_on;
    train_on<double>("classifier", "model.keras", 1e-7);
    train_on<double>("classifier", "model.h5", 1e-7);
    train_on<float>("binary", "model.keras", 2e-4);
    train_on<float>("regression", "model.keras", 2e-4);
    train_on<float>("labels", "model.keras", 2e-4);
    train_on<double>("convolutions", "model.keras", 1e-7);
}

TEST_CASE("training goes on as it does in Keras with any optimizer", "[keras]") {
    for (const char* name : {"adadelta", "averaged", "nadam", "rmsprop", "scheduled"})
        read_model_test::train_on<double>(name, "model.keras", 1e-7);
}

TEST_CASE("everything that Ockham has is read", "[keras]") {
    const auto model = keras::load_model<double>(keras_files::path("classifier/model.keras"));
    CHECK(model.name() == "classifier");
    CHECK(model.is_built());
    CHECK(model.is_compiled());
    CHECK(model.layers()[0].name() == "hidden");
    CHECK(model.layers()[0].input_shape() == Shape{4});
    const DenseOptions& hidden = model.layer("hidden").as<Dense<double>>()->options();
    CHECK(hidden.activation.name() == "tanh");
    CHECK(*hidden.kernel_initializer.as<VarianceScaling>() == he_normal());
    CHECK(hidden.kernel_regularizer.as<L1L2>()->options().l1 == static_cast<double>(0.01F));
    CHECK(hidden.bias_regularizer.as<L1L2>()->options().l2 == static_cast<double>(0.02F));
    CHECK(hidden.activity_regularizer.as<L1L2>()->options().l1 == static_cast<double>(0.003F));
    CHECK(model.layer("dense").as<Dense<double>>()->options().bias_initializer.as<Constant>()->value() ==
          Approx(0.1));
    const Compiled<double>& compiled = *ModelState<double>::compiled(model);
    CHECK(compiled.optimizer.as<SGD>()->options().nesterov);
    CHECK(compiled.optimizer.as<SGD>()->options().momentum == static_cast<double>(0.9F));
    CHECK(compiled.given_loss.as<CategoricalCrossentropy>()->options().label_smoothing == 0.1);
    REQUIRE(compiled.given_metrics.size() == 2);
    CHECK(compiled.given_metrics[0].name() == "accuracy");
    CHECK(compiled.given_metrics[1].name() == "squared");
    CHECK(model.learning_rate() == Approx(0.1));
    CHECK_FALSE(keras::load_model(keras_files::path("binary/model.keras")).layer("dense").trainable());
}

TEST_CASE("a model may be left uncompiled, or be without weights", "[keras]") {
    const auto model = keras::load_model(keras_files::path("classifier/model.keras"), {.compile = false});
    CHECK(model.is_built());
    CHECK_FALSE(model.is_compiled());
    const auto unbuilt = keras::load_model(keras_files::path("unbuilt.keras"));
    CHECK_FALSE(unbuilt.is_built());
    CHECK_FALSE(unbuilt.is_compiled());
    CHECK(unbuilt.layer("second").as<Dense<float>>()->units() == 2);
}

TEST_CASE("layers that were frozen since have the optimizer begin anew, as in Keras", "[keras]") {
    using read_model_test::classifier;
    const std::string hidden = R"("name": "hidden", "trainable": )";
    const auto model = classifier.with(hidden + "true", hidden + "false").model<double>();
    CHECK_FALSE(model.layer("hidden").trainable());
    CHECK(model.iterations() == 0);
    CHECK(model.learning_rate() == Approx(0.1));
}

TEST_CASE("models of other kinds are refused by name", "[keras]") {
    using read_model_test::classifier, read_model_test::error_of;
    CHECK(
        error_of(classifier.with("\"Sequential\"", "\"Functional\"")) ==
        "who: expected a model that is a chain of layers, got a Functional one that is no chain: 'hidden' is "
        "not fed by 'input_layer' alone");
    CHECK(error_of(classifier.with("\"tanh\"", "\"mystery\"")) ==
          "who: Dense 'hidden': activation: expected one of the activations that Ockham has, got 'mystery'");
    CHECK(error_of(classifier.with("\"L1\"", "\"Mystery\"")) ==
          "who: Dense 'hidden': kernel_regularizer: expected one of the regularizers that Ockham has, got "
          "'Mystery'");
    CHECK(error_of(classifier.with("\"HeNormal\"", "\"Mystery\"")) ==
          "who: Dense 'hidden': kernel_initializer: expected one of the initializers that Ockham has, got "
          "'Mystery'");
}

TEST_CASE("all that Ockham has not is named at once", "[keras]") {
    using read_model_test::classifier, read_model_test::error_of;
    const auto mysteries = classifier.with("\"SGD\"", "\"Trick\"")
                               .with("\"loss\": {\"module\": \"keras.losses\", \"class_name\": \"C",
                                     "\"loss\": {\"class_name\": \"Mystery")
                               .with("[\"accuracy\"", "[\"luck\"");
    CHECK(error_of(mysteries) ==
          "who: expected only what Ockham has, got optimizer 'Trick', loss 'MysteryategoricalCrossentropy', "
          "metric 'luck'; {.compile = false} reads the rest");
    CHECK(error_of(mysteries.with("\"Dense\"", "\"Magic\"").with("\"Dropout\"", "\"Lottery\"")) ==
          "who: expected only what Ockham has, got layer 'Magic', layer 'Lottery', optimizer 'Trick', loss "
          "'MysteryategoricalCrossentropy', metric 'luck'");
    std::string many;
    for (int i = 0; i < 30; ++i)
        many +=
            (Text("{\"class_name\": \"New") << i << "\", \"config\": {}}" << (i < 29 ? "," : "")).string();
    const std::string error = keras_files::error_of([&] {
        return keras::model_from_json(R"({"class_name": "Sequential", "config": {"layers": [)" + many +
                                      "]}}");
    });
    CHECK(error.starts_with(
        "model_from_json: expected only what Ockham has, got layer 'New0', layer 'New1', "));
    CHECK(error.ends_with(", layer 'New19' and 10 others"));
}

TEST_CASE("where the layers can be read, the error says so", "[keras]") {
    using read_model_test::classifier, read_model_test::error_of;
    const std::string hint = "; {.compile = false} reads the rest";
    const auto weighted = classifier.with("\"loss_weights\": null", "\"loss_weights\": [2.0]");
    CHECK(error_of(weighted) == "who: expected no loss_weights, got [2.0]" + hint);
    CHECK(keras::ModelFile(weighted.config, weighted.weights, "who")
              .model<float>({.compile = false})
              .is_built());
    CHECK(error_of(classifier.with("\"weighted_metrics\": null", "\"weighted_metrics\": [\"mse\"]")) ==
          "who: expected no weighted_metrics, got [\"mse\"]" + hint);
    CHECK(error_of(classifier.with("\"squared\"", "\"accuracy\"")) ==
          "who: compile: expected metrics with different names, got 'accuracy' twice" + hint);
}

TEST_CASE("configs that cannot be are refused", "[keras]") {
    using read_model_test::classifier, read_model_test::error_of;
    const std::string start = "who: ";
    CHECK(error_of(classifier.with("\"units\": 5", "\"units\": 6"))
              .find("kernel of shape (4, 6), got (4, 5)") != std::string::npos);
    CHECK(error_of(classifier.with("\"units\": 5", "\"units\": 1000000000000"))
              .find("kernel of shape (4, 1000000000000), got (4, 5)") != std::string::npos);
    CHECK(error_of(classifier.with("\"units\": 5", "\"units\": -5")) ==
          "who: Dense 'hidden': Dense: expected units to be positive and finite, got -5");
    CHECK(error_of(classifier.with("[null, 4]", "[null, 5]")) ==
          "who: Dense 'hidden': expected input with last dimension 4, got shape (None, 5)");
    CHECK(error_of(classifier.with("[null, 4]", "[null, null]")) ==
          "who: expected an input shape with known sizes, got [null,null]");
    CHECK(error_of(classifier.with("[null, 4]", "[null, 1099511627777]"))
              .starts_with("who: expected an input shape with known sizes, got "));
    CHECK(error_of(classifier.with("[null, 4]", "4")) ==
          "who: expected an input shape of rank 2 to 5, got 4");
    CHECK(error_of(classifier.with("[null, 4]", "[null, 1, 1, 1, 1, 4]")) ==
          "who: expected an input shape of rank 2 to 5, got [null,1,1,1,1,4]");
    CHECK(error_of(classifier.with("\"use_bias\": true", "\"use_bias\": false")) ==
          "who: expected Dense 'hidden' with 1 arrays of weights, got 2");
    CHECK(error_of(classifier.with("\"name\": \"dense\"", "\"name\": \"hidden\"")) ==
          "who: Sequential 'classifier': expected layers with different names, got 'hidden' twice");
    CHECK(error_of(classifier.with("\"layers\"", "\"lawyers\"")) ==
          "who: expected a list of layers, got null");
    CHECK(error_of(classifier.with("\"float64\"", "\"mixed_float16\"")) ==
          "who: expected layers that are all of float32, or all of float64, got 'mixed_float16'");
    CHECK(error_of<double>(classifier) == "nothing");
}

TEST_CASE("weights that are not finite are refused", "[keras]") {
    keras_files::Members members = read_model_test::classifier;
    std::string number(8, '\0');
    const double kernel =
        keras::load_model<double>(keras_files::path("classifier/model.keras")).get_weights()[0](1, 2);
    std::memcpy(number.data(), &kernel, 8);
    const std::size_t at = members.weights.find(number);
    REQUIRE(at != std::string::npos);
    for (const char* bad : {"\x00\x00\x00\x00\x00\x00\xf8\x7f", "\x00\x00\x00\x00\x00\x00\xf0\xff"}) {
        members.weights.replace(at, 8, bad, 8);
        CHECK(read_model_test::error_of<double>(members).starts_with(
            "who: /layers/dense/vars/0: expected finite numbers, got "));
    }
    members.weights.replace(at, 8, "\x00\x00\x00\x00\x00\x00\xe0\x7f", 8);
    CHECK(read_model_test::error_of<double>(members) == "nothing");
    CHECK(read_model_test::error_of<float>(members).starts_with(
        "who: /layers/dense/vars/0: expected numbers in the range of float32, got "));
}
