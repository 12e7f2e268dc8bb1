// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <ockham/io/whole_file.hpp>
#include <ockham/keras/archive.hpp>
#include <ockham/keras/read_model.hpp>

namespace ockham::keras {

/// A model that Keras has saved, in a `.keras` file or in the older `.h5` format, opened:
///
///     const keras::ModelFile file("model.keras");
///     if (file.dtype() == "float64") train(file.model<double>());
///
/// Which of the two it is follows from the contents. A file that is damaged, or is none of them, is a `FileError`.
class ModelFile final {
public:
    explicit ModelFile(const std::string& path) : ModelFile(ockham::detail::WholeFile("load_model", path)) {}

    /// The same from the `bytes` of a file; `who` begins the errors.
    ModelFile(std::string bytes, std::string who) : who_{std::move(who)} {
        constexpr std::uint64_t longest_text = std::uint64_t{16} << 20;
        if (bytes.starts_with("PK")) {
            const detail::Archive archive(bytes, who_);
            read_config(archive.read("config.json", longest_text));
            weights_ = archive.read("model.weights.h5", bytes.size() * 64 + longest_text);
        } else if (bytes.starts_with("\x89HDF")) {
            is_legacy_ = true;
            detail::Hdf5Bytes file(bytes, who_);
            const detail::Hdf5Object root(file);
            const auto model = root.strings("model_config"), training = root.strings("training_config");
            if (!model || model->size() != 1)
                check::fail<FileError>(who_, "a whole model, with model_config",
                                       "weights alone, or another HDF5 file");
            if (model->front().size() > longest_text)
                check::fail<FileError>(who_, "model_config of at most 16 MiB", "a longer one");
            saved_ = detail::parse_json(model->front(), who_, "model_config");
            if (training && training->size() == 1 && training->front().size() <= longest_text)
                training_ = detail::parse_json(training->front(), who_, "training_config");
            weights_ = std::move(bytes);
        } else {
            check::fail<FileError>(who_, "a .keras or .h5 file of Keras", "something else");
        }
    }

    /// The same from the members `config.json` and `model.weights.h5` of a `.keras` file.
    ModelFile(std::string_view config, std::string weights, std::string who)
        : who_{std::move(who)}, weights_{std::move(weights)} {
        read_config(config);
    }

    /// What the file's layers compute in: `float32` or `float64`. Others, and a mixture, are a `FileError`.
    [[nodiscard]] std::string dtype() const { return detail::dtype_of(saved_, who_); }

    /// The model, with its weights; and, if it was compiled and `options` do not say otherwise, with optimizer,
    /// loss, metrics and the optimizer's state, so that training goes on where it was. It computes in `Scalar`,
    /// whatever the file's dtype.
    template <std::floating_point Scalar = float>
    [[nodiscard]] Sequential<Scalar> model(const LoadOptions& options = {},
                                           const Format<Scalar>& format = {}) const {
        (void)detail::layers_in(saved_,
                                who_);  // says what kind of model it is before its weights are looked at
        detail::Hdf5Bytes bytes(weights_, who_);
        return detail::ModelReader<Scalar>(format, bytes, is_legacy_).read(saved_, training_, options);
    }

private:
    explicit ModelFile(ockham::detail::WholeFile file)
        : ModelFile(std::move(file.bytes), std::move(file.who)) {}

    void read_config(std::string_view config) {
        saved_ = detail::parse_json(config, who_, "config.json");
        training_ = detail::member(saved_, "compile_config");
    }

    std::string who_;
    bool is_legacy_ = false;
    Json saved_, training_;
    std::string weights_;
};

/// Reads a Sequential model that Keras has saved; see `ModelFile`.
///
///     auto model = keras::load_model("model.keras");               // Sequential<float>
///     auto model = keras::load_model<double>("model.keras");
///
/// Whatever the file has and Ockham has not (a layer, an optimizer, an option), is a `FileError` that names it.
template <std::floating_point Scalar = float>
[[nodiscard]] Sequential<Scalar> load_model(const std::string& path, const LoadOptions& options = {},
                                            const Format<Scalar>& format = {}) {
    return ModelFile(path).model<Scalar>(options, format);
}

/// The same from the bytes of such a file. `who` begins the errors.
template <std::floating_point Scalar = float>
[[nodiscard]] Sequential<Scalar> parse_model(std::string_view bytes, const std::string& who = "parse_model",
                                             const LoadOptions& options = {},
                                             const Format<Scalar>& format = {}) {
    return ModelFile(std::string(bytes), who).template model<Scalar>(options, format);
}

/// The model that a text describes: what `model.to_json()` gives in Python, or `config.json` of a `.keras` file. The
/// first weights are drawn anew by `Sequential::build`, the optimizer begins at its beginning.
template <std::floating_point Scalar = float>
[[nodiscard]] Sequential<Scalar> model_from_json(std::string_view json, const LoadOptions& options = {},
                                                 const Format<Scalar>& format = {}) {
    const std::string who = "model_from_json";
    const Json saved = detail::parse_json(json, who, "the text");
    return detail::ModelReader<Scalar>(format, who)
        .read(saved, detail::member(saved, "compile_config"), options);
}

}  // namespace ockham::keras
