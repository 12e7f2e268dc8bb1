# SPDX-License-Identifier: MIT
"""Records the small files of NumPy and of the package safetensors that the tests read: the files in cases/.

    python -m venv numpy && numpy/bin/pip install numpy==2.4.6 safetensors==0.8.0
    numpy/bin/python record.py

Every array of {type}_{order of bytes}_{order of axes}.npy is [[[0, 1, 2], [3, 4, 5]]] in that type; of booleans it is that
modulo 2, and of types with a sign minus that.
"""
import pathlib

import numpy as np
from safetensors.numpy import save_file

cases = pathlib.Path(__file__).parent / "cases"
cases.mkdir(exist_ok=True)
numbers = np.arange(6).reshape(1, 2, 3)
for kind in "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8".split():
    values = numbers % 2 if kind == "b1" else numbers if kind[0] == "u" else -numbers
    for endian in "<>" if kind[1] != "1" else "|":
        for order in "CF":
            array = np.asarray(values.astype(endian + kind), order=order)
            np.save(cases / f"{kind}_{dict(zip('<>|', ['little', 'big', 'none']))[endian]}_{order}.npy", array)

for version in (2, 0), (3, 0):
    with open(cases / f"version_{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, np.array([1.5, -2.5]), version=version)
np.save(cases / "rank_0.npy", np.array(2.5))
np.save(cases / "rank_5.npy", np.arange(32, dtype=np.int16).reshape(2, 2, 2, 2, 2))
np.save(cases / "rank_6.npy", np.zeros((1, 1, 1, 1, 1, 1), np.int8))
np.save(cases / "no_rows.npy", np.zeros((0, 3), np.float32))
np.save(cases / "no_columns.npy", np.zeros((3, 0), np.float32))
np.save(cases / "text.npy", np.array(["a", "b"]))
np.save(cases / "complex.npy", np.array([1j]))
np.save(cases / "records.npy", np.zeros(1, dtype=[("a", "<f4")]))

for save in np.savez, np.savez_compressed:
    save(cases / f"{save.__name__}.npz", x=np.arange(6, dtype=np.int32).reshape(2, 3), y=np.array([0.5, -1.5]))

save_file(
    {
        "flags": np.array([True, False]),
        "bytes": np.array([0, 255], np.uint8),
        "small": np.array([-128, 127], np.int8),
        "half": np.array([1.5, -65504, 2.0**-24], np.float16),
        "kernel": np.array([[0.1, -2, 3], [4, 5, 1e30]], np.float32),
        "scalar": np.array(0.1),
        "counts": np.array([[-(2**62)], [7]], np.int64),
        "naturals": np.array([2**32 - 1], np.uint32),
        "none": np.zeros((0, 3), np.float32),
        'näme "q"/\\': np.array([1, 2], np.uint16),
    },
    cases / "all.safetensors",
    metadata={"format": "np", "note": 'line\n"quoted" \\ ü'},
)
