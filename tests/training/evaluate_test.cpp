// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace evaluate_test {

using Model = Sequential<double>;

using fixtures::x, fixtures::y;

inline Model trained() {
    Model model = fixtures::compiled_model();
    model.fit(x(), y(), {.epochs = 2, .batch_size = 4, .verbose = 0});
    return model;
}

}  // namespace evaluate_test

TEST_CASE("evaluate reports loss, metrics, and the parts of the loss", "[training]") {
    using namespace evaluate_test;
    const Model model = trained();
    const Results results = model.evaluate(x(), y());
    std::string names;
    for (const auto& [name, value] : results) names += name + " ";
    REQUIRE(names == "loss accuracy data_loss kernel_penalty bias_penalty activity_penalty ");

    const auto weights = model.get_weights();
    const Matrix<double> hidden =
        ((x().matrix() * weights[0]).rowwise() + Eigen::RowVectorXd(weights[1].row(0))).array().tanh();
    const Matrix<double> predicted = model.predict(x()).matrix();
    double crossentropy = 0, right = 0;
    for (Index row = 0; row < 10; ++row) {
        Index wanted = 0, largest = 0;
        y().matrix().row(row).maxCoeff(&wanted);
        predicted.row(row).maxCoeff(&largest);
        crossentropy -= std::log(predicted(row, wanted)) / 10;
        right += wanted == largest;
    }
    REQUIRE(results["data_loss"] == Approx(crossentropy).epsilon(1e-12));
    REQUIRE(results["accuracy"] == Approx(right / 10));
    REQUIRE(results["kernel_penalty"] == Approx(0.01 * weights[0].cwiseAbs().sum()).epsilon(1e-12));
    REQUIRE(results["bias_penalty"] == Approx(0.02 * weights[1].squaredNorm()).epsilon(1e-12));
    REQUIRE(results["activity_penalty"] ==
            Approx((0.003 * hidden.cwiseAbs().sum() + 0.004 * hidden.squaredNorm()) / 10).epsilon(1e-12));
    REQUIRE(results["loss"] == Approx(results["data_loss"] + results["kernel_penalty"] +
                                      results["bias_penalty"] + results["activity_penalty"])
                                   .epsilon(1e-14));
}

TEST_CASE("evaluate says the same for every batch size, and changes nothing", "[training]") {
    using namespace evaluate_test;
    const Model model = trained(), before = model;
    const Tensor<double> weights = fixtures::numbers<double>(Shape{10, 1}, 4).matrix().cwiseAbs();
    for (const bool weighted : {false, true}) {
        const Tensor<double> weight = weighted ? weights : Tensor<double>();
        const Results all = model.evaluate(x(), y(), {.batch_size = 10, .sample_weight = weight});
        for (const Index batch_size : {1, 3, 4, 9, 11, 1000}) {
            const Results results =
                model.evaluate(x(), y(), {.batch_size = batch_size, .sample_weight = weight});
            for (const auto& [name, value] : all) REQUIRE(results[name] == Approx(value).epsilon(1e-12));
        }
    }
    fixtures::require_same(model, before, x(), y());
}

TEST_CASE("evaluate weighs samples in the data loss alone", "[training]") {
    using namespace evaluate_test;
    const Model model = trained();
    Tensor<double> only(Shape{10, 1});
    only.fill(0);
    only.data()[4] = 3;
    const Results results = model.evaluate(x(), y(), {.sample_weight = only}),
                  plain = model.evaluate(x(), y()),
                  one = model.evaluate(x().matrix().row(4), y().matrix().row(4));
    REQUIRE(results["data_loss"] == Approx(3 * one["data_loss"] / 10).epsilon(1e-12));
    for (const char* name : {"accuracy", "kernel_penalty", "bias_penalty", "activity_penalty"})
        REQUIRE(results[name] == plain[name]);
}

TEST_CASE("evaluate takes Eigen expressions and inputs of any rank", "[training]") {
    using namespace evaluate_test;
    const Model model = trained();
    const Eigen::MatrixXf by_columns = x().matrix().cast<float>();
    REQUIRE(model.evaluate(by_columns * 1.0F, y().matrix().topRows(10))["loss"] ==
            Approx(model.evaluate(x(), y())["loss"]).epsilon(1e-6));

    Model rank3{Dense<double>(2, {.activity_regularizer = l2(0.5)})};
    rank3.compile({.loss = MeanSquaredError()});
    rank3.build({3, 4});
    const Tensor<double> x3 = fixtures::numbers<double>(Shape{5, 3, 4}),
                         y3 = fixtures::numbers<double>(Shape{5, 3, 2}, 1);
    const Tensor<double> predicted = rank3.predict(x3);
    const Results results = rank3.evaluate(x3, y3, {.batch_size = 2});
    REQUIRE(results["data_loss"] ==
            Approx((predicted.matrix() - y3.matrix()).squaredNorm() / 30).epsilon(1e-12));
    REQUIRE(results["activity_penalty"] == Approx(0.5 * predicted.matrix().squaredNorm() / 5).epsilon(1e-12));
}

TEST_CASE("data that cannot be evaluated are refused", "[training]") {
    using namespace evaluate_test;
    using fixtures::require_refused;
    Model model = trained();
    const auto evaluate = [](const Tensor<double>& some_x, const Tensor<double>& some_y,
                             EvaluateOptions<double> options = {}) {
        return [=](const Model& m) { (void)m.evaluate(some_x, some_y, options); };
    };
    require_refused<ShapeError>(
        model, "Sequential 'classifier': expected x with samples, got an empty tensor", evaluate({}, {}));
    require_refused<ShapeError>(model, "Sequential 'classifier': expected at least one sample in x, got none",
                                evaluate(Tensor<double>(Shape{0, 4}), Tensor<double>(Shape{0, 3})));
    require_refused<ShapeError>(model,
                                "Sequential 'classifier': expected as many samples in y as in x, 10, got 9",
                                evaluate(x(), y().matrix().topRows(9)));
    require_refused<ShapeError>(model,
                                "Dense 'hidden': expected input with last dimension 4, got shape (10, 5)",
                                evaluate(fixtures::numbers(10, 5), y()));
    require_refused<ShapeError>(
        model,
        "CategoricalCrossentropy: expected targets with 3 columns, as many as the model's output, got 2",
        evaluate(x(), fixtures::one_hot(10, 2)));
    require_refused<ArgumentError>(model,
                                   "CategoricalCrossentropy: expected targets in [0, 1], got -1 in row 0",
                                   evaluate(x(), -fixtures::one_hot(10)));
    for (const Index batch_size : {0, -5})
        require_refused<ArgumentError>(
            model,
            "Sequential 'classifier': expected batch_size to be positive and finite, got " +
                std::to_string(batch_size),
            evaluate(x(), y(), {.batch_size = batch_size}));
    require_refused<ShapeError>(
        model, "Sequential 'classifier': expected one sample_weight for each of 10 samples, got shape (9, 1)",
        evaluate(x(), y(), {.sample_weight = std::vector<double>(9, 1)}));
    require_refused<ArgumentError>(
        model, "Sequential 'classifier': expected sample_weight to be non-negative and finite, got -1",
        evaluate(x(), y(), {.sample_weight = std::vector<double>(10, -1)}));
}
