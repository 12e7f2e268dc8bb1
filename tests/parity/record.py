# SPDX-License-Identifier: MIT
"""Records small training runs of the real Keras, which the tests then repeat. The runs are in runs.py; those in other files called
runs_SUBJECT.py are recorded into ../keras/runs, with the model as JSON.

    python -m venv keras && keras/bin/pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6 scikit-learn==1.9.1
    keras/bin/python record.py                    every case of ours, and functions.txt, into cases/, and ../optimizers/steps.txt
    keras/bin/python record.py NAME...            only these
    keras/bin/python record.py --convert FROM TO [--names PATTERN...] [--full]
                                                  folders made of model.keras, x.npy, y.npy, x_val.npy, y_val.npy, case.json and
                                                  trained.npz, each into a file of the same format

A case is a text file, read line by line; the first word of a line says what the line is. `#` opens a comment.

    case NAME
    dtype float64 | float32
    tolerance T                  a value v equals its recorded value r if |v - r| <= T max(1, largest |r| of that array or series)
    epochs N
    batch_size N
    initial_epoch N              absent: 0
    validation_split F           absent: none
    fits N                       absent: 1; otherwise fit was called N times and the history is the last call's
    class_weight 0:1.5 2:0.25    classes that are not named weigh 1
    callback CLASS key=value...  in the order they were passed
    optimizer CLASS key=value...
    loss NAME key=value...
    metrics NAME...              as the user typed them
    model JSON                   instead of optimizer, loss, metrics, input_shape and layers: what Keras' `to_json` gives
    input_shape D...             without the rows
    layer CLASS key=value...     in order
    array NAME D...              its numbers follow, row-major, one row of the last dimension a line
    generated NAME D... seed=S limit=L
                                 entries are limit (2u - 1), rounded to the dtype, where u = (a 2^26 + b) / 2^53, and a and b are the
                                 next two outputs of the 32-bit Mersenne Twister seeded with S, shifted right by 5 and by 6
    sampled NAME D... step=K sum=A squares=B
                                 every K-th entry, from the first on, follows; A and B are the sums over all entries and their squares
    evaluate KEY=VALUE...        after the training, on x_val, y_val and sample_weight_val, or on x, y and sample_weight if there is no x_val
    epoch N...                   the epochs that were trained
    history KEY V...             one value an epoch
    end

Training is `fit(x, y, shuffle=False)`, with x_val and y_val as validation data if they are there, and sample_weight and
sample_weight_val if they are. w0, w1, ... are the weights before the training and t0, t1, ... the weights after it, in the order of
`get_weights()`; predictions are of x_val, or of x if there is no x_val, after the training. What goes in is written such that it
reads back exactly, what comes out with 11 digits (9 in float32).

An option that is absent has Keras' default, flags are 0 or 1, and a regularizer is written l1:A, l2:B, l1_l2:A,B or
orthogonal:FACTOR,MODE. Keras rounds the coefficients of regularizers and SGD's momentum to float32 even in a float64 model; they are
written as it computes with them. Random layers do not occur.

functions.txt holds single calls, in blocks that are opened by `loss`, `activation`, `regularizer`, `metric` or `optimizer` and closed
by `end`. All are float64. Their arrays are
    loss         y, p, value (one a sample) and gradient, which is that of the sum of the values, with respect to p
    activation   x, value, upstream, and gradient, which is that of sum(upstream * value)
    regularizer  x, value (one number) and gradient
    metric       y, p and value (one number)
    optimizer    w0 and w1 before; then g0 and g1, the gradients of each step, and t0 and t1, the variables after it, stacked

steps.txt has more optimizers in the same format, with the arrays f0 and f1, the variables when training has ended, and blocks that
are opened by `schedule`, with the arrays step and value. Their w0 is called kernel, their w1 bias.
"""
import argparse
import fnmatch
import importlib
import json
import math
import os
import pathlib
import warnings

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
import tensorflow as tf
from keras.optimizers import SGD

from functions import blocks
from runs import CASES, Generated
from steps import step_blocks

HERE = pathlib.Path(__file__).parent
for subject in sorted(HERE.glob("runs_*.py")):
    importlib.import_module(subject.stem)
from text import described, described_callback, exact, written

TOLERANCE = {"float64": 1e-7, "float32": 2e-4}

tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)


