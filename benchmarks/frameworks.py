# SPDX-License-Identifier: MIT
"""The benchmarks' networks in another framework:  frameworks.py keras|torch|jax THREADS

Reads lines from standard input, each of which asks for one turn: `iris`, `digits` or `cnn` (the whole training) or
`predict/iris` or `predict/digits` (one sample). Answers each with a line of JSON: seconds, and after a training the
accuracy it has reached. What comes first, such as the compilation of a step, is not in the time. The data are made up;
only their shapes matter.
"""

import dataclasses
import json
import os
import sys
import time

os.environ |= {"KERAS_BACKEND": "tensorflow", "JAX_PLATFORMS": "cpu", "CUDA_VISIBLE_DEVICES": ""}

import numpy as np


@dataclasses.dataclass
class Task:
    shape: tuple  # of one sample
    layers: list  # (kind, its numbers..., activation)
    rows: int
    validation_rows: int
    epochs: int
    batch: int = 128
    rate: float = 0.01

    def data(self, rows, seed):
        """Noise around a point for each class."""
        generator = np.random.default_rng(seed)
        classes = self.layers[-1][1]
        labels = generator.integers(classes, size=rows)
        middles = np.random.default_rng(0).normal(size=(classes, *self.shape))
        x = middles[labels] + 0.3 * generator.normal(size=(rows, *self.shape))
        return x.astype("float32"), np.eye(classes, dtype="float32")[labels]

    def training(self):
        return self.data(self.rows, 1)

    def validation(self):
        return self.data(self.validation_rows, 2) if self.validation_rows else None


TASKS = {
    "iris": Task(
        (4,),
        [("dense", 512, "tanh"), ("dense", 256, "tanh"), ("dense", 64, "tanh"), ("dense", 32, "relu"), ("dense", 3, "softmax")],
        112,
        38,
        350,
    ),
    "digits": Task((784,), [("dense", 512, "relu"), ("dense", 512, "relu"), ("dense", 10, "softmax")], 8192, 0, 1),
    "cnn": Task(
        (28, 28, 1),
        [("conv", 32, 3, "relu"), ("conv", 64, 3, "relu"), ("pool", 2, None), ("flatten", None)]
        + [("dense", 128, "relu"), ("dense", 10, "softmax")],
        1024,
        0,
        1,
        batch=64,
    ),
}


class Keras:
    """Keras on TensorFlow: `fit`, as its users call it, and `predict`; `call` calls the model as a function."""

    def __init__(self, task, threads):
        import keras
        import tensorflow

        tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
        self.task = task
        make = {
            "dense": lambda units, f: keras.layers.Dense(units, activation=f),
            "conv": lambda filters, size, f: keras.layers.Conv2D(filters, size, activation=f),
            "pool": lambda size, _: keras.layers.MaxPooling2D(size),
            "flatten": lambda _: keras.layers.Flatten(),
        }
        layers = [make[kind](*options) for kind, *options in task.layers]
        self.model = keras.Sequential([keras.Input(task.shape), *layers])
        self.model.compile(
            optimizer=keras.optimizers.SGD(task.rate), loss="categorical_crossentropy", metrics=["accuracy"]
        )
        self.x, self.y = task.training()
        self.validation = task.validation()

    def train(self, epochs):
        history = self.model.fit(
            self.x, self.y, epochs=epochs, batch_size=self.task.batch, validation_data=self.validation, verbose=0
        )
        return history.history["accuracy"][-1]

    def predict(self, sample):
        return self.model.predict(sample, verbose=0)

    def call(self, sample):
        return self.model(sample, training=False).numpy()


class Torch:
    """PyTorch as it is written by hand, eager."""

    def __init__(self, task, threads):
        import torch

        torch.set_num_threads(threads)
        self.torch, self.task = torch, task
        functions = {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}
        make = {
            "dense": torch.nn.LazyLinear,
            "conv": torch.nn.LazyConv2d,
            "pool": torch.nn.MaxPool2d,
            "flatten": torch.nn.Flatten,
        }
        layers = []
        for kind, *options, f in task.layers:
            layers.append(make[kind](*options))
            if f in functions:
                layers.append(functions[f]())  # the softmax is part of the loss
        self.model = torch.nn.Sequential(*layers)
        with torch.no_grad():
            self.model(self.tensor(task.training()[0][:1]))  # from which layers take their sizes
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=task.rate)
        self.x, self.y = self.tensors(task.training())
        self.validation = self.tensors(task.validation()) if task.validation_rows else None

    def tensor(self, x):
        """Channels come first in PyTorch."""
        return self.torch.from_numpy(np.ascontiguousarray(np.moveaxis(x, -1, 1)))

    def tensors(self, data):
        return self.tensor(data[0]), self.torch.from_numpy(data[1].argmax(1))

    def train(self, epochs):
        torch, batch = self.torch, self.task.batch
        loss_of = torch.nn.functional.cross_entropy
        for _ in range(epochs):
            order, loss_sum, right = torch.randperm(len(self.x)), 0.0, 0
            for first in range(0, len(self.x), batch):
                chosen = order[first : first + batch]
                x, y = self.x[chosen], self.y[chosen]
                self.optimizer.zero_grad()
                output = self.model(x)
                loss = loss_of(output, y)
                loss.backward()
                self.optimizer.step()
                loss_sum += loss.item() * len(x)
                right += (output.argmax(1) == y).sum().item()
            if self.validation:
                with torch.inference_mode():
                    output = self.model(self.validation[0])
                    loss_of(output, self.validation[1]).item()
                    (output.argmax(1) == self.validation[1]).float().mean().item()
        return right / len(self.x)

    def predict(self, sample):
        with self.torch.inference_mode():
            return self.model(self.tensor(sample)).softmax(1).numpy()


