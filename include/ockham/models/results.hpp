// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/check.hpp>

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
class Results final {
public:
    struct Entry {
        std::string name;
        double value;
    };

    /// The value of `name`. An unknown name is an `ArgumentError` that lists the known ones.
    [[nodiscard]] double operator[](std::string_view name) const {
        for (const auto& [known, value] : values_)
            if (known == name) return value;
        Text known;
        for (const auto& [each, value] : values_) known << (known.empty() ? "one of " : ", ") << each;
        check::fail("Results", known.empty() ? Text("a name, of which there are none yet") : known, name);
    }

    [[nodiscard]] bool contains(std::string_view name) const {
        for (const auto& [known, value] : values_)
            if (known == name) return true;
        return false;
    }

    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] bool has(std::size_t position) const { return position < values_.size(); }

    /// Sets the value at `position`; the next one after the last is called `prefix` and `name`.
    void set(std::size_t position, const char* prefix, const char* name, double value) {
        if (position == values_.size()) values_.push_back({(Text(prefix) << name).string(), 0});
        values_[position].value = value;
    }
    void set(std::size_t position, double value) { values_[position].value = value; }

    /// Sets the value of `name`, which is appended if it is new.
    void set(std::string_view name, double value) {
        for (auto& [known, old] : values_)
            if (known == name) {
                old = value;
                return;
            }
        values_.push_back({std::string(name), value});
    }

    [[nodiscard]] auto begin() const { return values_.begin(); }
    [[nodiscard]] auto end() const { return values_.end(); }

private:
    std::vector<Entry> values_;
};

}  // namespace ockham
