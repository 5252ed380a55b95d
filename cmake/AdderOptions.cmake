# SPDX-License-Identifier: MIT
# Options, and the interface target `adder_flags` that carries them to every target of the tree.
option(ADDER_BUILD_TESTS "Build the tests" ON)
option(ADDER_BUILD_CPYTHON_VECEXT "Build vecext for CPython too, when its headers are found" ON)
option(ADDER_STRESS "Collect at every allocation (slow; finds ownership bugs)" OFF)
option(ADDER_FUZZ "Build tests/fuzz as libFuzzer programs (clang only)" OFF)
option(ADDER_WERROR "Treat warnings as errors" OFF)
set(ADDER_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them: address,undefined")
set(ADDER_READLINE "readline" CACHE STRING "Line editing of the REPL: readline, libedit or none")
set(ADDER_FFT "fftw" CACHE STRING "Fourier transforms of vecext: fftw or none")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(adder_flags INTERFACE)
target_compile_options(adder_flags INTERFACE -Wall -Wextra -Wno-missing-field-initializers -fno-strict-aliasing -fwrapv
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
  $<$<CONFIG:Release>:-O2> $<$<CONFIG:Debug>:-g1>)
# docs/decisions/0012-branches-in-cache-lines.md
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(branch_flag $<IF:$<CXX_COMPILER_ID:GNU>,-Wa$<COMMA>-mbranches-within-32B-boundaries,-mbranches-within-32B-boundaries>)
  target_compile_options(adder_flags INTERFACE $<$<CONFIG:Release>:${branch_flag}>)
endif()
if(ADDER_WERROR)
  target_compile_options(adder_flags INTERFACE -Werror)
endif()
if(ADDER_STRESS)
  target_compile_definitions(adder_flags INTERFACE ADDER_STRESS=1)
endif()
if(ADDER_FUZZ)
  target_compile_options(adder_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(ADDER_SANITIZE)
  target_compile_options(adder_flags INTERFACE -fsanitize=${ADDER_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(adder_flags INTERFACE -fsanitize=${ADDER_SANITIZE})
  target_compile_definitions(adder_flags INTERFACE ADDER_SANITIZED=1)
endif()

# The distribution's python3 is the oracle; another one earlier in PATH may lack NumPy or its headers.
if(NOT DEFINED Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
  set(Python3_EXECUTABLE /usr/bin/python3)
endif()
