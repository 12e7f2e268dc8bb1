// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <ockham/core/check.hpp>
#include <ockham/io/number_format.hpp>

namespace ockham::keras::detail {

/// The bytes of an HDF5 file, which somebody else owns, and whoever reads them: nothing outside of them is
/// touched, and no more steps are taken than a file of that length can need. Errors are `FileError`s in the name
/// of `who`.
class Hdf5Bytes final {
public:
    Hdf5Bytes(std::string_view bytes, std::string_view who)
        : bytes_{bytes},
          who_{who},
          steps_{(std::uint64_t{1} << 20) + bytes.size() / 8},
          left_{bytes.size()} {}

    [[nodiscard]] const std::string& who() const { return who_; }

    [[noreturn, gnu::cold, gnu::noinline]] void fail(std::string_view came) const {
        check::fail<FileError>(who_, "an undamaged HDF5 file as Keras writes it", came);
    }

    /// The `size` bytes at `address`.
    [[nodiscard]] std::string_view part(std::uint64_t address, std::uint64_t size) const {
        if (address > bytes_.size() || size > bytes_.size() - address)
            fail(Text("one that ends at byte ") << bytes_.size() << " and refers to what is beyond");
        return bytes_.substr(static_cast<std::size_t>(address), static_cast<std::size_t>(size));
    }

    /// Fails unless `signature` stands at `address`.
    void expect(std::uint64_t address, std::string_view signature) const {
        if (part(address, signature.size()) != signature)
            fail(Text("no ") << signature << " at byte " << address);
    }

    /// The unsigned number of `size` bytes at `address`.
    [[nodiscard]] std::uint64_t number(std::uint64_t address, int size) const {
        return number(part(address, static_cast<std::uint64_t>(size)), 0, size);
    }

    /// The same, within `bytes`.
    [[nodiscard]] std::uint64_t number(std::string_view bytes, std::uint64_t offset, int size) const {
        return ockham::detail::little_endian(part_of(bytes, offset, static_cast<std::uint64_t>(size)));
    }

    /// `size` bytes at `offset` within `bytes`.
    [[nodiscard]] std::string_view part_of(std::string_view bytes, std::uint64_t offset,
                                           std::uint64_t size) const {
        if (offset > bytes.size() || size > bytes.size() - offset) fail("a message that is too short");
        return bytes.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
    }

    /// Counts a step. A file that refers to itself in a circle runs out of them.
    void step() {
        if (steps_ == 0) fail("one whose parts refer to each other in circles");
        --steps_;
    }

    /// Counts `size` bytes of an array. A file whose arrays lie in the same place, as if it had more, runs out of them.
    void hand_out(std::uint64_t size) {
        if (size > left_) fail("arrays that lie in the same place");
        left_ -= size;
    }

private:
    std::string_view bytes_;
    std::string who_;
    std::uint64_t steps_, left_;
};

}  // namespace ockham::keras::detail
