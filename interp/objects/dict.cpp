// SPDX-License-Identifier: MIT
//
// dict: look-up, insertion and deletion, and the C API for items. hash_table.hpp has the storage, dict.hpp
// the invariants. What may run Python code is a comparison of keys and the release of keys and values;
// after either, nothing that was read before is taken for granted.
#include "objects/dict.hpp"

#include "objects/dict_parts.hpp"
#include "objects/error.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

// The look-up that asks __eq__ found the table changed.
constexpr Py_ssize_t changed = -4;

// Asks whether entry `index` has the key: its number, `missing`, `failed` or `changed`.
Py_ssize_t ask_entry(PyDictObject *dict, Py_ssize_t index, PyObject *key) {
    DictTable *table = dict->ma_keys;
    const uint8_t slots_log2 = table->slots_log2;
    const Ref found = Ref::borrow(entries_of(table)[index].key);
    const int is_equal = PyObject_RichCompareBool(found.get(), key, Py_EQ);
    if (is_equal < 0) return failed;
    const bool is_same = dict->ma_keys == table && table->slots_log2 == slots_log2 &&
                         index < table->entry_count && entries_of(table)[index].key == found.get();
    if (!is_same) return changed;
    return is_equal ? index : missing;
}

Py_ssize_t look_up_once(PyDictObject *dict, PyObject *key, Py_hash_t hash) {
    return probe_table(dict->ma_keys, key, hash, [=](const DictEntry &entry, Py_ssize_t index) {
        const Match match = compare_keys_quickly(entry.key, key);
        if (match == Match::Unknown) return ask_entry(dict, index, key);
        return match == Match::Yes ? index : missing;
    });
}

[[gnu::noinline]] Py_ssize_t look_up_any(PyDictObject *dict, PyObject *key, Py_hash_t hash) {
    Py_ssize_t index;
    do index = look_up_once(dict, key, hash);
    while (index == changed);
    return index;
}

// Room for one entry more.
int grow(PyDictObject *dict) {
    return dict_resize_table(dict, dict->ma_used == 0 ? 1 : dict->ma_used * 2);
}

inline void track_for_item(PyDictObject *dict, PyObject *key, PyObject *value) {
    auto *object = reinterpret_cast<PyObject *>(dict);
    if (!is_tracked(object) && (may_be_in_cycle(value) || may_be_in_cycle(key))) track(object);
}

// Stores under the key; steals the value, and the key when `takes_key`.
template <bool takes_key>
[[gnu::always_inline]] inline int store(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value) {
    const Py_ssize_t index = dict_lookup(dict, key, hash);
    if (__builtin_expect(index >= 0, 1)) {
        track_for_item(dict, key, value);
        DictEntry &entry = dict_entry(dict, index);
        PyObject *old = entry.value;
        entry.value = value;
        if (takes_key) Py_DECREF(key);
        Py_DECREF(old);
        return 0;
    }
    if (!takes_key) Py_INCREF(key);
    if (index == missing) return dict_insert_new(dict, key, hash, value);
    Py_DECREF(key);
    Py_DECREF(value);
    return -1;
}

} // namespace

Failure raise_key_error(PyObject *key) {
    if (const Ref arguments = Ref::steal(tuple_from_array(&key, 1)))
        PyErr_SetObject(PyExc_KeyError, arguments.get());
    return {};
}

int dict_resize_table(PyDictObject *dict, Py_ssize_t entry_count) {
    DictTable *old = dict->ma_keys;
    DictTable *table = copy_compacted(old, table_log2_for(entry_count));
    if (table == nullptr) return -1;
    dict->ma_keys = table;
    dict->ma_keys_version = 0;
    free_table(old);
    return 0;
}

int dict_insert_new(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value) {
    if (dict->ma_keys->usable <= 0 && grow(dict) < 0) {
        Py_DECREF(key);
        Py_DECREF(value);
        return -1;
    }
    track_for_item(dict, key, value);
    append_entry(dict->ma_keys, hash, key, value);
    dict->ma_used++;
    dict->ma_keys_version = 0;
    return 0;
}

