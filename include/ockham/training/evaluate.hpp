// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/training/options.hpp>

// `Sequential::evaluate`, which models/sequential.hpp declares.

#if OCKHAM_BODIES

#include <ockham/training/trainer.hpp>

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC Results Sequential<Scalar>::evaluate(const Tensor<Scalar>& x, const Tensor<Scalar>& y,
                                                 const EvaluateOptions<Scalar>& options) const {
    using T = Trainer<Scalar>;
    const Compiled<Scalar>& state = compiled("evaluate");
    check::positive(title(), "batch_size", options.batch_size);
    check_input(x, "evaluate");
    const Batch<Scalar> data{x, y, options.sample_weight};
    T::check_data(*this, data, layers_.back().output_shape(), "");
    if (!is_fused()) {  // another layer was assigned to the last one
        Sequential current = *this;
        current.fuse();
        return std::as_const(current).evaluate(x, y, options);
    }

    Workspace<Scalar> workspace;
    workspace.list(layers_);
    std::vector<AnyMetric> metrics = state.metrics;
    const LossParts parts = T::evaluate(*this, data, options.batch_size, metrics, workspace);
    Results results;
    T::report(results, T::names(results, "", metrics), parts, metrics);
    return results;
}

OCKHAM_INSTANTIATE(Results Sequential<float>::evaluate(const Tensor<float>&, const Tensor<float>&,
                                                       const EvaluateOptions<float>&) const);
OCKHAM_INSTANTIATE(Results Sequential<double>::evaluate(const Tensor<double>&, const Tensor<double>&,
                                                        const EvaluateOptions<double>&) const);

}  // namespace ockham

#endif
