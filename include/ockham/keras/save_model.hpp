// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>

#include <ockham/core/build.hpp>
#include <ockham/keras/format.hpp>
#include <ockham/models/sequential.hpp>

namespace ockham::keras {

/// Writes `model`, trained or not, compiled or not, as a `.keras` file that `keras.models.load_model` of Keras 3
/// reads, and trains on where it was. A file of that name is replaced, when all is written.
///
/// Written are names, options and weights of the layers and, if it is compiled, optimizer with its state, loss and
/// metrics. A layer, loss, ... that Keras does not have is an `ArgumentError`, before the file is touched. What is
/// not written: the state of the generator of random numbers.
template <std::floating_point Scalar>
void save_model(const Sequential<Scalar>& model, const std::string& path, const Format<Scalar>& format = {});

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include <ockham/core/check.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/io/replaced_file.hpp>
#include <ockham/keras/archive.hpp>
#include <ockham/keras/hdf5_writer.hpp>
#include <ockham/keras/json.hpp>
#include <ockham/keras/objects.hpp>
#include <ockham/keras/optimizer_state.hpp>
#include <ockham/keras/weights.hpp>
#include <ockham/models.hpp>

namespace ockham::keras {

namespace detail {

/// Writes what a `.keras` file says of a model.
template <class Scalar>
class ModelWriter final {
public:
    ModelWriter(const Sequential<Scalar>& model, std::string who, const Format<Scalar>& format)
        : model_{model},
          who_{std::move(who)},
          format_{format},
          compiled_{ModelState<Scalar>::compiled(model)} {
        dtype_["module"] = "keras";
        dtype_["class_name"] = "DTypePolicy";
        dtype_["config"]["name"] = sizeof(Scalar) == 4 ? "float32" : "float64";
        dtype_["registered_name"] = nullptr;
    }

    [[nodiscard]] std::string bytes() {
        check_name(model_.name());
        for (const AnyLayer<Scalar>& layer : model_.layers()) check_name(layer.name());
        std::string config = model().dump(), weights = this->weights();
        return archive_of(who_, {{"metadata.json", metadata().dump()},
                                 {"config.json", std::move(config)},
                                 {"model.weights.h5", std::move(weights)}});
    }

private:
    static Json metadata() {
        const std::time_t now = std::time(nullptr);
        std::tm local{};
        char date[32] = {};
        if (localtime_r(&now, &local)) std::strftime(date, sizeof date, "%Y-%m-%d@%H:%M:%S", &local);
        Json metadata;
        metadata["keras_version"] = "3.15.1";  // whose format this is
        metadata["date_saved"] = date;
        return metadata;
    }

    void check_name(const std::string& name) const {
        if (name.empty() || name.find('/') != std::string::npos || name.find('\0') != std::string::npos ||
            !is_utf8(name))
            check::fail(who_, "names in UTF-8 that are not empty and have no '/'",
                        ockham::detail::in_quotes(name));
    }

    /// A name that no layer has.
    std::string input_name() const {
        std::string name = "input_layer";
        const auto taken = [&](const AnyLayer<Scalar>& layer) { return layer.name() == name; };
        for (int number = 1; std::any_of(model_.layers().begin(), model_.layers().end(), taken); ++number)
            name = (Text("input_layer_") << number).string();
        return name;
    }

    static Json batch_shape(const Shape& shape) {
        Json sizes{nullptr};
        for (int axis = 0; axis < shape.rank(); ++axis) sizes.push_back(shape[axis]);
        return sizes;
    }

    static Json object(const char* module, const char* class_name, Json config) {
        Json json;
        json["module"] = module;
        json["class_name"] = class_name;
        json["config"] = std::move(config);
        json["registered_name"] = nullptr;
        return json;
    }

