// SPDX-License-Identifier: MIT
#include <ockham/analysis/scores.hpp>
#include <ockham/models/table.hpp>
#include <ockham/ockham.hpp>

#include "support/catch.hpp"
#include "training/fixtures.hpp"

using namespace ockham;

namespace scores_test {

inline Results results(std::initializer_list<const char*> names) {
    Results made;
    for (const char* name : names) made.set(name, static_cast<double>(made.size()) + 0.5);
    return made;
}

}  // namespace scores_test

TEST_CASE("a run is judged by evaluate, on what it was trained on and on what not", "[analysis]") {
    const Tensor<double> x = fixtures::numbers<double>(Shape{20, 4}), y = fixtures::one_hot(20);
    const Samples<double> validation{fixtures::numbers(7, 4, 1), fixtures::one_hot(7),
                                     Tensor<double>(std::vector{1, 2, 0, 3, 1, 1, 5})};
    const Tensor<double> weight(std::vector<double>(20, 0.25));
    const FitOptions<double> options{
        .epochs = 3, .batch_size = 6, .sample_weight = weight, .verbose = 0, .validation_batch_size = 4};
    auto model = fixtures::compiled_model(), same = model;
    const detail::JudgedRun run = detail::fit_and_judge(model, x, y, options, validation);
    const History history = same.fit(x, y, options);
    REQUIRE(fixtures::same_weights(model, same));
    REQUIRE(run.history["loss"] == history["loss"]);
    const Results known = same.evaluate(x, y, {.batch_size = 6, .sample_weight = weight}),
                  other = same.evaluate(validation.x, validation.y,
                                        {.batch_size = 4, .sample_weight = validation.sample_weight});
    REQUIRE(run.scores.size() == known.size() + other.size());
    for (const auto& [name, value] : known) REQUIRE(run.scores[name] == value);
    for (const auto& [name, value] : other) REQUIRE(run.scores["val_" + name] == value);

    REQUIRE(detail::fit_and_judge(model, x, y, options, {}).scores.size() == known.size());
    // Without a size of their own the samples for validation have that of the others.
    FitOptions<double> one_size = options;
    one_size.validation_batch_size = 0;
    const Results scores = detail::fit_and_judge(model, x, y, one_size, validation).scores;
    REQUIRE(scores["val_activity_penalty"] ==
            model.evaluate(validation.x, validation.y, {.batch_size = 6})["activity_penalty"]);
}

TEST_CASE("models are compared by the data loss and by metrics, not by losses with penalties", "[analysis]") {
    using scores_test::results;
    REQUIRE(
        detail::compared_names(
            results({"loss", "accuracy", "data_loss", "kernel_penalty", "bias_penalty", "activity_penalty",
                     "val_loss", "val_accuracy", "val_data_loss", "val_kernel_penalty", "kernel_norm"})) ==
        std::vector<std::string>{"data_loss", "val_data_loss", "accuracy", "val_accuracy", "kernel_norm"});
    REQUIRE(detail::compared_names(results({"loss", "data_loss", "val_mse"})) ==
            std::vector<std::string>{"data_loss"});
}

TEST_CASE("scores of several runs are a column, and a table", "[analysis]") {
    using scores_test::results;
    const std::vector<Results> scores{results({"a", "b"}), results({"b", "a"})};
    REQUIRE(detail::column(scores, "a") == std::vector<double>{0.5, 1.5});
    REQUIRE_THROWS_WITH(detail::column(scores, "c"), "Results: expected one of a, b, got c");
    REQUIRE(detail::column({}, "c").empty());

    detail::Table table("rrr", false);
    detail::add_head(table, "Run", {"a", "b"});
    for (const char* run : {"x", "y"})
        detail::add_line(table, run, {"a", "b"},
                         [&](const std::string& name) { return scores[run[0] == 'x' ? 0 : 1][name] / 3; });
    Text text("\n");
    table.write(text);
    REQUIRE(text.string() == R"(
┏━━━━━┳━━━━━━━━┳━━━━━━━━┓
┃ Run ┃      a ┃      b ┃
┡━━━━━╇━━━━━━━━╇━━━━━━━━┩
│   x │ 0.1667 │    0.5 │
│   y │    0.5 │ 0.1667 │
└─────┴────────┴────────┘
)");
}
