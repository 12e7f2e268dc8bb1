// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/shape.hpp>

namespace ockham {

/// A tensor that somebody else owns: where it begins, and its shape.
///
/// Numbers lie without gaps, row-major, channels last. Any tensor is also the row-major matrix
/// (product of the leading sizes) x (last size): `matrix()`. Dense layers, biases, softmax, losses and
/// penalties only ever look at that matrix, and so work for every rank.
template <class Element>
class TensorView final {
public:
    using Scalar = std::remove_const_t<Element>;
    using MatrixView = std::conditional_t<std::is_const_v<Element>, In<Scalar>, InOut<Scalar>>;

    TensorView() = default;
    TensorView(Element* data, const Shape& shape) : data_{data}, shape_{shape} {}

    /// A view that may write is also one that may read.
    operator TensorView<const Element>() const requires(!std::is_const_v<Element>) { return {data_, shape_}; }

    /// False for the view of nothing, as `backward` gets it for a gradient that nobody needs.
    explicit operator bool() const { return data_ != nullptr; }

    [[nodiscard]] Element* data() const { return data_; }
    [[nodiscard]] const Shape& shape() const { return shape_; }
    [[nodiscard]] Index size() const { return shape_.empty() ? 0 : shape_.size(); }
    [[nodiscard]] Index samples() const { return shape_.empty() ? 0 : shape_[0]; }

    [[nodiscard, gnu::noinline]] MatrixView matrix() const {
        return {data_, samples() == 0 ? 0 : shape_.rows(), shape_.last()};
    }

    /// The samples `first`, `first + 1`, ... `first + count - 1`.
    [[nodiscard, gnu::noinline]] TensorView rows(Index first, Index count) const {
        const Shape sample = shape_.sample();
        return {data_ + first * sample.size(), sample.batch(count)};
    }

private:
    Element* data_ = nullptr;
    Shape shape_;
};

/// What a layer reads, and what it writes.
template <class Scalar>
using TensorIn = TensorView<const Scalar>;
template <class Scalar>
using TensorOut = TensorView<Scalar>;

namespace detail {

/// Memory for numbers that begins at a cache line. It only ever grows; growing forgets what it held.
template <class Scalar>
class Buffer final {
public:
    Buffer() = default;
    Buffer(const Buffer& other);
    Buffer(Buffer&& other) noexcept { swap(other); }
    Buffer& operator=(Buffer other) noexcept;
    [[gnu::noinline]] ~Buffer() { ::operator delete(data_, alignment); }

    void resize(std::size_t size);

    [[nodiscard]] Scalar* data() const { return data_; }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    static constexpr std::align_val_t alignment{64};

    void swap(Buffer& other) noexcept;

    Scalar* data_ = nullptr;
    std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace detail

/// Numbers with a shape, owned: a value that is copied and moved like any other.
///
/// Made from any Eigen expression (rows are samples, columns are features; a column vector is one
/// feature), converting the numbers to `Scalar`.
template <std::floating_point Scalar>
class Tensor final {
public:
    Tensor() = default;
    Tensor(const Tensor&) = default;
    Tensor(Tensor&& other) noexcept
        : numbers_{std::move(other.numbers_)}, shape_{std::exchange(other.shape_, Shape())} {}
    Tensor& operator=(Tensor other) noexcept;
    ~Tensor() = default;
    explicit Tensor(const Shape& shape) { resize(shape); }

    template <class Derived>
    Tensor(const Eigen::DenseBase<Derived>& matrix) {
        if (matrix.cols() == 0)
            check::fail<ShapeError>("Tensor", "a matrix with at least one column",
                                    Text("shape (") << matrix.rows() << ", 0)");
        resize({matrix.rows(), matrix.cols()});
        const auto& plain = matrix.derived().eval();  // the matrix itself, unless it is an expression
        Scalar* to = data();
        for (Index row = 0; row < plain.rows(); ++row)
            for (Index column = 0; column < plain.cols(); ++column)
                *to++ = static_cast<Scalar>(plain.coeff(row, column));
    }

