// SPDX-License-Identifier: MIT
#include <sstream>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace gradient_check_test {

using Model = Sequential<double>;

/// y_ij = s_j x_ij^2 with the slope of one entry wrong, where that is asked for.
struct Squares {
    using Scalar = double;
    static constexpr const char* class_name = "Squares";
    enum Wrong { nothing, input, parameter } wrong = nothing;
    AnyRegularizer regularizer = {};
    Parameter<double> scale{.name = "scale", .regularizer = regularizer};

    std::vector<Parameter<double>*> parameters() { return {&scale}; }
    void build(const Shape& shape, Random& random) {
        scale.initialize({shape.last()}, random_uniform(0.5, 1.5), random);
    }
    void forward(TensorIn<double> x, TensorOut<double> y, Pass<double>&) const {
        for (Index row = 0; row < x.matrix().rows(); ++row)
            y.matrix().row(row) = scale.value.matrix().row(0).cwiseProduct(x.matrix().row(row).cwiseAbs2());
    }
    void backward(TensorIn<double> x, TensorIn<double> dy, TensorOut<double> dx, Pass<double>&) {
        for (Index row = 0; row < x.matrix().rows(); ++row) {
            scale.gradient.matrix().row(0) +=
                dy.matrix().row(row).cwiseProduct(x.matrix().row(row).cwiseAbs2());
            if (dx)
                dx.matrix().row(row) = 2 * scale.value.matrix().row(0).cwiseProduct(
                                               dy.matrix().row(row).cwiseProduct(x.matrix().row(row)));
        }
        if (wrong == parameter) scale.gradient.matrix()(0, 1) *= 1.1;
        if (wrong == input && dx) dx.matrix()(2, 1) += 0.1;
    }
};
static_assert(Layer<Squares>);

/// Half the square of each entry; the slope is w, but for that of one entry if it is wrong.
struct HalfSquare {
    double wrong = 0;
    template <class Scalar>
    double penalty(In<Scalar> w) const {
        return 0.5 * static_cast<double>(w.squaredNorm());
    }
    template <class Scalar>
    void add_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        dw += scale * w;
        dw(0, 2) += scale * static_cast<Scalar>(wrong);
    }
};

struct Cube {
    double wrong = 0;
    const char* name = "cube";
    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        y = z.array().cube();
    }
    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        dz = 3 * z.cwiseAbs2().cwiseProduct(dy);
        dz(1, 0) += static_cast<Scalar>(wrong);
    }
};

struct Quartic {
    double wrong = 0;
    const char* name = "quartic";
    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        loss.col(0) = (y_pred - y_true).array().square().square().rowwise().sum();
    }
    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        d_pred = 4 * (y_pred - y_true).array().cube();
        d_pred(2, 1) += wrong;
    }
};

/// A slope that is not a number.
struct NotANumber : Quartic {
    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        Quartic::gradient(y_true, y_pred, d_pred);
        d_pred(0, 1) = NAN;
    }
};

inline Tensor<double> x() {
    return fixtures::numbers<double>(Shape{3, 4}, 8);
}
inline Tensor<double> y() {
    return fixtures::numbers<double>(Shape{3, 4}, 9);
}

inline Model model_of(Squares layer, const Cube& activation = {}, const Quartic& loss = {}) {
    Model model{Dense<double>(4, {.activation = activation}), std::move(layer)};
    model.compile({.loss = loss});
    model.layer(1).set_name("squares");
    return model;
}

inline void require_wrong(const GradientReport& report, const std::string& where) {
    INFO(report.to_string());
    REQUIRE_FALSE(report.passed());
    REQUIRE(report.worst_error() > 1e-3);
    REQUIRE(report.worst_entry() == where);
}

}  // namespace gradient_check_test

TEST_CASE("the gradient check of a layer finds a wrong entry, and names it", "[training]") {
    using namespace gradient_check_test;
    const GradientReport report = check_gradients(Squares(), x());
    INFO(report.to_string());
    REQUIRE(report.passed());
    REQUIRE(report.entries() == 12 + 4);
    REQUIRE(report.kinks() == 0);
    require_wrong(check_gradients(Squares{.wrong = Squares::input}, x()), "input at (2, 1)");
    require_wrong(check_gradients(Squares{.wrong = Squares::parameter}, x()), "scale at (0, 1)");
    require_wrong(check_gradients(AnyLayer<double>(Squares{.wrong = Squares::parameter}), x()),
                  "scale at (0, 1)");
}

TEST_CASE("the gradient check of an activation finds a wrong entry, and names it", "[training]") {
    using namespace gradient_check_test;
    REQUIRE(check_gradients(Cube(), x()).passed());
    REQUIRE(check_gradients(Cube(), x()).entries() == 12);
    require_wrong(check_gradients(Cube{.wrong = 0.01}, x()), "input at (1, 0)");
}

