// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/losses/binary_crossentropy.hpp>
#include <ockham/losses/categorical_crossentropy.hpp>
#include <ockham/losses/sparse_categorical_crossentropy.hpp>

namespace ockham {

struct CrossentropyOptions {
    bool from_logits = false;  ///< predictions are logits, not probabilities
    Reduction reduction = {};  ///< of the rows' losses to one number
    std::string name = "crossentropy";
};

/// The crossentropy that fits the shapes, as for Keras' "crossentropy":
///
///     one column of predictions            `BinaryCrossentropy`
///     several, and one column of targets   `SparseCategoricalCrossentropy`
///     several of both                      `CategoricalCrossentropy`
class Crossentropy final {
public:
    explicit Crossentropy(CrossentropyOptions options = {})
        : options_{std::move(options)},
          binary_({.from_logits = options_.from_logits}),
          sparse_({.from_logits = options_.from_logits}),
          categorical_({.from_logits = options_.from_logits}) {}

    [[nodiscard]] const CrossentropyOptions& options() const { return options_; }
    [[nodiscard]] Reduction reduction() const { return options_.reduction; }
    [[nodiscard]] const std::string& name() const { return options_.name; }

    [[nodiscard]] bool fuses_with(Logits logits) const { return detail::has_logits(logits); }

    /// The same loss for logits.
    [[nodiscard]] Crossentropy from_logits() const {
        auto options = options_;
        options.from_logits = true;
        return Crossentropy(options);
    }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        choose(y_true, y_pred.cols(), [&](const auto& fitting) { fitting.value(y_true, y_pred, loss); });
    }

    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        choose(y_true, y_pred.cols(), [&](const auto& fitting) { fitting.gradient(y_true, y_pred, d_pred); });
    }

    void check_targets(In<double> y_true, Index columns) const {
        choose(y_true, columns, [&](const auto& fitting) { fitting.check_targets(y_true, columns); });
    }

private:
    template <class Use>
    void choose(In<double> y_true, Index columns, Use use) const {
        if (columns == 1)
            use(binary_);
        else if (y_true.cols() == 1)
            use(sparse_);
        else
            use(categorical_);
    }

    CrossentropyOptions options_;
    BinaryCrossentropy binary_;
    SparseCategoricalCrossentropy sparse_;
    CategoricalCrossentropy categorical_;
};

static_assert(Loss<Crossentropy>);
OCKHAM_BUILT_IN(Loss, Crossentropy);
OCKHAM_BUILT_IN(Metric, Crossentropy);

}  // namespace ockham
