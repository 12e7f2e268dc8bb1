// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace sparsity_report_test {

using Kind = SparsityRow::Kind;

/// Two inputs, a hidden layer of three relus, one output. For x = (1, 0), (0, 2) the hidden outputs are (1, 0, 0) and
/// (0, 0.0005, 0), of which the second would be 4 without the bias.
inline Sequential<double> model(bool compiled = true) {
    Sequential model{
        Dense<double>(3, {.activation = activations::relu,
                          .kernel_regularizer = l1(0.5),
                          .bias_regularizer = l2(2),
                          .activity_regularizer = l1_l2(3, 5)}),
        Flatten<double>(),
        Dense<double>(1, {.use_bias = false, .kernel_regularizer = l2(1e-5), .name = "last"}),
    };
    model.build({2});
    model.layer(0).set_weights({Matrix<double>{{1, 0, -2}, {0, 2, -0.0}}, Matrix<double>{{0, -3.9995, 0}}});
    model.layer("last").set_weights({Matrix<double>{{1}, {1000}, {0.0005}}});
    if (compiled) model.compile({.loss = MeanSquaredError()});
    return model;
}
inline Matrix<double> x() {
    return Matrix<double>{{1, 0}, {0, 2}};
}

inline void require_row(const SparsityRow& row, Kind kind, Index size, double zeros, double near_zeros,
                        double l1_norm, double l2_norm, const char* regularizer, double penalty) {
    CAPTURE(row.layer, row.part);
    REQUIRE(row.kind == kind);
    REQUIRE(row.size == size);
    REQUIRE(row.zeros == Approx(zeros).epsilon(1e-12));
    REQUIRE(row.near_zeros == Approx(near_zeros).epsilon(1e-12));
    REQUIRE(row.l1_norm == Approx(l1_norm).epsilon(1e-12));
    REQUIRE(row.l2_norm == Approx(l2_norm).epsilon(1e-12));
    REQUIRE(row.regularizer == regularizer);
    REQUIRE(row.penalty == Approx(penalty).epsilon(1e-12));
}

/// A layer with a number that no gradient moves.
struct Counting {
    using Scalar = double;
    static constexpr std::string_view class_name = "Counting";
    Parameter<double> count{.name = "count", .regularizer = l2(1), .trainable = false};
    void build(const Shape&, Random& random) { count.initialize({1}, constant(7), random); }
    std::vector<Parameter<double>*> parameters() { return {&count}; }
    void forward(TensorIn<double> in, TensorOut<double> out, Pass<double>&) const {
        std::copy_n(in.data(), in.size(), out.data());
    }
    void backward(TensorIn<double>, TensorIn<double> dy, TensorOut<double> dx, Pass<double>&) {
        if (dx) std::copy_n(dy.data(), dy.size(), dx.data());
    }
};

}  // namespace sparsity_report_test

