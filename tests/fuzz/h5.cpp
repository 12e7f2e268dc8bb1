// SPDX-License-Identifier: MIT
// A whole model in the older `.h5` format.
#include "fuzz/keras_model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text(data, size);
    fuzz::read_model<float>(std::string(bytes));
    fuzz::read_model<double>(std::string(bytes));
    return 0;
}
