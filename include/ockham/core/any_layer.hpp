// SPDX-License-Identifier: MIT
#pragma once

// Longer than 250 lines: the handle, with all that every layer has.

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/layer.hpp>
#include <ockham/core/stamp.hpp>

namespace ockham {

namespace detail {

/// Throws the error that is being handled once more, with the name of a layer before it.
[[noreturn]] void rethrow(std::string_view title);

/// How `AnyLayer` holds a value.
template <std::floating_point Scalar>
struct LayerKind {
    struct Interface {
        virtual ~Interface() = default;
        [[nodiscard]] virtual Interface* clone() const = 0;
        virtual std::string class_name() const = 0;
        virtual Shape output_shape(const Shape&) const = 0;
        virtual void build(const Shape&, Random&) = 0;
        virtual std::vector<Parameter<Scalar>*> parameters() const = 0;
        virtual bool is_identity() const = 0;
        virtual void forward(TensorIn<Scalar>, TensorOut<Scalar>, Pass<Scalar>&) const = 0;
        virtual void backward(TensorIn<Scalar>, TensorIn<Scalar>, TensorOut<Scalar>, Pass<Scalar>&) = 0;
    };
    using Pointer = ClonePointer<Interface>;

    template <class L>
    struct Holder final : Interface {
        explicit Holder(L l) : held{std::move(l)} {}
        [[nodiscard]] Interface* clone() const override { return new Holder(held); }
        std::string class_name() const override { return std::string(L::class_name); }
        Shape output_shape(const Shape& input) const override {
            if constexpr (requires { held.output_shape(input); })
                return held.output_shape(input);
            else
                return input;
        }
        void build(const Shape& input, Random& random) override {
            if constexpr (requires { held.build(input, random); }) held.build(input, random);
        }
        std::vector<Parameter<Scalar>*> parameters() const override {
            if constexpr (requires(L & layer) { layer.parameters(); })
                return const_cast<L&>(held).parameters();  // const again by whoever asks
            else
                return {};
        }
        bool is_identity() const override {
            if constexpr (requires { held.is_identity(); })
                return held.is_identity();
            else
                return false;
        }
        void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const override {
            held.forward(x, y, pass);
        }
        void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx,
                      Pass<Scalar>& pass) override {
            held.backward(x, dy, dx, pass);
        }
        L held;
    };
};

}  // namespace detail

/// Any layer over `Scalar`, with what every layer has: a name, an activation, an activity penalty, a place in
/// a model.
template <std::floating_point Scalar>
class AnyLayer final : public detail::Handle<detail::LayerKind<Scalar>> {
    using Handle = detail::Handle<detail::LayerKind<Scalar>>;
    using Handle::held_;

public:
    template <Layer L>
    AnyLayer(L layer);

    AnyLayer(const AnyLayer&);
    AnyLayer(AnyLayer&&) noexcept;
    AnyLayer& operator=(const AnyLayer&);
    AnyLayer& operator=(AnyLayer&&) noexcept;
    ~AnyLayer();

    /// `Dense`
    [[nodiscard]] std::string class_name() const { return held_->class_name(); }
    /// `dense_1`, or what the user called it.
    [[nodiscard]] const std::string& name() const { return name_; }
    void set_name(std::string name) { name_ = std::move(name); }
    /// `Dense 'dense_1'`: how errors begin.
    [[nodiscard]] std::string title() const { return (Text(class_name()) << " '" << name_ << "'").string(); }

    /// A frozen layer keeps its parameters, and their penalties leave the loss (as in Keras 3); its activity
    /// penalty stays.
    [[nodiscard]] bool trainable() const { return trainable_; }
    void set_trainable(bool trainable);

    [[nodiscard]] const AnyActivation& activation() const { return activation_; }
    [[nodiscard]] const AnyRegularizer& activity_regularizer() const { return activity_regularizer_; }

