// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
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

    /// As in Keras, an optimizer begins anew if the state does not fit: because another optimizer left it, or because
    /// layers were frozen since. Keras 2 keeps no learning rate there, and in its early versions no number of steps.
    void read(const std::vector<Hdf5Array>& arrays, Sequential<Scalar>& model, const std::string& who) const {
        std::vector<Parameter<Scalar>*> trained;
        std::size_t trainable = 0, slots = 0;
        for (Parameter<Scalar>* parameter : ModelState<Scalar>::parameters(model)) {
            trainable += parameter->trainable;
            if (parameter->is_trained()) trained.push_back(parameter);
        }
        for (const auto& group : groups_) slots += group.size();
        const auto is_number = [&](std::size_t i) { return i < arrays.size() && arrays[i].sizes.empty(); };
        const bool steps = is_number(0), rate = steps && has_rate() && is_number(1);
        const std::size_t first = std::size_t{steps} + std::size_t{rate}, rest = arrays.size() - first,
                          needed = slots * trained.size();
        // Keras 2 has more than is used: the velocity of an SGD without momentum, and at first a third slot of Adam.
        const bool unused = !rate && (slots == 0 || slots == 2) && rest == needed + trained.size() &&
                            rest != slots * trainable;
        if (rest != needed && !(number_ && rest == needed + 1) && !unused) return;
        std::vector<std::pair<Tensor<Scalar>*, const Hdf5Array*>> read;
        for (std::size_t next = first; const auto& group : groups_)
            for (Parameter<Scalar>* parameter : trained)
                for (const std::size_t slot : group) {
                    const Hdf5Array& array = arrays[next++];
                    if (!has_shape(array, parameter->value.shape())) return;
                    read.emplace_back(&parameter->slots[slot], &array);
                }
        const double iterations = steps ? arrays[0].number() : 0;
        if (!(iterations >= 0 && iterations <= 0x1p53))
            check::fail<FileError>(who, "a number of updates", Text() << iterations);
        if (rate) model.set_learning_rate(arrays[1].number());
        ModelState<Scalar>::compiled(model)->iterations = static_cast<std::int64_t>(iterations);
        for (const auto& [slot, array] : read) *slot = array->template tensor<Scalar>();
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

    [[nodiscard]] static bool has_shape(const Hdf5Array& array, const Shape& shape) {
        bool same = static_cast<int>(array.sizes.size()) == shape.rank();
        for (int axis = 0; same && axis < shape.rank(); ++axis)
            same = array.sizes[static_cast<std::size_t>(axis)] == shape[axis];
        return same;
    }

    AnyOptimizer optimizer_;
    std::function<double(std::int64_t)> number_;
    std::vector<std::vector<std::size_t>> groups_;
};

}  // namespace ockham::keras::detail
