# SPDX-License-Identifier: MIT
"""Exchanges files with NumPy and with the Python package safetensors:  exchange.py PROGRAM

Exits with 77 where they are not installed; tests/io/cases/ has files that they recorded.
"""
import itertools
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy as np
    from safetensors import safe_open
    from safetensors.numpy import load_file, save_file
except ImportError as missing:
    print(f"left out: {missing}")
    sys.exit(77)


def run(*arguments):
    return subprocess.run([sys.argv[1], *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def same(ours, theirs):
    assert ours.shape == theirs.shape and np.array_equal(ours, theirs, equal_nan=True), (ours, theirs)


random = np.random.default_rng(0)
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)

    shapes = [(5,), (3, 4), (2, 3, 4), (2, 1, 3, 2), (2, 2, 1, 3, 2), (0, 3)]
    types = ["?", "i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "u1", "<u4", ">u8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]
    for shape, kind, order in itertools.product(shapes, types, "CF"):
        array = np.asarray(abs(random.normal(0, 50, shape)).astype(kind), order=order)
        if array.dtype.kind == "f" and array.size:
            array.flat[0] = np.nan
        np.save(folder / "theirs.npy", array)
        run("copy", folder / "theirs.npy", folder / "ours.npy")
        ours = np.load(folder / "ours.npy")
        same(ours, array)
        assert ours.flags.c_contiguous or order == "F"

    arrays = {
        f"{kind}/{shape}": random.normal(0, 50, shape).astype(kind)
        for shape, kind in itertools.product([(), (0, 3), (3, 4), (1, 2, 1, 2, 1, 2)],
                                             ["?", "i1", "i2", "i4", "i8", "f2", "f4", "f8"])
    } | {'\u00fc"\\\n': np.array([1, 2**64 - 1], np.uint64)}
    metadata = {"format": "np", "\u20ac": 'a "quoted"\nline \\'}
    save_file(arrays, folder / "theirs.safetensors", metadata)
    run("copy", folder / "theirs.safetensors", folder / "ours.safetensors")
    ours = load_file(folder / "ours.safetensors")
    assert ours.keys() == arrays.keys()
    for name, array in arrays.items():
        same(ours[name], array)
        assert ours[name].dtype == array.dtype
    with safe_open(folder / "ours.safetensors", "np") as file:
        assert file.metadata() == metadata

    run("checkpoint", folder / "model.safetensors")
    checkpoint = load_file(folder / "model.safetensors")
    with safe_open(folder / "model.safetensors", "np") as file:
        assert file.metadata() == {"format": "ockham checkpoint 1", "optimizer": "sgd"}
    assert checkpoint["first/kernel"].shape == (3, 2) and checkpoint["first/kernel"].dtype == np.float32
    assert checkpoint["first/kernel/optimizer/0"].shape == (3, 2)
    assert (checkpoint["epoch"], checkpoint["iterations"], checkpoint["learning_rate"]) == (3, 6, 0.125)
    state = checkpoint["random_state"]
    np.random.RandomState().set_state(("MT19937", state[:624], int(state[624])))

    weights = {name: 2 * checkpoint[name] for name in ("first/kernel", "first/bias", "second/kernel", "second/bias")}
    save_file(weights, folder / "weights.safetensors")
    same(np.array(run("load", folder / "weights.safetensors").split(), np.float32), weights["first/kernel"].ravel())
print("all is the same")
