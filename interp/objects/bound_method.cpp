// SPDX-License-Identifier: MIT
//
// Bound methods: a callable with the object that becomes its first argument. Reference manual, 3.2 "Instance
// methods". Also `instancemethod`, which makes a native callable bind like a Python function; only extensions
// use it.
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/native_stack.hpp"
#include "objects/protocol.hpp"
#include "objects/small_array.hpp"
#include "objects/type.hpp"

#include <algorithm>

namespace adder::objects {

namespace {

PyMethodObject *as_method(PyObject *object) {
    return reinterpret_cast<PyMethodObject *>(object);
}
PyObject *function_of(PyObject *method) {
    return as_method(method)->im_func;
}
PyObject *self_of(PyObject *method) {
    return as_method(method)->im_self;
}

PyObject *method_vectorcall(PyObject *method, PyObject *const *args, size_t count_and_flag,
                            PyObject *keyword_names) {
    TRY(check_native_stack());
    const auto count = static_cast<size_t>(PyVectorcall_NARGS(count_and_flag));
    if (count_and_flag & PY_VECTORCALL_ARGUMENTS_OFFSET) {
        // The word before the arguments is ours for the time of the call.
        auto **stack = const_cast<PyObject **>(args) - 1;
        PyObject *saved = std::exchange(stack[0], self_of(method));
        PyObject *result = call_vector(function_of(method), stack, count + 1, keyword_names);
        stack[0] = saved;
        return result;
    }
    const size_t total =
        count + (keyword_names == nullptr ? 0 : static_cast<size_t>(PyTuple_GET_SIZE(keyword_names)));
    SmallArray<PyObject *> stack(total + 1);
    if (!stack) return nullptr;
    stack[0] = self_of(method);
    std::copy(args, args + total, stack.data() + 1);
    return call_vector(function_of(method), stack.data(), count + 1, keyword_names);
}

void method_dealloc(PyObject *self) {
    untrack(self);
    if (as_method(self)->im_weakreflist != nullptr) PyObject_ClearWeakRefs(self);
    Py_DECREF(function_of(self));
    Py_XDECREF(self_of(self));
    release_gc_object(self, sizeof(PyMethodObject));
}

int method_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(function_of(self));
    Py_VISIT(self_of(self));
    return 0;
}

// The function's __qualname__ or __name__ when it is a str.
Ref name_of_function(PyObject *function) {
    for (PyObject *key : {name::dunder_qualname, name::dunder_name}) {
        PyObject *found = nullptr;
        TRY(_PyObject_LookupAttr(function, key, &found));
        Ref text = Ref::steal(found);
        if (text && PyUnicode_Check(text.get())) return text;
    }
    return Ref::steal(PyUnicode_FromString("?"));
}

PyObject *method_repr(PyObject *self) {
    Ref text = TRY(name_of_function(function_of(self)));
    return PyUnicode_FromFormat("<bound method %U of %R>", text.get(), self_of(self));
}

Py_hash_t method_hash(PyObject *self) {
    const Py_hash_t function_hash = PyObject_Hash(function_of(self));
    if (function_hash == -1) return -1;
    const Py_hash_t hash = _Py_HashPointer(self_of(self)) ^ function_hash;
    return hash == -1 ? -2 : hash;
}

PyObject *method_richcompare(PyObject *self, PyObject *other, int operation) {
    const bool is_equality = operation == Py_EQ || operation == Py_NE;
    if (!is_equality || !PyMethod_Check(self) || !PyMethod_Check(other)) Py_RETURN_NOTIMPLEMENTED;
    int are_equal = TRY(PyObject_RichCompareBool(function_of(self), function_of(other), Py_EQ));
    if (are_equal) are_equal = self_of(self) == self_of(other);
    return new_bool(are_equal == (operation == Py_EQ));
}

// Attributes that a method does not have itself are the function's.
PyObject *get_own_or_function_attribute(PyObject *self, PyObject *function, PyObject *attribute) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject *descriptor = type_lookup(type, attribute);
    if (descriptor == nullptr) return PyObject_GetAttr(function, attribute);
    const descrgetfunc get = Py_TYPE(descriptor)->tp_descr_get;
    return get != nullptr ? get(descriptor, self, as_object(type)) : Py_NewRef(descriptor);
}

PyObject *method_getattro(PyObject *self, PyObject *attribute) {
    return get_own_or_function_attribute(self, function_of(self), attribute);
}

PyObject *method_new(PyTypeObject *, PyObject *args, PyObject *keywords) {
    if (!_PyArg_NoKeywords("method", keywords)) return nullptr;
    PyObject *function = nullptr, *self = nullptr;
    if (!PyArg_UnpackTuple(args, "method", 2, 2, &function, &self)) return nullptr;
    if (!PyCallable_Check(function)) return raise_type_error("first argument must be callable");
    if (self == Py_None) return raise_type_error("instance must not be None");
    return PyMethod_New(function, self);
}

PyObject *get_doc(PyObject *self, void *) {
    return PyObject_GetAttr(function_of(self), name::dunder_doc);
}

PyObject *method_reduce(PyObject *self, PyObject *) {
    Ref function_name = TRY_REF(PyObject_GetAttr(function_of(self), name::dunder_name));
    PyObject *getattr = PyDict_GetItemWithError(runtime.builtins, name::getattr_);
    if (getattr == nullptr) return raise(PyExc_AttributeError, "getattr");
    return Py_BuildValue("O(OO)", getattr, self_of(self), function_name.get());
}

