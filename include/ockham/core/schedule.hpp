// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <utility>

#include <ockham/core/check.hpp>
#include <ockham/core/handle.hpp>

namespace ockham {

/// A learning rate that changes from step to step: any function that can be called as
///
///     double operator()(std::int64_t step) const      the rate of step number `step`, from 0; finite and >= 0
///
/// With gradient_accumulation_steps every batch is a step, also those that change no parameter.
template <class S>
concept Schedule = requires(const S& schedule, std::int64_t step) {
    { schedule(step) } -> std::convertible_to<double>;
};

namespace detail {

/// How `AnySchedule` holds a value.
struct ScheduleKind {
    struct Interface : Counted {
        virtual double at(std::int64_t step) const = 0;
    };
    using Pointer = SharedPointer<Interface>;

    template <class S>
    struct Holder final : Interface {
        explicit Holder(S s) : held{std::move(s)} {}
        double at(std::int64_t step) const override { return static_cast<double>(held(step)); }
        S held;
    };
};

}  // namespace detail

/// A learning rate: a number, or any schedule. What optimizers' options hold.
class AnySchedule final : public detail::Handle<detail::ScheduleKind> {
public:
    AnySchedule(double rate) : rate_{rate} {}

    template <detail::Other<AnySchedule> S>
    requires Schedule<S> AnySchedule(S schedule);

    /// True for a number, which callbacks and `set_learning_rate` may change.
    [[nodiscard]] bool is_constant() const { return !held_; }

    /// The rate of step number `step`.
    [[nodiscard]] double operator()(std::int64_t step) const { return held_ ? held_->at(step) : rate_; }

private:
    double rate_ = 0;
};

template <detail::Other<AnySchedule> S>
requires Schedule<S> OCKHAM_FUNC AnySchedule::AnySchedule(S schedule)
    : Handle(std::in_place, std::move(schedule)) {}

static_assert(Schedule<AnySchedule>);

namespace check {

/// Fails unless `rate` may be a learning rate. What a schedule says is only known when its step comes.
inline void learning_rate(std::string_view who, const AnySchedule& rate) {
    if (rate.is_constant()) non_negative(who, "learning_rate", rate(0));
}

}  // namespace check

}  // namespace ockham

#if OCKHAM_BODIES
namespace ockham {
OCKHAM_INSTANTIATE(class detail::Handle<detail::ScheduleKind>);
}  // namespace ockham
#endif
