// SPDX-License-Identifier: MIT
//
// Modules, their definitions and state, capsules (adder/module.h).
#include "cases.hpp"

// PyModule_GetFilename is deprecated.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace {

constexpr const char *SPEC = "__import__('types').SimpleNamespace(name='made', loader=None)";
constexpr const char *MODULE = "__import__('types').ModuleType('plain', 'its doc')";
constexpr const char *WITH_FILE =
    "(lambda m: (setattr(m, '__file__', 'h\\xe4.py'), m)[1])(__import__('types').ModuleType('plain'))";
constexpr const char *WITHOUT_NAME =
    "(lambda m: (delattr(m, '__name__'), m)[1])(__import__('types').ModuleType('plain'))";
constexpr const char *WITH_WRONG_NAME = "(lambda m: (setattr(m, '__name__', 7), setattr(m, '__file__', 7), "
                                        "m)[2])(__import__('types').ModuleType('p'))";
constexpr const char *FOREIGN = "type('NoModule', (), {})()";

PyObject *answer(PyObject *, PyObject *) {
    return PyLong_FromLong(42);
}

PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, "The answer."}, {nullptr, nullptr, 0, nullptr}};
PyMethodDef class_methods[] = {{"wrong", answer, METH_NOARGS | METH_CLASS, nullptr},
                               {nullptr, nullptr, 0, nullptr}};

int set_state(PyObject *module) {
    auto *state = static_cast<int *>(PyModule_GetState(module));
    *state = 5;
    return PyModule_AddIntConstant(module, "executed", 1);
}
int fail(PyObject *) {
    PyErr_SetString(PyExc_ValueError, "exec failed");
    return -1;
}
int fail_silently(PyObject *) {
    return -1;
}
int succeed_with_exception(PyObject *) {
    PyErr_SetString(PyExc_ValueError, "left");
    return 0;
}
PyObject *create_other(PyObject *, PyModuleDef *) {
    return Py_XNewRef(Value(FOREIGN).get());
}
PyObject *create_nothing(PyObject *, PyModuleDef *) {
    return nullptr;
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(set_state)}, {0, nullptr}};
PyModuleDef_Slot failing_slots[] = {{Py_mod_exec, reinterpret_cast<void *>(fail)}, {0, nullptr}};
PyModuleDef_Slot silent_slots[] = {{Py_mod_exec, reinterpret_cast<void *>(fail_silently)}, {0, nullptr}};
PyModuleDef_Slot leaving_slots[] = {{Py_mod_exec, reinterpret_cast<void *>(succeed_with_exception)},
                                    {0, nullptr}};
PyModuleDef_Slot unknown_slots[] = {{99, nullptr}, {0, nullptr}};
PyModuleDef_Slot creating_slots[] = {{Py_mod_create, reinterpret_cast<void *>(create_other)}, {0, nullptr}};
PyModuleDef_Slot empty_slots[] = {{Py_mod_create, reinterpret_cast<void *>(create_nothing)}, {0, nullptr}};
PyModuleDef_Slot doubled_slots[] = {{Py_mod_create, reinterpret_cast<void *>(create_other)},
                                    {Py_mod_create, reinterpret_cast<void *>(create_other)},
                                    {0, nullptr}};

PyModuleDef definition_of(const char *name, Py_ssize_t size, PyModuleDef_Slot *module_slots,
                          PyMethodDef *functions = methods) {
    return {PyModuleDef_HEAD_INIT, name, "A doc.", size, functions, module_slots, nullptr, nullptr, nullptr};
}

