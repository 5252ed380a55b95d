// SPDX-License-Identifier: MIT
//
// The module _memoryio: files in memory, which module io hands out.
#include "memory_file.hpp"

#include "owned.hpp"

namespace adder::stdlib {

bool check_open(PyObject *self) {
    const MemoryFile *file = as_memory_file(self);
    if (file->is_ready && !file->is_closed) return true;
    PyErr_SetString(PyExc_ValueError,
                    file->is_ready ? file->closed_error : "I/O operation on uninitialized object");
    return false;
}

PyObject *raise_unsupported(const char *text) {
    const Owned module(PyImport_ImportModule("_files"));
    const Owned type(module ? PyObject_GetAttrString(module.get(), "UnsupportedOperation") : nullptr);
    if (type) PyErr_SetString(type.get(), text);
    return nullptr;
}

namespace {

// The argument, where one that is not None was given. False with an error.
bool optional_size(PyObject *const *args, Py_ssize_t count, Py_ssize_t &size) {
    if (count == 0 || args[0] == Py_None) return true;
    if (!PyIndex_Check(args[0])) {
        PyErr_Format(PyExc_TypeError, "argument should be integer or None, not '%.200s'",
                     Py_TYPE(args[0])->tp_name);
        return false;
    }
    size = PyNumber_AsSsize_t(args[0], PyExc_OverflowError);
    return size != -1 || !PyErr_Occurred();
}

} // namespace

bool read_size(PyObject *const *args, Py_ssize_t count, Py_ssize_t &size) {
    size = -1;
    if (!optional_size(args, count, size)) return false;
    if (size < 0) size = -1;
    return true;
}

bool truncated_size(PyObject *self, PyObject *const *args, Py_ssize_t count, Py_ssize_t &size) {
    size = static_cast<Py_ssize_t>(as_memory_file(self)->position);
    return check_count("truncate", count, 1) && optional_size(args, count, size);
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

PyObject *copy_of_dict(PyObject *self) {
    PyObject *dict = as_memory_file(self)->dict;
    return dict == nullptr ? Py_NewRef(Py_None) : PyDict_Copy(dict);
}

bool restore_head(PyObject *self, PyObject *state, Py_ssize_t first) {
    static constexpr const char *ordinals[] = {"first", "second", "third", "fourth"};
    PyObject *position = PyTuple_GET_ITEM(state, first);
    if (!PyLong_Check(position)) {
        PyErr_Format(PyExc_TypeError, "%s item of state must be an integer, %s %.200s", ordinals[first],
                     first == 1 ? "not" : "got", Py_TYPE(position)->tp_name);
        return false;
    }
    const Py_ssize_t place = PyLong_AsSsize_t(position);
    if (place == -1 && PyErr_Occurred()) return false;
    if (place < 0) {
        PyErr_SetString(PyExc_ValueError, "position value cannot be negative");
        return false;
    }
    MemoryFile *file = as_memory_file(self);
    file->position = static_cast<size_t>(place);
    PyObject *dict = PyTuple_GET_ITEM(state, first + 1);
    if (dict == Py_None) return true;
    if (!PyDict_Check(dict)) {
        PyErr_Format(PyExc_TypeError, "%s item of state should be a dict, got a %.200s", ordinals[first + 1],
                     Py_TYPE(dict)->tp_name);
        return false;
    }
    if (file->dict == nullptr) file->dict = PyDict_New();
    return file->dict != nullptr && PyDict_Update(file->dict, dict) == 0;
}

PyObject *raise_state_size(PyObject *self, PyObject *state, int size) {
    return PyErr_Format(PyExc_TypeError, "%.200s.__setstate__ argument should be %d-tuple, got %.200s",
                        Py_TYPE(self)->tp_name, size, Py_TYPE(state)->tp_name);
}

PyObject *file_tell(PyObject *self, PyObject *) {
    return check_open(self) ? PyLong_FromSize_t(as_memory_file(self)->position) : nullptr;
}

PyObject *file_flush(PyObject *self, PyObject *) {
    return check_open(self) ? Py_NewRef(Py_None) : nullptr;
}

PyObject *file_true(PyObject *self, PyObject *) {
    return check_open(self) ? Py_NewRef(Py_True) : nullptr;
}

PyObject *file_isatty(PyObject *self, PyObject *) {
    return check_open(self) ? Py_NewRef(Py_False) : nullptr;
}

PyObject *file_enter(PyObject *self, PyObject *) {
    return file_iter(self);
}

PyObject *file_exit(PyObject *self, PyObject *const *, Py_ssize_t) {
    return PyObject_CallMethod(self, "close", nullptr);
}

PyObject *file_writelines(PyObject *self, PyObject *lines) {
    const Owned iterator(check_open(self) ? PyObject_GetIter(lines) : nullptr);
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

PyObject *file_get_closed(PyObject *self, void *) {
    const MemoryFile *file = as_memory_file(self);
    if (!file->is_ready && !check_open(self)) return nullptr;
    return PyBool_FromLong(file->is_closed);
}

PyObject *file_iter(PyObject *self) {
    return check_open(self) ? Py_NewRef(self) : nullptr;
}

int file_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_memory_file(self)->dict);
    return 0;
}

int file_clear(PyObject *self) {
    Py_CLEAR(as_memory_file(self)->dict);
    return 0;
}

void finish_head(PyObject *self) {
    PyObject_GC_UnTrack(self);
    if (as_memory_file(self)->weakrefs != nullptr) PyObject_ClearWeakRefs(self);
    file_clear(self);
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
