# SPDX-License-Identifier: MIT
"""Records scalars that TensorFlow writes for TensorBoard, for event_file_test.cpp: cases/scalars.tfevents and what is in it.

    python -m venv tensorflow && tensorflow/bin/pip install tensorflow==2.21.0 tensorboard==2.21.0
    tensorflow/bin/python record_events.py > golden_events.hpp
"""
import pathlib
import shutil
import tempfile

import tensorflow as tf
from tensorboard.backend.event_processing.event_file_loader import RawEventFileLoader
from tensorboard.compat.proto.event_pb2 import Event

SCALARS = [
    ("epoch_loss", 0, 0.75),
    ("epoch_accuracy", 0, 1.0),
    ("epoch_loss", 1, 0.1),
    ("epoch_loss", 127, 0.0),
    ("epoch_loss", 128, 1 / 3),
    ("evaluation_loss_vs_iterations", 2**31, 1e-45),
    ("t\u00e4g/\u20ac", 2**62, 3e38),
    ("nan", 300, float("nan")),
    ("x" * 200, 5, -3.5),
    ("y", 6, float("-inf")),
]

cases = pathlib.Path(__file__).parent / "cases"
with tempfile.TemporaryDirectory() as folder:
    with tf.summary.create_file_writer(folder).as_default():
        for tag, step, value in SCALARS:
            tf.summary.scalar(tag, value, step=step)
    (file,) = pathlib.Path(folder).iterdir()
    shutil.copy(file, cases / "scalars.tfevents")

print("// SPDX-License-Identifier: MIT")
print(f"// Recorded by record_events.py from TensorFlow {tf.__version__}.")
print(
    """#pragma once

#include <cmath>
#include <cstdint>

namespace golden_events {

struct Scalar {
    const char* tag;
    std::int64_t step;
    double value;
    double wall_time;
};

// clang-format off
inline const Scalar scalars[] = {"""
)
spelled = {"nan": "NAN", "-inf": "-INFINITY"}
records = list(RawEventFileLoader(str(cases / "scalars.tfevents")).Load())[1:]
for (tag, step, value), record in zip(SCALARS, records, strict=True):
    event = Event()
    event.ParseFromString(record)
    assert (event.summary.value[0].tag, event.step) == (tag, step)
    print(f'    {{"{tag}", {step}, {spelled.get(repr(value), repr(value))}, {event.wall_time.hex()}}},')
print(
    """};
// clang-format on

}  // namespace golden_events"""
)
