// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <ockham/core/activation.hpp>
#include <ockham/core/parameter.hpp>
#include <ockham/core/pass.hpp>

namespace ockham {

/// A step of a model: a value with parameters and two functions. For a layer over float,
///
///     using Scalar = float;
///     static constexpr std::string_view class_name = "Scale";
///     void forward(TensorIn<float> x, TensorOut<float> y, Pass<float>& pass) const
///         computes y; x and y are whole batches, samples first
///     void backward(TensorIn<float> x, TensorIn<float> dy, TensorOut<float> dx, Pass<float>& pass)
///         computes dx = dL/dx from dy = dL/dy, unless nobody needs it (`!dx`), and adds dL/dparameter onto each
///         parameter's gradient; the only function in which training changes a layer
///
/// A layer may have more. Shapes are those of one sample.
///
///     Shape output_shape(const Shape& input) const
///         without it, the input's. Throws a ShapeError that begins with "expected ..." if the layer cannot take
///         such an input; the model puts the layer's name before it
///     void build(const Shape& input, Random& random)
///         takes the parameters' shapes and draws their first values
///     std::vector<Parameter<float>*> parameters()
///         in Keras' order; nothing without it
///     const Options& options() const
///         a struct of which the members `name`, `trainable`, `input_shape`, `activation` and
///         `activity_regularizer` are understood, as far as they exist
///     bool is_identity() const
///         true if y is x: a loss that is better computed before an activation then looks through the layer
///
/// Activation and activity penalty are not the layer's work: it puts out its linear part, and the model applies the
/// activation, adds the penalty of the final output to the loss, and hands `backward` the gradient of the linear
/// part.
template <class L>
concept Layer = requires(L& l, const L& c, TensorIn<typename L::Scalar> in, TensorOut<typename L::Scalar> out,
                         Pass<typename L::Scalar>& pass) {
    std::string(L::class_name);
    c.forward(in, out, pass);
    l.backward(in, in, out, pass);
};

/// Any layer over `Scalar`, with what every layer has: a name, an activation, an activity penalty, a place in
/// a model.
template <std::floating_point Scalar>
class AnyLayer final {
public:
    template <Layer L>
    [[gnu::noinline]] AnyLayer(L layer) {
        static_assert(std::same_as<typename L::Scalar, Scalar>,
                      "all layers of a model compute in one type: write Dense<double>(...) for each of them, "
                      "or for none");
        auto holder = std::make_unique<Holder<L>>(std::move(layer));
        const L& held = holder->held;
        held_ = std::move(holder);
        if constexpr (requires { held.options(); }) {
            const auto& options = held.options();
            if constexpr (requires { options.name; }) name_ = options.name;
            if constexpr (requires { options.trainable; }) trainable_ = options.trainable;
            if constexpr (requires { options.input_shape; }) input_shape_ = options.input_shape;
            if constexpr (requires { options.activation; }) activation_ = options.activation;
            if constexpr (requires { options.activity_regularizer; })
                activity_regularizer_ = options.activity_regularizer;
        }
    }

    [[gnu::noinline]] AnyLayer(const AnyLayer& other)
        : held_{other.held_->clone()},
          name_{other.name_},
          trainable_{other.trainable_},
          built_{other.built_},
          input_shape_{other.input_shape_},
          output_shape_{other.output_shape_},
          activation_{other.activation_},
          activity_regularizer_{other.activity_regularizer_} {}
    [[gnu::noinline]] AnyLayer(AnyLayer&&) noexcept = default;
    AnyLayer& operator=(const AnyLayer& other) { return *this = AnyLayer(other); }
    [[gnu::noinline]] AnyLayer& operator=(AnyLayer&&) noexcept = default;
    [[gnu::noinline]] ~AnyLayer() = default;

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
    void set_trainable(bool trainable) { trainable_ = trainable; }

    [[nodiscard]] const AnyActivation& activation() const { return activation_; }
    [[nodiscard]] const AnyRegularizer& activity_regularizer() const { return activity_regularizer_; }

    /// The shape of one input sample: as given in the options until the layer is built; may be empty until
    /// then.
    [[nodiscard]] const Shape& input_shape() const { return input_shape_; }
    /// The shape of one output sample of a built layer.
    [[nodiscard]] const Shape& output_shape() const { return output_shape_; }
    [[nodiscard]] bool is_built() const { return built_; }

