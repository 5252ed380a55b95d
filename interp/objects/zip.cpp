// SPDX-License-Identifier: MIT
//
// The types zip, map and filter: iterators over the items of other iterators.
#include "objects/iterators.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/small_array.hpp"
#include "objects/str.hpp"
#include "objects/tuple.hpp"

#include <algorithm>

namespace adder::objects {

namespace {

struct Zip {
    PyObject_HEAD PyObject *iterators; // tuple
    PyObject *result;                  // tuple of the same size that is used again when nobody else holds it
    int is_strict;
};

struct Map {
    PyObject_HEAD PyObject *iterators; // tuple
    PyObject *function;
};

struct Filter {
    PyObject_HEAD PyObject *function;
    PyObject *iterator;
};

inline Zip *as_zip(PyObject *self) {
    return reinterpret_cast<Zip *>(self);
}
inline Map *as_map(PyObject *self) {
    return reinterpret_cast<Map *>(self);
}
inline Filter *as_filter(PyObject *self) {
    return reinterpret_cast<Filter *>(self);
}

// A tuple of iterators over each of the arguments.
Ref iterators_over(PyObject *const *args, Py_ssize_t count) {
    Ref iterators = TRY_REF(PyTuple_New(count));
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *iterator = PyObject_GetIter(args[i]);
        if (iterator == nullptr) return {};
        PyTuple_SET_ITEM(iterators.get(), i, iterator);
    }
    return iterators;
}

// --- zip

PyObject *make_zip(PyTypeObject *type, PyObject *const *args, Py_ssize_t count, int is_strict) {
    Ref iterators = TRY(iterators_over(args, count));
    Ref result = TRY_REF(PyTuple_New(count));
    for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(result.get(), i, Py_NewRef(Py_None));
    auto *self = new_iterator<Zip>(type, &PyZip_Type);
    if (self == nullptr) return nullptr;
    self->iterators = iterators.release();
    self->result = result.release();
    self->is_strict = is_strict;
    return publish(self);
}

// The value of the one keyword `strict`: 1, 0, or -1 with TypeError for another keyword.
int strict_from(PyObject *keyword, PyObject *value) {
    if (!unicode_equal(keyword, name::strict))
        return raise_type_error("'%U' is an invalid keyword argument for zip()", keyword);
    return PyObject_IsTrue(value);
}

int check_keyword_count(Py_ssize_t count) {
    if (count <= 1) return 0;
    return raise_type_error("zip() takes at most 1 keyword argument (%zd given)", count);
}

PyObject *zip_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    int is_strict = 0;
    if (kwargs != nullptr) {
        TRY(check_keyword_count(PyDict_GET_SIZE(kwargs)));
        PyObject *keyword, *value;
        Py_ssize_t position = 0;
        if (PyDict_Next(kwargs, &position, &keyword, &value)) is_strict = TRY(strict_from(keyword, value));
    }
    return make_zip(type, tuple_items(args), PyTuple_GET_SIZE(args), is_strict);
}

PyObject *zip_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                         PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    const Py_ssize_t keyword_count = keyword_names == nullptr ? 0 : PyTuple_GET_SIZE(keyword_names);
    TRY(check_keyword_count(keyword_count));
    const int is_strict =
        keyword_count == 0 ? 0 : TRY(strict_from(PyTuple_GET_ITEM(keyword_names, 0), args[count]));
    return make_zip(reinterpret_cast<PyTypeObject *>(type), args, count, is_strict);
}

void zip_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_zip(self)->iterators);
    Py_XDECREF(as_zip(self)->result);
    free_iterator<Zip>(self, &PyZip_Type);
}

int zip_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_zip(self)->iterators);
    Py_VISIT(as_zip(self)->result);
    return 0;
}

// "argument 1" or "arguments 1-2", for the first `count` arguments.
Failure raise_unequal(Py_ssize_t number, const char *relation, Py_ssize_t count) {
    return raise_value_error("zip() argument %zd is %s than argument%s%zd", number, relation,
                             count == 1 ? " " : "s 1-", count);
}

// Argument `ended` (counted from 0) has no item left: the others must not have one either.
PyObject *check_lengths(PyObject *iterators, Py_ssize_t ended) {
    if (is_error_pending() && !clear_if_matches(PyExc_StopIteration)) return nullptr;
    if (ended > 0) return raise_unequal(ended + 1, "shorter", ended);
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(iterators); i++) {
        const Ref item = Ref::steal(step(PyTuple_GET_ITEM(iterators, i)));
        if (item) return raise_unequal(i + 1, "longer", i);
        if (is_error_pending() && !clear_if_matches(PyExc_StopIteration)) return nullptr;
    }
    return nullptr;
}

