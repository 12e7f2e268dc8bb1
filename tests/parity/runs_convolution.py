# SPDX-License-Identifier: MIT
"""Convolutions: odd sizes, windows that move further than they reach, single pixels, groups, gaps, and all of their options."""

from keras.constraints import MaxNorm, MinMaxNorm, NonNeg, UnitNorm
from keras.layers import (
    Conv1D,
    Conv1DTranspose,
    Conv2D,
    Conv2DTranspose,
    Conv3D,
    Conv3DTranspose,
    Dense,
    DepthwiseConv1D,
    DepthwiseConv2D,
    Flatten,
    SeparableConv1D,
    SeparableConv2D,
)
from keras.optimizers import SGD
from keras.regularizers import L1, L1L2, L2

from runs import Case, case, one_hot, problem

def penalties(kernels=("kernel",)):
    """All that a layer can have, and an activation with slopes everywhere."""
    of_kernels = {f"{kernel}_regularizer": L1L2(0.003 * (i + 1), 0.02) for i, kernel in enumerate(kernels)}
    return dict(of_kernels, bias_regularizer=L1(0.01), activity_regularizer=L2(0.004), activation="tanh")


def depthwise():
    return penalties(["depthwise"])


def separable():
    return penalties(["depthwise", "pointwise"])


def classifier(rng, shape, *layers, **options):
    """These layers, and a softmax over all that they put out."""
    x, y, x_val, y_val = problem(rng, shape, rows=6, rows_val=3)
    return Case([*layers, Flatten(), Dense(3, activation="softmax")], x, one_hot(y), x_val, one_hot(y_val), epochs=2, **options)


@case
def convolutions_constrained(rng):
    return classifier(
        rng, (5, 4, 2),
        Conv2DTranspose(4, 2, kernel_constraint=MaxNorm(0.6, axis=[0, 1, 3]), bias_constraint=NonNeg(), **penalties()),
        Conv2D(4, 3, padding="same", kernel_constraint=UnitNorm(axis=[0, 1, 2]), bias_constraint=MaxNorm(0.1), **penalties()),
        DepthwiseConv2D(2, depthwise_constraint=MinMaxNorm(0.3, 0.6, axis=[0, 1]), bias_constraint=NonNeg(), **depthwise()),
        SeparableConv2D(3, 2, depthwise_constraint=NonNeg(), pointwise_constraint=MaxNorm(0.5), **separable()),
        optimizer=SGD(0.3),
    )  # fmt: skip


@case
def conv1d_causal_dilated(rng):
    return classifier(
        rng, (7, 2), Conv1D(3, 3, padding="causal", dilation_rate=3, **penalties()), Conv1D(2, 2, padding="causal", strides=2)
    )


@case
def conv1d_every_position(rng):
    """The last layer is a convolution with a softmax at each position."""
    x, _, x_val, _ = problem(rng, (5, 2), rows=6, rows_val=3)
    labels = rng.randint(3, size=(9, 5))
    return Case(
        [Conv1D(4, 3, padding="same", **penalties()), Conv1D(3, 1, activation="softmax", kernel_regularizer=L2(0.1))],
        x, one_hot(labels[:6]), x_val, one_hot(labels[6:]), optimizer=SGD(0.2, momentum=0.9),
    )  # fmt: skip


@case
def conv1d_stride_beyond_kernel(rng):
    return classifier(rng, (11, 2), Conv1D(3, 2, strides=4, padding="same", **penalties()), Conv1D(2, 1, strides=2))


@case
def conv1d_without_bias(rng):
    return classifier(rng, (5, 3), Conv1D(4, 3, use_bias=False, activation="relu", kernel_regularizer=L1(0.01)))


@case
def conv2d_dilated_one_way(rng):
    return classifier(rng, (7, 5, 2), Conv2D(3, (3, 2), padding="same", dilation_rate=(1, 3), **penalties()))


@case
def conv2d_groups_of_one_channel(rng):
    return classifier(
        rng, (5, 4, 3), Conv2D(6, 3, padding="same", groups=3, **penalties()), Conv2D(6, 2, strides=2, groups=6, **penalties())
    )