    /// Numbers for a shape of any rank, taken row by row: `Tensor<float>({100, 28, 28, 1}, pixels)`.
    template <class Derived>
    Tensor(const Shape& shape, const Eigen::DenseBase<Derived>& matrix) : Tensor(matrix) {
        if (shape.size() != size())
            check::fail<ShapeError>("Tensor",
                                    Text() << shape.size() << " numbers for shape " << shape.to_string(),
                                    Text() << size());
        shape_ = shape;
    }

    /// One number a sample: labels, weights.
    template <class Number>
    requires std::is_arithmetic_v<Number> Tensor(const std::vector<Number>& column) {
        resize({static_cast<Index>(column.size()), 1});
        for (std::size_t i = 0; i < column.size(); ++i) data()[i] = static_cast<Scalar>(column[i]);
    }

    /// Takes a new shape. Memory is only taken from the system when no earlier shape was as large; what the
    /// numbers are afterwards is not said.
    void resize(const Shape& shape);

    void fill(Scalar value);

    [[nodiscard]] bool empty() const { return numbers_.size() == 0; }
    [[nodiscard]] const Shape& shape() const { return shape_; }
    [[nodiscard]] Index size() const { return static_cast<Index>(numbers_.size()); }
    [[nodiscard]] Index samples() const { return shape_.empty() ? 0 : shape_[0]; }
    [[nodiscard]] Scalar* data() { return numbers_.data(); }
    [[nodiscard]] const Scalar* data() const { return numbers_.data(); }

    [[nodiscard]] TensorOut<Scalar> view() { return {data(), shape_}; }
    [[nodiscard]] TensorIn<Scalar> view() const { return {data(), shape_}; }
    operator TensorOut<Scalar>() { return view(); }
    operator TensorIn<Scalar>() const { return view(); }

    [[nodiscard]] InOut<Scalar> matrix() { return view().matrix(); }
    [[nodiscard]] In<Scalar> matrix() const { return view().matrix(); }

private:
    detail::Buffer<Scalar> numbers_;
    Shape shape_;
};

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

template <class Scalar>
OCKHAM_FUNC Buffer<Scalar>::Buffer(const Buffer& other) {
    resize(other.size_);
    for (std::size_t i = 0; i < size_; ++i) data_[i] = other.data_[i];
}

template <class Scalar>
OCKHAM_FUNC Buffer<Scalar>& Buffer<Scalar>::operator=(Buffer other) noexcept {
    swap(other);
    return *this;
}

template <class Scalar>
OCKHAM_FUNC void Buffer<Scalar>::resize(std::size_t size) {
    if (size > capacity_) {
        auto* grown = static_cast<Scalar*>(::operator new(size * sizeof(Scalar), alignment));
        ::operator delete(data_, alignment);
        data_ = grown;
        capacity_ = size;
    }
    size_ = size;
}

template <class Scalar>
OCKHAM_FUNC void Buffer<Scalar>::swap(Buffer& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
}

OCKHAM_INSTANTIATE(class Buffer<float>);
OCKHAM_INSTANTIATE(class Buffer<double>);

}  // namespace ockham::detail

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC Tensor<Scalar>& Tensor<Scalar>::operator=(Tensor other) noexcept {
    std::swap(numbers_, other.numbers_);
    std::swap(shape_, other.shape_);
    return *this;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Tensor<Scalar>::resize(const Shape& shape) {
    numbers_.resize(shape.empty() ? 0 : static_cast<std::size_t>(shape.size()));
    shape_ = shape;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Tensor<Scalar>::fill(Scalar value) {
    for (Index i = 0; i < size(); ++i) data()[i] = value;
}

OCKHAM_INSTANTIATE(class Tensor<float>);
OCKHAM_INSTANTIATE(class Tensor<double>);

}  // namespace ockham

#endif
