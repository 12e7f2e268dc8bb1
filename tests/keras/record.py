# SPDX-License-Identifier: MIT
"""Records small files of the real Keras, and how training goes on from them: the folders in cases/.

    python -m venv keras && keras/bin/pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6
    keras/bin/python record.py             all of them
    keras/bin/python record.py NAME...     only these folders

A folder has
    model.keras      a model in the middle of its training, its members compressed; model.h5 is the same in the older format
    x.npy, y.npy, x_val.npy, y_val.npy
    history.csv      of fit(x, y, epochs=3, batch_size=4, shuffle=False, validation_data=(x_val, y_val)) from there, as CSVLogger has it
    trained.keras    the model after that
    predictions.npy  what it makes of x_val

unbuilt.keras is a model without shapes and weights.
"""
import csv
import os
import pathlib
import sys
import zipfile

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
from keras import initializers, losses, metrics, regularizers
from keras.layers import (
    Activation, ActivityRegularization, Conv2D, Conv2DTranspose, Dense, DepthwiseConv2D, Dropout, Flatten, SeparableConv2D,
)  # fmt: skip
from keras.optimizers import SGD, Adadelta, Adam, Ftrl, Nadam, RMSprop, schedules

OUT = pathlib.Path(__file__).parent / "cases"


def classifier():
    hidden = Dense(
        5, "tanh", name="hidden", kernel_initializer="he_normal", kernel_regularizer=regularizers.L1(0.01),
        bias_regularizer=regularizers.L2(0.02), activity_regularizer=regularizers.L1L2(0.003, 0.004),
    )
    model = keras.Sequential(
        [keras.Input((4,)), hidden, Dropout(0.0), Dense(3, "softmax", bias_initializer=initializers.Constant(0.1))], name="classifier"
    )
    loss = losses.CategoricalCrossentropy(label_smoothing=0.1)
    model.compile(SGD(0.1, momentum=0.9, nesterov=True), loss, metrics=["accuracy", metrics.MeanSquaredError(name="squared")])
    return model, lambda z: np.eye(3)[np.argmax(z[:, :3], axis=1)]


def binary():
    layers = [Flatten(), Dense(4, "relu", trainable=False), Activation("sigmoid"), ActivityRegularization(l1=0.01), Dense(1)]
    model = keras.Sequential([keras.Input((2, 2)), *layers], name="binary")
    model.compile(SGD(0.2, clipnorm=0.5), losses.BinaryCrossentropy(from_logits=True), metrics=["acc", metrics.BinaryAccuracy(threshold=0.4)])
    return model, lambda z: (z[:, 0] > 0).astype(float)


def regression():
    hidden = Dense(
        3, "sigmoid", kernel_initializer=initializers.VarianceScaling(2.0, "fan_out", "uniform"),
        bias_initializer=initializers.RandomNormal(0.1, 0.2), kernel_regularizer=regularizers.OrthogonalRegularizer(0.05, "columns"),
    )
    model = keras.Sequential([keras.Input((4,)), hidden, Dense(2, kernel_initializer="orthogonal")], name="regression")
    model.compile(SGD(0.05, momentum=0.5, global_clipnorm=1.0), "mse", metrics=["mae"])
    return model, lambda z: np.sin(z[:, :2]).round(2)


