// SPDX-License-Identifier: MIT
//
// The type `object`: the base of all, and the behaviour that every object has unless its type says otherwise.
#include "objects/base_object.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/type_attributes.hpp"

namespace adder::objects {

namespace {

bool has_arguments(PyObject *args, PyObject *keywords) {
    return PyTuple_GET_SIZE(args) != 0 || (keywords != nullptr && PyDict_GET_SIZE(keywords) != 0);
}

// "Can't instantiate abstract class C with abstract methods f, g".
int raise_abstract(PyTypeObject *type) {
    Ref methods = TRY_REF(PyObject_GetAttr(as_object(type), name::dunder_abstractmethods));
    Ref sorted = TRY_REF(PySequence_List(methods.get()));
    TRY(PyList_Sort(sorted.get()));
    Ref comma = TRY_REF(PyUnicode_FromString(", "));
    Ref joined = TRY_REF(PyUnicode_Join(comma.get(), sorted.get()));
    return raise_type_error("Can't instantiate abstract class %s with abstract method%s %U", type->tp_name,
                            PyList_GET_SIZE(sorted.get()) > 1 ? "s" : "", joined.get());
}

} // namespace

int object_init(PyObject *self, PyObject *args, PyObject *keywords) {
    const PyTypeObject *type = Py_TYPE(self);
    if (!has_arguments(args, keywords)) return 0;
    if (type->tp_init != object_init) {
        return raise_type_error("object.__init__() takes exactly one argument (the instance to initialize)");
    }
    if (type->tp_new == object_new) {
        return raise_type_error("%.200s.__init__() takes exactly one argument (the instance to initialize)",
                                type->tp_name);
    }
    return 0;
}

PyObject *object_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    if (has_arguments(args, keywords)) {
        if (type->tp_new != object_new) {
            return raise_type_error("object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (type->tp_init == object_init)
            return raise_type_error("%.200s() takes no arguments", type->tp_name);
    }
    if (has_flag(type, Py_TPFLAGS_IS_ABSTRACT)) TRY(raise_abstract(type));
    return type->tp_alloc(type, 0);
}

int merge_class_names(PyObject *names, PyObject *cls) {
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(cls, name::dunder_dict, &found));
    Ref dict = Ref::steal(found);
    if (dict) TRY(PyDict_Update(names, dict.get()));
    TRY(_PyObject_LookupAttr(cls, name::dunder_bases, &found));
    Ref bases = Ref::steal(found);
    if (!bases) return 0;
    const Py_ssize_t count = TRY(PySequence_Size(bases.get()));
    for (Py_ssize_t i = 0; i < count; i++) {
        Ref base = TRY_REF(PySequence_GetItem(bases.get(), i));
        TRY(merge_class_names(names, base.get()));
    }
    return 0;
}

namespace {

// --- slots

void object_dealloc(PyObject *self) {
    Py_TYPE(self)->tp_free(self);
}

PyObject *object_repr(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    Ref module = Ref::steal(type_module(type));
    if (!module) PyErr_Clear();
    const bool is_builtin = !module || !PyUnicode_Check(module.get()) ||
                            PyUnicode_CompareWithASCIIString(module.get(), "builtins") == 0;
    if (is_builtin) return PyUnicode_FromFormat("<%s object at %p>", type->tp_name, self);
    Ref qualname = TRY_REF(type_qualname(type));
    return PyUnicode_FromFormat("<%U.%U object at %p>", module.get(), qualname.get(), self);
}

PyObject *object_str(PyObject *self) {
    const reprfunc repr = Py_TYPE(self)->tp_repr;
    return repr == nullptr || repr == object_str ? object_repr(self) : repr(self);
}

Py_hash_t object_hash(PyObject *self) {
    return _Py_HashPointer(self);
}

PyObject *object_richcompare(PyObject *self, PyObject *other, int operation) {
    if (operation == Py_EQ && self == other) Py_RETURN_TRUE;
    if (operation != Py_NE || Py_TYPE(self)->tp_richcompare == nullptr) Py_RETURN_NOTIMPLEMENTED;
    // By default != is the opposite of ==.
    Ref equal = TRY_REF(Py_TYPE(self)->tp_richcompare(self, other, Py_EQ));
    if (equal.get() == Py_NotImplemented) return equal.release();
    const int truth = TRY(is_true(equal.get()));
    return new_bool(!truth);
}

// --- attributes and methods

PyObject *get_class(PyObject *self, void *) {
    return Py_NewRef(Py_TYPE(self));
}

PyObject *object_format(PyObject *self, PyObject *specification) {
    if (!PyUnicode_Check(specification)) {
        return raise_type_error("__format__() argument must be str, not %.50s",
                                specification == Py_None ? "None" : Py_TYPE(specification)->tp_name);
    }
    if (PyUnicode_GET_LENGTH(specification) == 0) return PyObject_Str(self);
    return raise_type_error("unsupported format string passed to %.200s.__format__", Py_TYPE(self)->tp_name);
}

PyObject *object_sizeof(PyObject *self, PyObject *) {
    const PyTypeObject *type = Py_TYPE(self);
    Py_ssize_t size = type->tp_basicsize;
    if (type->tp_itemsize > 0 && is_pointer(self)) size += Py_ABS(Py_SIZE(self)) * type->tp_itemsize;
    return PyLong_FromSsize_t(size);
}

PyObject *object_dir(PyObject *self, PyObject *) {
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(self, name::dunder_dict, &found));
    Ref own = Ref::steal(found);
    const bool has_dict = own && PyDict_Check(own.get());
    Ref names = TRY_REF(has_dict ? PyDict_Copy(own.get()) : PyDict_New());
    TRY(_PyObject_LookupAttr(self, name::dunder_class, &found));
    Ref cls = Ref::steal(found);
    if (cls) TRY(merge_class_names(names.get(), cls.get()));
    return PyDict_Keys(names.get());
}

PyObject *object_subclasshook(PyObject *, PyObject *) {
    Py_RETURN_NOTIMPLEMENTED;
}
PyObject *object_init_subclass(PyObject *, PyObject *) {
    Py_RETURN_NONE;
}

PyGetSetDef object_getset[] = {
    {"__class__", get_class, object_set_class, "the object's class", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMethodDef object_methods[] = {
    {"__reduce_ex__", object_reduce_ex, METH_O,
     "__reduce_ex__($self, protocol, /)\n--\n\nReturn the parts that pickle stores, for a protocol."},
    {"__reduce__", object_reduce, METH_NOARGS,
     "__reduce__($self, /)\n--\n\nReturn the parts that pickle stores."},
    {"__getstate__", object_getstate, METH_NOARGS,
     "__getstate__($self, /)\n--\n\nReturn the state that pickle stores."},
    {"__subclasshook__", object_subclasshook, METH_CLASS | METH_VARARGS,
     "Tell issubclass() whether a class counts as a subclass; NotImplemented leaves that to the normal "
     "rules."},
    {"__init_subclass__", object_init_subclass, METH_CLASS | METH_NOARGS,
     "Called with each new subclass; does nothing unless overridden."},
    {"__format__", object_format, METH_O,
     "__format__($self, format_spec, /)\n--\n\nReturn str(self); a specification is an error."},
    {"__sizeof__", object_sizeof, METH_NOARGS, "__sizeof__($self, /)\n--\n\nReturn the size in bytes."},
    {"__dir__", object_dir, METH_NOARGS, "__dir__($self, /)\n--\n\nReturn the names of the attributes."},
    {nullptr, nullptr, 0, nullptr},
};

} // namespace

extern "C" {

PyTypeObject PyBaseObject_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "object",
    .tp_basicsize = sizeof(PyObject),
    .tp_dealloc = object_dealloc,
    .tp_repr = object_repr,
    .tp_hash = object_hash,
    .tp_str = object_str,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc =
        "object()\n--\n\nThe base of all classes. Its instances have no attributes and take no arguments.",
    .tp_richcompare = object_richcompare,
    .tp_methods = object_methods,
    .tp_getset = object_getset,
    .tp_init = object_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = object_new,
    .tp_free = PyObject_Free,
};

} // extern "C"

} // namespace adder::objects
