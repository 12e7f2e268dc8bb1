# SPDX-License-Identifier: MIT
"""Batch and layer normalization."""

from keras.layers import BatchNormalization, Conv2D, Dense, Flatten, LayerNormalization
from keras.optimizers import SGD, Adam
from keras.regularizers import L1, L1L2, L2

from runs import case, classifier


def penalties():
    return {"gamma_regularizer": L1L2(0.01, 0.02), "beta_regularizer": L2(0.03)}


def positive_variances(weights, index):
    """Moving variances, which the numbers drawn for weights may make negative."""
    weights[index] = abs(weights[index]) + 0.5
    return weights


@case
def batch_normalization_regularized(rng):
    layers = [Dense(5, "tanh"), BatchNormalization(momentum=0.8, **penalties()), Dense(3, "softmax")]
    return classifier(rng, layers, weights=lambda w: positive_variances(w, 5))


@case
def batch_normalization_first(rng):
    layers = [BatchNormalization(epsilon=0.1, activity_regularizer=L1(0.02)), Dense(3, "softmax")]
    return classifier(rng, layers, weights=lambda w: positive_variances(w, 3), optimizer=Adam(0.05))


@case
def batch_normalization_without_gamma_and_beta(rng):
    layers = [Dense(4), BatchNormalization(center=False, scale=False, momentum=0.0), Dense(3, "softmax")]
    return classifier(rng, layers, weights=lambda w: positive_variances(w, 3))


@case
def batch_normalization_momentum_one(rng):
    layers = [Dense(4), BatchNormalization(center=False, momentum=1.0), Dense(3, "softmax")]
    return classifier(rng, layers, weights=lambda w: positive_variances(w, 4))


@case
def batch_normalization_frozen(rng):
    layers = [Dense(4), BatchNormalization(trainable=False, **penalties()), Dense(3, "softmax")]
    return classifier(rng, layers, weights=lambda w: positive_variances(w, 7))


@case
def batch_normalization_one_row(rng):
    layers = [Dense(4), BatchNormalization(momentum=0.5), Dense(3, "softmax")]
    return classifier(rng, layers, weights=lambda w: positive_variances(w, 5), batch_size=1)


@case
def batch_normalization_rank4(rng):
    layers = [Conv2D(3, 2, activation="relu"), BatchNormalization(momentum=0.6, **penalties()), Flatten(), Dense(3, "softmax")]
    return classifier(rng, layers, shape=(4, 5, 2), weights=lambda w: positive_variances(w, 5))


@case
def batch_normalization_another_axis(rng):
    layers = [BatchNormalization(axis=1, momentum=0.6), Flatten(), Dense(3, "softmax")]
    return classifier(rng, layers, shape=(4, 3), weights=lambda w: positive_variances(w, 3))


@case(dtype="float32")
def batch_normalization_float32(rng):
    layers = [Conv2D(4, 3), BatchNormalization(), Flatten(), Dense(3, "softmax")]
    return classifier(rng, layers, shape=(5, 5, 2), weights=lambda w: positive_variances(w, 5), optimizer=SGD(0.05, momentum=0.9))


@case
def layer_normalization_regularized(rng):
    layers = [Dense(5, "tanh"), LayerNormalization(epsilon=0.01, activity_regularizer=L2(0.01), **penalties()), Dense(3, "softmax")]
    return classifier(rng, layers)


@case
def layer_normalization_two_axes(rng):
    layers = [LayerNormalization(axis=[1, 2], **penalties()), Flatten(), Dense(3, "softmax")]
    return classifier(rng, layers, shape=(4, 3))


@case
def layer_normalization_first_axis(rng):
    layers = [LayerNormalization(axis=1, center=False), Flatten(), Dense(3, "softmax")]
    return classifier(rng, layers, shape=(4, 3, 2))


@case
def layer_normalization_without_scale(rng):
    layers = [Dense(5), LayerNormalization(scale=False), Dense(3, "softmax")]
    return classifier(rng, layers)
