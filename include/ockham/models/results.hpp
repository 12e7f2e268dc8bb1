// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/metric.hpp>

namespace ockham {

/// The loss, taken apart: `total()` is what is made small, and what Keras calls `loss`.
struct LossParts {
    double data = 0;      ///< the loss function's, weighted
    double kernel = 0;    ///< penalties on kernels
    double bias = 0;      ///< penalties on biases
    double activity = 0;  ///< penalties on outputs of layers

    [[nodiscard]] double total() const { return data + kernel + bias + activity; }
};

/// Numbers by name, in the order in which they came: what `evaluate` returns and callbacks see.
///
///     for (const auto& [name, value] : results) ...
class Results final {
public:
    struct Entry {
        const std::string& name;
        double value;
    };

    /// The value of `name`. An unknown name is an `ArgumentError` that lists the known ones.
    [[nodiscard]] double operator[](std::string_view name) const;

    [[nodiscard]] bool contains(std::string_view name) const { return position(name) < size(); }
    [[nodiscard]] std::size_t size() const { return names_.size(); }

    /// Sets the value of `name`, which is appended if it is new.
    void set(std::string_view name, double value);

    /// Which way the quantity `name` is better: `automatic` if that is not known.
    [[nodiscard]] MonitorMode mode(std::string_view name) const;
    /// Says so. The quantity must be there.
    void set_mode(std::string_view name, MonitorMode mode);

    /// Makes all values NaN. The names stay.
    void clear_values();

    class Iterator final {
    public:
        Iterator(const Results& results, std::size_t position) : results_{&results}, position_{position} {}
        Entry operator*() const { return {results_->names_[position_], results_->values_[position_]}; }
        Iterator& operator++();
        bool operator==(const Iterator&) const = default;

    private:
        const Results* results_;
        std::size_t position_;
    };
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size()}; }

private:
    [[nodiscard]] std::size_t position(std::string_view name) const;

    std::vector<std::string> names_;
    std::vector<double> values_;
    std::vector<MonitorMode> modes_;
};

}  // namespace ockham

#if OCKHAM_BODIES

#include <cmath>

#include <ockham/core/check.hpp>

namespace ockham {

OCKHAM_FUNC double Results::operator[](std::string_view name) const {
    if (const std::size_t found = position(name); found < size()) return values_[found];
    Text known;
    for (const std::string& each : names_) known << (known.empty() ? "one of " : ", ") << each;
    check::fail("Results", known.empty() ? Text("a name, of which there are none yet") : known, name);
}

OCKHAM_FUNC void Results::set(std::string_view name, double value) {
    const std::size_t found = position(name);
    if (found == size()) {
        names_.emplace_back(name);
        values_.push_back(value);
        modes_.push_back(MonitorMode::automatic);
    }
    values_[found] = value;
}

OCKHAM_FUNC MonitorMode Results::mode(std::string_view name) const {
    const std::size_t found = position(name);
    return found < size() ? modes_[found] : MonitorMode::automatic;
}

OCKHAM_FUNC void Results::set_mode(std::string_view name, MonitorMode mode) {
    modes_.at(position(name)) = mode;
}

OCKHAM_FUNC void Results::clear_values() {
    for (double& value : values_) value = std::nan("");
}

OCKHAM_FUNC Results::Iterator& Results::Iterator::operator++() {
    ++position_;
    return *this;
}

OCKHAM_FUNC std::size_t Results::position(std::string_view name) const {
    std::size_t i = 0;
    while (i < size() && names_[i] != name) ++i;
    return i;
}

}  // namespace ockham

#endif
