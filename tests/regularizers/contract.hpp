// SPDX-License-Identifier: MIT
// What holds for every regularizer.
#pragma once

#include <ockham/core/regularizer.hpp>

#include "core/recorded_functions.hpp"
#include "support/finite_differences.hpp"

namespace regularizers_contract {

using finite_differences::in;
using finite_differences::out;
using ockham::AnyRegularizer;
using ockham::Index;
using ockham::Matrix;

/// The gradient of the penalty at `w`.
inline Matrix<double> gradient(const AnyRegularizer& regularizer, const Matrix<double>& w) {
    Matrix<double> dw = Matrix<double>::Zero(w.rows(), w.cols());
    regularizer.add_gradient(in(w), out(dw));
    return dw;
}

/// The gradient is that of central differences, is added on, and is scaled.
inline void require_derivative(const AnyRegularizer& regularizer, Matrix<double> w) {
    const Matrix<double> dw = gradient(regularizer, w);
    finite_differences::require_gradient(w.data(), dw.data(), w.size(),
                                         [&] { return regularizer.penalty(in(w)); });
    Matrix<double> added = Matrix<double>::Constant(w.rows(), w.cols(), 3);
    REQUIRE(regularizer.add_gradient(in(w), out(added), -2.0) == Approx(regularizer.penalty(in(w))));
    REQUIRE((added - (3 - 2 * dw.array()).matrix()).cwiseAbs().maxCoeff() <=
            1e-14 * (3 + dw.cwiseAbs().maxCoeff()));
}

inline void require_float_agrees(const AnyRegularizer& regularizer, const Matrix<double>& w) {
    const Matrix<float> single = w.cast<float>();
    Matrix<float> dw = Matrix<float>::Zero(w.rows(), w.cols());
    REQUIRE(regularizer.penalty(in(single)) == Approx(regularizer.penalty(in(w))).epsilon(1e-6));
    REQUIRE(regularizer.add_gradient(in(single), out(dw)) == Approx(regularizer.penalty(in(single))));
    REQUIRE((dw.cast<double>() - gradient(regularizer, w)).cwiseAbs().maxCoeff() <= 1e-6);
}

/// Repeats what was recorded of regularizers of this kind; `make` makes one of the numbers in their spelling.
template <class Make>
void require_as_in_keras(const std::string& kind, Make make) {
    int calls = 0;
    for (const recorded_functions::Call& call : recorded_functions::calls("regularizer")) {
        const auto colon = call.name.find(':'), comma = call.name.find(',');
        if (call.name.substr(0, colon) != kind) continue;
        ++calls;
        INFO(call.name);
        const AnyRegularizer regularizer =
            make(std::stod(call.name.substr(colon + 1)),
                 comma == std::string::npos ? "" : call.name.substr(comma + 1));
        const Matrix<double>& w = call.arrays.at("x");
        recorded_functions::require_recorded(Matrix<double>::Constant(1, 1, regularizer.penalty(in(w))),
                                             call.arrays.at("value"));
        recorded_functions::require_recorded(gradient(regularizer, w), call.arrays.at("gradient"));
    }
    REQUIRE(calls > 0);
}

}  // namespace regularizers_contract
