// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <ockham/keras/fields.hpp>
#include <ockham/keras/hdf5_array.hpp>
#include <ockham/keras/hdf5_writer.hpp>
#include <ockham/models.hpp>

namespace ockham::keras::detail {

/// What an optimizer remembers, in the order of Keras' files: the number of steps; the learning rate, unless it is a
/// schedule; the averages of all parameters that are trained, if there are any; the gathered gradients of all; the
/// optimizer's own slots, in groups; and what number comes after them.
template <std::floating_point Scalar>
class OptimizerState final {
public:
    OptimizerState(const Compiled<Scalar>& compiled, const SlotOrder& order)
        : optimizer_{compiled.optimizer}, number_{order.number} {
        const UpdateOptions& shared = optimizer_.shared();
        if (shared.use_ema) groups_.push_back({Parameter<Scalar>::average_slot});
        if (shared.gradient_accumulation_steps > 1) groups_.push_back({Parameter<Scalar>::gathered_slot});
        std::size_t slot = 0;
        for (const int size : order.groups.empty() ? std::vector<int>{optimizer_.slots()} : order.groups) {
            groups_.emplace_back();
            for (int i = 0; i < size; ++i) groups_.back().push_back(slot++);
        }
    }

    void write(Hdf5Writer& file, const Sequential<Scalar>& model) const {
        const Compiled<Scalar>& compiled = *ModelState<Scalar>::compiled(model);
        auto path = [number = 0]() mutable { return (Text("optimizer/vars/") << number++).string(); };
        file.group("optimizer/vars", optimizer_.name());
        file.number(path(), compiled.iterations);
        if (has_rate()) file.number(path(), static_cast<Scalar>(compiled.learning_rate));
        if (!model.is_built()) return;
        for (const auto& group : groups_)
            for (const Parameter<Scalar>* parameter : ModelState<Scalar>::parameters(model))
                for (const std::size_t slot : group)
                    if (parameter->is_trained()) file.array(path(), remembered(*parameter, slot));
        if (number_) file.number(path(), static_cast<Scalar>(number_(compiled.updates())));
    }

    /// As in Keras, an optimizer begins anew if its state is of another number of parameters because layers were frozen
    /// since, or comes from an older Keras.
    void read(const std::vector<Hdf5Array>& arrays, Sequential<Scalar>& model, const std::string& who,
              bool is_legacy) const {
        std::vector<Parameter<Scalar>*> trained;
        std::size_t trainable = 0, slots = 0;
        for (Parameter<Scalar>* parameter : ModelState<Scalar>::parameters(model)) {
            trainable += parameter->trainable;
            if (parameter->is_trained()) trained.push_back(parameter);
        }
        for (const auto& group : groups_) slots += group.size();
        const std::size_t first = has_rate() ? 2 : 1, others = first + (number_ ? 1 : 0),
                          needed = others + slots * trained.size();
        if (arrays.empty()) return;
        if (arrays.size() != needed && arrays.size() != first) {
            if (is_legacy || arrays.size() == others + slots * trainable) return;
            check::fail<FileError>(who, Text() << needed << " arrays of the optimizer",
                                   Text() << arrays.size());
        }
        const double iterations = arrays[0].number();
        if (!(iterations >= 0 && iterations <= 0x1p53))
            check::fail<FileError>(who, "a number of updates", Text() << iterations);
        if (has_rate()) model.set_learning_rate(arrays[1].number());
        ModelState<Scalar>::compiled(model)->iterations = static_cast<std::int64_t>(iterations);
        std::size_t next = first;
        for (const auto& group : groups_)
            for (Parameter<Scalar>* parameter : trained)
                for (const std::size_t slot : group)
                    if (next < arrays.size()) parameter->slots[slot] = read_slot(arrays[next++], *parameter);
    }

private:
    [[nodiscard]] bool has_rate() const { return optimizer_.learning_rate().is_constant(); }

    [[nodiscard]] Tensor<Scalar> remembered(const Parameter<Scalar>& parameter, std::size_t number) const {
        Tensor<Scalar> slot = parameter.slots[number];
        if (slot.empty()) {
            slot.resize(parameter.value.shape());
            slot.fill(number < Parameter<Scalar>::max_slots
                          ? static_cast<Scalar>(optimizer_.initial(static_cast<int>(number)))
                          : 0);
        }
        return slot;
    }

    [[nodiscard]] static Tensor<Scalar> read_slot(const Hdf5Array& array,
                                                  const Parameter<Scalar>& parameter) {
        Tensor<Scalar> slot = array.template tensor<Scalar>();
        if (slot.shape() != parameter.value.shape())
            check::fail<FileError>(array.who, Text("shape ") << parameter.value.shape().to_string(),
                                   slot.shape().to_string());
        return slot;
    }

    AnyOptimizer optimizer_;
    std::function<double(std::int64_t)> number_;
    std::vector<std::vector<std::size_t>> groups_;
};

}  // namespace ockham::keras::detail
