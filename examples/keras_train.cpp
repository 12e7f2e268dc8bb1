// SPDX-License-Identifier: MIT
// Tested with: --help
//
// Trains a model that Keras has saved, without a line of C++:
//
//     keras_train MODEL.keras --x X.npy --y Y.npy --epochs 100 --history history.csv --save trained.keras
//     keras_train --summary MODEL.keras

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <ockham/keras.hpp>
#include <ockham/ockham.hpp>

#include "command_line.hpp"

using namespace ockham;

namespace {

struct Settings {
    std::string model, x, y, validation_x, validation_y, history, save, predictions, plot;
    int epochs = 1;
    Index batch_size = 32;
    bool no_shuffle = false, summary = false;
};

/// The samples of a file. One number a sample is a column, as for Keras.
template <class Scalar>
Tensor<Scalar> read_samples(const std::string& path) {
    const auto samples = read_npy<Scalar>(path);
    return samples.shape().rank() == 1 ? Tensor<Scalar>({samples.size(), 1}, samples.matrix()) : samples;
}

/// Writes the history as Keras' `CSVLogger` does: epochs from 0, and the quantities that Keras has, by name.
void write_history(const std::string& path, const History& history) {
    std::vector<std::string> names;
    for (const std::string& name : history.names())
        if (!name.ends_with("data_loss") && !name.ends_with("_penalty")) names.push_back(name);
    std::sort(names.begin(), names.end());
    Matrix<double> table(static_cast<Index>(history.epoch.size()), static_cast<Index>(names.size()) + 1);
    for (Index row = 0; row < table.rows(); ++row) {
        const auto epoch = static_cast<std::size_t>(row);
        table(row, 0) = history.epoch[epoch];
        for (Index column = 1; column < table.cols(); ++column)
            table(row, column) = history[names[static_cast<std::size_t>(column) - 1]][epoch];
    }
    names.insert(names.begin(), "epoch");
    write_csv(path, names, table);
}

/// The loss, and each metric beside it.
void draw(const std::string& path, const History& history) {
    std::vector<Plot> plots;
    for (const std::string& name : history.names())
        if (!name.starts_with("val_") && !name.ends_with("data_loss") && !name.ends_with("_penalty"))
            plots.push_back(plot(history, name));
    side_by_side(plots).save(path);
}

template <class Scalar>
void run(const keras::ModelFile& file, const Settings& settings) {
    auto model = file.model<Scalar>();
    if (settings.summary) {
        std::printf("%s", model.summary().c_str());
        return;
    }
    const auto x = read_samples<Scalar>(settings.x), y = read_samples<Scalar>(settings.y);
    FitOptions<Scalar> options{
        .epochs = settings.epochs, .batch_size = settings.batch_size, .shuffle = !settings.no_shuffle};
    if (!settings.validation_x.empty())
        options.validation_data = {read_samples<Scalar>(settings.validation_x),
                                   read_samples<Scalar>(settings.validation_y)};
    const History history = model.fit(x, y, options);
    if (!settings.history.empty()) write_history(settings.history, history);
    if (!settings.save.empty()) keras::save_model(model, settings.save);
    if (!settings.predictions.empty())
        write_npy(settings.predictions,
                  model.predict(settings.validation_x.empty() ? x : options.validation_data.x));
    if (!settings.plot.empty()) draw(settings.plot, history);
}

Settings read_command_line(int argc, char** argv) {
    Settings settings;
    CommandLine line("keras_train",
                     "Trains a compiled model that Keras has saved, in the precision of its file.");
    line.operand("MODEL.keras", settings.model, "the model: a .keras file, or an .h5 file of a whole model");
    line.file("--x", settings.x, "inputs, an .npy file: rows are samples");
    line.file("--y", settings.y, "what should come out, an .npy file");
    line.file("--validation-x", settings.validation_x, "inputs to evaluate the model on after every epoch");
    line.file("--validation-y", settings.validation_y, "what should come out for them");
    line.number("--epochs", settings.epochs, 1, 1'000'000'000, "how often to go through all samples");
    line.number("--batch-size", settings.batch_size, Index{1}, Index{1} << 40, "samples a step");
    line.toggle("--no-shuffle", settings.no_shuffle, "take the samples in their order");
    line.file("--history", settings.history, "write loss and metrics, a row an epoch, as CSV");
    line.file("--save", settings.save, "write the trained model as a .keras file");
    line.file("--predictions", settings.predictions,
              "write what comes out, of the validation inputs if there are any, as .npy");
    line.file("--plot", settings.plot, "draw loss and metrics as SVG");
    line.toggle("--summary", settings.summary, "say what the model is made of, and do nothing else");
    line.parse(argc, argv);
    if (!settings.summary && settings.x.empty()) line.fail("--x X.npy", "nothing");
    if (!settings.summary && settings.y.empty()) line.fail("--y Y.npy", "nothing");
    if (settings.validation_x.empty() != settings.validation_y.empty())
        line.fail("--validation-x and --validation-y, or neither", "one of them");
    return settings;
}

}  // namespace

int main(int argc, char** argv) {
    const Settings settings = read_command_line(argc, argv);
    try {
        const keras::ModelFile file(settings.model);
        file.dtype() == "float64" ? run<double>(file, settings) : run<float>(file, settings);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
