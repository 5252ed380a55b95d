// SPDX-License-Identifier: MIT
//
// Inline caches: the units behind an instruction, seen as a struct.
//
// `counter` counts up while the instruction is generic and specializes it when it comes to `warm_counter`;
// in a specialized form it counts misses down. Cells are 16 bits and read by memcpy, so a wider field needs
// no alignment. What a cache refers to is borrowed and guarded by a version that is never used twice.
#pragma once

#include "objects/object.hpp"

#include <cstdint>
#include <cstring>

namespace adder::vm {

template <class T> struct Cells {
    static_assert(sizeof(T) % sizeof(uint16_t) == 0);
    uint16_t units[sizeof(T) / sizeof(uint16_t)];
    [[nodiscard]] T get() const {
        T value;
        std::memcpy(&value, units, sizeof value);
        return value;
    }
    void set(T value) { std::memcpy(units, &value, sizeof value); }
};

struct CounterCache {
    uint16_t counter;
};
struct LoadGlobalCache {
    uint16_t counter;
    uint16_t index; // of the entry in the dict
    Cells<uint32_t> module_version;
    Cells<uint32_t> builtins_version;
};
struct LoadAttrCache {
    uint16_t counter;
    Cells<uint32_t> version; // of the type; of the dict for a module
    uint16_t index;          // of the value or entry; byte offset for a slot
    Cells<void *> pointer;   // shape, value or property
};
struct StoreAttrCache {
    uint16_t counter;
    Cells<uint32_t> version;
    uint16_t index;
    Cells<void *> shape;
    Cells<void *> next_shape; // STORE_ATTR_ADD_VALUE
};
struct LoadMethodCache {
    uint16_t counter;
    Cells<uint32_t> version;
    Cells<void *> shape; // NULL: the instance has no attributes of its own to look at
    Cells<PyObject *> method;
};
struct SubscriptCache {
    uint16_t counter;
    Cells<uint32_t> version;
};
struct CallCache {
    uint16_t counter;
    Cells<uint32_t> version; // of the function, or of the class
    Cells<void *> pointer;   // __init__ of the class, the class itself, or the native function's row
};

template <class T> T &cache_at(uint16_t *units) {
    return *reinterpret_cast<T *>(units);
}
template <class T> constexpr int units_of = sizeof(T) / sizeof(uint16_t);

static_assert(units_of<LoadGlobalCache> == 6 && units_of<LoadAttrCache> == 8 &&
                  units_of<StoreAttrCache> == 12 && units_of<LoadMethodCache> == 11 &&
                  units_of<SubscriptCache> == 3 && units_of<CallCache> == 7,
              "as the rows of opcodes.def say");

// A generic instruction is specialized when it runs for the second time.
constexpr uint16_t warm_counter = 2;
// After a failed attempt it waits for that many further runs …
constexpr uint16_t cold_counter = static_cast<uint16_t>(warm_counter - 64);
// … and a specialized one is given up after that many misses.
constexpr uint16_t miss_limit = 16;

} // namespace adder::vm
