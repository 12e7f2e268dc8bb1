# SPDX-License-Identifier: MIT
"""Metrics: over batches, one of which is smaller, in training and in validation. Top-k ones need float32."""

from keras import metrics
from keras.layers import Dense

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
def metrics_of_regression(rng):
    return regression(
        rng, [Dense(2)], outputs=2,
        metrics=(
            metrics.R2Score(), metrics.R2Score(class_aggregation="variance_weighted_average", name="weighted"),
            metrics.RootMeanSquaredError(), "mae",
        ),
    )
