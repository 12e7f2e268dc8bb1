# SPDX-License-Identifier: MIT
# Provides Eigen3::Eigen: the target that is there already, else the system's package, else a pinned download.

if(NOT TARGET Eigen3::Eigen)
    # Asked for 3.4, the package file of Eigen 5 would refuse: so ask for any, and look at what came.
    find_package(Eigen3 CONFIG QUIET)
    if(Eigen3_FOUND AND Eigen3_VERSION VERSION_LESS 3.4)
        message(FATAL_ERROR "Ockham: expected Eigen 3.4 or newer, got ${Eigen3_VERSION} in ${Eigen3_DIR}")
    endif()
endif()

if(NOT TARGET Eigen3::Eigen)
    message(STATUS "Ockham: no Eigen is installed, downloading 3.4.0")
    include(FetchContent)
    FetchContent_Declare(eigen
        URL https://gitlab.com/libeigen/eigen/-/archive/3.4.0/eigen-3.4.0.tar.gz
        URL_HASH SHA256=8586084f71f9bde545ee7fa6d00288b264a2b7ac3607b974e54d13e7162c1c72
        SOURCE_SUBDIR headers-only)  # there is no such folder: Eigen's own CMake, with its tests, stays out
    FetchContent_MakeAvailable(eigen)
    add_library(Eigen3::Eigen INTERFACE IMPORTED GLOBAL)
    target_include_directories(Eigen3::Eigen INTERFACE "${eigen_SOURCE_DIR}")
endif()