PyModuleDef single = definition_of("single", 0, nullptr);
PyModuleDef stateful = definition_of("stateful", sizeof(int), nullptr);
PyModuleDef wrong_methods = definition_of("wrong_methods", 0, nullptr, class_methods);
PyModuleDef with_slots = definition_of("with_slots", sizeof(int), slots);
PyModuleDef failing = definition_of("failing", 0, failing_slots);
PyModuleDef silent = definition_of("silent", 0, silent_slots);
PyModuleDef leaving = definition_of("leaving", 0, leaving_slots);
PyModuleDef unknown = definition_of("unknown", 0, unknown_slots);
PyModuleDef creating = definition_of("creating", 0, creating_slots, nullptr);
PyModuleDef creating_with_state = definition_of("creating_with_state", 4, creating_slots, nullptr);
PyModuleDef nothing = definition_of("nothing", 0, empty_slots);
PyModuleDef doubled = definition_of("doubled", 0, doubled_slots);
PyModuleDef negative = definition_of("negative", -1, slots);
PyModuleDef registered = definition_of("registered", 0, nullptr);

// A module made in two phases, and what was made of it.
std::string made(PyModuleDef *definition) {
    Value module(PyModule_FromDefAndSpec(definition, Value(SPEC)));
    if (module.get() == nullptr) return "NULL";
    if (!PyModule_Check(module.get())) return std::string("not a module, ") + Py_TYPE(module)->tp_name;
    const int status = PyModule_ExecDef(module, definition);
    std::string text = std::to_string(status);
    if (status < 0) return text;
    auto *state = static_cast<int *>(PyModule_GetState(module));
    text += state == nullptr ? ", no state" : ", state " + std::to_string(*state);
    return text + ", " + told(PyObject_GetAttrString(module, "__name__")) +
           told(PyObject_GetAttrString(module, "__doc__")) +
           told(PyObject_CallMethod(module, "answer", nullptr));
}

template <class Function> std::string on_new(Function function) {
    Value module(PyModule_New("fresh"));
    const int status = function(module.get());
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    Value lister("lambda m: [(name, value) for name, value in sorted(vars(m).items()) if value is not None]");
    const std::string text = told(PyObject_CallOneArg(lister, module));
    PyErr_Restore(type, value, traceback);
    return std::to_string(status) + ", " + text;
}

std::string found() {
    PyObject *module = PyState_FindModule(&registered);
    return module == nullptr ? "NULL" : told(Py_NewRef(module));
}

std::string add_state() {
    Value module(PyModule_New("registered"));
    PyModuleDef_Init(&registered);
    std::string text = found();
    const int added = PyState_AddModule(module, &registered);
    text += ", " + std::to_string(added) + ", " + found();
    const int removed = PyState_RemoveModule(&registered);
    return text + ", " + std::to_string(removed) + ", " + found();
}

int pointed_at = 7, other = 8;
int destroyed;
void destroy(PyObject *capsule) {
    destroyed += PyCapsule_IsValid(capsule, PyCapsule_GetName(capsule)) != 0 ? 1 : 100;
}

PyObject *new_capsule(const char *name = "symbols.pointer") {
    return PyCapsule_New(&pointed_at, name, nullptr);
}

// 7 or 8, what the pointer points at; 0 for none.
int target(void *pointer) {
    return pointer == nullptr ? 0 : *static_cast<int *>(pointer);
}

std::string imported_pointer(const char *name, const char *attribute) {
    Value module(PyModule_New("symbols_capsules"));
    Value capsule(new_capsule("symbols_capsules.pointer"));
    PyModule_AddObjectRef(module, attribute, capsule);
    PyDict_SetItemString(PyImport_GetModuleDict(), "symbols_capsules", module);
    const int result = target(PyCapsule_Import(name, 0));
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyDict_DelItemString(PyImport_GetModuleDict(), "symbols_capsules");
    PyErr_Restore(type, value, traceback);
    return std::to_string(result);
}

