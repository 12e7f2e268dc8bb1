// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ockham/core/build.hpp>
#include <ockham/models/sequential.hpp>

namespace ockham {

/// What `save_checkpoint` writes besides the model.
struct CheckpointOptions {
    int epoch = 0;  ///< epochs that were trained, >= 0: the `initial_epoch` to go on with
};

/// Writes all that training depends on from here, to a file of safetensors layout: weights, the optimizer's memory,
/// the number of updates, the learning rate, the random state and the epoch. An existing file is replaced in one
/// step: at any time, even after a crash, the file is the old one or the new one.
///
///     save_checkpoint(model, "model.safetensors", {.epoch = 10});
///
/// A model that is not built and compiled, or a number that is not finite, is an `ArgumentError` before the file
/// is touched. The layers, the loss and the optimizer's options are not written: who reads has the same program.
template <std::floating_point Scalar>
void save_checkpoint(const Sequential<Scalar>& model, const std::string& path,
                     CheckpointOptions options = {});

/// Reads what `save_checkpoint` wrote into a model of the same layers, built and compiled with the same optimizer,
/// and returns the epoch. Training goes on as if it had never been interrupted, bit for bit:
///
///     const int epoch = load_checkpoint(model, "model.safetensors");
///     model.fit(x, y, {.epochs = 20, .initial_epoch = epoch});
///
/// Anything else is a `FileError`, and the model stays as it was: other names or shapes, numbers of another type or
/// that are not finite, the state of another optimizer, a file that is damaged.
template <std::floating_point Scalar>
int load_checkpoint(Sequential<Scalar>& model, const std::string& path);

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/checkpoints/model_tensors.hpp>

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC void save_checkpoint(const Sequential<Scalar>& model, const std::string& path,
                                 CheckpointOptions options) {
    check::non_negative("save_checkpoint", "epoch", options.epoch);
    detail::check_compiled(model, "save_checkpoint");
    detail::write_safetensors("save_checkpoint", path,
                              detail::checkpoint_of(model, "save_checkpoint", options.epoch));
}

template <std::floating_point Scalar>
OCKHAM_FUNC int load_checkpoint(Sequential<Scalar>& model, const std::string& path) {
    detail::check_compiled(model, "load_checkpoint");
    return detail::restore(model, detail::ReadTensors(detail::WholeFile("load_checkpoint", path)));
}

OCKHAM_INSTANTIATE(void save_checkpoint(const Sequential<float>&, const std::string&, CheckpointOptions));
OCKHAM_INSTANTIATE(void save_checkpoint(const Sequential<double>&, const std::string&, CheckpointOptions));
OCKHAM_INSTANTIATE(int load_checkpoint(Sequential<float>&, const std::string&));
OCKHAM_INSTANTIATE(int load_checkpoint(Sequential<double>&, const std::string&));

}  // namespace ockham

#endif
