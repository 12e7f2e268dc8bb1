// SPDX-License-Identifier: MIT
#include <ockham/layers/pooling/max_pooling.hpp>
#include <ockham/regularizers/l1_l2.hpp>

#include "layers/contract.hpp"

using namespace ockham;

namespace max_pooling_test {

/// y and dx of a layer over one channel, for dy = 1, 2, 3, ...
struct Result {
    std::vector<float> y, dx;
};

template <class L>
Result run(L layer, const Shape& sample, std::initializer_list<float> numbers) {
    AnyLayer<float> any = std::move(layer);
    Random random(0);
    any.build(sample, random);
    Tensor<float> x(sample.batch(1)), dx(x.shape());
    std::copy(numbers.begin(), numbers.end(), x.data());
    Pass<float> pass;
    const Tensor<float> y = layers_contract::forward(any, x, pass, &random);
    Tensor<float> dy(y.shape());
    for (Index i = 0; i < dy.size(); ++i) dy.data()[i] = static_cast<float>(i + 1);
    any.backward(x, dy, dx, pass);
    return {{y.data(), y.data() + y.size()}, {dx.data(), dx.data() + dx.size()}};
}

}  // namespace max_pooling_test

TEST_CASE("max pooling takes the largest entry of each window", "[layers]") {
    using max_pooling_test::run;
    const auto valid = run(MaxPooling1D(2), {5, 1}, {3, -1, -5, -4, 9});
    REQUIRE(valid.y == std::vector<float>{3, -4});
    REQUIRE(valid.dx == std::vector<float>{1, 0, 0, 2, 0});
    const auto same =
        run(MaxPooling1D(3, {.strides = 2, .padding = Padding::same}), {4, 1}, {-3, -1, -5, -4});
    REQUIRE(same.y == std::vector<float>{-1, -4});  // not 0: what is beyond the ends does not count
    REQUIRE(same.dx == std::vector<float>{0, 1, 0, 2});
    const auto overlapping = run(MaxPooling2D(2, {.strides = 1}), {3, 3, 1}, {1, 2, 3, 4, 9, 5, 6, 7, 8});
    REQUIRE(overlapping.y == std::vector<float>{9, 9, 9, 9});
    REQUIRE(overlapping.dx == std::vector<float>{0, 0, 0, 0, 10, 0, 0, 0, 0});
}

TEST_CASE("max pooling sends the gradient to the first of equals", "[layers]") {
    using max_pooling_test::run;
    REQUIRE(run(MaxPooling1D(3, {.strides = 2, .padding = Padding::same}), {6, 1}, {1, 1, 1, 1, 1, 1}).dx ==
            std::vector<float>{1, 0, 2, 0, 3, 0});
    REQUIRE(run(MaxPooling2D(2), {2, 4, 1}, {1, 2, 2, 2, 2, 2, 1, 2}).dx ==
            std::vector<float>{0, 1, 2, 0, 0, 0, 0, 0});
    REQUIRE(
        run(MaxPooling2D(3, {.strides = 1, .padding = Padding::same}), {3, 3, 1}, {1, 1, 1, 1, 1, 1, 1, 1, 1})
            .dx == std::vector<float>{12, 9, 0, 15, 9, 0, 0, 0, 0});
    REQUIRE(
        run(MaxPooling3D(2, {.strides = 1, .padding = Padding::same}), {2, 2, 2, 1}, {1, 1, 1, 1, 1, 1, 1, 1})
            .dx == std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8});
}

TEST_CASE("max pooling keeps the contract of layers", "[layers]") {
    using layers_contract::require_contract;
    const AnyRegularizer penalty = l1_l2(0.04, 0.05);
    require_contract([](auto scalar) { return MaxPooling1D<decltype(scalar)>(2); }, {5, 3});
    require_contract(
        [&](auto scalar) {
            return MaxPooling1D<decltype(scalar)>(
                3, {.strides = 2, .padding = Padding::same, .activity_regularizer = penalty});
        },
        {6, 2});
    require_contract(
        [&](auto scalar) {
            return MaxPooling2D<decltype(scalar)>({2, 3},
                                                  {.strides = {3, 1}, .activity_regularizer = penalty});
        },
        {6, 4, 2});
    require_contract([](auto scalar) { return MaxPooling2D<decltype(scalar)>(1); }, {1, 1, 1});
    require_contract(
        [](auto scalar) {
            return MaxPooling3D<decltype(scalar)>({2, 1, 3}, {.strides = 1, .padding = Padding::same});
        },
        {2, 3, 2, 2});
}
