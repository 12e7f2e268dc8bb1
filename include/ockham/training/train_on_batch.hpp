// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/training/options.hpp>

// `Sequential::train_on_batch`, which models/sequential.hpp declares.

#if OCKHAM_BODIES

#include <ockham/training/trainer.hpp>

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC const Results& Sequential<Scalar>::train_on_batch(TensorIn<Scalar> x, TensorIn<Scalar> y,
                                                              TensorIn<Scalar> sample_weight) {
    using T = Trainer<Scalar>;
    Compiled<Scalar>& state = compiled("train_on_batch");
    const Batch<Scalar> batch{x, y, sample_weight};
    T::check_finite(*this, x, "x");
    T::check_finite(*this, y, "y");
    T::check_data(*this, batch, T::output_shape(*this, x), "", workspace_.targets);

    T::prepare(*this, x);
    for (AnyMetric& metric : state.metrics) metric.reset();
    const LossParts parts = T::step(*this, batch, state.metrics);
    if (workspace_.names.empty()) workspace_.names = T::names(workspace_.results, "", state.metrics);
    T::report(workspace_.results, workspace_.names, parts, state.metrics);
    return workspace_.results;
}

OCKHAM_INSTANTIATE(const Results& Sequential<float>::train_on_batch(TensorIn<float>, TensorIn<float>,
                                                                    TensorIn<float>));
OCKHAM_INSTANTIATE(const Results& Sequential<double>::train_on_batch(TensorIn<double>, TensorIn<double>,
                                                                     TensorIn<double>));

}  // namespace ockham

#endif
