// SPDX-License-Identifier: MIT
#include <ockham/ockham.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace summary_test {

/// A penalty that does not say what it is.
struct Nothing {
    template <class Scalar>
    double penalty(In<Scalar>) const {
        return 0;
    }
    template <class Scalar>
    void add_gradient(In<Scalar>, InOut<Scalar>, Scalar) const {}
};

inline Sequential<float> model() {
    return Sequential<float>({Dense(1000, {.activation = activations::tanh,
                                           .kernel_regularizer = l1(0.001),
                                           .bias_regularizer = l2(0.5),
                                           .activity_regularizer = l1_l2(0.25, 2)}),
                              Dropout(0.5, {.name = "a_rather_long_name"}),
                              Dense(1234, {.use_bias = false,
                                           .kernel_regularizer = orthogonal(),
                                           .bias_regularizer = l1(),
                                           .trainable = false}),
                              Dense(3, {.activity_regularizer = Nothing()})},
                             {.name = "big"});
}

}  // namespace summary_test

TEST_CASE("the summary of a built model shows shapes, parameters, and each penalty", "[models]") {
    auto model = summary_test::model();
    model.build({4});
    REQUIRE("\n" + model.summary() == R"(
Model: "big"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)                 ┃ Output Shape ┃   Param # ┃ Regularized                                             ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ dense (Dense)                │ (None, 1000) │     5,000 │ kernel l1(0.001), bias l2(0.5), activity l1_l2(0.25, 2) │
├──────────────────────────────┼──────────────┼───────────┼─────────────────────────────────────────────────────────┤
│ a_rather_long_name (Dropout) │ (None, 1000) │         0 │                                                         │
├──────────────────────────────┼──────────────┼───────────┼─────────────────────────────────────────────────────────┤
│ dense_1 (Dense)              │ (None, 1234) │ 1,234,000 │ kernel orthogonal(0.01)                                 │
├──────────────────────────────┼──────────────┼───────────┼─────────────────────────────────────────────────────────┤
│ dense_2 (Dense)              │ (None, 3)    │     3,705 │ activity custom                                         │
└──────────────────────────────┴──────────────┴───────────┴─────────────────────────────────────────────────────────┘
 Total params: 1,242,705
 Trainable params: 8,705
 Non-trainable params: 1,234,000
)");
    model.layer("dense_1").set_trainable(true);
    model.layer("dense").set_trainable(false);
    const std::string thawed = model.summary();
    REQUIRE(
        thawed.ends_with(" Total params: 1,242,705\n"
                         " Trainable params: 1,237,705\n"
                         " Non-trainable params: 5,000\n"));
}

TEST_CASE("the summary of an unbuilt model knows its penalties, but no shapes", "[models]") {
    REQUIRE("\n" + summary_test::model().summary() == R"(
Model: "big"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)                 ┃ Output Shape ┃     Param # ┃ Regularized                                             ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ dense (Dense)                │ ?            │ 0 (unbuilt) │ kernel l1(0.001), bias l2(0.5), activity l1_l2(0.25, 2) │
├──────────────────────────────┼──────────────┼─────────────┼─────────────────────────────────────────────────────────┤
│ a_rather_long_name (Dropout) │ ?            │ 0 (unbuilt) │                                                         │
├──────────────────────────────┼──────────────┼─────────────┼─────────────────────────────────────────────────────────┤
│ dense_1 (Dense)              │ ?            │ 0 (unbuilt) │ kernel orthogonal(0.01)                                 │
├──────────────────────────────┼──────────────┼─────────────┼─────────────────────────────────────────────────────────┤
│ dense_2 (Dense)              │ ?            │ 0 (unbuilt) │ activity custom                                         │
└──────────────────────────────┴──────────────┴─────────────┴─────────────────────────────────────────────────────────┘
 Total params: 0
 Trainable params: 0
 Non-trainable params: 0
)");
}

TEST_CASE("a model without layers has a summary, too", "[models]") {
    REQUIRE("\n" + Sequential<double>().summary() == R"(
Model: "sequential"
┏━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━┓
┃ Layer (type) ┃ Output Shape ┃ Param # ┃ Regularized ┃
┡━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━┩
└──────────────┴──────────────┴─────────┴─────────────┘
 Total params: 0
 Trainable params: 0
 Non-trainable params: 0
)");
}

TEST_CASE("counts have a comma before every three digits", "[models]") {
    REQUIRE(detail::with_commas(0) == "0");
    REQUIRE(detail::with_commas(999) == "999");
    REQUIRE(detail::with_commas(1000) == "1,000");
    REQUIRE(detail::with_commas(999999) == "999,999");
    REQUIRE(detail::with_commas(1234567) == "1,234,567");
}

TEST_CASE("a summary shows outputs of any rank", "[models]") {
    Sequential model{Dense(2, {.input_shape = {7, 3}}), Flatten()};
    model.build();
    const std::string summary = model.summary();
    REQUIRE(summary.find("│ dense (Dense)     │ (None, 7, 2) │       8 │") != std::string::npos);
    REQUIRE(summary.find("│ flatten (Flatten) │ (None, 14)   │       0 │") != std::string::npos);
}
