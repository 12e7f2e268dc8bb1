// SPDX-License-Identifier: MIT
// The files in cases/ were recorded by NumPy 2.4.6; see record.py.
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <ockham/io/npy.hpp>
#include <ockham/io/whole_file.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace npy_test {

inline std::string recorded(const std::string& name) {
    return OCKHAM_TESTS_DIR "/io/cases/" + name + ".npy";
}

template <class Scalar>
std::vector<Scalar> numbers(const Tensor<Scalar>& tensor) {
    return {tensor.data(), tensor.data() + tensor.size()};
}

/// 0, 1, 2, ... in this shape.
template <class Scalar>
Tensor<Scalar> counting(const Shape& shape) {
    Tensor<Scalar> tensor(shape);
    for (Index i = 0; i < tensor.size(); ++i) tensor.data()[i] = static_cast<Scalar>(i);
    return tensor;
}

template <class Scalar>
void write_and_read(const Tensor<Scalar>& tensor, const NpyOptions& options) {
    const io_files::Temporary file("older and longer than anything that is written into it");
    write_npy(file.path, tensor, options);
    const Tensor<Scalar> read = read_npy<Scalar>(file.path);
    REQUIRE(read.shape() == tensor.shape());
    REQUIRE(numbers(read) == numbers(tensor));
    const NpyHeader header = read_npy_header(file.path);
    REQUIRE(header.format.name() == (!options.dtype.empty() ? options.dtype
                                     : sizeof(Scalar) == 4  ? "float32"
                                                            : "float64"));
    REQUIRE(header.fortran_order == options.fortran_order);
    REQUIRE(header.size % 64 == 0);
}

}  // namespace npy_test

TEST_CASE("every type and order that NumPy writes is read", "[io]") {
    using namespace npy_test;
    for (const std::string type : {"b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"})
        for (const std::string bytes : {"none", "little", "big"})
            for (const std::string axes : {"C", "F"}) {
                if ((type[1] == '1') != (bytes == "none")) continue;
                const std::string path = recorded(type + "_" + bytes + "_" + axes);
                const Tensor<float> read = read_npy(path);
                REQUIRE(read.shape() == Shape{1, 2, 3});
                const float sign = type[0] == 'u' ? 1.0F : -1.0F;
                const std::vector<float> wanted =
                    type == "b1" ? std::vector<float>{0, 1, 0, 1, 0, 1}
                                 : std::vector<float>{0, sign, sign * 2, sign * 3, sign * 4, sign * 5};
                REQUIRE(numbers(read) == wanted);
                REQUIRE(numbers(read_npy<double>(path)) == std::vector<double>(wanted.begin(), wanted.end()));
                REQUIRE(read_npy_header(path).fortran_order == (axes == "F"));
            }
    REQUIRE(read_npy_header(recorded("i8_big_C")).format.name() == "int64");
}

TEST_CASE("every version and rank that NumPy writes is read", "[io]") {
    using namespace npy_test;
    REQUIRE(numbers(read_npy(recorded("version_2"))) == std::vector<float>{1.5, -2.5});
    REQUIRE(numbers(read_npy(recorded("version_3"))) == std::vector<float>{1.5, -2.5});
    REQUIRE(read_npy(recorded("rank_0")).shape() == Shape{1});
    REQUIRE(numbers(read_npy(recorded("rank_0"))) == std::vector<float>{2.5});
    REQUIRE(read_npy(recorded("rank_5")).shape() == Shape{2, 2, 2, 2, 2});
    REQUIRE(numbers(read_npy(recorded("rank_5"))) == numbers(counting<float>({2, 2, 2, 2, 2})));
    REQUIRE(read_npy(recorded("no_rows")).shape() == Shape{0, 3});
}

TEST_CASE("what NumPy writes and Ockham has no place for is refused by name", "[io]") {
    using npy_test::recorded;
    const auto expect = [](const std::string& name, const std::string& what) {
        REQUIRE_THROWS_WITH(read_npy(recorded(name)), "read_npy '" + recorded(name) + "': " + what);
        REQUIRE_THROWS_WITH(read_npy_header(recorded(name)),
                            "read_npy_header '" + recorded(name) + "': " + what);
        REQUIRE_THROWS_AS(read_npy(recorded(name)), FileError);
    };
    expect("rank_6", "expected an array of rank 5 at most, got a higher one");
    expect("no_columns", "Shape: expected positive sizes, got 0");
    expect("text", "expected booleans, integers, or floating numbers of 2, 4 or 8 bytes, got '<U1'");
    expect("complex", "expected booleans, integers, or floating numbers of 2, 4 or 8 bytes, got '<c16'");
}

TEST_CASE("a shape that the file does not fill is refused before memory is taken for it", "[io]") {
    const io_files::Temporary file;
    write_npy(file.path, npy_test::counting<float>({2, 3}));
    const std::string good = file.bytes();
    REQUIRE_THROWS_WITH(parse_npy(good.substr(0, good.size() - 1), "who"),
                        "who: expected 24 bytes for shape (2, 3) of float32, got 23");
    REQUIRE_THROWS_WITH(parse_npy(good + "\n"),
                        "parse_npy: expected 24 bytes for shape (2, 3) of float32, got 25");
    std::string large = good;
    large.replace(large.find("(2, 3), }     "), 14, "(99999999999)}");
    REQUIRE_THROWS_WITH(parse_npy(large, "who"),
                        "who: expected 399999999996 bytes for shape (99999999999,) of float32, got 24");
}

