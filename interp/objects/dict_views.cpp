// SPDX-License-Identifier: MIT
//
// Views of a dict: keys(), values() and items(). They hold the dict and nothing else; keys and items are
// sets. https://docs.python.org/3.11/library/stdtypes.html#dictionary-view-objects
#include "objects/dict.hpp"

#include "objects/dict_iterators.hpp"
#include "objects/dict_parts.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/tuple.hpp"

struct AdderDictView {
    PyObject_HEAD PyDictObject *dict; // owned; NULL only after tp_clear
};

namespace adder::objects {

namespace {

using DictView = AdderDictView;

inline DictView *as_view(PyObject *self) {
    return reinterpret_cast<DictView *>(self);
}
inline PyObject *dict_of(PyObject *self) {
    return reinterpret_cast<PyObject *>(as_view(self)->dict);
}

// --- what all views share

void view_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_view(self)->dict);
    release_gc_object(self, sizeof(DictView));
}

int view_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_view(self)->dict);
    return 0;
}

Py_ssize_t view_length(PyObject *self) {
    return as_view(self)->dict == nullptr ? 0 : as_view(self)->dict->ma_used;
}

PyObject *view_repr(PyObject *self) {
    const int status = Py_ReprEnter(self);
    if (status != 0) return status > 0 ? PyUnicode_FromString("...") : nullptr;
    const Ref items = Ref::steal(PySequence_List(self));
    PyObject *text = items ? PyUnicode_FromFormat("%s(%R)", Py_TYPE(self)->tp_name, items.get()) : nullptr;
    Py_ReprLeave(self);
    return text;
}

PyObject *view_mapping(PyObject *self, void *) {
    return PyDictProxy_New(dict_of(self));
}

PyGetSetDef view_getset[] = {
    {"mapping", view_mapping, nullptr, "dictionary that this view refers to", nullptr},
    {},
};

// --- keys and items as sets

int keys_contains(PyObject *self, PyObject *key) {
    return as_view(self)->dict == nullptr ? 0 : dict_contains(as_view(self)->dict, key);
}

int items_contains(PyObject *self, PyObject *item) {
    if (as_view(self)->dict == nullptr || !PyTuple_Check(item) || PyTuple_GET_SIZE(item) != 2) return 0;
    PyObject *value;
    const int is_there = dict_get_item_ref(as_view(self)->dict, PyTuple_GET_ITEM(item, 0), &value);
    if (is_there <= 0) return is_there;
    const Ref found = Ref::steal(value);
    return PyObject_RichCompareBool(value, PyTuple_GET_ITEM(item, 1), Py_EQ);
}

int view_contains(PyObject *self, PyObject *item) {
    return PyDictKeys_Check(self) ? keys_contains(self, item) : items_contains(self, item);
}

// 1 when every item of `items` is in `container`, 0, or -1.
int are_all_contained(PyObject *items, PyObject *container) {
    const Ref iterator = TRY_REF(PyObject_GetIter(items));
    while (const Ref item = Ref::steal(PyIter_Next(iterator.get()))) {
        const int is_there = PySequence_Contains(container, item.get());
        if (is_there <= 0) return is_there;
    }
    return PyErr_Occurred() ? -1 : 1;
}

int compare_view(PyObject *self, PyObject *other, int op, Py_ssize_t size, Py_ssize_t other_size) {
    switch (op) {
    case Py_EQ:
    case Py_NE: return size == other_size ? are_all_contained(self, other) : 0;
    case Py_LT: return size < other_size ? are_all_contained(self, other) : 0;
    case Py_LE: return size <= other_size ? are_all_contained(self, other) : 0;
    case Py_GT: return size > other_size ? are_all_contained(other, self) : 0;
    default: return size >= other_size ? are_all_contained(other, self) : 0;
    }
}

PyObject *view_richcompare(PyObject *self, PyObject *other, int op) {
    if (!PyAnySet_Check(other) && !PyDictViewSet_Check(other)) Py_RETURN_NOTIMPLEMENTED;
    const Py_ssize_t size = TRY(PyObject_Size(self));
    const Py_ssize_t other_size = TRY(PyObject_Size(other));
    const int answer = TRY(compare_view(self, other, op, size, other_size));
    return new_bool(op == Py_NE ? answer == 0 : answer != 0);
}

PyObject *view_to_set(PyObject *self) {
    const bool is_plain_keys = PyDictKeys_Check(self) && PyDict_CheckExact(dict_of(self));
    return PySet_New(is_plain_keys ? dict_of(self) : self);
}