    /// The shape of one input sample: as given in the options until the layer is built; may be empty until
    /// then.
    [[nodiscard]] const Shape& input_shape() const { return input_shape_; }
    /// The shape of one output sample of a built layer.
    [[nodiscard]] const Shape& output_shape() const { return output_shape_; }
    [[nodiscard]] bool is_built() const { return built_; }

    /// A number that changes whenever another layer is assigned to this one.
    [[nodiscard]] std::uint64_t stamp() const { return stamp_.number(); }

    /// Fails if a parameter has another shape than the one with which it was built.
    void check_parameters() const;

    /// The shape of an output sample for an input sample of shape `input`. Throws, naming the layer, if it
    /// cannot take it.
    [[nodiscard]] Shape output_shape_for(const Shape& input) const;

    /// Fixes the shapes and draws the parameters' first values; a layer that is built already keeps its
    /// values. Throws, naming the layer, if it cannot take `input`.
    void build(const Shape& input, Random& random);

    [[nodiscard]] std::vector<Parameter<Scalar>*> parameters() { return held_->parameters(); }

    /// Calls `look(parameter)` for each parameter.
    template <class Look>
    void look_at_parameters(Look look) const {
        for (const Parameter<Scalar>* parameter : held_->parameters()) look(*parameter);
    }

    /// The parameter called `name`: `layer.parameter("kernel").value.matrix()`.
    [[nodiscard]] const Parameter<Scalar>& parameter(std::string_view name) const;

    /// The values of all parameters, and new ones for them; see `Sequential`.
    [[nodiscard]] std::vector<Matrix<Scalar>> get_weights() const;
    void set_weights(const std::vector<Matrix<Scalar>>& weights);

    /// True if the layer puts out its very input.
    [[nodiscard]] bool hands_on() const { return activation_.is_linear() && held_->is_identity(); }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        held_->forward(x, y, pass);
    }
    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        held_->backward(x, dy, dx, pass);
    }

private:
    void check_built(const char* caller) const;

    std::string name_;
    bool trainable_ = true;
    bool built_ = false;
    Shape input_shape_;
    Shape output_shape_;
    std::vector<Shape> parameter_shapes_;  // of a built layer
    detail::Stamp stamp_;
    AnyActivation activation_;
    AnyRegularizer activity_regularizer_;
};

template <std::floating_point Scalar>
template <Layer L>
OCKHAM_FUNC AnyLayer<Scalar>::AnyLayer(L layer) : Handle(std::in_place, std::move(layer)) {
    static_assert(std::same_as<typename L::Scalar, Scalar>,
                  "all layers of a model compute in one type: write Dense<double>(...) for each of them, "
                  "or for none");
    const L& held = *this->template as<L>();
    if constexpr (requires { held.settings(); }) {
        static_assert(std::same_as<std::remove_cvref_t<decltype(held.settings())>, LayerSettings>,
                      "a layer's settings() returns LayerSettings");
        const LayerSettings settings = held.settings();
        name_ = settings.name;
        trainable_ = settings.trainable;
        input_shape_ = settings.input_shape;
        activation_ = settings.activation;
        activity_regularizer_ = settings.activity_regularizer;
    } else {
        // Nothing goes by how an option is spelled.
        static_assert(
            !requires { held.options(); },
            "a layer with options says with `LayerSettings settings() const` which of them are for the "
            "model");
    }
}

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham::detail {

OCKHAM_FUNC void rethrow(std::string_view title) {
    try {
        throw;
    } catch (const ShapeError& error) {
        throw ShapeError((Text(title) << ": " << error.what()).string());
    } catch (const ArgumentError& error) {
        throw ArgumentError((Text(title) << ": " << error.what()).string());
    }
}

}  // namespace ockham::detail

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_DEFAULTED AnyLayer<Scalar>::AnyLayer(const AnyLayer&) = default;
template <std::floating_point Scalar>
OCKHAM_DEFAULTED AnyLayer<Scalar>::AnyLayer(AnyLayer&&) noexcept = default;
template <std::floating_point Scalar>
OCKHAM_DEFAULTED AnyLayer<Scalar>& AnyLayer<Scalar>::operator=(const AnyLayer&) = default;
template <std::floating_point Scalar>
OCKHAM_DEFAULTED AnyLayer<Scalar>& AnyLayer<Scalar>::operator=(AnyLayer&&) noexcept = default;
template <std::floating_point Scalar>
OCKHAM_DEFAULTED AnyLayer<Scalar>::~AnyLayer() = default;

