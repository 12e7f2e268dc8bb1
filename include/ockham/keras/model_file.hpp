// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <string_view>

#include <ockham/core/build.hpp>
#include <ockham/keras/format.hpp>
#include <ockham/models/sequential.hpp>

namespace ockham::keras {

struct LoadOptions {
    bool compile = true;  ///< false: without optimizer, loss and metrics, whatever the file says of them
};

/// A model that Keras 2 or 3 has saved, in a `.keras` file or in the older `.h5` format, opened:
///
///     const keras::ModelFile file("model.keras");
///     if (file.dtype() == "float64") train(file.model<double>());
///
/// Which of the two it is follows from the contents. A file that is damaged, or is none of them, is a `FileError`.
class ModelFile final {
public:
    explicit ModelFile(const std::string& path);

    /// The same from the `bytes` of a file; `who` begins the errors.
    ModelFile(std::string bytes, std::string who);

    /// The same from the members `config.json` and `model.weights.h5` of a `.keras` file.
    ModelFile(std::string_view config, std::string weights, std::string who);

    ModelFile(const ModelFile&) = default;
    ModelFile& operator=(const ModelFile&) = default;
    ~ModelFile() = default;

    /// What the file's layers compute in: `float32` or `float64`. Others, and a mixture, are a `FileError`.
    [[nodiscard]] std::string dtype() const;

    /// The model, with its weights; and, if it was compiled and `options` do not say otherwise, with optimizer,
    /// loss, metrics and the optimizer's state, so that training goes on where it was. It computes in `Scalar`,
    /// whatever the file's dtype.
    template <std::floating_point Scalar = float>
    [[nodiscard]] Sequential<Scalar> model(const LoadOptions& options = {},
                                           const Format<Scalar>& format = {}) const;

private:
    struct Contents;

    static std::shared_ptr<const Contents> open(std::string bytes, std::string who);

    std::shared_ptr<const Contents> contents_;  // never null, and never changed: so copies share them
};

/// Reads a model that Keras has saved, a Sequential one or another chain of layers; see `ModelFile`.
///
///     auto model = keras::load_model("model.keras");               // Sequential<float>
///     auto model = keras::load_model<double>("model.keras");
///
/// Whatever the file has and Ockham has not (a layer, an optimizer, an option), is a `FileError` that names it. If the
/// layers are not to blame, it says so: {.compile = false} reads them.
template <std::floating_point Scalar = float>
[[nodiscard]] Sequential<Scalar> load_model(const std::string& path, const LoadOptions& options = {},
                                            const Format<Scalar>& format = {});

/// The same from the bytes of such a file. `who` begins the errors.
template <std::floating_point Scalar = float>
[[nodiscard]] Sequential<Scalar> parse_model(std::string_view bytes, const std::string& who = "parse_model",
                                             const LoadOptions& options = {},
                                             const Format<Scalar>& format = {});

/// The model that a text describes: what `model.to_json()` gives in Python, or `config.json` of a `.keras` file. The
/// first weights are drawn anew by `Sequential::build`, the optimizer begins at its beginning.
template <std::floating_point Scalar = float>
[[nodiscard]] Sequential<Scalar> model_from_json(std::string_view json, const LoadOptions& options = {},
                                                 const Format<Scalar>& format = {});

}  // namespace ockham::keras

#if OCKHAM_BODIES

#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include <ockham/core/check.hpp>
#include <ockham/io/whole_file.hpp>
#include <ockham/keras/archive.hpp>
#include <ockham/keras/hdf5_file.hpp>
#include <ockham/keras/json.hpp>
#include <ockham/keras/read_model.hpp>

namespace ockham::keras {

struct ModelFile::Contents {
    std::string who;
    bool is_legacy = false;
    Json saved, training;
    std::string weights, version;

