# SPDX-License-Identifier: MIT
"""Metrics: over batches, one of which is smaller, in training and in validation. Top-k ones need float32."""

from keras import losses, metrics
from keras.layers import Activation, Dense

from runs import binary_classifier, case, classifier, regression, sparse_classifier


@case(dtype="float32")
def metrics_of_one_hot_targets(rng):
    return classifier(
        rng, [Dense(4, "tanh"), Dense(3, "softmax")],
        metrics=(
            metrics.CategoricalAccuracy(), metrics.TopKCategoricalAccuracy(k=2), metrics.Precision(), metrics.Recall(top_k=2),
            metrics.Precision(class_id=1, thresholds=0.3, name="precision_of_1"), metrics.F1Score(average="macro"),
            metrics.F1Score(average="weighted", threshold=0.4, name="f1_weighted"), metrics.F1Score(average="micro", name="f1_micro"),
            metrics.AUC(), metrics.RootMeanSquaredError(),
        ),
    )


@case(dtype="float32")
def metrics_of_labels(rng):
    return sparse_classifier(
        rng, [Dense(3, "softmax")],
        metrics=(metrics.SparseCategoricalAccuracy(), metrics.SparseTopKCategoricalAccuracy(k=2, name="top")),
    )


@case
def metrics_of_labels_each(rng):
    return classifier(
        rng, [Dense(3, "sigmoid")], loss="binary_crossentropy",
        metrics=(
            metrics.AUC(multi_label=True), metrics.AUC(multi_label=True, curve="PR", label_weights=[1.0, 0.0, 2.0], name="weighted"),
            metrics.AUC(label_weights=[1.0, 0.5, 2.0], name="entries"), metrics.AUC(thresholds=[0.3, 0.45, 0.6], name="few"),
            metrics.AUC(curve="PRGAIN", name="gain"), metrics.Recall(thresholds=[0.4], class_id=2), metrics.Precision(top_k=2, thresholds=0.45),
        ),
    )


@case
def metrics_of_binary_targets(rng):
    return binary_classifier(
        rng, [Dense(4, "tanh"), Dense(1, "sigmoid")],
        metrics=(
            metrics.AUC(), metrics.AUC(curve="PR", name="pr"), metrics.AUC(num_thresholds=10, summation_method="minoring", name="low"),
            metrics.AUC(curve="PR", summation_method="majoring", name="high"), metrics.Precision(), metrics.Recall(thresholds=0.4),
            metrics.F1Score(average="micro", threshold=0.5), "binary_accuracy",
        ),
    )


@case
def metrics_of_logits(rng):
    """The loss takes logits, and so do two of the metrics."""
    return binary_classifier(
        rng, [Dense(1)], loss=losses.BinaryCrossentropy(from_logits=True),
        metrics=(
            metrics.AUC(from_logits=True), metrics.BinaryCrossentropy(from_logits=True, name="bits"), metrics.AUC(name="clipped"),
            metrics.Precision(thresholds=0), metrics.BinaryAccuracy(threshold=0.0), "accuracy", metrics.Recall(),
        ),
    )


@case
def metrics_of_probabilities_from_a_layer(rng):
    """Losses are computed from the logits before the last layer; what counts probabilities gets them."""
    return classifier(
        rng, [Dense(3), Activation("softmax")],
        metrics=(
            "categorical_crossentropy", "CategoricalAccuracy", "auc", "precision", "Recall", "acc", "mse", "KLDivergence",
            "root_mean_squared_error", "cosine_similarity", "BCE",
        ),
    )


@case
def metrics_by_name(rng):
    return regression(
        rng, [Dense(2)], outputs=2,
        metrics=(
            "mean_squared_error", "MSE", "mae", "MAPE", "msle", "MeanAbsoluteError", "mean_absolute_percentage_error", "LogCoshError",
            "r2_score", "RootMeanSquaredError", "squared_hinge", "Hinge", "categorical_hinge", "CosineSimilarity", "MeanSquaredLogarithmicError",
        ),
    )


@case
def metrics_of_regression(rng):
    return regression(
        rng, [Dense(2)], outputs=2,
        metrics=(
            metrics.R2Score(), metrics.R2Score(class_aggregation="variance_weighted_average", name="weighted"),
            metrics.RootMeanSquaredError(), "mae",
        ),
    )


@case
def metrics_of_weighted_rows(rng):
    """Weights of samples change the loss, but no metric."""
    c = binary_classifier(
        rng, [Dense(1, "sigmoid")],
        metrics=(metrics.AUC(), metrics.Precision(), metrics.Recall(), metrics.F1Score(average="macro", threshold=0.5), metrics.RootMeanSquaredError(), "mae"),
    )
    c.sample_weight = rng.uniform(0.1, 3, len(c.x)).round(2)
    return c
