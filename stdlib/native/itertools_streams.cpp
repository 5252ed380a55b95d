// SPDX-License-Identifier: MIT
//
// The iterators of module itertools that make or join streams: count, repeat, cycle, chain, accumulate and
// zip_longest.
#include "iterator_type.hpp"
#include "itertools.hpp"

namespace adder::stdlib {
namespace {

// --- count

// Counts in `number` while that can be; then, and for other steps, `value` and `step` are objects.
struct Count {
    PyObject_HEAD PyObject *value;
    PyObject *step;
    Py_ssize_t number;
    bool is_plain; // an int counted up by one

    auto references() { return std::array{&value, &step}; }
};

bool is_one(PyObject *number) {
    if (!PyLong_Check(number)) return false;
    int overflow;
    return PyLong_AsLongAndOverflow(number, &overflow) == 1;
}

PyObject *count_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"start", "step", nullptr};
    PyObject *start = nullptr;
    PyObject *step = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|OO:count", const_cast<char **>(names), &start, &step))
        return nullptr;
    if ((start != nullptr && !PyNumber_Check(start)) || (step != nullptr && !PyNumber_Check(step))) {
        PyErr_SetString(PyExc_TypeError, "a number is required");
        return nullptr;
    }
    auto *self = allocate<Count>(type);
    if (self == nullptr) return nullptr;
    self->value = start == nullptr ? PyLong_FromLong(0) : Py_NewRef(start);
    self->step = step == nullptr ? PyLong_FromLong(1) : Py_NewRef(step);
    if (PyLong_Check(self->value) && is_one(self->step)) {
        self->number = PyLong_AsSsize_t(self->value);
        self->is_plain = self->number != -1 || PyErr_Occurred() == nullptr;
        PyErr_Clear();
    }
    return as_object(self);
}

// The number that comes next.
Owned count_value(const Count *self) {
    return self->is_plain ? Owned(PyLong_FromSsize_t(self->number)) : Owned::borrow(self->value);
}

PyObject *count_next(PyObject *object) {
    auto *self = as<Count>(object);
    if (self->is_plain && self->number < PY_SSIZE_T_MAX) return PyLong_FromSsize_t(self->number++);
    if (self->is_plain) {
        Py_SETREF(self->value, PyLong_FromSsize_t(self->number));
        self->is_plain = false;
    }
    PyObject *following = PyNumber_Add(self->value, self->step);
    if (following == nullptr) return nullptr;
    return std::exchange(self->value, following);
}

PyObject *count_repr(PyObject *object) {
    auto *self = as<Count>(object);
    const Owned value = count_value(self);
    if (!value) return nullptr;
    const char *name = _PyType_Name(Py_TYPE(object));
    if (is_one(self->step)) return PyUnicode_FromFormat("%s(%R)", name, value.get());
    return PyUnicode_FromFormat("%s(%R, %R)", name, value.get(), self->step);
}

PyObject *count_reduce(PyObject *object, PyObject *) {
    auto *self = as<Count>(object);
    Owned value = count_value(self);
    if (!value) return nullptr;
    if (self->is_plain) return Py_BuildValue("O(N)", Py_TYPE(object), value.release());
    return Py_BuildValue("O(NO)", Py_TYPE(object), value.release(), self->step);
}

PyMethodDef count_methods[] = {{"__reduce__", count_reduce, METH_NOARGS, reduce_doc}, {}};

// --- repeat

struct Repeat {
    PyObject_HEAD PyObject *element;
    Py_ssize_t left; // -1: endless

    auto references() { return std::array{&element}; }
};

PyObject *repeat_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"object", "times", nullptr};
    PyObject *element;
    Py_ssize_t times = -1;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|n:repeat", const_cast<char **>(names), &element,
                                     &times))
        return nullptr;
    const Py_ssize_t given = PyTuple_GET_SIZE(args) + (keywords == nullptr ? 0 : PyDict_GET_SIZE(keywords));
    auto *self = allocate<Repeat>(type);
    if (self == nullptr) return nullptr;
    self->element = Py_NewRef(element);
    self->left = given == 2 && times < 0 ? 0 : times;
    return as_object(self);
}

