// SPDX-License-Identifier: MIT
//
// Cells: the boxes in which variables live that inner functions share. Reference manual, 4.2.2.
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/heap.hpp"
#include "objects/protocol.hpp"

namespace adder::objects {

namespace {

PyCellObject *as_cell(PyObject *object) {
    return reinterpret_cast<PyCellObject *>(object);
}

void cell_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(cell_get(self));
    release_gc_object(self, sizeof(PyCellObject));
}

int cell_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(cell_get(self));
    return 0;
}

int cell_clear(PyObject *self) {
    Py_CLEAR(as_cell(self)->value);
    return 0;
}

PyObject *cell_repr(PyObject *self) {
    PyObject *value = cell_get(self);
    if (value == nullptr) return PyUnicode_FromFormat("<cell at %p: empty>", self);
    return PyUnicode_FromFormat("<cell at %p: %.80s object at %p>", self, Py_TYPE(value)->tp_name, value);
}

// By contents; an empty cell comes before any other.
PyObject *cell_richcompare(PyObject *self, PyObject *other, int operation) {
    if (!PyCell_Check(self) || !PyCell_Check(other)) Py_RETURN_NOTIMPLEMENTED;
    PyObject *left = cell_get(self);
    PyObject *right = cell_get(other);
    if (left != nullptr && right != nullptr) return PyObject_RichCompare(left, right, operation);
    Py_RETURN_RICHCOMPARE(right == nullptr, left == nullptr, operation);
}

PyObject *cell_new(PyTypeObject *, PyObject *args, PyObject *keywords) {
    if (!_PyArg_NoKeywords("cell", keywords)) return nullptr;
    PyObject *value = nullptr;
    if (!PyArg_UnpackTuple(args, "cell", 0, 1, &value)) return nullptr;
    return PyCell_New(value);
}

PyObject *get_contents(PyObject *self, void *) {
    if (cell_get(self) != nullptr) return Py_NewRef(cell_get(self));
    return raise_value_error("Cell is empty");
}

int set_contents(PyObject *self, PyObject *value, void *) {
    return PyCell_Set(self, value);
}

PyGetSetDef cell_getset[] = {
    {"cell_contents", get_contents, set_contents, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

} // namespace

Ref make_cell(PyObject *value_or_null) {
    return Ref::steal(PyCell_New(value_or_null));
}

extern "C" {

PyObject *PyCell_New(PyObject *value_or_null) {
    auto *cell = new_gc_object<PyCellObject>(&PyCell_Type);
    if (cell == nullptr) return nullptr;
    cell->value = Py_XNewRef(value_or_null);
    auto *object = reinterpret_cast<PyObject *>(cell);
    track(object);
    return object;
}

PyObject *PyCell_Get(PyObject *cell) {
    if (PyCell_Check(cell)) return Py_XNewRef(cell_get(cell));
    PyErr_BadInternalCall();
    return nullptr;
}

int PyCell_Set(PyObject *cell, PyObject *value_or_null) {
    if (!PyCell_Check(cell)) {
        PyErr_BadInternalCall();
        return -1;
    }
    Ref old = Ref::steal(std::exchange(as_cell(cell)->value, Py_XNewRef(value_or_null)));
    return 0;
}

PyTypeObject PyCell_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "cell",
    .tp_basicsize = sizeof(PyCellObject),
    .tp_dealloc = cell_dealloc,
    .tp_repr = cell_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "cell([contents]): a box for a variable that functions share",
    .tp_traverse = cell_traverse,
    .tp_clear = cell_clear,
    .tp_richcompare = cell_richcompare,
    .tp_getset = cell_getset,
    .tp_new = cell_new,
};

} // extern "C"

} // namespace adder::objects
