// SPDX-License-Identifier: MIT
//
// The common part of the descriptors of native types, and the two kinds that read and write data: member and
// getset descriptors. Reference manual, 3.3.2.2.
#include "objects/native_descriptor.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/native_stack.hpp"
#include "objects/type.hpp"

namespace adder::objects {

PyObject *make_descriptor(PyTypeObject *descriptor_type, PyTypeObject *type, const char *name) {
    Ref text = TRY_REF(PyUnicode_InternFromString(name));
    PyObject *object = gc_alloc(descriptor_type, 0);
    if (object == nullptr) return nullptr;
    PyDescrObject *descriptor = as_descriptor(object);
    Py_INCREF(type);
    descriptor->d_type = type;
    descriptor->d_name = text.release();
    // A descriptor of a static type refers to what lives for ever: it is in no cycle.
    if (is_heap_type(type)) track(object);
    return object;
}

int check_descriptor_target(PyObject *descriptor, PyObject *object) {
    const PyDescrObject *common = as_descriptor(descriptor);
    if (PyObject_TypeCheck(object, common->d_type)) return 0;
    return raise_type_error("descriptor '%U' for '%.100s' objects doesn't apply to a '%.100s' object",
                            common->d_name, common->d_type->tp_name, Py_TYPE(object)->tp_name);
}

void descriptor_dealloc(PyObject *self) {
    PyDescrObject *descriptor = as_descriptor(self);
    untrack(self);
    Py_XDECREF(descriptor->d_type);
    Py_XDECREF(descriptor->d_name);
    Py_XDECREF(descriptor->d_qualname);
    PyObject_GC_Del(self);
}

int descriptor_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_descriptor(self)->d_type);
    return 0;
}

PyObject *descriptor_repr(PyObject *self, const char *kind) {
    return PyUnicode_FromFormat("<%s '%U' of '%s' objects>", kind, as_descriptor(self)->d_name,
                                as_descriptor(self)->d_type->tp_name);
}

PyObject *descriptor_qualname(PyObject *self, void *) {
    PyDescrObject *descriptor = as_descriptor(self);
    if (descriptor->d_qualname == nullptr) {
        Ref type_name = TRY_REF(PyObject_GetAttr(as_object(descriptor->d_type), name::dunder_qualname));
        if (!PyUnicode_Check(type_name.get())) {
            return raise_type_error("<descriptor>.__objclass__.__qualname__ is not a unicode object");
        }
        descriptor->d_qualname = PyUnicode_FromFormat("%S.%S", type_name.get(), descriptor->d_name);
    }
    return Py_XNewRef(descriptor->d_qualname);
}

PyObject *descriptor_reduce(PyObject *self, PyObject *) {
    PyObject *getattr = PyDict_GetItemWithError(runtime.builtins, name::getattr_);
    if (getattr == nullptr) return raise(PyExc_AttributeError, "getattr");
    return Py_BuildValue("O(OO)", getattr, as_descriptor(self)->d_type, as_descriptor(self)->d_name);
}

