// SPDX-License-Identifier: MIT
//
// product, permutations, combinations and combinations_with_replacement. Each holds its pools as tuples and
// the indices of the latest result; a step changes the indices, and a result is a new tuple made from them.
#include "iterator_type.hpp"
#include "itertools.hpp"

#include <algorithm>
#include <utility>

namespace adder::stdlib {
namespace {

enum class Phase { Fresh, Running, Stopped };

struct Arrangement {
    PyObject_HEAD PyObject *pool; // tuple; for product a tuple of tuples
    Py_ssize_t *indices;
    Py_ssize_t *cycles; // permutations: how many swaps are left at each place
    Py_ssize_t length;  // of a result
    Phase phase;

    auto references() { return std::array{&pool}; }
    void release() {
        PyMem_Free(indices);
        PyMem_Free(cycles);
    }
};

using Step = bool (*)(Arrangement *self); // to the next indices; false when there are none

Py_ssize_t pool_size(const Arrangement *self) {
    return PyTuple_GET_SIZE(self->pool);
}

Py_ssize_t *make_indices(Py_ssize_t count) {
    auto *indices =
        static_cast<Py_ssize_t *>(PyMem_Calloc(static_cast<size_t>(count) + 1, sizeof(Py_ssize_t)));
    if (indices == nullptr) PyErr_NoMemory();
    return indices;
}

// The iterator over the pool with all indices zero.
Arrangement *make_arrangement(PyTypeObject *type, Owned pool, Py_ssize_t length, Py_ssize_t index_count) {
    if (!pool) return nullptr;
    auto *self = allocate<Arrangement>(type);
    if (self == nullptr) return nullptr;
    self->pool = pool.release();
    self->length = length;
    self->indices = make_indices(index_count);
    if (self->indices == nullptr) Py_CLEAR(self);
    return self;
}

// The items that the indices say.
PyObject *result_of(const Arrangement *self, bool has_pools) {
    PyObject *result = PyTuple_New(self->length);
    if (result == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < self->length; i++) {
        PyObject *pool = has_pools ? PyTuple_GET_ITEM(self->pool, i) : self->pool;
        PyTuple_SET_ITEM(result, i, Py_NewRef(PyTuple_GET_ITEM(pool, self->indices[i])));
    }
    return result;
}

template <Step step, bool has_pools = false> PyObject *arrangement_next(PyObject *object) {
    auto *self = as<Arrangement>(object);
    if (self->phase == Phase::Stopped) return nullptr;
    if (self->phase == Phase::Running && !step(self)) {
        self->phase = Phase::Stopped;
        return nullptr;
    }
    self->phase = Phase::Running;
    return result_of(self, has_pools);
}

// The arguments `iterable` and `r` of the three that choose from one pool.
bool parse_pool(PyObject *args, PyObject *keywords, const char *format, Owned &pool, PyObject *&length) {
    static const char *names[] = {"iterable", "r", nullptr};
    PyObject *iterable;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, format, const_cast<char **>(names), &iterable, &length))
        return false;
    pool = Owned(PySequence_Tuple(iterable));
    return static_cast<bool>(pool);
}

bool check_length(Py_ssize_t length) {
    if (length == -1 && PyErr_Occurred() != nullptr) return false;
    if (length >= 0) return true;
    PyErr_SetString(PyExc_ValueError, "r must be non-negative");
    return false;
}

PyObject *reduce_with_length(PyObject *object, Owned state) {
    auto *self = as<Arrangement>(object);
    if (self->phase == Phase::Fresh) return Py_BuildValue("O(On)", Py_TYPE(object), self->pool, self->length);
    if (self->phase == Phase::Stopped) return Py_BuildValue("O(()n)", Py_TYPE(object), self->length);
    if (!state) return nullptr;
    return Py_BuildValue("O(On)N", Py_TYPE(object), self->pool, self->length, state.release());
}

bool check_state(PyObject *state, Py_ssize_t size) {
    if (PyTuple_Check(state) && PyTuple_GET_SIZE(state) == size) return true;
    PyErr_SetString(PyExc_ValueError, "invalid arguments");
    return false;
}