TEST_CASE("a number too large for float is refused, and NaN is a number", "[io]") {
    const io_files::Temporary file;
    write_npy(file.path, Eigen::Vector2d(1, 1e200));
    REQUIRE_THROWS_WITH(read_npy(file.path),
                        "read_npy '" + file.path + "': expected numbers in the range of float32, got 1e+200");
    REQUIRE(read_npy<double>(file.path).data()[1] == 1e200);
    write_npy(file.path, Eigen::Vector3d(std::nan(""), std::numeric_limits<double>::infinity(), -0.0));
    const Tensor<float> read = read_npy(file.path);
    REQUIRE(std::isnan(read.data()[0]));
    REQUIRE(read.data()[1] == std::numeric_limits<float>::infinity());
    REQUIRE(std::signbit(read.data()[2]));
}

TEST_CASE("what is written is read back in every type, rank and order", "[io]") {
    using namespace npy_test;
    for (const Shape& shape :
         {Shape{5}, Shape{0, 3}, Shape{3, 4}, Shape{2, 3, 4}, Shape{2, 1, 3, 2}, Shape{2, 3, 1, 2, 2}})
        for (const char* dtype : {"", "float32", "float64", "int8", "int16", "int32", "int64", "uint8",
                                  "uint16", "uint32", "uint64"})
            for (const bool fortran_order : {false, true}) {
                write_and_read(counting<float>(shape), {.dtype = dtype, .fortran_order = fortran_order});
                write_and_read(counting<double>(shape), {.dtype = dtype, .fortran_order = fortran_order});
            }
    write_and_read(Tensor<double>(Eigen::Vector3d(1, 0, 1)), {.dtype = "bool"});
}

TEST_CASE("an npy file is written as NumPy writes it", "[io]") {
    const io_files::Temporary file;
    for (const std::string axes : {"C", "F"}) {
        Tensor<float> tensor(Shape{1, 2, 3});
        for (int i = 0; i < 6; ++i) tensor.data()[i] = static_cast<float>(-i);
        write_npy(file.path, tensor, {.dtype = "int16", .fortran_order = axes == "F"});
        const detail::WholeFile numpy("test", npy_test::recorded("i2_little_" + axes));
        REQUIRE(file.bytes() == numpy.bytes);
    }
}

TEST_CASE("matrices of Eigen are written with the numbers they have", "[io]") {
    const io_files::Temporary file;
    const auto type = [&file] { return read_npy_header(file.path).format.name(); };
    write_npy(file.path, Eigen::MatrixXf::Ones(2, 3) * 2);
    REQUIRE(type() == "float32");
    REQUIRE(read_npy(file.path).shape() == Shape{2, 3});
    write_npy(file.path, Eigen::MatrixXd::Ones(2, 3));
    REQUIRE(type() == "float64");
    write_npy(file.path, Eigen::VectorXi::LinSpaced(3, -1, 1));
    REQUIRE(type() == "int32");
    REQUIRE(read_npy(file.path).shape() == Shape{3, 1});
    REQUIRE(npy_test::numbers(read_npy(file.path)) == std::vector<float>{-1, 0, 1});
    write_npy(file.path, Eigen::Matrix<unsigned char, 2, 1>(0, 255));
    REQUIRE(type() == "uint8");
    write_npy(file.path, Eigen::Vector2i(0, 1), {.dtype = "float64"});
    REQUIRE(type() == "float64");
}

TEST_CASE("what cannot be written leaves the file as it was", "[io]") {
    const io_files::Temporary file("as it was");
    REQUIRE_THROWS_WITH(write_npy(file.path, Tensor<float>()),
                        "write_npy: expected a tensor with a shape, got an empty one");
    REQUIRE_THROWS_WITH(write_npy(file.path, Eigen::Vector2d(1, 0.5), {.dtype = "int32"}),
                        "write_npy: expected numbers that int32 can hold, got 0.5");
    REQUIRE_THROWS_WITH(
        write_npy(file.path, Eigen::Vector2d(1, 256), {.dtype = "uint8", .fortran_order = true}),
        "write_npy: expected numbers that uint8 can hold, got 256");
    REQUIRE_THROWS_WITH(write_npy(file.path, Eigen::Vector2d(1, 2), {.dtype = "float16"}),
                        "write_npy: expected dtype to be float32, float64, int8 to int64, uint8 to uint64 or "
                        "bool, got 'float16'");
    REQUIRE(file.bytes() == "as it was");
    REQUIRE_THROWS_WITH(
        write_npy("no/where.npy", Eigen::Vector2d(1, 2)),
        "write_npy 'no/where.npy': expected a file that can be opened, got 'No such file or directory'");
    REQUIRE_THROWS_WITH(
        write_npy("/dev/full", Eigen::Vector2d(1, 2)),
        "write_npy '/dev/full': expected a file that can be written, got 'No space left on device'");
}

TEST_CASE("an npy file that is cut or changed anywhere is read or refused", "[io]") {
    const detail::WholeFile file("test", npy_test::recorded("i4_little_F"));
    for (std::size_t size = 0; size < file.bytes.size(); ++size)
        REQUIRE_THROWS_AS(parse_npy(file.bytes.substr(0, size)), FileError);
    for (std::size_t i = 0; i < file.bytes.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = file.bytes;
            changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
            Index size = 6;
            try {
                size = parse_npy(changed).size();
            } catch (const FileError&) {}
            REQUIRE(size == 6);
        }
}
