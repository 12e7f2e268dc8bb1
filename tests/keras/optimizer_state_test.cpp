// SPDX-License-Identifier: MIT
#include <sstream>

#include <ockham/keras/hdf5_file.hpp>
#include <ockham/keras/hdf5_writer.hpp>
#include <ockham/keras/model_file.hpp>
#include <ockham/keras/optimizer_state.hpp>
#include <ockham/keras/save_model.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace optimizer_state_test {

/// A model with one kernel and one bias, whose slots hold 10 times the parameter's number and the slot's.
inline Sequential<double> model(const AnyOptimizer& optimizer, bool has_slots = true) {
    Sequential<double> made{Dense<double>(2)};
    made.build({3});
    made.compile({.optimizer = optimizer, .loss = MeanSquaredError()});
    Compiled<double>& compiled = *ModelState<double>::compiled(made);
    compiled.iterations = 7;
    const auto parameters = ModelState<double>::parameters(made);
    for (std::size_t i = 0; has_slots && i < 2; ++i)
        for (const std::size_t slot : compiled.slots_in_use()) {
            parameters[i]->slots[slot].resize(parameters[i]->value.shape());
            parameters[i]->slots[slot].fill(static_cast<double>(10 * i + slot));
        }
    return made;
}

/// The arrays of the optimizer in the file that `model` becomes: the last entry of each.
inline std::vector<double> saved(const Sequential<double>& model) {
    keras::save_model(model, "state.keras");
    const std::string weights =
        keras::detail::Archive(keras_files::bytes_of("state.keras"), "who").read("model.weights.h5", 1 << 20);
    keras::detail::Hdf5Bytes file(weights, "who");
    const keras::detail::Hdf5Object vars = keras::detail::Hdf5Object(file)["optimizer/vars"];
    std::vector<double> entries;
    for (std::size_t i = 0; i < vars.size(); ++i) {
        const keras::detail::Hdf5Array array = vars[to_text(i)].array();
        const auto last = [](const Tensor<double>& tensor) { return tensor.data()[tensor.size() - 1]; };
        entries.push_back(array.sizes.empty() ? array.number() : last(array.tensor<double>()));
    }
    return entries;
}

}  // namespace optimizer_state_test

TEST_CASE("an optimizer's state is in the order of Keras' files", "[keras]") {
    using namespace optimizer_state_test;
    using Numbers = std::vector<double>;
    CHECK(saved(model(SGD({.learning_rate = 0.5}))) == Numbers{7, 0.5});
    CHECK(saved(model(SGD({.learning_rate = 0.5, .momentum = 0.5}))) == Numbers{7, 0.5, 0, 10});
    CHECK(saved(model(Adam({.learning_rate = 0.5}))) == Numbers{7, 0.5, 0, 1, 10, 11});
    CHECK(saved(model(AdamW({.learning_rate = 0.5, .amsgrad = true}))) ==
          Numbers{7, 0.5, 0, 1, 10, 11, 2, 12});
    CHECK(saved(model(RMSprop({.learning_rate = 0.5, .momentum = 0.5, .centered = true}))) ==
          Numbers{7, 0.5, 0, 10, 1, 11, 2, 12});
    CHECK(saved(model(Ftrl({.learning_rate = 0.5}))) == Numbers{7, 0.5, 0, 1, 10, 11});
    // No rate that a schedule gives; averages and gathered gradients first; and Nadam's product last.
    CHECK(saved(model(Adagrad({.learning_rate = ExponentialDecay()}))) == Numbers{7, 0, 10});
    CHECK(saved(model(Adamax({.learning_rate = 0.5, .use_ema = true, .gradient_accumulation_steps = 2}))) ==
          Numbers{7, 0.5, 4, 14, 5, 15, 0, 1, 10, 11});
    const Nadam nadam({.learning_rate = 0.5, .gradient_accumulation_steps = 3});
    CHECK(saved(model(nadam)) == Numbers{7, 0.5, 5, 15, 0, 1, 10, 11, nadam.product(2)});
    // Before the first update, what it would begin with.
    CHECK(saved(model(Ftrl({.learning_rate = 0.5, .use_ema = true}), false)) ==
          Numbers{7, 0.5, 0, 0, 0.1, 0, 0.1, 0});
}

