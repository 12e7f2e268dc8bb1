// SPDX-License-Identifier: MIT
#include <limits>
#include <vector>

#include <ockham/core/random.hpp>
#include <ockham/kernels/matrix_product.hpp>

#include "kernels/instruction_sets.hpp"
#include "support/finite_differences.hpp"

using namespace ockham;

namespace matrix_product_test {

/// A matrix that begins `offset` numbers after a cache line, and ends where its memory ends.
template <class Scalar>
class Placed {
public:
    Placed(Index rows, Index columns, Index offset, Random& random)
        : rows_{rows},
          columns_{columns},
          offset_{offset},
          numbers_(static_cast<std::size_t>(offset + rows * columns)) {
        for (Scalar& number : numbers_) number = static_cast<Scalar>(random.index(9) - 4);
    }
    In<Scalar> in() const { return {numbers_.data() + offset_, rows_, columns_}; }
    InOut<Scalar> out() { return {numbers_.data() + offset_, rows_, columns_}; }
    const Scalar* data() const { return numbers_.data() + offset_; }
    void fill(Scalar value) { std::fill(numbers_.begin(), numbers_.end(), value); }
    Scalar operator()(Index i, Index j) const {
        return numbers_[static_cast<std::size_t>(offset_ + i * columns_ + j)];
    }
    /// True if the numbers before the matrix are all `value`.
    bool begins_with(Scalar value) const {
        return std::all_of(numbers_.begin(), numbers_.begin() + offset_,
                           [&](Scalar n) { return n == value; });
    }

private:
    Index rows_, columns_, offset_;
    std::vector<Scalar> numbers_;
};

/// How many entries of the products of size (m, k) (k, n) are not those of three plain loops. The numbers are
/// small integers, whose sums are exact in whichever order they are added.
template <class Scalar>
int differences(Index m, Index n, Index k, Random& random) {
    constexpr Scalar nan = std::numeric_limits<Scalar>::quiet_NaN(), guard = 77;
    const auto offset = [&random] { return random.index(4); };
    const Placed<Scalar> a(m, k, offset(), random), b(k, n, offset(), random), bias(1, n, offset(), random);
    const Placed<Scalar> b_transposed(n, k, offset(), random), a_transposed(k, m, offset(), random);
    Placed<Scalar> plain(m, n, offset(), random), biased = plain, with_transposed = plain, transposed = plain,
                                                  accumulated = plain;
    const Placed<Scalar> start = accumulated;
    plain.fill(nan);
    biased.fill(guard);
    with_transposed.fill(nan);
    transposed.fill(nan);

    const Scalar* no_bias = nullptr;
    kernels::multiply(a.in(), b.in(), no_bias, plain.out());
    kernels::multiply(a.in(), b.in(), bias.data(), biased.out());
    kernels::multiply_transposed(a.in(), b_transposed.in(), with_transposed.out());
    kernels::transposed_multiply(a_transposed.in(), b.in(), transposed.out());
    kernels::add_transposed_multiply(a_transposed.in(), b.in(), accumulated.out());

    int wrong = biased.begins_with(guard) ? 0 : 1;
    for (Index i = 0; i < m; ++i)
        for (Index j = 0; j < n; ++j) {
            Scalar ab = 0, abt = 0, atb = start(i, j);
            for (Index p = 0; p < k; ++p) {
                ab += a(i, p) * b(p, j);
                abt += a(i, p) * b_transposed(j, p);
                atb += a_transposed(p, i) * b(p, j);
            }
            wrong += !(plain(i, j) == ab) + !(biased(i, j) == ab + bias(0, j)) +
                     !(with_transposed(i, j) == abt) + !(accumulated(i, j) == atb) +
                     !(transposed(i, j) == atb - start(i, j));
        }
    return wrong;
}

template <class Scalar>
void require_right(Index m, Index n, Index k, Random& random) {
    const int wrong = differences<Scalar>(m, n, k, random);
    INFO(m << " x " << k << " times " << k << " x " << n);
    REQUIRE(wrong == 0);
}

template <class Scalar>
void require_right_for_all_sizes() {
    Random random(sizeof(Scalar));
    for (Index size = 1; size <= 70; ++size) {
        require_right<Scalar>(size, 13, 7, random);
        require_right<Scalar>(3, size, 18, random);
        require_right<Scalar>(9, 11, size, random);
        require_right<Scalar>(size, size, 5, random);
        require_right<Scalar>(1 + random.index(70), 1 + random.index(70), 1 + random.index(70), random);
    }
    for (const Index depth : {255, 256, 257, 511, 512, 513, 700})
        for (const Index rows : {1, 4, 33})
            for (const Index columns : {1, 8, 19}) require_right<Scalar>(rows, columns, depth, random);
    // More rows than are worked on at a time, and columns enough for A to be copied.
    for (const Index rows : {5, 29, 63, 256, 259, 300})
        for (const Index columns : {16, 128, 133}) require_right<Scalar>(rows, columns, 9, random);
    require_right<Scalar>(70, 200, 300, random);
    for (const Index size : {0, 5}) {
        require_right<Scalar>(0, 5, size, random);
        require_right<Scalar>(6, 5, 0, random);
    }
}

template <class Scalar>
void require_accurate() {
    Random random(1);
    constexpr Index m = 7, n = 21, k = 600;
    Matrix<Scalar> a(m, k), b(k, n), c(m, n);
    for (Index i = 0; i < a.size(); ++i) a.data()[i] = static_cast<Scalar>(random.normal());
    for (Index i = 0; i < b.size(); ++i) b.data()[i] = static_cast<Scalar>(random.normal());
    const Scalar* no_bias = nullptr;
    kernels::multiply(finite_differences::in(a), finite_differences::in(b), no_bias,
                      finite_differences::out(c));
    for (Index i = 0; i < m; ++i)
        for (Index j = 0; j < n; ++j) {
            double sum = 0, size = 0;
            for (Index p = 0; p < k; ++p) {
                const double product = static_cast<double>(a(i, p)) * static_cast<double>(b(p, j));
                sum += product;
                size += std::abs(product);
            }
            const double rounding = static_cast<double>(std::numeric_limits<Scalar>::epsilon()) * size;
            REQUIRE(std::abs(static_cast<double>(c(i, j)) - sum) <= 8 * rounding);
        }
}

template <class Scalar>
void require_same_with_threads() {
    struct Size {
        Index m, n, k;
    };
    for (const Size& size : {Size{112, 256, 512}, Size{300, 64, 30}, Size{38, 3, 2000}, Size{517, 133, 70}}) {
        Random random(2);
        const auto drawn = [&](Index rows, Index columns) {
            Matrix<Scalar> matrix(rows, columns);
            for (Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = static_cast<Scalar>(random.normal());
            return matrix;
        };
        using finite_differences::in, finite_differences::out;
        const Matrix<Scalar> a = drawn(size.m, size.k), a_transposed = a.transpose(),
                             b = drawn(size.k, size.n), b_transposed = b.transpose();
        instruction_sets::require_same_with_threads([&] {
            std::vector<Matrix<Scalar>> results(3, Matrix<Scalar>::Ones(size.m, size.n));
            kernels::multiply(in(a), in(b), b.data(), out(results[0]));
            kernels::multiply_transposed(in(a), in(b_transposed), out(results[1]));
            kernels::add_transposed_multiply(in(a_transposed), in(b), out(results[2]));
            return results;
        });
    }
}

}  // namespace matrix_product_test

TEST_CASE("products of float matrices are those of a plain loop", "[kernels]") {
    instruction_sets::for_each(matrix_product_test::require_right_for_all_sizes<float>);
}

TEST_CASE("products of double matrices are those of a plain loop", "[kernels]") {
    instruction_sets::for_each(matrix_product_test::require_right_for_all_sizes<double>);
}

TEST_CASE("products lose no more digits than their sums must", "[kernels]") {
    instruction_sets::for_each([] {
        matrix_product_test::require_accurate<float>();
        matrix_product_test::require_accurate<double>();
    });
}

TEST_CASE("products are the same, bit for bit, with any number of threads", "[kernels]") {
    matrix_product_test::require_same_with_threads<float>();
    matrix_product_test::require_same_with_threads<double>();
}
