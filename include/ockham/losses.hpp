// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/losses/binary_crossentropy.hpp>
#include <ockham/losses/categorical_crossentropy.hpp>
#include <ockham/losses/mean_absolute_error.hpp>
#include <ockham/losses/mean_squared_error.hpp>
#include <ockham/losses/sparse_categorical_crossentropy.hpp>
#include <ockham/losses/targets.hpp>
