// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/optimizers/sgd.hpp>

#include "optimizers/contract.hpp"
#include "optimizers/recorded_steps.hpp"
#include "support/finite_differences.hpp"

using namespace ockham;

namespace sgd_test {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A weight of 1 after a step with each of `gradients`, at a learning rate of 1/8.
template <class Scalar>
std::vector<Scalar> path(const SGD& optimizer, const std::vector<Scalar>& gradients) {
    Matrix<Scalar> w = Matrix<Scalar>::Ones(1, 1), g(1, 1);
    std::vector<Tensor<Scalar>> slots(static_cast<std::size_t>(optimizer.slots()),
                                      Tensor<Scalar>(Shape{1, 1}));
    for (Tensor<Scalar>& slot : slots) slot.fill(0);
    std::vector<Scalar> values;
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        g(0, 0) = gradients[i];
        optimizer.update(ParameterUpdate<Scalar>{finite_differences::out(w), finite_differences::in(g), slots,
                                                 0.125, static_cast<std::int64_t>(i)});
        values.push_back(w(0, 0));
    }
    return values;
}

inline Matrix<double> row(double a, double b) {
    Matrix<double> m(1, 2);
    m << a, b;
    return m;
}

/// How zero weights move at a learning rate of 1 in one step with these gradients of two parameters.
inline std::vector<Matrix<double>> moved(SGDOptions options, const Matrix<double>& g0,
                                         const Matrix<double>& g1) {
    options.learning_rate = 1;
    const Matrix<double> zero = Matrix<double>::Zero(1, 2);
    return prescribed::run(SGD(options), {prescribed::Layer({zero, zero}, {{g0, g1}})})[0];
}

}  // namespace sgd_test

TEST_CASE("SGD follows the gradient downhill", "[optimizers]") {
    REQUIRE(sgd_test::path<double>(SGD(), {2, -4, 0}) == std::vector<double>{0.75, 1.25, 1.25});
    REQUIRE(sgd_test::path<float>(SGD(), {2, -4, 0}) == std::vector<float>{0.75, 1.25, 1.25});
    REQUIRE(sgd_test::path<double>(SGD({.nesterov = true}), {2, -4, 0}) ==
            std::vector<double>{0.75, 1.25, 1.25});
}

TEST_CASE("SGD's velocity includes the learning rate, and goes on without a gradient", "[optimizers]") {
    // m: -1/4, -1/8 + 1/2 = 3/8, 3/16
    REQUIRE(sgd_test::path<double>(SGD({.momentum = 0.5}), {2, -4, 0}) ==
            std::vector<double>{0.75, 1.125, 1.3125});
    REQUIRE(sgd_test::path<float>(SGD({.momentum = 0.5}), {2, -4, 0}) ==
            std::vector<float>{0.75, 1.125, 1.3125});
    REQUIRE(sgd_test::path<double>(SGD({.momentum = 1}), {2, 0, 0}) == std::vector<double>{0.75, 0.5, 0.25});
}

TEST_CASE("SGD may look ahead along its momentum", "[optimizers]") {
    // The same m; w moves by m / 2 - g / 8: -3/8, 11/16, 3/32.
    const SGD nesterov({.momentum = 0.5, .nesterov = true});
    REQUIRE(sgd_test::path<double>(nesterov, {2, -4, 0}) == std::vector<double>{0.625, 1.3125, 1.40625});
    REQUIRE(sgd_test::path<float>(nesterov, {2, -4, 0}) == std::vector<float>{0.625, 1.3125, 1.40625});
}

