// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>
#include <ockham/training/batch.hpp>
#include <ockham/training/trainer.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace trainer_test {

using Model = Sequential<double>;
using T = Trainer<double>;

using fixtures::x, fixtures::y;

inline Model prepared() {
    Model model = fixtures::compiled_model();
    T::prepare(model, x());
    return model;
}

}  // namespace trainer_test

TEST_CASE("preparing builds a model, and gives its parameters gradients", "[training]") {
    using namespace trainer_test;
    Model model = fixtures::compiled_model();
    T::prepare(model, x());
    REQUIRE(model.is_built());
    const auto& parameters = T::workspace(model).parameters;
    REQUIRE(parameters.size() == 4);
    for (const Parameter<double>* parameter : parameters)
        REQUIRE(parameter->gradient.shape() == parameter->value.shape());
    REQUIRE(parameters[2] == &std::as_const(model).layer("output").parameter("kernel"));
}

TEST_CASE("a step changes the parameters by the gradients of the whole loss", "[training]") {
    using namespace trainer_test;
    Model model = prepared();
    Model stepped = model;
    const Batch<double> batch{x(), y(), {}};
    T::prepare(stepped, x());
    std::vector<AnyMetric> metrics;
    const LossParts parts = T::step(stepped, batch, metrics);
    REQUIRE(parts.data > 0);
    REQUIRE(parts.kernel > 0);
    REQUIRE(parts.bias == 0);
    REQUIRE(parts.activity > 0);
    const auto before = model.get_weights(), after = stepped.get_weights();
    const auto& parameters = T::workspace(stepped).parameters;
    for (std::size_t i = 0; i < 4; ++i)
        REQUIRE(after[i].isApprox(before[i] - 0.1 * std::as_const(parameters[i]->gradient).matrix(), 1e-12));
}

TEST_CASE("parameters are excluded from weight decay by their names, anew with every compilation",
          "[training]") {
    using namespace trainer_test;
    const auto decayed = [](const Model& model) {
        std::vector<bool> flags;
        for (const Parameter<double>* parameter : ModelState<double>::parameters(model))
            flags.push_back(parameter->decayed);
        return flags;
    };
    Model model = fixtures::model();
    const auto compile = [&](std::vector<std::string> names) {
        model.compile({.optimizer = SGD({.weight_decay = 0.5, .exclude_from_weight_decay = std::move(names)}),
                       .loss = CategoricalCrossentropy()});
        T::prepare(model, x());
    };
    compile({"bias"});
    REQUIRE(decayed(model) == std::vector<bool>{true, false, true, false});
    compile({"hidden/", "output/b"});
    REQUIRE(decayed(model) == std::vector<bool>{false, false, true, false});
    compile({});
    REQUIRE(decayed(model) == std::vector<bool>{true, true, true, true});
}

TEST_CASE("a proximal optimizer gets the gradient without that of L1 penalties", "[training]") {
    using namespace trainer_test;
    Model model = prepared(), proximal = prepared();
    const Batch<double> batch{x(), y(), {}};
    Random random(4), again(4);
    const LossParts parts = T::compute_gradients(model, batch, random);
    const LossParts same = T::compute_gradients(proximal, batch, again, true);
    REQUIRE(same.total() == parts.total());
    REQUIRE(same.kernel == parts.kernel);
    for (std::size_t i = 0; i < 4; ++i) {
        Parameter<double>&whole = *T::workspace(model).parameters[i],
        &smooth = *T::workspace(proximal).parameters[i];
        Matrix<double> difference =
            std::as_const(whole.gradient).matrix() - std::as_const(smooth.gradient).matrix();
        if (i == 0) difference -= 0.01 * std::as_const(whole.value).matrix().cwiseSign();
        REQUIRE(difference.cwiseAbs().maxCoeff() < 1e-15);
    }
}

TEST_CASE("gradients are computed anew each time, and without a step", "[training]") {
    using namespace trainer_test;
    Model model = prepared();
    const Model before = model;
    const Batch<double> batch{x(), y(), {}};
    const auto& parameters = T::workspace(model).parameters;
    Random random(4);
    const LossParts once = T::compute_gradients(model, batch, random);
    const Matrix<double> gradient = parameters[0]->gradient.matrix();
    REQUIRE(gradient.norm() > 0.01);
    Random again(4);
    const LossParts twice = T::compute_gradients(model, batch, again);
    REQUIRE(random == again);
    REQUIRE(twice.total() == once.total());
    REQUIRE(gradient == std::as_const(parameters[0]->gradient).matrix());
    fixtures::require_same(model, before, x(), y());
}

