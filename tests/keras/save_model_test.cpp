// SPDX-License-Identifier: MIT
#include <cstdio>

#include <ockham/io/npy.hpp>
#include <ockham/keras/model_file.hpp>
#include <ockham/keras/save_model.hpp>
#include <ockham/training.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace save_model_test {

/// Saves a model and reads it again.
template <class Scalar>
Sequential<Scalar> again(const Sequential<Scalar>& model) {
    keras::save_model(model, "again.keras");
    return keras::load_model<Scalar>("again.keras");
}

template <class Scalar>
void check_equal(const Sequential<Scalar>& a, const Sequential<Scalar>& b) {
    CHECK(a.name() == b.name());
    CHECK(a.summary() == b.summary());
    CHECK(a.is_compiled() == b.is_compiled());
    const auto x = ModelState<Scalar>::parameters(a), y = ModelState<Scalar>::parameters(b);
    REQUIRE(x.size() == y.size());
    const auto equal = [](const Tensor<Scalar>& s, const Tensor<Scalar>& t) {
        return s.shape() == t.shape() && std::equal(s.data(), s.data() + s.size(), t.data());
    };
    for (std::size_t i = 0; i < x.size(); ++i) {
        CHECK(equal(x[i]->value, y[i]->value));
        CHECK(equal(x[i]->slots[0], y[i]->slots[0]));
        CHECK(x[i]->frozen == y[i]->frozen);
    }
    if (!a.is_compiled()) return;
    CHECK(a.iterations() == b.iterations());
    CHECK(static_cast<Scalar>(a.learning_rate()) == static_cast<Scalar>(b.learning_rate()));
}

inline std::string config_of(const std::string& path) {
    const std::string bytes = keras_files::bytes_of(path);
    return keras::detail::Archive(bytes, "who").read("config.json", 1 << 20);
}

}  // namespace save_model_test

TEST_CASE("what Keras has trained is the same after being read, written and read", "[keras]") {
    for (const char* name : {"classifier", "regression", "labels", "binary", "convolutions"}) {
        INFO(name);
        const std::string path = keras_files::path(std::string(name) + "/trained.keras");
        const auto model = keras::load_model<float>(path);
        save_model_test::check_equal(model, save_model_test::again(model));
        const auto exact = keras::load_model<double>(path);
        const auto read = save_model_test::again(exact);
        save_model_test::check_equal(exact, read);
        CHECK(keras::ModelFile("again.keras").dtype() == "float64");
        // Training goes on alike.
        const auto x = read_npy<double>(keras_files::path(std::string(name) + "/x.npy")),
                   y = read_npy<double>(keras_files::path(std::string(name) + "/y.npy"));
        auto a = exact, b = read;
        const FitOptions<double> options{.epochs = 2, .batch_size = 4, .shuffle = false, .verbose = 0};
        const History of_a = a.fit(x, y, options), of_b = b.fit(x, y, options);
        for (const std::string& quantity : of_a.names()) CHECK(of_a[quantity] == of_b[quantity]);
        save_model_test::check_equal(a, b);
    }
}

TEST_CASE("models that are not built, or not compiled, are written, too", "[keras]") {
    Sequential<float> model({Dense(3, {.activation = activations::relu}), Dropout(0.5), Dense(2)},
                            {.name = "plain"});
    save_model_test::check_equal(model, save_model_test::again(model));
    CHECK_FALSE(save_model_test::again(model).is_built());
    model.compile({.optimizer = SGD({.momentum = 0.5}), .loss = MeanSquaredError()});
    save_model_test::check_equal(model, save_model_test::again(model));
    model.build({4});
    model.layer(0).set_trainable(false);
    ModelState<float>::compiled(model)->iterations = 5;
    // Slots that were never used are zero.
    const auto read = save_model_test::again(model);
    CHECK(read.get_weights()[0] == model.get_weights()[0]);
    CHECK_FALSE(read.layer(0).trainable());
    CHECK(read.iterations() == 5);
    CHECK(ModelState<float>::parameters(read)[2]->slots[0].matrix().isZero());
}