TEST_CASE("the gradient check of a regularizer finds a wrong entry, and names it", "[training]") {
    using namespace gradient_check_test;
    REQUIRE(check_gradients(HalfSquare(), x()).passed());
    REQUIRE(check_gradients(HalfSquare(), x()).entries() == 12);
    require_wrong(check_gradients(HalfSquare{.wrong = 0.01}, x()), "weight at (0, 2)");
}

TEST_CASE("the gradient check of a loss finds a wrong entry, and names it", "[training]") {
    using namespace gradient_check_test;
    REQUIRE(check_gradients(Quartic(), y(), x()).passed());
    REQUIRE(check_gradients(Quartic(), y(), x()).entries() == 12);
    require_wrong(check_gradients(Quartic{.wrong = 0.01}, y(), x()), "prediction at (2, 1)");
    REQUIRE_THROWS_AS(check_gradients(Quartic(), y(), fixtures::numbers(2, 4)), ShapeError);
    REQUIRE_THROWS_WITH(check_gradients(Quartic(), y(), fixtures::numbers(2, 4)),
                        "check_gradients: expected as many rows of y_true as of y_pred, 2, got 3");
    REQUIRE_THROWS_WITH(check_gradients(Quartic(), y(), fixtures::numbers(3, 3)),
                        "quartic: expected targets with 3 columns, as many as the model's output, got 4");
}

TEST_CASE("the gradient check of a model finds what is wrong in any of its parts", "[training]") {
    using namespace gradient_check_test;
    const GradientReport report = check_gradients(model_of(Squares()), x(), y());
    INFO(report.to_string());
    REQUIRE(report.passed());
    REQUIRE(report.entries() == 16 + 4 + 4);
    require_wrong(check_gradients(model_of({.wrong = Squares::parameter}), x(), y()),
                  "scale of squares at (0, 1)");
    REQUIRE_FALSE(check_gradients(model_of({.wrong = Squares::input}), x(), y()).passed());
    REQUIRE(check_gradients(model_of({.regularizer = HalfSquare()}), x(), y()).passed());
    require_wrong(check_gradients(model_of({.regularizer = HalfSquare{.wrong = 0.5}}), x(), y()),
                  "scale of squares at (0, 2)");
    REQUIRE_FALSE(check_gradients(model_of({}, Cube{.wrong = 0.5}), x(), y()).passed());
    REQUIRE_FALSE(check_gradients(model_of({}, {}, Quartic{.wrong = 1e6}), x(), y()).passed());
    REQUIRE_FALSE(check_gradients(model_of({}, {}, Quartic{.wrong = NAN}), x(), y()).passed());
}

TEST_CASE("the library's own layers, activations, penalties and losses pass", "[training]") {
    using namespace gradient_check_test;
    const auto require_right = [](const GradientReport& report) {
        INFO(report.to_string());
        REQUIRE(report.passed());
    };
    require_right(check_gradients(Dense<double>(3), x()));
    require_right(check_gradients(Dropout<double>(0.5), x()));
    require_right(check_gradients(Flatten<double>(), Tensor<double>(Shape{3, 2, 2}, x().matrix())));
    require_right(check_gradients(activations::softmax, x()));
    require_right(check_gradients(orthogonal(0.5), x()));
    require_right(check_gradients(CategoricalCrossentropy(), fixtures::one_hot(3, 4),
                                  Matrix<double>(x().matrix().array().exp())));

    // A whole model: penalties of each kind, dropout, a fused loss, a model that has trained.
    Model model = fixtures::compiled_model();
    const Tensor<double> some_x = fixtures::numbers<double>(Shape{10, 4}), some_y = fixtures::one_hot(10);
    require_right(check_gradients(model, some_x, some_y));
    REQUIRE_FALSE(model.is_built());
    model.fit(some_x, some_y, {.epochs = 2, .verbose = 0});
    const Model before = model;
    require_right(check_gradients(model, some_x, some_y));
    fixtures::require_same(model, before, some_x, some_y);
    require_right(check_gradients(model, some_x.matrix().cast<float>(), some_y));
}

