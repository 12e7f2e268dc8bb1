// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/loss.hpp>

namespace ockham {

/// Whether a monitored quantity should become small or large. `automatic` asks the quantity itself: the loss, its parts and all
/// losses should become small; a metric says what it should do. If it does not, its name may end in `loss`, `penalty`, `accuracy`,
/// `acc` or `auc`.
enum class MonitorMode { automatic, min, max };

/// A number that says how good predictions are, gathered batch by batch. Penalties and weights do not enter.
///
///     std::string_view name
///     void reset()                                                begin an epoch
///     void update(In<double> y_true, In<double> y_pred)           count a batch
///     double result() const                                       the value over all rows since `reset`
///
/// It may say which way is better, for callbacks that look for the best,
///
///     static constexpr MonitorMode mode = MonitorMode::max
///
/// and have `check_targets`, or `fuses_with` and `from_logits`, as a loss may.
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
    static constexpr double factor() {
        if constexpr (requires { L::metric_factor; })
            return L::metric_factor;
        else
            return 1;
    }

public:
    static constexpr MonitorMode mode = factor() < 0 ? MonitorMode::max : MonitorMode::min;

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
        return rows_ == 0 ? 0 : factor() * (sum_ / static_cast<double>(rows_));
    }

    void check_targets(In<double> y_true, Index columns) const {
        detail::check_targets(loss_, y_true, columns);
    }

    [[nodiscard]] bool fuses_with(Logits logits) const {
        if constexpr (requires { loss_.fuses_with(logits); })
            return loss_.fuses_with(logits);
        else
            return false;
    }
    [[nodiscard]] auto from_logits(Logits logits) const {
        if constexpr (requires { loss_.fuses_with(logits); })
            return LossMetric<decltype(detail::from_logits(loss_, logits))>(
                detail::from_logits(loss_, logits));
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
        virtual MonitorMode mode() const = 0;
        virtual void reset() = 0;
        virtual void update(In<double>, In<double>) = 0;
        virtual double result() const = 0;
        virtual void check_targets(In<double>, Index) const = 0;
        virtual Interface* of(Logits) const = 0;
    };
    using Pointer = ClonePointer<Interface>;

    template <class M>
    struct Holder final : Interface {
        explicit Holder(M m) : held{std::move(m)} {}
        [[nodiscard]] Interface* clone() const override { return new Holder(held); }
        std::string name() const override { return name_of(held); }
        MonitorMode mode() const override {
            if constexpr (requires {
                              { M::mode } -> std::convertible_to<MonitorMode>;
                          })
                return M::mode;
            else
                return MonitorMode::automatic;
        }
        void reset() override { held.reset(); }
        void update(In<double> y_true, In<double> y_pred) override { held.update(y_true, y_pred); }
        double result() const override { return held.result(); }
        void check_targets(In<double> y_true, Index columns) const override {
            detail::check_targets(held, y_true, columns);
        }
        Interface* of(Logits logits) const override {
            if constexpr (requires { held.fuses_with(logits); })
                if (held.fuses_with(logits))
                    return new Holder<decltype(from_logits(held, logits))>(from_logits(held, logits));
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
    /// Which way is better; `automatic` if the metric does not say.
    [[nodiscard]] MonitorMode mode() const { return held_->mode(); }
    void reset() { held_->reset(); }
    void update(In<double> y_true, In<double> y_pred) { held_->update(y_true, y_pred); }
    [[nodiscard]] double result() const { return held_->result(); }
    void check_targets(In<double> y_true, Index columns) const { held_->check_targets(y_true, columns); }

    /// Becomes a function of those logits, if it is better computed so.
    void use(Logits logits) {
        if (Interface* moved = held_->of(logits)) {
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