const Case MODULES[] = {
    CASE(PyModule_NewObject, PyModule_NewObject(on.text)),
    CASE(PyModule_NewObject, PyModule_GetDict(Value(PyModule_NewObject(on.list))) != nullptr),
    CASE(PyModule_New, PyModule_New("made.name")),
    CASE(PyModule_New, PyModule_New("a\xff")),
    CASE(PyModule_GetDict, borrowed(PyModule_GetDict(Value(MODULE)))),
    CASE(PyModule_GetDict, borrowed(PyModule_GetDict(on.list))),
    CASE(PyModule_GetNameObject, PyModule_GetNameObject(Value(MODULE))),
    CASE(PyModule_GetNameObject, PyModule_GetNameObject(Value(WITHOUT_NAME))),
    CASE(PyModule_GetNameObject, PyModule_GetNameObject(Value(WITH_WRONG_NAME))),
    CASE(PyModule_GetNameObject, PyModule_GetNameObject(on.list)),
    CASE(PyModule_GetName, PyModule_GetName(Value(MODULE))),
    CASE(PyModule_GetName, PyModule_GetName(Value(WITHOUT_NAME))),
    CASE(PyModule_GetName, PyModule_GetName(on.list)),
    CASE(PyModule_GetFilenameObject, PyModule_GetFilenameObject(Value(WITH_FILE))),
    CASE(PyModule_GetFilenameObject, PyModule_GetFilenameObject(Value(MODULE))),
    CASE(PyModule_GetFilenameObject, PyModule_GetFilenameObject(Value(WITH_WRONG_NAME))),
    CASE(PyModule_GetFilenameObject, PyModule_GetFilenameObject(on.list)),
    CASE(PyModule_GetFilename, PyModule_GetFilename(Value(WITH_FILE))),
    CASE(PyModule_GetFilename, PyModule_GetFilename(Value(MODULE))),
    CASE(PyModule_GetDef, PyModule_GetDef(Value(PyModule_Create(&single))) == &single),
    CASE(PyModule_GetDef, PyModule_GetDef(Value(MODULE)) == nullptr),
    CASE(PyModule_GetDef, PyModule_GetDef(on.list) == nullptr),
    CASE(PyModule_GetState, PyModule_GetState(Value(PyModule_Create(&single))) == nullptr),
    CASE(PyModule_GetState, PyModule_GetState(Value(PyModule_Create(&stateful))) == nullptr),
    CASE(PyModule_GetState, PyModule_GetState(on.list) == nullptr),
    CASE(PyModuleDef_Init, PyModuleDef_Init(&single) == reinterpret_cast<PyObject *>(&single)),
    CASE(PyModuleDef_Init, Py_TYPE(PyModuleDef_Init(&stateful))->tp_name),
    CASE(PyModule_Create2, PyModule_Create2(&single, PYTHON_API_VERSION)),
    CASE(PyModule_Create2, PyModule_Create2(&with_slots, PYTHON_API_VERSION)),
    CASE(PyModule_Create2, PyModule_Create2(&wrong_methods, PYTHON_API_VERSION)),
    CASE(PyModule_Create, PyObject_CallMethod(Value(PyModule_Create(&single)), "answer", nullptr)),
    CASE(PyModule_Create, PyObject_GetAttrString(Value(PyModule_Create(&single)), "__doc__")),
    CASE(PyModule_FromDefAndSpec2, PyModule_FromDefAndSpec2(&with_slots, Value(SPEC), PYTHON_API_VERSION)),
    CASE(PyModule_FromDefAndSpec2, PyModule_FromDefAndSpec2(&with_slots, on.list, PYTHON_API_VERSION)),
    CASE(PyModule_FromDefAndSpec, made(&with_slots)),
    CASE(PyModule_FromDefAndSpec, made(&failing)),
    CASE(PyModule_FromDefAndSpec, made(&silent)),
    CASE(PyModule_FromDefAndSpec, made(&leaving)),
    CASE(PyModule_FromDefAndSpec, made(&unknown)),
    CASE(PyModule_FromDefAndSpec, made(&creating)),
    CASE(PyModule_FromDefAndSpec, made(&creating_with_state)),
    CASE(PyModule_FromDefAndSpec, made(&nothing)),
    CASE(PyModule_FromDefAndSpec, made(&doubled)),
    CASE(PyModule_FromDefAndSpec, made(&negative)),
    CASE(PyModule_ExecDef, PyModule_ExecDef(Value(MODULE), &failing)),
    CASE(PyModule_ExecDef, PyModule_ExecDef(Value(MODULE), &single)),
    CASE(PyModule_AddObject,
         on_new([&on](PyObject *m) { return PyModule_AddObject(m, "x", Py_NewRef(on.list)); })),
    CASE(PyModule_AddObject, on_new([](PyObject *m) { return PyModule_AddObject(m, "x", nullptr); })),
    CASE(PyModule_AddObject, PyModule_AddObject(on.list, "x", on.text)),
    CASE(PyModule_AddObjectRef,
         on_new([&on](PyObject *m) { return PyModule_AddObjectRef(m, "x", on.list); })),
    CASE(PyModule_AddObjectRef, PyModule_AddObjectRef(on.list, "x", on.text)),
    CASE(PyModule_AddObjectRef, on_new([](PyObject *m) { return PyModule_AddObjectRef(m, "x", nullptr); })),
    CASE(PyModule_AddObjectRef, on_new([](PyObject *m) {
             PyErr_SetString(PyExc_ValueError, "before");
             return PyModule_AddObjectRef(m, "x", nullptr);
         })),
    CASE(PyModule_AddIntConstant, on_new([](PyObject *m) { return PyModule_AddIntConstant(m, "x", -7); })),
    CASE(PyModule_AddIntConstant, PyModule_AddIntConstant(on.list, "x", 7)),
    CASE(PyModule_AddIntMacro, on_new([](PyObject *m) { return PyModule_AddIntMacro(m, METH_O); })),
    CASE(PyModule_AddStringConstant,
         on_new([](PyObject *m) { return PyModule_AddStringConstant(m, "x", "h\xc3\xa4"); })),
    CASE(PyModule_AddStringConstant,
         on_new([](PyObject *m) { return PyModule_AddStringConstant(m, "x", "\xff"); })),
    CASE(PyModule_AddType, on_new([&on](PyObject *m) {
             return PyModule_AddType(m, reinterpret_cast<PyTypeObject *>(on.type));
         })),
    CASE(PyModule_AddFunctions, on_new([](PyObject *m) {
             const int status = PyModule_AddFunctions(m, methods);
             return status == 0 ? PyObject_DelItemString(PyModule_GetDict(m), "answer") : status;
         })),
    CASE(PyModule_AddFunctions, on_new([](PyObject *m) { return PyModule_AddFunctions(m, class_methods); })),
    CASE(PyModule_SetDocString, on_new([](PyObject *m) { return PyModule_SetDocString(m, "a doc"); })),
    CASE(PyModule_SetDocString, on_new([](PyObject *m) { return PyModule_SetDocString(m, "\xff"); })),
    CASE(PyState_FindModule, found()),
    CASE(PyState_FindModule, PyState_FindModule(&with_slots) == nullptr),
    CASE(PyState_AddModule, add_state()),
    CASE(PyState_AddModule, PyState_AddModule(Value(MODULE), &with_slots)),
    CASE(PyState_RemoveModule, PyState_RemoveModule(&with_slots)),
    CASE(PyModule_Check, PyModule_Check(Value(MODULE).get()) != 0),
    CASE(PyModule_CheckExact, PyModule_CheckExact(on.list) != 0),
};

