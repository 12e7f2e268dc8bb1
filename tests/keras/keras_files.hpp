// SPDX-License-Identifier: MIT
// What the tests of files of Keras share: the recorded files, and how they look when they are damaged.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/activations.hpp>
#include <ockham/constraints.hpp>
#include <ockham/initializers.hpp>
#include <ockham/io/file.hpp>
#include <ockham/io/whole_file.hpp>
#include <ockham/keras.hpp>
#include <ockham/keras/archive.hpp>
#include <ockham/layers.hpp>
#include <ockham/losses.hpp>
#include <ockham/metrics.hpp>
#include <ockham/models.hpp>
#include <ockham/optimizers.hpp>
#include <ockham/regularizers.hpp>
#include <ockham/schedules.hpp>

namespace keras_files {

/// A recorded file: `classifier/model.keras`.
inline std::string path(const std::string& name) {
    return OCKHAM_TESTS_DIR "/keras/cases/" + name;
}

inline std::string bytes_of(const std::string& path) {
    return ockham::detail::WholeFile("test", path).bytes;
}

/// The members of a recorded `.keras` file.
struct Members {
    std::string config, weights;

    explicit Members(const std::string& name) : Members(name, bytes_of(path(name))) {}
    Members(const std::string&, const std::string& bytes) {
        const ockham::keras::detail::Archive archive(bytes, "test");
        config = archive.read("config.json", 1 << 20);
        weights = archive.read("model.weights.h5", 1 << 20);
    }

    /// The same with other text in the config, which must have `from` once or more.
    [[nodiscard]] Members with(std::string_view from, std::string_view to) const {
        Members changed = *this;
        std::size_t found = changed.config.find(from);
        if (found == std::string::npos)
            throw std::runtime_error("no " + std::string(from) + " in the config");
        for (; found != std::string::npos; found = changed.config.find(from, found + to.size()))
            changed.config.replace(found, from.size(), to);
        return changed;
    }

    template <class Scalar = float>
    [[nodiscard]] ockham::Sequential<Scalar> model() const {
        return ockham::keras::ModelFile(config, weights, "who").model<Scalar>();
    }
};

/// The sentence of the `FileError` that `call` throws; other exceptions go through, and none is "nothing".
template <class Call>
std::string error_of(Call call) {
    try {
        (void)call();
    } catch (const ockham::FileError& error) {
        return error.what();
    }
    return "nothing";
}

/// The same of an `ArgumentError`.
template <class Call>
std::string argument_error_of(Call call) {
    try {
        (void)call();
    } catch (const ockham::ArgumentError& error) {
        return error.what();
    }
    return "nothing";
}

/// Calls `read(bytes)` with `bytes` cut off and changed in many places, and returns how often that was refused.
/// Everything but a `FileError` goes through.
template <class Read>
int refusals(const std::string& bytes, std::size_t every, Read read) {
    int refused = 0;
    const auto attempt = [&](const std::string& damaged) {
        refused += error_of([&] { return read(damaged), 0; }) != "nothing";
    };
    for (std::size_t size = 0; size < bytes.size(); size += every) attempt(bytes.substr(0, size));
    for (std::size_t at = 0; at < bytes.size(); at += every)
        for (const char byte : {'\x00', '\x01', '\x40', '\x7f', '\xff'}) {
            std::string damaged = bytes;
            damaged[at] = byte == damaged[at] ? static_cast<char>(damaged[at] ^ 16) : byte;
            attempt(damaged);
        }
    return refused;
}

/// Reads the options that `config` says with a row of a table, and writes them again.
template <class Any>
ockham::keras::Json round_trip(const ockham::keras::Table<Any>& table, const ockham::keras::Json& json,
                               bool names = false) {
    const ockham::keras::Format<double> format;
    const Any any = ockham::keras::detail::read_object(json, table, "who", format.parts, names,
                                                       [](ockham::keras::Fields&, Any&) {});
    return ockham::keras::detail::write_object(any, table, "who", format.parts,
                                               [](ockham::keras::Fields&, ockham::keras::Json&) {});
}

/// An object as files have it.
inline ockham::keras::Json object(const std::string& class_name, const std::string& config = "{}") {
    ockham::keras::Json json;
    json["class_name"] = class_name;
    json["config"] = ockham::keras::Json::parse(config);
    return json;
}

}  // namespace keras_files
