// SPDX-License-Identifier: MIT
#include <cstdio>

#include "train.hpp"

double loss_in_other_file();

int main() {
    const double here = trained_loss();
    const double there = loss_in_other_file();
    std::printf("%.17g here, %.17g in the other file\n", here, there);
    return here == there ? 0 : 1;
}
