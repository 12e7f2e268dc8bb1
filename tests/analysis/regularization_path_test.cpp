// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <ockham/ockham.hpp>

#include "analysis/silence.hpp"
#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace regularization_path_test {

inline const Tensor<double>& x() {
    static const Tensor<double> samples = fixtures::numbers<double>(Shape{24, 4});
    return samples;
}
inline const Tensor<double>& y() {
    static const Tensor<double> classes = fixtures::one_hot(24);
    return classes;
}

inline Sequential<double> make_model(double factor) {
    Sequential<double> model(
        {Dense<double>(6, {.activation = activations::relu, .kernel_regularizer = l1(factor)}),
         Dropout<double>(0.25),
         Dense<double>(3, {.activation = activations::softmax, .kernel_regularizer = l2(factor)})},
        {.seed = 5});
    model.compile(
        {.optimizer = SGD({.learning_rate = 0.1}), .loss = CategoricalCrossentropy(), .metrics = {accuracy}});
    return model;
}

inline FitOptions<double> how() {
    return {.epochs = 3, .batch_size = 5, .verbose = 0};
}

inline void require_same(const RegularizationPath& ours, const RegularizationPath& theirs) {
    REQUIRE(ours.factors == theirs.factors);
    REQUIRE(ours.scores.size() == ours.factors.size());
    for (std::size_t i = 0; i < ours.scores.size(); ++i) {
        REQUIRE(ours.scores[i].size() == theirs.scores[i].size());
        for (const auto& [name, value] : theirs.scores[i]) {
            CAPTURE(i, name);
            REQUIRE(ours.scores[i][name] == value);
        }
        REQUIRE(ours.histories[i]["loss"] == theirs.histories[i]["loss"]);
        REQUIRE(ours.reports[i].summary() == theirs.reports[i].summary());
    }
}

/// A path with these scores `name`.
inline RegularizationPath of(const std::vector<double>& factors, const char* name,
                             const std::vector<double>& scores) {
    RegularizationPath path{factors};
    for (const double score : scores) {
        path.scores.emplace_back();
        path.scores.back().set("data_loss", 2);
        path.scores.back().set(name, score);
    }
    return path;
}

}  // namespace regularization_path_test

TEST_CASE("a path has what one would train and look at oneself", "[analysis]") {
    using namespace regularization_path_test;
    const Samples<double> test(fixtures::numbers(9, 4, 1), fixtures::one_hot(9));
    FitOptions<double> fit = how();
    fit.validation_data = test;
    const std::vector<double> factors{0, 0.001, 0.1};
    std::vector<double> asked;
    const auto make = [&](double factor) {
        asked.push_back(factor);
        return make_model(factor);
    };
    const RegularizationPath path =
        regularization_path(make, factors, x(), y(), {.fit = fit, .threshold = 0.05});
    REQUIRE(asked == factors);
    REQUIRE(path.factors == factors);
    for (std::size_t i = 0; i < 3; ++i) {
        auto model = make_model(factors[i]);
        const History history = model.fit(x(), y(), fit);
        REQUIRE(path.histories[i].names() == history.names());
        for (const std::string& name : history.names()) REQUIRE(path.histories[i][name] == history[name]);
        Results expected = model.evaluate(x(), y(), {.batch_size = 5});
        const Results validation = model.evaluate(test.x, test.y, {.batch_size = 5});
        for (const auto& [name, value] : validation) expected.set("val_" + name, value);
        const SparsityReport report = sparsity_report(model, x(), {.threshold = 0.05});
        const std::vector<Matrix<double>> weights = model.get_weights();
        expected.set("kernel_norm", std::sqrt(weights[0].squaredNorm() + weights[2].squaredNorm()));
        expected.set("kernel_sparsity", (static_cast<double>((weights[0].array().abs() <= 0.05).count()) +
                                         static_cast<double>((weights[2].array().abs() <= 0.05).count())) /
                                            (24 + 18));
        expected.set("output_sparsity", report.all(SparsityRow::Kind::output).near_zeros);
        REQUIRE(path.scores[i].size() == expected.size());
        for (const auto& [name, value] : expected) {
            CAPTURE(name);
            REQUIRE(path.scores[i][name] == Approx(value).epsilon(1e-12));
            REQUIRE(path[name][i] == path.scores[i][name]);
        }
        REQUIRE(path.reports[i].loss == expected["loss"]);
        REQUIRE(path.reports[i].threshold == 0.05);
        REQUIRE(path.reports[i].penalties() ==
                Approx(expected["kernel_penalty"] + expected["activity_penalty"]).epsilon(1e-12));
    }
    REQUIRE(path["kernel_norm"][2] < path["kernel_norm"][0]);
}

