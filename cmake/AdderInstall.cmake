# SPDX-License-Identifier: MIT
# cmake --install: the interpreter, its library of modules, libadder for programs that embed it, public headers, a CMake
# package and pkg-config files.
include(CMakePackageConfigHelpers)

# libadder.a: the objects of every folder but main. ADDER_EMBED_LIBRARIES: what the folders link beside each other.
add_library(adder_embed STATIC)
set_target_properties(adder_embed PROPERTIES OUTPUT_NAME adder LINKER_LANGUAGE CXX)
foreach(folder base syntax bytecode compile objects vm trace capi runtime stdlib cli)
  target_sources(adder_embed PRIVATE $<TARGET_OBJECTS:adder_${folder}>)
  get_target_property(links adder_${folder} LINK_LIBRARIES)
  foreach(link ${links})
    if(NOT TARGET ${link} AND NOT link MATCHES "[$]<")
      get_filename_component(link ${link} NAME_WE)
      string(REGEX REPLACE "^(lib|-l)" "" link ${link})
      list(APPEND ADDER_EMBED_LIBRARIES ${link})
    endif()
  endforeach()
endforeach()
list(APPEND ADDER_EMBED_LIBRARIES stdc++ m pthread dl)
list(REMOVE_DUPLICATES ADDER_EMBED_LIBRARIES)
list(TRANSFORM ADDER_EMBED_LIBRARIES PREPEND -l)
set(ADDER_EMBED_OPTIONS -rdynamic)
if(ADDER_SANITIZE)
  list(APPEND ADDER_EMBED_OPTIONS -fsanitize=${ADDER_SANITIZE})
endif()
install(TARGETS adder_embed ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})

install(TARGETS adder RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS adder_api EXPORT AdderTargets)
# The interpreter finds its library beside bin, in lib/adder, whatever the system calls its folder of libraries.
install(TARGETS vecext LIBRARY DESTINATION lib/adder/vecext)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/vecext/lib/ DESTINATION lib/adder/vecext
  FILES_MATCHING PATTERN "*.py" PATTERN "__pycache__" EXCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/stdlib/lib/ DESTINATION lib/adder
  FILES_MATCHING PATTERN "*.py" PATTERN "__pycache__" EXCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/interp/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/adder)
# <vecext/ufunc.hpp> and what it includes, apart from Python.h: CPython's may be wanted beside it.
set(simd_headers ufunc ufunc_loops ufunc_module ufunc_numbers ufunc_table kernels loops staged_blocks element_ops complex_ops element_math
  math_coefficients math_core math_division math_exponential math_logarithm math_power math_trigonometry simd simd_group)
list(TRANSFORM simd_headers PREPEND ${PROJECT_SOURCE_DIR}/vecext/)
list(TRANSFORM simd_headers APPEND .hpp)
install(FILES ${simd_headers} ${PROJECT_SOURCE_DIR}/vecext/dtype.def ${PROJECT_SOURCE_DIR}/vecext/operation.def
  ${PROJECT_SOURCE_DIR}/vecext/levels.def DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/adder/simd/vecext)

set_target_properties(adder_api PROPERTIES EXPORT_NAME api)
install(EXPORT AdderTargets NAMESPACE adder:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Adder)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/AdderConfig.cmake.in AdderConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Adder
  PATH_VARS CMAKE_INSTALL_BINDIR CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(AdderConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/AdderConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/AdderConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/AdderModule.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Adder)

# The prefix as seen from the file, so that an installation can be moved.
file(RELATIVE_PATH ADDER_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" ADDER_PC_PREFIX ${ADDER_PC_PREFIX})
list(JOIN ADDER_EMBED_LIBRARIES " " ADDER_PC_LIBRARIES)
list(JOIN ADDER_EMBED_OPTIONS " " ADDER_PC_OPTIONS)
foreach(name adder adder-embed)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/${name}.pc.in ${name}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
