/* SPDX-License-Identifier: MIT
 *
 * Callables and descriptors: method, member and getter tables, native functions, bound methods, Python
 * functions, cells, code, properties; and weak references.
 *
 * The tables are static memory of whoever declares a type or module; objects point into them.
 */
#ifndef ADDER_CALLABLE_H
#define ADDER_CALLABLE_H

#include "abstract.h"

Py_BEGIN_DECLS

    /* --- method tables --- */

    typedef PyObject *(*PyCFunction)(PyObject *self, PyObject *argument);
typedef PyObject *(*_PyCFunctionFast)(PyObject *self, PyObject *const *args, Py_ssize_t nargs);
typedef PyObject *(*PyCFunctionWithKeywords)(PyObject *self, PyObject *args, PyObject *kwargs);
typedef PyObject *(*_PyCFunctionFastWithKeywords)(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                                  PyObject *kwnames);
typedef PyObject *(*PyCMethod)(PyObject *self, PyTypeObject *defining_class, PyObject *const *args,
                               size_t nargs, PyObject *kwnames);

#define _PyCFunction_CAST(function) ((PyCFunction)(void (*)(void))(function))

struct PyMethodDef {
    const char *ml_name;
    PyCFunction ml_meth;
    int ml_flags;
    const char *ml_doc; /* may begin with "name(signature)\n--\n\n" */
};
typedef struct PyMethodDef PyMethodDef;

#define METH_VARARGS 0x0001
#define METH_KEYWORDS 0x0002
#define METH_NOARGS 0x0004
#define METH_O 0x0008
#define METH_CLASS 0x0010
#define METH_STATIC 0x0020
#define METH_COEXIST 0x0040
#define METH_FASTCALL 0x0080
#define METH_STACKLESS 0x0000
#define METH_METHOD 0x0200

/* --- native functions --- */

typedef struct {
    PyObject_HEAD PyMethodDef *m_ml;
    PyObject *m_self;   /* first argument of the C function, or NULL */
    PyObject *m_module; /* value of __module__, or NULL */
    PyObject *m_weakreflist;
    vectorcallfunc vectorcall;
} PyCFunctionObject;

typedef struct {
    PyCFunctionObject func;
    PyTypeObject *mm_class; /* defining class of a METH_METHOD function */
} PyCMethodObject;

PyAPI_DATA(PyTypeObject) PyCFunction_Type;
PyAPI_DATA(PyTypeObject) PyCMethod_Type;
#define PyCFunction_CheckExact(op) Py_IS_TYPE(op, &PyCFunction_Type)
#define PyCFunction_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyCFunction_Type)
#define PyCMethod_CheckExact(op) Py_IS_TYPE(op, &PyCMethod_Type)
#define PyCMethod_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyCMethod_Type)
/* The method table row must outlive the function. */
PyAPI_FUNC(PyObject *) PyCFunction_New(PyMethodDef *method, PyObject *self);
PyAPI_FUNC(PyObject *) PyCFunction_NewEx(PyMethodDef *method, PyObject *self, PyObject *module);
PyAPI_FUNC(PyObject *)
    PyCMethod_New(PyMethodDef *method, PyObject *self, PyObject *module, PyTypeObject *type);
PyAPI_FUNC(PyCFunction) PyCFunction_GetFunction(PyObject *function);
PyAPI_FUNC(PyObject *) PyCFunction_GetSelf(PyObject *function);
PyAPI_FUNC(int) PyCFunction_GetFlags(PyObject *function);
PyAPI_FUNC(PyObject *) PyCFunction_Call(PyObject *function, PyObject *args, PyObject *kwargs);
#define PyCFunction_GET_FUNCTION(op) (((PyCFunctionObject *)(op))->m_ml->ml_meth)
#define PyCFunction_GET_SELF(op)                                                                             \
    (((PyCFunctionObject *)(op))->m_ml->ml_flags & METH_STATIC ? NULL : ((PyCFunctionObject *)(op))->m_self)
#define PyCFunction_GET_FLAGS(op) (((PyCFunctionObject *)(op))->m_ml->ml_flags)

/* --- member and getter tables --- */

