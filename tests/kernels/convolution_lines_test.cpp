// SPDX-License-Identifier: MIT
#include <ockham/kernels/convolution.hpp>
#include <ockham/kernels/convolution_lines.hpp>

#include "kernels/convolutions.hpp"
#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace convolution_lines_test {

using namespace convolutions;
using kernels::detail::Lines;

/// Those that can be computed line by line, be it fast or not.
inline std::vector<Convolution> kinds_of_lines() {
    std::vector<Convolution> kept;
    for (const Convolution& sizes : kinds())
        if (sizes.groups == 1 && sizes.axes[2].dilation == 1) kept.push_back(sizes);
    return kept;
}

}  // namespace convolution_lines_test

TEST_CASE("lines suit where they are long, and filters fill vectors", "[kernels]") {
    using namespace convolution_lines_test;
    const auto suits = [](const Convolution::Axis& along, Index channels, Index filters, Index groups = 1) {
        return Lines<float>::suit({{{}, {}, along}, channels, filters, groups});
    };
    REQUIRE(suits(axis(26, 3, 1, 1, 0, 24), 32, 64));
    REQUIRE(suits(axis(26, 3, 1, 1, 1, 26), 32, 64));
    REQUIRE_FALSE(suits(axis(16, 3, 1, 1, 0, 14), 32, 64));
    REQUIRE_FALSE(suits(axis(10, 3, 1, 1, 0, 8), 32, 64));
    REQUIRE_FALSE(suits(axis(26, 3, 1, 1, 0, 24), 8, 64));
    REQUIRE_FALSE(suits(axis(26, 3, 1, 1, 0, 24), 32, 8));
    REQUIRE_FALSE(suits(axis(26, 3, 1, 1, 0, 24), 256, 256));
    REQUIRE_FALSE(suits(axis(26, 3, 1, 1, 0, 24), 32, 64, 2));
    REQUIRE_FALSE(suits(axis(28, 3, 1, 2, 0, 24), 32, 64));
    REQUIRE(suits(axis(2100, 3, 1, 1, 0, 2098), 32, 64));        // in place,
    REQUIRE_FALSE(suits(axis(2100, 3, 1, 1, 1, 2100), 32, 64));  // or too long to be copied
    REQUIRE(Lines<double>::suit({{{}, {}, axis(26, 3, 1, 1, 0, 24)}, 32, 8, 1}));
    int found = 0, turned = 0;
    for (const Convolution& sizes : kinds()) {
        found += Lines<float>::suit(sizes);
        turned += kernels::detail::can_turn<float>(sizes);
    }
    REQUIRE(found >= 5);  // so the tests of convolutions see both ways
    REQUIRE(turned >= 2);
}

