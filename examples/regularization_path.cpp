// SPDX-License-Identifier: MIT
// Tested with: --epochs 40 --folds 3 --out plots
//
// What an L1 penalty does to a network for the iris flowers, for factors from too small to too large: how well it then does,
// how large its weights are, how many of them are left. docs/how-to/regularization.md tells how to read what comes out.

#include <cstdio>
#include <exception>
#include <filesystem>

#include <ockham/ockham.hpp>

#include "command_line.hpp"

using namespace ockham;

namespace {

struct Settings {
    int epochs = 300;
    Index folds = 10;
    int threads = 0;
    std::string out = "out";
};

// [model]
/// With `.proximal_l1` the penalty makes weights exactly zero; without, they swing around it.
Sequential<float> make_model(double factor) {
    Sequential model{
        Dense(16, {.activation = activations::relu, .kernel_regularizer = l1(factor)}),
        Dense(16, {.activation = activations::relu, .kernel_regularizer = l1(factor)}),
        Dense(3, {.activation = activations::softmax, .kernel_regularizer = l1(factor)}),
    };
    model.compile({.optimizer = SGD({.learning_rate = 0.05, .momentum = 0.9, .proximal_l1 = true}),
                   .loss = CategoricalCrossentropy(),
                   .metrics = {accuracy}});
    return model;
}
// [model]

void explore(const Settings& settings) {
    const auto iris = datasets::load_iris();
    const Matrix<double> x = StandardScaler().fit_transform(iris.x), y = to_categorical(iris.y);
    const auto [train, test] = train_test_split(x, y, {.test_size = 0.5, .stratify = iris.y});
    const FitOptions<float> fit{.epochs = settings.epochs, .batch_size = 25};

    // [path]
    RegularizationPathOptions<float> options{.fit = fit, .threads = settings.threads};
    options.fit.validation_data = test;
    const RegularizationPath path =
        regularization_path(make_model, log_space(1e-4, 0.1, 10), train.x, train.y, options);
    const double best = path.best_factor("val_data_loss");
    std::printf("%sThe best factor for the flowers that were held back: %g\n\n", path.summary().c_str(),
                best);
    // [path]
    const std::string picture = (std::filesystem::path(settings.out) / "regularization_path.svg").string();
    plot(path).save(picture);

    // [report]
    Sequential<float> model = make_model(best);
    FitOptions<float> silent = fit;
    silent.verbose = 0;
    model.fit(train.x, train.y, silent);
    std::printf("%s\n", sparsity_report(model, train.x, train.y).summary().c_str());
    // [report]

    // [folds]
    const auto folds = stratified_k_fold(iris.y, {.n_splits = settings.folds, .shuffle = true});
    std::printf("%td folds             accuracy       data loss\n", settings.folds);
    for (const double factor : {0.0, best, 0.1}) {
        const CrossValidation scores = cross_validate(
            make_model(factor), x, y, {.folds = folds, .fit = fit, .threads = settings.threads});
        std::printf("l1(%.4f)     %.3f +- %.3f  %.3f +- %.3f\n", factor, scores.mean("val_accuracy"),
                    scores.deviation("val_accuracy"), scores.mean("val_data_loss"),
                    scores.deviation("val_data_loss"));
    }
    // [folds]
    std::printf("\nThe curves are in %s\n", std::filesystem::absolute(picture).string().c_str());
}

}  // namespace

int main(int argc, char** argv) {
    Settings settings;
    CommandLine options(
        "regularization_path",
        "Trains a network on the iris flowers with L1 penalties of several factors, and shows what they\n"
        "do to its scores and its weights.");
    options.number("--epochs", settings.epochs, 1, 100'000, "epochs of each training");
    options.number("--folds", settings.folds, Index{2}, Index{50}, "parts of the cross-validation");
    options.number("--threads", settings.threads, 0, 1024, "models trained at a time; 0: one for each core");
    options.folder("--out", settings.out, "where the plot goes; made if not there");
    options.parse(argc, argv);
    try {
        explore(settings);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "regularization_path: %s\n", failure.what());
        return 1;
    }
}
