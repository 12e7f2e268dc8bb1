// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace options_test {

struct Part {
    Eigen::MatrixXf x;
    Eigen::VectorXi y;
    std::vector<int> other = {};
};

}  // namespace options_test

TEST_CASE("the defaults of fit and evaluate are Keras'", "[training]") {
    const FitOptions<float> fit;
    REQUIRE(fit.epochs == 1);
    REQUIRE(fit.batch_size == 32);
    REQUIRE(fit.validation_data.x.empty());
    REQUIRE(fit.validation_split == 0);
    REQUIRE(fit.shuffle);
    REQUIRE(fit.initial_epoch == 0);
    REQUIRE(fit.class_weight.empty());
    REQUIRE(fit.sample_weight.empty());
    REQUIRE(fit.verbose == 1);
    REQUIRE(fit.callbacks.empty());
    REQUIRE(fit.validation_batch_size == 0);
    const EvaluateOptions<float> evaluate;
    REQUIRE(evaluate.batch_size == 32);
    REQUIRE(evaluate.sample_weight.empty());
}

TEST_CASE("samples are made of matrices, tensors, vectors, and the parts of a split", "[training]") {
    const options_test::Part part{Eigen::MatrixXf::Constant(4, 2, 0.5F), Eigen::VectorXi::LinSpaced(4, 0, 3)};
    const Samples<double> of_part = part;
    REQUIRE(of_part.x.shape() == Shape{4, 2});
    REQUIRE(of_part.y.shape() == Shape{4, 1});
    REQUIRE(of_part.y.data()[3] == 3);
    REQUIRE(of_part.sample_weight.empty());

    const Samples<float> of_both{part.x * 2, std::vector<int>{0, 1, 2, 3}, std::vector<double>{1, 1, 1, 0.5}};
    REQUIRE(of_both.x.data()[7] == 1);
    REQUIRE(of_both.y.data()[2] == 2);
    REQUIRE(of_both.sample_weight.data()[3] == 0.5F);
    REQUIRE(of_both.sample_weight.shape() == Shape{4, 1});

    const Samples<float> of_tensors{Tensor<float>(Shape{4, 2, 3}), Tensor<float>(Shape{4, 1})};
    REQUIRE(of_tensors.x.shape() == Shape{4, 2, 3});
    REQUIRE(Samples<float>().x.empty());

    const auto iris = datasets::load_iris();
    const auto [train, test] = train_test_split(iris.x, iris.y);
    const FitOptions<float> options{.validation_data = test};
    REQUIRE(options.validation_data.x.shape() == Shape{38, 4});
    REQUIRE(options.validation_data.y.shape() == Shape{38, 1});
}

TEST_CASE("a validation split leaves as many samples as in Keras, rounded down", "[training]") {
    REQUIRE(detail::kept_by_split(10, 0.25) == 7);
    REQUIRE(detail::kept_by_split(10, 0.2) == 8);
    REQUIRE(detail::kept_by_split(3, 0.5) == 1);
    REQUIRE(detail::kept_by_split(10, 0.9) == 0);  // 1 - 0.9 is a little less than a tenth
    REQUIRE(detail::kept_by_split(10, 0) == 10);
    for (const float share : {0.1F, 0.2F, 0.3F, 0.4F}) {
        const FitOptions<float> options{.validation_split = share};
        REQUIRE(detail::kept_by_split(100, options.validation_split) == 100 - std::lround(100 * share));
    }
}
