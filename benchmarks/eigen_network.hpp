// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <Eigen/Core>

#include <ockham/core/types.hpp>

namespace work {

/// The Iris network written down with Eigen alone, as one would without a library: the same steps of SGD, with
/// validation and accuracies after each.
class EigenNetwork final {
public:
    using Input = Eigen::Ref<const ockham::Matrix<float>>;

    EigenNetwork() {
        const std::array<Eigen::Index, layers + 1> sizes = {4, 512, 256, 64, 32, 3};
        for (std::size_t i = 0; i < layers; ++i) {
            const float limit = std::sqrt(6.0F / static_cast<float>(sizes[i] + sizes[i + 1]));
            kernel_[i] = limit * ockham::Matrix<float>::Random(sizes[i], sizes[i + 1]);
            bias_[i] = Eigen::RowVectorXf::Zero(sizes[i + 1]);
        }
    }

    /// Returns the last accuracy in training.
    double fit(const Input& x, const Input& y, const Input& validation_x, const Input& validation_y,
               int epochs) {
        double accuracy = 0;
        for (int epoch = 0; epoch < epochs; ++epoch) {
            forward(x);
            accuracy = judge(y);
            backward(x, y);
            forward(validation_x);
            judge(validation_y);
        }
        return accuracy;
    }

    [[nodiscard]] double loss() const { return loss_; }

private:
    static constexpr std::size_t layers = 5;

    void forward(const Input& x) {
        for (std::size_t i = 0; i < layers; ++i) {
            ockham::Matrix<float>& out = output_[i];
            out.resize(x.rows(), kernel_[i].cols());
            if (i == 0)
                out.noalias() = x * kernel_[i];
            else
                out.noalias() = output_[i - 1] * kernel_[i];
            out.rowwise() += bias_[i];
            if (i < 3)
                out = out.array().tanh();
            else if (i == 3)
                out = out.cwiseMax(0.0F);
            else {
                out.colwise() -= out.rowwise().maxCoeff().eval();
                out = out.array().exp();
                out.array().colwise() /= out.rowwise().sum().array().eval();
            }
        }
    }

    /// The accuracy; the loss is kept.
    double judge(const Input& y) {
        const ockham::Matrix<float>& predicted = output_[layers - 1];
        Eigen::Index right = 0;
        loss_ = 0;
        for (Eigen::Index row = 0; row < y.rows(); ++row) {
            Eigen::Index label = 0, guess = 0;
            y.row(row).maxCoeff(&label);
            predicted.row(row).maxCoeff(&guess);
            right += label == guess ? 1 : 0;
            loss_ -= std::log(predicted(row, label));
        }
        return static_cast<double>(right) / static_cast<double>(y.rows());
    }

    void backward(const Input& x, const Input& y) {
        ockham::Matrix<float> dz = (output_[layers - 1] - y) / static_cast<float>(x.rows()), dx;
        for (std::size_t i = layers; i-- > 0;) {
            if (i > 0) dx.noalias() = dz * kernel_[i].transpose();
            if (i > 0)
                kernel_[i].noalias() -= rate * output_[i - 1].transpose() * dz;
            else
                kernel_[i].noalias() -= rate * x.transpose() * dz;
            bias_[i] -= rate * dz.colwise().sum();
            if (i == 0) return;
            const ockham::Matrix<float>& out = output_[i - 1];
            if (i - 1 < 3)
                dz = dx.array() * (1 - out.array().square());
            else
                dz = (out.array() > 0).select(dx.array(), 0.0F);
        }
    }

    static constexpr float rate = 0.01F;
    std::array<ockham::Matrix<float>, layers> kernel_, output_;
    std::array<Eigen::RowVectorXf, layers> bias_;
    double loss_ = 0;
};

}  // namespace work