// A set of the view's items, changed by the set method `method_name` with `other`.
PyObject *change_set(PyObject *self, PyObject *method_name, PyObject *other) {
    Ref result = TRY_REF(view_to_set(self));
    const Ref none = TRY_REF(PyObject_CallMethodOneArg(result.get(), method_name, other));
    return result.release();
}

PyObject *view_subtract(PyObject *self, PyObject *other) {
    return change_set(self, name::difference_update, other);
}

PyObject *view_or(PyObject *self, PyObject *other) {
    return change_set(self, name::update, other);
}

PyObject *view_and(PyObject *self, PyObject *other) {
    if (!PyDictViewSet_Check(self)) std::swap(self, other);
    const Py_ssize_t size = view_length(self);
    if (PySet_CheckExact(other) && size <= PySet_GET_SIZE(other))
        return PyObject_CallMethodOneArg(other, name::intersection, self);
    if (PyDictViewSet_Check(other) && view_length(other) > size) std::swap(self, other);
    Ref result = TRY_REF(PySet_New(nullptr));
    const Ref iterator = TRY_REF(PyObject_GetIter(other));
    while (const Ref item = Ref::steal(PyIter_Next(iterator.get())))
        if (TRY(view_contains(self, item.get()))) TRY(PySet_Add(result.get(), item.get()));
    return PyErr_Occurred() ? nullptr : result.release();
}

// Takes the item out of `rest` when it has it with an equal value, else adds the pair to `result`.
int cancel_item(PyObject *rest, PyObject *result, PyObject *key, PyObject *value, Py_hash_t hash) {
    const Ref found = Ref::borrow(_PyDict_GetItem_KnownHash(rest, key, hash));
    if (!found && is_error_pending()) return -1;
    if (found && TRY(PyObject_RichCompareBool(found.get(), value, Py_EQ)))
        return _PyDict_DelItem_KnownHash(rest, key, hash);
    const Ref pair = TRY_REF(make_pair(key, value));
    return PySet_Add(result, pair.get());
}

PyObject *items_xor(PyObject *self, PyObject *other) {
    const Ref rest = TRY_REF(PyDict_Copy(dict_of(self)));
    Ref result = TRY_REF(PySet_New(nullptr));
    PyObject *key, *value;
    Py_hash_t hash;
    Py_ssize_t position = 0;
    while (_PyDict_Next(dict_of(other), &position, &key, &value, &hash)) {
        const Ref held_key = Ref::borrow(key);
        const Ref held_value = Ref::borrow(value);
        TRY(cancel_item(rest.get(), result.get(), key, value, hash));
    }
    const Ref remaining = TRY_REF(dict_items(rest.get(), nullptr));
    TRY(_PySet_Update(result.get(), remaining.get()));
    return result.release();
}

PyObject *view_xor(PyObject *self, PyObject *other) {
    if (PyDictItems_Check(self) && PyDictItems_Check(other)) return items_xor(self, other);
    return change_set(self, name::symmetric_difference_update, other);
}

PyObject *view_isdisjoint(PyObject *self, PyObject *other) {
    if (self == other) return new_bool(view_length(self) == 0);
    // The larger of two sets is asked, the smaller iterated.
    if (PyAnySet_CheckExact(other) || PyDictViewSet_Check(other)) {
        const Py_ssize_t other_size = TRY(PyObject_Size(other));
        if (other_size > view_length(self)) std::swap(self, other);
    }
    const Ref iterator = TRY_REF(PyObject_GetIter(other));
    while (const Ref item = Ref::steal(PyIter_Next(iterator.get())))
        if (TRY(PySequence_Contains(self, item.get()))) Py_RETURN_FALSE;
    if (PyErr_Occurred()) return nullptr;
    Py_RETURN_TRUE;
}

PyNumberMethods view_as_number = {
    .nb_subtract = view_subtract,
    .nb_and = view_and,
    .nb_xor = view_xor,
    .nb_or = view_or,
};

// --- iteration

template <PyTypeObject *IteratorType> PyObject *view_iter(PyObject *self) {
    if (as_view(self)->dict == nullptr) Py_RETURN_NONE;
    return make_dict_iterator(as_view(self)->dict, IteratorType);
}

template <PyTypeObject *IteratorType> PyObject *view_reversed(PyObject *self, PyObject *) {
    if (as_view(self)->dict == nullptr) Py_RETURN_NONE;
    return make_dict_iterator(as_view(self)->dict, IteratorType);
}

