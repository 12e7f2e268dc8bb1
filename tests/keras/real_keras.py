# SPDX-License-Identifier: MIT
"""Has the real Keras read what keras_train wrote, and both train on:  real_keras.py KERAS_TRAIN CASES_DIR

For each recorded case: the file has the weights and the state of the optimizer that Keras reads,
without a warning; from there, Keras and keras_train come to the same history, weights and predictions; and what Keras then saves,
keras_train reads. Every case is reported, whatever became of those before it; exits with 1 if any failed.
"""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np

TOLERANCE = {"float64": 1e-7, "float32": 2e-4}


def train(program, model, case, *more):
    command = [program, model, "--x", case / "x.npy", "--y", case / "y.npy", "--epochs", "2", "--batch-size", "4", "--no-shuffle"]
    command += ["--validation-x", case / "x_val.npy", "--validation-y", case / "y_val.npy", *more]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def check_close(what, got, wanted, tolerance):
    got, wanted = np.asarray(got, "float64"), np.asarray(wanted, "float64")
    assert got.shape == wanted.shape, f"{what}: expected shape {wanted.shape}, got {got.shape}"
    apart, allowed = np.abs(got - wanted).max(), tolerance * max(1, np.abs(wanted).max())
    assert apart <= allowed, f"{what}: expected {wanted}, got {got}, which is {apart:.1e} apart, not at most {allowed:.1e}"


def load(path):
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        return keras.models.load_model(path)


def check(program, case, folder):
    train(program, case / "model.keras", case, "--save", folder / "ours.keras")
    dtype = load(case / "model.keras").layers[0].compute_dtype
    keras.config.set_floatx(dtype)  # without it, Keras cannot add penalties in float64
    original, model = load(case / "model.keras"), load(folder / "ours.keras")
    for ours, its in zip(model.layers, original.layers, strict=True):
        assert (ours.name, ours.trainable, ours.compute_dtype) == (its.name, its.trainable, its.compute_dtype), ours.name
        assert type(ours) is type(its), ours.name
    assert model.name == original.name
    assert model.optimizer._iterations.numpy() == original.optimizer._iterations.numpy() + 8
    train(program, folder / "ours.keras", case, "--history", folder / "h.csv", "--predictions", folder / "p.npy", "--save", folder / "o.keras")
    x, y, x_val, y_val = (np.load(case / f"{name}.npy") for name in ("x", "y", "x_val", "y_val"))
    history = model.fit(x, y, epochs=2, batch_size=4, shuffle=False, validation_data=(x_val, y_val), verbose=0).history
    with open(folder / "h.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(rows[0]) == sorted([*history, "epoch"]), (sorted(rows[0]), sorted(history))
    for name, values in history.items():
        check_close(name, [float(row[name]) for row in rows], values, TOLERANCE[dtype])
    check_close("predictions", np.load(folder / "p.npy"), model.predict(x_val, verbose=0), TOLERANCE[dtype])
    again = load(folder / "o.keras")
    for got, wanted in zip(again.weights + again.optimizer.variables, model.weights + model.optimizer.variables, strict=True):
        check_close(wanted.path, got.numpy(), wanted.numpy(), TOLERANCE[dtype])
    model.save(folder / "theirs.keras")
    train(program, folder / "theirs.keras", case)
    return dtype


def main():
    program, folders = sys.argv[1], pathlib.Path(sys.argv[2])
    cases, failed = sorted(path for path in folders.iterdir() if path.is_dir()), []
    print(f"Keras {keras.__version__}")
    for case in cases:
        try:
            with tempfile.TemporaryDirectory() as folder:
                dtype = check(program, case, pathlib.Path(folder))
            print(f"{case.name} {dtype}: passed", flush=True)
        except Exception as error:
            failed.append(case.name)
            print(f"{case.name}: failed: {type(error).__name__}: {error}", flush=True)
    print(f"{len(cases) - len(failed)} of {len(cases)} cases passed" + (f"; failed: {', '.join(failed)}" if failed else ""))
    sys.exit(1 if failed or not cases else 0)


if __name__ == "__main__":
    main()
