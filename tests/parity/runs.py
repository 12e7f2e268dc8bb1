# SPDX-License-Identifier: MIT
"""The training runs that record.py records: small models, each for one thing that Keras does in its own way."""

import dataclasses
import math

import keras
import numpy as np
import tensorflow as tf
from keras import losses
from keras.callbacks import EarlyStopping, LearningRateScheduler, ReduceLROnPlateau
from keras.layers import Activation, ActivityRegularization, Dense, Dropout, Flatten
from keras.optimizers import SGD
from keras.regularizers import L1, L1L2, L2, OrthogonalRegularizer


@dataclasses.dataclass
class Generated:
    """Initial weights that a reader draws itself."""

    shape: tuple
    seed: int
    limit: float

    def values(self):
        return self.limit * (2 * np.random.RandomState(self.seed).random_sample(self.shape) - 1)


@dataclasses.dataclass
class Case:
    layers: list
    x: np.ndarray
    y: np.ndarray
    x_val: np.ndarray = None
    y_val: np.ndarray = None
    sample_weight: np.ndarray = None
    sample_weight_val: np.ndarray = None
    loss: object = "categorical_crossentropy"
    optimizer: object = None
    metrics: tuple = ("accuracy",)
    epochs: int = 3
    batch_size: int = 4
    initial_epoch: int = 0
    validation_split: float = 0
    fits: int = 1
    class_weight: dict = None
    callbacks: tuple = ()
    weights: object = None  # from the list of drawn weights to the list to begin with


CASES = {}


def case(build=None, *, dtype="float64"):
    if build is None:
        return lambda build: case(build, dtype=dtype)
    CASES[build.__name__] = build, dtype
    return build


class Multiplied:
    """A learning-rate schedule: every epoch, the first included, multiplies it."""

    def __init__(self, factor):
        self.factor = factor

    def __call__(self, epoch, learning_rate):
        return learning_rate * self.factor


def one_hot(labels, classes=3):
    return np.eye(classes)[labels]


def problem(rng, shape=(4,), classes=3, rows=14, rows_val=7):
    """Inputs with few digits and labels that depend on them: x, labels, x_val, labels_val."""
    x = rng.normal(size=(rows + rows_val, *shape)).round(2)
    labels = np.argmax(x.reshape(len(x), -1) @ rng.normal(size=(math.prod(shape), classes)), axis=-1)
    return x[:rows], labels[:rows], x[rows:], labels[rows:]


def classifier(rng, layers, shape=(4,), **others):
    """One-hot labels of three classes, 14 rows to train and 7 to validate, so that with batches of 4 both end in a smaller one."""
    x, y, x_val, y_val = problem(rng, shape)
    return Case(layers, x, one_hot(y), x_val, one_hot(y_val), **others)


def sparse_classifier(rng, layers, **others):
    x, y, x_val, y_val = problem(rng)
    others = {"loss": "sparse_categorical_crossentropy", **others}
    return Case(layers, x, y, x_val, y_val, **others)


def binary_classifier(rng, layers, columns=1, **others):
    x, _, x_val, _ = problem(rng)
    slopes = rng.normal(size=(4, columns))
    y, y_val = ((part @ slopes > 0).astype("float64") for part in (x, x_val))
    others = {"loss": "binary_crossentropy", **others}
    return Case(layers, x, y, x_val, y_val, **others)


def regression(rng, layers, outputs=1, **others):
    x, _, x_val, _ = problem(rng)
    slopes = rng.normal(size=(4, outputs))
    y, y_val = ((np.sin(part @ slopes) + 0.3).round(2) for part in (x, x_val))
    others = {"loss": "mean_squared_error", "metrics": ("mae",), **others}
    return Case(layers, x, y, x_val, y_val, **others)


def biases_zero(weights):
    return [w if w.ndim > 1 else 0 * w for w in weights]


