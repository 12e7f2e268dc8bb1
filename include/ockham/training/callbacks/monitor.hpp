// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>
#include <string_view>

#include <ockham/core/build.hpp>
#include <ockham/training/callback.hpp>

namespace ockham {

namespace detail {

/// Whether a number from a file counts something: whole, not negative, and small enough for an `int`.
bool is_count(double number);

/// Watches one quantity of the logs for improvements by more than `min_delta`.
class Monitor final {
public:
    Monitor(std::string_view who, std::string name, MonitorMode mode, double min_delta);

    [[nodiscard]] const std::string& name() const { return name_; }

    /// Before anything is compared: finds the quantity in `logs`, and out which way it is better. Fails if they do not say.
    void find_in(const Results& logs);

    /// True if `current` is better than `reference`; NaN is never better, and any other number is better than a NaN reference
    /// (none).
    [[nodiscard]] bool improves(double current, double reference) const;

private:
    std::string who_, name_;
    MonitorMode mode_;
    double min_delta_;
    bool grows_ = false;
};

}  // namespace detail

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC bool is_count(double number) {
    return number >= 0 && number <= 0x7fffffff && std::trunc(number) == number;
}

OCKHAM_FUNC Monitor::Monitor(std::string_view who, std::string name, MonitorMode mode, double min_delta)
    : who_{who},
      name_{std::move(name)},
      mode_{mode},
      min_delta_{std::abs(min_delta)},
      grows_{mode == MonitorMode::max} {
    check::finite(who, "min_delta", min_delta);
}

OCKHAM_FUNC void Monitor::find_in(const Results& logs) {
    if (!logs.contains(name_)) {
        Text known;
        for (const auto& [name, value] : logs)
            known << (known.empty() ? "monitor to be one of " : ", ") << name;
        check::fail(
            who_, known,
            Text("'") << name_ << "'" << (name_.starts_with("val_") ? "; give fit validation data" : ""));
    }
    MonitorMode mode = mode_ == MonitorMode::automatic ? logs.mode(name_) : mode_;
    const auto is = [this](std::string_view ending) { return name_.ends_with(ending); };
    if (mode == MonitorMode::automatic) {  // of a metric or callback of the user's own
        if (is("loss") || is("penalty")) mode = MonitorMode::min;
        if (is("accuracy") || is("acc") || is("auc")) mode = MonitorMode::max;
    }
    if (mode == MonitorMode::automatic)
        check::fail(who_,
                    Text("mode to be MonitorMode::min or max, as the metric '")
                        << name_ << "' does not say which is better",
                    "MonitorMode::automatic");
    grows_ = mode == MonitorMode::max;
}

OCKHAM_FUNC bool Monitor::improves(double current, double reference) const {
    if (std::isnan(current) || std::isnan(reference)) return !std::isnan(current);
    return grows_ ? current - min_delta_ > reference : current + min_delta_ < reference;
}

}  // namespace ockham::detail

#endif
