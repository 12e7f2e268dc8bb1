// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <type_traits>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/core/types.hpp>
#include <ockham/io/csv.hpp>

namespace ockham {

namespace detail {

/// The numbers of an Eigen expression, computed once, and copied only if it does not hold them itself.
template <class Derived>
decltype(auto) as_rows(const Eigen::DenseBase<Derived>& data) {
    return data.derived().eval();
}

template <std::floating_point Scalar>
const Tensor<Scalar>& as_rows(const Tensor<Scalar>& data) {
    return data;
}

inline const Csv& as_rows(const Csv& data) {
    return data;
}

template <class Value>
const std::vector<Value>& as_rows(const std::vector<Value>& data) {
    return data;
}

template <class Derived>
Index count_rows(const Eigen::DenseBase<Derived>& data) {
    return data.rows();
}

template <std::floating_point Scalar>
Index count_rows(const Tensor<Scalar>& data) {
    return data.samples();
}

inline Index count_rows(const Csv& data) {
    return data.rows();
}

template <class Value>
Index count_rows(const std::vector<Value>& data) {
    return static_cast<Index>(data.size());
}

template <class Derived>
auto take_rows(const Eigen::PlainObjectBase<Derived>& data, const std::vector<Index>& rows) {
    using Scalar = typename Derived::Scalar;
    constexpr bool is_vector = Derived::ColsAtCompileTime == 1;
    using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;
    std::conditional_t<is_vector, Vector, Matrix<Scalar>> taken(static_cast<Index>(rows.size()), data.cols());
    for (std::size_t to = 0; to < rows.size(); ++to)
        for (Index column = 0; column < data.cols(); ++column)
            taken(static_cast<Index>(to), column) = data.coeff(rows[to], column);
    return taken;
}

template <std::floating_point Scalar>
Tensor<Scalar> take_rows(const Tensor<Scalar>& data, const std::vector<Index>& rows) {
    const Shape sample = data.shape().sample();
    Tensor<Scalar> taken(sample.batch(static_cast<Index>(rows.size())));
    Scalar* to = taken.data();
    for (const Index row : rows) to = std::copy_n(data.data() + row * sample.size(), sample.size(), to);
    return taken;
}

inline Csv take_rows(const Csv& data, const std::vector<Index>& rows) {
    return data.some_rows(rows);
}

template <class Value>
std::vector<Value> take_rows(const std::vector<Value>& data, const std::vector<Index>& rows) {
    std::vector<Value> taken;
    for (const Index row : rows) taken.push_back(data[static_cast<std::size_t>(row)]);
    return taken;
}

}  // namespace detail

/// Some rows of the data, in the order of their numbers, which count from 0 and may be there several times.
///
///     const Matrix<double> setosa = take_rows(iris.x, {0, 1, 2});
///
/// `data` is a `Tensor`, whose rows are its samples and which gives a tensor; or any Eigen expression: a column
/// vector gives a column vector, anything else a matrix; or a `std::vector`, or the table of `read_csv`. A row that
/// is not there is an `ArgumentError`.
template <class Data>
[[nodiscard]] auto take_rows(const Data& data, const std::vector<Index>& rows) {
    for (const Index row : rows)
        check::value(row >= 0 && row < detail::count_rows(data), "take_rows", "rows",
                     Text("from 0 to ") << detail::count_rows(data) - 1, static_cast<double>(row));
    return detail::take_rows(detail::as_rows(data), rows);
}

}  // namespace ockham
