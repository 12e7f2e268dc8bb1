// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/types.hpp>
#include <ockham/preprocessing/categories.hpp>
#include <ockham/preprocessing/labels.hpp>

namespace ockham {

/// Turns a column of words into labels 0, 1, ... `classes().size() - 1`, one for each word that occurs in `fit`.
///
///     LabelEncoder encoder;
///     encoder.fit_transform(std::vector<std::string>{"red", "blue", "red"})    // 1 0 1
///     encoder.classes()                                                        // blue, red
///
/// `y` is a `std::vector` of words, as `Csv::word_column` gives it, or an Eigen vector of numbers. The classes are
/// sorted: what is a number by its value and before all else, the others by their bytes. As scikit-learn's
/// `LabelEncoder`, which compares numbers that were read as words like words.
///
/// Errors: nothing to fit, a gap (an empty word or `nan`), a word that was not there in `fit`, a label that is none,
/// and anything asked for before `fit`.
class LabelEncoder final {
public:
    /// Takes the classes from `y`.
    template <class Data>
    LabelEncoder& fit(const Data& y) {
        return learn(detail::to_word_columns(y));
    }

    template <class Data>
    [[nodiscard]] Eigen::VectorXd transform(const Data& y) const {
        return apply(detail::to_word_columns(y));
    }

    template <class Data>
    Eigen::VectorXd fit_transform(const Data& y) {
        const auto& columns = detail::to_word_columns(y);
        return learn(columns).apply(columns);
    }

    /// The words of `labels`: an Eigen vector or a `std::vector` of whole numbers.
    template <class Labels>
    [[nodiscard]] Words inverse_transform(const Labels& labels) const {
        return words_of(detail::to_labels(who, labels));
    }

    [[nodiscard]] const Words& classes() const;

private:
    LabelEncoder& learn(const std::vector<Words>& columns);
    [[nodiscard]] Eigen::VectorXd apply(const std::vector<Words>& columns) const;
    [[nodiscard]] Words words_of(const std::vector<std::int64_t>& labels) const;
    void check_fitted(const char* what) const;

    /// The one column, without gaps.
    static const Words& only(const std::vector<Words>& columns);

    static constexpr const char* who = "LabelEncoder";

    Words classes_;
};

}  // namespace ockham

#if OCKHAM_BODIES

#include <cstddef>

namespace ockham {

OCKHAM_FUNC LabelEncoder& LabelEncoder::learn(const std::vector<Words>& columns) {
    classes_ = detail::sorted_categories(only(columns));
    return *this;
}

OCKHAM_FUNC Eigen::VectorXd LabelEncoder::apply(const std::vector<Words>& columns) const {
    check_fitted("transform");
    const Words& words = only(columns);
    Eigen::VectorXd labels(static_cast<Index>(words.size()));
    for (std::size_t row = 0; row < words.size(); ++row) {
        const Index label = detail::find_category(classes_, words[row]);
        if (label < 0) detail::fail_category(who, classes_, row, 0, words[row], "");
        labels[static_cast<Index>(row)] = static_cast<double>(label);
    }
    return labels;
}

OCKHAM_FUNC Words LabelEncoder::words_of(const std::vector<std::int64_t>& labels) const {
    check_fitted("inverse_transform");
    Words words;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        if (labels[row] < 0 || labels[row] >= static_cast<std::int64_t>(classes_.size()))
            detail::fail_label(who, Text("labels 0 to ") << classes_.size() - 1,
                               static_cast<double>(labels[row]), row);
        words.push_back(classes_[static_cast<std::size_t>(labels[row])]);
    }
    return words;
}

OCKHAM_FUNC const Words& LabelEncoder::classes() const {
    check_fitted("classes");
    return classes_;
}

OCKHAM_FUNC void LabelEncoder::check_fitted(const char* what) const {
    if (classes_.empty()) check::fail(who, Text("fit before ") << what, "an encoder that is not fitted");
}

OCKHAM_FUNC const Words& LabelEncoder::only(const std::vector<Words>& columns) {
    detail::count_rows_of(who, columns);
    if (columns.size() != 1) check::fail<ShapeError>(who, "one column of labels", Text() << columns.size());
    for (std::size_t row = 0; row < columns[0].size(); ++row)
        if (columns[0][row].empty()) check::fail(who, Text("a label in row ") << row, "a gap");
    return columns[0];
}

}  // namespace ockham

#endif
