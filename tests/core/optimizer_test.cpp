// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <vector>

#include <ockham/core/optimizer.hpp>

#include "support/finite_differences.hpp"

using namespace ockham;

namespace optimizer_test {

using finite_differences::in;
using finite_differences::out;

/// The least that an optimizer is made of: follow the sign, and count in the slot.
struct Sign {
    const char* name = "sign";
    double learning_rate = 0.25;
    int slots = 1;

    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        for (Index i = 0; i < u.value.size(); ++i) {
            const Scalar g = u.gradient.data()[i];
            u.value.data()[i] -= Scalar(u.learning_rate) * Scalar((g > 0) - (g < 0));
            u.slots[0].data()[i] += Scalar(u.iteration);
        }
    }
};

struct WithFunctions {
    std::string name() const { return "functions"; }
    float learning_rate() const { return 0.5F; }
    int slots() const { return 2; }
    UpdateOptions shared() const { return {.clipnorm = 3}; }
    double initial(int slot) const { return slot == 0 ? 0.5 : 0; }
    bool applies_decay() const { return true; }
    bool proximal_l1() const { return true; }
    void update(ParameterUpdate<float>) const {}
    void update(ParameterUpdate<double>) const {}
};

struct WithoutRate {
    const char* name = "no rate";
    int slots = 0;
    void update(ParameterUpdate<float>) const {}
    void update(ParameterUpdate<double>) const {}
};

/// The same as data; its learning rate is a schedule.
struct WithData : Sign {
    AnySchedule learning_rate = [](std::int64_t step) { return 1.0 / static_cast<double>(step + 1); };
    UpdateOptions shared = {.weight_decay = 0.25};
    static constexpr bool applies_decay = true, proximal_l1 = true;
};

/// The options of one of Ockham's optimizers.
struct SharedOptions : UpdateOptions {
    AnySchedule learning_rate = 0.01;
};

}  // namespace optimizer_test

TEST_CASE("a user's optimizer needs a name, a learning rate, slots and an update", "[core]") {
    using namespace optimizer_test;
    STATIC_REQUIRE(Optimizer<Sign>);
    STATIC_REQUIRE(Optimizer<WithFunctions>);
    STATIC_REQUIRE(!Optimizer<WithoutRate>);
    AnyOptimizer any = WithFunctions();
    {
        const AnyOptimizer sign = Sign();
        any = sign;
    }
    REQUIRE(any.name() == "sign");
    REQUIRE(any.learning_rate().is_constant());
    REQUIRE(any.learning_rate()(0) == 0.25);
    REQUIRE(any.slots() == 1);
    REQUIRE(any.initial(0) == 0);
    REQUIRE_FALSE((any.shared().clipvalue || any.shared().clipnorm || any.shared().global_clipnorm));
    REQUIRE(any.shared().weight_decay == 0);
    REQUIRE_FALSE(any.applies_decay());
    REQUIRE_FALSE(any.proximal_l1());
    REQUIRE(any.as<Sign>() != nullptr);
    REQUIRE(any.as<WithFunctions>() == nullptr);

    Matrix<float> value(1, 3), gradient(1, 3);
    value << 1, 1, 1;
    gradient << -5, 0, 0.1F;
    std::vector<Tensor<float>> slots(1, Tensor<float>(Shape{1, 3}));
    slots[0].fill(0);
    any.update(ParameterUpdate<float>{out(value), in(gradient), slots, 0.5, 7});
    REQUIRE(value(0, 0) == 1.5F);
    REQUIRE(value(0, 1) == 1);
    REQUIRE(value(0, 2) == 0.5F);
    REQUIRE(slots[0].data()[2] == 7);
}

TEST_CASE("what an optimizer says of itself may be functions", "[core]") {
    const AnyOptimizer any = optimizer_test::WithFunctions();
    REQUIRE(any.name() == "functions");
    REQUIRE(any.learning_rate()(0) == 0.5);
    REQUIRE(any.slots() == 2);
    REQUIRE(any.shared().clipnorm == 3.0);
    REQUIRE(any.initial(0) == 0.5);
    REQUIRE(any.initial(1) == 0);
    REQUIRE(any.applies_decay());
    REQUIRE(any.proximal_l1());
}

