# SPDX-License-Identifier: MIT
"""Pooling, and layers that move numbers: odd sizes, windows that move further than they reach, what is beyond the ends, ties."""

from keras.layers import (
    AveragePooling1D,
    AveragePooling2D,
    AveragePooling3D,
    Conv1D,
    Conv2D,
    Conv3D,
    Cropping1D,
    Cropping2D,
    Cropping3D,
    Dense,
    Flatten,
    GlobalAveragePooling1D,
    GlobalAveragePooling2D,
    GlobalAveragePooling3D,
    GlobalMaxPooling1D,
    GlobalMaxPooling2D,
    GlobalMaxPooling3D,
    MaxPooling1D,
    MaxPooling2D,
    MaxPooling3D,
    Permute,
    RepeatVector,
    Reshape,
    UpSampling1D,
    UpSampling2D,
    UpSampling3D,
    ZeroPadding1D,
    ZeroPadding2D,
    ZeroPadding3D,
)
from keras.optimizers import SGD
from keras.regularizers import L1, L1L2, L2

from runs import Case, case, one_hot, problem


def classifier(rng, shape, *layers, **options):
    """These layers, and a softmax over all that they put out."""
    x, y, x_val, y_val = problem(rng, shape, rows=6, rows_val=3)
    return Case([*layers, Flatten(), Dense(3, activation="softmax")], x, one_hot(y), x_val, one_hot(y_val), epochs=2, **options)


def penalty():
    return {"activity_regularizer": L1L2(0.01, 0.02)}


@case
def pool_max_1d_overlapping(rng):
    return classifier(rng, (9, 2), Conv1D(3, 2, activation="tanh"), MaxPooling1D(3, 2, "same", **penalty()))


@case
def pool_max_2d_rectangles(rng):
    return classifier(rng, (7, 6, 2), Conv2D(3, 2, activation="tanh"), MaxPooling2D((3, 2), (2, 1), **penalty()))


@case
def pool_max_2d_ties(rng):
    """Inputs of few values, before the first layer that learns; then a window as large as the image, and one pixel."""
    c = classifier(
        rng, (5, 5, 2), Conv2D(3, 1, kernel_regularizer=L2(0.01)), MaxPooling2D(2, 1), MaxPooling2D(3, 2, "same"),
        Conv2D(4, 1, activation="tanh"), MaxPooling2D(2), MaxPooling2D(3, 2, "same"),
    )  # fmt: skip
    c.x, c.x_val = c.x.round(0), c.x_val.round(0)
    return c


@case
def pool_max_2d_apart(rng):
    return classifier(rng, (8, 9, 2), Conv2D(3, 1, activation="tanh"), MaxPooling2D(2, 3), MaxPooling2D(1, 2))


@case(dtype="float32")
def pool_max_3d(rng):
    return classifier(rng, (4, 5, 3, 2), Conv3D(3, 2, activation="tanh"), MaxPooling3D((2, 3, 1), (1, 2, 2), "same", **penalty()))


@case
def pool_average_1d_same(rng):
    return classifier(rng, (8, 2), Conv1D(3, 1, activation="tanh"), AveragePooling1D(5, 3, "same", **penalty()))


@case
def pool_average_2d_same(rng):
    return classifier(rng, (5, 6, 2), Conv2D(3, 2, activation="tanh"), AveragePooling2D((3, 4), (1, 3), "same", **penalty()))


@case
def pool_average_2d_apart(rng):
    return classifier(rng, (7, 6, 2), AveragePooling2D(2, (3, 2)), Conv2D(3, 1, activation="tanh", kernel_regularizer=L1(0.01)))


@case(dtype="float32")
def pool_average_3d(rng):
    return classifier(rng, (5, 4, 3, 2), Conv3D(3, 1, activation="tanh"), AveragePooling3D((2, 3, 3), (2, 1, 2), "same", **penalty()))


@case
def pool_global_1d(rng):
    return classifier(
        rng, (5, 3), Conv1D(4, 2, activation="tanh"), GlobalMaxPooling1D(keepdims=True, **penalty()), GlobalAveragePooling1D()
    )


@case
def pool_global_2d_ties(rng):
    """Whole numbers, of which the largest comes more than once."""
    c = classifier(
        rng, (3, 4, 2), Conv2D(3, 1, kernel_regularizer=L2(0.01)), GlobalMaxPooling2D(keepdims=True), GlobalAveragePooling2D(keepdims=True),
        optimizer=SGD(0.05),
    )  # fmt: skip
    c.x, c.x_val = c.x.round(0), c.x_val.round(0)
    c.weights = lambda weights: [w.round(0) + 1 if w.ndim == 4 else w for w in weights]
    return c


@case(dtype="float32")
def pool_global_3d(rng):
    return classifier(rng, (2, 3, 4, 2), Conv3D(3, 2, activation="tanh"), GlobalAveragePooling3D(keepdims=True), GlobalMaxPooling3D())


@case
def shapes_1d(rng):
    return classifier(
        rng, (7, 2), ZeroPadding1D((2, 1)), Conv1D(3, 3, activation="tanh"), UpSampling1D(3, **penalty()), Cropping1D((4, 2)),
        Permute((2, 1)), Conv1D(2, 2, activation="tanh"), Reshape((-1, 4), **penalty()), Conv1D(2, 1),
    )  # fmt: skip


@case
def shapes_2d(rng):
    return classifier(
        rng, (4, 6), Reshape((4, 3, 2)), Conv2D(3, 2, activation="tanh"), ZeroPadding2D(((1, 0), (0, 2)), **penalty()),
        UpSampling2D((2, 3)), Conv2D(2, 2, activation="tanh"), Cropping2D(((1, 2), (0, 3)), **penalty()), Permute((3, 1, 2), **penalty()),
        Conv2D(2, (2, 1), activation="tanh"), Cropping2D(((0, 0), (1, 1))),
    )  # fmt: skip


@case(dtype="float32")
def shapes_3d(rng):
    return classifier(
        rng, (12, 2), Reshape((2, 3, 2, -1)), Conv3D(3, 1, activation="tanh"), ZeroPadding3D(((1, 0), (0, 2), (1, 1))),
        UpSampling3D((1, 2, 1), **penalty()), Conv3D(2, 2, activation="tanh"), Cropping3D(((0, 1), (2, 1), (1, 0))), Permute((2, 4, 1, 3)),
        Conv3D(2, 1),
    )  # fmt: skip


@case
def shapes_repeated_vector(rng):
    return classifier(rng, (4,), Dense(3, "tanh"), RepeatVector(4, **penalty()), Conv1D(2, 2, activation="tanh"), Conv1D(2, 1))


@case
def shapes_bilinear(rng):
    return classifier(
        rng, (3, 4, 2), Conv2D(3, 2, activation="tanh"), UpSampling2D((2, 3), interpolation="bilinear", **penalty()),
        Conv2D(2, 2, activation="tanh"), UpSampling2D(2, interpolation="bilinear"), Conv2D(1, 3),
    )  # fmt: skip


@case(dtype="float32")
def shapes_bilinear_float32(rng):
    return classifier(rng, (1, 3, 2), Conv2D(3, 1, activation="tanh"), UpSampling2D((3, 4), interpolation="bilinear"), Conv2D(2, 2))
