// SPDX-License-Identifier: MIT
#pragma once

// How Ockham gets into a program: in two ways, from the same files.
//
//     header-only     the default: a file of the program compiles what it uses
//     compiled        OCKHAM_COMPILED is defined, and a library holds all that is built in: CMake's target
//                     ockham::compiled, or a file of the program that includes <ockham/src.hpp>
//
// So a header declares first. Bodies that the library can hold stand behind that, and a program that has the library does
// not read them:
//
//     std::string summary(const History& history);
//
//     #if OCKHAM_BODIES
//     OCKHAM_FUNC std::string summary(const History& history) { ... }
//     OCKHAM_INSTANTIATE(class Sequential<float>);         of a template, for the scalars that there are
//     #endif
//
// What is defaulted there says OCKHAM_DEFAULTED in place of OCKHAM_FUNC, which GCC would complain of.
//
// What is built in says so beside the `static_assert` that it models its concept:
//
//     static_assert(Optimizer<SGD>);
//     OCKHAM_BUILT_IN(Optimizer, SGD);
//
// Then the library holds `AnyOptimizer::AnyOptimizer(SGD)`, and with the constructor of the handle all code that is reached
// through it. Of a user's own optimizer, that code is generated where it is used.

#ifdef OCKHAM_COMPILED
#define OCKHAM_FUNC
#define OCKHAM_DEFAULTED
#define OCKHAM_BODIES 0
#define OCKHAM_TEMPLATE extern template
#define OCKHAM_INSTANTIATE(...) template __VA_ARGS__
#define OCKHAM_BUILT_IN(kind, ...) OCKHAM_TEMPLATE Any##kind::Any##kind(__VA_ARGS__)
#define OCKHAM_BUILT_IN_LAYER(layer)                         \
    OCKHAM_TEMPLATE AnyLayer<float>::AnyLayer(layer<float>); \
    OCKHAM_TEMPLATE AnyLayer<double>::AnyLayer(layer<double>)
#define OCKHAM_BUILT_IN_CALLBACK(callback)                                             \
    OCKHAM_TEMPLATE AnyCallback<float>::AnyCallback(callback);                         \
    OCKHAM_TEMPLATE AnyCallback<double>::AnyCallback(callback);                        \
    OCKHAM_TEMPLATE AnyCallback<float>::AnyCallback(std::reference_wrapper<callback>); \
    OCKHAM_TEMPLATE AnyCallback<double>::AnyCallback(std::reference_wrapper<callback>)
#else
#define OCKHAM_FUNC [[gnu::noinline]] inline  // inlined, they would take the compiler a tenth more time
#define OCKHAM_DEFAULTED [[gnu::noinline]]
#define OCKHAM_BODIES 1
#define OCKHAM_INSTANTIATE(...) static_assert(true)
#define OCKHAM_BUILT_IN(kind, ...) static_assert(true)
#define OCKHAM_BUILT_IN_LAYER(layer) static_assert(true)
#define OCKHAM_BUILT_IN_CALLBACK(callback) static_assert(true)
#endif
