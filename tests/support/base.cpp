// SPDX-License-Identifier: MIT
// Holds nothing: what it is compiled with is the precompiled header of all tests.
