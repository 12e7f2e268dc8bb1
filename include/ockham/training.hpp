// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/training/batch.hpp>
#include <ockham/training/callback.hpp>
#include <ockham/training/evaluate.hpp>
#include <ockham/training/fit.hpp>
#include <ockham/training/history.hpp>
#include <ockham/training/options.hpp>
#include <ockham/training/progress.hpp>
#include <ockham/training/train_on_batch.hpp>
#include <ockham/training/trainer.hpp>