    void read_config(std::string_view config) {
        saved = detail::parse_json(config, who, "config.json");
        training = detail::member(saved, "compile_config");
    }
    void read_version(std::string_view metadata) {
        const Json json = detail::parse_json(metadata, who, "metadata.json");
        if (const Json& found = detail::member(json, "keras_version"); found.is_string())
            version = found.get<std::string>();
    }
};

OCKHAM_FUNC std::shared_ptr<const ModelFile::Contents> ModelFile::open(std::string bytes, std::string who) {
    const auto contents = std::make_shared<Contents>();
    contents->who = std::move(who);
    constexpr std::uint64_t longest_text = std::uint64_t{16} << 20;
    if (bytes.starts_with("PK")) {
        const detail::Archive archive(bytes, contents->who);
        contents->read_config(archive.read("config.json", longest_text));
        if (archive.contains("metadata.json"))
            contents->read_version(archive.read("metadata.json", longest_text));
        contents->weights = archive.read("model.weights.h5", bytes.size() * 64 + longest_text);
    } else if (bytes.starts_with("\x89HDF")) {
        contents->is_legacy = true;
        detail::Hdf5Bytes file(bytes, contents->who);
        const detail::Hdf5Object root(file);
        const auto model = root.strings("model_config"), training = root.strings("training_config");
        if (!model || model->size() != 1)
            check::fail<FileError>(contents->who, "a whole model, with model_config",
                                   "weights alone, or another HDF5 file");
        if (model->front().size() > longest_text)
            check::fail<FileError>(contents->who, "model_config of at most 16 MiB", "a longer one");
        contents->saved = detail::parse_json(model->front(), contents->who, "model_config");
        if (training && training->size() == 1 && training->front().size() <= longest_text)
            contents->training = detail::parse_json(training->front(), contents->who, "training_config");
        if (const auto version = root.strings("keras_version"); version && version->size() == 1)
            contents->version = version->front();
        contents->weights = std::move(bytes);
    } else {
        check::fail<FileError>(contents->who, "a .keras or .h5 file of Keras", "something else");
    }
    return contents;
}

OCKHAM_FUNC ModelFile::ModelFile(const std::string& path) {
    ockham::detail::WholeFile file("load_model", path);
    contents_ = open(std::move(file.bytes), std::move(file.who));
}

OCKHAM_FUNC ModelFile::ModelFile(std::string bytes, std::string who)
    : contents_{open(std::move(bytes), std::move(who))} {}

OCKHAM_FUNC ModelFile::ModelFile(std::string_view config, std::string weights, std::string who) {
    const auto contents = std::make_shared<Contents>();
    contents->who = std::move(who);
    contents->weights = std::move(weights);
    contents->read_config(config);
    contents_ = contents;
}

OCKHAM_FUNC std::string ModelFile::dtype() const {
    return detail::dtype_of(contents_->saved, contents_->who);
}

template <std::floating_point Scalar>
OCKHAM_FUNC Sequential<Scalar> ModelFile::model(const LoadOptions& options,
                                                const Format<Scalar>& format) const {
    const auto& [who, is_legacy, saved, training, weights, version] = *contents_;
    (void)detail::layers_in(saved, who);  // says what kind of model it is before its weights are looked at
    detail::Hdf5Bytes bytes(weights, who);
    return detail::ModelReader<Scalar>(format, bytes, is_legacy, version)
        .read(saved, training, options.compile);
}

template <std::floating_point Scalar>
OCKHAM_FUNC Sequential<Scalar> load_model(const std::string& path, const LoadOptions& options,
                                          const Format<Scalar>& format) {
    return ModelFile(path).template model<Scalar>(options, format);
}

template <std::floating_point Scalar>
OCKHAM_FUNC Sequential<Scalar> parse_model(std::string_view bytes, const std::string& who,
                                           const LoadOptions& options, const Format<Scalar>& format) {
    return ModelFile(std::string(bytes), who).template model<Scalar>(options, format);
}

template <std::floating_point Scalar>
OCKHAM_FUNC Sequential<Scalar> model_from_json(std::string_view json, const LoadOptions& options,
                                               const Format<Scalar>& format) {
    const std::string who = "model_from_json";
    const Json saved = detail::parse_json(json, who, "the text");
    return detail::ModelReader<Scalar>(format, who)
        .read(saved, detail::member(saved, "compile_config"), options.compile);
}

OCKHAM_INSTANTIATE(Sequential<float> ModelFile::model(const LoadOptions&, const Format<float>&) const);
OCKHAM_INSTANTIATE(Sequential<double> ModelFile::model(const LoadOptions&, const Format<double>&) const);
OCKHAM_INSTANTIATE(Sequential<float> load_model(const std::string&, const LoadOptions&,
                                                const Format<float>&));
OCKHAM_INSTANTIATE(Sequential<double> load_model(const std::string&, const LoadOptions&,
                                                 const Format<double>&));
OCKHAM_INSTANTIATE(Sequential<float> parse_model(std::string_view, const std::string&, const LoadOptions&,
                                                 const Format<float>&));
OCKHAM_INSTANTIATE(Sequential<double> parse_model(std::string_view, const std::string&, const LoadOptions&,
                                                  const Format<double>&));
OCKHAM_INSTANTIATE(Sequential<float> model_from_json(std::string_view, const LoadOptions&,
                                                     const Format<float>&));
OCKHAM_INSTANTIATE(Sequential<double> model_from_json(std::string_view, const LoadOptions&,
                                                      const Format<double>&));

}  // namespace ockham::keras

#endif
