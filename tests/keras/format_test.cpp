// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/hdf5_file.hpp>
#include <ockham/keras/model_file.hpp>
#include <ockham/keras/save_model.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace format_test {

/// y = factor x, with a learned factor for each column.
struct Scale {
    using Scalar = float;
    static constexpr std::string_view class_name = "Scale";

    double start = 1;
    Parameter<float> factor{.name = "factor"};

    std::vector<Parameter<float>*> parameters() { return {&factor}; }
    void build(const Shape& input, Random& random) {
        factor.initialize({input.last()}, constant(start), random);
    }
    void forward(TensorIn<float> x, TensorOut<float> y, Pass<float>&) const {
        for (Index i = 0; i < x.size(); ++i)
            y.data()[i] = factor.value.data()[i % factor.value.size()] * x.data()[i];
    }
    void backward(TensorIn<float>, TensorIn<float>, TensorOut<float>, Pass<float>&) {}
};

inline Scale scale(keras::Fields& fields, const Scale* saved) {
    double start = saved ? saved->start : 1;
    fields("start", start);
    fields.variables("inner/vars");
    return {.start = start};
}

}  // namespace format_test

TEST_CASE("a layer of the user's own is one row more", "[keras]") {
    using format_test::Scale;
    Sequential<float> model{Scale{.start = 3}, Dense(2)};
    model.build({2});
    REQUIRE_THROWS_WITH(
        keras::save_model(model, "own.keras"),
        Catch::Matchers::StartsWith("save_model 'own.keras': Scale 'scale': expected one of the layers "
                                    "that Keras has (Activation, "));
    keras::Format<float> format;
    format.layers.add("Scale", format_test::scale, {.module = "mine", .registered_name = "mine>Scale"});
    keras::save_model(model, "own.keras", format);
    const std::string bytes = keras_files::bytes_of("own.keras");
    CHECK(bytes.find(R"({"module":"mine","class_name":"Scale","config":{"name":"scale",)") !=
          std::string::npos);
    CHECK(bytes.find(R"("start":3.0},"registered_name":"mine>Scale",)") != std::string::npos);
    const Sequential<float> read = keras::load_model<float>("own.keras", {}, format);
    CHECK(read.layer(0).as<Scale>()->start == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(read.get_weights()[i] == model.get_weights()[i]);
    REQUIRE_THROWS_WITH(keras::load_model("own.keras"),
                        "load_model 'own.keras': expected only what Ockham has, got layer 'Scale'");
    CHECK(format.layers.find("mine>Scale") == format.layers.find("Scale"));  // as .h5 files have it
}

namespace format_test {

/// An optimizer that remembers three things of each parameter.
struct Three {
    static constexpr std::string_view name = "three";
    static constexpr int slots = 3;

    double learning_rate = 0.5;

    template <class Scalar>
    void update(ParameterUpdate<Scalar>) const {}
};

inline Three three(keras::Fields& fields, const Three* saved) {
    Three value = saved ? *saved : Three();
    fields("learning_rate", value.learning_rate);
    fields.ignored("name");
    fields.slots({2, 1});
    return value;
}

}  // namespace format_test

TEST_CASE("an optimizer says in which order a file has its slots", "[keras]") {
    Sequential<double> model{Dense<double>(2)};
    model.build({3});
    model.compile({.optimizer = format_test::Three(), .loss = MeanSquaredError()});
    const auto parameters = ModelState<double>::parameters(model);
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t slot = 0; slot < 3; ++slot) {
            parameters[i]->slots[slot].resize(parameters[i]->value.shape());
            parameters[i]->slots[slot].fill(static_cast<double>(10 * i + slot));
        }
    keras::Format<double> format;
    format.optimizers.add("Three", format_test::three);
    keras::save_model(model, "three.keras", format);

    const std::string bytes = keras_files::bytes_of("three.keras");
    const std::string weights = keras::detail::Archive(bytes, "who").read("model.weights.h5", 1 << 20);
    keras::detail::Hdf5Bytes file(weights, "who");
    const keras::detail::Hdf5Object vars = keras::detail::Hdf5Object(file)["optimizer/vars"];
    REQUIRE(vars.size() == 8);
    const double order[] = {0, 1, 10, 11, 2, 12};
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(vars[to_text(i + 2)].array().tensor<double>().data()[1] == order[i]);

    auto read = keras::load_model<double>("three.keras", {}, format);
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t slot = 0; slot < 3; ++slot)
            CHECK(ModelState<double>::parameters(read)[i]->slots[slot].matrix() ==
                  parameters[i]->slots[slot].matrix());
}
