// SPDX-License-Identifier: MIT
//
// The six iterator types of dict: keys, values, items, each forward and backward, from one template.
#include "objects/dict_iterators.hpp"

#include "objects/dict_parts.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/sequence_iterators.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

enum class Part { Key, Value, Item };
enum class Direction { Forward, Backward };

inline DictIterator *as_iterator(PyObject *self) {
    return reinterpret_cast<DictIterator *>(self);
}

void iterator_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_iterator(self)->dict);
    Py_XDECREF(as_iterator(self)->result);
    release_gc_object(self, sizeof(DictIterator));
}

int iterator_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_iterator(self)->dict);
    Py_VISIT(as_iterator(self)->result);
    return 0;
}

// At the end, and after a change of keys: the dict goes.
PyObject *finish(DictIterator *iterator) {
    PyDictObject *dict = iterator->dict;
    iterator->dict = nullptr;
    Py_DECREF(dict);
    return nullptr;
}

// The next live entry, or NULL: at the end, or with an exception.
template <Direction direction> const DictEntry *next_entry(DictIterator *iterator) {
    PyDictObject *dict = iterator->dict;
    if (dict == nullptr) return nullptr;
    if (iterator->used != dict->ma_used) {
        iterator->used = -1;
        return raise(PyExc_RuntimeError, "dictionary changed size during iteration");
    }
    DictTable *table = dict->ma_keys;
    constexpr Py_ssize_t step = direction == Direction::Forward ? 1 : -1;
    Py_ssize_t i = iterator->position;
    if (direction == Direction::Backward && i >= table->entry_count) i = table->entry_count - 1;
    while (i >= 0 && i < table->entry_count && entries_of(table)[i].key == nullptr) i += step;
    if (i < 0 || i >= table->entry_count) {
        finish(iterator);
        return nullptr;
    }
    if (iterator->remaining == 0) {
        finish(iterator);
        return raise(PyExc_RuntimeError, "dictionary keys changed during iteration");
    }
    iterator->position = i + step;
    iterator->remaining--;
    return &entries_of(table)[i];
}

template <Part part, Direction direction> PyObject *iterator_next(PyObject *self) {
    const DictEntry *entry = next_entry<direction>(as_iterator(self));
    if (entry == nullptr) return nullptr;
    if constexpr (part == Part::Key) return Py_NewRef(entry->key);
    if constexpr (part == Part::Value) return Py_NewRef(entry->value);
    return reuse_pair(as_iterator(self)->result, Py_NewRef(entry->key), Py_NewRef(entry->value));
}

PyObject *iterator_length_hint(PyObject *self, PyObject *) {
    const DictIterator *iterator = as_iterator(self);
    const bool is_valid = iterator->dict != nullptr && iterator->used == iterator->dict->ma_used;
    return PyLong_FromSsize_t(is_valid ? iterator->remaining : 0);
}

// As the iterator of a list of what is left; the iterator itself goes not on.
PyObject *iterator_reduce(PyObject *self, PyObject *) {
    Ref copy = TRY_REF(make_dict_iterator(as_iterator(self)->dict, Py_TYPE(self)));
    if (as_iterator(self)->dict != nullptr) {
        copy.as<DictIterator>()->used = as_iterator(self)->used;
        copy.as<DictIterator>()->position = as_iterator(self)->position;
        copy.as<DictIterator>()->remaining = as_iterator(self)->remaining;
    }
    const Ref rest = TRY_REF(PySequence_List(copy.get()));
    PyObject *iter = TRY(builtin_for_reduce(name::iter_));
    return Py_BuildValue("O(O)", iter, rest.get());
}

PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iterator_reduce, METH_NOARGS, "Return state information for pickling."},
    {},
};

template <Part part, Direction direction> constexpr PyTypeObject make_type(const char *name) {
    return {
        .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
        .tp_name = name,
        .tp_basicsize = sizeof(DictIterator),
        .tp_dealloc = iterator_dealloc,
        .tp_getattro = direction == Direction::Forward ? PyObject_GenericGetAttr : nullptr,
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
        .tp_traverse = iterator_traverse,
        .tp_iter = PyObject_SelfIter,
        .tp_iternext = iterator_next<part, direction>,
        .tp_methods = iterator_methods,
    };
}

bool is_backward(const PyTypeObject *type) {
    return type == &PyDictRevIterKey_Type || type == &PyDictRevIterValue_Type ||
           type == &PyDictRevIterItem_Type;
}

} // namespace

PyObject *make_dict_iterator(PyDictObject *dict, PyTypeObject *type) {
    auto *iterator = new_gc_object<DictIterator>(type);
    if (iterator == nullptr) return nullptr;
    iterator->dict = dict;
    Py_XINCREF(dict);
    iterator->used = iterator->remaining = dict == nullptr ? 0 : dict->ma_used;
    iterator->position = dict != nullptr && is_backward(type) ? dict->ma_keys->entry_count - 1 : 0;
    iterator->result = nullptr;
    track(reinterpret_cast<PyObject *>(iterator));
    if (type == &PyDictIterItem_Type || type == &PyDictRevIterItem_Type) {
        iterator->result = make_pair(Py_None, Py_None);
        if (iterator->result == nullptr) Py_CLEAR(iterator);
    }
    return reinterpret_cast<PyObject *>(iterator);
}

PyObject *reuse_pair(PyObject *pair, PyObject *first, PyObject *second) {
    if (Py_REFCNT(pair) != 1) {
        PyObject *items[2] = {first, second};
        return tuple_from_stack(items, 2);
    }
    PyObject *old_first = std::exchange(tuple_items(pair)[0], first);
    PyObject *old_second = std::exchange(tuple_items(pair)[1], second);
    Py_INCREF(pair);
    Py_DECREF(old_first);
    Py_DECREF(old_second);
    // Whoever gets the pair may put itself into what it holds, so it must be tracked like a new one.
    if (!is_tracked(pair)) track_if_needed(as_tuple(pair));
    return pair;
}

PyObject *dict_iter(PyObject *dict) {
    return make_dict_iterator(as_dict(dict), &PyDictIterKey_Type);
}

PyObject *dict_reversed(PyObject *dict, PyObject *) {
    return make_dict_iterator(as_dict(dict), &PyDictRevIterKey_Type);
}

extern "C" {

constinit PyTypeObject PyDictIterKey_Type = make_type<Part::Key, Direction::Forward>("dict_keyiterator");
constinit PyTypeObject PyDictIterValue_Type =
    make_type<Part::Value, Direction::Forward>("dict_valueiterator");
constinit PyTypeObject PyDictIterItem_Type = make_type<Part::Item, Direction::Forward>("dict_itemiterator");
constinit PyTypeObject PyDictRevIterKey_Type =
    make_type<Part::Key, Direction::Backward>("dict_reversekeyiterator");
constinit PyTypeObject PyDictRevIterValue_Type =
    make_type<Part::Value, Direction::Backward>("dict_reversevalueiterator");
constinit PyTypeObject PyDictRevIterItem_Type =
    make_type<Part::Item, Direction::Backward>("dict_reverseitemiterator");

} // extern "C"

} // namespace adder::objects
