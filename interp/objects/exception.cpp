// SPDX-License-Identifier: MIT
//
// The exception classes as types, and BaseException's slots, methods and attributes.
//
// The types are filled from exceptions.def when the interpreter starts. A built-in class is called through
// its own vectorcall, which makes the instance without a detour over type.__call__: most exceptions are born
// there.
#include "objects/exception.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"

#include <cstddef>
#include <cstring>
#include <iterator>

namespace adder::objects {

namespace {

enum ClassIndex {
#define EXCEPTION(name, base, family, doc) name##Index,
#include "objects/exceptions.def"
#undef EXCEPTION
    ClassCount
};

PyTypeObject exception_types[ClassCount];
PyObject *spare_memory_error = nullptr;

PyTypeObject *object_base() {
    return &PyBaseObject_Type;
}

struct ClassRow {
    const char *name;
    int base; // index, or -1 for object
    const ExceptionFamily *family;
    const char *doc;
};

constexpr int objectIndex = -1;
constexpr ClassRow class_rows[] = {
#define EXCEPTION(name, base, family, doc) {#name, base##Index, &family##_family, doc},
#include "objects/exceptions.def"
#undef EXCEPTION
};
static_assert(std::size(class_rows) == ClassCount);

// The part of a type's name behind its module.
const char *short_name(PyTypeObject *type) {
    const char *dot = std::strrchr(type->tp_name, '.');
    return dot == nullptr ? type->tp_name : dot + 1;
}

Ref keywords_to_dict(PyObject *keyword_names, PyObject *const *values) {
    Ref dict = TRY_REF(PyDict_New());
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keyword_names); i++)
        TRY(PyDict_SetItem(dict.get(), PyTuple_GET_ITEM(keyword_names, i), values[i]));
    return dict;
}

// Makes an instance of a built-in class; `tp_vectorcall` of all of them.
PyObject *exception_vectorcall(PyObject *callable, PyObject *const *arguments, size_t count_and_flag,
                               PyObject *keyword_names) {
    auto *type = reinterpret_cast<PyTypeObject *>(callable);
    Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    Ref args = TRY_REF(_PyTuple_FromArray(arguments, count));
    Ref kwargs;
    if (keyword_names != nullptr && PyTuple_GET_SIZE(keyword_names) > 0)
        kwargs = TRY(keywords_to_dict(keyword_names, arguments + count));
    Ref instance = TRY_REF(type->tp_new(type, args.get(), kwargs.get()));
    if (type->tp_init == exception_init && !kwargs) return instance.release();
    TRY(Py_TYPE(instance.get())->tp_init(instance.get(), args.get(), kwargs.get()));
    return instance.release();
}

void exception_dealloc(PyObject *self) {
    untrack(self);
    Py_TYPE(self)->tp_clear(self);
    Py_TYPE(self)->tp_free(self);
}

PyObject *exception_repr(PyObject *self) {
    PyObject *args = as_exception(self)->args;
    const char *name = short_name(Py_TYPE(self));
    if (PyTuple_GET_SIZE(args) == 1) return PyUnicode_FromFormat("%s(%R)", name, PyTuple_GET_ITEM(args, 0));
    return PyUnicode_FromFormat("%s%R", name, args);
}

PyObject *exception_reduce(PyObject *self, PyObject *) {
    auto *exception = as_exception(self);
    if (exception->dict != nullptr) return PyTuple_Pack(3, Py_TYPE(self), exception->args, exception->dict);
    return PyTuple_Pack(2, Py_TYPE(self), exception->args);
}

PyObject *exception_setstate(PyObject *self, PyObject *state) {
    if (state == Py_None) Py_RETURN_NONE;
    if (!PyDict_Check(state)) return raise_type_error("state is not a dictionary");
    PyObject *key;
    PyObject *value;
    for (Py_ssize_t position = 0; PyDict_Next(state, &position, &key, &value);) {
        Ref kept_key = Ref::borrow(key);
        Ref kept_value = Ref::borrow(value);
        TRY(PyObject_SetAttr(self, key, value));
    }
    Py_RETURN_NONE;
}

PyObject *exception_with_traceback(PyObject *self, PyObject *traceback) {
    TRY(PyException_SetTraceback(self, traceback));
    return Py_NewRef(self);
}

PyObject *exception_add_note(PyObject *self, PyObject *note) {
    if (!PyUnicode_Check(note))
        return raise_type_error("note must be a str, not '%s'", Py_TYPE(note)->tp_name);
    PyObject *found;
    TRY(_PyObject_LookupAttr(self, name::dunder_notes, &found));
    Ref notes = Ref::steal(found);
    if (!notes) {
        notes = TRY_REF(PyList_New(0));
        TRY(PyObject_SetAttr(self, name::dunder_notes, notes.get()));
    }
    if (!PyList_Check(notes.get())) return raise_type_error("Cannot add note: __notes__ is not a list");
    TRY(PyList_Append(notes.get(), note));
    Py_RETURN_NONE;
}