TEST_CASE("a frozen parameter has neither penalty nor slope of one", "[training]") {
    using namespace trainer_test;
    Model model = prepared();
    const Batch<double> batch{x(), y(), {}};
    model.layer("hidden").set_trainable(false);
    T::prepare(model, x());
    Random random(4), again(4);
    REQUIRE(T::compute_gradients(model, batch, random).kernel == 0);
    const Matrix<double> frozen = std::as_const(T::workspace(model).parameters[0]->gradient).matrix();
    model.layer("hidden").set_trainable(true);
    T::prepare(model, x());
    REQUIRE(T::compute_gradients(model, batch, again).kernel > 0);
    const Matrix<double> trained = std::as_const(T::workspace(model).parameters[0]->gradient).matrix();
    const Matrix<double> sign = model.get_weights()[0].array().sign();
    REQUIRE((trained - frozen).isApprox(0.01 * sign, 1e-9));
}

TEST_CASE("a loss is evaluated without the batches' number in it", "[training]") {
    using namespace trainer_test;
    const Model model = prepared();
    const Batch<double> batch{x(), y(), {}};
    std::vector<AnyMetric> metrics{accuracy};
    Workspace<double> workspace;
    workspace.list(model.layers());
    const LossParts whole = T::evaluate(model, batch, 10, metrics, workspace);
    const double right = metrics[0].result();
    const LossParts in_parts = T::evaluate(model, batch, 3, metrics, workspace);
    REQUIRE(metrics[0].result() == right);
    REQUIRE(in_parts.kernel == whole.kernel);
    REQUIRE(in_parts.bias == whole.bias);
    REQUIRE(in_parts.activity == Approx(whole.activity).epsilon(1e-12));
    REQUIRE(in_parts.data == Approx(whole.data).epsilon(1e-12));
    REQUIRE(whole.kernel == Approx(0.01 * model.get_weights()[0].cwiseAbs().sum()).epsilon(1e-12));
}

TEST_CASE("a report appends its names once, and then sets its values by name", "[training]") {
    using namespace trainer_test;
    Results results;
    std::vector<AnyMetric> metrics{MeanSquaredError(), accuracy};
    const auto names = T::names(results, "", metrics), validation = T::names(results, "val_", metrics);
    REQUIRE(std::isnan(results["val_accuracy"]));
    REQUIRE(results.mode("val_accuracy") == MonitorMode::max);
    REQUIRE(results.mode("val_mean_squared_error") == MonitorMode::min);
    REQUIRE(results.mode("kernel_penalty") == MonitorMode::min);
    results.set("learning_rate", 0.5);
    T::report(results, names, {.data = 2, .kernel = 20}, metrics);
    T::report(results, validation, {.data = 6}, metrics);
    REQUIRE(T::names(results, "", metrics) == names);
    std::string text;
    for (const auto& [name, value] : results) text += name + "=" + to_text(value) + " ";
    REQUIRE(text ==
            "loss=22 mean_squared_error=0 accuracy=0 data_loss=2 kernel_penalty=20 bias_penalty=0 "
            "activity_penalty=0 val_loss=6 val_mean_squared_error=0 val_accuracy=0 val_data_loss=6 "
            "val_kernel_penalty=0 val_bias_penalty=0 val_activity_penalty=0 learning_rate=0.5 ");
}

TEST_CASE("targets have the layout of the output, or lack the axis of its columns", "[training]") {
    using namespace trainer_test;
    REQUIRE(T::are_targets({3}, {3}));
    REQUIRE(T::are_targets({1}, {3}));
    REQUIRE(T::are_targets({}, {3}));
    REQUIRE(T::are_targets({6, 2}, {6, 2}));
    REQUIRE(T::are_targets({6, 1}, {6, 2}));
    REQUIRE(T::are_targets({6}, {6, 2}));
    REQUIRE_FALSE(T::are_targets({2, 6}, {6, 2}));
    REQUIRE_FALSE(T::are_targets({12}, {6, 2}));
    REQUIRE_FALSE(T::are_targets({6, 2}, {12}));
    REQUIRE_FALSE(T::are_targets({}, {6, 2}));
    REQUIRE_FALSE(T::are_targets({6, 2, 1}, {6, 2}));
}

TEST_CASE("the shape that comes out is known before a model is built", "[training]") {
    using namespace trainer_test;
    Model model{Flatten<double>(), Dense<double>(3)};
    const Tensor<double> x3(Shape{10, 2, 4});
    REQUIRE(T::output_shape(model, x3) == Shape{3});
    REQUIRE_FALSE(model.is_built());
    model.build({2, 4});
    REQUIRE(T::output_shape(model, x3) == Shape{3});
    REQUIRE_THROWS_WITH(T::output_shape(model, x()),
                        "Flatten 'flatten': expected input of shape (None, 2, 4), got shape (10, 4)");
}
