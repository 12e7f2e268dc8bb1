// SPDX-License-Identifier: MIT
#include <cstdint>
#include <limits>

#include <ockham/core/tensor.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace tensor_test {

template <class Scalar>
Tensor<Scalar> counting(const Shape& shape) {
    Tensor<Scalar> tensor(shape);
    for (Index i = 0; i < tensor.size(); ++i) tensor.data()[i] = static_cast<Scalar>(i);
    return tensor;
}

}  // namespace tensor_test

TEST_CASE("a tensor is row-major, and also a matrix", "[core]") {
    Tensor<float> t = tensor_test::counting<float>({2, 3, 4});
    REQUIRE(t.size() == 24);
    REQUIRE(t.samples() == 2);
    REQUIRE(t.shape() == Shape{2, 3, 4});
    REQUIRE_FALSE(t.empty());
    REQUIRE(t.matrix().rows() == 6);
    REQUIRE(t.matrix().cols() == 4);
    REQUIRE(t.matrix()(4, 3) == 19);
    t.matrix()(4, 3) = -1;
    REQUIRE(t.data()[19] == -1);
    t.fill(2.5F);
    for (Index i = 0; i < 24; ++i) REQUIRE(t.data()[i] == 2.5F);
    REQUIRE(reinterpret_cast<std::uintptr_t>(t.data()) % 64 == 0);
}

TEST_CASE("a tensor without a shape has nothing in it", "[core]") {
    Tensor<double> none;
    REQUIRE(none.empty());
    REQUIRE(none.size() == 0);
    REQUIRE(none.samples() == 0);
    REQUIRE(none.shape() == Shape());
    REQUIRE(none.matrix().size() == 0);
    REQUIRE(std::as_const(none).view().size() == 0);
    REQUIRE(TensorView<float>().size() == 0);
    REQUIRE(TensorView<float>().samples() == 0);
    REQUIRE(TensorView<float>().matrix().size() == 0);
    const Tensor<double> no_samples(Shape{0, 5});
    REQUIRE(no_samples.empty());
    REQUIRE(no_samples.matrix().rows() == 0);
    REQUIRE(no_samples.matrix().cols() == 5);
}

TEST_CASE("a tensor is made from any Eigen expression", "[core]") {
    Eigen::MatrixXd by_column(2, 3);
    by_column << 1, 2, 3, 4, 5, 6;
    const Tensor<float> from_columns(by_column);
    REQUIRE(from_columns.shape() == Shape{2, 3});
    for (Index i = 0; i < 6; ++i) REQUIRE(from_columns.data()[i] == static_cast<float>(i + 1));
    const Tensor<double> sum(2 * by_column + by_column);
    REQUIRE(sum.data()[5] == 18);
    const Tensor<double> array(by_column.array().square());
    REQUIRE(array.data()[1] == 4);
    REQUIRE(Tensor<float>(Eigen::VectorXi::Constant(4, 7)).shape() == Shape{4, 1});
    REQUIRE(Tensor<float>(Eigen::RowVectorXd::Zero(4)).shape() == Shape{1, 4});
    REQUIRE(Tensor<float>(by_column.block(0, 1, 2, 2)).data()[2] == 5);
    REQUIRE(Tensor<float>(Eigen::MatrixXd(0, 3)).shape() == Shape{0, 3});
    REQUIRE_THROWS_WITH(Tensor<float>(Eigen::MatrixXd(3, 0)),
                        "Tensor: expected a matrix with at least one column, got shape (3, 0)");
}

