// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/optimizer.hpp>
#include <ockham/kernels/elementwise.hpp>

namespace ockham {

struct SGDOptions {
    AnySchedule learning_rate = 0.01;  ///< >= 0, or a schedule
    double momentum = 0;               ///< in [0, 1]
    bool nesterov = false;             ///< look ahead along the momentum
    bool proximal_l1 = false;          ///< L1 penalties of parameters make weights exactly zero: see SGD
    double weight_decay = 0;  ///< this and what follows is the same for all optimizers: see `UpdateOptions`
    std::vector<std::string> exclude_from_weight_decay = {};
    std::optional<double> clipvalue = {}, clipnorm = {}, global_clipnorm = {};
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0, gradient_accumulation_steps = 1;
    std::optional<double> loss_scale_factor = {};
};

/// Stochastic gradient descent, for a parameter w with gradient g:
///
///     momentum 0:    w <- w - lr g
///     otherwise:     m <- momentum m - lr g,     w <- w + m     (nesterov: w <- w + momentum m - lr g)
///
/// The velocity m begins at 0 and includes the learning rate (Keras' convention; PyTorch's velocity does
/// not). Gradients are those of the whole loss, penalties included.
///
/// With `proximal_l1` the gradient is that of all but the L1 penalties of parameters (activity penalties stay in), and a
/// parameter with penalty l1 sum |w| takes a proximal step after it,
///
///     w <- S(w - lr g, lr l1),     S(v, t) = sign(v) max(|v| - t, 0)
///
/// The minimum is the same, but weights that are zero in it become zero, where a gradient step would overshoot by up to
/// lr l1. With momentum it is w' = S(w + momentum m - lr g, lr l1), m <- w' - w, w <- w'; with nesterov m is the
/// difference of the two last points x = S(w - lr g, lr l1), and w = x + momentum m.
///
/// Polyak (1964), "Some methods of speeding up the convergence of iteration methods"; Sutskever et al.
/// (2013), "On the importance of initialization and momentum in deep learning". Proximal: Duchi & Singer (2009),
/// "Efficient online and batch learning using forward backward splitting"; Ochs et al. (2014), "iPiano"; Beck & Teboulle
/// (2009), "A fast iterative shrinkage-thresholding algorithm".
class SGD final {
public:
    static constexpr std::string_view name = "sgd";
    static constexpr bool applies_decay = true;

    explicit SGD(SGDOptions options = {})
        : options_{std::move(options)}, shared_{update_options("SGD", options_)} {
        check::between("SGD", "momentum", options_.momentum, 0, 1);
    }

    [[nodiscard]] const SGDOptions& options() const { return options_; }
    [[nodiscard]] const AnySchedule& learning_rate() const { return options_.learning_rate; }
    [[nodiscard]] const UpdateOptions& shared() const { return shared_; }
    [[nodiscard]] int slots() const { return options_.momentum > 0 ? 1 : 0; }
    [[nodiscard]] bool proximal_l1() const { return options_.proximal_l1; }

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const auto lr = static_cast<Scalar>(u.learning_rate), decay = static_cast<Scalar>(u.decay),
                   bound = static_cast<Scalar>(u.learning_rate * u.l1),
                   momentum = static_cast<Scalar>(options_.momentum);
        Scalar* value = u.value.data();
        const Scalar* gradient = u.gradient.data();
        if (momentum == 0)
            kernels::update(
                u.value.size(),
                [lr, decay, bound](auto& w, auto g)
                    OCKHAM_INLINE { w = kernels::soft_threshold(w - decay * w - lr * g, bound); },
                value, gradient);
        else
            kernels::update(
                u.value.size(),
                [lr, decay, bound, momentum, nesterov = options_.nesterov](auto& w, auto& m, auto g)
                    OCKHAM_INLINE {
                        const auto start = w - decay * w, step = momentum * m - lr * g,
                                   moved = start + (nesterov ? -(lr * g) : step),
                                   kept = kernels::soft_threshold(moved, bound);
                        m = step + (kept - moved);
                        w = nesterov ? kept + momentum * m : kept;
                    },
                value, u.slots[0].data(), gradient);
    }

private:
    SGDOptions options_;
    UpdateOptions shared_;
};

static_assert(Optimizer<SGD>);
OCKHAM_BUILT_IN(Optimizer, SGD);

}  // namespace ockham
