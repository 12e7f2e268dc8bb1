// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/ockham.hpp>

#include "analysis/silence.hpp"
#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace cross_validate_test {

inline const Tensor<double>& x() {
    static const Tensor<double> samples = fixtures::numbers<double>(Shape{23, 4});
    return samples;
}
inline const Tensor<double>& y() {
    static const Tensor<double> classes = fixtures::one_hot(23);
    return classes;
}

inline FitOptions<double> how() {
    return {.epochs = 3, .batch_size = 4, .verbose = 0};
}

inline void require_same(const Results& ours, const Results& theirs) {
    REQUIRE(ours.size() == theirs.size());
    for (const auto& [name, value] : theirs) {
        CAPTURE(name);
        REQUIRE(ours[name] == value);
    }
}

inline CrossValidation of(const std::vector<double>& values) {
    CrossValidation made;
    for (const double value : values) {
        made.scores.emplace_back();
        made.scores.back().set("data_loss", value);
    }
    return made;
}

}  // namespace cross_validate_test

TEST_CASE("each fold is what one would train and evaluate oneself", "[analysis]") {
    using namespace cross_validate_test;
    const auto model = fixtures::compiled_model(7);
    const std::vector<RowSplit> folds = k_fold(23, {.n_splits = 4, .shuffle = true, .random_state = 3});
    const CrossValidation result = cross_validate(model, x(), y(), {.folds = folds, .fit = how()});
    REQUIRE(result.scores.size() == 4);
    REQUIRE(result.histories.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        const Matrix<double> all_x = x().matrix(), all_y = y().matrix();
        const auto rows = [](const Matrix<double>& of, const std::vector<Index>& taken) {
            Matrix<double> some(static_cast<Index>(taken.size()), of.cols());
            for (std::size_t row = 0; row < taken.size(); ++row)
                some.row(static_cast<Index>(row)) = of.row(taken[row]);
            return some;
        };
        const Samples<double> train(rows(all_x, folds[i].train), rows(all_y, folds[i].train)),
            test(rows(all_x, folds[i].test), rows(all_y, folds[i].test));
        auto copy = model;
        FitOptions<double> fit = how();
        fit.validation_data = test;
        const History history = copy.fit(train.x, train.y, fit);
        Results expected = copy.evaluate(train.x, train.y, {.batch_size = 4});
        const Results validation = copy.evaluate(test.x, test.y, {.batch_size = 4});
        for (const auto& [name, value] : validation) expected.set("val_" + name, value);
        require_same(result.scores[i], expected);
        REQUIRE(result.histories[i].names() == history.names());
        for (const std::string& name : history.names()) REQUIRE(result.histories[i][name] == history[name]);
        REQUIRE(result["val_accuracy"][i] == expected["val_accuracy"]);
    }
    fixtures::require_same(model, fixtures::compiled_model(7), fixtures::x(), fixtures::y());
}

TEST_CASE("without folds there are five, shuffled", "[analysis]") {
    using namespace cross_validate_test;
    const auto model = fixtures::compiled_model();
    const CrossValidation result = cross_validate(model, x(), y(), {.fit = how()}),
                          same = cross_validate(model, x(), y(),
                                                {.folds = k_fold(23, {.shuffle = true}), .fit = how()});
    REQUIRE(result["val_loss"].size() == 5);
    REQUIRE(result["val_loss"] == same["val_loss"]);
}

TEST_CASE("cross-validation is the same bit for bit with any number of threads", "[analysis]") {
    using namespace cross_validate_test;
    const auto model = fixtures::compiled_model();
    const auto run = [&](int threads) {
        return cross_validate(model, x(), y(), {.fit = how(), .threads = threads});
    };
    const CrossValidation one = run(1);
    for (const int threads : {0, 2, 3, 9}) {
        const CrossValidation several = run(threads);
        for (std::size_t i = 0; i < 5; ++i) {
            require_same(several.scores[i], one.scores[i]);
            REQUIRE(several.histories[i]["val_loss"] == one.histories[i]["val_loss"]);
        }
    }
    // And with kernels that use threads of their own.
    set_threads(2);
    const CrossValidation inside = run(2);
    set_threads(1);
    for (std::size_t i = 0; i < 5; ++i) require_same(inside.scores[i], one.scores[i]);
}