PyObject *get_args(PyObject *self, void *) {
    PyObject *args = as_exception(self)->args;
    return Py_NewRef(args == nullptr ? Py_None : args);
}

int set_args(PyObject *self, PyObject *value, void *) {
    if (value == nullptr) return raise_type_error("args may not be deleted");
    Ref args = TRY_REF(PySequence_Tuple(value));
    Py_XSETREF(as_exception(self)->args, args.release());
    return 0;
}

PyObject *get_traceback(PyObject *self, void *) {
    PyObject *traceback = as_exception(self)->traceback;
    return Py_NewRef(traceback == nullptr ? Py_None : traceback);
}

int set_traceback(PyObject *self, PyObject *value, void *) {
    return PyException_SetTraceback(self, value);
}

PyObject *get_context(PyObject *self, void *) {
    PyObject *context = as_exception(self)->context;
    return Py_NewRef(context == nullptr ? Py_None : context);
}

// What may stand in __context__ and __cause__: an exception, or None, which is stored as NULL.
int check_link(PyObject *value, const char *name) {
    if (value == nullptr) return raise_type_error("__%s__ may not be deleted", name);
    if (value != Py_None && !PyExceptionInstance_Check(value))
        return raise_type_error("exception %s must be None or derive from BaseException", name);
    return 0;
}

int set_context(PyObject *self, PyObject *value, void *) {
    TRY(check_link(value, "context"));
    PyException_SetContext(self, value == Py_None ? nullptr : Py_NewRef(value));
    return 0;
}

PyObject *get_cause(PyObject *self, void *) {
    PyObject *cause = as_exception(self)->cause;
    return Py_NewRef(cause == nullptr ? Py_None : cause);
}

int set_cause(PyObject *self, PyObject *value, void *) {
    TRY(check_link(value, "cause"));
    PyException_SetCause(self, value == Py_None ? nullptr : Py_NewRef(value));
    return 0;
}

PyMethodDef exception_methods[] = {
    {"__reduce__", exception_reduce, METH_NOARGS, nullptr},
    {"__setstate__", exception_setstate, METH_O, nullptr},
    {"with_traceback", exception_with_traceback, METH_O,
     "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self."},
    {"add_note", exception_add_note, METH_O, "Exception.add_note(note) --\n    add a note to the exception"},
    {},
};

PyMemberDef exception_members[] = {
    {"__suppress_context__", T_BOOL, offsetof(PyBaseExceptionObject, suppress_context), 0, nullptr},
    {},
};

PyGetSetDef exception_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {"args", get_args, set_args, nullptr, nullptr},
    {"__traceback__", get_traceback, set_traceback, nullptr, nullptr},
    {"__context__", get_context, set_context, "exception context", nullptr},
    {"__cause__", get_cause, set_cause, "exception cause", nullptr},
    {},
};

void fill_type(PyTypeObject *type, const ClassRow &row) {
    const ExceptionFamily &family = *row.family;
    PyTypeObject *base = row.base < 0 ? object_base() : &exception_types[row.base];
    bool opens_family = row.base < 0 || class_rows[row.base].family != row.family;
    type->ob_base.ob_base.ob_refcnt = 1;
    type->tp_name = row.name;
    type->tp_doc = row.doc;
    type->tp_base = base;
    type->tp_basicsize = family.size;
    type->tp_flags =
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASE_EXC_SUBCLASS;
    type->tp_dictoffset = offsetof(PyBaseExceptionObject, dict);
    type->tp_dealloc = exception_dealloc;
    type->tp_traverse = family.traverse;
    type->tp_clear = family.clear;
    type->tp_vectorcall = exception_vectorcall;
    // What a class inherits is no attribute of its own: another base's method may come before the root's.
    if (row.base < 0) {
        type->tp_repr = exception_repr;
        type->tp_getattro = PyObject_GenericGetAttr;
        type->tp_setattro = PyObject_GenericSetAttr;
    }
    if (row.family == &base_family || (opens_family && family.make != exception_new))
        type->tp_new = family.make;
    if (row.family != &group_family || opens_family) type->tp_init = family.init;
    if (!opens_family) return;
    type->tp_str = family.str;
    type->tp_methods = family.methods;
    type->tp_members = family.members;
    type->tp_getset = family.getset;
}

int ready_group_class() {
    PyTypeObject *type = &exception_types[ExceptionGroupIndex];
    type->tp_bases = TRY(PyTuple_Pack(2, PyExc_BaseExceptionGroup, PyExc_Exception));
    return 0;
}

} // namespace

const ExceptionFamily base_family = {
    sizeof(PyBaseExceptionObject),
    exception_new,
    exception_init,
    exception_str,
    exception_traverse,
    exception_clear,
    exception_methods,
    exception_members,
    exception_getset,
};

