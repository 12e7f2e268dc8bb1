// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ockham/keras/format.hpp>
#include <ockham/keras/hdf5_bytes.hpp>
#include <ockham/keras/objects.hpp>
#include <ockham/keras/optimizer_state.hpp>
#include <ockham/keras/weights.hpp>
#include <ockham/models.hpp>

namespace ockham::keras::detail {

/// `float32`, from a dtype as files have it: a name, or an object; nothing is `float32`.
[[nodiscard]] inline std::string dtype_name(const Json& dtype) {
    const Json& name = dtype.is_object() ? member(member(dtype, "config"), "name") : dtype;
    return name.is_string() ? name.get<std::string>() : "float32";
}

/// The layers that a file lists, after a look at what kind of model it has.
[[nodiscard]] inline const Json& layers_in(const Json& saved, const std::string& who) {
    if (member(saved, "class_name") != "Sequential")
        check::fail<FileError>(who, "a Sequential model", shown(member(saved, "class_name")));
    const Json& layers = member(member(saved, "config"), "layers");
    if (!layers.is_array()) check::fail<FileError>(who, "a list of layers", shown(layers));
    if (layers.size() > 4096) check::fail<FileError>(who, "at most 4096 layers", Text() << layers.size());
    return layers;
}

/// What all layers of a file compute in.
[[nodiscard]] inline std::string dtype_of(const Json& saved, const std::string& who) {
    std::string dtype;
    for (const Json& layer : layers_in(saved, who)) {
        if (member(layer, "class_name") == "InputLayer") continue;
        const std::string name = dtype_name(member(member(layer, "config"), "dtype"));
        if ((name != "float32" && name != "float64") || (!dtype.empty() && name != dtype))
            check::fail<FileError>(who, "layers that are all of float32, or all of float64",
                                   ockham::detail::in_quotes(name));
        dtype = name;
    }
    return dtype.empty() ? "float32" : dtype;
}

/// Makes a model of what a file says.
template <class Scalar>
class ModelReader final {
public:
    ModelReader(const Format<Scalar>& format, Hdf5Bytes& file, bool is_legacy)
        : format_{format},
          who_{file.who()},
          weights_{std::in_place, file, is_legacy},
          is_legacy_{is_legacy} {}

    /// Without a file of weights: the model begins with those that its initializers draw.
    ModelReader(const Format<Scalar>& format, std::string who) : format_{format}, who_{std::move(who)} {}

    /// With `compiled`, as far as the file says how: `training`.
    [[nodiscard]] Sequential<Scalar> read(const Json& saved, const Json& training, bool compiled) {
        try {
            Sequential<Scalar> model = read_layers(saved);
            if (compiled && !training.empty()) compile(model, training);
            return model;
        } catch (const std::invalid_argument& error) {
            throw FileError((Text(who_) << ": " << error.what()).string());
        }
    }

private:
    Sequential<Scalar> read_layers(const Json& saved) {
        (void)dtype_of(saved, who_);
        const Json& config = member(saved, "config");
        const Json& name = member(config, "name");
        SequentialOptions options;
        if (name.is_string()) options.name = name.get<std::string>();
        Sequential<Scalar> model(std::move(options));
        Shape input = shape_of(member(config, "build_input_shape"));
        const Json& layers = layers_in(saved, who_);
        std::vector<std::string> paths;  // of the layers' arrays
        for (const Json& layer : layers) {
            const Json& layer_config = member(layer, "config");
            for (const char* key : {"batch_shape", "batch_input_shape"})
                if (input.empty() && (&layer == &layers.front())) input = shape_of(member(layer_config, key));
            if (member(layer, "class_name") == "InputLayer") continue;
            model.add(read_layer(layer, paths.emplace_back()));
        }
        if (input.empty()) return model;
        if (model.layers().empty()) check::fail<FileError>(who_, "at least one layer", "none");
        for (std::size_t i = 0; weights_ && i < paths.size(); ++i)
            give_weights(model.layer(static_cast<Index>(i)), paths[i]);
        model.build(input);
        return model;
    }

