// SPDX-License-Identifier: MIT
// What is called recorded was printed by numpy.random.RandomState of NumPy 2.4.6.
#include <numeric>
#include <vector>

#include <ockham/core/random.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace random_test {

inline std::vector<Index> shuffled(Random& random, std::size_t count) {
    std::vector<Index> items(count);
    std::iota(items.begin(), items.end(), Index{0});
    random.shuffle(items);
    return items;
}

/// The means of x, x^2, x^3 and x^4 over many draws.
template <class Draw>
std::array<double, 4> moments(Draw draw) {
    constexpr int count = 100000;
    std::array<double, 4> means{};
    for (int i = 0; i < count; ++i) {
        const double x = draw();
        double power = 1;
        for (double& mean : means) mean += (power *= x) / count;
    }
    return means;
}

}  // namespace random_test

TEST_CASE("uniform numbers are those of RandomState.random_sample", "[core]") {
    Random first(0), answer(42), last(4294967295U);
    for (const double recorded : {0x1.18fe1565f12a8p-1, 0x1.6e2d4cf608733p-1, 0x1.349d66b6e894bp-1})
        REQUIRE(first.uniform() == recorded);
    for (const double recorded : {0x1.7f8771e5f51ecp-2, 0x1.e6c4068bbd654p-1, 0x1.76c7e8f1e6751p-1,
                                  0x1.32835d6632cb0p-1, 0x1.3f86b37222184p-3})
        REQUIRE(answer.uniform() == recorded);
    for (const double recorded : {0x1.8fe69a3924820p-4, 0x1.d323d824032b1p-1, 0x1.93fc6f61af3f9p-1})
        REQUIRE(last.uniform() == recorded);
    REQUIRE(Random().uniform() == Random(0).uniform());
}

TEST_CASE("uniform numbers in a range are those of RandomState.uniform", "[core]") {
    Random random(9);
    for (const double recorded :
         {-0x1.75607a5159576p+1, 0x1.03d6d37fc701cp+0, 0x1.eeaffa03dcb00p-1, -0x1.edeac8af0bec8p+0})
        REQUIRE(random.uniform(-3, 5) == Approx(recorded).epsilon(1e-15));
    REQUIRE(random.uniform(2, 2) == 2);
}

TEST_CASE("shuffled items are those of RandomState.permutation and shuffle", "[core]") {
    Random answer(42), seven(7), three(3);
    REQUIRE(random_test::shuffled(answer, 10) == std::vector<Index>{8, 1, 5, 0, 7, 2, 9, 4, 3, 6});
    REQUIRE(random_test::shuffled(seven, 17) ==
            std::vector<Index>{13, 11, 16, 8, 5, 2, 1, 0, 14, 10, 7, 12, 3, 6, 9, 4, 15});
    REQUIRE(random_test::shuffled(seven, 6) == std::vector<Index>{1, 3, 2, 5, 4, 0});
    REQUIRE(seven.uniform() == 0x1.d1b63e2c6b036p-1);
    const std::vector<Index> many = random_test::shuffled(three, 1000);
    REQUIRE(std::vector<Index>(many.begin(), many.begin() + 5) ==
            std::vector<Index>{642, 762, 909, 199, 586});
    Index fold = 0;
    for (std::size_t i = 0; i < many.size(); ++i) fold += many[i] * static_cast<Index>(i);
    REQUIRE(fold == 254166528);
    REQUIRE(three.uniform() == 0x1.45980fd222824p-2);
}

TEST_CASE("nothing is drawn to shuffle one item or none", "[core]") {
    Random random(1);
    REQUIRE(random_test::shuffled(random, 0).empty());
    REQUIRE(random_test::shuffled(random, 1) == std::vector<Index>{0});
    REQUIRE(random.index(1) == 0);
    REQUIRE(random == Random(1));
}

TEST_CASE("indices are those of RandomState.randint", "[core]") {
    Random random(5);
    const std::vector<std::pair<Index, Index>> recorded = {{1, 0},
                                                           {2, 1},
                                                           {3, 2},
                                                           {10, 6},
                                                           {100, 16},
                                                           {1000, 73},
                                                           {65536, 33800},
                                                           {65537, 33508},
                                                           {Index{1} << 31, 479936231},
                                                           {Index{1} << 32, 1703970750}};
    for (const auto& [count, index] : recorded) REQUIRE(random.index(count) == index);
    REQUIRE(random.uniform() == 0x1.88251316aa329p-1);
}

TEST_CASE("indices are uniform", "[core]") {
    Random random(2);
    std::array<int, 6> counts{};
    for (int i = 0; i < 60000; ++i) ++counts[static_cast<std::size_t>(random.index(6))];
    // Chi square with 5 degrees of freedom: beyond 20.5 once in a thousand seeds.
    double chi_square = 0;
    for (const int count : counts) chi_square += (count - 10000) * (count - 10000) / 10000.0;
    REQUIRE(chi_square < 20.5);
}

TEST_CASE("uniform numbers have the moments of a uniform distribution, in [0, 1)", "[core]") {
    Random random(3);
    const auto m = random_test::moments([&] {
        const double x = random.uniform();
        if (!(x >= 0 && x < 1)) FAIL("got " << x);
        return x;
    });
    REQUIRE(m[0] == Approx(1 / 2.0).margin(0.005));
    REQUIRE(m[1] == Approx(1 / 3.0).margin(0.005));
    REQUIRE(m[2] == Approx(1 / 4.0).margin(0.005));
}

TEST_CASE("normal numbers have the moments of a normal distribution", "[core]") {
    Random random(4);
    const auto m = random_test::moments([&] { return random.normal(); });
    REQUIRE(m[0] == Approx(0).margin(0.015));
    REQUIRE(m[1] == Approx(1).margin(0.02));
    REQUIRE(m[2] == Approx(0).margin(0.05));
    REQUIRE(m[3] == Approx(3).margin(0.15));
}

TEST_CASE("truncated normal numbers stay within two and have the moments that are left", "[core]") {
    Random random(5);
    double largest = 0;
    const auto m = random_test::moments([&] {
        const double x = random.truncated_normal();
        largest = std::max(largest, std::abs(x));
        return x;
    });
    REQUIRE(largest <= 2);
    REQUIRE(largest > 1.99);
    REQUIRE(m[0] == Approx(0).margin(0.015));
    REQUIRE(std::sqrt(m[1]) == Approx(0.87962566103423978).margin(0.01));
    REQUIRE(m[2] == Approx(0).margin(0.03));
}

TEST_CASE("the same seed gives the same numbers, and a copy goes on alike", "[core]") {
    Random a(11), b(11), other(12);
    for (int i = 0; i < 100; ++i) REQUIRE(a.normal() == b.normal());
    REQUIRE(a == b);
    REQUIRE(a != other);
    Random copy = a;
    REQUIRE(copy.uniform() == a.uniform());
    REQUIRE(copy == a);
    copy.uniform();
    REQUIRE(copy != a);
}