void dict_delete_entry(PyDictObject *dict, Py_ssize_t index) {
    const DictEntry entry = dict_entry(dict, index);
    delete_entry(dict->ma_keys, index);
    dict->ma_used--;
    dict->ma_keys_version = 0;
    Py_DECREF(entry.key);
    Py_DECREF(entry.value);
}

// --- look-up

Py_ssize_t dict_lookup(PyDictObject *dict, PyObject *key, Py_hash_t hash) {
    Py_ssize_t index = unsure;
    if (is_small_int(key))
        index = find_small_int(dict->ma_keys, key, hash);
    else if (is_pointer(key) && is_exact_str(key))
        index = find_str(dict->ma_keys, key, hash);
    return __builtin_expect(index == unsure, 0) ? look_up_any(dict, key, hash) : index;
}

Py_ssize_t dict_find(PyDictObject *dict, PyObject *key) {
    const Py_ssize_t index = find_str(dict->ma_keys, key, str_hash(key));
    return index == unsure ? missing : index;
}

PyObject *dict_get_item_hashed(PyDictObject *dict, PyObject *key, Py_hash_t hash) {
    const Py_ssize_t index = dict_lookup(dict, key, hash);
    return index >= 0 ? dict_entry(dict, index).value : nullptr;
}

PyObject *dict_get_item_known(PyDictObject *dict, PyObject *key) {
    const Py_hash_t hash = hash_of(key);
    return hash == -1 ? nullptr : dict_get_item_hashed(dict, key, hash);
}

int dict_get_item_ref(PyDictObject *dict, PyObject *key, PyObject **result) {
    *result = nullptr;
    const Py_hash_t hash = hash_of(key);
    if (hash == -1) return -1;
    const Py_ssize_t index = dict_lookup(dict, key, hash);
    if (index < 0) return index == missing ? 0 : -1;
    *result = Py_NewRef(dict_entry(dict, index).value);
    return 1;
}

int dict_contains(PyDictObject *dict, PyObject *key) {
    const Py_hash_t hash = hash_of(key);
    if (hash == -1) return -1;
    const Py_ssize_t index = dict_lookup(dict, key, hash);
    return index >= 0 ? 1 : (index == missing ? 0 : -1);
}

// --- stores

int dict_set_item_take(PyDictObject *dict, PyObject *key, PyObject *value) {
    const Py_hash_t hash = hash_of(key);
    if (__builtin_expect(hash != -1, 1)) return store<true>(dict, key, hash, value);
    Py_DECREF(key);
    Py_DECREF(value);
    return -1;
}

int dict_set_value_take(PyDictObject *dict, PyObject *key, PyObject *value) {
    const Py_hash_t hash = hash_of(key);
    if (__builtin_expect(hash != -1, 1)) return store<false>(dict, key, hash, value);
    Py_DECREF(value);
    return -1;
}

int dict_set_hashed(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value) {
    return store<false>(dict, key, hash, Py_NewRef(value));
}

// --- whole dicts

PyDictObject *make_dict() {
    auto *dict = new_gc_object<PyDictObject>(&PyDict_Type);
    if (dict == nullptr) return nullptr;
    dict->ma_used = 0;
    dict->ma_keys_version = 0;
    dict->ma_reserved = 0;
    dict->ma_keys = &shared_empty_table;
    return dict;
}

PyObject *dict_from_stack(PyObject **pairs, Py_ssize_t pair_count) {
    Ref dict = Ref::steal(_PyDict_NewPresized(pair_count));
    for (Py_ssize_t i = 0; i < pair_count; i++) {
        if (dict && dict_set_item_take(dict.as<PyDictObject>(), pairs[2 * i], pairs[2 * i + 1]) == 0)
            continue;
        if (!dict) {
            Py_DECREF(pairs[2 * i]);
            Py_DECREF(pairs[2 * i + 1]);
        }
        dict = {};
    }
    return dict.release();
}

