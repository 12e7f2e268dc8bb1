#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the program in module/ with the named module and with the headers, and compares what both print:
#
#     module.sh BUILD_DIR CMAKE COMPILER OPTIONS OF CMAKE...
#
# OCKHAM_CMAKE is asked first: modules need a newer CMake than the rest of the library. Without a CMake, a compiler and a Ninja
# that know modules it says what is missing, and exits with 77, which means: skipped.
set -eu
build=$1 cmake=${OCKHAM_CMAKE:-$2} compiler=$3
shift 3
skip() {
    echo "skipped: $*"
    exit 77
}
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

version=$("$cmake" --version | sed -n '1s/.* //p')
at_least 3.28 "$version" || skip "modules need CMake 3.28, got $version; OCKHAM_CMAKE may name another"
[ -n "$compiler" ] || skip "modules need clang 19 or newer"
version=$("$compiler" -dumpversion)
at_least 19 "$version" || skip "modules need clang 19 or newer, got $version"
"$compiler" -print-prog-name=clang-scan-deps | grep -q / || command -v "clang-scan-deps-${version%%.*}" > /dev/null ||
    skip "modules need clang-scan-deps, which is in clang-tools"
version=$(ninja --version 2> /dev/null || echo none)
at_least 1.11 "$version" && [ "$version" != none ] || skip "modules need Ninja 1.11, got $version"

here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$build"
"$cmake" -G Ninja -S "$here/module" -B "$build" -DCMAKE_BUILD_TYPE=Release "-DCMAKE_CXX_COMPILER=$compiler" "$@"
"$cmake" --build "$build" --target importing including
"$build/including" > "$build/wanted"
"$build/importing" > "$build/got"
diff "$build/wanted" "$build/got"

# A program for another processor than the module's must not link.
if [ "$(uname -m)" = x86_64 ]; then
    if "$cmake" --build "$build" --target other_processor > "$build/refusal"; then
        echo "expected a program with -mavx not to link with a module without"
        exit 1
    fi
    grep 'ockham_all_files_need_one_EIGEN_MAX_ALIGN_BYTES' "$build/refusal"
fi
