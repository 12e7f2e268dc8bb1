// SPDX-License-Identifier: MIT
#include <utility>

#include <ockham/core/snake_case.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("classes have the names that Keras makes of them", "[core]") {
    using Pair = std::pair<const char*, const char*>;
    for (const auto& [name, snake] :
         {Pair{"Dense", "dense"}, Pair{"ActivityRegularization", "activity_regularization"},
          Pair{"Conv2D", "conv2d"}, Pair{"Conv1DTranspose", "conv1d_transpose"},
          Pair{"MaxPooling2D", "max_pooling2d"}, Pair{"LSTM", "lstm"}, Pair{"SimpleRNN", "simple_rnn"},
          Pair{"PReLU", "p_re_lu"}, Pair{"ELU", "elu"}, Pair{"L1L2", "l1l2"},
          Pair{"GlobalAveragePooling1D", "global_average_pooling1d"}, Pair{"", ""}})
        CHECK(to_snake_case(name) == snake);
}
