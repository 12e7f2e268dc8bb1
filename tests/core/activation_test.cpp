// SPDX-License-Identifier: MIT
#include <ockham/activations/linear.hpp>
#include <ockham/core/activation.hpp>

#include "support/finite_differences.hpp"

using namespace ockham;

namespace activation_test {

using finite_differences::in;
using finite_differences::out;

/// The least that an activation is made of: y = factor z^2.
struct Square {
    const char* name = "square";
    double factor = 1;

    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        for (Index i = 0; i < z.size(); ++i) y.data()[i] = Scalar(factor) * z.data()[i] * z.data()[i];
    }
    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        for (Index i = 0; i < z.size(); ++i) dz.data()[i] = 2 * Scalar(factor) * z.data()[i] * dy.data()[i];
    }
};

/// The same of y, spelled with overloads; `name` is a function.
struct Exponential {
    static constexpr bool gradient_from_output = true;
    std::string name() const { return "exponential"; }
    void forward(In<float> z, InOut<float> y) const { run(z, y); }
    void forward(In<double> z, InOut<double> y) const { run(z, y); }
    void backward(In<float>, In<float> y, In<float> dy, InOut<float> dz) const { run_back(y, dy, dz); }
    void backward(In<double>, In<double> y, In<double> dy, InOut<double> dz) const { run_back(y, dy, dz); }

private:
    template <class Scalar>
    static void run(In<Scalar> z, InOut<Scalar> y) {
        for (Index i = 0; i < z.size(); ++i) y.data()[i] = std::exp(z.data()[i]);
    }
    template <class Scalar>
    static void run_back(In<Scalar> y, In<Scalar> dy, InOut<Scalar> dz) {
        for (Index i = 0; i < y.size(); ++i) dz.data()[i] = y.data()[i] * dy.data()[i];
    }
};

struct NotFromDouble {
    const char* name = "float only";
    void forward(In<float>, InOut<float>) const {}
    void backward(In<float>, In<float>, In<float>, InOut<float>) const {}
};

struct CalledLinear : Square {
    CalledLinear() { name = "linear"; }
};

}  // namespace activation_test

TEST_CASE("an activation of nobody is the linear one", "[core]") {
    using namespace activation_test;
    const AnyActivation linear;
    REQUIRE(linear.is_linear());
    REQUIRE(linear.name() == "linear");
    REQUIRE(linear.gradient_from_output());
    Matrix<double> z(2, 2), y(2, 2), dz(2, 2);
    z << -1, 0, 2, 3;
    linear.forward(in(z), out(y));
    REQUIRE(y == z);
    linear.backward(in(z), in(y), in(z), out(dz));
    REQUIRE(dz == z);
    linear.forward(in(z), out(z));
    linear.backward(in(z), in(z), in(z), out(z));
    REQUIRE(z == y);
    REQUIRE(AnyActivation(activations::Linear()).is_linear());
    REQUIRE_FALSE(AnyActivation(activation_test::CalledLinear()).is_linear());  // the user's own
}

TEST_CASE("a user's activation needs a name and two functions", "[core]") {
    using namespace activation_test;
    STATIC_REQUIRE(ActivationFunction<Square>);
    STATIC_REQUIRE(ActivationFunction<Exponential>);
    STATIC_REQUIRE(!ActivationFunction<NotFromDouble>);
    AnyActivation copy;
    {
        const AnyActivation square = Square{.factor = 3};
        copy = square;
    }
    REQUIRE(copy.name() == "square");
    REQUIRE_FALSE(copy.is_linear());
    REQUIRE_FALSE(copy.gradient_from_output());
    Matrix<float> z(1, 2), y(1, 2), dy(1, 2), dz(1, 2);
    z << -1, 2;
    dy << 10, -1;
    copy.forward(in(z), out(y));
    REQUIRE(y(0, 0) == 3);
    REQUIRE(y(0, 1) == 12);
    copy.backward(in(z), in(y), in(dy), out(dz));
    REQUIRE(dz(0, 0) == -60);
    REQUIRE(dz(0, 1) == -12);
}

TEST_CASE("an activation may say that its derivative follows from the output", "[core]") {
    using namespace activation_test;
    const AnyActivation exponential = Exponential();
    REQUIRE(exponential.name() == "exponential");
    REQUIRE(exponential.gradient_from_output());
    Matrix<double> z = Matrix<double>::Constant(1, 1, 2);
    exponential.forward(in(z), out(z));
    REQUIRE(z(0, 0) == Approx(std::exp(2)));
    Matrix<double> dz = Matrix<double>::Constant(1, 1, 3);
    exponential.backward(in(z), in(z), in(dz), out(dz));
    REQUIRE(dz(0, 0) == Approx(3 * std::exp(2)));
}