template <std::floating_point Scalar>
OCKHAM_FUNC void AnyLayer<Scalar>::set_trainable(bool trainable) {
    trainable_ = trainable;
    for (Parameter<Scalar>* parameter : held_->parameters()) parameter->frozen = !trainable;
}

template <std::floating_point Scalar>
OCKHAM_FUNC Shape AnyLayer<Scalar>::output_shape_for(const Shape& input) const {
    if (!input_shape_.empty() && input_shape_ != input)
        check::fail<ShapeError>(title(), Text("input of shape ") << input_shape_.to_string_of_batch(),
                                input.to_string_of_batch());
    try {
        return held_->output_shape(input);
    } catch (const std::invalid_argument&) {
        detail::rethrow(title());
    }
}

template <std::floating_point Scalar>
OCKHAM_FUNC void AnyLayer<Scalar>::build(const Shape& input, Random& random) {
    const Shape output = output_shape_for(input);
    if (built_) return;
    auto built = held_;  // what fails halfway leaves nothing behind
    try {
        activity_regularizer_.check_shape(output.batch(1));
        built->build(input, random);
    } catch (const std::invalid_argument&) {
        detail::rethrow(title());
    }
    held_ = std::move(built);
    set_trainable(trainable_);
    input_shape_ = input;
    output_shape_ = output;
    parameter_shapes_.clear();
    for (const Parameter<Scalar>* parameter : held_->parameters())
        parameter_shapes_.push_back(parameter->value.shape());
    built_ = true;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void AnyLayer<Scalar>::check_parameters() const {
    const std::vector<Parameter<Scalar>*> parameters = held_->parameters();
    for (std::size_t i = 0; i < std::min(parameters.size(), parameter_shapes_.size()); ++i)
        if (parameters[i]->value.shape() != parameter_shapes_[i])
            check::fail<ShapeError>(
                title(), Text(parameters[i]->name) << " of shape " << parameter_shapes_[i].to_string(),
                Text("shape ") << parameters[i]->value.shape().to_string());
}

template <std::floating_point Scalar>
OCKHAM_FUNC const Parameter<Scalar>& AnyLayer<Scalar>::parameter(std::string_view name) const {
    Text known;
    for (const Parameter<Scalar>* parameter : held_->parameters()) {
        if (parameter->name == name) return *parameter;
        known << (known.empty() ? "the name of a parameter: '" : ", '") << parameter->name << "'";
    }
    check::fail(title(), known.empty() ? Text("no name, having no parameters") : known,
                Text("'") << name << "'");
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::vector<Matrix<Scalar>> AnyLayer<Scalar>::get_weights() const {
    check_built("get_weights");
    return ockham::get_weights(held_->parameters());
}

template <std::floating_point Scalar>
OCKHAM_FUNC void AnyLayer<Scalar>::set_weights(const std::vector<Matrix<Scalar>>& weights) {
    check_built("set_weights");
    ockham::set_weights(title(), held_->parameters(), weights);
}

template <std::floating_point Scalar>
OCKHAM_FUNC void AnyLayer<Scalar>::check_built(const char* caller) const {
    if (!built_) check::fail(title(), Text("a built layer for ") << caller, "an unbuilt one");
}

OCKHAM_INSTANTIATE(class detail::Handle<detail::LayerKind<float>>);
OCKHAM_INSTANTIATE(class detail::Handle<detail::LayerKind<double>>);
OCKHAM_INSTANTIATE(class AnyLayer<float>);
OCKHAM_INSTANTIATE(class AnyLayer<double>);

}  // namespace ockham

#endif
