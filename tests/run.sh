#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds and runs all tests:  bash tests/run.sh
#
# Works from any folder on a bare Debian 12 or Ubuntu 22.04 and newer. The unit tests run a second time under the
# sanitizers; OCKHAM_SANITIZE= (empty) leaves that out.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/tests

bash "$root/cmake/install_dependencies.sh" compiler cmake ninja eigen catch2 ccache hdf5 libzip json
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DOCKHAM_BUILD_BENCHMARKS=OFF -DOCKHAM_SANITIZE="${OCKHAM_SANITIZE-address,undefined}"
cmake --build "$build" --parallel "$(nproc)" -- -k 0
cd "$build"
exec ctest --output-on-failure --no-tests=error --parallel "$(nproc)" < /dev/null
