// SPDX-License-Identifier: MIT
#include <ockham/losses/categorical_crossentropy.hpp>
#include <ockham/losses/sparse_categorical_crossentropy.hpp>

#include "losses/contract.hpp"

using namespace ockham;

namespace sparse_categorical_crossentropy_test {

inline Matrix<double> labels() {
    Matrix<double> y(5, 1);
    y << 0, 2, 1, 0, 2;
    return y;
}

/// The same labels as one-hot rows.
inline Matrix<double> rows() {
    Matrix<double> y = Matrix<double>::Zero(5, 3);
    for (Index i = 0; i < 5; ++i) y(i, static_cast<Index>(labels()(i, 0))) = 1;
    return y;
}

}  // namespace sparse_categorical_crossentropy_test

TEST_CASE("sparse categorical crossentropy is the categorical one for labels", "[losses]") {
    using namespace losses_contract;
    using namespace sparse_categorical_crossentropy_test;
    const SparseCategoricalCrossentropy sparse;
    const CategoricalCrossentropy dense;
    REQUIRE(value(sparse, labels(), probabilities()).isApprox(value(dense, rows(), probabilities()), 1e-14));
    REQUIRE(gradient(sparse, labels(), probabilities())
                .isApprox(gradient(dense, rows(), probabilities()), 1e-13));
    REQUIRE(value(sparse.from_logits(), labels(), logits())
                .isApprox(value(dense.from_logits(), rows(), logits()), 1e-14));
    REQUIRE(gradient(sparse.from_logits(), labels(), logits())
                .isApprox(gradient(dense.from_logits(), rows(), logits()), 1e-13));
}

TEST_CASE("sparse categorical crossentropy's gradient is that of central differences", "[losses]") {
    using namespace losses_contract;
    using namespace sparse_categorical_crossentropy_test;
    const SparseCategoricalCrossentropy loss;
    require_derivative(loss, labels(), probabilities());
    require_derivative(loss, labels(), 0.5 * probabilities());  // not normalized
    require_derivative(loss.from_logits(), labels(), logits());
}

TEST_CASE("sparse categorical crossentropy is finite however sure and wrong", "[losses]") {
    using namespace losses_contract;
    Matrix<double> y(3, 1), p(3, 3), z(3, 3);
    y << 0, 1, 1;
    p << 0, 0, 1, 0, 1, 0, 1e-300, 2, 0;
    z << -1e6, 0, 1e6, -1e6, 1e6, 0, -800, 800, 0;
    const SparseCategoricalCrossentropy loss;
    require_finite(loss, y, p);
    require_finite(loss.from_logits(), y, z);
    REQUIRE(gradient(loss, y, p) == Matrix<double>::Zero(3, 3));  // clipped: no way back
    Matrix<double> slope(1, 3);
    slope << -1, 0, 1;
    REQUIRE(gradient(loss.from_logits(), y, z).row(0) == slope);
    REQUIRE(value(loss.from_logits(), y, z)(0, 0) == 2e6);
}

TEST_CASE("sparse categorical crossentropy gives the numbers of Keras", "[losses]") {
    losses_contract::require_as_in_keras("sparse_categorical_crossentropy", [](const auto& call) {
        return SparseCategoricalCrossentropy({.from_logits = call.number("from_logits") != 0});
    });
}

TEST_CASE("sparse categorical crossentropy is computed from logits where it can be", "[losses]") {
    const SparseCategoricalCrossentropy loss({.name = "s"});
    for (const Logits logits : {Logits::sigmoid, Logits::softmax}) REQUIRE(loss.fuses_with(logits));
    REQUIRE_FALSE(loss.fuses_with(Logits::none));
    REQUIRE(loss.from_logits().options().from_logits);
    REQUIRE(loss.from_logits().name() == "s");
    REQUIRE_FALSE(SparseCategoricalCrossentropy().options().from_logits);
}

TEST_CASE("sparse categorical crossentropy refuses what it cannot use", "[losses]") {
    using namespace losses_contract;
    const AnyLoss loss = SparseCategoricalCrossentropy();
    Matrix<double> y = sparse_categorical_crossentropy_test::labels();
    REQUIRE_NOTHROW(loss.check_targets(in(y), 3));
    REQUIRE_THROWS_AS(loss.check_targets(in(one_hot()), 3), ShapeError);
    REQUIRE_THROWS_WITH(loss.check_targets(in(one_hot()), 3),
                        "SparseCategoricalCrossentropy: expected one column of labels, got 3 columns; "
                        "use CategoricalCrossentropy for one-hot targets");
    REQUIRE_THROWS_AS(loss.check_targets(in(y), 2), ArgumentError);
    REQUIRE_THROWS_WITH(
        loss.check_targets(in(y), 2),
        "SparseCategoricalCrossentropy: expected labels 0 to 1, one for each column of the model's "
        "output, got 2 in row 1");
    for (const double bad : {-1.0, 3.0, 0.5, 1e300, not_a_number}) {
        y(4, 0) = bad;
        REQUIRE_THROWS_WITH(
            loss.check_targets(in(y), 3),
            (Text("SparseCategoricalCrossentropy: expected labels 0 to 2, one for each column of the "
                  "model's output, got ")
             << bad << " in row 4")
                .string());
    }
}
