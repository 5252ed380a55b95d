// SPDX-License-Identifier: MIT
//
// weakref.ReferenceType: a reference that does not keep its object alive.
//
// When the object dies, its references are emptied first and their callbacks called afterwards, so that no
// callback can reach it any more.
#include "objects/weak_reference.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"

#include <cstddef>
#include <vector>

namespace adder::objects {

namespace {

PyTypeObject *const plain_types[] = {&_PyWeakref_RefType, &_PyWeakref_ProxyType,
                                     &_PyWeakref_CallableProxyType};

bool is_plain(PyWeakReference *reference) {
    PyTypeObject *type = Py_TYPE(reference);
    return reference->wr_callback == nullptr &&
           (type == plain_types[0] || type == plain_types[1] || type == plain_types[2]);
}

bool is_proxy(PyWeakReference *reference) {
    return PyWeakref_CheckProxy(reference);
}

// The shared ones of an object, NULL when there are none yet.
struct PlainReferences {
    PyWeakReference *reference = nullptr;
    PyWeakReference *proxy = nullptr;
};

PlainReferences find_plain_references(PyWeakReference *head) {
    PlainReferences found;
    if (head != nullptr && is_plain(head) && !is_proxy(head)) {
        found.reference = head;
        head = head->wr_next;
    }
    if (head != nullptr && is_plain(head) && is_proxy(head)) found.proxy = head;
    return found;
}

void insert_after(PyWeakReference *reference, PyWeakReference *previous, PyWeakReference *&head) {
    PyWeakReference *next = previous == nullptr ? head : previous->wr_next;
    reference->wr_prev = previous;
    reference->wr_next = next;
    if (next != nullptr) next->wr_prev = reference;
    (previous == nullptr ? head : previous->wr_next) = reference;
}

void insert(PyWeakReference *reference, PyObject *object) {
    PyWeakReference *&head = weakref_list(object);
    PlainReferences plain = find_plain_references(head);
    if (is_plain(reference) && !is_proxy(reference)) return insert_after(reference, nullptr, head);
    bool is_plain_proxy = is_plain(reference);
    PyWeakReference *previous = plain.proxy != nullptr && !is_plain_proxy ? plain.proxy : plain.reference;
    insert_after(reference, previous, head);
}

// Takes the reference from its object's list; its callback stays.
void detach(PyWeakReference *self) {
    PyObject *object = self->wr_object;
    if (object == Py_None) return;
    PyWeakReference *&head = weakref_list(object);
    if (head == self) head = self->wr_next;
    if (self->wr_prev != nullptr) self->wr_prev->wr_next = self->wr_next;
    if (self->wr_next != nullptr) self->wr_next->wr_prev = self->wr_prev;
    self->wr_prev = self->wr_next = nullptr;
    self->wr_object = Py_None;
}

PyObject *weakref_vectorcall(PyObject *self, PyObject *const *, size_t count_and_flag,
                             PyObject *keyword_names) {
    if (keyword_names != nullptr && PyTuple_GET_SIZE(keyword_names) != 0)
        return raise_type_error("%s() takes no keyword arguments", "weakref");
    Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (count != 0) return raise_type_error("weakref expected 0 arguments, got %zd", count);
    return Py_NewRef(PyWeakref_GET_OBJECT(self));
}

PyObject *weakref_new(PyTypeObject *type, PyObject *args, PyObject *) {
    PyObject *object;
    PyObject *callback = nullptr;
    if (!PyArg_UnpackTuple(args, "__new__", 1, 2, &object, &callback)) return nullptr;
    return make_weakref(type, object, callback);
}

int weakref_init(PyObject *, PyObject *args, PyObject *kwargs) {
    if (kwargs != nullptr && PyDict_GET_SIZE(kwargs) > 0)
        return raise_type_error("ref() takes no keyword arguments");
    PyObject *object;
    PyObject *callback = nullptr;
    return PyArg_UnpackTuple(args, "__init__", 1, 2, &object, &callback) ? 0 : -1;
}

PyObject *weakref_repr(PyObject *self) {
    PyObject *object = PyWeakref_GET_OBJECT(self);
    if (object == Py_None) return PyUnicode_FromFormat("<weakref at %p; dead>", self);
    Ref kept = Ref::borrow(object);
    PyObject *found;
    TRY(_PyObject_LookupAttr(object, name::dunder_name, &found));
    Ref object_name = Ref::steal(found);
    const char *type_name = Py_TYPE(object)->tp_name;
    if (object_name && PyUnicode_Check(object_name.get()))
        return PyUnicode_FromFormat("<weakref at %p; to '%s' at %p (%U)>", self, type_name, object,
                                    object_name.get());
    return PyUnicode_FromFormat("<weakref at %p; to '%s' at %p>", self, type_name, object);
}

Py_hash_t weakref_hash(PyObject *self) {
    auto *reference = as_weakref(self);
    if (reference->hash != -1) return reference->hash;
    PyObject *object = PyWeakref_GET_OBJECT(self);
    if (object == Py_None) return raise_type_error("weak object has gone away");
    Ref kept = Ref::borrow(object);
    return reference->hash = PyObject_Hash(object);
}

PyObject *weakref_richcompare(PyObject *self, PyObject *other, int operation) {
    if ((operation != Py_EQ && operation != Py_NE) || !PyWeakref_CheckRef(other)) Py_RETURN_NOTIMPLEMENTED;
    Ref left = Ref::borrow(PyWeakref_GET_OBJECT(self));
    Ref right = Ref::borrow(PyWeakref_GET_OBJECT(other));
    if (left.get() == Py_None || right.get() == Py_None)
        return Py_NewRef((self == other) == (operation == Py_EQ) ? Py_True : Py_False);
    return PyObject_RichCompare(left.get(), right.get(), operation);
}

PyObject *get_callback(PyObject *self, void *) {
    PyObject *callback = as_weakref(self)->wr_callback;
    return Py_NewRef(callback == nullptr ? Py_None : callback);
}

PyMethodDef weakref_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};

PyGetSetDef weakref_getset[] = {
    {"__callback__", get_callback, nullptr, nullptr, nullptr},
    {},
};

} // namespace

