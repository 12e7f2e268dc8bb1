// SPDX-License-Identifier: MIT
// A training step takes no memory from the system once it has seen a batch as large. Counted are all calls that could:
// malloc and its kin, of which `operator new` is one. Sanitizers have a malloc of their own, and other C libraries than
// GNU's no name for the one behind it.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define OCKHAM_TEST_IS_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define OCKHAM_TEST_IS_SANITIZED
#endif

#include <cerrno>
#include <cstdlib>
#include <new>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

#if defined(__GLIBC__) && !defined(OCKHAM_TEST_IS_SANITIZED)

namespace no_allocation_test {

inline bool is_counting = false;
inline long allocations = 0;

inline void count() {
    if (is_counting) ++allocations;
}

}  // namespace no_allocation_test

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);

void* malloc(std::size_t size) noexcept {
    no_allocation_test::count();
    return __libc_malloc(size);
}
void* calloc(std::size_t number, std::size_t size) noexcept {
    no_allocation_test::count();
    return __libc_calloc(number, size);
}
void* realloc(void* memory, std::size_t size) noexcept {
    no_allocation_test::count();
    return __libc_realloc(memory, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
    no_allocation_test::count();
    return __libc_memalign(alignment, size);
}
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) noexcept {
    no_allocation_test::count();
    *memory = __libc_memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}
void free(void* memory) noexcept {
    if (memory) no_allocation_test::count();
    __libc_free(memory);
}
}

// Those of the standard library, but known to this program: a call to them is then not left out.
void* operator new(std::size_t size) {
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    void* memory = nullptr;
    if (posix_memalign(&memory, static_cast<std::size_t>(alignment), size == 0 ? 1 : size) == 0)
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    std::free(memory);
}

namespace no_allocation_test {

/// How often memory is taken or given back while `run` runs.
template <class Run>
long allocations_in(Run run) {
    allocations = 0;
    is_counting = true;
    run();
    is_counting = false;
    return allocations;
}

/// Counts from the beginning of each batch to its end, and over the validation after the last; forgets the first epochs.
struct Counter {
    int warm_up = 1;
    bool validates = false;
    long counted = 0;
    void on_batch_begin(const TrainingState&) {
        allocations = 0;
        is_counting = true;
    }
    void on_batch_end(const TrainingState& t) {
        if (validates && t.batch + 1 == t.batches) return;
        is_counting = false;
        if (t.epoch >= warm_up) counted += allocations;
    }
    void on_epoch_end(const TrainingState& t) {
        is_counting = false;
        if (validates && t.epoch >= warm_up) counted += allocations;
    }
};

/// Every kind of layer, penalty and activation.
template <class Scalar>
Sequential<Scalar> model(Index classes, const AnyActivation& last, const AnyOptimizer& optimizer,
                         const AnyLoss& loss, std::vector<AnyMetric> metrics) {
    Sequential<Scalar> all{
        Flatten<Scalar>(),
        Dense<Scalar>(9, {.activation = activations::tanh,
                          .kernel_regularizer = orthogonal(0.1),
                          .bias_regularizer = l1(0.1),
                          .activity_regularizer = l2(0.1)}),
        Dropout<Scalar>(0.3),
        Dense<Scalar>(8, {.activation = activations::sigmoid,
                          .kernel_regularizer = l1_l2(0.1, 0.1),
                          .activity_regularizer = orthogonal(0.1, OrthogonalMode::columns)}),
        ActivityRegularization<Scalar>({.l1 = 0.1, .l2 = 0.1}),
        Dense<Scalar>(8, {.use_bias = false,
                          .kernel_regularizer = orthogonal(0.1, OrthogonalMode::columns),
                          .trainable = false}),
        Activation<Scalar>(activations::relu, {.activity_regularizer = orthogonal(0.1)}),
        Dense<Scalar>(8, {.activation = activations::softmax}),
        Dense<Scalar>(classes, {.activation = last, .kernel_regularizer = l2(0.1)})};
    all.compile({.optimizer = optimizer, .loss = loss, .metrics = std::move(metrics)});
    return all;
}

template <class Scalar>
std::vector<Sequential<Scalar>> models() {
    const std::vector<AnyMetric> metrics{
        accuracy,           BinaryAccuracy(),   CategoricalCrossentropy(), BinaryCrossentropy(),
        MeanSquaredError(), MeanAbsoluteError()};
    return {
        model<Scalar>(3, activations::softmax, SGD({.momentum = 0.9, .clipnorm = 0.01}),
                      CategoricalCrossentropy(), metrics),
        model<Scalar>(3, activations::sigmoid,
                      SGD({.momentum = 0.9, .nesterov = true, .global_clipnorm = 0.01}),
                      BinaryCrossentropy({.label_smoothing = 0.1}), metrics),
        model<Scalar>(3, activations::linear, SGD({.clipvalue = 0.01}), MeanSquaredError(),
                      {MeanAbsoluteError()}),
        model<Scalar>(3, activations::relu, SGD(), MeanAbsoluteError(), {}),
        model<Scalar>(3, activations::linear,
                      Adam({.amsgrad = true,
                            .proximal_l1 = true,
                            .weight_decay = 0.1,
                            .exclude_from_weight_decay = {"bias"},
                            .use_ema = true,
                            .ema_overwrite_frequency = 2,
                            .gradient_accumulation_steps = 3}),
                      MeanSquaredError(), {}),
        model<Scalar>(3, activations::linear, Nadam({.gradient_accumulation_steps = 2}), MeanSquaredError(),
                      {}),
        model<Scalar>(3, activations::linear, RMSprop({.momentum = 0.5, .centered = true}),
                      MeanSquaredError(), {}),
        model<Scalar>(3, activations::linear, Ftrl({.learning_rate_power = -0.4}), MeanSquaredError(), {})};
}

}  // namespace no_allocation_test

