// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/initializers/constant.hpp>
#include <ockham/initializers/orthogonal.hpp>
#include <ockham/initializers/random.hpp>
#include <ockham/initializers/variance_scaling.hpp>
