// SPDX-License-Identifier: MIT
//
// The module _ctypes: makes its types ready and lists what it has. Its functions stand in ctypes_memory.cpp.
#include "ctypes.hpp"

#include <dlfcn.h>

namespace adder::stdlib::ctypes {

State &state() {
    static State objects = {};
    return objects;
}

namespace {

bool ready_types() {
    PyTypeObject *const types[] = {&data_type,      &struct_metatype, &union_metatype,    &pointer_metatype,
                                   &array_metatype, &simple_metatype, &function_metatype, &struct_type,
                                   &union_type,     &pointer_type,    &array_type,        &simple_type,
                                   &function_type,  &parameter_type,  &field_type,        &thunk_type};
    for (PyTypeObject *type : types)
        if (PyType_Ready(type) < 0) return false;
    return true;
}

bool make_state(PyObject *module) {
    State &objects = state();
    if (objects.pointer_types == nullptr) objects.pointer_types = PyDict_New();
    if (objects.argument_error == nullptr)
        objects.argument_error = PyErr_NewException("ctypes.ArgumentError", nullptr, nullptr);
    Py_XSETREF(objects.unpickle, PyObject_GetAttrString(module, "_unpickle"));
    return objects.pointer_types != nullptr && objects.argument_error != nullptr &&
           objects.unpickle != nullptr &&
           PyModule_AddObjectRef(module, "_pointer_type_cache", objects.pointer_types) == 0 &&
           PyModule_AddObjectRef(module, "ArgumentError", objects.argument_error) == 0;
}

bool add_types(PyObject *module) {
    const std::pair<const char *, PyTypeObject *> types[] = {
        {"Structure", &struct_type}, {"Union", &union_type},         {"_Pointer", &pointer_type},
        {"Array", &array_type},      {"_SimpleCData", &simple_type}, {"CFuncPtr", &function_type},
    };
    for (const auto &[name, type] : types)
        if (PyModule_AddObjectRef(module, name, as_object(type)) < 0) return false;
    return true;
}

bool add_numbers(PyObject *module) {
    const std::pair<const char *, long> numbers[] = {
        {"FUNCFLAG_CDECL", flag_cdecl},
        {"FUNCFLAG_PYTHONAPI", flag_python_api},
        {"FUNCFLAG_USE_ERRNO", flag_use_errno},
        {"FUNCFLAG_USE_LASTERROR", flag_use_last_error},
        {"RTLD_LOCAL", RTLD_LOCAL},
        {"RTLD_GLOBAL", RTLD_GLOBAL},
        {"CTYPES_MAX_ARGCOUNT", most_arguments},
    };
    for (const auto &[name, number] : numbers)
        if (PyModule_AddIntConstant(module, name, number) < 0) return false;
    return PyModule_AddStringConstant(module, "__version__", "1.1.0") == 0;
}

int execute(PyObject *module) {
    const bool is_done = ready_types() && make_state(module) && add_types(module) && add_numbers(module) &&
                         add_addresses(module);
    return is_done ? 0 : -1;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_ctypes",
    .m_doc = "Create and manipulate C compatible data types in Python.",
    .m_methods = module_functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib::ctypes

PyMODINIT_FUNC PyInit__ctypes(void) {
    return PyModuleDef_Init(&adder::stdlib::ctypes::definition);
}
