// SPDX-License-Identifier: MIT
#include <ockham/keras/format.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace fields_test {

inline const keras::Format<float> format;

/// Reads `config` by `read(fields)`, and returns the error.
template <class Read>
std::string error_of(const char* config, Read read) {
    return keras_files::error_of([&] {
        const keras::Json json = keras::Json::parse(config);
        keras::Fields fields(json, "who", format.parts);
        read(fields);
        fields.done();
        return 0;
    });
}

enum class Word { one, two };

struct Options {
    bool flag = false;
    double number = 1, rounded = 1;
    Index count = 1;
    std::string text = "a";
    std::optional<double> maybe = {}, nothing = 2.0;
    std::array<Index, 2> sizes{1, 1}, same{1, 1};
    AnyActivation activation;
    AnyInitializer initializer = zeros();
    AnyRegularizer regularizer, none = l1(1);
    Word word = Word::one;
};

inline void all(keras::Fields& fields, Options& options) {
    fields("flag", options.flag);
    fields("number", options.number);
    fields.rounded("rounded", options.rounded);
    fields("count", options.count);
    fields("text", options.text);
    fields("maybe", options.maybe);
    fields("nothing", options.nothing);
    fields("sizes", options.sizes);
    fields("same", options.same);
    fields("activation", options.activation);
    fields("initializer", options.initializer);
    fields("regularizer", options.regularizer);
    fields("none", options.none);
    fields.choice("word", options.word, {{"one", Word::one}, {"two", Word::two}});
    fields.only("axis", -1);
    fields.ignored("seed");
}

}  // namespace fields_test

TEST_CASE("options are read in Keras' words, and written again", "[keras]") {
    using namespace fields_test;
    const keras::Json json = keras::Json::parse(R"({
        "flag": true, "number": 0.1, "rounded": 0.9, "count": 7, "text": "b", "maybe": 3, "nothing": null,
        "sizes": [2, 3], "same": 4, "activation": "tanh",
        "initializer": {"module": "keras.initializers", "class_name": "Ones", "config": {}, "registered_name": null},
        "regularizer": {"class_name": "L1", "config": {"l1": 0.1}}, "none": null, "word": "two", "axis": -1, "seed": 5,
        "unknown": null, "off": false, "empty": []})");
    Options options;
    keras::Fields reading(json, "who", format.parts);
    all(reading, options);
    CHECK_NOTHROW(reading.done());
    CHECK(reading.reading());
    CHECK(options.flag);
    CHECK(options.number == 0.1);
    CHECK(options.rounded == static_cast<double>(0.9F));
    CHECK(options.count == 7);
    CHECK(options.text == "b");
    CHECK(options.maybe == 3.0);
    CHECK(options.nothing == std::nullopt);
    CHECK(options.sizes == std::array<Index, 2>{2, 3});
    CHECK(options.same == std::array<Index, 2>{4, 4});
    CHECK(options.activation.name() == "tanh");
    CHECK(options.initializer.as<Constant>()->value() == 1);
    CHECK(options.regularizer.as<L1L2>()->options().l1 == static_cast<double>(0.1F));
    CHECK_FALSE(options.none);
    CHECK(options.word == Word::two);

    keras::Json written;
    keras::Fields writing(&written, "who", format.parts);
    all(writing, options);
    CHECK_FALSE(writing.reading());
    CHECK(
        written.dump() ==
        R"({"flag":true,"number":0.1,"rounded":0.9,"count":7,"text":"b","maybe":3.0,"nothing":null,"sizes":[2,3],)"
        R"("same":[4,4],"activation":"tanh","initializer":{"module":"keras.initializers","class_name":"Ones",)"
        R"("config":{},"registered_name":null},"regularizer":{"module":"keras.regularizers","class_name":"L1",)"
        R"("config":{"l1":0.1},"registered_name":null},"none":null,"word":"two"})");
}

TEST_CASE("a number that float32 does not have is written as it is", "[keras]") {
    keras::Json written;
    keras::Fields fields(&written, "who", fields_test::format.parts);
    double factor = 0.1;
    fields.rounded("factor", factor);
    CHECK(written["factor"] == 0.1);
    CHECK(factor == 0.1);
}

TEST_CASE("learning rates are numbers or schedules", "[keras]") {
    using fields_test::format;
    AnySchedule rate = 0.5;
    const auto read = [&](const char* config) {
        const keras::Json json = keras::Json::parse(config);
        keras::Fields fields(json, "who", format.parts);
        fields("learning_rate", rate);
        fields.done();
    };
    const auto written = [&] {
        keras::Json json;
        keras::Fields fields(&json, "who", format.parts);
        fields("learning_rate", rate);
        return json.dump();
    };
    read("{}");
    CHECK(rate(0) == 0.5);
    read(R"({"learning_rate": null})");
    CHECK(rate(0) == 0.5);
    read(R"({"learning_rate": 0.25})");
    CHECK(rate.is_constant());
    CHECK(rate(0) == 0.25);
    CHECK(written() == R"({"learning_rate":0.25})");
    read(R"({"learning_rate": {"class_name": "InverseTimeDecay", "config":
            {"initial_learning_rate": 0.5, "decay_steps": 1, "decay_rate": 1.0, "name": "decay"}}})");
    CHECK_FALSE(rate.is_constant());
    CHECK(rate(1) == 0.25);
    CHECK(
        written() ==
        R"({"learning_rate":{"module":"keras.optimizers.schedules","class_name":"InverseTimeDecay","config":)"
        R"({"initial_learning_rate":0.5,"decay_steps":1.0,"decay_rate":1.0,"staircase":false},"registered_name":null}})");
    CHECK(keras_files::error_of([&] {
              return read(R"({"learning_rate": {"class_name": "Mine", "config": {}}})"), 0;
          }).starts_with("who: learning_rate: expected one of the schedules that Ockham has, got "));
    rate = [](std::int64_t) { return 1.0; };
    CHECK(keras_files::argument_error_of([&] {
              return written();
          }).starts_with("who: learning_rate: expected one of the schedules that Keras has (CosineDecay, "));
}

