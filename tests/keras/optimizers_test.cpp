// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>
#include <ockham/keras/optimizers.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace optimizers_test {

inline std::string round_trip(const char* class_name, const char* config) {
    return keras_files::round_trip(keras::optimizers(), keras_files::object(class_name, config))["config"]
        .dump();
}

inline AnyOptimizer read(const char* class_name, const char* config = "{}") {
    static const keras::Format<double> format;
    return keras::detail::read_object(keras_files::object(class_name, config), format.optimizers, "who",
                                      format.parts, false, [](keras::Fields&, AnyOptimizer&) {});
}

inline std::string error_of_writing(const AnyOptimizer& optimizer) {
    static const keras::Format<double> format;
    return keras_files::argument_error_of([&] {
        return keras::detail::write_object(optimizer, format.optimizers, "who", format.parts,
                                           [](keras::Fields&, keras::Json&) {});
    });
}

/// What is written of what all optimizers share, if none of it is used.
inline const std::string nothing_shared =
    R"("clipvalue":null,"clipnorm":null,"global_clipnorm":null,"use_ema":false,"ema_momentum":0.99,)"
    R"("ema_overwrite_frequency":null,"loss_scale_factor":null,"gradient_accumulation_steps":null)";

}  // namespace optimizers_test

TEST_CASE("optimizers are read and written", "[keras]") {
    using optimizers_test::nothing_shared, optimizers_test::round_trip;
    const auto check = [](const char* class_name, const std::string& own) {
        CHECK(round_trip(class_name, ("{\"name\": \"x\", \"learning_rate\": 0.25, \"weight_decay\": null, " +
                                      nothing_shared + ", " + own + "}")
                                         .c_str()) ==
              "{\"learning_rate\":0.25," + nothing_shared + "," + own + "}");
    };
    check("SGD", R"("momentum":0.9,"nesterov":true)");
    check("RMSprop", R"("rho":0.8,"momentum":0.5,"epsilon":0.001,"centered":true)");
    check("Adam", R"("beta_1":0.8,"beta_2":0.99,"epsilon":0.001,"amsgrad":true)");
    check("Adamax", R"("beta_1":0.8,"beta_2":0.99,"epsilon":0.001)");
    check("Nadam", R"("beta_1":0.8,"beta_2":0.99,"epsilon":0.001)");
    check("Adagrad", R"("initial_accumulator_value":0.3,"epsilon":0.001)");
    check("Adadelta", R"("rho":0.8,"epsilon":0.001)");
    check("Lion", R"("beta_1":0.8,"beta_2":0.9)");
    check("Ftrl",
          R"("learning_rate_power":-0.4,"initial_accumulator_value":0.3,"l1_regularization_strength":0.1,)"
          R"("l2_regularization_strength":0.2,"l2_shrinkage_regularization_strength":0.3,"beta":0.5)");
    CHECK(round_trip("AdamW", R"({"learning_rate": 0.5, "weight_decay": 0.1})") ==
          R"({"learning_rate":0.5,"weight_decay":0.1,)" + nothing_shared +
              R"(,"beta_1":0.9,"beta_2":0.999,"epsilon":1e-07,"amsgrad":false})");
    CHECK(round_trip("AdamW", R"({"weight_decay": 0.0})").find(R"("weight_decay":0.0)") != std::string::npos);
    CHECK(optimizers_test::read("AdamW").shared().weight_decay == static_cast<double>(0.004F));
}

TEST_CASE("what all optimizers share is read and written", "[keras]") {
    const std::string config =
        R"({"learning_rate":0.25,"weight_decay":0.1,"clipvalue":null,"clipnorm":0.5,"global_clipnorm":null,)"
        R"("use_ema":true,"ema_momentum":0.9,"ema_overwrite_frequency":5,"loss_scale_factor":8.0,)"
        R"("gradient_accumulation_steps":3,"rho":0.95,"epsilon":1e-07})";
    CHECK(optimizers_test::round_trip("Adadelta", config.c_str()) == config);
    const UpdateOptions shared = optimizers_test::read("Adadelta", config.c_str()).shared();
    CHECK(shared.weight_decay == static_cast<double>(0.1F));
    CHECK(shared.clipnorm == 0.5);
    CHECK(shared.use_ema);
    CHECK(shared.ema_overwrite_frequency == 5);
    CHECK(shared.gradient_accumulation_steps == 3);
}

