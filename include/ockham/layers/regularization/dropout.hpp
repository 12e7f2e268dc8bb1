// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>

#include <ockham/core/any_layer.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham {

struct DropoutOptions {
    AnyRegularizer activity_regularizer = {};  ///< penalty on y, divided by the number of samples
    Shape input_shape = {};                    ///< of one sample; found from the data if empty
    std::string name = {};                     ///< given by the model if empty
};

/// While training, sets each entry to zero with probability `rate` and divides the others by 1 - rate, so
/// that the expectation stays; otherwise y = x. Shapes of x and y: (samples, ...).
///
///     y = m x,  dx = m dy,     m = 0 with probability rate, else 1 / (1 - rate), drawn for each entry of each batch
///
/// `rate` is in [0, 1]; at 1 everything is zero. The draws come from the model's generator.
///
/// Srivastava et al. (2014), "Dropout: a simple way to prevent neural networks from overfitting".
template <std::floating_point ScalarType = float>
class Dropout final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Dropout";

    explicit Dropout(double rate, DropoutOptions options = {}) : rate_{rate}, options_{std::move(options)} {
        check::between("Dropout", "rate", rate, 0, 1);
    }

    [[nodiscard]] double rate() const { return rate_; }
    [[nodiscard]] const DropoutOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .input_shape = options_.input_shape,
                .activity_regularizer = options_.activity_regularizer};
    }
    [[nodiscard]] bool is_identity() const { return rate_ == 0; }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        if (!drops(pass)) {
            std::copy_n(x.data(), x.size(), y.data());
            return;
        }
        Scalar* kept = pass.tensor(mask, x.shape()).data();
        const Scalar scale = rate_ < 1 ? static_cast<Scalar>(1 / (1 - rate_)) : Scalar(0);
        for (Index i = 0; i < x.size(); ++i) kept[i] = pass.random->uniform() < rate_ ? Scalar(0) : scale;
        multiply(x, kept, y);
    }

    void backward(TensorIn<Scalar>, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        if (!dx) return;
        if (drops(pass))
            multiply(dy, pass.tensor(mask).data(), dx);
        else
            std::copy_n(dy.data(), dy.size(), dx.data());
    }

private:
    static constexpr int mask = 0;

    bool drops(const Pass<Scalar>& pass) const { return pass.training && rate_ > 0; }

    static void multiply(TensorIn<Scalar> in, const Scalar* kept, TensorOut<Scalar> out) {
        kernels::map(
            in.size(), out.data(), [](auto value, auto factor) OCKHAM_INLINE { return value * factor; },
            in.data(), kept);
    }

    double rate_;
    DropoutOptions options_;
};

static_assert(Layer<Dropout<float>> && Layer<Dropout<double>>);
OCKHAM_BUILT_IN_LAYER(Dropout);

}  // namespace ockham
