// SPDX-License-Identifier: MIT
#include <thread>

#include <ockham/activations.hpp>
#include <ockham/core/handle.hpp>
#include <ockham/initializers.hpp>
#include <ockham/losses.hpp>
#include <ockham/metrics.hpp>
#include <ockham/optimizers.hpp>
#include <ockham/regularizers.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace handle_test {

struct Interface : detail::Counted {
    virtual int value() const = 0;
};

struct Holder final : Interface {
    explicit Holder(int v) : held{v} { ++alive; }
    ~Holder() override { --alive; }
    int value() const override { return held; }
    int held;
    static inline int alive = 0;
};

using Shared = detail::SharedPointer<Interface>;

struct Counter {
    explicit Counter(int start) : count{start} { ++alive; }
    Counter(const Counter& other) : count{other.count} { ++alive; }
    ~Counter() { --alive; }
    Counter* clone() const { return new Counter(*this); }
    int count;
    static inline int alive = 0;
};

struct WithData {
    const char* name = "data";
};
struct WithFunction {
    std::string_view name() const { return "function"; }
};
struct WithStatic {
    static constexpr std::string_view name = "static";
};
struct WithNumber {
    int name = 0;
};
struct Nameless {};

}  // namespace handle_test

TEST_CASE("what is shared lives as long as somebody shares it", "[core]") {
    using handle_test::Holder;
    {
        handle_test::Shared none;
        REQUIRE_FALSE(static_cast<bool>(none));
        handle_test::Shared first(new Holder(7));
        REQUIRE(static_cast<bool>(first));
        REQUIRE(first->value() == 7);
        {
            handle_test::Shared second = first, third;
            third = second;
            REQUIRE(Holder::alive == 1);
            REQUIRE(second.operator->() == first.operator->());
            REQUIRE(first->owners == 3);
            const handle_test::Shared& itself = third;
            third = itself;
            REQUIRE(first->owners == 3);
            const handle_test::Shared moved = std::move(second);
            REQUIRE(moved->value() == 7);
            REQUIRE_FALSE(static_cast<bool>(second));
            REQUIRE(first->owners == 3);
        }
        REQUIRE(first->owners == 1);
        handle_test::Shared last = std::move(first);
        REQUIRE(Holder::alive == 1);
        last = handle_test::Shared(new Holder(8));
        REQUIRE(Holder::alive == 1);
        REQUIRE(last->value() == 8);
        none = last;
        last = {};
        REQUIRE(none->value() == 8);
        REQUIRE(Holder::alive == 1);
    }
    REQUIRE(Holder::alive == 0);
}

TEST_CASE("threads may share", "[core]") {
    {
        const handle_test::Shared shared(new handle_test::Holder(1));
        const auto copy_often = [&shared] {
            for (int i = 0; i < 10000; ++i) {
                handle_test::Shared copy = shared;
                handle_test::Shared another = copy;
            }
        };
        std::thread other(copy_often);
        copy_often();
        other.join();
        REQUIRE(shared->owners == 1);
    }
    REQUIRE(handle_test::Holder::alive == 0);
}

TEST_CASE("a copy of an owner owns a copy", "[core]") {
    using handle_test::Counter;
    {
        detail::ClonePointer<Counter> first(new Counter(1));
        detail::ClonePointer<Counter> second = first;
        ++second->count;
        REQUIRE(first->count == 1);
        REQUIRE(second->count == 2);
        REQUIRE(Counter::alive == 2);
        first = second;
        ++second->count;
        REQUIRE(first->count == 2);
        REQUIRE(Counter::alive == 2);
        const detail::ClonePointer<Counter>& itself = first;
        first = itself;
        REQUIRE(first->count == 2);
        const Counter* owned = second.get();
        const detail::ClonePointer<Counter> moved = std::move(second);
        REQUIRE(moved.get() == owned);
        REQUIRE(second.get() == nullptr);
        const detail::ClonePointer<Counter> copy_of_nothing = second;
        REQUIRE(copy_of_nothing.get() == nullptr);
        REQUIRE(Counter::alive == 2);
    }
    REQUIRE(Counter::alive == 0);
}

TEST_CASE("a name is a function or data", "[core]") {
    REQUIRE(detail::name_of(handle_test::WithData{}) == "data");
    REQUIRE(detail::name_of(handle_test::WithFunction{}) == "function");
    REQUIRE(detail::name_of(handle_test::WithStatic{}) == "static");
    STATIC_REQUIRE(detail::Named<handle_test::WithData>);
    STATIC_REQUIRE(detail::Named<handle_test::WithFunction>);
    STATIC_REQUIRE(detail::Named<handle_test::WithStatic>);
    STATIC_REQUIRE(!detail::Named<handle_test::WithNumber>);
    STATIC_REQUIRE(!detail::Named<handle_test::Nameless>);
}

TEST_CASE("a handle may hold anything but itself", "[core]") {
    STATIC_REQUIRE(detail::Other<int, handle_test::Shared>);
    STATIC_REQUIRE(!detail::Other<handle_test::Shared, handle_test::Shared>);
    STATIC_REQUIRE(!detail::Other<const handle_test::Shared&, handle_test::Shared>);
}

TEST_CASE("handles show what they hold to those who know its type", "[core]") {
    const AnyRegularizer penalty = l2(0.5);
    REQUIRE(penalty.as<L1L2>());
    CHECK(penalty.as<L1L2>()->options().l2 == 0.5);
    CHECK(penalty.as<Orthogonal>() == nullptr);
    CHECK(AnyRegularizer().as<L1L2>() == nullptr);
    CHECK(AnyActivation(activations::tanh).as<activations::Tanh>());
    CHECK(AnyActivation(activations::tanh).as<activations::Relu>() == nullptr);
    CHECK(AnyActivation().as<activations::Relu>() == nullptr);
    CHECK(AnyInitializer(constant(3)).as<Constant>()->value() == 3);
    CHECK(AnyLoss(MeanSquaredError()).as<MeanSquaredError>());
    CHECK(AnyLoss().as<MeanSquaredError>() == nullptr);
    CHECK(AnyMetric(Accuracy({.name = "hits"})).as<Accuracy>()->name() == "hits");
    CHECK(AnyMetric(MeanSquaredError({.name = "mse"})).as<LossMetric<MeanSquaredError>>()->loss().name() ==
          "mse");
    CHECK(AnyOptimizer(SGD({.momentum = 0.5})).as<SGD>()->options().momentum == 0.5);
}
