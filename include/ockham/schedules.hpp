// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/schedules/cosine_decay.hpp>
#include <ockham/schedules/cosine_decay_restarts.hpp>
#include <ockham/schedules/exponential_decay.hpp>
#include <ockham/schedules/inverse_time_decay.hpp>
#include <ockham/schedules/piecewise_constant_decay.hpp>
#include <ockham/schedules/polynomial_decay.hpp>
