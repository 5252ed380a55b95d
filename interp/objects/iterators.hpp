// SPDX-License-Identifier: MIT
//
// What the iterators that build on other iterators share: enumerate, reversed, zip, map, filter, and the
// two made by iter().
//
// Each is a struct whose fields are references, NULL when there is nothing. Types that may be subclassed
// allocate through tp_alloc for a subclass, and directly for the type itself.
#pragma once

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/native_stack.hpp"
#include "objects/object.hpp"

#include <cstring>

namespace adder::objects {

// New instance with all fields zero, not tracked if `type` is `exact`; NULL with MemoryError.
template <class T> [[nodiscard]] T *new_iterator(PyTypeObject *type, PyTypeObject *exact) {
    if (type != exact) return reinterpret_cast<T *>(type->tp_alloc(type, 0));
    T *iterator = new_gc_object<T>(type);
    if (iterator != nullptr)
        std::memset(reinterpret_cast<PyObject *>(iterator) + 1, 0, sizeof(T) - sizeof(PyObject));
    return iterator;
}

// Tracks the finished instance.
template <class T> [[nodiscard]] PyObject *publish(T *iterator) {
    auto *object = reinterpret_cast<PyObject *>(iterator);
    if (!is_tracked(object)) track(object);
    return object;
}

// Releases the memory of an instance whose fields are released.
template <class T> void free_iterator(PyObject *self, PyTypeObject *exact) {
    if (Py_TYPE(self) == exact)
        release_gc_object(self, sizeof(T));
    else
        Py_TYPE(self)->tp_free(self);
}

// The next item, as tp_iternext gives it: at the end NULL, perhaps with StopIteration set.
inline PyObject *step(PyObject *iterator) {
    TRY(check_native_stack());
    return Py_TYPE(iterator)->tp_iternext(iterator);
}

} // namespace adder::objects
