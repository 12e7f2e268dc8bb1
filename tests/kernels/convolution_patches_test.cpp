// SPDX-License-Identifier: MIT
#include <ockham/kernels/convolution_patches.hpp>

#include "kernels/convolutions.hpp"
#include "kernels/instruction_sets.hpp"

using namespace ockham;

namespace convolution_patches_test {

using namespace convolutions;
using kernels::detail::Patches;

/// The patches of all positions for one group, which are made of `x`.
template <class Scalar>
std::vector<Scalar> expected(const Problem<Scalar>& p, Index group) {
    const Index patch = p.sizes.patch(), filters = p.sizes.filters, filter = group * p.sizes.group_filters();
    std::vector<Scalar> rows(static_cast<std::size_t>(p.samples * p.sizes.positions() * patch));
    p.for_each_product([&](Index i, Index k, Index z) {
        if (k % filters == filter)
            rows[static_cast<std::size_t>(z / filters * patch + k / filters)] =
                p.x[static_cast<std::size_t>(i)];
    });
    return rows;
}

/// Calls `look` for pieces of `height` rows and `width` columns that make up all patches.
template <class Look>
void for_pieces(const Convolution& sizes, Index samples, Index height, Index width, Look look) {
    const Index rows = samples * sizes.positions(), patch = sizes.patch();
    for (Index first = 0; first < rows; first += height)
        for (Index begin = 0; begin < patch; begin += width)
            look(first, std::min(height, rows - first), begin, std::min(begin + width, patch));
}

}  // namespace convolution_patches_test

TEST_CASE("patches are what a filter sees, also a part of them", "[kernels]") {
    using namespace convolution_patches_test;
    instruction_sets::for_each([] {
        for (const Convolution& sizes : kinds()) {
            if (sizes.inputs() > 1000) continue;
            const Problem<float> p(sizes, 2);
            const Index patch = sizes.patch();
            for (Index group = 0; group < sizes.groups; ++group) {
                const std::vector<float> all = expected(p, group);
                for (const Index height : {7, 1000})
                    for (const Index width : {1, 5, 1000})
                        for_pieces(
                            sizes, 2, height, width, [&](Index first, Index count, Index begin, Index end) {
                                std::vector<float> rows(static_cast<std::size_t>(count * (end - begin)) + 1,
                                                        7);
                                kernels::detail::fill_patches<float>(
                                    {sizes, group, first, count, begin, end, rows.data()}, p.x.data());
                                bool same = rows.back() == 7;
                                for (Index i = 0; i < count; ++i)
                                    for (Index j = begin; j < end; ++j)
                                        same =
                                            same &&
                                            rows[static_cast<std::size_t>(i * (end - begin) + j - begin)] ==
                                                all[static_cast<std::size_t>((first + i) * patch + j)];
                                REQUIRE(same);
                            });
            }
        }
    });
}

TEST_CASE("patches are added to where they come from", "[kernels]") {
    using namespace convolution_patches_test;
    instruction_sets::for_each([] {
        for (const Convolution& sizes : kinds()) {
            if (sizes.inputs() > 1000) continue;
            const Problem<double> p(sizes, 2);
            const Index patch = sizes.patch(), filters = sizes.filters;
            for (Index group = 0; group < sizes.groups; ++group) {
                const std::vector<double> rows = numbers<double>(2 * sizes.positions() * patch, 9);
                std::vector<double> sums(p.x.size(), 1);
                p.for_each_product([&](Index i, Index k, Index z) {
                    if (k % filters == group * sizes.group_filters())
                        sums[static_cast<std::size_t>(i)] +=
                            rows[static_cast<std::size_t>(z / filters * patch + k / filters)];
                });
                for (const Index width : {1, 5, 1000}) {
                    std::vector<double> x(p.x.size(), 1);
                    for_pieces(sizes, 2, 7, width, [&](Index first, Index count, Index begin, Index end) {
                        std::vector<double> piece;
                        for (Index i = 0; i < count; ++i)
                            for (Index j = begin; j < end; ++j)
                                piece.push_back(rows[static_cast<std::size_t>((first + i) * patch + j)]);
                        kernels::detail::add_patches<double>(
                            x.data(), {sizes, group, first, count, begin, end, piece.data()});
                    });
                    REQUIRE(are_near(x, sums));
                }
            }
        }
    });
}
