// SPDX-License-Identifier: MIT
#include <cmath>
#include <numeric>
#include <vector>

#include <ockham/kernels/bilinear.hpp>

#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace bilinear_test {

/// One image of 2 x 3 pixels, enlarged to 6 x 6; then dx for dy = 1, 2, 3, ... As TensorFlow 2.21 gives them in double, which it
/// computes in float.
constexpr kernels::Enlarging enlarging{2, 3, 6, 6, 1};
constexpr double x[] = {
    0.1, 0.24285714285714285, 0.6714285714285714, 1.385714285714286, 2.3857142857142857, 3.6714285714285717};
constexpr double y[] = {0.10000000149011612, 0.13571429252624512, 0.20714285969734192, 0.3499999940395355,
                        0.5642856955528259,  0.6714285612106323,  0.10000000149011612, 0.13571429252624512,
                        0.20714285969734192, 0.3499999940395355,  0.5642856955528259,  0.6714285612106323,
                        0.5285714864730835,  0.6357143521308899,  0.8500001430511475,  1.1357144117355347,
                        1.4928572177886963,  1.6714286804199219,  0.9571429491043091,  1.1357144117355347,
                        1.4928573369979858,  1.9214287996292114,  2.421428918838501,   2.671428680419922,
                        1.3857142925262451,  1.6357142925262451,  2.135714292526245,   2.7071428298950195,
                        3.3500001430511475,  3.671428680419922,   1.3857142925262451,  1.6357142925262451,
                        2.135714292526245,   2.7071428298950195,  3.3500001430511475,  3.671428680419922};
constexpr double dx[] = {49.74999636411667, 60.99999463558197,  72.2499950826168,
                         149.7500046491623, 161.00000488758087, 172.25000667572021};

}  // namespace bilinear_test

TEST_CASE("images are enlarged as TensorFlow does it", "[kernels]") {
    using namespace bilinear_test;
    std::vector<double> enlarged(36), dy(36), back(6);
    kernels::enlarge(enlarging, 1, x, enlarged.data());
    for (std::size_t i = 0; i < 36; ++i) REQUIRE(std::abs(enlarged[i] - y[i]) <= 2.4e-7);
    std::iota(dy.begin(), dy.end(), 1.0);
    kernels::enlarge_backward(enlarging, 1, std::as_const(dy).data(), back.data());
    for (std::size_t i = 0; i < 6; ++i) REQUIRE(std::abs(back[i] - dx[i]) <= 4e-6);
}

TEST_CASE("each channel and each sample is enlarged by itself, by any number of threads", "[kernels]") {
    instruction_sets::require_same_with_threads([] {
        const kernels::Enlarging pair{2, 3, 6, 6, 2}, single{2, 3, 6, 6, 1};
        std::vector<float> in(5 * 12), out(5 * 72), back(5 * 12), one(6), one_out(36), one_back(6);
        for (std::size_t i = 0; i < in.size(); ++i) in[i] = static_cast<float>(i * 31 % 17);
        kernels::enlarge(pair, 5, std::as_const(in).data(), out.data());
        kernels::enlarge_backward(pair, 5, std::as_const(out).data(), back.data());
        for (std::size_t sample = 0; sample < 5; ++sample)
            for (std::size_t channel = 0; channel < 2; ++channel) {
                for (std::size_t i = 0; i < 6; ++i) one[i] = in[sample * 12 + 2 * i + channel];
                kernels::enlarge(single, 1, std::as_const(one).data(), one_out.data());
                kernels::enlarge_backward(single, 1, std::as_const(one_out).data(), one_back.data());
                for (std::size_t i = 0; i < 36; ++i)
                    REQUIRE(out[sample * 72 + 2 * i + channel] == one_out[i]);
                for (std::size_t i = 0; i < 6; ++i)
                    REQUIRE(back[sample * 12 + 2 * i + channel] == one_back[i]);
            }
        return back;
    });
}
