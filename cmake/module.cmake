# SPDX-License-Identifier: MIT
# Provides ockham::module, for `import ockham;`, where it can be built: by clang 19 with its clang-scan-deps, a CMake that knows
# modules, and Ninja. (Clang 16 compiles it too, but there each file that imports it generates all of the library again.)

# CMake would look for imports in each of our files, which costs time: there are none.
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

if(CMAKE_VERSION VERSION_LESS 3.28 OR NOT CMAKE_GENERATOR MATCHES "Ninja"
        OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19
        OR NOT CMAKE_CXX_COMPILER_CLANG_SCAN_DEPS)
    return()
endif()

ockham_add_compiled(ockham_module)
add_library(ockham::module ALIAS ockham_module)
target_sources(ockham_module PUBLIC FILE_SET modules TYPE CXX_MODULES
    BASE_DIRS "${PROJECT_SOURCE_DIR}/src" FILES "${PROJECT_SOURCE_DIR}/src/ockham.cppm")
target_sources(ockham_module INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src/module/link_check.cpp>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_DATADIR}/ockham/link_check.cpp>)
set_target_properties(ockham_module PROPERTIES EXPORT_NAME module CXX_SCAN_FOR_MODULES ON)
# Whoever imports a module must have the standard it was built with, with extensions or without: the project's own choice.
set_property(TARGET ockham_module PROPERTY CXX_EXTENSIONS ${CMAKE_CXX_EXTENSIONS})
if(OCKHAM_INSTALL_COMPILED)
    set_target_properties(ockham_module PROPERTIES EXCLUDE_FROM_ALL OFF)
endif()
