// SPDX-License-Identifier: MIT
//
// What the files about code objects share: code (how the compiler's data becomes one), code_attributes (what
// Python sees) and code_replace (how programs make one from its fields).
#pragma once

#include "objects/function.hpp"

namespace adder::objects {

// What a code object holds beside its plain data.
struct CodeObjects {
    Ref constants; // tuple
    Ref names;     // tuple of interned strings, as variable_names
    Ref variable_names;
    Ref filename;
    Ref name;
    Ref qualname;
};

// New code object of data that the verifier has accepted; takes over the references.
[[nodiscard]] Ref assemble_code(std::shared_ptr<const bytecode::Code> data, CodeObjects objects);
// From now on the VM checks the operands of every instruction: of code that the compiler did not make, or not
// with these constants and flags.
void make_checked(PyCodeObject *code);
void code_dealloc(PyObject *self);

// code(argcount, …) and code.replace(…).
PyObject *code_new(PyTypeObject *type, PyObject *args, PyObject *keywords);
PyObject *code_replace(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names);

} // namespace adder::objects
