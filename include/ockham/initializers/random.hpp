// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/initializer.hpp>

namespace ockham {

/// Independent entries, uniform in [low, high).
class RandomUniform final {
public:
    RandomUniform(double low, double high) : low_{low}, high_{high} {
        check::finite("RandomUniform", "low", low);
        check::finite("RandomUniform", "high", high);
        check::value(low <= high, "RandomUniform", "high", Text("at least low, ") << low, high);
    }

    [[nodiscard]] double low() const { return low_; }
    [[nodiscard]] double high() const { return high_; }

    void fill(const Shape&, std::span<double> values, Random& random) const {
        for (double& value : values) value = random.uniform(low_, high_);
    }

private:
    double low_, high_;
};

/// Independent normal entries.
class RandomNormal final {
public:
    RandomNormal(double mean, double stddev) : mean_{mean}, stddev_{stddev} {
        check::finite("RandomNormal", "mean", mean);
        check::non_negative("RandomNormal", "stddev", stddev);
    }

    [[nodiscard]] double mean() const { return mean_; }
    [[nodiscard]] double stddev() const { return stddev_; }

    void fill(const Shape&, std::span<double> values, Random& random) const {
        for (double& value : values) value = std::fma(stddev_, random.normal(), mean_);
    }

private:
    double mean_, stddev_;
};

/// Independent normal entries, drawn again while farther than two `stddev` from the mean. What remains varies
/// less than `stddev` says, and is not corrected for it (Keras' convention here; the initializers scaled by
/// fans do correct it).
class TruncatedNormal final {
public:
    TruncatedNormal(double mean, double stddev) : mean_{mean}, stddev_{stddev} {
        check::finite("TruncatedNormal", "mean", mean);
        check::non_negative("TruncatedNormal", "stddev", stddev);
    }

    [[nodiscard]] double mean() const { return mean_; }
    [[nodiscard]] double stddev() const { return stddev_; }

    void fill(const Shape&, std::span<double> values, Random& random) const {
        for (double& value : values) value = std::fma(stddev_, random.truncated_normal(), mean_);
    }

private:
    double mean_, stddev_;
};

static_assert(Initializer<RandomUniform> && Initializer<RandomNormal> && Initializer<TruncatedNormal>);
OCKHAM_BUILT_IN(Initializer, RandomUniform);
OCKHAM_BUILT_IN(Initializer, RandomNormal);
OCKHAM_BUILT_IN(Initializer, TruncatedNormal);

// With Keras' defaults.
[[nodiscard]] inline RandomUniform random_uniform(double low = -0.05, double high = 0.05) {
    return {low, high};
}
[[nodiscard]] inline RandomNormal random_normal(double mean = 0, double stddev = 0.05) {
    return {mean, stddev};
}
[[nodiscard]] inline TruncatedNormal truncated_normal(double mean = 0, double stddev = 0.05) {
    return {mean, stddev};
}

}  // namespace ockham
