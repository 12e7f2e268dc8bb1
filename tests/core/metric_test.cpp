// SPDX-License-Identifier: MIT
#include <ockham/core/metric.hpp>

#include "support/finite_differences.hpp"

using namespace ockham;

namespace metric_test {

using finite_differences::in;
using finite_differences::out;

/// The least that a metric is made of: the number of rows.
struct Rows {
    const char* name = "rows";
    double rows = 0;
    void reset() { rows = 0; }
    void update(In<double>, In<double> y_pred) { rows += static_cast<double>(y_pred.rows()); }
    double result() const { return rows; }
};

struct Twice : Rows {
    void check_targets(In<double> y_true, Index columns) const {
        if (y_true.cols() != 2 * columns) check::fail("twice", "twice the columns", Text() << y_true.cols());
    }
    bool fuses_with(Logits logits) const { return logits == Logits::sigmoid; }
    Twice from_logits() const { return {{.name = "rows of logits"}}; }
};

/// A loss: the error of the first column.
struct First {
    std::string name = "first";
    bool logits = false;
    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        for (Index i = 0; i < y_pred.rows(); ++i) loss(i, 0) = y_pred(i, 0) - y_true(i, 0);
    }
    void gradient(In<double>, In<double>, InOut<double>) const {}
};

struct Fusing : First {
    bool fuses_with(Logits from) const { return from == Logits::softmax; }
    First from_logits() const { return {.name = "first of logits"}; }
    void check_targets(In<double>, Index) const { check::fail("fusing", "nothing", "something"); }
};

/// A loss: the rows of the batch, which is known by the negative of twice that.
struct Doubled : First {
    static constexpr double metric_factor = -2;
    void value(In<double>, In<double> y_pred, InOut<double> loss) const {
        for (Index i = 0; i < y_pred.rows(); ++i) loss(i, 0) = static_cast<double>(y_pred.rows());
    }
};

inline void update(AnyMetric& metric, const Matrix<double>& y, const Matrix<double>& p) {
    metric.update(in(y), in(p));
}

}  // namespace metric_test

TEST_CASE("a user's metric needs a name, reset, update and result", "[core]") {
    using namespace metric_test;
    STATIC_REQUIRE(Metric<Rows>);
    STATIC_REQUIRE(!Metric<First>);
    AnyMetric metric = Rows();
    REQUIRE(metric.name() == "rows");
    update(metric, Matrix<double>::Zero(3, 1), Matrix<double>::Zero(3, 2));
    update(metric, Matrix<double>::Zero(1, 1), Matrix<double>::Zero(1, 2));
    REQUIRE(metric.result() == 4);
    metric.reset();
    REQUIRE(metric.result() == 0);
}

TEST_CASE("a copy of a metric counts for itself", "[core]") {
    using namespace metric_test;
    const Matrix<double> row = Matrix<double>::Zero(1, 1);
    AnyMetric metric = Rows();
    update(metric, row, row);
    AnyMetric copy = metric;
    update(copy, row, row);
    REQUIRE(metric.result() == 1);
    REQUIRE(copy.result() == 2);
    metric = copy;
    copy.reset();
    REQUIRE(metric.result() == 2);
    const AnyMetric& itself = metric;
    metric = itself;
    REQUIRE(metric.result() == 2);
    const AnyMetric moved = std::move(metric);
    REQUIRE(moved.result() == 2);
}

TEST_CASE("a metric's targets have the columns of the predictions unless it says otherwise", "[core]") {
    using namespace metric_test;
    const Matrix<double> y = Matrix<double>::Zero(3, 2);
    REQUIRE_NOTHROW(AnyMetric(Rows()).check_targets(in(y), 2));
    REQUIRE_THROWS_AS(AnyMetric(Rows()).check_targets(in(y), 1), ShapeError);
    REQUIRE_THROWS_WITH(AnyMetric(Rows()).check_targets(in(y), 1),
                        "rows: expected targets with 1 columns, as many as the model's output, got 2");
    REQUIRE_NOTHROW(AnyMetric(Twice()).check_targets(in(y), 1));
    REQUIRE_THROWS_WITH(AnyMetric(Twice()).check_targets(in(y), 2),
                        "twice: expected twice the columns, got 2");
    REQUIRE_NOTHROW(AnyMetric(First()).check_targets(in(y), 2));
    REQUIRE_THROWS_WITH(AnyMetric(First()).check_targets(in(y), 3),
                        "first: expected targets with 3 columns, as many as the model's output, got 2");
    REQUIRE_THROWS_WITH(AnyMetric(Fusing()).check_targets(in(y), 2),
                        "fusing: expected nothing, got something");
}

TEST_CASE("every loss is a metric: its mean over all rows", "[core]") {
    using namespace metric_test;
    STATIC_REQUIRE(Metric<LossMetric<First>>);
    AnyMetric metric = First();
    REQUIRE(metric.name() == "first");
    REQUIRE(metric.result() == 0);
    Matrix<double> y(3, 2), p(3, 2);
    y << 1, 0, 2, 0, 3, 0;
    p << 2, 9, 5, 9, 8, 9;
    update(metric, y, p);
    REQUIRE(metric.result() == 3);
    update(metric, Matrix<double>::Zero(1, 2), Matrix<double>::Constant(1, 2, -1));
    REQUIRE(metric.result() == 2);  // a mean over four rows, not over two batches
    metric.reset();
    REQUIRE(metric.result() == 0);
}

TEST_CASE("a metric may be better computed before an activation", "[core]") {
    using namespace metric_test;
    AnyMetric metric = Twice(), loss = Fusing(), plain_loss = First(), plain = Rows();
    for (AnyMetric* each : {&metric, &plain, &loss, &plain_loss}) {
        each->use(Logits::none);
        REQUIRE_FALSE(each->from_logits());
    }
    metric.use(Logits::sigmoid);
    REQUIRE(metric.from_logits());
    REQUIRE(metric.name() == "rows of logits");
    loss.use(Logits::softmax);
    REQUIRE(loss.from_logits());
    REQUIRE(loss.name() == "first of logits");
    const AnyMetric copy = loss;
    REQUIRE(copy.from_logits());
    plain.use(Logits::sigmoid);
    plain_loss.use(Logits::softmax);
    REQUIRE_FALSE(plain.from_logits());
    REQUIRE_FALSE(plain_loss.from_logits());
}

TEST_CASE("a loss sees a batch as a whole where it is a metric, and may be known by its negative", "[core]") {
    AnyMetric metric = metric_test::Doubled();
    metric_test::update(metric, Matrix<double>::Zero(3, 1), Matrix<double>::Zero(3, 1));
    metric_test::update(metric, Matrix<double>::Zero(1, 1), Matrix<double>::Zero(1, 1));
    REQUIRE(metric.result() == -2 * (3 * 3 + 1) / 4.0);
}