def penalties(scale=1.0):
    return {
        "kernel_regularizer": L1L2(0.01 * scale, 0.02 * scale),
        "bias_regularizer": L2(0.03 * scale),
        "activity_regularizer": L1(0.04 * scale),
    }


# Dense on inputs of more dimensions, and losses of such outputs

@case
def dense_on_rank3(rng):
    return classifier(rng, [Dense(3, "tanh", **penalties()), Flatten(), Dense(3, "softmax")], shape=(5, 4))


@case
def dense_on_rank4(rng):
    return classifier(rng, [Dense(3, "relu", **penalties()), Dense(2, "sigmoid"), Flatten(), Dense(3, "softmax")], shape=(2, 3, 4))


def per_position(rng, layers, sparse=False, weighted=False, **others):
    x, x_val = rng.normal(size=(9, 4, 3)).round(2), rng.normal(size=(5, 4, 3)).round(2)
    slopes = rng.normal(size=(3, 2))
    y, y_val = (np.argmax(part @ slopes, axis=-1) for part in (x, x_val))
    if not sparse:
        y, y_val = one_hot(y, 2), one_hot(y_val, 2)
    weights = (rng.uniform(0, 2, (9, 4)).round(1), rng.uniform(0, 2, (5, 4)).round(1)) if weighted else (None, None)
    return Case(layers, x, y, x_val, y_val, *weights, **others)


@case
def rank3_categorical_crossentropy(rng):
    return per_position(rng, [Dense(2, "softmax", **penalties())], metrics=("accuracy", "mse"))


@case
def rank3_sparse_categorical_crossentropy(rng):
    layers = [Dense(3, "tanh"), Dense(2, "softmax", **penalties())]
    return per_position(rng, layers, sparse=True, loss="sparse_categorical_crossentropy")


@case
def rank3_binary_crossentropy(rng):
    return per_position(rng, [Dense(2, "sigmoid", **penalties())], loss="binary_crossentropy")


@case
def rank3_mean_squared_error(rng):
    return per_position(rng, [Dense(2, **penalties())], loss="mean_squared_error", metrics=("mae",))


@case
def rank3_sample_weight(rng):
    """One weight a position."""
    return per_position(rng, [Dense(2, "softmax", **penalties())], weighted=True)


# Weights of classes and samples

@case
def class_weight_one_hot(rng):
    return classifier(rng, [Dense(5, "tanh", **penalties()), Dense(3, "softmax")], class_weight={0: 0.5, 1: 2.0, 2: 3.5})


@case
def class_weight_sparse(rng):
    return sparse_classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax")], class_weight={0: 0.5, 1: 2.0, 2: 3.5})


@case
def class_weight_binary(rng):
    return binary_classifier(rng, [Dense(5, "tanh"), Dense(1, "sigmoid")], class_weight={0: 0.25, 1: 3.0})


@case
def class_weight_missing_class(rng):
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax")], class_weight={1: 4.0})


@case
def class_weight_validation_split(rng):
    """The held-out rows are not weighted."""
    c = classifier(rng, [Dense(3, "softmax", **penalties())], class_weight={0: 3.0, 2: 0.5}, validation_split=0.3)
    c.x_val = c.y_val = None
    return c


def weighted(c, rng):
    c.sample_weight = rng.uniform(0, 3, len(c.x)).round(2)
    c.sample_weight_val = rng.uniform(0, 3, len(c.x_val)).round(2)
    c.sample_weight[[2, 5]] = 0
    return c


@case
def sample_weight_train_and_validation(rng):
    layers = [Dense(5, "tanh", **penalties()), Dense(3, "softmax", **penalties())]
    return weighted(classifier(rng, layers, metrics=("accuracy", "mse")), rng)


@case
def sample_weight_train_only(rng):
    c = weighted(classifier(rng, [Dense(3, "softmax", **penalties())]), rng)
    c.sample_weight_val = None
    return c


