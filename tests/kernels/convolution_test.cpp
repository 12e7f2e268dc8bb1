// SPDX-License-Identifier: MIT
#include <tuple>

#include <ockham/kernels/convolution.hpp>

#include "kernels/convolutions.hpp"
#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace convolution_test {

using namespace convolutions;

/// z, dK and dx, computed with a scratch that is used for all of them.
template <class Scalar>
auto computed(const Problem<Scalar>& p, bool with_bias = true) {
    std::vector<Scalar> z(p.z.size()), kernel_gradient(p.kernel.size()), input_gradient(p.x.size());
    Tensor<Scalar> scratch, turned_kernel;
    kernels::convolve(p.sizes, p.samples, p.x.data(), p.kernel.data(),
                      with_bias ? p.filter_bias.data() : nullptr, z.data(), scratch);
    kernels::convolve_for_kernel(p.sizes, p.samples, p.x.data(), p.z.data(), false, kernel_gradient.data(),
                                 scratch);
    kernels::convolve_for_input(p.sizes, p.samples, p.z.data(), p.kernel.data(),
                                with_bias ? p.channel_bias.data() : nullptr, input_gradient.data(), scratch,
                                turned_kernel);
    return std::tuple(z, kernel_gradient, input_gradient);
}

template <class Scalar>
void require_definition(const Convolution& sizes, Index samples) {
    const Problem<Scalar> problem(sizes, samples);
    for (const bool with_bias : {false, true}) {
        const auto expected = problem.expected(with_bias);
        instruction_sets::for_each([&] {
            const auto [z, kernel_gradient, input_gradient] = computed(problem, with_bias);
            REQUIRE(are_near(z, expected.z));
            REQUIRE(are_near(kernel_gradient, expected.kernel_gradient));
            REQUIRE(are_near(input_gradient, expected.input_gradient));
        });
    }
}

}  // namespace convolution_test

TEST_CASE("convolutions and their gradients are what their definition says", "[kernels]") {
    using namespace convolution_test;
    std::size_t kind = 0;
    for (const Convolution& sizes : kinds()) {
        INFO("kind " << kind++);
        for (const Index samples : {1, 3}) {
            require_definition<double>(sizes, samples);
            require_definition<float>(sizes, samples);
        }
    }
}

TEST_CASE("convolutions are the same with any number of threads", "[kernels]") {
    using namespace convolution_test;
    for (const Convolution& sizes : kinds())
        for (const Index samples : {1, 5}) {
            const Problem<double> problem(sizes, samples);
            instruction_sets::require_same_with_threads([&] { return computed(problem); });
        }
}

TEST_CASE("a sample's convolution does not depend on the other samples", "[kernels]") {
    using namespace convolution_test;
    for (const Convolution& sizes : kinds()) {
        const Problem<double> all(sizes, 5);
        const auto [z, kernel_gradient, input_gradient] = computed(all);
        for (Index i = 0; i < 5; ++i) {
            Problem<double> one = all;
            const auto cut = [i](std::vector<double>& numbers) {
                const std::size_t size = numbers.size() / 5, first = static_cast<std::size_t>(i) * size;
                const std::vector<double> kept(&numbers[first], &numbers[first] + size);
                numbers = kept;
                return first;
            };
            one.samples = 1;
            const std::size_t at_x = cut(one.x), at_z = cut(one.z);
            const auto [one_z, ignored, one_dx] = computed(one);
            for (std::size_t k = 0; k < one_z.size(); ++k) REQUIRE(one_z[k] == z[at_z + k]);
            for (std::size_t k = 0; k < one_dx.size(); ++k) REQUIRE(one_dx[k] == input_gradient[at_x + k]);
        }
    }
}

TEST_CASE("a kernel's gradient is written, or added on", "[kernels]") {
    using namespace convolution_test;
    for (const Convolution& sizes : kinds()) {
        const Problem<double> problem(sizes, 2);
        std::vector<double> expected = problem.expected().kernel_gradient, sum(expected.size(), 7);
        Tensor<double> scratch;
        kernels::convolve_for_kernel(sizes, 2, problem.x.data(), problem.z.data(), true, sum.data(), scratch);
        for (double& number : expected) number += 7;
        REQUIRE(are_near(sum, expected));
    }
}

TEST_CASE("without samples nothing is computed, and gradients are zero", "[kernels]") {
    using namespace convolution_test;
    for (const Convolution& sizes : kinds()) {
        const Problem<float> problem(sizes, 0);
        const auto [z, kernel_gradient, input_gradient] = computed(problem);
        REQUIRE(kernel_gradient == std::vector<float>(problem.kernel.size()));
        std::vector<float> kept(problem.kernel.size(), 7);
        Tensor<float> scratch;
        kernels::convolve_for_kernel<float>(sizes, 0, nullptr, nullptr, true, kept.data(), scratch);
        REQUIRE(kept == std::vector<float>(problem.kernel.size(), 7));
    }
}

TEST_CASE("the memory of a convolution does not grow with the samples", "[kernels]") {
    using namespace convolution_test;
    for (const Convolution& sizes : kinds()) {
        Tensor<float> few, many, turned_kernel;
        const Index small = 30, large = 90;
        for (const Index samples : {small, large}) {
            const Problem<float> p(sizes, samples);
            std::vector<float> z(p.z.size()), k(p.kernel.size()), x(p.x.size());
            Tensor<float>& scratch = samples == small ? few : many;
            kernels::convolve(sizes, samples, p.x.data(), p.kernel.data(), p.filter_bias.data(), z.data(),
                              scratch);
            REQUIRE(scratch.size() <= 262144 / 4);
            kernels::convolve_for_kernel(sizes, samples, p.x.data(), p.z.data(), false, k.data(), scratch);
            REQUIRE(scratch.size() <= 262144 / 4);
            kernels::convolve_for_input(sizes, samples, p.z.data(), p.kernel.data(), p.channel_bias.data(),
                                        x.data(), scratch, turned_kernel);
            REQUIRE(scratch.size() <= 262144 / 4);
            REQUIRE(turned_kernel.size() <= p.sizes.patch() * p.sizes.filters);
        }
        REQUIRE(few.size() == many.size());
    }
}
