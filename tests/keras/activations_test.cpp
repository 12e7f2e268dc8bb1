// SPDX-License-Identifier: MIT
#include <ockham/keras/activations.hpp>
#include <ockham/keras/format.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("activations are written as their names", "[keras]") {
    const auto table = keras::activations();
    REQUIRE(table.entries().size() >= 5);
    for (const auto& entry : table.entries())
        CHECK(keras_files::round_trip(table, entry.class_name) == entry.class_name);
}

TEST_CASE("an activation may have several names in Keras", "[keras]") {
    keras::Table<AnyActivation> table("activation", "");
    keras::add_activation(table, ockham::activations::relu, {"rectified"});
    CHECK(keras_files::round_trip(table, "rectified") == "relu");
}
