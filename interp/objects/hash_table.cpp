// SPDX-License-Identifier: MIT
//
// Making, indexing and releasing the tables of hash_table.hpp.
#include "objects/hash_table.hpp"

#include "objects/heap.hpp"

#include <bit>
#include <cstring>

namespace adder::objects {

namespace {

int8_t shared_empty_slots[8] = {-1, -1, -1, -1, -1, -1, -1, -1};

// More slots than this have no address space.
constexpr int largest_table_log2 = 56;

constexpr int width_log2_for(int slots_log2) {
    if (slots_log2 < 8) return 0;
    if (slots_log2 < 16) return 1;
    return slots_log2 < 32 ? 2 : 3;
}

constexpr size_t size_of_slots(int slots_log2) {
    return size_t{1} << (slots_log2 + width_log2_for(slots_log2));
}

constexpr size_t size_of_table(int slots_log2) {
    return sizeof(DictTable) + static_cast<size_t>(usable_entries(slots_log2)) * sizeof(DictEntry) +
           size_of_slots(slots_log2);
}

// Gives every entry of a table without deleted ones its slot.
void index_entries(DictTable *table) {
    const DictEntry *entries = entries_of(table);
    const Py_ssize_t count = table->entry_count;
    visit_slots(table, [=](auto *slots) {
        for (Py_ssize_t i = 0; i < count; i++) {
            Probe probe(table->mask, entries[i].hash);
            while (slots[probe.slot] >= 0) probe.next();
            slots[probe.slot] = static_cast<std::remove_pointer_t<decltype(slots)>>(i);
        }
    });
}

Match compare_atoms(PyObject *a, PyObject *b) {
    if (are_small_ints(a, b)) return Match::No;
    if (!is_exact_str(a) || !is_exact_str(b)) return Match::Unknown;
    return unicode_equal(a, b) ? Match::Yes : Match::No;
}

Match compare_tuples(PyObject *a, PyObject *b) {
    const Py_ssize_t size = PyTuple_GET_SIZE(a);
    if (size != PyTuple_GET_SIZE(b)) return Match::No;
    for (Py_ssize_t i = 0; i < size; i++) {
        if (PyTuple_GET_ITEM(a, i) == PyTuple_GET_ITEM(b, i)) continue;
        const Match match = compare_atoms(PyTuple_GET_ITEM(a, i), PyTuple_GET_ITEM(b, i));
        if (match != Match::Yes) return match;
    }
    return Match::Yes;
}

} // namespace

Match compare_keys_quickly(PyObject *a, PyObject *b) {
    if (PyTuple_CheckExact(a) && PyTuple_CheckExact(b)) return compare_tuples(a, b);
    return compare_atoms(a, b);
}

DictTable shared_empty_table = {
    .slots = shared_empty_slots, .mask = 0, .usable = 0, .entry_count = 0, .slots_log2 = 0, .width_log2 = 0};

int table_log2_for(Py_ssize_t entry_count) {
    const size_t slots = (static_cast<size_t>(entry_count) * 3 + 1) / 2;
    const int log2 = slots <= 1 ? 0 : static_cast<int>(std::bit_width(slots - 1));
    return log2 < smallest_table_log2 ? smallest_table_log2 : log2;
}

DictTable *make_table(int slots_log2) {
    void *block = slots_log2 <= largest_table_log2 ? allocate(size_of_table(slots_log2)) : nullptr;
    if (block == nullptr) {
        PyErr_NoMemory();
        return nullptr;
    }
    auto *table = static_cast<DictTable *>(block);
    *table = {.slots = entries_of(table) + usable_entries(slots_log2),
              .mask = (size_t{1} << slots_log2) - 1,
              .usable = usable_entries(slots_log2),
              .entry_count = 0,
              .slots_log2 = static_cast<uint8_t>(slots_log2),
              .width_log2 = static_cast<uint8_t>(width_log2_for(slots_log2))};
    std::memset(table->slots, 0xFF, size_of_slots(slots_log2));
    return table;
}

void free_table(DictTable *table) {
    if (table != &shared_empty_table) release(table, size_of_table(table->slots_log2));
}

size_t slot_of_entry(DictTable *table, Py_hash_t hash, Py_ssize_t entry) {
    return visit_slots(table, [&](auto *slots) {
        Probe probe(table->mask, hash);
        while (slots[probe.slot] != entry) probe.next();
        return probe.slot;
    });
}

void delete_entry(DictTable *table, Py_ssize_t entry) {
    DictEntry &deleted = entries_of(table)[entry];
    const size_t slot = slot_of_entry(table, deleted.hash, entry);
    visit_slots(table, [slot](auto *slots) {
        slots[slot] = static_cast<std::remove_pointer_t<decltype(slots)>>(dummy_slot);
    });
    deleted = {0, nullptr, nullptr};
}

DictTable *copy_compacted(DictTable *table, int slots_log2) {
    DictTable *copy = make_table(slots_log2);
    if (copy == nullptr) return nullptr;
    const DictEntry *from = entries_of(table);
    DictEntry *to = entries_of(copy);
    Py_ssize_t count = 0;
    for (Py_ssize_t i = 0; i < table->entry_count; i++)
        if (from[i].key != nullptr) to[count++] = from[i];
    copy->entry_count = count;
    copy->usable -= count;
    index_entries(copy);
    return copy;
}

DictTable *clone_table(DictTable *table) {
    DictTable *copy = make_table(table->slots_log2);
    if (copy == nullptr) return nullptr;
    const auto entry_count = static_cast<size_t>(table->entry_count);
    std::memcpy(entries_of(copy), entries_of(table), entry_count * sizeof(DictEntry));
    std::memcpy(copy->slots, table->slots, size_of_slots(table->slots_log2));
    copy->usable = table->usable;
    copy->entry_count = table->entry_count;
    for (size_t i = 0; i < entry_count; i++) {
        Py_XINCREF(entries_of(copy)[i].key);
        Py_XINCREF(entries_of(copy)[i].value);
    }
    return copy;
}

void release_entries(DictTable *table) {
    DictEntry *entries = entries_of(table);
    for (Py_ssize_t i = 0; i < table->entry_count; i++) {
        if (entries[i].key == nullptr) continue;
        Py_DECREF(entries[i].key);
        Py_DECREF(entries[i].value);
    }
    free_table(table);
}

size_t size_of_table_in_bytes(const DictTable *table) {
    return table == &shared_empty_table ? 0 : size_of_table(table->slots_log2);
}

} // namespace adder::objects
