// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace sequential_test {

inline Sequential<double> regularized() {
    return {Dense<double>(8, {.activation = activations::tanh,
                              .kernel_regularizer = l1(0.001),
                              .bias_regularizer = l2(0.002),
                              .activity_regularizer = l1_l2(0.003, 0.004)}),
            Dense<double>(3, {.activation = activations::softmax, .activity_regularizer = l2(0.01)})};
}

}  // namespace sequential_test

TEST_CASE("the reported loss is the sum of its parts", "[models]") {
    const auto iris = datasets::load_iris();
    const auto [train, test] =
        train_test_split(StandardScaler().fit_transform(iris.x), to_categorical(iris.y));
    auto model = sequential_test::regularized();
    model.compile({.optimizer = SGD({.learning_rate = 0.1, .momentum = 0.9}),
                   .loss = CategoricalCrossentropy(),
                   .metrics = {accuracy}});
    const History history =
        model.fit(train.x, train.y, {.epochs = 30, .validation_data = test, .verbose = 0});
    REQUIRE(history.epoch.size() == 30);
    for (const std::string prefix : {"", "val_"})
        for (std::size_t i = 0; i < 30; ++i)
            REQUIRE(history[prefix + "loss"][i] ==
                    Approx(history[prefix + "data_loss"][i] + history[prefix + "kernel_penalty"][i] +
                           history[prefix + "bias_penalty"][i] + history[prefix + "activity_penalty"][i]));
    REQUIRE(history.last("val_accuracy") > 0.8);
    REQUIRE(model.evaluate(test.x, test.y)["loss"] == Approx(history.last("val_loss")));
}

TEST_CASE("a step of plain gradient descent follows the slope of the reported loss", "[models]") {
    const auto iris = datasets::load_iris();
    const Matrix<double> x = StandardScaler().fit_transform(iris.x);
    const Matrix<double> y = to_categorical(iris.y);
    auto model = sequential_test::regularized();
    model.compile({.optimizer = SGD({.learning_rate = 1}), .loss = CategoricalCrossentropy()});
    model.build({4});
    const auto before = model.get_weights();
    auto stepped = model;
    stepped.train_on_batch(x, y);
    const auto after = stepped.get_weights();
    for (std::size_t w = 0; w < before.size(); ++w)
        for (Index i = 0; i < before[w].size(); ++i) {
            const double step = 1e-6;
            double loss[2];
            for (const int side : {0, 1}) {
                auto moved = before;
                moved[w].data()[i] += side == 0 ? step : -step;
                model.set_weights(moved);
                loss[side] = model.evaluate(x, y, {.batch_size = 150})["loss"];
            }
            // A bias that is exactly zero has an L2 penalty only, which is smooth there.
            const double slope = (loss[0] - loss[1]) / (2 * step);
            REQUIRE(before[w].data()[i] - after[w].data()[i] == Approx(slope).epsilon(1e-5).margin(1e-8));
        }
}

TEST_CASE("layers are named after their classes, or as the user says", "[models]") {
    Sequential model{Dense(4),
                     Dense(4),
                     ActivityRegularization({.l1 = 0.1}),
                     Dense(4, {.name = "dense_2"}),
                     Dense(4),
                     ActivityRegularization({.l1 = 0.1}),
                     Activation(activations::relu),
                     Dense(4, {.name = "a name, of the user's"})};
    std::string names;
    for (const AnyLayer<float>& layer : model.layers()) names += layer.name() + "; ";
    REQUIRE(names ==
            "dense; dense_1; activity_regularization; dense_2; dense_3; activity_regularization_1; "
            "activation; a name, of the user's; ");
    REQUIRE(model.name() == "sequential");
    REQUIRE(Sequential<float>({.name = "mine"}).name() == "mine");
    REQUIRE(&model.layer(1) == &model.layer("dense_1"));
    REQUIRE(&std::as_const(model).layer(7) == &std::as_const(model).layer("a name, of the user's"));
    REQUIRE(model.layer("dense_2").as<Dense<float>>()->units() == 4);
    REQUIRE(model.layer("dense_2").as<Activation<float>>() == nullptr);
}