// --- combinations

bool step_combinations(Arrangement *self) {
    const Py_ssize_t n = pool_size(self);
    const Py_ssize_t r = self->length;
    Py_ssize_t i = r - 1;
    while (i >= 0 && self->indices[i] == i + n - r) i--;
    if (i < 0) return false;
    self->indices[i]++;
    for (i++; i < r; i++) self->indices[i] = self->indices[i - 1] + 1;
    return true;
}

PyObject *combinations_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    Owned pool;
    PyObject *given;
    if (!parse_pool(args, keywords, "OO:combinations", pool, given)) return nullptr;
    const Py_ssize_t length = to_size(given);
    if (!check_length(length)) return nullptr;
    const bool is_possible = length <= PyTuple_GET_SIZE(pool.get());
    Arrangement *self = make_arrangement(type, std::move(pool), length, is_possible ? length : 0);
    if (self == nullptr) return nullptr;
    if (!is_possible) self->phase = Phase::Stopped;
    for (Py_ssize_t i = 0; is_possible && i < length; i++) self->indices[i] = i;
    return as_object(self);
}

PyObject *choices_reduce(PyObject *object, PyObject *) {
    auto *self = as<Arrangement>(object);
    const bool is_running = self->phase == Phase::Running;
    return reduce_with_length(object, is_running ? tuple_of_numbers(self->indices, self->length) : Owned());
}

// The limit of the index at a place is `last` there.
template <class Limit> PyObject *choices_setstate(PyObject *object, PyObject *state, const Limit &last) {
    auto *self = as<Arrangement>(object);
    if (!check_state(state, self->length)) return nullptr;
    const bool is_impossible = self->length > 0 && last(self, 0) < 0;
    for (Py_ssize_t i = 0; !is_impossible && i < self->length; i++) {
        const Py_ssize_t index = clamped_index(state, i, 0, last(self, i));
        if (index < 0) return nullptr;
        self->indices[i] = index;
    }
    self->phase = is_impossible ? Phase::Stopped : Phase::Running;
    Py_RETURN_NONE;
}

PyObject *combinations_setstate(PyObject *self, PyObject *state) {
    return choices_setstate(self, state, [](const Arrangement *a, Py_ssize_t i) {
        return pool_size(a) < a->length ? -1 : i + pool_size(a) - a->length;
    });
}

// --- combinations_with_replacement

bool step_with_replacement(Arrangement *self) {
    const Py_ssize_t last = pool_size(self) - 1;
    Py_ssize_t i = self->length - 1;
    while (i >= 0 && self->indices[i] == last) i--;
    if (i < 0) return false;
    std::fill(self->indices + i, self->indices + self->length, self->indices[i] + 1);
    return true;
}

PyObject *with_replacement_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    Owned pool;
    PyObject *given;
    if (!parse_pool(args, keywords, "OO:combinations_with_replacement", pool, given)) return nullptr;
    const Py_ssize_t length = to_size(given);
    if (!check_length(length)) return nullptr;
    Arrangement *self = make_arrangement(type, std::move(pool), length, length);
    if (self != nullptr && pool_size(self) == 0 && length > 0) self->phase = Phase::Stopped;
    return as_object(self);
}

PyObject *with_replacement_setstate(PyObject *self, PyObject *state) {
    return choices_setstate(self, state, [](const Arrangement *a, Py_ssize_t) { return pool_size(a) - 1; });
}

// --- permutations

// Each place counts how many items it may still take; where none is left the item moves to the end and the
// place before it goes on.
bool step_permutations(Arrangement *self) {
    const Py_ssize_t n = pool_size(self);
    Py_ssize_t *indices = self->indices;
    for (Py_ssize_t i = self->length - 1; i >= 0; i--) {
        if (--self->cycles[i] != 0) {
            std::swap(indices[i], indices[n - self->cycles[i]]);
            return true;
        }
        std::rotate(indices + i, indices + i + 1, indices + n);
        self->cycles[i] = n - i;
    }
    return false;
}

