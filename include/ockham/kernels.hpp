// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/kernels/bilinear.hpp>
#include <ockham/kernels/convolution.hpp>
#include <ockham/kernels/convolution_depthwise.hpp>
#include <ockham/kernels/convolution_lines.hpp>
#include <ockham/kernels/convolution_patches.hpp>
#include <ockham/kernels/convolution_shape.hpp>
#include <ockham/kernels/elementwise.hpp>
#include <ockham/kernels/functions.hpp>
#include <ockham/kernels/instruction_set.hpp>
#include <ockham/kernels/log_softmax.hpp>
#include <ockham/kernels/matrix_product.hpp>
#include <ockham/kernels/pack.hpp>
#include <ockham/kernels/permute.hpp>
#include <ockham/kernels/pieces.hpp>
#include <ockham/kernels/pooling.hpp>
#include <ockham/kernels/reductions.hpp>
#include <ockham/kernels/rows.hpp>
#include <ockham/kernels/run.hpp>
#include <ockham/kernels/simd.hpp>
#include <ockham/kernels/softmax.hpp>
#include <ockham/kernels/special_functions.hpp>
#include <ockham/kernels/threads.hpp>
#include <ockham/kernels/tile.hpp>
#include <ockham/kernels/tile_x86.hpp>
#include <ockham/kernels/windows.hpp>
