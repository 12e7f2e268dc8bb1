// SPDX-License-Identifier: MIT
//
// A layer and a regularizer of one's own: neither derives from anything, nor is it registered anywhere.

#include <algorithm>
#include <cstdio>
#include <iostream>

#include <ockham/ockham.hpp>

using namespace ockham;

namespace {

// [layer]
/// Multiplies each feature by a factor that is learnt: y = x * f. What does not help to classify can be turned off.
template <std::floating_point ScalarType>
struct Scale {
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Scale";

    Parameter<Scalar> factor{.name = "factor"};

    explicit Scale(const AnyRegularizer& regularizer = {}) { factor.regularizer = regularizer; }

    std::vector<Parameter<Scalar>*> parameters() { return {&factor}; }

    void build(const Shape& input, Random& random) { factor.initialize({input.last()}, ones(), random); }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        y.matrix() = x.matrix() * factor.value.matrix().row(0).asDiagonal();
    }

    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        factor.gradient.matrix() += x.matrix().cwiseProduct(dy.matrix()).colwise().sum();
        if (dx) dx.matrix() = dy.matrix() * factor.value.matrix().row(0).asDiagonal();
    }
};
static_assert(Layer<Scale<float>> && Layer<Scale<double>>);
// [layer]

// [regularizer]
/// L1 without its kink at zero, Huber's function: weight * sum of |w| - delta / 2 where |w| > delta, and of
/// w^2 / (2 delta) where it is less.
struct SmoothL1 {
    double weight = 0.01, delta = 0.01;

    template <class Scalar>
    double penalty(In<Scalar> w) const {
        double sum = 0;
        for (Index i = 0; i < w.size(); ++i) {
            const double size = std::abs(static_cast<double>(w.data()[i]));
            sum += size > delta ? size - delta / 2 : size * size / (2 * delta);
        }
        return weight * sum;
    }

    template <class Scalar>
    void add_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale) const {
        for (Index i = 0; i < w.size(); ++i)
            dw.data()[i] += scale * static_cast<Scalar>(weight * std::clamp(w.data()[i] / delta, -1.0, 1.0));
    }

    std::string description() const { return "smooth_l1(" + to_text(weight) + ")"; }
};
static_assert(Regularizer<SmoothL1>);
// [regularizer]

// [model]
template <std::floating_point Scalar>
Sequential<Scalar> make_model() {
    Sequential model{
        Scale<Scalar>(SmoothL1{.weight = 0.03}),
        Dense<Scalar>(16, {.activation = activations::tanh, .kernel_regularizer = l2(0.001)}),
        Dense<Scalar>(3, {.activation = activations::softmax, .kernel_regularizer = l2(0.001)}),
    };
    model.build({4});
    model.compile({.optimizer = SGD({.learning_rate = 0.1, .momentum = 0.9}),
                   .loss = CategoricalCrossentropy(),
                   .metrics = {accuracy}});
    return model;
}
// [model]

}  // namespace

int main() {
    const auto iris = datasets::load_iris();
    const auto [train, test] =
        train_test_split(StandardScaler().fit_transform(iris.x), to_categorical(iris.y));

    // [check]
    std::cout << "Scale:    " << check_gradients(Scale<double>(), test.x) << "\n";
    std::cout << "SmoothL1: " << check_gradients(SmoothL1(), test.x) << "\n";
    std::cout << "Both:     " << check_gradients(make_model<double>(), test.x, test.y) << "\n\n";
    // [check]

    Sequential<float> model = make_model<float>();
    std::cout << model.summary() << "\n";
    model.fit(train.x, train.y, {.epochs = 200, .validation_data = test, .verbose = 0});
    const Results results = model.evaluate(test.x, test.y);
    std::printf("Accuracy on %td other flowers: %.1f %%\n\nWhat Scale multiplies each feature by:\n",
                test.x.rows(), 100 * results["accuracy"]);
    const Matrix<float> factors = model.get_weights()[0];
    for (std::size_t i = 0; i < 4; ++i)
        std::printf("  %-18s %7.4f\n", std::string(iris.feature_names[i]).c_str(),
                    static_cast<double>(factors(0, static_cast<Index>(i))));
}