def save(path, lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
    print(f"{path} {path.stat().st_size}")


def versions():
    return f"# Recorded by record.py with keras {keras.__version__} (tensorflow {tf.__version__}), numpy {np.__version__}."


def set_precision(dtype):
    keras.utils.clear_session()
    keras.config.set_floatx(dtype)
    keras.config.set_dtype_policy(dtype)


def in_words(name):
    """Whether a case has its model in lines of its own."""
    return CASES[name][0].__module__ == "runs"


def seed_of(name):
    return sum(ord(letter) * (i + 1) for i, letter in enumerate(name))


def drawn(rng, weight):
    limit = math.sqrt(6 / sum(weight.shape)) if weight.ndim > 1 else 0.3
    return rng.uniform(-limit, limit, weight.shape).round(3)


def record(name):
    build, dtype = CASES[name]
    set_precision(dtype)
    rng = np.random.RandomState(seed_of(name))
    c = build(rng)
    model = keras.Sequential([keras.Input(c.x.shape[1:])] + c.layers)
    model.compile(optimizer=c.optimizer or SGD(0.1), loss=c.loss, metrics=list(c.metrics), jit_compile=False)
    before = [drawn(rng, w) for w in model.get_weights()]
    if c.weights:
        before = c.weights(before)
    model.set_weights([w.values() if isinstance(w, Generated) else w for w in before])

    header = [versions(), f"case {name}", f"dtype {dtype}"]
    header += [f"tolerance {TOLERANCE[dtype]:g}", f"epochs {c.epochs}", f"batch_size {c.batch_size}"]
    header += [f"initial_epoch {c.initial_epoch}"] if c.initial_epoch else []
    header += [f"validation_split {c.validation_split}"] if c.validation_split else []
    header += [f"fits {c.fits}"] if c.fits > 1 else []
    if c.class_weight:
        header += ["class_weight " + " ".join(f"{k}:{exact(v)}" for k, v in c.class_weight.items())]
    header += [described_callback(callback) for callback in c.callbacks]
    header += described(model) if in_words(name) else [f"model {model.to_json()}"]

    held_out = None
    if c.x_val is not None:
        held_out = (c.x_val, c.y_val) + ((c.sample_weight_val,) if c.sample_weight_val is not None else ())
    for _ in range(c.fits):
        history = model.fit(
            c.x, c.y, sample_weight=c.sample_weight, validation_data=held_out, validation_split=c.validation_split,
            class_weight=c.class_weight, callbacks=list(c.callbacks), epochs=c.epochs, initial_epoch=c.initial_epoch,
            batch_size=c.batch_size, shuffle=False, verbose=0,
        )
    x, y, sample_weight = (c.x, c.y, c.sample_weight) if held_out is None else (c.x_val, c.y_val, c.sample_weight_val)
    evaluation = model.evaluate(x, y, sample_weight=sample_weight, batch_size=c.batch_size, verbose=0, return_dict=True)
    data = {key: getattr(c, key) for key in ("x", "y", "x_val", "y_val", "sample_weight", "sample_weight_val")}
    predictions = model.predict(x, verbose=0)
    return written(header, data, before, model.get_weights(), predictions, evaluation, history.epoch, history.history, dtype)


def functions(read=blocks):
    set_precision("float64")
    return [versions(), *read()]


def convert(folder, full):
    facts = json.loads((folder / "case.json").read_text())
    dtype = facts["dtype"]
    set_precision(dtype)
    model = keras.saving.load_model(folder / "model.keras")
    header = [f"# Recorded with keras {facts['keras']} ({facts['backend']}), written by record.py.", f"case {facts['name']}"]
    header += [f"dtype {dtype}", f"tolerance {facts['tolerance']:g}", f"epochs {facts['epochs']}", f"batch_size {facts['batch_size']}"]
    header += described(model)
    data = {key: np.load(folder / f"{key}.npy") for key in ("x", "y", "x_val", "y_val")}
    trained = np.load(folder / "trained.npz")
    after = [trained[f"w{i}"] for i in range(len(trained.files) - 1)]
    history = facts["history"]
    return written(header, data, model.get_weights(), after, trained["predict"], None, range(facts["epochs"]), history, dtype, full)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="cases to record (patterns), functions or steps; all, if there are none")
    parser.add_argument("--out", type=pathlib.Path, help="a folder other than that of the tests")
    parser.add_argument("--convert", nargs=2, type=pathlib.Path, metavar=("FROM", "TO"))
    parser.add_argument("--names", nargs="+", dest="patterns", default=["*"])
    parser.add_argument("--full", action="store_true", help="with --convert: sample nothing")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    tf.get_logger().setLevel("ERROR")

    if arguments.convert:
        source, target = arguments.convert
        for folder in sorted(source.iterdir()):
            if any(fnmatch.fnmatch(folder.name, pattern) for pattern in arguments.patterns):
                save(target / f"{folder.name}.txt", convert(folder, arguments.full))
        return
    wanted = arguments.names or ["*"]
    known = [name for name in [*CASES, "functions", "steps"] if any(fnmatch.fnmatch(name, pattern) for pattern in wanted)]
    if not known:
        raise SystemExit(f"no case is called {' or '.join(wanted)}")
    for name in known:
        if name == "steps":
            save((arguments.out or HERE.parent / "optimizers") / "steps.txt", functions(step_blocks))
            continue
        words = name == "functions" or in_words(name)
        folder = arguments.out or (HERE / "cases" if words else HERE.parent / "keras" / "runs")
        save(folder / f"{name}.txt", functions() if name == "functions" else record(name))


if __name__ == "__main__":
    main()
