// SPDX-License-Identifier: MIT
#include <ockham/keras/hdf5_file.hpp>
#include <ockham/keras/hdf5_writer.hpp>

#include "keras/keras_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace hdf5_writer_test {

template <class Scalar>
Tensor<Scalar> counted(const Shape& shape) {
    Tensor<Scalar> tensor(shape);
    for (Index i = 0; i < tensor.size(); ++i) tensor.data()[i] = static_cast<Scalar>(i) / 8;
    return tensor;
}

}  // namespace hdf5_writer_test

TEST_CASE("what is written as HDF5 is read again", "[keras]") {
    using hdf5_writer_test::counted;
    keras::detail::Hdf5Writer writer("who");
    writer.group("layers/dense/vars", "hidden");
    writer.array("layers/dense/vars/0", counted<float>({2, 3, 4}));
    writer.array("layers/dense/vars/1", counted<double>({5}));
    writer.group("optimizer", "");
    writer.number("optimizer/0", std::int64_t{1} << 40);
    writer.number("optimizer/1", 0.25F);
    const std::string bytes = writer.bytes();
    keras::detail::Hdf5Bytes file(bytes, "who");
    const keras::detail::Hdf5Object root(file);
    CHECK(root["layers/dense/vars"].strings("name") == std::vector<std::string_view>{"hidden"});
    const keras::detail::Hdf5Array kernel = root["layers/dense/vars/0"].array();
    CHECK(kernel.format.name() == "float32");
    CHECK(kernel.sizes == std::vector<Index>{2, 3, 4});
    const auto tensor = kernel.tensor<double>();
    for (Index i = 0; i < tensor.size(); ++i) CHECK(tensor.data()[i] == static_cast<double>(i) / 8);
    CHECK(root["layers/dense/vars/1"].array().format.name() == "float64");
    CHECK(root["optimizer/0"].array().number() == 0x1p40);
    CHECK(root["optimizer/1"].array().number() == 0.25);
    CHECK(root["optimizer"].strings("name") == std::nullopt);
}

TEST_CASE("an error of the HDF5 library is one sentence, and is not shown by the library", "[keras]") {
    keras::detail::Hdf5Writer writer("who");
    writer.group("a", "");
    REQUIRE_THROWS_WITH(writer.group("a", ""),
                        "who: expected weights that can be written, got an error of the HDF5 library");
    REQUIRE_THROWS_WITH(writer.number("b/0", 1.0),
                        "who: expected weights that can be written, got an error of the HDF5 library");
}
