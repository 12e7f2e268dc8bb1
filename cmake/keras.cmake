# SPDX-License-Identifier: MIT
# Provides ockham::keras (ockham/keras.hpp), if the libraries that it needs are here: HDF5, libzip and nlohmann-json
# (Debian and Ubuntu: libhdf5-dev libzip-dev nlohmann-json3-dev). Read in the build and by find_package(ockham).
#
# And ockham::keras_compiled, the same as a library beside ockham::compiled, where the sources are: not where Ockham was
# installed. It takes the place of ockham::keras: with ockham::compiled and ockham::keras alone, the headers expect a
# library to hold what is missing, and linking fails.

find_path(OCKHAM_HDF5_INCLUDE_DIR hdf5.h PATH_SUFFIXES hdf5/serial)
find_library(OCKHAM_HDF5_LIBRARY NAMES hdf5 hdf5_serial PATH_SUFFIXES hdf5/serial)
find_path(OCKHAM_ZIP_INCLUDE_DIR zip.h)
find_library(OCKHAM_ZIP_LIBRARY zip)
find_path(OCKHAM_JSON_INCLUDE_DIR nlohmann/json.hpp)
mark_as_advanced(OCKHAM_HDF5_INCLUDE_DIR OCKHAM_HDF5_LIBRARY OCKHAM_ZIP_INCLUDE_DIR OCKHAM_ZIP_LIBRARY
    OCKHAM_JSON_INCLUDE_DIR)

if(OCKHAM_HDF5_INCLUDE_DIR AND OCKHAM_HDF5_LIBRARY AND OCKHAM_ZIP_INCLUDE_DIR AND OCKHAM_ZIP_LIBRARY AND
    OCKHAM_JSON_INCLUDE_DIR)
    set(ockham_keras_FOUND TRUE)
else()
    set(ockham_keras_FOUND FALSE)
endif()
if(ockham_keras_FOUND AND NOT TARGET ockham::keras)
    add_library(ockham::keras INTERFACE IMPORTED GLOBAL)
    target_link_libraries(ockham::keras INTERFACE ockham::ockham "${OCKHAM_HDF5_LIBRARY}" "${OCKHAM_ZIP_LIBRARY}")
    target_include_directories(ockham::keras SYSTEM INTERFACE
        "${OCKHAM_HDF5_INCLUDE_DIR}" "${OCKHAM_ZIP_INCLUDE_DIR}" "${OCKHAM_JSON_INCLUDE_DIR}")
endif()
if(ockham_keras_FOUND AND TARGET ockham::compiled AND EXISTS "${CMAKE_CURRENT_LIST_DIR}/../src/keras.cpp" AND
    NOT TARGET ockham_keras_compiled)
    file(GLOB OCKHAM_KERAS_SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/../src/keras*.cpp")
    ockham_add_compiled(ockham_keras_compiled ${OCKHAM_KERAS_SOURCES})
    add_library(ockham::keras_compiled ALIAS ockham_keras_compiled)
    target_link_libraries(ockham_keras_compiled PUBLIC ockham::compiled ockham::keras)
endif()
