// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <ockham/core/any_layer.hpp>
#include <ockham/initializers/constant.hpp>
#include <ockham/initializers/variance_scaling.hpp>
#include <ockham/kernels/matrix_product.hpp>
#include <ockham/kernels/reductions.hpp>

namespace ockham {

struct DenseOptions {
    AnyActivation activation = {};                         ///< linear
    bool use_bias = true;                                  ///< false: y = f(x K)
    AnyInitializer kernel_initializer = glorot_uniform();  ///< first values of K
    AnyInitializer bias_initializer = zeros();             ///< first values of b
    AnyRegularizer kernel_regularizer = {};                ///< penalty on K
    AnyRegularizer bias_regularizer = {};                  ///< penalty on b
    AnyRegularizer activity_regularizer = {};              ///< penalty on y, divided by the number of samples
    AnyConstraint kernel_constraint = {};                  ///< where every update of K ends
    AnyConstraint bias_constraint = {};                    ///< where every update of b ends
    Shape input_shape = {};                                ///< of one sample; found from the data if empty
    std::string name = {};                                 ///< given by the model if empty
    bool trainable = true;                                 ///< false: frozen
};

/// Every output unit sees every feature: y = f(x K + b).
///
///     x       (samples, ..., features)    any rank from 2: the layer works on the last axis
///     K       (features, units)           "kernel"
///     b       (units)                     "bias"
///     y       (samples, ..., units)
///
///     dK = x^T dz,     db = sum of the rows of dz,     dx = dz K^T,     for z = x K + b
template <std::floating_point ScalarType = float>
class Dense final {
public:
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Dense";

    explicit Dense(Index units, DenseOptions options = {}) : units_{units}, options_{std::move(options)} {
        check::positive("Dense", "units", units);
        kernel_.regularizer = options_.kernel_regularizer;
        bias_.regularizer = options_.bias_regularizer;
        kernel_.constraint = options_.kernel_constraint;
        bias_.constraint = options_.bias_constraint;
    }

    [[nodiscard]] Index units() const { return units_; }
    [[nodiscard]] const DenseOptions& options() const { return options_; }
    [[nodiscard]] LayerSettings settings() const {
        return {.name = options_.name,
                .trainable = options_.trainable,
                .input_shape = options_.input_shape,
                .activation = options_.activation,
                .activity_regularizer = options_.activity_regularizer};
    }

    [[nodiscard]] std::vector<Parameter<Scalar>*> parameters() {
        if (options_.use_bias) return {&kernel_, &bias_};
        return {&kernel_};
    }

    [[nodiscard]] Shape output_shape(const Shape& input) const {
        if (input.empty())
            check::fail<ShapeError>("", "input with features", Text("shape ") << input.to_string_of_batch());
        const Index features = kernel_.value.empty() ? input.last() : kernel_.value.shape()[0];
        if (input.last() != features)
            check::fail<ShapeError>("", Text("input with last dimension ") << features,
                                    Text("shape ") << input.to_string_of_batch());
        return input.with_last(units_);
    }

    void build(const Shape& input, Random& random) {
        kernel_.initialize({input.last(), units_}, options_.kernel_initializer, random);
        if (options_.use_bias) bias_.initialize({units_}, options_.bias_initializer, random);
    }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> z, Pass<Scalar>&) const {
        kernels::multiply(x.matrix(), kernel_.value.matrix(),
                          options_.use_bias ? bias_.value.data() : nullptr, z.matrix());
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dz, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        if (pass.first)
            kernels::transposed_multiply(x.matrix(), dz.matrix(), kernel_.gradient.matrix());
        else
            kernels::add_transposed_multiply(x.matrix(), dz.matrix(), kernel_.gradient.matrix());
        if (options_.use_bias) kernels::add_column_sums(dz.matrix(), bias_.gradient.data());
        if (dx) kernels::multiply_transposed(dz.matrix(), std::as_const(kernel_.value).matrix(), dx.matrix());
    }

private:
    Index units_;
    DenseOptions options_;
    Parameter<Scalar> kernel_{.name = "kernel", .kind = PenaltyKind::kernel, .overwritten = true};
    Parameter<Scalar> bias_{.name = "bias", .kind = PenaltyKind::bias};
};

static_assert(Layer<Dense<float>> && Layer<Dense<double>>);
OCKHAM_BUILT_IN_LAYER(Dense);

}  // namespace ockham
