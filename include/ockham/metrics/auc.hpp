// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <ockham/core/metric.hpp>

namespace ockham {

enum class Curve { roc, pr };

enum class Summation { interpolation, minoring, majoring };

struct AUCOptions {
    Index num_thresholds = 200;  ///< >= 2, evenly from 0 to 1
    Curve curve = Curve::roc;    ///< recall by false alarms, or precision by recall
    Summation summation_method = Summation::interpolation;  ///< between two thresholds
    bool from_logits = false;                               ///< true: predictions go through a sigmoid first
    std::string name = "auc";
};

/// The area under a curve that predictions trace as the threshold, above which they are a yes, goes from 0 to 1; over all
/// entries, whose targets are 0 or 1. With recall r, false alarms f (wrong yes / all that is false) and precision p:
///
///     roc    r by f, in trapezoids; minoring and majoring: rectangles below and above it
///     pr     p by r, interpolated as Davis & Goadrich do; or in rectangles
///
/// 0 if nothing is true. Keras' `AUC`, with its thresholds: the larger their number, the nearer to the curve of all predictions.
///
/// Davis & Goadrich (2006), "The relationship between precision-recall and ROC curves".
class AUC final {
public:
    explicit AUC(AUCOptions options = {}) : options_{std::move(options)} {
        if (options_.num_thresholds < 2 || options_.num_thresholds > 1'000'000)
            check::fail("AUC", "num_thresholds from 2 to 1000000", Text() << options_.num_thresholds);
        yes_.resize(static_cast<std::size_t>(options_.num_thresholds));
        no_ = yes_;
    }

    [[nodiscard]] const AUCOptions& options() const { return options_; }
    [[nodiscard]] const std::string& name() const { return options_.name; }
    void reset() {
        std::fill(yes_.begin(), yes_.end(), 0.0);
        std::fill(no_.begin(), no_.end(), 0.0);
    }

    void update(In<double> y_true, In<double> y_pred) {
        const auto last = static_cast<double>(options_.num_thresholds - 1);
        for (Index i = 0; i < y_pred.size(); ++i) {
            double p = y_pred.data()[i];
            if (options_.from_logits) p = 1 / (1 + std::exp(-p));
            // The last threshold that lies below p; the first lies below all.
            const double below = std::max(std::ceil(p * last) - 1, 0.0);
            if (below <= last) (y_true.data()[i] != 0 ? yes_ : no_)[static_cast<std::size_t>(below)] += 1;
        }
    }

    [[nodiscard]] double result() const {
        double all_yes = 0, all_no = 0;
        for (std::size_t i = 0; i < yes_.size(); ++i) all_yes += yes_[i], all_no += no_[i];
        // From the largest threshold down: what lies above each of two neighbours.
        double area = 0, right = 0, wrong = 0;
        right += yes_.back(), wrong += no_.back();
        for (std::size_t i = yes_.size() - 1; i-- > 0;) {
            const double more_right = right + yes_[i], more_wrong = wrong + no_[i];
            area += options_.curve == Curve::pr && options_.summation_method == Summation::interpolation
                        ? interpolated(right, wrong, more_right, more_wrong, all_yes)
                        : rectangle(right, wrong, more_right, more_wrong, all_yes, all_no);
            right = more_right, wrong = more_wrong;
        }
        return area;
    }

private:
    static double divided(double a, double b) { return b == 0 ? 0 : a / b; }

    static double interpolated(double right, double wrong, double more_right, double more_wrong,
                               double all_yes) {
        const double said = right + wrong, more_said = more_right + more_wrong;
        const double slope = divided(more_right - right, std::max(more_said - said, 0.0)),
                     intercept = right - slope * said,
                     ratio = said > 0 && more_said > 0 ? more_said / said : 1;
        return divided(slope * (more_right - right + intercept * std::log(ratio)), all_yes);
    }

    [[nodiscard]] double rectangle(double right, double wrong, double more_right, double more_wrong,
                                   double all_yes, double all_no) const {
        const bool roc = options_.curve == Curve::roc;
        const auto x = [&](double yes, double no) {
            return roc ? divided(no, all_no) : divided(yes, all_yes);
        };
        const auto y = [&](double yes, double no) {
            return roc ? divided(yes, all_yes) : divided(yes, yes + no);
        };
        const double a = y(right, wrong), b = y(more_right, more_wrong);
        const double height = options_.summation_method == Summation::interpolation ? (a + b) / 2
                              : options_.summation_method == Summation::minoring    ? std::min(a, b)
                                                                                    : std::max(a, b);
        return (x(more_right, more_wrong) - x(right, wrong)) * height;
    }

    AUCOptions options_;
    std::vector<double> yes_, no_;  // how many targets of each kind lie between a threshold and the next
};

static_assert(Metric<AUC>);

}  // namespace ockham
