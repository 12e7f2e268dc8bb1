// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/metric.hpp>

namespace ockham {

enum class Average { micro, macro, weighted };

struct F1ScoreOptions {
    Average average = Average::
        macro;  ///< micro: over all entries; macro: the mean of the columns; weighted: by their targets
    std::optional<double> threshold =
        {};  ///< in (0, 1]: a larger prediction is a yes; none: the largest of a row is, and of one column what is above 0.5
    std::string name = "f1_score";
};

/// The harmonic mean of precision p and recall r, 2 p r / (p + r), from 0 to 1. Targets are 0 or 1; what is between counts as that
/// much. Keras' `F1Score`, whose 1e-7 beneath each fraction is kept; its `average=None`, which is a number for each column, is not
/// there. Where there is one column and no threshold, Keras takes every prediction for a yes, as the largest of its row.
class F1Score final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit F1Score(F1ScoreOptions options = {});

    [[nodiscard]] const F1ScoreOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() { counts_.assign(counts_.size(), {}); }

    void update(In<double> y_true, In<double> y_pred);

    [[nodiscard]] double result() const;

private:
    struct Counts {
        double right = 0, said = 0, wanted = 0;
    };

    F1ScoreOptions options_;
    std::vector<Counts> counts_;
};

static_assert(Metric<F1Score>);
OCKHAM_BUILT_IN(Metric, F1Score);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC F1Score::F1Score(F1ScoreOptions options) : options_{std::move(options)} {
    if (options_.threshold && !(*options_.threshold > 0 && *options_.threshold <= 1))
        check::fail("F1Score", "threshold to be in (0, 1]", Text() << *options_.threshold);
}

OCKHAM_FUNC void F1Score::update(In<double> y_true, In<double> y_pred) {
    const Index columns = y_pred.cols();
    const double threshold = options_.threshold.value_or(0.5);
    counts_.resize(static_cast<std::size_t>(options_.average == Average::micro ? 1 : columns));
    for (Index row = 0; row < y_pred.rows(); ++row) {
        const double* p = y_pred.data() + row * columns;
        double largest = p[0];  // not a number, if one of them is none
        for (Index j = 1; j < columns; ++j)
            if (p[j] > largest || std::isnan(p[j])) largest = p[j];
        for (Index j = 0; j < columns; ++j) {
            const bool yes = options_.threshold || columns == 1 ? p[j] > threshold
                                                                : p[j] >= largest && std::abs(p[j]) > 1e-9;
            const double wanted = y_true.data()[row * columns + j];
            Counts& counts = counts_[counts_.size() == 1 ? 0 : static_cast<std::size_t>(j)];
            counts.right += yes ? wanted : 0;
            counts.said += yes;
            counts.wanted += wanted;
        }
    }
}

OCKHAM_FUNC double F1Score::result() const {
    constexpr double epsilon = 1e-7;
    double sum = 0, weights = 0;
    for (const Counts& counts : counts_) {
        const double precision = counts.right / (counts.said + epsilon),
                     recall = counts.right / (counts.wanted + epsilon),
                     score = 2 * precision * recall / (precision + recall + epsilon),
                     weight = options_.average == Average::weighted ? counts.wanted : 1;
        sum += weight * score;
        weights += weight;
    }
    return counts_.empty() ? 0 : sum / (options_.average == Average::weighted ? weights + epsilon : weights);
}

}  // namespace ockham

#endif
