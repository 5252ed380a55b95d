// SPDX-License-Identifier: MIT
//
// What super() without arguments stands for: the class in the running method's `__class__` cell and the
// method's first argument.
#include "vm/frame.hpp"
#include "vm/frame_object.hpp"

#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/runtime_state.hpp"

namespace adder::vm {

namespace {

using objects::Failure;
using objects::raise;

bool has_kind(const PyCodeObject *code, int variable, uint8_t kind) {
    return (code->data->variable_kinds[static_cast<size_t>(variable)] & kind) != 0;
}

// The first argument; it may live in a cell. Borrowed, NULL when it was deleted.
PyObject *first_argument(const Frame *frame) {
    PyObject *value = frame->variables[0];
    const bool is_in_cell =
        has_kind(frame->code, 0, bytecode::VariableCell) && value != nullptr && PyCell_Check(value);
    return is_in_cell ? objects::cell_get(value) : value;
}

int find_class(const Frame *frame, PyObject **cls) {
    const PyCodeObject *code = frame->code;
    for (int i = code->variable_count - code->free_count; i < code->variable_count; i++) {
        if (PyTuple_GET_ITEM(code->variable_names, i) != objects::name::dunder_class) continue;
        PyObject *cell = frame->variables[i];
        if (cell == nullptr || !PyCell_Check(cell))
            return raise(PyExc_RuntimeError, "super(): bad __class__ cell");
        *cls = objects::cell_get(cell);
        if (*cls == nullptr) return raise(PyExc_RuntimeError, "super(): empty __class__ cell");
        if (PyType_Check(*cls)) return 0;
        return raise(PyExc_RuntimeError, "super(): __class__ is not a type (%s)", Py_TYPE(*cls)->tp_name);
    }
    return raise(PyExc_RuntimeError, "super(): __class__ cell not found");
}

} // namespace

int find_super_arguments(PyObject **cls, PyObject **object) {
    const Frame *frame = objects::thread()->frame;
    if (frame == nullptr) return raise(PyExc_RuntimeError, "super(): no current frame");
    if (frame->code->argument_count == 0) return raise(PyExc_RuntimeError, "super(): no arguments");
    *object = first_argument(frame);
    if (*object == nullptr) return raise(PyExc_RuntimeError, "super(): arg[0] deleted");
    return find_class(frame, cls);
}

} // namespace adder::vm
