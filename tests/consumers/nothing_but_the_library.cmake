# SPDX-License-Identifier: MIT
# Fails if including Ockham has brought anything besides the library.

get_target_property(tree ockham SOURCE_DIR)
get_property(targets DIRECTORY "${tree}" PROPERTY BUILDSYSTEM_TARGETS)
get_property(folders DIRECTORY "${tree}" PROPERTY SUBDIRECTORIES)
get_property(tests DIRECTORY "${tree}" PROPERTY TESTS)
foreach(target IN LISTS targets)
    get_target_property(built_if_linked ${target} EXCLUDE_FROM_ALL)
    if(built_if_linked)
        list(REMOVE_ITEM targets ${target})
    endif()
endforeach()
if(NOT "${targets};${folders};${tests}" STREQUAL "ockham;;")
    message(FATAL_ERROR "expected the target ockham, and libraries for those who link them, "
        "got targets ${targets} folders ${folders} tests ${tests}")
endif()
if(CMAKE_BUILD_TYPE OR CMAKE_CXX_COMPILER_LAUNCHER OR BUILD_TESTING)
    message(FATAL_ERROR "expected the consumer's settings to be left alone")
endif()
