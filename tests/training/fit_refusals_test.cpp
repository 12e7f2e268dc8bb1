// SPDX-License-Identifier: MIT
// What fit refuses, in which words, and that the model is as before: an unbuilt one stays unbuilt, a trained one keeps
// its weights, its optimizer's state, and what is random next. What models refuse: models/sequential_refusals_test.cpp.
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace fit_refusals_test {

using Model = Sequential<double>;
using Options = FitOptions<double>;

using fixtures::x, fixtures::y;

inline Tensor<double> with(Tensor<double> tensor, Index place, double value) {
    tensor.data()[place] = value;
    return tensor;
}

inline Options quiet() {
    return {.batch_size = 4, .verbose = 0};
}

template <class Error>
void require_refused(Model model, const std::string& sentence, const Tensor<double>& some_x,
                     const Tensor<double>& some_y, const Options& options = quiet()) {
    INFO((model.is_built() ? "trained" : "unbuilt"));
    fixtures::require_refused<Error>(model, sentence, [&](Model& m) { m.fit(some_x, some_y, options); });
}

inline Model trained() {
    Model model = fixtures::compiled_model();
    model.fit(x(), y(), {.epochs = 2, .batch_size = 4, .verbose = 0});
    return model;
}

/// By an unbuilt model, and by one that has trained.
template <class Error>
void both_refuse(const std::string& sentence, const Tensor<double>& some_x, const Tensor<double>& some_y,
                 const Options& options = quiet()) {
    require_refused<Error>(fixtures::compiled_model(), sentence, some_x, some_y, options);
    require_refused<Error>(trained(), sentence, some_x, some_y, options);
}

template <class Error>
void both_refuse(const std::string& sentence, const Options& options) {
    both_refuse<Error>(sentence, x(), y(), options);
}

/// Fails unless a model of this loss refuses `targets`.
template <class Error>
void loss_refuses(const AnyLoss& loss, const std::string& sentence, const Tensor<double>& targets,
                  const Tensor<double>& fitting) {
    for (const bool is_trained : {false, true}) {
        INFO((is_trained ? "trained" : "unbuilt"));
        Model model = fixtures::model();
        model.compile({.optimizer = SGD({.momentum = 0.9}), .loss = loss});
        if (is_trained) model.fit(x(), fitting, quiet());
        fixtures::require_refused<Error>(
            model, sentence, [&](Model& m) { m.fit(x(), targets, quiet()); }, x(), fitting);
        fixtures::require_refused<Error>(
            model, sentence,
            [&](Model& m) {
                m.fit(x(), fitting, {.validation_data = {x(), targets}, .verbose = 0});
            },
            x(), fitting);
        fixtures::require_refused<Error>(
            model, sentence, [&](Model& m) { m.train_on_batch(x().view(), targets.view()); }, x(), fitting);
    }
}

}  // namespace fit_refusals_test

TEST_CASE("fit needs samples, and as many of x as of y", "[training]") {
    using namespace fit_refusals_test;
    const std::string none = "Sequential 'classifier': expected at least one sample in x, got none";
    both_refuse<ShapeError>(none, Tensor<double>(Shape{0, 4}), Tensor<double>(Shape{0, 3}));
    both_refuse<ShapeError>(none, Tensor<double>(Shape{0, 4}), y());
    require_refused<ShapeError>(fixtures::compiled_model(), none, {}, {});
    require_refused<ShapeError>(
        trained(), "Sequential 'classifier': expected x with samples, got an empty tensor", {}, {});
    both_refuse<ShapeError>("Sequential 'classifier': expected as many samples in y as in x, 10, got 0", x(),
                            {});
    both_refuse<ShapeError>("Sequential 'classifier': expected as many samples in y as in x, 10, got 9", x(),
                            y().matrix().topRows(9));
    both_refuse<ShapeError>("Sequential 'classifier': expected as many samples in y as in x, 9, got 10",
                            x().matrix().topRows(9), y());
}

