// SPDX-License-Identifier: MIT
// Tested with: --epochs 4 --out plots
//
// A small convolutional network reads handwritten digits of 8 x 8 pixels, with an L2 penalty on its first kernel and an L1
// penalty on what it puts out. Leaves its curves, a confusion matrix and the filters that it has learned as SVG.
// docs/digits.md has what came out, beside the same in Keras.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <ockham/ockham.hpp>
#include <ockham/plots/svg.hpp>

#include "command_line.hpp"

using namespace ockham;

namespace {

struct Settings {
    int epochs = 30;
    int seed = 0;
    double l1 = 1e-4, l2 = 1e-3;
    std::string data = (std::filesystem::path(__FILE__).parent_path() / "digits.txt").string();
    std::string out = "out/digits";
};

struct Digits {
    Tensor<float> x;  // (samples, 8, 8, 1), from 0 to 1
    Eigen::VectorXi y;
};

/// A line is a digit and its 64 pixels, from 0 to g.
Digits read_digits(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read '" + path + "'");
    Digits digits;
    std::vector<float> pixels;
    std::vector<int> labels;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (line.size() != 66)
            throw std::runtime_error(path + ": expected a digit and 64 pixels, got '" + line + "'");
        labels.push_back(line[0] - '0');
        for (const char pixel : line.substr(2))
            pixels.push_back(static_cast<float>(pixel <= '9' ? pixel - '0' : pixel - 'a' + 10) / 16);
    }
    digits.y = Eigen::Map<const Eigen::VectorXi>(labels.data(), static_cast<Index>(labels.size()));
    digits.x.resize({digits.y.size(), 8, 8, 1});
    std::copy(pixels.begin(), pixels.end(), digits.x.data());
    return digits;
}

/// Squares of a picture, from white (0) to blue (1), with a number in each if `digits` is not negative.
std::string squares(const Matrix<double>& shares, const Matrix<double>& numbers, double left, double size) {
    std::string svg;
    for (Index row = 0; row < shares.rows(); ++row)
        for (Index column = 0; column < shares.cols(); ++column) {
            const double x = left + static_cast<double>(column) * size,
                         y = 30 + static_cast<double>(row) * size;
            plots::put(
                svg,
                "<rect x='%' y='%' width='%' height='%' fill='#0072B2' fill-opacity='%' stroke='#D5D5D5'/>\n",
                {x, y, size, size, shares(row, column)});
            if (numbers.size() > 0 && numbers(row, column) > 0)
                plots::put(svg, "<text x='%' y='%' text-anchor='middle' fill='%'>%</text>\n",
                           {x + size / 2, y + size / 2 + 4, shares(row, column) > 0.5 ? "white" : "black",
                            std::to_string(static_cast<int>(numbers(row, column)))});
        }
    return svg;
}

void save(const std::string& path, const std::string& title, double width, double height,
          const std::string& body) {
    std::string svg;
    plots::put(svg,
               "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 % %' width='%' height='%' "
               "font-family='sans-serif' "
               "font-size='12'>\n<rect width='%' height='%' fill='white'/>\n<text x='10' y='18' "
               "font-size='14'>%</text>\n",
               {width, height, width, height, width, height, title});
    plots::write_file("digits", path, svg + body + "</svg>\n");
}

void save_confusion(const std::string& path, const Matrix<double>& counts) {
    const double size = 34, left = 30;
    Matrix<double> shares = counts;
    for (Index row = 0; row < counts.rows(); ++row) shares.row(row) /= std::max(1.0, counts.row(row).sum());
    std::string body = squares(shares, counts, left, size);
    for (int digit = 0; digit < 10; ++digit) {
        const std::string text = std::to_string(digit);
        plots::put(body, "<text x='14' y='%'>%</text>\n", {30 + size * (digit + 0.5) + 4, text});
        plots::put(body, "<text x='%' y='%' text-anchor='middle'>%</text>\n",
                   {left + size * (digit + 0.5), 30 + 10 * size + 16, text});
    }
    save(path, "Digits (rows), as they were read (columns)", left + 10 * size + 10, 60 + 10 * size, body);
}

