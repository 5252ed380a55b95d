// SPDX-License-Identifier: MIT
//
// Exception objects: the classes of exceptions.def and what their families have in common.
//
// A family is the C struct of an instance with the slots that handle it; many classes share one. Instances
// begin with PyException_HEAD (include/adder/error.h); attributes that programs add live in `dict`.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

struct ExceptionFamily {
    Py_ssize_t size;
    newfunc make;
    initproc init;
    reprfunc str;
    traverseproc traverse;
    inquiry clear;
    PyMethodDef *methods;
    PyMemberDef *members;
    PyGetSetDef *getset;
};

extern const ExceptionFamily base_family;
extern const ExceptionFamily group_family;
extern const ExceptionFamily stop_iteration_family;
extern const ExceptionFamily system_exit_family;
extern const ExceptionFamily import_error_family;
extern const ExceptionFamily name_error_family;
extern const ExceptionFamily attribute_error_family;
extern const ExceptionFamily key_error_family;
extern const ExceptionFamily syntax_error_family;
extern const ExceptionFamily os_error_family;
extern const ExceptionFamily unicode_encode_error_family;
extern const ExceptionFamily unicode_decode_error_family;
extern const ExceptionFamily unicode_translate_error_family;

inline PyBaseExceptionObject *as_exception(PyObject *object) {
    return reinterpret_cast<PyBaseExceptionObject *>(object);
}

// Slots of the base family, which the others call.
PyObject *exception_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
int exception_init(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *exception_str(PyObject *self);
int exception_traverse(PyObject *self, visitproc visit, void *arg);
int exception_clear(PyObject *self);

// Readies all classes. 0, or -1 with an error.
[[nodiscard]] int init_exceptions();
// Puts all classes, and the two old names of OSError, into the dict.
[[nodiscard]] int add_exceptions(PyObject *dict);
// MemoryError without needing memory.
void set_pending_memory_error();
// StopIteration with `value`, which may be an exception or a tuple itself. Always -1.
int raise_stop_iteration(PyObject *value);

// except*: splits `exception` by type. `match` and `rest` are owned results, empty for None. 0, or -1 with an
// error.
[[nodiscard]] int match_exception_group(PyObject *exception, PyObject *classes, Ref *match, Ref *rest);
// except*: what is to be raised after all handlers ran; None for nothing. `raised` is a list.
[[nodiscard]] Ref prepare_reraise_star(PyObject *original, PyObject *raised);

} // namespace adder::objects