TEST_CASE("a model is put together layer by layer, too", "[models]") {
    Sequential<double> model({.name = "grown", .seed = 3});
    model.add(Dense<double>(5, {.activation = activations::relu})).add(Dense<double>(2));
    const Sequential<double> at_once({Dense<double>(5, {.activation = activations::relu}), Dense<double>(2)},
                                     {.name = "grown", .seed = 3});
    const Tensor<double> x = fixtures::numbers<double>(Shape{4, 3}),
                         y = fixtures::numbers<double>(Shape{4, 2});
    model.compile({.loss = MeanSquaredError()});
    auto other = at_once;
    other.compile({.loss = MeanSquaredError()});
    fixtures::require_same(model, other, x, y);
}

TEST_CASE("a model is built for a shape, for what its first layer says, or for its first data", "[models]") {
    const auto kernel = [](const Sequential<double>& model) { return model.get_weights()[0]; };
    Sequential<double> told{Dense<double>(2)}, by_option{Dense<double>(2, {.input_shape = {3}})},
        by_data{Dense<double>(2)};
    REQUIRE_FALSE(told.is_built());
    told.build({3});
    REQUIRE(told.is_built());
    by_option.build();
    by_data.compile({.optimizer = SGD({.learning_rate = 0}), .loss = MeanSquaredError()});
    REQUIRE_FALSE(by_data.is_built());
    by_data.train_on_batch(Matrix<double>::Ones(4, 3), Matrix<double>::Ones(4, 2));
    REQUIRE(by_data.is_built());
    REQUIRE(kernel(told) == kernel(by_option));
    REQUIRE(kernel(told) == kernel(by_data));
    REQUIRE(told.layer(0).input_shape() == Shape{3});
    REQUIRE(told.layer(0).output_shape() == Shape{2});

    told.build({3});  // which it is
    REQUIRE(kernel(told) == kernel(by_option));
    Sequential<double> seeded({Dense<double>(2)}, {.seed = 1}), later{Dense<double>(2)};
    seeded.build({3});
    later.set_seed(1);
    later.build({3});
    REQUIRE(kernel(seeded) != kernel(told));
    REQUIRE(kernel(seeded) == kernel(later));
}

TEST_CASE("what is random goes on after the first weights", "[models]") {
    Sequential<double> model({Dense<double>(2), Dense<double>(1)}, {.seed = 5});
    model.build({3});
    Random drawn(5);
    for (int weight = 0; weight < 3 * 2 + 2 * 1; ++weight) drawn.uniform();
    REQUIRE(ModelState<double>::random(model) == drawn);
    model.build({3});  // which it is
    REQUIRE(ModelState<double>::random(model) == drawn);
}

TEST_CASE("a float model begins with the rounded weights of the double one", "[models]") {
    auto small = fixtures::model<float>(5);
    auto large = fixtures::model<double>(5);
    small.build({4});
    large.build({4});
    for (std::size_t i = 0; i < large.get_weights().size(); ++i)
        REQUIRE(small.get_weights()[i] == large.get_weights()[i].cast<float>());
}

TEST_CASE("weights come out and go in, kernels as matrices and biases as rows", "[models]") {
    auto model = fixtures::compiled_model();
    model.build({4});
    auto weights = model.get_weights();
    REQUIRE(weights.size() == 4);
    REQUIRE(weights[0].rows() == 4);
    REQUIRE(weights[0].cols() == 5);
    REQUIRE(weights[1].rows() == 1);
    REQUIRE(weights[1].cols() == 5);
    REQUIRE(weights[2].rows() == 5);
    REQUIRE(weights[3].cols() == 3);
    for (auto& matrix : weights) matrix.setConstant(0.5);
    weights[0](3, 4) = -7;
    model.set_weights(weights);
    REQUIRE(model.get_weights() == weights);
    REQUIRE(model.layer("hidden").parameter("kernel").value.matrix()(3, 4) == -7);
    REQUIRE(model.iterations() == 0);
}

