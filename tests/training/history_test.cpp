// SPDX-License-Identifier: MIT
#include <ockham/training/history.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace history_test {

inline Results logs(std::initializer_list<std::pair<const char*, double>> values) {
    Results results;
    for (const auto& [name, value] : values) results.set(name, value);
    return results;
}

}  // namespace history_test

TEST_CASE("a history has the values of each epoch, under the names in which they came", "[training]") {
    using history_test::logs;
    History history;
    REQUIRE(history.names().empty());
    REQUIRE(history.epoch.empty());
    history.append(3, logs({{"loss", 2}, {"accuracy", 0.5}}));
    history.append(4, logs({{"loss", 1}, {"accuracy", 0.75}}));
    REQUIRE(history.epoch == std::vector<int>{3, 4});
    REQUIRE(history.names() == std::vector<std::string>{"loss", "accuracy"});
    REQUIRE(history["loss"] == std::vector<double>{2, 1});
    REQUIRE(history["accuracy"] == std::vector<double>{0.5, 0.75});
    REQUIRE(history.last("accuracy") == 0.75);
    REQUIRE(history.contains("loss"));
    REQUIRE_FALSE(history.contains("val_loss"));
}

TEST_CASE("a name that comes late has NaN for the epochs before", "[training]") {
    using history_test::logs;
    History history;
    history.append(0, logs({{"loss", 2}}));
    history.append(1, logs({{"loss", 1}}));
    history.append(2, logs({{"loss", 0.5}, {"learning_rate", 0.1}}));
    REQUIRE(history["learning_rate"].size() == 3);
    REQUIRE(std::isnan(history["learning_rate"][0]));
    REQUIRE(std::isnan(history["learning_rate"][1]));
    REQUIRE(history["learning_rate"][2] == 0.1);
    REQUIRE(history["loss"] == std::vector<double>{2, 1, 0.5});
}

TEST_CASE("a series of a history can be set", "[training]") {
    History history;
    history.set("loss", {3, 2, 1});
    history.set("smoothed", {3, 2.5, 1.75});
    history.set("loss", {4, 5});
    REQUIRE(history.names() == std::vector<std::string>{"loss", "smoothed"});
    REQUIRE(history["loss"] == std::vector<double>{4, 5});
    REQUIRE(history.last("smoothed") == 1.75);
}

TEST_CASE("what a history does not have is refused with what it has", "[training]") {
    using history_test::logs;
    History history;
    REQUIRE_THROWS_AS(history["loss"], ArgumentError);
    REQUIRE_THROWS_WITH(history["loss"], "History: expected a name, of which there are none yet, got loss");
    REQUIRE_THROWS_WITH(history.last("loss"),
                        "History: expected a name, of which there are none yet, got loss");
    history.set("loss", {});
    REQUIRE_THROWS_WITH(history.last("loss"), "History: expected at least one epoch, got none");
    history.append(0, logs({{"loss", 2}, {"accuracy", 0.5}}));
    REQUIRE_THROWS_WITH(history["acc"], "History: expected one of loss, accuracy, got acc");
    REQUIRE_THROWS_WITH(history.last("acc"), "History: expected one of loss, accuracy, got acc");
}
