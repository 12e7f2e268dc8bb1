// SPDX-License-Identifier: MIT
// Gets from the module even its standard headers.
import ockham;

int main() {
    return ockham::Dense(2).units() == 2 ? 0 : 1;
}
