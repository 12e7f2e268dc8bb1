// SPDX-License-Identifier: MIT
// Any bytes are an .npy file or a FileError; what was read is written, and read again, as it was.
#include <ockham/io/npy.hpp>

#include "fuzz/fuzz.hpp"

using namespace ockham;

namespace {

template <class Scalar>
void read(std::string_view bytes) {
    Tensor<Scalar> tensor;
    try {
        tensor = parse_npy<Scalar>(bytes);
    } catch (const FileError&) {
        return;
    }
    for (const bool fortran_order : {false, true}) {
        const std::string written =
            detail::npy_bytes("fuzz", std::as_const(tensor).view(), {.fortran_order = fortran_order});
        const Tensor<Scalar> again = parse_npy<Scalar>(written);
        fuzz::require(again.shape() == tensor.shape());
        fuzz::require(fuzz::same_bits(again, tensor));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text(data, size);
    read<float>(bytes);
    read<double>(bytes);
    return 0;
}