TEST_CASE("a tensor is made from numbers and a shape, or from a column", "[core]") {
    Matrix<double> numbers(4, 6);
    for (Index i = 0; i < 24; ++i) numbers.data()[i] = static_cast<double>(i);
    const Tensor<float> t({2, 3, 2, 2}, numbers);
    REQUIRE(t.shape() == Shape{2, 3, 2, 2});
    for (Index i = 0; i < 24; ++i) REQUIRE(t.data()[i] == static_cast<float>(i));
    REQUIRE_THROWS_AS(Tensor<float>({5, 5}, numbers), ShapeError);
    REQUIRE_THROWS_WITH(Tensor<float>({5, 5}, numbers),
                        "Tensor: expected 25 numbers for shape (5, 5), got 24");

    const Tensor<float> labels(std::vector<int>{2, 0, 1});
    REQUIRE(labels.shape() == Shape{3, 1});
    REQUIRE(labels.data()[0] == 2);
    REQUIRE(labels.data()[2] == 1);
    REQUIRE(Tensor<double>(std::vector<bool>{false, true}).data()[1] == 1);
    REQUIRE(Tensor<double>(std::vector<double>{}).shape() == Shape{0, 1});
}

TEST_CASE("a copy of a tensor is deep", "[core]") {
    const Tensor<float> original = tensor_test::counting<float>({3, 2});
    Tensor<float> copy = original;
    REQUIRE(copy.data() != original.data());
    copy.data()[5] = -1;
    REQUIRE(original.data()[5] == 5);
    Tensor<float> assigned(Shape{7, 7});
    assigned = original;
    REQUIRE(assigned.shape() == Shape{3, 2});
    REQUIRE(assigned.data() != original.data());
    REQUIRE(assigned.matrix() == original.matrix());
    const Tensor<float>& itself = assigned;
    assigned = itself;
    REQUIRE(assigned.matrix() == original.matrix());
    copy = Tensor<float>();
    REQUIRE(copy.empty());
    REQUIRE(copy.shape() == Shape());
}

TEST_CASE("a tensor that was moved from is empty", "[core]") {
    Tensor<float> from = tensor_test::counting<float>({3, 2});
    const float* data = from.data();
    Tensor<float> to = std::move(from);
    REQUIRE(to.data() == data);
    REQUIRE(to.shape() == Shape{3, 2});
    REQUIRE(from.empty());
    REQUIRE(from.size() == 0);
    REQUIRE(from.shape() == Shape());
    REQUIRE(from.matrix().size() == 0);
    Tensor<float> assigned(Shape{1, 1});
    assigned = std::move(to);
    REQUIRE(assigned.data() == data);
    REQUIRE(to.empty());
    REQUIRE(to.shape() == Shape());
    to.resize({4});
    to.fill(1);
    REQUIRE(to.size() == 4);
}

TEST_CASE("a tensor keeps its memory until a shape is larger than any before", "[core]") {
    Tensor<double> t(Shape{10, 10});
    const double* data = t.data();
    t.resize({2, 5});
    REQUIRE(t.size() == 10);
    t.resize({});
    REQUIRE(t.empty());
    t.resize({5, 20});
    REQUIRE(t.data() == data);
    REQUIRE(t.shape() == Shape{5, 20});
    t.resize({101});
    REQUIRE(t.size() == 101);
    t.fill(1);
    REQUIRE(t.data()[100] == 1);
}

TEST_CASE("a view shows a tensor, or some of its samples", "[core]") {
    Tensor<double> t = tensor_test::counting<double>({4, 3, 2});
    const TensorOut<double> all = t;
    const TensorIn<double> read = all;
    REQUIRE(read.data() == t.data());
    REQUIRE(read.shape() == t.shape());
    REQUIRE(read.samples() == 4);
    REQUIRE(read.matrix().rows() == 12);
    const TensorIn<double> middle = read.rows(1, 2);
    REQUIRE(middle.shape() == Shape{2, 3, 2});
    REQUIRE(middle.data() == t.data() + 6);
    REQUIRE(middle.matrix()(5, 1) == 17);
    REQUIRE(read.rows(4, 0).size() == 0);
    all.rows(3, 1).matrix()(0, 0) = -1;
    REQUIRE(t.data()[18] == -1);
    REQUIRE(static_cast<bool>(read));
    REQUIRE_FALSE(static_cast<bool>(TensorOut<double>()));
}
