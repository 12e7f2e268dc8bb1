// SPDX-License-Identifier: MIT
// Catch2 2.13 brings no library, so its main is compiled here, once; Catch2 3 brings its own.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
