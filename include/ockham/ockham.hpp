// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/activations.hpp>
#include <ockham/analysis.hpp>
#include <ockham/checkpoints.hpp>
#include <ockham/constraints.hpp>
#include <ockham/core.hpp>
#include <ockham/datasets.hpp>
#include <ockham/initializers.hpp>
#include <ockham/io.hpp>
#include <ockham/kernels.hpp>
#include <ockham/layers.hpp>
#include <ockham/losses.hpp>
#include <ockham/metrics.hpp>
#include <ockham/models.hpp>
#include <ockham/optimizers.hpp>
#include <ockham/plots.hpp>
#include <ockham/preprocessing.hpp>
#include <ockham/regularizers.hpp>
#include <ockham/schedules.hpp>
#include <ockham/training.hpp>
