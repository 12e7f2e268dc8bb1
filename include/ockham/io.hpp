// SPDX-License-Identifier: MIT
#pragma once

#include <ockham/io/csv.hpp>
#include <ockham/io/file.hpp>
#include <ockham/io/in_quotes.hpp>
#include <ockham/io/line_reader.hpp>
#include <ockham/io/read_csv.hpp>
#include <ockham/io/write_csv.hpp>