@case
def sample_weight_column(rng):
    """Weights of shape (n, 1) mean the same as weights of shape (n,)."""
    c = weighted(classifier(rng, [Dense(3, "softmax")]), rng)
    c.sample_weight, c.sample_weight_val = c.sample_weight[:, None], c.sample_weight_val[:, None]
    return c


@case
def sample_weight_regression(rng):
    return weighted(regression(rng, [Dense(4, "tanh"), Dense(2, **penalties())], outputs=2), rng)


@case
def sample_weight_all_zero_in_a_batch(rng):
    c = weighted(classifier(rng, [Dense(3, "softmax", **penalties())]), rng)
    c.sample_weight[4:8] = 0
    return c


@case
def sample_weight_validation_split(rng):
    """The held-out rows keep their weights."""
    c = weighted(classifier(rng, [Dense(3, "softmax", **penalties())], validation_split=0.25), rng)
    c.x_val = c.y_val = c.sample_weight_val = None
    return c


# Crossentropies: from logits, from an activation, from probabilities

CROSSENTROPIES = ("accuracy", "mse", "mae", "categorical_crossentropy")


@case
def smoothed_categorical(rng):
    """The metric of the same name is not smoothed."""
    loss = losses.CategoricalCrossentropy(label_smoothing=0.2)
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax", **penalties())], loss=loss, metrics=CROSSENTROPIES)


@case
def smoothed_binary(rng):
    loss = losses.BinaryCrossentropy(label_smoothing=0.2)
    metrics = ("accuracy", "binary_accuracy", "mse", "mae", "binary_crossentropy")
    return binary_classifier(rng, [Dense(5, "tanh"), Dense(3, "sigmoid", **penalties())], columns=3, loss=loss, metrics=metrics)


@case
def smoothed_binary_from_probabilities(rng):
    loss = losses.BinaryCrossentropy(label_smoothing=0.2)
    metrics = ("accuracy", "binary_crossentropy")
    return binary_classifier(rng, [Dense(3, "sigmoid", **penalties()), Flatten()], columns=3, loss=loss, metrics=metrics)


@case
def smoothed_categorical_from_probabilities(rng):
    loss = losses.CategoricalCrossentropy(label_smoothing=0.2)
    return classifier(rng, [Dense(3, "softmax", **penalties()), Flatten()], loss=loss, metrics=CROSSENTROPIES)


def some_rows_huge(c, factor=40):
    """Logits so large in some rows that their probabilities would be clipped."""
    for part in (c.x, c.x_val):
        part[::3] *= factor
    return c


def last_kernel_huge(weights):
    """The same where there is a tanh in between."""
    weights[-2] *= 40
    return weights


@case
def categorical_saturated(rng):
    return some_rows_huge(classifier(rng, [Dense(3, "softmax")], metrics=CROSSENTROPIES))


@case
def categorical_from_probabilities(rng):
    return some_rows_huge(classifier(rng, [Dense(3, "softmax", **penalties()), Flatten()], metrics=CROSSENTROPIES))


@case
def sparse_from_probabilities(rng):
    metrics = ("accuracy", "sparse_categorical_crossentropy")
    return some_rows_huge(sparse_classifier(rng, [Dense(3, "softmax", **penalties()), Flatten()], metrics=metrics))


@case
def sparse_saturated(rng):
    metrics = ("accuracy", "sparse_categorical_crossentropy")
    return some_rows_huge(sparse_classifier(rng, [Dense(3, "softmax")], metrics=metrics))


@case
def sparse_column_labels(rng):
    """Labels of shape (n, 1)."""
    c = sparse_classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax")])
    c.y, c.y_val = c.y[:, None], c.y_val[:, None]
    return c


@case
def sparse_from_logits(rng):
    return sparse_classifier(rng, [Dense(5, "tanh"), Dense(3)], loss=losses.SparseCategoricalCrossentropy(from_logits=True))


@case
def binary_from_probabilities(rng):
    return some_rows_huge(binary_classifier(rng, [Dense(2, "sigmoid", **penalties()), Flatten()], columns=2))


