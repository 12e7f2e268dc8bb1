// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <ockham/io/safetensors_reader.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace safetensors_reader_test {

/// A file with this header before so many bytes of numbers.
inline NamedTensors read(const std::string& json, std::size_t numbers) {
    std::string bytes;
    for (int i = 0; i < 8; ++i) bytes += static_cast<char>(json.size() >> 8 * i);
    return detail::SafetensorsReader(bytes + json + std::string(numbers, '\x01'), "who").read();
}

/// A header with one array `a` that says this.
inline std::string array(const std::string& fields) {
    return "{\"a\":{" + fields + "}}";
}

inline std::string place(std::size_t begin, std::size_t end) {
    return "\"dtype\":\"U8\",\"shape\":[" + std::to_string(end - begin) + "],\"data_offsets\":[" +
           std::to_string(begin) + "," + std::to_string(end) + "]";
}

}  // namespace safetensors_reader_test

TEST_CASE("arrays are where the header says, in any order", "[io]") {
    using namespace safetensors_reader_test;
    const NamedTensors tensors =
        read("{\"b\":{" + place(2, 5) + "}, \"e\":{" + place(2, 2) +
                 "},\"a\" : {\"data_offsets\":[0,2],\"shape\":[1,2],\"dtype\":\"BOOL\"}} ",
             5);
    REQUIRE(tensors.entries().size() == 3);
    REQUIRE(tensors.entries()[2].shape == std::vector<Index>{1, 2});
    REQUIRE(tensors.entries()[0].begin == 2);
    REQUIRE(tensors.bytes() == std::string(5, '\x01'));
    REQUIRE(read("{}", 0).entries().empty());
    REQUIRE(*read("{\"__metadata__\":{\"k\":\"v\"}}", 0).find_metadata("k") == "v");
    REQUIRE(read("{\"__metadata__\":{}}", 0).metadata().empty());
}

TEST_CASE("a header that does not end in the file is refused", "[io]") {
    const auto read = [](const std::string& bytes) { return detail::SafetensorsReader(bytes, "who").read(); };
    REQUIRE_THROWS_WITH(read(""), "who: expected a safetensors file of at least 8 bytes, got 0");
    REQUIRE_THROWS_WITH(read("1234567"), "who: expected a safetensors file of at least 8 bytes, got 7");
    REQUIRE_THROWS_WITH(
        read(std::string("\x03\0\0\0\0\0\0\0{}", 10)),
        "who: expected a safetensors file with a header that ends in it, got 10 bytes in all");
    REQUIRE_THROWS_WITH(
        read(std::string(8, '\xff') + "{}"),
        "who: expected a safetensors file with a header that ends in it, got 10 bytes in all");
    REQUIRE_THROWS_WITH(read(std::string(8, '\0')), "who: expected '{' at byte 0 of the header, got its end");
}

