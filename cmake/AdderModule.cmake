# SPDX-License-Identifier: MIT
# adder_add_module(NAME file...): a native module NAME.adder.so that `import NAME` finds.
# The same function serves the standard library, vecext, the tests and, installed, every author of an extension.
function(adder_add_module name)
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE adder::api)
  set_target_properties(${name} PROPERTIES
    PREFIX "" SUFFIX ".adder.so"
    CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
endfunction()
