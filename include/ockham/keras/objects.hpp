// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <utility>

#include <ockham/core/metric.hpp>
#include <ockham/keras/fields.hpp>

namespace ockham::keras {

template <class Any>
template <class T, class Options>
bool Table<Any>::write(Fields& fields, const Any& any, const Options& options) {
    const T* const held = any.template as<T>();
    if (!held) return false;
    options(fields, held);
    return !fields.declined();
}

namespace detail {

/// Reads what a file says of a value of some kind: a name, or an object with `class_name` and `config`.
///
/// `then(fields)` is called before `fields.done()`, for options that all of that kind have. A name is read as an
/// object whose config is {"name": that name}, if `names` is true.
template <class Any, class Then>
[[nodiscard]] Any read_object(const Json& json, const Table<Any>& table, const std::string& who,
                              const Parts& parts, bool names, Then then) {
    const Json& class_name = json.is_object() ? member(json, "class_name") : json;
    const bool is_function = json.is_object() && class_name == "function";
    const bool is_wrapped = json.is_object() && class_name == "MeanMetricWrapper";
    const Json& name = is_function  ? member(json, "config")
                       : is_wrapped ? member(member(member(json, "config"), "fn"), "config")
                                    : class_name;
    const auto* const entry = name.is_string() ? table.find(name.get_ref<const std::string&>()) : nullptr;
    if (!entry)
        check::fail<FileError>(
            who, Text("one of the ") << table.kinds() << " that Ockham has (" << table.known() << ")",
            shown(name));
    if (std::same_as<Any, AnyMetric> && member(json, "module") == "keras.losses")
        check::fail<FileError>(who, Text("a metric, as the reduced loss of a batch is none"), shown(name));
    Json config = Json::object();
    if (json.is_object() && !is_function)
        config = member(json, "config");
    else if (names)
        config["name"] = name;
    if (is_wrapped) config.erase("fn");
    Fields fields(std::as_const(config), who, parts);
    const auto read = [&] {
        Any any = entry->read(fields);
        then(fields, any);
        fields.done();
        return any;
    };
    try {
        return read();
    } catch (const std::invalid_argument& error) {
        throw FileError((Text(who) << ": " << error.what()).string());
    }
}

/// Writes a value as Keras does. `then(fields)` is called after its own options are written.
template <class Any, class Then>
[[nodiscard]] Json write_object(const Any& any, const Table<Any>& table, const std::string& who,
                                const Parts& parts, Then then) {
    constexpr bool is_metric = std::same_as<Any, AnyMetric>;
    for (const auto& entry : table.entries()) {
        Json config;
        Fields fields(&config, who, parts);
        if (!entry.write(fields, any)) continue;
        if (entry.more.by_name) return member(config, "name");
        then(fields, config);
        Json json = Json::object();
        json["module"] = table.module_of(entry);
        json["class_name"] = entry.class_name;
        if (is_metric && !entry.more.metric_function.empty()) {
            json["class_name"] = "MeanMetricWrapper";
            config["fn"] = {{"module", "builtins"},
                            {"class_name", "function"},
                            {"config", entry.more.metric_function},
                            {"registered_name", "function"}};
        }
        json["config"] = std::move(config);
        json["registered_name"] = nullptr;
        if (!entry.more.registered_name.empty()) json["registered_name"] = entry.more.registered_name;
        return json;
    }
    check::fail(who, Text("one of the ") << table.kinds() << " that Keras has (" << table.known() << ")",
                "another one");
}

}  // namespace detail

template <class Any>
void Fields::part(const char* name, Any& value, const Table<Any>& table) {
    const std::string who = (Text(who_) << ": " << name).string();
    if (written_)
        (*written_)[name] = detail::write_object(value, table, who, *parts_, [](Fields&, Json&) {});
    else if (const Json& found = take(name); !found.is_null())
        value = detail::read_object(found, table, who, *parts_, false, [](Fields&, Any&) {});
}

}  // namespace ockham::keras
