// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/layers/core/activation.hpp>
#include <ockham/layers/core/dense.hpp>
#include <ockham/layers/regularization/activity_regularization.hpp>
#include <ockham/layers/regularization/dropout.hpp>
#include <ockham/layers/reshaping/flatten.hpp>
