// SPDX-License-Identifier: MIT
//
// Puts the module builtins together: functions, types, constants, exceptions.
#include "runtime/builtins.hpp"

#include "objects/descriptors.hpp"
#include "objects/exception.hpp"
#include "objects/runtime_state.hpp"
#include "runtime/open_file.hpp"

namespace adder::runtime {
namespace {

using objects::Ref;

struct NamedType {
    const char *name;
    PyTypeObject *type;
};

const NamedType types[] = {
    {"bool", &PyBool_Type},
    {"bytearray", &PyByteArray_Type},
    {"bytes", &PyBytes_Type},
    {"classmethod", &PyClassMethod_Type},
    {"complex", &PyComplex_Type},
    {"dict", &PyDict_Type},
    {"enumerate", &PyEnum_Type},
    {"filter", &PyFilter_Type},
    {"float", &PyFloat_Type},
    {"frozenset", &PyFrozenSet_Type},
    {"int", &PyLong_Type},
    {"list", &PyList_Type},
    {"map", &PyMap_Type},
    {"memoryview", &PyMemoryView_Type},
    {"object", &PyBaseObject_Type},
    {"property", &PyProperty_Type},
    {"range", &PyRange_Type},
    {"reversed", &PyReversed_Type},
    {"set", &PySet_Type},
    {"slice", &PySlice_Type},
    {"staticmethod", &PyStaticMethod_Type},
    {"str", &PyUnicode_Type},
    {"super", &PySuper_Type},
    {"tuple", &PyTuple_Type},
    {"type", &PyType_Type},
    {"zip", &PyZip_Type},
};

struct NamedConstant {
    const char *name;
    PyObject *value;
};

const NamedConstant constants[] = {
    {"None", Py_None},   {"Ellipsis", Py_Ellipsis}, {"NotImplemented", Py_NotImplemented},
    {"False", Py_False}, {"True", Py_True},
};

constexpr const char *documentation =
    "Built-in functions, types, exceptions, and other objects.\n\n"
    "This module provides direct access to all 'built-in' identifiers of Python; for example,\n"
    "builtins.len is the full name for the built-in function len().\n\n"
    "This module is not normally accessed explicitly by most applications, but can be useful in modules\n"
    "that provide objects with the same name as a built-in value, but in which the built-in of that name\n"
    "is also needed.";

[[nodiscard]] int add_functions(PyObject *module) {
    PyMethodDef *const tables[] = {number_functions, iteration_functions,  async_functions, object_functions,
                                   class_functions,  evaluation_functions, io_functions,    file_functions};
    for (PyMethodDef *table : tables) TRY(PyModule_AddFunctions(module, table));
    return 0;
}

[[nodiscard]] int add_values(PyObject *dict) {
    for (const auto &[name, type] : types)
        TRY(PyDict_SetItemString(dict, name, reinterpret_cast<PyObject *>(type)));
    for (const auto &[name, value] : constants) TRY(PyDict_SetItemString(dict, name, value));
    TRY(PyDict_SetItemString(dict, "__debug__", objects::runtime.optimize == 0 ? Py_True : Py_False));
    TRY(objects::add_exceptions(dict));
    return add_site_objects(dict);
}

} // namespace

Ref make_builtins_module() {
    Ref module = TRY_REF(PyModule_New("builtins"));
    TRY(PyModule_SetDocString(module.get(), documentation));
    TRY(add_functions(module.get()));
    PyObject *dict = PyModule_GetDict(module.get());
    TRY(add_values(dict));
    objects::runtime.builtins = Py_NewRef(dict);
    objects::runtime.builtins_module = Py_NewRef(module.get());
    return module;
}

} // namespace adder::runtime
