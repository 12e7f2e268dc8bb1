// SPDX-License-Identifier: MIT
#pragma once

// Longer than 250 lines: every kind of option, in one class.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ockham/core/axes.hpp>
#include <ockham/core/build.hpp>
#include <ockham/core/schedule.hpp>
#include <ockham/keras/json.hpp>
#include <ockham/keras/table.hpp>

namespace ockham::keras {

/// What layers' options hold.
struct Parts {
    Table<AnyActivation> activations;
    Table<AnyInitializer> initializers;
    Table<AnyRegularizer> regularizers;
    Table<AnyConstraint> constraints;
    Table<AnySchedule> schedules;
};

/// How a file has an optimizer's slots: {2, 1} is the first two of the first parameter, the first two of the second, ...,
/// then the third of each. All slots of a parameter stand together, if there are no groups. `number`, if there is one, is the
/// number that comes after all, which follows from the number of updates.
struct SlotOrder {
    std::vector<int> groups = {};
    std::function<double(std::int64_t)> number = {};
};

/// The options of one thing, in Keras' words. The same function reads and writes them:
///
///     fields("units", units);                          a number, flag, text, activation, initializer, ...
///     fields.rounded("momentum", options.momentum);    a number that Keras rounds to float32
///     fields.only("data_format", "channels_last");     an option of which Ockham has one value only
///     fields.ignored("seed");                          one that changes nothing here
///
/// Reading, a field that the file does not name keeps its value, and one that is no such value is a `FileError`.
/// At the end there must be no option left that the function has not named, unless it is null or false.
class Fields final {
public:
    /// Reads from `config`, which `who` (in errors) has.
    Fields(const Json& config, std::string who, const Parts& parts);

    /// Writes into `config`.
    Fields(Json* config, std::string who, const Parts& parts);

    [[nodiscard]] bool reading() const { return written_ == nullptr; }
    [[nodiscard]] const std::string& who() const { return who_; }

    void operator()(const char* name, bool& value);
    void operator()(const char* name, double& value);
    void operator()(const char* name, Index& value);
    void operator()(const char* name, std::string& value);

    template <class Value>
    void operator()(const char* name, std::optional<Value>& value) {
        if (is_none(name, bool(value))) return value.reset();
        if (!has(name)) return;
        if (!value) value.emplace();
        (*this)(name, *value);
    }

    /// Sizes for each axis, or pairs of them; a file may give one number for all.
    template <std::size_t axes>
    void operator()(const char* name, std::array<Index, axes>& value) {
        sizes(name, value);
    }
    template <std::size_t axes>
    void operator()(const char* name, std::array<std::array<Index, 2>, axes>& value) {
        pairs(name, value);
    }

    /// As many numbers as there are; a single one is a list of one.
    void operator()(const char* name, std::vector<Index>& value);

    /// One axis, several, or null for all.
    void operator()(const char* name, Axes& value);

    template <class Number>
    requires std::is_arithmetic_v<Number>
    void operator()(const char* name, std::vector<Number>& value) {
        std::vector<std::conditional_t<std::is_integral_v<Number>, Index, double>> all(value.begin(),
                                                                                       value.end());
        numbers(name, all);
        value.assign(all.begin(), all.end());
    }

    /// A whole number, for which a file has null if it is `none`.
    void or_none(const char* name, int& value, int none);

    /// A number, or a schedule.
    void operator()(const char* name, AnySchedule& value);

    void operator()(const char* name, AnyActivation& value);
    void operator()(const char* name, AnyInitializer& value);
    void operator()(const char* name, AnyRegularizer& value);
    void operator()(const char* name, AnyConstraint& value);

    /// A number that Keras holds in float32, whatever the model computes in.
    void rounded(const char* name, double& value);

    /// One of several words.
    template <class Value>
    void choice(const char* name, Value& value, std::initializer_list<std::pair<const char*, Value>> words) {
        std::vector<const char*> known;
        std::size_t number = words.size();
        for (const auto& [each, meaning] : words) {
            if (meaning == value) number = known.size();
            known.push_back(each);
        }
        number = word(name, number, known);
        if (number < words.size()) value = words.begin()[number].second;
    }

    /// Whether the file says that an option is null.
    [[nodiscard]] bool is_null(const char* name) const;

    /// What the file says of an option, which remains to be named; null if that is nothing. See `Json`.
    [[nodiscard]] const Json& peek(const char* name) const;

