// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/models/compiled.hpp>
#include <ockham/models/model_state.hpp>
#include <ockham/models/results.hpp>
#include <ockham/models/sequential.hpp>
#include <ockham/models/summary.hpp>
#include <ockham/models/workspace.hpp>

#if OCKHAM_BODIES  // what those are made of
#include <ockham/models/propagation.hpp>
#include <ockham/models/table.hpp>
#endif
