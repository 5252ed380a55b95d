// SPDX-License-Identifier: MIT
//
// staticmethod and classmethod: wrappers that decide what a function in a class is bound to. Reference
// manual, 3.3.2.3. Both take over the name and the documentation of what they wrap.
#include "objects/descriptors.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

PyObject *callable_of(PyObject *self) {
    return as_function_wrapper(self)->callable;
}

void wrapper_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(callable_of(self));
    Py_XDECREF(as_function_wrapper(self)->dict);
    Py_TYPE(self)->tp_free(self);
}

int wrapper_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_function_wrapper(self)->dict);
    Py_VISIT(callable_of(self));
    return 0;
}

int wrapper_clear(PyObject *self) {
    Py_CLEAR(as_function_wrapper(self)->callable);
    Py_CLEAR(as_function_wrapper(self)->dict);
    return 0;
}

int copy_attribute(PyObject *self, PyObject *callable, PyObject *attribute) {
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(callable, attribute, &found));
    Ref value = Ref::steal(found);
    return value ? PyObject_SetAttr(self, attribute, value.get()) : 0;
}

int wrap(PyObject *self, PyObject *callable) {
    Ref old = Ref::steal(std::exchange(as_function_wrapper(self)->callable, Py_NewRef(callable)));
    for (PyObject *attribute : {name::dunder_module, name::dunder_name, name::dunder_qualname,
                                name::dunder_doc, name::dunder_annotations}) {
        TRY(copy_attribute(self, callable, attribute));
    }
    return 0;
}

int init_wrapper(PyObject *self, PyObject *args, PyObject *keywords, const char *type_name) {
    if (!_PyArg_NoKeywords(type_name, keywords)) return -1;
    PyObject *callable = nullptr;
    if (!PyArg_UnpackTuple(args, type_name, 1, 1, &callable)) return -1;
    return wrap(self, callable);
}

PyObject *make_wrapper(PyTypeObject *type, PyObject *callable) {
    Ref self = TRY_REF(PyType_GenericAlloc(type, 0));
    TRY(wrap(self.get(), callable));
    return self.release();
}

PyObject *get_is_abstract(PyObject *self, void *) {
    const int is_abstract = TRY(_PyObject_IsAbstract(callable_of(self)));
    return new_bool(is_abstract != 0);
}

PyMemberDef wrapper_members[] = {
    {"__func__", T_OBJECT, offsetof(FunctionWrapper, callable), READONLY, nullptr},
    {"__wrapped__", T_OBJECT, offsetof(FunctionWrapper, callable), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyGetSetDef wrapper_getset[] = {
    {"__isabstractmethod__", get_is_abstract, nullptr, nullptr, nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// --- classmethod

int class_method_init(PyObject *self, PyObject *args, PyObject *keywords) {
    return init_wrapper(self, args, keywords, "classmethod");
}

PyObject *class_method_get(PyObject *self, PyObject *object, PyObject *type) {
    PyObject *callable = callable_of(self);
    if (callable == nullptr) return raise(PyExc_RuntimeError, "uninitialized classmethod object");
    if (type == nullptr) type = as_object(Py_TYPE(object));
    const descrgetfunc get = Py_TYPE(callable)->tp_descr_get;
    return get != nullptr ? get(callable, type, type) : PyMethod_New(callable, type);
}

PyObject *class_method_repr(PyObject *self) {
    return PyUnicode_FromFormat("<classmethod(%R)>", callable_of(self));
}

// --- staticmethod

int static_method_init(PyObject *self, PyObject *args, PyObject *keywords) {
    return init_wrapper(self, args, keywords, "staticmethod");
}

PyObject *static_method_get(PyObject *self, PyObject *, PyObject *) {
    PyObject *callable = callable_of(self);
    if (callable == nullptr) return raise(PyExc_RuntimeError, "uninitialized staticmethod object");
    return Py_NewRef(callable);
}

PyObject *static_method_call(PyObject *self, PyObject *args, PyObject *keywords) {
    PyObject *callable = callable_of(self);
    if (callable == nullptr) return raise(PyExc_RuntimeError, "uninitialized staticmethod object");
    return PyObject_Call(callable, args, keywords);
}

PyObject *static_method_repr(PyObject *self) {
    return PyUnicode_FromFormat("<staticmethod(%R)>", callable_of(self));
}

} // namespace

extern "C" {

PyObject *PyClassMethod_New(PyObject *callable) {
    return make_wrapper(&PyClassMethod_Type, callable);
}
PyObject *PyStaticMethod_New(PyObject *callable) {
    return make_wrapper(&PyStaticMethod_Type, callable);
}

PyTypeObject PyClassMethod_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "classmethod",
    .tp_basicsize = sizeof(FunctionWrapper),
    .tp_dealloc = wrapper_dealloc,
    .tp_repr = class_method_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "Make a function receive the class as its first argument.",
    .tp_traverse = wrapper_traverse,
    .tp_clear = wrapper_clear,
    .tp_members = wrapper_members,
    .tp_getset = wrapper_getset,
    .tp_descr_get = class_method_get,
    .tp_dictoffset = offsetof(FunctionWrapper, dict),
    .tp_init = class_method_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

PyTypeObject PyStaticMethod_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "staticmethod",
    .tp_basicsize = sizeof(FunctionWrapper),
    .tp_dealloc = wrapper_dealloc,
    .tp_repr = static_method_repr,
    .tp_call = static_method_call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "Keep a function in a class from being bound.",
    .tp_traverse = wrapper_traverse,
    .tp_clear = wrapper_clear,
    .tp_members = wrapper_members,
    .tp_getset = wrapper_getset,
    .tp_descr_get = static_method_get,
    .tp_dictoffset = offsetof(FunctionWrapper, dict),
    .tp_init = static_method_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

} // extern "C"

} // namespace adder::objects
