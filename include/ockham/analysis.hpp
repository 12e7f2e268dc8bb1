// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/analysis/cross_validate.hpp>
#include <ockham/analysis/log_space.hpp>
#include <ockham/analysis/path_plots.hpp>
#include <ockham/analysis/regularization_path.hpp>
#include <ockham/analysis/sparsity_report.hpp>

#if OCKHAM_BODIES  // what those are made of
#include <ockham/analysis/in_parallel.hpp>
#include <ockham/analysis/scores.hpp>
#endif