TEST_CASE("allocations are counted", "[integration]") {
    using namespace no_allocation_test;
    REQUIRE(allocations_in([] {}) == 0);
    static void* volatile seen;  // a compiler may leave out what nobody sees
    REQUIRE(allocations_in([] {
                seen = std::malloc(1);
                std::free(seen);
            }) == 2);
    REQUIRE(allocations_in([] {
                auto* number = new int;
                seen = number;
                delete number;
            }) == 2);
    REQUIRE(allocations_in([] {
                Tensor<float> tensor(Shape{3});
                seen = tensor.data();
            }) >= 2);
    REQUIRE(allocations_in([] {
                Matrix<float> matrix(3, 3);
                seen = matrix.data();
            }) >= 2);
    REQUIRE(allocations_in([] {
                std::string text(100, 'x');
                seen = text.data();
            }) == 2);
}

TEMPLATE_TEST_CASE("train_on_batch allocates nothing once it has seen a batch as large", "[integration]",
                   float, double) {
    using namespace no_allocation_test;
    const Tensor<TestType> x = fixtures::numbers<TestType>(Shape{32, 2, 3}),
                           y = fixtures::one_hot<TestType>(32),
                           weight = fixtures::numbers<TestType>(32, 1).cwiseAbs();
    for (auto& model : models<TestType>()) {
        double loss = 0;
        const auto train = [&](Index first, Index count) {
            loss += model.train_on_batch(x.view().rows(first, count), y.view().rows(first, count))["loss"];
        };
        const auto train_weighted = [&] {
            loss += model.train_on_batch(x.view(), y.view(), weight.view())["data_loss"];
        };
        REQUIRE(allocations_in([&] { train(0, 32); }) > 0);
        REQUIRE(allocations_in([&] { train(0, 32); }) == 0);
        REQUIRE(allocations_in([&] {
                    for (const Index count : {7, 32, 1, 31, 16, 32}) train(32 - count, count);
                }) == 0);
        REQUIRE(allocations_in(train_weighted) == 0);
        const Results results = model.evaluate(x, y);
        REQUIRE(allocations_in([&] { train(0, 32); }) == 0);
        model.set_learning_rate(0.001);
        REQUIRE(allocations_in([&] { train(0, 32); }) == 0);
        REQUIRE(std::isfinite(loss + results["loss"]));
    }
}

