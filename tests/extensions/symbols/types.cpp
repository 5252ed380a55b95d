// SPDX-License-Identifier: MIT
//
// Types: what is asked of them, static types, types from specifications, and the values that generators
// return (adder/type.h, adder/generator.h).
#include "cases.hpp"

#include <cstddef>

namespace {

PyTypeObject *type_of(PyObject *object) {
    return reinterpret_cast<PyTypeObject *>(object);
}

PyTypeObject *type_of(const Value &object) {
    return type_of(object.get());
}

// ---- types from specifications

PyObject *negate(PyObject *) {
    return PyUnicode_FromString("negated");
}
PyObject *represent(PyObject *self) {
    return PyUnicode_FromFormat("<%s>", Py_TYPE(self)->tp_name);
}
PyObject *item_of(PyObject *, PyObject *key) {
    return Py_NewRef(key);
}

PyType_Slot PLAIN_SLOTS[] = {{Py_tp_doc, const_cast<char *>("Documented.")},
                             {Py_nb_negative, reinterpret_cast<void *>(negate)},
                             {Py_mp_subscript, reinterpret_cast<void *>(item_of)},
                             {Py_tp_repr, reinterpret_cast<void *>(represent)},
                             {0, nullptr}};
PyType_Slot NO_SLOTS[] = {{0, nullptr}};
PyType_Slot UNKNOWN_SLOT[] = {{999, nullptr}, {0, nullptr}};
PyType_Slot NEGATIVE_SLOT[] = {{-5, nullptr}, {0, nullptr}};
constexpr unsigned FLAGS = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE;
PyType_Spec PLAIN{"package.module.Plain", sizeof(PyObject), 0, FLAGS, PLAIN_SLOTS};
PyType_Spec WITHOUT_MODULE{"Bare", sizeof(PyObject), 0, FLAGS, NO_SLOTS};
PyType_Spec UNKNOWN{"symbols.Unknown", sizeof(PyObject), 0, FLAGS, UNKNOWN_SLOT};
PyType_Spec NEGATIVE{"symbols.Negative", sizeof(PyObject), 0, FLAGS, NEGATIVE_SLOT};
PyType_Spec INHERITING{"symbols.Inheriting", 0, 0, FLAGS, NO_SLOTS};

// Name, qualified name, module, text and bases of a type, and what its instances do.
std::string told_of(PyObject *type) {
    if (type == nullptr) return "NULL";
    std::string text = type_of(type)->tp_name;
    for (const char *name : {"__name__", "__qualname__", "__module__", "__doc__", "__bases__"}) {
        text += ", " + told(PyObject_GetAttrString(type, name));
        PyErr_Clear();
    }
    Py_DECREF(type);
    return text;
}

PyObject *instance_of(PyType_Spec &specification) {
    const Value type(PyType_FromSpec(&specification));
    return PyObject_CallNoArgs(type);
}

// ---- static types, which live as long as the process: each is made ready once.

struct Counter {
    PyObject_HEAD int count;
};
PyTypeObject static_type() {
    PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
    type.tp_name = "symbols.Static";
    type.tp_basicsize = sizeof(Counter);
    type.tp_flags = Py_TPFLAGS_DEFAULT;
    type.tp_new = PyType_GenericNew;
    type.tp_repr = represent;
    return type;
}
PyTypeObject Static = static_type(), Nameless = static_type(), Derived = static_type();

std::string ready(PyTypeObject &type) {
    const int status = PyType_Ready(&type);
    if (status < 0) return "-1";
    return std::to_string(status) + told(PyObject_CallNoArgs(reinterpret_cast<PyObject *>(&type))) +
           told(borrowed(type.tp_mro));
}

std::string ready_without_name() {
    Nameless.tp_name = nullptr;
    return std::to_string(PyType_Ready(&Nameless));
}

std::string ready_with_final_base() {
    Derived.tp_name = "symbols.Derived";
    Derived.tp_base = &PyBool_Type;
    return std::to_string(PyType_Ready(&Derived));
}

// ---- the rest

// An attribute put into the type's dict by hand is seen after PyType_Modified.
std::string modified(PyObject *type) {
    const Value instance(PyObject_CallNoArgs(type));
    const std::string before = std::to_string(PyObject_HasAttrString(instance, "added"));
    PyDict_SetItemString(type_of(type)->tp_dict, "added", Py_None);
    PyType_Modified(type_of(type));
    const std::string between = std::to_string(PyObject_HasAttrString(instance, "added"));
    PyDict_DelItemString(type_of(type)->tp_dict, "added");
    PyType_Modified(type_of(type));
    return before + between + std::to_string(PyObject_HasAttrString(instance, "added"));
}

std::string slots_of(PyTypeObject *type) {
    std::string text;
    for (const int slot : {Py_nb_add, Py_sq_length, Py_mp_subscript, Py_tp_call, Py_tp_iter, Py_tp_new,
                           Py_tp_repr, Py_am_await, Py_bf_getbuffer, Py_tp_traverse})
        text += PyType_GetSlot(type, slot) == nullptr ? '-' : '+';
    return text;
}

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "of_types", nullptr, 8, nullptr, nullptr, nullptr, nullptr, nullptr};
PyModuleDef other_definition = definition;

