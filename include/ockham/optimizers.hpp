// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/optimizers/sgd.hpp>
