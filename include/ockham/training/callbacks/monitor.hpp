// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>
#include <string_view>

#include <ockham/core/build.hpp>
#include <ockham/training/callback.hpp>

namespace ockham {

/// Whether a monitored quantity should become small or large. `automatic` is `max` for names that end in
/// `accuracy`, `acc` or `auc`, and otherwise `min`.
enum class MonitorMode { automatic, min, max };

namespace detail {

/// Whether a number from a file counts something: whole, not negative, and small enough for an `int`.
bool is_count(double number);

/// Watches one quantity of the logs for improvements by more than `min_delta`.
class Monitor final {
public:
    Monitor(std::string_view who, std::string name, MonitorMode mode, double min_delta);

    [[nodiscard]] const std::string& name() const { return name_; }

    /// Fails unless `logs` has the quantity.
    void check_in(const Results& logs) const;

    /// True if `current` is better than `reference`; NaN is never better, and anything is better than a NaN
    /// reference (none).
    [[nodiscard]] bool improves(double current, double reference) const;

private:
    std::string who_, name_;
    double min_delta_, sign_;
};

}  // namespace detail

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC bool is_count(double number) {
    return number >= 0 && number <= 0x7fffffff && std::trunc(number) == number;
}

OCKHAM_FUNC Monitor::Monitor(std::string_view who, std::string name, MonitorMode mode, double min_delta)
    : who_{who}, name_{std::move(name)}, min_delta_{std::abs(min_delta)} {
    check::finite(who, "min_delta", min_delta);
    const std::string_view known = name_;
    const bool grows = known.ends_with("accuracy") || known.ends_with("acc") || known.ends_with("auc");
    sign_ = mode == MonitorMode::max || (mode == MonitorMode::automatic && grows) ? -1 : 1;
}

OCKHAM_FUNC void Monitor::check_in(const Results& logs) const {
    if (logs.contains(name_)) return;
    Text known;
    for (const auto& [name, value] : logs) known << (known.empty() ? "monitor to be one of " : ", ") << name;
    check::fail(who_, known,
                Text("'") << name_ << "'" << (name_.starts_with("val_") ? "; give fit validation data" : ""));
}

OCKHAM_FUNC bool Monitor::improves(double current, double reference) const {
    return std::isnan(reference) ? true : sign_ * current + min_delta_ < sign_ * reference;
}

}  // namespace ockham::detail

#endif
