// SPDX-License-Identifier: MIT
// Trains a small network, with an activation of its own, and prints all that has come out, to the last bit.
#include <cstdio>
#include <string_view>
#include <vector>

#include <Eigen/Dense>

#ifdef OCKHAM_HEADERS
#include <ockham/ockham.hpp>
#else
import ockham;
#endif

using namespace ockham;

namespace {

// What is not built in is generated here.
struct Swish {
    static constexpr std::string_view name = "swish";

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        kernels::map(
            z.size(), y.data(), [](auto v) __attribute__((always_inline)) { return v * kernels::sigmoid(v); },
            z.data());
    }

    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) const {
        kernels::map(
            z.size(), dz.data(), [](auto v, auto out, auto d) __attribute__((always_inline)) {
                return d * (out + (1 - out) * kernels::sigmoid(v));
            },
            z.data(), y.data(), dy.data());
    }
};
static_assert(ActivationFunction<Swish>);

}  // namespace

int main() {
    const auto iris = datasets::load_iris();
    const auto [train, test] =
        train_test_split(StandardScaler().fit_transform(iris.x), to_categorical(iris.y));

    Sequential model{
        Dense(8, {.activation = Swish(), .kernel_regularizer = l2(0.001)}),
        Dense(3, {.activation = activations::softmax}),
    };
    model.compile({.optimizer = Adam(), .loss = CategoricalCrossentropy(), .metrics = {accuracy}});
    const History history = model.fit(train.x, train.y, {.epochs = 3, .validation_data = test, .verbose = 0});
    for (const char* name : {"loss", "accuracy", "kernel_penalty", "val_loss"})
        for (const double value : history[name]) std::printf("%s %a\n", name, value);
    std::printf("predictions %a\n", static_cast<double>(model.predict(test.x).squaredNorm()));
    return history["loss"].back() < history["loss"].front() ? 0 : 1;
}
