# SPDX-License-Identifier: MIT
# Takes a page's code blocks apart:  awk -v page=docs/tutorial.md -v out=DIR -f extract.awk docs/tutorial.md
#
# An HTML comment on a line before a block says what it is:
#
#     (nothing)                                  ```cpp   a whole program, with its own main
#     <!-- snippet: body -->                     ```cpp   statements, which may use what prelude.hpp declares
#     <!-- snippet: declarations -->             ```cpp   types and functions that the page's later bodies use
#     <!-- snippet: continues -->                ```cpp   the rest of the block before it, whose names it sees
#     <!-- snippet: file=examples/iris.cpp -->   ```cpp   that file, word for word
#     <!-- snippet: file=examples/iris.cpp#model -->      its lines between two lines `// [model]`
#     <!-- snippet: output -->                   ```text  what the block before it prints; a line `...` is any lines
#
# Other blocks are ```cmake, ```bash, ```text or ```python. Nothing is skipped: what breaks these rules
# is written to `problems`, and makes the page's test fail.
#
# Written to DIR: program_N.cpp, snippets.cpp (all bodies of the page), N.quoted, N.expected, and `plan`, which
# lists the blocks: number, kind, line, file. N counts from 1.

function problem(line, what) { print page ":" line ": " what > (out "/problems") }

function start_block(kind, line, file) {
    ++count
    kinds[count] = kind
    plans[count] = count " " kind " " line (file == "" ? "" : " " file)
}

# Bodies and declarations become parts of one file, so their includes go to its top.
function split_includes(code, number,    lines, total, i, rest) {
    total = split(code, lines, "\n")
    rest = ""
    for (i = 1; i < total; ++i) {
        if (lines[i] ~ /^[ \t]*#[ \t]*include/) { includes = includes lines[i] "\n"; lines[i] = "" }
        rest = rest lines[i] "\n"
    }
    return "#line " number " \"" page "\"\n" rest
}

function close_block() {
    if (language == "cpp") {
        if (directive == "" && code ~ /int main *\(/) {
            start_block("program", opened)
            codes[count] = "#line " (opened + 1) " \"" page "\"\n" code
        } else if (directive == "body") {
            start_block("body", opened)
            codes[count] = split_includes(code, opened + 1)
        } else if (directive == "declarations") {
            start_block("declarations", opened)
            codes[count] = split_includes(code, opened + 1)
        } else if (directive == "continues" && kinds[count] == "body") {
            codes[count] = codes[count] split_includes(code, opened + 1)
        } else if (directive == "continues" && kinds[count] == "program" && codes[count] ~ /\n}\n*$/) {
            sub(/}\n*$/, "", codes[count])
            codes[count] = codes[count] "#line " (opened + 1) " \"" page "\"\n" code "}\n"
        } else if (directive ~ /^file=/) {
            start_block("quoted", opened, substr(directive, 6))
            codes[count] = code
        } else if (directive == "continues") {
            problem(opened, "expected a body or a program before what continues it")
        } else if (directive == "") {
            problem(opened, "expected a whole program, or a comment that says what this block is")
        } else {
            problem(opened, "expected body, declarations, continues or file= before a cpp block, got '" directive "'")
        }
    } else if (language == "text" && directive == "output") {
        if (count == 0 || kinds[count] == "declarations") problem(opened, "expected a program before its output")
        else { expected[count] = expected[count] code; shown[count] = 1 }
    } else if (directive != "") {
        problem(opened, "expected another kind of block after '" directive "', got '" language "'")
    } else if (language !~ /^(cmake|bash|text|python)$/) {
        problem(opened, "expected a block of cpp, cmake, bash, text or python, got '" language "'")
    }
    directive = ""
}

{ sub(/[ \t\r]+$/, "") }

!inside && /^[ \t]*```/ {
    match($0, /^[ \t]*/)
    indent = RLENGTH
    language = substr($0, indent + 4)
    inside = 1
    opened = NR
    code = ""
    next
}

inside && /^[ \t]*```$/ {
    inside = 0
    close_block()
    next
}

inside {
    line = $0
    for (i = 0; i < indent && line ~ /^[ \t]/; ++i) line = substr(line, 2)
    code = code line "\n"
    next
}

/^[ \t]*<!-- snippet: .* -->$/ {
    if (directive != "") problem(NR, "expected a block after '" directive "'")
    directive = $0
    sub(/^[ \t]*<!-- snippet: /, "", directive)
    sub(/ -->$/, "", directive)
    next
}

/<!-- *snippet/ { problem(NR, "expected <!-- snippet: ... --> alone on its line"); next }

$0 != "" && directive != "" {
    problem(NR, "expected a block after '" directive "'")
    directive = ""
}

END {
    if (inside) problem(opened, "expected this block to end")
    if (directive != "") problem(NR, "expected a block after '" directive "'")
    bodies = 0
    printf "" > (out "/plan")
    for (n = 1; n <= count; ++n) {
        print plans[n] > (out "/plan")
        if (n in shown) printf "%s", expected[n] > (out "/" n ".expected")
        if (kinds[n] == "program") printf "%s", codes[n] > (out "/program_" n ".cpp")
        if (kinds[n] == "quoted") printf "%s", codes[n] > (out "/" n ".quoted")
        if (kinds[n] == "body") ++bodies
    }
    if (bodies == 0) exit
    file = out "/snippets.cpp"
    printf "#include \"docs/prelude.hpp\"\n%s\nusing namespace ockham;\n\nnamespace {\n\n", includes > file
    for (n = 1; n <= count; ++n) {
        if (kinds[n] == "declarations") printf "%s\n", codes[n] > file
        if (kinds[n] == "body") printf "struct Block%d final : Prelude {\n    void run() {\n%s    }\n};\n\n", n, codes[n] > file
    }
    printf "}  // namespace\n\nint main(int, char** arguments) {\n    const int block = std::atoi(arguments[1]);\n" > file
    for (n = 1; n <= count; ++n)
        if (kinds[n] == "body") printf "    if (block == %d) return run_block<Block%d>();\n", n, n > file
    printf "    return 1;\n}\n" > file
}
