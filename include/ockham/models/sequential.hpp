// SPDX-License-Identifier: MIT
#pragma once

// Longer than 250 lines: all that a user can do with a model, in one place.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/models/compiled.hpp>

namespace ockham {

class History;
template <std::floating_point Scalar>
struct FitOptions;
template <std::floating_point Scalar>
struct EvaluateOptions;

struct SequentialOptions {
    std::string name = "sequential";
    std::uint32_t seed = 0;  ///< of everything random: first weights, shuffling, dropout
};

/// A chain of layers, each fed with what the one before puts out.
///
/// It is a value: a copy has weights, optimizer state and random state of its own. Data are Eigen matrices
/// (rows are samples) or `Tensor`s; labels are a column vector. Every call either works or throws and leaves
/// the model as it was; but what a callback throws after the first step of `fit` leaves it trained so far.
///
/// A model is built once its layers know their shapes: by `build`, or by the first data; from then on its
/// layers are fixed. `predict` and `evaluate` may be called by several threads at once.
template <std::floating_point Scalar = float>
class Sequential final {
public:
    Sequential();
    explicit Sequential(SequentialOptions options);

    /// The layers in order: `Sequential model{Dense(8), Dense(1)};`
    Sequential(std::initializer_list<AnyLayer<Scalar>> layers, SequentialOptions options = {});

    Sequential(const Sequential&);
    /// What was moved from is a model without layers.
    Sequential(Sequential&& other) noexcept;
    Sequential& operator=(Sequential other) noexcept;
    ~Sequential();

    // Layers

    /// Appends a layer, named like `dense_1` unless it has a name.
    Sequential& add(AnyLayer<Scalar> layer);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::vector<AnyLayer<Scalar>>& layers() const { return layers_; }

    /// A layer by its number, from 0, or by its name.
    [[nodiscard]] AnyLayer<Scalar>& layer(Index number) { return layers_[position(number)]; }
    [[nodiscard]] const AnyLayer<Scalar>& layer(Index number) const { return layers_[position(number)]; }
    [[nodiscard]] AnyLayer<Scalar>& layer(std::string_view name) { return layers_[position(name)]; }
    [[nodiscard]] const AnyLayer<Scalar>& layer(std::string_view name) const;

    // Building and compiling

    /// Fixes the shapes for samples of shape `input` (by default what the first layer's `input_shape` says),
    /// and draws the first weights.
    void build(Shape input = {});

    [[nodiscard]] bool is_built() const { return built_; }

    /// Chooses loss, optimizer and metrics, and forgets the state of an earlier optimizer. Weights stay.
    void compile(const CompileOptions& options);

    [[nodiscard]] bool is_compiled() const { return compiled_.has_value(); }
    /// Of the next step. Only one that is a number, not one that a schedule gives, can be set.
    [[nodiscard]] double learning_rate() const { return compiled("learning_rate").rate(); }
    void set_learning_rate(double learning_rate);
    /// Updates made since `compile`.
    [[nodiscard]] std::int64_t iterations() const { return compiled("iterations").updates(); }

    /// Starts all randomness that is to come again from `seed`.
    void set_seed(std::uint32_t seed);

    // Looking in

    /// A table of the layers, their output shapes, numbers of parameters, and penalties; Keras' summary with
    /// one column more.
    [[nodiscard]] std::string summary() const;

    /// The values of all parameters, layer by layer in Keras' order: kernels as matrices, biases as one row.
    [[nodiscard]] std::vector<Matrix<Scalar>> get_weights() const;
    void set_weights(const std::vector<Matrix<Scalar>>& weights);

    // Training and using; defined in training/

    /// Trains on `x` and `y`. Needs `compile`; builds the model if that is still to be done.
    History fit(const Tensor<Scalar>& x, const Tensor<Scalar>& y, const FitOptions<Scalar>& options = {});

    /// The loss, its parts and the metrics on `x` and `y`, without training.
    [[nodiscard]] Results evaluate(const Tensor<Scalar>& x, const Tensor<Scalar>& y,
                                   const EvaluateOptions<Scalar>& options = {}) const;

