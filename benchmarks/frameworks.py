# SPDX-License-Identifier: MIT
"""The benchmarks' networks in another framework:  frameworks.py keras|torch|jax THREADS

Reads lines from standard input, each of which asks for one turn: `iris` or `digits` (the whole training) or
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
    sizes: list
    activations: list
    rows: int
    validation_rows: int
    epochs: int
    batch: int = 128
    rate: float = 0.01

    def data(self, rows, seed):
        """Noise around a point for each class."""
        generator = np.random.default_rng(seed)
        labels = generator.integers(self.sizes[-1], size=rows)
        middles = np.random.default_rng(0).normal(size=(self.sizes[-1], self.sizes[0]))
        x = middles[labels] + 0.3 * generator.normal(size=(rows, self.sizes[0]))
        return x.astype("float32"), np.eye(self.sizes[-1], dtype="float32")[labels]

    def training(self):
        return self.data(self.rows, 1)

    def validation(self):
        return self.data(self.validation_rows, 2) if self.validation_rows else None


TASKS = {
    "iris": Task([4, 512, 256, 64, 32, 3], ["tanh", "tanh", "tanh", "relu", "softmax"], 112, 38, 350),
    "digits": Task([784, 512, 512, 10], ["relu", "relu", "softmax"], 8192, 0, 1),
}


class Keras:
    """Keras on TensorFlow: `fit`, as its users call it, and `predict`; `call` calls the model as a function."""

    def __init__(self, task, threads):
        import keras
        import tensorflow

        tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
        self.task = task
        layers = [keras.layers.Dense(units, activation=f) for units, f in zip(task.sizes[1:], task.activations)]
        self.model = keras.Sequential([keras.Input((task.sizes[0],)), *layers])
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
        layers = []
        for inputs, units, f in zip(task.sizes, task.sizes[1:], task.activations):
            layers.append(torch.nn.Linear(inputs, units))
            if f in functions:
                layers.append(functions[f]())  # the softmax is part of the loss
        self.model = torch.nn.Sequential(*layers)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=task.rate)
        self.x, self.y = self.tensors(task.training())
        self.validation = self.tensors(task.validation()) if task.validation_rows else None

    def tensors(self, data):
        return self.torch.from_numpy(data[0]), self.torch.from_numpy(data[1].argmax(1))

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
            return self.model(self.torch.from_numpy(sample)).softmax(1).numpy()


class Jax:
    """A training step and a validation that JAX has compiled; their results are fetched once, at the end."""

    def __init__(self, task, threads):
        import jax
        import jax.numpy as jnp

        functions = {"tanh": jnp.tanh, "relu": jax.nn.relu, "softmax": lambda z: z}  # the softmax is part of the loss
        self.task, self.generator = task, np.random.default_rng(3)
        self.parameters = [
            (jnp.asarray(self.generator.uniform(-1, 1, (i, o)) * (6 / (i + o)) ** 0.5, jnp.float32), jnp.zeros(o))
            for i, o in zip(task.sizes, task.sizes[1:])
        ]
        self.x, self.y = map(jnp.asarray, task.training())
        self.validation = tuple(map(jnp.asarray, task.validation())) if task.validation_rows else None

        def forward(parameters, x):
            for (kernel, bias), f in zip(parameters, task.activations):
                x = functions[f](x @ kernel + bias)
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
