// SPDX-License-Identifier: MIT
//
// The module builtins: its functions by theme, the built-in types, constants and exceptions.
//
// builtins_number  abs bin chr divmod hex oct ord pow round
// builtins_iter    all any iter len max min next sorted sum
// builtins_async   aiter anext
// builtins_object  callable delattr dir format getattr hasattr hash id isinstance issubclass repr ascii
// setattr vars builtins_class   __build_class__ builtins_eval    __import__ compile eval exec globals locals
// builtins_io      breakpoint input print
// builtins_site    copyright credits exit help license quit
#pragma once

#include "objects/object.hpp"

namespace adder::runtime {

// New module; fills in RuntimeState::builtins and builtins_module, which own it. Empty with an error.
[[nodiscard]] objects::Ref make_builtins_module();

// Rows for the module, each table at the end of its file.
extern PyMethodDef number_functions[];
extern PyMethodDef iteration_functions[];
extern PyMethodDef async_functions[];
extern PyMethodDef object_functions[];
extern PyMethodDef class_functions[];
extern PyMethodDef evaluation_functions[];
extern PyMethodDef io_functions[];
// Adds the objects of builtins_site. 0 or -1.
[[nodiscard]] int add_site_objects(PyObject *dict);

} // namespace adder::runtime