TEST_CASE("a row of taps sees a line, with zeros at its ends", "[kernels]") {
    using namespace convolution_lines_test;
    const Convolution sizes{{{}, axis(2, 2, 1, 1, 1, 3), axis(3, 2, 2, 1, 1, 2)}, 2, 1, 1};
    const std::vector<float> x{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    const Lines<float> lines(sizes, 1, x.data());
    REQUIRE(lines.count() == 3);
    REQUIRE(lines.rows_of_taps() == 2);
    REQUIRE(lines.seen() == 4);
    REQUIRE(lines.step() == 4);
    REQUIRE(lines.memory() == 16);  // four positions
    std::vector<float> memory(16, 7);
    REQUIRE(lines.see(0, 0, memory.data()) == nullptr);
    REQUIRE(lines.see(0, 1, memory.data()) == memory.data());
    REQUIRE(memory == std::vector<float>{0, 0, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0});
    REQUIRE(lines.see(2, 0, memory.data()) == memory.data());
    REQUIRE(memory == std::vector<float>{0, 0, 7, 8, 9, 10, 11, 12, 0, 0, 0, 0, 0, 0, 0, 0});
    REQUIRE(lines.see(2, 1, memory.data()) == nullptr);
    REQUIRE(lines.readable(memory.data()) == 4);
}

TEST_CASE("a line without zeros is seen where it is, and not beyond the end of x", "[kernels]") {
    using namespace convolution_lines_test;
    const Convolution sizes{{{}, axis(2, 1, 1, 1, 0, 2), axis(6, 2, 1, 1, 0, 5)}, 1, 1, 1};
    const std::vector<float> x(24);
    const Lines<float> lines(sizes, 2, x.data());
    REQUIRE(lines.memory() == 0);
    REQUIRE(lines.see(1, 0, nullptr) == &x[6]);
    REQUIRE(lines.see(3, 0, nullptr) == &x[18]);
    REQUIRE(lines.readable(&x[12]) == 8);
    REQUIRE(lines.readable(&x[15]) == 8);
    REQUIRE(lines.readable(&x[16]) == 5);
    REQUIRE(lines.readable(&x[18]) == 5);
}

TEST_CASE("line by line a convolution is the same, bit for bit", "[kernels]") {
    using namespace convolution_lines_test;
    for (const Convolution& sizes : kinds_of_lines())
        for (const Index samples : {1, 3}) {
            const Problem<double> p(sizes, samples);
            const auto expected = p.expected();
            std::vector<double> twice = expected.kernel_gradient;
            for (double& number : twice) number *= 2;
            instruction_sets::require_same_with_threads([&] {
                std::vector<double> z(p.z.size()), dk(p.kernel.size());
                Tensor<double> scratch;
                kernels::detail::convolve_lines(sizes, samples, p.x.data(), p.kernel.data(),
                                                p.filter_bias.data(), z.data(), scratch);
                kernels::detail::convolve_lines_for_kernel(sizes, samples, p.x.data(), p.z.data(), false,
                                                           dk.data(), scratch);
                REQUIRE(are_near(z, expected.z));
                REQUIRE(are_near(dk, expected.kernel_gradient));
                std::vector<double> same_z(z.size()), same_dk(dk.size());
                kernels::convolve(sizes, samples, p.x.data(), p.kernel.data(), p.filter_bias.data(),
                                  same_z.data(), scratch);
                kernels::convolve_for_kernel(sizes, samples, p.x.data(), p.z.data(), false, same_dk.data(),
                                             scratch);
                REQUIRE(z == same_z);
                REQUIRE(dk == same_dk);
                kernels::detail::convolve_lines_for_kernel(sizes, samples, p.x.data(), p.z.data(), true,
                                                           dk.data(), scratch);
                REQUIRE(are_near(dk, twice));
                return std::pair(z, dk);
            });
        }
}

TEST_CASE("an input's gradient is a convolution with the kernel turned", "[kernels]") {
    using namespace convolution_lines_test;
    instruction_sets::for_each([] {
        for (const Convolution& sizes : kinds_of_lines()) {
            bool can = true;
            for (const Convolution::Axis& along : sizes.axes)
                can = can && along.stride == 1 && along.before <= (along.taps - 1) * along.dilation;
            if (!can) continue;
            const Problem<float> p(sizes, 2);
            const Convolution back = kernels::detail::turned(sizes);
            REQUIRE(back.inputs() == sizes.positions());
            REQUIRE(back.positions() == sizes.inputs());
            std::vector<float> kernel(p.kernel.size()), dx(p.x.size());
            kernels::detail::turn(sizes, p.kernel.data(), kernel.data());
            Tensor<float> scratch;
            kernels::detail::convolve_lines(back, 2, p.z.data(), kernel.data(), p.channel_bias.data(),
                                            dx.data(), scratch);
            REQUIRE(are_near(dx, p.expected().input_gradient));
        }
    });
    REQUIRE_FALSE(kernels::detail::can_turn<float>({{{}, {}, axis(60, 3, 2, 1, 0, 28)}, 32, 64, 1}));
    REQUIRE_FALSE(kernels::detail::can_turn<float>({{{}, {}, axis(26, 3, 1, 1, 3, 24)}, 32, 64, 1}));
    REQUIRE(kernels::detail::can_turn<float>({{{}, {}, axis(26, 3, 1, 1, 2, 24)}, 32, 64, 1}));
}
