#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Fuzzes one reader:  bash tests/fuzz/run.sh npy|safetensors|csv|keras|h5 [MINUTES]
#
# Needs clang with libFuzzer and the sanitizers. Inputs begin with those in corpus/, and with the files that other tests
# have recorded. A finding, and the new inputs that cover something new, are left in FUZZ_DIR (default: build/fuzz).
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
name=$1 minutes=${2:-10}
dir=${FUZZ_DIR:-$root/build/fuzz}/$name
clang=${CLANG:-$(command -v clang++ || compgen -c clang++- | sort -V | tail -n 1)}
mkdir -p "$dir/found"

longest=4096 libraries=()
seeds=("$root/tests/fuzz/corpus/$name")
case $name in
    npy) seeds+=("$root/tests/io/cases") ;;
    safetensors) longest=8192 && seeds+=("$root/tests/io/cases") ;;
    keras | h5)
        longest=40000
        read -ra libraries <<< "$(pkg-config --cflags --libs hdf5 libzip)"
        mkdir -p "$dir/recorded"
        # The recorded files, and those of .keras taken apart as keras.cpp wants them.
        for file in "$root"/tests/keras/{cases,older}/*/*."$name"; do
            copy=$dir/recorded/$(basename "$(dirname "$file")")-$(basename "$file")
            cp "$file" "$copy"
            [ "$name" = h5 ] || python3 -c 'import sys, zipfile
members = zipfile.ZipFile(sys.argv[1])
sys.stdout.buffer.write(members.read("config.json") + members.read("model.weights.h5"))' "$file" > "$copy-members"
        done
        seeds+=("$dir/recorded")
        ;;
esac
dictionary=()
[ -e "$root/tests/fuzz/$name.dict" ] && dictionary=(-dict="$root/tests/fuzz/$name.dict")

eigen=$(pkg-config --cflags eigen3 2> /dev/null || echo -I/usr/include/eigen3)
"$clang" -std=c++20 -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS \
    -I"$root/include" -I"$root/tests" ${eigen/-I/-isystem } "$root/tests/fuzz/$name.cpp" "${libraries[@]}" -o "$dir/fuzz"
cd "$dir"
exec ./fuzz -max_total_time=$((60 * minutes)) -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=512 -max_len=$longest \
    -print_final_stats=1 "${dictionary[@]}" found "${seeds[@]}"
