// SPDX-License-Identifier: MIT
#include <ockham/keras/hdf5_attribute.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace hdf5_attribute_test {

inline std::string number(std::uint64_t value, int size) {
    std::string bytes;
    for (int i = 0; i < size; ++i) bytes += static_cast<char>(i < 8 ? value >> 8 * i : 0);
    return bytes;
}

/// An attribute `names` of `count` values of a type, with these bytes.
inline std::string attribute(const std::string& type, std::uint64_t count, const std::string& values) {
    const std::string name("names\0\0\0", 8);
    const std::string space = number(1, 1) + number(1, 1) + number(0, 6) + number(count, 8);
    return number(1, 2) + number(6, 2) + number(type.size(), 2) + number(space.size(), 2) + name + type +
           space + values;
}

inline const std::string fixed = number(0x13, 1) + number(0, 3) + number(4, 4),
                         any =
                             number(0x19, 1) + number(1, 3) + number(16, 4) + number(0x13, 1) + number(0, 7);

inline std::vector<std::string_view> strings(const std::string& file_bytes, const std::string& bytes) {
    keras::detail::Hdf5Bytes file(file_bytes, "who");
    const keras::detail::Hdf5Attribute attribute(file, bytes);
    CHECK(attribute.name() == "names");
    return attribute.strings(file, "who");
}

}  // namespace hdf5_attribute_test

TEST_CASE("strings of a fixed length are read from attributes", "[keras]") {
    using namespace hdf5_attribute_test;
    CHECK(strings("", attribute(fixed, 2, std::string("ab\0\0wxyz", 8))) ==
          std::vector<std::string_view>{"ab", "wxyz"});
    CHECK(strings("", attribute(fixed, 0, "")).empty());
    REQUIRE_THROWS_WITH(
        strings("", attribute(fixed, 3, "abcdwxyz")),
        "who: expected an undamaged HDF5 file as Keras writes it, got an attribute that is cut short");
    const std::string integers =
        number(0x10, 1) + number(0, 3) + number(4, 4) + number(0, 2) + number(32, 2) + number(0, 4);
    REQUIRE_THROWS_WITH(strings("", attribute(integers, 2, "abcdwxyz")),
                        "who: expected strings in 'names', got something else");
    keras::detail::Hdf5Bytes file("", "who");
    CHECK_THROWS_AS(keras::detail::Hdf5Attribute(file, number(9, 1)), FileError);
    CHECK_THROWS_AS(keras::detail::Hdf5Attribute(file, number(2, 1) + number(1, 1) + number(0, 20)),
                    FileError);
}

TEST_CASE("strings of any length are read from where attributes say that they are", "[keras]") {
    using namespace hdf5_attribute_test;
    // A collection at byte 8, with the strings number 1 and 2.
    const std::string collection = number(0, 8) + "GCOL" + number(1, 4) + number(64, 8) + number(1, 2) +
                                   number(0, 6) + number(3, 8) + "one" + number(0, 5) + number(2, 2) +
                                   number(0, 6) + number(3, 8) + "two" + number(0, 5);
    const auto value = [](std::uint64_t length, std::uint64_t index, std::uint64_t address = 8) {
        return number(length, 4) + number(address, 8) + number(index, 4);
    };
    CHECK(strings(collection, attribute(any, 3, value(3, 2) + value(2, 1) + value(0, 0))) ==
          std::vector<std::string_view>{"two", "on", ""});
    REQUIRE_THROWS_WITH(
        strings(collection, attribute(any, 1, value(3, 3))),
        "who: expected an undamaged HDF5 file as Keras writes it, got a string that is not where it "
        "should be");
    CHECK_THROWS_AS(strings(collection, attribute(any, 1, value(4, 1))), FileError);
    CHECK_THROWS_AS(strings(collection, attribute(any, 1, value(3, 1, 9))), FileError);
    CHECK_THROWS_AS(strings(collection, attribute(any, 1, value(3, 1, ~0ull))), FileError);
    CHECK_THROWS_AS(strings(collection.substr(0, 50), attribute(any, 1, value(3, 1))), FileError);
}