TEST_CASE("lists of numbers, and whole numbers for which null stands", "[keras]") {
    using fields_test::format;
    std::vector<double> numbers = {7};
    std::vector<std::int64_t> whole;
    int steps = 3;
    const auto all = [&](keras::Fields& fields) {
        fields("numbers", numbers);
        fields("whole", whole);
        fields.or_none("steps", steps, 1);
    };
    const auto read = [&](const char* config) {
        const keras::Json json = keras::Json::parse(config);
        keras::Fields fields(json, "who", format.parts);
        all(fields);
        fields.done();
    };
    const auto written = [&] {
        keras::Json json;
        keras::Fields fields(&json, "who", format.parts);
        all(fields);
        return json.dump();
    };
    read("{}");
    CHECK(numbers == std::vector<double>{7});
    CHECK(steps == 3);
    read(R"({"numbers": [1, 0.5], "whole": [3, 4.0], "steps": 5})");
    CHECK(written() == R"({"numbers":[1.0,0.5],"whole":[3,4],"steps":5})");
    read(R"({"numbers": [], "steps": null})");
    CHECK(written() == R"({"numbers":[],"whole":[3,4],"steps":null})");
    CHECK(steps == 1);
    const auto error = [&](const char* config) {
        return keras_files::error_of([&] { return read(config), 0; });
    };
    CHECK(error(R"({"numbers": 1})") == "who: expected numbers to be a list of numbers, got 1");
    CHECK(error(R"({"numbers": [1, "2"]})") ==
          "who: expected numbers to be a list of numbers, got [1,\"2\"]");
    CHECK(error(R"({"whole": [0.5]})") == "who: expected whole to be a whole number, got 0.5");
    CHECK(error(R"({"steps": 0.5})") == "who: expected steps to be a whole number, got 0.5");
    CHECK(error(R"({"steps": 4294967297})") == "who: expected steps to be a smaller number, got 4294967297");
}

TEST_CASE("options that are missing stay as they are", "[keras]") {
    using namespace fields_test;
    Options options;
    options.activation = ockham::activations::relu;
    const keras::Json json = keras::Json::object();
    keras::Fields fields(json, "who", format.parts);
    all(fields, options);
    CHECK(options.number == 1);
    CHECK(options.activation.name() == "relu");
    CHECK(options.initializer.as<Constant>()->value() == 0);
    CHECK(options.nothing == 2.0);
    CHECK(options.none);
    CHECK(options.sizes == std::array<Index, 2>{1, 1});
}

TEST_CASE("options of other kinds are refused by name", "[keras]") {
    using namespace fields_test;
    const auto error = [](const char* config) {
        return error_of(config, [](keras::Fields& fields) {
            Options options;
            all(fields, options);
        });
    };
    CHECK(error(R"({"flag": 1})") == "who: expected flag to be true or false, got 1");
    CHECK(error(R"({"number": "1"})") == "who: expected number to be a number, got '1'");
    CHECK(error(R"({"number": {"class_name": "CosineDecay", "config": {}}})") ==
          "who: expected number to be a number, got 'CosineDecay'");
    CHECK(error(R"({"rounded": true})") == "who: expected rounded to be a number, got true");
    for (const char* bad : {"1.5", "1e300", "18446744073709551615", "\"1\"", "[1]"})
        CHECK(error((Text("{\"count\": ") << bad << "}").string().c_str())
                  .starts_with("who: expected count to be a whole number, got "));
    CHECK(error(R"({"text": 1})") == "who: expected text to be a text, got 1");
    CHECK(error(R"({"maybe": []})") == "who: expected maybe to be a number, got []");
    CHECK(error(R"({"sizes": [1, 2, 3]})") == "who: expected sizes to be 2 numbers, got [1,2,3]");
    CHECK(error(R"({"sizes": [1, "2"]})") == "who: expected sizes to be a whole number, got '2'");
    CHECK(error(R"({"activation": "gelu2"})")
              .starts_with("who: activation: expected one of the activations that Ockham has, got "));
    CHECK(error(R"({"word": "three"})") == "who: expected word to be one of one, two, got 'three'");
    CHECK(error(R"({"word": 1})") == "who: expected word to be one of one, two, got 1");
    CHECK(error(R"({"axis": 1})") == "who: expected axis to be -1, got 1");
    CHECK(error(R"({"axis": -1.0})") == "nothing");
    CHECK(error(R"({"renorm": true, "name": null, "size": 2})") ==
          "who: expected options that Ockham has, got 'renorm' = true, 'size' = 2");
    CHECK(error("[]") == "who: expected its options in an object, got []");
}

TEST_CASE("a function for options says what else a file must have", "[keras]") {
    keras::Json written;
    keras::Fields fields(&written, "who", fields_test::format.parts);
    CHECK(fields.variables() == "vars");
    fields.variables("cell/vars");
    CHECK(fields.variables() == "cell/vars");
    CHECK(fields.slots().groups.empty());
    fields.slots({2, 1});
    CHECK(fields.slots().groups == std::vector<int>{2, 1});
    CHECK_FALSE(fields.slots().number);
    fields.slots({1}, [](std::int64_t updates) { return static_cast<double>(updates) / 2; });
    CHECK(fields.slots().groups == std::vector<int>{1});
    CHECK(fields.slots().number(3) == 1.5);
    CHECK_FALSE(fields.declined());
    fields.decline();
    CHECK(fields.declined());
}
