// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <type_traits>

#include <ockham/core/build.hpp>
#include <ockham/core/errors.hpp>
#include <ockham/keras/fields.hpp>

namespace ockham::keras::detail {

/// What a file calls a value, which is a name, an object with `class_name` and `config`, or a function in one.
[[nodiscard]] const Json& saved_name(const Json& json);

/// `error`, which a value from a file caused, as an error of the file.
[[nodiscard]] FileError as_file_error(const std::string& who, const std::invalid_argument& error);

/// Reads what a file says of a value of some kind: a name, or an object with `class_name` and `config`.
///
/// `then(fields, value)`, if there is one, is called before `fields.done()`, for options that all of that kind have. A
/// name is read as an object whose config is {"name": that name}, if `names` is true.
template <class Any>
[[nodiscard]] Any read_object(const Json& json, const Table<Any>& table, const std::string& who,
                              const Parts& parts, bool names,
                              const std::type_identity_t<std::function<void(Fields&, Any&)>>& then);

/// Writes a value as Keras does. `then(fields, config)`, if there is one, is called after its own options are
/// written.
template <class Any>
[[nodiscard]] Json write_object(const Any& any, const Table<Any>& table, const std::string& who,
                                const Parts& parts, const std::function<void(Fields&, Json&)>& then);

}  // namespace ockham::keras::detail

#if OCKHAM_BODIES

#include <concepts>
#include <nlohmann/json.hpp>
#include <utility>

#include <ockham/core/check.hpp>

namespace ockham::keras {

namespace detail {

/// Whether a class of Keras only holds a function, `fn`.
OCKHAM_FUNC bool is_wrapper(const Json& class_name) {
    return class_name == "MeanMetricWrapper" || class_name == "LossFunctionWrapper";
}

OCKHAM_FUNC const Json& saved_name(const Json& json) {
    if (!json.is_object()) return json;
    const Json& class_name = member(json, "class_name");
    if (class_name == "function") return member(json, "config");
    if (!is_wrapper(class_name)) return class_name;
    const Json& function = member(member(json, "config"), "fn");
    return function.is_object() ? member(function, "config") : function;  // Keras 2 has its name only
}

/// The options that a file says of it.
OCKHAM_FUNC Json saved_config(const Json& json, bool names) {
    Json config = Json::object();
    if (json.is_object() && member(json, "class_name") != "function")
        config = member(json, "config");
    else if (names)
        config["name"] = saved_name(json);
    if (config.is_object() && is_wrapper(member(json, "class_name"))) config.erase("fn");
    return config;
}

[[noreturn]] OCKHAM_FUNC void fail_to_read(const std::string& who, const std::string& kinds,
                                           const Json& json) {
    const Json& name = saved_name(json);
    check::fail<FileError>(who, Text("one of the ") << kinds << " that Ockham has",
                           shown(name.is_null() && json.is_object() ? json : name));
}

[[noreturn]] OCKHAM_FUNC void fail_to_write(const std::string& who, const std::string& kinds,
                                            const std::string& known) {
    check::fail(who, Text("one of the ") << kinds << " that Keras has (" << known << ")", "another one");
}

OCKHAM_FUNC FileError as_file_error(const std::string& who, const std::invalid_argument& error) {
    return FileError((Text(who) << ": " << error.what()).string());
}

OCKHAM_FUNC Json written_object(const std::string& class_name, const std::string& module,
                                const std::string& registered_name, const std::string& metric_function,
                                Json config) {
    Json json = Json::object();
    json["module"] = module;
    json["class_name"] = class_name;
    if (!metric_function.empty()) {
        json["class_name"] = "MeanMetricWrapper";
        config["fn"] = {{"module", "builtins"},
                        {"class_name", "function"},
                        {"config", metric_function},
                        {"registered_name", "function"}};
    }
    json["config"] = std::move(config);
    json["registered_name"] = nullptr;
    if (!registered_name.empty()) json["registered_name"] = registered_name;
    return json;
}

template <class Any>
OCKHAM_FUNC Any read_object(const Json& json, const Table<Any>& table, const std::string& who,
                            const Parts& parts, bool names,
                            const std::type_identity_t<std::function<void(Fields&, Any&)>>& then) {
    const Json& name = saved_name(json);
    const auto* const entry = name.is_string() ? table.find(name.get_ref<const std::string&>()) : nullptr;
    if (!entry) fail_to_read(who, table.kinds(), json);
    if (std::same_as<Any, AnyMetric> && member(json, "module") == "keras.losses")
        check::fail<FileError>(who, Text("a metric, as the reduced loss of a batch is none"), shown(name));
    const Json config = saved_config(json, names);
    Fields fields(config, who, parts);
    try {
        Any any = entry->read(fields);
        if (then) then(fields, any);
        fields.done();
        return any;
    } catch (const std::invalid_argument& error) {
        throw as_file_error(who, error);
    }
}

template <class Any>
OCKHAM_FUNC Json write_object(const Any& any, const Table<Any>& table, const std::string& who,
                              const Parts& parts, const std::function<void(Fields&, Json&)>& then) {
    for (const auto& entry : table.entries()) {
        Json config;
        Fields fields(&config, who, parts);
        if (!entry.write(fields, any)) continue;
        if (entry.more.by_name) return member(config, "name");
        if (then) then(fields, config);
        return written_object(entry.class_name, table.module_of(entry), entry.more.registered_name,
                              std::same_as<Any, AnyMetric> ? entry.more.metric_function : std::string(),
                              std::move(config));
    }
    fail_to_write(who, table.kinds(), table.known());
}

#define OCKHAM_OBJECTS_OF(...)                                                                              \
    OCKHAM_INSTANTIATE(__VA_ARGS__ read_object(const Json&, const Table<__VA_ARGS__>&, const std::string&,  \
                                               const Parts&, bool,                                          \
                                               const std::function<void(Fields&, __VA_ARGS__&)>&));         \
    OCKHAM_INSTANTIATE(Json write_object(const __VA_ARGS__&, const Table<__VA_ARGS__>&, const std::string&, \
                                         const Parts&, const std::function<void(Fields&, Json&)>&))
OCKHAM_OBJECTS_OF(AnyActivation);
OCKHAM_OBJECTS_OF(AnyInitializer);
OCKHAM_OBJECTS_OF(AnyRegularizer);
OCKHAM_OBJECTS_OF(AnyConstraint);
OCKHAM_OBJECTS_OF(AnySchedule);
OCKHAM_OBJECTS_OF(AnyLayer<float>);
OCKHAM_OBJECTS_OF(AnyLayer<double>);
OCKHAM_OBJECTS_OF(AnyLoss);
OCKHAM_OBJECTS_OF(AnyMetric);
OCKHAM_OBJECTS_OF(AnyOptimizer);
#undef OCKHAM_OBJECTS_OF

}  // namespace detail

template <class Any>
void Fields::part(const char* name, Any& value, const Table<Any>& table) {
    const std::string who = (Text(who_) << ": " << name).string();
    if (written_)
        (*written_)[name] = detail::write_object(value, table, who, *parts_, {});
    else if (const Json& found = take(name); !found.is_null())
        value = detail::read_object(found, table, who, *parts_, false, {});
}

}  // namespace ockham::keras

#endif
