// SPDX-License-Identifier: MIT
#include <ockham/losses/crossentropy.hpp>

#include "losses/contract.hpp"

using namespace ockham;

TEST_CASE("crossentropy is the one that fits the shapes", "[losses]") {
    using namespace losses_contract;
    const AnyLoss loss = Crossentropy();
    const Matrix<double> p = probabilities(), z = logits(), labels = Matrix<double>::Ones(5, 1);
    const auto require_same = [](const AnyLoss& a, const AnyLoss& b, const Matrix<double>& y,
                                 const Matrix<double>& x) {
        REQUIRE(value(a, y, x) == value(b, y, x));
        REQUIRE(gradient(a, y, x) == gradient(b, y, x));
        REQUIRE_NOTHROW(a.check_targets(in(y), x.cols()));
    };
    require_same(loss, CategoricalCrossentropy(), one_hot(), p);
    require_same(loss, SparseCategoricalCrossentropy(), labels, p);
    require_same(loss, BinaryCrossentropy(), labels, p.col(0));
    require_same(Crossentropy({.from_logits = true}), CategoricalCrossentropy({.from_logits = true}),
                 one_hot(), z);
    require_same(loss.of(Logits::softmax), SparseCategoricalCrossentropy({.from_logits = true}), labels, z);
    require_same(loss.of(Logits::sigmoid), BinaryCrossentropy({.from_logits = true}), labels, z.col(0));
    REQUIRE_THROWS_AS(loss.check_targets(in(z), 2), ShapeError);
    require_options<Crossentropy>("crossentropy");
}
