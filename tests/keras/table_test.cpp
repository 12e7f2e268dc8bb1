// SPDX-License-Identifier: MIT
#include <ockham/keras/fields.hpp>
#include <ockham/keras/regularizers.hpp>
#include <ockham/keras/table.hpp>
#include <ockham/regularizers.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a table finds its rows by all of their names, and the last one first", "[keras]") {
    keras::Table<AnyRegularizer> table = keras::regularizers();
    CHECK(table.known() == "L1, L2, L1L2, OrthogonalRegularizer");
    CHECK(table.kinds() == "regularizers");
    CHECK(keras::Table<AnyLoss>("loss", "").kinds() == "losses");
    for (const char* name : {"OrthogonalRegularizer", "orthogonal_regularizer"})
        CHECK(table.find(name) == &table.entries()[3]);
    CHECK(table.find("l1_l2") == &table.entries()[2]);
    CHECK(table.find("L3") == nullptr);
    CHECK(table.module_of(table.entries()[0]) == "keras.regularizers");
    table.add("L1", [](keras::Fields&, const L1L2*) { return l1(2); },
              {.aliases = {"lasso"}, .module = "mine"});
    for (const char* name : {"L1", "l1", "lasso"}) CHECK(table.find(name) == &table.entries()[4]);
    CHECK(table.module_of(table.entries()[4]) == "mine");
}
