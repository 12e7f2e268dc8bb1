// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ockham/core/any_layer.hpp>
#include <ockham/core/build.hpp>
#include <ockham/core/metric.hpp>
#include <ockham/core/optimizer.hpp>
#include <ockham/core/snake_case.hpp>

namespace ockham::keras {

using ockham::to_snake_case;

class Fields;

/// What a row of a `Table` may say besides.
struct EntryOptions {
    std::vector<std::string> aliases = {};  ///< names by which Keras knows it, too: `mse`
    std::string module = {};                ///< where Python finds the class; empty: where the table says
    std::string registered_name = {};       ///< of a class registered in Python: `Custom>Scale`
    bool by_name = false;                   ///< written as the name that it has, not as an object
    std::string metric_class = {};          ///< of a loss: how it is called as a metric, if otherwise
    std::string metric_function =
        {};  ///< of a loss: the function that a `MeanMetricWrapper` makes a metric of
};

/// What Keras has of one kind (layers, regularizers, ...), and how each is read and written: a row for each
/// class, with a function for its options. `Any` is the handle: `AnyRegularizer`.
template <class Any>
class Table final {
public:
    struct Entry {
        std::string class_name;
        EntryOptions more;
        std::function<Any(Fields&)> read;
        std::function<bool(Fields&, const Any&)> write;  ///< false: that is something else
    };

    /// `kind` is what errors call a row: `regularizer`.
    Table(std::string kind, std::string module);
    Table(const Table&);
    Table(Table&&) noexcept;
    Table& operator=(const Table&);
    Table& operator=(Table&&) noexcept;
    ~Table();

    /// Adds Keras' class `class_name`. `options` says how the options of a value `T` are called:
    ///
    ///     L1L2 l1_l2(Fields& fields, const L1L2* saved)
    ///
    /// To read, it gets no value to save: its fields become what the file says, and it returns the value that is
    /// made of them. To write, it gets one: it fills its fields from it before it names them. See `Fields`.
    template <class Options>
    Table& add(std::string class_name, Options options, EntryOptions more = {}) {
        using T = std::invoke_result_t<Options&, Fields&, std::nullptr_t>;
        return add(
            Entry{std::move(class_name), std::move(more),
                  [options](Fields& fields) { return Any(options(fields, nullptr)); },
                  [options](Fields& fields, const Any& any) { return write<T>(fields, any, options); }});
    }

    /// Adds a row that no function for options describes.
    Table& add(Entry entry);

    [[nodiscard]] const std::string& kind() const { return kind_; }
    [[nodiscard]] std::string kinds() const;
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] const std::string& module_of(const Entry& entry) const;

    /// The row of a class or function that a file names; null if there is none. The last that was added counts.
    [[nodiscard]] const Entry* find(std::string_view name) const;

    /// `Activation, Dense, Dropout`: for errors.
    [[nodiscard]] std::string known() const;

private:
    template <class T, class Options>
    static bool write(Fields& fields, const Any& any, const Options& options);

    std::string kind_, module_;
    std::vector<Entry> entries_;
};

}  // namespace ockham::keras

#if OCKHAM_BODIES

namespace ockham::keras {

template <class Any>
OCKHAM_FUNC Table<Any>::Table(std::string kind, std::string module)
    : kind_{std::move(kind)}, module_{std::move(module)} {}

template <class Any>
OCKHAM_DEFAULTED Table<Any>::Table(const Table&) = default;
template <class Any>
OCKHAM_DEFAULTED Table<Any>::Table(Table&&) noexcept = default;
template <class Any>
OCKHAM_DEFAULTED Table<Any>& Table<Any>::operator=(const Table&) = default;
template <class Any>
OCKHAM_DEFAULTED Table<Any>& Table<Any>::operator=(Table&&) noexcept = default;
template <class Any>
OCKHAM_DEFAULTED Table<Any>::~Table() = default;

template <class Any>
OCKHAM_FUNC Table<Any>& Table<Any>::add(Entry entry) {
    entries_.push_back(std::move(entry));
    return *this;
}

template <class Any>
OCKHAM_FUNC std::string Table<Any>::kinds() const {
    return kind_ + (kind_.ends_with('s') ? "es" : "s");
}

template <class Any>
OCKHAM_FUNC const std::string& Table<Any>::module_of(const Entry& entry) const {
    return entry.more.module.empty() ? module_ : entry.more.module;
}

template <class Any>
OCKHAM_FUNC const typename Table<Any>::Entry* Table<Any>::find(std::string_view name) const {
    for (std::size_t i = entries_.size(); i-- > 0;) {
        const Entry& entry = entries_[i];
        if (entry.class_name == name || to_snake_case(entry.class_name) == name) return &entry;
        if (!name.empty() && entry.more.registered_name == name) return &entry;  // .h5 files have no other
        for (const std::string& alias : entry.more.aliases)
            if (alias == name) return &entry;
    }
    return nullptr;
}

template <class Any>
OCKHAM_FUNC std::string Table<Any>::known() const {
    Text text;
    for (const Entry& entry : entries_) text << (text.empty() ? "" : ", ") << entry.class_name;
    return text.string();
}

OCKHAM_INSTANTIATE(class Table<AnyActivation>);
OCKHAM_INSTANTIATE(class Table<AnyInitializer>);
OCKHAM_INSTANTIATE(class Table<AnyRegularizer>);
OCKHAM_INSTANTIATE(class Table<AnyConstraint>);
OCKHAM_INSTANTIATE(class Table<AnySchedule>);
OCKHAM_INSTANTIATE(class Table<AnyLayer<float>>);
OCKHAM_INSTANTIATE(class Table<AnyLayer<double>>);
OCKHAM_INSTANTIATE(class Table<AnyLoss>);
OCKHAM_INSTANTIATE(class Table<AnyMetric>);
OCKHAM_INSTANTIATE(class Table<AnyOptimizer>);

}  // namespace ockham::keras

#endif
