// SPDX-License-Identifier: MIT
//
// Traceback objects. The line of an entry is computed from the instruction when somebody asks.
#include "objects/traceback.hpp"

#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/heap.hpp"

#include <cstddef>

namespace adder::objects {

namespace {

PyObject *as_object(PyTracebackObject *traceback) {
    return reinterpret_cast<PyObject *>(traceback);
}

// Takes over no references. NULL with MemoryError.
PyObject *make_traceback(PyObject *next, PyFrameObject *frame, int byte_offset, int line) {
    auto *traceback = new_gc_object<PyTracebackObject>(&PyTraceBack_Type);
    if (traceback == nullptr) return nullptr;
    traceback->tb_next = reinterpret_cast<PyTracebackObject *>(Py_XNewRef(next));
    traceback->tb_frame = reinterpret_cast<PyFrameObject *>(Py_NewRef(frame));
    traceback->tb_lasti = byte_offset;
    traceback->tb_lineno = line;
    track(as_object(traceback));
    return as_object(traceback);
}

PyObject *traceback_new(PyTypeObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno", nullptr};
    PyObject *next;
    PyObject *frame;
    int byte_offset;
    int line;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO!ii:TracebackType", const_cast<char **>(keywords),
                                     &next, &PyFrame_Type, &frame, &byte_offset, &line))
        return nullptr;
    if (next == Py_None) next = nullptr;
    if (next != nullptr && !PyTraceBack_Check(next))
        return raise_type_error("expected traceback object or None, got '%s'", Py_TYPE(next)->tp_name);
    return make_traceback(next, reinterpret_cast<PyFrameObject *>(frame), byte_offset, line);
}

void traceback_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_traceback(self)->tb_next);
    Py_XDECREF(as_traceback(self)->tb_frame);
    release_gc_object(self, sizeof(PyTracebackObject));
}

int traceback_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_traceback(self)->tb_next);
    Py_VISIT(as_traceback(self)->tb_frame);
    return 0;
}

int traceback_clear(PyObject *self) {
    Py_CLEAR(as_traceback(self)->tb_next);
    Py_CLEAR(as_traceback(self)->tb_frame);
    return 0;
}

PyObject *traceback_dir(PyObject *, PyObject *) {
    return Py_BuildValue("[ssss]", "tb_frame", "tb_next", "tb_lasti", "tb_lineno");
}

PyObject *get_next(PyObject *self, void *) {
    PyTracebackObject *next = as_traceback(self)->tb_next;
    return Py_NewRef(next == nullptr ? Py_None : as_object(next));
}

int set_next(PyObject *self, PyObject *value, void *) {
    if (value == nullptr) return raise_type_error("can't delete tb_next attribute");
    if (value == Py_None) value = nullptr;
    if (value != nullptr && !PyTraceBack_Check(value))
        return raise_type_error("expected traceback object, got '%s'", Py_TYPE(value)->tp_name);
    for (auto *entry = as_traceback(value); entry != nullptr; entry = entry->tb_next)
        if (as_object(entry) == self) return raise_value_error("traceback loop detected");
    PyTracebackObject *old = as_traceback(self)->tb_next;
    as_traceback(self)->tb_next = as_traceback(Py_XNewRef(value));
    Py_XDECREF(old);
    return 0;
}

PyObject *get_line(PyObject *self, void *) {
    return PyLong_FromLong(line_of(as_traceback(self)));
}

PyMethodDef traceback_methods[] = {
    {"__dir__", traceback_dir, METH_NOARGS, nullptr},
    {},
};

PyMemberDef traceback_members[] = {
    {"tb_frame", T_OBJECT, offsetof(PyTracebackObject, tb_frame), READONLY, nullptr},
    {"tb_lasti", T_INT, offsetof(PyTracebackObject, tb_lasti), READONLY, nullptr},
    {},
};

// The text of a member for reading, which this is in CPython.
int refuse_line(PyObject *, PyObject *, void *) {
    return raise(PyExc_AttributeError, "readonly attribute");
}

PyGetSetDef traceback_getset[] = {
    {"tb_next", get_next, set_next, nullptr, nullptr},
    {"tb_lineno", get_line, refuse_line, nullptr, nullptr},
    {},
};

} // namespace

int line_of(PyTracebackObject *traceback) {
    if (traceback->tb_lineno >= 0) return traceback->tb_lineno;
    Ref code = Ref::steal(reinterpret_cast<PyObject *>(PyFrame_GetCode(traceback->tb_frame)));
    return position_of(code.as<PyCodeObject>(), traceback->tb_lasti / 2).line;
}

int add_traceback(PyFrameObject *frame, int byte_offset, int line) {
    ThreadState *state = thread();
    PyObject *traceback = make_traceback(state->curexc_traceback, frame, byte_offset, line);
    if (traceback == nullptr) return -1;
    Py_XSETREF(state->curexc_traceback, traceback);
    return 0;
}

extern "C" {

PyTypeObject PyTraceBack_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "traceback",
    .tp_basicsize = sizeof(PyTracebackObject),
    .tp_dealloc = traceback_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc =
        "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nOne place that an exception passed.",
    .tp_traverse = traceback_traverse,
    .tp_clear = traceback_clear,
    .tp_methods = traceback_methods,
    .tp_members = traceback_members,
    .tp_getset = traceback_getset,
    .tp_new = traceback_new,
};

int PyTraceBack_Here(PyFrameObject *frame) {
    return add_traceback(frame, PyFrame_GetLasti(frame), PyFrame_GetLineNumber(frame));
}

int PyTraceBack_Print(PyObject *traceback, PyObject *file) {
    if (traceback == nullptr) return 0;
    if (!PyTraceBack_Check(traceback)) {
        PyErr_BadInternalCall();
        return -1;
    }
    TextWriter writer;
    TRY(write_traceback(writer, traceback, Margin{}, "", "Traceback (most recent call last):\n"));
    Ref text = TRY_REF(writer.finish());
    return PyFile_WriteObject(text.get(), file, Py_PRINT_RAW);
}

} // extern "C"

} // namespace adder::objects
