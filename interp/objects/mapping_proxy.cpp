// SPDX-License-Identifier: MIT
//
// mappingproxy: a read-only view of a mapping, as `cls.__dict__` gives it. It forwards everything to the
// mapping.
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"

namespace adder::objects {

namespace {

struct MappingProxy {
    PyObject_HEAD PyObject *mapping;
};

PyObject *wrapped_by(PyObject *self) {
    return reinterpret_cast<MappingProxy *>(self)->mapping;
}

// Behind all proxies: a proxy of a proxy of … may nest deeper than calls can.
PyObject *mapping_of(PyObject *self) {
    PyObject *mapping = wrapped_by(self);
    while (Py_IS_TYPE(mapping, &PyDictProxy_Type)) mapping = wrapped_by(mapping);
    return mapping;
}

void proxy_dealloc(PyObject *self) {
    untrack(self);
    Py_DECREF(wrapped_by(self));
    PyObject_GC_Del(self);
}

int proxy_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(wrapped_by(self));
    return 0;
}

Py_ssize_t proxy_length(PyObject *self) {
    return PyObject_Size(mapping_of(self));
}
PyObject *proxy_subscript(PyObject *self, PyObject *key) {
    return PyObject_GetItem(mapping_of(self), key);
}
PyObject *proxy_str(PyObject *self) {
    return PyObject_Str(wrapped_by(self));
}
PyObject *proxy_repr(PyObject *self) {
    return PyUnicode_FromFormat("mappingproxy(%R)", wrapped_by(self));
}
PyObject *proxy_iter(PyObject *self) {
    return PyObject_GetIter(mapping_of(self));
}

int proxy_contains(PyObject *self, PyObject *key) {
    if (PyDict_CheckExact(mapping_of(self))) return PyDict_Contains(mapping_of(self), key);
    return PySequence_Contains(mapping_of(self), key);
}

PyObject *proxy_richcompare(PyObject *self, PyObject *other, int operation) {
    return PyObject_RichCompare(mapping_of(self), other, operation);
}

PyObject *unwrapped(PyObject *object) {
    return Py_IS_TYPE(object, &PyDictProxy_Type) ? mapping_of(object) : object;
}

PyObject *proxy_or(PyObject *left, PyObject *right) {
    return PyNumber_Or(unwrapped(left), unwrapped(right));
}

PyObject *proxy_inplace_or(PyObject *self, PyObject *) {
    return raise_type_error("'|=' is not supported by %s; use '|' instead", Py_TYPE(self)->tp_name);
}

int check_is_mapping(PyObject *mapping) {
    if (PyMapping_Check(mapping) && !PyList_Check(mapping) && !PyTuple_Check(mapping)) return 0;
    return raise_type_error("mappingproxy() argument must be a mapping, not %s", Py_TYPE(mapping)->tp_name);
}

constexpr ArgumentSpec new_spec("mappingproxy", "mapping");

PyObject *proxy_new(PyTypeObject *, PyObject *args, PyObject *keywords) {
    PyObject *mapping = nullptr;
    TRY(new_spec.bind_tuple(args, keywords, &mapping));
    return PyDictProxy_New(mapping);
}

// --- methods

PyObject *proxy_get(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("get", count, 1, 2)) return nullptr;
    PyObject *all[] = {mapping_of(self), args[0], count > 1 ? args[1] : Py_None};
    return PyObject_VectorcallMethod(name::get_, all, 3, nullptr);
}

PyObject *proxy_keys(PyObject *self, PyObject *) {
    return PyObject_CallMethodNoArgs(mapping_of(self), name::keys);
}
PyObject *proxy_values(PyObject *self, PyObject *) {
    return PyObject_CallMethodNoArgs(mapping_of(self), name::values_);
}
PyObject *proxy_items(PyObject *self, PyObject *) {
    return PyObject_CallMethodNoArgs(mapping_of(self), name::items);
}
PyObject *proxy_copy(PyObject *self, PyObject *) {
    return PyObject_CallMethodNoArgs(mapping_of(self), name::copy_);
}
PyObject *proxy_reversed(PyObject *self, PyObject *) {
    return PyObject_CallMethodNoArgs(mapping_of(self), name::dunder_reversed);
}

PyMethodDef proxy_methods[] = {
    {"get", _PyCFunction_CAST(proxy_get), METH_FASTCALL,
     "get($self, key, default=None, /)\n--\n\nReturn the value of the key, or the default."},
    {"keys", proxy_keys, METH_NOARGS, "Return a view of the keys."},
    {"values", proxy_values, METH_NOARGS, "Return a view of the values."},
    {"items", proxy_items, METH_NOARGS, "Return a view of the items."},
    {"copy", proxy_copy, METH_NOARGS, "Return a shallow copy of the mapping."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {"__reversed__", proxy_reversed, METH_NOARGS, "__reversed__($self, /)\n--\n\nReturn a reverse iterator."},
    {nullptr, nullptr, 0, nullptr},
};

PyMappingMethods proxy_as_mapping = {.mp_length = proxy_length, .mp_subscript = proxy_subscript};
PySequenceMethods proxy_as_sequence = {.sq_contains = proxy_contains};
PyNumberMethods proxy_as_number = {.nb_or = proxy_or, .nb_inplace_or = proxy_inplace_or};

} // namespace

extern "C" {

PyObject *PyDictProxy_New(PyObject *mapping) {
    TRY(check_is_mapping(mapping));
    auto *proxy = new_gc_object<MappingProxy>(&PyDictProxy_Type);
    if (proxy == nullptr) return nullptr;
    proxy->mapping = Py_NewRef(mapping);
    auto *object = reinterpret_cast<PyObject *>(proxy);
    track(object);
    return object;
}

PyTypeObject PyDictProxy_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "mappingproxy",
    .tp_basicsize = sizeof(MappingProxy),
    .tp_dealloc = proxy_dealloc,
    .tp_repr = proxy_repr,
    .tp_as_number = &proxy_as_number,
    .tp_as_sequence = &proxy_as_sequence,
    .tp_as_mapping = &proxy_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_str = proxy_str,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MAPPING,
    .tp_traverse = proxy_traverse,
    .tp_richcompare = proxy_richcompare,
    .tp_iter = proxy_iter,
    .tp_methods = proxy_methods,
    .tp_new = proxy_new,
};

} // extern "C"

} // namespace adder::objects