TEST_CASE("a learning rate is that of the next step, and cannot be set against a schedule", "[models]") {
    const Matrix<double> x = fixtures::numbers(10, 4), y = fixtures::one_hot(10);
    auto model = fixtures::model();
    const auto schedule = [](std::int64_t step) { return 0.5 / static_cast<double>(step + 1); };
    model.compile({.optimizer = SGD({.learning_rate = schedule}), .loss = CategoricalCrossentropy()});
    REQUIRE(model.learning_rate() == 0.5);
    model.fit(x, y, {.epochs = 2, .batch_size = 5, .verbose = 0});
    REQUIRE(model.iterations() == 4);
    REQUIRE(model.learning_rate() == 0.1);
    REQUIRE_THROWS_AS(model.set_learning_rate(0.1), ArgumentError);
    REQUIRE_THROWS_WITH(model.set_learning_rate(0.1),
                        "Sequential 'classifier': expected an optimizer whose learning_rate is a number, to "
                        "set it, got a schedule");
    REQUIRE(model.learning_rate() == 0.1);
    // Of several batches for an update, each is a step for the schedule.
    model.compile({.optimizer = SGD({.learning_rate = schedule, .gradient_accumulation_steps = 2}),
                   .loss = CategoricalCrossentropy()});
    model.fit(x, y, {.epochs = 2, .batch_size = 5, .verbose = 0});
    REQUIRE(model.iterations() == 2);
    REQUIRE(model.learning_rate() == 0.1);
}

TEST_CASE("compiling begins anew, but for the weights and what is random", "[models]") {
    const Matrix<double> x = fixtures::numbers(10, 4), y = fixtures::one_hot(10);
    auto model = fixtures::compiled_model();
    model.fit(x, y, {.epochs = 3, .batch_size = 4, .verbose = 0});
    model.set_learning_rate(0.5);
    REQUIRE(model.iterations() == 9);
    REQUIRE_FALSE(model.layer(0).parameter("kernel").slots[0].empty());
    const auto weights = model.get_weights();

    model.compile({.optimizer = SGD({.learning_rate = 0.25, .momentum = 0.5}), .loss = MeanSquaredError()});
    REQUIRE(model.iterations() == 0);
    REQUIRE(model.learning_rate() == 0.25);
    REQUIRE(model.get_weights() == weights);
    for (const AnyLayer<double>& layer : model.layers())
        layer.look_at_parameters([](const Parameter<double>& parameter) {
            for (const Tensor<double>& slot : parameter.slots) REQUIRE(slot.empty());
        });

    Sequential<double> fresh = fixtures::model();
    fresh.compile({.optimizer = SGD({.learning_rate = 0.25, .momentum = 0.5}), .loss = MeanSquaredError()});
    fresh.build({4});
    fresh.set_weights(weights);
    fresh.set_seed(7);
    model.set_seed(7);
    fixtures::require_same<double>(model, fresh, x, y);
}

TEST_CASE("a model that is compiled with other metrics reports those", "[models]") {
    const Matrix<double> x = fixtures::numbers(10, 4), y = fixtures::one_hot(10);
    auto model = fixtures::compiled_model();
    model.train_on_batch(x, y);
    model.compile({.loss = MeanSquaredError(), .metrics = {MeanAbsoluteError(), BinaryAccuracy()}});
    std::string names;
    for (const auto& [name, value] : model.train_on_batch(x, y)) names += name + " ";
    REQUIRE(
        names ==
        "loss mean_absolute_error binary_accuracy data_loss kernel_penalty bias_penalty activity_penalty ");
}