TEST_CASE("a kink passes with any slope between those on either side", "[training]") {
    using namespace gradient_check_test;
    Tensor<double> at = x();
    at.data()[5] = 0;
    at.data()[7] = 0;
    GradientReport report = check_gradients(activations::relu, at);
    REQUIRE(report.passed());
    REQUIRE(report.kinks() == 2);
    report = check_gradients(l1(0.5), at);
    REQUIRE(report.passed());
    REQUIRE(report.kinks() == 0);  // central differences and slope are both 0
    Tensor<double> same = at;
    same.data()[0] += 1;
    report = check_gradients(MeanAbsoluteError(), at, same);
    REQUIRE(report.passed());
    // But not with a slope beyond.
    Matrix<double> variable = Matrix<double>::Zero(1, 3), analytic(1, 3);
    analytic << -1, 0.5, 1;
    const auto sum = [&] { return variable.cwiseAbs().sum(); };
    GradientReport within(1e-6), beyond(1e-6);
    within.compare("w", {variable.data(), 1, 3}, {analytic.data(), 1, 3}, 1e-5, sum);
    REQUIRE(within.passed());
    REQUIRE(within.kinks() == 3);
    analytic(0, 1) = 1.01;
    beyond.compare("w", {variable.data(), 1, 3}, {analytic.data(), 1, 3}, 1e-5, sum);
    require_wrong(beyond, "w at (0, 1)");
    REQUIRE(beyond.kinks() == 2);
    REQUIRE(variable.isZero(0));
}

TEST_CASE("what is frozen is left out of the gradient check", "[training]") {
    using namespace gradient_check_test;
    Model model = fixtures::compiled_model();
    const Tensor<double> some_x = fixtures::numbers<double>(Shape{10, 4}), some_y = fixtures::one_hot(10);
    REQUIRE(check_gradients(model, some_x, some_y).entries() == 25 + 18);
    model.layer("hidden").set_trainable(false);
    const GradientReport report = check_gradients(model, some_x, some_y);
    REQUIRE(report.entries() == 18);
    REQUIRE(report.passed());
    model.layer("output").set_trainable(false);
    REQUIRE(check_gradients(model, some_x, some_y).to_string() ==
            "gradient check passed: 0 entries, worst error 0 in nothing: analytic 0, numeric 0");

    Model wrong = model_of({.wrong = Squares::parameter});
    wrong.layer("squares").set_trainable(false);
    REQUIRE(check_gradients(wrong, x(), y()).passed());
}

TEST_CASE("a report says in one line what was found, and where", "[training]") {
    using namespace gradient_check_test;
    Matrix<double> variable = Matrix<double>::Zero(2, 2), analytic = Matrix<double>::Constant(2, 2, 2);
    const auto twice = [&] { return 2 * variable.sum(); };
    const double step = 1.0 / 1024;  // with which all differences are exact
    GradientReport report(1e-6);
    report.compare("w", {variable.data(), 2, 2}, {analytic.data(), 2, 2}, step, twice);
    REQUIRE(report.to_string() ==
            "gradient check passed: 4 entries, worst error 0 in w at (0, 0): analytic 2, numeric 2");
    REQUIRE(report.worst_error() == 0);

    analytic(1, 0) = 3;
    GradientReport failed(1e-6);
    failed.compare("w", {variable.data(), 2, 2}, {analytic.data(), 2, 2}, step, twice);
    std::ostringstream out;
    out << failed;
    REQUIRE(out.str() ==
            "gradient check FAILED: 4 entries, worst error 0.333222 in w at (1, 0): analytic 3, numeric 2");
    REQUIRE(failed.analytic() == 3);
    REQUIRE(failed.numeric() == 2);
    REQUIRE(failed.worst_error() == Approx(1 / 3.001));
    failed.compare("b", {variable.data(), 1, 2}, {analytic.data(), 1, 2}, step, twice);
    REQUIRE(failed.entries() == 6);
    REQUIRE(failed.worst_entry() == "w at (1, 0)");

    GradientReport kinked(1e-6);
    analytic(0, 0) = 1;
    kinked.compare("w", {variable.data(), 1, 1}, {analytic.data(), 1, 1}, step,
                   [&] { return std::max(0.0, variable(0, 0)); });
    REQUIRE(kinked.to_string() ==
            "gradient check passed: 1 entries (1 at a kink), worst error 0 in w at (0, 0): analytic 1, "
            "numeric 1");

    const GradientReport not_a_number = check_gradients(NotANumber(), y(), x());
    REQUIRE_FALSE(not_a_number.passed());
    REQUIRE(not_a_number.worst_error() == INFINITY);
    REQUIRE(not_a_number.worst_entry() == "prediction at (0, 1)");
}

TEST_CASE("step and tolerance can be chosen", "[training]") {
    using namespace gradient_check_test;
    REQUIRE(check_gradients(Cube{.wrong = 0.01}, x(), {.tolerance = 0.99}).passed());
    // A step so large that the slopes on its two sides differ makes of any place a kink.
    REQUIRE(check_gradients(Cube(), x()).kinks() == 0);
    REQUIRE(check_gradients(Cube(), x(), {.step = 0.1}).kinks() > 6);
}