TEST_CASE("fit refuses inputs of other features or another rank", "[training]") {
    using namespace fit_refusals_test;
    const Model model = trained();
    require_refused<ShapeError>(model,
                                "Dense 'hidden': expected input with last dimension 4, got shape (112, 5)",
                                fixtures::numbers(112, 5), fixtures::one_hot(112));
    require_refused<ShapeError>(model,
                                "Dense 'hidden': expected input of shape (None, 4), got shape (10, 2, 4)",
                                Tensor<double>(Shape{10, 2, 4}, fixtures::numbers(20, 4)), y());
    both_refuse<ShapeError>(
        "Sequential 'classifier': expected validation x with samples like those of x, (10, 4), got shape "
        "(10, 5)",
        {.validation_data = {fixtures::numbers(10, 5), y()}, .verbose = 0});
    both_refuse<ShapeError>(
        "Sequential 'classifier': expected validation x with samples like those of x, (10, 4), got shape "
        "(10, 1, 4)",
        {.validation_data = {Tensor<double>(Shape{10, 1, 4}, x().matrix()), y()}, .verbose = 0});

    Model told{Dense<double>(3, {.activation = activations::softmax, .input_shape = {4}, .name = "first"})};
    told.compile(fixtures::how());
    require_refused<ShapeError>(told, "Dense 'first': expected input of shape (None, 4), got (None, 5)",
                                fixtures::numbers(10, 5), y());
    Model inside{
        Dense<double>(2),
        Dense<double>(3, {.activation = activations::softmax, .input_shape = {7}, .name = "second"})};
    inside.compile(fixtures::how());
    REQUIRE_THROWS_WITH(inside.fit(x(), y(), quiet()),
                        "Dense 'second': expected input of shape (None, 7), got (None, 2)");
    REQUIRE_FALSE(inside.is_built());
    Model vectors{Dense<double>(1, {.name = "first"})};
    vectors.compile({.loss = MeanSquaredError()});
    REQUIRE_THROWS_WITH(vectors.fit(fixtures::numbers<double>(Shape{10}), x().matrix().leftCols(1), quiet()),
                        "Dense 'first': expected input with features, got shape (None)");
    REQUIRE_FALSE(vectors.is_built());
}

TEST_CASE("labels are whole numbers, one for each class at most", "[training]") {
    using namespace fit_refusals_test;
    const Tensor<double> labels = fixtures::labels(10);
    const std::string needed =
        "SparseCategoricalCrossentropy: expected labels 0 to 2, one for each column of the model's output, "
        "got ";
    loss_refuses<ArgumentError>(SparseCategoricalCrossentropy(), needed + "3 in row 4", with(labels, 4, 3),
                                labels);
    loss_refuses<ArgumentError>(SparseCategoricalCrossentropy(), needed + "-1 in row 9", with(labels, 9, -1),
                                labels);
    loss_refuses<ArgumentError>(SparseCategoricalCrossentropy(), needed + "0.5 in row 0",
                                with(labels, 0, 0.5), labels);
    loss_refuses<ArgumentError>(SparseCategoricalCrossentropy(), needed + "1e+30 in row 0",
                                with(labels, 0, 1e30), labels);
    // Labels 1, 2, 3, as other programs count them.
    loss_refuses<ArgumentError>(SparseCategoricalCrossentropy(), needed + "3 in row 2",
                                Matrix<double>(labels.matrix().array() + 1), labels);
    loss_refuses<ShapeError>(SparseCategoricalCrossentropy(),
                             "SparseCategoricalCrossentropy: expected one column of labels, got 3 columns; "
                             "use CategoricalCrossentropy for one-hot targets",
                             y(), labels);
}

