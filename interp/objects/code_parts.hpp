// SPDX-License-Identifier: MIT
//
// What the two files about code objects share: code (how they are made) and code_attributes (what Python
// sees).
#pragma once

#include "objects/function.hpp"

namespace adder::objects {

// New code object with the counts of `data` and every object still missing; NULL with MemoryError.
[[nodiscard]] PyCodeObject *allocate_code(std::shared_ptr<const bytecode::Code> data);
void set_code_objects(PyCodeObject *code, Ref constants, Ref names, Ref variable_names);
// New code object that shares the objects of `original`; `data` is a changed copy of its data.
[[nodiscard]] Ref copy_code(PyCodeObject *original, std::shared_ptr<const bytecode::Code> data);
void code_dealloc(PyObject *self);

} // namespace adder::objects