PyObject *dict_from_keys_and_stack(PyObject *keys_tuple, PyObject **values) {
    const Py_ssize_t count = PyTuple_GET_SIZE(keys_tuple);
    Ref dict = Ref::steal(_PyDict_NewPresized(count));
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!dict)
            Py_DECREF(values[i]);
        else if (dict_set_value_take(dict.as<PyDictObject>(), PyTuple_GET_ITEM(keys_tuple, i), values[i]) < 0)
            dict = {};
    }
    return dict.release();
}

void dict_clear_items(PyDictObject *dict) {
    DictTable *table = dict->ma_keys;
    dict->ma_keys = &shared_empty_table;
    dict->ma_used = 0;
    dict->ma_keys_version = 0;
    release_entries(table);
}

extern "C" {

// --- C API: making

PyObject *PyDict_New() {
    return reinterpret_cast<PyObject *>(make_dict());
}

PyObject *_PyDict_NewPresized(Py_ssize_t item_count) {
    // Larger tables come when they are really filled.
    constexpr Py_ssize_t largest_presize = Py_ssize_t{1} << 16;
    Ref dict = TRY_REF(make_dict());
    if (item_count > 0)
        TRY(dict_resize_table(dict.as<PyDictObject>(),
                              item_count < largest_presize ? item_count : largest_presize));
    return dict.release();
}

// --- C API: items

PyObject *PyDict_GetItem(PyObject *dict, PyObject *key) {
    if (!PyDict_Check(dict)) return nullptr;
    const bool was_pending = is_error_pending();
    if (was_pending) {
        const SavedError saved;
        PyObject *value = dict_get_item_known(as_dict(dict), key);
        PyErr_Clear();
        return value;
    }
    PyObject *value = dict_get_item_known(as_dict(dict), key);
    if (value == nullptr) PyErr_Clear();
    return value;
}

PyObject *PyDict_GetItemWithError(PyObject *dict, PyObject *key) {
    if (PyDict_Check(dict)) return dict_get_item_known(as_dict(dict), key);
    PyErr_BadInternalCall();
    return nullptr;
}

PyObject *_PyDict_GetItem_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash) {
    if (PyDict_Check(dict)) return dict_get_item_hashed(as_dict(dict), key, hash);
    PyErr_BadInternalCall();
    return nullptr;
}

PyObject *PyDict_GetItemString(PyObject *dict, const char *key) {
    const Ref name = Ref::steal(PyUnicode_FromString(key));
    if (name) return PyDict_GetItem(dict, name.get());
    PyErr_Clear();
    return nullptr;
}

PyObject *_PyDict_GetItemStringWithError(PyObject *dict, const char *key) {
    const Ref name = TRY_REF(PyUnicode_FromString(key));
    return PyDict_GetItemWithError(dict, name.get());
}

int PyDict_SetItem(PyObject *dict, PyObject *key, PyObject *value) {
    if (PyDict_Check(dict)) return dict_set_value_take(as_dict(dict), key, Py_NewRef(value));
    PyErr_BadInternalCall();
    return -1;
}

int _PyDict_SetItem_KnownHash(PyObject *dict, PyObject *key, PyObject *value, Py_hash_t hash) {
    if (PyDict_Check(dict)) return dict_set_hashed(as_dict(dict), key, hash, value);
    PyErr_BadInternalCall();
    return -1;
}

int PyDict_SetItemString(PyObject *dict, const char *key, PyObject *value) {
    PyObject *name = PyUnicode_FromString(key);
    if (name == nullptr) return -1;
    PyUnicode_InternInPlace(&name);
    const Ref owned = Ref::steal(name);
    return PyDict_SetItem(dict, name, value);
}

