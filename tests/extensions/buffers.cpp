// SPDX-License-Identifier: MIT
//
// The buffer protocol from both sides: a type that exports a 2-d grid of floats, counting who looks at it,
// and functions that take any buffer apart.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <cstring>

namespace {

constexpr Py_ssize_t item_size = sizeof(double);

struct Grid {
    PyObject_HEAD double *items;
    Py_ssize_t shape[2];
    Py_ssize_t strides[2];
    int exports;
    bool is_readonly;
};

char item_format[] = "d";

Grid *as_grid(PyObject *object) {
    return reinterpret_cast<Grid *>(object);
}

PyObject *grid_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"rows", "columns", "readonly", nullptr};
    Py_ssize_t rows, columns;
    int is_readonly = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "nn|p:Grid", const_cast<char **>(names), &rows, &columns,
                                     &is_readonly))
        return nullptr;
    PyObject *object = type->tp_alloc(type, 0);
    if (object == nullptr) return nullptr;
    Grid *grid = as_grid(object);
    grid->items = PyMem_New(double, static_cast<size_t>(rows * columns));
    for (Py_ssize_t i = 0; i < rows * columns; i++) grid->items[i] = static_cast<double>(i);
    grid->shape[0] = rows;
    grid->shape[1] = columns;
    grid->strides[0] = columns * item_size;
    grid->strides[1] = item_size;
    grid->is_readonly = is_readonly != 0;
    return object;
}

void grid_dealloc(PyObject *self) {
    PyMem_Free(as_grid(self)->items);
    Py_TYPE(self)->tp_free(self);
}

int grid_get_buffer(PyObject *self, Py_buffer *view, int flags) {
    Grid *grid = as_grid(self);
    if (grid->is_readonly && (flags & PyBUF_WRITABLE)) {
        view->obj = nullptr;
        PyErr_SetString(PyExc_BufferError, "the grid is read-only");
        return -1;
    }
    view->obj = Py_NewRef(self);
    view->buf = grid->items;
    view->len = grid->shape[0] * grid->shape[1] * item_size;
    view->readonly = grid->is_readonly;
    view->itemsize = item_size;
    view->format = (flags & PyBUF_FORMAT) ? item_format : nullptr;
    view->ndim = (flags & PyBUF_ND) ? 2 : 1;
    view->shape = (flags & PyBUF_ND) ? grid->shape : nullptr;
    view->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? grid->strides : nullptr;
    view->suboffsets = nullptr;
    view->internal = nullptr;
    grid->exports++;
    return 0;
}

void grid_release_buffer(PyObject *self, Py_buffer *) {
    as_grid(self)->exports--;
}

PyObject *grid_exports(PyObject *self, void *) {
    return PyLong_FromLong(as_grid(self)->exports);
}

PyBufferProcs grid_buffer = {grid_get_buffer, grid_release_buffer};

PyGetSetDef grid_getset[] = {
    {"exports", grid_exports, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyTypeObject grid_type = [] {
    PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
    type.tp_name = "buffers.Grid";
    type.tp_basicsize = sizeof(Grid);
    type.tp_flags = Py_TPFLAGS_DEFAULT;
    type.tp_new = grid_new;
    type.tp_dealloc = grid_dealloc;
    type.tp_as_buffer = &grid_buffer;
    type.tp_getset = grid_getset;
    return type;
}();

PyObject *sizes_to_tuple(const Py_ssize_t *sizes, int count) {
    if (sizes == nullptr) Py_RETURN_NONE;
    PyObject *tuple = PyTuple_New(count);
    for (int i = 0; tuple != nullptr && i < count; i++)
        PyTuple_SET_ITEM(tuple, i, PyLong_FromSsize_t(sizes[i]));
    return tuple;
}

// describe(object, flags): the fields of the buffer asked for with these flags, and its first bytes.
PyObject *describe(PyObject *, PyObject *args) {
    PyObject *object;
    int flags;
    if (!PyArg_ParseTuple(args, "Oi:describe", &object, &flags)) return nullptr;
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, flags) < 0) return nullptr;
    PyObject *result =
        Py_BuildValue("{s:n,s:n,s:i,s:i,s:z,s:N,s:N,s:N,s:i}", "len", view.len, "itemsize", view.itemsize,
                      "readonly", view.readonly, "ndim", view.ndim, "format", view.format, "shape",
                      sizes_to_tuple(view.shape, view.ndim), "strides",
                      sizes_to_tuple(view.strides, view.ndim), "contiguous",
                      Py_BuildValue("iii", PyBuffer_IsContiguous(&view, 'C'),
                                    PyBuffer_IsContiguous(&view, 'F'), PyBuffer_IsContiguous(&view, 'A')),
                      "same object", view.obj == object);
    PyBuffer_Release(&view);
    return result;
}

