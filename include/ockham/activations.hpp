// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/activations/linear.hpp>
#include <ockham/activations/relu.hpp>
#include <ockham/activations/sigmoid.hpp>
#include <ockham/activations/softmax.hpp>
#include <ockham/activations/tanh.hpp>
