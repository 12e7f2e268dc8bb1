// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include <ockham/core/optimizer.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham {

struct SGDOptions {
    double learning_rate = 0.01;           ///< >= 0
    double momentum = 0;                   ///< in [0, 1]
    bool nesterov = false;                 ///< look ahead along the momentum
    std::optional<double> clipvalue = {};  ///< bound on each entry of a gradient, > 0
    std::optional<double> clipnorm = {};   ///< bound on the Euclidean norm of each parameter's gradient, > 0
    std::optional<double> global_clipnorm =
        {};  ///< the same for all gradients together; one of the three at most
};

/// Stochastic gradient descent, for a parameter w with gradient g:
///
///     momentum 0:    w <- w - lr g
///     otherwise:     m <- momentum m - lr g,     w <- w + m     (nesterov: w <- w + momentum m - lr g)
///
/// The velocity m begins at 0 and includes the learning rate (Keras' convention; PyTorch's velocity does
/// not). Gradients are those of the whole loss, penalties included, and are clipped first.
///
/// Polyak (1964), "Some methods of speeding up the convergence of iteration methods"; Sutskever et al.
/// (2013), "On the importance of initialization and momentum in deep learning".
class SGD final {
public:
    static constexpr std::string_view name = "sgd";

    explicit SGD(SGDOptions options = {}) : options_{options}, clipping_{clipping_of("SGD", options)} {
        check::non_negative("SGD", "learning_rate", options.learning_rate);
        check::between("SGD", "momentum", options.momentum, 0, 1);
    }

    [[nodiscard]] const SGDOptions& options() const { return options_; }
    [[nodiscard]] double learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] int slots() const { return options_.momentum > 0 ? 1 : 0; }
    [[nodiscard]] Clipping clipping() const { return clipping_; }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const auto lr = static_cast<Scalar>(u.learning_rate),
                   momentum = static_cast<Scalar>(options_.momentum);
        Scalar* value = u.value.data();
        const Scalar* gradient = u.gradient.data();
        if (momentum == 0)
            kernels::update(
                u.value.size(), [lr](auto& w, auto g) OCKHAM_INLINE { w -= lr * g; }, value, gradient);
        else
            kernels::update(
                u.value.size(),
                [lr, momentum, nesterov = options_.nesterov](auto& w, auto& m, auto g) OCKHAM_INLINE {
                    m = momentum * m - lr * g;
                    w += nesterov ? momentum * m - lr * g : m;
                },
                value, u.slots[0].data(), gradient);
    }

private:
    SGDOptions options_;
    Clipping clipping_;
};

static_assert(Optimizer<SGD>);

}  // namespace ockham
