# SPDX-License-Identifier: MIT
include(CMakeFindDependencyMacro)
find_dependency(Eigen3 CONFIG)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/ockhamTargets.cmake")
