// SPDX-License-Identifier: MIT
//
// Native functions as objects: a row of a method table bound to a module, an instance, a class or nothing.
//
// Each has a vectorcall function chosen by the row's flags; only METH_VARARGS goes through tp_call with a
// tuple.
#include "objects/native_function.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

PyCFunctionObject *as_function(PyObject *object) {
    return reinterpret_cast<PyCFunctionObject *>(object);
}
template <class Function> Function method_as(PyObject *callable) {
    return reinterpret_cast<Function>(reinterpret_cast<void (*)()>(as_function(callable)->m_ml->ml_meth));
}
PyObject *self_of(PyObject *callable) {
    return PyCFunction_GET_SELF(callable);
}
bool is_method(PyObject *callable) {
    return PyCFunction_GET_FLAGS(callable) & METH_METHOD;
}

// --- calls

// Errors about arguments name the function as "list.append()".
int refuse(PyObject *callable, const char *problem, Py_ssize_t count) {
    Ref text = TRY(callable_text(callable));
    if (count < 0) return raise_type_error("%U %s", text.get(), problem);
    return raise_type_error("%U %s (%zd given)", text.get(), problem, count);
}

int refuse_keywords(PyObject *callable, PyObject *keyword_names) {
    if (keyword_names == nullptr || PyTuple_GET_SIZE(keyword_names) == 0) return 0;
    return refuse(callable, "takes no keyword arguments", -1);
}

PyObject *call_noargs(PyObject *callable, PyObject *const *, size_t count_and_flag, PyObject *keyword_names) {
    TRY(refuse_keywords(callable, keyword_names));
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (count != 0) TRY(refuse(callable, "takes no arguments", count));
    return as_function(callable)->m_ml->ml_meth(self_of(callable), nullptr);
}

PyObject *call_one_argument(PyObject *callable, PyObject *const *args, size_t count_and_flag,
                            PyObject *keyword_names) {
    TRY(refuse_keywords(callable, keyword_names));
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (count != 1) TRY(refuse(callable, "takes exactly one argument", count));
    return as_function(callable)->m_ml->ml_meth(self_of(callable), args[0]);
}

PyObject *call_fast(PyObject *callable, PyObject *const *args, size_t count_and_flag,
                    PyObject *keyword_names) {
    TRY(refuse_keywords(callable, keyword_names));
    return method_as<_PyCFunctionFast>(callable)(self_of(callable), args, PyVectorcall_NARGS(count_and_flag));
}

PyObject *call_fast_keywords(PyObject *callable, PyObject *const *args, size_t count_and_flag,
                             PyObject *keyword_names) {
    return method_as<_PyCFunctionFastWithKeywords>(callable)(
        self_of(callable), args, PyVectorcall_NARGS(count_and_flag), keyword_names);
}

PyObject *call_method_keywords(PyObject *callable, PyObject *const *args, size_t count_and_flag,
                               PyObject *keyword_names) {
    PyTypeObject *defining_class = reinterpret_cast<PyCMethodObject *>(callable)->mm_class;
    const auto count = static_cast<size_t>(PyVectorcall_NARGS(count_and_flag));
    return method_as<PyCMethod>(callable)(self_of(callable), defining_class, args, count, keyword_names);
}

PyObject *call_varargs(PyObject *callable, PyObject *args, PyObject *keywords) {
    if (PyVectorcall_Function(callable) != nullptr) return PyVectorcall_Call(callable, args, keywords);
    if (PyCFunction_GET_FLAGS(callable) & METH_KEYWORDS) {
        return method_as<PyCFunctionWithKeywords>(callable)(self_of(callable), args, keywords);
    }
    if (keywords != nullptr && PyDict_GET_SIZE(keywords) > 0) {
        return raise_type_error("%.200s() takes no keyword arguments", as_function(callable)->m_ml->ml_name);
    }
    return as_function(callable)->m_ml->ml_meth(self_of(callable), args);
}

// --- lifetime

