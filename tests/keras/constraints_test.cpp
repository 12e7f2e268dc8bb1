// SPDX-License-Identifier: MIT
#include <ockham/keras/constraints.hpp>
#include <ockham/keras/format.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace constraints_test {

inline std::string round_trip(const keras::Json& json) {
    const keras::Json written = keras_files::round_trip(keras::constraints(), json);
    CHECK(written["module"] == "keras.constraints");
    return written["class_name"].get<std::string>() + " " + written["config"].dump();
}

inline std::string round_trip(const char* class_name, const char* config) {
    return round_trip(keras_files::object(class_name, config));
}

}  // namespace constraints_test

TEST_CASE("constraints are read and written", "[keras]") {
    using constraints_test::round_trip;
    CHECK(round_trip("MaxNorm", R"({"max_value": 3, "axis": [0, 1, 2]})") ==
          R"(MaxNorm {"max_value":3.0,"axis":[0,1,2]})");
    CHECK(round_trip("MaxNorm", "{}") == R"(MaxNorm {"max_value":2.0,"axis":0})");
    CHECK(round_trip("MinMaxNorm", R"({"min_value": 0.5, "max_value": 1.5, "rate": 0.25, "axis": [-1]})") ==
          R"(MinMaxNorm {"min_value":0.5,"max_value":1.5,"rate":0.25,"axis":-1})");
    CHECK(round_trip("NonNeg", "{}") == "NonNeg {}");
    CHECK(round_trip("UnitNorm", R"({"axis": null})") == R"(UnitNorm {"axis":null})");
    CHECK(round_trip("max_norm") == R"(MaxNorm {"max_value":2.0,"axis":0})");
    CHECK(round_trip("non_neg") == "NonNeg {}");
}

TEST_CASE("axes that are none are refused", "[keras]") {
    using constraints_test::round_trip;
    CHECK_THROWS_WITH(round_trip("UnitNorm", R"({"axis": []})"),
                      "who: axes: expected one or more, or Axes::all(), got none");
    CHECK_THROWS_WITH(round_trip("UnitNorm", R"({"axis": [0, 0.5]})"),
                      "who: expected axis to be a whole number, got 0.5");
    CHECK_THROWS_WITH(round_trip("UnitNorm", R"({"axis": "all"})"),
                      "who: expected axis to be a whole number, got 'all'");
}