struct PyMemberDef {
    const char *name;
    int type;
    Py_ssize_t offset;
    int flags;
    const char *doc;
};
typedef struct PyMemberDef PyMemberDef;

#define T_SHORT 0
#define T_INT 1
#define T_LONG 2
#define T_FLOAT 3
#define T_DOUBLE 4
#define T_STRING 5
#define T_OBJECT 6
#define T_CHAR 7
#define T_BYTE 8
#define T_UBYTE 9
#define T_USHORT 10
#define T_UINT 11
#define T_ULONG 12
#define T_STRING_INPLACE 13
#define T_BOOL 14
#define T_OBJECT_EX 16
#define T_LONGLONG 17
#define T_ULONGLONG 18
#define T_PYSSIZET 19
#define T_NONE 20
#define READONLY 1
#define READ_RESTRICTED 2
#define PY_AUDIT_READ READ_RESTRICTED
#define PY_WRITE_RESTRICTED 4
#define RESTRICTED (READ_RESTRICTED | PY_WRITE_RESTRICTED)

PyAPI_FUNC(PyObject *) PyMember_GetOne(const char *address, PyMemberDef *member);
PyAPI_FUNC(int) PyMember_SetOne(char *address, PyMemberDef *member, PyObject *value);

typedef PyObject *(*getter)(PyObject *self, void *closure);
typedef int (*setter)(PyObject *self, PyObject *value, void *closure);

struct PyGetSetDef {
    const char *name;
    getter get;
    setter set;
    const char *doc;
    void *closure;
};
typedef struct PyGetSetDef PyGetSetDef;

/* --- descriptors --- */

typedef PyObject *(*wrapperfunc)(PyObject *self, PyObject *args, void *wrapped);
typedef PyObject *(*wrapperfunc_kwds)(PyObject *self, PyObject *args, void *wrapped, PyObject *kwargs);

struct wrapperbase {
    const char *name;
    int offset;
    void *function;
    wrapperfunc wrapper;
    const char *doc;
    int flags;
    PyObject *name_strobj;
};
#define PyWrapperFlag_KEYWORDS 1

typedef struct {
    PyObject_HEAD PyTypeObject *d_type;
    PyObject *d_name;
    PyObject *d_qualname;
} PyDescrObject;
#define PyDescr_COMMON PyDescrObject d_common
#define PyDescr_TYPE(x) (((PyDescrObject *)(x))->d_type)
#define PyDescr_NAME(x) (((PyDescrObject *)(x))->d_name)

typedef struct {
    PyDescr_COMMON;
    PyMethodDef *d_method;
    vectorcallfunc vectorcall;
} PyMethodDescrObject;

typedef struct {
    PyDescr_COMMON;
    PyMemberDef *d_member;
} PyMemberDescrObject;

typedef struct {
    PyDescr_COMMON;
    PyGetSetDef *d_getset;
} PyGetSetDescrObject;

typedef struct {
    PyDescr_COMMON;
    struct wrapperbase *d_base;
    void *d_wrapped; /* the slot's function */
} PyWrapperDescrObject;

PyAPI_DATA(PyTypeObject) PyClassMethodDescr_Type;
PyAPI_DATA(PyTypeObject) PyGetSetDescr_Type;
PyAPI_DATA(PyTypeObject) PyMemberDescr_Type;
PyAPI_DATA(PyTypeObject) PyMethodDescr_Type;
PyAPI_DATA(PyTypeObject) PyWrapperDescr_Type;
PyAPI_DATA(PyTypeObject) PyDictProxy_Type;
PyAPI_DATA(PyTypeObject) PyProperty_Type;
PyAPI_DATA(PyTypeObject) _PyMethodWrapper_Type;

PyAPI_FUNC(PyObject *) PyDescr_NewMethod(PyTypeObject *type, PyMethodDef *method);
PyAPI_FUNC(PyObject *) PyDescr_NewClassMethod(PyTypeObject *type, PyMethodDef *method);
PyAPI_FUNC(PyObject *) PyDescr_NewMember(PyTypeObject *type, PyMemberDef *member);
PyAPI_FUNC(PyObject *) PyDescr_NewGetSet(PyTypeObject *type, PyGetSetDef *getset);
PyAPI_FUNC(PyObject *) PyDescr_NewWrapper(PyTypeObject *type, struct wrapperbase *base, void *wrapped);
PyAPI_FUNC(int) PyDescr_IsData(PyObject *descriptor);
PyAPI_FUNC(PyObject *) PyWrapper_New(PyObject *descriptor, PyObject *self);
PyAPI_FUNC(PyObject *) PyDictProxy_New(PyObject *mapping);

