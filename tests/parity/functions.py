# SPDX-License-Identifier: MIT
"""Single calls of losses, activations, regularizers, metrics and optimizers: the blocks of functions.txt."""

import keras
import numpy as np
import tensorflow as tf
from keras import losses, regularizers
from keras.optimizers import SGD
from keras.regularizers import L1, L1L2, L2

from runs import orthogonal
from text import array, options, rounded, spelled


def gradient_of(function, x):
    x = tf.constant(x, "float64")
    with tf.GradientTape() as tape:
        tape.watch(x)
        value = function(x)
        total = tf.reduce_sum(value)
    return np.asarray(value), np.asarray(tape.gradient(total, x))


def block(head, inputs, value, gradient=None):
    yield head
    for name, values in inputs.items():
        yield from array(name, values)
    yield from array("value", np.atleast_1d(value), text=rounded)
    if gradient is not None:
        yield from array("gradient", gradient, text=rounded)
    yield "end"


LOGITS = [[0, 0, 0], [1, 2, 3], [-0.5, 0.25, -0.0], [50, -50, 3], [-1000, 1000, 0], [800, 0, 800], [-30, -31, -32], [1e-9, 0, 0]]
MODERATE = [[0, 0, 0], [1, 2, 3], [-0.5, 0.25, -0.0], [5, -5, 3], [1, 0, -1.5], [-30, -31, -32]]
PROBABILITIES = [
    [0.2, 0.3, 0.5], [1, 0, 0], [0, 0, 1], [0.9999999999, 1e-10, 0], [0.25, 0.75 - 2e-8, 2e-8], [0.2, 0.2, 0.2], [3, 1, 0.5], [0.5, 0.5, 0],
]
TRUTHS = [[1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0], [0.2, 0.5, 0.3], [0, 0, 0]]
BINARY = [[0.5, 0.5, 0.3], [1, 1, 1], [0, 0, 0], [1e-10, 1 - 1e-10, 0.999], [1e-7, 1 - 1e-7, 2e-7], [0.6, 0.6, 0.1]]
BINARY_TRUTHS = [[1, 0, 1], [1, 0, 0.5], [1, 0, 0.5], [1, 0, 0], [1, 0, 1], [0.3, 1, 0]]
TARGETS = [[0, 0, 0], [1, -1, 0.5], [2, 2, 2], [-1e3, 0, 1e-3]]
OUTPUTS = [[0, 1, -1], [1, -1, 0.5], [2, 2.25, 1], [1e3, -0.0, 0]]
COUNTS = [[0, 1, 2], [3, 0, 1], [1, 1, 5]]
RATES = [[0.5, 1, 3], [2e-7, 2e-8, 0], [0.25, 1e3, 5]]
SIGNS = [[1, -1, -1], [-1, 1, 1], [1, 1, -1]]
BITS = [[1, 0, 0], [0, 1, 1], [1, 1, 0]]
MARGINS = [[1, 0.5, -1], [-1, 2, 0], [-0.0, 0.75, -3]]  # some of them exactly at 1
SCORES = [[0.5, 0.5, 0.5], [2, 1, 1], [-1, -2, -3], [0, 1, -1], [3, 2.0, 2.0], [0.25, -0.5, 1.5], [-1, 0, 0]]
CLASSES = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0], [0.25, 0.5, 0.25], [0, 0, 0]]
DIRECTIONS = [[1, 2, 3], [0, 0, 0], [1e-9, 0, 1e-9], [-1, 0, 1], [1, 2, 3]]
GUESSES = [[3, 2, 1], [1, -1, 2], [1, 2, 3], [1e-9, -2e-9, 0], [-2, -4, -6]]


