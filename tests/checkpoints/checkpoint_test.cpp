// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <vector>

#include <ockham/checkpoints/checkpoint.hpp>

#include "checkpoints/checkpoint_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace checkpoint_test {

template <class Scalar>
History train(Sequential<Scalar>& model, int epochs, int initial_epoch = 0) {
    const auto schedule = [](int epoch, double rate) { return epoch % 3 == 2 ? rate * 0.7 : rate; };
    return model.fit(fixtures::numbers<Scalar>(Shape{30, 4}), fixtures::one_hot<Scalar>(30),
                     {.epochs = epochs,
                      .batch_size = 8,
                      .initial_epoch = initial_epoch,
                      .verbose = 0,
                      .callbacks = {LearningRateScheduler(schedule)}});
}

template <class Scalar>
void require_exact_resumption() {
    const io_files::Temporary file("older");
    Sequential<Scalar> whole = fixtures::compiled_model<Scalar>(), first = fixtures::compiled_model<Scalar>(),
                       second = fixtures::compiled_model<Scalar>(9);
    const History history = train(whole, 10);
    train(first, 5);
    save_checkpoint(first, file.path, {.epoch = 5});

    second.build({4});
    REQUIRE(load_checkpoint(second, file.path) == 5);
    REQUIRE(fixtures::same_weights(first, second));
    REQUIRE(second.iterations() == first.iterations());
    REQUIRE(second.learning_rate() == first.learning_rate());
    const History rest = train(second, 10, 5);
    REQUIRE(rest.epoch == std::vector<int>{5, 6, 7, 8, 9});
    for (const std::string& name : history.names())
        REQUIRE(rest[name] == std::vector<double>(history[name].begin() + 5, history[name].end()));
    fixtures::require_same(second, whole, fixtures::numbers<Scalar>(Shape{10, 4}),
                           Tensor<Scalar>(fixtures::one_hot<Scalar>(10)));
}

/// Saves the model at the end of one epoch, as somebody would who expects the power to go.
struct SavesAfter {
    std::string path;
    int epoch;
    void on_epoch_end(auto& training) {
        if (training.epoch + 1 == epoch) save_checkpoint(training.model, path, {.epoch = epoch});
    }
};

/// Training that goes on from a checkpoint in its middle ends like training that was not interrupted, in all bits.
template <class Scalar>
void require_exact_resumption_of(const AnyOptimizer& optimizer) {
    INFO(optimizer.name());
    const io_files::Temporary file;
    const auto model = [&](std::uint32_t seed) {
        Sequential<Scalar> made = fixtures::model<Scalar>(seed);
        made.compile({.optimizer = optimizer, .loss = CategoricalCrossentropy(), .metrics = {accuracy}});
        return made;
    };
    FitOptions<Scalar> options{
        .epochs = 8, .batch_size = 8, .verbose = 0, .callbacks = {SavesAfter{file.path, 3}}};
    Sequential<Scalar> whole = model(0), resumed = model(9);
    const Tensor<Scalar> x = fixtures::numbers<Scalar>(Shape{30, 4}), y = fixtures::one_hot<Scalar>(30);
    const History history = whole.fit(x, y, options);
    resumed.build({4});
    options.initial_epoch = load_checkpoint(resumed, file.path);
    REQUIRE(options.initial_epoch == 3);
    const History rest = resumed.fit(x, y, options);
    for (const std::string& name : history.names())
        REQUIRE(rest[name] == std::vector<double>(history[name].begin() + 3, history[name].end()));
    fixtures::require_same(resumed, whole, fixtures::numbers<Scalar>(Shape{10, 4}),
                           Tensor<Scalar>(fixtures::one_hot<Scalar>(10)));
}

}  // namespace checkpoint_test

TEST_CASE("five epochs and five from a checkpoint are ten, bit for bit", "[checkpoints]") {
    // Dropout, shuffling, momentum and a schedule of the learning rate included.
    checkpoint_test::require_exact_resumption<float>();
    checkpoint_test::require_exact_resumption<double>();
}

