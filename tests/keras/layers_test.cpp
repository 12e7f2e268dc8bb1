// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/layers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace layers_test {

inline std::string round_trip(const char* class_name, const char* config = "{}") {
    const keras::Json json =
        keras_files::round_trip(keras::layers<double>(), keras_files::object(class_name, config));
    CHECK(json["class_name"] == class_name);
    CHECK(json["module"] == "keras.layers");
    return json["config"].dump();
}

}  // namespace layers_test

TEST_CASE("layers are read and written", "[keras]") {
    using layers_test::round_trip;
    const std::string penalty =
        R"({"module":"keras.regularizers","class_name":"L1","config":{"l1":0.5},"registered_name":null})";
    const auto with = [&](const std::string& text) { return text + penalty + "}"; };
    CHECK(
        round_trip("Dense",
                   with(R"({"units":3,"activation":"relu","use_bias":false,"kernel_initializer":"ones",)"
                        R"("bias_initializer":"zeros","kernel_regularizer":null,"bias_regularizer":null,)"
                        R"("kernel_constraint":null,"quantization_config":null,"activity_regularizer":)")
                       .c_str()) ==
        R"({"units":3,"activation":"relu","use_bias":false,"kernel_initializer":{"module":"keras.initializers",)"
        R"("class_name":"Ones","config":{},"registered_name":null},"bias_initializer":{"module":)"
        R"("keras.initializers","class_name":"Zeros","config":{},"registered_name":null},)"
        R"("kernel_regularizer":null,"bias_regularizer":null,"activity_regularizer":)" +
            penalty + R"(,"kernel_constraint":null,"bias_constraint":null})");
    const std::string activity = with(R"({"activity_regularizer":)");
    CHECK(round_trip("Flatten", activity.c_str()) == activity);
    const std::string activation = with(R"({"activation":"softmax","activity_regularizer":)");
    CHECK(round_trip("Activation", activation.c_str()) == activation);
    const std::string dropout = with(R"({"rate":0.25,"activity_regularizer":)");
    CHECK(round_trip("Dropout", dropout.c_str()) == dropout);
    CHECK(round_trip("ActivityRegularization", R"({"l1": 0.1, "l2": 0.2})") == R"({"l1":0.1,"l2":0.2})");
}

TEST_CASE("options of layers that Ockham lacks are refused by name", "[keras]") {
    const auto error = [](const char* class_name, const char* config) {
        return keras_files::error_of([&] { return layers_test::round_trip(class_name, config); });
    };
    CHECK(error("Dense", R"({"units": 0})") == "who: Dense: expected units to be positive and finite, got 0");
    CHECK(error("Dropout", R"({"rate": 0.5, "noise_shape": [1]})") ==
          "who: expected noise_shape to be null, got [1]");
    CHECK(error("Flatten", R"({"data_format": "channels_first"})") ==
          "who: expected data_format to be 'channels_last', got 'channels_first'");
    CHECK(error("Dense", R"({"units": 1, "lora_rank": 4})") ==
          "who: expected options that Ockham has, got 'lora_rank' = 4");
}
