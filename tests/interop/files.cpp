// SPDX-License-Identifier: MIT
// What exchange.py has Ockham do with files:
//
//     files copy FROM TO         reads an array or arrays, and writes them in double or as they are
//     files checkpoint TO        writes the checkpoint of a trained model
//     files load FROM            reads the weights of such a model, and prints the kernel
//
// and what tensor_board.py has it do:
//
//     files tensor_board FOLDER  trains with TensorBoard, and prints the history: name and values, a line each
#include <cstdio>
#include <exception>
#include <string>

#include <ockham/ockham.hpp>

using namespace ockham;

namespace {

Sequential<float> trained_model() {
    Sequential model{Dense(2, {.name = "first"}), Dense(1, {.name = "second"})};
    model.compile({.optimizer = SGD({.learning_rate = 0.125, .momentum = 0.5}), .loss = MeanSquaredError()});
    model.fit(Eigen::MatrixXf::Ones(4, 3), Eigen::VectorXf::Ones(4),
              {.epochs = 3, .batch_size = 2, .verbose = 0});
    return model;
}

void copy(const std::string& from, const std::string& to) {
    if (from.ends_with(".npy"))
        write_npy(to, read_npy<double>(from), {.fortran_order = read_npy_header(from).fortran_order});
    else
        write_safetensors(to, read_safetensors(from));
}

void load(const std::string& from) {
    Sequential<float> model = trained_model();
    load_weights(model, from);
    const Matrix<float> kernel = model.layer("first").get_weights()[0];
    for (Index i = 0; i < kernel.size(); ++i) std::printf("%.9g\n", double(kernel.data()[i]));
}

void tensor_board(const std::string& folder) {
    Sequential model{Dense(3, {.activation = activations::tanh, .kernel_regularizer = l2(0.01)}), Dense(1)};
    model.compile({.optimizer = SGD({.learning_rate = 0.125}), .loss = MeanSquaredError()});
    Random random(0);
    Matrix<double> x(20, 3);
    for (Index i = 0; i < x.size(); ++i) x.data()[i] = random.uniform(-1, 1);
    const History history = model.fit(x, x.col(0),
                                      {.epochs = 4,
                                       .batch_size = 3,
                                       .validation_split = 0.25,
                                       .verbose = 0,
                                       .callbacks = {TensorBoard(folder, {.update_freq = 2})}});
    for (const std::string& name : history.names()) {
        std::printf("%s", name.c_str());
        for (const double value : history[name]) std::printf(" %.9g", value);
        std::printf("\n");
    }
}

}  // namespace

int main(int count, char** arguments) {
    const std::string what = count > 1 ? arguments[1] : "";
    try {
        if (what == "copy" && count == 4) return copy(arguments[2], arguments[3]), 0;
        if (what == "checkpoint" && count == 3)
            return save_checkpoint(trained_model(), arguments[2], {.epoch = 3}), 0;
        if (what == "load" && count == 3) return load(arguments[2]), 0;
        if (what == "tensor_board" && count == 3) return tensor_board(arguments[2]), 0;
        std::fprintf(stderr, "usage: files copy FROM TO | checkpoint TO | load FROM | tensor_board FOLDER\n");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
    }
    return 1;
}
