// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/preprocessing/categories.hpp>
#include <ockham/preprocessing/k_fold.hpp>
#include <ockham/preprocessing/label_encoder.hpp>
#include <ockham/preprocessing/labels.hpp>
#include <ockham/preprocessing/one_hot_encoder.hpp>
#include <ockham/preprocessing/simple_imputer.hpp>
#include <ockham/preprocessing/split_options.hpp>
#include <ockham/preprocessing/split_rows.hpp>
#include <ockham/preprocessing/standard_scaler.hpp>
#include <ockham/preprocessing/stratified_rows.hpp>
#include <ockham/preprocessing/table_encoder.hpp>
#include <ockham/preprocessing/take_rows.hpp>
#include <ockham/preprocessing/to_categorical.hpp>
#include <ockham/preprocessing/train_test_split.hpp>
