// SPDX-License-Identifier: MIT
// What the benchmark programs share: the networks, how much work they are, and what the processor can do at most.
//
// Each benchmark reports its time; where one thread is enough it is the processor's, so that other programs disturb less.
// Its counters `flop` and `bytes` say how many floating-point operations and how much traffic with the memory it is.
#pragma once

#include <benchmark/benchmark.h>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include <ockham/ockham.hpp>

namespace work {

using namespace ockham;

/// A network with data to train it on. Another one is one more function here, a line in training.cpp, an entry of
/// TASKS in frameworks.py and a section of run.py.
struct Task {
    Sequential<float> model;
    Samples<float> training;
    FitOptions<float> options;
    double flop;  ///< of the whole training, with its validation, in products of matrices
};

/// Multiplications and additions of a forward pass through Dense layers of these sizes, the input's first.
inline double forward_flop(Index rows, const std::vector<Index>& sizes) {
    double flop = 0;
    for (std::size_t i = 1; i < sizes.size(); ++i)
        flop += 2.0 * static_cast<double>(rows * sizes[i - 1] * sizes[i]);
    return flop;
}

/// Those of a training step: forward, the gradients of the kernels, and those of all inputs but the first.
inline double step_flop(Index rows, const std::vector<Index>& sizes) {
    return 3 * forward_flop(rows, sizes) - forward_flop(rows, {sizes[0], sizes[1]});
}

/// The network of the README, 350 epochs with validation. `penalty` hangs on every kernel, bias and output.
inline Task iris(const AnyRegularizer& penalty = {}) {
    const auto flowers = datasets::load_iris();
    const auto [train, test] = train_test_split(StandardScaler().fit_transform(flowers.x),
                                                to_categorical(flowers.y), {.test_size = 38});
    const auto dense = [&](Index units, const AnyActivation& activation) {
        return Dense(units, {.activation = activation,
                             .kernel_regularizer = penalty,
                             .bias_regularizer = penalty,
                             .activity_regularizer = penalty});
    };
    Sequential model{dense(512, activations::tanh), dense(256, activations::tanh),
                     dense(64, activations::tanh), dense(32, activations::relu),
                     dense(3, activations::softmax)};
    model.compile({.optimizer = SGD(), .loss = CategoricalCrossentropy(), .metrics = {accuracy}});
    const std::vector<Index> sizes = {4, 512, 256, 64, 32, 3};
    return {std::move(model),
            train,
            {.epochs = 350, .batch_size = 128, .validation_data = test, .verbose = 0},
            350 * (step_flop(112, sizes) + forward_flop(38, sizes))};
}

/// A classifier of the size that is usual for pictures of digits, one epoch. The pictures are noise, and the classes
/// what a random projection says.
inline Task digits(const AnyRegularizer& penalty = {}) {
    constexpr Index samples = 8192, features = 784, classes = 10;
    Random random(1);
    Matrix<float> x(samples, features), projection(features, classes),
        y = Matrix<float>::Zero(samples, classes);
    for (Index i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>(random.uniform());
    for (Index i = 0; i < projection.size(); ++i)
        projection.data()[i] = static_cast<float>(random.uniform() - 0.5);
    const Matrix<float> scores = x * projection;
    for (Index i = 0; i < samples; ++i) {
        Index label = 0;
        scores.row(i).maxCoeff(&label);
        y(i, label) = 1;
    }
    const auto dense = [&](Index units, const AnyActivation& activation) {
        return Dense(units, {.activation = activation,
                             .kernel_regularizer = penalty,
                             .bias_regularizer = penalty,
                             .activity_regularizer = penalty});
    };
    Sequential model{dense(512, activations::relu), dense(512, activations::relu),
                     dense(10, activations::softmax)};
    model.compile({.optimizer = SGD(), .loss = CategoricalCrossentropy(), .metrics = {accuracy}});
    return {std::move(model),
            {x, y},
            {.epochs = 1, .batch_size = 128, .verbose = 0},
            samples / 128 * step_flop(128, {features, 512, 512, classes})};
}

/// A convolutional network for pictures of digits, one epoch. The pictures are noise.
inline Task cnn(const AnyRegularizer& penalty = {}) {
    constexpr Index samples = 1024, size = 28, classes = 10;
    Random random(1);
    Tensor<float> x(Shape{samples, size, size, 1});
    Matrix<float> y = Matrix<float>::Zero(samples, classes);
    for (Index i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>(random.uniform());
    for (Index i = 0; i < samples; ++i) y(i, static_cast<Index>(random.uniform() * classes)) = 1;
    const auto conv = [&](Index filters) {
        return Conv2D(filters, 3,
                      {.activation = activations::relu,
                       .kernel_regularizer = penalty,
                       .bias_regularizer = penalty,
                       .activity_regularizer = penalty});
    };
    const auto dense = [&](Index units, const AnyActivation& activation) {
        return Dense(units, {.activation = activation,
                             .kernel_regularizer = penalty,
                             .bias_regularizer = penalty,
                             .activity_regularizer = penalty});
    };
    Sequential model{conv(32),
                     conv(64),
                     MaxPooling2D(2),
                     Flatten(),
                     dense(128, activations::relu),
                     dense(classes, activations::softmax)};
    model.compile({.optimizer = SGD(), .loss = CategoricalCrossentropy(), .metrics = {accuracy}});
    const double first = forward_flop(26 * 26, {9, 32}), second = forward_flop(24 * 24, {9 * 32, 64}),
                 rest = step_flop(1, {12 * 12 * 64, 128, classes}) + forward_flop(1, {12 * 12 * 64, 128});
    return {std::move(model),
            {x, y},
            {.epochs = 1, .batch_size = 64, .verbose = 0},
            samples * (2 * first + 3 * second + rest)};
}

#ifdef OCKHAM_X86

// Rounds of a multiply-add in each of twelve registers, none of which waits for another. As one piece of assembly it is
// the same with any flags.
#define OCKHAM_ROUNDS(clear, even, odd)                                                                  \
    asm volatile(".irp i,0,1,2,3,4,5,6,7,8,9,10,11,12,13\n" clear                                        \
                 "\n.endr\n1:\n"                                                                         \
                 ".irp i,0,2,4,6,8,10\n" even "\n.endr\n.irp i,1,3,5,7,9,11\n" odd                       \
                 "\n.endr\n"                                                                             \
                 "dec %0\njnz 1b"                                                                        \
                 : "+r"(rounds)                                                                          \
                 :                                                                                       \
                 : "cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", \
                   "xmm10", "xmm11", "xmm12", "xmm13")
#define OCKHAM_FMA(type, registers) \
    "vfmadd231" type " %%" registers "12, %%" registers "13, %%" registers "\\i"
#define OCKHAM_FMA_ROUNDS(type, registers)                                           \
    OCKHAM_ROUNDS("vpxor %%xmm\\i, %%xmm\\i, %%xmm\\i", OCKHAM_FMA(type, registers), \
                  OCKHAM_FMA(type, registers))
#define OCKHAM_SSE_ROUNDS(type) \
    OCKHAM_ROUNDS("pxor %%xmm\\i, %%xmm\\i", "mul" type " %%xmm12, %%xmm\\i", "add" type " %%xmm13, %%xmm\\i")

/// As many multiply-adds as the processor can do. Returns how many operations they were.
template <class Scalar>
double multiply_adds(InstructionSet set, long rounds) {
    constexpr bool single = sizeof(Scalar) == 4;
    const double registers = 12.0 * static_cast<double>(rounds);
    if (set == InstructionSet::avx512) {
        if constexpr (single) OCKHAM_FMA_ROUNDS("ps", "zmm");
        if constexpr (!single) OCKHAM_FMA_ROUNDS("pd", "zmm");
        asm volatile("vzeroupper");
        return registers * 2 * 64 / sizeof(Scalar);
    }
    if (set == InstructionSet::avx2) {
        if constexpr (single) OCKHAM_FMA_ROUNDS("ps", "ymm");
        if constexpr (!single) OCKHAM_FMA_ROUNDS("pd", "ymm");
        asm volatile("vzeroupper");
        return registers * 2 * 32 / sizeof(Scalar);
    }
    if constexpr (single) OCKHAM_SSE_ROUNDS("ps");
    if constexpr (!single) OCKHAM_SSE_ROUNDS("pd");
    return registers * 16 / sizeof(Scalar);
}

template <class Scalar>
void register_peak(InstructionSet set, int threads) {
    const std::string name = "peak/" + std::string(sizeof(Scalar) == 4 ? "float/" : "double/") +
                             std::string(to_string(set)) + "/threads:" + std::to_string(threads);
    auto* registered = benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
        constexpr long rounds = 2'000'000;
        double flop = 0;
        for (auto _ : state) {
            std::vector<std::thread> others;
            for (int i = 1; i < threads; ++i) others.emplace_back(multiply_adds<Scalar>, set, rounds);
            flop = threads * multiply_adds<Scalar>(set, rounds);
            for (std::thread& other : others) other.join();
        }
        state.counters["flop"] = flop;
    });
    if (threads > 1) registered->UseRealTime();
}

#endif

/// "peak/float/avx512/threads:1" and so on: the most operations a second that there can be.
inline void register_peaks() {
#ifdef OCKHAM_X86
    for (const InstructionSet set : {InstructionSet::portable, InstructionSet::avx2, InstructionSet::avx512})
        for (const int threads : {1, 2})
            if (set <= best_instruction_set()) {
                register_peak<float>(set, threads);
                register_peak<double>(set, threads);
            }
#endif
}

/// "copy/SIZE": copies `size` bytes with the system's memcpy, which is written for this.
inline void register_copy(std::size_t size) {
    benchmark::RegisterBenchmark(("copy/" + std::to_string(size)).c_str(), [=](benchmark::State& state) {
        std::vector<char> from(size, 1), to(size, 2);
        for (auto _ : state) {
            std::memcpy(to.data(), from.data(), size);
            benchmark::ClobberMemory();
        }
        state.counters["bytes"] = 2.0 * static_cast<double>(size);
    });
}

/// Runs what is registered, as the arguments say.
inline int run(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

}  // namespace work
