// SPDX-License-Identifier: MIT
// A `.keras` file; or, since no change of its bytes gets past the checksums of an archive, what it holds: the text of
// config.json with the bytes of model.weights.h5 behind it.
#include "fuzz/keras_model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text(data, size);
    if (bytes.starts_with("PK")) {
        fuzz::read_model<float>(std::string(bytes));
        return 0;
    }
    const std::size_t weights = std::min(bytes.find("\x89HDF"), bytes.size());
    fuzz::read_model<float>(bytes.substr(0, weights), std::string(bytes.substr(weights)));
    fuzz::read_model<double>(bytes.substr(0, weights), std::string(bytes.substr(weights)));
    return 0;
}
