// SPDX-License-Identifier: MIT
#include <cmath>
#include <functional>
#include <stdexcept>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace callback_test {

using Model = Sequential<double>;

/// Writes down each hook that is called, with the epoch, the batch, and what the logs have.
struct Recorder {
    std::string said = "";
    std::string name = "";

    void say(const char* hook, const TrainingState& t, bool batch = false) {
        said += name + hook + std::to_string(t.epoch) + (batch ? "." + std::to_string(t.batch) : "") + " ";
    }
    void on_train_begin(const TrainingState& t) { say("T", t); }
    void on_epoch_begin(const TrainingState& t) { say("E", t); }
    void on_batch_begin(const TrainingState& t) { say("B", t, true); }
    void on_batch_end(const TrainingState& t) { say("b", t, true); }
    void on_epoch_end(const TrainingState& t) { say("e", t); }
    void on_train_end(const TrainingState& t) { say("t", t); }
};

/// Calls `stop` in one of the hooks, once `left` calls of it have passed.
struct Stopper {
    char hook;
    int left = 0;
    void at(char called, TrainingState& t) {
        if (called == hook && left-- == 0) t.stop();
    }
    void on_train_begin(TrainingState& t) { at('T', t); }
    void on_epoch_begin(TrainingState& t) { at('E', t); }
    void on_batch_begin(TrainingState& t) { at('B', t); }
    void on_batch_end(TrainingState& t) { at('b', t); }
    void on_epoch_end(TrainingState& t) { at('e', t); }
};

struct OnlyEpochs {
    int count = 0;
    void on_epoch_end(auto&) { ++count; }
};

struct Thrower {
    void on_batch_end(TrainingState& t) const {
        if (t.epoch == 1) throw std::runtime_error("enough");
    }
};

/// Does something to the model at the end of the first epoch, or of the first batch of the second.
template <class Action>
struct Changer {
    Action action;
    bool in_batch = false;
    void on_epoch_end(Training<double>& t) {
        if (!in_batch && t.epoch == 0) action(t.model);
    }
    void on_batch_end(Training<double>& t) {
        if (in_batch && t.epoch == 1 && t.batch == 0) action(t.model);
    }
};
template <class Action>
Changer(Action, bool = false) -> Changer<Action>;

struct Nothing {
    void on_something(TrainingState&) {}
};

/// Say in which order they are told.
struct First {
    std::string* said;
    void on_epoch_end(TrainingState&) { *said += "0"; }
};
struct Second {
    static constexpr int order = 1;
    std::string* said;
    void on_epoch_end(TrainingState&) { *said += "1"; }
};
struct Third {
    static constexpr int order = 2;
    std::string* said;
    void on_epoch_end(TrainingState&) { *said += "2"; }
};

struct Rememberer {
    double number = 0;
    void on_epoch_end(TrainingState&) { ++number; }
    std::vector<double> state(const auto&) const { return {number}; }
    bool resume(const auto&, const std::vector<double>& state) {
        if (state.size() != 1) return false;
        number = state[0];
        return true;
    }
};

using fixtures::x, fixtures::y;

inline std::string names(const Results& logs) {
    std::string text;
    for (const auto& [name, value] : logs) text += name + " ";
    return text;
}

}  // namespace callback_test

TEST_CASE("a callback is anything with one of the six hooks", "[training]") {
    using namespace callback_test;
    STATIC_REQUIRE(Callback<Recorder, double>);
    STATIC_REQUIRE(Callback<OnlyEpochs, float>);
    STATIC_REQUIRE(Callback<EarlyStopping, float>);
    STATIC_REQUIRE_FALSE(Callback<Nothing, float>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<AnyCallback<double>, Nothing>);
    STATIC_REQUIRE(std::is_constructible_v<AnyCallback<double>, std::reference_wrapper<OnlyEpochs>>);
}