def loss_blocks():
    def one(name, options, y, p, **arguments):
        function = getattr(losses, name)
        value, gradient = gradient_of(lambda p: function(tf.constant(y, "float64"), p, **arguments), p)
        return block(f"loss {name}{options}", {"y": y, "p": p}, value, gradient)

    labels = [int(np.argmax(row)) for row in TRUTHS]
    for smoothing in (0.0, 0.1):
        text = f" label_smoothing={smoothing:g}" if smoothing else ""
        for name, truths, logits, probabilities in (
            ("categorical_crossentropy", TRUTHS, LOGITS, PROBABILITIES),
            ("binary_crossentropy", BINARY_TRUTHS, LOGITS[: len(BINARY)], BINARY),
        ):
            yield from one(name, " from_logits=1" + text, truths, logits, from_logits=True, label_smoothing=smoothing)
            yield from one(name, text, truths, probabilities, label_smoothing=smoothing)
    yield from one("sparse_categorical_crossentropy", " from_logits=1", labels, LOGITS, from_logits=True)
    yield from one("sparse_categorical_crossentropy", "", labels, PROBABILITIES)
    yield from one("mean_squared_error", "", TARGETS, OUTPUTS)
    yield from one("mean_absolute_error", "", TARGETS, OUTPUTS)
    yield from one("mean_absolute_percentage_error", "", TARGETS, OUTPUTS)
    yield from one("mean_squared_logarithmic_error", "", TARGETS, OUTPUTS)
    yield from one("mean_squared_logarithmic_error", "", COUNTS, RATES)
    yield from one("huber", "", TARGETS, OUTPUTS)
    yield from one("huber", " delta=0.25", TARGETS, OUTPUTS, delta=0.25)
    yield from one("poisson", "", COUNTS, RATES)
    yield from one("kl_divergence", "", TRUTHS, PROBABILITIES)
    yield from one("kl_divergence", "", COUNTS, RATES)
    for name in ("hinge", "squared_hinge"):
        for truths in (SIGNS, BITS, [[1, 0, 0.5], [1, 1, -1], [0, 0, 2]]):
            yield from one(name, "", truths, MARGINS)
    yield from one("categorical_hinge", "", CLASSES, SCORES)
    yield from one("cosine_similarity", "", DIRECTIONS, GUESSES)
    for choice in ({}, {"gamma": 1.0}, {"gamma": 1.5, "alpha": 0.4, "apply_class_balancing": True}, {"gamma": 3.5, "label_smoothing": 0.1}):
        text = options(choice)
        yield from one("binary_focal_crossentropy", text, BINARY_TRUTHS, BINARY, **choice)
        yield from one("binary_focal_crossentropy", " from_logits=1" + text, BINARY_TRUTHS, MODERATE, from_logits=True, **choice)
        choice.pop("apply_class_balancing", None)
        text = options(choice)
        yield from one("categorical_focal_crossentropy", text, TRUTHS, PROBABILITIES, **choice)
        yield from one("categorical_focal_crossentropy", " from_logits=1" + text, TRUTHS[: len(MODERATE)], MODERATE, from_logits=True, **choice)


KINKS = [[-3, 3, 6, 0], [-1, 1, 0.5, -0.5], [2, 0.25, -0.25, -2], [7, -7, 2.5, -4], [1e-9, -1e-9, 0.1, -0.1]]


def activation_blocks():
    points = [[-1000, -30, -1, -1e-9], [-0.0, 0, 1e-9, 0.5], [1, 3, 30, 1000], [2, 2, 2, 2], [-400, -401, -402, -403]]
    upstream = [[1, -2, 0.5, 3], [1, 1, 1, 1], [-1, 2, 0.25, -3], [1, 2, 3, 4], [4, -3, 2, -1]]
    of_keras = keras.activations

    def one(name, function, points):
        value = np.asarray(function(tf.constant(points, "float64")))
        _, gradient = gradient_of(lambda x: function(x) * tf.constant(upstream, "float64"), points)
        return block(f"activation {name}", {"x": points, "upstream": upstream}, value, gradient)

    for name in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        yield from one(name, of_keras.get(name), points)
    for name in (
        "celu", "elu", "gelu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_tanh", "leaky_relu", "log_sigmoid", "log_softmax", "mish",
        "relu6", "selu", "silu", "soft_shrink", "softplus", "softsign", "sparse_plus", "sparse_sigmoid", "squareplus", "tanh_shrink",
    ):
        yield from one(name, of_keras.get(name), points)
        yield from one(name, of_keras.get(name), KINKS)
    yield from one("exponential", of_keras.exponential, KINKS)
    yield from one("gelu_tanh", lambda x: of_keras.gelu(x, approximate=True), KINKS)
    yield from one("celu(0.5)", lambda x: of_keras.celu(x, 0.5), KINKS)
    yield from one("elu(0.25)", lambda x: of_keras.elu(x, 0.25), KINKS)
    yield from one("hard_shrink(0.25)", lambda x: of_keras.hard_shrink(x, 0.25), KINKS)
    yield from one("leaky_relu(0.125)", lambda x: of_keras.leaky_relu(x, 0.125), KINKS)
    yield from one("soft_shrink(1)", lambda x: of_keras.soft_shrink(x, 1.0), KINKS)
    yield from one("squareplus(0.25)", lambda x: of_keras.squareplus(x, 0.25), KINKS)
    yield from one("threshold(0.5,-1)", lambda x: of_keras.threshold(x, 0.5, -1.0), KINKS)
    for most, slope, threshold in ((6, 0, 0), (6, 0.25, 0), (2.5, 0, 0), (2.5, 0.25, 0), (None, 0.25, 0), (None, 0, 1), (None, 0.25, 1), (6, 0.1, 1), (0.25, 0, 1)):
        name = f"relu({'inf' if most is None else most},{slope},{threshold})"
        yield from one(name, lambda x: of_keras.relu(x, negative_slope=float(slope), max_value=most, threshold=float(threshold)), KINKS)


