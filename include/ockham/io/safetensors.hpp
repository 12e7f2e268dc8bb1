// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <ockham/core/build.hpp>
#include <ockham/io/named_tensors.hpp>

namespace ockham {

namespace detail {

/// `write_safetensors` on behalf of the function `user`.
void write_safetensors(std::string_view user, const std::string& path, const NamedTensors& tensors);

}  // namespace detail

/// The arrays in the bytes of a safetensors file; `who` begins the errors. See `read_safetensors`.
[[nodiscard]] NamedTensors parse_safetensors(std::string bytes, std::string_view who = "parse_safetensors");

/// Reads a file of safetensors layout: eight bytes with the length of a header, the header in JSON, then the
/// arrays, little-endian and row by row.
///
///     const NamedTensors tensors = read_safetensors("model.safetensors");
///     const Tensor<float> kernel = tensors.get<float>("dense/kernel");
///
/// Arrays of booleans, integers of 1 to 8 bytes, and floating numbers of 2 (also bfloat16), 4 and 8 bytes.
/// Anything that departs from the layout is a `FileError`: a header that is no JSON, says more or less than it
/// has to or says it twice, equal names, arrays that overlap, leave gaps or do not fill their shape, a file
/// that is longer or shorter than the header says, other types of numbers. No more memory is taken than a small
/// multiple of the file's length.
[[nodiscard]] NamedTensors read_safetensors(const std::string& path);

/// Writes what `read_safetensors` reads back bit for bit. An existing file is replaced in one step: at any
/// time, even after a crash, the file is the old one or the new one.
///
/// Names and metadata are UTF-8; others are an `ArgumentError` before the file is touched.
void write_safetensors(const std::string& path, const NamedTensors& tensors);

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/io/replaced_file.hpp>
#include <ockham/io/safetensors_reader.hpp>
#include <ockham/io/whole_file.hpp>

namespace ockham::detail {

OCKHAM_FUNC void write_safetensors(std::string_view user, const std::string& path,
                                   const NamedTensors& tensors) {
    const std::string header = safetensors_header(user, tensors);
    ReplacedFile file(user, path);
    file.write(header);
    file.write(tensors.bytes());
    file.commit();
}

}  // namespace ockham::detail

namespace ockham {

OCKHAM_FUNC NamedTensors parse_safetensors(std::string bytes, std::string_view who) {
    return detail::SafetensorsReader(std::move(bytes), who).read();
}

OCKHAM_FUNC NamedTensors read_safetensors(const std::string& path) {
    detail::WholeFile file("read_safetensors", path);
    return parse_safetensors(std::move(file.bytes), file.who);
}

OCKHAM_FUNC void write_safetensors(const std::string& path, const NamedTensors& tensors) {
    detail::write_safetensors("write_safetensors", path, tensors);
}

}  // namespace ockham

#endif
