// SPDX-License-Identifier: MIT
// A model of nothing but what a user has written: each kind of thing that the library can be given.
#include <cmath>
#include <functional>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace own_pieces_test {

/// Neighbours tell each other: y_j = a x_j + b x_{j-1}, with one a and one b for all features.
template <std::floating_point ScalarType>
struct Neighbours {
    using Scalar = ScalarType;
    static constexpr std::string_view class_name = "Neighbours";

    struct Options {
        std::string name = {};
        AnyRegularizer regularizer = {};
        AnyRegularizer activity_regularizer = {};
        AnyActivation activation = {};
        AnyInitializer initializer = ones();
    };

    Options given;
    Parameter<Scalar> mix{.name = "mix"};
    Parameter<Scalar> calls{.name = "calls", .trainable = false};

    explicit Neighbours(Options options) : given{std::move(options)} { mix.regularizer = given.regularizer; }

    LayerSettings settings() const {
        return {.name = given.name,
                .activation = given.activation,
                .activity_regularizer = given.activity_regularizer};
    }
    std::vector<Parameter<Scalar>*> parameters() { return {&mix, &calls}; }

    Shape output_shape(const Shape& input) const {
        if (input.rank() != 1) check::fail<ShapeError>("", "features alone", input.to_string_of_batch());
        return input;
    }
    void build(const Shape&, Random& random) {
        mix.initialize({2}, given.initializer, random);
        calls.initialize({1}, zeros(), random);
    }
    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>&) const {
        const Scalar a = mix.value.data()[0], b = mix.value.data()[1];
        for (Index row = 0; row < x.samples(); ++row)
            for (Index j = 0; j < x.shape().last(); ++j)
                y.matrix()(row, j) =
                    a * x.matrix()(row, j) + (j > 0 ? b * x.matrix()(row, j - 1) : Scalar(0));
    }
    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>&) {
        const Scalar a = mix.value.data()[0], b = mix.value.data()[1];
        const Index last = x.shape().last() - 1;
        for (Index row = 0; row < x.samples(); ++row)
            for (Index j = 0; j <= last; ++j) {
                const Scalar slope = dy.matrix()(row, j);
                mix.gradient.data()[0] += slope * x.matrix()(row, j);
                if (j > 0) mix.gradient.data()[1] += slope * x.matrix()(row, j - 1);
                if (dx)
                    dx.matrix()(row, j) = a * slope + (j < last ? b * dy.matrix()(row, j + 1) : Scalar(0));
            }
        calls.value.data()[0] += 1;  // as moving statistics change
    }
};
static_assert(Layer<Neighbours<float>> && Layer<Neighbours<double>>);

struct Softplus {
    std::string_view name = "softplus";
    template <class Scalar>
    void forward(In<Scalar> z, InOut<Scalar> y) const {
        for (Index i = 0; i < z.size(); ++i) y.data()[i] = std::log1p(std::exp(z.data()[i]));
    }
    template <class Scalar>
    void backward(In<Scalar> z, In<Scalar>, In<Scalar> dy, InOut<Scalar> dz) const {
        for (Index i = 0; i < z.size(); ++i) dz.data()[i] = dy.data()[i] / (1 + std::exp(-z.data()[i]));
    }
};

/// weight * sum of cosh(w) - 1.
struct Catenary {
    double weight;
    template <class Scalar>
    double penalty(In<Scalar> w) const {
        return weight * (static_cast<double>(w.array().cosh().sum()) - static_cast<double>(w.size()));
    }
    template <class Scalar>
    void add_gradient(In<Scalar> w, InOut<Scalar> dw, Scalar scale = 1) const {
        dw.array() += scale * static_cast<Scalar>(weight) * w.array().sinh();
    }
    std::string description() const { return "catenary(" + to_text(weight) + ")"; }
};

/// 0.1, 0.2, 0.3, ...
struct Ramp {
    void fill(const Shape&, std::span<double> values, Random&) const {
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = 0.1 * static_cast<double>(i + 1);
    }
};

/// The log of the hyperbolic cosine of the error.
struct LogOfCosh {
    const char* name = "log_cosh";
    void value(In<double> y_true, In<double> y_pred, InOut<double> loss) const {
        loss.col(0) = (y_pred - y_true).array().cosh().log().rowwise().mean();
    }
    void gradient(In<double> y_true, In<double> y_pred, InOut<double> d_pred) const {
        d_pred = (y_pred - y_true).array().tanh() / static_cast<double>(y_pred.cols());
    }
};

/// The largest error of an epoch.
struct LargestError {
    std::string name = "largest_error";
    double largest = 0;
    void reset() { largest = 0; }
    void update(In<double> y_true, In<double> y_pred) {
        largest = std::max(largest, (y_pred - y_true).cwiseAbs().maxCoeff());
    }
    double result() const { return largest; }
};

/// Adam, as far as it matters: two slots, and the iteration.
struct Adam {
    std::string_view name = "adam";
    double learning_rate = 0.01;
    int slots = 2;
    template <class Scalar>
    void update(ParameterUpdate<Scalar> u) const {
        const auto t = static_cast<double>(u.iteration + 1);
        const double rate = u.learning_rate * std::sqrt(1 - std::pow(0.999, t)) / (1 - std::pow(0.9, t));
        for (Index i = 0; i < u.gradient.size(); ++i) {
            const Scalar g = u.gradient.data()[i];
            Scalar &m = u.slots[0].data()[i], &v = u.slots[1].data()[i];
            m += static_cast<Scalar>(0.1) * (g - m);
            v += static_cast<Scalar>(0.001) * (g * g - v);
            u.value.data()[i] -= static_cast<Scalar>(rate) * m / (std::sqrt(v) + static_cast<Scalar>(1e-7));
        }
    }
};

