// SPDX-License-Identifier: MIT
#include <ockham/src.hpp>
