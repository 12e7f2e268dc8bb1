// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/layers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace activation_layers_test {

inline std::string round_trip(const char* class_name, const char* config) {
    const keras::Json json =
        keras_files::round_trip(keras::layers<double>(), keras_files::object(class_name, config));
    CHECK(json["class_name"] == class_name);
    CHECK(json["module"] == "keras.layers");
    return json["config"].dump();
}

}  // namespace activation_layers_test

TEST_CASE("layers of activations are read and written", "[keras]") {
    using activation_layers_test::round_trip;
    CHECK(round_trip("ELU", R"({"alpha": 0.5})") == R"({"alpha":0.5,"activity_regularizer":null})");
    CHECK(round_trip("LeakyReLU", R"({"negative_slope": 0.1})") ==
          R"({"negative_slope":0.1,"activity_regularizer":null})");
    CHECK(round_trip("LeakyReLU", R"({"alpha": 0.1})") ==
          R"({"negative_slope":0.1,"activity_regularizer":null})");
    CHECK(round_trip("ReLU", R"({"max_value": null, "negative_slope": 0.1, "threshold": 0.0})") ==
          R"({"max_value":null,"threshold":0.0,"negative_slope":0.1,"activity_regularizer":null})");
    CHECK(round_trip("ReLU", R"({"max_value": 6, "negative_slope": 0.1, "threshold": 0.5})") ==
          R"({"max_value":6.0,"threshold":0.5,"negative_slope":0.1,"activity_regularizer":null})");
    CHECK(round_trip("Softmax", R"({"axis": [1, 2]})") == R"({"axis":[1,2],"activity_regularizer":null})");
    CHECK(round_trip("Softmax", "{}") == R"({"axis":-1,"activity_regularizer":null})");
    const std::string none = R"("alpha_regularizer":null,"alpha_constraint":null,"shared_axes":)";
    const std::string zeros =
        R"({"alpha_initializer":{"module":"keras.initializers","class_name":"Zeros","config":{},)"
        R"("registered_name":null},)";
    CHECK(round_trip("PReLU", R"({"shared_axes": [1, 2]})") ==
          zeros + none + R"([1,2],"activity_regularizer":null})");
    CHECK(round_trip("PReLU", R"({"shared_axes": null})") ==
          zeros + none + R"(null,"activity_regularizer":null})");
}

TEST_CASE("slopes are those that Keras computes with", "[keras]") {
    const keras::Format<double> format;
    const auto read = [&](const char* class_name, const char* config) {
        return keras::detail::read_object(keras_files::object(class_name, config), format.layers, "who",
                                          format.parts, false, [](keras::Fields&, AnyLayer<double>&) {});
    };
    CHECK(read("LeakyReLU", R"({"negative_slope": 0.3})").as<LeakyReLU<double>>()->options().negative_slope ==
          static_cast<double>(0.3F));
    CHECK(read("ReLU", R"({"negative_slope": 0.3})").as<ReLU<double>>()->options().negative_slope ==
          static_cast<double>(0.3F));
    CHECK(read("ReLU", R"({"negative_slope": 0.3, "max_value": 6})")
              .as<ReLU<double>>()
              ->options()
              .negative_slope == 0.3);
}
