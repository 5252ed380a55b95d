/* SPDX-License-Identifier: MIT
 *
 * Modules: the table that describes a native module, module objects, module state, and capsules.
 *
 * A library exports `PyMODINIT_FUNC PyInit_name(void)`, which returns either a module (single-phase: made by
 * PyModule_Create) or its definition (multi-phase: PyModuleDef_Init), which the importer then executes.
 */
#ifndef ADDER_MODULE_H
#define ADDER_MODULE_H

#include "callable.h"
#include "type.h"

Py_BEGIN_DECLS

    typedef struct PyModuleDef_Base {
    PyObject_HEAD PyObject *(*m_init)(void);
    Py_ssize_t m_index; /* of PyState_FindModule; 0: none yet */
    PyObject *m_copy;
} PyModuleDef_Base;

#define PyModuleDef_HEAD_INIT                                                                                \
    { PyObject_HEAD_INIT(NULL) NULL, 0, NULL }

typedef struct PyModuleDef_Slot {
    int slot;
    void *value;
} PyModuleDef_Slot;

#define Py_mod_create 1
#define Py_mod_exec 2
#define _Py_mod_LAST_SLOT 2

typedef struct PyModuleDef {
    PyModuleDef_Base m_base;
    const char *m_name;
    const char *m_doc;
    Py_ssize_t m_size;
    struct PyMethodDef *m_methods;
    struct PyModuleDef_Slot *m_slots;
    traverseproc m_traverse;
    inquiry m_clear;
    freefunc m_free;
} PyModuleDef;

#define PYTHON_API_VERSION 1013
#define PYTHON_API_STRING "1013"
#define PYTHON_ABI_VERSION 3

PyAPI_DATA(PyTypeObject) PyModule_Type;
PyAPI_DATA(PyTypeObject) PyModuleDef_Type;
#define PyModule_Check(op) PyObject_TypeCheck((PyObject *)(op), &PyModule_Type)
#define PyModule_CheckExact(op) Py_IS_TYPE((op), &PyModule_Type)

PyAPI_FUNC(PyObject *) PyModule_NewObject(PyObject *name);
PyAPI_FUNC(PyObject *) PyModule_New(const char *name);
/* The module's namespace; borrowed. */
PyAPI_FUNC(PyObject *) PyModule_GetDict(PyObject *module);
PyAPI_FUNC(PyObject *) PyModule_GetNameObject(PyObject *module);
PyAPI_FUNC(const char *) PyModule_GetName(PyObject *module);
PyAPI_FUNC(PyObject *) PyModule_GetFilenameObject(PyObject *module);
PyAPI_FUNC(const char *) PyModule_GetFilename(PyObject *module);
PyAPI_FUNC(PyModuleDef *) PyModule_GetDef(PyObject *module);
PyAPI_FUNC(void *) PyModule_GetState(PyObject *module);
PyAPI_FUNC(PyObject *) PyModuleDef_Init(PyModuleDef *definition);
PyAPI_FUNC(PyObject *) PyModule_Create2(PyModuleDef *definition, int api_version);
#define PyModule_Create(definition) PyModule_Create2(definition, PYTHON_API_VERSION)
/* First and second phase of a multi-phase module; `spec` has an attribute `name`. */
PyAPI_FUNC(PyObject *) PyModule_FromDefAndSpec2(PyModuleDef *definition, PyObject *spec, int api_version);
#define PyModule_FromDefAndSpec(definition, spec)                                                            \
    PyModule_FromDefAndSpec2(definition, spec, PYTHON_API_VERSION)
PyAPI_FUNC(int) PyModule_ExecDef(PyObject *module, PyModuleDef *definition);

/* AddObject takes over the reference, but only when it succeeds; AddObjectRef never does. */
PyAPI_FUNC(int) PyModule_AddObject(PyObject *module, const char *name, PyObject *value);
PyAPI_FUNC(int) PyModule_AddObjectRef(PyObject *module, const char *name, PyObject *value);
PyAPI_FUNC(int) PyModule_AddIntConstant(PyObject *module, const char *name, long value);
PyAPI_FUNC(int) PyModule_AddStringConstant(PyObject *module, const char *name, const char *value);
PyAPI_FUNC(int) PyModule_AddType(PyObject *module, PyTypeObject *type);
PyAPI_FUNC(int) PyModule_AddFunctions(PyObject *module, struct PyMethodDef *functions);
PyAPI_FUNC(int) PyModule_SetDocString(PyObject *module, const char *doc);
#define PyModule_AddIntMacro(module, macro) PyModule_AddIntConstant(module, #macro, macro)
#define PyModule_AddStringMacro(module, macro) PyModule_AddStringConstant(module, #macro, macro)

/* The module made from a definition, for modules that exist once; borrowed, NULL without an error. */
PyAPI_FUNC(PyObject *) PyState_FindModule(PyModuleDef *definition);
PyAPI_FUNC(int) PyState_AddModule(PyObject *module, PyModuleDef *definition);
PyAPI_FUNC(int) PyState_RemoveModule(PyModuleDef *definition);

/* A C pointer as an object, passed from one native module to another by name. */
typedef void (*PyCapsule_Destructor)(PyObject *);
PyAPI_DATA(PyTypeObject) PyCapsule_Type;
#define PyCapsule_CheckExact(op) Py_IS_TYPE(op, &PyCapsule_Type)
PyAPI_FUNC(PyObject *) PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destroy);
PyAPI_FUNC(void *) PyCapsule_GetPointer(PyObject *capsule, const char *name);
PyAPI_FUNC(PyCapsule_Destructor) PyCapsule_GetDestructor(PyObject *capsule);
PyAPI_FUNC(const char *) PyCapsule_GetName(PyObject *capsule);
PyAPI_FUNC(void *) PyCapsule_GetContext(PyObject *capsule);
PyAPI_FUNC(int) PyCapsule_IsValid(PyObject *capsule, const char *name);
PyAPI_FUNC(int) PyCapsule_SetPointer(PyObject *capsule, void *pointer);
PyAPI_FUNC(int) PyCapsule_SetDestructor(PyObject *capsule, PyCapsule_Destructor destroy);
PyAPI_FUNC(int) PyCapsule_SetName(PyObject *capsule, const char *name);
PyAPI_FUNC(int) PyCapsule_SetContext(PyObject *capsule, void *context);
/* Imports the module before the last dot and returns the pointer of its attribute. */
PyAPI_FUNC(void *) PyCapsule_Import(const char *name, int no_block);

Py_END_DECLS

#include "args.h"

#endif
