// SPDX-License-Identifier: MIT
#include <ockham/layers.hpp>
#include <ockham/losses.hpp>
#include <ockham/models/model_state.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a file gets at what a model holds, and changes it", "[models]") {
    using State = ModelState<float>;
    Sequential<float> model({Dense(2), Dropout(0.5), Dense(1)}, {.seed = 3});
    const Sequential<float>& same = model;
    CHECK(State::compiled(model) == nullptr);
    CHECK(State::compiled(same) == nullptr);
    CHECK(State::random(same) == Random(3));
    State::random(model) = Random(4);
    CHECK(State::random(same) == Random(4));

    model.build({3});
    model.compile({.optimizer = SGD({.momentum = 0.5}), .loss = MeanSquaredError()});
    REQUIRE(State::compiled(model) == State::compiled(same));
    CHECK(State::compiled(same)->optimizer.as<SGD>()->options().momentum == 0.5);
    CHECK(State::compiled(same)->given_loss.as<MeanSquaredError>());
    State::compiled(model)->iterations = 7;
    CHECK(model.iterations() == 7);

    const auto parameters = State::parameters(model);
    REQUIRE(parameters.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(State::parameters(same)[i] == parameters[i]);
    CHECK(parameters[0]->name == std::string("kernel"));
    parameters[3]->value.data()[0] = 9;
    CHECK(model.get_weights()[3](0, 0) == 9);
}
