// SPDX-License-Identifier: MIT
#include <ockham/keras.hpp>
#include <ockham/ockham.hpp>

int main() {
    ockham::Sequential<float> model{ockham::Dense(1)};
    model.build({2});
    ockham::keras::save_model(model, "model.keras");
    return ockham::keras::load_model("model.keras").get_weights() == model.get_weights() ? 0 : 1;
}