    Json model() {
        Json layers = Json::array(), config;
        if (model_.is_built()) {
            Json input;
            input["batch_shape"] = batch_shape(model_.layers().front().input_shape());
            input["dtype"] = dtype_["config"]["name"];
            input["sparse"] = input["ragged"] = false;
            input["name"] = input_name();
            layers.push_back(object("keras.layers", "InputLayer", std::move(input)));
        }
        for (const AnyLayer<Scalar>& layer : model_.layers()) layers.push_back(this->layer(layer));
        config["name"] = model_.name();
        config["trainable"] = true;
        config["dtype"] = dtype_;
        config["layers"] = std::move(layers);
        if (model_.is_built())
            config["build_input_shape"] = batch_shape(model_.layers().front().input_shape());
        Json json = object("keras", "Sequential", std::move(config));
        if (model_.is_built())
            json["build_config"]["input_shape"] = batch_shape(model_.layers().front().input_shape());
        if (compiled_) json["compile_config"] = compile_config();
        return json;
    }

    Json layer(const AnyLayer<Scalar>& layer) {
        std::string path;
        const auto all_have = [&](Fields& fields, Json& config) {
            Json first;
            first["name"] = layer.name();
            first["trainable"] = layer.trainable();
            first["dtype"] = dtype_;
            first.update(config);
            config = std::move(first);
            path = fields.variables();
        };
        Json json = write_object(layer, format_.layers, (Text(who_) << ": " << layer.title()).string(),
                                 format_.parts, all_have);
        paths_.push_back(std::move(path));
        if (layer.is_built()) json["build_config"]["input_shape"] = batch_shape(layer.input_shape());
        return json;
    }

    template <class Any, class Then>
    Json part(const Any& any, const Table<Any>& table, Then then) const {
        return write_object(any, table, (Text(who_) << ": " << table.kind()).string(), format_.parts, then);
    }

    Json compile_config() {
        const auto nothing_more = [](Fields&, Json&) {};
        Json config;
        config["optimizer"] =
            part(compiled_->optimizer, format_.optimizers, [&](Fields& fields, Json& options) {
                options["name"] = compiled_->optimizer.name();
                if (compiled_->optimizer.learning_rate().is_constant())
                    options["learning_rate"] = compiled_->learning_rate;
                slot_order_ = fields.slots();
            });
        config["loss"] = part(compiled_->given_loss, format_.losses, nothing_more);
        config["loss_weights"] = nullptr;
        config["metrics"] = Json::array();
        for (const AnyMetric& metric : compiled_->given_metrics)
            config["metrics"].push_back(part(metric, format_.metrics, nothing_more));
        config["weighted_metrics"] = nullptr;
        config["run_eagerly"] = false;
        config["steps_per_execution"] = 1;
        config["jit_compile"] = false;
        return config;
    }

    std::string weights() {
        Hdf5Writer file(who_);
        GroupNames names;
        file.group("vars", model_.name());
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            const AnyLayer<Scalar>& layer = model_.layers()[i];
            const std::string path =
                (Text("layers/") << names.next(layer.class_name()) << "/" << paths_[i]).string();
            file.group(path, layer.name());
            std::size_t number = 0;
            if (layer.is_built())
                layer.look_at_parameters([&](const Parameter<Scalar>& parameter) {
                    file.array((Text(path) << "/" << number++).string(), parameter.value);
                });
        }
        if (compiled_) OptimizerState<Scalar>(*compiled_, slot_order_).write(file, model_);
        return file.bytes();
    }

    const Sequential<Scalar>& model_;
    std::string who_;
    const Format<Scalar>& format_;
    const Compiled<Scalar>* compiled_;
    Json dtype_;
    std::vector<std::string> paths_;
    SlotOrder slot_order_;
};

}  // namespace detail

template <std::floating_point Scalar>
OCKHAM_FUNC void save_model(const Sequential<Scalar>& model, const std::string& path,
                            const Format<Scalar>& format) {
    const std::string who =
        (Text("save_model ") << ockham::detail::in_quotes(path, std::string::npos)).string();
    const std::string bytes = detail::ModelWriter<Scalar>(model, who, format).bytes();
    ockham::detail::ReplacedFile file("save_model", path);
    file.write(bytes);
    file.commit();
}

OCKHAM_INSTANTIATE(void save_model(const Sequential<float>&, const std::string&, const Format<float>&));
OCKHAM_INSTANTIATE(void save_model(const Sequential<double>&, const std::string&, const Format<double>&));

}  // namespace ockham::keras

#endif
