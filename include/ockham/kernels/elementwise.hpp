// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

#include <ockham/kernels/flags.hpp>
#include <ockham/kernels/functions.hpp>
#include <ockham/kernels/run.hpp>

namespace ockham::kernels::inline OCKHAM_FLAGS {

namespace detail {

/// Fewer entries than this are not worth the threads' talk.
inline constexpr Index least_for_threads = 8192;

inline constexpr int most_arrays = 5;

/// What an element-wise loop does with the entries of an array.
struct Array {
    char* data;
    bool read, written;
};

/// Entries begin <= i < end, of which those that do not fill a vector go through buffers. `begin` does.
inline void run_elementwise_piece(Choice choice, const void* job, const Array* arrays, int count, Index entry,
                                  Index begin, Index end) {
    void* at[most_arrays];
    for (int k = 0; k < count; ++k) at[k] = arrays[k].data;
    const Index left = (end - begin) % choice.lanes;
    if (begin < end - left) choice.loop(job, at, begin, end - left);
    if (left == 0) return;
    alignas(64) char buffers[most_arrays][64] = {};
    for (int k = 0; k < count; ++k) {
        at[k] = buffers[k];
        if (arrays[k].read)
            std::memcpy(buffers[k], arrays[k].data + (end - left) * entry,
                        static_cast<std::size_t>(left * entry));
    }
    choice.loop(job, at, 0, choice.lanes);
    for (int k = 0; k < count; ++k)
        if (arrays[k].written)
            std::memcpy(arrays[k].data + (end - left) * entry, buffers[k],
                        static_cast<std::size_t>(left * entry));
}

[[gnu::noinline]] inline void run_elementwise(Choice choice, const void* job, const Array* arrays, int count,
                                              Index entry, Index entries) {
    // Whole cache lines, and two pieces a thread, of which another one may take over the second.
    const Index pieces = entries < least_for_threads || threads() == 1 ? 1 : 2 * threads(),
                piece = (entries / pieces + 63) / 64 * 64;
    if (pieces == 1)
        run_elementwise_piece(choice, job, arrays, count, entry, 0, entries);
    else
        parallel_pieces((entries + piece - 1) / piece, [&](Index i) {
            run_elementwise_piece(choice, job, arrays, count, entry, i * piece,
                                  std::min(entries, (i + 1) * piece));
        });
}

/// arrays[0][i] = function(arrays[1][i], ...)
template <class Scalar, class Function, Width wanted, class Positions>
struct Map;
template <class Scalar, class Function, Width wanted, std::size_t... k>
struct Map<Scalar, Function, wanted, std::index_sequence<k...>> {
    using Number = Scalar;
    static constexpr Width width = wanted;

    Function function;

    template <class N>
    OCKHAM_INLINE void run(void* const* arrays, Index begin, Index end) const {
        Scalar* out = static_cast<Scalar*>(arrays[0]);
        const Scalar* in[] = {static_cast<const Scalar*>(arrays[k + 1])...};
        for (Index i = begin; i < end; i += lanes<N>)
            store(out + i, static_cast<N>(function(load<N>(in[k] + i)...)));
    }
};

/// function(arrays[0][i], ...), which changes the entries of those arrays whose type is not const.
template <class Scalar, class Function, Width wanted, class Positions, class... Entries>
struct Update;
template <class Scalar, class Function, Width wanted, std::size_t... k, class... Entries>
struct Update<Scalar, Function, wanted, std::index_sequence<k...>, Entries...> {
    using Number = Scalar;
    static constexpr Width width = wanted;

    Function function;