TEST_CASE("an optimizer's learning rate may be a schedule, and it chooses of what all share", "[core]") {
    const AnyOptimizer any = optimizer_test::WithData();
    REQUIRE_FALSE(any.learning_rate().is_constant());
    REQUIRE(any.learning_rate()(3) == 0.25);
    REQUIRE(any.shared().weight_decay == 0.25);
    REQUIRE(any.applies_decay());
    REQUIRE(any.proximal_l1());
}

TEST_CASE("a user's optimizer is checked, too", "[core]") {
    optimizer_test::WithData wrong;
    wrong.shared.weight_decay = -1;
    REQUIRE_THROWS_WITH(AnyOptimizer(wrong),
                        "sign: expected weight_decay to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(AnyOptimizer(optimizer_test::Sign{.learning_rate = -1}),
                        "sign: expected learning_rate to be non-negative and finite, got -1");
}

TEST_CASE("what all optimizers share is handed on as it is", "[core]") {
    using optimizer_test::SharedOptions;
    const SharedOptions options{{.weight_decay = 0.5,
                                 .exclude_from_weight_decay = {"bias"},
                                 .clipnorm = 3,
                                 .use_ema = true,
                                 .ema_momentum = 0.75,
                                 .ema_overwrite_frequency = 4,
                                 .gradient_accumulation_steps = 2,
                                 .loss_scale_factor = 8}};
    const UpdateOptions shared = update_options("Lion", options);
    REQUIRE(shared.weight_decay == 0.5);
    REQUIRE(shared.exclude_from_weight_decay == std::vector<std::string>{"bias"});
    REQUIRE_FALSE((shared.clipvalue || shared.global_clipnorm));
    REQUIRE(shared.clipnorm == 3.0);
    REQUIRE(shared.use_ema);
    REQUIRE(shared.ema_momentum == 0.75);
    REQUIRE(shared.ema_overwrite_frequency == 4);
    REQUIRE(shared.gradient_accumulation_steps == 2);
    REQUIRE(shared.loss_scale_factor == 8.0);
    REQUIRE(update_options("Lion", SharedOptions{{.clipvalue = 2}}).clipvalue == 2.0);
    REQUIRE(update_options("Lion", SharedOptions{{.global_clipnorm = 4}}).global_clipnorm == 4.0);
}

TEST_CASE("what all optimizers share has to make sense", "[core]") {
    const auto refused = [](UpdateOptions options) {
        (void)update_options("Lion", optimizer_test::SharedOptions{std::move(options)});
    };
    REQUIRE_THROWS_WITH(refused({.clipvalue = 1, .clipnorm = 1}),
                        "Lion: expected one of clipvalue, clipnorm and global_clipnorm at most, got 2");
    REQUIRE_THROWS_WITH(refused({.clipvalue = 1, .clipnorm = 1, .global_clipnorm = 1}),
                        "Lion: expected one of clipvalue, clipnorm and global_clipnorm at most, got 3");
    REQUIRE_THROWS_WITH(refused({.clipvalue = 0}),
                        "Lion: expected clipvalue to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(refused({.clipnorm = -1}),
                        "Lion: expected clipnorm to be positive and finite, got -1");
    REQUIRE_THROWS_WITH(refused({.global_clipnorm = INFINITY}),
                        "Lion: expected global_clipnorm to be positive and finite, got inf");
    REQUIRE_THROWS_WITH(refused({.weight_decay = -1}),
                        "Lion: expected weight_decay to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(refused({.ema_momentum = 1.5}),
                        "Lion: expected ema_momentum to be in [0, 1], got 1.5");
    REQUIRE_THROWS_WITH(refused({.ema_overwrite_frequency = -1}),
                        "Lion: expected ema_overwrite_frequency to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(refused({.gradient_accumulation_steps = 0}),
                        "Lion: expected gradient_accumulation_steps to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(refused({.loss_scale_factor = 0}),
                        "Lion: expected loss_scale_factor to be positive and finite, got 0");
}
