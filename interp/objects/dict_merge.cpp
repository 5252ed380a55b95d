// SPDX-License-Identifier: MIT
//
// dict from other things: update, merge and copy from dicts, mappings, pairs and keys.
//
// Merging plain dicts reads the other's entries directly; hashes are taken over. Since stores may run
// Python code, the other dict is looked at afresh for every entry, and a change of its size is an error.
#include "objects/dict.hpp"
#include "objects/dict_parts.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

// What happens to a key that is there already.
enum OnDuplicate { Keep = 0, Override = 1, Raise = 2 };

// Whether few enough entries are deleted that a copy may take them over.
bool is_nearly_compact(const PyDictObject *dict) {
    return dict->ma_used >= (dict->ma_keys->entry_count * 2) / 3;
}

void track_like(PyObject *dict, PyObject *other) {
    if (is_tracked(other) && !is_tracked(dict)) track(dict);
}

// Makes an empty dict the same as `other`.
int take_copy(PyDictObject *dict, PyDictObject *other) {
    DictTable *table = clone_table(other->ma_keys);
    if (table == nullptr) return -1;
    DictTable *old = dict->ma_keys;
    dict->ma_keys = table;
    dict->ma_used = other->ma_used;
    dict->ma_keys_version = 0;
    free_table(old);
    track_like(reinterpret_cast<PyObject *>(dict), reinterpret_cast<PyObject *>(other));
    return 0;
}

int merge_entry(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value, int on_duplicate) {
    if (on_duplicate == Override) return dict_set_hashed(dict, key, hash, value);
    const Py_ssize_t index = dict_lookup(dict, key, hash);
    if (index == failed) return -1;
    if (index == missing) return dict_insert_new(dict, Py_NewRef(key), hash, Py_NewRef(value));
    return on_duplicate == Raise ? static_cast<int>(raise_key_error(key)) : 0;
}

int merge_dict(PyDictObject *dict, PyDictObject *other, int on_duplicate) {
    if (dict == other || other->ma_used == 0) return 0;
    if (dict->ma_used == 0 && is_nearly_compact(other)) return take_copy(dict, other);
    if (dict->ma_keys->usable * 3 < other->ma_used * 2)
        TRY(dict_resize_table(dict, dict->ma_used + other->ma_used));
    for (Py_ssize_t i = 0; i < other->ma_keys->entry_count; i++) {
        const DictEntry entry = dict_entry(other, i);
        if (entry.key == nullptr) continue;
        const Ref key = Ref::borrow(entry.key);
        const Ref value = Ref::borrow(entry.value);
        const Py_ssize_t size_before = other->ma_keys->entry_count;
        TRY(merge_entry(dict, entry.key, entry.hash, entry.value, on_duplicate));
        if (other->ma_keys->entry_count != size_before)
            return raise(PyExc_RuntimeError, "dict mutated during update");
    }
    return 0;
}

int merge_mapping_item(PyObject *dict, PyObject *mapping, PyObject *key, int on_duplicate) {
    if (on_duplicate != Override) {
        const int is_there = TRY(PyDict_Contains(dict, key));
        if (is_there) return on_duplicate == Raise ? static_cast<int>(raise_key_error(key)) : 0;
    }
    const Ref value = TRY_REF(PyObject_GetItem(mapping, key));
    return PyDict_SetItem(dict, key, value.get());
}

int merge_mapping(PyObject *dict, PyObject *mapping, int on_duplicate) {
    const Ref keys = TRY_REF(PyMapping_Keys(mapping));
    const Ref iterator = TRY_REF(PyObject_GetIter(keys.get()));
    while (const Ref key = Ref::steal(PyIter_Next(iterator.get())))
        TRY(merge_mapping_item(dict, mapping, key.get(), on_duplicate));
    return PyErr_Occurred() ? -1 : 0;
}

int merge(PyObject *dict, PyObject *other, int on_duplicate) {
    if (dict == nullptr || !PyDict_Check(dict) || other == nullptr) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (PyDict_Check(other) && Py_TYPE(other)->tp_iter == dict_iter)
        return merge_dict(as_dict(dict), as_dict(other), on_duplicate);
    return merge_mapping(dict, other, on_duplicate);
}

// The element as a list or tuple of two.
Ref to_pair(PyObject *element, Py_ssize_t index) {
    Ref pair = Ref::steal(PySequence_Fast(element, ""));
    if (!pair) {
        if (PyErr_ExceptionMatches(PyExc_TypeError))
            raise_type_error("cannot convert dictionary update sequence element #%zd to a sequence", index);
        return {};
    }
    const Py_ssize_t size = PySequence_Fast_GET_SIZE(pair.get());
    if (size == 2) return pair;
    return raise_value_error("dictionary update sequence element #%zd has length %zd; 2 is required", index,
                             size);
}