    /// One step on one batch. Returns the loss, its parts and the metrics before the step; allocates nothing
    /// once a batch as large was seen. `sample_weight` has one number a sample, or is empty.
    const Results& train_on_batch(TensorIn<Scalar> x, TensorIn<Scalar> y,
                                  TensorIn<Scalar> sample_weight = {});
    template <class X, class Y>
    const Results& train_on_batch(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<Y>& y,
                                  const Tensor<Scalar>& sample_weight = {}) {
        return train_on_batch(Tensor<Scalar>(x).view(), Tensor<Scalar>(y).view(), sample_weight.view());
    }

    /// What the last layer puts out for `x`, computed `batch_size` samples at a time.
    [[nodiscard]] Tensor<Scalar> predict(const Tensor<Scalar>& x, Index batch_size = 32) const;

    /// The same for an Eigen matrix; an output that is not a matrix comes as (product of the leading sizes) x
    /// (last size).
    template <class Derived>
    [[nodiscard]] Matrix<Scalar> predict(const Eigen::DenseBase<Derived>& x, Index batch_size = 32) const {
        return std::as_const(*this).predict(Tensor<Scalar>(x), batch_size).matrix();
    }

private:
    template <std::floating_point>
    friend class Trainer;  // training/trainer.hpp: the steps of fit, evaluate and train_on_batch
    template <std::floating_point>
    friend class ModelState;  // models/model_state.hpp: what files hold of a model

    [[gnu::cold]] std::string title() const { return (Text("Sequential '") << name_ << "'").string(); }

    /// Fails unless the model is built, and for samples like those of `x`.
    void check_input(TensorIn<Scalar> x, const char* caller) const;

    /// Fails unless every layer takes what the one before puts out: a user may have replaced one.
    void check_chain() const;

    void swap(Sequential& other) noexcept;

    bool has_layer(std::string_view name) const;

    /// `ActivityRegularization` becomes `activity_regularization`, and where that is taken
    /// `activity_regularization_1`.
    std::string free_name(const std::string& class_name) const;

    /// Has loss and metrics computed from logits, where they can be: looks for the last activation, through layers that
    /// hand on what they get.
    void fuse();
    [[nodiscard]] bool is_fused() const;

    /// The number of the layer with the last activation.
    [[nodiscard]] std::size_t last_node() const;

    std::size_t position(Index number) const;

    std::size_t position(std::string_view name) const;

    std::vector<Parameter<Scalar>*> parameters(const char* caller);

    const Compiled<Scalar>& compiled(const char* caller) const;
    Compiled<Scalar>& compiled(const char* caller);

    std::string name_ = "sequential";
    std::vector<AnyLayer<Scalar>> layers_;
    bool built_ = false;
    std::optional<Compiled<Scalar>> compiled_;
    Random random_{0};
    Workspace<Scalar> workspace_;
};

template <Layer First, class... Layers>
Sequential(First, Layers...) -> Sequential<typename First::Scalar>;

}  // namespace ockham

#if OCKHAM_BODIES

#include <algorithm>

#include <ockham/core/snake_case.hpp>
#include <ockham/models/propagation.hpp>
#include <ockham/models/summary.hpp>

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_DEFAULTED Sequential<Scalar>::Sequential() = default;
template <std::floating_point Scalar>
OCKHAM_DEFAULTED Sequential<Scalar>::Sequential(const Sequential&) = default;
template <std::floating_point Scalar>
OCKHAM_DEFAULTED Sequential<Scalar>::~Sequential() = default;

template <std::floating_point Scalar>
OCKHAM_FUNC Sequential<Scalar>::Sequential(SequentialOptions options)
    : name_{std::move(options.name)}, random_{options.seed} {}

template <std::floating_point Scalar>
OCKHAM_FUNC Sequential<Scalar>::Sequential(Sequential&& other) noexcept {
    swap(other);
}

template <std::floating_point Scalar>
OCKHAM_FUNC Sequential<Scalar>::Sequential(std::initializer_list<AnyLayer<Scalar>> layers,
                                           SequentialOptions options)
    : Sequential(std::move(options)) {
    for (const AnyLayer<Scalar>& layer : layers) add(layer);
}

template <std::floating_point Scalar>
OCKHAM_FUNC Sequential<Scalar>& Sequential<Scalar>::operator=(Sequential other) noexcept {
    swap(other);
    return *this;
}

