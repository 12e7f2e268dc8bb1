// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>
#include <span>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>

namespace ockham {

/// The sizes of a tensor, outermost first: `{112, 5}` is 112 samples of 5 features, `{32, 28, 28, 1}` 32
/// images.
///
/// Rank 0 to 5; the last size is the number of features or channels. Layers are built from the shape of one
/// sample, which is the same without the first size. Sizes are positive, except the first, which may be 0.
class Shape final {
public:
    static constexpr int max_rank = 5;

    Shape() = default;
    Shape(std::initializer_list<Index> sizes);

    explicit Shape(std::span<const Index> sizes);

    [[nodiscard]] int rank() const { return rank_; }
    [[nodiscard]] bool empty() const { return rank_ == 0; }
    [[nodiscard]] Index operator[](int axis) const { return sizes_[static_cast<std::size_t>(axis)]; }
    [[nodiscard]] Index last() const { return rank_ == 0 ? 1 : (*this)[rank_ - 1]; }

    /// The number of entries: the product of all sizes.
    [[nodiscard]] Index size() const { return rows() * last(); }

    /// The number of rows of the tensor seen as a matrix with `last()` columns.
    [[nodiscard]] Index rows() const;

    /// The shape of one sample: this without its first size.
    [[nodiscard]] Shape sample() const;

    /// The shape of `count` samples of this shape.
    [[nodiscard]] Shape batch(Index count) const;

    /// This shape with its last size replaced.
    [[nodiscard]] Shape with_last(Index size) const;

    /// `(112, 5)`, and with `None` for the batch `(None, 5)`: Keras' spelling.
    [[nodiscard]] std::string to_string() const { return text("(", rank_ == 1 ? ",)" : ")"); }
    [[nodiscard]] std::string to_string_of_batch() const;

    friend bool operator==(const Shape&, const Shape&) = default;

private:
    void append(Index size);

    std::string text(const char* begin, const char* end) const;

    std::array<Index, max_rank> sizes_{};
    int rank_ = 0;
};

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC Shape::Shape(std::initializer_list<Index> sizes) {
    for (const Index size : sizes) append(size);
}

OCKHAM_FUNC Shape::Shape(std::span<const Index> sizes) {
    for (const Index size : sizes) append(size);
}

OCKHAM_FUNC Index Shape::rows() const {
    Index rows = 1;
    for (int axis = 0; axis + 1 < rank_; ++axis) rows *= (*this)[axis];
    return rows;
}

OCKHAM_FUNC Shape Shape::sample() const {
    Shape shape;
    for (int axis = 1; axis < rank_; ++axis) shape.append((*this)[axis]);
    return shape;
}

OCKHAM_FUNC Shape Shape::batch(Index count) const {
    Shape shape{count};
    for (int axis = 0; axis < rank_; ++axis) shape.append((*this)[axis]);
    return shape;
}

OCKHAM_FUNC Shape Shape::with_last(Index size) const {
    Shape shape;
    for (int axis = 0; axis + 1 < rank_; ++axis) shape.append((*this)[axis]);
    shape.append(size);
    return shape;
}

OCKHAM_FUNC std::string Shape::to_string_of_batch() const {
    return text(rank_ == 0 ? "(None" : "(None, ", ")");
}

OCKHAM_FUNC void Shape::append(Index size) {
    if (rank_ == max_rank)
        check::fail<ShapeError>("Shape", "at most 5 sizes", Text(to_string()) << " and more");
    if (size < 0 || (size == 0 && rank_ > 0))
        check::fail<ShapeError>("Shape", "positive sizes", Text() << size);
    Index entries = 1;  // of one sample, if there are none
    for (int axis = 0; axis < rank_; ++axis) entries *= std::max<Index>((*this)[axis], 1);
    if (size > 0 && entries > std::numeric_limits<Index>::max() / 16 / size)
        check::fail<ShapeError>("Shape", "a number of entries that fits into memory",
                                Text(to_string()) << " times " << size);
    sizes_[static_cast<std::size_t>(rank_++)] = size;
}

OCKHAM_FUNC std::string Shape::text(const char* begin, const char* end) const {
    Text text(begin);
    for (int axis = 0; axis < rank_; ++axis) text << (axis == 0 ? "" : ", ") << (*this)[axis];
    return (text << end).string();
}

}  // namespace ockham

#endif
