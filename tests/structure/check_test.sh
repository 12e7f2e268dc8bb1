#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Breaks each rule of check.sh once, in a tree of its own, and expects check.sh to name it.
set -u
check=$(cd "$(dirname "$0")" && pwd)/check.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

file() { # path, and its lines after the license
    mkdir -p "$(dirname "$tree/$1")"
    { echo "// SPDX-License-Identifier: MIT"; [ $# -lt 2 ] || printf '%s\n' "${@:2}"; } > "$tree/$1"
}

tree_without_breach() {
    rm -rf "${tree:?}"/*
    echo "# SPDX-License-Identifier: MIT" > "$tree/CMakeLists.txt"
    file include/ockham/ockham.hpp "#include <ockham/core.hpp>" "#include <ockham/kernels.hpp>" \
        "#include <ockham/losses.hpp>" \
        "#include <ockham/metrics.hpp>" "#include <ockham/plots.hpp>" "#include <ockham/training.hpp>"
    file include/ockham/core.hpp "#include <ockham/core/types.hpp>"
    file include/ockham/core/types.hpp
    file include/ockham/core/bodies.hpp
    file include/ockham/src.hpp "#include <ockham/core/bodies.hpp>" "#include <ockham/ockham.hpp>"
    file include/ockham/losses.hpp "#include <ockham/losses/mse.hpp>"
    file include/ockham/keras.hpp "#include <ockham/keras/file.hpp>"
    file include/ockham/keras/file.hpp "#include <ockham/losses.hpp>"
    file include/ockham/losses/mse.hpp "#include <ockham/core/types.hpp>" "/// Not std::cout << printf(1)" \
        "std::fputs(text, file); outputs(1); sum_printf(1); strtoll(text);" "puts(text);  // the caller asked for it" \
        "namespace ockham {" "static_assert(Loss<AnyLoss> &&" "              Loss<Mse>);" "OCKHAM_BUILT_IN(Loss, Mse);" \
        "OCKHAM_BUILT_IN(Metric, Mse);" "// static_assert(Loss<Other>);" "#if OCKHAM_BODIES" "#endif" "}  // namespace ockham"
    file include/ockham/metrics.hpp "#include <ockham/metrics/deep/auc.hpp>"
    file include/ockham/metrics/deep/auc.hpp
    file include/ockham/plots.hpp "#include <ockham/plots/line.hpp>"
    file include/ockham/plots/line.hpp "#include <ockham/training/history.hpp>"
    file include/ockham/training.hpp "#include <ockham/training/fit.hpp>" "#include <ockham/training/history.hpp>" \
        "#if OCKHAM_BODIES  // what those are made of" "#include <ockham/training/batch.hpp>" "#endif"
    file include/ockham/training/batch.hpp
    file include/ockham/training/fit.hpp "#include <ockham/losses/mse.hpp>"
    file include/ockham/training/history.hpp
    file include/ockham/kernels.hpp "#include <ockham/kernels/fast.hpp>" "#include <ockham/kernels/threads.hpp>"
    file include/ockham/kernels/fast.hpp "namespace ockham::kernels::inline OCKHAM_FLAGS::detail {" "OCKHAM_OPTIMIZE void f();" \
        "}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail"
    file include/ockham/kernels/threads.hpp "namespace kernels {"
    file src/first.cpp "#include <ockham/core/bodies.hpp>" "#include <ockham/core.hpp>" "#include <ockham/kernels.hpp>" \
        "#include <ockham/losses.hpp>"
    file src/second.cpp "#include <ockham/core.hpp>" "#include <ockham/core/bodies.hpp>" "#include <ockham/metrics.hpp>" \
        "#include <ockham/plots.hpp>" "#include <ockham/training.hpp>"
    file src/keras.cpp "#include <ockham/core/bodies.hpp>" "#include <ockham/keras/file.hpp>"
    local twin
    for twin in kernels/fast kernels/threads keras/file losses/mse metrics/deep/auc plots/line training/batch training/fit \
        training/history; do file tests/${twin}_test.cpp; done
}

expect() { # the breach that check.sh must print, after the tree was broken
    if printed=$(bash "$check" "$tree"); then
        echo "not noticed: $1"
        failures=$((failures + 1))
    elif ! grep -qF -- "$1" <<< "$printed" || [ "$(wc -l <<< "$printed")" != 2 ]; then
        printf 'expected only: %s\ngot: %s\n' "$1" "$printed"
        failures=$((failures + 1))
    fi
    tree_without_breach
}

tree_without_breach
bash "$check" "$tree" || { echo "a tree without a breach was refused"; exit 1; }

file include/ockham/losses/mse.hpp "#include <ockham/metrics/deep/auc.hpp>"
expect "a header of losses may not include <ockham/metrics/deep/auc.hpp>"
file include/ockham/losses/mse.hpp "#include <ockham/metrics.hpp>"
expect "a header of losses may not include <ockham/metrics.hpp>"
file include/ockham/losses/mse.hpp "#include <ockham/ockham.hpp>"
expect "a header of losses may not include <ockham/ockham.hpp>"
file include/ockham/core/types.hpp "#include <ockham/losses/mse.hpp>"
expect "a header of core may not include <ockham/losses/mse.hpp>"
file include/ockham/metrics/deep/auc.hpp "#  include <ockham/training/fit.hpp>"
expect "a header of metrics may not include <ockham/training/fit.hpp>"
file include/ockham/plots/line.hpp "#include <ockham/training/fit.hpp>"
expect "a header of plots may not include <ockham/training/fit.hpp>"
file include/ockham/training/fit.hpp "#include <ockham/plots/line.hpp>"
expect "a header of training may not include <ockham/plots/line.hpp>"
file include/ockham/attic/old.hpp
expect "expected a line in tests/structure/check.sh saying what this room may include"
file include/ockham/io/text.hpp && file tests/io/text_test.cpp
expect "include/ockham/io.hpp: expected a door to the room io"
sed -i '/training.fit/d' "$tree/include/ockham/training.hpp"
expect "include/ockham/training.hpp: expected it to include <ockham/training/fit.hpp>"
file include/ockham/core.hpp "#include <ockham/core/types.hpp>" "#include <ockham/losses/mse.hpp>"
expect "include/ockham/core.hpp: expected it to include nothing but the room, got <ockham/losses/mse.hpp>"
sed -i /plots/d "$tree/include/ockham/ockham.hpp"
expect "include/ockham/ockham.hpp: expected it to include <ockham/plots.hpp>"
echo "#include <ockham/losses/mse.hpp>" >> "$tree/include/ockham/ockham.hpp"
expect "include/ockham/ockham.hpp: expected doors only, got <ockham/losses/mse.hpp>"
echo "#include <ockham/keras.hpp>" >> "$tree/include/ockham/ockham.hpp"
expect "include/ockham/ockham.hpp: expected no door to an optional room, got <ockham/keras.hpp>"
rm "$tree/tests/metrics/deep/auc_test.cpp"
expect "expected its test in tests/metrics/deep/auc_test.cpp"
sed -i 1d "$tree/tests/plots/line_test.cpp"
expect "tests/plots/line_test.cpp: expected its first line to be // SPDX-License-Identifier: MIT"
echo > "$tree/CMakeLists.txt"
expect "CMakeLists.txt: expected its first line to be # SPDX-License-Identifier: MIT"
yes "// one more line" | head -n 250 >> "$tree/include/ockham/core/types.hpp"
expect "expected at most 250 lines or a line '// Longer than 250 lines: why', got 251"
for code in 'std::cout << 1;' 'printf("x");' 'std::fputs(text, stdout);' '#include <iostream>'; do
    echo "$code" >> "$tree/include/ockham/core/types.hpp"
    expect "expected no writing to the terminal, or a comment on the line that says why, got line 2: $code"
done
for code in 'std::snprintf(buffer, 9, format, x);' 'x = strtod(text, nullptr);' 'std::stof(text);' 'std::to_string(x);' '#include <sstream>'; do
    echo "$code" >> "$tree/include/ockham/core/types.hpp"
    expect "expected numbers to be read and written by Text, std::to_chars and std::from_chars, which know no locale, got line 2: $code"
done
echo "#include <Eigen/Dense>" >> "$tree/include/ockham/core/types.hpp"
expect "expected no header that takes so long to compile, or a comment on the line that says why, got line 2"

sed -i '/(Loss, Mse)/d' "$tree/include/ockham/losses/mse.hpp"
expect "include/ockham/losses/mse.hpp: expected OCKHAM_BUILT_IN(Loss, Mse); beside the static_assert"
sed -i '/(Metric, Mse)/d' "$tree/include/ockham/losses/mse.hpp"
expect "include/ockham/losses/mse.hpp: expected OCKHAM_BUILT_IN(Metric, Mse); beside the static_assert"
file include/ockham/training/fit.hpp "static_assert(Callback<Stop, float> && Callback<Stop, double>);"
expect "include/ockham/training/fit.hpp: expected OCKHAM_BUILT_IN_CALLBACK(Stop); beside the static_assert"
file include/ockham/training/fit.hpp "static_assert(Layer<Dense<float>> && Layer<Dense<double>>);"
expect "include/ockham/training/fit.hpp: expected OCKHAM_BUILT_IN_LAYER(Dense); beside the static_assert"
file include/ockham/training/fit.hpp "namespace ockham::activations {" "static_assert(ActivationFunction<Relu>);" \
    "}  // namespace ockham::activations" "OCKHAM_BUILT_IN(Activation, Relu);"
expect "include/ockham/training/fit.hpp: expected OCKHAM_BUILT_IN(Activation, activations::Relu); beside the static_assert"
for code in "#if OCKHAM_BODIES" "OCKHAM_FUNC void f() {}"; do
    echo "$code" >> "$tree/include/ockham/training/batch.hpp"
    expect "include/ockham/training/batch.hpp: has bodies that the library holds, so include/ockham/training.hpp must include it outside"
done
echo "#include <ockham/core/bodies.hpp>" >> "$tree/include/ockham/training/fit.hpp"
expect "include/ockham/training/fit.hpp: only <ockham/src.hpp> and files of the library may include <ockham/core/bodies.hpp>"
sed -i 1d "$tree/src/first.cpp"
expect "src/first.cpp: expected its first line to be // SPDX-License-Identifier: MIT"
sed -i /plots/d "$tree/src/second.cpp"
expect "src: expected one file that includes <ockham/plots.hpp> after <ockham/core/bodies.hpp>, got 0"
echo "#include <ockham/core.hpp>" >> "$tree/src/second.cpp"
expect "src: expected one file that includes <ockham/core.hpp> after <ockham/core/bodies.hpp>, got 2"
file src/third.cpp "#include <ockham/core.hpp>"
expect "src/third.cpp: expected it to include <ockham/core/bodies.hpp>"
for code in "namespace ockham::kernels {" "namespace kernels {" "namespace ockham::kernels::detail {"; do
    echo "$code" >> "$tree/include/ockham/kernels/fast.hpp"
    expect "include/ockham/kernels/fast.hpp: expected namespace ockham::kernels::inline OCKHAM_FLAGS, got $code"
done
for code in "OCKHAM_OPTIMIZE void f();" 'OCKHAM_LOOP("avx", 256)' '__attribute__((target("avx"))) void f();'; do
    echo "$code" >> "$tree/include/ockham/losses/mse.hpp"
    expect "include/ockham/losses/mse.hpp: has functions whose code depends on flags"
done
file src/ockham.cppm "#include <vector>" "export module ockham;" "#include <span>"
for included in "vector" "span"; do echo "#include <$included>" >> "$tree/include/ockham/core/types.hpp"; done
expect "src/ockham.cppm: expected it to include <span> before the module begins, as the headers do"
file src/ockham.cppm && sed -i 1d "$tree/src/ockham.cppm"
expect "src/ockham.cppm: expected its first line to be // SPDX-License-Identifier: MIT"

{ yes "// one more line" | head -n 250; echo "// Longer than 250 lines: a table"; } >> "$tree/include/ockham/core/types.hpp"
bash "$check" "$tree" || { echo "a reason for a long header was refused"; failures=$((failures + 1)); }

[ "$failures" = 0 ]
