# SPDX-License-Identifier: MIT
include(CMakeFindDependencyMacro)
find_dependency(Eigen3 CONFIG)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/ockhamTargets.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/keras.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ockhamCompiledTargets.cmake" OPTIONAL RESULT_VARIABLE ockham_compiled_FOUND)
if(CMAKE_VERSION VERSION_GREATER_EQUAL 3.28 AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang"
        AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 19)
    include("${CMAKE_CURRENT_LIST_DIR}/ockhamModuleTargets.cmake" OPTIONAL RESULT_VARIABLE ockham_module_FOUND)
endif()

foreach(component IN LISTS ockham_FIND_COMPONENTS)
    if(ockham_FIND_REQUIRED_${component} AND NOT ockham_${component}_FOUND)
        set(ockham_FOUND FALSE)
        if(component STREQUAL "compiled")
            string(CONCAT ockham_NOT_FOUND_MESSAGE "Ockham: expected the compiled library, but ${CMAKE_CURRENT_LIST_DIR} "
                "was installed without it; build and install Ockham with -DOCKHAM_INSTALL_COMPILED=ON")
        elseif(component STREQUAL "keras")
            string(CONCAT ockham_NOT_FOUND_MESSAGE "Ockham: expected what the component keras needs: HDF5, libzip and "
                "nlohmann-json (Debian and Ubuntu: libhdf5-dev libzip-dev nlohmann-json3-dev)")
        elseif(component STREQUAL "module")
            string(CONCAT ockham_NOT_FOUND_MESSAGE "Ockham: expected the module, which needs clang 19, CMake 3.28, and Ockham "
                "built by these and installed with -DOCKHAM_INSTALL_COMPILED=ON")
        else()
            set(ockham_NOT_FOUND_MESSAGE "Ockham: expected the component compiled, keras or module, got ${component}")
        endif()
    endif()
endforeach()
