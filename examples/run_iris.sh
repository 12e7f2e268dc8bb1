#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds and runs the Iris experiment:  bash examples/run_iris.sh [its options]
#
# Works from any folder on a bare Debian 12 or Ubuntu 22.04 and newer. The plots go to out/iris, or to where
# `--out DIR` says.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/iris

bash "$root/cmake/install_dependencies.sh" compiler cmake ninja eigen
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DOCKHAM_BUILD_TESTS=OFF -DOCKHAM_BUILD_BENCHMARKS=OFF
cmake --build "$build" --target iris

case " $* " in
    *" --out "* | *" --out="*) ;;
    *)
        mkdir -p "$root/out"
        set -- "$@" --out "$root/out/iris"
        ;;
esac
exec "$build/examples/iris" "$@"