    /// The shape of an output sample for an input sample of shape `input`. Throws, naming the layer, if it
    /// cannot take it.
    [[nodiscard, gnu::noinline]] Shape output_shape_for(const Shape& input) const {
        if (!input_shape_.empty() && input_shape_ != input)
            check::fail<ShapeError>(title(), Text("input of shape ") << input_shape_.to_string_of_batch(),
                                    input.to_string_of_batch());
        return named([&] { return held_->output_shape(input); });
    }

    /// Fixes the shapes and draws the parameters' first values; a layer that is built already keeps its
    /// values. Throws, naming the layer, if it cannot take `input`.
    [[gnu::noinline]] void build(const Shape& input, Random& random) {
        const Shape output = output_shape_for(input);
        if (built_) return;
        named([&] {
            activity_regularizer_.check_shape(output.batch(1));
            held_->build(input, random);
            return 0;
        });
        input_shape_ = input;
        output_shape_ = output;
        built_ = true;
    }

    [[nodiscard]] std::vector<Parameter<Scalar>*> parameters() { return held_->parameters(); }
    [[nodiscard]] std::vector<const Parameter<Scalar>*> parameters() const {
        const auto found = held_->parameters();
        return {found.begin(), found.end()};
    }

    /// The parameter called `name`: `layer.parameter("kernel").value.matrix()`.
    [[nodiscard]] const Parameter<Scalar>& parameter(std::string_view name) const {
        Text known;
        for (const Parameter<Scalar>* parameter : held_->parameters()) {
            if (parameter->name == name) return *parameter;
            known << (known.empty() ? "the name of a parameter: '" : ", '") << parameter->name << "'";
        }
        check::fail(title(), known.empty() ? Text("no name, having no parameters") : known,
                    Text("'") << name << "'");
    }

    /// The values of all parameters, and new ones for them; see `Sequential`.
    [[nodiscard]] std::vector<Matrix<Scalar>> get_weights() const {
        return ockham::get_weights(held_->parameters());
    }
    void set_weights(const std::vector<Matrix<Scalar>>& weights) {
        ockham::set_weights(title(), held_->parameters(), weights);
    }

    /// True if the layer puts out its very input.
    [[nodiscard]] bool hands_on() const { return activation_.is_linear() && held_->is_identity(); }

    void forward(TensorIn<Scalar> x, TensorOut<Scalar> y, Pass<Scalar>& pass) const {
        held_->forward(x, y, pass);
    }
    void backward(TensorIn<Scalar> x, TensorIn<Scalar> dy, TensorOut<Scalar> dx, Pass<Scalar>& pass) {
        held_->backward(x, dy, dx, pass);
    }

    /// The layer inside, if it is an `L`; otherwise null.
    template <class L>
    [[nodiscard]] const L* as() const {
        const auto* holder = dynamic_cast<const Holder<L>*>(held_.get());
        return holder ? &holder->held : nullptr;
    }

private:
    struct Interface {
        virtual ~Interface() = default;
        virtual std::unique_ptr<Interface> clone() const = 0;
        virtual std::string class_name() const = 0;
        virtual Shape output_shape(const Shape&) const = 0;
        virtual void build(const Shape&, Random&) = 0;
        virtual std::vector<Parameter<Scalar>*> parameters() = 0;
        virtual bool is_identity() const = 0;
        virtual void forward(TensorIn<Scalar>, TensorOut<Scalar>, Pass<Scalar>&) const = 0;
        virtual void backward(TensorIn<Scalar>, TensorIn<Scalar>, TensorOut<Scalar>, Pass<Scalar>&) = 0;
    };

    template <class L>
    struct Holder final : Interface {
        explicit Holder(L l) : held{std::move(l)} {}
        std::unique_ptr<Interface> clone() const override { return std::make_unique<Holder>(held); }
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
        std::vector<Parameter<Scalar>*> parameters() override {
            if constexpr (requires { held.parameters(); })
                return held.parameters();
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

    /// Calls `work`, and puts the layer's title before what it may throw.
    template <class Work>
    auto named(Work work) const {
        try {
            return work();
        } catch (const ShapeError& error) {
            throw ShapeError((Text(title()) << ": " << error.what()).string());
        } catch (const ArgumentError& error) {
            throw ArgumentError((Text(title()) << ": " << error.what()).string());
        }
    }

    std::unique_ptr<Interface> held_;
    std::string name_;
    bool trainable_ = true;
    bool built_ = false;
    Shape input_shape_;
    Shape output_shape_;
    AnyActivation activation_;
    AnyRegularizer activity_regularizer_;
};

}  // namespace ockham
