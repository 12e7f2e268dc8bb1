// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

TEST_CASE("functions are called as a callback's hooks, as far as they are given", "[training]") {
    std::string said;
    const auto say = [&said](const char* word) { return [&said, word](TrainingState&) { said += word; }; };
    auto model = fixtures::compiled_model();
    const Tensor<double> x = fixtures::numbers<double>(Shape{10, 4}), y = fixtures::one_hot(10);
    model.fit(x, y,
              {.epochs = 2,
               .batch_size = 5,
               .verbose = 0,
               .callbacks = {LambdaCallback({.on_train_begin = say("T"),
                                             .on_epoch_begin = say("E"),
                                             .on_batch_begin = say("B"),
                                             .on_batch_end = say("b"),
                                             .on_epoch_end = say("e"),
                                             .on_train_end = say("t")})}});
    REQUIRE(said == "TEBbBbeEBbBbet");
    said.clear();
    model.fit(x, y,
              {.epochs = 3,
               .verbose = 0,
               .callbacks = {LambdaCallback({.on_epoch_end = say("e")}), LambdaCallback({})}});
    REQUIRE(said == "eee");
}

TEST_CASE("a function may stop training and log", "[training]") {
    auto model = fixtures::compiled_model();
    const History history =
        model.fit(fixtures::numbers(10, 4), fixtures::one_hot(10),
                  {.epochs = 9,
                   .verbose = 0,
                   .callbacks = {LambdaCallback({.on_epoch_end = [](TrainingState& training) {
                       training.logs.set("twice", 2 * training.logs["loss"]);
                       if (training.epoch == 3) training.stop();
                   }})}});
    REQUIRE(history.epoch.size() == 4);
    REQUIRE(history.last("twice") == 2 * history.last("loss"));
}
