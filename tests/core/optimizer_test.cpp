// SPDX-License-Identifier: MIT
#include <optional>
#include <vector>

#include <ockham/core/optimizer.hpp>

#include "support/finite_differences.hpp"

using namespace ockham;

namespace optimizer_test {

using finite_differences::in;
using finite_differences::out;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The least that an optimizer is made of: follow the sign, and count in the slot.
struct Sign {
    const char* name = "sign";
    double learning_rate = 0.25;
    int slots = 1;

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        for (Index i = 0; i < u.value.size(); ++i) {
            const Scalar g = u.gradient.data()[i];
            u.value.data()[i] -= Scalar(u.learning_rate) * Scalar((g > 0) - (g < 0));
            u.slots[0].data()[i] += Scalar(u.iteration);
        }
    }
};

struct WithFunctions {
    std::string name() const { return "functions"; }
    float learning_rate() const { return 0.5F; }
    int slots() const { return 2; }
    Clipping clipping() const { return {.norm = 3}; }
    void update(ParameterUpdate<float>) const {}
    void update(ParameterUpdate<double>) const {}
};

struct WithoutRate {
    const char* name = "no rate";
    int slots = 0;
    void update(ParameterUpdate<float>) const {}
    void update(ParameterUpdate<double>) const {}
};

struct ClippingOptions {
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
};

}  // namespace optimizer_test

TEST_CASE("a user's optimizer needs a name, a learning rate, slots and an update", "[core]") {
    using namespace optimizer_test;
    STATIC_REQUIRE(Optimizer<Sign>);
    STATIC_REQUIRE(Optimizer<WithFunctions>);
    STATIC_REQUIRE(!Optimizer<WithoutRate>);
    AnyOptimizer any = WithFunctions();
    {
        const AnyOptimizer sign = Sign();
        any = sign;
    }
    REQUIRE(any.name() == "sign");
    REQUIRE(any.learning_rate() == 0.25);
    REQUIRE(any.slots() == 1);
    REQUIRE(any.clipping().value == infinity);
    REQUIRE(any.clipping().norm == infinity);
    REQUIRE(any.clipping().global_norm == infinity);

    Matrix<float> value(1, 3), gradient(1, 3);
    value << 1, 1, 1;
    gradient << -5, 0, 0.1F;
    std::vector<Tensor<float>> slots(1, Tensor<float>(Shape{1, 3}));
    slots[0].fill(0);
    any.update(ParameterUpdate<float>{out(value), in(gradient), slots, 0.5, 7});
    REQUIRE(value(0, 0) == 1.5F);
    REQUIRE(value(0, 1) == 1);
    REQUIRE(value(0, 2) == 0.5F);
    REQUIRE(slots[0].data()[2] == 7);
}

TEST_CASE("an optimizer's learning rate and slots may be functions, and it may clip", "[core]") {
    const AnyOptimizer any = optimizer_test::WithFunctions();
    REQUIRE(any.name() == "functions");
    REQUIRE(any.learning_rate() == 0.5);
    REQUIRE(any.slots() == 2);
    REQUIRE(any.clipping().norm == 3);
}

TEST_CASE("options ask for one clipping at most", "[core]") {
    using namespace optimizer_test;
    const auto clipping = [](ClippingOptions options) { return clipping_of("Lion", options); };
    REQUIRE(clipping({}).value == infinity);
    REQUIRE(clipping({.clipvalue = 2}).value == 2);
    REQUIRE(clipping({.clipvalue = 2}).norm == infinity);
    REQUIRE(clipping({.clipnorm = 3}).norm == 3);
    REQUIRE(clipping({.clipnorm = 3}).global_norm == infinity);
    REQUIRE(clipping({.global_clipnorm = 4}).global_norm == 4);
    REQUIRE(clipping({.global_clipnorm = 4}).value == infinity);
    REQUIRE_THROWS_WITH(clipping({.clipvalue = 1, .clipnorm = 1}),
                        "Lion: expected one of clipvalue, clipnorm and global_clipnorm at most, got 2");
    REQUIRE_THROWS_WITH(clipping({.clipvalue = 1, .clipnorm = 1, .global_clipnorm = 1}),
                        "Lion: expected one of clipvalue, clipnorm and global_clipnorm at most, got 3");
    REQUIRE_THROWS_WITH(clipping({.clipvalue = 0}),
                        "Lion: expected clipvalue to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(clipping({.clipnorm = -1}),
                        "Lion: expected clipnorm to be positive and finite, got -1");
    REQUIRE_THROWS_WITH(clipping({.global_clipnorm = infinity}),
                        "Lion: expected global_clipnorm to be positive and finite, got inf");
}
