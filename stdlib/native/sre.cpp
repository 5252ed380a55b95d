// SPDX-License-Identifier: MIT
//
// The module _sre under module re: compile(), the types of patterns and matches, and how single characters
// are treated when case is ignored. The engine is PCRE2; the units regex_… are the way to it and back:
// source, parser → tree → charset, generator → program → expression → pattern, match, scan, replace.
#include "regex_objects.hpp"

namespace adder::stdlib::regex {
namespace {

PyObject *module_compile(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (_PyArg_CheckPositional("compile", count, 2, 2) == 0) return nullptr;
    const int flags = _PyLong_AsInt(args[1]);
    if (flags == -1 && PyErr_Occurred() != nullptr) return nullptr;
    return make_pattern(args[0], flags);
}

// The code point that an argument is, or -1 with an exception.
int to_character(PyObject *object) {
    const int character = _PyLong_AsInt(object);
    if (character == -1 && PyErr_Occurred() != nullptr) return -1;
    return character < 0 ? 0x110000 : character;
}

template <uint32_t flags> PyObject *module_tolower(PyObject *, PyObject *object) {
    const int character = to_character(object);
    if (character < 0) return nullptr;
    return PyLong_FromLong(static_cast<long>(to_lower_case(static_cast<uint32_t>(character), flags)));
}

template <uint32_t flags> PyObject *module_iscased(PyObject *, PyObject *object) {
    const int character = to_character(object);
    if (character < 0) return nullptr;
    const auto code = static_cast<uint32_t>(character);
    bool is_cased = to_lower_case(code, flags) != code;
    if (flags == flag_unicode)
        is_cased |= static_cast<uint32_t>(Py_UNICODE_TOUPPER(code)) != code;
    else
        is_cased |= code >= 'a' && code <= 'z';
    return PyBool_FromLong(is_cased ? 1 : 0);
}

PyMethodDef functions[] = {
    {"compile", _PyCFunction_CAST(module_compile), METH_FASTCALL,
     "compile($module, pattern, flags, /)\n--\n\nThe Pattern of a pattern's text."},
    {"ascii_iscased", module_iscased<flag_ascii>, METH_O, "ascii_iscased($module, character, /)\n--\n\n"},
    {"unicode_iscased", module_iscased<flag_unicode>, METH_O,
     "unicode_iscased($module, character, /)\n--\n\n"},
    {"ascii_tolower", module_tolower<flag_ascii>, METH_O, "ascii_tolower($module, character, /)\n--\n\n"},
    {"unicode_tolower", module_tolower<flag_unicode>, METH_O,
     "unicode_tolower($module, character, /)\n--\n\n"},
    {},
};

bool add_number(PyObject *module, const char *name, long long value) {
    const Owned number(PyLong_FromLongLong(value));
    return number && PyModule_AddObjectRef(module, name, number.get()) == 0;
}

int execute(PyObject *module) {
    if (PyType_Ready(&scanner_type) < 0 || PyModule_AddType(module, &pattern_type) < 0 ||
        PyModule_AddType(module, &match_type) < 0)
        return -1;
    return add_number(module, "MAXREPEAT", max_repeat) && add_number(module, "MAXGROUPS", max_groups) ? 0
                                                                                                      : -1;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_sre",
    .m_doc = "The engine of module re.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib::regex

PyMODINIT_FUNC PyInit__sre(void) {
    return PyModuleDef_Init(&adder::stdlib::regex::definition);
}
