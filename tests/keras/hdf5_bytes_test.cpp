// SPDX-License-Identifier: MIT
#include <limits>

#include <ockham/keras/hdf5_bytes.hpp>

#include "support/catch.hpp"

using namespace ockham;

TEST_CASE("bytes of HDF5 are read within their bounds", "[keras]") {
    const std::string bytes("\x01\x02\xff\x00SNOD", 8);
    keras::detail::Hdf5Bytes file(bytes, "who");
    CHECK(file.who() == "who");
    CHECK(file.number(0, 2) == 0x201);
    CHECK(file.number(0, 4) == 0xff0201);
    CHECK(file.number(0, 8) == 0x444f4e5300ff0201);
    CHECK(file.part(4, 4) == "SNOD");
    CHECK(file.part(8, 0).empty());
    CHECK_NOTHROW(file.expect(4, "SNOD"));
    const std::string beyond =
        "who: expected an undamaged HDF5 file as Keras writes it, got one that ends at byte 8 and refers to "
        "what is "
        "beyond";
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    REQUIRE_THROWS_WITH(file.part(5, 4), beyond);
    REQUIRE_THROWS_WITH(file.part(9, 0), beyond);
    REQUIRE_THROWS_WITH(file.part(4, most), beyond);
    REQUIRE_THROWS_WITH(file.part(most, 4), beyond);
    REQUIRE_THROWS_WITH(file.number(1, 8), beyond);
    REQUIRE_THROWS_WITH(file.expect(3, "SNOD"),
                        "who: expected an undamaged HDF5 file as Keras writes it, got no SNOD at byte 3");
    CHECK(file.number(std::string_view("ab"), 1, 1) == 'b');
    const std::string too_short =
        "who: expected an undamaged HDF5 file as Keras writes it, got a message that is too short";
    REQUIRE_THROWS_WITH(file.number(std::string_view("ab"), 1, 2), too_short);
    REQUIRE_THROWS_WITH(file.number(std::string_view("ab"), most, 2), too_short);
    REQUIRE_THROWS_WITH(file.part_of("ab", 1, 2), too_short);
    REQUIRE_THROWS_WITH(file.part_of("ab", 1, most), too_short);
}

TEST_CASE("a file of HDF5 has no more numbers than bytes", "[keras]") {
    keras::detail::Hdf5Bytes file("12345678", "who");
    file.hand_out(5);
    file.hand_out(3);
    REQUIRE_THROWS_WITH(
        file.hand_out(1),
        "who: expected an undamaged HDF5 file as Keras writes it, got arrays that lie in the same place");
}

TEST_CASE("a file of HDF5 does not keep its reader busy for ever", "[keras]") {
    keras::detail::Hdf5Bytes file("", "who");
    for (int i = 0; i < 1 << 20; ++i) file.step();
    REQUIRE_THROWS_WITH(
        file.step(),
        "who: expected an undamaged HDF5 file as Keras writes it, got one whose parts refer to each "
        "other in circles");
}