@case
def binary_saturated(rng):
    return some_rows_huge(binary_classifier(rng, [Dense(2, "sigmoid")], columns=2))


@case
def binary_smoothed_from_logits(rng):
    loss = losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1)
    return binary_classifier(rng, [Dense(5, "tanh"), Dense(2)], columns=2, loss=loss, metrics=("mae",))


@case
def from_logits_after_softmax(rng):
    """Keras warns, and takes the softmax's input as the logits: the softmax is not applied twice."""
    return classifier(rng, [Dense(3, "softmax")], loss=losses.CategoricalCrossentropy(from_logits=True))


@case
def from_logits_after_sigmoid(rng):
    return binary_classifier(rng, [Dense(2, "sigmoid")], columns=2, loss=losses.BinaryCrossentropy(from_logits=True))


@case
def from_logits_of_probabilities(rng):
    """Behind Flatten the probabilities themselves are taken as logits."""
    return classifier(rng, [Dense(3, "softmax"), Flatten()], loss=losses.CategoricalCrossentropy(from_logits=True))


@case
def sigmoid_with_categorical(rng):
    """Keras takes the input of any softmax or sigmoid as logits, so this trains a softmax that the predictions do not show."""
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "sigmoid")], metrics=CROSSENTROPIES)


@case
def sigmoid_with_sparse(rng):
    return sparse_classifier(rng, [Dense(5, "tanh"), Dense(3, "sigmoid")])


@case
def softmax_with_binary(rng):
    """And this a sigmoid for each class."""
    metrics = ("accuracy", "binary_accuracy", "binary_crossentropy")
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax")], loss="binary_crossentropy", metrics=metrics)


@case
def sigmoid_with_categorical_from_probabilities(rng):
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "sigmoid"), Flatten()], metrics=CROSSENTROPIES)


@case
def softmax_with_binary_from_probabilities(rng):
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax"), Flatten()], loss="binary_crossentropy")


@case
def softmax_with_mean_squared_error(rng):
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax", **penalties())], loss="mean_squared_error")


@case
def softmax_with_mean_absolute_error(rng):
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax")], loss="mean_absolute_error")


@case
def sigmoid_with_mean_squared_error(rng):
    return binary_classifier(rng, [Dense(5, "tanh"), Dense(1, "sigmoid", **penalties())], loss="mean_squared_error")


@case
def softmax_hidden(rng):
    return classifier(rng, [Dense(5, "softmax", **penalties()), Dense(3, "softmax")])


@case
def relu_with_categorical(rng):
    """Outputs that are no probabilities: they are divided by their sum, then clipped."""
    c = classifier(rng, [Dense(3, "relu")], metrics=CROSSENTROPIES)
    return dataclasses.replace(c, weights=lambda w: [w[0], np.full(3, 2.5)])


@case
def relu_with_sparse(rng):
    """Here they are clipped first and divided by their sum then."""
    c = sparse_classifier(rng, [Dense(3, "relu")], metrics=("accuracy", "sparse_categorical_crossentropy"))
    return dataclasses.replace(c, weights=lambda w: [w[0] / 8, np.full(3, 0.5)])


# Penalties on the output, and layers behind it

@case
def output_penalties_softmax(rng):
    layers = [Dense(5, "tanh"), Dense(3, "softmax", activity_regularizer=L1L2(0.3, 0.4), kernel_regularizer=L2(0.02))]
    return weighted(classifier(rng, layers), rng)


@case
def output_penalties_sigmoid(rng):
    layers = [Dense(5, "tanh"), Dense(2, "sigmoid", activity_regularizer=L1L2(0.3, 0.4), bias_regularizer=L1(0.02))]
    return weighted(binary_classifier(rng, layers, columns=2), rng)


@case
def output_penalties_linear(rng):
    return regression(rng, [Dense(2, activity_regularizer=L1L2(0.3, 0.4))], outputs=2)