TEST_CASE("SGD has Keras' defaults", "[optimizers]") {
    const SGD sgd;
    REQUIRE(sgd.learning_rate()(0) == 0.01);
    REQUIRE(sgd.options().momentum == 0);
    REQUIRE_FALSE(sgd.options().nesterov);
    REQUIRE_FALSE(sgd.options().proximal_l1);
    REQUIRE(sgd.slots() == 0);
    const UpdateOptions& shared = sgd.shared();
    REQUIRE(shared.weight_decay == 0);
    REQUIRE(shared.exclude_from_weight_decay.empty());
    REQUIRE_FALSE((shared.clipvalue || shared.clipnorm || shared.global_clipnorm));
    REQUIRE_FALSE(shared.use_ema);
    REQUIRE(shared.ema_momentum == 0.99);
    REQUIRE(shared.ema_overwrite_frequency == 0);
    REQUIRE(shared.gradient_accumulation_steps == 1);
    REQUIRE_FALSE(shared.loss_scale_factor.has_value());
    const AnyOptimizer any = SGD({.learning_rate = 0.5, .momentum = 0.9, .clipnorm = 2});
    REQUIRE(any.name() == "sgd");
    REQUIRE(any.learning_rate()(0) == 0.5);
    REQUIRE(any.slots() == 1);
    REQUIRE(any.shared().clipnorm == 2.0);
    REQUIRE_NOTHROW(SGD({.learning_rate = 0}));
}

