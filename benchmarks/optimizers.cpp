// SPDX-License-Identifier: MIT
// A step of each optimizer, as `fit` takes it: how much of the bandwidth of the memory it uses, and how long it takes in the
// cache. Beside it stands the system's memcpy, measured in the same run.
#include "work.hpp"

using namespace ockham;

namespace {

/// The rows of 512 numbers: 112 are 224 KiB, 32,768 are 64 MiB.
constexpr Index sizes[] = {112, 32'768};
constexpr Index columns = 512;

double bytes(Index rows) {
    return static_cast<double>(rows * columns) * sizeof(float);
}

/// A step reads the gradient, and reads and writes the values and each slot; what all optimizers share has `more` passes.
void add(const std::string& name, const AnyOptimizer& optimizer, double more = 0) {
    for (const Index rows : sizes)
        benchmark::RegisterBenchmark(
            ("step/" + name + "/rows:" + std::to_string(rows)).c_str(), [=](benchmark::State& state) {
                Compiled<float> compiled({.optimizer = optimizer, .loss = MeanSquaredError()});
                Parameter<float> parameter{.name = "kernel"};
                parameter.value = Tensor<float>(Matrix<float>::Random(rows, columns));
                parameter.gradient = Tensor<float>(Matrix<float>::Random(rows, columns) * 1e-3F);
                const std::vector<Parameter<float>*> parameters{&parameter};
                compiled.update(parameters);  // which takes the memory
                for (auto _ : state) {
                    compiled.update(parameters);
                    benchmark::ClobberMemory();
                }
                state.counters["bytes"] = (3 + 2 * optimizer.slots() + more) * bytes(rows);
            });
}

}  // namespace

int main(int count, char** arguments) {
    for (const Index rows : sizes) work::register_copy(static_cast<std::size_t>(bytes(rows)));
    add("SGD", SGD());
    add("SGD with momentum", SGD({.momentum = 0.9}));
    add("SGD with Nesterov momentum", SGD({.momentum = 0.9, .nesterov = true}));
    add("RMSprop", RMSprop());
    add("RMSprop, centered, with momentum", RMSprop({.momentum = 0.9, .centered = true}));
    add("Adam", Adam());
    add("Adam with amsgrad", Adam({.amsgrad = true}));
    add("AdamW", AdamW());
    add("Adamax", Adamax());
    add("Nadam", Nadam());
    add("Adagrad", Adagrad());
    add("Adadelta", Adadelta());
    add("Lion", Lion());
    add("Ftrl", Ftrl());
    add("Ftrl with another power", Ftrl({.learning_rate_power = -0.4}));
    add("Adam with averages", Adam({.use_ema = true}), 3);
    add("Adam with clipping", Adam({.clipnorm = 1e9}), 1);
    return work::run(count, arguments);
}
