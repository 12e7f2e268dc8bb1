# SPDX-License-Identifier: MIT
# Installs the headers and what `find_package(ockham)` reads. Nothing in it depends on the architecture.

include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/ockham")

install(DIRECTORY include/ockham TYPE INCLUDE FILES_MATCHING PATTERN "*.hpp")
install(FILES LICENSE TYPE DOC)

install(TARGETS ockham EXPORT ockham)
install(EXPORT ockham NAMESPACE ockham:: FILE ockhamTargets.cmake DESTINATION "${package_dir}")

# Below 1.0 a new minor version may break what uses the last one.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/ockhamConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES cmake/ockhamConfig.cmake cmake/keras.cmake "${PROJECT_BINARY_DIR}/ockhamConfigVersion.cmake"
    DESTINATION "${package_dir}")
