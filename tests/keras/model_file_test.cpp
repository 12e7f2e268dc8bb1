// SPDX-License-Identifier: MIT
#include <ockham/keras/model_file.hpp>
#include <ockham/training.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace model_file_test {

inline void read(const std::string& bytes) {
    const auto model = keras::parse_model<float>(bytes, "who");
    for (const Matrix<float>& weights : model.get_weights()) CHECK(weights.allFinite());
}

}  // namespace model_file_test

TEST_CASE("a file says in which precision it was trained", "[keras]") {
    CHECK(keras::ModelFile(keras_files::path("classifier/model.keras")).dtype() == "float64");
    CHECK(keras::ModelFile(keras_files::path("classifier/model.h5")).dtype() == "float64");
    CHECK(keras::ModelFile(keras_files::path("binary/model.keras")).dtype() == "float32");
    CHECK(keras::ModelFile(keras_files::path("unbuilt.keras")).dtype() == "float32");
    const keras_files::Members members("binary/model.keras");
    const auto mixed = members.with("\"float32\"", "\"bfloat16\"");
    REQUIRE_THROWS_WITH(keras::ModelFile(mixed.config, mixed.weights, "who").dtype(),
                        "who: expected layers that are all of float32, or all of float64, got 'bfloat16'");
}

TEST_CASE("a file is read in either precision", "[keras]") {
    const keras::ModelFile file(keras_files::path("classifier/model.keras"));
    const auto exact = file.model<double>().get_weights();
    const auto rounded = file.model<float>().get_weights();
    REQUIRE(exact.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(rounded[i] == exact[i].cast<float>());
}

TEST_CASE("what is no file of Keras is refused, naming the file", "[keras]") {
    REQUIRE_THROWS_WITH(
        keras::load_model("missing.keras"),
        "load_model 'missing.keras': expected a file that can be opened, got 'No such file or directory'");
    REQUIRE_THROWS_WITH(
        keras::load_model(OCKHAM_TESTS_DIR),
        (Text("load_model '") << OCKHAM_TESTS_DIR << "': expected a regular file, got something else")
            .string());
    const std::string csv = keras_files::path("classifier/history.csv");
    REQUIRE_THROWS_WITH(
        keras::load_model(csv),
        (Text("load_model '") << csv << "': expected a .keras or .h5 file of Keras, got something else")
            .string());
    REQUIRE_THROWS_WITH(keras::parse_model("", "who"),
                        "who: expected a .keras or .h5 file of Keras, got something else");
    REQUIRE_THROWS_WITH(
        keras::parse_model(keras_files::Members("unbuilt.keras").weights, "who"),
        "who: expected a whole model, with model_config, got weights alone, or another HDF5 file");
    REQUIRE_THROWS_WITH(keras::parse_model(keras::detail::archive_of("who", {{"config.json", "{}"}}), "who"),
                        "who: expected a member model.weights.h5, got an archive without it");
    REQUIRE_THROWS_WITH(keras::parse_model(keras::detail::archive_of("who", {{"other", "{}"}}), "who"),
                        "who: expected a member config.json, got an archive without it");
    CHECK_THROWS_AS(keras::ModelFile("{", "", "who"), FileError);
}

TEST_CASE("damaged files of models are refused, or read, and nothing else", "[keras]") {
    using model_file_test::read;
    CHECK(keras_files::refusals(keras_files::bytes_of(keras_files::path("classifier/model.keras")), 13,
                                read) > 1000);
    CHECK(keras_files::refusals(keras_files::bytes_of(keras_files::path("classifier/model.h5")), 61, read) >
          700);
}

TEST_CASE("damage that the archive does not notice is refused, or read, and nothing else", "[keras]") {
    const keras_files::Members members("classifier/model.keras");
    const auto read_weights = [&](const std::string& weights) {
        (void)keras::ModelFile(members.config, weights, "who").model<float>();
    };
    const auto read_config = [&](const std::string& config) {
        (void)keras::ModelFile(config, members.weights, "who").model<float>();
    };
    CHECK(keras_files::refusals(members.weights, 83, read_weights) > 250);
    CHECK(keras_files::refusals(members.config, 11, read_config) > 1300);
}

TEST_CASE("a model is made of the text that to_json gives", "[keras]") {
    const std::string layers =
        R"([{"class_name": "InputLayer", "config": {"batch_shape": [null, 4]}},)"
        R"( {"class_name": "Dense", "config": {"name": "out", "units": 2, "dtype": "float32"}}])";
    const auto json = [&](const std::string& more) {
        return R"({"class_name": "Sequential", "config": {"name": "m", "layers": )" + layers + "}" + more +
               "}";
    };
    const Sequential<float> model = keras::model_from_json(json(""));
    CHECK(model.is_built());
    CHECK(model.layer("out").output_shape() == Shape{2});
    CHECK(model.get_weights()[0].norm() > 0);
    auto compiled =
        keras::model_from_json<double>(json(R"(, "compile_config": {"optimizer": "sgd", "loss": "mse"})"));
    CHECK(compiled.train_on_batch(Matrix<double>::Ones(3, 4), Matrix<double>::Ones(3, 2))["loss"] > 0);
    REQUIRE_THROWS_WITH(keras::model_from_json(R"({"class_name": "Functional"})"),
                        "model_from_json: expected a list of layers, got null");
    REQUIRE_THROWS_WITH(keras::model_from_json("[1"),
                        Catch::Matchers::StartsWith("model_from_json: expected the text in JSON, got"));
}
