// SPDX-License-Identifier: MIT
// Learning rates that schedules of the real Keras gave, from optimizers/steps.txt.
#pragma once

#include <cstdint>
#include <string>

#include <ockham/core/schedule.hpp>

#include "core/recorded_functions.hpp"

namespace recorded_schedules {

using namespace ockham;
using recorded_functions::Call;

/// Fails unless the schedules that `make(call)` makes of Keras' options give what Keras' schedule `name` gave, in all of
/// `count` calls. Both compute in single precision; a step of it is 6e-8.
template <class Make>
void require(const std::string& name, int count, Make make) {
    int found = 0;
    for (const Call& call : recorded_functions::calls("schedule", "optimizers/steps.txt")) {
        if (call.name != name) continue;
        ++found;
        const AnySchedule schedule = make(call);
        const Matrix<double>&steps = call.arrays.at("step"), &values = call.arrays.at("value");
        REQUIRE(values.size() == 37);
        for (Index i = 0; i < values.size(); ++i) {
            const double wanted = values.data()[i],
                         got = schedule(static_cast<std::int64_t>(steps.data()[i]));
            INFO(name << " at step " << steps.data()[i] << ": got " << got << ", recorded " << wanted);
            REQUIRE(std::abs(got - wanted) <= 2e-7 * std::abs(wanted) + 1e-11);
        }
    }
    REQUIRE(found == count);
}

/// A list that is one word: `0.1,0.2`.
template <class Number>
std::vector<Number> list(const std::string& text) {
    std::vector<Number> numbers;
    std::istringstream words(text);
    for (std::string word; std::getline(words, word, ',');)
        numbers.push_back(static_cast<Number>(std::stod(word)));
    return numbers;
}

}  // namespace recorded_schedules
