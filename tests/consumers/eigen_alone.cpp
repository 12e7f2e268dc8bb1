// SPDX-License-Identifier: MIT
#include <Eigen/Dense>

int main() {}
