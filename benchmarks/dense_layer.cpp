// SPDX-License-Identifier: MIT
// One training step of a Dense layer (forward, backward with the gradient of its input, SGD), by width and by batch.
#include "work.hpp"

using namespace ockham;

namespace {

template <class Scalar>
void step(benchmark::State& state, Index rows, Index width) {
    Random random(1);
    Dense<Scalar> layer(width);
    layer.build({width}, random);
    const Tensor<Scalar> x(Matrix<Scalar>::Random(rows, width)), dz(Matrix<Scalar>::Random(rows, width));
    Tensor<Scalar> z({rows, width}), dx({rows, width});
    for (Parameter<Scalar>* parameter : layer.parameters())
        parameter->gradient.resize(parameter->value.shape());
    const AnyOptimizer optimizer = SGD();
    Pass<Scalar> pass;
    for (auto _ : state) {
        for (Parameter<Scalar>* parameter : layer.parameters()) parameter->gradient.fill(0);
        layer.forward(x, z, pass);
        layer.backward(x, dz, dx, pass);
        for (Parameter<Scalar>* parameter : layer.parameters())
            optimizer.update(ParameterUpdate<Scalar>{
                parameter->value.matrix(), std::as_const(parameter->gradient).matrix(), {}, 1e-6, 0});
        benchmark::ClobberMemory();
    }
    state.counters["flop"] = 3 * work::forward_flop(rows, {width, width});
}

template <class Scalar>
void register_step(Index rows, Index width) {
    const std::string type = sizeof(Scalar) == 4 ? "float" : "double";
    benchmark::RegisterBenchmark(
        ("dense/" + type + "/batch:" + std::to_string(rows) + "/width:" + std::to_string(width)).c_str(),
        [=](benchmark::State& state) { step<Scalar>(state, rows, width); });
}

}  // namespace

int main(int count, char** arguments) {
    work::register_peaks();
    const auto both = [](Index rows, Index width) {
        register_step<float>(rows, width);
        register_step<double>(rows, width);
    };
    for (Index width = 64; width <= 2048; width *= 2) both(128, width);
    for (Index rows = 1; rows <= 1024; rows *= 2)
        if (rows != 128) both(rows, 512);
    return work::run(count, arguments);
}