TEST_CASE("training goes on exactly with every optimizer, averages and gathered gradients included",
          "[checkpoints]") {
    const auto schedule = CosineDecay({.initial_learning_rate = 0.01, .decay_steps = 20});
    // Four batches an epoch: three epochs end between two updates, each of five batches.
    for (const AnyOptimizer& optimizer : std::initializer_list<AnyOptimizer>{
             SGD({.learning_rate = schedule, .momentum = 0.9, .nesterov = true, .proximal_l1 = true}),
             RMSprop({.momentum = 0.5, .centered = true}), Adam({.amsgrad = true, .use_ema = true}),
             AdamW({.exclude_from_weight_decay = {"bias"}, .gradient_accumulation_steps = 5}), Adamax(),
             Nadam(), Adagrad(), Adadelta({.learning_rate = 1}), Lion({.global_clipnorm = 0.1}),
             Ftrl({.learning_rate = 0.1}),
             Adam({.learning_rate = schedule,
             .use_ema = true,
             .ema_momentum = 0.8,
             .ema_overwrite_frequency = 3,
             .gradient_accumulation_steps = 5})}) {
        checkpoint_test::require_exact_resumption_of<float>(optimizer);
        checkpoint_test::require_exact_resumption_of<double>(optimizer);
    }
}

TEST_CASE("a checkpoint has averages and gathered gradients under their names, and no rate of a schedule",
          "[checkpoints]") {
    const io_files::Temporary file;
    const auto model = [](const AnySchedule& rate, bool averages) {
        Sequential<double> made{Dense<double>(1, {.name = "d"})};
        made.compile({.optimizer = SGD({.learning_rate = rate,
                                        .momentum = 0.5,
                                        .use_ema = averages,
                                        .gradient_accumulation_steps = averages ? 2 : 1}),
                      .loss = MeanSquaredError()});
        made.fit(fixtures::numbers(5, 2), fixtures::numbers(5, 1), {.batch_size = 5, .verbose = 0});
        return made;
    };
    save_checkpoint(model(ExponentialDecay(), true), file.path);
    std::string names;
    const NamedTensors saved = read_safetensors(file.path);
    for (const NamedTensors::Entry& entry : saved.entries()) names += entry.name + " ";
    REQUIRE(names ==
            "d/kernel d/bias d/kernel/optimizer/0 d/kernel/optimizer/average d/kernel/optimizer/gathered "
            "d/bias/optimizer/0 d/bias/optimizer/average d/bias/optimizer/gathered epoch iterations "
            "random_state ");

    const auto require = [&](Sequential<double> into, const std::string& sentence) {
        fixtures::require_refused<FileError>(
            into, "load_checkpoint '" + file.path + "': " + sentence,
            [&](auto& m) { load_checkpoint(m, file.path); }, fixtures::numbers<double>(Shape{5, 2}),
            fixtures::numbers<double>(Shape{5, 1}));
    };
    require(model(ExponentialDecay(), false),
            "expected nothing besides what belongs to this model, got 'd/kernel/optimizer/average'");
    require(model(0.1, true), "expected 'learning_rate' of shape (1,), got none");
    save_checkpoint(model(0.1, true), file.path);
    require(model(ExponentialDecay(), true),
            "expected no 'learning_rate', because the optimizer has a schedule, got one");
}

TEST_CASE("training in one go is training in two, without a file, too", "[checkpoints]") {
    Sequential<double> whole = fixtures::compiled_model(), halves = fixtures::compiled_model();
    checkpoint_test::train(whole, 6);
    checkpoint_test::train(halves, 3);
    checkpoint_test::train(halves, 6, 3);
    fixtures::require_same(halves, whole, checkpoint_files::x(), checkpoint_files::y());
}

TEST_CASE("a checkpoint says what it holds", "[checkpoints]") {
    const io_files::Temporary file;
    const Sequential<double> model = checkpoint_files::trained();
    save_checkpoint(model, file.path, {.epoch = 2});
    const NamedTensors tensors = read_safetensors(file.path);
    REQUIRE(*tensors.find_metadata("format") == "ockham checkpoint 1");
    REQUIRE(*tensors.find_metadata("optimizer") == "sgd");
    std::string names;
    for (const NamedTensors::Entry& entry : tensors.entries())
        names += entry.name + ":" + entry.format.name() + " ";
    REQUIRE(
        names ==
        "hidden/kernel:float64 hidden/bias:float64 output/kernel:float64 output/bias:float64 "
        "hidden/kernel/optimizer/0:float64 hidden/bias/optimizer/0:float64 output/kernel/optimizer/0:float64 "
        "output/bias/optimizer/0:float64 epoch:int64 iterations:int64 learning_rate:float64 "
        "random_state:uint32 ");
    REQUIRE(tensors.get<double>("epoch").data()[0] == 2);
    REQUIRE(tensors.get<double>("iterations").data()[0] == 6);
    REQUIRE(tensors.get<double>("learning_rate").data()[0] == 0.1);
    REQUIRE(tensors.get<double>("random_state").size() == 625);
}

