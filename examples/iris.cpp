// SPDX-License-Identifier: MIT
// Tested with: --epochs 3 --seeds 2 --out plots
//
// The experiment of an article on Keras' activity regularizer: the same network on the iris flowers, once without and
// once with an L1 penalty on what its first layer puts out. docs/iris.md tells what comes out.

#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <thread>

#include <ockham/ockham.hpp>

#include "command_line.hpp"
#include "in_parallel.hpp"
#include "iris_report.hpp"

using namespace ockham;

namespace {

struct Settings {
    std::uint32_t random_state = 0, seed = 0;
    double l1 = 0.001;
    int epochs = 350;
    Index batch_size = 128;
    double learning_rate = 0.01;
    int seeds = 0;
    bool same_split = false;
    int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    std::string out = "out/iris";
    bool quiet = false;

    [[nodiscard]] std::string file(const char* name) const {
        return (std::filesystem::path(out) / name).string();
    }
};

// [data]
/// All flowers are standardised first and split then, as in the article: 112 to train, 38 to validate.
auto load_data(std::uint32_t random_state) {
    const auto iris = datasets::load_iris();
    return train_test_split(StandardScaler().fit_transform(iris.x), to_categorical(iris.y),
                            {.test_size = 38, .random_state = random_state});
}
// [data]

using Data = decltype(load_data(0));

// [model]
Sequential<float> make_model(const AnyRegularizer& activity_regularizer, double learning_rate,
                             std::uint32_t seed) {
    Sequential model{
        Dense(512, {.activation = activations::tanh, .activity_regularizer = activity_regularizer}),
        Dense(256, {.activation = activations::tanh}),
        Dense(64, {.activation = activations::tanh}),
        Dense(32, {.activation = activations::relu}),
        Dense(3, {.activation = activations::softmax}),
    };
    model.set_seed(seed);
    model.compile({.optimizer = SGD({.learning_rate = learning_rate}),
                   .loss = CategoricalCrossentropy(),
                   .metrics = {accuracy}});
    return model;
}
// [model]

Activations look_at_first_layer(const Sequential<float>& model, const Matrix<double>& x) {
    Sequential<float> first;
    first.add(model.layer(0));
    first.build();
    const Eigen::ArrayXXf size = first.predict(x).array().abs();
    const auto share = [&](const auto& chosen) {
        return static_cast<double>(chosen.count()) / static_cast<double>(size.size());
    };
    const double mean = size.cast<double>().mean();
    return {share(size == 0), share(size < 0.001F), share(size < 0.01F), mean,
            mean * static_cast<double>(size.cols())};
}

Run train(Sequential<float> model, const Data& data, const Settings& settings, int verbose,
          std::vector<AnyCallback<float>> callbacks = {}) {
    History history = model.fit(data.train.x, data.train.y,
                                {.epochs = settings.epochs,
                                 .batch_size = settings.batch_size,
                                 .validation_data = data.test,
                                 .verbose = verbose,
                                 .callbacks = std::move(callbacks)});
    const Results on_train = model.evaluate(data.train.x, data.train.y);
    const Results on_test = model.evaluate(data.test.x, data.test.y);
    return {std::move(history), on_train["accuracy"], on_test["accuracy"], on_test["data_loss"],
            look_at_first_layer(model, data.test.x)};
}

void run_once(const Settings& settings) {
    const Data data = load_data(settings.random_state);
    const auto model = [&](const AnyRegularizer& regularizer) {
        return make_model(regularizer, settings.learning_rate, settings.seed);
    };
    Sequential<float> regularized = model(l1(settings.l1));
    regularized.build({4});
    std::cout << regularized.summary();

    const int verbose = settings.quiet ? 0 : 1;
    if (verbose > 0) std::printf("\nBefore: no regularizer\n");
    const Run before = train(model({}), data, settings, verbose, {CSVLogger(settings.file("before.csv"))});
    if (verbose > 0) std::printf("\nAfter: activity regularizer l1(%g) on the first layer\n", settings.l1);
    const Run after =
        train(std::move(regularized), data, settings, verbose, {CSVLogger(settings.file("after.csv"))});
    print_pair({settings.random_state, settings.seed, before, after}, settings.l1);

    // [plots]
    side_by_side({plot(before.history, "accuracy").title("Before: no regularizer"),
                  plot(after.history, "accuracy").title("After: activity regularizer")},
                 {.share_y = true})
        .save(settings.file("accuracy.svg"));
    plot_loss_parts(after.history).title("The regularized loss, taken apart").save(settings.file("loss.svg"));
    // [plots]
}

void run_seeds(const Settings& settings) {
    if (!settings.quiet) std::printf("\n");
    Meter meter("Pairs", settings.seeds, settings.quiet);
    // [seeds]
    const std::vector<Pair> pairs = in_parallel(settings.seeds, settings.threads, meter, [&](int number) {
        const auto offset = static_cast<std::uint32_t>(number), seed = settings.seed + offset,
                   random_state = settings.random_state + (settings.same_split ? 0 : offset);
        const Data data = load_data(random_state);
        const auto run = [&](const AnyRegularizer& regularizer) {
            return train(make_model(regularizer, settings.learning_rate, seed), data, settings, 0);
        };
        return Pair{random_state, seed, run({}), run(l1(settings.l1))};
    });
    // [seeds]
    print_pairs(pairs);
    write_pairs(settings.file("seeds.csv"), pairs);
    plot_pairs(pairs).save(settings.file("seeds.svg"));
}

Settings read_settings(int argc, char** argv) {
    Settings settings;
    CommandLine options("iris",
                        "Trains a network on the iris flowers without and with an activity regularizer, and\n"
                        "compares the two with each other and with an article that did so.");
    constexpr std::uint32_t largest_seed = 4'000'000'000;
    options.number("--random-state", settings.random_state, 0U, largest_seed, "seed of the split");
    options.number("--seed", settings.seed, 0U, largest_seed, "seed of first weights and shuffling");
    options.number("--l1", settings.l1, 0.0, 1000.0, "factor of the activity penalty");
    options.number("--epochs", settings.epochs, 1, 100'000, "epochs of each training");
    options.number("--batch-size", settings.batch_size, Index{1}, Index{10000}, "flowers in a step, of 112");
    options.number("--learning-rate", settings.learning_rate, 1e-9, 1000.0, "of SGD");
    options.number("--seeds", settings.seeds, 2, 5000, "do it again with so many splits and first weights");
    options.toggle("--same-split", settings.same_split, "for --seeds: other first weights only");
    options.number("--threads", settings.threads, 1, 1000, "for --seeds: how many pairs at a time");
    options.folder("--out", settings.out, "where plots and tables go; made if not there");
    options.toggle("--quiet", settings.quiet, "shows results only, and no progress");
    options.parse(argc, argv);
    return settings;
}

}  // namespace

int main(int argc, char** argv) {
    const Settings settings = read_settings(argc, argv);
    try {
        run_once(settings);
        if (settings.seeds > 0) run_seeds(settings);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "iris: %s\n", error.what());
        return 1;
    }
    std::printf("\nIn %s:\n", std::filesystem::absolute(settings.out).string().c_str());
    std::printf("  accuracy.svg           accuracy by epoch, before and after\n");
    std::printf("  loss.svg               the regularized loss, taken apart\n");
    std::printf("  before.csv, after.csv  all numbers of each epoch\n");
    if (settings.seeds == 0) return 0;
    std::printf("  seeds.svg              the mean over the pairs, and what the regularizer changes\n");
    std::printf("  seeds.csv              the results of every pair\n");
}
