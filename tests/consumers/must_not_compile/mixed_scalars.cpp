// SPDX-License-Identifier: MIT
// expect: all layers of a model compute in one type: write Dense<double>(...) for each of them, or for none
#include <ockham/ockham.hpp>

int main() {
    ockham::Sequential model{ockham::Dense(4), ockham::Dense<double>(1)};
}
