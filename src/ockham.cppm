// SPDX-License-Identifier: MIT
// clang-format off: the order decides what belongs to the module, and what its object holds.
// The named module: `import ockham;`. It is the compiled library once more, of the same lines in the headers: its object holds
// what is built in, and a program that imports it generates none of that. See core/build.hpp and core/bodies.hpp.
module;

// All that the headers include from elsewhere. What is missing here would become a part of the module.
#include <fcntl.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <bit>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <functional>
#include <initializer_list>
#include <iostream>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <numbers>
#include <numeric>
#include <optional>
#include <ostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>
#include <version>

#include <Eigen/Core>

export module ockham;

// It is meant so.
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Winclude-angled-in-module-purview"

#include <ockham/core/bodies.hpp>

// Not exported, because all of it is of this file alone. The object gets of such only what something calls.
#include <ockham/core/link_check.hpp>
#ifdef __ELF__
[[gnu::used]] void ockham_module_agrees() { ockham::detail::agree_with_all_files(); }
#endif

export {
#include <ockham/ockham.hpp>
}