PyObject *permutations_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    Owned pool;
    PyObject *given = Py_None;
    if (!parse_pool(args, keywords, "O|O:permutations", pool, given)) return nullptr;
    const Py_ssize_t n = PyTuple_GET_SIZE(pool.get());
    if (given != Py_None && !PyLong_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "Expected int as r");
        return nullptr;
    }
    const Py_ssize_t length = given == Py_None ? n : PyLong_AsSsize_t(given);
    if (!check_length(length)) return nullptr;
    Arrangement *self = make_arrangement(type, std::move(pool), length, n);
    if (self == nullptr) return nullptr;
    if (length > n) {
        self->phase = Phase::Stopped;
        return as_object(self);
    }
    self->cycles = make_indices(length);
    if (self->cycles == nullptr) Py_CLEAR(self);
    for (Py_ssize_t i = 0; self != nullptr && i < n; i++) self->indices[i] = i;
    for (Py_ssize_t i = 0; self != nullptr && i < length; i++) self->cycles[i] = n - i;
    return as_object(self);
}

PyObject *permutations_reduce(PyObject *object, PyObject *) {
    auto *self = as<Arrangement>(object);
    if (self->phase != Phase::Running) return reduce_with_length(object, Owned());
    const Owned indices = tuple_of_numbers(self->indices, pool_size(self));
    const Owned cycles = indices ? tuple_of_numbers(self->cycles, self->length) : Owned();
    return reduce_with_length(object, cycles ? Owned(PyTuple_Pack(2, indices.get(), cycles.get())) : Owned());
}

PyObject *permutations_setstate(PyObject *object, PyObject *state) {
    auto *self = as<Arrangement>(object);
    const Py_ssize_t n = pool_size(self);
    if (!PyTuple_Check(state)) {
        PyErr_SetString(PyExc_TypeError, "state is not a tuple");
        return nullptr;
    }
    PyObject *indices;
    PyObject *cycles;
    if (!PyArg_ParseTuple(state, "O!O!", &PyTuple_Type, &indices, &PyTuple_Type, &cycles)) return nullptr;
    if (!check_state(indices, n) || !check_state(cycles, self->length)) return nullptr;
    for (Py_ssize_t i = 0; i < n; i++) {
        const Py_ssize_t index = clamped_index(indices, i, 0, n - 1);
        if (index < 0) return nullptr;
        self->indices[i] = index;
    }
    for (Py_ssize_t i = 0; self->cycles != nullptr && i < self->length; i++) {
        const Py_ssize_t left = clamped_index(cycles, i, 1, n - i);
        if (left < 0) return nullptr;
        self->cycles[i] = left;
    }
    self->phase = self->cycles == nullptr ? Phase::Stopped : Phase::Running;
    Py_RETURN_NONE;
}

// --- product

bool step_product(Arrangement *self) {
    for (Py_ssize_t i = self->length - 1; i >= 0; i--) {
        if (++self->indices[i] < PyTuple_GET_SIZE(PyTuple_GET_ITEM(self->pool, i))) return true;
        self->indices[i] = 0;
    }
    return false;
}

bool parse_repeat(PyObject *keywords, Py_ssize_t &repeat) {
    if (keywords == nullptr) return true;
    static const char *names[] = {"repeat", nullptr};
    const Owned nothing(PyTuple_New(0));
    if (!nothing || !PyArg_ParseTupleAndKeywords(nothing.get(), keywords, "|n:product",
                                                 const_cast<char **>(names), &repeat))
        return false;
    if (repeat >= 0) return true;
    PyErr_SetString(PyExc_ValueError, "repeat argument cannot be negative");
    return false;
}

