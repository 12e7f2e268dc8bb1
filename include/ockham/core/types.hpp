// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>

#include <ockham/core/link_check.hpp>

namespace ockham {

/// Counts and positions, signed as in Eigen.
using Index = Eigen::Index;

/// The matrix that goes in and comes out everywhere: row-major, a row is a sample (or a position in one),
/// a column is a feature or channel.
template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A matrix that a function reads, without owning it.
template <class Scalar>
using In = Eigen::Map<const Matrix<Scalar>>;

/// A matrix that a function writes, or adds onto, without owning it.
template <class Scalar>
using InOut = Eigen::Map<Matrix<Scalar>>;

}  // namespace ockham
