#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Expects that a program which was linked with the compiled library prints what it prints as a header-only one:
#
#     same_numbers.sh COMPILED HEADER_ONLY COMPILER AND ITS ARGUMENTS...
#
# HEADER_ONLY is where the second is to be built.
set -eu
compiled=$1 header_only=$2
shift 2
"$@" -o "$header_only"
"$compiled" > "$header_only.expected"
[ "$(wc -l < "$header_only.expected")" -gt 1000 ] || { echo "expected $compiled to print numbers"; exit 1; }
"$header_only" | diff "$header_only.expected" - > "$header_only.difference" ||
    { echo "header-only, other numbers are printed:"; head -n 20 "$header_only.difference"; exit 1; }