void save_filters(const std::string& path, In<float> kernel, Index side) {
    const double size = 14;
    const double low = static_cast<double>(kernel.minCoeff()), high = static_cast<double>(kernel.maxCoeff());
    std::string body;
    for (Index filter = 0; filter < kernel.cols(); ++filter) {
        Matrix<double> shares(side, side);
        for (Index i = 0; i < shares.size(); ++i)
            shares.data()[i] = (static_cast<double>(kernel(i, filter)) - low) / std::max(high - low, 1e-12);
        body += squares(shares, {},
                        10 + static_cast<double>(filter) * (static_cast<double>(side) * size + 10), size);
    }
    save(path, "Filters of the first layer, from the least weight (white) to the largest",
         std::max(460.0, 10 + static_cast<double>(kernel.cols()) * (static_cast<double>(side) * size + 10)),
         40 + static_cast<double>(side) * size, body);
}

void run(const Settings& settings) {
    const Digits digits = read_digits(settings.data);
    const auto [train, test] = train_test_split(
        digits.x, digits.y,
        {.test_size = 0.25, .random_state = static_cast<std::uint32_t>(settings.seed), .stratify = digits.y});

    // [model]
    Sequential<float> model(
        {
            Conv2D(16, 3,
                   {.padding = Padding::same,
                    .activation = activations::relu,
                    .kernel_regularizer = l2(settings.l2),
                    .activity_regularizer = l1(settings.l1)}),
            MaxPooling2D(2),
            Conv2D(32, 3, {.activation = activations::relu}),
            Flatten(),
            Dense(10, {.activation = activations::softmax}),
        },
        {.seed = static_cast<std::uint32_t>(settings.seed)});
    model.compile({.optimizer = Adam({.learning_rate = 0.003}),
                   .loss = SparseCategoricalCrossentropy(),
                   .metrics = {accuracy}});
    // [model]
    model.build({8, 8, 1});
    std::printf("%s", model.summary().c_str());
    const Tensor<float> y = Tensor<float>(train.y), y_test = Tensor<float>(test.y);
    const History history = model.fit(
        train.x, y, {.epochs = settings.epochs, .batch_size = 64, .validation_data = {test.x, y_test}});

    const Matrix<double> counts =
        confusion_matrix(Tensor<double>(test.y), Tensor<double>(model.predict(test.x).matrix()), 10);
    std::printf("Of %td digits that were held back %g were read rightly: %.2f %%\n", test.x.samples(),
                counts.trace(), 100 * history.last("val_accuracy"));
    const std::filesystem::path out(settings.out);
    plot(history, "accuracy").save((out / "accuracy.svg").string());
    save_confusion((out / "confusion.svg").string(), counts);
    save_filters((out / "filters.svg").string(), model.layer(0).parameter("kernel").value.matrix(), 3);
    std::printf("The plots are in %s\n", std::filesystem::absolute(out).string().c_str());
}

}  // namespace

int main(int argc, char** argv) {
    Settings settings;
    CommandLine options("digits", "Trains a small convolutional network to read handwritten digits.");
    options.number("--epochs", settings.epochs, 1, 100'000, "epochs of the training");
    options.number("--seed", settings.seed, 0, 1'000'000,
                   "of the split, the first weights and the order of samples");
    options.number("--l1", settings.l1, 0.0, 1000.0, "penalty on what the first layer puts out");
    options.number("--l2", settings.l2, 0.0, 1000.0, "penalty on the first kernel");
    options.file("--data", settings.data, "the digits; those beside the program's source if not given");
    options.folder("--out", settings.out, "where the plots go; made if not there");
    options.parse(argc, argv);
    try {
        run(settings);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "digits: %s\n", failure.what());
        return 1;
    }
}
