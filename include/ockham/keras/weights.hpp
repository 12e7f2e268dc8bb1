// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/keras/hdf5_file.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras::detail {

/// The names under which a `.keras` file has the layers of a model: `dense`, `dense_1`, ..., by their classes.
class GroupNames final {
public:
    [[nodiscard]] std::string next(std::string_view class_name) {
        const std::string snake = to_snake_case(class_name);
        const int number = used_[snake]++;
        return number == 0 ? snake : (Text(snake) << "_" << number).string();
    }

private:
    std::map<std::string, int> used_;
};

/// The arrays of a file, layer by layer, and those of the optimizer.
class Weights final {
public:
    Weights(Hdf5Bytes& file, bool is_legacy) : root_{file} {
        if (is_legacy) {
            list_legacy_layers();
        } else {
            for (const char* name : group_of_layers)
                if (!layers_) layers_ = root_.find(name);
        }
        is_legacy_ = is_legacy;
    }

    /// Those of the next layer, which is of class `class_name`, and has `count` parameters; `path` is where in its
    /// group a `.keras` file has them.
    [[nodiscard]] std::vector<Hdf5Array> next_layer(std::string_view class_name, std::string_view path,
                                                    std::size_t count) {
        if (!is_legacy_) {
            const auto found = find_layer((Text(names_.next(class_name)) << "/" << path).string());
            return found ? numbered(*found) : std::vector<Hdf5Array>();
        }
        if (count == 0 || next_ == legacy_layers_.size()) return {};
        return named(legacy_layers_[next_++]);
    }

    /// Those of the optimizer: the number of updates, the learning rate, and its slots.
    [[nodiscard]] std::vector<Hdf5Array> optimizer() const {
        const auto found = root_.find(is_legacy_ ? "optimizer_weights" : "optimizer/vars");
        if (!found) return {};
        return is_legacy_ ? named(*found) : numbered(*found);
    }

private:
    static constexpr std::array<const char*, 2> group_of_layers{"layers", "_layer_checkpoint_dependencies"};

    /// The second name is that of Keras 2.13. On Windows, Keras 2 calls a group of the root `layers\dense`.
    [[nodiscard]] std::optional<Hdf5Object> find_layer(const std::string& path) const {
        if (layers_) return layers_->find(path);
        std::optional<Hdf5Object> found;
        for (const char* name : group_of_layers)
            if (!found) found = root_.find((Text(name) << "\\" << path).string());
        return found;
    }

    static std::vector<Hdf5Array> numbered(const Hdf5Object& group) {
        std::vector<Hdf5Array> arrays;
        for (std::size_t i = 0; i < group.size(); ++i) arrays.push_back(group[to_text(i)].array());
        return arrays;
    }

    static std::vector<Hdf5Array> named(const Hdf5Object& group) {
        std::vector<Hdf5Array> arrays;
        for (const std::string_view name : names_in(group, "weight_names"))
            arrays.push_back(group[name].array());
        return arrays;
    }

    /// The strings of an attribute, which Keras splits if they are too long for one.
    static std::vector<std::string_view> names_in(const Hdf5Object& group, std::string_view attribute) {
        if (auto names = group.strings(attribute)) return *std::move(names);
        std::vector<std::string_view> all;
        for (int part = 0;; ++part) {
            const auto names = group.strings(Text(attribute) << part);
            if (!names) return all;
            all.insert(all.end(), names->begin(), names->end());
        }
    }

    /// Of the layers in order, those with arrays.
    void list_legacy_layers() {
        const Hdf5Object group = root_["model_weights"];
        for (const std::string_view name : names_in(group, "layer_names")) {
            Hdf5Object layer = group[name];
            if (!names_in(layer, "weight_names").empty()) legacy_layers_.push_back(std::move(layer));
        }
    }

    Hdf5Object root_;
    bool is_legacy_ = false;
    std::optional<Hdf5Object> layers_;
    GroupNames names_;
    std::vector<Hdf5Object> legacy_layers_;
    std::size_t next_ = 0;
};

}  // namespace ockham::keras::detail
