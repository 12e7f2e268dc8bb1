// SPDX-License-Identifier: MIT
// Files of Keras, with the libraries HDF5, nlohmann-json and libzip: link with the CMake target ockham::keras, or with
// ockham::keras_compiled.
#pragma once

#include <ockham/keras/activation_layers.hpp>
#include <ockham/keras/activations.hpp>
#include <ockham/keras/constraints.hpp>
#include <ockham/keras/convolutional_layers.hpp>
#include <ockham/keras/fields.hpp>
#include <ockham/keras/format.hpp>
#include <ockham/keras/initializers.hpp>
#include <ockham/keras/json.hpp>
#include <ockham/keras/layers.hpp>
#include <ockham/keras/losses.hpp>
#include <ockham/keras/metrics.hpp>
#include <ockham/keras/model_file.hpp>
#include <ockham/keras/normalization_layers.hpp>
#include <ockham/keras/npz.hpp>
#include <ockham/keras/objects.hpp>
#include <ockham/keras/optimizers.hpp>
#include <ockham/keras/pooling_layers.hpp>
#include <ockham/keras/regularizers.hpp>
#include <ockham/keras/reshaping_layers.hpp>
#include <ockham/keras/save_model.hpp>
#include <ockham/keras/schedules.hpp>
#include <ockham/keras/table.hpp>

#if OCKHAM_BODIES  // what those are made of
#include <ockham/keras/archive.hpp>
#include <ockham/keras/hdf5_array.hpp>
#include <ockham/keras/hdf5_attribute.hpp>
#include <ockham/keras/hdf5_bytes.hpp>
#include <ockham/keras/hdf5_file.hpp>
#include <ockham/keras/hdf5_messages.hpp>
#include <ockham/keras/hdf5_writer.hpp>
#include <ockham/keras/model_layers.hpp>
#include <ockham/keras/optimizer_state.hpp>
#include <ockham/keras/read_model.hpp>
#include <ockham/keras/weights.hpp>
#endif
