// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>

#include <ockham/checkpoints/weights.hpp>

#include "checkpoints/checkpoint_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("weights come back from a file bit for bit", "[checkpoints]") {
    const io_files::Temporary file("older");
    const Sequential<double> model = checkpoint_files::trained();
    save_weights(model, file.path);
    Sequential<double> other = fixtures::compiled_model<double>(1);
    other.build({4});
    REQUIRE_FALSE(fixtures::same_weights(model, other));
    load_weights(other, file.path);
    REQUIRE(fixtures::same_weights(model, other));
    REQUIRE(other.iterations() == 0);

    const NamedTensors tensors = read_safetensors(file.path);
    REQUIRE(*tensors.find_metadata("format") == "ockham weights 1");
    REQUIRE(tensors.entries().size() == 4);
    REQUIRE(tensors.entries()[0].name == "hidden/kernel");
    REQUIRE(tensors.entries()[3].name == "output/bias");
    REQUIRE(tensors.get<double>("hidden/kernel").matrix() == model.get_weights()[0]);
    REQUIRE(tensors.get<double>("output/bias").shape() == Shape{3});
}

TEST_CASE("weights are converted between float and double", "[checkpoints]") {
    const io_files::Temporary file;
    const Sequential<double> model = checkpoint_files::trained();
    save_weights(model, file.path);
    Sequential<float> single = fixtures::model<float>(1);
    single.build({4});
    load_weights(single, file.path);
    for (std::size_t i = 0; i < 4; ++i)
        REQUIRE(single.get_weights()[i] == model.get_weights()[i].cast<float>());
    save_weights(single, file.path);
    REQUIRE(read_safetensors(file.path).entries()[0].format.name() == "float32");
    Sequential<double> twice = fixtures::model<double>(1);
    twice.build({4});
    load_weights(twice, file.path);
    for (std::size_t i = 0; i < 4; ++i)
        REQUIRE(twice.get_weights()[i].cast<float>() == single.get_weights()[i]);
}

TEST_CASE("weights are read from a file of another program, whatever its metadata and types",
          "[checkpoints]") {
    const io_files::Temporary file;
    Sequential model{Dense(2, {.name = "d"})};
    model.build({1});
    NamedTensors tensors;
    tensors.add("d/bias", Tensor<double>(Shape{2}, Eigen::Vector2d(3, 4)), {NumberFormat::Kind::natural, 1});
    tensors.add("d/kernel", Tensor<float>(Eigen::RowVector2f(1, 2)));
    tensors.set_metadata("format", "pt");
    write_safetensors(file.path, tensors);
    load_weights(model, file.path);
    REQUIRE(model.get_weights()[0] == Eigen::RowVector2f(1, 2));
    REQUIRE(model.get_weights()[1] == Eigen::RowVector2f(3, 4));
}

TEST_CASE("a file without weights, or with others, leaves the model as it was", "[checkpoints]") {
    const io_files::Temporary file;
    const std::string who = "load_weights '" + file.path + "': expected ";
    Sequential<double> model = checkpoint_files::trained();
    const auto refused = [&](const std::string& sentence) {
        fixtures::require_refused<FileError>(model, who + sentence,
                                             [&](auto& m) { load_weights(m, file.path); });
        save_weights(model, file.path);
    };
    refused("a safetensors file of at least 8 bytes, got 0");
    checkpoint_files::leave_out(file.path, "output/kernel");
    refused("'output/kernel' of shape (5, 3), got none");
    checkpoint_files::replace(file.path, "output/kernel", Tensor<double>(Shape{3, 5}));
    refused("'output/kernel' of shape (5, 3), got (3, 5)");
    checkpoint_files::replace(file.path, "output/bias", Tensor<double>(Shape{3, 1}));
    refused("'output/bias' of shape (3,), got (3, 1)");
    checkpoint_files::replace(file.path, "output/bias", Tensor<double>(Shape{2}));
    refused("'output/bias' of shape (3,), got (2,)");
    checkpoint_files::replace(file.path, "third/bias", Tensor<double>(Shape{1}));
    refused("nothing besides what belongs to this model, got 'third/bias'");
    checkpoint_files::replace(file.path, "output/bias/optimizer/0", Tensor<double>(Shape{3}));
    refused("nothing besides what belongs to this model, got 'output/bias/optimizer/0'");
    checkpoint_files::replace(file.path, "output/bias",
                              Tensor<double>(Shape{3}, Eigen::Vector3d(1, std::nan(""), 2)));
    refused("finite numbers in 'output/bias', got nan");
    Sequential<float> single = fixtures::compiled_model<float>();
    single.build({4});
    checkpoint_files::replace(file.path, "output/bias",
                              Tensor<double>(Shape{3}, Eigen::Vector3d(1, 2, 1e39)));
    fixtures::require_refused<FileError>(single, who + "numbers in the range of float32, got 1e+39",
                                         [&](auto& m) { load_weights(m, file.path); });
    NamedTensors deep({{"hidden/kernel", {NumberFormat::Kind::natural, 1}, std::vector<Index>(9, 1), 0, 1}},
                      "a", {});
    write_safetensors(file.path, deep);
    refused("'hidden/kernel' of shape (4, 5), got (1, 1, 1, 1, 1, 1, 1, 1, ...)");
}

TEST_CASE("weights that are not there or not finite are not written", "[checkpoints]") {
    const io_files::Temporary file("old");
    Sequential<double> unbuilt = fixtures::model();
    REQUIRE_THROWS_WITH(save_weights(unbuilt, file.path),
                        "Sequential 'classifier': expected a built model for save_weights; call build() or "
                        "fit() first, got an "
                        "unbuilt one");
    REQUIRE_THROWS_WITH(load_weights(unbuilt, file.path),
                        "Sequential 'classifier': expected a built model for load_weights; call build() or "
                        "fit() first, got an "
                        "unbuilt one");
    Sequential<double> model = checkpoint_files::trained();
    auto weights = model.get_weights();
    weights[2](1, 1) = -std::numeric_limits<double>::infinity();
    model.set_weights(weights);
    REQUIRE_THROWS_WITH(save_weights(model, file.path),
                        "save_weights: expected finite numbers in 'output/kernel', got -inf");
    REQUIRE_THROWS_AS(save_weights(model, file.path), ArgumentError);
    REQUIRE(file.bytes() == "old");
    REQUIRE_THROWS_WITH(
        save_weights(checkpoint_files::trained(), "no/where"),
        "save_weights 'no/where': expected a file that can be opened, got 'No such file or directory'");
}
