// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include <ockham/ockham.hpp>

#include "statistics.hpp"

// What iris.cpp remembers of its runs, and says about them.

/// What the first layer puts out for some samples.
struct Activations {
    double zeros, below_001, below_01;  ///< shares: of exact zeros, of |a| < 0.001, of |a| < 0.01
    double mean;                        ///< mean |a|
    double norm;                        ///< sum of |a| over the units, its mean over the samples
};

/// One training, and how it ended.
struct Run {
    ockham::History history;
    double accuracy, val_accuracy, val_data_loss;  ///< with the final weights
    Activations activations;                       ///< on the validation samples

    [[nodiscard]] int epochs() const { return static_cast<int>(history.epoch.size()); }
    /// The epoch at which overfitting is looked at first.
    [[nodiscard]] int early() const { return std::min(epochs(), 75); }
    /// Training accuracy minus validation accuracy, then and at the end.
    [[nodiscard]] double early_gap() const {
        const auto i = static_cast<std::size_t>(early() - 1);
        return history["accuracy"][i] - history["val_accuracy"][i];
    }
    [[nodiscard]] double gap() const { return accuracy - val_accuracy; }
};

/// Two trainings with the same data and the same first weights: without the regularizer, and with it.
struct Pair {
    std::uint32_t random_state = 0, seed = 0;
    Run before = {}, after = {};
};

inline void print_pair(const Pair& pair, double l1) {
    const Run &before = pair.before, &after = pair.after;
    const auto percent = [](const char* what, double a, double b, const char* end) {
        std::printf("  %-44s %8.2f %%  %8.2f %%%s\n", what, 100 * a, 100 * b, end);
    };
    const auto points = [](int epoch, double a, double b) {
        std::printf("  after %4d epochs %36.2f    %8.2f\n", epoch, 100 * a, 100 * b);
    };
    const auto number = [](const char* what, double a, double b) {
        std::printf("  %-44s %8.4f    %8.4f\n", what, a, b);
    };

    std::printf("\nAccuracy                                           before       after    the article's\n");
    percent("training", before.accuracy, after.accuracy, "    96.43 % -> 98.21 %");
    percent("validation", before.val_accuracy, after.val_accuracy, "    92.11 % -> 94.74 %");

    std::printf("\nGap: training minus validation accuracy, in points\n");
    if (before.early() < before.epochs()) points(before.early(), before.early_gap(), after.early_gap());
    points(before.epochs(), before.gap(), after.gap());

    std::printf("\nActivations a of the first layer, 38 validation flowers x 512 units\n");
    const Activations &a = before.activations, &b = after.activations;
    percent("share of exact zeros", a.zeros, b.zeros, "");
    percent("share of |a| < 0.001", a.below_001, b.below_001, "");
    percent("share of |a| < 0.01", a.below_01, b.below_01, "");
    number("mean |a|", a.mean, b.mean);
    number("sum of |a| over the units, a flower", a.norm, b.norm);
    number("l1 times that: the penalty", l1 * a.norm, l1 * b.norm);
    number("data loss on validation, to compare", before.val_data_loss, after.val_data_loss);
}

/// What many pairs are compared by.
struct Quantity {
    std::string name, column;
    std::function<double(const Run&)> of;
};

inline std::vector<Quantity> quantities(int early) {
    return {
        {"validation accuracy, %", "val_accuracy", [](const Run& run) { return 100 * run.val_accuracy; }},
        {"training accuracy, %", "accuracy", [](const Run& run) { return 100 * run.accuracy; }},
        {"gap after " + std::to_string(early) + " epochs, points", "early_gap",
         [](const Run& run) { return 100 * run.early_gap(); }},
        {"gap at the end, points", "gap", [](const Run& run) { return 100 * run.gap(); }},
        {"data loss on validation", "val_data_loss", [](const Run& run) { return run.val_data_loss; }},
        {"mean |a| of the first layer", "activation", [](const Run& run) { return run.activations.mean; }},
    };
}