constexpr const char *isdisjoint_doc =
    "Return True if the view and the given iterable have a null intersection.";

PyMethodDef keys_methods[] = {
    {"isdisjoint", view_isdisjoint, METH_O, isdisjoint_doc},
    {"__reversed__", view_reversed<&PyDictRevIterKey_Type>, METH_NOARGS,
     "Return a reverse iterator over the dict keys."},
    {},
};

PyMethodDef items_methods[] = {
    {"isdisjoint", view_isdisjoint, METH_O, isdisjoint_doc},
    {"__reversed__", view_reversed<&PyDictRevIterItem_Type>, METH_NOARGS,
     "Return a reverse iterator over the dict items."},
    {},
};

PyMethodDef values_methods[] = {
    {"__reversed__", view_reversed<&PyDictRevIterValue_Type>, METH_NOARGS,
     "Return a reverse iterator over the dict values."},
    {},
};

PySequenceMethods keys_as_sequence = {.sq_length = view_length, .sq_contains = keys_contains};
PySequenceMethods items_as_sequence = {.sq_length = view_length, .sq_contains = items_contains};
PySequenceMethods values_as_sequence = {.sq_length = view_length};

} // namespace

PyObject *dict_keys(PyObject *dict, PyObject *) {
    return _PyDictView_New(dict, &PyDictKeys_Type);
}
PyObject *dict_values(PyObject *dict, PyObject *) {
    return _PyDictView_New(dict, &PyDictValues_Type);
}
PyObject *dict_items(PyObject *dict, PyObject *) {
    return _PyDictView_New(dict, &PyDictItems_Type);
}

extern "C" {

PyObject *_PyDictView_New(PyObject *dict, PyTypeObject *type) {
    if (dict == nullptr) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (!PyDict_Check(dict)) {
        return raise_type_error("%s() requires a dict argument, not '%s'", type->tp_name,
                                Py_TYPE(dict)->tp_name);
    }
    auto *view = new_gc_object<DictView>(type);
    if (view == nullptr) return nullptr;
    view->dict = as_dict(Py_NewRef(dict));
    track(reinterpret_cast<PyObject *>(view));
    return reinterpret_cast<PyObject *>(view);
}

} // extern "C"

namespace {

// A list with take(key, value) of every entry. A collection on the way may change the dict.
template <class Take> PyObject *list_entries(PyObject *dict, Take &&take) {
    if (dict == nullptr || !PyDict_Check(dict)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    Ref list = TRY_REF(PyList_New(0));
    Py_ssize_t position = 0;
    PyObject *key, *value;
    while (PyDict_Next(dict, &position, &key, &value)) {
        const Ref held_key = Ref::borrow(key);
        const Ref held_value = Ref::borrow(value);
        const Ref item = Ref::steal(take(key, value));
        if (!item || PyList_Append(list.get(), item.get()) < 0) return nullptr;
    }
    return list.release();
}

} // namespace

extern "C" {

PyObject *PyDict_Keys(PyObject *dict) {
    return list_entries(dict, [](PyObject *key, PyObject *) { return Py_NewRef(key); });
}

PyObject *PyDict_Values(PyObject *dict) {
    return list_entries(dict, [](PyObject *, PyObject *value) { return Py_NewRef(value); });
}

PyObject *PyDict_Items(PyObject *dict) {
    return list_entries(dict, make_pair);
}

PyTypeObject PyDictKeys_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "dict_keys",
    .tp_basicsize = sizeof(DictView),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_number = &view_as_number,
    .tp_as_sequence = &keys_as_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = view_traverse,
    .tp_richcompare = view_richcompare,
    .tp_iter = view_iter<&PyDictIterKey_Type>,
    .tp_methods = keys_methods,
    .tp_getset = view_getset,
};

PyTypeObject PyDictItems_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "dict_items",
    .tp_basicsize = sizeof(DictView),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_number = &view_as_number,
    .tp_as_sequence = &items_as_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = view_traverse,
    .tp_richcompare = view_richcompare,
    .tp_iter = view_iter<&PyDictIterItem_Type>,
    .tp_methods = items_methods,
    .tp_getset = view_getset,
};

PyTypeObject PyDictValues_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "dict_values",
    .tp_basicsize = sizeof(DictView),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_sequence = &values_as_sequence,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = view_traverse,
    .tp_iter = view_iter<&PyDictIterValue_Type>,
    .tp_methods = values_methods,
    .tp_getset = view_getset,
};

} // extern "C"

} // namespace adder::objects
