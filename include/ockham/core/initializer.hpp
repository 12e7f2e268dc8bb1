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

/// Any initializer.
class AnyInitializer final {
public:
    template <detail::Other<AnyInitializer> I>
    requires Initializer<I> AnyInitializer(I initializer)
        : held_{detail::Shared<Interface>::template of<Holder<I>>(std::move(initializer))} {}

    void fill(const Shape& shape, std::span<double> values, Random& random) const {
        held_->fill(shape, values, random);
    }

    /// The initializer inside, if it is an `I`; otherwise null.
    template <class I>
    [[nodiscard]] const I* as() const {
        return detail::held_by<Holder<I>>(held_.get());
    }

private:
    struct Interface : detail::Held {
        virtual void fill(const Shape&, std::span<double>, Random&) const = 0;
    };

    template <class I>
    struct Holder final : Interface {
        explicit Holder(I i) : held{std::move(i)} {}
        void fill(const Shape& shape, std::span<double> values, Random& random) const override {
            held.fill(shape, values, random);
        }
        I held;
    };

    detail::Shared<Interface> held_;
};

static_assert(Initializer<AnyInitializer>);

}  // namespace ockham
