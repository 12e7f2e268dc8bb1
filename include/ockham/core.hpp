// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/core/activation.hpp>
#include <ockham/core/any_layer.hpp>
#include <ockham/core/axes.hpp>
#include <ockham/core/build.hpp>
#include <ockham/core/check.hpp>
#include <ockham/core/clock.hpp>
#include <ockham/core/constraint.hpp>
#include <ockham/core/decimal.hpp>
#include <ockham/core/errors.hpp>
#include <ockham/core/groups.hpp>
#include <ockham/core/handle.hpp>
#include <ockham/core/initializer.hpp>
#include <ockham/core/layer.hpp>
#include <ockham/core/link_check.hpp>
#include <ockham/core/loss.hpp>
#include <ockham/core/mersenne_twister.hpp>
#include <ockham/core/metric.hpp>
#include <ockham/core/number.hpp>
#include <ockham/core/optimizer.hpp>
#include <ockham/core/parameter.hpp>
#include <ockham/core/pass.hpp>
#include <ockham/core/random.hpp>
#include <ockham/core/regularizer.hpp>
#include <ockham/core/schedule.hpp>
#include <ockham/core/shape.hpp>
#include <ockham/core/snake_case.hpp>
#include <ockham/core/stamp.hpp>
#include <ockham/core/tensor.hpp>
#include <ockham/core/text.hpp>
#include <ockham/core/types.hpp>
#include <ockham/core/window.hpp>

#if OCKHAM_BODIES  // what those are made of
#include <ockham/core/handle_members.hpp>
#include <ockham/core/point_locale.hpp>
#endif