TEMPLATE_TEST_CASE("an epoch of fit allocates nothing between the beginnings and ends of its batches",
                   "[integration]", float, double) {
    using namespace no_allocation_test;
    const Tensor<TestType> x = fixtures::numbers<TestType>(Shape{40, 2, 3}),
                           y = fixtures::one_hot<TestType>(40),
                           weight = fixtures::numbers<TestType>(40, 1).cwiseAbs();
    for (const auto& model : models<TestType>())
        for (const bool shuffles : {false, true})
            for (const Index validation_batch_size : {3, 16, 100}) {
                Counter counter, whole{.validates = true};
                const auto fit = [&](auto copy, Counter& callback) {
                    copy.fit(x, y,
                             {.epochs = 3,
                              .batch_size = 16,
                              .validation_data = {x, y, weight},
                              .shuffle = shuffles,
                              .sample_weight = weight,
                              .verbose = 0,
                              .callbacks = {std::ref(callback)},
                              .validation_batch_size = validation_batch_size});
                };
                fit(model, counter);
                REQUIRE(counter.counted == 0);
                fit(model, whole);
                REQUIRE(whole.counted == 0);
            }
    // The first epoch does, so that there is something to count.
    Counter first{.warm_up = 0};
    models<TestType>()[0].fit(x, y, {.verbose = 0, .callbacks = {std::ref(first)}});
    REQUIRE(first.counted > 0);
}

TEST_CASE("labels, outputs of higher rank and class weights are trained on without allocations, too",
          "[integration]") {
    using namespace no_allocation_test;
    Sequential<float> model{Dense(4, {.activation = activations::tanh, .activity_regularizer = l1()}),
                            Dense(3, {.activation = activations::softmax})};
    model.compile({.optimizer = SGD({.momentum = 0.5}),
                   .loss = SparseCategoricalCrossentropy(),
                   .metrics = {accuracy, SparseCategoricalCrossentropy()}});
    Sequential<float> flat = model;
    const Tensor<float> x = fixtures::numbers<float>(Shape{12, 2, 5}),
                        y(Shape{12, 2}, fixtures::labels<float>(24));
    Counter counter;
    model.fit(x, y, {.epochs = 3, .batch_size = 5, .verbose = 0, .callbacks = {std::ref(counter)}});
    REQUIRE(counter.counted == 0);
    flat.fit(x.matrix(), fixtures::labels<float>(24),
             {.epochs = 3,
              .batch_size = 5,
              .class_weight = {{1, 2.0}},
              .verbose = 0,
              .callbacks = {std::ref(counter)}});
    REQUIRE(counter.counted == 0);
}

TEMPLATE_TEST_CASE("convolutions are trained without allocations", "[integration]", float, double) {
    using namespace no_allocation_test;
    using Scalar = TestType;
    Sequential<Scalar> model{
        Conv2DTranspose<Scalar>(4, {2, 3}, {.strides = 2, .kernel_regularizer = l1()}),
        Conv2D<Scalar>(6, 3,
                       {.padding = Padding::same, .activation = activations::relu, .bias_regularizer = l2()}),
        DepthwiseConv2D<Scalar>(2, {.depth_multiplier = 2}),
        SeparableConv2D<Scalar>(8, {1, 2}, {.activity_regularizer = l1_l2()}),
        Conv2D<Scalar>(4, 2, {.groups = 2, .use_bias = false}),
        Conv2D<Scalar>(3, 1),
        Flatten<Scalar>(),
        Dense<Scalar>(3, {.activation = activations::softmax})};
    model.compile({.optimizer = SGD({.momentum = 0.9}), .loss = CategoricalCrossentropy()});
    const Tensor<Scalar> x = fixtures::numbers<Scalar>(Shape{32, 3, 2, 2}), y = fixtures::one_hot<Scalar>(32);
    for (const int threads : {1, 2}) {
        set_threads(threads);
        const auto train = [&](Index count) {
            model.train_on_batch(x.view().rows(0, count), y.view().rows(0, count));
        };
        train(32);
        REQUIRE(allocations_in([&] {
                    for (const Index count : {32, 7, 1, 32}) train(count);
                }) == 0);
    }
    set_threads(1);
}

#endif
