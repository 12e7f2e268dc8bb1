// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/decimal.hpp>
#include <ockham/core/types.hpp>
#include <ockham/preprocessing/labels.hpp>
#include <ockham/preprocessing/stratified_rows.hpp>

namespace ockham {

/// How many rows a part gets: a fraction in (0, 1) if it was made from a floating-point number, a count if it
/// was made from an integer, or not said. `0.1F` is a tenth, as `0.1` is.
class SplitSize final {
public:
    constexpr SplitSize() = default;
    template <std::floating_point Fraction>
    constexpr SplitSize(Fraction fraction) : kind_{Kind::fraction}, fraction_{Decimal(fraction)} {}
    template <std::integral Count>
    constexpr SplitSize(Count count) : kind_{Kind::count}, count_{static_cast<Index>(count)} {}

    [[nodiscard]] bool given() const { return kind_ != Kind::absent; }
    [[nodiscard]] bool is_fraction() const { return kind_ == Kind::fraction; }

    /// The fraction, or 0.
    [[nodiscard]] double fraction() const { return fraction_; }

    /// Fails unless this is absent, a fraction in (0, 1) or a count in [1, rows - 1].
    void check_against(Index rows, const char* name) const;

    /// The rows this is of `rows`; a fraction is rounded down for the training part and up for the test part.
    [[nodiscard]] Index round_down(Index rows) const;
    [[nodiscard]] Index round_up(Index rows) const;

private:
    enum class Kind { absent, fraction, count };

    [[noreturn]] void fail(Index rows, const char* name) const;

    double of(Index rows) const { return fraction_ * static_cast<double>(rows); }
    static Index whole(double rows) { return static_cast<Index>(rows); }

    Kind kind_ = Kind::absent;
    double fraction_ = 0;
    Index count_ = 0;
};

/// The class of every row, or nothing: an Eigen vector or a `std::vector` of whole numbers.
class Stratify final {
public:
    Stratify() = default;

    // A pointer, so that only programs that stratify compile what it takes.
    template <class Labels>
    Stratify(const Labels& labels)
        : labels_{detail::to_labels("train_test_split", labels)}, split_{detail::stratified_rows} {}

    [[nodiscard]] bool given() const { return split_ != nullptr; }
    [[nodiscard]] const std::vector<std::int64_t>& labels() const { return labels_; }

    /// Divides `rows` rows by their classes; only if classes were given, and they are as many.
    [[nodiscard]] RowSplit split(Index rows, detail::SplitCounts counts, std::uint32_t seed) const;

private:
    std::vector<std::int64_t> labels_;
    RowSplit (*split_)(const std::vector<std::int64_t>&, detail::SplitCounts, std::uint32_t) = nullptr;
};

/// Options of `train_test_split` and `split_rows`. The names are scikit-learn's.
struct SplitOptions {
    /// The test part: a fraction of the rows in (0, 1), rounded up (`0.25`), or their number (`38`).
    /// When absent, the rows that training leaves; when both are absent, 0.25.
    SplitSize test_size = {};

    /// The training part: a fraction, rounded down, or a number. When absent, the rows that testing leaves.
    /// When the two do not add up to all rows, those left over are in neither part.
    SplitSize train_size = {};

    /// The seed of the shuffle. scikit-learn's default is another split at every call; ours is this one.
    std::uint32_t random_state = 0;

    /// Whether rows are shuffled first. If not, the first rows are for training and the next ones for
    /// testing.
    bool shuffle = true;

    /// When given, one label a row: both parts get the classes in the proportions that all rows have.
    Stratify stratify = {};
};

}  // namespace ockham

#if OCKHAM_BODIES

namespace ockham {

OCKHAM_FUNC void SplitSize::check_against(Index rows, const char* name) const {
    const bool fits =
        is_fraction() ? fraction_ > 0 && fraction_ < 1 : !given() || (count_ > 0 && count_ < rows);
    if (!fits) fail(rows, name);
}

OCKHAM_FUNC Index SplitSize::round_down(Index rows) const {
    return is_fraction() ? whole(std::floor(of(rows))) : count_;
}

OCKHAM_FUNC Index SplitSize::round_up(Index rows) const {
    return is_fraction() ? whole(std::ceil(of(rows))) : count_;
}

OCKHAM_FUNC void SplitSize::fail(Index rows, const char* name) const {
    check::fail("train_test_split",
                Text(name) << " to be a fraction in (0, 1) or a count in [1, " << rows - 1 << "]",
                is_fraction() ? Text("the fraction ") << fraction_ : Text("the count ") << count_);
}

OCKHAM_FUNC RowSplit Stratify::split(Index rows, detail::SplitCounts counts, std::uint32_t seed) const {
    const auto size = static_cast<Index>(labels_.size());
    if (size != rows) detail::fail_split("stratify to have ", rows, " labels, one a row", size);
    return split_(labels_, counts, seed);
}

}  // namespace ockham

#endif
