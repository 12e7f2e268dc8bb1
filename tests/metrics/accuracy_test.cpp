// SPDX-License-Identifier: MIT
#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace accuracy_test {

inline double of(const Matrix<double>& y_true, const Matrix<double>& y_pred) {
    Accuracy metric;
    metric.update(In<double>(y_true.data(), y_true.rows(), y_true.cols()),
                  In<double>(y_pred.data(), y_pred.rows(), y_pred.cols()));
    return metric.result();
}

}  // namespace accuracy_test

TEST_CASE("accuracy follows the shapes", "[metrics]") {
    Matrix<double> p(4, 3), one_hot(4, 3), labels(4, 1);
    p << 0.2, 0.5, 0.3, 0.4, 0.4, 0.2, 0, 0, 1, 1, 0, 0;
    one_hot << 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1;
    labels << 1, 0, 2, 2;
    REQUIRE(accuracy_test::of(one_hot, p) == 0.5);  // of equal entries the first counts
    REQUIRE(accuracy_test::of(labels, p) == 0.75);
    Matrix<double> yes(4, 1), sure(4, 1);
    yes << 1, 0, 1, 0;
    sure << 0.51, 0.5, 0.3, 0.7;
    REQUIRE(accuracy_test::of(yes, sure) == 0.5);  // 0.5 is a no
}

TEST_CASE("accuracy counts over batches until it is reset", "[metrics]") {
    Accuracy metric;
    const double right[] = {1}, wrong[] = {0};
    REQUIRE(metric.result() == 0);
    metric.update(In<double>(right, 1, 1), In<double>(right, 1, 1));
    metric.update(In<double>(right, 1, 1), In<double>(wrong, 1, 1));
    REQUIRE(metric.result() == 0.5);
    metric.reset();
    metric.update(In<double>(right, 1, 1), In<double>(right, 1, 1));
    REQUIRE(metric.result() == 1);
}