TEST_CASE("a sparsity report counts zeros, and adds up norms and penalties", "[analysis]") {
    using namespace sparsity_report_test;
    // The last batch may be smaller: its samples weigh the same.
    for (const Index batch_size : {1, 2, 32}) {
        const SparsityReport report = sparsity_report(model(), x(), {.batch_size = batch_size});
        REQUIRE(report.threshold == 1e-3);
        REQUIRE(std::isnan(report.loss));
        REQUIRE(report.rows.size() == 6);
        const double small = 4 - 3.9995, squares = 1 + small * small;
        require_row(report.rows[0], Kind::kernel, 6, 3 / 6.0, 3 / 6.0, 5, 3, "l1(0.5)", 2.5);
        require_row(report.rows[1], Kind::bias, 3, 2 / 3.0, 2 / 3.0, 3.9995, 3.9995, "l2(2)",
                    2 * 3.9995 * 3.9995);
        require_row(report.rows[2], Kind::output, 3, 4 / 6.0, 5 / 6.0, (1 + small) / 2,
                    std::sqrt(squares / 2), "l1_l2(3, 5)", (3 * (1 + small) + 5 * squares) / 2);
        require_row(report.rows[3], Kind::output, 3, 4 / 6.0, 5 / 6.0, (1 + small) / 2,
                    std::sqrt(squares / 2), "", 0);
        const double of_last = 1 + 1e6 + 0.0005 * 0.0005;
        require_row(report.rows[4], Kind::kernel, 3, 0, 1 / 3.0, 1001.0005, std::sqrt(of_last), "l2(1e-05)",
                    1e-5 * of_last);
        require_row(report.rows[5], Kind::output, 1, 0, 0, 0.75, std::sqrt(1.25 / 2), "", 0);
        REQUIRE(report.rows[3].layer == "flatten");
        REQUIRE(report.rows[3].type == "Flatten");
        REQUIRE(report.rows[3].part == "output");
        REQUIRE(&report.row("last", "kernel") == &report.rows[4]);
        REQUIRE(&report.row("dense", "output") == &report.rows[2]);
    }
    const Matrix<double> three = (Matrix<double>(3, 2) << 1, 0, 0, 2, 1, 0).finished();
    const SparsityReport halves = sparsity_report(model(), three, {.batch_size = 2}),
                         whole = sparsity_report(model(), three);
    REQUIRE(halves.rows[2].penalty == Approx(whole.rows[2].penalty).epsilon(1e-12));
    REQUIRE(halves.rows[2].l2_norm == Approx(whole.rows[2].l2_norm).epsilon(1e-12));
}

TEST_CASE("what counts as near zero can be chosen", "[analysis]") {
    using namespace sparsity_report_test;
    const auto share = [](double threshold) {
        return sparsity_report(model(), x(), {.threshold = threshold}).row("last", "kernel").near_zeros;
    };
    REQUIRE(share(0) == 0);
    REQUIRE(share(0.0004999) == 0);
    REQUIRE(share(0.0005) == 1 / 3.0);
    REQUIRE(share(1) == 2 / 3.0);
    REQUIRE(share(1e9) == 1);
    REQUIRE(sparsity_report(model(), x(), {.threshold = 0}).row("dense", "kernel").near_zeros == 0.5);
}

TEST_CASE("rows of a kind are taken together", "[analysis]") {
    using namespace sparsity_report_test;
    const SparsityReport report = sparsity_report(model(), x());
    const double of_last = 1 + 1e6 + 0.0005 * 0.0005;
    require_row(report.all(Kind::kernel), Kind::kernel, 9, 3 / 9.0, 4 / 9.0, 1006.0005,
                std::sqrt(9 + of_last), "", 2.5 + 1e-5 * of_last);
    require_row(report.all(Kind::bias), Kind::bias, 3, 2 / 3.0, 2 / 3.0, 3.9995, 3.9995, "",
                2 * 3.9995 * 3.9995);
    REQUIRE(report.all(Kind::output).size == 7);
    REQUIRE(report.all(Kind::output).zeros == Approx(8 / 14.0));
    require_row(report.all(Kind::statistic), Kind::statistic, 0, 0, 0, 0, 0, "", 0);
    double sum = 0;
    for (const SparsityRow& row : report.rows) sum += row.penalty;
    REQUIRE(report.penalties() == sum);
}

TEST_CASE("with targets a sparsity report has the loss, of which its penalties are those that evaluate tells",
          "[analysis]") {
    using namespace sparsity_report_test;
    const Matrix<double> y{{3}, {-1}};
    const SparsityReport report = sparsity_report(model(), x(), y, {.batch_size = 1});
    const Results results = model().evaluate(x(), y);
    REQUIRE(report.loss == Approx(results["loss"]).epsilon(1e-12));
    REQUIRE(report.all(Kind::kernel).penalty == Approx(results["kernel_penalty"]).epsilon(1e-12));
    REQUIRE(report.all(Kind::bias).penalty == Approx(results["bias_penalty"]).epsilon(1e-12));
    REQUIRE(report.all(Kind::output).penalty == Approx(results["activity_penalty"]).epsilon(1e-12));
    REQUIRE(report.loss - report.penalties() == Approx(results["data_loss"]).epsilon(1e-9));
}

