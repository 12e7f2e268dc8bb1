# SPDX-License-Identifier: MIT
# Provides ockham::compiled: the same headers with a library behind them, which is built if somebody links it. What it
# holds is said by the headers; see include/ockham/core/build.hpp.

# ockham_add_compiled(NAME SOURCES...): a library of that name that holds what `SOURCES` say, built if somebody links it.
function(ockham_add_compiled name)
    add_library(${name} STATIC ${ARGN})
    target_link_libraries(${name} PUBLIC ockham)
    target_compile_definitions(${name} PUBLIC OCKHAM_COMPILED)
    # A program takes what it needs; and the library may be linked into a shared one, whose functions then still call each
    # other without a detour.
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_EXTENSIONS OFF EXCLUDE_FROM_ALL ON)
    target_compile_options(${name} PRIVATE -ffunction-sections
        $<$<CXX_COMPILER_ID:GNU>:-fno-semantic-interposition>)
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        target_link_options(${name} INTERFACE LINKER:--gc-sections)
    endif()
endfunction()

file(GLOB OCKHAM_SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/../src/*.cpp")
list(FILTER OCKHAM_SOURCES EXCLUDE REGEX "/keras[^/]*$")
ockham_add_compiled(ockham_compiled ${OCKHAM_SOURCES})
add_library(ockham::compiled ALIAS ockham_compiled)
# Of a build for debugging it has another name, so that both can be installed.
set_target_properties(ockham_compiled PROPERTIES EXPORT_NAME compiled OUTPUT_NAME ockham DEBUG_POSTFIX d)
if(OCKHAM_INSTALL_COMPILED)
    set_target_properties(ockham_compiled PROPERTIES EXCLUDE_FROM_ALL OFF)
endif()