TEST_CASE("a file says what Keras reads", "[keras]") {
    Sequential<double> model({Dense<double>(2, {.kernel_regularizer = l2(0.1), .name = "input_layer"})},
                             {.name = "small"});
    model.build({3});
    model.compile({.optimizer = SGD({.learning_rate = 0.25, .momentum = 0.5}),
                   .loss = MeanSquaredError(),
                   .metrics = {accuracy}});
    keras::save_model(model, "small.keras");
    const std::string dtype =
        R"({"module":"keras","class_name":"DTypePolicy","config":{"name":"float64"},"registered_name":null})";
    const auto initializer = [](const std::string& name) {
        return R"({"module":"keras.initializers","class_name":")" + name +
               R"(","config":{},"registered_name":null})";
    };
    // Real Keras has read this very text.
    CHECK(
        save_model_test::config_of("small.keras") ==
        R"({"module":"keras","class_name":"Sequential","config":{"name":"small","trainable":true,"dtype":)" +
            dtype +
            R"(,"layers":[{"module":"keras.layers","class_name":"InputLayer","config":{"batch_shape":[null,3],)"
            R"("dtype":"float64","ragged":false,"sparse":false,"name":"input_layer_1"},"registered_name":null},)"
            R"({"module":"keras.layers","class_name":"Dense","config":{"name":"input_layer","trainable":true,"dtype":)" +
            dtype + R"(,"units":2,"activation":"linear","use_bias":true,"kernel_initializer":)" +
            initializer("GlorotUniform") + R"(,"bias_initializer":)" + initializer("Zeros") +
            R"(,"kernel_regularizer":{"module":"keras.regularizers","class_name":"L2","config":{"l2":0.1},)"
            R"("registered_name":null},"bias_regularizer":null,"activity_regularizer":null,"kernel_constraint":null,"bias_constraint":null},"registered_name":null,)"
            R"("build_config":{"input_shape":[null,3]}}],"build_input_shape":[null,3]},"registered_name":null,)"
            R"("build_config":{"input_shape":[null,3]},"compile_config":{"optimizer":{"module":"keras.optimizers",)"
            R"("class_name":"SGD","config":{"learning_rate":0.25,"clipvalue":null,"clipnorm":null,)"
            R"("global_clipnorm":null,"use_ema":false,"ema_momentum":0.99,"ema_overwrite_frequency":null,)"
            R"("loss_scale_factor":null,"gradient_accumulation_steps":null,"momentum":0.5,"nesterov":false,"name":"sgd"},"registered_name":null},"loss":)"
            R"({"module":"keras.losses","class_name":"MeanSquaredError","config":{"name":"mean_squared_error",)"
            R"("reduction":"sum_over_batch_size"},"registered_name":null},"loss_weights":null,"metrics":["accuracy"],)"
            R"("weighted_metrics":null,"run_eagerly":false,"steps_per_execution":1,"jit_compile":false}})");
}

TEST_CASE("the learning rate of the moment is written", "[keras]") {
    Sequential<double> model{Dense<double>(1)};
    model.build({1});
    model.compile({.optimizer = SGD({.learning_rate = 0.25}), .loss = MeanSquaredError()});
    model.set_learning_rate(0.125);
    CHECK(save_model_test::again(model).learning_rate() == 0.125);
    CHECK(save_model_test::config_of("again.keras").find("\"learning_rate\":0.125") != std::string::npos);
}

TEST_CASE("a loss keeps its reduction", "[keras]") {
    for (const Reduction reduction :
         {Reduction::sum_over_batch_size, Reduction::sum, Reduction::mean_with_sample_weight}) {
        Sequential<float> model{Dense(1)};
        model.build({2});
        model.compile({.loss = MeanSquaredError({.reduction = reduction})});
        keras::save_model(model, "again.keras");
        const char* const word = reduction == Reduction::sum                       ? "sum"
                                 : reduction == Reduction::mean_with_sample_weight ? "mean_with_sample_weight"
                                                                                   : "sum_over_batch_size";
        CHECK(save_model_test::config_of("again.keras")
                  .find((Text("\"reduction\":\"") << word << '"').string()) != std::string::npos);
    }
}

TEST_CASE("what Keras cannot read is not written, and the old file stays", "[keras]") {
    Sequential<float> model{Dense(1)};
    keras::save_model(model, "kept.keras");
    const std::string before = keras_files::bytes_of("kept.keras");
    Sequential<float> named({Dense(1, {.name = "a/b"})}, {.name = "model"});
    REQUIRE_THROWS_WITH(
        keras::save_model(named, "kept.keras"),
        "save_model 'kept.keras': expected names in UTF-8 that are not empty and have no '/', got 'a/b'");
    model.compile({.loss = MeanSquaredError(), .metrics = {Accuracy({.name = "hits"})}});
    CHECK_THROWS_AS(keras::save_model(model, "kept.keras"), ArgumentError);
    CHECK(keras_files::bytes_of("kept.keras") == before);
    CHECK_THROWS_AS(keras::save_model(Sequential<float>(), "no/such/folder.keras"), FileError);
}
