// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <utility>

#include <ockham/core/activation.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/handle.hpp>

namespace ockham {

/// How the losses of a batch's rows, each times its weight, become one number. Keras' "none" makes none.
enum class Reduction {
    sum_over_batch_size,     ///< their sum by the number of rows, weights or no weights; Keras' "mean", too
    sum,                     ///< their sum
    mean_with_sample_weight  ///< their sum by that of the weights; 0 if that is 0
};

/// What training makes small: one number for every row of predictions (a sample, or a position in one).
///
///     std::string_view name
///     void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const
///         loss(i, 0) = L_i
///     void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const
///         d_pred(i, j) = dL_i / dy_pred(i, j)
///
/// Losses are computed in double for every model: outputs are small beside the network, and sums of float would
/// cost digits. Weights and the sum or mean over the rows are the model's business. A loss may have more:
///
///     Reduction reduction() const
///         without it, the mean over the rows
///     void check_targets(In<double> y_true, Index columns) const
///         throws if these targets do not fit predictions of that many columns; without it, `y_true` has as many
///     bool fuses_with(Logits logits) const, and auto from_logits() const
///         true for those from which the loss is better computed than from the probabilities, and the loss as a function of
///         them; it may take the `Logits`, too
template <class L>
concept Loss = detail::Named<L> && requires(const L& l, In<double> y, InOut<double> out) {
    l.value(y, y, out);
    l.gradient(y, y, out);
};

namespace detail {

/// Fails unless there is one column of targets for each of predictions.
inline void check_same_columns(std::string_view who, In<double> y_true, Index columns) {
    if (y_true.cols() != columns)
        check::fail<ShapeError>(who,
                                Text("targets with ") << columns << " columns, as many as the model's output",
                                Text() << y_true.cols());
}

/// `judge.check_targets`, or what stands for it where there is none.
template <class Judge>
void check_targets(const Judge& judge, In<double> y_true, Index columns) {
    if constexpr (requires { judge.check_targets(y_true, columns); })
        judge.check_targets(y_true, columns);
    else if (y_true.cols() != columns)  // asked first, as the name may take memory
        check_same_columns(name_of(judge), y_true, columns);
}

/// What a loss or metric is as a function of those logits.
template <class Judge>
auto from_logits(const Judge& judge, Logits logits) {
    if constexpr (requires { judge.from_logits(logits); })
        return judge.from_logits(logits);
    else
        return judge.from_logits();
}

/// How `AnyLoss` holds a value.
struct LossKind {
    struct Interface : Counted {
        virtual std::string name() const = 0;
        virtual Reduction reduction() const = 0;
        virtual void value(In<double>, In<double>, InOut<double>) const = 0;
        virtual void gradient(In<double>, In<double>, InOut<double>) const = 0;
        virtual void check_targets(In<double>, Index) const = 0;
        virtual Interface* of(Logits logits) const = 0;
    };
    using Pointer = SharedPointer<Interface>;

    template <class L>
    struct Holder final : Interface {
        explicit Holder(L l) : held{std::move(l)} {}
        std::string name() const override { return name_of(held); }
        Reduction reduction() const override {
            if constexpr (requires {
                              { held.reduction() } -> std::convertible_to<Reduction>;
                          })
                return held.reduction();
            else
                return {};
        }
        void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const override {
            held.value(y_true, y_pred, loss);
        }
        void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const override {
            held.gradient(y_true, y_pred, d_pred);
        }
        void check_targets(In<double> y_true, Index columns) const override {
            detail::check_targets(held, y_true, columns);
        }
        Interface* of(Logits logits) const override {
            if constexpr (requires { held.fuses_with(logits); })
                if (held.fuses_with(logits))
                    return new Holder<decltype(from_logits(held, logits))>(from_logits(held, logits));
            return nullptr;
        }
        L held;
    };
};

}  // namespace detail

/// Any loss, or none.
class AnyLoss final : public detail::Handle<detail::LossKind> {
public:
    AnyLoss() = default;

    template <detail::Other<AnyLoss> L>
    requires Loss<L> AnyLoss(L loss);

    explicit operator bool() const { return bool(held_); }
    [[nodiscard]] std::string name() const { return held_ ? held_->name() : std::string(); }
    [[nodiscard]] Reduction reduction() const { return held_ ? held_->reduction() : Reduction(); }

    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        held_->value(y_true, y_pred, loss);
    }
    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        held_->gradient(y_true, y_pred, d_pred);
    }
    void check_targets(In<double> y_true, Index columns) const { held_->check_targets(y_true, columns); }

    /// This loss as a function of those logits; none if it is not better computed so.
    [[nodiscard]] AnyLoss of(Logits logits) const {
        AnyLoss fused;
        if (held_) fused.held_ = Pointer(held_->of(logits));
        return fused;
    }
};

template <detail::Other<AnyLoss> L>
requires Loss<L> OCKHAM_FUNC AnyLoss::AnyLoss(L loss) : Handle(std::in_place, std::move(loss)) {
    static_assert(
        !requires(const L& l) { l.options().reduction; } ||
            requires(const L& l) { Reduction(l.reduction()); },
        "a loss whose options have a reduction says it with `Reduction reduction() const`");
}

static_assert(Loss<AnyLoss>);

}  // namespace ockham

#if OCKHAM_BODIES
namespace ockham {
OCKHAM_INSTANTIATE(class detail::Handle<detail::LossKind>);
}  // namespace ockham
#endif
