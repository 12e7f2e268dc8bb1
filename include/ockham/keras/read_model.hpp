// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/keras/format.hpp>
#include <ockham/keras/hdf5_bytes.hpp>
#include <ockham/keras/model_layers.hpp>
#include <ockham/keras/objects.hpp>
#include <ockham/keras/optimizer_state.hpp>
#include <ockham/keras/weights.hpp>
#include <ockham/models.hpp>

namespace ockham::keras::detail {

/// Makes a model of what a file says.
template <class Scalar>
class ModelReader final {
public:
    /// `version` is that of the Keras that wrote the file, if it is known.
    ModelReader(const Format<Scalar>& format, Hdf5Bytes& file, bool is_legacy, std::string_view version)
        : format_{format},
          who_{file.who()},
          weights_{std::in_place, file, is_legacy},
          is_legacy_{is_legacy},
          is_keras_2_{version.starts_with("2.")} {}

    /// Without a file of weights: the model begins with those that its initializers draw.
    ModelReader(const Format<Scalar>& format, std::string who) : format_{format}, who_{std::move(who)} {}

    /// With `compiled`, as far as the file says how: `training`.
    [[nodiscard]] Sequential<Scalar> read(const Json& saved, const Json& training, bool compiled) {
        compiled = compiled && !training.empty();
        for (const Json& layer : layers_in(saved, who_))
            if (member(layer, "class_name") != "InputLayer") look_for(layer, format_.layers);
        if (!missing_.empty() && compiled) look_for_parts(training);
        expect_nothing_missing();
        Sequential<Scalar> model = as_file_errors([&] { return read_layers(saved); });
        try {
            if (compiled) as_file_errors([&] { compile(model, training); });
        } catch (const FileError& error) {
            throw FileError((Text(error.what()) << "; {.compile = false} reads the rest").string());
        }
        return model;
    }

private:
    template <class Call>
    auto as_file_errors(Call call) const {
        try {
            return call();
        } catch (const std::invalid_argument& error) {
            throw as_file_error(who_, error);
        }
    }

    // What the file has and Ockham has not

    template <class Any>
    void look_for(const Json& json, const Table<Any>& table) {
        const Json& name = saved_name(json);
        if (!name.is_string() || table.find(name.get_ref<const std::string&>())) return;
        std::string item = (Text(table.kind()) << " " << shown(name)).string();
        if (std::find(missing_.begin(), missing_.end(), item) == missing_.end())
            missing_.push_back(std::move(item));
    }

    void look_for_parts(const Json& training) {
        look_for(optimizer_in(training), format_.optimizers);
        look_for(of_only_output(member(training, "loss")), format_.losses);
        for (const Json* metric : metrics_in(member(training, "metrics"))) look_for(*metric, format_.metrics);
    }

    void expect_nothing_missing() const {
        constexpr std::size_t most = 20;
        if (missing_.empty()) return;
        Text all;
        for (std::size_t i = 0; i < std::min(most, missing_.size()); ++i)
            all << (i == 0 ? "" : ", ") << missing_[i];
        if (missing_.size() > most) all << " and " << missing_.size() - most << " others";
        check::fail<FileError>(who_, "only what Ockham has", all);
    }

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
            if (is_keras_2_ && saved_name(member(layer_config, "activation")) == "hard_sigmoid")
                check::fail<FileError>(who_, "the hard_sigmoid of Keras 3",
                                       Text("that of Keras 2 in ") << shown(member(layer_config, "name")));
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

    /// Keras' default, if there is none: Keras 3 leaves it out if the model was saved as .h5 before.
    const Json& optimizer_in(const Json& training) const {
        static const Json by_default = "rmsprop";
        const Json& optimizer = member(training, is_legacy_ ? "optimizer_config" : "optimizer");
        return optimizer.is_null() ? by_default : optimizer;
    }

    /// Whether `json` lists what is meant for each output, in their order or by their names.
    static bool is_of_outputs(const Json& json) {
        return json.is_array() || (json.is_object() && !json.contains("class_name"));
    }

    static const Json& of_only_output(const Json& json) {
        return is_of_outputs(json) && json.size() == 1 ? of_only_output(json.front()) : json;
    }

    static std::vector<const Json*> metrics_in(const Json& json) {
        std::vector<const Json*> metrics;
        if (is_of_outputs(json)) {
            for (const Json& each : json)
                for (const Json* metric : metrics_in(each)) metrics.push_back(metric);
        } else if (!json.is_null()) {
            metrics.push_back(&json);
        }
        return metrics;
    }

    void compile(Sequential<Scalar>& model, const Json& training) {
        look_for_parts(training);
        expect_nothing_missing();
        SlotOrder slot_order;
        CompileOptions options{
            .optimizer = read_part(optimizer_in(training), format_.optimizers, false, &slot_order),
            .loss = read_part(of_only_output(member(training, "loss")), format_.losses, false)};
        for (const Json* metric : metrics_in(member(training, "metrics")))
            options.metrics.push_back(read_part(*metric, format_.metrics, true));
        if (const Json& value = member(training, "loss_weights");
            !value.is_null() && !value.empty() && of_only_output(value) != 1)
            check::fail<FileError>(who_, "no loss_weights", shown(value));
        if (const Json& value = member(training, "weighted_metrics"); !metrics_in(value).empty())
            check::fail<FileError>(who_, "no weighted_metrics", shown(value));
        model.compile(options);
        if (weights_)
            OptimizerState<Scalar>(*ModelState<Scalar>::compiled(model), slot_order)
                .read(weights_->optimizer(), model, who_);
    }

    const Format<Scalar>& format_;
    std::string who_;
    std::optional<Weights> weights_;
    bool is_legacy_ = false, is_keras_2_ = false;
    std::vector<std::string> missing_;
};

}  // namespace ockham::keras::detail