TEST_CASE("an optimizer's state is read as it was written", "[keras]") {
    using namespace optimizer_state_test;
    for (const AnyOptimizer& optimizer : std::initializer_list<AnyOptimizer>{
             SGD({.momentum = 0.5}),
             Adam({.amsgrad = true, .use_ema = true, .gradient_accumulation_steps = 2}),
             RMSprop({.learning_rate = CosineDecay(), .momentum = 0.5, .centered = true}),
             Nadam({.use_ema = true}), Lion()}) {
        const Sequential<double> before = model(optimizer);
        (void)saved(before);
        const auto after = keras::load_model<double>("state.keras");
        INFO(optimizer.name());
        CHECK(after.iterations() == before.iterations());
        CHECK(after.learning_rate() == before.learning_rate());
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t slot = 0; slot < 6; ++slot)
                CHECK(ModelState<double>::parameters(after)[i]->slots[slot].matrix() ==
                      ModelState<double>::parameters(before)[i]->slots[slot].matrix());
    }
}

TEST_CASE("a state that does not fit is left out, as Keras does", "[keras]") {
    using namespace optimizer_state_test;
    (void)saved(model(Adam({.learning_rate = 0.25})));
    const keras_files::Members adam("", keras_files::bytes_of("state.keras"));
    const auto anew = adam.with("\"amsgrad\":false", "\"amsgrad\":true").model<double>();
    CHECK(anew.iterations() == 0);
    CHECK(anew.learning_rate() == 0.25);
    CHECK(ModelState<double>::parameters(anew)[0]->slots[0].empty());
    // Keras has no state of an optimizer before its first step.
    (void)saved(model(SGD()));
    const keras_files::Members sgd("", keras_files::bytes_of("state.keras"));
    const auto begun = sgd.with("\"momentum\":0.0", "\"momentum\":0.5").model<double>();
    CHECK(begun.iterations() == 0);
    CHECK(ModelState<double>::parameters(begun)[0]->slots[0].empty());
}

namespace optimizer_state_test {

/// Reads a model whose file has another state: "7 k1 b2" is the number 7, an array of the kernel's shape full of ones, and
/// one of the bias' shape full of twos. Returns the number of steps, and the slots of kernel and bias in the same way.
inline std::string read(const AnyOptimizer& optimizer, const std::string& state) {
    const Sequential<double> before = model(optimizer);
    (void)saved(before);
    keras::detail::Hdf5Writer file("who");
    const auto parameters = ModelState<double>::parameters(before);
    for (const char* group : {"layers/dense/vars", "optimizer/vars"}) file.group(group, "");
    file.array("layers/dense/vars/0", parameters[0]->value);
    file.array("layers/dense/vars/1", parameters[1]->value);
    std::istringstream words(state);
    int number = 0;
    for (std::string word; words >> word; ++number) {
        const std::string path = (Text("optimizer/vars/") << number).string();
        if (word[0] == 'k' || word[0] == 'b') {
            Tensor<double> array(parameters[word[0] == 'b']->value.shape());
            array.fill(std::stod(word.substr(1)));
            file.array(path, array);
        } else {
            file.number(path, std::stod(word));
        }
    }
    const keras_files::Members members("", keras_files::bytes_of("state.keras"));
    const auto after = keras::ModelFile(members.config, file.bytes(), "who").model<double>();
    Text text;
    text << after.iterations();
    for (std::size_t i = 0; i < 2; ++i)
        for (const Tensor<double>& slot : ModelState<double>::parameters(after)[i]->slots)
            if (!slot.empty()) text << (i == 0 ? " k" : " b") << slot.data()[0];
    return text.string();
}

}  // namespace optimizer_state_test

TEST_CASE("a state of Keras 2 has no learning rate, and may have more or less besides", "[keras]") {
    using optimizer_state_test::read;
    CHECK(read(Adam(), "7 0.5 k1 k2 b3 b4") == "7 k1 k2 b3 b4");
    CHECK(read(Adam(), "7 k1 k2 b3 b4") == "7 k1 k2 b3 b4");
    CHECK(read(Nadam(), "7 k1 k2 b3 b4") == "7 k1 k2 b3 b4");
    CHECK(read(RMSprop({.learning_rate = CosineDecay(), .momentum = 0.5}), "7 k1 b2 k3 b4") ==
          "7 k1 k3 b2 b4");
    // No number of steps, an unused third slot, an unused velocity.
    CHECK(read(RMSprop(), "k1 b2") == "0 k1 b2");
    CHECK(read(Adam(), "7 k1 k2 b3 b4 b5 b6") == "7 k1 k2 b3 b4");
    CHECK(read(SGD(), "7 k1 b2") == "7");
}

TEST_CASE("a state of other shapes has the optimizer begin anew", "[keras]") {
    using optimizer_state_test::read;
    CHECK(read(Adam(), "7 k1 b2 k3 b4") == "0");
    CHECK(read(Adam(), "7 k1 k2 b3") == "0");
    CHECK(read(SGD({.momentum = 0.5}), "7 1 2") == "0");
    CHECK(read(SGD(), "") == "0");
}