    AnyLayer<Scalar> read_layer(const Json& json, std::string& path) {
        const Json& saved_name = member(member(json, "config"), "name");
        Text who(who_);
        if (member(json, "class_name").is_string())
            who << ": " << member(json, "class_name").get_ref<const std::string&>();
        if (saved_name.is_string()) who << " " << shown(saved_name);
        const auto all_have = [&path](Fields& fields, AnyLayer<Scalar>& layer) {
            std::string name;
            bool trainable = true;
            fields("name", name);
            fields("trainable", trainable);
            for (const char* known : {"dtype", "batch_input_shape", "input_shape"}) fields.ignored(known);
            layer.set_name(name);
            layer.set_trainable(trainable);
            path = fields.variables();
        };
        return read_object(json, format_.layers, who.string(), format_.parts, false, all_have);
    }

    /// Hands a layer that is not built yet its parameters: building it keeps them.
    void give_weights(AnyLayer<Scalar>& layer, const std::string& path) {
        const std::vector<Parameter<Scalar>*> parameters = layer.parameters();
        const auto arrays = weights_->next_layer(layer.class_name(), path, parameters.size());
        if (arrays.size() != parameters.size())
            check::fail<FileError>(
                who_, Text(layer.title()) << " with " << parameters.size() << " arrays of weights",
                Text() << arrays.size());
        for (std::size_t i = 0; i < arrays.size(); ++i)
            parameters[i]->value = arrays[i].template tensor<Scalar>();
    }

    /// The shape of one sample, of a list whose first entry is the batch; none for null.
    Shape shape_of(const Json& json) const {
        if (json.is_null()) return {};
        const bool fits = json.is_array() && json.size() >= 2 && json.size() <= Shape::max_rank;
        std::vector<Index> sizes;
        for (std::size_t i = 1; fits && i < json.size(); ++i) {
            const double size = json[i].is_number_integer() ? json[i].get<double>() : 0;
            if (!(size >= 1 && size <= 0x1p40))
                check::fail<FileError>(who_, "an input shape with known sizes", shown(json));
            sizes.push_back(static_cast<Index>(size));
        }
        if (!fits) check::fail<FileError>(who_, "an input shape of rank 2 to 5", shown(json));
        return Shape(std::span<const Index>(sizes));
    }

    // The compiled state

    template <class Any>
    Any read_part(const Json& json, const Table<Any>& table, bool names, SlotOrder* slots = nullptr) {
        return read_object(json, table, (Text(who_) << ": " << table.kind()).string(), format_.parts, names,
                           [slots](Fields& fields, Any&) {
                               if (slots) *slots = fields.slots();
                           });
    }

    void compile(Sequential<Scalar>& model, const Json& training) {
        SlotOrder slot_order;
        const Json& optimizer = member(training, is_legacy_ ? "optimizer_config" : "optimizer");
        const Json otherwise =
            "rmsprop";  // Keras' default; files lack it if the model was saved as .h5 before
        CompileOptions options{.optimizer = read_part(optimizer.is_null() ? otherwise : optimizer,
                                                      format_.optimizers, false, &slot_order)};
        const Json* loss = &member(training, "loss");
        if (loss->is_array() && loss->size() == 1) loss = &loss->front();
        options.loss = read_part(*loss, format_.losses, false);
        read_metrics(member(training, "metrics"), options.metrics);
        for (const char* unknown : {"loss_weights", "weighted_metrics"})
            if (const Json& value = member(training, unknown); !value.is_null() && !value.empty())
                check::fail<FileError>(who_, Text("no ") << unknown, shown(value));
        model.compile(options);
        if (weights_)
            OptimizerState<Scalar>(*ModelState<Scalar>::compiled(model), slot_order)
                .read(weights_->optimizer(), model, who_, is_legacy_);
    }

    void read_metrics(const Json& json, std::vector<AnyMetric>& metrics) {
        if (json.is_null()) return;
        if (!json.is_array()) check::fail<FileError>(who_, "a list of metrics", shown(json));
        for (const Json& metric : json)
            if (metric.is_array())
                read_metrics(metric, metrics);
            else
                metrics.push_back(read_part(metric, format_.metrics, true));
    }

    const Format<Scalar>& format_;
    std::string who_;
    std::optional<Weights> weights_;
    bool is_legacy_ = false;
};

}  // namespace ockham::keras::detail
