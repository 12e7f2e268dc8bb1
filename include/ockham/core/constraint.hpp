// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <utility>

#include <ockham/core/handle.hpp>
#include <ockham/core/tensor.hpp>

namespace ockham {

/// A set that a parameter must lie in: after every update it is moved to the nearest point of it, or to one near
/// by.
///
///     void apply(TensorOut<Scalar> w) const           changes w; a template over `Scalar`, or for float and double
///
/// A constraint may have one more:
///
///     void check_shape(const Shape& shape) const      throws if it makes no sense for tensors of that shape
template <class C>
concept Constraint = requires(const C& c, TensorOut<float> w, TensorOut<double> w64) {
    c.apply(w);
    c.apply(w64);
};

namespace detail {

/// How `AnyConstraint` holds a value.
struct ConstraintKind {
    struct Interface : Counted {
        virtual void apply(TensorOut<float>) const = 0;
        virtual void apply(TensorOut<double>) const = 0;
        virtual void check_shape(const Shape&) const = 0;
    };
    using Pointer = SharedPointer<Interface>;

    template <class C>
    struct Holder final : Interface {
        explicit Holder(C c) : held{std::move(c)} {}
        void apply(TensorOut<float> w) const override { held.apply(w); }
        void apply(TensorOut<double> w) const override { held.apply(w); }
        void check_shape(const Shape& shape) const override {
            if constexpr (requires { held.check_shape(shape); }) held.check_shape(shape);
        }
        C held;
    };
};

}  // namespace detail

/// Any constraint, or none.
class AnyConstraint final : public detail::Handle<detail::ConstraintKind> {
public:
    /// No constraint.
    AnyConstraint() = default;

    template <detail::Other<AnyConstraint> C>
    requires Constraint<C> AnyConstraint(C constraint);

    explicit operator bool() const { return bool(held_); }

    template <class Scalar>
    void apply(TensorOut<Scalar> w) const {
        if (held_) held_->apply(w);
    }

    void check_shape(const Shape& shape) const {
        if (held_) held_->check_shape(shape);
    }
};

template <detail::Other<AnyConstraint> C>
requires Constraint<C> OCKHAM_FUNC AnyConstraint::AnyConstraint(C constraint)
    : Handle(std::in_place, std::move(constraint)) {}

static_assert(Constraint<AnyConstraint>);

}  // namespace ockham

#if OCKHAM_BODIES
namespace ockham {
OCKHAM_INSTANTIATE(class detail::Handle<detail::ConstraintKind>);
}  // namespace ockham
#endif
