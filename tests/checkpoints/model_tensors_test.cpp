// SPDX-License-Identifier: MIT
#include <string>

#include <ockham/checkpoints/checkpoint.hpp>
#include <ockham/checkpoints/model_tensors.hpp>
#include <ockham/checkpoints/named_parameters.hpp>

#include "checkpoints/checkpoint_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("a checkpoint that is cut or changed anywhere is read or refused, and nothing between",
          "[checkpoints]") {
    const io_files::Temporary file;
    const Sequential<double> before = checkpoint_files::trained();
    save_checkpoint(checkpoint_files::trained(5), file.path, {.epoch = 2});
    const std::string bytes = file.bytes();
    Sequential<double> model = before;
    std::size_t refused = 0;
    const auto load = [&](const std::string& damaged) {
        try {
            detail::restore(model, detail::ReadTensors("test", damaged));
            const bool finite = detail::is_finite(model);
            model = before;
            return finite;
        } catch (const FileError&) {
            ++refused;
            return fixtures::same_weights(model, before) && model.iterations() == before.iterations() &&
                   model.learning_rate() == before.learning_rate() &&
                   ModelState<double>::random(model) == ModelState<double>::random(before);
        }
    };
    std::size_t wrong = 0;
    for (std::size_t size = 0; size < bytes.size(); size += 7) wrong += !load(bytes.substr(0, size));
    REQUIRE(refused == (bytes.size() + 6) / 7);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 1 << i % 8);
        wrong += !load(changed);
    }
    REQUIRE(wrong == 0);
}
