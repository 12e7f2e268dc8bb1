// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/metrics/accuracy.hpp>
