// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/regularizers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace regularizers_test {

inline std::string round_trip(const char* class_name, const char* config = "{}") {
    const keras::Json json =
        keras_files::round_trip(keras::regularizers(), keras_files::object(class_name, config));
    return json["class_name"].get<std::string>() + " " + json["config"].dump();
}

}  // namespace regularizers_test

TEST_CASE("regularizers are read and written", "[keras]") {
    using regularizers_test::round_trip;
    CHECK(round_trip("L1", R"({"l1": 0.009999999776482582})") == R"(L1 {"l1":0.01})");
    CHECK(round_trip("L1") == R"(L1 {"l1":0.01})");
    CHECK(round_trip("L2", R"({"l2": 0.3})") == R"(L2 {"l2":0.3})");
    CHECK(round_trip("L1L2", R"({"l1": 0.1, "l2": 0.2})") == R"(L1L2 {"l1":0.1,"l2":0.2})");
    CHECK(round_trip("OrthogonalRegularizer", R"({"factor": 0.2, "mode": "columns"})") ==
          R"(OrthogonalRegularizer {"factor":0.2,"mode":"columns"})");
    REQUIRE_THROWS_WITH(round_trip("L1", R"({"l1": -1})"),
                        "who: l1: expected factor to be non-negative and finite, got -1");
}

TEST_CASE("factors are those that Keras computes with", "[keras]") {
    const keras::Format<double> format;
    const AnyRegularizer penalty = keras::detail::read_object(
        keras_files::object("L1L2", R"({"l1": 0.1, "l2": 0.7})"), format.parts.regularizers, "who",
        format.parts, false, [](keras::Fields&, AnyRegularizer&) {});
    CHECK(penalty.as<L1L2>()->options().l1 == static_cast<double>(0.1F));
    CHECK(penalty.as<L1L2>()->options().l2 == static_cast<double>(0.7F));
}

TEST_CASE("regularizers that Keras lacks are not written", "[keras]") {
    const keras::Format<double> format;
    const auto write = [&](const AnyRegularizer& regularizer) {
        return keras::detail::write_object(regularizer, format.parts.regularizers, "who", format.parts,
                                           [](keras::Fields&, keras::Json&) {});
    };
    const char* sentence =
        "who: expected one of the regularizers that Keras has (L1, L2, L1L2, OrthogonalRegularizer), got "
        "another one";
    CHECK_THROWS_WITH(write(group_lasso()), sentence);
    CHECK_THROWS_WITH(write(weighted_sum({{1, l1()}})), sentence);
}