TEST_CASE("hooks are called in order, one callback after the other", "[training]") {
    using namespace callback_test;
    Recorder recorder;
    Model model = fixtures::compiled_model();
    model.fit(
        x(), y(),
        {.epochs = 4, .batch_size = 6, .initial_epoch = 2, .verbose = 0, .callbacks = {std::ref(recorder)}});
    REQUIRE(recorder.said == "T2 E2 B2.0 b2.0 B2.1 b2.1 e2 E3 B3.0 b3.0 B3.1 b3.1 e3 t4 ");

    std::string said;
    const auto saying = [&said](const char* word) {
        return LambdaCallback({.on_train_begin = [&said, word](TrainingState&) { said += word; },
                               .on_batch_end = [&said, word](TrainingState&) { said += word; },
                               .on_train_end = [&said, word](TrainingState&) { said += word; }});
    };
    model.fit(x(), y(),
              {.batch_size = 10, .verbose = 0, .callbacks = {saying("a"), saying("b"), saying("c")}});
    REQUIRE(said == "abcabcabc");
}

TEST_CASE("callbacks see how many epochs and batches there are, and the model", "[training]") {
    using namespace callback_test;
    struct Looker {
        const Model* model;
        std::vector<std::int64_t> iterations = {};
        void on_train_begin(Training<double>& t) {
            REQUIRE(&t.model == model);
            REQUIRE(t.model.is_built());
            REQUIRE(t.epochs == 3);
            REQUIRE(t.batches == 3);
            REQUIRE_FALSE(t.stopping);
        }
        void on_batch_begin(Training<double>& t) { iterations.push_back(t.model.iterations()); }
        void on_batch_end(Training<double>& t) { iterations.push_back(t.model.iterations()); }
    };
    Model model = fixtures::compiled_model();
    Looker looker{&model};
    model.fit(x(), y(), {.epochs = 3, .batch_size = 4, .verbose = 0, .callbacks = {std::ref(looker)}});
    REQUIRE(looker.iterations ==
            std::vector<std::int64_t>{0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9});
}