void function_dealloc(PyObject *self) {
    PyCFunctionObject *function = as_function(self);
    untrack(self);
    if (function->m_weakreflist != nullptr) PyObject_ClearWeakRefs(self);
    const size_t size = is_method(self) ? sizeof(PyCMethodObject) : sizeof(PyCFunctionObject);
    if (is_method(self)) Py_XDECREF(reinterpret_cast<PyCMethodObject *>(self)->mm_class);
    Py_XDECREF(function->m_self);
    Py_XDECREF(function->m_module);
    release_gc_object(self, size);
}

int function_traverse(PyObject *self, visitproc visit, void *arg) {
    if (is_method(self)) Py_VISIT(reinterpret_cast<PyCMethodObject *>(self)->mm_class);
    Py_VISIT(as_function(self)->m_self);
    Py_VISIT(as_function(self)->m_module);
    return 0;
}

PyObject *make_native_function(PyMethodDef *row, PyObject *self, PyObject *module,
                               PyTypeObject *defining_class) {
    const vectorcallfunc vectorcall = native_vectorcall(row, nullptr);
    if (vectorcall == nullptr && is_error_pending()) return nullptr;
    const size_t size = defining_class != nullptr ? sizeof(PyCMethodObject) : sizeof(PyCFunctionObject);
    PyTypeObject *type = defining_class != nullptr ? &PyCMethod_Type : &PyCFunction_Type;
    auto *function = new_gc_object<PyCFunctionObject>(type, size);
    if (function == nullptr) return nullptr;
    if (defining_class != nullptr) {
        Py_INCREF(defining_class);
        reinterpret_cast<PyCMethodObject *>(function)->mm_class = defining_class;
    }
    function->m_ml = row;
    function->m_self = Py_XNewRef(self);
    function->m_module = Py_XNewRef(module);
    function->m_weakreflist = nullptr;
    function->vectorcall = vectorcall;
    auto *object = reinterpret_cast<PyObject *>(function);
    track(object);
    return object;
}

// --- slots and attributes

bool is_plain_function(const PyCFunctionObject *function) {
    return function->m_self == nullptr || PyModule_Check(function->m_self);
}

PyObject *function_repr(PyObject *self) {
    const PyCFunctionObject *function = as_function(self);
    if (is_plain_function(function))
        return PyUnicode_FromFormat("<built-in function %s>", function->m_ml->ml_name);
    return PyUnicode_FromFormat("<built-in method %s of %s object at %p>", function->m_ml->ml_name,
                                Py_TYPE(function->m_self)->tp_name, function->m_self);
}

Py_hash_t function_hash(PyObject *self) {
    const PyCFunctionObject *function = as_function(self);
    const Py_hash_t hash = _Py_HashPointer(function->m_self) ^
                           _Py_HashPointer(reinterpret_cast<const void *>(function->m_ml->ml_meth));
    return hash == -1 ? -2 : hash;
}

PyObject *function_richcompare(PyObject *self, PyObject *other, int operation) {
    const bool is_equality = operation == Py_EQ || operation == Py_NE;
    if (!is_equality || !PyCFunction_Check(self) || !PyCFunction_Check(other)) Py_RETURN_NOTIMPLEMENTED;
    const bool are_equal = as_function(self)->m_self == as_function(other)->m_self &&
                           as_function(self)->m_ml->ml_meth == as_function(other)->m_ml->ml_meth;
    return new_bool(are_equal == (operation == Py_EQ));
}

PyObject *get_name(PyObject *self, void *) {
    return PyUnicode_FromString(as_function(self)->m_ml->ml_name);
}

PyObject *get_qualname(PyObject *self, void *) {
    const PyCFunctionObject *function = as_function(self);
    if (is_plain_function(function)) return get_name(self, nullptr);
    PyObject *type = PyType_Check(function->m_self) ? function->m_self : as_object(Py_TYPE(function->m_self));
    Ref type_name = TRY_REF(PyObject_GetAttr(type, name::dunder_qualname));
    if (!PyUnicode_Check(type_name.get())) {
        return raise_type_error("<method>.__class__.__qualname__ is not a unicode object");
    }
    return PyUnicode_FromFormat("%S.%s", type_name.get(), function->m_ml->ml_name);
}