PyObject *make_weakref(PyTypeObject *type, PyObject *object, PyObject *callback) {
    if (!supports_weakrefs(object))
        return raise_type_error("cannot create weak reference to '%s' object", Py_TYPE(object)->tp_name);
    if (callback == Py_None) callback = nullptr;
    PlainReferences plain = find_plain_references(weakref_list(object));
    PyWeakReference *shared = type == &_PyWeakref_RefType ? plain.reference
                              : type == &_PyWeakref_ProxyType || type == &_PyWeakref_CallableProxyType
                                  ? plain.proxy
                                  : nullptr;
    if (callback == nullptr && shared != nullptr && Py_REFCNT(shared) > 0) return Py_NewRef(shared);
    PyObject *self = TRY(type->tp_alloc(type, 0));
    auto *reference = as_weakref(self);
    reference->hash = -1;
    reference->wr_object = object;
    reference->wr_callback = Py_XNewRef(callback);
    reference->vectorcall = weakref_vectorcall;
    insert(reference, object);
    return self;
}

void run_weakref_callback(PyWeakReference *reference, PyObject *callback) {
    Ref result = Ref::steal(PyObject_CallOneArg(callback, reinterpret_cast<PyObject *>(reference)));
    if (!result) PyErr_WriteUnraisable(callback);
}

void weakref_dealloc(PyObject *self) {
    untrack(self);
    weakref_clear(self);
    Py_TYPE(self)->tp_free(self);
}

int weakref_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_weakref(self)->wr_callback);
    return 0;
}

int weakref_clear(PyObject *self) {
    detach(as_weakref(self));
    Py_CLEAR(as_weakref(self)->wr_callback);
    return 0;
}

extern "C" {

PyTypeObject _PyWeakref_RefType = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "weakref.ReferenceType",
    .tp_basicsize = sizeof(PyWeakReference),
    .tp_dealloc = weakref_dealloc,
    .tp_vectorcall_offset = offsetof(PyWeakReference, vectorcall),
    .tp_repr = weakref_repr,
    .tp_hash = weakref_hash,
    .tp_call = PyVectorcall_Call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_BASETYPE,
    .tp_traverse = weakref_traverse,
    .tp_clear = weakref_clear,
    .tp_richcompare = weakref_richcompare,
    .tp_methods = weakref_methods,
    .tp_getset = weakref_getset,
    .tp_init = weakref_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = weakref_new,
    .tp_free = PyObject_GC_Del,
};

PyObject *PyWeakref_NewRef(PyObject *object, PyObject *callback) {
    return make_weakref(&_PyWeakref_RefType, object, callback);
}

PyObject *PyWeakref_NewProxy(PyObject *object, PyObject *callback) {
    PyTypeObject *type = PyCallable_Check(object) ? &_PyWeakref_CallableProxyType : &_PyWeakref_ProxyType;
    return make_weakref(type, object, callback);
}

PyObject *PyWeakref_GetObject(PyObject *reference) {
    if (reference != nullptr && PyWeakref_Check(reference)) return PyWeakref_GET_OBJECT(reference);
    PyErr_BadInternalCall();
    return nullptr;
}

Py_ssize_t _PyWeakref_GetWeakrefCount(PyWeakReference *head) {
    Py_ssize_t count = 0;
    for (; head != nullptr; head = head->wr_next) count++;
    return count;
}

void _PyWeakref_ClearRef(PyWeakReference *self) {
    detach(self);
}

void PyObject_ClearWeakRefs(PyObject *object) {
    if (object == nullptr || !supports_weakrefs(object) || Py_REFCNT(object) != 0) {
        PyErr_BadInternalCall();
        return;
    }
    PyWeakReference *&head = weakref_list(object);
    while (head != nullptr && head->wr_callback == nullptr) detach(head);
    if (head == nullptr) return;
    std::vector<std::pair<Ref, Ref>> callbacks;
    while (head != nullptr) {
        PyWeakReference *reference = head;
        PyObject *callback = std::exchange(reference->wr_callback, nullptr);
        bool is_alive = Py_REFCNT(reference) > 0;
        detach(reference);
        if (callback != nullptr && is_alive)
            callbacks.emplace_back(Ref::borrow(reinterpret_cast<PyObject *>(reference)),
                                   Ref::steal(callback));
        else
            Py_XDECREF(callback);
    }
    SavedError saved;
    for (auto &[reference, callback] : callbacks)
        run_weakref_callback(reference.as<PyWeakReference>(), callback.get());
}

} // extern "C"

} // namespace adder::objects
