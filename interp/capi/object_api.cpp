// SPDX-License-Identifier: MIT
//
// What is left of the API about objects and errors: the place of a syntax error, audit events (which nobody
// hears).
#include "objects/error.hpp"

namespace adder::capi {
namespace {

using objects::Ref;

// Sets an attribute of the exception; failing to do so is no error of its own.
void set_attribute(PyObject *exception, const char *name, PyObject *value) {
    if (value == nullptr || PyObject_SetAttrString(exception, name, value) < 0) PyErr_Clear();
}

void set_place(PyObject *exception, PyObject *filename, int line, int column) {
    const Ref line_number = Ref::steal(PyLong_FromLong(line));
    const Ref offset = column >= 0 ? Ref::steal(PyLong_FromLong(column)) : Ref::borrow(Py_None);
    set_attribute(exception, "lineno", line_number.get());
    set_attribute(exception, "offset", offset.get());
    set_attribute(exception, "end_lineno", Py_None);
    set_attribute(exception, "end_offset", Py_None);
    if (filename != nullptr) set_attribute(exception, "filename", filename);
}

} // namespace

extern "C" {

void PyErr_SyntaxLocationObject(PyObject *filename, int line, int column) {
    Ref exception = adder::objects::take_exception();
    if (!exception) return;
    set_place(exception.get(), filename, line, column);
    adder::objects::restore_exception(std::move(exception));
}

void PyErr_SyntaxLocationEx(const char *filename, int line, int column) {
    const Ref saved = adder::objects::take_exception();
    const Ref text = filename == nullptr ? Ref() : Ref::steal(PyUnicode_DecodeFSDefault(filename));
    PyErr_Clear();
    adder::objects::restore_exception(saved);
    PyErr_SyntaxLocationObject(text.get(), line, column);
}

void PyErr_SyntaxLocation(const char *filename, int line) {
    PyErr_SyntaxLocationEx(filename, line, -1);
}

int PySys_Audit(const char *, const char *, ...) {
    return 0;
}

} // extern "C"

} // namespace adder::capi
