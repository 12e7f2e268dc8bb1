# SPDX-License-Identifier: MIT
include(CMakeFindDependencyMacro)
find_dependency(Eigen3 CONFIG)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/ockhamTargets.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/keras.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/ockhamCompiledTargets.cmake" OPTIONAL RESULT_VARIABLE ockham_compiled_FOUND)

foreach(component IN LISTS ockham_FIND_COMPONENTS)
    if(ockham_FIND_REQUIRED_${component} AND NOT ockham_${component}_FOUND)
        set(ockham_FOUND FALSE)
        if(component STREQUAL "compiled")
            string(CONCAT ockham_NOT_FOUND_MESSAGE "Ockham: expected the compiled library, but ${CMAKE_CURRENT_LIST_DIR} "
                "was installed without it; build and install Ockham with -DOCKHAM_INSTALL_COMPILED=ON")
        elseif(component STREQUAL "keras")
            string(CONCAT ockham_NOT_FOUND_MESSAGE "Ockham: expected what the component keras needs: HDF5, libzip and "
                "nlohmann-json (Debian and Ubuntu: libhdf5-dev libzip-dev nlohmann-json3-dev)")
        else()
            set(ockham_NOT_FOUND_MESSAGE "Ockham: expected the component compiled or keras, got ${component}")
        endif()
    endif()
endforeach()
