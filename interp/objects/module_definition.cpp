// SPDX-License-Identifier: MIT
//
// Native modules from their definitions: single-phase and multi-phase initialisation (PEP 489), and
// PyState_*.
//
// A definition gets an index when it is first used; the modules that PyState_FindModule finds stand at that
// index in runtime.module_states.
#include "objects/error.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"

#include <cstring>

namespace adder::objects {

namespace {

using CreateFunction = PyObject *(*)(PyObject *, PyModuleDef *);
using ExecuteFunction = int (*)(PyObject *);

int add_functions(PyObject *module, PyObject *module_name, PyMethodDef *functions) {
    for (PyMethodDef *row = functions; row->ml_name != nullptr; row++) {
        if (row->ml_flags & (METH_CLASS | METH_STATIC))
            return raise_value_error("module functions cannot set METH_CLASS or METH_STATIC");
        Ref function = TRY_REF(PyCFunction_NewEx(row, module, module_name));
        TRY(PyObject_SetAttrString(module, row->ml_name, function.get()));
    }
    return 0;
}

int add_table_and_doc(PyObject *module, PyObject *module_name, PyModuleDef *definition) {
    if (definition->m_methods != nullptr) TRY(add_functions(module, module_name, definition->m_methods));
    if (definition->m_doc != nullptr) TRY(PyModule_SetDocString(module, definition->m_doc));
    return 0;
}

int allocate_state(PyModuleObject *module, PyModuleDef *definition) {
    if (definition->m_size <= 0 || module->state != nullptr) return 0;
    module->state = PyMem_Calloc(1, static_cast<size_t>(definition->m_size));
    if (module->state != nullptr) return 0;
    PyErr_NoMemory();
    return -1;
}

// The module's name: the one under which it is being imported when its last part is the definition's.
const char *name_in_package(const char *module_name) {
    const char *context = runtime.package_context;
    const char *dot = context == nullptr ? nullptr : std::strrchr(context, '.');
    return dot != nullptr && std::strcmp(dot + 1, module_name) == 0
               ? std::exchange(runtime.package_context, nullptr)
               : module_name;
}

struct Slots {
    CreateFunction create = nullptr;
    bool has_execute = false;
};

int read_slots(PyModuleDef *definition, const char *module_name, Slots &slots) {
    for (PyModuleDef_Slot *slot = definition->m_slots; slot != nullptr && slot->slot != 0; slot++) {
        if (slot->slot == Py_mod_create) {
            if (slots.create != nullptr)
                return raise(PyExc_SystemError, "module %s has multiple create slots", module_name);
            slots.create = reinterpret_cast<CreateFunction>(slot->value);
        } else if (slot->slot < 0 || slot->slot > _Py_mod_LAST_SLOT) {
            return raise(PyExc_SystemError, "module %s uses unknown slot ID %i", module_name, slot->slot);
        } else {
            slots.has_execute = true;
        }
    }
    return 0;
}

Ref call_create(CreateFunction create, PyObject *spec, PyModuleDef *definition, const char *module_name) {
    Ref module = Ref::steal(create(spec, definition));
    if (!module && !is_error_pending())
        return raise(PyExc_SystemError, "creation of module %s failed without setting an exception",
                     module_name);
    if (module && is_error_pending())
        return raise(PyExc_SystemError, "creation of module %s raised unreported exception", module_name);
    return module;
}

// What a create slot returned need not be a module; then the definition must not ask for what only modules
// have.
int check_foreign_module(PyModuleDef *definition, bool has_execute, const char *module_name) {
    if (definition->m_size > 0 || definition->m_traverse != nullptr || definition->m_clear != nullptr ||
        definition->m_free != nullptr)
        return raise(PyExc_SystemError, "module %s is not a module object, but requests module state",
                     module_name);
    if (has_execute)
        return raise(PyExc_SystemError,
                     "module %s specifies execution slots, but did not create a ModuleType instance",
                     module_name);
    return 0;
}

int execute_slot(PyObject *module, PyModuleDef_Slot *slot, const char *module_name) {
    if (slot->slot == Py_mod_create) return 0;
    if (slot->slot != Py_mod_exec)
        return raise(PyExc_SystemError, "module %s initialized with unknown slot %i", module_name,
                     slot->slot);
    int status = reinterpret_cast<ExecuteFunction>(slot->value)(module);
    if (status != 0 && !is_error_pending())
        return raise(PyExc_SystemError, "execution of module %s failed without setting an exception",
                     module_name);
    if (status == 0 && is_error_pending())
        return raise(PyExc_SystemError, "execution of module %s raised unreported exception", module_name);
    return status == 0 ? 0 : -1;
}

Py_ssize_t next_module_index = 1;

} // namespace

extern "C" {

PyTypeObject PyModuleDef_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "moduledef",
    .tp_basicsize = sizeof(PyModuleDef),
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

PyObject *PyModuleDef_Init(PyModuleDef *definition) {
    auto *object = reinterpret_cast<PyObject *>(definition);
    if (definition->m_base.m_index == 0) {
        object->ob_refcnt = 1;
        object->ob_type = &PyModuleDef_Type;
        definition->m_base.m_index = next_module_index++;
    }
    return object;
}

PyObject *PyModule_Create2(PyModuleDef *definition, int) {
    TRY(PyModuleDef_Init(definition));
    if (definition->m_slots != nullptr)
        return raise(PyExc_SystemError, "module %s: PyModule_Create is incompatible with m_slots",
                     definition->m_name);
    Ref module_name = TRY_REF(PyUnicode_FromString(name_in_package(definition->m_name)));
    Ref module = TRY_REF(PyModule_NewObject(module_name.get()));
    TRY(allocate_state(module.as<PyModuleObject>(), definition));
    TRY(add_table_and_doc(module.get(), module_name.get(), definition));
    module.as<PyModuleObject>()->definition = definition;
    return module.release();
}

PyObject *PyModule_FromDefAndSpec2(PyModuleDef *definition, PyObject *spec, int) {
    TRY(PyModuleDef_Init(definition));
    Ref module_name = TRY_REF(PyObject_GetAttr(spec, name::name_));
    const char *text = PyUnicode_AsUTF8(module_name.get());
    if (text == nullptr) return nullptr;
    if (definition->m_size < 0)
        return raise(PyExc_SystemError,
                     "module %s: m_size may not be negative for multi-phase initialization", text);
    Slots slots;
    TRY(read_slots(definition, text, slots));
    Ref module = slots.create != nullptr ? call_create(slots.create, spec, definition, text)
                                         : Ref::steal(PyModule_NewObject(module_name.get()));
    if (!module) return nullptr;
    if (PyModule_Check(module.get())) {
        module.as<PyModuleObject>()->state = nullptr;
        module.as<PyModuleObject>()->definition = definition;
    } else {
        TRY(check_foreign_module(definition, slots.has_execute, text));
    }
    TRY(add_table_and_doc(module.get(), module_name.get(), definition));
    return module.release();
}

int PyModule_ExecDef(PyObject *module, PyModuleDef *definition) {
    const char *text = PyModule_GetName(module);
    if (text == nullptr) return -1;
    TRY(allocate_state(as_module(module), definition));
    for (PyModuleDef_Slot *slot = definition->m_slots; slot != nullptr && slot->slot != 0; slot++)
        TRY(execute_slot(module, slot, text));
    return 0;
}

int PyModule_AddObjectRef(PyObject *module, const char *name, PyObject *value) {
    if (!PyModule_Check(module))
        return raise_type_error("PyModule_AddObjectRef() first argument must be a module");
    if (value == nullptr) {
        if (is_error_pending()) return -1;
        return raise(PyExc_SystemError,
                     "PyModule_AddObjectRef() must be called with an exception raised if value is NULL");
    }
    if (Py_TYPE(value) == nullptr)
        return raise(PyExc_SystemError, "object '%s' has no type; is it a type without PyType_Ready()?",
                     name);
    return PyDict_SetItemString(module_dict(module), name, value);
}

int PyModule_AddObject(PyObject *module, const char *name, PyObject *value) {
    TRY(PyModule_AddObjectRef(module, name, value));
    Py_DECREF(value);
    return 0;
}

int PyModule_AddIntConstant(PyObject *module, const char *name, long value) {
    Ref number = TRY_REF(PyLong_FromLong(value));
    return PyModule_AddObjectRef(module, name, number.get());
}

int PyModule_AddStringConstant(PyObject *module, const char *name, const char *value) {
    Ref text = TRY_REF(PyUnicode_FromString(value));
    return PyModule_AddObjectRef(module, name, text.get());
}

int PyModule_AddType(PyObject *module, PyTypeObject *type) {
    TRY(PyType_Ready(type));
    const char *dot = std::strrchr(type->tp_name, '.');
    return PyModule_AddObjectRef(module, dot == nullptr ? type->tp_name : dot + 1,
                                 reinterpret_cast<PyObject *>(type));
}

int PyModule_AddFunctions(PyObject *module, PyMethodDef *functions) {
    Ref module_name = TRY_REF(PyModule_GetNameObject(module));
    return add_functions(module, module_name.get(), functions);
}

int PyModule_SetDocString(PyObject *module, const char *doc) {
    Ref text = TRY_REF(PyUnicode_FromString(doc));
    return PyObject_SetAttr(module, name::dunder_doc, text.get());
}

PyObject *PyState_FindModule(PyModuleDef *definition) {
    Py_ssize_t index = definition->m_base.m_index;
    PyObject *states = runtime.module_states;
    if (definition->m_slots != nullptr || states == nullptr || index == 0 || index >= PyList_GET_SIZE(states))
        return nullptr;
    PyObject *module = PyList_GET_ITEM(states, index);
    return module == Py_None ? nullptr : module;
}

int PyState_AddModule(PyObject *module, PyModuleDef *definition) {
    if (definition == nullptr) Py_FatalError("module definition is NULL");
    if (definition->m_slots != nullptr)
        return raise(PyExc_SystemError, "PyState_AddModule called on module with slots");
    TRY(PyModuleDef_Init(definition));
    if (runtime.module_states == nullptr) runtime.module_states = TRY(PyList_New(0));
    while (PyList_GET_SIZE(runtime.module_states) <= definition->m_base.m_index)
        TRY(PyList_Append(runtime.module_states, Py_None));
    return PyList_SetItem(runtime.module_states, definition->m_base.m_index, Py_NewRef(module));
}

int PyState_RemoveModule(PyModuleDef *definition) {
    if (definition->m_slots != nullptr)
        return raise(PyExc_SystemError, "PyState_RemoveModule called on module with slots");
    if (PyState_FindModule(definition) == nullptr) return raise(PyExc_SystemError, "Module index not found");
    return PyList_SetItem(runtime.module_states, definition->m_base.m_index, Py_NewRef(Py_None));
}

} // extern "C"

} // namespace adder::objects