// fill(object, byte): writes the byte everywhere; contiguous writable buffers only.
PyObject *fill(PyObject *, PyObject *args) {
    Py_buffer view;
    unsigned char byte;
    if (!PyArg_ParseTuple(args, "w*b:fill", &view, &byte)) return nullptr;
    std::memset(view.buf, byte, static_cast<size_t>(view.len));
    PyBuffer_Release(&view);
    Py_RETURN_NONE;
}

// contents(object, order): all bytes in the order 'C' or 'F', however they lie.
PyObject *contents(PyObject *, PyObject *args) {
    PyObject *object;
    const char *order;
    if (!PyArg_ParseTuple(args, "Os:contents", &object, &order)) return nullptr;
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) < 0) return nullptr;
    PyObject *bytes = PyBytes_FromStringAndSize(nullptr, view.len);
    if (bytes != nullptr && PyBuffer_ToContiguous(PyBytes_AS_STRING(bytes), &view, view.len, *order) < 0)
        Py_CLEAR(bytes);
    PyBuffer_Release(&view);
    return bytes;
}

// item_at(object, i, j): the double at a place of a 2-d buffer.
PyObject *item_at(PyObject *, PyObject *args) {
    PyObject *object;
    Py_ssize_t place[2];
    if (!PyArg_ParseTuple(args, "Onn:item_at", &object, &place[0], &place[1])) return nullptr;
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) < 0) return nullptr;
    double item = 0;
    std::memcpy(&item, PyBuffer_GetPointer(&view, place), sizeof item);
    PyBuffer_Release(&view);
    return PyFloat_FromDouble(item);
}

char static_text[] = "static memory";

PyObject *view_memory(PyObject *, PyObject *writable) {
    return PyMemoryView_FromMemory(static_text, sizeof static_text - 1,
                                   PyObject_IsTrue(writable) ? PyBUF_WRITE : PyBUF_READ);
}

PyObject *view_contiguous(PyObject *, PyObject *object) {
    return PyMemoryView_GetContiguous(object, PyBUF_READ, 'C');
}

PyObject *size_of_format(PyObject *, PyObject *format) {
    const char *text = PyUnicode_AsUTF8(format);
    if (text == nullptr) return nullptr;
    Py_ssize_t size = PyBuffer_SizeFromFormat(text);
    return size == -1 && PyErr_Occurred() ? nullptr : PyLong_FromSsize_t(size);
}

PyObject *is_buffer(PyObject *, PyObject *object) {
    return PyBool_FromLong(PyObject_CheckBuffer(object));
}

PyMethodDef methods[] = {
    {"describe", describe, METH_VARARGS, nullptr},
    {"fill", fill, METH_VARARGS, nullptr},
    {"contents", contents, METH_VARARGS, nullptr},
    {"item_at", item_at, METH_VARARGS, nullptr},
    {"view_memory", view_memory, METH_O, nullptr},
    {"view_contiguous", view_contiguous, METH_O, nullptr},
    {"size_of_format", size_of_format, METH_O, nullptr},
    {"is_buffer", is_buffer, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

int execute(PyObject *module) {
    if (PyModule_AddIntMacro(module, PyBUF_SIMPLE) < 0 || PyModule_AddIntMacro(module, PyBUF_WRITABLE) < 0 ||
        PyModule_AddIntMacro(module, PyBUF_ND) < 0 || PyModule_AddIntMacro(module, PyBUF_STRIDES) < 0 ||
        PyModule_AddIntMacro(module, PyBUF_FORMAT) < 0 || PyModule_AddIntMacro(module, PyBUF_FULL_RO) < 0 ||
        PyModule_AddIntMacro(module, PyBUF_F_CONTIGUOUS) < 0)
        return -1;
    return PyModule_AddType(module, &grid_type);
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(execute)}, {0, nullptr}};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "buffers", nullptr, 0, methods, slots, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_buffers(void) {
    return PyModuleDef_Init(&definition);
}
