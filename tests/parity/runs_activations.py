# SPDX-License-Identifier: MIT
"""Runs with Keras' activations, by name and as layers."""

from keras import constraints, initializers, regularizers
from keras.layers import ELU, Activation, Dense, LeakyReLU, PReLU, ReLU, Softmax

from runs import case, classifier, penalties, per_position, regression

NAMES = (
    "celu", "elu", "exponential", "gelu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "leaky_relu", "log_sigmoid",
    "log_softmax", "mish", "relu6", "selu", "silu", "swish", "soft_shrink", "softplus", "softsign", "sparse_plus", "sparse_sigmoid",
    "squareplus", "tanh_shrink",
)


def of_two(first, second):
    def build(rng):
        layers = [Dense(4, first, **penalties()), Dense(3, second, activity_regularizer=regularizers.L2(0.1)), Dense(2)]
        return regression(rng, layers, outputs=2)

    build.__name__ = f"activation_{first}_and_{second}"
    build.__module__ = __name__
    return build


for first, second in zip(NAMES[::2], NAMES[1::2]):
    case(of_two(first, second))


@case
def activation_sparsemax(rng):
    """Keras' threshold is not that of the paper."""
    return regression(rng, [Dense(4, "sparsemax", **penalties()), Dense(4), Activation("sparsemax"), Dense(2)], outputs=2)


@case
def activation_glu(rng):
    """Only at the end: Keras takes the next layer's input to be as long as that of the activation."""
    return regression(rng, [Dense(4, "tanh"), Dense(4, **penalties()), Activation("glu", activity_regularizer="l1")], outputs=2)


@case(dtype="float32")
def activation_many_float32(rng):
    return classifier(rng, [Dense(4, name, **penalties(0.1)) for name in ("gelu", "mish", "selu", "softplus", "silu")] + [Dense(3, "softmax")])


@case
def activation_layers_relu(rng):
    layers = [Dense(4), ReLU(negative_slope=0.1), Dense(4), ReLU(6.0), Dense(4), ReLU(max_value=0.5, negative_slope=0.1, threshold=0.1)]
    return classifier(rng, layers + [Dense(4, **penalties()), ReLU(threshold=0.2, activity_regularizer="l2"), Dense(3), Softmax()])


@case
def activation_layers_leaky(rng):
    layers = [Dense(4), LeakyReLU(), Dense(4), LeakyReLU(negative_slope=0.1), Dense(4), ELU(), Dense(4), ELU(alpha=0.3)]
    return classifier(rng, layers + [Dense(3), Activation("log_softmax")], loss="mse")


@case
def activation_layers_prelu(rng):
    alpha = {
        "alpha_initializer": initializers.Constant(0.2),
        "alpha_regularizer": regularizers.L1L2(0.01, 0.02),
        "alpha_constraint": constraints.NonNeg(),
    }
    layers = [Dense(4), PReLU(**alpha), Dense(4), PReLU(shared_axes=[1]), Dense(2, "softmax")]
    return per_position(rng, layers, metrics=("accuracy", "mse"))


@case
def activation_layers_prelu_shared(rng):
    layers = [Dense(4), PReLU(shared_axes=[1, 2]), Dense(4), PReLU(shared_axes=2, activity_regularizer="l1"), Dense(2, "softmax")]
    return per_position(rng, layers)


@case
def activation_layers_softmax_axes(rng):
    layers = [Dense(4), Softmax(axis=1), Dense(4), Softmax(axis=[1, 2], activity_regularizer="l2"), Dense(2), Softmax(axis=2)]
    return per_position(rng, layers)
