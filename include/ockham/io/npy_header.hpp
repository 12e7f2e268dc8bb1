// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

#include <ockham/core/build.hpp>
#include <ockham/core/shape.hpp>
#include <ockham/io/number_format.hpp>

namespace ockham {

/// What an `.npy` file says of its array before the numbers.
struct NpyHeader {
    NumberFormat format;         ///< of its numbers; `format.name()` is NumPy's `dtype.name`
    bool fortran_order = false;  ///< the first axis runs fastest, not the last
    Shape shape;                 ///< a single number has the shape (1,)
    std::size_t size = 0;        ///< of the header: where the numbers begin, in bytes
};

namespace detail {

/// Reads the header at the beginning of `.npy` bytes: a magic string, a version, a length, and a dictionary
/// in Python's notation. Errors are `FileError`s in the name of `who`.
class NpyHeaderReader final {
public:
    /// No header is longer; NumPy's are 128 bytes.
    static constexpr std::size_t longest = std::size_t{1} << 16;

    NpyHeaderReader(std::string_view bytes, std::string_view who) : bytes_{bytes}, who_{who} {}

    NpyHeader read();

private:
    [[noreturn]] void fail(std::string_view needed, std::string_view came) const;

    [[nodiscard]] unsigned byte(std::size_t i) const { return static_cast<unsigned char>(bytes_[i]); }

    void skip_blanks();

    /// Takes `token` off the front, if it is there.
    bool take(std::string_view token);

    void expect(std::string_view token);

    std::string_view string();

    void read_dictionary();

    void read_format();

    void read_shape();

    Index size();

    std::string_view bytes_, who_, rest_;
    NpyHeader header_;
};

}  // namespace detail

}  // namespace ockham

#if OCKHAM_BODIES

#include <ockham/io/in_quotes.hpp>

namespace ockham::detail {

OCKHAM_FUNC NpyHeader NpyHeaderReader::read() {
    if (!bytes_.starts_with("\x93NUMPY"))
        fail("an .npy file, which begins with \\x93NUMPY", bytes_.substr(0, 6));
    const unsigned version = bytes_.size() < 8 ? 0 : byte(6);
    if (version < 1 || version > 3 || byte(7) != 0)
        check::fail<FileError>(
            who_, "version 1.0, 2.0 or 3.0 of the format",
            bytes_.size() < 8 ? Text("the end of the file") : Text() << version << "." << byte(7));
    const std::size_t begin = version == 1 ? 10 : 12;
    const std::size_t length = little_endian(bytes_.substr(8, begin - 8));
    if (length > longest)
        check::fail<FileError>(who_, Text("a header of at most ") << longest << " bytes", Text() << length);
    if (bytes_.size() < begin || bytes_.size() - begin < length)
        check::fail<FileError>(who_, Text("a header of ") << begin + length << " bytes",
                               Text() << bytes_.size() << " bytes in all");
    rest_ = bytes_.substr(begin, length);
    read_dictionary();
    header_.size = begin + length;
    return header_;
}

OCKHAM_FUNC void NpyHeaderReader::fail(std::string_view needed, std::string_view came) const {
    check::fail<FileError>(who_, needed, in_quotes(came));
}

OCKHAM_FUNC void NpyHeaderReader::skip_blanks() {
    const std::size_t blanks = rest_.find_first_not_of(" \n\t");
    rest_.remove_prefix(blanks == std::string_view::npos ? rest_.size() : blanks);
}

OCKHAM_FUNC bool NpyHeaderReader::take(std::string_view token) {
    skip_blanks();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
}

OCKHAM_FUNC void NpyHeaderReader::expect(std::string_view token) {
    if (!take(token)) fail(Text("'") << token << "' in the header", rest_);
}

OCKHAM_FUNC std::string_view NpyHeaderReader::string() {
    const char* quote = take("'") ? "'" : "\"";
    if (*quote == '"') expect("\"");
    const std::size_t end = rest_.find(quote);
    if (end == std::string_view::npos) fail(Text(quote) << " at the end of a string in the header", rest_);
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
}

OCKHAM_FUNC void NpyHeaderReader::read_dictionary() {
    bool has_format = false, has_order = false, has_shape = false;
    const auto once = [this](std::string_view key, bool& seen) {
        if (seen) fail("each key once in the header", key);
        seen = true;
    };
    expect("{");
    while (!take("}")) {
        const std::string_view key = string();
        expect(":");
        if (key == "descr") {
            once(key, has_format);
            read_format();
        } else if (key == "fortran_order") {
            once(key, has_order);
            header_.fortran_order = take("True");
            if (!header_.fortran_order) expect("False");
        } else if (key == "shape") {
            once(key, has_shape);
            read_shape();
        } else {
            fail("the keys descr, fortran_order and shape in the header", key);
        }
        if (!take(",")) {
            expect("}");
            break;
        }
    }
    skip_blanks();
    if (!rest_.empty()) fail("the end of the header", rest_);
    if (!has_format || !has_order || !has_shape)
        check::fail<FileError>(who_, "the keys descr, fortran_order and shape in the header",
                               !has_format  ? "no descr"
                               : !has_order ? "no fortran_order"
                                            : "no shape");
}

OCKHAM_FUNC void NpyHeaderReader::read_format() {
    using Kind = NumberFormat::Kind;
    skip_blanks();
    if (rest_.starts_with("[")) fail("numbers, not records", rest_);
    const std::string_view text = string();
    const std::string_view known = "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8";
    const std::size_t found = text.size() == 3 ? known.find(text.substr(1)) : std::string_view::npos;
    if (found == std::string_view::npos || found % 3 != 0 ||
        std::string_view("<>=|").find(text[0]) == std::string_view::npos)
        fail("booleans, integers, or floating numbers of 2, 4 or 8 bytes", text);
    const char kind = text[1];
    header_.format = {kind == 'b'   ? Kind::boolean
                      : kind == 'i' ? Kind::integer
                      : kind == 'u' ? Kind::natural
                                    : Kind::floating,
                      static_cast<std::size_t>(text[2] - '0'),
                      text[0] == '>' || (text[0] != '<' && std::endian::native == std::endian::big)};
}

OCKHAM_FUNC void NpyHeaderReader::read_shape() {
    expect("(");
    Index sizes[Shape::max_rank];
    int rank = 0;
    while (!take(")")) {
        if (rank == Shape::max_rank)
            check::fail<FileError>(who_, "an array of rank 5 at most", "a higher one");
        sizes[rank++] = size();
        if (!take(",")) {
            expect(")");
            break;
        }
    }
    try {
        header_.shape =
            rank == 0 ? Shape{1} : Shape(std::span<const Index>(sizes, static_cast<std::size_t>(rank)));
    } catch (const ShapeError& error) {
        throw FileError((Text(who_) << ": " << error.what()).string());
    }
}

OCKHAM_FUNC Index NpyHeaderReader::size() {
    skip_blanks();
    Index size = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits) {
        const Index digit = rest_[digits] - '0';
        if (size > (std::numeric_limits<Index>::max() - digit) / 10)
            fail("sizes that fit into memory", rest_);
        size = 10 * size + digit;
    }
    if (digits == 0) fail("a size in the header", rest_);
    rest_.remove_prefix(digits);
    take("L");  // as Python 2 wrote long integers
    return size;
}

}  // namespace ockham::detail

#endif
