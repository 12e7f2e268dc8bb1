// SPDX-License-Identifier: MIT
#include <ockham/core/layer.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace layer_test {

/// The least that a layer is made of.
template <class ScalarType>
struct Least {
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Least";
    void forward(TensorIn<Scalar>, TensorOut<Scalar>, Pass<Scalar>&) const {}
    void backward(TensorIn<Scalar>, TensorIn<Scalar>, TensorOut<Scalar>, Pass<Scalar>&) {}
};

struct WithPointerName : Least<float> {
    static constexpr const char* class_name = "WithPointerName";
};

struct WithoutName {
    using Scalar = float;
    void forward(TensorIn<float>, TensorOut<float>, Pass<float>&) const {}
    void backward(TensorIn<float>, TensorIn<float>, TensorOut<float>, Pass<float>&) {}
};

struct WithoutBackward {
    using Scalar = float;
    static constexpr std::string_view class_name = "WithoutBackward";
    void forward(TensorIn<float>, TensorOut<float>, Pass<float>&) const {}
};

struct ForwardThatChanges : Least<float> {
    void forward(TensorIn<float>, TensorOut<float>, Pass<float>&) {}
};

}  // namespace layer_test

TEST_CASE("a layer has a name, a forward that leaves it as it is, and a backward", "[core]") {
    using namespace layer_test;
    STATIC_REQUIRE(Layer<Least<float>>);
    STATIC_REQUIRE(Layer<Least<double>>);
    STATIC_REQUIRE(Layer<WithPointerName>);
    STATIC_REQUIRE(!Layer<WithoutName>);
    STATIC_REQUIRE(!Layer<WithoutBackward>);
    STATIC_REQUIRE(!Layer<ForwardThatChanges>);
    STATIC_REQUIRE(!Layer<int>);
}
