// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <ockham/core/schedule.hpp>

namespace ockham {

struct PiecewiseConstantDecayOptions {
    std::vector<std::int64_t> boundaries = {};  ///< steps, increasing: the last ones of each rate
    std::vector<double> values = {};            ///< the rates, one more, all >= 0
};

/// One learning rate after the other:
///
///     rate(step) = values[i] for boundaries[i - 1] < step <= boundaries[i],     the last one after the last boundary
///
/// In single precision, as in Keras.
class PiecewiseConstantDecay final {
public:
    explicit PiecewiseConstantDecay(PiecewiseConstantDecayOptions options) : options_{std::move(options)} {
        const auto& [boundaries, values] = options_;
        if (values.size() != boundaries.size() + 1)
            check::fail(
                "PiecewiseConstantDecay",
                Text() << boundaries.size() + 1 << " values for " << boundaries.size() << " boundaries",
                Text() << values.size());
        for (std::size_t i = 1; i < boundaries.size(); ++i)
            if (boundaries[i] <= boundaries[i - 1])
                check::fail("PiecewiseConstantDecay", "increasing boundaries",
                            Text() << boundaries[i] << " after " << boundaries[i - 1]);
        for (const double value : values) check::non_negative("PiecewiseConstantDecay", "values", value);
    }

    [[nodiscard]] const PiecewiseConstantDecayOptions& options() const { return options_; }

    [[nodiscard]] double operator()(std::int64_t step) const {
        std::size_t i = 0;
        while (i < options_.boundaries.size() && step > options_.boundaries[i]) ++i;
        return static_cast<float>(options_.values[i]);
    }

private:
    PiecewiseConstantDecayOptions options_;
};

static_assert(Schedule<PiecewiseConstantDecay>);
OCKHAM_BUILT_IN(Schedule, PiecewiseConstantDecay);

}  // namespace ockham