@case
def activation_layer_softmax(rng):
    return classifier(rng, [Dense(5, "tanh"), Dense(3), Activation("softmax", activity_regularizer=L2(0.3))], weights=last_kernel_huge)


@case
def activation_layer_sigmoid(rng):
    return binary_classifier(rng, [Dense(3), Activation("tanh"), Dense(1), Activation("sigmoid")], weights=last_kernel_huge)


@case
def activity_regularization_first(rng):
    """On the inputs: part of the loss, without a gradient."""
    return classifier(rng, [ActivityRegularization(l1=0.05, l2=0.02), Dense(5, "tanh"), Dense(3, "softmax")])


@case
def activity_regularization_last(rng):
    """Behind a softmax it hands on the same tensor, so the loss still sees the logits."""
    layers = [Dense(5, "tanh"), Dense(3, "softmax"), ActivityRegularization(l1=0.3, l2=0.2)]
    return classifier(rng, layers, weights=last_kernel_huge)


@case
def activity_regularization_last_sigmoid(rng):
    layers = [Dense(5, "tanh"), Dense(1, "sigmoid"), ActivityRegularization(l1=0.3, l2=0.2)]
    return binary_classifier(rng, layers, weights=last_kernel_huge)


@case
def linear_activation_last(rng):
    """So does a linear activation."""
    return some_rows_huge(classifier(rng, [Dense(3, "softmax"), Activation("linear", activity_regularizer=L1(0.1))]))


@case
def dropout_rate_zero(rng):
    return classifier(rng, [Dense(5, "tanh"), Dropout(0.0), Dense(3, "softmax"), Dropout(0.0)], weights=last_kernel_huge)


@case
def flatten_first(rng):
    return classifier(rng, [Flatten(activity_regularizer=L1(0.05)), Dense(4, "relu", **penalties()), Dense(3, "softmax")], shape=(2, 3))


@case
def two_penalties_on_one_output(rng):
    layers = [Dense(5, "tanh", activity_regularizer=L1(0.05)), ActivityRegularization(l2=0.07), Dense(3, "softmax")]
    return classifier(rng, layers)


# Orthogonal: Keras' own multiplies a float32 factor with the product, so in float64 the factor is replaced by its float64 value

def orthogonal(factor, mode):
    regularizer = OrthogonalRegularizer(factor, mode)
    regularizer.factor = tf.cast(regularizer.factor, keras.config.floatx())
    return regularizer


@case
def orthogonal_rows(rng):
    return classifier(rng, [Dense(5, "tanh", kernel_regularizer=orthogonal(0.3, "rows")), Dense(3, "softmax")])


@case
def orthogonal_columns(rng):
    return classifier(rng, [Dense(5, "tanh", kernel_regularizer=orthogonal(0.3, "columns")), Dense(3, "softmax")])


@case(dtype="float32")
def orthogonal_float32(rng):
    layers = [Dense(5, "tanh", kernel_regularizer=OrthogonalRegularizer(0.3, "columns"))]
    layers += [Dense(3, "softmax", kernel_regularizer=OrthogonalRegularizer(0.2, "rows"))]
    return classifier(rng, layers)


@case
def orthogonal_zero_row(rng):
    c = classifier(rng, [Dense(5, "tanh", kernel_regularizer=orthogonal(0.3, "rows")), Dense(3, "softmax")])
    c.x[:, 1] = 0  # so that the row does not move either

    def zero_row(weights):
        weights[0][1] = 0
        return weights

    return dataclasses.replace(c, weights=zero_row)


@case
def orthogonal_activity_columns(rng):
    return classifier(rng, [Dense(5, "tanh", activity_regularizer=orthogonal(3.0, "columns")), Dense(3, "softmax")])


# Frozen layers

@case
def frozen_first(rng):
    """A frozen layer's weight penalties do not count, its activity penalty does."""
    return classifier(rng, [Dense(5, "tanh", trainable=False, **penalties()), Dense(3, "softmax", **penalties())])