class Jax:
    """A training step and a validation that JAX has compiled; their results are fetched once, at the end."""

    def __init__(self, task, threads):
        import jax
        import jax.numpy as jnp

        functions = {"tanh": jnp.tanh, "relu": jax.nn.relu}  # the softmax is part of the loss
        self.task, self.generator = task, np.random.default_rng(3)

        def drawn(*shape):
            fans = shape[-2] + shape[-1]
            limit = (6 / (fans * np.prod(shape[:-2]))) ** 0.5
            return jnp.asarray(self.generator.uniform(-limit, limit, shape), jnp.float32), jnp.zeros(shape[-1])

        def largest(x, size):
            window = (1, size, size, 1)
            return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, window, window, "VALID")

        def convolved(x, kernel):
            return jax.lax.conv_general_dilated(x, kernel, (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC"))

        self.parameters, shape = [], (1, *task.shape)
        for kind, *options, _ in task.layers:
            parameters = ()
            if kind == "dense":
                parameters, shape = drawn(shape[-1], options[0]), (1, options[0])
            elif kind == "conv":
                filters, size = options
                parameters = drawn(size, size, shape[-1], filters)
                shape = (1, shape[1] - size + 1, shape[2] - size + 1, filters)
            elif kind == "pool":
                shape = (1, shape[1] // options[0], shape[2] // options[0], shape[3])
            else:
                shape = (1, int(np.prod(shape)))
            self.parameters.append(parameters)
        self.x, self.y = map(jnp.asarray, task.training())
        self.validation = tuple(map(jnp.asarray, task.validation())) if task.validation_rows else None

        def forward(parameters, x):
            for own, (kind, *options, f) in zip(parameters, task.layers):
                if kind == "dense":
                    x = x @ own[0] + own[1]
                elif kind == "conv":
                    x = convolved(x, own[0]) + own[1]
                elif kind == "pool":
                    x = largest(x, options[0])
                else:
                    x = x.reshape(len(x), -1)
                x = functions.get(f, lambda z: z)(x)
            return x

        def judge(parameters, x, y):
            logits = forward(parameters, x)
            loss = -(jax.nn.log_softmax(logits) * y).sum(1).mean()
            return loss, (logits.argmax(1) == y.argmax(1)).mean()

        def step(parameters, x, y, chosen):
            (loss, accuracy), gradients = jax.value_and_grad(judge, has_aux=True)(parameters, x[chosen], y[chosen])
            return jax.tree.map(lambda p, g: p - task.rate * g, parameters, gradients), loss, accuracy

        self.step, self.judge = jax.jit(step, donate_argnums=0), jax.jit(judge)
        self.forward = jax.jit(lambda parameters, x: jax.nn.softmax(forward(parameters, x)))

    def train(self, epochs):
        history, validation = [], []
        for _ in range(epochs):
            order = self.generator.permutation(self.task.rows)
            for first in range(0, self.task.rows, self.task.batch):
                chosen = order[first : first + self.task.batch]
                self.parameters, *results = self.step(self.parameters, self.x, self.y, chosen)
            history.append(results)
            if self.validation:
                validation.append(self.judge(self.parameters, *self.validation))
        fetched = [[(float(loss), float(accuracy)) for loss, accuracy in part] for part in (history, validation)]
        return fetched[0][-1][1]

    def predict(self, sample):
        return np.asarray(self.forward(self.parameters, sample))


def now():
    return time.perf_counter(), time.process_time()


def since(start, calls):
    """What one of `calls` calls took: on the clock, and of the processor."""
    wall, processor = now()
    return {"seconds": (wall - start[0]) / calls, "cpu_seconds": (processor - start[1]) / calls}


def main():
    framework, threads = {"keras": Keras, "torch": Torch, "jax": Jax}[sys.argv[1]], int(sys.argv[2])
    made = {}
    for line in sys.stdin:
        name = line.strip()
        kind, _, task_name = name.rpartition("/")
        task = TASKS[task_name]
        if task_name not in made:
            made[task_name] = framework(task, threads)
            made[task_name].train(2)
        if not kind:
            start = now()
            accuracy = made[task_name].train(task.epochs)
            answer = since(start, 1) | {"accuracy": accuracy}
        else:
            sample, function = task.training()[0][:1], getattr(made[task_name], kind)
            for _ in range(5):
                function(sample)
            start, calls = now(), 0
            while time.perf_counter() - start[0] < 0.1:
                function(sample)
                calls += 1
            answer = since(start, calls)
        print(json.dumps(answer), flush=True)


main()
