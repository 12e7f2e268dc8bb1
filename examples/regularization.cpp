// SPDX-License-Identifier: MIT
// Tested with: --out plots
//
// Why regularization is needed: noisy points on a line, and three models of them. A straight line is enough; a
// polynomial of degree 12 goes through the noise; with an L2 penalty on its coefficients it is almost the line again.

#include <cstdio>
#include <exception>
#include <filesystem>

#include <ockham/ockham.hpp>

#include "command_line.hpp"

using namespace ockham;

namespace {

// [data]
constexpr double slope = 1.5, noise = 0.35;

struct Points {
    Eigen::VectorXd x, y;
};

/// Points of the line y = slope x at `x`, with normal noise on y.
Points draw_points(const Eigen::VectorXd& x, Random& random) {
    Points points{x, slope * x};
    for (double& y : points.y) y += noise * random.normal();
    return points;
}

/// The columns x, x^2, ... x^degree.
Matrix<double> powers(const Eigen::VectorXd& x, Index degree) {
    Matrix<double> powers(x.size(), degree);
    for (Index k = 0; k < degree; ++k) powers.col(k) = x.array().pow(static_cast<double>(k + 1));
    return powers;
}
// [data]

struct Fit {
    const char* name;
    Index degree;
    Sequential<double> model;

    [[nodiscard]] Eigen::VectorXd at(const Eigen::VectorXd& x) const {
        return model.predict(powers(x, degree)).col(0);
    }
    [[nodiscard]] double error(const Points& points) const {
        return model.evaluate(powers(points.x, degree), points.y)["data_loss"];
    }
    [[nodiscard]] double weight_norm() const { return model.get_weights()[0].norm(); }
};

// [fit]
Fit fit(const char* name, const Points& points, Index degree, const AnyRegularizer& penalty) {
    Sequential<double> model{Dense<double>(1, {.kernel_regularizer = penalty})};
    model.compile({.optimizer = SGD({.learning_rate = 0.1, .momentum = 0.995}), .loss = MeanSquaredError()});
    model.fit(powers(points.x, degree), points.y,
              {.epochs = 200'000, .batch_size = points.x.size(), .verbose = 0});
    return {name, degree, std::move(model)};
}
// [fit]

void compare(const std::string& out) {
    Random random(0);
    const Points train = draw_points(Eigen::VectorXd::LinSpaced(15, -1, 1), random);
    const Points test = draw_points(Eigen::VectorXd::LinSpaced(1000, -1, 1), random);
    const Fit simple = fit("degree 1", train, 1, {});
    const Fit complex = fit("degree 12", train, 12, {});
    const Fit regularized = fit("degree 12, l2(0.01)", train, 12, l2(0.01));

    std::printf("15 points of y = %g x + noise; the noise alone makes an error of %.3f.\n\n", slope,
                noise * noise);
    std::printf("%-22s %12s %12s %16s\n", "mean squared error", "15 points", "1000 others",
                "norm of weights");
    for (const Fit* fit : {&simple, &complex, &regularized})
        std::printf("%-22s %12.4f %12.4f %16.2f\n", fit->name, fit->error(train), fit->error(test),
                    fit->weight_norm());

    // [plot]
    const Eigen::VectorXd x = Eigen::VectorXd::LinSpaced(400, -1, 1);
    Plot plot;
    plot.title("Noisy points on a line").x_label("x").y_label("y").y_range(-3, 3);
    plot.scatter("points", train.x, train.y).line("truth", x, slope * x, {.dashed = true, .color = 0x000000});
    plot.line(complex.name, x, complex.at(x))
        .line(simple.name, x, simple.at(x), {.dashed = true})
        .line(regularized.name, x, regularized.at(x), {.dashed = true, .width = 2.5});
    plot.save(out);
    // [plot]
}

}  // namespace

int main(int argc, char** argv) {
    std::string out = "out";
    CommandLine options("regularization", "Fits a line and two polynomials to noisy points on a line.");
    options.folder("--out", out, "where the plot goes; made if not there");
    options.parse(argc, argv);
    const std::string path = (std::filesystem::path(out) / "regularization.svg").string();
    try {
        compare(path);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "regularization: %s\n", failure.what());
        return 1;
    }
    std::printf("\nThe curves are in %s\n", std::filesystem::absolute(path).string().c_str());
}
