// SPDX-License-Identifier: MIT
//
// A str as an array of wchar_t that it keeps, as old sources want it (PyUnicode_AsUnicode).
//
// Few strs are ever asked, so the copies stand in a table beside them; a bit in the str says that it has one.
// Characters of four bytes need no copy.
#include "objects/error.hpp"
#include "objects/str.hpp"

#include <unordered_map>

namespace adder::objects {

static_assert(sizeof(wchar_t) == sizeof(Py_UCS4));

namespace {

std::unordered_map<PyObject *, wchar_t *> &wide_copies() {
    static auto *copies = new std::unordered_map<PyObject *, wchar_t *>; // outlives every str
    return *copies;
}

} // namespace

void forget_wide(PyObject *text) {
    auto node = wide_copies().extract(text);
    if (node) PyMem_Free(node.mapped());
    as_str(text)->state.wide = 0;
}

extern "C" {

Py_UNICODE *PyUnicode_AsUnicodeAndSize(PyObject *text, Py_ssize_t *size) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return nullptr;
    }
    if (size != nullptr) *size = str_length(text);
    if (PyUnicode_KIND(text) == PyUnicode_4BYTE_KIND) return static_cast<wchar_t *>(PyUnicode_DATA(text));
    if (as_str(text)->state.wide) return wide_copies()[text];
    auto *copy = reinterpret_cast<wchar_t *>(PyUnicode_AsUCS4Copy(text));
    if (copy == nullptr) return nullptr;
    wide_copies()[text] = copy;
    as_str(text)->state.wide = 1;
    return copy;
}

Py_UNICODE *PyUnicode_AsUnicode(PyObject *text) {
    return PyUnicode_AsUnicodeAndSize(text, nullptr);
}

} // extern "C"

} // namespace adder::objects