// What a type of a module knows of it: the module, its state, and the type found by the module's definition.
std::string of_module(PyType_Spec &specification) {
    const Value module(PyModule_Create(&definition));
    const Value type(PyType_FromModuleAndSpec(module, &specification, nullptr));
    if (type.get() == nullptr) return "NULL";
    const Value derived(
        PyObject_CallFunction(reinterpret_cast<PyObject *>(&PyType_Type), "s(O){}", "Derived", type.get()));
    std::string text = std::to_string(PyType_GetModule(type_of(type)) == module.get());
    text += PyType_GetModuleState(type_of(type)) == PyModule_GetState(module) ? "1" : "0";
    return text + (PyType_GetModuleByDef(type_of(derived), &definition) == module.get() ? "1" : "0");
}

PyObject *module_of_other_definition() {
    const Value module(PyModule_Create(&definition));
    const Value type(PyType_FromModuleAndSpec(module, &WITHOUT_MODULE, nullptr));
    return borrowed(PyType_GetModuleByDef(type_of(type), &other_definition));
}

PyObject *specification_of_module(PyType_Spec &specification, PyObject *bases) {
    const Value module(PyModule_Create(&definition));
    return PyType_FromModuleAndSpec(module, &specification, bases);
}

std::string stop_value(PyObject *set_type, PyObject *set_value) {
    if (set_type != nullptr) PyErr_SetObject(set_type, set_value);
    PyObject *value = nullptr;
    const int status = _PyGen_FetchStopIterationValue(&value);
    return std::to_string(status) + ", " + told(value);
}

const Case TYPES[] = {
    CASE(PyType_IsSubtype, PyType_IsSubtype(&PyBool_Type, &PyLong_Type)),
    CASE(PyType_IsSubtype, PyType_IsSubtype(&PyLong_Type, &PyBool_Type)),
    CASE(PyType_IsSubtype, PyType_IsSubtype(type_of(on.type), &PyBaseObject_Type)),
    CASE(PyType_IsSubtype, PyType_IsSubtype(type_of(on.type), type_of(on.type))),
    CASE(PyType_Ready, ready(Static)),
    CASE(PyType_Ready, ready(Static)),
    CASE(PyType_Ready, ready_without_name()),
    CASE(PyType_Ready, ready_with_final_base()),
    CASE(PyType_Modified, modified(on.type)),
    CASE(PyType_GenericAlloc, PyType_GenericAlloc(type_of(on.type), 0)),
    CASE(PyType_GenericAlloc, PyType_GenericAlloc(&PyTuple_Type, 0)),
    CASE(PyType_GenericAlloc, PyType_GenericAlloc(&PyTuple_Type, PY_SSIZE_T_MAX / 16)),
    CASE(PyType_GenericNew, PyType_GenericNew(type_of(on.type), on.tuple, on.dict)),
    CASE(PyType_GenericNew, PyType_GenericNew(type_of(on.type), nullptr, nullptr)),
    CASE(PyType_GenericNew, PyType_GenericNew(&PyList_Type, nullptr, nullptr)),
    CASE(PyType_GetSlot, slots_of(&PyList_Type)),
    CASE(PyType_GetSlot, slots_of(type_of(on.type))),
    CASE(PyType_GetSlot, slots_of(type_of(Value(PyType_FromSpec(&PLAIN))))),
    CASE(PyType_GetSlot, PyType_GetSlot(type_of(on.type), 0) == nullptr),
    CASE(PyType_GetSlot, PyType_GetSlot(type_of(on.type), -1) == nullptr),
    CASE(PyType_GetSlot, PyType_GetSlot(type_of(on.type), 999) == nullptr),
    CASE(PyType_GetSlot,
         PyType_GetSlot(&PyBaseObject_Type, Py_tp_new) == reinterpret_cast<void *>(PyBaseObject_Type.tp_new)),
    CASE(PyType_GetName, PyType_GetName(type_of(on.type))),
    CASE(PyType_GetName, PyType_GetName(type_of(Value(PyType_FromSpec(&PLAIN))))),
    CASE(PyType_GetName, PyType_GetName(&Static)),
    CASE(PyType_GetQualName, PyType_GetQualName(type_of(on.type))),
    CASE(PyType_GetQualName, PyType_GetQualName(&PyLong_Type)),
    CASE(PyType_GetModule, borrowed(PyType_GetModule(type_of(on.type)))),
    CASE(PyType_GetModule, borrowed(PyType_GetModule(&PyLong_Type))),
    CASE(PyType_GetModule, of_module(WITHOUT_MODULE)),
    CASE(PyType_GetModuleState, PyType_GetModuleState(type_of(on.type)) == nullptr),
    CASE(PyType_GetModuleState, PyType_GetModuleState(&PyLong_Type) == nullptr),
    CASE(PyType_GetModuleByDef, of_module(PLAIN)),
    CASE(PyType_GetModuleByDef, module_of_other_definition()),
    CASE(PyType_GetModuleByDef, borrowed(PyType_GetModuleByDef(type_of(on.type), &definition))),
    CASE(_PyType_Name, _PyType_Name(&PyLong_Type)),
    CASE(_PyType_Name, _PyType_Name(&Static)),
    CASE(_PyType_Lookup, PyFunction_Check(_PyType_Lookup(type_of(on.type), Value("'method'"))) != 0),
    CASE(_PyType_Lookup, borrowed(_PyType_Lookup(type_of(on.type), Value("'unknown'")))),
    CASE(_PyType_Lookup, borrowed(_PyType_Lookup(&PyBool_Type, Value("'__add__'")))),
    CASE(PyType_ClearCache, (PyType_ClearCache(), PyObject_HasAttrString(on.instance, "method"))),
    CASE(PyType_Check, PyType_Check(on.type) != 0),
    CASE(PyType_CheckExact, PyType_CheckExact(on.type) != 0),
    CASE(PyType_HasFeature, PyType_HasFeature(&PyBool_Type, Py_TPFLAGS_LONG_SUBCLASS) != 0),
    CASE(PyType_HasFeature, PyType_HasFeature(&PyBool_Type, Py_TPFLAGS_BASETYPE) != 0),
    CASE(PyType_IS_GC, PyType_IS_GC(&PyList_Type) != 0),
    CASE(PyObject_TypeCheck, PyObject_TypeCheck(Py_True, &PyLong_Type) != 0),
    CASE(_PyGen_FetchStopIterationValue, stop_value(nullptr, nullptr)),
    CASE(_PyGen_FetchStopIterationValue, stop_value(PyExc_StopIteration, on.list)),
    CASE(_PyGen_FetchStopIterationValue, stop_value(PyExc_StopIteration, nullptr)),
    CASE(_PyGen_FetchStopIterationValue, stop_value(PyExc_StopIteration, on.tuple)),
    CASE(_PyGen_FetchStopIterationValue, stop_value(PyExc_StopIteration, Value("StopIteration('in')"))),
    CASE(_PyGen_FetchStopIterationValue, stop_value(PyExc_KeyError, on.list)),
    CASE(_PyGen_SetStopIterationValue, _PyGen_SetStopIterationValue(on.list)),
    CASE(_PyGen_SetStopIterationValue, _PyGen_SetStopIterationValue(on.tuple)),
    CASE(_PyGen_SetStopIterationValue, _PyGen_SetStopIterationValue(on.error)),
    CASE(_PyGen_SetStopIterationValue, _PyGen_SetStopIterationValue(Py_None)),
    CASE(PyGen_Check, PyGen_Check(Value("(item for item in '')").get()) != 0),
};

