// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include <ockham/models/sequential.hpp>

namespace ockham {

/// Where a training run is, whatever the model computes in.
struct TrainingState {
    int epochs = 0;     ///< how many epochs there will be
    Index batches = 0;  ///< how many batches an epoch has
    int epoch = 0;      ///< the current one, from 0
    Index batch = 0;    ///< the current one in this epoch, from 0
    Results logs =
        {};  ///< the averages of this epoch so far; `val_...` at its end. What a callback sets here at the
             ///< end of an epoch goes into the history. Before training: all names, without values (NaN)
    bool stopping = false;

    /// Ends training after this batch or epoch.
    void stop() { stopping = true; }
};

template <std::floating_point Scalar>
class AnyCallback;

/// A training run as callbacks see it. A callback may do with the model whatever one may do with a model: set its learning rate
/// and weights, freeze or replace layers, have it predict and evaluate, train it on other data, compile it anew, or assign another
/// one to it. Training goes on with what is there then; a metric that is new has NaN for the epochs before, and one that is gone
/// for those after.
template <std::floating_point Scalar>
struct Training : TrainingState {
    explicit Training(Sequential<Scalar>& trained, std::vector<AnyCallback<Scalar>>* told = nullptr)
        : model{trained}, callbacks_{told} {}

    Sequential<Scalar>& model;

    /// What those callbacks remember that remember something, in the order in which they are told.
    [[nodiscard]] std::vector<std::vector<double>> states() const;

    /// Has them remember that again. False, when some may have done so, if the states are not theirs.
    [[nodiscard]] bool resume(const std::vector<std::vector<double>>& states);

private:
    std::vector<AnyCallback<Scalar>>* callbacks_;
};

/// Something that is told how training goes. Any struct with at least one of these functions, each of which
/// takes a `Training<Scalar>&` (most easily `auto& training`), or a `TrainingState&` if it needs no model:
///
///     on_train_begin   on_epoch_begin   on_batch_begin   on_batch_end   on_epoch_end   on_train_end
///
/// It may have three things more, for the sake of training that is interrupted and goes on later:
///
///     static constexpr int order = 1           0, 1 or 2: it is told after those of a lower order; 0 if it does not say
///     std::vector<double> state(const auto& training) const                     what it remembers from epoch to epoch
///     bool resume(const auto& training, const std::vector<double>& state)       remembers that again, after
///                                              `on_train_begin`; false, without a change, if it cannot be its own
template <class C, class Scalar>
concept Callback = requires(C& c, Training<Scalar>& t) {
    c.on_train_begin(t);
}
|| requires(C& c, Training<Scalar>& t) {
    c.on_epoch_begin(t);
}
|| requires(C& c, Training<Scalar>& t) {
    c.on_batch_begin(t);
}
|| requires(C& c, Training<Scalar>& t) {
    c.on_batch_end(t);
}
|| requires(C& c, Training<Scalar>& t) {
    c.on_epoch_end(t);
}
|| requires(C& c, Training<Scalar>& t) {
    c.on_train_end(t);
};

namespace detail {

/// What an `AnyCallback` may hold: a callback, or a reference to one, but not itself.
template <class C, class Scalar>
concept HeldCallback = Other<C, AnyCallback<Scalar>> && Callback<std::unwrap_reference_t<C>, Scalar>;

/// How `AnyCallback` holds a value.
template <std::floating_point Scalar>
struct CallbackKind {
    struct Interface {
        virtual ~Interface() = default;
        [[nodiscard]] virtual Interface* clone() const = 0;
        virtual void on_train_begin(Training<Scalar>&) = 0;
        virtual void on_epoch_begin(Training<Scalar>&) = 0;
        virtual void on_batch_begin(Training<Scalar>&) = 0;
        virtual void on_batch_end(Training<Scalar>&) = 0;
        virtual void on_epoch_end(Training<Scalar>&) = 0;
        virtual void on_train_end(Training<Scalar>&) = 0;
        virtual bool remembers() const = 0;
        virtual std::vector<double> state(const Training<Scalar>&) const = 0;
        virtual bool resume(const Training<Scalar>&, const std::vector<double>&) = 0;
    };
    using Pointer = ClonePointer<Interface>;