PyObject *exception_new(PyTypeObject *type, PyObject *args, PyObject *) {
    PyObject *self = type->tp_alloc(type, 0);
    if (self == nullptr) return nullptr;
    PyObject *own_args = args == nullptr ? PyTuple_New(0) : Py_NewRef(args);
    as_exception(self)->args = own_args;
    if (own_args == nullptr) Py_CLEAR(self);
    return self;
}

int exception_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    if (kwargs != nullptr && PyDict_GET_SIZE(kwargs) > 0)
        return raise_type_error("%.200s() takes no keyword arguments", Py_TYPE(self)->tp_name);
    if (as_exception(self)->args != args) Py_XSETREF(as_exception(self)->args, Py_NewRef(args));
    return 0;
}

PyObject *exception_str(PyObject *self) {
    PyObject *args = as_exception(self)->args;
    switch (PyTuple_GET_SIZE(args)) {
    case 0: return PyUnicode_FromString("");
    case 1: return PyObject_Str(PyTuple_GET_ITEM(args, 0));
    default: return PyObject_Str(args);
    }
}

int exception_traverse(PyObject *self, visitproc visit, void *arg) {
    auto *exception = as_exception(self);
    Py_VISIT(exception->dict);
    Py_VISIT(exception->args);
    Py_VISIT(exception->traceback);
    Py_VISIT(exception->cause);
    Py_VISIT(exception->context);
    return 0;
}

int exception_clear(PyObject *self) {
    auto *exception = as_exception(self);
    Py_CLEAR(exception->dict);
    Py_CLEAR(exception->args);
    Py_CLEAR(exception->traceback);
    Py_CLEAR(exception->cause);
    Py_CLEAR(exception->context);
    return 0;
}

int init_exceptions() {
    for (int i = 0; i < ClassCount; i++) {
        PyTypeObject *type = &exception_types[i];
        fill_type(type, class_rows[i]);
        if (i == ExceptionGroupIndex) TRY(ready_group_class());
        TRY(PyType_Ready(type));
    }
    spare_memory_error = TRY(PyObject_CallNoArgs(PyExc_MemoryError));
    return 0;
}

int add_exceptions(PyObject *dict) {
    for (PyTypeObject &type : exception_types)
        TRY(PyDict_SetItemString(dict, type.tp_name, reinterpret_cast<PyObject *>(&type)));
    TRY(PyDict_SetItemString(dict, "EnvironmentError", PyExc_OSError));
    TRY(PyDict_SetItemString(dict, "IOError", PyExc_OSError));
    return 0;
}

void set_pending_memory_error() {
    auto *spare = as_exception(spare_memory_error);
    if (spare == nullptr || Py_REFCNT(spare) > 1) return PyErr_SetNone(PyExc_MemoryError);
    Py_CLEAR(spare->traceback);
    Py_CLEAR(spare->context);
    Py_CLEAR(spare->cause);
    PyErr_SetObject(PyExc_MemoryError, spare_memory_error);
}

extern "C" {

#define EXCEPTION(name, base, family, doc)                                                                   \
    PyObject *PyExc_##name = reinterpret_cast<PyObject *>(&exception_types[name##Index]);
#include "objects/exceptions.def"
#undef EXCEPTION
PyObject *PyExc_EnvironmentError = reinterpret_cast<PyObject *>(&exception_types[OSErrorIndex]);
PyObject *PyExc_IOError = reinterpret_cast<PyObject *>(&exception_types[OSErrorIndex]);

const char *PyExceptionClass_Name(PyObject *exception_class) {
    return reinterpret_cast<PyTypeObject *>(exception_class)->tp_name;
}

int PyException_SetTraceback(PyObject *exception, PyObject *traceback) {
    if (traceback == nullptr) return raise_type_error("__traceback__ may not be deleted");
    if (traceback != Py_None && !PyTraceBack_Check(traceback))
        return raise_type_error("__traceback__ must be a traceback or None");
    Py_XSETREF(as_exception(exception)->traceback, traceback == Py_None ? nullptr : Py_NewRef(traceback));
    return 0;
}

PyObject *PyException_GetTraceback(PyObject *exception) {
    return Py_XNewRef(as_exception(exception)->traceback);
}

PyObject *PyException_GetCause(PyObject *exception) {
    return Py_XNewRef(as_exception(exception)->cause);
}

void PyException_SetCause(PyObject *exception, PyObject *cause) {
    as_exception(exception)->suppress_context = 1;
    Py_XSETREF(as_exception(exception)->cause, cause);
}

PyObject *PyException_GetContext(PyObject *exception) {
    return Py_XNewRef(as_exception(exception)->context);
}

void PyException_SetContext(PyObject *exception, PyObject *context) {
    Py_XSETREF(as_exception(exception)->context, context);
}

} // extern "C"

} // namespace adder::objects
