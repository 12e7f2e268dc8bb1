#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Checks the rules of the tree:  check.sh ROOT
#
# Prints one line for each breach, and exits with 1 if there is any.
set -u
cd "$1" || exit 1
shopt -s globstar nullglob
breaches=0
breach() {
    echo "$1: $2"
    breaches=$((breaches + 1))
}

# Which rooms, or single headers, the headers of a room may include besides those of their own room.
siblings="activations initializers regularizers constraints losses metrics optimizers schedules"
declare -A may_include=(
    [core]=""
    [kernels]="core"
    [layers]="core kernels $siblings"
    [models]="core kernels $siblings layers"
    [checkpoints]="core io kernels $siblings layers models"
    [training]="core io kernels $siblings layers models checkpoints"
    [datasets]="core"
    [preprocessing]="core"
    [plots]="core training/history.hpp"
    [analysis]="core io kernels $siblings layers models checkpoints training plots preprocessing"
    [io]="core"
    [keras]="core io kernels $siblings layers models"
)
for room in $siblings; do may_include[$room]="core kernels"; done
for room in $siblings layers models; do may_include[keras]+=" $room.hpp"; done  # whatever they will have

# Headers that have no test of their own, each with the reason.
declare -A no_twin=(
    [core/types.hpp]="names of Eigen types, nothing that runs"
)

includes_of() { sed -nE 's/^ *# *include *<ockham\/([^>]+)>.*/\1/p' "$1"; }

# Rooms: which way they depend, which doors they have, which tests.
for folder in include/ockham/*/; do
    room=$(basename "$folder")
    headers=("$folder"**/*.hpp)
    [ ${#headers[@]} = 0 ] && continue
    if [[ ! -v may_include[$room] ]]; then
        breach "$folder" "expected a line in tests/structure/check.sh saying what this room may include"
        continue
    fi

    for header in "${headers[@]}"; do
        for included in $(includes_of "$header"); do
            case " $room ${may_include[$room]} " in
                *" ${included%%/*} "* | *" $included "*) ;;
                *) breach "$header" "a header of $room may not include <ockham/$included>" ;;
            esac
        done
        name=${header#include/ockham/}
        twin=tests/${name%.hpp}_test.cpp
        [ -e "$twin" ] || [[ -v no_twin[$name] ]] || breach "$header" "expected its test in $twin"
    done

    door=include/ockham/$room.hpp
    if [ ! -e "$door" ]; then
        breach "$door" "expected a door to the room $room"
        continue
    fi
    while read -r difference; do
        case $difference in
            '<'*) breach "$door" "expected it to include <ockham/${difference#< }>" ;;
            '>'*) breach "$door" "expected it to include nothing but the room, got <ockham/${difference#> }>" ;;
        esac
    done < <(diff <(printf '%s\n' "${headers[@]#include/ockham/}" | sort) <(includes_of "$door" | sort))
done
# Rooms that need other libraries: their doors are not behind the front door.
optional="keras"
for room in "${!may_include[@]}"; do
    door=$room.hpp
    [ -e "include/ockham/$door" ] && [[ " $optional " != *" $room "* ]] || continue
    includes_of include/ockham/ockham.hpp | grep -qx "$door" ||
        breach include/ockham/ockham.hpp "expected it to include <ockham/$door>"
done
for included in $(includes_of include/ockham/ockham.hpp); do
    [[ -v may_include[${included%.hpp}] ]] || breach include/ockham/ockham.hpp "expected doors only, got <ockham/$included>"
    [[ " $optional " != *" ${included%.hpp} "* ]] ||
        breach include/ockham/ockham.hpp "expected no door to an optional room, got <ockham/$included>"
done

# Files: the license first, a length that a reader can hold, nothing on standard output.
for source in {include,tests,examples,benchmarks}/**/*.{hpp,cpp}; do
    [ "$(head -n 1 "$source")" = "// SPDX-License-Identifier: MIT" ] ||
        breach "$source" "expected its first line to be // SPDX-License-Identifier: MIT"
done
for source in CMakeLists.txt {cmake,tests,examples,benchmarks}/**/{CMakeLists.txt,*.cmake,*.sh,*.awk,*.py}; do
    head -n 2 "$source" | grep -qx '# SPDX-License-Identifier: MIT' ||
        breach "$source" "expected its first line to be # SPDX-License-Identifier: MIT"
done
for header in include/**/*.hpp; do
    lines=$(wc -l < "$header")
    [ "$lines" -le 250 ] || grep -q '^// Longer than 250 lines: .' "$header" ||
        breach "$header" "expected at most 250 lines or a line '// Longer than 250 lines: why', got $lines"
    while IFS= read -r line; do
        breach "$header" "$line"
    done < <(awk '
        {
            code = comment = $0
            sub(/\/\/.*/, "", code)
            if (!sub(/^.*\/\/ /, "", comment)) comment = ""
            wanted = ""
            if (code ~ /std::(cout|cerr|clog)|(^|[^a-z_])(printf|vprintf|puts|putchar|perror)\(|(^|[^a-z_])(stdout|stderr)([^a-z_]|$)|<iostream>/)
                wanted = "expected no writing to the terminal, or a comment on the line that says why"
            else if (code ~ /<(Eigen\/Dense|Eigen\/Eigen|regex|filesystem)>/)
                wanted = "expected no header that takes so long to compile, or a comment on the line that says why"
            if (wanted != "" && comment == "") print wanted ", got line " NR ": " $0
        }' "$header")
done

[ "$breaches" = 0 ] || { echo "$breaches breaches of the rules in tests/structure/check.sh"; exit 1; }
