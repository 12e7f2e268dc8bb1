# SPDX-License-Identifier: MIT
"""Runs in which every update ends in a constraint."""

from keras.constraints import MaxNorm, MinMaxNorm, NonNeg, UnitNorm
from keras.layers import Dense
from keras.optimizers import SGD

from runs import case, classifier, penalties, regression


@case
def constraint_max_norm_axes(rng):
    layers = [
        Dense(4, "tanh", kernel_constraint=MaxNorm(0.7), bias_constraint=MaxNorm(0.05), **penalties()),
        Dense(3, "tanh", kernel_constraint=MaxNorm(0.7, axis=1), bias_constraint=MaxNorm(0.05, axis=-1)),
        Dense(3, "softmax", kernel_constraint=MaxNorm(1.2, axis=[0, 1])),
    ]
    return classifier(rng, layers, optimizer=SGD(0.3, momentum=0.9))


@case
def constraint_min_max_norm_rates(rng):
    layers = [
        Dense(4, "tanh", kernel_constraint=MinMaxNorm(0.5, 0.7, rate=0.3), bias_constraint=MinMaxNorm(0.4, 0.5)),
        Dense(3, "tanh", kernel_constraint=MinMaxNorm(0.2, 0.3, rate=0.9, axis=-1), **penalties()),
        Dense(3, "softmax", kernel_constraint=MinMaxNorm(rate=0.0)),
    ]
    return classifier(rng, layers)


@case(dtype="float32")
def constraint_mixed_float32(rng):
    layers = [
        Dense(4, "tanh", kernel_constraint=UnitNorm(), bias_constraint=NonNeg(), **penalties()),
        Dense(3, "tanh", kernel_constraint=MinMaxNorm(0.2, 0.3, rate=0.4), bias_constraint="unit_norm"),
        Dense(2, kernel_constraint="max_norm"),
    ]
    return regression(rng, layers, outputs=2)


@case
def constraint_unit_norm_and_non_neg(rng):
    layers = [
        Dense(4, "tanh", kernel_constraint=UnitNorm(), bias_constraint=UnitNorm(), **penalties()),
        Dense(3, "tanh", kernel_constraint=NonNeg(), bias_constraint=NonNeg()),
        Dense(2, kernel_constraint=UnitNorm(axis=[1])),
    ]
    return regression(rng, layers, outputs=2)
