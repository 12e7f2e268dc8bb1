// SPDX-License-Identifier: MIT
#include <ockham/training/batch.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("rows of a batch are rows of its inputs, targets and weights", "[training]") {
    Tensor<double> x(Shape{5, 2, 3}), y(Shape{5, 1}), weight(Shape{5, 2});
    for (Tensor<double>* tensor : {&x, &y, &weight})
        for (Index i = 0; i < tensor->size(); ++i) tensor->data()[i] = static_cast<double>(i);
    const Batch<double> all{x, y, weight};
    const Batch<double> some = all.rows(1, 3);
    REQUIRE(some.x.shape() == Shape{3, 2, 3});
    REQUIRE(some.x.data() == x.data() + 6);
    REQUIRE(some.y.shape() == Shape{3, 1});
    REQUIRE(some.y.data()[0] == 1);
    REQUIRE(some.weight.shape() == Shape{3, 2});
    REQUIRE(some.weight.data()[0] == 2);
    REQUIRE(some.rows(2, 1).x.data()[0] == 18);

    const Batch<double> without{x, y, {}};
    REQUIRE_FALSE(static_cast<bool>(without.rows(4, 1).weight));
    REQUIRE(without.rows(4, 1).y.data()[0] == 4);
    REQUIRE(without.rows(5, 0).x.samples() == 0);
}

TEST_CASE("a batch knows what the sum of its losses is divided by", "[training]") {
    Tensor<double> x(Shape{3, 2}), weight(Shape{3, 1}), none(Shape{3, 1});
    weight.matrix() << 0.5, 2, 0;
    none.fill(0);
    const Batch<double> plain{x, x, {}}, weighted{x, x, weight}, empty{x, x, none};
    REQUIRE(plain.divisor(Reduction::sum_over_batch_size, 6) == 6);
    REQUIRE(weighted.divisor(Reduction::sum_over_batch_size, 6) == 6);
    REQUIRE(weighted.divisor(Reduction::sum, 6) == 1);
    REQUIRE(plain.divisor(Reduction::mean_with_sample_weight, 6) == 6);
    REQUIRE(weighted.divisor(Reduction::mean_with_sample_weight, 6) == 2.5);
    REQUIRE(empty.divisor(Reduction::mean_with_sample_weight, 6) == 1);
}

TEST_CASE("the loss of an epoch weighs each batch by its samples", "[training]") {
    RunningLoss loss;
    loss.add({.data = 1, .kernel = 2, .bias = 3, .activity = 4}, 3);
    REQUIRE(loss.mean().data == 1);
    REQUIRE(loss.mean().total() == 10);
    loss.add({.data = 5, .kernel = 6, .bias = 7, .activity = 8}, 1);
    REQUIRE(loss.mean().data == 2);
    REQUIRE(loss.mean().kernel == 3);
    REQUIRE(loss.mean().bias == 4);
    REQUIRE(loss.mean().activity == 5);
    loss.reset();
    loss.add({.data = 7}, 10);
    REQUIRE(loss.mean().data == 7);
    REQUIRE(loss.mean().kernel == 0);
}
