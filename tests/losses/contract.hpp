// SPDX-License-Identifier: MIT
// What holds for every loss.
#pragma once

#include <limits>

#include <ockham/core/loss.hpp>

#include "core/recorded_functions.hpp"
#include "support/finite_differences.hpp"

namespace losses_contract {

using finite_differences::in;
using finite_differences::out;
using ockham::AnyLoss;
using ockham::Index;
using ockham::Matrix;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The loss of each row.
inline Matrix<double> value(const AnyLoss& loss, const Matrix<double>& y, const Matrix<double>& p) {
    Matrix<double> values = Matrix<double>::Constant(p.rows(), 1, not_a_number);
    loss.value(in(y), in(p), out(values));
    return values;
}

inline Matrix<double> gradient(const AnyLoss& loss, const Matrix<double>& y, const Matrix<double>& p) {
    Matrix<double> d_pred = Matrix<double>::Constant(p.rows(), p.cols(), not_a_number);
    loss.gradient(in(y), in(p), out(d_pred));
    return d_pred;
}

/// The gradient is that of central differences, and rows know nothing of each other.
inline void require_derivative(const AnyLoss& loss, const Matrix<double>& y, Matrix<double> p) {
    const Matrix<double> values = value(loss, y, p), d_pred = gradient(loss, y, p);
    finite_differences::require_gradient(p.data(), d_pred.data(), p.size(),
                                         [&] { return value(loss, y, p).sum(); });
    for (Index row = 0; row < p.rows(); ++row) {
        REQUIRE(value(loss, y.row(row), p.row(row))(0, 0) == values(row, 0));
        REQUIRE(gradient(loss, y.row(row), p.row(row)) == d_pred.row(row));
    }
}

/// Has Keras' name and reduction, and takes others.
template <class L>
void require_options(const std::string& name) {
    using ockham::Reduction;
    REQUIRE(AnyLoss(L()).name() == name);
    REQUIRE(AnyLoss(L()).reduction() == Reduction::sum_over_batch_size);
    auto options = L().options();
    options.name = "mine";
    options.reduction = Reduction::sum;
    REQUIRE(AnyLoss(L(options)).name() == "mine");
    REQUIRE(AnyLoss(L(options)).reduction() == Reduction::sum);
}

/// Fails if the loss or its gradient is not finite, or if the loss is far below zero.
inline void require_finite(const AnyLoss& loss, const Matrix<double>& y, const Matrix<double>& p) {
    REQUIRE(value(loss, y, p).allFinite());
    REQUIRE(value(loss, y, p).minCoeff() > -1e-6);
    REQUIRE(gradient(loss, y, p).allFinite());
}

/// Repeats what was recorded of the loss `name`, which `make` makes from the options of a call. Gradients are
/// compared where `has_our_gradient(call, row)`.
template <class Make, class Where>
void require_as_in_keras(const std::string& name, Make make, Where has_our_gradient) {
    int calls = 0;
    for (const recorded_functions::Call& call : recorded_functions::calls("loss")) {
        if (call.name != name) continue;
        ++calls;
        const AnyLoss loss = make(call);
        const Matrix<double>&y = call.arrays.at("y"), &p = call.arrays.at("p");
        INFO("from_logits " << call.number("from_logits") << ", label_smoothing "
                            << call.number("label_smoothing"));
        REQUIRE_NOTHROW(loss.check_targets(in(y), p.cols()));
        recorded_functions::require_recorded(value(loss, y, p), call.arrays.at("value"));
        const Matrix<double> slopes = gradient(loss, y, p);
        for (Index row = 0; row < p.rows(); ++row)
            if (has_our_gradient(call, row))
                recorded_functions::require_recorded(slopes.row(row), call.arrays.at("gradient").row(row));
    }
    REQUIRE(calls > 0);
}
template <class Make>
void require_as_in_keras(const std::string& name, Make make) {
    require_as_in_keras(name, make, [](const auto&, Index) { return true; });
}

/// Logits of both signs, zeros, equal ones, and a sure row.
inline Matrix<double> logits() {
    Matrix<double> z(5, 3);
    z << 1, -2, 0.5, 0, 0, 0, -1, -1, 3, 8, -8, -0.0, -0.25, 0.25, 0.75;
    return z;
}

/// Distributions, none of whose entries is near a bound.
inline Matrix<double> probabilities() {
    Matrix<double> p(5, 3);
    p << 0.2, 0.3, 0.5, 0.9, 0.05, 0.05, 0.4, 0.4, 0.2, 0.05, 0.9, 0.05, 0.3, 0.3, 0.4;
    return p;
}

inline Matrix<double> one_hot() {
    Matrix<double> y(5, 3);
    y << 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0.5, 0.25, 0.25;
    return y;
}

}  // namespace losses_contract
