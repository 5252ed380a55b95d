// SPDX-License-Identifier: MIT
//
// The ordered table under dict: entries in insertion order, and an index of slots that finds them by hash.
//
//  1. One block: head, entries, then the slots. A slot holds the number of an entry, empty_slot or
//     dummy_slot, in 1, 2, 4 or 8 bytes, the least that can number the entries. Two thirds of the slots may
//     be taken.
//  2. entries[0 .. entry_count) were appended in this order; a deleted one has key NULL and its slot is a
//     dummy.
//  3. Probing is CPython's: slot = slot * 5 + perturb + 1, perturb losing 5 bits a step.
//  4. A table owns its keys and values only through its dict, which releases them.
//
// The look-ups here run no Python code: they end with `unsure` where only __eq__ can tell, and dict.cpp
// goes on.
#pragma once

#include "objects/object.hpp"
#include "objects/str.hpp"
#include "objects/value.hpp"

#include <cstdint>

namespace adder::objects {

struct DictEntry {
    Py_hash_t hash;
    PyObject *key;
    PyObject *value;
};

} // namespace adder::objects

struct AdderDictTable {
    void *slots;
    size_t mask;       // number of slots - 1
    Py_ssize_t usable; // entries that may still be appended
    Py_ssize_t entry_count;
    uint8_t slots_log2;
    uint8_t width_log2; // of a slot in bytes
};

namespace adder::objects {

using DictTable = AdderDictTable;

constexpr Py_ssize_t empty_slot = -1;
constexpr Py_ssize_t dummy_slot = -2;
constexpr int smallest_table_log2 = 3;
constexpr int hash_perturb_shift = 5;

// Results of look-ups beside the number of an entry.
constexpr Py_ssize_t missing = -1;
constexpr Py_ssize_t failed = -2; // with an exception
constexpr Py_ssize_t unsure = -3; // a key of the same hash must be asked by __eq__

// What every empty dict shares; never written, never freed.
extern DictTable shared_empty_table;

inline DictEntry *entries_of(DictTable *table) {
    return reinterpret_cast<DictEntry *>(table + 1);
}

constexpr Py_ssize_t usable_entries(int slots_log2) {
    return static_cast<Py_ssize_t>(((size_t{1} << slots_log2) << 1) / 3);
}

// The least table that takes `entry_count` entries without growing.
int table_log2_for(Py_ssize_t entry_count);

// New, without entries; NULL with MemoryError.
[[nodiscard]] DictTable *make_table(int slots_log2);
void free_table(DictTable *table);

// Calls `visit` with the slots as int8_t *, int16_t *, int32_t * or int64_t *.
template <class Visitor>
[[gnu::always_inline]] inline decltype(auto) visit_slots(DictTable *table, Visitor &&visit) {
    switch (table->width_log2) {
    case 0: return visit(static_cast<int8_t *>(table->slots));
    case 1: return visit(static_cast<int16_t *>(table->slots));
    case 2: return visit(static_cast<int32_t *>(table->slots));
    default: return visit(static_cast<int64_t *>(table->slots));
    }
}

// The sequence of slots that a hash visits.
class Probe {
  public:
    Probe(size_t mask, Py_hash_t hash)
        : slot(static_cast<size_t>(hash) & mask), mask_(mask), perturb_(static_cast<size_t>(hash)) {}
    void next() {
        perturb_ >>= hash_perturb_shift;
        slot = (slot * 5 + perturb_ + 1) & mask_;
    }
    size_t slot;

  private:
    size_t mask_;
    size_t perturb_;
};

// The first entry for which same(entry) is not `missing`: that result, or `missing` at the end of the
// probe. `same` answers for an entry that is not the key itself: its number, missing for "another key", or
// unsure.
template <class Same>
[[gnu::always_inline]] inline Py_ssize_t probe_table(DictTable *table, PyObject *key, Py_hash_t hash,
                                                     Same &&same) {
    DictEntry *entries = entries_of(table);
    return visit_slots(table, [&](auto *slots) -> Py_ssize_t {
        for (Probe probe(table->mask, hash);; probe.next()) {
            const Py_ssize_t index = slots[probe.slot];
            if (index >= 0) {
                const DictEntry &entry = entries[index];
                if (entry.key == key) return index;
                if (entry.hash == hash) {
                    const Py_ssize_t answer = same(entry, index);
                    if (answer != missing) return answer;
                }
            } else if (index == empty_slot) {
                return missing;
            }
        }
    });
}

// For a key that is exactly a str.
[[nodiscard]] inline Py_ssize_t find_str(DictTable *table, PyObject *key, Py_hash_t hash) {
    return probe_table(table, key, hash, [key](const DictEntry &entry, Py_ssize_t index) {
        if (!is_exact_str(entry.key)) return unsure;
        return unicode_equal(entry.key, key) ? index : missing;
    });
}

// For a key that is a small int: equal words were found by identity.
[[nodiscard]] inline Py_ssize_t find_small_int(DictTable *table, PyObject *key, Py_hash_t hash) {
    return probe_table(table, key, hash, [](const DictEntry &entry, Py_ssize_t) {
        return is_small_int(entry.key) || is_exact_str(entry.key) ? missing : unsure;
    });
}

// Number of the slot that refers to the entry.
[[nodiscard]] size_t slot_of_entry(DictTable *table, Py_hash_t hash, Py_ssize_t entry);

// Takes a slot for the next entry and appends it; there must be room. Nothing is counted.
inline void append_entry(DictTable *table, Py_hash_t hash, PyObject *key, PyObject *value) {
    const Py_ssize_t entry = table->entry_count;
    visit_slots(table, [&](auto *slots) {
        Probe probe(table->mask, hash);
        while (slots[probe.slot] >= 0) probe.next();
        slots[probe.slot] = static_cast<std::remove_pointer_t<decltype(slots)>>(entry);
    });
    entries_of(table)[entry] = {hash, key, value};
    table->entry_count++;
    table->usable--;
}

// Makes the entry's slot a dummy and the entry deleted; key and value belong to the caller now.
void delete_entry(DictTable *table, Py_ssize_t entry);

// The live entries of `table` in a new table; the references move, so only one of both may go on. NULL with
// MemoryError.
[[nodiscard]] DictTable *copy_compacted(DictTable *table, int slots_log2);

// A copy with the same slots and entries, deleted ones included, and references of its own. NULL with
// MemoryError.
[[nodiscard]] DictTable *clone_table(DictTable *table);

// Releases every key and value, then the table, which nobody must refer to any more.
void release_entries(DictTable *table);

size_t size_of_table_in_bytes(const DictTable *table);

enum class Match : int8_t { No, Yes, Unknown };

// Equality of two keys that are not identical, as far as it needs no Python code: of small ints, strs, and
// tuples of these.
[[nodiscard]] Match compare_keys_quickly(PyObject *a, PyObject *b);

// Hash of a key with the common cases at hand; -1 with an exception.
[[nodiscard]] inline Py_hash_t hash_of(PyObject *key) {
    if (is_small_int(key)) {
        const int64_t number = as_small_int(key);
        return number == -1 ? -2 : number;
    }
    if (is_pointer(key) && is_exact_str(key)) return str_hash(key);
    return PyObject_Hash(key);
}

} // namespace adder::objects
