#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Kernels that are compiled with different flags have different names: of functions with one name, a program has only one.
#
#     kernel_names.sh ROOT FOLDER COMPILER AND ITS ARGUMENTS...
#
# Expects that flags which make other code of kernels make another OCKHAM_FLAGS; and that this is in the names of all kernels
# of all layers and activations of ROOT. These are not optimized, so that the compiler leaves no function out.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"
folder=$2
shift 2
mkdir -p "$folder"
file=$folder/kernel_names

{
    echo '#include <ockham/ockham.hpp>'
    echo 'namespace ockham {'
    find include/ockham/layers include/ockham/activations -name '*.hpp' | LC_ALL=C sort |
        xargs awk -f "$here/../structure/built_in.awk" |
        awk '/[13]D(Transpose)?$/ { next }  # their kernels are those of 2D
            $2 == "Layer" { $3 = $3 "<float>"; $2 = "Layer<float>" }
            { print "Any" $2 " convert(" $3 " value) { return value; }" }'
    echo '}'
} > "$file.cpp"
[ "$(wc -l < "$file.cpp")" -gt 40 ] || { echo "expected to find all layers and activations"; exit 1; }

flags() { printf '#include <ockham/kernels/flags.hpp>\nOCKHAM_FLAGS\n' | "$@" -E -P -xc++ - | tail -n 1; }
plain=$(flags "$@" -O0)
others=("-O1" "-O0 -mavx" "-O0 -mavx2" "-O0 -mavx2 -mfma" "-O0 -mavx512f -mfma" "-O0 -DOCKHAM_PORTABLE" "-O2 -mavx2 -mfma")
for other in "" "${others[@]}"; do
    flags "$@" -O0 $other
done | sort | uniq -d > "$file.same"
[ ! -s "$file.same" ] || { echo "expected different flags to have different names, got twice:"; cat "$file.same"; exit 1; }

# Threads, and which instruction set is in use, are the whole program's.
"$@" -O0 -c "$file.cpp" -o "$file.o"
nm --defined-only "$file.o" | awk '$(NF - 1) ~ /^[WVu]$/ { print $NF }' | grep -E '^_ZT?[^6]*6ockham7kernels' |
    grep -vE '^_Z[^6]*6ockham7kernels(10ThreadPool|10run_pieces|5pause)' > "$file.kernels"
[ "$(wc -l < "$file.kernels")" -gt 500 ] || { echo "expected to find kernels in $file.o"; exit 1; }
! grep -v "${#plain}$plain" "$file.kernels" > "$file.nameless" ||
    { echo "expected OCKHAM_FLAGS in the names of"; c++filt < "$file.nameless"; exit 1; }
