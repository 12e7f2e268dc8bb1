// SPDX-License-Identifier: MIT
// The three products of a Dense layer of n units with k inputs and a batch of m, beside those of other libraries:
//
//     NN   c (m, n)  = a (m, k) b (k, n)      forward
//     NT   a (m, k)  = c (m, n) b (k, n)^T    the gradient of the inputs
//     TN   b (k, n) += a (m, k)^T c (m, n)    the gradient of the kernel
//
// Names: product/TYPE/ORIENTATION/mxnxk/WHO.
#if defined(OCKHAM_BESIDE_OPENBLAS)
#include <cblas.h>
#endif
#if defined(OCKHAM_BESIDE_ONEDNN)
#include <dnnl.h>
#endif

#include <ockham/kernels.hpp>

#include "work.hpp"

using namespace ockham;

namespace {

constexpr Index shapes[][3] = {{112, 512, 4}, {112, 256, 512}, {112, 64, 256},  {112, 32, 64},
                               {112, 3, 32},  {128, 512, 784}, {256, 256, 256}, {1024, 1024, 1024}};

template <class Scalar>
struct Operands {
    Matrix<Scalar> left, right, result;
    In<Scalar> a{left.data(), left.rows(), left.cols()}, b{right.data(), right.rows(), right.cols()};
    InOut<Scalar> c{result.data(), result.rows(), result.cols()};

    Operands(Index rows_a, Index columns_a, Index rows_b, Index columns_b, Index rows_c, Index columns_c)
        : left(Matrix<Scalar>::Random(rows_a, columns_a)),
          right(Matrix<Scalar>::Random(rows_b, columns_b)),
          result(Matrix<Scalar>::Zero(rows_c, columns_c)) {}
    Operands(const Operands&) = delete;
    Operands& operator=(const Operands&) = delete;
};

enum class Orientation { nn, nt, tn };

template <class Scalar>
struct Product {
    Orientation orientation;
    Index m, n, k;

    [[nodiscard]] std::string name() const {
        const char* names[] = {"/NN/", "/NT/", "/TN/"};
        return "product/" + std::string(sizeof(Scalar) == 4 ? "float" : "double") +
               names[static_cast<int>(orientation)] + std::to_string(m) + "x" + std::to_string(n) + "x" +
               std::to_string(k) + "/";
    }

    /// `multiply` is called with (operands, transposes a, transposes b, adds).
    template <class Multiply>
    void add(const std::string& who, Multiply multiply) const {
        const Product product = *this;
        benchmark::RegisterBenchmark((name() + who).c_str(), [=](benchmark::State& state) {
            const auto [o, i, j, l] = product;
            Operands<Scalar> operands = o == Orientation::nn   ? Operands<Scalar>(i, l, l, j, i, j)
                                        : o == Orientation::nt ? Operands<Scalar>(i, j, l, j, i, l)
                                                               : Operands<Scalar>(i, l, i, j, l, j);
            const Matrix<Scalar> expected = o == Orientation::nn ? (operands.a * operands.b).eval()
                                            : o == Orientation::nt
                                                ? (operands.a * operands.b.transpose()).eval()
                                                : (operands.a.transpose() * operands.b).eval();
            multiply(operands, o == Orientation::tn, o == Orientation::nt, o == Orientation::tn);
            if (!operands.result.isApprox(expected, Scalar(1e-4))) state.SkipWithError("wrong product");
            for (auto _ : state) {
                multiply(operands, o == Orientation::tn, o == Orientation::nt, o == Orientation::tn);
                benchmark::ClobberMemory();
            }
            state.counters["flop"] = 2.0 * static_cast<double>(i * j * l);
        });
    }
};

template <class Scalar>
void add_ockham(const Product<Scalar>& product, InstructionSet set) {
    product.add("Ockham " + std::string(to_string(set)), [set](Operands<Scalar>& o, bool at, bool bt, bool) {
        set_instruction_set(set);
        if (at)
            kernels::add_transposed_multiply(o.a, o.b, o.c);
        else if (bt)
            kernels::multiply_transposed(o.a, o.b, o.c);
        else
            kernels::multiply(o.a, o.b, static_cast<const Scalar*>(nullptr), o.c);
    });
}

template <class Scalar>
void add_eigen(const Product<Scalar>& product) {
    product.add("Eigen", [](Operands<Scalar>& o, bool at, bool bt, bool) {
        if (at)
            o.c.noalias() += o.a.transpose() * o.b;
        else if (bt)
            o.c.noalias() = o.a * o.b.transpose();
        else
            o.c.noalias() = o.a * o.b;
    });
}

/// The sizes that BLAS asks for.
template <class Scalar>
struct Sizes {
    Index m, n, k;
    Sizes(const Operands<Scalar>& o, bool at)
        : m{o.c.rows()}, n{o.c.cols()}, k{at ? o.a.rows() : o.a.cols()} {}
};

#if defined(OCKHAM_BESIDE_OPENBLAS)
template <class Scalar>
void add_openblas(const Product<Scalar>& product) {
    product.add("OpenBLAS", [](Operands<Scalar>& o, bool at, bool bt, bool adds) {
        const Sizes<Scalar> s(o, at);
        const auto to_int = [](Index size) { return static_cast<blasint>(size); };
        const auto multiply = [&](auto gemm) {
            gemm(CblasRowMajor, at ? CblasTrans : CblasNoTrans, bt ? CblasTrans : CblasNoTrans, to_int(s.m),
                 to_int(s.n), to_int(s.k), Scalar(1), o.a.data(), to_int(o.a.cols()), o.b.data(),
                 to_int(o.b.cols()), Scalar(adds ? 1 : 0), o.c.data(), to_int(o.c.cols()));
        };
        if constexpr (sizeof(Scalar) == 4)
            multiply(cblas_sgemm);
        else
            multiply(cblas_dgemm);
    });
}
#endif

#if defined(OCKHAM_BESIDE_ONEDNN)
void add_onednn(const Product<float>& product) {  // it has no product of doubles
    product.add("oneDNN", [](Operands<float>& o, bool at, bool bt, bool adds) {
        const Sizes<float> s(o, at);
        dnnl_sgemm(at ? 'T' : 'N', bt ? 'T' : 'N', s.m, s.n, s.k, 1, o.a.data(), o.a.cols(), o.b.data(),
                   o.b.cols(), adds ? 1.0F : 0.0F, o.c.data(), o.c.cols());
    });
}
#endif

template <class Scalar>
void add_all() {
    for (const auto& [m, n, k] : shapes)
        for (const Orientation orientation : {Orientation::nn, Orientation::nt, Orientation::tn}) {
            const Product<Scalar> product{orientation, m, n, k};
            for (const InstructionSet set :
                 {InstructionSet::portable, InstructionSet::avx2, InstructionSet::avx512})
                if (set <= best_instruction_set()) add_ockham(product, set);
            add_eigen(product);
#if defined(OCKHAM_BESIDE_OPENBLAS)
            add_openblas(product);
#endif
#if defined(OCKHAM_BESIDE_ONEDNN)
            if constexpr (sizeof(Scalar) == 4) add_onednn(product);
#endif
        }
}

}  // namespace

int main(int count, char** arguments) {
    work::register_peaks();
    add_all<float>();
    add_all<double>();
    return work::run(count, arguments);
}
