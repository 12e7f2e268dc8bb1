// SPDX-License-Identifier: MIT
#include <ockham/core/loss.hpp>

#include "support/finite_differences.hpp"

using namespace ockham;

namespace loss_test {

using finite_differences::in;
using finite_differences::out;

/// The least that a loss is made of: the first column's error.
struct First {
    std::string name = "first";
    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index i = 0; i < y_pred.rows(); ++i) loss(i, 0) = y_pred(i, 0) - y_true(i, 0);
    }
    void gradient(In<double>, In<double>, InOut<double> d_pred) const {
        for (Index i = 0; i < d_pred.size(); ++i) d_pred.data()[i] = i % d_pred.cols() == 0 ? 1.0 : 0.0;
    }
};

struct Fusing : First {
    void check_targets(In<double> y_true, Index columns) const {
        if (y_true.cols() > columns) check::fail("fusing", "few targets", "many");
    }
    bool fuses_with(Logits logits) const { return logits == Logits::softmax; }
    First from_logits() const { return {.name = "first of logits"}; }
};

struct Summed : First {
    struct Options {
        Reduction reduction = Reduction::sum;
    };
    Options options() const { return {}; }
    Reduction reduction() const { return options().reduction; }
    bool fuses_with(Logits) const { return true; }
    First from_logits(Logits logits) const {
        return {.name = logits == Logits::softmax ? "softmax" : "none"};
    }
};

struct NoGradient {
    std::string_view name = "no gradient";
    void value(In<double>, In<double>, InOut<double>) const {}
};

}  // namespace loss_test

TEST_CASE("no loss is no loss", "[core]") {
    const AnyLoss none;
    REQUIRE_FALSE(static_cast<bool>(none));
    REQUIRE(none.name() == "");
    REQUIRE_FALSE(static_cast<bool>(none.of(Logits::softmax)));
}

TEST_CASE("a user's loss needs a name, a value and a gradient", "[core]") {
    using namespace loss_test;
    STATIC_REQUIRE(Loss<First>);
    STATIC_REQUIRE(!Loss<NoGradient>);
    AnyLoss loss;
    {
        const AnyLoss original = First();
        loss = original;
    }
    REQUIRE(static_cast<bool>(loss));
    REQUIRE(loss.name() == "first");
    Matrix<double> y(2, 2), p(2, 2), values(2, 1), gradient(2, 2);
    y << 1, 2, 3, 4;
    p << 5, 5, 9, 5;
    loss.value(in(y), in(p), out(values));
    REQUIRE(values(0, 0) == 4);
    REQUIRE(values(1, 0) == 6);
    loss.gradient(in(y), in(p), out(gradient));
    REQUIRE(gradient(1, 0) == 1);
    REQUIRE(gradient(1, 1) == 0);
    REQUIRE_FALSE(static_cast<bool>(loss.of(Logits::softmax)));
}

TEST_CASE("without a check of its own a loss wants as many columns as there are predictions", "[core]") {
    using namespace loss_test;
    const AnyLoss loss = First();
    const Matrix<double> y = Matrix<double>::Zero(4, 2);
    REQUIRE_NOTHROW(loss.check_targets(in(y), 2));
    REQUIRE_THROWS_AS(loss.check_targets(in(y), 3), ShapeError);
    REQUIRE_THROWS_WITH(loss.check_targets(in(y), 3),
                        "first: expected targets with 3 columns, as many as the model's output, got 2");
    const AnyLoss own = Fusing();
    REQUIRE_NOTHROW(own.check_targets(in(y), 3));
    REQUIRE_THROWS_WITH(own.check_targets(in(y), 1), "fusing: expected few targets, got many");
}

TEST_CASE("a loss may be better computed before an activation", "[core]") {
    const AnyLoss loss = loss_test::Fusing();
    REQUIRE(loss.of(Logits::softmax).name() == "first of logits");
    REQUIRE_FALSE(static_cast<bool>(loss.of(Logits::none)));
}

TEST_CASE("a loss says how it is reduced, or is a mean", "[core]") {
    REQUIRE(AnyLoss().reduction() == Reduction::sum_over_batch_size);
    REQUIRE(AnyLoss(loss_test::First()).reduction() == Reduction::sum_over_batch_size);
    REQUIRE(AnyLoss(loss_test::Summed()).reduction() == Reduction::sum);
}

TEST_CASE("a loss may want to know before which activation it is", "[core]") {
    REQUIRE(AnyLoss(loss_test::Summed()).of(Logits::softmax).name() == "softmax");
}
