#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Checks the rules of the tree:  check.sh ROOT
#
# Prints one line for each breach, and exits with 1 if there is any.
set -u
here=$(cd "$(dirname "$0")" && pwd)
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
    [preprocessing]="core io"
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
    [core/build.hpp]="macros, held by all tests, of which some are compiled and some header-only"
    [core/bodies.hpp]="the same"
    [core/link_check.hpp]="held by programs that must not link, in tests/consumers"
    [core/handle_members.hpp]="the members of handle.hpp, and tested with it"
    [kernels/flags.hpp]="a macro, tried by tests/consumers/kernel_names.sh"
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
    behind=()  # core/bodies.hpp turns what comes after it, and so is behind no door
    for header in "${headers[@]}"; do
        [ "$header" = include/ockham/core/bodies.hpp ] || behind+=("${header#include/ockham/}")
    done
    while read -r difference; do
        case $difference in
            '<'*) breach "$door" "expected it to include <ockham/${difference#< }>" ;;
            '>'*) breach "$door" "expected it to include nothing but the room, got <ockham/${difference#> }>" ;;
        esac
    done < <(diff <(printf '%s\n' "${behind[@]}" | sort) <(includes_of "$door" | sort))

    # What a door shows to bodies alone is included by bodies in several files of the library: it is inline, or there twice.
    for header in $(sed -n '/^#if OCKHAM_BODIES/,/^#endif/p' "$door" | includes_of /dev/stdin); do
        ! grep -qE '^#if OCKHAM_BODIES|OCKHAM_FUNC|OCKHAM_INSTANTIATE' "include/ockham/$header" 2> /dev/null ||
            breach "include/ockham/$header" "has bodies that the library holds, so $door must include it outside of #if OCKHAM_BODIES"
    done
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

# The compiled library holds every room once, and what is built in; that of keras is another library. Nothing but files of
# the library switches to bodies.
switch=core/bodies.hpp
for header in $(grep -lE "^ *# *include *<ockham/$switch>" include/**/*.hpp); do
    [ "$header" = include/ockham/src.hpp ] ||
        breach "$header" "only <ockham/src.hpp> and files of the library may include <ockham/$switch>"
done
held=()
for source in src/*.cpp; do
    includes_of "$source" | grep -qx "$switch" || breach "$source" "expected it to include <ockham/$switch>"
    [[ $source == src/keras* ]] || mapfile -t -O ${#held[@]} held < <(includes_of "$source" | sed "0,\|^$switch\$|d" | grep -v /)
done
for room in "${!may_include[@]}"; do
    [[ " $optional " != *" $room "* ]] && [ -e "include/ockham/$room.hpp" ] || continue
    times=$(printf '%s\n' "${held[@]}" | grep -cx "$room.hpp")
    [ "$times" = 1 ] ||
        breach src "expected one file that includes <ockham/$room.hpp> after <ockham/$switch>, got $times"
done
while read -r header line; do
    breach "$header" "expected $line; beside the static_assert"
done < <(comm -23 <(awk -f "$here/built_in.awk" include/ockham/*/**/*.hpp | awk '
        $2 == "Layer" || $2 == "Callback" { print $1, "OCKHAM_BUILT_IN_" toupper($2) "(" $3 ")"; next }
        { print $1, "OCKHAM_BUILT_IN(" $2 ", " $3 ")" }
        $2 == "Loss" { print $1, "OCKHAM_BUILT_IN(Metric, " $3 ")" }' | sort) \
    <(grep -oE '^OCKHAM_BUILT_IN[A-Z_]*\([^)]*\)' include/ockham/*/**/*.hpp /dev/null | sed 's/:/ /' | sort))

# What the headers include from elsewhere, the module includes before it begins.
module=src/ockham.cppm
if [ -e "$module" ]; then
    others() { sed -nE 's/^ *# *include *<([^>]+)>.*/\1/p' "$@" | grep -v '^ockham/' | sort -u; }
    for included in $(comm -23 <(others $(find include -name '*.hpp' ! -path '*/keras/*')) \
        <(sed '/^export module/,$d' "$module" | others /dev/stdin)); do
        breach "$module" "expected it to include <$included> before the module begins, as the headers do"
    done
fi

# Kernels are named after the flags that they are compiled with.
while IFS=: read -r header line; do
    breach "$header" "expected namespace ockham::kernels::inline OCKHAM_FLAGS, got $line"
done < <(grep -E '^ *(inline )?namespace .*kernels' include/ockham/kernels/*.hpp /dev/null |
    grep -vE '^[^:]*/(threads|instruction_set|flags)\.hpp:|:namespace ockham::kernels::inline OCKHAM_FLAGS[: ]')
for header in $(awk '
    /^ *(inline )?namespace .*OCKHAM_FLAGS/ { named[FILENAME] = 1 }
    /^ *# *define/ { macro = 1 }
    !macro && !/^ *\/\// && /OCKHAM_OPTIMIZE|OCKHAM_LOOP|[^a-z_]target\(/ { used[FILENAME] = 1 }
    !/\\$/ { macro = 0 }
    END { for (file in used) if (!(file in named)) print file }' include/**/*.hpp); do
    breach "$header" "has functions whose code depends on flags, so expected a namespace OCKHAM_FLAGS around them"
done

# Files: the license first, a length that a reader can hold, nothing on standard output.
for source in {include,src,tests,examples,benchmarks}/**/*.{hpp,cpp,cppm}; do
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
            else if (code ~ /(^|[^a-z_])(v?(f|s|sn|d)?(printf|scanf)|strto(d|f|ld)|ato[fil]|sto(d|f|ld))\(|std::to_string\(|<(sstream|iomanip|clocale|locale)>/)
                wanted = "expected numbers to be read and written by Text, std::to_chars and std::from_chars, which know no locale"
            if (wanted != "" && comment == "") print wanted ", got line " NR ": " $0
        }' "$header")
done

[ "$breaches" = 0 ] || { echo "$breaches breaches of the rules in tests/structure/check.sh"; exit 1; }
