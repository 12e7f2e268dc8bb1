// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ockham/core/tensor.hpp>
#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/threads.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS::detail {

/// f(piece, memory, alone) for 0 <= piece < pieces, where `memory` has room for `size` numbers that no other thread uses
/// meanwhile. `alone` is true if other threads work, too; if it is false f may ask them for help. `scratch` keeps the memory from
/// call to call: its size depends on the number of threads, not on that of pieces. What a piece computes must not depend on
/// other pieces, or on what is in the memory.
template <class Scalar, class Function>
void for_pieces(Index pieces, Index size, Tensor<Scalar>& scratch, const Function& f) {
    const Index workers = 2 * pieces < threads() ? 1 : std::clamp<Index>(pieces, 1, threads());
    scratch.resize({workers, std::max(size, Index{1})});
    const auto work = [&](Index worker) {
        for (Index piece = pieces * worker / workers; piece < pieces * (worker + 1) / workers; ++piece)
            f(piece, scratch.data() + worker * size, workers > 1);
    };
    workers == 1 ? work(0) : parallel_pieces(workers, work);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS::detail