PyMethodDef method_methods[] = {
    {"__reduce__", method_reduce, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyMemberDef method_members[] = {
    {"__func__", T_OBJECT, offsetof(PyMethodObject, im_func), READONLY, "the function that the method calls"},
    {"__self__", T_OBJECT, offsetof(PyMethodObject, im_self), READONLY,
     "the object that the method is bound to"},
    {nullptr, 0, 0, 0, nullptr},
};

PyGetSetDef method_getset[] = {
    {"__doc__", get_doc, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// --- instancemethod

PyObject *&wrapped_of(PyObject *self) {
    return reinterpret_cast<PyInstanceMethodObject *>(self)->func;
}

void instance_method_dealloc(PyObject *self) {
    untrack(self);
    Py_DECREF(wrapped_of(self));
    release_gc_object(self, sizeof(PyInstanceMethodObject));
}

int instance_method_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(wrapped_of(self));
    return 0;
}

PyObject *instance_method_call(PyObject *self, PyObject *args, PyObject *keywords) {
    return PyObject_Call(wrapped_of(self), args, keywords);
}

PyObject *instance_method_get(PyObject *self, PyObject *object, PyObject *) {
    return object == nullptr ? Py_NewRef(wrapped_of(self)) : PyMethod_New(wrapped_of(self), object);
}

PyObject *instance_method_getattro(PyObject *self, PyObject *attribute) {
    return get_own_or_function_attribute(self, wrapped_of(self), attribute);
}

PyObject *instance_method_richcompare(PyObject *self, PyObject *other, int operation) {
    const bool is_equality = operation == Py_EQ || operation == Py_NE;
    if (!is_equality || !PyInstanceMethod_Check(self) || !PyInstanceMethod_Check(other))
        Py_RETURN_NOTIMPLEMENTED;
    const int are_equal = TRY(PyObject_RichCompareBool(wrapped_of(self), wrapped_of(other), Py_EQ));
    return new_bool(are_equal == (operation == Py_EQ));
}

PyObject *get_wrapped_doc(PyObject *self, void *) {
    return PyObject_GetAttr(wrapped_of(self), name::dunder_doc);
}

PyObject *instance_method_repr(PyObject *self) {
    Ref text = TRY(name_of_function(wrapped_of(self)));
    return PyUnicode_FromFormat("<instancemethod %U at %p>", text.get(), self);
}

PyObject *instance_method_new(PyTypeObject *, PyObject *args, PyObject *keywords) {
    if (!_PyArg_NoKeywords("instancemethod", keywords)) return nullptr;
    PyObject *function = nullptr;
    if (!PyArg_UnpackTuple(args, "instancemethod", 1, 1, &function)) return nullptr;
    if (!PyCallable_Check(function)) return raise_type_error("first argument must be callable");
    return PyInstanceMethod_New(function);
}

PyMemberDef instance_method_members[] = {
    {"__func__", T_OBJECT, offsetof(PyInstanceMethodObject, func), READONLY, "the callable"},
    {nullptr, 0, 0, 0, nullptr},
};

PyGetSetDef instance_method_getset[] = {
    {"__doc__", get_wrapped_doc, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

} // namespace

extern "C" {

PyObject *PyMethod_New(PyObject *function, PyObject *self) {
    if (self == nullptr) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    auto *method = new_gc_object<PyMethodObject>(&PyMethod_Type);
    if (method == nullptr) return nullptr;
    method->im_func = Py_NewRef(function);
    method->im_self = Py_NewRef(self);
    method->im_weakreflist = nullptr;
    method->vectorcall = method_vectorcall;
    auto *object = reinterpret_cast<PyObject *>(method);
    track(object);
    return object;
}

PyObject *PyMethod_Function(PyObject *method) {
    if (PyMethod_Check(method)) return function_of(method);
    PyErr_BadInternalCall();
    return nullptr;
}

PyObject *PyMethod_Self(PyObject *method) {
    if (PyMethod_Check(method)) return self_of(method);
    PyErr_BadInternalCall();
    return nullptr;
}

PyObject *PyInstanceMethod_New(PyObject *function) {
    auto *method = new_gc_object<PyInstanceMethodObject>(&PyInstanceMethod_Type);
    if (method == nullptr) return nullptr;
    method->func = Py_NewRef(function);
    auto *object = reinterpret_cast<PyObject *>(method);
    track(object);
    return object;
}

PyObject *PyInstanceMethod_Function(PyObject *method) {
    if (PyInstanceMethod_Check(method)) return wrapped_of(method);
    PyErr_BadInternalCall();
    return nullptr;
}

PyTypeObject PyMethod_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "method",
    .tp_basicsize = sizeof(PyMethodObject),
    .tp_dealloc = method_dealloc,
    .tp_vectorcall_offset = offsetof(PyMethodObject, vectorcall),
    .tp_repr = method_repr,
    .tp_hash = method_hash,
    .tp_call = PyVectorcall_Call,
    .tp_getattro = method_getattro,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_doc = "method(function, instance)\n--\n\nA function bound to an instance.",
    .tp_traverse = method_traverse,
    .tp_richcompare = method_richcompare,
    .tp_weaklistoffset = offsetof(PyMethodObject, im_weakreflist),
    .tp_methods = method_methods,
    .tp_members = method_members,
    .tp_getset = method_getset,
    .tp_new = method_new,
};

PyTypeObject PyInstanceMethod_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "instancemethod",
    .tp_basicsize = sizeof(PyInstanceMethodObject),
    .tp_dealloc = instance_method_dealloc,
    .tp_repr = instance_method_repr,
    .tp_call = instance_method_call,
    .tp_getattro = instance_method_getattro,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "instancemethod(function)\n--\n\nBind a native callable to instances like a function.",
    .tp_traverse = instance_method_traverse,
    .tp_richcompare = instance_method_richcompare,
    .tp_members = instance_method_members,
    .tp_getset = instance_method_getset,
    .tp_descr_get = instance_method_get,
    .tp_new = instance_method_new,
};

} // extern "C"

} // namespace adder::objects