TEST_CASE("SGD refuses what is no rate", "[optimizers]") {
    REQUIRE_THROWS_AS(SGD({.learning_rate = -1}), ArgumentError);
    REQUIRE_THROWS_WITH(SGD({.learning_rate = -1}),
                        "SGD: expected learning_rate to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(SGD({.learning_rate = sgd_test::infinity}),
                        "SGD: expected learning_rate to be non-negative and finite, got inf");
    REQUIRE_THROWS_WITH(SGD({.momentum = 1.5}), "SGD: expected momentum to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(SGD({.momentum = -0.5}), "SGD: expected momentum to be in [0, 1], got -0.5");
    REQUIRE_THROWS_WITH(SGD({.clipvalue = 0}), "SGD: expected clipvalue to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(SGD({.clipnorm = -1}), "SGD: expected clipnorm to be positive and finite, got -1");
    REQUIRE_THROWS_WITH(SGD({.global_clipnorm = sgd_test::infinity}),
                        "SGD: expected global_clipnorm to be positive and finite, got inf");
    REQUIRE_THROWS_WITH(SGD({.clipvalue = 1, .global_clipnorm = 1}),
                        "SGD: expected one of clipvalue, clipnorm and global_clipnorm at most, got 2");
}

TEST_CASE("gradients are clipped entry by entry", "[optimizers]") {
    using namespace sgd_test;
    const auto w = moved({.clipvalue = 2}, row(-3, 1.5), row(2, 100));
    REQUIRE(w[0] == row(2, -1.5));
    REQUIRE(w[1] == row(-2, -2));
}

TEST_CASE("gradients are clipped to a norm, each parameter's for itself", "[optimizers]") {
    using namespace sgd_test;
    const auto w = moved({.clipnorm = 2}, row(-3, 4), row(1.2, 1.6));
    REQUIRE(w[0].isApprox(row(1.2, -1.6), 1e-15));
    REQUIRE(w[1] == row(-1.2, -1.6));
    REQUIRE(moved({.clipnorm = 5}, row(3, 4), row(0, 0))[0] == row(-3, -4));
    REQUIRE(moved({.clipnorm = 2}, row(-1.5, 0), row(0, 0))[0] == row(1.5, 0));
    REQUIRE(moved({.clipnorm = 0.5}, row(0.625, 0), row(0, 0))[0] == row(-0.5, 0));
    REQUIRE(moved({.clipnorm = 2}, row(0, 0), row(0, 0))[0] == row(0, 0));
}

TEST_CASE("gradients are clipped to a norm of all together", "[optimizers]") {
    using namespace sgd_test;
    const auto w = moved({.global_clipnorm = 6.5}, row(-3, 4), row(12, 0));  // 13 in all
    REQUIRE(w[0].isApprox(row(1.5, -2), 1e-15));
    REQUIRE(w[1].isApprox(row(-6, 0), 1e-15));
    REQUIRE(moved({.global_clipnorm = 13}, row(-3, 4), row(12, 0))[0] == row(3, -4));
    REQUIRE(moved({.global_clipnorm = 6}, row(-3, 4), row(0, 0))[0] == row(3, -4));
    REQUIRE(moved({.global_clipnorm = 0.5}, row(0.625, 0), row(0, 0))[0] == row(-0.5, 0));
}

TEST_CASE("a frozen layer's gradients are not counted", "[optimizers]") {
    using namespace sgd_test;
    const Matrix<double> zero = Matrix<double>::Zero(1, 2);
    const auto w = prescribed::run(
        SGD({.learning_rate = 1, .global_clipnorm = 5}),
        {prescribed::Layer({zero}, {{row(3, 4)}}), prescribed::Layer({zero}, {{row(100, 100)}}, false)})[0];
    REQUIRE(w[0] == row(-3, -4));
    REQUIRE(w[1] == zero);
}

TEST_CASE("SGD takes the steps of Keras", "[optimizers]") {
    recorded_steps::require<SGD>("SGD", 15, [](SGDOptions& options, const auto& call) {
        options.momentum = call.number("momentum");
        options.nesterov = call.number("nesterov") != 0;
    });
}

TEST_CASE("SGD computes the same in every way", "[optimizers]") {
    optimizers_contract::require(SGD());
    optimizers_contract::require(SGD({.momentum = 0.5}));
    optimizers_contract::require(SGD({.momentum = 0.5, .nesterov = true}));
    optimizers_contract::require(SGD({.proximal_l1 = true}));
    optimizers_contract::require(SGD({.momentum = 0.5, .proximal_l1 = true}));
    optimizers_contract::require(SGD({.momentum = 0.5, .nesterov = true, .proximal_l1 = true}));
}

TEST_CASE("SGD's proximal step shrinks weights, and makes small ones exactly zero", "[optimizers]") {
    using namespace sgd_test;
    const auto moved = [](const SGD& optimizer, Matrix<double> w, const Matrix<double>& g, int steps) {
        std::vector<Tensor<double>> slots(1, Tensor<double>(Shape{1, 2}));
        slots[0].fill(0);
        for (int step = 0; step < steps; ++step)
            optimizer.update(ParameterUpdate<double>{finite_differences::out(w), finite_differences::in(g),
                                                     slots, 0.125, step, 0, 2});
        return w;
    };
    // A gradient step of g / 8, then a shift by 1/4 towards 0.
    REQUIRE(moved(SGD({.proximal_l1 = true}), row(1, -1), row(2, 2), 1) == row(0.5, -1));
    REQUIRE(moved(SGD({.proximal_l1 = true}), row(0.25, -0.125), row(0, 1), 1) == row(0, 0));
    REQUIRE(moved(SGD({.proximal_l1 = true}), row(0.25, 0), row(4, -4), 1) == row(0, 0.25));
    // With momentum 1/2: what the velocity gains is the whole move, 1/2 - 3/8; and 3/8 is the next step's.
    REQUIRE(moved(SGD({.momentum = 0.5, .proximal_l1 = true}), row(1, 0.125), row(1, 0), 1) == row(0.625, 0));
    REQUIRE(moved(SGD({.momentum = 0.5, .proximal_l1 = true}), row(1, 0.125), row(1, 0), 2) ==
            row(0.0625, 0));
    // Ahead of the point 5/8 by half of the move to it; then from there to 5/8 - 3/16 - 3/8.
    const SGD nesterov({.momentum = 0.5, .nesterov = true, .proximal_l1 = true});
    REQUIRE(moved(nesterov, row(1, 0), row(1, 1), 1) == row(0.4375, 0));
    REQUIRE(moved(nesterov, row(1, 0), row(1, 1), 2) == row(0.0625 - 0.28125, 0));
}
