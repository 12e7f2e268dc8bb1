// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/pooling_layers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace pooling_layers_test {

inline keras::Json round_trip(const char* class_name, const char* config) {
    return keras_files::round_trip(keras::layers<double>(),
                                   keras_files::object(class_name, config))["config"];
}

}  // namespace pooling_layers_test

TEST_CASE("pooling layers are read and written", "[keras]") {
    using pooling_layers_test::round_trip;
    const auto same = [](const std::string& class_name, const char* config) {
        CHECK(round_trip(class_name.c_str(), config) == keras::Json::parse(config));
    };
    for (const std::string kind : {"Max", "Average"}) {
        same(kind + "Pooling1D",
             R"({"pool_size":[3],"strides":[2],"padding":"same","activity_regularizer":null})");
        same(kind + "Pooling2D",
             R"({"pool_size":[3,4],"strides":[2,1],"padding":"valid","activity_regularizer":null})");
        same(kind + "Pooling3D",
             R"({"pool_size":[3,4,5],"strides":[2,1,3],"padding":"same","activity_regularizer":null})");
        for (const std::string axes : {"1D", "2D", "3D"})
            for (const char* config : {R"({"keepdims":false,"activity_regularizer":null})",
                                       R"({"keepdims":true,"activity_regularizer":null})"})
                same("Global" + kind + "Pooling" + axes, config);
    }
    CHECK(round_trip("MaxPooling2D", R"({"pool_size":3})")["strides"] == keras::Json{3, 3});
    CHECK(round_trip("AveragePooling3D", R"({"strides":null,"data_format":"channels_last"})")["strides"] ==
          keras::Json{2, 2, 2});
}

TEST_CASE("options of pooling layers that Ockham lacks are refused by name", "[keras]") {
    const auto error = [](const char* class_name, const char* config) {
        return keras_files::error_of([&] { return pooling_layers_test::round_trip(class_name, config); });
    };
    CHECK(error("MaxPooling2D", R"({"data_format":"channels_first"})") ==
          "who: expected data_format to be 'channels_last', got 'channels_first'");
    CHECK(error("GlobalMaxPooling1D", R"({"data_format":"channels_first"})") ==
          "who: expected data_format to be 'channels_last', got 'channels_first'");
    CHECK(error("AveragePooling1D", R"({"padding":"causal"})") ==
          "who: expected padding to be one of valid, same, got 'causal'");
    CHECK(error("MaxPooling1D", R"({"pool_size":[0]})") ==
          "who: MaxPooling1D: expected pool_size to be positive and finite, got 0");
    CHECK(error("MaxPooling2D", R"({"pool_size":[1,2,3]})") ==
          "who: expected pool_size to be 2 numbers, got [1,2,3]");
}