PyObject *PyDict_SetDefault(PyObject *dict, PyObject *key, PyObject *value) {
    if (!PyDict_Check(dict)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    const Py_hash_t hash = hash_of(key);
    if (hash == -1) return nullptr;
    const Py_ssize_t index = dict_lookup(as_dict(dict), key, hash);
    if (index >= 0) return dict_entry(as_dict(dict), index).value;
    if (index == failed) return nullptr;
    TRY(dict_insert_new(as_dict(dict), Py_NewRef(key), hash, Py_NewRef(value)));
    return value;
}

int PyDict_DelItem(PyObject *dict, PyObject *key) {
    const Py_hash_t hash = hash_of(key);
    if (hash == -1) return -1;
    return _PyDict_DelItem_KnownHash(dict, key, hash);
}

int _PyDict_DelItem_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash) {
    if (!PyDict_Check(dict)) {
        PyErr_BadInternalCall();
        return -1;
    }
    const Py_ssize_t index = dict_lookup(as_dict(dict), key, hash);
    if (index == missing) return raise_key_error(key);
    if (index == failed) return -1;
    dict_delete_entry(as_dict(dict), index);
    return 0;
}

int PyDict_DelItemString(PyObject *dict, const char *key) {
    const Ref name = TRY_REF(PyUnicode_FromString(key));
    return PyDict_DelItem(dict, name.get());
}

PyObject *_PyDict_Pop(PyObject *dict, PyObject *key, PyObject *fallback) {
    Py_ssize_t index = missing;
    if (as_dict(dict)->ma_used != 0) {
        const Py_hash_t hash = hash_of(key);
        if (hash == -1) return nullptr;
        index = dict_lookup(as_dict(dict), key, hash);
        if (index == failed) return nullptr;
    }
    if (index == missing) {
        if (fallback != nullptr) return Py_NewRef(fallback);
        return raise_key_error(key);
    }
    Ref value = Ref::borrow(dict_entry(as_dict(dict), index).value);
    dict_delete_entry(as_dict(dict), index);
    return value.release();
}

int PyDict_Contains(PyObject *dict, PyObject *key) {
    return dict_contains(as_dict(dict), key);
}

int _PyDict_Contains_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash) {
    const Py_ssize_t index = dict_lookup(as_dict(dict), key, hash);
    return index >= 0 ? 1 : (index == missing ? 0 : -1);
}

int _PyDict_ContainsString(PyObject *dict, const char *key) {
    const Ref name = TRY_REF(PyUnicode_FromString(key));
    return PyDict_Contains(dict, name.get());
}

// --- C API: whole dicts

void PyDict_Clear(PyObject *dict) {
    if (PyDict_Check(dict)) dict_clear_items(as_dict(dict));
}

int _PyDict_Next(PyObject *dict, Py_ssize_t *position, PyObject **key, PyObject **value, Py_hash_t *hash) {
    if (!PyDict_Check(dict)) return 0;
    DictTable *table = as_dict(dict)->ma_keys;
    Py_ssize_t index = *position;
    if (index < 0) return 0;
    while (index < table->entry_count && entries_of(table)[index].key == nullptr) index++;
    if (index >= table->entry_count) return 0;
    const DictEntry &entry = entries_of(table)[index];
    *position = index + 1;
    if (key != nullptr) *key = entry.key;
    if (value != nullptr) *value = entry.value;
    if (hash != nullptr) *hash = entry.hash;
    return 1;
}

int PyDict_Next(PyObject *dict, Py_ssize_t *position, PyObject **key, PyObject **value) {
    return _PyDict_Next(dict, position, key, value, nullptr);
}

Py_ssize_t PyDict_Size(PyObject *dict) {
    if (PyDict_Check(dict)) return as_dict(dict)->ma_used;
    PyErr_BadInternalCall();
    return -1;
}

void _PyDict_MaybeUntrack(PyObject *dict) {
    if (!PyDict_CheckExact(dict) || !is_tracked(dict)) return;
    DictTable *table = as_dict(dict)->ma_keys;
    const DictEntry *entries = entries_of(table);
    for (Py_ssize_t i = 0; i < table->entry_count; i++) {
        if (entries[i].key == nullptr) continue;
        if (may_be_in_cycle(entries[i].value) || may_be_in_cycle(entries[i].key)) return;
    }
    untrack(dict);
}

} // extern "C"

} // namespace adder::objects
