// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/objects.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace objects_test {

inline AnyLoss loss(const keras::Json& json, bool names = false) {
    static const keras::Format<float> format;
    return keras::detail::read_object(json, format.losses, "who", format.parts, names,
                                      [](keras::Fields&, AnyLoss&) {});
}

/// A penalty that Keras does not have.
struct Own {
    template <class Scalar>
    double penalty(In<Scalar>) const {
        return 0;
    }
    template <class Scalar>
    void add_gradient(In<Scalar>, InOut<Scalar>, Scalar) const {}
};

}  // namespace objects_test

TEST_CASE("values are named by a text, by a class or by a function", "[keras]") {
    using objects_test::loss;
    for (const char* name : {"mse", "MSE", "mean_squared_error", "MeanSquaredError"}) {
        CHECK(loss(name).as<MeanSquaredError>());
        CHECK(loss(name).name() == "mean_squared_error");
        CHECK(loss(name, true).name() == name);
    }
    CHECK(loss(keras_files::object("CategoricalCrossentropy", R"({"label_smoothing": 0.5, "name": "mine"})"))
              .as<CategoricalCrossentropy>()
              ->options()
              .label_smoothing == 0.5);
    keras::Json function;
    function["class_name"] = "function";
    function["config"] = "mean_absolute_error";
    CHECK(loss(function).as<MeanAbsoluteError>());
    CHECK(loss(function, true).name() == "mean_absolute_error");
}

TEST_CASE("what is missing is named", "[keras]") {
    const auto error = [](const keras::Json& json) {
        return keras_files::error_of([&] { return objects_test::loss(json); });
    };
    const std::string known = "who: expected one of the losses that Ockham has, got ";
    CHECK(error("hubert") == known + "'hubert'");
    CHECK(error(keras_files::object("Hubert")) == known + "'Hubert'");
    CHECK(error(keras_files::object("LossFunctionWrapper")) == known + "'LossFunctionWrapper'");
    CHECK(error(nullptr).ends_with(", got null"));
    CHECK(error(7).ends_with(", got 7"));
    CHECK(error(keras::Json::array()).ends_with(", got []"));
    CHECK(error(keras::Json::object()).ends_with(", got an object"));
    CHECK(error(keras_files::object("MeanSquaredError", "[]")) ==
          "who: expected its options in an object, got []");
}

TEST_CASE("a value that cannot be made is an error of the file", "[keras]") {
    CHECK(keras_files::error_of([] {
              return objects_test::loss(
                  keras_files::object("CategoricalCrossentropy", R"({"label_smoothing": 2})"));
          }) == "who: CategoricalCrossentropy: expected label_smoothing to be in [0, 1], got 2");
}

TEST_CASE("a value that Keras does not have cannot be written", "[keras]") {
    const keras::Format<float> format;
    const auto write = [&](const AnyRegularizer& any) {
        return keras::detail::write_object(any, format.parts.regularizers, "who", format.parts,
                                           [](keras::Fields&, keras::Json&) {});
    };
    CHECK(write(l2(0.5)).dump() ==
          R"({"module":"keras.regularizers","class_name":"L2","config":{"l2":0.5},"registered_name":null})");
    REQUIRE_THROWS_WITH(
        write(objects_test::Own()),
        "who: expected one of the regularizers that Keras has (L1, L2, L1L2, OrthogonalRegularizer), got "
        "another one");
    CHECK_THROWS_AS(write(objects_test::Own()), ArgumentError);
}
