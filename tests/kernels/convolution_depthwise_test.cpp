// SPDX-License-Identifier: MIT
#include <ockham/kernels/convolution_depthwise.hpp>

#include "kernels/convolutions.hpp"
#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace convolution_depthwise_test {

using namespace convolutions;

/// One channel a filter, in numbers that fill vectors, and that do not.
inline std::vector<Convolution> depthwise_kinds() {
    const Convolution::Axis none, same = axis(5, 3, 1, 1, 1, 5), strided = axis(8, 3, 2, 1, 1, 4),
                                  dilated = axis(7, 2, 2, 3, 2, 3), beyond = axis(2, 2, 1, 5, 4, 3);
    return {{{none, none, same}, 67, 67, 67},    {{none, same, dilated}, 3, 12, 3},
            {{same, dilated, strided}, 2, 2, 2}, {{none, dilated, beyond}, 40, 40, 40},
            {{none, strided, same}, 33, 66, 33}, {{none, none, beyond}, 5, 35, 5}};
}

}  // namespace convolution_depthwise_test

TEST_CASE("filters of one channel each are told from others", "[kernels]") {
    using kernels::detail::is_depthwise;
    REQUIRE(is_depthwise({{}, 4, 4, 4}));
    REQUIRE(is_depthwise({{}, 4, 28, 4}));
    REQUIRE_FALSE(is_depthwise({{}, 4, 32, 4}));  // 8 filters to a channel
    REQUIRE_FALSE(is_depthwise({{}, 4, 4, 2}));
    REQUIRE_FALSE(is_depthwise({{}, 1, 3, 1}));
}

TEST_CASE("depthwise convolutions and their gradients are what the definition says", "[kernels]") {
    using namespace convolution_depthwise_test;
    for (const Convolution& sizes : depthwise_kinds())
        for (const Index samples : {1, 3}) {
            const Problem<float> p(sizes, samples);
            const auto expected = p.expected();
            std::vector<double> twice = expected.kernel_gradient;
            for (double& number : twice) number *= 2;
            instruction_sets::for_each([&] {
                std::vector<float> z(p.z.size()), dk(p.kernel.size()), dx(p.x.size());
                Tensor<float> scratch;
                kernels::detail::convolve_depthwise(sizes, samples, p.x.data(), p.kernel.data(),
                                                    p.filter_bias.data(), z.data(), scratch);
                REQUIRE(are_near(z, expected.z));
                for (const bool adds : {false, true}) {
                    kernels::detail::convolve_depthwise_for_kernel(sizes, samples, p.x.data(), p.z.data(),
                                                                   adds, dk.data(), scratch);
                    REQUIRE(are_near(dk, adds ? twice : expected.kernel_gradient));
                }
                kernels::detail::convolve_depthwise_for_input(sizes, samples, p.z.data(), p.kernel.data(),
                                                              p.channel_bias.data(), dx.data(), scratch);
                REQUIRE(are_near(dx, expected.input_gradient));
            });
        }
}

TEST_CASE("depthwise convolutions are the same with any number of threads", "[kernels]") {
    using namespace convolution_depthwise_test;
    for (const Convolution& sizes : depthwise_kinds()) {
        const Problem<double> p(sizes, 5);
        instruction_sets::require_same_with_threads([&] {
            std::vector<double> all(p.z.size() + p.kernel.size() + p.x.size());
            double *z = all.data(), *dk = z + p.z.size(), *dx = dk + p.kernel.size();
            Tensor<double> scratch;
            kernels::detail::convolve_depthwise<double>(sizes, 5, p.x.data(), p.kernel.data(), nullptr, z,
                                                        scratch);
            kernels::detail::convolve_depthwise_for_kernel(sizes, 5, p.x.data(), p.z.data(), false, dk,
                                                           scratch);
            kernels::detail::convolve_depthwise_for_input<double>(sizes, 5, p.z.data(), p.kernel.data(),
                                                                  nullptr, dx, scratch);
            return all;
        });
    }
}

TEST_CASE("rows are filled, channels repeated and added up", "[kernels]") {
    std::vector<float> rows(6, 7);
    const float row[] = {1, 2, 3};
    kernels::detail::fill_rows(rows.data(), 2, 3, row);
    REQUIRE(rows == std::vector<float>{1, 2, 3, 1, 2, 3});
    kernels::detail::fill_rows<float>(rows.data(), 1, 4, nullptr);
    REQUIRE(rows == std::vector<float>{0, 0, 0, 0, 2, 3});

    const kernels::Convolution sizes{{{}, {}, {.in = 2, .out = 2}}, 2, 6, 2};
    const std::vector<float> x{1, 2, 3, 4};
    std::vector<float> wide(12, 0), sums{1, 1, 1, 1};
    kernels::detail::repeat_channels(sizes, x.data(), wide.data(), 2, 5);
    REQUIRE(wide == std::vector<float>{0, 0, 1, 2, 2, 0, 0, 0, 3, 4, 4, 0});
    kernels::detail::repeat_channels(sizes, x.data(), wide.data(), 0, 6);
    REQUIRE(wide == std::vector<float>{1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4});
    kernels::detail::add_repeated(sizes, sums.data(), wide.data());
    REQUIRE(sums == std::vector<float>{4, 7, 10, 13});
}