TEST_CASE("weights go with their samples", "[analysis]") {
    using namespace cross_validate_test;
    // What weighs nothing might as well be something else.
    const auto model = fixtures::compiled_model();
    Tensor<double> weight(Shape{23, 1}), other_x = x();
    for (Index i = 0; i < 23; ++i) weight.data()[i] = i % 3 == 0 ? 0 : 1 + static_cast<double>(i);
    for (Index i = 0; i < other_x.size(); ++i)
        if (i / 4 % 3 == 0) other_x.data()[i] = 1;
    FitOptions<double> fit = how();
    fit.sample_weight = weight;
    const CrossValidation ours = cross_validate(model, x(), y(), {.fit = fit}),
                          same = cross_validate(model, other_x, y(), {.fit = fit}),
                          unweighted = cross_validate(model, x(), y(), {.fit = how()});
    for (std::size_t i = 0; i < 5; ++i) {
        REQUIRE(ours["val_data_loss"][i] != unweighted["val_data_loss"][i]);
        REQUIRE(ours["data_loss"][i] != unweighted["data_loss"][i]);
        REQUIRE(same.histories[i]["data_loss"].size() == 3);
    }
    // Penalties on outputs know no weights; without them the samples do not matter.
    Sequential<double> plain{Dense<double>(3, {.activation = activations::softmax})};
    plain.compile(fixtures::how());
    const CrossValidation first = cross_validate(plain, x(), y(), {.fit = fit}),
                          second = cross_validate(plain, other_x, y(), {.fit = fit});
    REQUIRE(first["val_data_loss"] == second["val_data_loss"]);
    REQUIRE(first["data_loss"] == second["data_loss"]);
    REQUIRE(first.histories[2]["val_data_loss"] == second.histories[2]["val_data_loss"]);
}

TEST_CASE("with a validation split training does not see the other part", "[analysis]") {
    using namespace cross_validate_test;
    const auto model = fixtures::compiled_model();
    FitOptions<double> fit = how();
    fit.validation_split = 0.25;
    const std::vector<RowSplit> folds = k_fold(23, {.n_splits = 2});
    const CrossValidation result = cross_validate(model, x(), y(), {.folds = folds, .fit = fit});
    Tensor<double> changed = x();
    for (Index i = 0; i < 12 * 4; ++i) changed.data()[i] = 0.5;  // what the first fold is tested on
    const CrossValidation other = cross_validate(model, changed, y(), {.folds = folds, .fit = fit});
    REQUIRE(result.histories[0]["val_loss"] == other.histories[0]["val_loss"]);
    REQUIRE(result.scores[0]["loss"] == other.scores[0]["loss"]);
    REQUIRE(result.scores[0]["val_loss"] != other.scores[0]["val_loss"]);
    REQUIRE(result.histories[1]["val_loss"] != other.histories[1]["val_loss"]);
}

TEST_CASE("each fold has callbacks of its own, and is silent", "[analysis]") {
    using namespace cross_validate_test;
    const auto model = fixtures::compiled_model();
    FitOptions<double> fit = how();
    fit.epochs = 50;
    fit.verbose = 2;
    fit.callbacks = {EarlyStopping({.patience = 2, .restore_best_weights = true})};
    CrossValidation stopped;
    REQUIRE(silence::written_by([&] { stopped = cross_validate(model, x(), y(), {.fit = fit}); }).empty());
    for (std::size_t i = 0; i < 5; ++i) {
        // Scores are those of the weights in the end, not of the last epoch.
        const std::vector<double> losses = stopped.histories[i]["val_loss"];
        REQUIRE(stopped.scores[i]["val_loss"] ==
                Approx(*std::min_element(losses.begin(), losses.end())).epsilon(1e-9));
    }
}

TEST_CASE("folds have a mean and a deviation", "[analysis]") {
    using cross_validate_test::of;
    const CrossValidation scores = of({1, 2, 6});
    REQUIRE(scores["data_loss"] == std::vector<double>{1, 2, 6});
    REQUIRE(scores.mean("data_loss") == 3);
    REQUIRE(scores.deviation("data_loss") == Approx(std::sqrt(7)));
    REQUIRE(of({4}).mean("data_loss") == 4);
    REQUIRE(of({4}).deviation("data_loss") == 0);
    REQUIRE_THROWS_WITH(scores.mean("accuracy"), "Results: expected one of data_loss, got accuracy");
    REQUIRE_THROWS_WITH(scores["accuracy"], "Results: expected one of data_loss, got accuracy");
    REQUIRE_THROWS_WITH(of({4}).deviation("accuracy"), "Results: expected one of data_loss, got accuracy");
    REQUIRE("\n" + scores.summary() == R"(
┏━━━━━━━━━━━┳━━━━━━━━━━━┓
┃      Fold ┃ data_loss ┃
┡━━━━━━━━━━━╇━━━━━━━━━━━┩
│         0 │         1 │
│         1 │         2 │
│         2 │         6 │
│      mean │         3 │
│ deviation │     2.646 │
└───────────┴───────────┘
)");
}