TEST_CASE("a path is the same bit for bit with any number of threads", "[analysis]") {
    using namespace regularization_path_test;
    FitOptions<double> fit = how();
    fit.validation_split = 0.25;
    const auto run = [&](int threads) {
        return regularization_path(make_model, log_space(1e-4, 1, 7), x(), y(),
                                   {.fit = fit, .threads = threads});
    };
    const RegularizationPath one = run(1);
    for (const int threads : {0, 2, 3, 9}) require_same(run(threads), one);
    set_threads(2);
    const RegularizationPath inside = run(2);
    set_threads(1);
    require_same(inside, one);
}

TEST_CASE("models of one seed differ by the penalty alone", "[analysis]") {
    using namespace regularization_path_test;
    const RegularizationPath path = regularization_path(make_model, {0.25, 0.25}, x(), y(), {.fit = how()});
    REQUIRE(path["loss"][0] == path["loss"][1]);
    REQUIRE(path["kernel_norm"][0] == path["kernel_norm"][1]);
}

TEST_CASE("a validation split is that of fit, and judges the trained model", "[analysis]") {
    using namespace regularization_path_test;
    FitOptions<double> split = how(), given = how();
    split.validation_split = 0.3;  // 16 of 24 stay
    Tensor<double> weight(Shape{24, 1});
    for (Index i = 0; i < 24; ++i) weight.data()[i] = static_cast<double>(i % 5);
    split.sample_weight = weight;
    given.sample_weight = Tensor<double>(Shape{16, 1}, weight.matrix().topRows(16));
    given.validation_data = Samples<double>(x().matrix().bottomRows(8), y().matrix().bottomRows(8),
                                            weight.matrix().bottomRows(8));
    const std::vector<double> factors{0.01, 0.1};
    const RegularizationPath path = regularization_path(make_model, factors, x(), y(), {.fit = split});
    require_same(path, regularization_path(make_model, factors, x().matrix().topRows(16),
                                           y().matrix().topRows(16), {.fit = given}));
    auto model = make_model(0.01);
    const History history = model.fit(x(), y(), split);
    REQUIRE(path.histories[0]["val_loss"] == history["val_loss"]);
    REQUIRE(path.histories[0]["loss"] == history["loss"]);
}

TEST_CASE("scores are of the weights in the end, and nothing is written", "[analysis]") {
    using namespace regularization_path_test;
    FitOptions<double> fit = how();
    fit.epochs = 40;
    fit.verbose = 2;
    fit.validation_split = 0.25;
    fit.callbacks = {EarlyStopping({.patience = 3, .restore_best_weights = true})};
    RegularizationPath path;
    REQUIRE(silence::written_by([&] {
                path = regularization_path(make_model, {0.001, 0.01}, x(), y(), {.fit = fit});
            }).empty());
    for (std::size_t i = 0; i < 2; ++i) {
        const std::vector<double> losses = path.histories[i]["val_loss"];
        REQUIRE(path["val_loss"][i] == Approx(*std::min_element(losses.begin(), losses.end())).epsilon(1e-9));
    }
}

TEST_CASE("the best factor is that of the best score, and of several the largest", "[analysis]") {
    using regularization_path_test::of;
    const std::vector<double> factors{0.1, 10, 1, 0.01};
    REQUIRE(of(factors, "val_data_loss", {3, 2, 1, 5}).best_factor() == 1);
    REQUIRE(of(factors, "val_data_loss", {1, 1, 1, 1}).best_factor() == 10);
    REQUIRE(of(factors, "val_data_loss", {1, 2, 1, 1}).best_factor() == 1);
    REQUIRE(of(factors, "val_accuracy", {0.5, 0.2, 0.3, 0.1}).best_factor("val_accuracy") == 0.1);
    REQUIRE(of(factors, "val_accuracy", {0.5, 0.2, 0.3, 0.1}).best_factor("val_accuracy", MonitorMode::min) ==
            0.01);
    REQUIRE(of(factors, "r2", {0.5, 0.2, 0.3, 0.1}).best_factor("r2", MonitorMode::max) == 0.1);
    REQUIRE(of(factors, "val_data_loss", {NAN, 2, NAN, 1}).best_factor() == 0.01);
    REQUIRE(of(factors, "val_data_loss", {1, NAN, 2, NAN}).best_factor() == 0.1);
    REQUIRE(std::isnan(of(factors, "val_data_loss", {NAN, NAN, NAN, NAN}).best_factor()));
    REQUIRE_THROWS_WITH(of(factors, "val_mse", {1, 2, 3, 4}).best_factor(),
                        "RegularizationPath: expected monitor to be one of data_loss, val_mse, got "
                        "'val_data_loss'; give fit validation data");
}

