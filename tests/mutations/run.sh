#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Puts one mistake after the other into a copy of the headers, and says which tests notice it:
#
#   bash tests/mutations/run.sh [-j JOBS] [PATTERN]
#
# The mistakes stand in <room>.txt beside this script:
#
#   name:  what is wrong
#   file:  regularizers/l1_l2.hpp, below include/ockham
#   from:  text that occurs once in that file, within a line
#   to:    what takes its place; may be empty
#   tests: optimizers/sgd models/compiled, the tests to run, if others than the file's own
#
# PATTERN is a regular expression for `<room>: <name>`. The exit code is 1 if a mistake goes unnoticed, does not fit
# or does not compile, or if a test fails without it. CXX, OCKHAM_SYSTEM_INCLUDES (colons between) and
# OCKHAM_LIBRARIES are as on Debian and Ubuntu if they are not set.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/build/mutations/work kept=$root/build/mutations/kept
jobs=$(nproc)
while getopts j: option; do [ "$option" = j ] && jobs=$OPTARG || exit 2; done
shift $((OPTIND - 1))
pattern=${1-}

IFS=: read -ra folders <<< "${OCKHAM_SYSTEM_INCLUDES-/usr/include/eigen3:/usr/include/hdf5/serial}"
compile=("${CXX:-g++}" -std=c++20 -O0 -w -I "$root/tests" "${folders[@]/#/-isystem}" "-DOCKHAM_TESTS_DIR=\"$root/tests\"")
main=("$kept/main.o") libraries=(-pthread)
libraries_of_keras=(${OCKHAM_LIBRARIES--lhdf5_serial -lzip})
if echo '#include <catch2/catch_all.hpp>' | "${compile[@]}" -E -x c++ - > /dev/null 2>&1; then
    main=() libraries+=(-lCatch2Main -lCatch2)  # Catch2 3 brings its main
fi