@case
def conv2d_wide_groups(rng):
    return classifier(rng, (4, 5, 4), Conv2D(20, (2, 3), groups=2, **penalties()), Conv2D(9, 1, groups=1, strides=2))


@case
def conv2d_one_pixel(rng):
    return classifier(rng, (1, 1, 3), Conv2D(4, 3, padding="same", **penalties()), Conv2D(3, 1, **penalties()))


@case
def conv2d_rectangles(rng):
    return classifier(
        rng, (9, 7, 2), Conv2D(3, (2, 4), strides=(3, 2), padding="same", **penalties()), Conv2D(2, (3, 2), strides=(1, 3))
    )


@case
def conv2d_whole_input(rng):
    return classifier(rng, (4, 3, 2), Conv2D(5, (4, 3), **penalties()), Conv2D(4, 1, activation="relu"))


@case
def conv3d_boxes(rng):
    return classifier(
        rng, (3, 4, 5, 2), Conv3D(3, (2, 3, 1), strides=(1, 2, 3), padding="same", **penalties()), Conv3D(2, (3, 1, 2), groups=1)
    )


@case
def conv3d_grouped_dilated(rng):
    return classifier(rng, (3, 5, 4, 4), Conv3D(4, 2, dilation_rate=(1, 2, 3), groups=2, **penalties()))


@case(dtype="float32")
def conv2d_float32(rng):
    return classifier(
        rng, (9, 9, 3), Conv2D(8, 3, strides=2, padding="same", activation="relu", kernel_regularizer=L2(0.01)),
        SeparableConv2D(6, 3, padding="same", **separable()), Conv2DTranspose(4, 3, strides=2, **penalties()),
    )  # fmt: skip


@case
def depthwise1d_multiplied(rng):
    return classifier(rng, (9, 3), DepthwiseConv1D(3, depth_multiplier=2, padding="same", dilation_rate=2, **depthwise()))


@case
def depthwise2d_strided(rng):
    return classifier(
        rng, (7, 8, 3), DepthwiseConv2D((3, 2), strides=2, depth_multiplier=3, **depthwise()), DepthwiseConv2D(2, use_bias=False)
    )


@case
def depthwise2d_strided_dilated(rng):
    return classifier(
        rng, (9, 8, 2), DepthwiseConv2D(3, strides=2, padding="same", dilation_rate=2, **depthwise()),
    )  # fmt: skip


@case
def depthwise2d_of_one_channel(rng):
    return classifier(rng, (6, 5, 1), DepthwiseConv2D(3, depth_multiplier=9, padding="same", **depthwise()))


@case
def separable1d_multiplied(rng):
    return classifier(
        rng, (9, 3), SeparableConv1D(4, 3, depth_multiplier=2, padding="same", strides=2, **separable()), SeparableConv1D(2, 2)
    )


@case
def separable2d_dilated(rng):
    return classifier(
        rng, (6, 7, 2), SeparableConv2D(3, (2, 3), dilation_rate=2, depth_multiplier=3, **separable()),
        SeparableConv2D(2, 2, strides=2, dilation_rate=2, padding="same", use_bias=False),
    )  # fmt: skip


@case
def transposed1d_far_apart(rng):
    return classifier(
        rng, (4, 2), Conv1DTranspose(3, 2, strides=4, **penalties()), Conv1DTranspose(2, 3, strides=2, output_padding=1)
    )


@case
def transposed2d_padded(rng):
    return classifier(
        rng, (3, 4, 2), Conv2DTranspose(3, 3, strides=2, padding="same", output_padding=1, **penalties()),
        Conv2DTranspose(2, (4, 2), strides=(3, 1), padding="same", use_bias=False),
    )  # fmt: skip


@case
def transposed2d_rectangles(rng):
    return classifier(
        rng, (3, 2, 2), Conv2DTranspose(3, (2, 5), strides=(3, 2), output_padding=(2, 0), **penalties()), Conv2DTranspose(2, 1)
    )


@case
def transposed3d(rng):
    return classifier(
        rng, (2, 3, 2, 2), Conv3DTranspose(3, (2, 3, 1), strides=(1, 2, 2), **penalties()),
        Conv3DTranspose(2, (2, 3, 2), padding="same", strides=2, output_padding=(1, 0, 1)),
    )  # fmt: skip
