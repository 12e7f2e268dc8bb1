// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include <ockham/core/initializer.hpp>

namespace ockham {

/// Which connections `VarianceScaling` counts: those into a unit, those out of it, or the mean of both.
enum class FanMode { in, out, average };

enum class FanDistribution { uniform, truncated_normal };

struct VarianceScalingOptions {
    double scale = 1;  ///< positive and finite
    FanMode mode = FanMode::in;
    FanDistribution distribution = FanDistribution::truncated_normal;

    friend bool operator==(const VarianceScalingOptions&, const VarianceScalingOptions&) = default;
};

/// Independent entries with mean 0 and variance `scale / n`, so that signals neither grow nor fade from layer
/// to layer.
///
/// `n` is the fan. For a tensor (..., in, out), with the product of the leading sizes as its receptive field,
/// fan_in = receptive * in and fan_out = receptive * out; for a vector both are its length. At least 1.
///
///     uniform:           U(-limit, limit),  limit = sqrt(3 scale / n)
///     truncated_normal:  N(0, sigma) cut at two sigma,  sigma = sqrt(scale / n) / 0.87962566103423978,
///                        which makes up for the variance that the cut takes away
///
/// Keras' `VarianceScaling`. The named forms below are Glorot & Bengio (2010), "Understanding the difficulty
/// of training deep feedforward neural networks"; He et al. (2015), "Delving deep into rectifiers"; and LeCun
/// et al. (1998), "Efficient backprop".
class VarianceScaling final {
public:
    explicit VarianceScaling(VarianceScalingOptions options = {}) : options_{options} {
        check::positive("VarianceScaling", "scale", options.scale);
    }

    [[nodiscard]] const VarianceScalingOptions& options() const { return options_; }
    friend bool operator==(const VarianceScaling&, const VarianceScaling&) = default;

    void fill(const Shape& shape, std::span<double> values, Random& random) const {
        const double variance = options_.scale / std::max(1.0, fan(shape));
        const double limit = std::sqrt(3 * variance);
        const double sigma = std::sqrt(variance) / 0.87962566103423978;
        for (double& value : values)
            value = options_.distribution == FanDistribution::uniform ? random.uniform(-limit, limit)
                                                                      : sigma * random.truncated_normal();
    }

private:
    double fan(const Shape& shape) const {
        const auto entries = static_cast<double>(shape.size());
        const double in = shape.rank() < 2 ? entries : entries / static_cast<double>(shape.last());
        const double out =
            shape.rank() < 2 ? entries : entries / static_cast<double>(shape[shape.rank() - 2]);
        return options_.mode == FanMode::in ? in : options_.mode == FanMode::out ? out : (in + out) / 2;
    }

    VarianceScalingOptions options_;
};

static_assert(Initializer<VarianceScaling>);
OCKHAM_BUILT_IN(Initializer, VarianceScaling);

[[nodiscard]] inline VarianceScaling glorot_uniform() {
    return VarianceScaling({.scale = 1, .mode = FanMode::average, .distribution = FanDistribution::uniform});
}
[[nodiscard]] inline VarianceScaling glorot_normal() {
    return VarianceScaling({.scale = 1, .mode = FanMode::average});
}
[[nodiscard]] inline VarianceScaling he_uniform() {
    return VarianceScaling({.scale = 2, .distribution = FanDistribution::uniform});
}
[[nodiscard]] inline VarianceScaling he_normal() {
    return VarianceScaling({.scale = 2});
}
[[nodiscard]] inline VarianceScaling lecun_uniform() {
    return VarianceScaling({.scale = 1, .distribution = FanDistribution::uniform});
}
[[nodiscard]] inline VarianceScaling lecun_normal() {
    return VarianceScaling({.scale = 1});
}

}  // namespace ockham
