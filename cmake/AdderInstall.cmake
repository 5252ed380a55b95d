# SPDX-License-Identifier: MIT
# cmake --install: the interpreter, the library, public headers, a CMake package and a pkg-config file.
include(CMakePackageConfigHelpers)

install(TARGETS adder RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS adder_api EXPORT AdderTargets)
# The interpreter finds its library beside bin, in lib/adder, whatever the system calls its folder of libraries.
install(TARGETS vecext LIBRARY DESTINATION lib/adder)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/stdlib/lib/ DESTINATION lib/adder
  FILES_MATCHING PATTERN "*.py" PATTERN "__pycache__" EXCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/interp/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/adder)

set_target_properties(adder_api PROPERTIES EXPORT_NAME api)
install(EXPORT AdderTargets NAMESPACE adder:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Adder)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/AdderConfig.cmake.in AdderConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Adder PATH_VARS CMAKE_INSTALL_BINDIR)
write_basic_package_version_file(AdderConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/AdderConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/AdderConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/AdderModule.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Adder)

configure_file(${PROJECT_SOURCE_DIR}/cmake/adder.pc.in adder.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/adder.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