TEST_CASE("a crossentropy needs targets in [0, 1], one for each output", "[training]") {
    using namespace fit_refusals_test;
    loss_refuses<ShapeError>(
        CategoricalCrossentropy(),
        "CategoricalCrossentropy: expected one-hot targets with 3 columns, got 1 column; use "
        "to_categorical(y), or SparseCategoricalCrossentropy for labels",
        fixtures::labels(10), y());
    loss_refuses<ShapeError>(
        CategoricalCrossentropy(),
        "CategoricalCrossentropy: expected targets with 3 columns, as many as the model's output, got 4",
        fixtures::one_hot(10, 4), y());
    loss_refuses<ShapeError>(
        BinaryCrossentropy(),
        "BinaryCrossentropy: expected targets with 3 columns, as many as the model's output, got 1",
        fixtures::labels(10), y());
    loss_refuses<ShapeError>(
        MeanSquaredError(),
        "mean_squared_error: expected targets with 3 columns, as many as the model's output, got 1",
        fixtures::labels(10), y());
    for (const auto& [value, came] :
         {std::pair(1.001, "1.001"), std::pair(-1e-6, "-1e-06"), std::pair(255.0, "255")}) {
        const std::string needed = std::string("expected targets in [0, 1], got ") + came + " in row 3";
        loss_refuses<ArgumentError>(CategoricalCrossentropy(), "CategoricalCrossentropy: " + needed,
                                    with(y(), 10, value), y());
        loss_refuses<ArgumentError>(BinaryCrossentropy(), "BinaryCrossentropy: " + needed,
                                    with(y(), 10, value), y());
    }
    Model rank3{Dense<double>(3, {.name = "only"})};
    rank3.compile({.loss = MeanSquaredError()});
    REQUIRE_THROWS_WITH(
        rank3.fit(Tensor<double>(Shape{10, 2, 4}, fixtures::numbers(20, 4)), y(), quiet()),
        "Sequential 'sequential': expected y for outputs of shape (None, 2, 3), got shape (10, 3)");
    REQUIRE_FALSE(rank3.is_built());
}

TEST_CASE("metrics have a say in what targets are possible", "[training]") {
    using namespace fit_refusals_test;
    Model model = fixtures::model();
    model.compile({.loss = MeanSquaredError(), .metrics = {SparseCategoricalCrossentropy()}});
    REQUIRE_THROWS_WITH(model.fit(x(), y(), quiet()),
                        "SparseCategoricalCrossentropy: expected one column of labels, got 3 columns; use "
                        "CategoricalCrossentropy for one-hot targets");
    REQUIRE_FALSE(model.is_built());
}

TEST_CASE("fit refuses numbers that are not finite", "[training]") {
    using namespace fit_refusals_test;
    const std::string finite = "Sequential 'classifier': expected finite numbers in ";
    for (const auto& [value, came] : {std::pair(double(NAN), "nan"), std::pair(double(INFINITY), "inf"),
                                      std::pair(-double(INFINITY), "-inf")}) {
        both_refuse<ArgumentError>(finite + "x, got " + came + " in row 2", with(x(), 11, value), y());
        both_refuse<ArgumentError>(finite + "y, got " + came + " in row 9", x(), with(y(), 29, value));
        both_refuse<ArgumentError>(finite + "validation x, got " + came + " in row 0",
                                   {.validation_data = {with(x(), 0, value), y()}, .verbose = 0});
        both_refuse<ArgumentError>(finite + "validation y, got " + came + " in row 1",
                                   {.validation_data = {x(), with(y(), 3, value)}, .verbose = 0});
        const Tensor<double> weights = with(std::vector<double>(10, 1), 5, value);
        const std::string weight =
            std::string(
                "Sequential 'classifier': expected sample_weight to be non-negative and finite, got ") +
            came;
        both_refuse<ArgumentError>(weight, {.sample_weight = weights, .verbose = 0});
        both_refuse<ArgumentError>(weight, {.validation_data = {x(), y(), weights}, .verbose = 0});
        both_refuse<ArgumentError>(
            std::string(
                "Sequential 'classifier': expected class_weight of 2 to be non-negative and finite, got ") +
                came,
            {.class_weight = {{0, 1.0}, {2, value}}, .verbose = 0});
    }
    // What is finite in double need not be so in float.
    auto small = fixtures::compiled_model<float>();
    REQUIRE_THROWS_WITH(small.fit(with(x(), 11, 1e300).matrix(), y().matrix(), {.verbose = 0}),
                        finite + "x, got inf in row 2");
    REQUIRE_FALSE(small.is_built());
}

TEST_CASE("factors of penalties and rates are numbers in their ranges", "[training]") {
    REQUIRE_THROWS_WITH(l1(NAN), "l1: expected factor to be non-negative and finite, got nan");
    REQUIRE_THROWS_WITH(l2(INFINITY), "l2: expected factor to be non-negative and finite, got inf");
    REQUIRE_THROWS_WITH(l1_l2(0.1, -0.1), "l1_l2: expected l2 to be non-negative and finite, got -0.1");
    REQUIRE_THROWS_WITH(orthogonal(NAN),
                        "orthogonal: expected factor to be non-negative and finite, got nan");
    REQUIRE_THROWS_WITH(Dropout(1.5), "Dropout: expected rate to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(Dense(0), "Dense: expected units to be positive and finite, got 0");
}

TEST_CASE("batches have at least one sample", "[training]") {
    using namespace fit_refusals_test;
    for (const Index size : {0, -1}) {
        const std::string came = " to be positive and finite, got " + std::to_string(size);
        both_refuse<ArgumentError>("Sequential 'classifier': expected batch_size" + came,
                                   {.batch_size = size, .verbose = 0});
    }
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected validation_batch_size to be positive and finite, got -1",
        {.verbose = 0, .validation_batch_size = -1});
}

