// SPDX-License-Identifier: MIT
#include <cmath>

#include <ockham/models/results.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("the total of a loss is the sum of its four parts", "[models]") {
    REQUIRE(LossParts().total() == 0);
    REQUIRE(LossParts{.data = 1, .kernel = 20, .bias = 300, .activity = 4000}.total() == 4321);
}

TEST_CASE("results keep their names in the order in which they came", "[models]") {
    Results results;
    REQUIRE(results.size() == 0);
    results.set("loss", 1);
    results.set("accuracy", 0.5);
    results.set("loss", 2);
    REQUIRE(results.size() == 2);
    REQUIRE(results["loss"] == 2);
    REQUIRE(results["accuracy"] == 0.5);
    REQUIRE(results.contains("accuracy"));
    REQUIRE_FALSE(results.contains("accurac"));
    std::string names;
    double sum = 0;
    for (const auto& [name, value] : results) {
        names += name + " ";
        sum += value;
    }
    REQUIRE(names == "loss accuracy ");
    REQUIRE(sum == 2.5);
}

TEST_CASE("results know which way they are better, if they were told", "[models]") {
    Results results;
    results.set("a", 1);
    results.set("b", 2);
    results.set_mode("b", MonitorMode::max);
    results.set("b", 3);
    REQUIRE(results.mode("a") == MonitorMode::automatic);
    REQUIRE(results.mode("b") == MonitorMode::max);
    REQUIRE(results.mode("c") == MonitorMode::automatic);
    REQUIRE_THROWS(results.set_mode("c", MonitorMode::max));
    results.clear_values();
    REQUIRE(results.size() == 2);
    REQUIRE(std::isnan(results["a"]));
    REQUIRE(results.mode("b") == MonitorMode::max);
}

TEST_CASE("an unknown result is refused with the names of the known ones", "[models]") {
    Results results;
    REQUIRE_THROWS_AS(results["loss"], ArgumentError);
    REQUIRE_THROWS_WITH(results["loss"], "Results: expected a name, of which there are none yet, got loss");
    results.set("loss", 1);
    results.set("accuracy", 1);
    REQUIRE_THROWS_WITH(results["val_loss"], "Results: expected one of loss, accuracy, got val_loss");
}

TEST_CASE("results are values", "[models]") {
    Results results;
    results.set("loss", 1);
    Results copy = results;
    copy.set("loss", 2);
    copy.set("accuracy", 3);
    REQUIRE(results["loss"] == 1);
    REQUIRE(results.size() == 1);
    results = std::move(copy);
    REQUIRE(results["accuracy"] == 3);
}