PyAPI_DATA(PyTypeObject) PyClassMethod_Type;
PyAPI_DATA(PyTypeObject) PyStaticMethod_Type;
PyAPI_FUNC(PyObject *) PyClassMethod_New(PyObject *callable);
PyAPI_FUNC(PyObject *) PyStaticMethod_New(PyObject *callable);
PyAPI_DATA(PyTypeObject) PySuper_Type;

/* --- bound methods --- */

typedef struct {
    PyObject_HEAD PyObject *im_func;
    PyObject *im_self;
    PyObject *im_weakreflist;
    vectorcallfunc vectorcall;
} PyMethodObject;

PyAPI_DATA(PyTypeObject) PyMethod_Type;
#define PyMethod_Check(op) Py_IS_TYPE(op, &PyMethod_Type)
PyAPI_FUNC(PyObject *) PyMethod_New(PyObject *function, PyObject *self);
PyAPI_FUNC(PyObject *) PyMethod_Function(PyObject *method);
PyAPI_FUNC(PyObject *) PyMethod_Self(PyObject *method);
#define PyMethod_GET_FUNCTION(meth) (((PyMethodObject *)(meth))->im_func)
#define PyMethod_GET_SELF(meth) (((PyMethodObject *)(meth))->im_self)

typedef struct {
    PyObject_HEAD PyObject *func;
} PyInstanceMethodObject;

PyAPI_DATA(PyTypeObject) PyInstanceMethod_Type;
#define PyInstanceMethod_Check(op) Py_IS_TYPE(op, &PyInstanceMethod_Type)
PyAPI_FUNC(PyObject *) PyInstanceMethod_New(PyObject *function);
PyAPI_FUNC(PyObject *) PyInstanceMethod_Function(PyObject *method);
#define PyInstanceMethod_GET_FUNCTION(meth) (((PyInstanceMethodObject *)(meth))->func)

/* --- Python functions, cells, code --- */

/* The fields of functions, cells and code objects that extensions read, under CPython's names. The
 * interpreter's own structures name them otherwise and have more behind them; objects/function.cpp proves
 * that they agree. */
struct AdderFunctionFields {
    PyObject_HEAD PyObject *func_code;
    PyObject *func_globals;
    PyObject *func_builtins;
    PyObject *func_name;
    PyObject *func_qualname;
    PyObject *func_defaults;   /* tuple or NULL */
    PyObject *func_kwdefaults; /* dict or NULL */
    PyObject *func_closure;    /* tuple of cells or NULL */
    PyObject *func_doc;
    PyObject *func_dict; /* NULL until asked for */
    PyObject *func_weakreflist;
    PyObject *func_module;
};
struct AdderCellFields {
    PyObject_HEAD PyObject *ob_ref; /* NULL: empty */
};
struct AdderCodeFields {
    PyObject_HEAD void *adder_instructions;
    PyObject **adder_constants;
    PyObject **adder_names;
    int adder_unit_count;
    int co_argcount;
    int co_posonlyargcount;
    int co_kwonlyargcount;
    int co_nlocals;
    int co_nlocalsplus;
    int co_ncellvars;
    int co_nfreevars;
    int co_stacksize;
    int co_flags;
    int co_firstlineno;
    int adder_total_arguments;
    char adder_is_quickened;
    PyObject *co_consts; /* tuples */
    PyObject *co_names;
    PyObject *co_localsplusnames;
    PyObject *co_filename; /* strings */
    PyObject *co_name;
    PyObject *co_qualname;
    PyObject *co_weakreflist;
};
#ifdef ADDER_CORE
typedef struct PyFunctionObject PyFunctionObject;
typedef struct PyCellObject PyCellObject;
typedef struct PyCodeObject PyCodeObject;
#else
typedef struct AdderFunctionFields PyFunctionObject;
typedef struct AdderCellFields PyCellObject;
typedef struct AdderCodeFields PyCodeObject;
#endif

