// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/layers/activations/elu.hpp>
#include <ockham/layers/activations/leaky_relu.hpp>
#include <ockham/layers/activations/prelu.hpp>
#include <ockham/layers/activations/relu.hpp>
#include <ockham/layers/activations/softmax.hpp>
#include <ockham/layers/convolutional/conv.hpp>
#include <ockham/layers/convolutional/conv_transpose.hpp>
#include <ockham/layers/convolutional/depthwise_conv.hpp>
#include <ockham/layers/convolutional/separable_conv.hpp>
#include <ockham/layers/convolutional/windows.hpp>
#include <ockham/layers/core/activation.hpp>
#include <ockham/layers/core/dense.hpp>
#include <ockham/layers/pooling/average_pooling.hpp>
#include <ockham/layers/pooling/global_average_pooling.hpp>
#include <ockham/layers/pooling/global_max_pooling.hpp>
#include <ockham/layers/pooling/global_pooling.hpp>
#include <ockham/layers/pooling/max_pooling.hpp>
#include <ockham/layers/pooling/pooling.hpp>
#include <ockham/layers/regularization/activity_regularization.hpp>
#include <ockham/layers/regularization/dropout.hpp>
#include <ockham/layers/reshaping/flatten.hpp>