TEST_CASE("penalties of frozen layers, and numbers that no gradient moves, do not count", "[analysis]") {
    using namespace sparsity_report_test;
    auto frozen = model();
    frozen.layer(0).set_trainable(false);
    const SparsityReport report = sparsity_report(frozen, x());
    REQUIRE(report.rows[0].penalty == 0);
    REQUIRE(report.rows[1].penalty == 0);
    REQUIRE(report.rows[2].penalty > 0);  // that of the activity stays
    REQUIRE(report.rows[0].l1_norm == 5);

    Sequential<double> counted{Counting(), Dense<double>(1)};
    counted.build({2});
    const SparsityReport other = sparsity_report(counted, x());
    require_row(other.rows[0], Kind::statistic, 1, 0, 0, 7, 7, "l2(1)", 0);
    REQUIRE(other.all(Kind::kernel).size == 2);
}

TEST_CASE("a sparsity report is of what predict puts out, in float as well", "[analysis]") {
    Sequential model{Dense(20, {.activation = activations::relu}), Dropout(0.9), Dense(2)};
    model.build({4});
    const Matrix<float> x = fixtures::numbers<float>(10, 4);
    const SparsityReport report = sparsity_report(model, x);
    REQUIRE(report.row("dropout", "output").zeros == report.row("dense", "output").zeros);
    const Matrix<float> y = model.predict(x);
    REQUIRE(report.row("dense_1", "output").l1_norm == Approx(double(y.cwiseAbs().sum()) / 10).epsilon(1e-5));
    REQUIRE(report.row("dense_1", "output").l2_norm ==
            Approx(double(y.norm()) / std::sqrt(10)).epsilon(1e-5));
}

TEST_CASE("a sparsity report is a table", "[analysis]") {
    using namespace sparsity_report_test;
    REQUIRE("\n" + sparsity_report(model(), x()).summary() == R"(
┏━━━━━━━━━━━━━━━━━━━┳━━━━━━━━┳━━━━━━━━━┳━━━━━━━━┳━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━┳━━━━━━━┓
┃ Layer (type)      ┃ Part   ┃ Numbers ┃   Zero ┃ <= 0.001 ┃ L1 norm ┃ L2 norm ┃ Penalty     ┃  Adds ┃
┡━━━━━━━━━━━━━━━━━━━╇━━━━━━━━╇━━━━━━━━━╇━━━━━━━━╇━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━╇━━━━━━━┩
│ dense (Dense)     │ kernel │       6 │ 50.0 % │   50.0 % │       5 │       3 │ l1(0.5)     │   2.5 │
│                   │ bias   │       3 │ 66.7 % │   66.7 % │   3.999 │   3.999 │ l2(2)       │ 31.99 │
│                   │ output │       3 │ 66.7 % │   83.3 % │  0.5003 │  0.7071 │ l1_l2(3, 5) │ 4.001 │
├───────────────────┼────────┼─────────┼────────┼──────────┼─────────┼─────────┼─────────────┼───────┤
│ flatten (Flatten) │ output │       3 │ 66.7 % │   83.3 % │  0.5003 │  0.7071 │             │       │
├───────────────────┼────────┼─────────┼────────┼──────────┼─────────┼─────────┼─────────────┼───────┤
│ last (Dense)      │ kernel │       3 │  0.0 % │   33.3 % │    1001 │    1000 │ l2(1e-05)   │    10 │
│                   │ output │       1 │  0.0 % │    0.0 % │    0.75 │  0.7906 │             │       │
└───────────────────┴────────┴─────────┴────────┴──────────┴─────────┴─────────┴─────────────┴───────┘
 Kernels: 44.4 % of 9 numbers near zero, L2 norm 1000
)");
    REQUIRE("\n" + sparsity_report(model(), x(), Matrix<double>{{3}, {-1}}).summary() == R"(
┏━━━━━━━━━━━━━━━━━━━┳━━━━━━━━┳━━━━━━━━━┳━━━━━━━━┳━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━┳━━━━━━━┳━━━━━━━━━━━━━┓
┃ Layer (type)      ┃ Part   ┃ Numbers ┃   Zero ┃ <= 0.001 ┃ L1 norm ┃ L2 norm ┃ Penalty     ┃  Adds ┃ Of the loss ┃
┡━━━━━━━━━━━━━━━━━━━╇━━━━━━━━╇━━━━━━━━━╇━━━━━━━━╇━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━╇━━━━━━━╇━━━━━━━━━━━━━┩
│ dense (Dense)     │ kernel │       6 │ 50.0 % │   50.0 % │       5 │       3 │ l1(0.5)     │   2.5 │       4.8 % │
│                   │ bias   │       3 │ 66.7 % │   66.7 % │   3.999 │   3.999 │ l2(2)       │ 31.99 │      62.0 % │
│                   │ output │       3 │ 66.7 % │   83.3 % │  0.5003 │  0.7071 │ l1_l2(3, 5) │ 4.001 │       7.8 % │
├───────────────────┼────────┼─────────┼────────┼──────────┼─────────┼─────────┼─────────────┼───────┼─────────────┤
│ flatten (Flatten) │ output │       3 │ 66.7 % │   83.3 % │  0.5003 │  0.7071 │             │       │             │
├───────────────────┼────────┼─────────┼────────┼──────────┼─────────┼─────────┼─────────────┼───────┼─────────────┤
│ last (Dense)      │ kernel │       3 │  0.0 % │   33.3 % │    1001 │    1000 │ l2(1e-05)   │    10 │      19.4 % │
│                   │ output │       1 │  0.0 % │    0.0 % │    0.75 │  0.7906 │             │       │             │
└───────────────────┴────────┴─────────┴────────┴──────────┴─────────┴─────────┴─────────────┴───────┴─────────────┘
 Kernels: 44.4 % of 9 numbers near zero, L2 norm 1000
 Loss: 51.62, of which penalties 48.49 (93.9 %)
)");
}

