# SPDX-License-Identifier: MIT
include(CMakeFindDependencyMacro)
find_dependency(Eigen3 CONFIG)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/ockhamTargets.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/keras.cmake")
foreach(component IN LISTS ockham_FIND_COMPONENTS)
    if(ockham_FIND_REQUIRED_${component} AND NOT ockham_${component}_FOUND)
        set(ockham_FOUND FALSE)
        set(ockham_NOT_FOUND_MESSAGE "Ockham: there is no component ${component}; keras needs HDF5, libzip and "
            "nlohmann-json (Debian and Ubuntu: libhdf5-dev libzip-dev nlohmann-json3-dev)")
    endif()
endforeach()
