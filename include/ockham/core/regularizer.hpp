// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <utility>

#include <ockham/core/handle.hpp>
#include <ockham/core/shape.hpp>

namespace ockham {

/// A penalty on the entries of a matrix: a parameter (a kernel, a bias), or what a layer puts out.
///
///     double penalty(In<Scalar> w) const              the penalty R(w)
///     void add_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale) const      dw += scale * dR/dw
///
/// Both are templates over `Scalar`, or overloads for float and double. Where the penalty comes cheaply with its gradient,
/// `add_gradient` returns it. A regularizer may have two more:
///
///     std::string description() const                 how `summary` shows it, as in `l1(0.001)`
///     void check_shape(const Shape& shape) const      throws if it cannot be computed for tensors of that shape
///
/// and, if l1 sum |w| is a part of it that an optimizer may take over (`SGDOptions::proximal_l1`), these two:
///
///     double l1_factor() const                       l1
///     double add_smooth_gradient(...) const          as add_gradient, without the gradient of that part; returns R(w)
///
/// A regularizer of a parameter counts in full in every batch. That of an activity is divided by the number
/// of samples of the batch, by the model: the regularizer itself only ever sums.
template <class R>
concept Regularizer = requires(const R& r, In<float> w, InOut<float> dw, In<double> w64, InOut<double> dw64) {
    { r.penalty(w) } -> std::convertible_to<double>;
    { r.penalty(w64) } -> std::convertible_to<double>;
    r.add_gradient(w, dw, 1.0F);
    r.add_gradient(w64, dw64, 1.0);
};

namespace detail {

/// How `AnyRegularizer` holds a value.
struct RegularizerKind {
    struct Interface : Counted {
        virtual double penalty(In<float>) const = 0;
        virtual double penalty(In<double>) const = 0;
        virtual double add_gradient(In<float>, InOut<float>, float, bool is_smooth) const = 0;
        virtual double add_gradient(In<double>, InOut<double>, double, bool is_smooth) const = 0;
        virtual double l1_factor() const = 0;
        virtual std::string description() const = 0;
        virtual void check_shape(const Shape&) const = 0;
    };
    using Pointer = SharedPointer<Interface>;

    template <class R>
    struct Holder final : Interface {
        explicit Holder(R r) : held{std::move(r)} {}
        double penalty(In<float> w) const override { return static_cast<double>(held.penalty(w)); }
        double penalty(In<double> w) const override { return static_cast<double>(held.penalty(w)); }
        double add_gradient(In<float> w, InOut<float> dw, float scale, bool is_smooth) const override {
            return add(w, dw, scale, is_smooth);
        }
        double add_gradient(In<double> w, InOut<double> dw, double scale, bool is_smooth) const override {
            return add(w, dw, scale, is_smooth);
        }
        template <class Scalar>
        double add(In<Scalar> w, InOut<Scalar> dw, Scalar scale, bool is_smooth) const {
            if constexpr (requires { held.l1_factor(); })
                if (is_smooth) return held.add_smooth_gradient(w, dw, scale);
            if constexpr (requires { double(held.add_gradient(w, dw, scale)); }) {
                return held.add_gradient(w, dw, scale);
            } else {
                held.add_gradient(w, dw, scale);
                return static_cast<double>(held.penalty(w));
            }
        }
        double l1_factor() const override {
            if constexpr (requires { held.l1_factor(); })
                return held.l1_factor();
            else
                return 0;
        }
        std::string description() const override {
            if constexpr (requires { std::string(held.description()); })
                return std::string(held.description());
            else
                return "custom";
        }
        void check_shape(const Shape& shape) const override {
            if constexpr (requires { held.check_shape(shape); }) held.check_shape(shape);
        }
        R held;
    };
};

}  // namespace detail

/// Any regularizer, or none: what layers' options and parameters hold.
class AnyRegularizer final : public detail::Handle<detail::RegularizerKind> {
public:
    /// No penalty.
    AnyRegularizer() = default;

    template <detail::Other<AnyRegularizer> R>
    requires Regularizer<R> AnyRegularizer(R regularizer);

    explicit operator bool() const { return bool(held_); }

    template <class Scalar>
    [[nodiscard]] double penalty(In<Scalar> w) const {
        return held_ ? held_->penalty(w) : 0;
    }

    /// dw += scale * dR/dw. Returns the penalty R(w).
    template <class Scalar>
    double add_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        return held_ ? held_->add_gradient(w, dw, scale, false) : 0;
    }

    /// The factor of sum |w| in the penalty, as far as it is known; and the same as `add_gradient`, but without the gradient
    /// of that term.
    [[nodiscard]] double l1_factor() const { return held_ ? held_->l1_factor() : 0; }
    template <class Scalar>
    double add_smooth_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        return held_ ? held_->add_gradient(w, dw, scale, true) : 0;
    }

    /// `l1(0.001)`; `custom` for a regularizer that does not say; nothing for none.
    [[nodiscard]] std::string description() const { return held_ ? held_->description() : std::string(); }

    void check_shape(const Shape& shape) const {
        if (held_) held_->check_shape(shape);
    }
};

template <detail::Other<AnyRegularizer> R>
requires Regularizer<R> OCKHAM_FUNC AnyRegularizer::AnyRegularizer(R regularizer)
    : Handle(std::in_place, std::move(regularizer)) {}

static_assert(Regularizer<AnyRegularizer>);

}  // namespace ockham

#if OCKHAM_BODIES
namespace ockham {
OCKHAM_INSTANTIATE(class detail::Handle<detail::RegularizerKind>);
}  // namespace ockham
#endif