template <std::floating_point Scalar>
OCKHAM_FUNC Sequential<Scalar>& Sequential<Scalar>::add(AnyLayer<Scalar> layer) {
    if (built_)
        check::fail(title(), "all layers to be added before the model is built",
                    Text("another ") << layer.class_name());
    if (layer.name().empty()) layer.set_name(free_name(layer.class_name()));
    if (has_layer(layer.name()))
        check::fail(title(), "layers with different names", Text("'") << layer.name() << "' twice");
    layers_.push_back(std::move(layer));
    return *this;
}

template <std::floating_point Scalar>
OCKHAM_FUNC const AnyLayer<Scalar>& Sequential<Scalar>::layer(std::string_view name) const {
    return layers_[position(name)];
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Sequential<Scalar>::build(Shape input) {
    if (layers_.empty()) check::fail(title(), "at least one layer", "none");
    if (input.empty()) input = layers_[0].input_shape();
    if (input.empty())
        check::fail(title(), "an input shape, as in build({4}) or in the first layer's options", "none");
    if (input.size() == 0)
        check::fail<ShapeError>(title(), "an input shape of positive sizes", input.to_string_of_batch());
    std::vector<AnyLayer<Scalar>> built = layers_;
    Random random = random_;
    for (AnyLayer<Scalar>& layer : built) {
        layer.build(input, random);
        input = layer.output_shape();
    }
    layers_ = std::move(built);
    random_ = random;
    built_ = true;
    fuse();
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Sequential<Scalar>::compile(const CompileOptions& options) {
    if (!options.loss)
        check::fail(title(), "a loss to compile with, as in {.loss = MeanSquaredError()}", "none");
    compiled_ = Compiled<Scalar>(options);
    workspace_.results = {};
    workspace_.names.clear();
    workspace_.stamps.clear();
    for (AnyLayer<Scalar>& layer : layers_)
        for (Parameter<Scalar>* parameter : layer.parameters()) parameter->slots = {};
    fuse();
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Sequential<Scalar>::set_learning_rate(double learning_rate) {
    check::non_negative(title(), "learning_rate", learning_rate);
    Compiled<Scalar>& compiled = this->compiled("set_learning_rate");
    if (!compiled.optimizer.learning_rate().is_constant())
        check::fail(title(), "an optimizer whose learning_rate is a number, to set it", "a schedule");
    compiled.learning_rate = learning_rate;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Sequential<Scalar>::set_seed(std::uint32_t seed) {
    random_ = Random(seed);
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::string Sequential<Scalar>::summary() const {
    return ockham::summary(name_, layers_);
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::vector<Matrix<Scalar>> Sequential<Scalar>::get_weights() const {
    return ockham::get_weights(const_cast<Sequential&>(*this).parameters("get_weights"));
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Sequential<Scalar>::set_weights(const std::vector<Matrix<Scalar>>& weights) {
    ockham::set_weights(title(), parameters("set_weights"), weights);
}

template <std::floating_point Scalar>
OCKHAM_FUNC Tensor<Scalar> Sequential<Scalar>::predict(const Tensor<Scalar>& x, Index batch_size) const {
    check::positive(title(), "batch_size", batch_size);
    check_input(x, "predict");
    for (const AnyLayer<Scalar>& layer : layers_) layer.check_parameters();
    Tensor<Scalar> y(layers_.back().output_shape().batch(x.samples()));
    Workspace<Scalar> workspace;
    for (Index first = 0; first < x.samples(); first += batch_size) {
        const Index count = std::min(batch_size, x.samples() - first);
        const TensorIn<Scalar> out = forward(layers_, x.view().rows(first, count), workspace);
        std::copy_n(out.data(), out.size(), y.view().rows(first, count).data());
    }
    return y;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Sequential<Scalar>::check_input(TensorIn<Scalar> x, const char* caller) const {
    if (!built_)
        check::fail(title(), Text("a built model for ") << caller << "; call build() or fit() first",
                    "an unbuilt one");
    if (!layers_[0].is_built()) check_chain();
    const Shape& needed = layers_[0].input_shape();
    if (x.shape().empty()) check::fail<ShapeError>(title(), "x with samples", "an empty tensor");
    const Shape came = x.shape().sample();
    if (came == needed) return check_chain();
    const bool last_differs = !came.empty() && came.with_last(needed.last()) == needed;
    check::fail<ShapeError>(layers_[0].title(),
                            last_differs ? Text("input with last dimension ") << needed.last()
                                         : Text("input of shape ") << needed.to_string_of_batch(),
                            Text("shape ") << x.shape().to_string());
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Sequential<Scalar>::check_chain() const {
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        if (i == 0 && !layers_[0].is_built())
            check::fail<ShapeError>(layers_[0].title(), "a built layer in a built model", "an unbuilt one");
        const Shape& came = i == 0 ? layers_[0].input_shape() : layers_[i - 1].output_shape();
        if (!layers_[i].is_built() || layers_[i].input_shape() != came)
            check::fail<ShapeError>(
                layers_[i].title(), Text("a layer built for inputs of shape ") << came.to_string_of_batch(),
                layers_[i].is_built() ? layers_[i].input_shape().to_string_of_batch() : "an unbuilt one");
    }
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Sequential<Scalar>::swap(Sequential& other) noexcept {
    std::swap(name_, other.name_);
    std::swap(layers_, other.layers_);
    std::swap(built_, other.built_);
    std::swap(compiled_, other.compiled_);
    std::swap(random_, other.random_);
    std::swap(workspace_, other.workspace_);
}

template <std::floating_point Scalar>
OCKHAM_FUNC bool Sequential<Scalar>::has_layer(std::string_view name) const {
    for (const AnyLayer<Scalar>& layer : layers_)
        if (layer.name() == name) return true;
    return false;
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::string Sequential<Scalar>::free_name(const std::string& class_name) const {
    const std::string snake = to_snake_case(class_name);
    std::string name = snake;
    for (int number = 1; has_layer(name); ++number) name = (Text(snake) << "_" << number).string();
    return name;
}

template <std::floating_point Scalar>
OCKHAM_FUNC void Sequential<Scalar>::fuse() {
    if (!built_ || !compiled_) return;
    const std::size_t node = last_node();
    compiled_->fuse(node, layers_[node].activation().logits());
}

template <std::floating_point Scalar>
OCKHAM_FUNC bool Sequential<Scalar>::is_fused() const {
    const std::size_t node = last_node();
    return compiled_->is_fused(node, layers_[node].activation().logits());
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::size_t Sequential<Scalar>::last_node() const {
    std::size_t node = layers_.size() - 1;
    while (node > 0 && layers_[node].hands_on()) --node;
    return node;
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::size_t Sequential<Scalar>::position(Index number) const {
    if (number < 0 || number >= static_cast<Index>(layers_.size()))
        check::fail(title(), Text("a layer number below ") << layers_.size(), Text() << number);
    return static_cast<std::size_t>(number);
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::size_t Sequential<Scalar>::position(std::string_view name) const {
    Text known("the name of a layer: ");
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        if (layers_[i].name() == name) return i;
        known << (i == 0 ? "'" : ", '") << layers_[i].name() << "'";
    }
    check::fail(title(), known, Text("'") << name << "'");
}

template <std::floating_point Scalar>
OCKHAM_FUNC std::vector<Parameter<Scalar>*> Sequential<Scalar>::parameters(const char* caller) {
    if (!is_built())
        check::fail(title(), Text("a built model for ") << caller << "; call build() first",
                    "an unbuilt one");
    std::vector<Parameter<Scalar>*> all;
    for (AnyLayer<Scalar>& layer : layers_)
        for (Parameter<Scalar>* parameter : layer.parameters()) all.push_back(parameter);
    return all;
}

template <std::floating_point Scalar>
OCKHAM_FUNC const Compiled<Scalar>& Sequential<Scalar>::compiled(const char* caller) const {
    if (!compiled_)
        check::fail(title(), Text("a compiled model for ") << caller << "; call compile() first",
                    "an uncompiled one");
    return *compiled_;
}

template <std::floating_point Scalar>
OCKHAM_FUNC Compiled<Scalar>& Sequential<Scalar>::compiled(const char* caller) {
    return const_cast<Compiled<Scalar>&>(std::as_const(*this).compiled(caller));
}

OCKHAM_INSTANTIATE(class Sequential<float>);
OCKHAM_INSTANTIATE(class Sequential<double>);

}  // namespace ockham

#endif
