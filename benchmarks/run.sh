#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures Ockham beside what else its users could take:  bash benchmarks/run.sh [options of run.py]
#
# Works from any folder on a bare Debian 12 or Ubuntu 22.04 and newer. Installs TensorFlow with Keras, PyTorch and JAX
# into build/benchmarks/frameworks (some 8 GB, as PyTorch brings what GPUs need); what cannot be installed is left out.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/benchmarks
python=$build/frameworks/bin/python

bash "$root/cmake/install_dependencies.sh" compiler cmake ninja eigen benchmark openblas onednn venv clang
mkdir -p "$build"
[ -x "$python" ] || python3 -m venv "$build/frameworks"
for framework in tensorflow-cpu torch jax; do
    "$python" -m pip install --quiet "$framework" || echo "$framework is left out" >&2
done
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DOCKHAM_BUILD_TESTS=OFF -DOCKHAM_BUILD_EXAMPLES=OFF
cmake --build "$build" --target benchmarks
PYTHONDONTWRITEBYTECODE=1 exec "$python" "$root/benchmarks/run.py" --build "$build" "$@"