PyObject *zip_next(PyObject *self) {
    Zip *zip = as_zip(self);
    const Py_ssize_t count = PyTuple_GET_SIZE(zip->iterators);
    if (count == 0) return nullptr;
    const bool is_reused = Py_REFCNT(zip->result) == 1;
    Ref result = is_reused ? Ref::borrow(zip->result) : TRY_REF(PyTuple_New(count));
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *item = step(PyTuple_GET_ITEM(zip->iterators, i));
        if (item == nullptr) {
            result = {};
            return zip->is_strict ? check_lengths(zip->iterators, i) : nullptr;
        }
        Py_XSETREF(PyTuple_GET_ITEM(result.get(), i), item);
    }
    // The collector may have found the old items harmless.
    if (is_reused && !is_tracked(zip->result)) track_if_needed(as_tuple(zip->result));
    return result.release();
}

PyObject *zip_reduce(PyObject *self, PyObject *) {
    if (as_zip(self)->is_strict) return Py_BuildValue("OOO", Py_TYPE(self), as_zip(self)->iterators, Py_True);
    return Py_BuildValue("OO", Py_TYPE(self), as_zip(self)->iterators);
}

PyObject *zip_setstate(PyObject *self, PyObject *state) {
    as_zip(self)->is_strict = TRY(PyObject_IsTrue(state));
    Py_RETURN_NONE;
}

PyMethodDef zip_methods[] = {
    {"__reduce__", zip_reduce, METH_NOARGS, "Return state information for pickling."},
    {"__setstate__", zip_setstate, METH_O, "Set state information for unpickling."},
    {},
};

// --- map

PyObject *make_map(PyTypeObject *type, PyObject *const *args, Py_ssize_t count) {
    if (count < 2) return raise_type_error("map() must have at least two arguments.");
    Ref iterators = TRY(iterators_over(args + 1, count - 1));
    auto *self = new_iterator<Map>(type, &PyMap_Type);
    if (self == nullptr) return nullptr;
    self->iterators = iterators.release();
    self->function = Py_NewRef(args[0]);
    return publish(self);
}

PyObject *map_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    const bool has_own_init = type->tp_init != PyMap_Type.tp_init;
    if (!has_own_init && !_PyArg_NoKeywords("map", kwargs)) return nullptr;
    return make_map(type, tuple_items(args), PyTuple_GET_SIZE(args));
}

PyObject *map_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                         PyObject *keyword_names) {
    if (!_PyArg_NoKwnames("map", keyword_names)) return nullptr;
    return make_map(reinterpret_cast<PyTypeObject *>(type), args, PyVectorcall_NARGS(count_and_flag));
}

void map_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_map(self)->iterators);
    Py_XDECREF(as_map(self)->function);
    free_iterator<Map>(self, &PyMap_Type);
}

int map_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_map(self)->iterators);
    Py_VISIT(as_map(self)->function);
    return 0;
}

PyObject *map_many(const Map *map, Py_ssize_t count) {
    SmallArray<PyObject *> items(static_cast<size_t>(count));
    if (!items) return nullptr;
    Py_ssize_t found = 0;
    while (found < count && (items[found] = step(PyTuple_GET_ITEM(map->iterators, found))) != nullptr)
        found++;
    PyObject *result = found == count
                           ? call_vector(map->function, items.data(), static_cast<size_t>(count), nullptr)
                           : nullptr;
    for (Py_ssize_t i = 0; i < found; i++) Py_DECREF(items[i]);
    return result;
}

PyObject *map_next(PyObject *self) {
    const Map *map = as_map(self);
    const Py_ssize_t count = PyTuple_GET_SIZE(map->iterators);
    if (count != 1) return map_many(map, count);
    const Ref item = Ref::steal(step(PyTuple_GET_ITEM(map->iterators, 0)));
    return item ? call_one(map->function, item.get()) : nullptr;
}

