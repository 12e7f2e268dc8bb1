// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/io/csv.hpp>
#include <ockham/io/csv_options.hpp>
#include <ockham/io/event_file.hpp>
#include <ockham/io/file.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/io/named_tensors.hpp>
#include <ockham/io/npy.hpp>
#include <ockham/io/npy_header.hpp>
#include <ockham/io/number_format.hpp>
#include <ockham/io/read_csv.hpp>
#include <ockham/io/safetensors.hpp>
#include <ockham/io/write_csv.hpp>

#if OCKHAM_BODIES  // what those are made of
#include <ockham/io/csv_reader.hpp>
#include <ockham/io/folders.hpp>
#include <ockham/io/json.hpp>
#include <ockham/io/line_reader.hpp>
#include <ockham/io/protobuf.hpp>
#include <ockham/io/replaced_file.hpp>
#include <ockham/io/safetensors_header.hpp>
#include <ockham/io/safetensors_reader.hpp>
#include <ockham/io/tf_record.hpp>
#include <ockham/io/whole_file.hpp>
#endif