PyAPI_DATA(PyTypeObject) PyFunction_Type;
#define PyFunction_Check(op) Py_IS_TYPE(op, &PyFunction_Type)
PyAPI_FUNC(PyObject *) PyFunction_New(PyObject *code, PyObject *globals);
PyAPI_FUNC(PyObject *) PyFunction_NewWithQualName(PyObject *code, PyObject *globals, PyObject *qualname);
/* Borrowed; NULL where there is none. */
#define AdderFunction_FIELD(op, field) (_Py_CAST(struct AdderFunctionFields *, op)->field)
#define PyFunction_GET_CODE(op) AdderFunction_FIELD(op, func_code)
#define PyFunction_GET_GLOBALS(op) AdderFunction_FIELD(op, func_globals)
#define PyFunction_GET_MODULE(op) AdderFunction_FIELD(op, func_module)
#define PyFunction_GET_DEFAULTS(op) AdderFunction_FIELD(op, func_defaults)
#define PyFunction_GET_KW_DEFAULTS(op) AdderFunction_FIELD(op, func_kwdefaults)
#define PyFunction_GET_CLOSURE(op) AdderFunction_FIELD(op, func_closure)
#define PyFunction_GET_ANNOTATIONS(op) PyFunction_GetAnnotations(op)
PyAPI_FUNC(PyObject *) PyFunction_GetCode(PyObject *function);
PyAPI_FUNC(PyObject *) PyFunction_GetGlobals(PyObject *function);
PyAPI_FUNC(PyObject *) PyFunction_GetModule(PyObject *function);
PyAPI_FUNC(PyObject *) PyFunction_GetDefaults(PyObject *function);
PyAPI_FUNC(int) PyFunction_SetDefaults(PyObject *function, PyObject *defaults);
PyAPI_FUNC(PyObject *) PyFunction_GetKwDefaults(PyObject *function);
PyAPI_FUNC(int) PyFunction_SetKwDefaults(PyObject *function, PyObject *defaults);
PyAPI_FUNC(PyObject *) PyFunction_GetClosure(PyObject *function);
PyAPI_FUNC(int) PyFunction_SetClosure(PyObject *function, PyObject *closure);
PyAPI_FUNC(PyObject *) PyFunction_GetAnnotations(PyObject *function);
PyAPI_FUNC(int) PyFunction_SetAnnotations(PyObject *function, PyObject *annotations);

PyAPI_DATA(PyTypeObject) PyCell_Type;
#define PyCell_Check(op) Py_IS_TYPE(op, &PyCell_Type)
PyAPI_FUNC(PyObject *) PyCell_New(PyObject *value_or_null);
PyAPI_FUNC(PyObject *) PyCell_Get(PyObject *cell);
PyAPI_FUNC(int) PyCell_Set(PyObject *cell, PyObject *value_or_null);

/* Without a check; SET takes over the reference and leaves what was there to the caller. */
#define PyCell_GET(op) (_Py_CAST(struct AdderCellFields *, op)->ob_ref)
#define PyCell_SET(op, value) ((void)(PyCell_GET(op) = (value)))

