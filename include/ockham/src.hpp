// SPDX-License-Identifier: MIT
#pragma once

// The compiled library as one file, for programs without a build system: one file of the program includes this, and nothing of
// Ockham before it, and all of them are compiled with -DOCKHAM_COMPILED. It takes some two minutes, once.
//
//     echo '#include <ockham/src.hpp>' > ockham.cpp
//     g++ -std=c++20 -O2 -DOCKHAM_COMPILED -I include -c ockham.cpp
//     g++ -std=c++20 -O2 -DOCKHAM_COMPILED -I include program.cpp ockham.o -o program
#ifndef OCKHAM_COMPILED
#error "Ockham: <ockham/src.hpp> is the compiled library: define OCKHAM_COMPILED for all files of the program"
#endif

#include <ockham/core/bodies.hpp>

// What was included before has left its bodies out.
#include <ockham/ockham.hpp>
