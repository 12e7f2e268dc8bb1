// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <span>
#include <utility>

#include <ockham/core/handle.hpp>
#include <ockham/core/random.hpp>
#include <ockham/core/shape.hpp>

namespace ockham {

/// How a parameter gets its first values.
///
///     void fill(const Shape& shape, std::span<double> values, Random& random) const
///
/// `values` are the entries of a tensor of `shape`, row-major. They are double for every model: a float model
/// begins with the rounded weights of the double one.
template <class I>
concept Initializer = requires(const I& i, const Shape& shape, std::span<double> values, Random& random) {
    i.fill(shape, values, random);
};

namespace detail {

/// How `AnyInitializer` holds a value.
struct InitializerKind {
    struct Interface : Counted {
        virtual void fill(const Shape&, std::span<double>, Random&) const = 0;
    };
    using Pointer = SharedPointer<Interface>;

    template <class I>
    struct Holder final : Interface {
        explicit Holder(I i) : held{std::move(i)} {}
        void fill(const Shape& shape, std::span<double> values, Random& random) const override {
            held.fill(shape, values, random);
        }
        I held;
    };
};

}  // namespace detail

/// Any initializer.
class AnyInitializer final : public detail::Handle<detail::InitializerKind> {
public:
    template <detail::Other<AnyInitializer> I>
    requires Initializer<I> AnyInitializer(I initializer);

    void fill(const Shape& shape, std::span<double> values, Random& random) const {
        held_->fill(shape, values, random);
    }
};

template <detail::Other<AnyInitializer> I>
requires Initializer<I> OCKHAM_FUNC AnyInitializer::AnyInitializer(I initializer)
    : Handle(std::in_place, std::move(initializer)) {}

static_assert(Initializer<AnyInitializer>);

}  // namespace ockham

#if OCKHAM_BODIES
namespace ockham {
OCKHAM_INSTANTIATE(class detail::Handle<detail::InitializerKind>);
}  // namespace ockham
#endif