@case
def frozen_middle(rng):
    layers = [Dense(5, "tanh", **penalties()), Dense(4, "relu", trainable=False, **penalties()), Dense(3, "softmax")]
    return classifier(rng, layers, optimizer=SGD(0.1, momentum=0.9, global_clipnorm=0.2))


@case
def frozen_last(rng):
    return classifier(rng, [Dense(5, "tanh", **penalties()), Dense(3, "softmax", trainable=False, **penalties())])


@case
def frozen_all(rng):
    return classifier(rng, [Dense(5, "tanh", trainable=False, **penalties()), Dense(3, "softmax", trainable=False)])


# fit

@case
def validation_split(rng):
    """floor(14 (1 - 0.3)) = 9 rows to train with."""
    c = classifier(rng, [Dense(5, "tanh", **penalties()), Dense(3, "softmax")], validation_split=0.3)
    c.x_val = c.y_val = None
    return c


@case
def initial_epoch(rng):
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax")], initial_epoch=2, epochs=5)


@case
def fit_twice(rng):
    """The velocity goes on."""
    return classifier(rng, [Dense(5, "tanh"), Dense(3, "softmax")], fits=2, optimizer=SGD(0.1, momentum=0.9))


@case
def batch_larger_than_data(rng):
    return classifier(rng, [Dense(5, "tanh", **penalties()), Dense(3, "softmax")], batch_size=100)


@case
def one_row(rng):
    c = classifier(rng, [Dense(5, "tanh", **penalties()), Dense(3, "softmax")])
    return dataclasses.replace(c, x=c.x[:1], y=c.y[:1], x_val=c.x_val[:1], y_val=c.y_val[:1])


@case
def no_validation(rng):
    return dataclasses.replace(classifier(rng, [Dense(5, "tanh", **penalties()), Dense(3, "softmax")]), x_val=None, y_val=None)


@case
def regression_column(rng):
    return regression(rng, [Dense(5, "tanh", **penalties()), Dense(1)], metrics=("mae", "mse"))


@case
def regression_flat_targets(rng):
    """Targets of shape (n,) mean the same as targets of shape (n, 1)."""
    c = regression(rng, [Dense(5, "tanh", **penalties()), Dense(1)], metrics=("mae", "mse"))
    return dataclasses.replace(c, y=c.y[:, 0], y_val=c.y_val[:, 0])


@case
def regression_absolute_error(rng):
    """Some errors are exactly zero at first."""
    c = regression(rng, [Dense(5, "tanh"), Dense(2)], outputs=2, loss="mae", metrics=("mse",), weights=biases_zero)
    c.x[:2] = c.y[:2] = 0
    return c


@case
def binary_flat_labels(rng):
    c = binary_classifier(rng, [Dense(5, "tanh"), Dense(1, "sigmoid")])
    return dataclasses.replace(c, y=c.y[:, 0], y_val=c.y_val[:, 0])


@case
def binary_accuracy_and_mae(rng):
    return binary_classifier(rng, [Dense(5, "relu", kernel_regularizer=L1(0.002)), Dense(1, "sigmoid")], metrics=("accuracy", "mae"))


@case
def accuracy_of_columns(rng):
    """Several columns with a binary crossentropy: `accuracy` is the categorical one."""
    return binary_classifier(rng, [Dense(3, "sigmoid")], columns=3, metrics=("accuracy", "binary_accuracy"))


@case
def accuracy_spelled_out(rng):
    return classifier(rng, [Dense(3, "softmax")], metrics=("acc", "categorical_accuracy"))


# Exact zeros

def zeroed(weights):
    """Some weights exactly zero, of either sign."""
    for weight in weights:
        weight.reshape(-1)[::2] = 0.0
        weight.reshape(-1)[::4] = -0.0
    return weights


