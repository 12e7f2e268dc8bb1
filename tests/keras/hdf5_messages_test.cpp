// SPDX-License-Identifier: MIT
#include <ockham/keras/hdf5_messages.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace hdf5_messages_test {

inline std::string number(std::uint64_t value, int size) {
    std::string bytes;
    for (int i = 0; i < size; ++i) bytes += static_cast<char>(i < 8 ? value >> 8 * i : 0);
    return bytes;
}

inline const keras::detail::Hdf5Bytes file("", "who");

/// The datatype message of a floating number.
inline std::string floating(std::uint64_t size, std::uint64_t exponent, std::uint64_t fraction,
                            std::uint64_t bias) {
    return number(0x11, 1) + number((8 * size - 1) << 8 | 0x20, 3) + number(size, 4) + number(0, 2) +
           number(8 * size, 2) + number(fraction, 1) + number(exponent, 1) + number(0, 1) +
           number(fraction, 1) + number(bias, 4);
}

}  // namespace hdf5_messages_test

TEST_CASE("kinds of numbers and strings in HDF5 are told apart", "[keras]") {
    using namespace hdf5_messages_test;
    using keras::detail::Hdf5Type;
    const auto type = [](const std::string& bytes) { return keras::detail::hdf5_type(file, bytes); };
    CHECK(type(floating(4, 8, 23, 127)).format.name() == "float32");
    CHECK(type(floating(8, 11, 52, 1023)).format.name() == "float64");
    CHECK(type(floating(2, 5, 10, 15)).format.name() == "float16");
    for (const std::string& strange : {floating(4, 8, 23, 128), floating(4, 9, 22, 255),
                                       floating(16, 15, 112, 16383), floating(2, 8, 7, 127)})
        CHECK(type(strange).kind == Hdf5Type::Kind::other);
    for (std::size_t bit = 8; bit < 8 * 20; ++bit) {
        std::string changed = floating(4, 8, 23, 127);
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
        const bool is_order = bit == 8, means_nothing = bit == 15;
        INFO("bit " << bit);
        if (!is_order && !means_nothing) CHECK(type(changed).kind == Hdf5Type::Kind::other);
    }
    std::string big_endian = floating(4, 8, 23, 127);
    big_endian[1] = static_cast<char>(big_endian[1] | 1);
    CHECK(type(big_endian).format.big_endian);

    const auto integer = [](std::uint64_t size, std::uint64_t bits, std::uint64_t precision) {
        return number(0x10, 1) + number(bits, 3) + number(size, 4) + number(0, 2) + number(precision, 2);
    };
    CHECK(type(integer(8, 8, 64)).format.name() == "int64");
    CHECK(type(integer(4, 0, 32)).format.name() == "uint32");
    CHECK(type(integer(4, 0, 31)).kind == Hdf5Type::Kind::other);
    CHECK(type(integer(3, 0, 24)).kind == Hdf5Type::Kind::other);
    CHECK(type(number(0x13, 1) + number(0, 3) + number(7, 4)).kind == Hdf5Type::Kind::string);
    CHECK(type(number(0x19, 1) + number(1, 3) + number(16, 4)).kind == Hdf5Type::Kind::any_string);
    CHECK(type(number(0x19, 1) + number(0, 3) + number(16, 4)).kind == Hdf5Type::Kind::other);
    CHECK(type(number(0x16, 1) + number(0, 3) + number(8, 4)).kind == Hdf5Type::Kind::other);
    CHECK_THROWS_AS(type("\x11"), FileError);
    CHECK_THROWS_AS(type(floating(4, 8, 23, 127).substr(0, 12)), FileError);
}

TEST_CASE("sizes of arrays in HDF5 are read, and never overflow", "[keras]") {
    using namespace hdf5_messages_test;
    const auto space = [](const std::string& bytes) { return keras::detail::hdf5_space(file, bytes); };
    const auto simple = [](std::initializer_list<std::uint64_t> sizes) {
        std::string bytes = number(1, 1) + number(sizes.size(), 1) + number(0, 6);
        for (const std::uint64_t size : sizes) bytes += number(size, 8);
        return bytes;
    };
    CHECK(space(simple({2, 3})).sizes == std::vector<Index>{2, 3});
    CHECK(space(simple({2, 3})).count() == 6);
    CHECK(space(simple({})).count() == 1);
    CHECK(space(simple({2, 0})).count() == 0);
    CHECK(space(simple({1ull << 40, 1ull << 40, 3})).count() == 0);
    CHECK(space(number(2, 1) + number(1, 1) + number(0, 1) + number(1, 1) + number(5, 8)).count() == 5);
    CHECK(space(number(2, 1) + number(0, 1) + number(0, 1) + number(2, 1)).count() == 0);
    REQUIRE_THROWS_WITH(space(simple({~0ull})),
                        "who: expected an undamaged HDF5 file as Keras writes it, got an array of size -1");
    CHECK_THROWS_AS(space(number(1, 1) + number(33, 1) + number(0, 300)), FileError);
    CHECK_THROWS_AS(space(number(3, 1) + number(0, 20)), FileError);
    CHECK_THROWS_AS(space(simple({2, 3}).substr(0, 20)), FileError);
}

TEST_CASE("messages of an object are read, also those elsewhere, unless they go round in circles",
          "[keras]") {
    using namespace hdf5_messages_test;
    const auto header = [](std::uint64_t size) {
        return number(1, 1) + number(0, 7) + number(size, 4) + number(0, 4);
    };
    const auto message = [](std::uint64_t type, const std::string& data, std::uint64_t flags = 0) {
        return number(type, 2) + number(data.size(), 2) + number(flags, 1) + number(0, 3) + data;
    };
    // The object at byte 0 has one message there, and goes on at byte 56.
    const std::string bytes = header(40) + message(5, "12345678") +
                              message(0x10, number(56, 8) + number(16, 8)) + message(3, "abcdefgh");
    keras::detail::Hdf5Bytes good(bytes, "who");
    const auto messages = keras::detail::hdf5_messages(good, 0);
    REQUIRE(messages.size() == 2);
    CHECK(messages[0].data == "12345678");
    CHECK(messages[1].type == 3);
    CHECK(messages[1].data == "abcdefgh");

    const std::string circle = header(24) + message(0x10, number(16, 8) + number(24, 8));
    keras::detail::Hdf5Bytes circular(circle, "who");
    REQUIRE_THROWS_WITH(
        keras::detail::hdf5_messages(circular, 0),
        "who: expected an undamaged HDF5 file as Keras writes it, got one whose parts refer to each "
        "other in circles");
    const std::string shared = header(16) + message(3, "12345678", 2);
    keras::detail::Hdf5Bytes elsewhere(shared, "who");
    REQUIRE_THROWS_WITH(
        keras::detail::hdf5_messages(elsewhere, 0),
        "who: expected an undamaged HDF5 file as Keras writes it, got a message that is shared "
        "between objects");
    keras::detail::Hdf5Bytes newer("OHDR............", "who");
    REQUIRE_THROWS_WITH(
        keras::detail::hdf5_messages(newer, 0),
        "who: expected an undamaged HDF5 file as Keras writes it, got objects of the newer kind, "
        "version 2");
}
