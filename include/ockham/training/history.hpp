// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/check.hpp>

namespace ockham {

/// What `fit` returns: for every quantity its value at the end of each epoch.
///
/// The names are Keras': `loss`, the metrics (`accuracy`), and the same with `val_` where there were
/// validation data. Beside them stand the parts of the loss, with `val_` too:
///
///     loss = data_loss + kernel_penalty + bias_penalty + activity_penalty
///
/// Training values are averages over the epoch's batches, weighted by their rows, each computed before
/// that batch's update; validation values are computed with the weights at the end of the epoch.
class History final {
public:
    /// The epochs that were trained, counted from 0 (from `initial_epoch`, if that was set).
    std::vector<int> epoch;

    /// Values by name, in alphabetical order.
    std::map<std::string, std::vector<double>, std::less<>> values;

    [[nodiscard]] bool contains(std::string_view name) const { return values.find(name) != values.end(); }

    /// The values of `name`, one an epoch. An unknown name is an `ArgumentError` that lists the known ones.
    [[nodiscard]] const std::vector<double>& operator[](std::string_view name) const {
        const auto found = values.find(name);
        if (found == values.end()) check::fail("History", Text("one of ") << names(), name);
        return found->second;
    }

    /// The value of `name` after the last epoch.
    [[nodiscard]] double last(std::string_view name) const {
        const auto& series = (*this)[name];
        if (series.empty()) check::fail("History", "at least one epoch", "none");
        return series.back();
    }

private:
    std::string names() const {
        Text text;
        for (const auto& [name, series] : values) text << (text.empty() ? "" : ", ") << name;
        return text.empty() ? "(nothing recorded)" : text.string();
    }
};

}  // namespace ockham
