#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Expects that a file does not compile, and that the compiler says what the file's line `// expect: ...` says:
#
#     must_not_compile.sh FILE COMPILER AND ITS ARGUMENTS...
set -u
file=$1
shift
expected=$(sed -n 's/^\/\/ expect: //p' "$file")
[ -n "$expected" ] || { echo "$file has no line '// expect: ...'"; exit 1; }
if printed=$(LC_ALL=C "$@" -fsyntax-only "$file" 2>&1); then
    echo "$file compiles"
    exit 1
fi
grep -qF -- "$expected" <<< "$printed" && exit 0
printf 'expected: %s\ngot: %s\n' "$expected" "$printed"
exit 1
