#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs a test with a Python that may not be there yet when the build is configured:  run.sh PYTHON SCRIPT [ARGUMENT...]
#
# Exits with 77, and says so, if it is still not there.
set -u
if ! "$1" -c '' 2> /dev/null; then
    echo "left out: no Python at '$1'"
    exit 77
fi
exec "$@"
