// SPDX-License-Identifier: MIT
//
// Life and end of instances: allocation, finalizers, and the slots that classes made by class statements
// share for deallocation and collection.
//
// An instance of a class below a native type dies in this order: finalizer (which may bring it back to life),
// weak references, slots and attributes of the classes, then the native type's own tp_dealloc, which frees
// it.
#include "objects/collector.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/shape.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

// The members of __slots__ stand behind the heap type itself.
PyMemberDef *slot_members(PyTypeObject *type) {
    return type->tp_members;
}

template <class Visit> int visit_slots(PyTypeObject *type, PyObject *self, Visit visit) {
    const Py_ssize_t count = Py_SIZE(type);
    for (Py_ssize_t i = 0; i < count; i++) {
        const PyMemberDef &member = slot_members(type)[i];
        if (member.type != T_OBJECT_EX || (member.flags & READONLY)) continue;
        auto **place = reinterpret_cast<PyObject **>(reinterpret_cast<char *>(self) + member.offset);
        if (*place == nullptr) continue;
        const int status = visit(*place);
        if (status != 0) return status;
    }
    return 0;
}

void clear_slots(PyTypeObject *type, PyObject *self) {
    visit_slots(type, self, [](PyObject *&place) {
        Py_DECREF(std::exchange(place, nullptr));
        return 0;
    });
}

// The nearest class whose end is native; `visit` sees every class before it.
template <class Visit> PyTypeObject *native_base(PyTypeObject *type, Visit visit) {
    while (type->tp_dealloc == subtype_dealloc) {
        if (Py_SIZE(type) != 0) visit(type);
        type = type->tp_base;
    }
    return type;
}

PyObject **own_dict_slot(PyObject *self, PyTypeObject *type, PyTypeObject *base) {
    if (type->tp_dictoffset <= 0 || base->tp_dictoffset != 0) return nullptr;
    return reinterpret_cast<PyObject **>(reinterpret_cast<char *>(self) + type->tp_dictoffset);
}

bool survives_finalizer(PyObject *self, PyTypeObject *type) {
    if (type->tp_finalize == nullptr) return false;
    if (has_flag(type, Py_TPFLAGS_HAVE_GC)) track(self); // the finalizer may look at it with gc
    if (PyObject_CallFinalizerFromDealloc(self) < 0) return true;
    if (has_flag(type, Py_TPFLAGS_HAVE_GC)) untrack(self);
    return false;
}

} // namespace

void subtype_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    const bool is_gc = has_flag(type, Py_TPFLAGS_HAVE_GC);
    if (is_gc) untrack(self);
    if (survives_finalizer(self, type)) return;
    type = Py_TYPE(self); // the finalizer may have assigned __class__
    PyTypeObject *base = native_base(type, [](PyTypeObject *) {});
    if (type->tp_weaklistoffset != 0 && base->tp_weaklistoffset == 0) {
        if (*PyObject_GET_WEAKREFS_LISTPTR(self) != nullptr) PyObject_ClearWeakRefs(self);
    }
    native_base(type, [self](PyTypeObject *cls) { clear_slots(cls, self); });
    if (has_managed_attributes(type) && !has_managed_attributes(base)) {
        free_managed(self);
    } else if (PyObject **dict = own_dict_slot(self, type, base)) {
        Py_CLEAR(*dict);
    }
    const bool base_releases_type = is_heap_type(base);
    if (base == &PyBaseObject_Type && type->tp_free == PyObject_GC_Del) {
        PyObject_GC_Del(self);
    } else {
        if (has_flag(base, Py_TPFLAGS_HAVE_GC) && is_gc) track(self); // as its tp_dealloc expects
        base->tp_dealloc(self);
    }
    if (is_heap_type(type) && !base_releases_type) Py_DECREF(type);
}

int subtype_traverse(PyObject *self, visitproc visit, void *arg) {
    PyTypeObject *type = Py_TYPE(self);
    PyTypeObject *base = type;
    for (; base->tp_traverse == subtype_traverse; base = base->tp_base) {
        if (Py_SIZE(base) == 0) continue;
        const int status =
            visit_slots(base, self, [visit, arg](PyObject *place) { return visit(place, arg); });
        if (status != 0) return status;
    }
    if (has_managed_attributes(type) && !has_managed_attributes(base)) {
        const int status = traverse_managed(self, visit, arg);
        if (status != 0) return status;
    } else if (PyObject **dict = own_dict_slot(self, type, base)) {
        Py_VISIT(*dict);
    }
    // A native base that is a heap type visits the type itself.
    const bool base_visits_type = base->tp_traverse != nullptr && is_heap_type(base);
    if (is_heap_type(type) && !base_visits_type) Py_VISIT(type);
    return base->tp_traverse != nullptr ? base->tp_traverse(self, visit, arg) : 0;
}

int subtype_clear(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyTypeObject *base = type;
    for (; base->tp_clear == subtype_clear; base = base->tp_base) {
        if (Py_SIZE(base) != 0) clear_slots(base, self);
    }
    if (has_managed_attributes(type) && !has_managed_attributes(base)) {
        clear_managed(self);
    } else if (PyObject **dict = own_dict_slot(self, type, base)) {
        Py_CLEAR(*dict);
    }
    return base->tp_clear != nullptr ? base->tp_clear(self) : 0;
}

extern "C" {

PyObject *PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t item_count) {
    // There is one item more than asked for, as in CPython: types end their members with an empty one.
    const bool has_items = type->tp_itemsize != 0;
    if (item_count == PY_SSIZE_T_MAX) return PyErr_NoMemory();
    PyObject *object = gc_alloc(type, item_count + has_items);
    if (object != nullptr && has_items) reinterpret_cast<PyVarObject *>(object)->ob_size = item_count;
    if (object != nullptr && has_flag(type, Py_TPFLAGS_HAVE_GC)) track(object);
    return object;
}

PyObject *PyType_GenericNew(PyTypeObject *type, PyObject *, PyObject *) {
    return type->tp_alloc(type, 0);
}

void PyObject_CallFinalizer(PyObject *object) {
    const PyTypeObject *type = Py_TYPE(object);
    if (type->tp_finalize == nullptr) return;
    const bool is_gc = PyObject_IS_GC(object);
    if (is_gc && (gc_head(object)->previous & gc_finalized)) return;
    type->tp_finalize(object);
    if (is_gc) gc_head(object)->previous |= gc_finalized;
}

int PyObject_CallFinalizerFromDealloc(PyObject *object) {
    // Alive again while the finalizer runs.
    object->ob_refcnt = 1;
    PyObject_CallFinalizer(object);
    return --object->ob_refcnt == 0 ? 0 : -1;
}

} // extern "C"

} // namespace adder::objects
