// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/losses/binary_crossentropy.hpp>
#include <ockham/losses/binary_focal_crossentropy.hpp>
#include <ockham/losses/categorical_crossentropy.hpp>
#include <ockham/losses/categorical_focal_crossentropy.hpp>
#include <ockham/losses/categorical_hinge.hpp>
#include <ockham/losses/columns.hpp>
#include <ockham/losses/cosine_similarity.hpp>
#include <ockham/losses/crossentropy.hpp>
#include <ockham/losses/hinge.hpp>
#include <ockham/losses/huber.hpp>
#include <ockham/losses/kl_divergence.hpp>
#include <ockham/losses/log_cosh.hpp>
#include <ockham/losses/mean_absolute_error.hpp>
#include <ockham/losses/mean_absolute_percentage_error.hpp>
#include <ockham/losses/mean_squared_error.hpp>
#include <ockham/losses/mean_squared_logarithmic_error.hpp>
#include <ockham/losses/poisson.hpp>
#include <ockham/losses/sparse_categorical_crossentropy.hpp>
#include <ockham/losses/squared_hinge.hpp>
#include <ockham/losses/targets.hpp>
