#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what was built in a folder, and moves that somewhere else:  install_and_move.sh BUILT PREFIX CMAKE
#
# What CMake reads of it must not know where it was built, or installed first.
set -eu
built=$1 prefix=$2 cmake=$3
rm -rf "$prefix" "$prefix.first"
"$cmake" --install "$built" --prefix "$prefix.first" > /dev/null
mv "$prefix.first" "$prefix"
ls "$prefix"/lib*/libockham*.a "$prefix"/lib*/*/libockham*.a 2> /dev/null | grep -q . ||
    { echo "expected a library in $prefix"; exit 1; }
if grep -rFn -e "$built" -e "$prefix" --include='*.cmake' "$prefix"; then
    echo "expected no paths of this machine"
    exit 1
fi
