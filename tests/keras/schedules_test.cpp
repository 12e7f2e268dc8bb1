// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/schedules.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("schedules are read and written", "[keras]") {
    const auto check = [](const char* class_name, const std::string& config) {
        CHECK(keras_files::round_trip(keras::schedules(),
                                      keras_files::object(class_name, config.c_str()))["config"]
                  .dump() == config);
    };
    check("ExponentialDecay",
          R"({"initial_learning_rate":0.2,"decay_steps":7.0,"decay_rate":0.3,"staircase":true})");
    check("InverseTimeDecay",
          R"({"initial_learning_rate":0.2,"decay_steps":7.0,"decay_rate":0.3,"staircase":true})");
    check(
        "PolynomialDecay",
        R"({"initial_learning_rate":0.2,"decay_steps":7.0,"end_learning_rate":0.01,"power":2.0,"cycle":true})");
    check("PiecewiseConstantDecay", R"({"boundaries":[3,5],"values":[0.1,0.2,0.3]})");
    check(
        "CosineDecay",
        R"({"initial_learning_rate":0.2,"decay_steps":7.0,"alpha":0.1,"warmup_target":null,"warmup_steps":0.0})");
    check(
        "CosineDecay",
        R"({"initial_learning_rate":0.2,"decay_steps":7.0,"alpha":0.1,"warmup_target":0.5,"warmup_steps":3.0})");
    check("CosineDecayRestarts",
          R"({"initial_learning_rate":0.2,"first_decay_steps":7.0,"t_mul":3.0,"m_mul":0.5,"alpha":0.1})");
}

TEST_CASE("a schedule's other options are Keras' defaults, and wrong ones are refused", "[keras]") {
    const auto round_trip = [](const char* class_name, const char* config) {
        return keras_files::round_trip(keras::schedules(), keras_files::object(class_name, config))["config"]
            .dump();
    };
    CHECK(
        round_trip("PolynomialDecay",
                   R"({"initial_learning_rate": 0.2, "decay_steps": 7, "name": "decay"})") ==
        R"({"initial_learning_rate":0.2,"decay_steps":7.0,"end_learning_rate":0.0001,"power":1.0,"cycle":false})");
    CHECK(round_trip("CosineDecayRestarts",
                     R"({"initial_learning_rate": 0.2, "first_decay_steps": 7, "name": null})") ==
          R"({"initial_learning_rate":0.2,"first_decay_steps":7.0,"t_mul":2.0,"m_mul":1.0,"alpha":0.0})");
    CHECK(keras_files::error_of([&] { return round_trip("CosineDecay", R"({"decay_steps": 0})"); }) ==
          "who: CosineDecay: expected decay_steps to be positive and finite, got 0");
    CHECK(keras_files::error_of([&] { return round_trip("CosineDecay", R"({"warmup": 1})"); }) ==
          "who: expected options that Ockham has, got 'warmup' = 1");
}