TEST_CASE("hyperparameters are those that Keras computes with", "[keras]") {
    using optimizers_test::read;
    CHECK(read("SGD", R"({"momentum": 0.9})").as<SGD>()->options().momentum == static_cast<double>(0.9F));
    CHECK(read("SGD").learning_rate()(0) == 0.01);
    CHECK(read("Adagrad").initial(0) == static_cast<double>(0.1F));
    CHECK(read("Ftrl").initial(0) == static_cast<double>(0.1F));
    CHECK(read("Lion").as<Lion>()->options().beta_1 == static_cast<double>(0.9F));
    CHECK(read("Lion").as<Lion>()->options().beta_2 == static_cast<double>(0.99F));
    CHECK(read("Adam").as<Adam>()->options().beta_1 == 0.9);
    CHECK(read("RMSprop", R"({"momentum": 0.9})").as<RMSprop>()->options().momentum == 0.9);
}

TEST_CASE("optimizers are known by their other names", "[keras]") {
    for (const char* name :
         {"adadelta", "adagrad", "adam", "adamw", "adamax", "ftrl", "lion", "nadam", "rmsprop", "sgd"})
        CHECK(keras::optimizers().find(name) != nullptr);
    CHECK(keras::optimizers().find("Custom>Adam") != nullptr);
    CHECK(keras::optimizers().find("Addons>AdamW") == nullptr);  // which decays without the learning rate
    CHECK(keras::optimizers().find("muon") == nullptr);
}

TEST_CASE("Keras before 2.11 has the slots one after another", "[keras]") {
    const auto groups = [](const char* class_name, const char* config) {
        const keras::Format<double> format;
        std::vector<int> found;
        (void)keras::detail::read_object(
            keras_files::object(class_name, config), format.optimizers, "who", format.parts, false,
            [&](keras::Fields& fields, AnyOptimizer&) { found = fields.slots().groups; });
        return found;
    };
    using Groups = std::vector<int>;
    CHECK(groups("Adam", R"({"amsgrad": true})") == Groups{2, 1});
    CHECK(groups("Adam", R"({"amsgrad": true, "decay": 0.0})") == Groups{1, 1, 1});
    CHECK(groups("Adamax", R"({"lr": 0.1})") == Groups{1, 1});
    CHECK(groups("Adadelta", R"({"lr": 0.1})") == Groups{1, 1});
    CHECK(groups("RMSprop", R"({"lr": 0.1, "centered": true})") == Groups{1, 1});
    CHECK(groups("Ftrl", R"({"decay": 0.0})").empty());
}

TEST_CASE("what an optimizer cannot do is refused by name", "[keras]") {
    const auto error = [](const char* config) {
        return keras_files::error_of([&] { return optimizers_test::round_trip("SGD", config); });
    };
    CHECK(error(R"({"use_ema": 1})") == "who: expected use_ema to be true or false, got 1");
    CHECK(error(R"({"gradient_accumulation_steps": 0})") ==
          "who: SGD: expected gradient_accumulation_steps to be positive and finite, got 0");
    CHECK(error(R"({"learning_rate": {"class_name": "Mystery", "config": {}}})")
              .starts_with("who: learning_rate: expected one of the schedules that Ockham has, got "));
    CHECK(error(R"({"clipnorm": 1, "clipvalue": 1})") ==
          "who: SGD: expected one of clipvalue, clipnorm and global_clipnorm at most, got 2");
    CHECK(error(R"({"decay": -0.1})") ==
          "who: InverseTimeDecay: expected decay_rate to be non-negative and finite, got -0.1");
}

TEST_CASE("what Keras does not have is not written", "[keras]") {
    using optimizers_test::error_of_writing;
    CHECK(error_of_writing(SGD({.proximal_l1 = true})) ==
          "who: expected an optimizer of Keras, got one with proximal_l1");
    CHECK(error_of_writing(Adam({.weight_decay = 0.1, .exclude_from_weight_decay = {"bias"}})) ==
          "who: expected weight decay of all parameters, because Keras' files cannot say more, got "
          "exclude_from_weight_decay");
    CHECK(error_of_writing(Adam({.learning_rate = [](std::int64_t) {
              return 0.1;
          }})).starts_with("who: learning_rate: expected one of the schedules that Keras has ("));
}
