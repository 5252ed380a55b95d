// SPDX-License-Identifier: MIT
//
// Shapes: where the attributes of an instance of a Python class are.
//
//  1. An instance whose type has Py_TPFLAGS_MANAGED_DICT has two words before its collector head:
//         [-4] values or dict   [-3] shape   [-2] [-1] collector head   [0] ob_refcnt …
//  2. shape != NULL: values[i] is the attribute whose index the shape gives (owned, never NULL for i <
//  count).
//     values[-1] holds, as a plain integer, how many values have room.
//  3. shape == NULL: the word holds the instance's dict (owned), or NULL when it was cleared away. That is so
//  once
//     somebody asked for __dict__, deleted an attribute, or has very many attributes.
//  4. New values have room in the instance itself, behind tp_basicsize, for type->_adder_inline_capacity
//     attributes (types without tp_itemsize); longer ones are allocated. The type learns from instances that
//     outgrow it.
//  5. Shapes form a tree below the type's root shape, are made once, and live as long as the type.
//     A shape is never changed, so "same shape" means "same attributes at the same indices".
#pragma once

#include "objects/object.hpp"

struct AdderShape {
    PyTypeObject *type;            // borrowed
    AdderShape *parent;            // NULL for the root
    PyObject *name;                // of the last attribute, interned; NULL for the root
    int count;                     // attributes
    struct AdderShapeLinks *links; // children and lookup table, made when needed
};

namespace adder::objects {

using Shape = AdderShape;

inline bool has_managed_attributes(PyTypeObject *type) {
    return (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) != 0;
}

inline Shape *&shape_of(PyObject *instance) {
    return reinterpret_cast<Shape **>(instance)[-3];
}
inline PyObject **&values_of(PyObject *instance) {
    return reinterpret_cast<PyObject ***>(instance)[-4];
}
inline PyObject *&managed_dict_of(PyObject *instance) {
    return reinterpret_cast<PyObject **>(instance)[-4];
}
inline uintptr_t capacity_of(PyObject **values) {
    return reinterpret_cast<uintptr_t *>(values)[-1];
}

// The values of an instance without room for any: those of types with items, at first.
extern uintptr_t no_values_room[2];
inline PyObject **no_values() {
    return reinterpret_cast<PyObject **>(no_values_room + 1);
}

// Index of the attribute, or -1. `name` is interned. Cost: a small table look-up.
int shape_index(const Shape *shape, PyObject *name);
// The shape with one attribute more, made if need be; NULL without an error when there are too many (use a
// dict).
Shape *shape_with(Shape *shape, PyObject *name);
Shape *make_root_shape(PyTypeObject *type);
void free_shapes(Shape *root);

// Appends the value for `to` = shape_with(shape_of(instance), name): room is made, the shape changed. 0 or
// -1.
[[nodiscard]] int append_value(PyObject *instance, Shape *to, PyObject *value);
// Borrowed; NULL without an error when there is no such attribute.
PyObject *managed_get(PyObject *instance, PyObject *name);
// Sets, or deletes when value is NULL; -1 with KeyError-free failure: 1 means "was not there" on deletion.
[[nodiscard]] int managed_set(PyObject *instance, PyObject *name, PyObject *value_or_null);
// The instance's real __dict__, made from the values if need be; borrowed, or NULL with an error.
[[nodiscard]] PyObject *materialize_dict(PyObject *instance);
int traverse_managed(PyObject *instance, visitproc visit, void *argument);
void clear_managed(PyObject *instance);
// Releases values; to be called while the instance is being deallocated.
void free_managed(PyObject *instance);

} // namespace adder::objects
