// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>

#include <ockham/keras/hdf5_array.hpp>

#include "support/catch.hpp"

using namespace ockham;

namespace hdf5_array_test {

template <class Number>
std::string bytes(std::initializer_list<Number> numbers) {
    std::string bytes(numbers.size() * sizeof(Number), '\0');
    std::memcpy(bytes.data(), numbers.begin(), bytes.size());
    return bytes;
}

inline const NumberFormat float64{NumberFormat::Kind::floating, 8}, float32{NumberFormat::Kind::floating, 4},
    int64{NumberFormat::Kind::integer, 8};

}  // namespace hdf5_array_test

TEST_CASE("arrays of HDF5 become tensors and numbers", "[keras]") {
    using namespace hdf5_array_test;
    using keras::detail::Hdf5Array;
    const std::string numbers = bytes({1.5, -2.0, 3.0, 4.0});
    const auto tensor = Hdf5Array{{2, 2}, float64, numbers, "who"}.tensor<float>();
    CHECK(tensor.shape() == Shape{2, 2});
    CHECK(tensor.data()[1] == -2);
    CHECK(Hdf5Array{{}, int64, bytes({std::int64_t{7}}), "who"}.number() == 7);
    CHECK(Hdf5Array{{}, float32, bytes({0.5F}), "who"}.number() == 0.5);
}

TEST_CASE("arrays of HDF5 that are none, or not finite, are refused", "[keras]") {
    using namespace hdf5_array_test;
    using keras::detail::Hdf5Array;
    const std::string one = bytes({1.0}), bad = bytes({1.0, std::nan("")}), large = bytes({1e300});
    REQUIRE_THROWS_WITH((Hdf5Array{{}, float64, one, "who"}.tensor<float>()),
                        "who: expected an array, got a single number");
    REQUIRE_THROWS_WITH((Hdf5Array{{1}, float64, one, "who"}.number()),
                        "who: expected a single number, got an array");
    REQUIRE_THROWS_WITH((Hdf5Array{{2}, float64, bad, "who"}.tensor<double>()),
                        "who: expected finite numbers, got nan");
    REQUIRE_THROWS_WITH((Hdf5Array{{}, float64, bad.substr(8), "who"}.number()),
                        "who: expected a finite number, got nan");
    REQUIRE_THROWS_WITH((Hdf5Array{{1}, float64, large, "who"}.tensor<float>()),
                        "who: expected numbers in the range of float32, got 1e+300");
    REQUIRE_THROWS_WITH((Hdf5Array{{2, 0}, float64, "", "who"}.tensor<float>()),
                        "who: expected an array with numbers, got an empty one");
    REQUIRE_THROWS_WITH((Hdf5Array{{1, 1, 1, 1, 1, 1}, float64, one, "who"}.tensor<float>()),
                        "who: expected an array of rank 5 at most, got 6");
}