PyObject *repeat_next(PyObject *object) {
    auto *self = as<Repeat>(object);
    if (self->left == 0) return nullptr;
    if (self->left > 0) self->left--;
    return Py_NewRef(self->element);
}

PyObject *repeat_repr(PyObject *object) {
    auto *self = as<Repeat>(object);
    const char *name = _PyType_Name(Py_TYPE(object));
    if (self->left < 0) return PyUnicode_FromFormat("%s(%R)", name, self->element);
    return PyUnicode_FromFormat("%s(%R, %zd)", name, self->element, self->left);
}

PyObject *repeat_length_hint(PyObject *object, PyObject *) {
    if (as<Repeat>(object)->left >= 0) return PyLong_FromSsize_t(as<Repeat>(object)->left);
    PyErr_SetString(PyExc_TypeError, "len() of unsized object");
    return nullptr;
}

PyObject *repeat_reduce(PyObject *object, PyObject *) {
    auto *self = as<Repeat>(object);
    if (self->left < 0) return Py_BuildValue("O(O)", Py_TYPE(object), self->element);
    return Py_BuildValue("O(On)", Py_TYPE(object), self->element, self->left);
}

PyMethodDef repeat_methods[] = {
    {"__length_hint__", repeat_length_hint, METH_NOARGS, "How many times are left."},
    {"__reduce__", repeat_reduce, METH_NOARGS, reduce_doc},
    {},
};

// --- cycle

struct Cycle {
    PyObject_HEAD PyObject *iterator; // NULL once it is at its end
    PyObject *saved;                  // list
    Py_ssize_t index;                 // in `saved`, when the iterator is gone
    bool is_complete;                 // `saved` has everything already

    auto references() { return std::array{&iterator, &saved}; }
};

PyObject *cycle_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    if (!has_no_keywords(type, &cycle_type, "cycle", keywords)) return nullptr;
    PyObject *iterable;
    if (!PyArg_UnpackTuple(args, "cycle", 1, 1, &iterable)) return nullptr;
    Owned iterator(PyObject_GetIter(iterable));
    Owned saved(iterator ? PyList_New(0) : nullptr);
    auto *self = saved ? allocate<Cycle>(type) : nullptr;
    if (self == nullptr) return nullptr;
    self->iterator = iterator.release();
    self->saved = saved.release();
    return as_object(self);
}

PyObject *cycle_next(PyObject *object) {
    auto *self = as<Cycle>(object);
    if (self->iterator != nullptr) {
        const Owned iterator = Owned::borrow(self->iterator);
        Owned item(next_of(iterator.get()));
        if (item) {
            if (!self->is_complete && PyList_Append(self->saved, item.get()) < 0) return nullptr;
            return item.release();
        }
        if (!is_at_end()) return nullptr;
        Py_CLEAR(self->iterator);
    }
    if (PyList_GET_SIZE(self->saved) == 0) return nullptr;
    PyObject *item = Py_NewRef(PyList_GET_ITEM(self->saved, self->index));
    if (++self->index >= PyList_GET_SIZE(self->saved)) self->index = 0;
    return item;
}

PyObject *cycle_reduce(PyObject *object, PyObject *) {
    auto *self = as<Cycle>(object);
    PyObject *is_complete = PyBool_FromLong(self->is_complete || self->iterator == nullptr);
    if (self->iterator != nullptr)
        return Py_BuildValue("O(O)(ON)", Py_TYPE(object), self->iterator, self->saved, is_complete);
    Owned rest(PyObject_GetIter(self->saved));
    if (rest && self->index != 0) {
        const Owned done(PyObject_CallMethod(rest.get(), "__setstate__", "n", self->index));
        if (!done) return nullptr;
    }
    return rest ? Py_BuildValue("O(N)(ON)", Py_TYPE(object), rest.release(), self->saved, is_complete)
                : nullptr;
}

PyObject *cycle_setstate(PyObject *object, PyObject *state) {
    auto *self = as<Cycle>(object);
    if (!PyTuple_Check(state)) {
        PyErr_SetString(PyExc_TypeError, "state is not a tuple");
        return nullptr;
    }
    PyObject *saved;
    int is_complete;
    if (!PyArg_ParseTuple(state, "O!i", &PyList_Type, &saved, &is_complete)) return nullptr;
    Py_SETREF(self->saved, Py_NewRef(saved));
    self->is_complete = is_complete != 0;
    self->index = 0;
    Py_RETURN_NONE;
}

