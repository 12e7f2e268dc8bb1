// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/reshaping_layers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace reshaping_layers_test {

inline keras::Json round_trip(const char* class_name, const char* config) {
    return keras_files::round_trip(keras::layers<double>(),
                                   keras_files::object(class_name, config))["config"];
}

}  // namespace reshaping_layers_test

TEST_CASE("layers that move numbers are read and written", "[keras]") {
    using reshaping_layers_test::round_trip;
    const auto same = [](const char* class_name, const char* config) {
        keras::Json json = keras::Json::parse(config);
        json["activity_regularizer"] = nullptr;
        CHECK(round_trip(class_name, config) == json);
    };
    same("Flatten", "{}");
    same("Reshape", R"({"target_shape":[6,-1,2]})");
    same("Permute", R"({"dims":[2,1,3]})");
    same("RepeatVector", R"({"n":3})");
    same("Cropping1D", R"({"cropping":[1,2]})");
    same("Cropping2D", R"({"cropping":[[1,2],[3,4]]})");
    same("Cropping3D", R"({"cropping":[[1,2],[3,4],[5,6]]})");
    same("ZeroPadding1D", R"({"padding":[1,2]})");
    same("ZeroPadding2D", R"({"padding":[[1,2],[3,4]]})");
    same("ZeroPadding3D", R"({"padding":[[1,2],[3,4],[5,6]]})");
    same("UpSampling1D", R"({"size":3})");
    same("UpSampling2D", R"({"size":[3,2],"interpolation":"bilinear"})");
    same("UpSampling3D", R"({"size":[3,2,1]})");
}

TEST_CASE("margins may be written in short, and have Keras' defaults", "[keras]") {
    using reshaping_layers_test::round_trip;
    CHECK(round_trip("ZeroPadding1D", "{}")["padding"].dump() == "[1,1]");
    CHECK(round_trip("ZeroPadding2D", R"({"padding":2})")["padding"].dump() == "[[2,2],[2,2]]");
    CHECK(round_trip("ZeroPadding2D", R"({"padding":[1,2]})")["padding"].dump() == "[[1,1],[2,2]]");
    CHECK(round_trip("Cropping2D", "{}")["cropping"].dump() == "[[0,0],[0,0]]");
    CHECK(round_trip("Cropping3D", R"({"cropping":[1,[2,3],4]})")["cropping"].dump() ==
          "[[1,1],[2,3],[4,4]]");
    CHECK(round_trip("UpSampling2D", R"({"size":2})")["size"].dump() == "[2,2]");
    CHECK(round_trip("UpSampling2D", "{}")["interpolation"] == "nearest");
}

TEST_CASE("options of layers that move numbers are refused by name if Ockham lacks them", "[keras]") {
    const auto error = [](const char* class_name, const char* config) {
        return keras_files::error_of([&] { return reshaping_layers_test::round_trip(class_name, config); });
    };
    CHECK(error("UpSampling2D", R"({"interpolation":"bicubic"})") ==
          "who: expected interpolation to be one of nearest, bilinear, got 'bicubic'");
    for (const char* class_name :
         {"Flatten", "ZeroPadding2D", "Cropping3D", "UpSampling2D", "UpSampling3D", "ZeroPadding1D"})
        CHECK(error(class_name, R"({"data_format":"channels_first"})") ==
              "who: expected data_format to be 'channels_last', got 'channels_first'");
    CHECK(error("ZeroPadding2D", R"({"padding":[[1,2,3],[1,2]]})") ==
          "who: expected padding to be 2 numbers, got [1,2,3]");
    CHECK(error("Cropping1D", R"({"cropping":[-1,2]})") ==
          "who: Cropping1D: expected cropping to be non-negative and finite, got -1");
    CHECK(error("Reshape", "{}") == "who: Reshape: expected a target_shape of 1 to 4 sizes, got 0");
    CHECK(error("Reshape", R"({"target_shape":[1.5]})") ==
          "who: expected target_shape to be a whole number, got 1.5");
}