TEST_CASE("logs have all names from the beginning, and averages after each batch", "[training]") {
    using namespace callback_test;
    struct Reader {
        std::vector<double> losses = {}, validation = {};
        void on_train_begin(const TrainingState& t) {
            REQUIRE(
                names(t.logs) ==
                "loss accuracy data_loss kernel_penalty bias_penalty activity_penalty val_loss val_accuracy "
                "val_data_loss val_kernel_penalty val_bias_penalty val_activity_penalty ");
            REQUIRE(std::isnan(t.logs["loss"]));
            REQUIRE(std::isnan(t.logs["val_loss"]));
        }
        void on_batch_end(const TrainingState& t) { losses.push_back(t.logs["loss"]); }
        void on_epoch_end(const TrainingState& t) {
            REQUIRE(t.logs["loss"] == losses.back());
            validation.push_back(t.logs["val_loss"]);
        }
    };
    Reader reader;
    Model model = fixtures::compiled_model();
    model.compile(
        {.optimizer = SGD({.learning_rate = 0}), .loss = CategoricalCrossentropy(), .metrics = {accuracy}});
    Model single = model;
    const History history = model.fit(x(), y(),
                                      {.epochs = 2,
                                       .batch_size = 4,
                                       .validation_data = {x(), y()},
                                       .shuffle = false,
                                       .verbose = 0,
                                       .callbacks = {std::ref(reader)}});
    // The same batches, one by one.
    single.build({4});
    std::vector<double> wanted;
    for (int epoch = 0; epoch < 2; ++epoch) {
        double sum = 0, samples = 0;
        for (const Index first : {0, 4, 8}) {
            const Index count = std::min(Index{4}, 10 - first);
            const Results& batch =
                single.train_on_batch(x().view().rows(first, count), y().view().rows(first, count));
            sum += batch["loss"] * static_cast<double>(count);
            samples += static_cast<double>(count);
            wanted.push_back(sum / samples);
        }
    }
    REQUIRE(reader.losses.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        REQUIRE(reader.losses[i] == Approx(wanted[i]).epsilon(1e-12));
    REQUIRE(history["loss"] == std::vector<double>{reader.losses[2], reader.losses[5]});
    REQUIRE(history["val_loss"] == reader.validation);
}

TEST_CASE("fit works with a copy of a callback, unless it is given by reference", "[training]") {
    using namespace callback_test;
    Model model = fixtures::compiled_model();
    OnlyEpochs counter;
    FitOptions<double> options{.epochs = 3, .verbose = 0, .callbacks = {counter, std::ref(counter)}};
    model.fit(x(), y(), options);
    REQUIRE(counter.count == 3);
    model.fit(x(), y(), options);
    REQUIRE(counter.count == 6);

    Recorder recorder;
    AnyCallback<double> one = recorder;
    AnyCallback<double> other = one;
    Training<double> state(model);
    AnyCallback<double> referring = std::ref(recorder);
    AnyCallback<double> copy = referring;
    one.on_train_begin(state);
    other.on_train_end(state);
    REQUIRE(recorder.said.empty());
    referring.on_train_begin(state);
    copy.on_train_end(state);
    REQUIRE(recorder.said == "T0 t0 ");
}

TEST_CASE("stop ends training after the batch or epoch, wherever it is called", "[training]") {
    using namespace callback_test;
    const auto run = [](Stopper stopper) {
        Recorder recorder;
        Model model = fixtures::compiled_model();
        const History history = model.fit(x(), y(),
                                          {.epochs = 3,
                                           .batch_size = 4,
                                           .validation_split = 0.2,
                                           .verbose = 0,
                                           .callbacks = {stopper, std::ref(recorder)}});
        REQUIRE(recorder.said.back() == ' ');
        for (const std::string& name : history.names())
            for (const double value : history[name]) REQUIRE(std::isfinite(value));
        return recorder.said + std::to_string(history.epoch.size()) + " " +
               std::to_string(model.iterations());
    };
    REQUIRE(run({'T'}) == "T0 t0 0 0");
    REQUIRE(run({'E', 1}) == "T0 E0 B0.0 b0.0 B0.1 b0.1 e0 E1 B1.0 b1.0 e1 t2 2 3");
    REQUIRE(run({'E'}) == "T0 E0 B0.0 b0.0 e0 t1 1 1");
    REQUIRE(run({'B', 1}) == "T0 E0 B0.0 b0.0 B0.1 b0.1 e0 t1 1 2");
    REQUIRE(run({'b'}) == "T0 E0 B0.0 b0.0 e0 t1 1 1");
    REQUIRE(run({'b', 2}) == "T0 E0 B0.0 b0.0 B0.1 b0.1 e0 E1 B1.0 b1.0 e1 t2 2 3");
    REQUIRE(run({'e'}) == "T0 E0 B0.0 b0.0 B0.1 b0.1 e0 t1 1 2");
    REQUIRE(run({'e', 1}) == "T0 E0 B0.0 b0.0 B0.1 b0.1 e0 E1 B1.0 b1.0 B1.1 b1.1 e1 t2 2 4");
}

TEST_CASE("what a callback logs goes into the history", "[training]") {
    using namespace callback_test;
    Model model = fixtures::compiled_model();
    const History history = model.fit(
        x(), y(),
        {.epochs = 3, .verbose = 0, .callbacks = {LambdaCallback({.on_epoch_end = [](TrainingState& t) {
                                        t.logs.set("square", t.epoch * t.epoch);
                                        if (t.epoch == 2) t.logs.set("late", 7);
                                        t.logs.set("accuracy", -1);
                                    }})}});
    REQUIRE(history["square"] == std::vector<double>{0, 1, 4});
    REQUIRE(std::isnan(history["late"][1]));
    REQUIRE(history["late"][2] == 7);
    REQUIRE(history["accuracy"] == std::vector<double>{-1, -1, -1});
    REQUIRE(history.names() == std::vector<std::string>{"loss", "accuracy", "data_loss", "kernel_penalty",
                                                        "bias_penalty", "activity_penalty", "square",
                                                        "late"});
}

TEST_CASE("what a callback does to the counters of a run does not lead it astray", "[training]") {
    using namespace callback_test;
    Model model = fixtures::compiled_model();
    const History history = model.fit(x(), y(),
                                      {.epochs = 2,
                                       .batch_size = 4,
                                       .verbose = 0,
                                       .callbacks = {LambdaCallback({.on_batch_begin = [](TrainingState& t) {
                                           t.batch = 1000;
                                           t.batches = 1000;
                                       }})}});
    REQUIRE(model.iterations() == 6);
    REQUIRE(history.epoch == std::vector<int>{0, 1});
}

TEST_CASE("a callback may change the model's learning rate and weights", "[training]") {
    using namespace callback_test;
    const auto set_to = [](double value) {
        return [value](Model& model) {
            auto weights = model.get_weights();
            for (auto& matrix : weights) matrix.setConstant(value);
            model.set_weights(weights);
            model.set_learning_rate(0);
        };
    };
    for (const bool in_batch : {false, true}) {
        Model model = fixtures::compiled_model();
        model.fit(
            x(), y(),
            {.epochs = 3, .batch_size = 4, .verbose = 0, .callbacks = {Changer{set_to(0.25), in_batch}}});
        REQUIRE(model.learning_rate() == 0);
        // What is left moves by momentum alone.
        model.compile({.optimizer = SGD({.learning_rate = 0}), .loss = CategoricalCrossentropy()});
        model.fit(x(), y(), {.epochs = 3, .verbose = 0, .callbacks = {Changer{set_to(0.5), in_batch}}});
        for (const auto& matrix : model.get_weights()) REQUIRE((matrix.array() == 0.5).all());
    }
}

TEST_CASE("a callback may assign another model, with which training goes on", "[training]") {
    using namespace callback_test;
    for (const bool in_batch : {false, true})
        for (const bool has_trained : {false, true}) {
            Model snapshot = fixtures::compiled_model(7);
            snapshot.build({4});
            if (has_trained) snapshot.train_on_batch(x().view(), y().view());
            const Model kept = snapshot;
            Model model = fixtures::compiled_model(1);
            const History history =
                model.fit(x(), y(),
                          {.epochs = 2,
                           .batch_size = 10,
                           .validation_data = {x(), y()},
                           .shuffle = false,
                           .verbose = 0,
                           .callbacks = {Changer{[&](Model& m) { m = snapshot; }, in_batch}}});
            fixtures::require_same(snapshot, kept, x(), y());
            Model expected = snapshot;
            if (!in_batch) expected.train_on_batch(x().view(), y().view());
            REQUIRE(fixtures::same_weights(model, expected));
            REQUIRE(history.last("val_loss") == Approx(expected.evaluate(x(), y())["loss"]).epsilon(1e-12));
        }
}

TEST_CASE("a callback that assigns a model that does not fit is told so", "[training]") {
    using namespace callback_test;
    const auto fit_with = [](Model snapshot, bool in_batch) {
        Model model = fixtures::compiled_model();
        model.fit(x(), y(),
                  {.epochs = 2,
                   .batch_size = 10,
                   .validation_data = {x(), y()},
                   .verbose = 0,
                   .callbacks = {Changer{[&](Model& m) { m = snapshot; }, in_batch}}});
    };
    for (const bool in_batch : {false, true}) {
        REQUIRE_THROWS_WITH(
            fit_with(Model(), in_batch),
            "Sequential 'sequential': expected a compiled model for training; call compile() first, "
            "got an uncompiled one");
        Model other{Dense<double>(2, {.name = "wide"})};
        other.compile({.loss = MeanSquaredError(), .metrics = {accuracy}});
        REQUIRE_THROWS_WITH(
            fit_with(other, in_batch),
            "mean_squared_error: expected targets with 2 columns, as many as the model's output, got 3");
        other.build({6});
        REQUIRE_THROWS_WITH(fit_with(other, in_batch),
                            "Dense 'wide': expected input with last dimension 6, got shape (10, 4)");
    }
}

TEST_CASE("a callback may freeze or replace a layer", "[training]") {
    using namespace callback_test;
    Model model = fixtures::compiled_model(1), donor = fixtures::compiled_model(2);
    donor.build({4});
    const Matrix<double> given = donor.get_weights()[0];
    model.fit(x(), y(),
              {.epochs = 4, .batch_size = 4, .verbose = 0, .callbacks = {Changer{[&](Model& m) {
                                                               m.layer("hidden") = donor.layer("hidden");
                                                               m.layer("hidden").set_trainable(false);
                                                           }}}});
    REQUIRE(model.get_weights()[0] == given);
    model.layer("hidden").set_trainable(true);
    model.fit(x(), y(), {.verbose = 0});
    REQUIRE(model.get_weights()[0] != given);
    REQUIRE(donor.get_weights()[0] == given);
}

TEST_CASE("an error in a callback ends training, and reaches the caller", "[training]") {
    using namespace callback_test;
    Model model = fixtures::compiled_model();
    REQUIRE_THROWS_WITH(model.fit(x(), y(), {.epochs = 3, .verbose = 0, .callbacks = {Thrower()}}), "enough");
    REQUIRE(model.iterations() == 2);
    model.fit(x(), y(), {.epochs = 3, .verbose = 0});
    REQUIRE(model.iterations() == 5);
}

TEST_CASE("a callback may use other models, and predict with its own", "[training]") {
    using namespace callback_test;
    struct Predictor {
        std::vector<double> seen = {};
        void on_epoch_end(Training<double>& t) {
            seen.push_back(t.model.evaluate(x(), y(), {.batch_size = 4})["loss"]);
            (void)t.model.predict(x(), 3);
            Model copy = t.model;
            copy.fit(x(), y(), {.epochs = 2, .verbose = 0});
        }
    };
    Predictor predictor;
    Model model = fixtures::compiled_model(), alone = model;
    const History history = model.fit(x(), y(),
                                      {.epochs = 3,
                                       .batch_size = 4,
                                       .validation_data = {x(), y()},
                                       .verbose = 0,
                                       .callbacks = {std::ref(predictor)}});
    alone.fit(x(), y(), {.epochs = 3, .batch_size = 4, .verbose = 0});
    REQUIRE(fixtures::same_weights(model, alone));
    REQUIRE(history["val_loss"] == predictor.seen);
}

TEST_CASE("callbacks of a higher order are told after the others", "[training]") {
    using namespace callback_test;
    std::string said;
    Model model = fixtures::compiled_model();
    Third referred{&said};
    model.fit(x(), y(),
              {.verbose = 0,
               .callbacks = {std::ref(referred), Second{&said}, First{&said}, Third{&said}, First{&said}}});
    REQUIRE(said == "00122");
    REQUIRE(AnyCallback<double>(OnlyEpochs()).order() == 0);
}

TEST_CASE("a callback says what it remembers, and remembers it again, if it can", "[training]") {
    using namespace callback_test;
    Model model = fixtures::compiled_model();
    Training<double> training(model);
    Rememberer rememberer{3};
    AnyCallback<double> one(rememberer), referred(std::ref(rememberer)), other{OnlyEpochs()};
    REQUIRE(one.state(training) == std::vector<double>{3});
    REQUIRE(one.resume(training, {7}));
    REQUIRE(one.state(training) == std::vector<double>{7});
    REQUIRE_FALSE(one.resume(training, {1, 2}));
    REQUIRE(referred.resume(training, {8}));
    REQUIRE(rememberer.number == 8);
    REQUIRE(other.state(training).empty());
    REQUIRE(other.resume(training, {}));
    REQUIRE_FALSE(other.resume(training, {1}));
}

TEST_CASE("a run has the states of the callbacks that remember something", "[training]") {
    using namespace callback_test;
    Model model = fixtures::compiled_model();
    std::vector<AnyCallback<double>> callbacks{Rememberer{3}, OnlyEpochs(), Rememberer{4}};
    Training<double> training(model, &callbacks);
    using States = std::vector<std::vector<double>>;
    REQUIRE(training.states() == States{{3}, {4}});
    REQUIRE(training.resume({{5}, {6}}));
    REQUIRE(training.states() == States{{5}, {6}});
    REQUIRE_FALSE(training.resume({{5}}));
    REQUIRE_FALSE(training.resume({{5}, {6}, {7}}));
    REQUIRE_FALSE(training.resume({{5}, {6, 7}}));
    REQUIRE(Training<double>(model).states().empty());
    REQUIRE(callbacks[0].remembers());
    REQUIRE_FALSE(callbacks[1].remembers());
}
