# SPDX-License-Identifier: MIT
# What is built in, as the headers say it:  awk -f built_in.awk HEADERS...
#
# Prints a line `HEADER KIND TYPE` for each type of which a header asserts that it models a concept of ours, as in
# `static_assert(Loss<Huber>)`. The type has its namespace below ockham; a layer stands without its scalar. Handles are left out.
FNR == 1 { depth = 0; statement = "" }
/^}  \/\/ namespace/ { --depth }
{ sub(/\/\/.*/, "") }
/^namespace / {
    name = $2
    sub(/^ockham(::)?/, "", name)
    space[depth + 1] = space[depth] (name == "" ? "" : name "::")
    ++depth
}
/^static_assert\(/ { statement = " " }
statement != "" {
    statement = statement $0
    if (!/;/) next
    while (match(statement, /[ (](Loss|Metric|Optimizer|Regularizer|Constraint|Initializer|Schedule|ActivationFunction|Layer|Callback)<[A-Za-z0-9_]+/)) {
        split(substr(statement, RSTART + 1, RLENGTH - 1), part, "<")
        statement = substr(statement, RSTART + RLENGTH)
        kind = part[1] == "ActivationFunction" ? "Activation" : part[1]
        if (part[2] !~ /^Any[A-Z]/ && !seen[FILENAME, kind, part[2]]++) print FILENAME, kind, space[depth] part[2]
    }
    statement = ""
}
