// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include <ockham/core/random.hpp>
#include <ockham/core/tensor.hpp>

namespace ockham {

/// What one call of one layer knows and remembers between its `forward` and its `backward`.
///
/// A layer keeps nothing of a call in itself: what `backward` will need of `forward` (a mask, gates,
/// normalized inputs), and any scratch, is a numbered tensor of the pass. So `forward` is const, several
/// threads can predict with one model, and a layer can be called twice in one model, with a pass for each
/// call.
template <std::floating_point Scalar>
class Pass final {
public:
    static constexpr int tensors = 8;

    bool training = false;     ///< a training step: drop out, use the batch's statistics
    bool trainable = true;     ///< false if the layer is frozen
    Random* random = nullptr;  ///< set while training
    bool first = false;        ///< the first `backward` of its layer in a step: see `Parameter::overwritten`

    /// The tensor number `slot` (0 to 7) of this pass, in the shape `shape`. Its memory is kept from step to
    /// step.
    Tensor<Scalar>& tensor(int slot, const Shape& shape) {
        Tensor<Scalar>& found = tensor(slot);
        found.resize(shape);
        return found;
    }

    /// The same, as `forward` left it.
    Tensor<Scalar>& tensor(int slot) { return tensors_.at(static_cast<std::size_t>(slot)); }

private:
    std::array<Tensor<Scalar>, tensors> tensors_;
};

}  // namespace ockham