    template <class N>
    OCKHAM_INLINE void run(void* const* arrays, Index begin, Index end) const {
        Scalar* at[] = {static_cast<Scalar*>(arrays[k])...};
        for (Index i = begin; i < end; i += lanes<N>) {
            const auto step = [&](auto... number) OCKHAM_INLINE {
                function(number...);
                (..., (std::is_const_v<Entries> ? void() : store(at[k] + i, number)));
            };
            step(load<N>(at[k] + i)...);
        }
    }
};

/// `vectors` if a function can be called with that many `Lanes`.
template <class Scalar, class Function, class... Arguments>
constexpr Width width_of(Width vectors) {
#ifdef OCKHAM_SIMD
    if (requires(const Function& f, std::conditional_t<true, Lanes<Scalar, 32>, Arguments>... x) { f(x...); })
        return vectors;
#endif
    static_cast<void>(vectors);
    return Width::number;
}

template <Width vectors, class Scalar, class Function, class... Inputs>
void map(Index count, Scalar* out, const Function& f, const Inputs*... in) {
    static_assert(sizeof...(in) < most_arrays);
    const auto data = [](const Scalar* array) { return reinterpret_cast<char*>(const_cast<Scalar*>(array)); };
    const Array arrays[] = {{data(out), false, true}, {data(in), true, false}...};
    using Loops = Map<Scalar, Function, width_of<Scalar, Function, Inputs...>(vectors),
                      std::make_index_sequence<sizeof...(in)>>;
    const Loops loops{f};
    run_elementwise(choose<Loops>(), &loops, arrays, 1 + sizeof...(in), sizeof(Scalar), count);
}

}  // namespace detail

/// out[i] = f(in[i]...) for 0 <= i < count. `out` may be one of the inputs, but not overlap them otherwise.
///
/// A function of generic arguments computes several entries at once, in any of the instruction sets, if it consists of what
/// functions.hpp offers and is declared OCKHAM_INLINE:
///
///     kernels::map(count, y, [](auto z) OCKHAM_INLINE { return z * kernels::sigmoid(z); }, z);
///
/// A function of `Scalar` is called for each entry. Either may be called by several threads at once, must not throw, and gives
/// the same for an entry wherever it lies.
template <class Scalar, class Function, class... Inputs>
void map(Index count, Scalar* out, Function f, const Inputs*... in) {
    detail::map<detail::Width::vector>(count, out, f, in...);
}

/// The same with the largest vectors there are, for functions that compute much, as tanh does. Others are as fast as memory
/// allows in any case, and compile faster without.
template <class Scalar, class Function, class... Inputs>
void map_widest(Index count, Scalar* out, Function f, const Inputs*... in) {
    detail::map<detail::Width::widest>(count, out, f, in...);
}

/// f(entries[i]...) for 0 <= i < count, which may change the entries of those arrays that are not const. It takes these by
/// reference, and is otherwise like a function for `map`:
///
///     kernels::update(count, [rate](auto& w, auto g) OCKHAM_INLINE { w -= rate * g; }, w, g);
template <class Function, class First, class... Rest>
void update(Index count, Function f, First* first, Rest*... rest) {
    using Scalar = std::remove_const_t<First>;
    static_assert(sizeof...(rest) < detail::most_arrays);
    const auto array = [](auto* entries) {
        return detail::Array{reinterpret_cast<char*>(const_cast<Scalar*>(entries)), true,
                             !std::is_const_v<std::remove_pointer_t<decltype(entries)>>};
    };
    const detail::Array arrays[] = {array(first), array(rest)...};
    using Loops = detail::Update<Scalar, Function,
                                 detail::width_of<Scalar, Function, First, Rest...>(detail::Width::vector),
                                 std::make_index_sequence<1 + sizeof...(rest)>, First, Rest...>;
    const Loops loops{f};
    detail::run_elementwise(detail::choose<Loops>(), &loops, arrays, 1 + sizeof...(rest), sizeof(Scalar),
                            count);
}

/// x[i] = a x[i] + b y[i] for 0 <= i < count. `y` may be `x`.
template <class Scalar>
void blend(Index count, Scalar a, Scalar* x, Scalar b, const std::type_identity_t<Scalar>* y) {
    update(
        count, [a, b](auto& to, auto from) OCKHAM_INLINE { to = a * to + b * from; }, x, y);
}

}  // namespace ockham::kernels::inline OCKHAM_FLAGS
