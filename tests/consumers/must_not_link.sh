#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Expects that two files, compiled with different flags, are refused by the linker, which says what they must agree on:
#
#     must_not_link.sh FOLDER "FLAGS OF ONE" "FLAGS OF THE OTHER" EXPECTED COMPILER AND ITS ARGUMENTS...
#
# EXPECTED is the end of the symbol `ockham_all_files_need_...`; if it is empty, the files must link.
set -eu
folder=$1 one=$2 other=$3 expected=$4
shift 4
mkdir -p "$folder"
echo '#include <ockham/core/types.hpp>
int main() { extern int other(); return other(); }' > "$folder/one.cpp"
echo '#include <ockham/core/types.hpp>
int other() { return 0; }' > "$folder/other.cpp"
read -ra one <<< "$one"
read -ra other <<< "$other"
"$@" "${one[@]}" -c "$folder/one.cpp" -o "$folder/one.o"
"$@" "${other[@]}" -c "$folder/other.cpp" -o "$folder/other.o"

# Linked with the flags of both: what a sanitizer needs is not missing.
printed=$(LC_ALL=C "$@" "${one[@]}" "${other[@]}" "$folder/one.o" "$folder/other.o" -o "$folder/program" 2>&1) && linked=1 || linked=0
if [ -z "$expected" ]; then
    [ $linked = 1 ] && "$folder/program" && exit 0
    printf 'expected to link, got: %s\n' "$printed"
elif [ $linked = 1 ]; then
    echo "expected the linker to refuse this"
else
    grep -q "ockham_all_files_need_$expected" <<< "$printed" && exit 0
    printf 'expected: ockham_all_files_need_%s\ngot: %s\n' "$expected" "$printed"
fi
exit 1
