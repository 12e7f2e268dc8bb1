// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/metric.hpp>

namespace ockham {

enum class ClassAggregation { uniform_average, variance_weighted_average };

struct R2ScoreOptions {
    ClassAggregation class_aggregation =
        ClassAggregation::uniform_average;  ///< how columns become one number
    Index num_regressors = 0;               ///< >= 0: of independent inputs, for the adjusted score
    std::string name = "r2_score";
};

/// The share of the targets' variance that predictions explain, 1 - sum (y - p)^2 / sum (y - mean y)^2 for each column: 1 is
/// perfect, 0 as good as the mean, below is worse. A column without variance counts 0, and is not a number if it is predicted
/// exactly. With d regressors and n entries, over all columns, it is adjusted to 1 - (1 - R2) (n - 1) / (n - d - 1), if n > d + 1.
/// Keras' `R2Score`; its `class_aggregation=None`, which is a number for each column, is not there.
class R2Score final {
public:
    static constexpr MonitorMode mode = MonitorMode::max;

    explicit R2Score(R2ScoreOptions options = {});

    [[nodiscard]] const R2ScoreOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset();

    void update(In<double> y_true, In<double> y_pred);

    [[nodiscard]] double result() const;

private:
    struct Sums {
        double y = 0, squares = 0, errors = 0;
    };

    R2ScoreOptions options_;
    std::vector<Sums> sums_;
    double rows_ = 0;
};

static_assert(Metric<R2Score>);
OCKHAM_BUILT_IN(Metric, R2Score);

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC R2Score::R2Score(R2ScoreOptions options) : options_{std::move(options)} {
    check::non_negative("R2Score", "num_regressors", options_.num_regressors);
}

OCKHAM_FUNC void R2Score::reset() {
    sums_.assign(sums_.size(), {});
    rows_ = 0;
}

OCKHAM_FUNC void R2Score::update(In<double> y_true, In<double> y_pred) {
    const Index columns = y_pred.cols();
    sums_.resize(static_cast<std::size_t>(columns));
    for (Index i = 0; i < y_pred.size(); ++i) {
        const double y = y_true.data()[i], error = y - y_pred.data()[i];
        Sums& sums = sums_[static_cast<std::size_t>(i % columns)];
        sums.y += y;
        sums.squares += y * y;
        sums.errors += error * error;
    }
    rows_ += static_cast<double>(y_pred.rows());
}

OCKHAM_FUNC double R2Score::result() const {
    if (rows_ == 0) return 0;
    double sum = 0, weights = 0;
    for (const Sums& sums : sums_) {
        const double total = sums.squares - sums.y * (sums.y / rows_);
        double score = 1 - sums.errors / total;
        if (std::isinf(score)) score = 0;
        const double weight = options_.class_aggregation == ClassAggregation::uniform_average ? 1 : total;
        sum += weight * score;
        weights += weight;
    }
    const double score = sum / weights, regressors = static_cast<double>(options_.num_regressors),
                 entries = rows_ * static_cast<double>(sums_.size());
    if (options_.num_regressors == 0 || regressors >= entries - 1) return score;
    return 1 - (1 - score) * (entries - 1) / (entries - regressors - 1);
}

}  // namespace ockham

#endif
