// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

TEST_CASE("a loss that is not a number ends training, any other does not", "[training]") {
    const TerminateOnNaN terminate;
    for (const auto& [loss, stops] :
         {std::pair(double(NAN), true), std::pair(double(INFINITY), true), std::pair(-double(INFINITY), true),
          std::pair(1e300, false), std::pair(0.0, false), std::pair(-1.0, false)}) {
        TrainingState state;
        state.logs.set("loss", loss);
        terminate.on_batch_end(state);
        REQUIRE(state.stopping == stops);
    }
}

TEST_CASE("training that blows up ends after the batch in which it does", "[training]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}),
                         y = fixtures::numbers<double>(Shape{10, 1}, 1);
    Sequential<double> model{Dense<double>(1)};
    model.compile({.optimizer = SGD({.learning_rate = 1e38}), .loss = MeanSquaredError()});
    const History history =
        model.fit(x, y, {.epochs = 50, .batch_size = 1, .verbose = 0, .callbacks = {TerminateOnNaN()}});
    REQUIRE_FALSE(std::isfinite(history.last("loss")));
    REQUIRE(history.epoch.size() == 1);
    REQUIRE(model.iterations() < 10);
    REQUIRE(model.iterations() > 1);
}
