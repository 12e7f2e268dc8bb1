// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <concepts>
#include <string>
#include <string_view>
#include <utility>

#include <ockham/core/types.hpp>

namespace ockham::detail {

/// What handles hold: an immutable object that counts its owners.
struct Held {
    Held() = default;
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    virtual ~Held() = default;
    mutable std::atomic<int> owners{0};
};

/// A share in an immutable object, or nothing: a `std::shared_ptr<const Held>` whose copying and destruction
/// are never inlined. Options are full of handles, and a third of a program's compile time would go into
/// copying them.
class Share {
public:
    Share() = default;
    explicit Share(const Held* held) : held_{held} { retain(); }
    [[gnu::noinline]] Share(const Share& other) : held_{other.held_} { retain(); }
    Share(Share&& other) noexcept : held_{std::exchange(other.held_, nullptr)} {}
    Share& operator=(Share other) noexcept {
        std::swap(held_, other.held_);
        return *this;
    }
    [[gnu::noinline]] ~Share() {
        if (held_ && held_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete held_;
    }

    [[nodiscard]] const Held* get() const { return held_; }

private:
    void retain() const {
        if (held_) held_->owners.fetch_add(1, std::memory_order_relaxed);
    }

    const Held* held_ = nullptr;
};

/// A share in something behind an interface. `Shared<Interface>::of<Holder>(value)` makes one.
template <class Interface>
class Shared final {
public:
    Shared() = default;

    template <class Holder, class Value>
    static Shared of(Value&& value) {
        Shared shared;
        shared.share_ = Share(new Holder(std::forward<Value>(value)));
        return shared;
    }

    explicit operator bool() const { return share_.get() != nullptr; }
    const Interface* operator->() const { return static_cast<const Interface*>(share_.get()); }
    [[nodiscard]] const Interface* get() const { return static_cast<const Interface*>(share_.get()); }

private:
    Share share_;
};

/// What handles own: an object that can be copied without knowing what it is.
struct Cloneable {
    Cloneable() = default;
    virtual ~Cloneable() = default;
    [[nodiscard]] virtual Cloneable* clone() const = 0;

protected:
    Cloneable(const Cloneable&) = default;
    Cloneable& operator=(const Cloneable&) = default;
};

/// The one owner of such an object; copying it copies the object. As with `Share`, nothing of it is inlined.
class Owner {
public:
    explicit Owner(Cloneable* owned) : owned_{owned} {}
    [[gnu::noinline]] Owner(const Owner& other) : owned_{other.owned_ ? other.owned_->clone() : nullptr} {}
    Owner(Owner&& other) noexcept : owned_{std::exchange(other.owned_, nullptr)} {}
    Owner& operator=(Owner other) noexcept {
        std::swap(owned_, other.owned_);
        return *this;
    }
    [[gnu::noinline]] ~Owner() { delete owned_; }

    [[nodiscard]] Cloneable* get() const { return owned_; }

private:
    Cloneable* owned_;
};

/// The owner of something behind an interface.
template <class Interface>
class Owned final {
public:
    explicit Owned(Interface* owned) : owner_{owned} {}

    Interface* operator->() { return static_cast<Interface*>(owner_.get()); }
    const Interface* operator->() const { return static_cast<const Interface*>(owner_.get()); }
    [[nodiscard]] const Interface* get() const { return static_cast<const Interface*>(owner_.get()); }

private:
    Owner owner_;
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

/// The value in `interface`, if it is held by a `Holder`; otherwise null.
template <class Holder, class Interface>
[[nodiscard]] auto* held_by(const Interface* interface) {
    const auto* const holder = dynamic_cast<const Holder*>(interface);
    return holder ? &holder->held : nullptr;
}

/// The contents of a handle `Any...` may be anything but the handle itself.
template <class Value, class Handle>
concept Other = !std::same_as<std::remove_cvref_t<Value>, Handle>;

}  // namespace ockham::detail