    template <class C>
    struct Holder final : Interface {
        explicit Holder(C c) : held{std::move(c)} {}
        [[nodiscard]] Interface* clone() const override { return new Holder(held); }
        std::unwrap_reference_t<C>& callback() { return held; }
        const std::unwrap_reference_t<C>& callback() const { return held; }
        void on_train_begin(Training<Scalar>& t) override {
            if constexpr (requires { callback().on_train_begin(t); }) callback().on_train_begin(t);
        }
        void on_epoch_begin(Training<Scalar>& t) override {
            if constexpr (requires { callback().on_epoch_begin(t); }) callback().on_epoch_begin(t);
        }
        void on_batch_begin(Training<Scalar>& t) override {
            if constexpr (requires { callback().on_batch_begin(t); }) callback().on_batch_begin(t);
        }
        void on_batch_end(Training<Scalar>& t) override {
            if constexpr (requires { callback().on_batch_end(t); }) callback().on_batch_end(t);
        }
        void on_epoch_end(Training<Scalar>& t) override {
            if constexpr (requires { callback().on_epoch_end(t); }) callback().on_epoch_end(t);
        }
        void on_train_end(Training<Scalar>& t) override {
            if constexpr (requires { callback().on_train_end(t); }) callback().on_train_end(t);
        }
        bool remembers() const override {
            return requires(const Training<Scalar>& t) {
                callback().state(t);
            };
        }
        std::vector<double> state(const Training<Scalar>& t) const override {
            if constexpr (requires { callback().state(t); })
                return callback().state(t);
            else
                return (void)t, std::vector<double>();
        }
        bool resume(const Training<Scalar>& t, const std::vector<double>& state) override {
            if constexpr (requires { callback().resume(t, state); })
                return callback().resume(t, state);
            else
                return (void)t, state.empty();
        }
        C held;
    };
};

}  // namespace detail

/// Any callback. `fit` works with a copy; to look at a callback afterwards, give `std::ref(callback)`.
template <std::floating_point Scalar>
class AnyCallback final : public detail::Handle<detail::CallbackKind<Scalar>> {
    using Handle = detail::Handle<detail::CallbackKind<Scalar>>;
    using Handle::held_;

public:
    template <detail::HeldCallback<Scalar> C>
    AnyCallback(C callback);

    void on_train_begin(Training<Scalar>& t) { held_->on_train_begin(t); }
    void on_epoch_begin(Training<Scalar>& t) { held_->on_epoch_begin(t); }
    void on_batch_begin(Training<Scalar>& t) { held_->on_batch_begin(t); }
    void on_batch_end(Training<Scalar>& t) { held_->on_batch_end(t); }
    void on_epoch_end(Training<Scalar>& t) { held_->on_epoch_end(t); }
    void on_train_end(Training<Scalar>& t) { held_->on_train_end(t); }

    [[nodiscard]] int order() const { return order_; }
    /// Whether it has a `state`.
    [[nodiscard]] bool remembers() const { return held_->remembers(); }
    [[nodiscard]] std::vector<double> state(const Training<Scalar>& t) const { return held_->state(t); }
    [[nodiscard]] bool resume(const Training<Scalar>& t, const std::vector<double>& state) {
        return held_->resume(t, state);
    }

private:
    int order_ = 0;
};

template <std::floating_point Scalar>
template <detail::HeldCallback<Scalar> C>
OCKHAM_FUNC AnyCallback<Scalar>::AnyCallback(C callback) : Handle(std::in_place, std::move(callback)) {
    using Told = std::remove_reference_t<std::unwrap_reference_t<C>>;
    if constexpr (requires { int(Told::order); }) {
        static_assert(Told::order >= 0 && Told::order <= 2, "the order of a callback is 0, 1 or 2");
        order_ = Told::order;
    }
}

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/core/handle_members.hpp>

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC std::vector<std::vector<double>> Training<Scalar>::states() const {
    std::vector<std::vector<double>> states;
    if (callbacks_)
        for (const AnyCallback<Scalar>& callback : *callbacks_)
            if (callback.remembers()) states.push_back(callback.state(*this));
    return states;
}

template <std::floating_point Scalar>
OCKHAM_FUNC bool Training<Scalar>::resume(const std::vector<std::vector<double>>& states) {
    std::size_t next = 0;
    if (callbacks_)
        for (AnyCallback<Scalar>& callback : *callbacks_)
            if (callback.remembers() && (next == states.size() || !callback.resume(*this, states[next++])))
                return false;
    return next == states.size();
}

OCKHAM_INSTANTIATE(struct Training<float>);
OCKHAM_INSTANTIATE(struct Training<double>);
OCKHAM_INSTANTIATE(class detail::Handle<detail::CallbackKind<float>>);
OCKHAM_INSTANTIATE(class detail::Handle<detail::CallbackKind<double>>);

}  // namespace ockham
#endif