TEST_CASE("numbers of epochs are not negative", "[training]") {
    using namespace fit_refusals_test;
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected epochs to be non-negative and finite, got -1",
        {.epochs = -1, .verbose = 0});
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected epochs to be non-negative and finite, got -3",
        {.epochs = -3, .verbose = 0});
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected initial_epoch to be non-negative and finite, got -1",
        {.epochs = 5, .initial_epoch = -1, .verbose = 0});
}

TEST_CASE("there are three kinds of verbosity", "[training]") {
    using namespace fit_refusals_test;
    for (const int verbose : {-1, 3})
        both_refuse<ArgumentError>(
            "Sequential 'classifier': expected verbose to be 0, 1 or 2, got " + std::to_string(verbose),
            {.verbose = verbose});
}

TEST_CASE("a validation split leaves something on both sides", "[training]") {
    using namespace fit_refusals_test;
    for (const auto& [share, came] : {std::pair(1.0, "1"), std::pair(-0.25, "-0.25"), std::pair(20.0, "20"),
                                      std::pair(double(NAN), "nan")})
        both_refuse<ArgumentError>(
            std::string("Sequential 'classifier': expected validation_split to be in [0, 1), got ") + came,
            {.validation_split = share, .verbose = 0});
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected validation_split to leave samples on both sides, got 0.95 of 10 "
        "samples",
        {.validation_split = 0.95, .verbose = 0});
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected validation_split to leave samples on both sides, got 1e-20 of 10 "
        "samples",
        {.validation_split = 1e-20, .verbose = 0});
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected validation_split to leave samples on both sides, got 0.5 of 1 "
        "samples",
        x().matrix().topRows(1), y().matrix().topRows(1), {.validation_split = 0.5, .verbose = 0});
}

TEST_CASE("what excludes each other is refused together", "[training]") {
    using namespace fit_refusals_test;
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected validation_data or validation_split, got both",
        {.validation_data = {x(), y()}, .validation_split = 0.5, .verbose = 0});
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected class_weight or sample_weight, got both",
        {.class_weight = {{0, 1.0}}, .sample_weight = std::vector<double>(10, 1), .verbose = 0});
}

TEST_CASE("validation data are looked at before training begins", "[training]") {
    using namespace fit_refusals_test;
    both_refuse<ShapeError>(
        "Sequential 'classifier': expected at least one sample in validation x, got none",
        {.validation_data = {Tensor<double>(Shape{0, 4}), Tensor<double>(Shape{0, 3})}, .verbose = 0});
    both_refuse<ShapeError>(
        "Sequential 'classifier': expected as many samples in validation y as in validation x, 10, got 4",
        {.validation_data = {x(), y().matrix().topRows(4)}, .verbose = 0});
    both_refuse<ShapeError>(
        "Sequential 'classifier': expected validation x with samples like those of x, (10, 4), got shape ()",
        {.validation_data = {{}, y()}, .verbose = 0});
    both_refuse<ShapeError>(
        "Sequential 'classifier': expected one validation sample_weight for each of 10 samples, got shape "
        "(9, 1)",
        {.validation_data = {x(), y(), std::vector<double>(9, 1)}, .verbose = 0});
}

