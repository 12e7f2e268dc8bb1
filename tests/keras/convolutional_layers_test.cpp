// SPDX-License-Identifier: MIT
#include <ockham/keras/convolutional_layers.hpp>
#include <ockham/keras/format.hpp>
#include <ockham/keras/layers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace convolutional_layers_test {

/// The members of a config in the order in which they are written.
inline const std::string penalty =
    R"({"module":"keras.regularizers","class_name":"L1","config":{"l1":0.5},"registered_name":null})";
inline const std::string ones =
    R"({"module":"keras.initializers","class_name":"Ones","config":{},"registered_name":null})";
inline const std::string bias = R"("activation":"tanh","use_bias":false,"bias_initializer":)" + ones +
                                R"(,"bias_regularizer":)" + penalty + R"(,"activity_regularizer":)" +
                                penalty + R"(,"bias_constraint":null)";

inline std::string kernel(const std::string& name) {
    return "\"" + name + "_initializer\":" + ones + ",\"" + name + "_regularizer\":" + penalty + ",\"" +
           name + "_constraint\":null,";
}

inline std::string windows(const char* size, const char* strides, const char* dilations) {
    return std::string(R"("kernel_size":)") + size + R"(,"strides":)" + strides +
           R"(,"padding":"same","dilation_rate":)" + dilations + ",";
}

inline std::string round_trip(const std::string& class_name, const std::string& config) {
    const keras::Json json =
        keras_files::round_trip(keras::layers<double>(), keras_files::object(class_name, config));
    CHECK(json["class_name"] == class_name);
    CHECK(json["module"] == "keras.layers");
    return json["config"].dump();
}

inline void require_same(const std::string& class_name, const std::string& config) {
    INFO(class_name);
    REQUIRE(round_trip(class_name, config) == config);
}

}  // namespace convolutional_layers_test

TEST_CASE("convolutional layers are read and written", "[keras]") {
    using namespace convolutional_layers_test;
    const std::string groups = R"("groups":2,)";
    require_same("Conv1D",
                 R"({"filters":4,)" + windows("[3]", "[1]", "[2]") + groups + kernel("kernel") + bias + "}");
    require_same("Conv2D", R"({"filters":4,)" + windows("[3,2]", "[2,1]", "[1,1]") + groups +
                               kernel("kernel") + bias + "}");
    require_same("Conv3D", R"({"filters":4,)" + windows("[3,2,1]", "[1,2,3]", "[1,1,1]") + groups +
                               kernel("kernel") + bias + "}");
    const std::string multiplier = R"("depth_multiplier":3,)";
    require_same("DepthwiseConv1D",
                 "{" + windows("[3]", "[2]", "[2]") + multiplier + kernel("depthwise") + bias + "}");
    require_same("DepthwiseConv2D",
                 "{" + windows("[3,2]", "[2,1]", "[1,1]") + multiplier + kernel("depthwise") + bias + "}");
    require_same("SeparableConv1D", R"({"filters":4,)" + windows("[3]", "[2]", "[2]") + multiplier +
                                        kernel("depthwise") + kernel("pointwise") + bias + "}");
    require_same("SeparableConv2D", R"({"filters":4,)" + windows("[3,2]", "[2,1]", "[1,1]") + multiplier +
                                        kernel("depthwise") + kernel("pointwise") + bias + "}");
    require_same("Conv1DTranspose", R"({"filters":4,)" + windows("[3]", "[2]", "[1]") +
                                        R"("output_padding":[1],)" + kernel("kernel") + bias + "}");
    require_same("Conv2DTranspose", R"({"filters":4,)" + windows("[3,2]", "[1,1]", "[2,1]") +
                                        R"("output_padding":null,)" + kernel("kernel") + bias + "}");
    require_same("Conv3DTranspose", R"({"filters":4,)" + windows("[3,2,1]", "[1,2,3]", "[1,1,1]") +
                                        R"("output_padding":[0,1,2],)" + kernel("kernel") + bias + "}");
}

TEST_CASE("one size stands for all axes, and what is missing has Keras' default", "[keras]") {
    using convolutional_layers_test::round_trip;
    const auto has = [](const std::string& config, const char* part) {
        return config.find(part) != std::string::npos;
    };
    const std::string read =
        round_trip("Conv2D", R"({"filters": 4, "kernel_size": 3, "strides": 2, "lora_rank": null})");
    CHECK(has(read,
              R"("kernel_size":[3,3],"strides":[2,2],"padding":"valid","dilation_rate":[1,1],"groups":1)"));
    CHECK(has(read, R"("use_bias":true)"));
    CHECK(has(read, R"("GlorotUniform")"));
    CHECK(has(round_trip("Conv1D", R"({"filters": 4, "kernel_size": [3], "padding": "causal"})"),
              R"("padding":"causal")"));
    CHECK(has(round_trip("DepthwiseConv2D", R"({"kernel_size": 3})"), R"("depth_multiplier":1)"));
    CHECK(has(round_trip("Conv2DTranspose",
                         R"({"filters": 4, "kernel_size": 3, "strides": 2, "output_padding": 1})"),
              R"("output_padding":[1,1])"));
}

TEST_CASE("what convolutional layers cannot have is refused by name", "[keras]") {
    const auto error = [](const char* class_name, const char* config) {
        return keras_files::error_of(
            [&] { return convolutional_layers_test::round_trip(class_name, config); });
    };
    CHECK(error("Conv2D", R"({"kernel_size": 3})") ==
          "who: Conv2D: expected filters to be positive and finite, got 0");
    CHECK(error("Conv2D", R"({"filters": 3, "kernel_size": [3]})") ==
          "who: expected kernel_size to be 2 numbers, got [3]");
    CHECK(error("Conv2D", R"({"filters": 3, "kernel_size": 3, "padding": "full"})") ==
          "who: expected padding to be one of valid, same, causal, got 'full'");
    CHECK(error("Conv2D", R"({"filters": 3, "kernel_size": 3, "padding": "causal"})") ==
          "who: Conv2D: expected padding to be valid or same, got causal");
    CHECK(error("Conv1D", R"({"filters": 3, "kernel_size": 3, "data_format": "channels_first"})") ==
          "who: expected data_format to be 'channels_last', got 'channels_first'");
    CHECK(error("Conv1D", R"({"filters": 3, "kernel_size": 3, "strides": 2, "dilation_rate": [2]})") ==
          "who: Conv1D: expected strides or dilation_rate to be 1, got larger ones of both");
    CHECK(error("Conv2D", R"({"filters": 3, "kernel_size": 3, "lora_rank": 2})") ==
          "who: expected options that Ockham has, got 'lora_rank' = 2");
    CHECK(error("Conv2D", R"({"filters": 3, "kernel_size": 9223372036854775807})") ==
          "who: expected kernel_size to be a whole number, got 9223372036854775807");
    CHECK(error("Conv2D", R"({"filters": 3, "kernel_size": 4294967296})") ==
          "who: Conv2D: expected kernel_size to be at most 2147483647, got 4.29497e+09");
}