TEST_CASE("a path is a table", "[analysis]") {
    using regularization_path_test::of;
    REQUIRE("\n" + of({0, 0.001}, "val_data_loss", {1.0 / 3, 12345}).summary() == R"(
┏━━━━━━━━┳━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Factor ┃ data_loss ┃ val_data_loss ┃
┡━━━━━━━━╇━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│      0 │         2 │        0.3333 │
│  0.001 │         2 │     1.234e+04 │
└────────┴───────────┴───────────────┘
)");
}

TEST_CASE("paths of models in float, of any callable, without validation", "[analysis]") {
    const auto make = [](double factor) mutable {
        Sequential model{Flatten(), Dense(1, {.kernel_regularizer = l2(factor)})};
        model.compile({.loss = MeanSquaredError()});
        return model;
    };
    const Tensor<float> series = fixtures::numbers<float>(Shape{12, 3, 2});
    const Eigen::VectorXd wanted = Eigen::VectorXd::LinSpaced(12, -1, 1);
    const RegularizationPath path =
        regularization_path(make, log_space(0.01, 1, 3), series, wanted, {.fit = {.epochs = 2}});
    REQUIRE(path["data_loss"].size() == 3);
    REQUIRE_FALSE(path.scores[0].contains("val_data_loss"));
    const std::vector<double> losses = path["data_loss"];
    REQUIRE(path.best_factor("data_loss") ==
            path.factors[static_cast<std::size_t>(std::min_element(losses.begin(), losses.end()) -
                                                  losses.begin())]);
    // A kept model that is returned by reference is copied.
    const Sequential<float> kept = make(0.5);
    const auto by_reference = [&](double) -> const Sequential<float>& { return kept; };
    REQUIRE(regularization_path(by_reference, {1, 2}, series, wanted)["loss"].size() == 2);
    REQUIRE_FALSE(kept.is_built());
}

TEST_CASE("paths that cannot be are refused, before any training", "[analysis]") {
    using namespace regularization_path_test;
    const std::vector<double> factors{0.1, 1};
    REQUIRE_THROWS_AS(regularization_path(make_model, {}, x(), y()), ArgumentError);
    REQUIRE_THROWS_WITH(regularization_path(make_model, {}, x(), y()),
                        "regularization_path: expected at least one factor, got none");
    REQUIRE_THROWS_WITH(regularization_path(make_model, {1, -1}, x(), y()),
                        "regularization_path: expected factors to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(regularization_path(make_model, {1, NAN}, x(), y()),
                        "regularization_path: expected factors to be non-negative and finite, got nan");
    REQUIRE_THROWS_WITH(regularization_path(make_model, factors, x(), y(), {.threshold = -1}),
                        "regularization_path: expected threshold to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(regularization_path(make_model, factors, x(), y(), {.threads = 1025}),
                        "regularization_path: expected threads to be in [0, 1024], got 1025");
    const auto uncompiled = [](double) { return fixtures::model(); };
    REQUIRE_THROWS_WITH(
        regularization_path(uncompiled, factors, x(), y()),
        "Sequential 'classifier': expected a compiled model for regularization_path; call compile() "
        "first, got an uncompiled one");
    // What fit refuses, in its words.
    const auto refused = [&](const std::string& sentence, FitOptions<double> fit,
                             const Tensor<double>& targets = y()) {
        fit.verbose = 0;
        REQUIRE_THROWS_WITH(regularization_path(make_model, factors, x(), targets, {.fit = fit}), sentence);
    };
    refused("Sequential 'sequential': expected batch_size to be positive and finite, got 0",
            {.batch_size = 0});
    refused("Sequential 'sequential': expected validation_split to be in [0, 1), got 1",
            {.validation_split = 1});
    refused(
        "Sequential 'sequential': expected validation_split to leave samples on both sides, got 0.99 of 24 "
        "samples",
        {.validation_split = 0.99});
    refused("Sequential 'sequential': expected validation_data or validation_split, got both",
            {.validation_data = Samples<double>(x(), y()), .validation_split = 0.5});
    for (const double split : {0.0, 0.5})
        refused("Sequential 'sequential': expected as many samples in y as in x, 24, got 23",
                {.validation_split = split}, fixtures::one_hot(23));
    refused("Sequential 'sequential': expected one sample_weight for each of 24 samples, got shape (5, 1)",
            {.validation_split = 0.5, .sample_weight = std::vector<double>(5, 1)});
}
