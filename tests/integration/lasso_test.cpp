// SPDX-License-Identifier: MIT
// Lasso regressions: optimizers with a proximal step reach the minimum with its exact zeros, others only come near.
#include <cmath>
#include <numeric>
#include <vector>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace lasso_test {

/// Targets that depend on every third feature, and noise.
struct Problem {
    Matrix<double> x, y;
    explicit Problem(Index rows = 40, Index features = 12)
        : x{fixtures::numbers(rows, features, 3)}, y(rows, 1) {
        const Matrix<double> noise = fixtures::numbers(rows, 1, 4);
        y = 0.3 * noise;
        for (Index j = 0; j < features; j += 3) y += (j % 2 == 0 ? 1.5 : -0.75) * x.col(j);
    }
};

/// argmin |x w - y|^2 / rows + factor |w|_1, by coordinate descent until nothing moves.
inline Matrix<double> minimum(const Problem& problem, double factor) {
    const auto& [x, y] = problem;
    const auto rows = static_cast<double>(x.rows());
    Matrix<double> w = Matrix<double>::Zero(x.cols(), 1);
    for (int sweep = 0; sweep < 2000; ++sweep)
        for (Index j = 0; j < x.cols(); ++j) {
            const double curvature = 2 * x.col(j).squaredNorm() / rows,
                         slope = 2 * x.col(j).dot((x * w - y).col(0)) / rows - curvature * w(j, 0);
            w(j, 0) = -(std::abs(slope) <= factor ? 0 : slope - std::copysign(factor, slope)) / curvature;
        }
    return w;
}

/// The weights of a linear model that is trained on all of the data at once.
inline Matrix<double> trained(const Problem& problem, double factor, const AnyOptimizer& optimizer,
                              int epochs) {
    Sequential<double> model{Dense<double>(1, {.use_bias = false, .kernel_regularizer = l1(factor)})};
    model.compile({.optimizer = optimizer, .loss = MeanSquaredError()});
    model.fit(problem.x, problem.y, {.epochs = epochs, .batch_size = 40, .shuffle = false, .verbose = 0});
    return model.get_weights()[0];
}

inline Index zeros(const Matrix<double>& w) {
    return (w.array() == 0).count();
}

}  // namespace lasso_test

TEST_CASE("with orthogonal features the lasso is a soft threshold", "[integration]") {
    using namespace lasso_test;
    Problem problem;
    problem.x =
        Matrix<double>::Identity(40, 12) * std::sqrt(40.0);  // so |x w - y|^2 / 40 has curvature 2 in each w
    problem.y.col(0).setLinSpaced(-2, 2);
    const double factor = 0.4;
    const Matrix<double> w = trained(problem, factor, SGD({.learning_rate = 0.25, .proximal_l1 = true}), 100);
    for (Index j = 0; j < 12; ++j) {
        const double least_squares = problem.y(j, 0) / std::sqrt(40.0);
        const double wanted =
            std::copysign(std::max(std::abs(least_squares) - factor / 2, 0.0), least_squares);
        REQUIRE(w(j, 0) == Approx(wanted).margin(1e-14));
        REQUIRE((w(j, 0) == 0) == (wanted == 0));
    }
    REQUIRE(zeros(w) > 0);
    REQUIRE(zeros(w) < 12);
}

TEST_CASE("proximal optimizers reach the minimum of the lasso, and its zeros exactly", "[integration]") {
    using namespace lasso_test;
    const Problem problem;
    for (const double factor : {0.02, 0.2, 1.0, 3.0}) {
        const Matrix<double> wanted = minimum(problem, factor);
        const auto require = [&](const char* name, const AnyOptimizer& optimizer, int epochs, double margin) {
            const Matrix<double> w = trained(problem, factor, optimizer, epochs);
            INFO(name << " with " << factor);
            for (Index j = 0; j < w.rows(); ++j) {
                INFO("weight " << j);
                REQUIRE(w(j, 0) == Approx(wanted(j, 0)).margin(margin));
                REQUIRE((w(j, 0) == 0) == (wanted(j, 0) == 0));
            }
        };
        require("SGD", SGD({.learning_rate = 0.5, .proximal_l1 = true}), 600, 1e-12);
        require("momentum", SGD({.learning_rate = 0.2, .momentum = 0.5, .proximal_l1 = true}), 600, 1e-12);
        require("Nesterov",
                SGD({.learning_rate = 0.2, .momentum = 0.5, .nesterov = true, .proximal_l1 = true}), 600,
                1e-12);
        // Adam's steps do not become smaller by themselves.
        const auto rate =
            ExponentialDecay({.initial_learning_rate = 0.05, .decay_steps = 300, .decay_rate = 0.3});
        require("Adam", Adam({.learning_rate = rate, .proximal_l1 = true}), 3000, 1e-4);
        require("amsgrad", Adam({.learning_rate = rate, .amsgrad = true, .proximal_l1 = true}), 3000, 1e-3);
    }
}

TEST_CASE("without a proximal step weights only come near zero", "[integration]") {
    using namespace lasso_test;
    const Problem problem;
    const Matrix<double> wanted = minimum(problem, 0.2);
    REQUIRE(zeros(wanted) > 3);
    for (const AnyOptimizer& optimizer :
         {AnyOptimizer(SGD({.learning_rate = 0.1})), AnyOptimizer(Adam({.learning_rate = 0.01}))}) {
        const Matrix<double> w = trained(problem, 0.2, optimizer, 1500);
        REQUIRE(zeros(w) == 0);
        REQUIRE((w - wanted).cwiseAbs().maxCoeff() < 0.05);
    }
}

TEST_CASE("a proximal step makes a network sparse in mini-batches, too, and reports the same loss",
          "[integration]") {
    using namespace lasso_test;
    const Problem problem;
    const auto network = [&](const AnyOptimizer& optimizer) {
        Sequential<float> model(
            {Dense<float>(16, {.activation = activations::tanh, .kernel_regularizer = l1(0.02)}),
             Dense<float>(1, {.kernel_regularizer = l1_l2(0.02, 0.001)})},
            {.seed = 1});
        model.compile({.optimizer = optimizer, .loss = MeanSquaredError()});
        return model;
    };
    const Tensor<float> x = problem.x, y = problem.y;
    const auto share_of_zeros = [](const Sequential<float>& model) {
        return static_cast<double>((model.get_weights()[0].array() == 0).count()) / (12 * 16);
    };
    for (const bool adam : {false, true}) {
        const auto optimizer = [adam](bool is_proximal) {
            return adam ? AnyOptimizer(Adam({.learning_rate = 0.005, .proximal_l1 = is_proximal}))
                        : AnyOptimizer(
                              SGD({.learning_rate = 0.05, .momentum = 0.5, .proximal_l1 = is_proximal}));
        };
        Sequential<float> plain = network(optimizer(false)), sparse = network(optimizer(true));
        const FitOptions<float> options{.epochs = 400, .batch_size = 8, .verbose = 0};
        const History history = plain.fit(x, y, options), of_sparse = sparse.fit(x, y, options);
        REQUIRE(of_sparse["loss"][0] == Approx(history["loss"][0]).epsilon(0.05));
        REQUIRE(of_sparse.last("loss") == Approx(history.last("loss")).epsilon(0.15));
        REQUIRE(share_of_zeros(plain) == 0);
        REQUIRE(share_of_zeros(sparse) > 0.5);
    }
}