inline void print_pairs(const std::vector<Pair>& pairs) {
    std::printf("\n%-30s %9s %9s %9s %11s    %s\n",
                ("Mean of " + std::to_string(pairs.size()) + " pairs").c_str(), "before", "std. dev.",
                "after", "difference", "its 95 % interval");
    for (const Quantity& quantity : quantities(pairs[0].before.early())) {
        std::vector<double> before, after, differences;
        for (const Pair& pair : pairs) {
            before.push_back(quantity.of(pair.before));
            after.push_back(quantity.of(pair.after));
            differences.push_back(after.back() - before.back());
        }
        const Interval difference = mean_interval(differences);
        std::printf("  %-28s %9.4f %9.4f %9.4f %+11.4f    [%+.4f, %+.4f]\n", quantity.name.c_str(),
                    mean(before), standard_deviation(before), mean(after), difference.mean, difference.low,
                    difference.high);
    }
    int higher = 0, lower = 0;
    for (const Pair& pair : pairs) {
        higher += pair.after.val_accuracy > pair.before.val_accuracy;
        lower += pair.after.val_accuracy < pair.before.val_accuracy;
    }
    const int same = static_cast<int>(pairs.size()) - higher - lower;
    std::printf("Validation accuracy is higher after in %d pairs, lower in %d, the same in %d;", higher,
                lower, same);
    std::printf(" a flower is %.2f points.\n", 100.0 / 38);
}

/// A row for each pair.
inline void write_pairs(const std::string& path, const std::vector<Pair>& pairs) {
    std::vector<std::string> columns{"random_state", "seed"};
    const std::vector<Quantity> all = quantities(pairs[0].before.early());
    for (const Quantity& quantity : all)
        for (const char* when : {"before_", "after_"}) columns.push_back(when + quantity.column);
    ockham::Matrix<double> values(pairs.size(), columns.size());
    ockham::Index row = 0;
    for (const Pair& pair : pairs) {
        ockham::Index column = 0;
        values(row, column++) = pair.random_state;
        values(row, column++) = pair.seed;
        for (const Quantity& quantity : all)
            for (const Run* run : {&pair.before, &pair.after}) values(row, column++) = quantity.of(*run);
        ++row;
    }
    ockham::write_csv(path, columns, values);
}

/// Accuracy by epoch in the mean over all pairs, and what the regularizer changes in it.
inline ockham::Figure plot_pairs(const std::vector<Pair>& pairs) {
    const int epochs = pairs[0].before.epochs();
    std::vector<int> epoch;
    for (int i = 1; i <= epochs; ++i) epoch.push_back(i);
    const auto by_epoch = [&](const auto& value) {
        std::vector<std::vector<double>> mean_low_high(3);
        for (std::size_t i = 0; i < epoch.size(); ++i) {
            std::vector<double> values;
            for (const Pair& pair : pairs) values.push_back(value(pair, i));
            const Interval interval = mean_interval(values);
            mean_low_high[0].push_back(interval.mean);
            mean_low_high[1].push_back(interval.low);
            mean_low_high[2].push_back(interval.high);
        }
        return mean_low_high;
    };

    ockham::Plot accuracies;
    accuracies.title("Accuracy").x_label("epoch").y_label("accuracy");
    for (const char* name : {"accuracy", "val_accuracy"}) {
        const std::string what = name[0] == 'v' ? "validation" : "training";
        accuracies.line(what + ", before", epoch, by_epoch([&](const Pair& pair, std::size_t i) {
                            return pair.before.history[name][i];
                        })[0]);
        accuracies.line(what + ", after", epoch, by_epoch([&](const Pair& pair, std::size_t i) {
                            return pair.after.history[name][i];
                        })[0],
                        {.dashed = true, .color = 0x000000});
    }

    const auto difference = by_epoch([](const Pair& pair, std::size_t i) {
        return 100 * (pair.after.history["val_accuracy"][i] - pair.before.history["val_accuracy"][i]);
    });
    const ockham::LineOptions thin{.dashed = true, .width = 1, .color = 0xD55E00};
    ockham::Plot change;
    change.title("After minus before, validation").x_label("epoch").y_label("points");
    change.line("mean difference", epoch, difference[0])
        .line("its 95 % interval", epoch, difference[1], thin)
        .line("", epoch, difference[2], thin);
    return ockham::side_by_side({accuracies, change},
                                {.title = "Mean of " + std::to_string(pairs.size()) + " pairs"});
}
