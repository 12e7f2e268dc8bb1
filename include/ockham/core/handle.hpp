// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <concepts>
#include <string>
#include <string_view>
#include <utility>

#include <ockham/core/build.hpp>
#include <ockham/core/types.hpp>

namespace ockham::detail {

/// What counts the `SharedPointer`s to itself.
struct Counted {
    Counted() = default;
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    virtual ~Counted() = default;
    mutable std::atomic<int> owners{0};
};

/// A share in something that never changes, or nothing. It is a `std::shared_ptr<const Interface>` that costs the compiler a
/// tenth of what that does.
template <std::derived_from<Counted> Interface>
class SharedPointer final {
public:
    SharedPointer() = default;
    explicit SharedPointer(const Interface* shared) : shared_{shared} { retain(); }
    SharedPointer(const SharedPointer& other) : shared_{other.shared_} { retain(); }
    SharedPointer(SharedPointer&& other) noexcept : shared_{std::exchange(other.shared_, nullptr)} {}
    SharedPointer& operator=(SharedPointer other) noexcept {
        std::swap(shared_, other.shared_);
        return *this;
    }
    ~SharedPointer() {
        if (shared_ && shared_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete shared_;
    }

    explicit operator bool() const { return shared_ != nullptr; }
    const Interface* operator->() const { return shared_; }
    [[nodiscard]] const Interface* get() const { return shared_; }

private:
    void retain() const {
        if (shared_) shared_->owners.fetch_add(1, std::memory_order_relaxed);
    }

    const Interface* shared_ = nullptr;
};

/// The one owner of something that has a function `Interface* clone() const`: a copy of the owner owns a copy.
template <class Interface>
class ClonePointer final {
public:
    explicit ClonePointer(Interface* owned) : owned_{owned} {}
    ClonePointer(const ClonePointer& other) : owned_{other.owned_ ? other.owned_->clone() : nullptr} {}
    ClonePointer(ClonePointer&& other) noexcept : owned_{std::exchange(other.owned_, nullptr)} {}
    ClonePointer& operator=(ClonePointer other) noexcept {
        std::swap(owned_, other.owned_);
        return *this;
    }
    ~ClonePointer() { delete owned_; }

    Interface* operator->() { return owned_; }
    const Interface* operator->() const { return owned_; }
    [[nodiscard]] const Interface* get() const { return owned_; }

private:
    Interface* owned_;
};

/// What all handles `Any...` are: any value of a kind (losses, layers, ...), behind an interface. Options are full of handles,
/// so that copying them is a function of its own. A kind is a struct with
///
///     struct Interface                              what such a value can do, as virtual functions
///     template <class Value> struct Holder          an `Interface` with the member `Value held`
///     using Pointer                                 `SharedPointer<Interface>` if values never change, so that copies
///                                                   of the handle may share one; else `ClonePointer<Interface>`
template <class Kind>
class Handle {
public:
    /// The value inside, if it is a `Value`; otherwise null.
    template <class Value>
    [[nodiscard]] const Value* as() const {
        const auto* const holder = dynamic_cast<const typename Kind::template Holder<Value>*>(held_.get());
        return holder ? &holder->held : nullptr;
    }

protected:
    using Interface = typename Kind::Interface;
    using Pointer = typename Kind::Pointer;

    Handle() = default;
    Handle(const Handle&);
    Handle(Handle&&) noexcept;
    Handle& operator=(const Handle&);
    Handle& operator=(Handle&&) noexcept;
    ~Handle();

    template <class Value>
    explicit Handle(std::in_place_t, Value value) : held_{holder_of(std::move(value))} {}

    template <class Value>
    static Interface* holder_of(Value value) {
        return new typename Kind::template Holder<Value>(std::move(value));
    }

    Pointer held_;
};

/// The name of a value: its member `name`, be it a function or data.
template <class Value>
std::string name_of(const Value& value) {
    if constexpr (requires { std::string(value.name()); })
        return std::string(value.name());
    else
        return std::string(value.name);
}

template <class Value>
concept Named = requires(const Value& value) {
    std::string(value.name());
}
|| requires(const Value& value) {
    std::string(value.name);
};

/// The contents of a handle `Any...` may be anything but the handle itself.
template <class Value, class Handle>
concept Other = !std::same_as<std::remove_cvref_t<Value>, Handle>;

}  // namespace ockham::detail

#if OCKHAM_BODIES
#include <ockham/core/handle_members.hpp>
#endif
