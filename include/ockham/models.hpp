// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/models/compiled.hpp>
#include <ockham/models/model_state.hpp>
#include <ockham/models/propagation.hpp>
#include <ockham/models/results.hpp>
#include <ockham/models/sequential.hpp>
#include <ockham/models/summary.hpp>
#include <ockham/models/table.hpp>
