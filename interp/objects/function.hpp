// SPDX-License-Identifier: MIT
//
// Code objects, Python functions and cells: what a frame is made from.
//
// A code object is made once from the compiler's plain data: constants and names become objects, the
// instructions are copied so that the VM may specialize its copy in place.
#pragma once

#include "bytecode/code.hpp"
#include "objects/object.hpp"

#include <memory>

// Opaque in the public headers; the VM reads the fields.
// The public part of these structures is AdderCodeFields, AdderFunctionFields and AdderCellFields of
// callable.h.
struct PyCodeObject {
    PyObject_HEAD uint16_t *instructions; // own, specialized in place
    PyObject **constants;                 // items of constants_tuple
    PyObject **names;                     // items of names_tuple, interned
    int unit_count;
    int argument_count; // as in bytecode::Code
    int positional_only_count;
    int keyword_only_count;
    int local_count;
    int variable_count; // all fast variables
    int cell_count;     // cells, arguments that are cells included
    int free_count;
    int stack_size;
    uint32_t flags;
    int first_line;
    int total_arguments; // arguments, keyword-only ones, * and **: the first fast variables
    bool is_quickened;   // superinstructions are in place
    bool is_checked;     // made by hand: every instruction is CHECKED
    PyObject *constants_tuple;
    PyObject *names_tuple;
    PyObject *variable_names; // tuple, all fast variables
    PyObject *filename;
    PyObject *name;
    PyObject *qualname;
    PyObject *weakrefs;
    uint64_t trace_data; // index + 1 of what a tracer keeps about this code
    std::shared_ptr<const adder::bytecode::Code> data;
};

struct PyFunctionObject {
    PyObject_HEAD PyCodeObject *code;
    PyObject *globals;
    PyObject *builtins;
    PyObject *name;
    PyObject *qualname;
    PyObject *defaults;   // tuple or NULL
    PyObject *kwdefaults; // dict or NULL
    PyObject *closure;    // tuple of cells or NULL
    PyObject *doc;
    PyObject *dict; // NULL until asked for
    PyObject *weakrefs;
    PyObject *module;
    PyObject *annotations; // dict, or the tuple (name, value, …) of the display until asked for, or NULL
    PyObject
        *former_codes; // list of code objects that frames may still run after __code__ was assigned, or NULL
    vectorcallfunc vectorcall;
    uint32_t version; // for inline caches: a new one whenever code or defaults change; 0: none left
};

struct PyCellObject {
    PyObject_HEAD PyObject *value; // NULL: empty
};

namespace adder::objects {

// New object of a constant as the compiler makes it.
[[nodiscard]] Ref make_constant(const bytecode::Constant &constant);
// New code object with everything in it; interns the names.
[[nodiscard]] Ref make_code(std::shared_ptr<const bytecode::Code> data);
// New function; defaults and closure are set by the caller (MAKE_FUNCTION). `globals` is a dict.
[[nodiscard]] Ref make_function(PyObject *code, PyObject *globals);
[[nodiscard]] Ref make_cell(PyObject *value_or_null);

inline PyObject *cell_get(PyObject *cell) {
    return reinterpret_cast<PyCellObject *>(cell)->value;
}

// How many different attributes the code sets on its first argument: what an instance will need room for.
int count_self_attributes(PyObject *code);

// Source span of the instruction at `unit_offset`.
bytecode::PositionRun position_of(const PyCodeObject *code, int unit_offset);

} // namespace adder::objects
