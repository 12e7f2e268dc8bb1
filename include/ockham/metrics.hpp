// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/metrics/accuracy.hpp>
#include <ockham/metrics/auc.hpp>
#include <ockham/metrics/binary_accuracy.hpp>
#include <ockham/metrics/categorical_accuracy.hpp>
#include <ockham/metrics/confusion_matrix.hpp>
#include <ockham/metrics/f1_score.hpp>
#include <ockham/metrics/largest_column.hpp>
#include <ockham/metrics/precision_recall.hpp>
#include <ockham/metrics/r2_score.hpp>
#include <ockham/metrics/root_mean_squared_error.hpp>
#include <ockham/metrics/sparse_categorical_accuracy.hpp>
#include <ockham/metrics/top_k_categorical_accuracy.hpp>
