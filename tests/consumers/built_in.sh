#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A thing that is built in cannot be forgotten: the compiled library holds whatever a header of ROOT asserts to be a loss, a
# layer, ...
#
#     built_in.sh ROOT FOLDER LIBRARY COMPILER AND ITS ARGUMENTS...
#
# Writes into FOLDER a program that puts a value of each of these types into its handle, and expects that the compiler left
# all of that to the library: then the program holds no such constructor, and nothing that the handle reaches. LIBRARY has
# it, and nothing twice.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"
folder=$2 library=$3
shift 3
mkdir -p "$folder"
program=$folder/built_in

# What there is: a line `HEADER TYPE HANDLE LINE`, where the line is what the header should say.
find include/ockham -name '*.hpp' ! -path '*/keras/*' | LC_ALL=C sort | xargs awk -f "$here/../structure/built_in.awk" |
    while read -r header kind type; do
        case $kind in
            Layer)
                for scalar in float double; do
                    echo "$header $type<$scalar> AnyLayer<$scalar> OCKHAM_BUILT_IN_LAYER($type);"
                done
                ;;
            Callback)
                for scalar in float double; do
                    echo "$header $type AnyCallback<$scalar> OCKHAM_BUILT_IN_CALLBACK($type);"
                    echo "$header std::reference_wrapper<ockham::$type> AnyCallback<$scalar> OCKHAM_BUILT_IN_CALLBACK($type);"
                done
                ;;
            *)
                echo "$header $type Any$kind OCKHAM_BUILT_IN($kind, $type);"
                [ "$kind" != Loss ] || echo "$header $type AnyMetric OCKHAM_BUILT_IN(Metric, $type);"
                ;;
        esac
    done > "$program.txt"
[ "$(wc -l < "$program.txt")" -gt 200 ] || { echo "expected to find all that is built in"; exit 1; }

# The function `entry<number, type, handle>` tells which type and handle the names in the object mean.
{
    cat << 'END'
#include <ockham/ockham.hpp>

namespace ockham {
template <int number, class Type, class Handle>
void entry() {}

template <class Handle, class Type>
void convert_default() {
    if constexpr (std::default_initializable<Type>) Handle handle{Type()};
}
END
    number=0
    while read -r _ type handle _; do
        number=$((number + 1))
        echo "template void entry<$number, $type, $handle>();"
        echo "$handle convert_$number($type value) { return $handle(std::move(value)); }"
    done < "$program.txt"
    echo "}  // namespace ockham"
    echo "int main() {"
    awk '{ print "    ockham::convert_default<ockham::" $3 ", " ($2 ~ /^std::/ ? "" : "ockham::") $2 ">();" }' "$program.txt"
    echo "}"
} > "$program.cpp"
"$@" -O0 -DOCKHAM_COMPILED -c "$program.cpp" -o "$program.o"

LC_ALL=C nm -C --defined-only "$program.o" | sed 's/ >/>/g' | awk -v list="$program.txt" '
    BEGIN {
        while ((getline line < list) > 0) {
            split(line, word, " ")
            header[++count] = word[1]
            wanted[count] = substr(line, length(word[1] word[2] word[3]) + 4)
        }
    }
    { symbol = $0; sub(/^[^ ]* +[^ ] /, "", symbol) }
    symbol ~ /entry<[0-9]+, / {
        # void ockham::entry<12, ockham::Huber, ockham::AnyLoss>()
        sub(/^[^<]*</, "", symbol)
        sub(/>\(\)$/, "", symbol)
        number = symbol + 0
        sub(/^[0-9]+, /, "", symbol)
        handle = symbol
        sub(/.*, ockham::Any/, "ockham::Any", handle)
        type = substr(symbol, 1, length(symbol) - length(handle) - 2)
        kind = handle
        sub(/ockham::Any/, "ockham::detail::", kind)
        if (!sub(/</, "Kind<", kind)) kind = kind "Kind"
        if (wanted[number] ~ /^OCKHAM_BUILT_IN\(Metric/ && header[number] ~ /\/losses\//) type = "ockham::LossMetric<" type ">"
        made[number] = kind "::Holder<" type ">"
        class = handle
        sub(/<.*/, "", class)
        sub(/ockham::/, "", class)
        taken[number] = handle "::" class "<" type ">(" type ")"
        sub(/ockham::LossMetric</, "", type) && sub(/>$/, "", type)
        given[number] = handle "::" class "<" type ">(" type ")"
        next
    }
    symbol ~ /::Holder</ || symbol ~ /(^| )ockham::Any[A-Za-z]*(<[a-z]*>)?::Any[A-Za-z]*</ { found[++symbols] = symbol }
    END {
        for (i = 1; i <= count; ++i) if (!(i in made)) { print "entry " i " is not in the object"; failed = 1 }
        for (s = 1; s <= symbols; ++s) {
            known = 0
            for (i = 1; i <= count; ++i)
                if (index(found[s], made[i]) || index(found[s], taken[i]) || index(found[s], given[i])) {
                    known = failed = 1
                    if (!said[wanted[i]]++) print header[i] ": expected " wanted[i]
                }
            if (!known) { print "expected the compiled library to hold " found[s]; failed = 1 }
        }
        exit failed
    }'

# All of the library, so that two of its files that define the same are refused.
"$@" "$program.o" -Wl,--whole-archive "$library" -Wl,--no-whole-archive -pthread -o "$program"
"$program"