TEST_CASE("a model that was not trained has a checkpoint, too", "[checkpoints]") {
    const io_files::Temporary file;
    Sequential<double> model = fixtures::compiled_model(3), other = checkpoint_files::trained();
    model.build({4});
    save_checkpoint(model, file.path);
    REQUIRE(read_safetensors(file.path).entries().size() == 8);
    REQUIRE(load_checkpoint(other, file.path) == 0);
    fixtures::require_same(other, model, checkpoint_files::x(), checkpoint_files::y());
}

TEST_CASE("weights alone are read from a checkpoint", "[checkpoints]") {
    const io_files::Temporary file;
    const Sequential<double> model = checkpoint_files::trained();
    save_checkpoint(model, file.path);
    Sequential<double> other = fixtures::compiled_model<double>(1);
    other.build({4});
    load_weights(other, file.path);
    REQUIRE(fixtures::same_weights(model, other));
    REQUIRE(other.iterations() == 0);
}

TEST_CASE("layers may have any names", "[checkpoints]") {
    const io_files::Temporary file;
    for (const char* name : {"optimizer", "a/optimizer/0", "optimizer/0/a", "a/kernel/optimizer",
                             "callback_0", "a/b", "\xc3\xbc \"\\\n", "__metadata__"}) {
        Sequential model{Dense(2, {.name = name}), Dense(1, {.name = "a"})};
        model.compile({.optimizer = SGD({.momentum = 0.5}), .loss = MeanSquaredError()});
        model.fit(Eigen::MatrixXf::Ones(3, 2), Eigen::VectorXf::Ones(3), {.verbose = 0});
        save_checkpoint(model, file.path);
        Sequential before = model;
        model.fit(Eigen::MatrixXf::Ones(3, 2), Eigen::VectorXf::Ones(3), {.verbose = 0});
        load_checkpoint(model, file.path);
        fixtures::require_same(model, before, Tensor<float>(Eigen::MatrixXf::Ones(3, 2)),
                               Tensor<float>(Eigen::VectorXf::Ones(3)));
        load_weights(model, file.path);
    }
    Sequential wrong{Dense(2, {.name = "\xff"})};
    wrong.compile({.loss = MeanSquaredError()});
    wrong.build({1});
    REQUIRE_THROWS_WITH(save_checkpoint(wrong, file.path),
                        "save_checkpoint: expected names and strings of UTF-8, got '\xff/kernel'");
}

TEST_CASE("a checkpoint that is not one of this model leaves it as it was", "[checkpoints]") {
    using namespace checkpoint_files;
    const io_files::Temporary file;
    Sequential<double> model = trained();
    save_checkpoint(trained(5), file.path, {.epoch = 2});
    const std::string good = file.bytes();
    const auto refused = [&](const std::string& sentence) {
        fixtures::require_refused<FileError>(model,
                                             "load_checkpoint '" + file.path + "': expected " + sentence,
                                             [&](auto& m) { load_checkpoint(m, file.path); });
        std::FILE* to = std::fopen(file.path.c_str(), "wb");
        std::fwrite(good.data(), 1, good.size(), to);
        std::fclose(to);
    };
    using Kind = NumberFormat::Kind;
    replace(file.path, "hidden/kernel", Tensor<double>(Shape{4, 6}));
    refused("'hidden/kernel' of shape (4, 5), got (4, 6)");
    leave_out(file.path, "hidden/bias");
    refused("'hidden/bias' of shape (5,), got none");
    replace(file.path, "other/kernel", number(1));
    refused("nothing besides what belongs to this model, got 'other/kernel'");
    replace(file.path, "hidden/bias", fixtures::numbers<float>(Shape{5}));
    refused("'hidden/bias' in float64, got float32");
    replace(file.path, "output/bias", Tensor<double>(Shape{3}, Eigen::Vector3d(1, 2, std::nan(""))));
    refused("finite numbers in 'output/bias', got nan");
    replace(file.path, "output/bias/optimizer/0", Tensor<double>(Shape{3}, Eigen::Vector3d(1, 2, INFINITY)));
    refused("finite numbers in 'output/bias/optimizer/0', got inf");
    replace(file.path, "output/bias/optimizer/0", Tensor<double>(Shape{1, 3}));
    refused("'output/bias/optimizer/0' of shape (3,), got (1, 3)");
    replace(file.path, "output/bias/optimizer/1", fixtures::numbers(Shape{3}));
    refused("nothing besides what belongs to this model, got 'output/bias/optimizer/1'");
    set_metadata(file.path, "optimizer", "adam");
    refused("the state of optimizer 'sgd', got 'adam'");
    leave_out(file.path, "optimizer");
    refused("the state of optimizer 'sgd', got none");
    set_metadata(file.path, "format", "ockham checkpoint 2");
    refused("a checkpoint, got a file of safetensors layout that is none");
    leave_out(file.path, "format");
    refused("a checkpoint, got a file of safetensors layout that is none");
    leave_out(file.path, "epoch");
    refused("'epoch' of shape (1,), got none");
    replace(file.path, "epoch", number(-1));
    refused("'epoch' to be a whole number from 0 to 2.14748e+09, got -1");
    replace(file.path, "epoch", number(1.5));
    refused("'epoch' to be a whole number from 0 to 2.14748e+09, got 1.5");
    replace(file.path, "iterations", number(1e300));
    refused("'iterations' to be a whole number from 0 to 9.0072e+15, got 1e+300");
    replace(file.path, "iterations", number(std::nan("")));
    refused("finite numbers in 'iterations', got nan");
    replace(file.path, "learning_rate", number(-1));
    refused("'learning_rate' to be non-negative, got -1");
    replace(file.path, "learning_rate", Tensor<double>(Shape{1, 1}));
    refused("'learning_rate' of shape (1,), got (1, 1)");
    replace(file.path, "random_state", fixtures::numbers(Shape{624}));
    refused("'random_state' of shape (625,), got (624,)");
    for (const double word : {0.0, 0.5, -1.0, 0x1p33}) {
        Tensor<double> state(Shape{625});
        state.fill(word);
        replace(file.path, "random_state", state, {Kind::floating, 8});
        refused("'random_state' to be a state of the Mersenne Twister, got something else");
    }
    save_weights(model, file.path);
    refused("a checkpoint, got a file of safetensors layout that is none");
    REQUIRE(load_checkpoint(model, file.path) == 2);
    REQUIRE(fixtures::same_weights(model, trained(5)));
}

