// SPDX-License-Identifier: MIT
//
// Shapes and the managed attributes of instances; shape.hpp states the layout.
//
// A shape's children are the shapes with one attribute more. Its look-up table (open addressing over the
// addresses of interned names) is made at the first look-up: inline caches answer most questions, so few
// shapes need one. A type whose instances are used like dicts would make ever more shapes; past the limits
// they get dicts.
#include "objects/shape.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/small_array.hpp"
#include "objects/str.hpp"
#include "objects/type.hpp"

#include <algorithm>

struct AdderShapeLinks {
    AdderShape **children = nullptr;
    int child_count = 0;
    int child_capacity = 0;
    int shapes_below_root = 0; // counted in the root only
    int table_mask = 0;
    uint16_t *table = nullptr;  // 0: empty, else index + 1
    PyObject **names = nullptr; // borrowed, in the order of indices; behind the table in one block
};

namespace adder::objects {

uintptr_t no_values_room[2] = {0, 0};

namespace {

using Links = AdderShapeLinks;

constexpr int most_attributes = 128;
constexpr int most_shapes = 1024;
constexpr unsigned most_inline_values = 24;

Shape *root_of(Shape *shape) {
    while (shape->parent != nullptr) shape = shape->parent;
    return shape;
}

Links *links_of(Shape *shape) {
    if (shape->links == nullptr) {
        void *room = PyMem_Malloc(sizeof(Links));
        if (room != nullptr) shape->links = new (room) Links();
    }
    return shape->links;
}

size_t name_hash(PyObject *name) {
    const auto address = reinterpret_cast<uintptr_t>(name);
    return (address >> 4) ^ (address >> 10);
}

// Fills the table of a shape with attributes. False without memory.
bool build_table(Shape *shape) {
    Links *links = links_of(shape);
    if (links == nullptr) return false;
    int size = 8;
    while (size < shape->count * 2) size *= 2;
    const auto count = static_cast<size_t>(shape->count);
    auto *names = static_cast<PyObject **>(
        PyMem_Calloc(1, count * sizeof(PyObject *) + static_cast<size_t>(size) * sizeof(uint16_t)));
    if (names == nullptr) return false;
    links->names = names;
    links->table = reinterpret_cast<uint16_t *>(names + count);
    links->table_mask = size - 1;
    for (const Shape *s = shape; s->parent != nullptr; s = s->parent) {
        names[s->count - 1] = s->name;
        size_t i = name_hash(s->name) & static_cast<size_t>(links->table_mask);
        while (links->table[i] != 0) i = (i + 1) & static_cast<size_t>(links->table_mask);
        links->table[i] = static_cast<uint16_t>(s->count);
    }
    return true;
}

int search_upwards(const Shape *shape, PyObject *name) {
    for (; shape->parent != nullptr; shape = shape->parent) {
        if (shape->name == name) return shape->count - 1;
    }
    return -1;
}

Shape *make_shape(Shape *parent, PyObject *name) {
    auto *shape = static_cast<Shape *>(PyMem_Malloc(sizeof(Shape)));
    if (shape == nullptr) return nullptr;
    *shape = {parent->type, parent, Py_NewRef(name), parent->count + 1, nullptr};
    return shape;
}

bool add_child(Links *links, Shape *child) {
    if (links->child_count == links->child_capacity) {
        const int capacity = std::max(2, links->child_capacity * 2);
        auto *grown = static_cast<Shape **>(
            PyMem_Realloc(links->children, static_cast<size_t>(capacity) * sizeof(Shape *)));
        if (grown == nullptr) return false;
        links->children = grown;
        links->child_capacity = capacity;
    }
    links->children[links->child_count++] = child;
    return true;
}

// Where values lie that have room in the instance itself.
PyObject **inline_values(PyObject *instance) {
    auto *behind = reinterpret_cast<char *>(instance) + Py_TYPE(instance)->tp_basicsize;
    return reinterpret_cast<PyObject **>(behind) + 1;
}

void free_values_array(PyObject *instance, PyObject **values) {
    if (values != inline_values(instance) && values != no_values()) PyMem_Free(values - 1);
}

// The values move to a larger array; the type gives its next instances more room. 0, or -1 with MemoryError.
int grow_values(PyObject *instance, int count) {
    const int capacity = count < 4 ? 4 : count + count / 2;
    auto **room =
        static_cast<PyObject **>(PyMem_Malloc(static_cast<size_t>(capacity + 1) * sizeof(PyObject *)));
    if (room == nullptr) {
        PyErr_NoMemory();
        return -1;
    }
    reinterpret_cast<uintptr_t *>(room)[0] = static_cast<uintptr_t>(capacity);
    PyObject **old = values_of(instance);
    std::copy(old, old + count, room + 1);
    free_values_array(instance, old);
    values_of(instance) = room + 1;
    PyTypeObject *type = Py_TYPE(instance);
    const unsigned wanted = std::min(static_cast<unsigned>(count + 1), most_inline_values);
    if (type->tp_itemsize == 0) type->_adder_inline_capacity = std::max(type->_adder_inline_capacity, wanted);
    return 0;
}

// The exact interned str for an attribute's name.
Ref interned(PyObject *name) {
    Ref text = PyUnicode_CheckExact(name) ? Ref::borrow(name) : TRY_REF(exact_str(name));
    PyObject *raw = text.release();
    PyUnicode_InternInPlace(&raw);
    return Ref::steal(raw);
}

bool is_shape_name(PyObject *name) {
    return PyUnicode_CheckExact(name) && is_interned(name);
}

int set_in_dict(PyObject *instance, PyObject *name, PyObject *value_or_null) {
    PyObject *&dict = managed_dict_of(instance);
    if (dict == nullptr) {
        if (value_or_null == nullptr) return 1;
        dict = PyDict_New();
        if (dict == nullptr) return -1;
    }
    Ref held = Ref::borrow(dict);
    if (value_or_null != nullptr) return PyDict_SetItem(held.get(), name, value_or_null);
    if (PyDict_DelItem(held.get(), name) == 0) return 0;
    return clear_if_matches(PyExc_KeyError) ? 1 : -1;
}

} // namespace

Shape *make_root_shape(PyTypeObject *type) {
    auto *shape = static_cast<Shape *>(PyMem_Malloc(sizeof(Shape)));
    if (shape == nullptr) {
        PyErr_NoMemory();
        return nullptr;
    }
    *shape = {type, nullptr, nullptr, 0, nullptr};
    return shape;
}

void free_shapes(Shape *shape) {
    if (shape == nullptr) return;
    if (Links *links = shape->links) {
        // As deep as a shape has attributes, which is limited.
        for (int i = 0; i < links->child_count; i++) free_shapes(links->children[i]);
        PyMem_Free(links->children);
        PyMem_Free(links->names);
        PyMem_Free(links);
    }
    Py_XDECREF(shape->name);
    PyMem_Free(shape);
}

int shape_index(const Shape *shape, PyObject *name) {
    if (shape->count <= 2) return search_upwards(shape, name);
    const Links *links = shape->links;
    if (links == nullptr || links->table == nullptr) {
        if (!build_table(const_cast<Shape *>(shape))) return search_upwards(shape, name);
        links = shape->links;
    }
    const auto mask = static_cast<size_t>(links->table_mask);
    for (size_t i = name_hash(name) & mask; links->table[i] != 0; i = (i + 1) & mask) {
        const int index = links->table[i] - 1;
        if (links->names[index] == name) return index;
    }
    return -1;
}

Shape *shape_with(Shape *shape, PyObject *name) {
    if (const Links *links = shape->links) {
        for (int i = 0; i < links->child_count; i++) {
            if (links->children[i]->name == name) return links->children[i];
        }
    }
    Links *root_links = links_of(root_of(shape));
    Links *links = links_of(shape);
    if (root_links == nullptr || links == nullptr) return nullptr;
    if (shape->count >= most_attributes || root_links->shapes_below_root >= most_shapes) return nullptr;
    Shape *child = make_shape(shape, name);
    if (child == nullptr) return nullptr;
    if (!add_child(links, child)) {
        free_shapes(child);
        return nullptr;
    }
    root_links->shapes_below_root++;
    return child;
}

int append_value(PyObject *instance, Shape *to, PyObject *value) {
    const int count = to->count - 1;
    if (static_cast<uintptr_t>(count) >= capacity_of(values_of(instance))) TRY(grow_values(instance, count));
    values_of(instance)[count] = Py_NewRef(value);
    shape_of(instance) = to;
    return 0;
}

PyObject *managed_get(PyObject *instance, PyObject *name) {
    if (const Shape *shape = shape_of(instance)) {
        if (is_shape_name(name)) {
            const int index = shape_index(shape, name);
            return index < 0 ? nullptr : values_of(instance)[index];
        }
        Ref key = interned(name);
        if (!key) return nullptr;
        const int index = shape_index(shape, key.get());
        return index < 0 ? nullptr : values_of(instance)[index];
    }
    PyObject *dict = managed_dict_of(instance);
    return dict == nullptr ? nullptr : PyDict_GetItemWithError(dict, name);
}

int managed_set(PyObject *instance, PyObject *name, PyObject *value_or_null) {
    Shape *shape = shape_of(instance);
    if (shape == nullptr) return set_in_dict(instance, name, value_or_null);
    Ref key = is_shape_name(name) ? Ref::borrow(name) : TRY(interned(name));
    const int index = shape_index(shape, key.get());
    if (value_or_null == nullptr) {
        if (index < 0) return 1;
        TRY(materialize_dict(instance));
        return set_in_dict(instance, key.get(), nullptr);
    }
    if (index >= 0) {
        Ref old = Ref::steal(std::exchange(values_of(instance)[index], Py_NewRef(value_or_null)));
        return 0;
    }
    if (Shape *larger = shape_with(shape, key.get())) return append_value(instance, larger, value_or_null);
    TRY(materialize_dict(instance));
    return set_in_dict(instance, key.get(), value_or_null);
}

PyObject *materialize_dict(PyObject *instance) {
    Shape *shape = shape_of(instance);
    if (shape == nullptr) {
        PyObject *&dict = managed_dict_of(instance);
        if (dict == nullptr) dict = PyDict_New();
        return dict;
    }
    SmallArray<PyObject *, most_attributes> names(most_attributes);
    for (const Shape *s = shape; s->parent != nullptr; s = s->parent)
        names[static_cast<size_t>(s->count - 1)] = s->name;
    Ref dict = TRY_REF(_PyDict_NewPresized(shape->count));
    PyObject **values = values_of(instance);
    for (int i = 0; i < shape->count; i++) {
        TRY(PyDict_SetItem(dict.get(), names[static_cast<size_t>(i)], values[i]));
    }
    shape_of(instance) = nullptr;
    managed_dict_of(instance) = dict.release();
    for (int i = 0; i < shape->count; i++) Py_DECREF(values[i]); // the dict holds them: nothing dies here
    free_values_array(instance, values);
    return managed_dict_of(instance);
}

int traverse_managed(PyObject *instance, visitproc visit, void *arg) {
    const Shape *shape = shape_of(instance);
    if (shape == nullptr) {
        Py_VISIT(managed_dict_of(instance));
        return 0;
    }
    PyObject **values = values_of(instance);
    for (int i = 0; i < shape->count; i++) Py_VISIT(values[i]);
    return 0;
}

void clear_managed(PyObject *instance) {
    const Shape *shape = shape_of(instance);
    if (shape == nullptr) {
        Py_CLEAR(managed_dict_of(instance));
        return;
    }
    PyObject **values = values_of(instance);
    // The instance is without attributes before any of them dies and looks at it.
    shape_of(instance) = nullptr;
    managed_dict_of(instance) = nullptr;
    for (int i = 0; i < shape->count; i++) Py_DECREF(values[i]);
    free_values_array(instance, values);
}

void free_managed(PyObject *instance) {
    clear_managed(instance);
}

} // namespace adder::objects
