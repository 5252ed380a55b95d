// SPDX-License-Identifier: MIT
//
// The built-in module `_string`: how str.format reads its format, for string.Formatter.
#include "objects/str.hpp"

namespace adder::runtime {

namespace {

PyObject *string_formatter_parser(PyObject *, PyObject *format) {
    return objects::formatter_parser(format);
}
PyObject *string_formatter_field_name_split(PyObject *, PyObject *name) {
    return objects::formatter_field_name_split(name);
}

PyMethodDef methods[] = {
    {"formatter_field_name_split", string_formatter_field_name_split, METH_O,
     "Split a field's name into its first part and an iterator over the attributes and keys behind it."},
    {"formatter_parser", string_formatter_parser, METH_O,
     "Iterate over a format's pieces: literal text, field name, specification, conversion."},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_string",
    .m_doc = "string helper module",
    .m_size = 0,
    .m_methods = methods,
    .m_slots = nullptr,
    .m_traverse = nullptr,
    .m_clear = nullptr,
    .m_free = nullptr,
};

} // namespace

} // namespace adder::runtime

extern "C" PyObject *PyInit__string() {
    return PyModuleDef_Init(&adder::runtime::definition);
}
