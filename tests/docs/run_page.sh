#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the blocks of one page in their order and compares what they print with what the page says:
#
#     run_page.sh SOURCE_DIR PAGE BUILD_DIR EXAMPLES_DIR
#
# BUILD_DIR has the programs, and what extract.awk wrote in BUILD_DIR/extracted. All blocks run in one folder, so that
# one may read the files that an earlier one wrote.
set -u
source_dir=$1 page=$2 build_dir=$3 examples_dir=$4
extracted=$build_dir/extracted
failures=0
fail() {
    echo "$page:$*"
    failures=$((failures + 1))
}

# The lines of `path` that a page shows of `path` or `path#region`.
quote() {
    awk -v region="$2" '
        { sub(/[ \t\r]+$/, "") }
        /^[ \t]*\/\/ \[[a-z_0-9-]+\]$/ { if (region != "" && index($0, "// [" region "]")) inside = !inside; next }
        /SPDX-License-Identifier|^\/\/ Tested with:/ { next }
        region != "" ? inside : started || $0 != "" { started = 1; lines[++count] = $0 }
        END {
            indent = 1000
            for (i = 1; i <= count; ++i) if (lines[i] != "" && match(lines[i], /[^ ]/) - 1 < indent) indent = RSTART - 1
            for (i = 1; i <= count; ++i) print substr(lines[i], indent + 1)
        }' "$1"
}

# Whether the lines of file $2 are those of file $1, in which a line `...` stands for any lines.
matches() {
    awk '
        { sub(/[ \t\r]+$/, "") }
        NR == FNR { want[++wanted] = $0; next }
        { got[++count] = $0 }
        function at(w, g) {
            for (; w <= wanted && want[w] != "..."; ++w) {
                if (g > count || want[w] != got[g]) return 0
                ++g
            }
            if (w > wanted) return g == count + 1
            for (; g <= count + 1; ++g) if (at(w + 1, g)) return 1
            return 0
        }
        END { exit !at(1, 1) }' "$1" "$2"
}

[ -s "$extracted/problems" ] && { cat "$extracted/problems"; failures=1; }

scratch=$build_dir/scratch
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch" || exit 1
printed=$build_dir/printed
while read -r number kind line file; do
    case $kind in
        body) command=("$build_dir/snippets" "$number") ;;
        program) command=("$build_dir/program_$number") ;;
        quoted)
            path=${file%%#*} region=
            [ "$path" = "$file" ] || region=${file#*#}
            if [ ! -f "$source_dir/$path" ]; then
                fail "$line: there is no $path"
            elif ! quote "$source_dir/$path" "$region" | diff -u - "$extracted/$number.quoted"; then
                fail "$line: differs from $file"
            fi
            [ -e "$extracted/$number.expected" ] || continue
            command=("$examples_dir/$(basename "$path" .cpp)")
            ;;
        *) continue ;;
    esac
    if ! "${command[@]}" < /dev/null > "$printed"; then
        cat "$printed"
        fail "$line: the program failed"
    elif [ -e "$extracted/$number.expected" ] && ! matches "$extracted/$number.expected" "$printed"; then
        diff -u "$extracted/$number.expected" "$printed"
        fail "$line: prints something else than the page shows"
    fi
done < "$extracted/plan"
[ "$failures" = 0 ]
