// SPDX-License-Identifier: MIT
// Steps that optimizers of the real Keras took, from steps.txt.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include <ockham/schedules/exponential_decay.hpp>

#include "core/recorded_functions.hpp"
#include "optimizers/prescribed.hpp"

namespace recorded_steps {

using namespace ockham;
using recorded_functions::Call;

/// What all optimizers share.
template <class Options>
void set_shared(Options& options, const Call& call) {
    const auto bound = [&](const char* key) {
        return call.options.count(key) ? std::optional(call.number(key)) : std::nullopt;
    };
    if (call.options.count("schedule"))
        options.learning_rate =
            ExponentialDecay({.initial_learning_rate = call.number("initial_learning_rate"),
                              .decay_steps = call.number("decay_steps"),
                              .decay_rate = call.number("decay_rate"),
                              .staircase = call.number("staircase") != 0});
    else
        options.learning_rate = call.number("learning_rate");
    options.weight_decay = call.number("weight_decay");
    if (call.options.count("exclude_from_weight_decay"))
        options.exclude_from_weight_decay = {call.options.at("exclude_from_weight_decay")};
    options.clipvalue = bound("clipvalue");
    options.clipnorm = bound("clipnorm");
    options.global_clipnorm = bound("global_clipnorm");
    options.use_ema = call.number("use_ema") != 0;
    options.ema_momentum = call.number("ema_momentum", 0.99);
    options.ema_overwrite_frequency = static_cast<int>(call.number("ema_overwrite_frequency"));
    options.gradient_accumulation_steps = static_cast<int>(call.number("gradient_accumulation_steps", 1));
}

/// Fails unless an `O` takes the steps that Keras' optimizer `name` took, in all of `count` calls; `set(options, call)` sets
/// the options that it alone has.
template <class O, class Set>
void require(const std::string& name, int count, Set set) {
    int found = 0;
    for (const Call& call : recorded_functions::calls("optimizer", "optimizers/steps.txt")) {
        if (call.name != name) continue;
        ++found;
        auto options = O().options();
        std::string described;
        for (const auto& [key, value] : call.options) described += key + "=" + value + " ";
        INFO(name << " " << described);
        set_shared(options, call);
        set(options, call);

        const Matrix<double> w0 = call.arrays.at("w0"), w1 = call.arrays.at("w1").transpose();
        const Matrix<double>&g0 = call.arrays.at("g0"), &g1 = call.arrays.at("g1");
        std::vector<std::vector<Matrix<double>>> gradients;
        for (Index step = 0; step < g1.rows(); ++step)
            gradients.push_back({g0.middleRows(step * w0.rows(), w0.rows()), g1.row(step)});
        const auto weights = prescribed::run(O(options), {prescribed::Layer({w0, w1}, gradients)});
        for (Index step = 0; step < g1.rows(); ++step) {
            INFO("step " << step);
            const auto& after = weights[static_cast<std::size_t>(step)];
            recorded_functions::require_recorded(
                after[0], call.arrays.at("t0").middleRows(step * w0.rows(), w0.rows()));
            recorded_functions::require_recorded(after[1], call.arrays.at("t1").row(step));
        }
        INFO("at the end");
        recorded_functions::require_recorded(weights.back()[0], call.arrays.at("f0"));
        recorded_functions::require_recorded(weights.back()[1], call.arrays.at("f1").transpose());
    }
    REQUIRE(found == count);
}

}  // namespace recorded_steps