PyObject *get_self(PyObject *self, void *) {
    PyObject *bound = self_of(self);
    return Py_NewRef(bound != nullptr ? bound : Py_None);
}

PyObject *get_doc(PyObject *self, void *) {
    return doc_without_signature(as_function(self)->m_ml->ml_name, as_function(self)->m_ml->ml_doc);
}

PyObject *get_text_signature(PyObject *self, void *) {
    return signature_of_doc(as_function(self)->m_ml->ml_name, as_function(self)->m_ml->ml_doc);
}

PyObject *function_reduce(PyObject *self, PyObject *) {
    const PyCFunctionObject *function = as_function(self);
    if (is_plain_function(function)) return PyUnicode_FromString(function->m_ml->ml_name);
    PyObject *getattr = PyDict_GetItemWithError(runtime.builtins, name::getattr_);
    if (getattr == nullptr) return raise(PyExc_AttributeError, "getattr");
    return Py_BuildValue("O(Os)", getattr, function->m_self, function->m_ml->ml_name);
}

PyMethodDef function_methods[] = {
    {"__reduce__", function_reduce, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef function_getset[] = {
    {"__doc__", get_doc, nullptr, nullptr, nullptr},
    {"__name__", get_name, nullptr, nullptr, nullptr},
    {"__qualname__", get_qualname, nullptr, nullptr, nullptr},
    {"__self__", get_self, nullptr, nullptr, nullptr},
    {"__text_signature__", get_text_signature, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMemberDef function_members[] = {
    {"__module__", T_OBJECT, offsetof(PyCFunctionObject, m_module), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyObject *call_tp_new(PyObject *self, PyObject *args, PyObject *keywords);

PyMethodDef new_wrapper_row = {"__new__", _PyCFunction_CAST(call_tp_new), METH_VARARGS | METH_KEYWORDS,
                               "__new__($type, *args, **kwargs)\n--\n\nCreate and return a new object."};

// The first class along tp_base whose tp_new is native: a Python __new__ is skipped.
PyTypeObject *native_new_base(PyTypeObject *type) {
    while (type != nullptr && type->tp_new != nullptr && type->tp_dealloc == subtype_dealloc &&
           is_heap_type(type))
        type = type->tp_base;
    return type;
}

// cls.__new__(subtype, …): the subtype must be laid out by the same tp_new.
PyObject *call_tp_new(PyObject *self, PyObject *args, PyObject *keywords) {
    if (self == nullptr || !PyType_Check(self)) {
        return raise(PyExc_SystemError, "__new__() called with non-type 'self'");
    }
    PyTypeObject *type = as_type(self);
    if (PyTuple_GET_SIZE(args) < 1)
        return raise_type_error("%s.__new__(): not enough arguments", type->tp_name);
    PyObject *first = PyTuple_GET_ITEM(args, 0);
    if (!PyType_Check(first)) {
        return raise_type_error("%s.__new__(X): X is not a type object (%s)", type->tp_name,
                                Py_TYPE(first)->tp_name);
    }
    PyTypeObject *subtype = as_type(first);
    if (!PyType_IsSubtype(subtype, type)) {
        return raise_type_error("%s.__new__(%s): %s is not a subtype of %s", type->tp_name, subtype->tp_name,
                                subtype->tp_name, type->tp_name);
    }
    const PyTypeObject *layout = native_new_base(subtype);
    if (layout != nullptr && layout->tp_new != type->tp_new) {
        return raise_type_error("%s.__new__(%s) is not safe, use %s.__new__()", type->tp_name,
                                subtype->tp_name, layout->tp_name);
    }
    Ref rest = TRY_REF(PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args)));
    return type->tp_new(subtype, rest.get(), keywords);
}

} // namespace

vectorcallfunc native_vectorcall(const PyMethodDef *row, const char *owner) {
    switch (row->ml_flags &
            (METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD)) {
    case METH_VARARGS:
    case METH_VARARGS | METH_KEYWORDS: return nullptr;
    case METH_FASTCALL: return call_fast;
    case METH_FASTCALL | METH_KEYWORDS: return call_fast_keywords;
    case METH_NOARGS: return call_noargs;
    case METH_O: return call_one_argument;
    case METH_METHOD | METH_FASTCALL | METH_KEYWORDS: return call_method_keywords;
    default:
        if (owner != nullptr)
            return raise(PyExc_SystemError, "%s.%s() method: bad call flags", owner, row->ml_name);
        return raise(PyExc_SystemError, "%s() method: bad call flags", row->ml_name);
    }
}

int add_new_wrapper(PyTypeObject *type) {
    const int is_there = TRY(PyDict_Contains(type->tp_dict, name::dunder_new));
    if (is_there) return 0;
    Ref function = TRY_REF(PyCFunction_NewEx(&new_wrapper_row, as_object(type), nullptr));
    return PyDict_SetItem(type->tp_dict, name::dunder_new, function.get());
}

bool is_new_wrapper(PyObject *function) {
    return as_function(function)->m_ml == &new_wrapper_row;
}

extern "C" {

PyObject *PyCMethod_New(PyMethodDef *method, PyObject *self, PyObject *module, PyTypeObject *type) {
    if (method->ml_flags & METH_METHOD) {
        if (type == nullptr) {
            return raise(PyExc_SystemError,
                         "attempting to create PyCMethod with a METH_METHOD flag but no class");
        }
        return make_native_function(method, self, module, type);
    }
    if (type != nullptr) {
        return raise(PyExc_SystemError,
                     "attempting to create PyCFunction with class but no METH_METHOD flag");
    }
    return make_native_function(method, self, module, nullptr);
}

PyObject *PyCFunction_NewEx(PyMethodDef *method, PyObject *self, PyObject *module) {
    return PyCMethod_New(method, self, module, nullptr);
}

PyObject *PyCFunction_New(PyMethodDef *method, PyObject *self) {
    return PyCMethod_New(method, self, nullptr, nullptr);
}

PyCFunction PyCFunction_GetFunction(PyObject *function) {
    if (!PyCFunction_Check(function)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    return PyCFunction_GET_FUNCTION(function);
}

PyObject *PyCFunction_GetSelf(PyObject *function) {
    if (!PyCFunction_Check(function)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    return PyCFunction_GET_SELF(function);
}

int PyCFunction_GetFlags(PyObject *function) {
    if (!PyCFunction_Check(function)) {
        PyErr_BadInternalCall();
        return -1;
    }
    return PyCFunction_GET_FLAGS(function);
}

PyObject *PyCFunction_Call(PyObject *function, PyObject *args, PyObject *kwargs) {
    return PyObject_Call(function, args, kwargs);
}

PyTypeObject PyCFunction_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "builtin_function_or_method",
    .tp_basicsize = sizeof(PyCFunctionObject),
    .tp_dealloc = function_dealloc,
    .tp_vectorcall_offset = offsetof(PyCFunctionObject, vectorcall),
    .tp_repr = function_repr,
    .tp_hash = function_hash,
    .tp_call = call_varargs,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_traverse = function_traverse,
    .tp_richcompare = function_richcompare,
    .tp_weaklistoffset = offsetof(PyCFunctionObject, m_weakreflist),
    .tp_methods = function_methods,
    .tp_members = function_members,
    .tp_getset = function_getset,
};

PyTypeObject PyCMethod_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "builtin_method",
    .tp_basicsize = sizeof(PyCMethodObject),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_base = &PyCFunction_Type,
};

} // extern "C"

} // namespace adder::objects
