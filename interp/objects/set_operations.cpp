// SPDX-License-Identifier: MIT
//
// Intersection, difference, symmetric difference and the relations of sets with any iterable.
//
// Which operand is walked and which is asked follows CPython, since it decides the order in which the
// result is iterated.
#include "objects/set_parts.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"

#include <utility>

namespace adder::objects {

namespace {

inline PyObject *as_object(PySetObject *set) {
    return reinterpret_cast<PyObject *>(set);
}

// Adds the key to `result` when it is in `set` as often as wanted: 1 or 0. 0 or -1.
int add_if(PySetObject *result, PySetObject *set, PyObject *key, Py_hash_t hash, bool is_wanted_there) {
    const int is_there = set_contains_hashed(set, key, hash);
    if (is_there < 0) return -1;
    return (is_there != 0) == is_wanted_there ? set_add_hashed(result, key, hash) : 0;
}

int discard_all(PySetObject *set, PyObject *other) {
    const auto discard = [set](PyObject *key, Py_hash_t hash) {
        return set_discard_hashed(set, key, hash) < 0 ? -1 : 0;
    };
    if (!PyAnySet_Check(other)) return for_each_item(other, discard);
    // A much larger set is not walked: only what both have can go.
    if ((PySet_GET_SIZE(other) >> 3) <= set->used) return for_each_entry(other, discard);
    const Ref both = TRY(set_intersection(set, other));
    return for_each_entry(both.get(), discard);
}

Ref copy_and_subtract(PySetObject *set, PyObject *other) {
    Ref result = TRY(make_set_like(set, as_object(set)));
    TRY(set_difference_update(result.as<PySetObject>(), other));
    return result;
}

Ref subtract_dict(PySetObject *set, PyObject *dict) {
    Ref result = TRY(make_set_like(set, nullptr));
    TRY(for_each_entry(as_object(set), [&](PyObject *key, Py_hash_t hash) {
        const int is_there = _PyDict_Contains_KnownHash(dict, key, hash);
        return is_there == 0 ? set_add_hashed(result.as<PySetObject>(), key, hash) : (is_there < 0 ? -1 : 0);
    }));
    return result;
}

Ref subtract_set(PySetObject *set, PySetObject *other) {
    Ref result = TRY(make_set_like(set, nullptr));
    TRY(for_each_entry(as_object(set), [&](PyObject *key, Py_hash_t hash) {
        return add_if(result.as<PySetObject>(), other, key, hash, false);
    }));
    return result;
}

// Discards the key, or adds it when it was not there. 0 or -1.
int toggle(PySetObject *set, PyObject *key, Py_hash_t hash) {
    const int was_there = set_discard_hashed(set, key, hash);
    return was_there == 0 ? set_add_hashed(set, key, hash) : (was_there < 0 ? -1 : 0);
}

int toggle_dict_keys(PySetObject *set, PyObject *dict) {
    Py_ssize_t position = 0;
    PyObject *key;
    Py_hash_t hash;
    while (_PyDict_Next(dict, &position, &key, nullptr, &hash)) {
        const Ref held = Ref::borrow(key);
        TRY(toggle(set, key, hash));
    }
    return 0;
}

// Stops a walk with "no".
constexpr int found_no = 2;
inline int yes_unless_stopped(int status) {
    return status == 0 ? 1 : (status == found_no ? 0 : -1);
}

} // namespace

Ref set_intersection(PySetObject *set, PyObject *other) {
    if (as_object(set) == other) return make_set_like(set, other);
    Ref result = TRY(make_set_like(set, nullptr));
    auto *target = result.as<PySetObject>();
    if (!PyAnySet_Check(other)) {
        TRY(for_each_item(
            other, [&](PyObject *key, Py_hash_t hash) { return add_if(target, set, key, hash, true); }));
        return result;
    }
    auto *smaller = as_set(other);
    if (smaller->used > set->used) std::swap(smaller, set);
    TRY(for_each_entry(as_object(smaller),
                       [&](PyObject *key, Py_hash_t hash) { return add_if(target, set, key, hash, true); }));
    return result;
}

Ref set_difference(PySetObject *set, PyObject *other) {
    Py_ssize_t other_size;
    if (PyAnySet_Check(other))
        other_size = PySet_GET_SIZE(other);
    else if (PyDict_CheckExact(other))
        other_size = PyDict_GET_SIZE(other);
    else
        return copy_and_subtract(set, other);
    if ((set->used >> 2) > other_size) return copy_and_subtract(set, other);
    return PyDict_CheckExact(other) ? subtract_dict(set, other) : subtract_set(set, as_set(other));
}

int set_difference_update(PySetObject *set, PyObject *other) {
    if (as_object(set) == other) {
        set_clear_items(set);
        return 0;
    }
    TRY(discard_all(set, other));
    const Py_ssize_t dummy_count = set->fill - set->used;
    if (dummy_count <= set->mask / 4) return 0;
    return set_resize(set, set->used > 50000 ? set->used * 2 : set->used * 4);
}

int set_symmetric_difference_update(PySetObject *set, PyObject *other) {
    if (as_object(set) == other) {
        set_clear_items(set);
        return 0;
    }
    if (PyDict_CheckExact(other)) return toggle_dict_keys(set, other);
    const Ref items = PyAnySet_Check(other) ? Ref::borrow(other) : TRY(make_set_like(set, other));
    return for_each_entry(items.get(),
                          [set](PyObject *key, Py_hash_t hash) { return toggle(set, key, hash); });
}

// --- relations

int set_is_subset(PySetObject *set, PyObject *other) {
    if (!PyAnySet_Check(other)) {
        const Ref both = TRY(set_intersection(set, other));
        return PySet_GET_SIZE(both.get()) == set->used;
    }
    if (set->used > PySet_GET_SIZE(other)) return 0;
    return yes_unless_stopped(for_each_entry(as_object(set), [other](PyObject *key, Py_hash_t hash) {
        const int is_there = set_contains_hashed(as_set(other), key, hash);
        return is_there == 0 ? found_no : (is_there < 0 ? -1 : 0);
    }));
}

int set_is_superset(PySetObject *set, PyObject *other) {
    if (PyAnySet_Check(other)) return set_is_subset(as_set(other), as_object(set));
    return yes_unless_stopped(for_each_item(other, [set](PyObject *key, Py_hash_t hash) {
        const int is_there = set_contains_hashed(set, key, hash);
        return is_there == 0 ? found_no : (is_there < 0 ? -1 : 0);
    }));
}

int set_is_disjoint(PySetObject *set, PyObject *other) {
    if (as_object(set) == other) return set->used == 0;
    const auto stop_if_in = [&set](PyObject *key, Py_hash_t hash) {
        const int is_there = set_contains_hashed(set, key, hash);
        return is_there > 0 ? found_no : is_there;
    };
    if (!PyAnySet_CheckExact(other)) return yes_unless_stopped(for_each_item(other, stop_if_in));
    auto *smaller = as_set(other);
    if (smaller->used > set->used) std::swap(smaller, set);
    return yes_unless_stopped(for_each_entry(as_object(smaller), stop_if_in));
}

int set_equals(PySetObject *set, PySetObject *other) {
    if (set->used != other->used) return 0;
    if (set->hash != -1 && other->hash != -1 && set->hash != other->hash) return 0;
    return set_is_subset(set, as_object(other));
}

} // namespace adder::objects