PyObject *map_reduce(PyObject *self, PyObject *) {
    const Py_ssize_t count = PyTuple_GET_SIZE(as_map(self)->iterators);
    Ref args = TRY_REF(PyTuple_New(count + 1));
    PyTuple_SET_ITEM(args.get(), 0, Py_NewRef(as_map(self)->function));
    for (Py_ssize_t i = 0; i < count; i++)
        PyTuple_SET_ITEM(args.get(), i + 1, Py_NewRef(PyTuple_GET_ITEM(as_map(self)->iterators, i)));
    return Py_BuildValue("ON", Py_TYPE(self), args.release());
}

PyMethodDef map_methods[] = {
    {"__reduce__", map_reduce, METH_NOARGS, "Return state information for pickling."},
    {},
};

// --- filter

PyObject *make_filter(PyTypeObject *type, PyObject *function, PyObject *iterable) {
    Ref iterator = TRY_REF(PyObject_GetIter(iterable));
    auto *self = new_iterator<Filter>(type, &PyFilter_Type);
    if (self == nullptr) return nullptr;
    self->function = Py_NewRef(function);
    self->iterator = iterator.release();
    return publish(self);
}

PyObject *filter_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    const bool has_own_init = type->tp_init != PyFilter_Type.tp_init;
    if (!has_own_init && !_PyArg_NoKeywords("filter", kwargs)) return nullptr;
    PyObject *function, *iterable;
    if (!PyArg_UnpackTuple(args, "filter", 2, 2, &function, &iterable)) return nullptr;
    return make_filter(type, function, iterable);
}

PyObject *filter_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                            PyObject *keyword_names) {
    if (!_PyArg_NoKwnames("filter", keyword_names)) return nullptr;
    if (!_PyArg_CheckPositional("filter", PyVectorcall_NARGS(count_and_flag), 2, 2)) return nullptr;
    return make_filter(reinterpret_cast<PyTypeObject *>(type), args[0], args[1]);
}

void filter_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_filter(self)->function);
    Py_XDECREF(as_filter(self)->iterator);
    free_iterator<Filter>(self, &PyFilter_Type);
}

int filter_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_filter(self)->function);
    Py_VISIT(as_filter(self)->iterator);
    return 0;
}

// 1, 0 or -1.
int is_wanted(PyObject *function, PyObject *item) {
    const bool is_truth_test = function == Py_None || function == reinterpret_cast<PyObject *>(&PyBool_Type);
    if (is_truth_test) return is_true(item);
    const Ref answer = TRY_REF(call_one(function, item));
    return is_true(answer.get());
}

PyObject *filter_next(PyObject *self) {
    const Filter *filter = as_filter(self);
    while (PyObject *item = step(filter->iterator)) {
        const int answer = is_wanted(filter->function, item);
        if (answer > 0) return item;
        Py_DECREF(item);
        if (answer < 0) return nullptr;
    }
    return nullptr;
}

PyObject *filter_reduce(PyObject *self, PyObject *) {
    return Py_BuildValue("O(OO)", Py_TYPE(self), as_filter(self)->function, as_filter(self)->iterator);
}

PyMethodDef filter_methods[] = {
    {"__reduce__", filter_reduce, METH_NOARGS, "Return state information for pickling."},
    {},
};

} // namespace

extern "C" {

PyTypeObject PyZip_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "zip",
    .tp_basicsize = sizeof(Zip),
    .tp_dealloc = zip_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc =
        "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n"
        "   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]\n\n"
        "Each tuple has an item of every iterable. If strict is true, iterables that do not\n"
        "end together are a ValueError.",
    .tp_traverse = zip_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = zip_next,
    .tp_methods = zip_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = zip_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = zip_vectorcall,
};

PyTypeObject PyMap_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "map",
    .tp_basicsize = sizeof(Map),
    .tp_dealloc = map_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "map(func, *iterables) --> map object\n\n"
              "Make an iterator that computes the function using arguments from\n"
              "each of the iterables.  Stops when the shortest iterable is exhausted.",
    .tp_traverse = map_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = map_next,
    .tp_methods = map_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = map_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = map_vectorcall,
};

PyTypeObject PyFilter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "filter",
    .tp_basicsize = sizeof(Filter),
    .tp_dealloc = filter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "filter(function or None, iterable) --> filter object\n\n"
              "Return an iterator yielding those items of iterable for which function(item)\n"
              "is true. If function is None, return the items that are true.",
    .tp_traverse = filter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = filter_next,
    .tp_methods = filter_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = filter_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = filter_vectorcall,
};

} // extern "C"

} // namespace adder::objects
