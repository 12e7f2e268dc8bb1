// SPDX-License-Identifier: MIT
// Every training run of the real Keras whose model was recorded as JSON, run again.
#include <ockham/keras.hpp>

#include "parity/replay.hpp"

using namespace ockham;

namespace runs_test {

template <class Scalar>
void replay(const parity::Case& recorded) {
    parity::train_and_compare(keras::model_from_json<Scalar>(recorded.model), recorded);
}

}  // namespace runs_test

TEST_CASE("training of models from JSON equals the recorded runs of Keras", "[keras]") {
    const std::size_t cases = parity::replay_all("keras/runs", [](const parity::Case& recorded) {
        recorded.dtype == "float32" ? runs_test::replay<float>(recorded)
                                    : runs_test::replay<double>(recorded);
    });
    REQUIRE(cases > 0);
}
