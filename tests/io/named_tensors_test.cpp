// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <ockham/io/named_tensors.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace named_tensors_test {

using Kind = NumberFormat::Kind;

inline Tensor<float> some() {
    return Tensor<float>(Shape{2, 3}, Eigen::VectorXf::LinSpaced(6, 0, 5));
}

}  // namespace named_tensors_test

TEST_CASE("named tensors are kept as they are, or in another format", "[io]") {
    using named_tensors_test::Kind, named_tensors_test::some;
    NamedTensors tensors;
    tensors.add("kernel", some());
    tensors.add("labels", Tensor<double>(Eigen::Vector3d(0, 255, 7)), {Kind::natural, 1});
    tensors.add("none", Tensor<double>(Shape{0, 3}));
    REQUIRE(tensors.entries().size() == 3);
    REQUIRE(tensors.bytes().size() == 24 + 3);
    REQUIRE(tensors.entries()[1].name == "labels");
    REQUIRE(tensors.entries()[1].format == NumberFormat{Kind::natural, 1});
    REQUIRE(tensors.entries()[1].shape == std::vector<Index>{3, 1});
    REQUIRE(tensors.entries()[1].begin == 24);
    REQUIRE(tensors.entries()[1].size == 3);
    REQUIRE(tensors.contains("kernel"));
    REQUIRE_FALSE(tensors.contains("bias"));
    REQUIRE(tensors.find("bias") == nullptr);
    REQUIRE(tensors.get<float>("kernel").matrix() == some().matrix());
    REQUIRE(tensors.get<double>("kernel").matrix() == some().matrix().cast<double>());
    REQUIRE(tensors.get<float>("labels").matrix() == Eigen::Vector3f(0, 255, 7));
    REQUIRE(tensors.get<float>("none").shape() == Shape{0, 3});
}

TEST_CASE("an array that cannot be added changes nothing", "[io]") {
    using named_tensors_test::Kind, named_tensors_test::some;
    NamedTensors tensors;
    tensors.add("kernel", some());
    REQUIRE_THROWS_WITH(tensors.add("kernel", some()),
                        "NamedTensors: expected names that differ, got 'kernel' twice");
    REQUIRE_THROWS_WITH(tensors.add("a", Tensor<float>()),
                        "NamedTensors: expected a tensor with a shape, got an empty one");
    REQUIRE_THROWS_WITH(tensors.add("a", Tensor<double>(Eigen::Vector2d(1, -1)), {Kind::natural, 4}),
                        "NamedTensors: expected numbers that uint32 can hold, got -1");
    for (const NumberFormat& format : {NumberFormat{Kind::brain, 2}, NumberFormat{Kind::floating, 2},
                                       NumberFormat{Kind::integer, 4, true}})
        REQUIRE_THROWS_WITH(tensors.add("a", some(), format),
                            "NamedTensors: expected a little-endian format other than float16 and "
                            "bfloat16, got " +
                                format.name());
    REQUIRE(tensors.entries().size() == 1);
    REQUIRE(tensors.bytes().size() == 24);
}

TEST_CASE("an array that is not there or cannot be a tensor is an error", "[io]") {
    using named_tensors_test::Kind;
    REQUIRE_THROWS_WITH(NamedTensors().get<float>("a"),
                        "NamedTensors: expected no name, having no arrays, got 'a'");
    NamedTensors tensors({{"scalar", {Kind::floating, 8}, {}, 0, 8},
                          {"deep", {Kind::natural, 1}, {1, 1, 1, 1, 1, 1}, 8, 1},
                          {"hollow", {Kind::natural, 1}, {2, 0}, 9, 0}},
                         std::string(9, '\0'), {});
    REQUIRE(tensors.get<float>("scalar").shape() == Shape{1});
    REQUIRE_THROWS_AS(tensors.get<float>("deep"), ShapeError);
    REQUIRE_THROWS_AS(tensors.get<float>("hollow"), ShapeError);
    REQUIRE_THROWS_WITH(tensors.get<float>("x"),
                        "NamedTensors: expected one of the arrays 'scalar', 'deep', 'hollow', got 'x'");
    for (int i = 0; i < 20; ++i) tensors.add(std::to_string(i), Tensor<float>(Shape{0}));
    REQUIRE_THROWS_WITH(tensors.get<float>("x"),
                        "NamedTensors: expected one of the arrays 'scalar', 'deep', 'hollow', '0', '1', '2', "
                        "'3', '4', '5', '6', '7', "
                        "'8', '9', '10', '11', '12', '13', '14', '15', '16', ... (23 in all), got 'x'");
    tensors.add("large", Tensor<double>(Eigen::Matrix<double, 1, 1>(1e300)));
    REQUIRE_THROWS_WITH(tensors.get<float>("large"),
                        "NamedTensors 'large': expected numbers in the range of float32, got 1e+300");
}

TEST_CASE("metadata are strings by name", "[io]") {
    NamedTensors tensors;
    REQUIRE(tensors.find_metadata("a") == nullptr);
    tensors.set_metadata("a", "1");
    tensors.set_metadata("b", "2");
    tensors.set_metadata("a", "3");
    REQUIRE(tensors.metadata().size() == 2);
    REQUIRE(*tensors.find_metadata("a") == "3");
    REQUIRE(tensors.metadata()[1] == std::pair<std::string, std::string>("b", "2"));
}
