// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/models/results.hpp>

namespace ockham {

/// What `fit` returns: for every quantity its value at the end of each epoch.
///
/// The names are Keras': `loss`, the metrics (`accuracy`), and the same with `val_` where there were validation data.
/// Beside them stand the parts of the loss, with `val_` too:
///
///     loss = data_loss + kernel_penalty + bias_penalty + activity_penalty
///
/// Training values are averages over the epoch's batches, weighted by their rows, each computed before that batch's
/// update; validation values are computed with the weights at the end of the epoch.
class History final {
public:
    /// The epochs that were trained, counted from 0 (from `initial_epoch`, if that was set).
    std::vector<int> epoch;

    /// The names, in the order in which they came.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

    [[nodiscard]] bool contains(std::string_view name) const { return position(name) < names_.size(); }

    /// The values of `name`, one an epoch. An unknown name is an `ArgumentError` that lists the known ones.
    [[nodiscard]] const std::vector<double>& operator[](std::string_view name) const;

    /// The value of `name` after the last epoch.
    [[nodiscard]] double last(std::string_view name) const;

    /// Replaces the values of `name`, or appends them under a new name.
    void set(std::string_view name, std::vector<double> values);

    /// Appends an epoch. A name that comes later than the others has NaN for the epochs before, and one that is missing in
    /// `logs` for this one.
    void append(int number, const Results& logs);

private:
    [[nodiscard]] std::size_t position(std::string_view name) const;

    [[nodiscard]] std::size_t known(std::string_view name) const;

    std::vector<std::string> names_;
    std::vector<std::vector<double>> series_;
};

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC const std::vector<double>& History::operator[](std::string_view name) const {
    return series_[known(name)];
}

OCKHAM_FUNC double History::last(std::string_view name) const {
    const std::vector<double>& values = (*this)[name];
    if (values.empty()) check::fail("History", "at least one epoch", "none");
    return values.back();
}

OCKHAM_FUNC void History::set(std::string_view name, std::vector<double> values) {
    if (!contains(name)) {
        names_.emplace_back(name);
        series_.emplace_back();
    }
    series_[position(name)] = std::move(values);
}

OCKHAM_FUNC void History::append(int number, const Results& logs) {
    for (const auto& [name, value] : logs)
        if (!contains(name)) set(name, std::vector<double>(epoch.size(), std::nan("")));
    for (std::size_t i = 0; i < names_.size(); ++i)
        series_[i].push_back(logs.contains(names_[i]) ? logs[names_[i]] : std::nan(""));
    epoch.push_back(number);
}

OCKHAM_FUNC std::size_t History::position(std::string_view name) const {
    std::size_t i = 0;
    while (i < names_.size() && names_[i] != name) ++i;
    return i;
}

OCKHAM_FUNC std::size_t History::known(std::string_view name) const {
    const std::size_t found = position(name);
    if (found < names_.size()) return found;
    Text list;
    for (const std::string& each : names_) list << (list.empty() ? "one of " : ", ") << each;
    check::fail("History", list.empty() ? Text("a name, of which there are none yet") : list, name);
}

}  // namespace ockham

#endif