TEST_CASE("weights are one a sample, or one a row, and not negative", "[training]") {
    using namespace fit_refusals_test;
    both_refuse<ShapeError>(
        "Sequential 'classifier': expected one sample_weight for each of 10 samples, got shape (11, 1)",
        {.sample_weight = std::vector<double>(11, 1), .verbose = 0});
    both_refuse<ShapeError>(
        "Sequential 'classifier': expected one sample_weight for each of 10 samples, got shape (1, 10)",
        {.sample_weight = Matrix<double>(Matrix<double>::Ones(1, 10)), .verbose = 0});
    both_refuse<ShapeError>(
        "Sequential 'classifier': expected one sample_weight for each of 10 samples, got shape (10, 3)",
        {.sample_weight = y(), .verbose = 0});
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected sample_weight to be non-negative and finite, got -0.001",
        {.sample_weight = with(std::vector<double>(10, 1), 9, -0.001), .verbose = 0});
    both_refuse<ArgumentError>(
        "Sequential 'classifier': expected class_weight of 1 to be non-negative and finite, got -2",
        {.class_weight = {{1, -2.0}}, .verbose = 0});
    // Positions of a sample have no class of their own.
    Model rank3{Dense<double>(3, {.activation = activations::softmax})};
    rank3.compile({.loss = SparseCategoricalCrossentropy()});
    REQUIRE_THROWS_AS(rank3.fit(Tensor<double>(Shape{5, 2, 4}, x().matrix()),
                                Tensor<double>(Shape{5, 2}, fixtures::labels(10)),
                                {.class_weight = {{1, 2.0}}, .verbose = 0}),
                      ShapeError);
    REQUIRE_THROWS_WITH(
        rank3.fit(Tensor<double>(Shape{5, 2, 4}, x().matrix()),
                  Tensor<double>(Shape{5, 2}, fixtures::labels(10)),
                  {.class_weight = {{1, 2.0}}, .verbose = 0}),
        "Sequential 'sequential': expected outputs of rank 2 for class_weight, got shape (None, 2, 3)");
    REQUIRE_FALSE(rank3.is_built());
}

TEST_CASE("a callback that refuses to begin leaves the model as it was", "[training]") {
    using namespace fit_refusals_test;
    both_refuse<ArgumentError>(
        "EarlyStopping: expected monitor to be one of loss, accuracy, data_loss, kernel_penalty, "
        "bias_penalty, "
        "activity_penalty, got 'val_loss'; give fit validation data",
        {.verbose = 0, .callbacks = {EarlyStopping()}});
    both_refuse<ArgumentError>(
        "ReduceLROnPlateau: expected monitor to be one of loss, accuracy, data_loss, kernel_penalty, "
        "bias_penalty, "
        "activity_penalty, got 'auc'",
        {.verbose = 0, .callbacks = {ReduceLROnPlateau({.monitor = "auc"})}});
    both_refuse<FileError>(
        "CSVLogger '/proc/no': expected a folder that can be made, got 'No such file or directory'",
        {.verbose = 0, .callbacks = {CSVLogger("/proc/no/log.csv")}});
    both_refuse<std::runtime_error>(
        "not today", {.verbose = 0, .callbacks = {LambdaCallback({.on_train_begin = [](TrainingState&) {
                                        throw std::runtime_error("not today");
                                    }})}});
}

TEST_CASE("a model that stayed unbuilt can still grow", "[training]") {
    using namespace fit_refusals_test;
    Model model{Dense<double>(3, {.activation = activations::softmax})};
    model.compile(fixtures::how());
    Model other = model;
    REQUIRE_THROWS_AS(model.fit(x(), y(), {.verbose = 0, .callbacks = {EarlyStopping()}}), ArgumentError);
    for (Model* each : {&model, &other}) each->add(Dense<double>(3, {.activation = activations::relu}));
    fixtures::require_same(model, other, x(), y());
    // Nothing of what was built for the first try is left.
    for (Model* each : {&model, &other}) each->train_on_batch(x().view(), y().view());
    REQUIRE(fixtures::same_weights(model, other));
}

TEST_CASE("a layer that refuses to be built leaves the model unbuilt", "[training]") {
    using namespace fit_refusals_test;
    Model model{Dense<double>(3), Dense<double>(3, {.activity_regularizer = orthogonal(), .name = "second"})};
    model.compile({.loss = MeanSquaredError()});
    const Model before = model;
    const Tensor<double> x3(Shape{5, 2, 4}, x().matrix()), y3(Shape{5, 2, 3}, y().matrix());
    REQUIRE_THROWS_WITH(model.fit(x3, y3, quiet()),
                        "Dense 'second': orthogonal: expected a tensor of rank 2, got shape (1, 2, 3)");
    fixtures::require_same(model, before, x(), y());
}
