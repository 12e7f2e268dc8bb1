// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/training/callback.hpp>
#include <ockham/training/callbacks/backup_and_restore.hpp>
#include <ockham/training/callbacks/csv_logger.hpp>
#include <ockham/training/callbacks/early_stopping.hpp>
#include <ockham/training/callbacks/file_pattern.hpp>
#include <ockham/training/callbacks/lambda_callback.hpp>
#include <ockham/training/callbacks/learning_rate_scheduler.hpp>
#include <ockham/training/callbacks/model_checkpoint.hpp>
#include <ockham/training/callbacks/monitor.hpp>
#include <ockham/training/callbacks/reduce_lr_on_plateau.hpp>
#include <ockham/training/callbacks/stop_when.hpp>
#include <ockham/training/callbacks/tensor_board.hpp>
#include <ockham/training/callbacks/terminate_on_nan.hpp>
#include <ockham/training/evaluate.hpp>
#include <ockham/training/fit.hpp>
#include <ockham/training/gradient_check.hpp>
#include <ockham/training/history.hpp>
#include <ockham/training/options.hpp>
#include <ockham/training/progress.hpp>
#include <ockham/training/train_on_batch.hpp>

#if OCKHAM_BODIES  // what those are made of
#include <ockham/training/batch.hpp>
#include <ockham/training/trainer.hpp>
#endif
