// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <string>
#include <utility>

#include <ockham/core/handle.hpp>

namespace ockham {

namespace activations {
class Linear;
}

/// What an activation makes probabilities of: its input are the logits of a sigmoid, of a softmax, or nothing of that kind.
/// Losses and metrics of such probabilities are better computed from the logits.
enum class Logits { none, sigmoid, softmax };

/// A function y = f(z) of a layer's linear part z, row by row (a row is a sample, or a position in one).
///
///     std::string_view name                                            as in Keras: "tanh"
///     void forward(In<Scalar> z, InOut<Scalar> y) const                y = f(z)
///     void backward(In<Scalar> z, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const
///                                                                      dz = dL/dz, from dy = dL/dy
///
/// The functions are templates over `Scalar`, or overloads for float and double. `dz` may be the same memory
/// as `dy`. An activation whose derivative follows from y alone says so with
///
///     static constexpr bool gradient_from_output = true;
///
/// It then works in place: `y` may be the same memory as `z`, and `backward` gets y in place of z. One that is a sigmoid or a
/// softmax, so that crossentropies may be computed from z instead, says
///
///     static constexpr Logits logits = Logits::softmax;
template <class A>
concept ActivationFunction = detail::Named<A> &&
    requires(const A& a, In<float> x, InOut<float> y, In<double> x64, InOut<double> y64) {
    a.forward(x, y);
    a.forward(x64, y64);
    a.backward(x, x, x, y);
    a.backward(x64, x64, x64, y64);
};

namespace detail {

/// How `AnyActivation` holds a value.
struct ActivationKind {
    struct Interface : Counted {
        virtual std::string name() const = 0;
        virtual bool gradient_from_output() const = 0;
        virtual Logits logits() const = 0;
        virtual void forward(In<float>, InOut<float>) const = 0;
        virtual void forward(In<double>, InOut<double>) const = 0;
        virtual void backward(In<float>, In<float>, In<float>, InOut<float>) const = 0;
        virtual void backward(In<double>, In<double>, In<double>, InOut<double>) const = 0;
    };
    using Pointer = SharedPointer<Interface>;

    template <class A>
    struct Holder final : Interface {
        explicit Holder(A a) : held{std::move(a)} {}
        std::string name() const override { return name_of(held); }
        bool gradient_from_output() const override {
            if constexpr (requires { A::gradient_from_output; })
                return A::gradient_from_output;
            else
                return false;
        }
        Logits logits() const override {
            if constexpr (requires {
                              { A::logits } -> std::convertible_to<Logits>;
                          })
                return A::logits;
            else
                return Logits::none;
        }
        void forward(In<float> z, InOut<float> y) const override { held.forward(z, y); }
        void forward(In<double> z, InOut<double> y) const override { held.forward(z, y); }
        void backward(In<float> z, In<float> y, In<float> dy, InOut<float> dz) const override {
            held.backward(z, y, dy, dz);
        }
        void backward(In<double> z, In<double> y, In<double> dy, InOut<double> dz) const override {
            held.backward(z, y, dy, dz);
        }
        A held;
    };
};

}  // namespace detail

/// Any activation; the default is the linear one, f(z) = z.
class AnyActivation final : public detail::Handle<detail::ActivationKind> {
public:
    AnyActivation() = default;

    template <detail::Other<AnyActivation> A>
    requires ActivationFunction<A> AnyActivation(A activation);

    [[nodiscard]] bool is_linear() const { return !held_; }
    [[nodiscard]] std::string name() const { return held_ ? held_->name() : "linear"; }
    [[nodiscard]] bool gradient_from_output() const { return !held_ || held_->gradient_from_output(); }
    [[nodiscard]] Logits logits() const { return held_ ? held_->logits() : Logits::none; }

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        if (held_)
            held_->forward(z, y);
        else if (y.data() != z.data())
            std::copy_n(z.data(), z.size(), y.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        if (held_)
            held_->backward(z, y, dy, dz);
        else if (dz.data() != dy.data())
            std::copy_n(dy.data(), dy.size(), dz.data());
    }
};

template <detail::Other<AnyActivation> A>
requires ActivationFunction<A> OCKHAM_FUNC AnyActivation::AnyActivation(A activation) {
    if constexpr (!std::same_as<A, activations::Linear>) held_ = Pointer(holder_of(std::move(activation)));
}

static_assert(ActivationFunction<AnyActivation>);

}  // namespace ockham

#if OCKHAM_BODIES
namespace ockham {
OCKHAM_INSTANTIATE(class detail::Handle<detail::ActivationKind>);
}  // namespace ockham
#endif
