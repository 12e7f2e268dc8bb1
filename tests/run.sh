#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds and runs all tests:  bash tests/run.sh
#
# Works from any folder on a bare Debian 12 or Ubuntu 22.04 and newer. The unit tests run a second time under the
# sanitizers; OCKHAM_SANITIZE= (empty) leaves that out. Keras, TensorBoard and others that files are exchanged with are
# installed into build/python (1.6 GB); where that fails, their tests are skipped, and the last line names them.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/tests
python=$root/build/python

bash "$root/cmake/install_dependencies.sh" compiler cmake ninja eigen catch2 ccache hdf5 libzip json

# Mostly a wait for the network, so the compiler works meanwhile. It must not outlive this script.
mkdir -p "$build"
bash "$root/tests/python/environment.sh" "$python" > "$build/python.log" 2>&1 < /dev/null &
environment=$!
trap wait EXIT

cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DOCKHAM_BUILD_BENCHMARKS=OFF -DOCKHAM_TEST_BATCH=8 -DOCKHAM_SANITIZE="${OCKHAM_SANITIZE-address,undefined}" \
    -DOCKHAM_PYTHON="$python/bin/python" -DOCKHAM_KERAS_PYTHON="$python/bin/python"
cmake --build "$build" --parallel "$(nproc)" -- -k 0
wait "$environment" || echo "Python's packages could not be installed: see $build/python.log" >&2

cd "$build"
status=0
ctest --output-on-failure --no-tests=error --parallel "$(nproc)" --output-junit results.xml < /dev/null || status=$?
skipped=$(sed -n 's/.*<testcase name="\([^"]*\)".* status="notrun".*/\1/p' results.xml | paste -s -d ' ')
[ -z "$skipped" ] || echo "Skipped: $skipped"
exit "$status"
