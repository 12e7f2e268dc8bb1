// SPDX-License-Identifier: MIT
// Files of models, and the same with something changed in them.
#pragma once

#include <string>

#include <ockham/checkpoints.hpp>

#include "io/io_files.hpp"
#include "training/fixtures.hpp"

namespace checkpoint_files {

using namespace ockham;

/// A model of two epochs' training on `x()` and `y()`.
inline Tensor<double> x() {
    return fixtures::numbers<double>(Shape{10, 4});
}
inline Tensor<double> y() {
    return fixtures::one_hot<double>(10);
}
inline Sequential<double> trained(std::uint32_t seed = 0) {
    Sequential<double> model = fixtures::compiled_model<double>(seed);
    model.fit(x(), y(), {.epochs = 2, .batch_size = 4, .verbose = 0});
    return model;
}

/// Writes the file at `path` anew, without what is left out, and with `added` besides.
template <class IsLeftOut>
void rewrite(const std::string& path, IsLeftOut is_left_out, const NamedTensors& added = {}) {
    const NamedTensors from = read_safetensors(path);
    NamedTensors to;
    for (const auto& [key, value] : from.metadata())
        if (!is_left_out(key)) to.set_metadata(key, value);
    for (const auto& [key, value] : added.metadata()) to.set_metadata(key, value);
    for (const NamedTensors* tensors : {&from, &added})
        for (const NamedTensors::Entry& entry : tensors->entries())
            if (tensors == &added || !is_left_out(entry.name))
                to.add(entry.name, tensors->get<double>(entry.name), entry.format);
    write_safetensors(path, to);
}

/// The file at `path` with this array in the place of the one that it has of that name.
template <class Scalar>
void replace(const std::string& path, const std::string& name, const Tensor<Scalar>& tensor,
             NumberFormat format = {NumberFormat::Kind::floating, sizeof(Scalar)}) {
    NamedTensors added;
    added.add(name, tensor, format);
    rewrite(
        path, [&name](const std::string& other) { return other == name; }, added);
}

inline void leave_out(const std::string& path, const std::string& name) {
    rewrite(path, [&name](const std::string& other) { return other == name; });
}

inline void set_metadata(const std::string& path, const std::string& key, const std::string& value) {
    NamedTensors added;
    added.set_metadata(key, value);
    rewrite(
        path, [](const std::string&) { return false; }, added);
}

inline Tensor<double> number(double value) {
    return Tensor<double>(Shape{1}, Eigen::Matrix<double, 1, 1>(value));
}

}  // namespace checkpoint_files
