// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

#include <ockham/core/build.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/io/file.hpp>
#include <ockham/io/npy_header.hpp>
#include <ockham/io/whole_file.hpp>

namespace ockham {

/// The header of an `.npy` file: what numbers there are, and of which shape. Errors are those of `read_npy`.
[[nodiscard]] NpyHeader read_npy_header(const std::string& path);

/// The array that the bytes of an `.npy` file hold; `who` begins the errors. See `read_npy`.
template <std::floating_point Scalar = float>
[[nodiscard]] Tensor<Scalar> parse_npy(std::string_view bytes, std::string_view who = "parse_npy") {
    const NpyHeader header = detail::NpyHeaderReader(bytes, who).read();
    const Shape& shape = header.shape;
    const NumberFormat format = header.format;
    const auto needed = static_cast<std::size_t>(shape.size()) * format.bytes;
    if (bytes.size() - header.size != needed)
        check::fail<FileError>(
            who, Text() << needed << " bytes for shape " << shape.to_string() << " of " << format.name(),
            Text() << bytes.size() - header.size);
    bytes.remove_prefix(header.size);
    Tensor<Scalar> tensor(shape);
    if (!header.fortran_order || shape.rank() == 1) {
        detail::decode_numbers(bytes.data(), format, shape.size(), tensor.data(), who);
        return tensor;
    }
    Index position[Shape::max_rank] = {};
    for (Index i = 0; i < shape.size(); ++i) {
        Index from = 0;
        for (int axis = shape.rank(); axis-- > 0;) from = from * shape[axis] + position[axis];
        detail::decode_numbers(bytes.data() + static_cast<std::size_t>(from) * format.bytes, format, 1,
                               tensor.data() + i, who);
        for (int axis = shape.rank(); axis-- > 0 && ++position[axis] == shape[axis];) position[axis] = 0;
    }
    return tensor;
}

/// Reads the array of a NumPy file, converted to `Scalar`:
///
///     const Tensor<float> x = read_npy("x.npy");
///     const Tensor<double> y = read_npy<double>("y.npy");
///
/// The format's versions 1, 2 and 3; booleans, integers of 1 to 8 bytes with and without sign, floating
/// numbers of 2, 4 and 8 bytes; both orders of bytes and of axes; rank 0 (a single number, which gets the
/// shape (1,)) to 5. NaN and infinity are numbers. Anything else is a `FileError`: other contents, a higher
/// rank, a size of 0 in any but the first place, a file that is longer or shorter than its shape asks for, a
/// number too large for `Scalar`, a file that cannot be read. No more memory is taken than the file asks for
/// by its true length.
template <std::floating_point Scalar = float>
[[nodiscard]] Tensor<Scalar> read_npy(const std::string& path) {
    const detail::WholeFile file("read_npy", path);
    return parse_npy<Scalar>(file.bytes, file.who);
}

/// How `write_npy` writes.
struct NpyOptions {
    /// `float32`, `float64`, `int8` to `int64`, `uint8` to `uint64`, or `bool`; empty: what the numbers are.
    std::string dtype = {};

    bool fortran_order = false;  ///< the first axis runs fastest, not the last
};

namespace detail {

NumberFormat npy_format(std::string_view who, std::string_view dtype);

/// The bytes of an `.npy` file in version 1.0, little-endian.
template <class Scalar>
std::string npy_bytes(std::string_view who, TensorIn<Scalar> tensor, const NpyOptions& options) {
    const Shape& shape = tensor.shape();
    if (shape.empty()) check::fail<ShapeError>(who, "a tensor with a shape", "an empty one");
    const NumberFormat format = options.dtype.empty()
                                    ? NumberFormat{NumberFormat::Kind::floating, sizeof(Scalar)}
                                    : npy_format(who, options.dtype);
    Text text("{'descr': '");
    text << (format.bytes == 1 ? "|" : "<") << "biuf"[static_cast<std::size_t>(format.kind)] << format.bytes
         << "', 'fortran_order': " << (options.fortran_order ? "True" : "False")
         << ", 'shape': " << shape.to_string() << ", }";
    std::string dictionary = text.string();
    dictionary.append(63 - (10 + dictionary.size()) % 64, ' ').append("\n");

    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(dictionary.size() & 255);
    bytes += static_cast<char>(dictionary.size() >> 8);
    bytes += dictionary;
    bytes.reserve(bytes.size() + static_cast<std::size_t>(tensor.size()) * format.bytes);
    if (!options.fortran_order) {
        encode_numbers(tensor.data(), tensor.size(), format, bytes, who);
        return bytes;
    }
    Index position[Shape::max_rank] = {};
    for (Index i = 0; i < tensor.size(); ++i) {
        Index from = 0;
        for (int axis = 0; axis < shape.rank(); ++axis) from = from * shape[axis] + position[axis];
        encode_numbers(tensor.data() + from, 1, format, bytes, who);
        for (int axis = 0; axis < shape.rank() && ++position[axis] == shape[axis]; ++axis) position[axis] = 0;
    }
    return bytes;
}

}  // namespace detail

/// Writes what `read_npy` and `numpy.load` read back, bit for bit unless `dtype` asks for another kind of
/// numbers. An existing file is replaced.
///
/// Errors, before the file is touched: a tensor without a shape; a number that `dtype` cannot hold, such as 0.5
/// for an integer, or an integer beyond 2^53. A file that cannot be opened or written is a `FileError`.
template <class Scalar>
void write_npy(const std::string& path, const Tensor<Scalar>& tensor, const NpyOptions& options = {}) {
    const std::string bytes = detail::npy_bytes("write_npy", tensor.view(), options);
    detail::File file("write_npy", path, detail::File::For::writing);
    file.write(bytes);
    file.close();
}

/// The same for an Eigen matrix, whose integers remain integers.
template <class Derived>
void write_npy(const std::string& path, const Eigen::DenseBase<Derived>& matrix, NpyOptions options = {}) {
    using Number = typename Derived::Scalar;
    if constexpr (std::is_same_v<Number, float>) {
        write_npy(path, Tensor<float>(matrix), options);
    } else {
        if (options.dtype.empty() && std::is_integral_v<Number>)
            options.dtype = NumberFormat{std::is_signed_v<Number> ? NumberFormat::Kind::integer
                                                                  : NumberFormat::Kind::natural,
                                         sizeof(Number)}
                                .name();
        write_npy(path, Tensor<double>(matrix), options);
    }
}

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC NpyHeader read_npy_header(const std::string& path) {
    const detail::WholeFile file("read_npy_header", path, detail::NpyHeaderReader::longest + 12);
    return detail::NpyHeaderReader(file.bytes, file.who).read();
}

}  // namespace ockham

namespace ockham::detail {

OCKHAM_FUNC NumberFormat npy_format(std::string_view who, std::string_view dtype) {
    using Kind = NumberFormat::Kind;
    for (const Kind kind : {Kind::boolean, Kind::integer, Kind::natural, Kind::floating})
        for (std::size_t bytes = 1; bytes <= 8; bytes *= 2) {
            const NumberFormat format{kind, bytes};
            const bool is_one = kind == Kind::boolean ? bytes == 1 : kind != Kind::floating || bytes >= 4;
            if (is_one && format.name() == dtype) return format;
        }
    check::fail(who, "dtype to be float32, float64, int8 to int64, uint8 to uint64 or bool",
                in_quotes(dtype));
}

}  // namespace ockham::detail

#endif
