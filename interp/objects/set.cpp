// SPDX-License-Identifier: MIT
//
// set and frozenset: the table, look-up, insertion, deletion, and the C API. set.hpp has the invariants.
#include "objects/set.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/set_parts.hpp"

#include <cstring>
#include <utility>

namespace adder::objects {

namespace {

constexpr size_t linear_probes = 9;

PyObject dummy = {1, &PyBaseObject_Type};

// Visits entries as CPython does: a place and its neighbours, then the next place of the perturbed hash;
// until stop(entry) is true.
template <class Stop>
[[gnu::always_inline]] inline setentry *walk(setentry *table, size_t mask, Py_hash_t hash, Stop &&stop) {
    auto perturb = static_cast<size_t>(hash);
    for (size_t i = perturb & mask;; i = (i * 5 + 1 + perturb) & mask) {
        setentry *entry = &table[i];
        setentry *last = i + linear_probes <= mask ? entry + linear_probes : entry;
        for (; entry <= last; entry++)
            if (stop(entry)) return entry;
        perturb >>= hash_perturb_shift;
    }
}

enum class Answer : uint8_t { No, Yes, Changed, Failed };

// Asks the entry's key, whose hash is the same, whether it equals `key`.
Answer ask_entry(PySetObject *set, const setentry *entry, PyObject *key) {
    const Match match = compare_keys_quickly(entry->key, key);
    if (match != Match::Unknown) return match == Match::Yes ? Answer::Yes : Answer::No;
    const setentry *table = set->table;
    const Py_ssize_t mask = set->mask;
    const Ref found = Ref::borrow(entry->key);
    const int is_equal = PyObject_RichCompareBool(found.get(), key, Py_EQ);
    if (is_equal < 0) return Answer::Failed;
    if (set->table != table || set->mask != mask || entry->key != found.get()) return Answer::Changed;
    return is_equal ? Answer::Yes : Answer::No;
}

// The key's entry, or the unused one at which the walk ended; NULL with an exception. When `free_entry` is
// given, the last dummy on the way is stored there.
setentry *look_up(PySetObject *set, PyObject *key, Py_hash_t hash, setentry **free_entry) {
    for (;;) {
        Answer answer = Answer::No;
        setentry *entry = walk(set->table, static_cast<size_t>(set->mask), hash, [&](setentry *candidate) {
            if (candidate->hash == hash && candidate->key != nullptr) {
                if (candidate->key == key) return true;
                answer = ask_entry(set, candidate, key);
                return answer != Answer::No;
            }
            if (candidate->hash == -1 && free_entry != nullptr) *free_entry = candidate;
            return candidate->key == nullptr;
        });
        if (answer == Answer::Failed) return nullptr;
        if (answer != Answer::Changed) return entry;
        if (free_entry != nullptr) *free_entry = nullptr;
    }
}

// For tables without the key and without dummies.
void insert_clean(setentry *table, size_t mask, PyObject *key, Py_hash_t hash) {
    setentry *entry =
        walk(table, mask, hash, [](const setentry *candidate) { return candidate->key == nullptr; });
    entry->key = key;
    entry->hash = hash;
}

Py_ssize_t size_after_growth(const PySetObject *set) {
    return set->used > 50000 ? set->used * 2 : set->used * 4;
}

void reset(PySetObject *set) {
    std::memset(set->smalltable, 0, sizeof set->smalltable);
    set->fill = set->used = 0;
    set->mask = PySet_MINSIZE - 1;
    set->table = set->smalltable;
    set->hash = -1;
}

PySetObject *allocate_set(PyTypeObject *type) {
    if (type != &PySet_Type && type != &PyFrozenSet_Type) {
        PyObject *set = type->tp_alloc(type, 0);
        if (set != nullptr) reset(as_set(set));
        return as_set(set);
    }
    auto *set = new_gc_object<PySetObject>(type);
    if (set == nullptr) return nullptr;
    reset(set);
    set->finger = 0;
    set->weakreflist = nullptr;
    track(reinterpret_cast<PyObject *>(set));
    return set;
}

// Releases the keys of a table that no set refers to any more.
void release_keys(setentry *table, size_t mask) {
    for (size_t i = 0; i <= mask; i++)
        if (is_live(table[i], &dummy)) Py_DECREF(table[i].key);
}

// Moves the keys of the old table into the set's new and empty one.
void move_keys(PySetObject *set, const setentry *old, size_t old_mask) {
    for (size_t i = 0; i <= old_mask; i++)
        if (is_live(old[i], &dummy))
            insert_clean(set->table, static_cast<size_t>(set->mask), old[i].key, old[i].hash);
}

// A hash gives the same keys in the same places, so a table of the same size may be copied.
bool copy_same_table(PySetObject *set, const PySetObject *other) {
    if (set->mask != other->mask || other->fill != other->used) return false;
    for (Py_ssize_t i = 0; i <= other->mask; i++) {
        set->table[i] = other->table[i];
        Py_XINCREF(other->table[i].key);
    }
    return true;
}

void copy_into_empty(PySetObject *set, const PySetObject *other) {
    set->fill = set->used = other->used;
    if (copy_same_table(set, other)) return;
    for (Py_ssize_t i = 0; i <= other->mask; i++) {
        if (!is_live(other->table[i], &dummy)) continue;
        Py_INCREF(other->table[i].key);
        insert_clean(set->table, static_cast<size_t>(set->mask), other->table[i].key, other->table[i].hash);
    }
}

// Makes room for `count` items more if they are all new.
int reserve(PySetObject *set, Py_ssize_t count) {
    if ((set->fill + count) * 5 < set->mask * 3) return 0;
    return set_resize(set, (set->used + count) * 2);
}

int merge_dict_keys(PySetObject *set, PyObject *dict) {
    TRY(reserve(set, PyDict_GET_SIZE(dict)));
    Py_ssize_t position = 0;
    PyObject *key;
    Py_hash_t hash;
    while (_PyDict_Next(dict, &position, &key, nullptr, &hash)) TRY(set_add_hashed(set, key, hash));
    return 0;
}

} // namespace

PyObject *dummy_key() {
    return &dummy;
}

PyObject *make_set(PyTypeObject *type, PyObject *iterable) {
    Ref set = TRY_REF(allocate_set(type));
    if (iterable != nullptr) TRY(set_update(set.as<PySetObject>(), iterable));
    return set.release();
}

Ref make_set_like(PySetObject *set, PyObject *iterable) {
    return Ref::steal(make_set(PySet_Check(set) ? &PySet_Type : &PyFrozenSet_Type, iterable));
}

int set_resize(PySetObject *set, Py_ssize_t least_size) {
    size_t new_size = PySet_MINSIZE;
    while (new_size <= static_cast<size_t>(least_size)) new_size <<= 1;
    setentry *old = set->table;
    const auto old_mask = static_cast<size_t>(set->mask);
    setentry copy[PySet_MINSIZE];
    setentry *table = set->smalltable;
    if (new_size > PySet_MINSIZE) {
        table = new_size <= PY_SSIZE_T_MAX / sizeof(setentry) ? PyMem_New(setentry, new_size) : nullptr;
        if (table == nullptr) {
            PyErr_NoMemory();
            return -1;
        }
    } else if (old == table) {
        if (set->fill == set->used) return 0;
        std::memcpy(copy, old, sizeof copy);
        old = copy;
    }
    std::memset(table, 0, new_size * sizeof(setentry));
    set->table = table;
    set->mask = static_cast<Py_ssize_t>(new_size - 1);
    set->fill = set->used;
    move_keys(set, old, old_mask);
    if (old != copy && old != set->smalltable) PyMem_Free(old);
    return 0;
}

void set_clear_items(PySetObject *set) {
    if (set->fill == 0) return;
    setentry copy[PySet_MINSIZE];
    setentry *table = set->table;
    const auto mask = static_cast<size_t>(set->mask);
    const bool is_small = table == set->smalltable;
    if (is_small) {
        std::memcpy(copy, table, sizeof copy);
        table = copy;
    }
    reset(set);
    release_keys(table, mask);
    if (!is_small) PyMem_Free(table);
}

void set_release_table(PySetObject *set) {
    release_keys(set->table, static_cast<size_t>(set->mask));
    if (set->table != set->smalltable) PyMem_Free(set->table);
}

void set_swap(PySetObject *a, PySetObject *b) {
    const bool a_is_small = a->table == a->smalltable;
    const bool b_is_small = b->table == b->smalltable;
    std::swap(a->fill, b->fill);
    std::swap(a->used, b->used);
    std::swap(a->mask, b->mask);
    std::swap(a->table, b->table);
    std::swap(a->smalltable, b->smalltable);
    if (a_is_small) b->table = b->smalltable;
    if (b_is_small) a->table = a->smalltable;
    const bool are_frozen = PyFrozenSet_Check(a) && PyFrozenSet_Check(b);
    if (are_frozen)
        std::swap(a->hash, b->hash);
    else
        a->hash = b->hash = -1;
}

// --- items

int set_add_hashed(PySetObject *set, PyObject *key, Py_hash_t hash) {
    // Held, because comparisons may run code that releases it elsewhere.
    Ref held = Ref::borrow(key);
    setentry *free_entry = nullptr;
    setentry *entry = look_up(set, key, hash, &free_entry);
    if (entry == nullptr) return -1;
    if (entry->key != nullptr) return 0;
    set->used++;
    if (free_entry != nullptr) {
        *free_entry = {held.release(), hash};
        return 0;
    }
    *entry = {held.release(), hash};
    set->fill++;
    if (set->fill * 5 < set->mask * 3) return 0;
    return set_resize(set, size_after_growth(set));
}

int set_add(PySetObject *set, PyObject *key) {
    const Py_hash_t hash = hash_of(key);
    return hash == -1 ? -1 : set_add_hashed(set, key, hash);
}

int set_contains_hashed(PySetObject *set, PyObject *key, Py_hash_t hash) {
    const setentry *entry = look_up(set, key, hash, nullptr);
    return entry == nullptr ? -1 : entry->key != nullptr;
}

int set_contains(PySetObject *set, PyObject *key) {
    const Py_hash_t hash = hash_of(key);
    return hash == -1 ? -1 : set_contains_hashed(set, key, hash);
}

int set_contains_item(PySetObject *set, PyObject *key) {
    const int answer = set_contains(set, key);
    if (answer >= 0 || !PySet_Check(key) || !PyErr_ExceptionMatches(PyExc_TypeError)) return answer;
    PyErr_Clear();
    const Ref frozen = TRY_REF(make_set(&PyFrozenSet_Type, key));
    return set_contains(set, frozen.get());
}

int set_discard_hashed(PySetObject *set, PyObject *key, Py_hash_t hash) {
    setentry *entry = look_up(set, key, hash, nullptr);
    if (entry == nullptr) return -1;
    if (entry->key == nullptr) return 0;
    PyObject *old = entry->key;
    *entry = {&dummy, -1};
    set->used--;
    Py_DECREF(old);
    return 1;
}

setentry *set_next_entry(PySetObject *set, Py_ssize_t *position) {
    Py_ssize_t i = *position;
    while (i <= set->mask && !is_live(set->table[i], &dummy)) i++;
    *position = i + 1;
    return i <= set->mask ? &set->table[i] : nullptr;
}

// --- whole sets

int set_merge(PySetObject *set, PySetObject *other) {
    if (set == other || other->used == 0) return 0;
    TRY(reserve(set, other->used));
    if (set->fill == 0) {
        copy_into_empty(set, other);
        return 0;
    }
    return for_each_entry(reinterpret_cast<PyObject *>(other),
                          [set](PyObject *key, Py_hash_t hash) { return set_add_hashed(set, key, hash); });
}

int set_update(PySetObject *set, PyObject *iterable) {
    if (PyAnySet_Check(iterable)) return set_merge(set, as_set(iterable));
    if (PyDict_CheckExact(iterable)) return merge_dict_keys(set, iterable);
    return for_each_item(iterable,
                         [set](PyObject *key, Py_hash_t hash) { return set_add_hashed(set, key, hash); });
}

PyObject *set_from_stack(PyObject **items, Py_ssize_t count) {
    Ref set = Ref::steal(make_set(&PySet_Type, nullptr));
    for (Py_ssize_t i = 0; i < count; i++) {
        const Ref item = Ref::steal(items[i]);
        if (set && set_add(set.as<PySetObject>(), items[i]) < 0) set = {};
    }
    return set.release();
}

extern "C" {

// --- C API

} // extern "C"

namespace {

bool is_bad_set(bool is_right_type) {
    if (!is_right_type) PyErr_BadInternalCall();
    return !is_right_type;
}

} // namespace

extern "C" {

PyObject *PySet_New(PyObject *iterable) {
    return make_set(&PySet_Type, iterable);
}

PyObject *PyFrozenSet_New(PyObject *iterable) {
    return make_set(&PyFrozenSet_Type, iterable);
}

Py_ssize_t PySet_Size(PyObject *set) {
    return is_bad_set(PyAnySet_Check(set)) ? -1 : PySet_GET_SIZE(set);
}

int PySet_Contains(PyObject *set, PyObject *key) {
    return is_bad_set(PyAnySet_Check(set)) ? -1 : set_contains(as_set(set), key);
}

int PySet_Add(PyObject *set, PyObject *key) {
    if (is_bad_set(PySet_Check(set) || (PyFrozenSet_Check(set) && Py_REFCNT(set) == 1))) return -1;
    return set_add(as_set(set), key);
}

int PySet_Discard(PyObject *set, PyObject *key) {
    if (is_bad_set(PySet_Check(set))) return -1;
    const Py_hash_t hash = hash_of(key);
    return hash == -1 ? -1 : set_discard_hashed(as_set(set), key, hash);
}

PyObject *PySet_Pop(PyObject *self) {
    if (is_bad_set(PySet_Check(self))) return nullptr;
    PySetObject *set = as_set(self);
    if (set->used == 0) return raise(PyExc_KeyError, "pop from an empty set");
    Py_ssize_t i = set->finger & set->mask;
    while (!is_live(set->table[i], &dummy)) i = (i + 1) & set->mask;
    PyObject *key = set->table[i].key;
    set->table[i] = {&dummy, -1};
    set->used--;
    set->finger = i + 1;
    return key;
}

int PySet_Clear(PyObject *set) {
    if (is_bad_set(PySet_Check(set))) return -1;
    set_clear_items(as_set(set));
    return 0;
}

int _PySet_NextEntry(PyObject *set, Py_ssize_t *position, PyObject **key, Py_hash_t *hash) {
    if (is_bad_set(PyAnySet_Check(set))) return -1;
    const setentry *entry = set_next_entry(as_set(set), position);
    if (entry == nullptr) return 0;
    *key = entry->key;
    *hash = entry->hash;
    return 1;
}

int _PySet_Update(PyObject *set, PyObject *iterable) {
    return is_bad_set(PySet_Check(set)) ? -1 : set_update(as_set(set), iterable);
}

} // extern "C"

} // namespace adder::objects