@case
def zeros_in_the_kernel(rng):
    layers = [Dense(6, "tanh", kernel_regularizer=L1(0.05), bias_regularizer=L1(0.02))]
    layers += [Dense(3, "softmax", kernel_regularizer=L1L2(0.05, 0.01))]
    c = classifier(rng, layers, weights=zeroed)
    c.x[:, 0] = 0
    return c


@case
def zeros_in_the_activity(rng):
    """Rows of zeros through relu, and through tanh, with biases of zero."""
    layers = [Dense(6, "relu", activity_regularizer=L1(0.2)), Dense(5, "tanh", activity_regularizer=L1L2(0.2, 0.1)), Dense(3, "softmax")]

    c = classifier(rng, layers, weights=biases_zero)
    c.x[::3] = 0
    return c


@case
def zeros_everywhere(rng):
    """All probabilities tie in the first batch; a relu at zero passes nothing on."""
    return classifier(rng, [Dense(5, "relu", **penalties()), Dense(3, "softmax", **penalties())], weights=lambda w: [0 * v for v in w])


@case
def zeros_binary(rng):
    """A probability of one half is no positive."""
    c = binary_classifier(rng, [Dense(4, "tanh"), Dense(1, "sigmoid")], weights=lambda w: [0 * v for v in w])
    c.x[:3] = 0
    return c


# SGD

def trained_by(rng, optimizer, **others):
    return classifier(rng, [Dense(5, "tanh", **penalties()), Dense(3, "softmax", **penalties())], optimizer=optimizer, **others)


@case
def sgd_momentum_many_steps(rng):
    return trained_by(rng, SGD(0.2, momentum=0.95), epochs=12)


@case
def sgd_nesterov_clipnorm(rng):
    return trained_by(rng, SGD(0.3, momentum=0.8, nesterov=True, clipnorm=0.15))


@case
def sgd_momentum_global_clipnorm(rng):
    return trained_by(rng, SGD(0.3, momentum=0.8, global_clipnorm=0.25))


@case
def sgd_momentum_clipvalue(rng):
    return trained_by(rng, SGD(0.3, momentum=0.8, clipvalue=0.03))


@case
def sgd_clipvalue_with_penalties(rng):
    return trained_by(rng, SGD(0.3, clipvalue=0.03))


@case
def sgd_clipnorm_not_reached(rng):
    return trained_by(rng, SGD(0.1, clipnorm=100.0))


@case
def sgd_global_clipnorm_not_reached(rng):
    return trained_by(rng, SGD(0.1, global_clipnorm=100.0))


@case
def sgd_nesterov_without_momentum(rng):
    """Without momentum nesterov changes nothing."""
    return trained_by(rng, SGD(0.1, nesterov=True))


# Callbacks. The learning rates are so large that the validation loss goes up and down.

def restless(rng, *callbacks, learning_rate=1.5, epochs=12, **others):
    return classifier(
        rng, [Dense(5, "tanh", **penalties(0.1)), Dense(3, "softmax")],
        optimizer=SGD(learning_rate, momentum=0.7), callbacks=callbacks, epochs=epochs, **others,
    )


@case
def early_stopping(rng):
    return restless(rng, EarlyStopping(patience=2))


@case
def early_stopping_no_patience(rng):
    return restless(rng, EarlyStopping())


@case
def early_stopping_restores(rng):
    return restless(rng, EarlyStopping(patience=3, restore_best_weights=True))


@case
def early_stopping_not_stopped_restores(rng):
    """Keras restores the best weights at the end even where it did not stop."""
    return restless(rng, EarlyStopping(patience=50, restore_best_weights=True), epochs=7)


@case
def early_stopping_min_delta(rng):
    return restless(rng, EarlyStopping(monitor="loss", patience=2, min_delta=0.05), learning_rate=0.1, epochs=20)


@case
def early_stopping_baseline(rng):
    """Never below the baseline: after `patience` epochs it stops, and restores the best of these."""
    return restless(rng, EarlyStopping(patience=4, baseline=0.01, restore_best_weights=True))


