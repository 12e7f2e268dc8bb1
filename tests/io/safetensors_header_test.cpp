// SPDX-License-Identifier: MIT
#include <string>

#include <ockham/io/safetensors_header.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("the header of a safetensors file names arrays, and where they are", "[io]") {
    using Kind = NumberFormat::Kind;
    NamedTensors tensors;
    const std::string nothing = detail::safetensors_header("who", tensors);
    REQUIRE(nothing == std::string("\x08\0\0\0\0\0\0\0{}      ", 16));
    tensors.set_metadata("note", "a\"b");
    tensors.add("w", Tensor<float>(Shape{2, 3}));
    tensors.add("\xc3\xbc\\", Tensor<double>(Eigen::Vector2d(1, 2)), {Kind::natural, 2});
    const std::string header = detail::safetensors_header("who", tensors);
    REQUIRE(header.size() % 8 == 0);
    REQUIRE(static_cast<unsigned char>(header[0]) == header.size() - 8);
    REQUIRE(header.substr(1, 7) == std::string(7, '\0'));
    const std::string json = header.substr(8, header.find_last_not_of(' ') - 7);
    REQUIRE(json ==
            R"({"__metadata__":{"note":"a\"b"},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},)"
            "\"\xc3\xbc\\\\\":"
            R"({"dtype":"U16","shape":[2,1],"data_offsets":[24,28]}})");
}

TEST_CASE("names and strings that safetensors cannot hold are refused", "[io]") {
    NamedTensors tensors;
    tensors.add("\xff", Tensor<float>(Shape{1}));
    REQUIRE_THROWS_WITH(detail::safetensors_header("who", tensors),
                        "who: expected names and strings of UTF-8, got '\xff'");
    NamedTensors key, value, name;
    key.set_metadata("\xff", "");
    value.set_metadata("a", "\xc3");
    name.add("__metadata__", Tensor<float>(Shape{1}));
    REQUIRE_THROWS_WITH(detail::safetensors_header("who", key),
                        "who: expected names and strings of UTF-8, got '\xff'");
    REQUIRE_THROWS_WITH(detail::safetensors_header("who", value),
                        "who: expected names and strings of UTF-8, got '\xc3'");
    REQUIRE_THROWS_WITH(detail::safetensors_header("who", name),
                        "who: expected names of arrays other than __metadata__, got it");
}
