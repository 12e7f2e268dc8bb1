# SPDX-License-Identifier: MIT
"""Has TensorBoard read what the callback of this name writes:  tensor_board.py PROGRAM

Exits with 77 where TensorBoard is not installed; tests/io/ has a file that TensorFlow wrote, byte for byte.
"""
import pathlib
import struct
import subprocess
import sys
import tempfile

try:
    from tensorboard.backend.event_processing.data_provider import MultiplexerDataProvider
    from tensorboard.backend.event_processing.plugin_event_multiplexer import EventMultiplexer
    from tensorboard.context import RequestContext
except ImportError as missing:
    print(f"left out: {missing}")
    sys.exit(77)


def single(number):
    return struct.unpack("f", struct.pack("f", float(number)))[0]


with tempfile.TemporaryDirectory() as folder:
    logs = pathlib.Path(folder) / "logs" / "first"
    printed = subprocess.run([sys.argv[1], "tensor_board", str(logs)], check=True, capture_output=True, text=True).stdout
    history = {line.split()[0]: [single(value) for value in line.split()[1:]] for line in printed.splitlines()}

    # What the page of scalars asks for.
    multiplexer = EventMultiplexer().AddRunsFromDirectory(folder)
    multiplexer.Reload()
    provider = MultiplexerDataProvider(multiplexer, folder)
    read = provider.read_scalars(RequestContext(), experiment_id="", plugin_name="scalars", downsample=1000)
    runs = {run: {tag: [(p.step, p.value) for p in points] for tag, points in tags.items()} for run, tags in read.items()}
    assert set(runs) == {"logs/first/train", "logs/first/validation"}, runs
    train, validation = runs["logs/first/train"], runs["logs/first/validation"]

    # 15 samples to train on in batches of 3.
    for name, values in history.items():
        if name.startswith("val_"):
            assert validation.pop(f"epoch_{name[4:]}") == list(enumerate(values)), name
            assert validation.pop(f"evaluation_{name[4:]}_vs_iterations") == list(zip([5, 10, 15, 20], values)), name
        else:
            assert train.pop(f"epoch_{name}") == list(enumerate(values)), name
            points = train.pop(f"batch_{name}")
            assert [step for step, _ in points] == list(range(2, 21, 2)), name
            assert [value for step, value in points if step in (10, 20)] == values[1::2], name
    assert train.pop("epoch_learning_rate") == [(epoch, 0.125) for epoch in range(4)]
    assert not train and not validation, (train, validation)
print("TensorBoard reads what was written")