    /// An option that must have this value, be null, or be missing. It is not written: it is Keras' default. Plain values
    /// need no look into `Json`.
    void only(const char* name, const Json& value);
    void only(const char* name, std::nullptr_t);
    void only(const char* name, bool value);
    void only(const char* name, int value);
    void only(const char* name, Index value);
    void only(const char* name, double value);
    void only(const char* name, const char* value);

    /// An option that may have any value. It is not written.
    void ignored(const char* name);

    /// Says, while writing, that the value is to be written in another way: the table's next row is asked.
    void decline() { declined_ = true; }
    [[nodiscard]] bool declined() const { return declined_; }

    /// Where, within the layer's group, the file has the parameters: `vars` unless said here.
    void variables(std::string path) { variables_ = std::move(path); }
    [[nodiscard]] const std::string& variables() const { return variables_; }

    /// How the file has an optimizer's slots, unless all of a parameter stand together: see `SlotOrder`.
    void slots(std::vector<int> groups, std::function<double(std::int64_t)> number = {}) {
        slots_ = {std::move(groups), std::move(number)};
    }
    [[nodiscard]] const SlotOrder& slots() const { return slots_; }

    /// Fails if the file has an option that nobody has asked for.
    void done() const;

private:
    [[noreturn]] void fail(const char* name, std::string_view needed, const Json& came) const;

    const Json& take(const char* name);

    /// A value that files have as it is, where `is_one(json)`; errors ask for what is `needed`.
    template <class Value>
    void plain(const char* name, Value& value, std::string_view needed, bool (*is_one)(const Json&));

    /// True while writing, and for what the file names.
    [[nodiscard]] bool has(const char* name) const;

    /// Whether an option that may be null is null: in the file, which then is done with; or while writing, if it has
    /// no value, which then is written.
    bool is_none(const char* name, bool has_value);

    [[nodiscard]] Index whole(const char* name, const Json& found) const;
    void wholes(const char* name, const Json& found, std::span<Index> value) const;

    void sizes(const char* name, std::span<Index> value);
    void pairs(const char* name, std::span<std::array<Index, 2>> value);
    void numbers(const char* name, std::vector<Index>& value);
    void numbers(const char* name, std::vector<double>& value);

    /// Writes the word of that number; or, reading, returns the number of the word in the file. Where there is none, it is
    /// the number of words.
    std::size_t word(const char* name, std::size_t number, std::span<const char* const> words);

    template <class Any>
    void part(const char* name, Any& value, const Table<Any>& table);
    template <class Any>
    void part_or_none(const char* name, Any& value, const Table<Any>& table);

