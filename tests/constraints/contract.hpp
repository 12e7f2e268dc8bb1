// SPDX-License-Identifier: MIT
// What holds for every constraint.
#pragma once

#include <ockham/core/constraint.hpp>
#include <ockham/core/random.hpp>

#include "support/catch.hpp"

namespace constraints_contract {

using ockham::AnyConstraint;
using ockham::Index;
using ockham::Matrix;
using ockham::Random;
using ockham::Shape;
using ockham::Tensor;

/// Numbers in [-1, 1), the first a zero.
inline Tensor<double> numbers(const Shape& shape) {
    Random random(7);
    Tensor<double> w(shape);
    for (Index i = 0; i < w.size(); ++i) w.data()[i] = i == 0 ? 0 : random.uniform(-1, 1);
    return w;
}

template <class Scalar>
Tensor<Scalar> applied(const AnyConstraint& constraint, Tensor<Scalar> w) {
    constraint.apply(w.view());
    return w;
}

inline void require_close(const Tensor<double>& w, const Matrix<double>& wanted, double tolerance = 1e-15) {
    REQUIRE(w.matrix().rows() == wanted.rows());
    REQUIRE((w.matrix() - wanted).cwiseAbs().maxCoeff() <= tolerance);
}

/// Works for every rank, and for float as for double.
inline void require_contract(const AnyConstraint& constraint) {
    for (const Shape& shape :
         {Shape{5}, Shape{4, 3}, Shape{2, 3, 4}, Shape{3, 3, 2, 4}, Shape{2, 2, 2, 3, 37}}) {
        REQUIRE_NOTHROW(constraint.check_shape(shape));
        const Tensor<double> w = numbers(shape), moved = applied(constraint, w);
        const Tensor<float> moved32 = applied(constraint, Tensor<float>(shape, w.matrix()));
        REQUIRE(moved.shape() == shape);
        REQUIRE((moved32.matrix().cast<double>() - moved.matrix()).cwiseAbs().maxCoeff() <= 1e-6);
        REQUIRE(moved.matrix() != w.matrix());
    }
    Tensor<double> zeros(Shape{3, 2});
    zeros.fill(0);
    REQUIRE(applied(constraint, zeros).matrix() == Matrix<double>::Zero(3, 2));
}

}  // namespace constraints_contract
