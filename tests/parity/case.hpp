// SPDX-License-Identifier: MIT
// A training run of the real Keras, read from a file that record.py wrote. The format is described there.
#pragma once

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ockham/ockham.hpp>

namespace parity {

using Options = std::map<std::string, std::string>;

/// A line such as `layer Dense name=dense units=8`.
struct Item {
    std::string kind;
    Options options;

    std::string text(const std::string& key, const std::string& otherwise) const {
        const auto found = options.find(key);
        return found == options.end() ? otherwise : found->second;
    }
    double number(const std::string& key, double otherwise = 0) const {
        return options.count(key) ? std::stod(options.at(key)) : otherwise;
    }
    bool flag(const std::string& key, bool otherwise = false) const { return number(key, otherwise) != 0; }
};

/// Numbers with a shape; of a large array only every `step`-th, with the sums of all entries and of their
/// squares.
struct Array {
    std::vector<ockham::Index> sizes = {};
    std::vector<double> values = {};
    std::size_t step = 1;
    double sum = 0, squares = 0;
};

struct Case {
    std::string name, dtype, model;
    double tolerance = 0, validation_split = 0;
    int epochs = 1, initial_epoch = 0, fits = 1;
    ockham::Index batch_size = 32;
    std::vector<std::pair<int, double>> class_weight;
    std::vector<Item> callbacks, layers;
    Item optimizer, loss, evaluate;
    std::vector<std::string> metrics;
    std::vector<ockham::Index> input_shape;
    std::map<std::string, Array> arrays;
    std::vector<int> epoch;
    std::map<std::string, std::vector<double>> history;
};

inline Item read_item(std::istream& line, bool has_kind = true) {
    Item item;
    if (has_kind) line >> item.kind;
    for (std::string word; line >> word;) {
        const auto equals = word.find('=');
        item.options[word.substr(0, equals)] = word.substr(equals + 1);
    }
    return item;
}

/// numpy.random.RandomState(seed).random_sample, scaled to [-limit, limit).
inline void generate(Array& array, std::size_t count, const Item& how, bool single) {
    ockham::Random random(static_cast<std::uint32_t>(how.number("seed")));
    for (std::size_t i = 0; i < count; ++i) {
        const double value = how.number("limit") * (2 * random.uniform() - 1);
        array.values.push_back(single ? static_cast<double>(static_cast<float>(value)) : value);
    }
}

inline Case read_case(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    Case found;
    for (std::string text; std::getline(file, text);) {
        std::istringstream line(text);
        std::string key;
        if (!(line >> key) || key[0] == '#') continue;
        if (key == "case")
            line >> found.name;
        else if (key == "model")
            std::getline(line >> std::ws, found.model);
        else if (key == "dtype")
            line >> found.dtype;
        else if (key == "tolerance")
            line >> found.tolerance;
        else if (key == "epochs")
            line >> found.epochs;
        else if (key == "batch_size")
            line >> found.batch_size;
        else if (key == "initial_epoch")
            line >> found.initial_epoch;
        else if (key == "validation_split")
            line >> found.validation_split;
        else if (key == "fits")
            line >> found.fits;
        else if (key == "class_weight") {
            for (std::string word; line >> word;)
                found.class_weight.emplace_back(std::stoi(word), std::stod(word.substr(word.find(':') + 1)));
        } else if (key == "callback")
            found.callbacks.push_back(read_item(line));
        else if (key == "layer")
            found.layers.push_back(read_item(line));
        else if (key == "optimizer")
            found.optimizer = read_item(line);
        else if (key == "loss")
            found.loss = read_item(line);
        else if (key == "evaluate")
            found.evaluate = read_item(line, false);
        else if (key == "metrics")
            for (std::string word; line >> word;) found.metrics.push_back(word);
        else if (key == "input_shape")
            for (ockham::Index size; line >> size;) found.input_shape.push_back(size);
        else if (key == "epoch")
            for (int number; line >> number;) found.epoch.push_back(number);
        else if (key == "history") {
            line >> key;
            for (std::string word; line >> word;) found.history[key].push_back(std::stod(word));
        } else if (key == "array" || key == "generated" || key == "sampled") {
            std::string name, word;
            line >> name;
            Array& array = found.arrays[name];
            std::size_t count = 1;
            Options options;
            while (line >> word) {
                if (const auto equals = word.find('='); equals != std::string::npos) {
                    options[word.substr(0, equals)] = word.substr(equals + 1);
                } else {
                    array.sizes.push_back(std::stol(word));
                    count *= static_cast<std::size_t>(array.sizes.back());
                }
            }
            const Item how{key, options};
            if (key == "generated") {
                generate(array, count, how, found.dtype == "float32");
                continue;
            }
            array.step = static_cast<std::size_t>(how.number("step", 1));
            array.sum = how.number("sum");
            array.squares = how.number("squares");
            for (std::size_t i = 0; i < (count + array.step - 1) / array.step; ++i) {
                file >> word;
                array.values.push_back(std::stod(word));
            }
        } else if (key == "end")
            return found;
        else
            throw std::runtime_error(path + ": unknown line " + text);
    }
    throw std::runtime_error(path + ": no end");
}

}  // namespace parity