TEST_CASE("a checkpoint of another type of numbers or another optimizer is refused", "[checkpoints]") {
    const io_files::Temporary file;
    save_checkpoint(checkpoint_files::trained(), file.path);
    const std::string who = "load_checkpoint '" + file.path + "': expected ";
    Sequential<float> single = fixtures::compiled_model<float>();
    single.build({4});
    REQUIRE_THROWS_WITH(load_checkpoint(single, file.path), who + "'hidden/kernel' in float32, got float64");
    Sequential<double> plain = fixtures::model();
    plain.build({4});
    REQUIRE_THROWS_WITH(load_checkpoint(plain, file.path),
                        "Sequential 'classifier': expected a compiled model for load_checkpoint; call "
                        "compile() first, got an "
                        "uncompiled one");
    plain.compile({.optimizer = SGD(), .loss = CategoricalCrossentropy()});
    REQUIRE_THROWS_WITH(load_checkpoint(plain, file.path),
                        who + "nothing besides what belongs to this model, got 'hidden/kernel/optimizer/0'");
    Sequential<double> unbuilt = fixtures::compiled_model();
    REQUIRE_THROWS_WITH(load_checkpoint(unbuilt, file.path),
                        "Sequential 'classifier': expected a built model for load_checkpoint; call build() "
                        "or fit() first, got an "
                        "unbuilt one");
}

TEST_CASE("what cannot be a checkpoint is not written", "[checkpoints]") {
    const io_files::Temporary file("old");
    Sequential<double> model = fixtures::model();
    model.build({4});
    REQUIRE_THROWS_WITH(save_checkpoint(model, file.path),
                        "Sequential 'classifier': expected a compiled model for save_checkpoint; call "
                        "compile() first, got an "
                        "uncompiled one");
    REQUIRE_THROWS_WITH(save_checkpoint(fixtures::compiled_model(), file.path),
                        "Sequential 'classifier': expected a built model for save_checkpoint; call build() "
                        "or fit() first, got an "
                        "unbuilt one");
    model = checkpoint_files::trained();
    REQUIRE_THROWS_WITH(save_checkpoint(model, file.path, {.epoch = -1}),
                        "save_checkpoint: expected epoch to be non-negative and finite, got -1");
    model.layer("output").parameters()[1]->slots[0].data()[0] = std::nan("");
    REQUIRE_THROWS_WITH(save_checkpoint(model, file.path),
                        "save_checkpoint: expected finite numbers in 'output/bias/optimizer/0', got nan");
    REQUIRE(file.bytes() == "old");
}
