// SPDX-License-Identifier: MIT
#include <ockham/keras/weights.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("layers have groups by their classes", "[keras]") {
    keras::detail::GroupNames names;
    CHECK(names.next("Dense") == "dense");
    CHECK(names.next("MaxPooling2D") == "max_pooling2d");
    CHECK(names.next("Dense") == "dense_1");
    CHECK(names.next("Dense") == "dense_2");
}

TEST_CASE("arrays come layer by layer, from both formats alike", "[keras]") {
    const std::string now = keras_files::Members("classifier/model.keras").weights,
                      older = keras_files::bytes_of(keras_files::path("classifier/model.h5"));
    keras::detail::Hdf5Bytes now_file(now, "who"), older_file(older, "who");
    keras::detail::Weights a(now_file, false), b(older_file, true);
    for (const auto& [class_name, count] :
         {std::pair{"Dense", 2u}, std::pair{"Dropout", 0u}, std::pair{"Dense", 2u}}) {
        const auto x = a.next_layer(class_name, "vars", count), y = b.next_layer(class_name, "vars", count);
        REQUIRE(x.size() == count);
        REQUIRE(y.size() == count);
        for (std::size_t i = 0; i < count; ++i) {
            CHECK(x[i].sizes == y[i].sizes);
            CHECK(x[i].bytes == y[i].bytes);
        }
    }
    CHECK(a.next_layer("Dense", "vars", 2).empty());
    CHECK(b.next_layer("Dense", "vars", 2).empty());
    const auto x = a.optimizer(), y = b.optimizer();
    REQUIRE(x.size() == 6);
    REQUIRE(y.size() == 6);
    for (std::size_t i = 0; i < 6; ++i) CHECK(x[i].bytes == y[i].bytes);
    CHECK(x[0].number() == 8);
}

TEST_CASE("a file without weights has none", "[keras]") {
    const std::string bytes = keras_files::Members("unbuilt.keras").weights;
    keras::detail::Hdf5Bytes file(bytes, "who");
    keras::detail::Weights weights(file, false);
    CHECK(weights.next_layer("Dense", "vars", 2).empty());
    CHECK(weights.optimizer().empty());
    keras::detail::Hdf5Bytes again(bytes, "who");
    REQUIRE_THROWS_WITH(keras::detail::Weights(again, true),
                        "who: expected a member 'model_weights', got none");
}