TEST_CASE("data of other kinds are cross-validated, too", "[analysis]") {
    Sequential model{Flatten(), Dense(1)};
    model.compile({.loss = MeanSquaredError()});
    const Tensor<float> series = fixtures::numbers<float>(Shape{12, 3, 2});
    const Eigen::VectorXd wanted = Eigen::VectorXd::LinSpaced(12, -1, 1);
    const CrossValidation scores =
        cross_validate(model, series, wanted, {.folds = k_fold(12, {.n_splits = 12}), .fit = {.epochs = 2}});
    REQUIRE(scores["val_loss"].size() == 12);
    REQUIRE(std::isfinite(scores.mean("val_loss")));
}

TEST_CASE("what cannot be cross-validated is refused, and the model stays as it was", "[analysis]") {
    using namespace cross_validate_test;
    auto model = fixtures::compiled_model();
    const auto refused = [&](const std::string& sentence, const CrossValidateOptions<double>& options,
                             const Tensor<double>& targets = y()) {
        fixtures::require_refused<ArgumentError>(
            model, sentence, [&](const auto& given) { return cross_validate(given, x(), targets, options); });
    };
    const auto refused_shape = [&](const std::string& sentence, const CrossValidateOptions<double>& options,
                                   const Tensor<double>& targets = y()) {
        fixtures::require_refused<ShapeError>(
            model, sentence, [&](const auto& given) { return cross_validate(given, x(), targets, options); });
    };
    refused("cross_validate: expected threads to be in [0, 1024], got -1", {.fit = how(), .threads = -1});
    FitOptions<double> fit = how();
    fit.validation_data = Samples<double>(x(), y());
    refused("cross_validate: expected fit without validation_data, which the folds are to give, got some",
            {.fit = fit});
    refused_shape("cross_validate: expected as many samples in y and sample_weight as in x, 23, got 22",
                  {.fit = how()}, fixtures::one_hot(22));
    fit = how();
    fit.sample_weight = std::vector<double>(24, 1);
    refused_shape("cross_validate: expected as many samples in y and sample_weight as in x, 23, got 24",
                  {.fit = fit});
    refused("cross_validate: expected rows in both parts of a fold, got none",
            {.folds = {{{1, 2}, {}}}, .fit = how()});
    refused("cross_validate: expected rows in both parts of a fold, got none",
            {.folds = {{{}, {1}}}, .fit = how()});
    refused("cross_validate: expected rows of folds to be below the number of samples, 23, got 23",
            {.folds = {{{1, 2}, {23}}}, .fit = how()});
    refused("cross_validate: expected rows of folds to be below the number of samples, 23, got -1",
            {.folds = {{{-1, 2}, {3}}}, .fit = how()});
    // What fit refuses.
    refused("Sequential 'classifier': expected epochs to be non-negative and finite, got -1",
            {.fit = {.epochs = -1}});
    refused(
        "EarlyStopping: expected monitor to be one of loss, accuracy, data_loss, kernel_penalty, "
        "bias_penalty, "
        "activity_penalty, val_loss, val_accuracy, val_data_loss, val_kernel_penalty, val_bias_penalty, "
        "val_activity_penalty, got 'val_auc'; give fit validation data",
        {.fit = {.verbose = 0, .callbacks = {EarlyStopping({.monitor = "val_auc"})}}});

    REQUIRE_THROWS_WITH(
        cross_validate(fixtures::model(), x(), y()),
        "Sequential 'classifier': expected a compiled model for cross_validate; call compile() first, "
        "got an uncompiled one");
    model.fit(x(), y(), {.epochs = 2, .batch_size = 23, .verbose = 0});
    REQUIRE_THROWS_WITH(
        cross_validate(model, x(), y()),
        "cross_validate: expected a model that has not been trained, got one after 2 updates");
}

TEST_CASE("models that are trained alike do not go on from one another's backup", "[analysis]") {
    using namespace cross_validate_test;
    const auto model = fixtures::compiled_model();
    BackupAndRestore backup("cv_backup.safetensors", {.delete_checkpoint = false});
    const char* words =
        "cross_validate: expected callbacks without BackupAndRestore, whose file is for one model, got one";
    REQUIRE_THROWS_WITH(cross_validate(model, x(), y(), {.fit = {.callbacks = {backup}}}), words);
    REQUIRE_THROWS_WITH(cross_validate(model, x(), y(), {.fit = {.callbacks = {std::ref(backup)}}}), words);
}