def regularizer_blocks():
    matrices = [
        [[0.0, -0.0, 1.5], [-2, 1e-12, -1e-12], [100, -0.25, 0]],
        [[1, 0, 0], [0, 2, 0]],  # orthogonal already
        [[0.5, -1], [0, 0], [1, 2], [-1, -2]],  # a zero row, and two rows that point in opposite ways
        [[0, 0], [0, 0]],
    ]
    for regularizer in (L1(0.01), L2(0.03), L1L2(0.01, 0.03), L1L2(0.01, 0), L1L2(0, 0.03)):
        name = spelled(regularizers.serialize(regularizer))
        for matrix in matrices:
            yield from block(f"regularizer {name}", {"x": matrix}, *gradient_of(regularizer, matrix))
    for mode in ("rows", "columns"):
        regularizer = orthogonal(0.1, mode)
        name = spelled(regularizers.serialize(regularizer))
        for matrix in matrices:
            yield from block(f"regularizer {name}", {"x": matrix}, *gradient_of(regularizer, matrix))


def metric_blocks():
    from keras.src.trainers.compile_utils import get_metric

    rows = {
        "accuracy": [
            ([[1], [0], [1], [0], [1]], [[0.5], [0.5], [0.50001], [0.2], [0.1]]),  # one half is no positive
            ([1, 0, 1, 0], [[0.7], [0.7], [0.1], [0.1]]),
            # the first of a tie
            ([0, 1, 2, 1, 0], [[0.4, 0.4, 0.2], [0.4, 0.4, 0.2], [0.3, 0.3, 0.4], [0.1, 0.45, 0.45], [0.2, 0.4, 0.4]]),
            ([[0], [1], [2]], [[0.4, 0.4, 0.2], [0.4, 0.4, 0.2], [0.3, 0.3, 0.4]]),
            ([[1, 0, 0], [0, 1, 0], [0.5, 0.5, 0], [0, 0, 1]], [[0.4, 0.4, 0.2], [0.4, 0.4, 0.2], [0.5, 0.2, 0.3], [0, 0, 1]]),
            ([[0, 1], [1, 1]], [[[0.2, 0.8], [0.2, 0.8]], [[0.2, 0.8], [0.9, 0.1]]]),
        ],
        "binary_accuracy": [([[1, 0], [1, 1]], [[0.5, 0.5], [0.6, 0.51]]), ([[0.5, 1], [1, 1]], [[0.9, 0.9], [0.1, 0.9]])],
        "mse": [([[0, 1], [2, 3]], [[0.5, 1], [2, -1]]), ([0, 1], [[2], [4]])],
        "mae": [([[0, 1], [2, 3]], [[0.5, 1], [2, -1]]), ([0, 1], [[2], [4]])],
        "categorical_crossentropy": [(TRUTHS, PROBABILITIES)],
        "sparse_categorical_crossentropy": [([2, 1, 0], PROBABILITIES[:3])],
        "binary_crossentropy": [(BINARY_TRUTHS, BINARY)],
    }
    for name, points in rows.items():
        for y, p in points:
            y, p = np.array(y, "float64"), np.array(p, "float64")
            metric = get_metric(name, y, p)
            metric.update_state(tf.constant(y), tf.constant(p))
            yield from block(f"metric {name}", {"y": y, "p": p}, float(metric.result()))


def optimizer_blocks():
    rng = np.random.RandomState(7)
    before = [rng.normal(size=(2, 3)).round(2), rng.normal(size=3).round(2)]
    steps = [[rng.normal(size=w.shape).round(2) for w in before] for _ in range(4)]
    for gradient in steps[2]:
        gradient[:] = 0
    choices = [
        {}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}, {"clipnorm": 0.5}, {"clipnorm": 0.5, "momentum": 0.9, "nesterov": True},
        {"clipvalue": 0.4}, {"global_clipnorm": 0.5}, {"global_clipnorm": 50.0, "momentum": 0.5},
    ]
    for choice in choices:
        optimizer = SGD(0.1, **choice)
        variables = [keras.Variable(w) for w in before]
        after = [[], []]
        for gradients in steps:
            optimizer.apply([tf.constant(g) for g in gradients], variables)
            for i, variable in enumerate(variables):
                after[i].append(np.array(variable))
        config = {key: value for key, value in optimizer.get_config().items() if key in ("learning_rate", *choice)}
        yield f"optimizer SGD{options(config)}"
        for i in range(2):
            yield from array(f"w{i}", before[i])
            yield from array(f"g{i}", [gradients[i] for gradients in steps])
            yield from array(f"t{i}", after[i], text=rounded)
        yield "end"


def blocks():
    for part in (loss_blocks, activation_blocks, regularizer_blocks, metric_blocks, optimizer_blocks):
        yield from part()