PyMemberDef descriptor_members[] = {
    {"__objclass__", T_OBJECT, offsetof(PyDescrObject, d_type), READONLY, nullptr},
    {"__name__", T_OBJECT, offsetof(PyDescrObject, d_name), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyMethodDef descriptor_methods[] = {
    {"__reduce__", descriptor_reduce, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

namespace {

// --- member descriptors

PyMemberDef *member_of(PyObject *self) {
    return reinterpret_cast<PyMemberDescrObject *>(self)->d_member;
}

PyObject *member_get(PyObject *self, PyObject *object, PyObject *) {
    if (object == nullptr) return Py_NewRef(self);
    TRY(check_descriptor_target(self, object));
    return PyMember_GetOne(reinterpret_cast<char *>(object), member_of(self));
}

int member_set(PyObject *self, PyObject *object, PyObject *value) {
    TRY(check_descriptor_target(self, object));
    return PyMember_SetOne(reinterpret_cast<char *>(object), member_of(self), value);
}

PyObject *member_repr(PyObject *self) {
    return descriptor_repr(self, "member");
}

PyObject *member_doc(PyObject *self, void *) {
    const char *doc = member_of(self)->doc;
    if (doc == nullptr) Py_RETURN_NONE;
    return PyUnicode_FromString(doc);
}

PyGetSetDef member_getset[] = {
    {"__doc__", member_doc, nullptr, nullptr, nullptr},
    {"__qualname__", descriptor_qualname, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// --- getset descriptors

PyGetSetDef *getset_of(PyObject *self) {
    return reinterpret_cast<PyGetSetDescrObject *>(self)->d_getset;
}

PyObject *getset_get(PyObject *self, PyObject *object, PyObject *) {
    if (object == nullptr) return Py_NewRef(self);
    TRY(check_descriptor_target(self, object));
    TRY(check_native_stack());
    if (getset_of(self)->get != nullptr) return getset_of(self)->get(object, getset_of(self)->closure);
    return raise(PyExc_AttributeError, "attribute '%U' of '%.100s' objects is not readable",
                 as_descriptor(self)->d_name, as_descriptor(self)->d_type->tp_name);
}

int getset_set(PyObject *self, PyObject *object, PyObject *value) {
    TRY(check_descriptor_target(self, object));
    if (getset_of(self)->set != nullptr) return getset_of(self)->set(object, value, getset_of(self)->closure);
    return raise(PyExc_AttributeError, "attribute '%U' of '%.100s' objects is not writable",
                 as_descriptor(self)->d_name, as_descriptor(self)->d_type->tp_name);
}

PyObject *getset_repr(PyObject *self) {
    return descriptor_repr(self, "attribute");
}

PyObject *getset_doc(PyObject *self, void *) {
    const char *doc = getset_of(self)->doc;
    if (doc == nullptr) Py_RETURN_NONE;
    return PyUnicode_FromString(doc);
}

PyGetSetDef getset_getset[] = {
    {"__doc__", getset_doc, nullptr, nullptr, nullptr},
    {"__qualname__", descriptor_qualname, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

} // namespace

extern "C" {

PyObject *PyDescr_NewMember(PyTypeObject *type, PyMemberDef *member) {
    PyObject *self = make_descriptor(&PyMemberDescr_Type, type, member->name);
    if (self != nullptr) reinterpret_cast<PyMemberDescrObject *>(self)->d_member = member;
    return self;
}

PyObject *PyDescr_NewGetSet(PyTypeObject *type, PyGetSetDef *getset) {
    PyObject *self = make_descriptor(&PyGetSetDescr_Type, type, getset->name);
    if (self != nullptr) reinterpret_cast<PyGetSetDescrObject *>(self)->d_getset = getset;
    return self;
}

int PyDescr_IsData(PyObject *descriptor) {
    return is_data_descriptor(descriptor);
}

PyTypeObject PyMemberDescr_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "member_descriptor",
    .tp_basicsize = sizeof(PyMemberDescrObject),
    .tp_dealloc = descriptor_dealloc,
    .tp_repr = member_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = descriptor_traverse,
    .tp_methods = descriptor_methods,
    .tp_members = descriptor_members,
    .tp_getset = member_getset,
    .tp_descr_get = member_get,
    .tp_descr_set = member_set,
};

PyTypeObject PyGetSetDescr_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "getset_descriptor",
    .tp_basicsize = sizeof(PyGetSetDescrObject),
    .tp_dealloc = descriptor_dealloc,
    .tp_repr = getset_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = descriptor_traverse,
    .tp_members = descriptor_members,
    .tp_getset = getset_getset,
    .tp_descr_get = getset_get,
    .tp_descr_set = getset_set,
};

} // extern "C"

} // namespace adder::objects
