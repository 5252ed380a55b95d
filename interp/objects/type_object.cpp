// SPDX-License-Identifier: MIT
//
// The type `type`: life and end of types, their methods, and the type object itself.
//
// Static types are never freed and not seen by the collector; heap types own their dict, order, bases and
// shapes.
#include "objects/type_attributes.hpp"

#include "objects/base_object.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/shape.hpp"
#include "objects/union_type.hpp"

namespace adder::objects {

namespace {

// --- life

void leave_bases(PyTypeObject *type) {
    if (type->tp_bases == nullptr) return;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->tp_bases); i++) {
        remove_subclass(as_type(PyTuple_GET_ITEM(type->tp_bases, i)), type);
    }
}

void type_dealloc(PyObject *self) {
    PyTypeObject *type = as_type(self);
    PyHeapTypeObject *heap_type = as_heap_type(type);
    untrack(self);
    leave_bases(type);
    if (type->tp_weaklist != nullptr) PyObject_ClearWeakRefs(self);
    type->tp_version_tag = 0;
    Py_XDECREF(type->tp_base);
    Py_XDECREF(type->tp_dict);
    Py_XDECREF(type->tp_bases);
    Py_XDECREF(type->tp_mro);
    Py_XDECREF(type->tp_cache);
    Py_XDECREF(type->tp_subclasses);
    free_shapes(type->_adder_root_shape);
    PyObject_Free(const_cast<char *>(type->tp_doc));
    Py_XDECREF(heap_type->ht_name);
    Py_XDECREF(heap_type->ht_qualname);
    Py_XDECREF(heap_type->ht_slots);
    Py_XDECREF(heap_type->ht_module);
    PyMem_Free(heap_type->_ht_tpname);
    Py_TYPE(self)->tp_free(self);
}

int type_traverse(PyObject *self, visitproc visit, void *arg) {
    PyTypeObject *type = as_type(self);
    if (!is_heap_type(type)) return 0;
    Py_VISIT(type->tp_dict);
    Py_VISIT(type->tp_cache);
    Py_VISIT(type->tp_mro);
    Py_VISIT(type->tp_bases);
    Py_VISIT(type->tp_base);
    Py_VISIT(as_heap_type(type)->ht_module);
    return 0;
}

int type_clear(PyObject *self) {
    PyTypeObject *type = as_type(self);
    PyType_Modified(type);
    if (type->tp_dict != nullptr) PyDict_Clear(type->tp_dict);
    Py_CLEAR(as_heap_type(type)->ht_module);
    Py_CLEAR(type->tp_mro);
    return 0;
}

int type_is_gc(PyObject *self) {
    return is_heap_type(as_type(self));
}

// --- slots

PyObject *type_repr(PyObject *self) {
    PyTypeObject *type = as_type(self);
    if (type->tp_name == nullptr) return PyUnicode_FromFormat("<class at %p>", type);
    Ref module = Ref::steal(type_module(type));
    if (!module) PyErr_Clear();
    Ref qualname = TRY_REF(type_qualname(type));
    const bool is_builtin = !module || !PyUnicode_Check(module.get()) ||
                            PyUnicode_CompareWithASCIIString(module.get(), "builtins") == 0;
    if (is_builtin) return PyUnicode_FromFormat("<class '%s'>", type->tp_name);
    return PyUnicode_FromFormat("<class '%U.%U'>", module.get(), qualname.get());
}

int type_init(PyObject *, PyObject *args, PyObject *keywords) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (count == 1 && keywords != nullptr && PyDict_GET_SIZE(keywords) != 0) {
        return raise_type_error("type.__init__() takes no keyword arguments");
    }
    if (count != 1 && count != 3) return raise_type_error("type.__init__() takes 1 or 3 arguments");
    return 0;
}

// --- methods

PyObject *type_mro(PyObject *self, PyObject *) {
    Ref order = TRY(compute_mro(as_type(self)));
    return PySequence_List(order.get());
}

