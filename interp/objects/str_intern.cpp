// SPDX-License-Identifier: MIT
//
// The table of interned strs: one object for each text that is used as a name.
//
//  1. Open addressing with linear probing over borrowed pointers; a str that dies takes itself out (its
//  references
//     from here are not counted), moving back what probed past it.
//  2. Strs of at most one Latin-1 character are the shared objects and never in the table.
//  3. A load of at most one half keeps probes short.
#include "objects/error.hpp"
#include "objects/hash.hpp"
#include "objects/str.hpp"

#include <cstdlib>

namespace adder::objects {

struct InternTable {
    PyObject **slots;
    size_t mask;
    size_t count;
};

namespace {

constexpr size_t first_capacity = 2048;

size_t home_of(const InternTable &table, PyObject *text) {
    return static_cast<size_t>(as_str(text)->hash) & table.mask;
}

[[nodiscard]] int resize_table(InternTable &table, size_t capacity) {
    auto **slots = static_cast<PyObject **>(calloc(capacity, sizeof(PyObject *)));
    if (slots == nullptr) {
        PyErr_NoMemory();
        return -1;
    }
    InternTable larger{slots, capacity - 1, table.count};
    for (size_t i = 0; table.slots != nullptr && i <= table.mask; i++) {
        if (table.slots[i] == nullptr) continue;
        size_t place = home_of(larger, table.slots[i]);
        while (slots[place] != nullptr) place = (place + 1) & larger.mask;
        slots[place] = table.slots[i];
    }
    free(table.slots);
    table = larger;
    return 0;
}

// The table with room for one str more, or NULL with MemoryError.
InternTable *table_with_room() {
    if (runtime.interned == nullptr) {
        runtime.interned = static_cast<InternTable *>(calloc(1, sizeof(InternTable)));
        if (runtime.interned == nullptr) {
            PyErr_NoMemory();
            return nullptr;
        }
    }
    InternTable *table = runtime.interned;
    if (table->slots == nullptr) return resize_table(*table, first_capacity) < 0 ? nullptr : table;
    if (table->count * 2 > table->mask && resize_table(*table, (table->mask + 1) * 2) < 0) return nullptr;
    return table;
}

// The shared object of a text so short that it has one, borrowed; else NULL.
PyObject *shared_str(PyObject *text) {
    if (str_length(text) == 0) return empty_str();
    if (str_length(text) > 1 || as_str(text)->state.kind != PyUnicode_1BYTE_KIND) return nullptr;
    return latin1_str(PyUnicode_1BYTE_DATA(text)[0]);
}

// Where the text is, or the free slot where it belongs. `is_same` compares a str with the text.
template <class IsSame> size_t find_slot(const InternTable &table, Py_hash_t hash, IsSame &&is_same) {
    size_t place = static_cast<size_t>(hash) & table.mask;
    while (PyObject *found = table.slots[place]) {
        if (as_str(found)->hash == hash && is_same(found)) break;
        place = (place + 1) & table.mask;
    }
    return place;
}

void insert_at(InternTable &table, size_t place, PyObject *text) {
    table.slots[place] = text;
    table.count++;
    as_str(text)->state.interned = SSTATE_INTERNED_MORTAL;
}

} // namespace

void forget_interned(PyObject *text) {
    InternTable &table = *runtime.interned;
    size_t hole = home_of(table, text);
    while (table.slots[hole] != text) hole = (hole + 1) & table.mask;
    for (size_t next = (hole + 1) & table.mask; table.slots[next] != nullptr;
         next = (next + 1) & table.mask) {
        const size_t distance = (next - home_of(table, table.slots[next])) & table.mask;
        if (distance < ((next - hole) & table.mask)) continue;
        table.slots[hole] = table.slots[next];
        hole = next;
    }
    table.slots[hole] = nullptr;
    table.count--;
}

PyObject *intern_text(const char *text, Py_ssize_t length) {
    if (length <= 1 || !is_ascii_bytes(text, length)) {
        PyObject *made = PyUnicode_DecodeUTF8(text, length, nullptr);
        if (made != nullptr) PyUnicode_InternInPlace(&made);
        return made;
    }
    InternTable *table = table_with_room();
    if (table == nullptr) return nullptr;
    const Py_hash_t hash = hash_bytes(text, static_cast<size_t>(length));
    const size_t place = find_slot(*table, hash, [&](PyObject *found) {
        return as_str(found)->state.ascii && str_length(found) == length &&
               memcmp(PyUnicode_DATA(found), text, static_cast<size_t>(length)) == 0;
    });
    if (table->slots[place] != nullptr) return Py_NewRef(table->slots[place]);
    PyObject *made = TRY(make_ascii_str(text, length));
    as_str(made)->hash = hash;
    insert_at(*table, place, made);
    return made;
}

extern "C" {

// Like CPython, leaves *text as it is when it is no exact str or memory is short.
void PyUnicode_InternInPlace(PyObject **text) {
    PyObject *given = *text;
    if (given == nullptr || !is_exact_str(given) || is_interned(given)) return;
    PyObject *known = shared_str(given);
    if (known == nullptr) {
        InternTable *table = table_with_room();
        if (table == nullptr) {
            PyErr_Clear();
            return;
        }
        const size_t place =
            find_slot(*table, str_hash(given), [&](PyObject *found) { return unicode_equal(found, given); });
        known = table->slots[place];
        if (known == nullptr) return insert_at(*table, place, given);
    }
    Py_INCREF(known);
    Py_SETREF(*text, known);
}

void PyUnicode_InternImmortal(PyObject **text) {
    // Nobody is told when the warning is an error: there is no way to tell.
    PyErr_WarnEx(PyExc_DeprecationWarning,
                 "PyUnicode_InternImmortal() is deprecated; use PyUnicode_InternInPlace() instead", 1);
    PyUnicode_InternInPlace(text);
    if (is_interned(*text) && as_str(*text)->state.interned != SSTATE_INTERNED_IMMORTAL) {
        as_str(*text)->state.interned = SSTATE_INTERNED_IMMORTAL;
        Py_INCREF(*text);
    }
}

PyObject *PyUnicode_InternFromString(const char *text) {
    return intern_text(text, static_cast<Py_ssize_t>(strlen(text)));
}

PyObject *_PyUnicode_FromId(_Py_Identifier *identifier) {
    if (identifier->object == nullptr) identifier->object = PyUnicode_InternFromString(identifier->string);
    return identifier->object;
}

} // extern "C"

} // namespace adder::objects