def labels():
    model = keras.Sequential([keras.Input((4,)), Dense(6, "relu"), Dense(6, use_bias=False), Activation("softmax")], name="labels")
    model.compile(SGD(0.3, clipvalue=0.2), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model, lambda z: np.argmax(z, axis=1)


def convolutions():
    penalties = dict(bias_regularizer=regularizers.L2(0.02), activity_regularizer=regularizers.L1(0.003))
    layers = [
        Conv2DTranspose(4, (2, 3), strides=2, output_padding=(1, 0), activation="tanh", **penalties),
        Conv2D(6, (3, 2), padding="same", strides=(1, 2), groups=2, kernel_regularizer=regularizers.L1(0.01), **penalties),
        DepthwiseConv2D(2, depth_multiplier=2, depthwise_regularizer=regularizers.L2(0.01), use_bias=False),
        SeparableConv2D(3, 2, dilation_rate=(2, 1), padding="same", activation="relu", **penalties),
    ]
    model = keras.Sequential([keras.Input((2, 2, 1)), *layers, Flatten(), Dense(3, "softmax")], name="convolutions")
    model.compile(SGD(0.1, momentum=0.9), "categorical_crossentropy", metrics=["accuracy"])
    return model, lambda z: np.eye(3)[np.argmax(z[:, :3], axis=1)]


def with_optimizer(optimizer):
    model = keras.Sequential([keras.Input((4,)), Dense(3, "tanh", kernel_regularizer="l2"), Dense(2)], name="optimized")
    model.compile(optimizer, "mse", metrics=["mae"])
    return model, lambda z: np.sin(z[:, :2]).round(2)


def adadelta():
    return with_optimizer(Adadelta(1.0, weight_decay=0.1, loss_scale_factor=8.0))


def averaged():  # two batches are gathered for the next update when the file is saved
    shared = {"use_ema": True, "ema_momentum": 0.8, "ema_overwrite_frequency": 2, "gradient_accumulation_steps": 3, "clipnorm": 0.5}
    return with_optimizer(Adam(0.05, amsgrad=True, weight_decay=0.02, **shared))


def nadam():
    return with_optimizer(Nadam(0.02))


def rmsprop():
    return with_optimizer(RMSprop(0.01, rho=0.8, momentum=0.5, centered=True, global_clipnorm=1.0))


def scheduled():
    rate = schedules.ExponentialDecay(0.5, decay_steps=3, decay_rate=0.7, staircase=True)
    return with_optimizer(Ftrl(rate, l1_regularization_strength=0.01, use_ema=True))


def compress(path):
    """Writes the members of an archive again, such that they are small, and the same for the same contents."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, contents in members.items():
            archive.writestr(zipfile.ZipInfo(name), contents, zipfile.ZIP_DEFLATED)


def record(build, dtype):
    keras.utils.clear_session()
    keras.config.set_floatx(dtype)
    keras.config.set_dtype_policy(dtype)
    keras.utils.set_random_seed(1)
    folder = OUT / build.__name__
    folder.mkdir(parents=True, exist_ok=True)
    model, target = build()
    rng = np.random.RandomState(len(build.__name__))
    z = rng.normal(size=(14, 4)).round(2), rng.normal(size=(6, 4)).round(2)
    y, y_val = (target(part) for part in z)
    x, x_val = (part.reshape(-1, *model.input_shape[1:]) for part in z)
    model.fit(x, y, epochs=2, batch_size=4, verbose=0)
    model.save(folder / "model.keras")
    if build is classifier:  # of a copy: this makes a model forget its optimizer
        keras.models.load_model(folder / "model.keras").save(folder / "model.h5")
    history = model.fit(x, y, epochs=3, batch_size=4, shuffle=False, validation_data=(x_val, y_val), verbose=0).history
    model.save(folder / "trained.keras")
    for name in ("model", "trained"):
        compress(folder / f"{name}.keras")
    for name, values in {"x": x, "y": y, "x_val": x_val, "y_val": y_val, "predictions": model.predict(x_val, verbose=0)}.items():
        np.save(folder / f"{name}.npy", values)
    with open(folder / "history.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["epoch", *sorted(history)])
        for epoch in range(3):
            writer.writerow([epoch, *(repr(float(history[name][epoch])) for name in sorted(history))])


def main():
    wanted = sys.argv[1:]
    builds = {classifier: "float64", binary: "float32", regression: "float32", labels: "float32", convolutions: "float64"}
    builds |= dict.fromkeys((adadelta, averaged, nadam, rmsprop, scheduled), "float64")
    for build, dtype in builds.items():
        if not wanted or build.__name__ in wanted:
            record(build, dtype)
    if wanted:
        return
    keras.Sequential([Dense(3, "relu", name="first"), Dense(2, name="second")], name="unbuilt").save(OUT / "unbuilt.keras")
    compress(OUT / "unbuilt.keras")


if __name__ == "__main__":
    main()
