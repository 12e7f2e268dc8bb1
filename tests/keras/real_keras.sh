#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs real_keras.py with the Python that OCKHAM_KERAS_PYTHON names (or python3), if that has Keras 3; otherwise says so,
# and exits with 77:  real_keras.sh KERAS_TRAIN CASES_DIR
set -u
python=${OCKHAM_KERAS_PYTHON:-python3}
export TF_CPP_MIN_LOG_LEVEL=3
found=$("$python" -c 'import keras; print(keras.__version__)' 2> /dev/null | tail -n 1)
case $found in
    3.*) exec "$python" "$(dirname "$0")/real_keras.py" "$@" ;;
esac
echo "Skipped: '$python' has no Keras 3. A Python that has it can be named by -DOCKHAM_KERAS_PYTHON=... or in the" \
    "environment; tests/python/environment.sh makes one."
exit 77
