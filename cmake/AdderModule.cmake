# SPDX-License-Identifier: MIT
# adder_add_module(NAME file... [SIMD file...]): a native module NAME.adder.so that `import NAME` finds.
# The same function serves the standard library, vecext, the tests and, installed, every author of an extension.
#
# Files behind SIMD have universal functions for vecext (vecext/ufunc.hpp): they are compiled for every SIMD level too.
# Those objects are offered as the library NAME_simd, for a module for CPython from the same files.
function(adder_add_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SIMD")
  add_library(${name} MODULE ${arg_UNPARSED_ARGUMENTS} ${arg_SIMD})
  target_link_libraries(${name} PRIVATE adder::api)
  set_target_properties(${name} PROPERTIES
    PREFIX "" SUFFIX ".adder.so"
    CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  if(arg_SIMD)
    adder_add_simd_objects(${name} ${arg_SIMD})
    target_link_libraries(${name} PRIVATE ${name}_simd)
  endif()
endfunction()

# adder_simd_levels(VARIABLE): the levels of this machine; VARIABLE_LEVEL has a level's options for the compiler.
function(adder_simd_levels variable)
  file(STRINGS ${ADDER_SIMD_INCLUDE}/vecext/levels.def rows REGEX "^[a-z]")
  set(machine ${CMAKE_SYSTEM_PROCESSOR})
  if(machine STREQUAL "AMD64")
    set(machine x86_64)
  elseif(machine STREQUAL "arm64")
    set(machine aarch64)
  endif()
  set(levels)
  foreach(row IN LISTS rows)
    separate_arguments(words UNIX_COMMAND "${row}")
    list(POP_FRONT words level wanted)
    if(wanted STREQUAL "any" OR wanted STREQUAL machine)
      list(APPEND levels ${level})
      set(${variable}_${level} ${words} PARENT_SCOPE)
    endif()
  endforeach()
  set(${variable} ${levels} PARENT_SCOPE)
endfunction()

# Optimized in debug builds too, and not vectorized but by the source, as vecext's own kernels.
function(adder_add_simd_objects name)
  add_library(${name}_simd INTERFACE)
  target_include_directories(${name}_simd INTERFACE ${ADDER_SIMD_INCLUDE})
  target_compile_features(${name}_simd INTERFACE cxx_std_20)
  adder_simd_levels(levels)
  foreach(level IN LISTS levels)
    set(objects ${name}_${level})
    add_library(${objects} OBJECT ${ARGN})
    target_include_directories(${objects} PRIVATE ${ADDER_SIMD_INCLUDE})
    target_compile_features(${objects} PRIVATE cxx_std_20)
    target_compile_definitions(${objects} PRIVATE VECEXT_LEVEL=${level})
    target_compile_options(${objects} PRIVATE ${levels_${level}} -O3 -fno-strict-aliasing -fwrapv -fno-tree-vectorize
      -fno-tree-slp-vectorize -ffp-contract=off -fno-math-errno -fno-trapping-math)
    set_target_properties(${objects} PROPERTIES
      POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    target_sources(${name}_simd INTERFACE $<TARGET_OBJECTS:${objects}>)
  endforeach()
endfunction()
