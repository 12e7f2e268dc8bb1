// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/metrics.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a confusion matrix counts pairs of classes", "[metrics]") {
    const std::vector<int> y = {0, 1, 2, 1}, labels = {0, 2, 2, 1};
    Matrix<double> p(4, 3), wanted(3, 3);
    p << 0.5, 0.3, 0.2, 0.1, 0.2, 0.7, 0, 0.1, 0.9, 0.3, 0.4, 0.3;
    wanted << 1, 0, 0, 0, 1, 1, 0, 0, 1;
    REQUIRE(confusion_matrix(Tensor<double>(y), p, 3) == wanted);
    REQUIRE(confusion_matrix(Tensor<double>(y), Tensor<double>(labels), 3) == wanted);
    REQUIRE(confusion_matrix(p, p, 3).trace() == 4);
}

TEST_CASE("rows of a confusion matrix are what is true", "[metrics]") {
    Matrix<double> wanted(2, 2);
    wanted << 0, 2, 1, 0;
    const Tensor<double> y(std::vector<int>{0, 0, 1}), p(std::vector<int>{1, 1, 0});
    REQUIRE(confusion_matrix(y, p, 2) == wanted);
    REQUIRE(confusion_matrix(Matrix<double>::Constant(2, 3, 0.5), Matrix<double>::Constant(2, 3, 0.5), 3)(
                0, 0) == 2);  // of equal ones the first
    REQUIRE(confusion_matrix(Matrix<double>(0, 1), Matrix<double>(0, 1), 2) == Matrix<double>::Zero(2, 2));
}

TEST_CASE("a confusion matrix refuses what is no class", "[metrics]") {
    const Tensor<double> y(std::vector<int>{0, 3}), p(std::vector<int>{0, 1, 1});
    REQUIRE_THROWS_WITH(confusion_matrix(y, y, 3),
                        "confusion_matrix: expected labels 0 to 2, got 3 in row 1");
    REQUIRE_THROWS_WITH(confusion_matrix(y, p, 4),
                        "confusion_matrix: expected 2 predictions, one for each target, got 3");
    REQUIRE_THROWS_WITH(confusion_matrix(y, Matrix<double>::Ones(2, 2), 4),
                        "confusion_matrix: expected 1 or 4 columns, got 2");
    Matrix<double> between(2, 1);
    between << 0.5, NAN;
    REQUIRE_THROWS_WITH(confusion_matrix(between, between, 2),
                        "confusion_matrix: expected labels 0 to 1, got 0.5 in row 0");
    between(0) = 0;
    REQUIRE_THROWS_WITH(confusion_matrix(between, between, 3),
                        Catch::Matchers::Contains("expected labels 0 to 2, got") &&
                            Catch::Matchers::EndsWith("nan in row 1"));
    REQUIRE_THROWS_WITH(confusion_matrix(y, y, 0),
                        "confusion_matrix: expected classes to be positive and finite, got 0");
}

TEST_CASE("of two classes, a confusion matrix takes what a sigmoid gives", "[metrics]") {
    const Tensor<double> y(std::vector<int>{0, 0, 1, 1}), labels(std::vector<int>{0, 1, 0, 1});
    const Eigen::Vector4d p(0.2, 0.7, 0.5, 0.9);
    const auto of = [](double a, double b, double c, double d) {
        return (Matrix<double>(2, 2) << a, b, c, d).finished();
    };
    REQUIRE(confusion_matrix(y, p, 2) == of(1, 1, 1, 1));  // 0.5 is no more than the threshold
    REQUIRE(confusion_matrix(y, p, 2, 0.4) == of(1, 1, 0, 2));
    REQUIRE(confusion_matrix(y, p, 2, 0.1) == of(0, 2, 0, 2));
    REQUIRE(confusion_matrix(y, p, 2, 1) == of(2, 0, 2, 0));
    REQUIRE(confusion_matrix(y, labels, 2) == of(1, 1, 1, 1));
    REQUIRE_THROWS_WITH(confusion_matrix(y, p, 2, 1.5),
                        "confusion_matrix: expected threshold to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(confusion_matrix(y, Eigen::Vector4d(0, 1, 2, 0), 2),
                        "confusion_matrix: expected labels 0 and 1 or probabilities, got 2 in row 2");
    REQUIRE_THROWS_AS(confusion_matrix(y, Eigen::Vector4d(0, 1, NAN, 0), 2), ArgumentError);
    REQUIRE_THROWS_AS(confusion_matrix(p, y, 2), ArgumentError);  // what is true is a label
}