const Case SPECIFICATIONS[] = {
    CASE(PyType_FromSpec, told_of(PyType_FromSpec(&PLAIN))),
    CASE(PyType_FromSpec, instance_of(PLAIN)),
    CASE(PyType_FromSpec, PyNumber_Negative(Value(instance_of(PLAIN)))),
    CASE(PyType_FromSpec, PyNumber_Add(Value(instance_of(PLAIN)), on.list)),
    CASE(PyType_FromSpec, PyObject_GetItem(Value(instance_of(PLAIN)), on.list)),
    CASE(PyType_FromSpec, PyObject_SetAttrString(Value(instance_of(PLAIN)), "a", on.list)),
    CASE(PyType_FromSpec, told_of(PyType_FromSpec(&WITHOUT_MODULE))),
    CASE(PyType_FromSpec, PyType_FromSpec(&UNKNOWN)),
    CASE(PyType_FromSpec, PyType_FromSpec(&NEGATIVE)),
    CASE(PyType_FromSpecWithBases, told_of(PyType_FromSpecWithBases(&INHERITING, on.type))),
    CASE(PyType_FromSpecWithBases, told_of(PyType_FromSpecWithBases(&INHERITING, Value("(int,)")))),
    CASE(PyType_FromSpecWithBases, told_of(PyType_FromSpecWithBases(&INHERITING, nullptr))),
    CASE(PyType_FromSpecWithBases, PyType_FromSpecWithBases(&INHERITING, Value("bool"))),
    CASE(PyType_FromSpecWithBases, PyType_FromSpecWithBases(&INHERITING, Value("(int, str)"))),
    CASE(PyType_FromSpecWithBases, PyType_FromSpecWithBases(&INHERITING, on.tuple)),
    CASE(PyType_FromModuleAndSpec, told_of(specification_of_module(PLAIN, nullptr))),
    CASE(PyType_FromModuleAndSpec, told_of(specification_of_module(WITHOUT_MODULE, on.type))),
    CASE(PyType_FromModuleAndSpec, specification_of_module(UNKNOWN, nullptr)),
};

} // namespace

Area type_cases() {
    return TYPES;
}
Area type_specification_cases() {
    return SPECIFICATIONS;
}
