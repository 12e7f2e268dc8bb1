# SPDX-License-Identifier: MIT
"""Runs with losses and their options, reductions and weights, and with losses as metrics."""

from keras import losses, metrics
from keras.layers import Dense
from keras.optimizers import SGD

from runs import binary_classifier, case, classifier, penalties, per_position, regression, sparse_classifier


def hidden(**others):
    return Dense(4, "tanh", **others)


def weighted(rng, c):
    c.sample_weight, c.sample_weight_val = (rng.uniform(0, 2, len(part)).round(1) for part in (c.x, c.x_val))
    c.sample_weight[:4] = 0
    return c


def signs(c):
    c.y, c.y_val = 2 * c.y - 1, 2 * c.y_val - 1
    return c


def counts(rng, c):
    c.y, c.y_val = (rng.poisson(2, part.shape).astype("float64") for part in (c.y, c.y_val))
    return c


@case
def loss_huber_sum(rng):
    loss = losses.Huber(delta=0.3, reduction="sum")
    loss.get_config = lambda: {"delta": 0.3, "name": "huber_loss", "reduction": "sum"}  # Keras forgets delta
    return regression(rng, [hidden(**penalties()), Dense(2)], outputs=2, loss=loss, metrics=("mape", "msle"), optimizer=SGD(0.02))


@case
def loss_huber_by_function(rng):
    return regression(rng, [hidden(), Dense(2)], outputs=2, loss=losses.huber, metrics=(metrics.huber, "log_cosh_error"))


@case
def loss_log_cosh_weighted_mean(rng):
    c = regression(rng, [hidden(**penalties()), Dense(2)], outputs=2, loss=losses.LogCosh(reduction="mean_with_sample_weight"), metrics=("mse",))
    return weighted(rng, c)


@case
def loss_percentage_mean(rng):
    c = regression(rng, [hidden(), Dense(2)], outputs=2, loss=losses.MeanAbsolutePercentageError(reduction="mean"), optimizer=SGD(0.001))
    return weighted(rng, c)


@case
def loss_logarithmic_sum_weighted(rng):
    c = regression(rng, [hidden(), Dense(2)], outputs=2, loss=losses.MeanSquaredLogarithmicError(reduction="sum"), metrics=("MSLE",))
    return weighted(rng, c)


@case
def loss_poisson_counts(rng):
    layers = [hidden(**penalties()), Dense(2, "sigmoid")]
    return counts(rng, regression(rng, layers, outputs=2, loss="poisson", metrics=("poisson", "mae")))


@case
def loss_divergence_of_softmax(rng):
    return classifier(rng, [hidden(**penalties()), Dense(3, "softmax")], loss="kld", metrics=("kl_divergence", "categorical_crossentropy"))


@case
def loss_hinge_of_bits(rng):
    return binary_classifier(rng, [hidden(), Dense(2, "tanh", **penalties())], columns=2, loss="hinge", metrics=("hinge", "squared_hinge"))


@case
def loss_squared_hinge_of_signs(rng):
    layers = [hidden(), Dense(2, "tanh", **penalties())]
    return signs(binary_classifier(rng, layers, columns=2, loss=losses.SquaredHinge(reduction="sum"), metrics=("hinge", "categorical_hinge")))


@case
def loss_categorical_hinge_weighted(rng):
    loss = losses.CategoricalHinge(reduction="mean_with_sample_weight")
    return weighted(rng, classifier(rng, [hidden(**penalties()), Dense(3)], loss=loss, metrics=("categorical_hinge",)))


@case
def loss_cosine_and_its_metric(rng):
    return regression(rng, [hidden(**penalties()), Dense(3)], outputs=3, loss="cosine_similarity", metrics=("cosine_similarity",))


@case
def loss_binary_focal_balanced(rng):
    loss = losses.BinaryFocalCrossentropy(True, alpha=0.4, gamma=1.5, label_smoothing=0.1)
    names = (metrics.binary_focal_crossentropy, "binary_crossentropy")
    return binary_classifier(rng, [hidden(), Dense(2, "sigmoid", **penalties())], columns=2, loss=loss, metrics=names)


@case
def loss_binary_focal_from_logits(rng):
    loss = losses.BinaryFocalCrossentropy(from_logits=True, reduction="sum")
    return binary_classifier(rng, [hidden(), Dense(2, **penalties())], columns=2, loss=loss, metrics=("accuracy",), optimizer=SGD(0.02))


@case
def loss_binary_focal_of_softmax(rng):
    return classifier(rng, [hidden(), Dense(3, "softmax", **penalties())], loss="binary_focal_crossentropy")


@case
def loss_binary_focal_of_others(rng):
    return binary_classifier(rng, [hidden(), Dense(2, "relu")], columns=2, loss="binary_focal_crossentropy")


@case
def loss_categorical_focal_smoothed(rng):
    loss = losses.CategoricalFocalCrossentropy(alpha=0.7, gamma=1.5, label_smoothing=0.1)
    return weighted(rng, classifier(rng, [hidden(), Dense(3, "softmax", **penalties())], loss=loss, metrics=(metrics.categorical_focal_crossentropy,)))


@case
def loss_categorical_focal_from_logits(rng):
    return classifier(rng, [hidden(), Dense(3, **penalties())], loss=losses.CategoricalFocalCrossentropy(from_logits=True, gamma=0.5))


@case
def loss_focal_wrapped_as_metric(rng):
    wrapped = metrics.MeanMetricWrapper(metrics.binary_focal_crossentropy, name="focal", gamma=1.0, apply_class_balancing=True)
    return binary_classifier(rng, [hidden(), Dense(2, "sigmoid")], columns=2, metrics=(wrapped,))


@case
def loss_crossentropy_by_shape(rng):
    return sparse_classifier(rng, [hidden(), Dense(3, "softmax", **penalties())], loss="crossentropy")


@case
def loss_crossentropy_sum_weighted(rng):
    loss = losses.CategoricalCrossentropy(reduction="sum")
    return weighted(rng, classifier(rng, [hidden(), Dense(3, "softmax", **penalties())], loss=loss, optimizer=SGD(0.02)))


@case
def loss_crossentropy_class_weight_mean(rng):
    loss = losses.SparseCategoricalCrossentropy(reduction="mean_with_sample_weight")
    return sparse_classifier(rng, [hidden(), Dense(3, "softmax")], loss=loss, class_weight={0: 0.5, 1: 2.0, 2: 3.5})


@case
def loss_positions_weighted_mean(rng):
    loss = losses.CategoricalCrossentropy(reduction="mean_with_sample_weight")
    return per_position(rng, [Dense(2, "softmax", **penalties())], weighted=True, loss=loss)


@case
def loss_positions_one_weight_each_row(rng):
    """One weight for all positions of a row counts once in the sum of the weights."""
    c = per_position(rng, [Dense(2, **penalties())], loss=losses.Huber(reduction="mean_with_sample_weight"), metrics=("mse",), optimizer=SGD(0.02))
    c.sample_weight, c.sample_weight_val = (rng.uniform(0, 2, (len(part), 1)).round(1) for part in (c.x, c.x_val))
    return c


@case
def loss_positions_sum(rng):
    return per_position(rng, [Dense(2, "tanh", **penalties())], loss=losses.Hinge(reduction="sum"), metrics=("hinge",), optimizer=SGD(0.01))


@case(dtype="float32")
def loss_mixed_float32(rng):
    names = ("mape", "msle", "log_cosh_error", "cosine_similarity", "poisson", "mse")
    return regression(rng, [hidden(**penalties()), Dense(2, "sigmoid")], outputs=2, loss=losses.LogCosh(), metrics=names)
