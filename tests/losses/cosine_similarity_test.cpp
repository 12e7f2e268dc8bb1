// SPDX-License-Identifier: MIT
#include <ockham/losses/cosine_similarity.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("cosine similarity is the negative cosine of an angle", "[losses]") {
    using namespace losses_contract;
    const CosineSimilarity loss;
    Matrix<double> y(3, 2), p(3, 2);
    y << 1, 0, 2, 2, 1, 0;
    p << 5, 0, 0, 3, -1, 0;
    REQUIRE(value(loss, y, p).isApprox(Eigen::Vector3d(-1, -std::sqrt(0.5), 1), 1e-15));
    REQUIRE(gradient(loss, y, p).row(0).isZero(1e-15));
    require_derivative(loss, probabilities(), logits().array() + 0.125);
    require_as_in_keras("cosine_similarity", [loss](const auto&) { return loss; });
    require_options<CosineSimilarity>("cosine_similarity");
}

TEST_CASE("nothing has no direction", "[losses]") {
    using namespace losses_contract;
    const Matrix<double> zero = Matrix<double>::Zero(1, 2), one = Matrix<double>::Ones(1, 2);
    REQUIRE(value(CosineSimilarity(), one, zero)(0, 0) == 0);
    REQUIRE(gradient(CosineSimilarity(), one, zero) == zero);
    REQUIRE(gradient(CosineSimilarity(), zero, one) == zero);
}
