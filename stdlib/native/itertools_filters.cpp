// SPDX-License-Identifier: MIT
//
// The iterators of module itertools that let some items of one iterable through, or give each to a function:
// compress, dropwhile, takewhile, filterfalse, starmap, islice and pairwise.
#include "iterator_type.hpp"
#include "itertools.hpp"

namespace adder::stdlib {
namespace {

// A function, or for compress a second iterator, beside the iterator of the items.
struct Filter {
    PyObject_HEAD PyObject *function;
    PyObject *iterator;
    int flag; // dropwhile: an item came through; takewhile: the end was met

    auto references() { return std::array{&function, &iterator}; }
};

Filter *make_filter(PyTypeObject *type, Owned function, Owned iterator) {
    auto *self = function && iterator ? allocate<Filter>(type) : nullptr;
    if (self == nullptr) return nullptr;
    self->function = function.release();
    self->iterator = iterator.release();
    return self;
}

PyObject *filter_new(PyTypeObject *type, const PyTypeObject *base, const char *name, PyObject *args,
                     PyObject *keywords) {
    PyObject *function;
    PyObject *iterable;
    if (!has_no_keywords(type, base, name, keywords)) return nullptr;
    if (!PyArg_UnpackTuple(args, name, 2, 2, &function, &iterable)) return nullptr;
    return as_object(make_filter(type, Owned::borrow(function), Owned(PyObject_GetIter(iterable))));
}

// function(item) as a truth value, or -1.
int ask(const Filter *self, PyObject *item) {
    const Owned answer(PyObject_CallOneArg(self->function, item));
    return answer ? PyObject_IsTrue(answer.get()) : -1;
}

PyObject *filter_reduce(PyObject *object, PyObject *) {
    auto *self = as<Filter>(object);
    return Py_BuildValue("O(OO)", Py_TYPE(object), self->function, self->iterator);
}

PyObject *flagged_reduce(PyObject *object, PyObject *) {
    auto *self = as<Filter>(object);
    return Py_BuildValue("O(OO)i", Py_TYPE(object), self->function, self->iterator, self->flag);
}

PyObject *flagged_setstate(PyObject *object, PyObject *state) {
    const int flag = PyObject_IsTrue(state);
    if (flag < 0) return nullptr;
    as<Filter>(object)->flag = flag;
    Py_RETURN_NONE;
}

PyMethodDef filter_methods[] = {{"__reduce__", filter_reduce, METH_NOARGS, reduce_doc}, {}};
PyMethodDef flagged_methods[] = {
    {"__reduce__", flagged_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", flagged_setstate, METH_O, setstate_doc},
    {},
};

PyObject *compress_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"data", "selectors", nullptr};
    PyObject *data;
    PyObject *selectors;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO:compress", const_cast<char **>(names), &data,
                                     &selectors))
        return nullptr;
    Owned iterator(PyObject_GetIter(data));
    if (!iterator) return nullptr;
    return as_object(make_filter(type, std::move(iterator), Owned(PyObject_GetIter(selectors))));
}

PyObject *compress_next(PyObject *object) {
    auto *self = as<Filter>(object);
    while (true) {
        Owned item(next_of(self->function));
        const Owned selector(item ? next_of(self->iterator) : nullptr);
        if (!selector) return nullptr;
        const int is_chosen = PyObject_IsTrue(selector.get());
        if (is_chosen != 0) return is_chosen < 0 ? nullptr : item.release();
    }
}

PyObject *dropwhile_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    return filter_new(type, &dropwhile_type, "dropwhile", args, keywords);
}

PyObject *dropwhile_next(PyObject *object) {
    auto *self = as<Filter>(object);
    while (true) {
        Owned item(next_of(self->iterator));
        if (!item || self->flag != 0) return item.release();
        const int is_dropped = ask(self, item.get());
        if (is_dropped < 0) return nullptr;
        self->flag = is_dropped == 0;
        if (self->flag != 0) return item.release();
    }
}

PyObject *takewhile_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    return filter_new(type, &takewhile_type, "takewhile", args, keywords);
}

PyObject *takewhile_next(PyObject *object) {
    auto *self = as<Filter>(object);
    if (self->flag != 0) return nullptr;
    Owned item(next_of(self->iterator));
    if (!item) return nullptr;
    const int is_taken = ask(self, item.get());
    if (is_taken == 1) return item.release();
    if (is_taken == 0) self->flag = 1;
    return nullptr;
}

