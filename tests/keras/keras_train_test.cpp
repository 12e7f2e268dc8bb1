// SPDX-License-Identifier: MIT
// The program examples/keras_train.cpp, over the recorded files.
#ifdef OCKHAM_KERAS_TRAIN

#include <cmath>
#include <cstdlib>

#include <ockham/io/npy.hpp>
#include <ockham/io/read_csv.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace keras_train_test {

/// Runs the program; returns whether it said that all was well.
inline bool run(const std::string& arguments) {
    return std::system(
               ("'" OCKHAM_KERAS_TRAIN "' " + arguments + " > keras_train.out 2> keras_train.err").c_str()) ==
           0;
}

/// A recorded file, for the shell: the folder may have a blank in its name.
inline std::string quoted_path(const std::string& name) {
    return "'" + keras_files::path(name) + "'";
}

inline std::string files(const std::string& name, const std::string& model) {
    std::string text = quoted_path(name + "/" + model);
    for (const char* what : {"x", "y"})
        text += std::string(" --") + what + " " + quoted_path(name + "/" + what + ".npy");
    for (const char* what : {"x", "y"})
        text += std::string(" --validation-") + what + " " + quoted_path(name + "/" + what + "_val.npy");
    return text;
}

template <class Numbers>
double distance(const Numbers& got, const Numbers& wanted) {
    if (got.size() != wanted.size()) return INFINITY;
    double largest = 1, apart = 0;
    for (Index i = 0; i < wanted.size(); ++i) {
        largest = std::max(largest, std::abs(static_cast<double>(wanted.data()[i])));
        apart = std::max(apart, std::abs(static_cast<double>(got.data()[i] - wanted.data()[i])));
    }
    return apart / largest;
}

}  // namespace keras_train_test

TEST_CASE("keras_train trains as Keras does, straight from its files", "[keras]") {
    using namespace keras_train_test;
    struct Recorded {
        const char *name, *model;
        double tolerance;
    };
    for (const auto& [name, model, tolerance] :
         {Recorded{"classifier", "model.keras", 1e-7}, Recorded{"classifier", "model.h5", 1e-7},
          Recorded{"binary", "model.keras", 2e-4}, Recorded{"regression", "model.keras", 2e-4},
          Recorded{"labels", "model.keras", 2e-4}, Recorded{"convolutions", "model.keras", 1e-7}}) {
        INFO(name << "/" << model);
        REQUIRE(
            run(files(name, model) +
                " --epochs 3 --batch-size 4 --no-shuffle --history h.csv --save s.keras --predictions p.npy "
                "--plot p.svg"));
        const auto path = [&](const char* file) { return keras_files::path(std::string(name) + "/" + file); };
        const Csv got = read_csv("h.csv"), wanted = read_csv(path("history.csv"));
        CHECK(got.columns == wanted.columns);
        CHECK(distance(got.values, wanted.values) <= tolerance);
        CHECK(distance(read_npy<double>("p.npy"), read_npy<double>(path("predictions.npy"))) <= tolerance);
        const auto a = keras::load_model<double>("s.keras").get_weights(),
                   b = keras::load_model<double>(path("trained.keras")).get_weights();
        REQUIRE(a.size() == b.size());
        for (std::size_t i = 0; i < a.size(); ++i) CHECK(distance(a[i], b[i]) <= tolerance);
        CHECK(keras::ModelFile("s.keras").dtype() == keras::ModelFile(path("model.keras")).dtype());
        CHECK(read_npy_header("p.npy").format.name() == keras::ModelFile("s.keras").dtype());
        CHECK(keras_files::bytes_of("p.svg").starts_with("<svg"));
    }
}

TEST_CASE("keras_train says what a model is made of", "[keras]") {
    REQUIRE(keras_train_test::run("--summary " + keras_train_test::quoted_path("classifier/model.h5")));
    CHECK(keras_files::bytes_of("keras_train.out") ==
          keras::load_model<double>(keras_files::path("classifier/model.h5")).summary());
}

TEST_CASE("keras_train explains what it cannot do in one line", "[keras]") {
    using keras_train_test::files, keras_train_test::run;
    const auto error = [](const std::string& arguments) {
        CHECK_FALSE(run(arguments));
        return keras_files::bytes_of("keras_train.err");
    };
    CHECK(error("") == "keras_train: expected MODEL.keras, got nothing\n");
    CHECK(error("m.keras --x x.npy") == "keras_train: expected --y Y.npy, got nothing\n");
    CHECK(error("m.keras --x x.npy --y y.npy --validation-x x.npy") ==
          "keras_train: expected --validation-x and --validation-y, or neither, got one of them\n");
    CHECK(error("m.keras --x x.npy --y y.npy") ==
          "load_model 'm.keras': expected a file that can be opened, got 'No such file or directory'\n");
    CHECK(error(files("classifier", "x.npy"))
              .ends_with("classifier/x.npy': expected a .keras or .h5 file of Keras, got something else\n"));
    CHECK(error(files("classifier", "model.keras") + " --y x.npy") ==
          "read_npy 'x.npy': expected a file that can be opened, got 'No such file or directory'\n");
    CHECK(error(files("classifier", "model.keras") + " --epochs 0") ==
          "keras_train: expected --epochs to be a whole number from 1 to 1000000000, got '0'\n");
}

#endif
