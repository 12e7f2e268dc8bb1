// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/matrix_product.hpp>
