// SPDX-License-Identifier: MIT
// cases/all.safetensors was recorded by the Python package safetensors 0.8.0; see record.py.
#include <cmath>
#include <string>
#include <vector>

#include <ockham/io/in_quotes.hpp>
#include <ockham/io/safetensors.hpp>
#include <ockham/io/whole_file.hpp>

#include "io/io_files.hpp"
#include "support/catch.hpp"

using namespace ockham;

namespace safetensors_test {

inline const std::string recorded = OCKHAM_TESTS_DIR "/io/cases/all.safetensors";

inline std::vector<double> numbers(const NamedTensors& tensors, const char* name) {
    const Tensor<double> tensor = tensors.get<double>(name);
    return {tensor.data(), tensor.data() + tensor.size()};
}

}  // namespace safetensors_test

TEST_CASE("a file of the Python package is read", "[io]") {
    using safetensors_test::numbers;
    const NamedTensors tensors = read_safetensors(safetensors_test::recorded);
    using Numbers = std::vector<double>;
    REQUIRE(tensors.entries().size() == 10);
    REQUIRE(numbers(tensors, "flags") == Numbers{1, 0});
    REQUIRE(numbers(tensors, "bytes") == Numbers{0, 255});
    REQUIRE(numbers(tensors, "small") == Numbers{-128, 127});
    REQUIRE(numbers(tensors, "half") == Numbers{1.5, -65504, 0x1p-24});
    REQUIRE(numbers(tensors, "kernel") == Numbers{0.1F, -2, 3, 4, 5, 1e30F});
    REQUIRE(tensors.get<float>("kernel").shape() == Shape{2, 3});
    REQUIRE(numbers(tensors, "scalar") == Numbers{0.1});
    REQUIRE(numbers(tensors, "counts") == Numbers{-0x1p62, 7});
    REQUIRE(numbers(tensors, "naturals") == Numbers{0x1p32 - 1});
    REQUIRE(tensors.get<float>("none").shape() == Shape{0, 3});
    REQUIRE(numbers(tensors, "n\xc3\xa4me \"q\"/\\") == Numbers{1, 2});
    REQUIRE(*tensors.find_metadata("format") == "np");
    REQUIRE(*tensors.find_metadata("note") == "line\n\"quoted\" \\ \xc3\xbc");
}

TEST_CASE("what was read from a safetensors file is written back, and read again", "[io]") {
    const io_files::Temporary file("older");
    const NamedTensors tensors = read_safetensors(safetensors_test::recorded);
    write_safetensors(file.path, tensors);
    const NamedTensors again = read_safetensors(file.path);
    REQUIRE(again.bytes() == tensors.bytes());
    REQUIRE(again.metadata() == tensors.metadata());
    REQUIRE(again.entries().size() == tensors.entries().size());
    for (std::size_t i = 0; i < again.entries().size(); ++i) {
        REQUIRE(again.entries()[i].name == tensors.entries()[i].name);
        REQUIRE(again.entries()[i].format == tensors.entries()[i].format);
        REQUIRE(again.entries()[i].shape == tensors.entries()[i].shape);
        REQUIRE(again.entries()[i].begin == tensors.entries()[i].begin);
    }
}

TEST_CASE("NaN comes back from a safetensors file", "[io]") {
    const io_files::Temporary file;
    NamedTensors tensors;
    tensors.add("a", Tensor<double>(Eigen::Vector3d(std::nan(""), -0.0, 0x1.123456789abcdp-1000)));
    write_safetensors(file.path, tensors);
    REQUIRE(read_safetensors(file.path).bytes() == tensors.bytes());
}

TEST_CASE("errors of safetensors files name the file", "[io]") {
    const io_files::Temporary file("no safetensors");
    REQUIRE_THROWS_WITH(
        read_safetensors(file.path),
        "read_safetensors '" + file.path +
            "': expected a safetensors file with a header that ends in it, got 14 bytes in all");
    REQUIRE_THROWS_WITH(
        read_safetensors("nowhere"),
        "read_safetensors 'nowhere': expected a file that can be opened, got 'No such file or directory'");
    REQUIRE_THROWS_WITH(
        write_safetensors("no/where", {}),
        "write_safetensors 'no/where': expected a file that can be opened, got 'No such file or directory'");
    NamedTensors wrong;
    wrong.set_metadata("a", "\xff");
    REQUIRE_THROWS_WITH(write_safetensors(file.path, wrong),
                        "write_safetensors: expected names and strings of UTF-8, got '\xff'");
    REQUIRE(file.bytes() == "no safetensors");
    REQUIRE_THROWS_WITH(parse_safetensors(""),
                        "parse_safetensors: expected a safetensors file of at least 8 bytes, got 0");
}

TEST_CASE("a safetensors file that is cut or changed anywhere is read or refused", "[io]") {
    const detail::WholeFile file("test", safetensors_test::recorded);
    for (std::size_t size = 0; size < file.bytes.size(); ++size)
        REQUIRE_THROWS_AS(parse_safetensors(file.bytes.substr(0, size)), FileError);
    for (std::size_t i = 0; i < file.bytes.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = file.bytes;
            changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
            std::size_t arrays = 10;
            try {
                const NamedTensors tensors = parse_safetensors(changed);
                arrays = tensors.entries().size();
                for (const NamedTensors::Entry& entry : tensors.entries())
                    (void)tensors.get<double>(entry.name);
            } catch (const FileError&) {
            } catch (const ShapeError&) {}
            REQUIRE(arrays == 10);
        }
}
