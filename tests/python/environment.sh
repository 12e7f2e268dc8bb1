#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Makes a virtual environment of Python with the packages of requirements.txt:  environment.sh FOLDER
#
# One that is complete is used again, without the network. What an earlier attempt has left is completed.
set -eu
folder=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=$folder/bin/python

# What was installed is noted at the end only; a Python that the system has replaced since does not start.
works() { "$python" -m pip --version > /dev/null 2>&1; }
works && cmp -s "$here/requirements.txt" "$folder/installed.txt" && exit 0

bash "$here/../../cmake/install_dependencies.sh" venv
works || python3 -m venv --clear "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --retries 2 -r "$here/requirements.txt"
cp "$here/requirements.txt" "$folder/installed.txt"
