// SPDX-License-Identifier: MIT
// Whole trainings and single predictions; the same with penalties on everything, and through Eigen alone.
#include "eigen_network.hpp"
#include "work.hpp"

using namespace ockham;

namespace {

void train(benchmark::State& state, work::Task task, int threads) {
    set_threads(threads);
    FitOptions<float> once = task.options;
    once.epochs = 1;
    task.model.fit(task.training.x, task.training.y, once);
    History history;
    for (auto _ : state) history = task.model.fit(task.training.x, task.training.y, task.options);
    state.counters["flop"] = task.flop;
    state.counters["accuracy"] = history["accuracy"].back();
    set_threads(1);
}

void predict(benchmark::State& state, work::Task task) {
    task.model.build(task.training.x.shape().sample());
    const Tensor<float> sample(task.training.x.matrix().topRows(1));
    for (auto _ : state) {
        const Tensor<float> output = task.model.predict(sample);
        benchmark::DoNotOptimize(output.data());
    }
}

void train_with_eigen(benchmark::State& state) {
    const work::Task task = work::iris();
    const Samples<float>& validation = task.options.validation_data;
    work::EigenNetwork network;
    network.fit(task.training.x.matrix(), task.training.y.matrix(), validation.x.matrix(),
                validation.y.matrix(), 1);
    double accuracy = 0;
    for (auto _ : state)
        accuracy = network.fit(task.training.x.matrix(), task.training.y.matrix(), validation.x.matrix(),
                               validation.y.matrix(), task.options.epochs);
    state.counters["flop"] = task.flop;
    state.counters["accuracy"] = accuracy;
}

void register_task(const std::string& name, work::Task (*make)(const AnyRegularizer&)) {
    const auto add = [](const std::string& full_name, auto function) {
        return benchmark::RegisterBenchmark(full_name.c_str(), function)
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
    };
    for (const int threads : {1, 2})
        add(name + "/threads:" + std::to_string(threads), [=](benchmark::State& state) {
            train(state, make({}), threads);
        })->Iterations(1);
    add(name + "/penalties", [=](benchmark::State& state) {
        train(state, make(l1_l2(1e-6, 1e-6)), 1);
    })->Iterations(1);
    add("predict/" + name, [=](benchmark::State& state) { predict(state, make({})); });
}

}  // namespace

int main(int count, char** arguments) {
    work::register_peaks();
    register_task("iris", work::iris);
    register_task("digits", work::digits);
    register_task("cnn", work::cnn);
    benchmark::RegisterBenchmark("iris/eigen", train_with_eigen)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
    return work::run(count, arguments);
}