PyObject *product_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    Py_ssize_t repeat = 1;
    if (!parse_repeat(keywords, repeat)) return nullptr;
    const Py_ssize_t given = repeat == 0 ? 0 : PyTuple_GET_SIZE(args);
    if (given > 0 && repeat > PY_SSIZE_T_MAX / static_cast<Py_ssize_t>(sizeof(Py_ssize_t)) / given) {
        PyErr_SetString(PyExc_OverflowError, "repeat argument too large");
        return nullptr;
    }
    const Py_ssize_t length = given * repeat;
    Arrangement *self = make_arrangement(type, Owned(PyTuple_New(length)), length, length);
    for (Py_ssize_t i = 0; self != nullptr && i < length; i++) {
        PyObject *pool = i < given ? PySequence_Tuple(PyTuple_GET_ITEM(args, i))
                                   : Py_NewRef(PyTuple_GET_ITEM(self->pool, i - given));
        if (pool == nullptr) {
            Py_DECREF(as_object(self));
            return nullptr;
        }
        PyTuple_SET_ITEM(self->pool, i, pool);
        if (PyTuple_GET_SIZE(pool) == 0) self->phase = Phase::Stopped;
    }
    return as_object(self);
}

PyObject *product_reduce(PyObject *object, PyObject *) {
    auto *self = as<Arrangement>(object);
    if (self->phase == Phase::Stopped) return Py_BuildValue("O(())", Py_TYPE(object));
    if (self->phase == Phase::Fresh) return Py_BuildValue("OO", Py_TYPE(object), self->pool);
    Owned indices = tuple_of_numbers(self->indices, self->length);
    if (!indices) return nullptr;
    return Py_BuildValue("OON", Py_TYPE(object), self->pool, indices.release());
}

PyObject *product_setstate(PyObject *object, PyObject *state) {
    auto *self = as<Arrangement>(object);
    if (!check_state(state, self->length)) return nullptr;
    if (self->phase == Phase::Stopped) Py_RETURN_NONE; // a pool is empty
    for (Py_ssize_t i = 0; i < self->length; i++) {
        const Py_ssize_t last = PyTuple_GET_SIZE(PyTuple_GET_ITEM(self->pool, i)) - 1;
        if (last < 0) {
            self->phase = Phase::Stopped;
            Py_RETURN_NONE;
        }
        const Py_ssize_t index = clamped_index(state, i, 0, last);
        if (index < 0) return nullptr;
        self->indices[i] = index;
    }
    self->phase = Phase::Running;
    Py_RETURN_NONE;
}

PyMethodDef combinations_methods[] = {
    {"__reduce__", choices_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", combinations_setstate, METH_O, setstate_doc},
    {},
};
PyMethodDef with_replacement_methods[] = {
    {"__reduce__", choices_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", with_replacement_setstate, METH_O, setstate_doc},
    {},
};
PyMethodDef permutations_methods[] = {
    {"__reduce__", permutations_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", permutations_setstate, METH_O, setstate_doc},
    {},
};
PyMethodDef product_methods[] = {
    {"__reduce__", product_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", product_setstate, METH_O, setstate_doc},
    {},
};

} // namespace

PyTypeObject combinations_type = iterator_type<Arrangement>(
    "itertools.combinations",
    "combinations(iterable, r)\n--\n\nAll choices of r items, in the order of the iterable.",
    combinations_new, arrangement_next<step_combinations>, combinations_methods);

PyTypeObject combinations_with_replacement_type = iterator_type<Arrangement>(
    "itertools.combinations_with_replacement",
    "combinations_with_replacement(iterable, r)\n--\n\nAll choices of r items where one may be taken again.",
    with_replacement_new, arrangement_next<step_with_replacement>, with_replacement_methods);

PyTypeObject permutations_type = iterator_type<Arrangement>(
    "itertools.permutations",
    "permutations(iterable, r=None)\n--\n\nAll orders of r items, of all items without r.", permutations_new,
    arrangement_next<step_permutations>, permutations_methods);

PyTypeObject product_type =
    iterator_type<Arrangement>("itertools.product",
                               "product(*iterables, repeat=1) --> product object\n\nAll tuples with one item "
                               "of each iterable, as nested "
                               "loops give them.",
                               product_new, arrangement_next<step_product, true>, product_methods);

} // namespace adder::stdlib
