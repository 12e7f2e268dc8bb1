// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/initializers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace initializers_test {

inline std::string round_trip(const char* class_name, const char* config = "{}") {
    const keras::Json json =
        keras_files::round_trip(keras::initializers(), keras_files::object(class_name, config));
    return json["class_name"].get<std::string>() + " " + json["config"].dump();
}

}  // namespace initializers_test

TEST_CASE("initializers are read and written", "[keras]") {
    using initializers_test::round_trip;
    for (const char* name : {"Zeros", "Ones", "GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal",
                             "LecunUniform", "LecunNormal"})
        CHECK(round_trip(name, R"({"seed": 3, "input_axes": null})") == std::string(name) + " {}");
    CHECK(round_trip("Constant", R"({"value": 0.5})") == R"(Constant {"value":0.5})");
    CHECK(round_trip("VarianceScaling",
                     R"({"scale": 3, "mode": "fan_out", "distribution": "uniform", "seed": 1})") ==
          R"(VarianceScaling {"scale":3.0,"mode":"fan_out","distribution":"uniform"})");
    CHECK(round_trip("RandomUniform") == R"(RandomUniform {"minval":-0.05,"maxval":0.05})");
    CHECK(round_trip("RandomNormal", R"({"mean": 1, "stddev": 2})") ==
          R"(RandomNormal {"mean":1.0,"stddev":2.0})");
    CHECK(round_trip("TruncatedNormal") == R"(TruncatedNormal {"mean":0.0,"stddev":0.05})");
    CHECK(round_trip("Orthogonal", R"({"gain": 2})") == R"(Orthogonal {"gain":2.0})");
    CHECK(round_trip("OrthogonalInitializer") == R"(Orthogonal {"gain":1.0})");
}

TEST_CASE("an initializer with a name of its own is written by that", "[keras]") {
    using initializers_test::round_trip;
    CHECK(round_trip("Constant", R"({"value": 0})") == "Zeros {}");
    CHECK(round_trip("VarianceScaling", R"({"scale": 2})") == "HeNormal {}");
    CHECK(round_trip("VarianceScaling", R"({"scale": 1, "mode": "fan_avg", "distribution": "uniform"})") ==
          "GlorotUniform {}");
    REQUIRE_THROWS_WITH(round_trip("VarianceScaling", R"({"distribution": "untruncated_normal"})"),
                        "who: expected distribution to be one of normal, truncated_normal, uniform, got "
                        "'untruncated_normal'");
}
