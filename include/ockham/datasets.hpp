// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/datasets/iris.hpp>
