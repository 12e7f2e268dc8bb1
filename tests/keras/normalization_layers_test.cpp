// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/normalization_layers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace normalization_layers_test {

inline keras::Json round_trip(const char* class_name, const char* config) {
    return keras_files::round_trip(keras::layers<double>(),
                                   keras_files::object(class_name, config))["config"];
}

}  // namespace normalization_layers_test

TEST_CASE("normalizations are read and written", "[keras]") {
    using normalization_layers_test::round_trip;
    const keras::Json batch = round_trip(
        "BatchNormalization",
        R"({"axis":1,"momentum":0.5,"epsilon":0.25,"center":false,"scale":false,"synchronized":false,)"
        R"("gamma_initializer":"ones","moving_mean_initializer":"ones","gamma_constraint":null,)"
        R"("gamma_regularizer":{"class_name":"L1","config":{"l1":0.5}}})");
    CHECK(batch["axis"] == 1);
    CHECK(batch["momentum"] == 0.5);
    CHECK(batch["epsilon"] == 0.25);
    CHECK(batch["center"] == false);
    CHECK(batch["scale"] == false);
    CHECK(batch["moving_mean_initializer"]["class_name"] == "Ones");
    CHECK(batch["moving_variance_initializer"]["class_name"] == "Ones");
    CHECK(batch["gamma_regularizer"]["config"]["l1"] == 0.5);
    CHECK(batch["beta_regularizer"].is_null());
    const keras::Json layer = round_trip(
        "LayerNormalization", R"({"axis":[1,2],"epsilon":0.5,"center":false,"rms_scaling":false})");
    CHECK(layer["axis"].dump() == "[1,2]");
    CHECK(layer["epsilon"] == 0.5);
    CHECK(layer["center"] == false);
    CHECK(layer["scale"] == true);
}

TEST_CASE("options of normalizations that Ockham lacks are refused by name", "[keras]") {
    const auto error = [](const char* class_name, const char* config) {
        return keras_files::error_of([&] { normalization_layers_test::round_trip(class_name, config); });
    };
    CHECK(error("LayerNormalization", R"({"rms_scaling": true})") ==
          "who: expected rms_scaling to be false, got true");
    CHECK(error("BatchNormalization", R"({"renorm": true})") == "who: expected renorm to be false, got true");
}