struct HalvesTheRate {
    int times = 0;
    void on_epoch_end(auto& training) {
        if (training.epoch % 50 != 49) return;
        training.model.set_learning_rate(training.model.learning_rate() / 2);
        training.logs.set("halved", ++times);
    }
};

template <class Scalar>
Sequential<Scalar> model() {
    Sequential model{Neighbours<Scalar>({.name = "mixing",
                                         .regularizer = Catenary{0.001},
                                         .activity_regularizer = Catenary{0.002},
                                         .activation = Softplus(),
                                         .initializer = Ramp()}),
                     Dense<Scalar>(2, {.activation = Softplus(),
                                       .kernel_initializer = Ramp(),
                                       .kernel_regularizer = Catenary{0.003},
                                       .bias_regularizer = Catenary{0.004}})};
    model.compile({.optimizer = Adam{.learning_rate = 0.02},
                   .loss = LogOfCosh(),
                   .metrics = {LargestError(), LogOfCosh()}});
    return model;
}

inline Matrix<double> inputs() {
    Random random(1);
    Matrix<double> x(40, 3);
    for (Index i = 0; i < x.size(); ++i) x.data()[i] = random.uniform(-1, 1);
    return x;
}
inline Matrix<double> targets() {
    const Matrix<double> x = inputs();
    Matrix<double> y(x.rows(), 2);
    y.col(0) = 1 + x.col(0).array() * x.col(1).array();
    y.col(1) = x.col(2).array().abs();
    return y;
}

template <class Scalar>
void train_and_check() {
    Sequential<Scalar> model = own_pieces_test::model<Scalar>();
    HalvesTheRate halving;
    const Matrix<Scalar> x = inputs().cast<Scalar>(), y = targets().cast<Scalar>();
    const History history = model.fit(x, y,
                                      {.epochs = 200,
                                       .batch_size = 16,
                                       .validation_split = 0.2,
                                       .verbose = 0,
                                       .callbacks = {std::ref(halving)}});
    REQUIRE(history.last("loss") < 0.6 * history["loss"][0]);
    REQUIRE(history.last("val_log_cosh") < 0.7 * history["val_log_cosh"][0]);
    REQUIRE(history.last("val_log_cosh") == Approx(history.last("val_data_loss")).epsilon(1e-9));
    REQUIRE(history.last("halved") == 4);
    REQUIRE(halving.times == 4);
    REQUIRE(model.learning_rate() == 0.02 / 16);
    REQUIRE(model.layer("mixing").template as<Neighbours<Scalar>>()->calls.value.data()[0] == 200 * 2);
    for (const std::string prefix : {"", "val_"})
        for (std::size_t i = 0; i < 200; ++i) {
            double sum = history[prefix + "data_loss"][i];
            for (const char* part : {"kernel_penalty", "bias_penalty", "activity_penalty"}) {
                if (i > 0) REQUIRE(history[prefix + part][i] > 0);
                sum += history[prefix + part][i];
            }
            REQUIRE(history[prefix + "loss"][i] == Approx(sum).epsilon(1e-12));
        }
    const Matrix<Scalar> errors = (model.predict(x) - y).bottomRows(8);
    REQUIRE(history.last("val_largest_error") == Approx(errors.cwiseAbs().maxCoeff()).epsilon(1e-5));

    Sequential<Scalar> copy = model, other = model;
    copy.fit(x, y, {.epochs = 3, .verbose = 0});
    other.fit(x, y, {.epochs = 3, .verbose = 0});
    REQUIRE(copy.get_weights() == other.get_weights());
    REQUIRE(copy.get_weights() != model.get_weights());
}

}  // namespace own_pieces_test

TEST_CASE("a user's layer, activation, penalty, initializer, loss, metric, optimizer and callback train",
          "[integration]") {
    own_pieces_test::train_and_check<double>();
    own_pieces_test::train_and_check<float>();
}

TEST_CASE("a user's own pieces are checked by the gradient check", "[integration]") {
    using namespace own_pieces_test;
    for (const GradientReport& report :
         {check_gradients(model<double>(), inputs(), targets()),
          check_gradients(Neighbours<double>({.name = "mixing"}), inputs()),
          check_gradients(Softplus(), inputs()), check_gradients(Catenary{0.5}, inputs()),
          check_gradients(LogOfCosh(), targets(), Matrix<double>(inputs().leftCols(2)))}) {
        INFO(report.to_string());
        REQUIRE(report.passed());
        REQUIRE(report.entries() > 9);
    }
}

TEST_CASE("a user's own pieces are shown and refused like the library's", "[integration]") {
    using namespace own_pieces_test;
    auto model = own_pieces_test::model<float>();
    REQUIRE_THROWS_WITH(model.build({2, 3}),
                        "Neighbours 'mixing': expected features alone, got (None, 2, 3)");
    model.build({3});
    const std::string summary = model.summary();
    for (const char* part :
         {"│ mixing (Neighbours) │ (None, 3)    │       3 │ mix catenary(0.001), activity catenary(0.002) │",
          "│ dense (Dense)       │ (None, 2)    │       8 │ kernel catenary(0.003), bias catenary(0.004)  │",
          " Trainable params: 10\n Non-trainable params: 1\n"})
        REQUIRE(summary.find(part) != std::string::npos);
}
