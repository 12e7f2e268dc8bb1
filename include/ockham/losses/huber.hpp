// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <ockham/core/metric.hpp>
#include <ockham/losses/columns.hpp>

namespace ockham {

struct HuberOptions {
    double delta = 1;          ///< positive and finite: where the line begins
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "huber_loss";
};

/// Squared for small errors and linear for large ones, which so pull less: the mean over the n columns, with e = p - y, of
///
///     e^2 / 2                     where |e| <= delta,     slope e / n
///     delta |e| - delta^2 / 2     elsewhere,              slope delta sign(e) / n
///
/// Huber (1964), "Robust estimation of a location parameter".
class Huber final {
public:
    explicit Huber(HuberOptions options = {}) : options_{std::move(options)} {
        check::positive("Huber", "delta", options_.delta);
    }

    [[nodiscard]] const HuberOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        detail::mean_over_columns(y_true, y_pred, loss, [delta = options_.delta](double y, double p) {
            const double e = std::abs(p - y);
            return e <= delta ? e * e / 2 : delta * e - delta * delta / 2;
        });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        detail::slopes_of_columns(y_true, y_pred, d_pred, [delta = options_.delta](double y, double p) {
            return std::clamp(p - y, -delta, delta);
        });
    }

private:
    HuberOptions options_;
};

static_assert(Loss<Huber>);
OCKHAM_BUILT_IN(Loss, Huber);
OCKHAM_BUILT_IN(Metric, Huber);

}  // namespace ockham