PyObject *filterfalse_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    return filter_new(type, &filterfalse_type, "filterfalse", args, keywords);
}

PyObject *filterfalse_next(PyObject *object) {
    auto *self = as<Filter>(object);
    const bool is_plain = self->function == Py_None || self->function == as_object(&PyBool_Type);
    while (true) {
        Owned item(next_of(self->iterator));
        if (!item) return nullptr;
        const int answer = is_plain ? PyObject_IsTrue(item.get()) : ask(self, item.get());
        if (answer <= 0) return answer < 0 ? nullptr : item.release();
    }
}

PyObject *starmap_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    return filter_new(type, &starmap_type, "starmap", args, keywords);
}

PyObject *starmap_next(PyObject *object) {
    auto *self = as<Filter>(object);
    Owned item(next_of(self->iterator));
    if (item && !PyTuple_CheckExact(item.get())) item = Owned(PySequence_Tuple(item.get()));
    return item ? PyObject_Call(self->function, item.get(), nullptr) : nullptr;
}

// --- islice

struct Slice {
    PyObject_HEAD PyObject *iterator; // NULL once the stop was reached or the iterator ended
    Py_ssize_t next;                  // position of the item that comes next
    Py_ssize_t stop;                  // -1: none
    Py_ssize_t step;
    Py_ssize_t position; // how many items were read

    auto references() { return std::array{&iterator}; }
};

constexpr char bad_stop[] = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
constexpr char bad_index[] = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
constexpr char bad_step[] = "Step for islice() must be a positive integer or None.";

// A position; `none` when the object is None. What is no position from `least` on raises the text.
bool parse_position(PyObject *object, Py_ssize_t none, Py_ssize_t least, const char *text,
                    Py_ssize_t &result) {
    result = none;
    if (object == Py_None) return true;
    result = PyNumber_AsSsize_t(object, PyExc_OverflowError);
    if (result == -1 && PyErr_Occurred() != nullptr) PyErr_Clear();
    if (result >= least) return true;
    PyErr_SetString(PyExc_ValueError, text);
    return false;
}

PyObject *islice_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    PyObject *iterable;
    PyObject *first;
    PyObject *second = nullptr;
    PyObject *third = Py_None;
    if (!has_no_keywords(type, &islice_type, "islice", keywords)) return nullptr;
    if (!PyArg_UnpackTuple(args, "islice", 2, 4, &iterable, &first, &second, &third)) return nullptr;
    Py_ssize_t start = 0;
    Py_ssize_t stop;
    Py_ssize_t step;
    PyObject *last = second == nullptr ? first : second;
    if (!parse_position(last, -1, PY_SSIZE_T_MIN, bad_stop, stop)) return nullptr;
    if (second != nullptr && !parse_position(first, 0, 0, bad_index, start)) return nullptr;
    if (stop < -1 || (stop == -1 && last != Py_None)) {
        PyErr_SetString(PyExc_ValueError, stop < -1 ? bad_index : bad_stop);
        return nullptr;
    }
    if (!parse_position(third, 1, 1, bad_step, step)) return nullptr;
    Owned iterator(PyObject_GetIter(iterable));
    auto *self = iterator ? allocate<Slice>(type) : nullptr;
    if (self == nullptr) return nullptr;
    self->iterator = iterator.release();
    self->next = start;
    self->stop = stop;
    self->step = step;
    return as_object(self);
}

PyObject *islice_next(PyObject *object) {
    auto *self = as<Slice>(object);
    const Owned iterator = Owned::borrow(self->iterator);
    if (!iterator) return nullptr;
    const Py_ssize_t stop = self->stop;
    while (self->position < self->next && (stop < 0 || self->position < stop)) {
        const Owned skipped(next_of(iterator.get()));
        if (!skipped) {
            Py_CLEAR(self->iterator);
            return nullptr;
        }
        self->position++;
    }
    PyObject *item = stop >= 0 && self->position >= stop ? nullptr : next_of(iterator.get());
    if (item == nullptr) {
        Py_CLEAR(self->iterator);
        return nullptr;
    }
    self->position++;
    const Py_ssize_t end = stop < 0 ? PY_SSIZE_T_MAX : stop;
    self->next = self->next > end - self->step ? end : self->next + self->step;
    return item;
}