TEST_CASE("sparsity reports need a built model, samples for it, and options that can be", "[analysis]") {
    using namespace sparsity_report_test;
    const auto built = model(false);
    const Sequential<double> unbuilt{Dense<double>(1)};
    REQUIRE_THROWS_AS(sparsity_report(unbuilt, x()), ArgumentError);
    REQUIRE_THROWS_WITH(
        sparsity_report(unbuilt, x()),
        "sparsity_report: expected a built model; call build() or fit() first, got an unbuilt one");
    REQUIRE_THROWS_WITH(sparsity_report(built, Matrix<double>(0, 2)),
                        "sparsity_report: expected at least one sample in x, got none");
    REQUIRE_THROWS_WITH(sparsity_report(built, Matrix<double>::Zero(2, 3)),
                        "Dense 'dense': expected input with last dimension 2, got shape (2, 3)");
    REQUIRE_THROWS_WITH(sparsity_report(built, x(), {.threshold = -1}),
                        "sparsity_report: expected threshold to be non-negative and finite, got -1");
    REQUIRE_THROWS_WITH(sparsity_report(built, x(), {.batch_size = 0}),
                        "sparsity_report: expected batch_size to be positive and finite, got 0");
    REQUIRE_THROWS_WITH(sparsity_report(built, x(), Matrix<double>::Zero(2, 1)),
                        "Sequential 'sequential': expected a compiled model for evaluate; call compile() "
                        "first, got an uncompiled one");
    REQUIRE_THROWS_WITH(sparsity_report(model(), x(), Matrix<double>::Zero(3, 1)),
                        "Sequential 'sequential': expected as many samples in y as in x, 2, got 3");
    REQUIRE_THROWS_WITH(
        sparsity_report(built, x()).row("dense", "gamma"),
        "SparsityReport: expected one of 'dense' 'kernel', 'dense' 'bias', 'dense' 'output', 'flatten' "
        "'output', 'last' 'kernel', 'last' 'output', got 'dense' 'gamma'");
}