PyAPI_DATA(PyTypeObject) PyCode_Type;
#define PyCode_Check(op) Py_IS_TYPE(op, &PyCode_Type)
#define CO_OPTIMIZED 0x0001
#define CO_NEWLOCALS 0x0002
#define CO_VARARGS 0x0004
#define CO_VARKEYWORDS 0x0008
#define CO_NESTED 0x0010
#define CO_GENERATOR 0x0020
#define CO_COROUTINE 0x0080
#define CO_ITERABLE_COROUTINE 0x0100
#define CO_ASYNC_GENERATOR 0x0200
PyAPI_FUNC(PyObject *) PyCode_GetCode(PyCodeObject *code);
PyAPI_FUNC(PyObject *) PyCode_GetVarnames(PyCodeObject *code);
PyAPI_FUNC(PyObject *) PyCode_GetCellvars(PyCodeObject *code);
PyAPI_FUNC(PyObject *) PyCode_GetFreevars(PyCodeObject *code);
PyAPI_FUNC(int) PyCode_Addr2Line(PyCodeObject *code, int byte_offset);
PyAPI_FUNC(PyCodeObject *) PyCode_NewEmpty(const char *filename, const char *function_name, int first_line);
PyAPI_FUNC(Py_ssize_t) PyCode_GetNumFree(PyCodeObject *code);
/* Like types.CodeType(…), whose rules hold; new reference. */
PyAPI_FUNC(PyCodeObject *)
    PyCode_NewWithPosOnlyArgs(int argument_count, int positional_only_count, int keyword_only_count,
                              int local_count, int stack_size, int flags, PyObject *instructions,
                              PyObject *constants, PyObject *names, PyObject *variables,
                              PyObject *free_variables, PyObject *cells, PyObject *filename, PyObject *name,
                              PyObject *qualname, int first_line, PyObject *line_table,
                              PyObject *exception_table);
PyAPI_FUNC(PyCodeObject *)
    PyCode_New(int argument_count, int keyword_only_count, int local_count, int stack_size, int flags,
               PyObject *instructions, PyObject *constants, PyObject *names, PyObject *variables,
               PyObject *free_variables, PyObject *cells, PyObject *filename, PyObject *name,
               PyObject *qualname, int first_line, PyObject *line_table, PyObject *exception_table);

/* --- weak references --- */

typedef struct _PyWeakReference PyWeakReference;
struct _PyWeakReference {
    PyObject_HEAD PyObject *wr_object; /* borrowed; None when the object is gone */
    PyObject *wr_callback;
    Py_hash_t hash;
    PyWeakReference *wr_prev;
    PyWeakReference *wr_next;
    vectorcallfunc vectorcall;
};

PyAPI_DATA(PyTypeObject) _PyWeakref_RefType;
PyAPI_DATA(PyTypeObject) _PyWeakref_ProxyType;
PyAPI_DATA(PyTypeObject) _PyWeakref_CallableProxyType;
#define PyWeakref_CheckRef(op) PyObject_TypeCheck(_PyObject_CAST(op), &_PyWeakref_RefType)
#define PyWeakref_CheckRefExact(op) Py_IS_TYPE(op, &_PyWeakref_RefType)
#define PyWeakref_CheckProxy(op)                                                                             \
    (Py_IS_TYPE(op, &_PyWeakref_ProxyType) || Py_IS_TYPE(op, &_PyWeakref_CallableProxyType))
#define PyWeakref_Check(op) (PyWeakref_CheckRef(op) || PyWeakref_CheckProxy(op))
PyAPI_FUNC(PyObject *) PyWeakref_NewRef(PyObject *object, PyObject *callback);
PyAPI_FUNC(PyObject *) PyWeakref_NewProxy(PyObject *object, PyObject *callback);
/* Borrowed; None when the object is gone. */
PyAPI_FUNC(PyObject *) PyWeakref_GetObject(PyObject *reference);
PyAPI_FUNC(void) PyObject_ClearWeakRefs(PyObject *object);
PyAPI_FUNC(Py_ssize_t) _PyWeakref_GetWeakrefCount(PyWeakReference *head);
PyAPI_FUNC(void) _PyWeakref_ClearRef(PyWeakReference *self);
static inline PyObject *_Adder_WeakrefObject(PyObject *reference) {
    PyObject *object = ((PyWeakReference *)reference)->wr_object;
    return Py_REFCNT(object) > 0 ? object : Py_None;
}
#define PyWeakref_GET_OBJECT(ref) _Adder_WeakrefObject(_PyObject_CAST(ref))
#define PyType_SUPPORTS_WEAKREFS(t) ((t)->tp_weaklistoffset > 0)
#define PyObject_GET_WEAKREFS_LISTPTR(o) ((PyObject **)((char *)(o) + Py_TYPE(o)->tp_weaklistoffset))
#define _PyObject_GET_WEAKREFS_LISTPTR(o) PyObject_GET_WEAKREFS_LISTPTR(o)

Py_END_DECLS

#endif
