// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <ockham/core/tensor.hpp>
#include <ockham/io/number_format.hpp>

namespace ockham::keras::detail {

/// Numbers in an HDF5 file.
struct Hdf5Array {
    std::vector<Index> sizes;  ///< empty: a single number
    NumberFormat format;
    std::string_view bytes;
    std::string who;  ///< begins the errors

    /// As a tensor, whose numbers are finite.
    template <class Scalar>
    [[nodiscard]] Tensor<Scalar> tensor() const {
        if (sizes.empty()) check::fail<FileError>(who, "an array", "a single number");
        for (const Index size : sizes)
            if (size == 0) check::fail<FileError>(who, "an array with numbers", "an empty one");
        if (sizes.size() > Shape::max_rank)
            check::fail<FileError>(who, "an array of rank 5 at most", Text() << sizes.size());
        Tensor<Scalar> tensor{Shape(std::span<const Index>(sizes))};
        ockham::detail::decode_numbers(bytes.data(), format, tensor.size(), tensor.data(), who);
        for (Index i = 0; i < tensor.size(); ++i)
            if (!std::isfinite(tensor.data()[i]))
                check::fail<FileError>(who, "finite numbers",
                                       Text() << static_cast<double>(tensor.data()[i]));
        return tensor;
    }

    /// As the single number that it is.
    [[nodiscard]] double number() const {
        if (!sizes.empty()) check::fail<FileError>(who, "a single number", "an array");
        const double number = ockham::detail::decode_number(bytes.data(), format);
        if (!std::isfinite(number)) check::fail<FileError>(who, "a finite number", Text() << number);
        return number;
    }
};

}  // namespace ockham::keras::detail
