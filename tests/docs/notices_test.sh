#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Pages that break a rule of extract.awk or run_page.sh once each, and one that breaks none.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0
page="" prints=""

add() { page+=$(printf '%s\n' "$@")$'\n'; }
block() { # the comment before it, its language, its lines
    [ -z "$1" ] || add "<!-- snippet: $1 -->"
    add "\`\`\`$2" "${@:3}" '```'
}
program() { block "" cpp 'int main() {' '}'; }

run() { # extracts the page, puts in the place of each program one that prints $prints, and runs them
    rm -rf "$tree/build"
    mkdir -p "$tree/build/extracted" "$tree/examples"
    printf '%s' "$page" > "$tree/page.md"
    awk -v page=page.md -v "out=$tree/build/extracted" -f "$here/extract.awk" "$tree/page.md"
    local name
    for name in build/program_{1,2} build/snippets examples/shown; do
        printf '#!/usr/bin/env bash\n%s\n' "$prints" > "$tree/$name"
        chmod +x "$tree/$name"
    done
    bash "$here/run_page.sh" "$tree" page.md "$tree/build" "$tree/examples" 2>&1
    local status=$?
    page="" prints=""
    return $status
}
expect() {
    local printed
    if printed=$(run); then
        echo "not noticed: $1"
    elif ! grep -qF -- "$1" <<< "$printed"; then
        printf 'expected: %s\ngot: %s\n' "$1" "$printed"
    else
        page="" prints=""
        return
    fi
    page="" prints=""
    failures=$((failures + 1))
}
expect_nothing() {
    run && return
    echo "refused a page without a mistake"
    failures=$((failures + 1))
}

printf '// SPDX-License-Identifier: MIT\n// Tested with: --epochs 1\n\nint main() {\n    // [part]\n    if (true) {\n        f();\n    }\n    // [part]\n}\n' > "$tree/shown.cpp"

program
block output text 1 ... 4
block continues cpp 'g();'
block output text ... 5
block "file=shown.cpp" cpp 'int main() {' '    if (true) {' '        f();' '    }' '}'
block "file=shown.cpp#part" cpp 'if (true) {' '    f();' '}'
block declarations cpp 'struct S {};'
add "1. In a list:"
add "   <!-- snippet: body -->" "   \`\`\`cpp" "   int i;" "   \`\`\`"
add ""
block "" bash ls
prints='printf "%s\n" 1 2 3 4 5'
expect_nothing
if [ "$(cat "$tree/build/extracted/1.expected")" != $'1\n...\n4\n...\n5' ]; then
    echo "the output of a block and of what continues it is not put together"
    failures=1
fi

block "" cpp 'int i = 0;'
expect "page.md:1: expected a whole program, or a comment that says what this block is"
block skip cpp 'int i = 0;'
expect "page.md:2: expected body, declarations, continues or file= before a cpp block, got 'skip'"
block continues cpp 'int i = 0;'
expect "page.md:2: expected a body or a program before what continues it"
block "" c++ 'int i = 0;'
expect "page.md:1: expected a block of cpp, cmake, bash, text or python, got 'c++'"
block "" "" 'int i = 0;'
expect "page.md:1: expected a block of cpp, cmake, bash, text or python, got ''"
block body bash ls
expect "page.md:2: expected another kind of block after 'body', got 'bash'"
block output text 1
expect "page.md:2: expected a program before its output"
add "<!-- snippet: body -->" "Prose."
expect "page.md:2: expected a block after 'body'"
add "<!-- snippet: body -->"
expect "page.md:1: expected a block after 'body'"
add "Prose. <!-- snippet: body -->"
expect "page.md:1: expected <!-- snippet: ... --> alone on its line"
add '```bash'
expect "page.md:1: expected this block to end"

program
prints="exit 3"
expect "page.md:1: the program failed"
for shown in "1 2" "1 2 3 4" "2 3" "1 2 4" "..." "1 ... 2" "... 2" "1 2 3 ... 3"; do
    program
    # shellcheck disable=SC2086
    block output text $shown
    prints='printf "%s\n" 1 2 3'
    [ "$shown" = "..." ] && { expect_nothing; continue; }
    expect "page.md:1: prints something else than the page shows"
done
program
block output text
prints="echo 1"
expect "page.md:1: prints something else than the page shows"
block body cpp "int i;"
block output text 2
prints="echo 1"
expect "page.md:2: prints something else than the page shows"
block "file=shown.cpp" cpp 'int main() {' '}'
expect "page.md:2: differs from shown.cpp"
block "file=shown.cpp#other" cpp 'if (true) {' '    f();' '}'
expect "page.md:2: differs from shown.cpp#other"
block "file=lost.cpp" cpp 'int main() {' '}'
expect "page.md:2: there is no lost.cpp"
block "file=shown.cpp#part" cpp 'if (true) {' '    f();' '}'
block output text 2
prints="echo 1"
expect "page.md:2: prints something else than the page shows"

[ "$failures" = 0 ]