PyMethodDef cycle_methods[] = {
    {"__reduce__", cycle_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", cycle_setstate, METH_O, setstate_doc},
    {},
};

// --- chain

struct Chain {
    PyObject_HEAD PyObject *source; // iterator over the iterables; NULL at the end
    PyObject *active;               // iterator over the one being read

    auto references() { return std::array{&source, &active}; }
};

PyObject *make_chain(PyTypeObject *type, PyObject *iterables) {
    Owned source(PyObject_GetIter(iterables));
    auto *self = source ? allocate<Chain>(type) : nullptr;
    if (self != nullptr) self->source = source.release();
    return as_object(self);
}

PyObject *chain_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    if (!has_no_keywords(type, &chain_type, "chain", keywords)) return nullptr;
    return make_chain(type, args);
}

PyObject *chain_from_iterable(PyObject *type, PyObject *iterable) {
    return make_chain(as<PyTypeObject>(type), iterable);
}

// Goes to the next iterable. False at the end, which ends the chain for good, and on an error.
bool chain_advance(Chain *self) {
    const Owned source = Owned::borrow(self->source);
    const Owned iterable(next_of(source.get()));
    PyObject *active = iterable ? PyObject_GetIter(iterable.get()) : nullptr;
    if (active == nullptr) {
        Py_CLEAR(self->source);
        return false;
    }
    Py_XSETREF(self->active, active);
    return true;
}

PyObject *chain_next(PyObject *object) {
    auto *self = as<Chain>(object);
    while (self->source != nullptr) {
        if (self->active == nullptr && !chain_advance(self)) return nullptr;
        const Owned active = Owned::borrow(self->active);
        if (PyObject *item = next_of(active.get())) return item;
        if (!is_at_end()) return nullptr;
        if (self->active == active.get()) Py_CLEAR(self->active);
    }
    return nullptr;
}

PyObject *chain_reduce(PyObject *object, PyObject *) {
    auto *self = as<Chain>(object);
    if (self->source == nullptr) return Py_BuildValue("O()", Py_TYPE(object));
    if (self->active == nullptr) return Py_BuildValue("O()(O)", Py_TYPE(object), self->source);
    return Py_BuildValue("O()(OO)", Py_TYPE(object), self->source, self->active);
}

PyObject *chain_setstate(PyObject *object, PyObject *state) {
    auto *self = as<Chain>(object);
    if (!PyTuple_Check(state)) {
        PyErr_SetString(PyExc_TypeError, "state is not a tuple");
        return nullptr;
    }
    PyObject *source;
    PyObject *active = nullptr;
    if (!PyArg_ParseTuple(state, "O|O", &source, &active)) return nullptr;
    if (!PyIter_Check(source) || (active != nullptr && !PyIter_Check(active))) {
        PyErr_SetString(PyExc_TypeError, "Arguments must be iterators.");
        return nullptr;
    }
    Py_XSETREF(self->source, Py_NewRef(source));
    Py_XSETREF(self->active, Py_XNewRef(active));
    Py_RETURN_NONE;
}

PyMethodDef chain_methods[] = {
    {"from_iterable", chain_from_iterable, METH_O | METH_CLASS,
     "from_iterable($type, iterable, /)\n--\n\nThe chain of the iterables that the iterable gives."},
    {"__reduce__", chain_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", chain_setstate, METH_O, setstate_doc},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};

// --- accumulate

struct Accumulate {
    PyObject_HEAD PyObject *total; // NULL before the first item
    PyObject *iterator;
    PyObject *function; // NULL for addition
    PyObject *initial;  // NULL when there is none or it has been given

    auto references() { return std::array{&total, &iterator, &function, &initial}; }
};

PyObject *accumulate_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"iterable", "func", "initial", nullptr};
    PyObject *iterable;
    PyObject *function = Py_None;
    PyObject *initial = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|O$O:accumulate", const_cast<char **>(names),
                                     &iterable, &function, &initial))
        return nullptr;
    Owned iterator(PyObject_GetIter(iterable));
    auto *self = iterator ? allocate<Accumulate>(type) : nullptr;
    if (self == nullptr) return nullptr;
    self->iterator = iterator.release();
    self->function = function == Py_None ? nullptr : Py_NewRef(function);
    self->initial = initial == Py_None ? nullptr : Py_NewRef(initial);
    return as_object(self);
}

