// SPDX-License-Identifier: MIT
//
// The module _memoryio: files in memory, which module io hands out.
#include "memory_file.hpp"

#include "owned.hpp"

namespace adder::stdlib {

PyObject *raise_unsupported(const char *text) {
    const Owned module(PyImport_ImportModule("_files"));
    const Owned type(module ? PyObject_GetAttrString(module.get(), "UnsupportedOperation") : nullptr);
    if (type) PyErr_SetString(type.get(), text);
    return nullptr;
}

bool read_size(PyObject *const *args, Py_ssize_t count, Py_ssize_t &size) {
    size = -1;
    if (count == 0 || args[0] == Py_None) return true;
    if (!PyIndex_Check(args[0])) {
        PyErr_Format(PyExc_TypeError, "argument should be integer or None, not '%.200s'",
                     Py_TYPE(args[0])->tp_name);
        return false;
    }
    size = PyNumber_AsSsize_t(args[0], PyExc_OverflowError);
    if (size == -1 && PyErr_Occurred()) return false;
    if (size < 0) size = -1;
    return true;
}

bool check_count(const char *name, Py_ssize_t count, Py_ssize_t most) {
    if (count <= most) return true;
    PyErr_Format(PyExc_TypeError, "%s expected at most %zd argument%s, got %zd", name, most,
                 most == 1 ? "" : "s", count);
    return false;
}

PyObject *collect_lines(PyObject *self, Py_ssize_t hint) {
    const Owned iterator(PyObject_GetIter(self));
    Owned lines(iterator ? PyList_New(0) : nullptr);
    Py_ssize_t left = hint;
    while (lines) {
        const Owned line(PyIter_Next(iterator.get()));
        if (!line) break;
        if (PyList_Append(lines.get(), line.get()) < 0) return nullptr;
        if (hint <= 0) continue;
        const Py_ssize_t length = PyObject_Length(line.get());
        if (length < 0) return nullptr;
        if (length > left) break;
        left -= length;
    }
    return PyErr_Occurred() ? nullptr : lines.release();
}

PyObject *write_lines(PyObject *self, PyObject *lines) {
    const Owned iterator(PyObject_GetIter(lines));
    if (!iterator) return nullptr;
    for (;;) {
        const Owned line(PyIter_Next(iterator.get()));
        if (!line) break;
        const Owned result(PyObject_CallMethod(self, "write", "O", line.get()));
        if (!result) return nullptr;
    }
    if (PyErr_Occurred()) return nullptr;
    Py_RETURN_NONE;
}

PyObject *unsupported_fileno(PyObject *, PyObject *) {
    return raise_unsupported("fileno");
}

PyObject *unsupported_detach(PyObject *, PyObject *) {
    return raise_unsupported("detach");
}

namespace {

int execute(PyObject *module) {
    for (PyTypeObject *type : {&bytes_io_type, &bytes_io_buffer_type, &string_io_type})
        if (PyType_Ready(type) < 0) return -1;
    if (PyModule_AddObjectRef(module, "BytesIO", reinterpret_cast<PyObject *>(&bytes_io_type)) < 0) return -1;
    return PyModule_AddObjectRef(module, "StringIO", reinterpret_cast<PyObject *>(&string_io_type));
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(execute)}, {0, nullptr}};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_memoryio",
    .m_doc = "Files in memory.",
    .m_slots = slots,
};

} // namespace

} // namespace adder::stdlib

extern "C" PyObject *PyInit__memoryio(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
