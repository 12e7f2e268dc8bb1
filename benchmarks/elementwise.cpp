// SPDX-License-Identifier: MIT
// Activations and penalties, which do little with each number: what they take beside moving the numbers,
// measured by the system's memcpy. Once for the first layer of the Iris network, and once for more than the caches hold.
#include "work.hpp"

using namespace ockham;

namespace {

/// The rows of 512 numbers: 112 are 224 KiB, 32,768 are 64 MiB.
constexpr Index sizes[] = {112, 32'768};
constexpr Index columns = 512;

double bytes(Index rows) {
    return static_cast<double>(rows * columns) * sizeof(float);
}

template <class Function>
void add(const std::string& kind, const std::string& name, Index rows, double passes, Function run) {
    benchmark::RegisterBenchmark((kind + "/" + name + "/rows:" + std::to_string(rows)).c_str(),
                                 [=](benchmark::State& state) {
                                     run(state, rows);
                                     state.counters["bytes"] = passes * bytes(rows);
                                 });
}

/// Forward reads z and writes y; backward reads y and dy, and z where it needs that instead of y, and writes dz.
void add_activation(const AnyActivation& activation) {
    for (const Index rows : sizes) {
        add("forward", activation.name(), rows, 2, [=](benchmark::State& state, Index n) {
            const Tensor<float> z(Matrix<float>::Random(n, columns));
            Tensor<float> y({n, columns});
            for (auto _ : state) {
                activation.forward(z.matrix(), y.matrix());
                benchmark::ClobberMemory();
            }
        });
        add("backward", activation.name(), rows, 3, [=](benchmark::State& state, Index n) {
            const Tensor<float> y(Matrix<float>::Random(n, columns).cwiseAbs()),
                dy(Matrix<float>::Random(n, columns));
            Tensor<float> dz({n, columns});
            for (auto _ : state) {
                activation.backward(y.matrix(), y.matrix(), dy.matrix(), dz.matrix());
                benchmark::ClobberMemory();
            }
        });
    }
}

/// One pass over the numbers for the value, one for the gradient, which is added onto another.
void add_regularizer(const std::string& name, const AnyRegularizer& regularizer) {
    for (const Index rows : sizes)
        add("penalty", name, rows, 4, [=](benchmark::State& state, Index n) {
            const Tensor<float> value(Matrix<float>::Random(n, columns));
            Tensor<float> gradient(Matrix<float>::Random(n, columns));
            for (auto _ : state) {
                benchmark::DoNotOptimize(regularizer.penalty(value.matrix()));
                regularizer.add_gradient(value.matrix(), gradient.matrix(), 1e-6F);
                benchmark::ClobberMemory();
            }
        });
}

}  // namespace

int main(int count, char** arguments) {
    for (const Index rows : sizes) work::register_copy(static_cast<std::size_t>(bytes(rows)));
    for (const AnyActivation& activation : std::initializer_list<AnyActivation>{
             activations::relu, activations::tanh, activations::sigmoid, activations::softmax})
        add_activation(activation);
    add_regularizer("l1", l1(0.01));
    add_regularizer("l2", l2(0.01));
    add_regularizer("l1_l2", l1_l2(0.01, 0.01));
    return work::run(count, arguments);
}