# The tests as one program, against the headers of a folder:  build HEADERS TESTS PROGRAM
build() {
    local sources=() test more=()
    for test in $2; do
        sources+=("$root/tests/${test}_test.cpp")
        [[ $test == keras/* ]] && more=("${libraries_of_keras[@]}")
    done
    "${compile[@]}" -I "$1" "${sources[@]}" "${main[@]}" -o "$3" "${libraries[@]}" "${more[@]}" > "$3.log" 2>&1
}

# Runs such a program in the folder it lies in, and writes the names of the test cases that fail to PROGRAM.failed.
passes() {
    (cd "$(dirname "$1")" && timeout 120 "$1" --reporter xml) > "$1.xml" 2> "$1.errors" < /dev/null
    local code=$?
    sed -nE 's/^ *<TestCase name="([^"]*)".*/name \1/p; s/^ *<OverallResult success="false".*/failed/p' "$1.xml" |
        awk '/^name /{name = substr($0, 6)} /^failed/{print name}' |
        sed "s/&apos;/'/g; s/&quot;/\"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g" > "$1.failed"
    [ $code = 124 ] && echo "(no end within 120 seconds)" >> "$1.failed"
    [ $code != 0 ] && [ ! -s "$1.failed" ] && echo "(the program's end, with code $code)" >> "$1.failed"
    return $code
}

# Whether the tests pass as things are. That they do is remembered until a header or a test changes.
check_unchanged() {
    local tests=$1 folder=$kept/${1//[\/ ]/_}
    local state
    state=$(cd "$root" && cat <(find include tests -name '*.hpp' -exec sha256sum {} + | sort) \
        <(for test in $tests; do sha256sum "tests/${test}_test.cpp"; done) | sha256sum)
    [ "$(cat "$folder/state" 2> /dev/null)" = "$state" ] && return
    rm -rf "$folder" && mkdir -p "$folder"
    if ! build "$root/include" "$tests" "$folder/tests"; then
        echo "DOES NOT COMPILE without a mistake: $tests, see $folder/tests.log"
    elif ! passes "$folder/tests"; then
        echo "FAILS without a mistake: $tests: $(paste -sd ';' "$folder/tests.failed")"
    else
        echo "$state" > "$folder/state"
    fi
    rm -f "$folder/tests"
}

# One mistake:  try NUMBER
try() {
    local folder=$work/$1 text rest
    local header=$folder/include/ockham/${files[$1]}
    mkdir -p "$folder" && cp -r "$root/include" "$folder/"
    [ -e "$header" ] && text=$(< "$header") && rest=${text#*"${from[$1]}"}
    if [ ! -e "$header" ] || [ "$rest" = "$text" ] || [[ $rest == *"${from[$1]}"* ]]; then
        echo "DOES NOT FIT: expected once in ${files[$1]}: ${from[$1]}"
        return
    fi
    printf '%s\n' "${text%%"${from[$1]}"*}${to[$1]}$rest" > "$header"
    if ! build "$folder/include" "${tests[$1]}" "$folder/tests"; then
        echo "DOES NOT COMPILE, see $folder/tests.log"
        return
    fi
    if passes "$folder/tests"; then
        echo SURVIVED
    else
        local count
        count=$(wc -l < "$folder/tests.failed")
        echo "caught by $(head -n 3 "$folder/tests.failed" | paste -sd ';' | sed 's/;/; /g')$(
            [ "$count" -gt 3 ] && echo " and $((count - 3)) more")"
    fi
    rm -rf "$folder/include" "$folder/tests"
}

# Each of the arguments after the first two in a job of its own; what it says goes to LINES/NUMBER and, with its
# title, to the terminal:  in_parallel FUNCTION TITLES ARGUMENT...
in_parallel() {
    local function=$1 number=0 argument
    local -n titles=$2
    shift 2
    for argument; do
        while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n; done
        (
            said=$("$function" "$argument")
            [ -n "$said" ] && echo "$said" > "$work/$function.$number" && echo "${titles[number]-}$said"
        ) &
        number=$((number + 1))
    done
    wait
}

names=() files=() from=() to=() tests=()
for list in "$here"/*.txt; do
    [[ $list == */CMakeLists.txt ]] && continue
    room=$(basename "$list" .txt) name=
    while IFS= read -r line || [ -n "$line" ]; do
        key=${line%%:*} value=${line#*:}
        value=${value#"${value%%[! ]*}"}
        case $key in
            name) name="$room: $value" ;;
            file) file=$value ;;
            from) old=$value ;;
            to) new=$value ;;
            tests) which=$value ;;
        esac
        [ "$key" = name ] && which=
        [ -n "$line" ] && continue
        [ -n "$name" ] && [[ $name =~ $pattern ]] &&
            names+=("$name") files+=("$file") from+=("$old") to+=("$new") tests+=("${which:-${file%.hpp}}")
        name=
    done < <(cat "$list" && echo)
done
if [ ${#names[@]} = 0 ]; then
    echo "expected a pattern that some mistake has, got '$pattern'"
    exit 1
fi

rm -rf "$work" && mkdir -p "$work" "$kept"
if [ ${#main[@]} = 1 ] && [ ! "$kept/main.o" -nt "$root/tests/main.cpp" ]; then
    "${compile[@]}" -c "$root/tests/main.cpp" -o "$kept/main.o" || exit 1
fi

mapfile -t sets < <(printf '%s\n' "${tests[@]}" | sort -u)
nothing=()
in_parallel check_unchanged nothing "${sets[@]}"
headings=("${names[@]/%/: }")
in_parallel try headings "${!names[@]}"

caught=$(grep -l '^caught' "$work"/try.* 2> /dev/null | wc -l)
survived=$(grep -l '^SURVIVED' "$work"/try.* 2> /dev/null | wc -l)
broken=$(find "$work" -maxdepth 1 -name 'check_unchanged.*' | wc -l)
echo "${#names[@]} mistakes: $caught caught, $survived survived, $((${#names[@]} - caught - survived)) did not fit or compile;" \
    "$broken of ${#sets[@]} sets of tests fail without them"
[ "$caught" = ${#names[@]} ] && [ "$broken" = 0 ]