    const Json* config_;
    Json* written_ = nullptr;
    std::string who_;
    const Parts* parts_;
    std::vector<std::string> taken_;
    bool declined_ = false;
    std::string variables_ = "vars";
    SlotOrder slots_;
};

template <class Any>
template <class T, class Options>
bool Table<Any>::write(Fields& fields, const Any& any, const Options& options) {
    const T* const held = any.template as<T>();
    if (!held) return false;
    options(fields, held);
    return !fields.declined();
}

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>

#include <ockham/core/check.hpp>
#include <ockham/core/number.hpp>
#include <ockham/io/in_quotes.hpp>

namespace ockham::keras {

OCKHAM_FUNC Fields::Fields(const Json& config, std::string who, const Parts& parts)
    : config_{&config}, who_{std::move(who)}, parts_{&parts} {
    if (!config.is_object()) check::fail<FileError>(who_, "its options in an object", detail::shown(config));
}

OCKHAM_FUNC Fields::Fields(Json* config, std::string who, const Parts& parts)
    : config_{config}, written_{config}, who_{std::move(who)}, parts_{&parts} {
    *config = Json::object();
}

template <class Value>
void Fields::plain(const char* name, Value& value, std::string_view needed, bool (*is_one)(const Json&)) {
    if (written_) {
        (*written_)[name] = value;
    } else if (const Json& found = take(name); !found.is_null()) {
        if (!is_one(found)) fail(name, needed, found);
        value = found.get<Value>();
    }
}

OCKHAM_FUNC void Fields::operator()(const char* name, bool& value) {
    plain(name, value, "true or false", [](const Json& found) { return found.is_boolean(); });
}

OCKHAM_FUNC void Fields::operator()(const char* name, double& value) {
    plain(name, value, "a number", [](const Json& found) { return found.is_number(); });
}

OCKHAM_FUNC void Fields::operator()(const char* name, Index& value) {
    if (written_)
        (*written_)[name] = value;
    else if (const Json& found = take(name); !found.is_null())
        value = whole(name, found);
}

OCKHAM_FUNC void Fields::operator()(const char* name, std::string& value) {
    plain(name, value, "a text", [](const Json& found) { return found.is_string(); });
}

OCKHAM_FUNC void Fields::operator()(const char* name, std::vector<Index>& value) {
    if (written_) {
        (*written_)[name] = value;
    } else if (const Json& found = take(name); !found.is_null()) {
        value.clear();
        for (const Json& number : found.is_array() ? found : Json::array({found}))
            value.push_back(whole(name, number));
    }
}

OCKHAM_FUNC void Fields::operator()(const char* name, Axes& value) {
    if (is_none(name, !value.is_all())) {
        value = Axes::all();
    } else if (written_) {
        (*written_)[name] = value.list().size() == 1 ? Json(value.list()[0]) : Json(value.list());
    } else if (has(name)) {
        const Json& found = take(name);
        std::vector<int> list;
        for (const Json& axis : found.is_array() ? found : Json::array({found}))
            list.push_back(static_cast<int>(std::clamp<Index>(whole(name, axis), -99, 99)));
        value = Axes(std::move(list));
    }
}

namespace detail {

/// The list in a file: Keras writes an array as an object.
inline const Json& list_in(const Json& found) {
    return found.is_object() ? member(member(found, "config"), "value") : found;
}

}  // namespace detail

OCKHAM_FUNC void Fields::numbers(const char* name, std::vector<Index>& value) {
    if (written_) {
        (*written_)[name] = value;
    } else if (const Json& found = take(name); !found.is_null()) {
        const Json& list = detail::list_in(found);
        if (!list.is_array()) fail(name, "a list of numbers", found);
        value.clear();
        for (const Json& number : list) value.push_back(whole(name, number));
    }
}

OCKHAM_FUNC void Fields::numbers(const char* name, std::vector<double>& value) {
    if (written_) {
        (*written_)[name] = value;
    } else if (const Json& found = take(name); !found.is_null()) {
        const Json& list = detail::list_in(found);
        if (!list.is_array()) fail(name, "a list of numbers", found);
        value.clear();
        for (const Json& number : list) {
            if (!number.is_number()) fail(name, "a list of numbers", found);
            value.push_back(number.get<double>());
        }
    }
}

OCKHAM_FUNC void Fields::or_none(const char* name, int& value, int none) {
    std::optional<Index> number;
    if (value != none) number = value;
    (*this)(name, number);
    if (number.value_or(0) > std::numeric_limits<int>::max()) fail(name, "a smaller number", take(name));
    value = static_cast<int>(number.value_or(none));
}

OCKHAM_FUNC void Fields::operator()(const char* name, AnySchedule& value) {
    if (written_ ? value.is_constant() : detail::member(*config_, name).is_number()) {
        double rate = value(0);
        (*this)(name, rate);
        value = rate;
    } else {
        part(name, value, parts_->schedules);
    }
}

OCKHAM_FUNC void Fields::operator()(const char* name, AnyActivation& value) {
    part(name, value, parts_->activations);
}

OCKHAM_FUNC void Fields::operator()(const char* name, AnyInitializer& value) {
    part(name, value, parts_->initializers);
}

OCKHAM_FUNC void Fields::operator()(const char* name, AnyRegularizer& value) {
    part_or_none(name, value, parts_->regularizers);
}

OCKHAM_FUNC void Fields::operator()(const char* name, AnyConstraint& value) {
    part_or_none(name, value, parts_->constraints);
}

OCKHAM_FUNC void Fields::rounded(const char* name, double& value) {
    if (written_) {
        // The shortest text that is the same in float32: 0.9, not 0.8999999761581421.
        char digits[32] = {};
        const auto single = static_cast<float>(value);
        std::to_chars(digits, digits + sizeof digits - 1, single);
        double shown = value;
        if (static_cast<double>(single) == value) ockham::detail::parse_number(digits, shown);
        (*written_)[name] = shown;
        return;
    }
    (*this)(name, value);
    value = static_cast<double>(static_cast<float>(value));
}

OCKHAM_FUNC std::size_t Fields::word(const char* name, std::size_t number,
                                     std::span<const char* const> words) {
    if (written_) {
        if (number < words.size()) (*written_)[name] = words[number];
        return words.size();
    }
    const Json& found = take(name);
    if (found.is_null()) return words.size();
    Text known;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (found == words[i]) return i;
        known << (i == 0 ? "one of " : ", ") << words[i];
    }
    fail(name, known, found);
}

OCKHAM_FUNC bool Fields::is_null(const char* name) const {
    return reading() && config_->contains(name) && detail::member(*config_, name).is_null();
}

OCKHAM_FUNC const Json& Fields::peek(const char* name) const {
    return detail::member(*config_, name);
}

OCKHAM_FUNC void Fields::only(const char* name, const Json& value) {
    if (written_) return;
    const Json& found = take(name);
    if (!found.is_null() && found != value) fail(name, detail::shown(value), found);
}

OCKHAM_FUNC void Fields::only(const char* name, std::nullptr_t) {
    only(name, Json());
}

OCKHAM_FUNC void Fields::only(const char* name, bool value) {
    only(name, Json(value));
}

OCKHAM_FUNC void Fields::only(const char* name, int value) {
    only(name, Json(value));
}

OCKHAM_FUNC void Fields::only(const char* name, Index value) {
    only(name, Json(value));
}

OCKHAM_FUNC void Fields::only(const char* name, double value) {
    only(name, Json(value));
}

OCKHAM_FUNC void Fields::only(const char* name, const char* value) {
    only(name, Json(value));
}

OCKHAM_FUNC void Fields::ignored(const char* name) {
    if (reading()) take(name);
}

OCKHAM_FUNC void Fields::done() const {
    Text others;
    for (const auto& [name, value] : config_->items()) {
        bool known = value.is_null() || value == false || (value.is_array() && value.empty());
        for (const std::string& taken : taken_) known = known || taken == name;
        if (!known)
            others << (others.empty() ? "" : ", ") << ockham::detail::in_quotes(name) << " = "
                   << detail::shown(value);
    }
    if (!others.empty()) check::fail<FileError>(who_, "options that Ockham has", others);
}

OCKHAM_FUNC void Fields::fail(const char* name, std::string_view needed, const Json& came) const {
    check::fail<FileError>(who_, Text(name) << " to be " << needed, detail::shown(came));
}

OCKHAM_FUNC const Json& Fields::take(const char* name) {
    taken_.emplace_back(name);
    return detail::member(*config_, name);
}

OCKHAM_FUNC bool Fields::has(const char* name) const {
    return written_ || config_->contains(name);
}

OCKHAM_FUNC bool Fields::is_none(const char* name, bool has_value) {
    if (written_ && !has_value) (*written_)[name] = nullptr;
    return written_ ? !has_value : has(name) && take(name).is_null();
}

OCKHAM_FUNC Index Fields::whole(const char* name, const Json& found) const {
    const double number = found.is_number() ? found.get<double>() : std::nan("");
    if (!(std::abs(number) <= 0x1p48) || number != std::trunc(number)) fail(name, "a whole number", found);
    return static_cast<Index>(number);
}

OCKHAM_FUNC void Fields::wholes(const char* name, const Json& found, std::span<Index> value) const {
    if (found.is_array() && found.size() != value.size())
        fail(name, Text() << value.size() << " numbers", found);
    for (std::size_t axis = 0; axis < value.size(); ++axis)
        value[axis] = whole(name, found.is_array() ? found[axis] : found);
}

OCKHAM_FUNC void Fields::sizes(const char* name, std::span<Index> value) {
    if (written_)
        (*written_)[name] = std::vector<Index>(value.begin(), value.end());
    else if (const Json& found = take(name); !found.is_null())
        wholes(name, found, value);
}

OCKHAM_FUNC void Fields::pairs(const char* name, std::span<std::array<Index, 2>> value) {
    if (written_) {
        (*written_)[name] = std::vector<std::array<Index, 2>>(value.begin(), value.end());
    } else if (const Json& found = take(name); !found.is_null()) {
        if (found.is_array() && found.size() != value.size())
            fail(name, Text() << value.size() << " numbers", found);
        for (std::size_t axis = 0; axis < value.size(); ++axis)
            wholes(name, found.is_array() ? found[axis] : found, value[axis]);
    }
}

template <class Any>
void Fields::part_or_none(const char* name, Any& value, const Table<Any>& table) {
    if (is_none(name, bool(value)))
        value = {};
    else
        part(name, value, table);
}

}  // namespace ockham::keras

#include <ockham/keras/objects.hpp>  // parts

#endif
