// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/optimizers/adadelta.hpp>
#include <ockham/optimizers/adagrad.hpp>
#include <ockham/optimizers/adam.hpp>
#include <ockham/optimizers/adamax.hpp>
#include <ockham/optimizers/adamw.hpp>
#include <ockham/optimizers/beta.hpp>
#include <ockham/optimizers/ftrl.hpp>
#include <ockham/optimizers/lion.hpp>
#include <ockham/optimizers/nadam.hpp>
#include <ockham/optimizers/rmsprop.hpp>
#include <ockham/optimizers/sgd.hpp>