@case
def early_stopping_baseline_reached(rng):
    """Only an improvement below the baseline resets the patience."""
    return restless(rng, EarlyStopping(monitor="loss", patience=3, baseline=0.5, restore_best_weights=True))


@case
def early_stopping_start_from_epoch(rng):
    return restless(rng, EarlyStopping(patience=2, start_from_epoch=4, restore_best_weights=True))


@case
def early_stopping_accuracy(rng):
    """Greater is better."""
    return restless(rng, EarlyStopping(monitor="val_accuracy", patience=3, restore_best_weights=True))


@case
def early_stopping_tie(rng):
    """An equal value is no improvement."""
    return restless(rng, EarlyStopping(monitor="val_accuracy", patience=2, restore_best_weights=True), learning_rate=0.01)


@case
def early_stopping_mode_max(rng):
    return restless(rng, EarlyStopping(monitor="loss", mode="max", patience=3, restore_best_weights=True))


@case
def reduce_learning_rate(rng):
    return restless(rng, ReduceLROnPlateau(factor=0.5, patience=2))


@case
def reduce_learning_rate_cooldown(rng):
    return restless(rng, ReduceLROnPlateau(factor=0.5, patience=1, cooldown=2, min_delta=0.01), epochs=14)


@case
def reduce_learning_rate_floor(rng):
    return restless(rng, ReduceLROnPlateau(monitor="loss", factor=0.2, patience=1, min_lr=0.125, min_delta=0.5), epochs=8)


@case
def learning_rate_schedule(rng):
    return restless(rng, LearningRateScheduler(Multiplied(0.9)), epochs=6)


@case
def learning_rate_schedule_then_stop(rng):
    callbacks = LearningRateScheduler(Multiplied(0.8)), EarlyStopping(patience=2, restore_best_weights=True)
    return restless(rng, *callbacks)


# Wider models, with weights that a reader draws itself: glorot_uniform kernels and biases of zero

def generated(weights):
    kernel = lambda i, shape: Generated(shape, 100 + i, math.sqrt(6 / sum(shape)))
    return [kernel(i, w.shape) if w.ndim > 1 else 0 * w for i, w in enumerate(weights)]


@case(dtype="float32")
def wide_float32(rng):
    x, y, x_val, y_val = problem(rng, (20,), rows=50, rows_val=9)
    three = {"kernel_regularizer": L1(0.001), "bias_regularizer": L2(0.001), "activity_regularizer": L1(0.002)}
    layers = [Dense(500, "relu", **three), Dense(3, "softmax")]
    return Case(layers, x, one_hot(y), x_val, one_hot(y_val), optimizer=SGD(0.01), batch_size=16, weights=generated)


def iris(activity_regularizer, epochs):
    from sklearn.datasets import load_iris
    from sklearn.model_selection import train_test_split
    from sklearn.preprocessing import StandardScaler

    table = load_iris()
    x = StandardScaler().fit_transform(table.data)
    x, x_val, y, y_val = train_test_split(x, table.target, random_state=0)
    units = [512, 256, 64, 32, 3]
    activations = ["tanh", "tanh", "tanh", "relu", "softmax"]
    layers = [Dense(n, a) for n, a in zip(units, activations)]
    layers[0] = Dense(512, "tanh", activity_regularizer=activity_regularizer)

    return Case(
        layers, x, one_hot(y), x_val, one_hot(y_val), optimizer=SGD(0.01), epochs=epochs, batch_size=128, weights=generated
    )


@case
def iris_without_penalty(rng):
    return iris(None, 350)


@case
def iris_with_activity_penalty(rng):
    return iris(L1(0.001), 350)


@case(dtype="float32")
def iris_without_penalty_float32(rng):
    return iris(None, 40)


@case(dtype="float32")
def iris_with_activity_penalty_float32(rng):
    return iris(L1(0.001), 40)
