// SPDX-License-Identifier: MIT
// What holds for every activation.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include <ockham/core/activation.hpp>

#include "core/recorded_functions.hpp"
#include "support/finite_differences.hpp"

namespace activations_contract {

using finite_differences::in;
using finite_differences::out;
using ockham::AnyActivation;
using ockham::Index;
using ockham::Matrix;

/// Both signs, small and large, equal entries in a row; no zero, which may be a kink.
inline Matrix<double> many_rows() {
    Matrix<double> z(5, 3);
    z << 1, -2, 0.5, -0.01, 0.01, 0.02, -1, -1, 3, 20, -20, 5, -0.25, 0.25, 0.75;
    return z;
}

inline Matrix<double> value(const AnyActivation& activation, const Matrix<double>& z) {
    Matrix<double> y(z.rows(), z.cols());
    activation.forward(in(z), out(y));
    return y;
}

/// dL/dz at `z` for an L with the gradient `dy`.
inline Matrix<double> gradient(const AnyActivation& activation, const Matrix<double>& z,
                               const Matrix<double>& dy) {
    const Matrix<double> y = value(activation, z);
    Matrix<double> dz(z.rows(), z.cols());
    activation.backward(in(z), in(y), in(dy), out(dz));
    return dz;
}

inline void require_derivative(const AnyActivation& activation, Matrix<double> z) {
    Matrix<double> dy(z.rows(), z.cols());
    for (Index i = 0; i < dy.size(); ++i) dy.data()[i] = static_cast<double>(i % 4) - 1.75;
    const Matrix<double> dz = gradient(activation, z, dy);
    finite_differences::require_gradient(z.data(), dz.data(), z.size(),
                                         [&] { return value(activation, z).cwiseProduct(dy).sum(); });
}

/// An activation whose derivative follows from its output may be given one memory for z and y, and one for dy and dz.
inline void require_in_place(const AnyActivation& activation, const Matrix<double>& z) {
    REQUIRE(activation.gradient_from_output());
    Matrix<double> y = z, dy = Matrix<double>::Constant(z.rows(), z.cols(), -1.5);
    dy.col(0).setConstant(2);
    const Matrix<double> dz = gradient(activation, z, dy);
    activation.forward(in(y), out(y));
    REQUIRE(y == value(activation, z));
    activation.backward(in(y), in(y), in(dy), out(dy));
    REQUIRE(dy == dz);
}

/// `dz` may be the memory of `dy`.
inline void require_in_place_gradient(const AnyActivation& activation, const Matrix<double>& z) {
    Matrix<double> dy = Matrix<double>::Constant(z.rows(), z.cols(), -1.5);
    dy.col(0).setConstant(2);
    const Matrix<double> y = value(activation, z), dz = gradient(activation, z, dy);
    activation.backward(in(z), in(y), in(dy), out(dy));
    REQUIRE(dy == dz);
}

inline void require_float_agrees(const AnyActivation& activation, const Matrix<double>& z) {
    const Matrix<float> z32 = z.cast<float>(), dy32 = Matrix<float>::Constant(z.rows(), z.cols(), -1.5);
    Matrix<float> y32(z.rows(), z.cols()), dz32(z.rows(), z.cols());
    activation.forward(in(z32), out(y32));
    activation.backward(in(z32), in(y32), in(dy32), out(dz32));
    const Matrix<double> y = value(activation, z), dz = gradient(activation, z, dy32.cast<double>());
    REQUIRE((y32.cast<double>() - y).cwiseAbs().maxCoeff() <= 1e-6 * (1 + y.cwiseAbs().maxCoeff()));
    REQUIRE((dz32.cast<double>() - dz).cwiseAbs().maxCoeff() <= 1e-6);
}

inline void require_as_in_keras(const AnyActivation& activation, double precision = 0) {
    int calls = 0;
    std::string name = activation.name();
    name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
    for (const recorded_functions::Call& call : recorded_functions::calls("activation")) {
        if (call.name != name) continue;
        ++calls;
        const Matrix<double>& z = call.arrays.at("x");
        recorded_functions::require_recorded(value(activation, z), call.arrays.at("value"), precision);
        recorded_functions::require_recorded(gradient(activation, z, call.arrays.at("upstream")),
                                             call.arrays.at("gradient"), precision);
    }
    REQUIRE(calls > 0);
}

/// `shift` moves the points away from kinks. `precision` is for where Keras computes with constants in float.
inline void require_contract(const AnyActivation& activation, const std::string& name, double shift = 0,
                             double precision = 0) {
    REQUIRE(activation.name() == name);
    REQUIRE(activation.is_linear() == (name == "linear"));
    const Matrix<double> points = many_rows().array() + shift;
    for (const Matrix<double>& z : {points, Matrix<double>(points.row(0)), Matrix<double>(points.col(0))}) {
        require_derivative(activation, z);
        if (activation.gradient_from_output()) require_in_place(activation, z);
        require_in_place_gradient(activation, z);
        require_float_agrees(activation, z);
    }
    require_as_in_keras(activation, precision);
}

/// The value and the slope at a number.
inline std::pair<double, double> at(const AnyActivation& activation, double z) {
    const Matrix<double> point = Matrix<double>::Constant(1, 1, z);
    return {value(activation, point)(0, 0),
            gradient(activation, point, Matrix<double>::Constant(1, 1, 1))(0, 0)};
}

}  // namespace activations_contract