int merge_pair(PyObject *dict, PyObject *pair, bool override) {
    const Ref key = Ref::borrow(PySequence_Fast_GET_ITEM(pair, 0));
    const Ref value = Ref::borrow(PySequence_Fast_GET_ITEM(pair, 1));
    if (override) return PyDict_SetItem(dict, key.get(), value.get());
    return PyDict_SetDefault(dict, key.get(), value.get()) == nullptr ? -1 : 0;
}

// fromkeys() into a new plain dict, whose keys come from a dict or set with their hashes.
int add_keys_of(PyDictObject *dict, PyObject *keys, PyObject *value) {
    PyObject *key;
    Py_hash_t hash;
    Py_ssize_t position = 0;
    const bool is_dict = PyDict_CheckExact(keys);
    TRY(dict_resize_table(dict, PyObject_Size(keys)));
    while (is_dict ? _PyDict_Next(keys, &position, &key, nullptr, &hash)
                   : _PySet_NextEntry(keys, &position, &key, &hash)) {
        const Ref held = Ref::borrow(key);
        TRY(dict_set_hashed(dict, key, hash, value));
    }
    return 0;
}

int add_keys_from(PyObject *mapping, PyObject *iterable, PyObject *value) {
    const Ref iterator = TRY_REF(PyObject_GetIter(iterable));
    const bool is_plain = PyDict_CheckExact(mapping);
    while (const Ref key = Ref::steal(PyIter_Next(iterator.get())))
        TRY(is_plain ? PyDict_SetItem(mapping, key.get(), value)
                     : PyObject_SetItem(mapping, key.get(), value));
    return PyErr_Occurred() ? -1 : 0;
}

} // namespace

PyObject *dict_from_keys(PyObject *type, PyObject *iterable, PyObject *value) {
    Ref dict = TRY_REF(PyObject_CallNoArgs(type));
    const bool has_hashes = PyDict_CheckExact(iterable) || PyAnySet_CheckExact(iterable);
    if (has_hashes && PyDict_CheckExact(dict.get()) && dict.as<PyDictObject>()->ma_used == 0)
        TRY(add_keys_of(dict.as<PyDictObject>(), iterable, value));
    else
        TRY(add_keys_from(dict.get(), iterable, value));
    return dict.release();
}

int dict_update_from(PyObject *dict, PyObject *argument) {
    if (PyDict_CheckExact(argument)) return PyDict_Merge(dict, argument, 1);
    PyObject *keys;
    if (_PyObject_LookupAttr(argument, name::keys, &keys) < 0) return -1;
    if (keys == nullptr) return PyDict_MergeFromSeq2(dict, argument, 1);
    Py_DECREF(keys);
    return PyDict_Merge(dict, argument, 1);
}

int dict_update_with(PyObject *dict, PyObject *args, PyObject *kwargs, const char *name) {
    PyObject *argument = nullptr;
    if (!PyArg_UnpackTuple(args, name, 0, 1, &argument)) return -1;
    if (argument != nullptr) TRY(dict_update_from(dict, argument));
    if (kwargs == nullptr) return 0;
    if (!PyArg_ValidateKeywordArguments(kwargs)) return -1;
    return PyDict_Merge(dict, kwargs, 1);
}

extern "C" {

int PyDict_Update(PyObject *dict, PyObject *other) {
    return merge(dict, other, Override);
}

int PyDict_Merge(PyObject *dict, PyObject *other, int override) {
    return merge(dict, other, override != 0);
}

int _PyDict_MergeEx(PyObject *dict, PyObject *other, int override) {
    return merge(dict, other, override);
}

int PyDict_MergeFromSeq2(PyObject *dict, PyObject *pairs, int override) {
    const Ref iterator = TRY_REF(PyObject_GetIter(pairs));
    for (Py_ssize_t index = 0;; index++) {
        const Ref element = Ref::steal(PyIter_Next(iterator.get()));
        if (!element) return PyErr_Occurred() ? -1 : 0;
        const Ref pair = TRY(to_pair(element.get(), index));
        TRY(merge_pair(dict, pair.get(), override != 0));
    }
}

PyObject *PyDict_Copy(PyObject *dict) {
    if (dict == nullptr || !PyDict_Check(dict)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    Ref copy = TRY_REF(make_dict());
    TRY(merge(copy.get(), dict, Override));
    return copy.release();
}

} // extern "C"

} // namespace adder::objects
