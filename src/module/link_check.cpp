// SPDX-License-Identifier: MIT
// Compiled with each program that links ockham::module, with that program's flags: a header's check does not come with an import.
#include <ockham/core/link_check.hpp>
