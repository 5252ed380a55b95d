// SPDX-License-Identifier: MIT
//
// One row a module: its name and init function, which stands in stdlib/native.
#include "runtime/builtin_modules.hpp"

#include "runtime/module_finder.hpp"

#define ADDER_BUILTIN_MODULES(ROW)                                                                           \
    ROW(_abc)                                                                                                \
    ROW(_ast)                                                                                                \
    ROW(_bisect)                                                                                             \
    ROW(_codecs)                                                                                             \
    ROW(_collections)                                                                                        \
    ROW(_contextvars)                                                                                        \
    ROW(_ctypes)                                                                                             \
    ROW(_datetime_capsule)                                                                                   \
    ROW(_frozen_importlib)                                                                                   \
    ROW(_frozen_importlib_external)                                                                          \
    ROW(_functools)                                                                                          \
    ROW(_heapq)                                                                                              \
    ROW(_imp)                                                                                                \
    ROW(_files)                                                                                              \
    ROW(_memoryio)                                                                                           \
    ROW(_multibytecodec)                                                                                     \
    ROW(_opcode)                                                                                             \
    ROW(_operator)                                                                                           \
    ROW(_posixsubprocess)                                                                                    \
    ROW(_random)                                                                                             \
    ROW(_signal)                                                                                             \
    ROW(_sre)                                                                                                \
    ROW(_string)                                                                                             \
    ROW(_struct)                                                                                             \
    ROW(_warnings)                                                                                           \
    ROW(_weakref)                                                                                            \
    ROW(array)                                                                                               \
    ROW(atexit)                                                                                              \
    ROW(binascii)                                                                                            \
    ROW(cmath)                                                                                               \
    ROW(decimal)                                                                                             \
    ROW(errno)                                                                                               \
    ROW(gc)                                                                                                  \
    ROW(itertools)                                                                                           \
    ROW(math)                                                                                                \
    ROW(posix)                                                                                               \
    ROW(select)                                                                                              \
    ROW(time)

extern "C" {
#define DECLARE(name) PyObject *PyInit_##name(void);
ADDER_BUILTIN_MODULES(DECLARE)
#undef DECLARE
}

namespace adder::runtime {

void add_builtin_modules() {
#define ADD(name) add_builtin_module(#name, PyInit_##name);
    ADDER_BUILTIN_MODULES(ADD)
#undef ADD
}

} // namespace adder::runtime
