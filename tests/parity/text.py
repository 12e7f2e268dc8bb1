# SPDX-License-Identifier: MIT
"""The text that record.py writes; its format is described there."""

import inspect
import math
import re

import numpy as np
from keras import losses
from keras.callbacks import LearningRateScheduler
from keras.layers import Flatten

from runs import Generated

SAMPLE_ABOVE = 200  # trained arrays with more entries are sampled
SAMPLES = 64  # at least


def exact(value, dtype="float64"):
    """The shortest text that reads back as this very number."""
    text = str(np.dtype(dtype).type(value))
    return text[:-2] if text.endswith(".0") else text


def rounded(value, dtype="float64"):
    """Text for a recorded result, with more digits than any tolerance needs."""
    if not math.isfinite(value):
        raise SystemExit(f"a recorded value is {value}, which the readers do not know")
    return f"{value:.9g}" if dtype == "float32" else f"{value:.11g}"


def array(name, values, dtype="float64", text=exact):
    values = np.asarray(values)
    width = values.shape[-1] if values.ndim > 1 else 12
    flat = [text(v, dtype) for v in values.reshape(-1)]
    yield f"array {name} " + " ".join(map(str, values.shape))
    for start in range(0, len(flat), width):
        yield " ".join(flat[start : start + width])


def sampled(name, values, dtype):
    """Entries from all rows and columns: the step has no divisor in common with the width."""
    step = values.size // SAMPLES
    while math.gcd(step, values.shape[-1]) != 1:
        step += 1
    flat = values.reshape(-1).astype("float64")
    shape = " ".join(map(str, values.shape))
    yield f"sampled {name} {shape} step={step} sum={rounded(flat.sum())} squares={rounded((flat**2).sum())}"
    picked = [rounded(v, dtype) for v in flat[::step]]
    for start in range(0, len(picked), 12):
        yield " ".join(picked[start : start + 12])


def snake_case(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def spelled(value):
    """An option's value as one word."""
    if isinstance(value, np.floating):
        value = float(value)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return exact(value)
    if isinstance(value, (int, str)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return ",".join(spelled(v) for v in value)
    name, config = value["class_name"], value["config"]
    name = {"L1L2": "l1_l2", "OrthogonalRegularizer": "orthogonal"}.get(name, snake_case(name))
    return name + ":" + ",".join(spelled(as_computed(v)) for v in config.values())


def as_computed(value):
    """A coefficient or a momentum as Keras computes with it."""
    return np.float32(value) if isinstance(value, float) else value


def options(config, skipped=()):
    skipped = {"dtype", "quantization_config", *skipped}
    words = [
        f"{key}={spelled(as_computed(value) if key in ('l1', 'l2', 'momentum') else value)}"
        for key, value in config.items()
        if value is not None and key not in skipped and not key.endswith("_initializer")
    ]
    return "".join(" " + word for word in words)


def described_loss(loss):
    if isinstance(loss, str):
        return losses.get(loss).__name__
    return snake_case(loss["class_name"]) + options(loss["config"], {"name", "reduction", "axis"})


def described(model):
    """The lines of a compiled model."""
    compiled = model.get_compile_config()
    optimizer = compiled["optimizer"]
    unused = {"name"} | ({"use_ema", "ema_momentum"} if not optimizer["config"]["use_ema"] else set())
    yield f"optimizer {optimizer['class_name']}" + options(optimizer["config"], unused)
    yield f"loss {described_loss(compiled['loss'])}"
    if compiled["metrics"]:
        yield "metrics " + " ".join(compiled["metrics"])
    yield "input_shape " + " ".join(map(str, model.input_shape[1:]))
    for layer in model.layers:
        config = {"name": layer.name, **layer.get_config()}
        yield f"layer {type(layer).__name__}" + options(config, {"data_format"} if isinstance(layer, Flatten) else ())


def described_callback(callback):
    keys = [key for key in inspect.signature(type(callback).__init__).parameters if hasattr(callback, key)]
    config = {key: getattr(callback, key) for key in keys if key != "verbose"}
    if isinstance(callback, LearningRateScheduler):
        config["schedule"] = f"multiply:{exact(callback.schedule.factor)}"
    return f"callback {type(callback).__name__}" + options(config)


def written(header, data, before, after, predictions, evaluation, epochs, history, dtype, full=False):
    """The lines of a case."""
    yield from header
    for name, values in data.items():
        if values is not None:
            yield from array(name, values, dtype)
    for i, weight in enumerate(before):
        if isinstance(weight, Generated):
            shape = " ".join(map(str, weight.shape))
            yield f"generated w{i} {shape} seed={weight.seed} limit={exact(weight.limit)}"
        else:
            yield from array(f"w{i}", weight, dtype)
    for i, weight in enumerate(after):
        if weight.size > SAMPLE_ABOVE and not full:
            yield from sampled(f"t{i}", weight, dtype)
        else:
            yield from array(f"t{i}", weight, dtype, rounded)
    yield from array("predictions", predictions, dtype, rounded)
    if evaluation:
        yield "evaluate" + "".join(f" {key}={rounded(evaluation[key], dtype)}" for key in sorted(evaluation))
    yield "epoch " + " ".join(map(str, epochs))
    for key in sorted(history):
        yield f"history {key} " + " ".join(rounded(v, dtype) for v in history[key])
    yield "end"
