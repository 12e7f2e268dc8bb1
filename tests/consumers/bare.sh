#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# No build system at all:  bare.sh PROGRAM COMPILER AND ITS ARGUMENTS...
set -eu
program=$1
shift
"$@" -o "$program"
"$program"