const Case CAPSULES[] = {
    CASE(PyCapsule_New, PyCapsule_GetName(Value(new_capsule()))),
    CASE(PyCapsule_New, PyCapsule_New(nullptr, "name", nullptr)),
    CASE(PyCapsule_New, Py_TYPE(Value(new_capsule(nullptr)))->tp_name),
    CASE(PyCapsule_GetPointer, target(PyCapsule_GetPointer(Value(new_capsule()), "symbols.pointer"))),
    CASE(PyCapsule_GetPointer, target(PyCapsule_GetPointer(Value(new_capsule()), "symbols.other"))),
    CASE(PyCapsule_GetPointer, target(PyCapsule_GetPointer(Value(new_capsule()), nullptr))),
    CASE(PyCapsule_GetPointer, target(PyCapsule_GetPointer(Value(new_capsule(nullptr)), nullptr))),
    CASE(PyCapsule_GetPointer, target(PyCapsule_GetPointer(on.list, "symbols.pointer"))),
    CASE(PyCapsule_GetDestructor, PyCapsule_GetDestructor(Value(new_capsule())) == nullptr),
    CASE(PyCapsule_GetDestructor, PyCapsule_GetDestructor(on.list) == nullptr),
    CASE(PyCapsule_GetName, PyCapsule_GetName(Value(new_capsule(nullptr)))),
    CASE(PyCapsule_GetName, PyCapsule_GetName(on.list)),
    CASE(PyCapsule_GetContext, target(PyCapsule_GetContext(Value(new_capsule())))),
    CASE(PyCapsule_GetContext, target(PyCapsule_GetContext(on.list))),
    CASE(PyCapsule_IsValid, PyCapsule_IsValid(Value(new_capsule()), "symbols.pointer")),
    CASE(PyCapsule_IsValid, PyCapsule_IsValid(Value(new_capsule()), "symbols")),
    CASE(PyCapsule_IsValid, PyCapsule_IsValid(Value(new_capsule(nullptr)), nullptr)),
    CASE(PyCapsule_IsValid, PyCapsule_IsValid(on.list, nullptr)),
    CASE(PyCapsule_IsValid, PyCapsule_IsValid(nullptr, nullptr)),
    CASE(PyCapsule_SetPointer,
         [] {
             Value capsule(new_capsule());
             const int status = PyCapsule_SetPointer(capsule, &other);
             return status * 100 + target(PyCapsule_GetPointer(capsule, "symbols.pointer"));
         }()),
    CASE(PyCapsule_SetPointer, PyCapsule_SetPointer(Value(new_capsule()), nullptr)),
    CASE(PyCapsule_SetPointer, PyCapsule_SetPointer(on.list, &other)),
    CASE(PyCapsule_SetDestructor,
         [] {
             destroyed = 0;
             Py_DECREF(PyCapsule_New(&pointed_at, "name", destroy));
             PyObject *capsule = new_capsule();
             const int status = PyCapsule_SetDestructor(capsule, destroy);
             const bool is_set = PyCapsule_GetDestructor(capsule) == destroy;
             Py_DECREF(capsule);
             return status * 100 + is_set * 10 + destroyed;
         }()),
    CASE(PyCapsule_SetDestructor, PyCapsule_SetDestructor(on.list, destroy)),
    CASE(PyCapsule_SetName,
         [] {
             Value capsule(new_capsule());
             return std::to_string(PyCapsule_SetName(capsule, "renamed")) + PyCapsule_GetName(capsule);
         }()),
    CASE(PyCapsule_SetName, PyCapsule_SetName(on.list, "name")),
    CASE(PyCapsule_SetContext,
         [] {
             Value capsule(new_capsule());
             const int status = PyCapsule_SetContext(capsule, &other);
             return status * 100 + target(PyCapsule_GetContext(capsule));
         }()),
    CASE(PyCapsule_SetContext, PyCapsule_SetContext(on.list, &other)),
    CASE(PyCapsule_Import, imported_pointer("symbols_capsules.pointer", "pointer")),
    CASE(PyCapsule_Import, imported_pointer("symbols_capsules.none", "pointer")),
    CASE(PyCapsule_Import, imported_pointer("symbols_capsules.other", "other")),
    CASE(PyCapsule_Import, imported_pointer("symbols_none.pointer", "pointer")),
    CASE(PyCapsule_Import, imported_pointer("symbols_capsules", "pointer")),
    CASE(PyCapsule_CheckExact, PyCapsule_CheckExact(Value(new_capsule()).get()) != 0),
};

} // namespace

Area module_cases() {
    return MODULES;
}
Area capsule_cases() {
    return CAPSULES;
}
