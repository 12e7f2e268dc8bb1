// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/loss.hpp>

namespace ockham {

/// A number that says how good predictions are, gathered batch by batch. Penalties and weights do not enter.
///
///     std::string_view name
///     void reset()                                                begin an epoch
///     void update(In<double> y_true, In<double> y_pred)           count a batch
///     double result() const                                       the value over all rows since `reset`
///
/// It may have `check_targets`, or `fuses_with` and `from_logits`, as a loss may.
template <class M>
concept Metric = detail::Named<M> && requires(M& m, const M& c, In<double> y) {
    m.reset();
    m.update(y, y);
    { c.result() } -> std::convertible_to<double>;
};

/// The mean of a loss over all rows: every loss is also a metric. One that is known by its negative has a
///
///     static constexpr double metric_factor = -1;
template <Loss L>
class LossMetric final {
public:
    explicit LossMetric(L loss) : loss_{std::move(loss)} {}

    [[nodiscard]] const L& loss() const { return loss_; }
    [[nodiscard]] std::string name() const { return detail::name_of(loss_); }
    void reset() { sum_ = 0, rows_ = 0; }

    void update(In<double> y_true, In<double> y_pred) {
        const Index rows = y_pred.rows();
        values_.resize(static_cast<std::size_t>(rows));
        loss_.value(y_true, y_pred, InOut<double>(values_.data(), rows, 1));
        for (const double value : values_) sum_ += value;
        rows_ += rows;
    }

    [[nodiscard]] double result() const {
        const double mean = rows_ == 0 ? 0 : sum_ / static_cast<double>(rows_);
        if constexpr (requires { L::metric_factor; })
            return L::metric_factor * mean;
        else
            return mean;
    }

    void check_targets(In<double> y_true, Index columns) const {
        detail::check_targets(loss_, y_true, columns);
    }

    [[nodiscard]] bool fuses_with(std::string_view activation) const {
        if constexpr (requires { loss_.fuses_with(activation); })
            return loss_.fuses_with(activation);
        else
            return false;
    }
    [[nodiscard]] auto from_logits(std::string_view activation) const {
        if constexpr (requires { loss_.fuses_with(activation); })
            return LossMetric<decltype(detail::from_logits(loss_, activation))>(
                detail::from_logits(loss_, activation));
        else
            return *this;
    }

private:
    L loss_;
    std::vector<double> values_;  // of the last batch: memory that is kept
    double sum_ = 0;
    Index rows_ = 0;
};

namespace detail {

/// How `AnyMetric` holds a value.
struct MetricKind {
    struct Interface {
        virtual ~Interface() = default;
        [[nodiscard]] virtual Interface* clone() const = 0;
        virtual std::string name() const = 0;
        virtual void reset() = 0;
        virtual void update(In<double>, In<double>) = 0;
        virtual double result() const = 0;
        virtual void check_targets(In<double>, Index) const = 0;
        virtual Interface* before(std::string_view) const = 0;
    };
    using Pointer = ClonePointer<Interface>;

    template <class M>
    struct Holder final : Interface {
        explicit Holder(M m) : held{std::move(m)} {}
        [[nodiscard]] Interface* clone() const override { return new Holder(held); }
        std::string name() const override { return name_of(held); }
        void reset() override { held.reset(); }
        void update(In<double> y_true, In<double> y_pred) override { held.update(y_true, y_pred); }
        double result() const override { return held.result(); }
        void check_targets(In<double> y_true, Index columns) const override {
            detail::check_targets(held, y_true, columns);
        }
        Interface* before(std::string_view activation) const override {
            if constexpr (requires { held.fuses_with(activation); })
                if (held.fuses_with(activation))
                    return new Holder<decltype(from_logits(held, activation))>(from_logits(held, activation));
            return nullptr;
        }
        M held;
    };
};

}  // namespace detail

/// Any metric, with a state of its own: a copy counts for itself.
class AnyMetric final : public detail::Handle<detail::MetricKind> {
public:
    template <detail::Other<AnyMetric> M>
    requires Metric<M> AnyMetric(M metric);

    template <Loss L>
    AnyMetric(L loss);

    [[nodiscard]] std::string name() const { return held_->name(); }
    void reset() { held_->reset(); }
    void update(In<double> y_true, In<double> y_pred) { held_->update(y_true, y_pred); }
    [[nodiscard]] double result() const { return held_->result(); }
    void check_targets(In<double> y_true, Index columns) const { held_->check_targets(y_true, columns); }

    /// Becomes a function of the input of `activation`, if it is better computed so.
    void move_before(std::string_view activation) {
        if (Interface* moved = held_->before(activation)) {
            held_ = Pointer(moved);
            from_logits_ = true;
        }
    }
    [[nodiscard]] bool from_logits() const { return from_logits_; }

private:
    bool from_logits_ = false;
};

template <detail::Other<AnyMetric> M>
requires Metric<M> OCKHAM_FUNC AnyMetric::AnyMetric(M metric) : Handle(std::in_place, std::move(metric)) {}

template <Loss L>
OCKHAM_FUNC AnyMetric::AnyMetric(L loss) : AnyMetric(LossMetric<L>(std::move(loss))) {}

}  // namespace ockham

#if OCKHAM_BODIES
namespace ockham {
OCKHAM_INSTANTIATE(class detail::Handle<detail::MetricKind>);
}  // namespace ockham
#endif
