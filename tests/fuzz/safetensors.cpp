// SPDX-License-Identifier: MIT
// Any bytes are a safetensors file or a FileError; what was read is written, and read again, as it was. As a checkpoint
// they are one of a small model, or a FileError that leaves it as it was.
#include <ockham/checkpoints.hpp>
#include <ockham/checkpoints/model_tensors.hpp>
#include <ockham/checkpoints/named_parameters.hpp>
#include <ockham/io/safetensors_header.hpp>
#include <ockham/layers.hpp>
#include <ockham/losses.hpp>

#include "fuzz/fuzz.hpp"

using namespace ockham;

namespace {

Sequential<float> trained_model() {
    Sequential model{Dense(2, {.name = "d"})};
    model.build({1});
    model.compile({.optimizer = SGD({.momentum = 0.5}), .loss = MeanSquaredError()});
    for (Parameter<float>* parameter : model.layer(0).parameters()) {
        parameter->slots[0].resize(parameter->value.shape());
        parameter->slots[0].fill(0.5F);
    }
    return model;
}

bool same(const Sequential<float>& a, const Sequential<float>& b) {
    const auto ours = a.get_weights(), theirs = b.get_weights();
    for (std::size_t i = 0; i < ours.size(); ++i)
        if (!fuzz::same_bits(Tensor<float>(ours[i]), Tensor<float>(theirs[i]))) return false;
    return a.iterations() == b.iterations() && a.learning_rate() == b.learning_rate() &&
           ModelState<float>::random(a) == ModelState<float>::random(b);
}

void load(std::string_view bytes) {
    static const Sequential<float> before = trained_model();
    static Sequential<float> model = before;
    const detail::ReadTensors file("fuzz", std::string(bytes));
    try {
        detail::restore(model, file);
        fuzz::require(detail::is_finite(model));
        fuzz::require(model.learning_rate() >= 0 && model.iterations() >= 0);
        (void)Random(ModelState<float>::random(model)).normal();
        model = before;
    } catch (const FileError&) {
        fuzz::require(same(model, before));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    NamedTensors tensors;
    try {
        tensors = parse_safetensors(std::string(fuzz::text(data, size)));
    } catch (const FileError&) {
        return 0;
    }
    for (const NamedTensors::Entry& entry : tensors.entries()) {
        try {
            (void)tensors.get<float>(entry.name);
        } catch (const FileError&) {
        } catch (const ShapeError&) {}
    }
    const NamedTensors again =
        parse_safetensors(detail::safetensors_header("fuzz", tensors) + tensors.bytes());
    fuzz::require(again.bytes() == tensors.bytes());
    fuzz::require(again.metadata() == tensors.metadata());
    fuzz::require(again.entries().size() == tensors.entries().size());
    for (std::size_t i = 0; i < tensors.entries().size(); ++i) {
        const NamedTensors::Entry &one = tensors.entries()[i], &other = again.entries()[i];
        fuzz::require(one.name == other.name && one.format == other.format && one.shape == other.shape &&
                      one.begin == other.begin && one.size == other.size);
    }
    load(fuzz::text(data, size));
    return 0;
}
