# SPDX-License-Identifier: MIT
"""Single steps of optimizers, and learning rates of schedules: the blocks of ../optimizers/steps.txt."""

import keras
import numpy as np
import tensorflow as tf
from keras import optimizers
from keras.optimizers import schedules

from text import array, rounded, spelled

STEPS = 10

# What is passed besides the learning rate, call by call.
OWN = {
    "SGD": [{}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}, {"learning_rate": 0.0}],
    "RMSprop": [{}, {"momentum": 0.6}, {"centered": True}, {"momentum": 0.3, "centered": True, "rho": 0.8, "epsilon": 1e-3}],
    "Adam": [{}, {"amsgrad": True}, {"beta_1": 0.8, "beta_2": 0.97, "epsilon": 1e-3}],
    "AdamW": [{}, {"amsgrad": True, "weight_decay": 0.2}],
    "Adamax": [{}, {"beta_1": 0.7, "beta_2": 0.9, "epsilon": 1e-2}],
    "Nadam": [{}, {"beta_1": 0.95, "beta_2": 0.9, "epsilon": 1e-2}],
    "Adagrad": [{}, {"initial_accumulator_value": 0.0, "epsilon": 1e-2}],
    "Adadelta": [{"learning_rate": 1.0}, {"rho": 0.8, "epsilon": 1e-3}],
    "Lion": [{}, {"beta_1": 0.6, "beta_2": 0.8}],
    "Ftrl": [
        {}, {"learning_rate_power": -0.3}, {"learning_rate_power": 0.0, "l1_regularization_strength": 0.3},
        {"l1_regularization_strength": 1.5, "l2_regularization_strength": 0.1},
        {"l2_shrinkage_regularization_strength": 0.1, "beta": 0.5, "initial_accumulator_value": 0.5},
    ],
}
SHARED = [
    {"clipnorm": 0.5}, {"clipvalue": 0.4}, {"global_clipnorm": 0.5}, {"global_clipnorm": 50.0}, {"weight_decay": 0.3},
    {"weight_decay": 0.3, "exclude_from_weight_decay": "bias"}, {"use_ema": True, "ema_momentum": 0.8},
    {"use_ema": True, "ema_momentum": 0.7, "ema_overwrite_frequency": 3}, {"gradient_accumulation_steps": 3},
    {
        "gradient_accumulation_steps": 2, "use_ema": True, "ema_momentum": 0.6, "ema_overwrite_frequency": 2, "clipnorm": 0.5,
        "weight_decay": 0.2,
    },
]
SHARED_BY = {"SGD": {"momentum": 0.9}, "Adam": {}, "Ftrl": {}}

# What Keras rounds to float32; Adam's, Adamax' and Nadam's betas it rounds in some places only.
ROUNDED = {"SGD": ("momentum",), "Lion": ("beta_1", "beta_2"), "Adagrad": ("initial_accumulator_value",), "Ftrl": ("initial_accumulator_value",)}


def calls():
    for name, choices in OWN.items():
        for choice in choices:
            yield name, choice
    for name, always in SHARED_BY.items():
        for choice in SHARED:
            yield name, {**always, **choice}
    yield "Adam", {"learning_rate": schedules.ExponentialDecay(0.1, 2, 0.5, staircase=True), "weight_decay": 0.1}
    yield "SGD", {"learning_rate": schedules.ExponentialDecay(0.1, 2, 0.5), "gradient_accumulation_steps": 3}


def words(name, options):
    for key, value in options.items():
        if isinstance(value, schedules.LearningRateSchedule):
            config = value.get_config()
            yield f"schedule={type(value).__name__}"
            yield from (f"{k}={spelled(v)}" for k, v in config.items() if k != "name")
        elif key == "weight_decay" or key in ROUNDED.get(name, ()):
            yield f"{key}={spelled(np.float32(value))}"
        else:
            yield f"{key}={spelled(value)}"


def optimizer_blocks():
    rng = np.random.RandomState(7)
    before = [rng.normal(size=(2, 3)).round(2), rng.normal(size=3).round(2)]
    steps = [[rng.normal(size=w.shape).round(2) for w in before] for _ in range(STEPS)]
    for gradient in steps[2]:
        gradient[:] = 0
    for step in steps:
        step[1][0] = 0
    for name, choice in calls():
        options = {"learning_rate": 0.1, **choice}
        excluded = options.pop("exclude_from_weight_decay", None)
        optimizer = getattr(optimizers, name)(**options)
        if excluded:
            optimizer.exclude_from_weight_decay(var_names=[excluded])
            options["exclude_from_weight_decay"] = excluded
        variables = [keras.Variable(w, name=part) for w, part in zip(before, ("kernel", "bias"))]
        after = [[], []]
        for gradients in steps:
            optimizer.apply([tf.constant(g) for g in gradients], variables)
            for i, variable in enumerate(variables):
                after[i].append(np.array(variable))
        optimizer.finalize_variable_values(variables)
        if name == "AdamW":
            options.setdefault("weight_decay", optimizer.weight_decay)
        yield f"optimizer {name} " + " ".join(words(name, options))
        for i, variable in enumerate(variables):
            yield from array(f"w{i}", before[i])
            yield from array(f"g{i}", [gradients[i] for gradients in steps])
            yield from array(f"t{i}", after[i], text=rounded)
            yield from array(f"f{i}", np.array(variable), text=rounded)
        yield "end"


SCHEDULES = [
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.7}),
    ("ExponentialDecay", {"initial_learning_rate": 0.3, "decay_steps": 4, "decay_rate": 0.6, "staircase": True}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 2.0, "decay_rate": 0.5}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.9, "staircase": True}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 9}),
    ("PolynomialDecay", {"initial_learning_rate": 0.01, "decay_steps": 9, "end_learning_rate": 0.1, "power": 2.0}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 5, "end_learning_rate": 0.02, "power": 0.5, "cycle": True}),
    ("PiecewiseConstantDecay", {"boundaries": [2, 7, 11], "values": [0.1, 0.03, 0.05, 0.01]}),
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 11}),
    ("CosineDecay", {"initial_learning_rate": 0.01, "decay_steps": 9, "alpha": 0.05, "warmup_target": 0.2, "warmup_steps": 4}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 4}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 3, "t_mul": 1.5, "m_mul": 0.8, "alpha": 0.1}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 4, "t_mul": 1.0, "m_mul": 0.5}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 2, "t_mul": 3.0}),
]
TIMES = [*range(30), 53, 54, 81, 100, 161, 162, 12345]


def rates(schedule):
    """What a model trains with at these steps: its one weight has the gradient -1."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(optimizers.SGD(schedule), loss=lambda y, p: -p, jit_compile=False)
    for step in TIMES:
        model.optimizer._iterations.assign(step)
        model.set_weights([np.zeros((1, 1))])
        model.train_on_batch(np.ones((1, 1)), np.ones((1, 1)))
        yield model.get_weights()[0][0, 0]


def schedule_blocks():
    for name, options in SCHEDULES:
        yield f"schedule {name} " + " ".join(f"{key}={spelled(value)}" for key, value in options.items())
        yield from array("step", TIMES)
        yield from array("value", list(rates(getattr(schedules, name)(**options))), text=rounded)
        yield "end"


def step_blocks():
    yield from optimizer_blocks()
    yield from schedule_blocks()
