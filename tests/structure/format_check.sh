#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Expects every file to be as clang-format leaves it:  format_check.sh ROOT
#
# The files are compared. What clang-format-14 itself reports is more: comments after inline namespaces, which it does not change.
set -u
cd "$1" || exit 1
shopt -s globstar nullglob
failed=0
for file in {include,src,tests,examples,benchmarks}/**/*.{hpp,cpp}; do
    clang-format-14 "$file" | diff -u --label "$file" --label "$file, formatted" "$file" - || failed=1
done
exit $failed
