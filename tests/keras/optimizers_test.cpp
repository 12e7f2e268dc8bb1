// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/optimizers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("SGD is read and written", "[keras]") {
    const auto round_trip = [](const char* config) {
        return keras_files::round_trip(keras::optimizers(), keras_files::object("SGD", config))["config"]
            .dump();
    };
    CHECK(
        round_trip(R"({"name": "sgd", "learning_rate": 0.25, "weight_decay": null, "clipnorm": 0.5,
                         "global_clipnorm": null, "clipvalue": null, "use_ema": false, "ema_momentum": 0.99,
                         "ema_overwrite_frequency": null, "loss_scale_factor": null,
                         "gradient_accumulation_steps": null, "momentum": 0.9, "nesterov": true})") ==
        R"({"learning_rate":0.25,"clipvalue":null,"clipnorm":0.5,"global_clipnorm":null,"momentum":0.9,"nesterov":true})");
    const keras::Format<double> format;
    const AnyOptimizer sgd =
        keras::detail::read_object(keras_files::object("SGD", R"({"momentum": 0.9})"), format.optimizers,
                                   "who", format.parts, false, [](keras::Fields&, AnyOptimizer&) {});
    CHECK(sgd.as<SGD>()->options().momentum == static_cast<double>(0.9F));
    CHECK(sgd.learning_rate() == 0.01);
}

TEST_CASE("what an optimizer cannot do here is refused by name", "[keras]") {
    const auto error = [](const char* config) {
        return keras_files::error_of(
            [&] { return keras_files::round_trip(keras::optimizers(), keras_files::object("SGD", config)); });
    };
    CHECK(error(R"({"use_ema": true})") == "who: expected use_ema to be false, got true");
    CHECK(error(R"({"gradient_accumulation_steps": 2})") ==
          "who: expected gradient_accumulation_steps to be null, got 2");
    CHECK(error(R"({"learning_rate": {"class_name": "CosineDecay", "config": {}}})") ==
          "who: expected learning_rate to be a number, got 'CosineDecay'");
    CHECK(error(R"({"clipnorm": 1, "clipvalue": 1})") ==
          "who: SGD: expected one of clipvalue, clipnorm and global_clipnorm at most, got 2");
}
