// SPDX-License-Identifier: MIT
// What test files include most, precompiled: Catch2, Eigen and the standard library. Nothing of Ockham, whose headers are to
// bring what they need.
#pragma once

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <Eigen/Core>

#include "support/catch.hpp"