PyObject *islice_reduce(PyObject *object, PyObject *) {
    auto *self = as<Slice>(object);
    if (self->iterator == nullptr) {
        const Owned nothing(PyList_New(0));
        Owned iterator(nothing ? PyObject_GetIter(nothing.get()) : nullptr);
        return iterator ? Py_BuildValue("O(Ni)n", Py_TYPE(object), iterator.release(), 0, Py_ssize_t{0})
                        : nullptr;
    }
    Owned stop(self->stop < 0 ? Py_NewRef(Py_None) : PyLong_FromSsize_t(self->stop));
    return Py_BuildValue("O(OnNn)n", Py_TYPE(object), self->iterator, self->next, stop.release(), self->step,
                         self->position);
}

PyObject *islice_setstate(PyObject *object, PyObject *state) {
    const Py_ssize_t position = PyLong_AsSsize_t(state);
    if (position == -1 && PyErr_Occurred() != nullptr) return nullptr;
    as<Slice>(object)->position = position;
    Py_RETURN_NONE;
}

PyMethodDef islice_methods[] = {
    {"__reduce__", islice_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", islice_setstate, METH_O, setstate_doc},
    {},
};

// --- pairwise

struct Pairwise {
    PyObject_HEAD PyObject *iterator; // NULL at the end
    PyObject *previous;

    auto references() { return std::array{&iterator, &previous}; }
};

PyObject *pairwise_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    PyObject *iterable;
    if (!has_no_keywords(type, &pairwise_type, "pairwise", keywords)) return nullptr;
    if (!PyArg_UnpackTuple(args, "pairwise", 1, 1, &iterable)) return nullptr;
    Owned iterator(PyObject_GetIter(iterable));
    auto *self = iterator ? allocate<Pairwise>(type) : nullptr;
    if (self != nullptr) self->iterator = iterator.release();
    return as_object(self);
}

PyObject *pairwise_next(PyObject *object) {
    auto *self = as<Pairwise>(object);
    const Owned iterator = Owned::borrow(self->iterator);
    if (!iterator) return nullptr;
    if (self->previous == nullptr) {
        Owned first(next_of(iterator.get()));
        Py_XSETREF(self->previous, first.release());
    }
    const Owned previous = Owned::borrow(self->previous);
    const Owned item(previous ? next_of(iterator.get()) : nullptr);
    if (!item) {
        Py_CLEAR(self->iterator);
        Py_CLEAR(self->previous);
        return nullptr;
    }
    PyObject *pair = PyTuple_Pack(2, previous.get(), item.get());
    Py_XSETREF(self->previous, Py_NewRef(item.get()));
    return pair;
}

PyMethodDef no_methods[] = {{}};

} // namespace

PyTypeObject compress_type = iterator_type<Filter>(
    "itertools.compress", "compress(data, selectors)\n--\n\nThe items whose selector counts as true.",
    compress_new, compress_next, filter_methods);

PyTypeObject dropwhile_type = iterator_type<Filter>(
    "itertools.dropwhile",
    "dropwhile(predicate, iterable, /)\n--\n\nThe items from the first that fails the predicate.",
    dropwhile_new, dropwhile_next, flagged_methods);

PyTypeObject takewhile_type = iterator_type<Filter>(
    "itertools.takewhile",
    "takewhile(predicate, iterable, /)\n--\n\nThe items before the first that fails the predicate.",
    takewhile_new, takewhile_next, flagged_methods);

PyTypeObject filterfalse_type = iterator_type<Filter>(
    "itertools.filterfalse",
    "filterfalse(function, iterable, /)\n--\n\nThe items for which function(item) counts as false.",
    filterfalse_new, filterfalse_next, filter_methods);

PyTypeObject starmap_type = iterator_type<Filter>(
    "itertools.starmap",
    "starmap(function, iterable, /)\n--\n\nThe results of function(*item) for every item.", starmap_new,
    starmap_next, filter_methods);

PyTypeObject islice_type = iterator_type<Slice>(
    "itertools.islice",
    "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\n"
    "The items that a slice of a list of all would have.",
    islice_new, islice_next, islice_methods);

PyTypeObject pairwise_type = iterator_type<Pairwise>(
    "itertools.pairwise", "pairwise(iterable, /)\n--\n\nEach item with the one that follows.", pairwise_new,
    pairwise_next, no_methods);

} // namespace adder::stdlib