TEST_CASE("a header that says less, more, or something twice is refused", "[io]") {
    using namespace safetensors_reader_test;
    const std::string fields = place(0, 3);
    REQUIRE(read(array(fields), 3).entries().size() == 1);
    REQUIRE_THROWS_WITH(read(array("\"dtype\":\"U8\""), 0),
                        "who: expected dtype, shape and data_offsets for 'a', got less");
    REQUIRE_THROWS_WITH(read(array(""), 0), "who: expected dtype, shape and data_offsets for 'a', got less");
    REQUIRE_THROWS_WITH(read(array(fields + ",\"dtype\":\"U8\""), 3),
                        "who: expected dtype, shape and data_offsets, each once, for 'a', got 'dtype'");
    REQUIRE_THROWS_WITH(read(array(fields + ",\"color\":{}"), 3),
                        "who: expected dtype, shape and data_offsets, each once, for 'a', got 'color'");
    REQUIRE_THROWS_WITH(read("{\"a\":{" + place(0, 3) + "},\"a\":{" + place(3, 5) + "}}", 5),
                        "who: expected names that differ, got 'a' twice");
    REQUIRE_THROWS_WITH(read(R"({"__metadata__":{"a":"1","b":"2","a":"3"}})", 0),
                        "who: expected names that differ, got 'a' twice");
    REQUIRE_THROWS_WITH(read(R"({"__metadata__":{},"__metadata__":{}})", 0),
                        "who: expected __metadata__ once, got it twice");
    REQUIRE_THROWS_WITH(read(R"({"__metadata__":{"a":1}})", 0),
                        "who: expected '\"' at byte 21 of the header, got '1}}'");
    REQUIRE_THROWS_WITH(read("{}{}", 0), "who: expected the end at byte 2 of the header, got '{}'");
    REQUIRE_THROWS_WITH(read(std::string(100000, '['), 0),
                        "who: expected '{' at byte 0 of the header, got '[[[[[[[[[[[[[[[[[[[[...'");
    REQUIRE_THROWS_WITH(read("{\"a\":" + std::string(100000, '{'), 0),
                        "who: expected '\"' at byte 6 of the header, got '{{{{{{{{{{{{{{{{{{{{...'");
    REQUIRE_THROWS_WITH(
        read(array(R"("dtype":"F8_E4M3")"), 0),
        "who: expected dtype of 'a' to be BOOL, I8 to I64, U8 to U64, F16, BF16, F32 or F64, got 'F8_E4M3'");
    REQUIRE_THROWS_AS(read(array(R"("shape":[[1]])"), 0), FileError);
    REQUIRE_THROWS_AS(read(array(R"("data_offsets":[1])"), 3), FileError);
    REQUIRE_THROWS_AS(read(array(R"("data_offsets":[0,1,2])"), 3), FileError);
    REQUIRE_THROWS_AS(read(array(R"("shape":[-1])"), 0), FileError);
}

TEST_CASE("arrays that overlap, leave gaps or do not fill their shape are refused", "[io]") {
    using namespace safetensors_reader_test;
    const auto two = [](const std::string& a, const std::string& b, std::size_t numbers) {
        return read("{\"a\":{" + a + "},\"b\":{" + b + "}}", numbers);
    };
    REQUIRE(two(place(0, 3), place(3, 5), 5).entries().size() == 2);
    REQUIRE_THROWS_WITH(
        two(place(0, 3), place(2, 5), 5),
        "who: expected arrays that follow each other without a gap, got 'b' at offset 2 after 3 bytes");
    REQUIRE_THROWS_WITH(
        two(place(0, 3), place(0, 3), 3),
        "who: expected arrays that follow each other without a gap, got 'b' at offset 0 after 3 bytes");
    REQUIRE_THROWS_WITH(
        two(place(0, 3), place(4, 5), 5),
        "who: expected arrays that follow each other without a gap, got 'b' at offset 4 after 3 bytes");
    REQUIRE_THROWS_WITH(two(place(0, 3), place(3, 5), 6), "who: expected 5 bytes of numbers, got 6");
    REQUIRE_THROWS_WITH(two(place(0, 3), place(3, 5), 4),
                        "who: expected 'b' to lie within 4 bytes of numbers, got offset 5");
    REQUIRE_THROWS_WITH(read(array(R"("dtype":"U8","shape":[2],"data_offsets":[0,3])"), 3),
                        "who: expected as many bytes for 'a' as its shape asks for, got offsets 0 to 3");
    REQUIRE_THROWS_WITH(read(array(R"("dtype":"F32","shape":[3],"data_offsets":[0,3])"), 3),
                        "who: expected as many bytes for 'a' as its shape asks for, got offsets 0 to 3");
    REQUIRE_THROWS_WITH(read(array(R"("dtype":"U8","shape":[1],"data_offsets":[3,2])"), 3),
                        "who: expected as many bytes for 'a' as its shape asks for, got offsets 3 to 2");
    // 2^62 * 8 bytes, which overflow to 0, with and without a size of 0 that hides it.
    for (const char* shape : {"[4611686018427387904,8]", "[4611686018427387904,8,0]"})
        REQUIRE_THROWS_WITH(
            read(array("\"dtype\":\"U64\",\"shape\":" + std::string(shape) + ",\"data_offsets\":[0,0]"), 0),
            "who: expected as many bytes for 'a' as its shape asks for, got offsets 0 to 0");
}
