// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/metrics/accuracy.hpp>
#include <ockham/metrics/binary_accuracy.hpp>
