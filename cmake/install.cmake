# SPDX-License-Identifier: MIT
# Installs the headers and what `find_package(ockham)` reads. Without the compiled library, nothing in it depends on the
# architecture. With it, the package stands beside that, where it is found before one that stands in the other place.

include(CMakePackageConfigHelpers)
if(OCKHAM_INSTALL_COMPILED)
    set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/ockham")
    set(any_architecture)
else()
    set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/ockham")
    set(any_architecture ARCH_INDEPENDENT)
endif()

install(DIRECTORY include/ockham TYPE INCLUDE FILES_MATCHING PATTERN "*.hpp")
install(FILES LICENSE TYPE DOC)

install(TARGETS ockham EXPORT ockham)
install(EXPORT ockham NAMESPACE ockham:: FILE ockhamTargets.cmake DESTINATION "${package_dir}")
if(OCKHAM_INSTALL_COMPILED)
    install(TARGETS ockham_compiled EXPORT ockhamCompiled)
    install(EXPORT ockhamCompiled NAMESPACE ockham:: FILE ockhamCompiledTargets.cmake DESTINATION "${package_dir}")
endif()
if(OCKHAM_INSTALL_COMPILED AND TARGET ockham_module)
    # With its source: whoever imports it makes of that what his compiler reads, with his own flags.
    install(TARGETS ockham_module EXPORT ockhamModule FILE_SET modules DESTINATION "${CMAKE_INSTALL_DATADIR}/ockham")
    install(FILES src/module/link_check.cpp DESTINATION "${CMAKE_INSTALL_DATADIR}/ockham")
    install(EXPORT ockhamModule NAMESPACE ockham:: FILE ockhamModuleTargets.cmake DESTINATION "${package_dir}"
        CXX_MODULES_DIRECTORY module)
endif()

# Below 1.0 a new minor version may break what uses the last one.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/ockhamConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion ${any_architecture})
install(FILES cmake/ockhamConfig.cmake cmake/keras.cmake "${PROJECT_BINARY_DIR}/ockhamConfigVersion.cmake"
    DESTINATION "${package_dir}")