PyObject *accumulate_next(PyObject *object) {
    auto *self = as<Accumulate>(object);
    if (self->initial != nullptr) {
        Py_XSETREF(self->total, std::exchange(self->initial, nullptr));
        return Py_NewRef(self->total);
    }
    Owned item(next_of(self->iterator));
    if (!item) return nullptr;
    if (self->total != nullptr) {
        const Owned total = Owned::borrow(self->total);
        PyObject *const pair[] = {total.get(), item.get()};
        item = Owned(self->function == nullptr ? PyNumber_Add(pair[0], pair[1])
                                               : PyObject_Vectorcall(self->function, pair, 2, nullptr));
        if (!item) return nullptr;
    }
    Py_XSETREF(self->total, Py_NewRef(item.get()));
    return item.release();
}

// The iterator with one item put before it.
Owned chained(PyObject *first, PyObject *iterator) {
    return Owned(PyObject_CallFunction(as_object(&chain_type), "(O)O", first, iterator));
}

PyObject *accumulate_reduce(PyObject *object, PyObject *) {
    auto *self = as<Accumulate>(object);
    PyObject *function = self->function == nullptr ? Py_None : self->function;
    if (self->initial != nullptr) {
        Owned rest = chained(self->initial, self->iterator);
        return rest ? Py_BuildValue("O(NO)O", Py_TYPE(object), rest.release(), function, Py_None) : nullptr;
    }
    // A state of None means that there is no total: a total that is None goes in as an item that is skipped.
    if (self->total == Py_None) {
        const Owned rest = chained(self->total, self->iterator);
        Owned again(
            rest ? PyObject_CallFunctionObjArgs(as_object(Py_TYPE(object)), rest.get(), function, nullptr)
                 : nullptr);
        return again ? Py_BuildValue("O(NiO)", &islice_type, again.release(), 1, Py_None) : nullptr;
    }
    return Py_BuildValue("O(OO)O", Py_TYPE(object), self->iterator, function,
                         self->total == nullptr ? Py_None : self->total);
}

PyObject *accumulate_setstate(PyObject *object, PyObject *state) {
    Py_XSETREF(as<Accumulate>(object)->total, state == Py_None ? nullptr : Py_NewRef(state));
    Py_RETURN_NONE;
}

PyMethodDef accumulate_methods[] = {
    {"__reduce__", accumulate_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", accumulate_setstate, METH_O, setstate_doc},
    {},
};

// --- zip_longest

struct ZipLongest {
    PyObject_HEAD PyObject *iterators; // tuple, with NULL where one is at its end
    PyObject *fill;
    Py_ssize_t active;

    auto references() { return std::array{&iterators, &fill}; }
};

PyObject *zip_longest_fill(PyObject *keywords) {
    if (keywords == nullptr || PyDict_GET_SIZE(keywords) == 0) return Py_None;
    PyObject *fill = PyDict_GET_SIZE(keywords) == 1 ? PyDict_GetItemString(keywords, "fillvalue") : nullptr;
    if (fill == nullptr) PyErr_SetString(PyExc_TypeError, "zip_longest() got an unexpected keyword argument");
    return fill;
}

PyObject *zip_longest_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    PyObject *fill = zip_longest_fill(keywords);
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    Owned iterators(fill == nullptr ? nullptr : PyTuple_New(count));
    for (Py_ssize_t i = 0; iterators && i < count; i++) {
        PyObject *iterator = PyObject_GetIter(PyTuple_GET_ITEM(args, i));
        if (iterator == nullptr) return nullptr;
        PyTuple_SET_ITEM(iterators.get(), i, iterator);
    }
    auto *self = iterators ? allocate<ZipLongest>(type) : nullptr;
    if (self == nullptr) return nullptr;
    self->iterators = iterators.release();
    self->fill = Py_NewRef(fill);
    self->active = count;
    return as_object(self);
}