PyObject *type_subclasses(PyObject *self, PyObject *) {
    return subclasses_of(as_type(self)).release();
}

PyObject *type_prepare(PyObject *, PyObject *const *, Py_ssize_t, PyObject *) {
    return PyDict_New();
}

PyObject *type_instancecheck(PyObject *self, PyObject *instance) {
    const int answer = TRY(_PyObject_RealIsInstance(instance, self));
    return new_bool(answer != 0);
}

PyObject *type_subclasscheck(PyObject *self, PyObject *subclass) {
    const int answer = TRY(_PyObject_RealIsSubclass(subclass, self));
    return new_bool(answer != 0);
}

PyObject *type_dir(PyObject *self, PyObject *) {
    Ref names = TRY_REF(PyDict_New());
    TRY(merge_class_names(names.get(), self));
    return PyDict_Keys(names.get());
}

PyObject *type_sizeof(PyObject *self, PyObject *) {
    size_t size = sizeof(PyTypeObject);
    if (is_heap_type(as_type(self))) size = sizeof(PyHeapTypeObject);
    return PyLong_FromSize_t(size);
}

PyMethodDef type_methods[] = {
    {"mro", type_mro, METH_NOARGS, "mro($self, /)\n--\n\nReturn the method resolution order as a list."},
    {"__subclasses__", type_subclasses, METH_NOARGS,
     "__subclasses__($self, /)\n--\n\nReturn a list of the immediate subclasses."},
    {"__prepare__", _PyCFunction_CAST(type_prepare), METH_FASTCALL | METH_KEYWORDS | METH_CLASS,
     "__prepare__($cls, name, bases, /, **kwds)\n--\n\nReturn the namespace for a class body."},
    {"__instancecheck__", type_instancecheck, METH_O,
     "__instancecheck__($self, instance, /)\n--\n\nTell whether an object is an instance."},
    {"__subclasscheck__", type_subclasscheck, METH_O,
     "__subclasscheck__($self, subclass, /)\n--\n\nTell whether a class is a subclass."},
    {"__dir__", type_dir, METH_NOARGS,
     "__dir__($self, /)\n--\n\nReturn the names of the class's attributes."},
    {"__sizeof__", type_sizeof, METH_NOARGS,
     "__sizeof__($self, /)\n--\n\nReturn the size of the type object."},
    {nullptr, nullptr, 0, nullptr},
};

PyNumberMethods type_as_number = {
    .nb_or = union_of,
};

} // namespace

extern "C" {

PyObject *PyType_GetName(PyTypeObject *type) {
    return type_name(type);
}
PyObject *PyType_GetQualName(PyTypeObject *type) {
    return type_qualname(type);
}

PyTypeObject PyType_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "type",
    .tp_basicsize = sizeof(PyHeapTypeObject),
    .tp_itemsize = sizeof(PyMemberDef),
    .tp_dealloc = type_dealloc,
    .tp_vectorcall_offset = offsetof(PyTypeObject, tp_vectorcall),
    .tp_repr = type_repr,
    .tp_as_number = &type_as_number,
    .tp_call = type_call,
    .tp_getattro = type_getattro,
    .tp_setattro = type_setattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_TYPE_SUBCLASS |
                Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_doc = "type(object): the type of an object\ntype(name, bases, dict, **kwds): a new type",
    .tp_traverse = type_traverse,
    .tp_clear = type_clear,
    .tp_weaklistoffset = offsetof(PyTypeObject, tp_weaklist),
    .tp_methods = type_methods,
    .tp_members = type_members,
    .tp_getset = type_getset,
    .tp_dictoffset = offsetof(PyTypeObject, tp_dict),
    .tp_init = type_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = type_new,
    .tp_free = PyObject_GC_Del,
    .tp_is_gc = type_is_gc,
    .tp_vectorcall = type_vectorcall,
};

} // extern "C"

} // namespace adder::objects
