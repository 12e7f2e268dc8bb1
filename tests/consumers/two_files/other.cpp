// SPDX-License-Identifier: MIT
#include "train.hpp"

double loss_in_other_file() {
    return trained_loss();
}
