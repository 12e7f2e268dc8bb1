// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/io/npy.hpp>

namespace ockham {

/// Arrays by name, in the order of the file.
template <std::floating_point Scalar>
using NpzArrays = std::vector<std::pair<std::string, Tensor<Scalar>>>;

/// The arrays in the bytes of an `.npz` file; `who` begins the errors. See `read_npz`.
template <std::floating_point Scalar = float>
[[nodiscard]] NpzArrays<Scalar> parse_npz(std::string_view bytes, std::string_view who = "parse_npz");

/// Reads all arrays of a file that `numpy.savez` or `numpy.savez_compressed` wrote, converted to `Scalar`:
///
///     for (const auto& [name, tensor] : read_npz("data.npz")) ...
///
/// It is a ZIP archive of `.npy` files, which `read_npy` describes. Anything else is a `FileError`; so is a member
/// that unpacks to more than 16 MiB and 16 times the length of the file.
template <std::floating_point Scalar = float>
[[nodiscard]] NpzArrays<Scalar> read_npz(const std::string& path);

/// The array `name` of such a file. An unknown name is a `FileError` that lists the known ones.
template <std::floating_point Scalar = float>
[[nodiscard]] Tensor<Scalar> read_npz(const std::string& path, std::string_view name);

/// Writes arrays by name, each as `write_npy` does, not compressed, as `numpy.savez`. An existing file is replaced.
///
///     write_npz<float>("data.npz", {{"x", x}, {"y", y}});
///
/// Names that are equal, empty or hold control characters are an `ArgumentError` before the file is touched.
template <std::floating_point Scalar>
void write_npz(const std::string& path, const NpzArrays<Scalar>& arrays, const NpyOptions& options = {});

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/core/check.hpp>
#include <ockham/io/file.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/io/whole_file.hpp>
#include <ockham/keras/archive.hpp>

namespace ockham {

template <std::floating_point Scalar>
OCKHAM_FUNC NpzArrays<Scalar> parse_npz(std::string_view bytes, std::string_view who) {
    const keras::detail::Archive archive(bytes, who);
    NpzArrays<Scalar> arrays;
    for (const std::string& member : archive.names()) {
        std::string name = member;
        if (name.ends_with(".npy")) name.resize(name.size() - 4);
        for (const auto& [known, tensor] : arrays)
            if (known == name)
                check::fail<FileError>(who, "arrays with different names",
                                       Text(detail::in_quotes(name)) << " twice");
        const std::string inner = (Text(who) << ", " << detail::in_quotes(name)).string();
        arrays.emplace_back(std::move(name),
                            parse_npy<Scalar>(archive.read(member, std::string::npos), inner));
    }
    return arrays;
}

template <std::floating_point Scalar>
OCKHAM_FUNC NpzArrays<Scalar> read_npz(const std::string& path) {
    const detail::WholeFile file("read_npz", path);
    return parse_npz<Scalar>(file.bytes, file.who);
}

template <std::floating_point Scalar>
OCKHAM_FUNC Tensor<Scalar> read_npz(const std::string& path, std::string_view name) {
    const detail::WholeFile file("read_npz", path);
    Text known;
    for (auto& [each, tensor] : parse_npz<Scalar>(file.bytes, file.who)) {
        if (each == name) return std::move(tensor);
        known << (known.empty() ? "one of the arrays " : ", ") << detail::in_quotes(each);
    }
    check::fail<FileError>(file.who, known.empty() ? Text("an array") : known, detail::in_quotes(name));
}

template <std::floating_point Scalar>
OCKHAM_FUNC void write_npz(const std::string& path, const NpzArrays<Scalar>& arrays,
                           const NpyOptions& options) {
    std::vector<std::pair<std::string, std::string>> members;
    for (const auto& [name, tensor] : arrays) {
        bool wrong = name.empty();
        for (const char byte : name) wrong = wrong || detail::is_control(byte);
        for (const auto& [known, bytes] : members) wrong = wrong || known == name + ".npy";
        if (wrong)
            check::fail("write_npz", "names that differ, without control characters",
                        detail::in_quotes(name));
        members.emplace_back(name + ".npy", detail::npy_bytes("write_npz", tensor.view(), options));
    }
    if (members.empty()) check::fail("write_npz", "at least one array", "none");
    const std::string bytes = keras::detail::archive_of("write_npz", members);
    detail::File file("write_npz", path, detail::File::For::writing);
    file.write(bytes);
    file.close();
}

OCKHAM_INSTANTIATE(NpzArrays<float> parse_npz<float>(std::string_view, std::string_view));
OCKHAM_INSTANTIATE(NpzArrays<float> read_npz<float>(const std::string&));
OCKHAM_INSTANTIATE(Tensor<float> read_npz<float>(const std::string&, std::string_view));
OCKHAM_INSTANTIATE(void write_npz(const std::string&, const NpzArrays<float>&, const NpyOptions&));
OCKHAM_INSTANTIATE(NpzArrays<double> parse_npz<double>(std::string_view, std::string_view));
OCKHAM_INSTANTIATE(NpzArrays<double> read_npz<double>(const std::string&));
OCKHAM_INSTANTIATE(Tensor<double> read_npz<double>(const std::string&, std::string_view));
OCKHAM_INSTANTIATE(void write_npz(const std::string&, const NpzArrays<double>&, const NpyOptions&));

}  // namespace ockham

#endif