// The next item of one iterator or the fill value; empty when all are at their end, and on an error.
Owned zip_longest_item(ZipLongest *self, Py_ssize_t i) {
    const Owned iterator = Owned::borrow(PyTuple_GET_ITEM(self->iterators, i));
    if (!iterator) return Owned::borrow(self->fill);
    Owned item(next_of(iterator.get()));
    if (item) return item;
    const bool is_end = PyErr_Occurred() == nullptr || PyErr_ExceptionMatches(PyExc_StopIteration);
    self->active = is_end ? self->active - 1 : 0;
    if (!is_end || self->active == 0) return {};
    PyErr_Clear();
    if (PyTuple_GET_ITEM(self->iterators, i) != nullptr) {
        PyTuple_SET_ITEM(self->iterators, i, nullptr);
        Py_DECREF(iterator.get());
    }
    return Owned::borrow(self->fill);
}

PyObject *zip_longest_next(PyObject *object) {
    auto *self = as<ZipLongest>(object);
    const Py_ssize_t count = PyTuple_GET_SIZE(self->iterators);
    if (count == 0 || self->active == 0) return nullptr;
    Owned result(PyTuple_New(count));
    for (Py_ssize_t i = 0; result && i < count; i++) {
        Owned item = zip_longest_item(self, i);
        if (!item) return nullptr;
        PyTuple_SET_ITEM(result.get(), i, item.release());
    }
    return result.release();
}

PyObject *zip_longest_reduce(PyObject *object, PyObject *) {
    auto *self = as<ZipLongest>(object);
    const Py_ssize_t count = PyTuple_GET_SIZE(self->iterators);
    Owned iterators(PyTuple_New(count));
    for (Py_ssize_t i = 0; iterators && i < count; i++) {
        PyObject *iterator = PyTuple_GET_ITEM(self->iterators, i);
        PyTuple_SET_ITEM(iterators.get(), i, iterator == nullptr ? PyTuple_New(0) : Py_NewRef(iterator));
    }
    return iterators ? Py_BuildValue("ONO", Py_TYPE(object), iterators.release(), self->fill) : nullptr;
}

PyObject *zip_longest_setstate(PyObject *object, PyObject *state) {
    Py_SETREF(as<ZipLongest>(object)->fill, Py_NewRef(state));
    Py_RETURN_NONE;
}

PyMethodDef zip_longest_methods[] = {
    {"__reduce__", zip_longest_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", zip_longest_setstate, METH_O, setstate_doc},
    {},
};

} // namespace

PyTypeObject count_type = iterator_type<Count>(
    "itertools.count", "count(start=0, step=1)\n--\n\nstart, start + step, and so on without end.", count_new,
    count_next, count_methods, count_repr);

PyTypeObject repeat_type = iterator_type<Repeat>(
    "itertools.repeat",
    "repeat(object [,times]) -> create an iterator which returns the object again and again,\nwithout times "
    "endlessly.",
    repeat_new, repeat_next, repeat_methods, repeat_repr);

PyTypeObject cycle_type = iterator_type<Cycle>(
    "itertools.cycle", "cycle(iterable, /)\n--\n\nThe items, and then again from the first without end.",
    cycle_new, cycle_next, cycle_methods);

PyTypeObject chain_type = iterator_type<Chain>(
    "itertools.chain",
    "chain(*iterables) --> chain object\n\nThe items of one iterable after those of the other.", chain_new,
    chain_next, chain_methods);

PyTypeObject accumulate_type = iterator_type<Accumulate>(
    "itertools.accumulate",
    "accumulate(iterable, func=None, *, initial=None)\n--\n\nThe sums, or results of func, so far.",
    accumulate_new, accumulate_next, accumulate_methods);

PyTypeObject zip_longest_type = iterator_type<ZipLongest>(
    "itertools.zip_longest",
    "zip_longest(*iterables, fillvalue=None) --> zip_longest object\n\nTuples as of zip(), until the longest "
    "iterable ends.",
    zip_longest_new, zip_longest_next, zip_longest_methods);

} // namespace adder::stdlib