TEST_CASE("the learning rate can be changed between steps", "[models]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}),
                         y = fixtures::numbers<double>(Shape{10, 2});
    const auto stepped = [&](double compiled, double changed) {
        Sequential<double> model{Dense<double>(2)};
        model.compile({.optimizer = SGD({.learning_rate = compiled}), .loss = MeanSquaredError()});
        model.build({4});
        const Matrix<double> before = model.get_weights()[0];
        model.set_learning_rate(changed);
        REQUIRE(model.learning_rate() == changed);
        model.train_on_batch(x.view(), y.view());
        return Matrix<double>(model.get_weights()[0] - before);
    };
    REQUIRE(stepped(0.5, 0.125) == stepped(0.125, 0.125));
    REQUIRE(stepped(0.5, 0.25).isApprox(2 * stepped(0.5, 0.125), 1e-12));
    REQUIRE(stepped(0.5, 0).isZero(0));
}

TEST_CASE("predictions are the same for Eigen matrices, tensors, and every batch size", "[models]") {
    auto model = fixtures::model<float>();
    model.build({4});
    const Matrix<float> x = fixtures::numbers<float>(11, 4);
    const Matrix<float> all = model.predict(x, 100);
    REQUIRE(all.rows() == 11);
    REQUIRE(all.cols() == 3);
    for (Index row = 0; row < 11; ++row) REQUIRE(all.row(row).sum() == Approx(1));
    for (const Index batch_size : {1, 3, 11, 12}) {
        const Tensor<float> tensor = model.predict(Tensor<float>(x), batch_size);
        REQUIRE(tensor.shape() == Shape{11, 3});
        REQUIRE(tensor.matrix().isApprox(all, 1e-6F));
        REQUIRE(model.predict(x, batch_size).isApprox(all, 1e-6F));
    }
    const Eigen::MatrixXd by_columns = x.cast<double>();
    REQUIRE(model.predict(by_columns) == model.predict(x));
    REQUIRE(model.predict(x.topRows(5) * 1.0F) == model.predict(x).topRows(5));
    REQUIRE(model.predict(x.topRows(0)).rows() == 0);
    REQUIRE(model.predict(Tensor<float>(x.topRows(0))).shape() == Shape{0, 3});
    REQUIRE(model.predict(x, std::numeric_limits<Index>::max()).rows() == 11);
}

TEST_CASE("models work on inputs and outputs of any rank", "[models]") {
    Sequential<double> model{Dense<double>(5, {.activation = activations::tanh}), Dense<double>(2)};
    model.build({6, 4});
    const Tensor<double> x = fixtures::numbers<double>(Shape{3, 6, 4});
    const Tensor<double> y = model.predict(x);
    REQUIRE(y.shape() == Shape{3, 6, 2});

    Sequential<double> of_rows =
        Sequential<double>{Dense<double>(5, {.activation = activations::tanh}), Dense<double>(2)};
    of_rows.build({4});
    of_rows.set_weights(model.get_weights());
    REQUIRE(of_rows.predict(x.matrix(), 100).isApprox(y.matrix(), 1e-14));

    Sequential<double> flat{Flatten<double>(), Dense<double>(2)};
    flat.build({6, 4});
    REQUIRE(flat.predict(x).shape() == Shape{3, 2});
    REQUIRE(flat.get_weights()[0].rows() == 24);
}

TEST_CASE("a layer of another model can take a layer's place", "[models]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
    auto model = fixtures::compiled_model(1), donor = fixtures::compiled_model(2);
    model.fit(x, y, {.verbose = 0});
    donor.fit(x, y, {.verbose = 0});
    AnyLayer<double>& hidden = model.layer("hidden");
    hidden = donor.layer("hidden");
    REQUIRE(model.get_weights()[0] == donor.get_weights()[0]);
    const Matrix<double> before = model.get_weights()[0];
    model.train_on_batch(x.view(), y.view());
    REQUIRE(model.get_weights()[0] != before);
    REQUIRE(donor.get_weights()[0] == before);
    hidden = donor.layer("hidden");
    model.fit(x, y, {.verbose = 0});
    REQUIRE(model.get_weights()[0] != before);

    // Layers may begin with weights from elsewhere: building keeps them.
    Sequential<double> begun{donor.layer("hidden"), Dense<double>(2)};
    begun.build({4});
    REQUIRE(begun.get_weights()[0] == before);
    REQUIRE(begun.layers()[0].name() == "hidden");
}
