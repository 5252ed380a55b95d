// SPDX-License-Identifier: MIT
//
// collections.deque: a ring of items that grows by doubling. Both ends cost the same; an item in the middle
// is reached at once, and inserting there moves the items behind it.
//
// Whatever runs Python code (a comparison, a deallocation) may change the deque: items are taken out before
// they are released, and loops look at change_count after each comparison.
#include "collections.hpp"

#include <cstddef>

namespace adder::stdlib {
namespace {

Deque *as_deque(PyObject *object) {
    return as<Deque>(object);
}

PyObject *fail(PyObject *type, const char *text) {
    PyErr_SetString(type, text);
    return nullptr;
}

// --- storage

bool grow(Deque *self) {
    const Py_ssize_t capacity = self->capacity == 0 ? 8 : self->capacity * 2;
    auto *items = static_cast<PyObject **>(PyMem_Calloc(static_cast<size_t>(capacity), sizeof(PyObject *)));
    if (items == nullptr) {
        PyErr_NoMemory();
        return false;
    }
    for (Py_ssize_t i = 0; i < self->size; i++) items[i] = self->at(i);
    PyMem_Free(self->items);
    self->items = items;
    self->capacity = capacity;
    self->head = 0;
    return true;
}

PyObject *take_last(Deque *self) {
    self->change_count++;
    return self->at(--self->size);
}

PyObject *take_first(Deque *self) {
    PyObject *item = self->at(0);
    self->change_count++;
    self->head = (self->head + 1) & (self->capacity - 1);
    self->size--;
    return item;
}

// Takes over the item. Where the deque is full the other end loses one.
int push_last(Deque *self, PyObject *item) {
    if (self->size == self->capacity && !grow(self)) {
        Py_DECREF(item);
        return -1;
    }
    self->change_count++;
    self->at(self->size++) = item;
    if (self->most >= 0 && self->size > self->most) Py_DECREF(take_first(self));
    return 0;
}

int push_first(Deque *self, PyObject *item) {
    if (self->size == self->capacity && !grow(self)) {
        Py_DECREF(item);
        return -1;
    }
    self->change_count++;
    self->head = (self->head - 1) & (self->capacity - 1);
    self->items[self->head] = item;
    self->size++;
    if (self->most >= 0 && self->size > self->most) Py_DECREF(take_last(self));
    return 0;
}

using Push = int (*)(Deque *self, PyObject *item);

// Pushes the items of an iterable.
int push_all(PyObject *object, PyObject *iterable, Push push) {
    const Owned source(iterable == object ? PySequence_List(iterable) : Py_NewRef(iterable));
    const Owned iterator(source ? PyObject_GetIter(source.get()) : nullptr);
    if (!iterator) return -1;
    while (PyObject *item = next_of(iterator.get()))
        if (push(as_deque(object), item) < 0) return -1;
    return is_at_end() ? 0 : -1;
}

int deque_tp_clear(PyObject *object) {
    auto *self = as_deque(object);
    PyObject **items = self->items;
    const Deque old = *self;
    self->items = nullptr;
    self->capacity = self->head = self->size = 0;
    self->change_count++;
    for (Py_ssize_t i = 0; i < old.size; i++) Py_DECREF(old.at(i));
    PyMem_Free(items);
    return 0;
}

void rotate(Deque *self, Py_ssize_t steps) {
    if (self->size <= 1) return;
    steps %= self->size;
    if (steps < 0) steps += self->size;
    self->change_count++;
    const Py_ssize_t mask = self->capacity - 1;
    if (steps > self->size / 2) {
        for (steps = self->size - steps; steps > 0; steps--) {
            PyObject *item = self->at(0);
            self->head = (self->head + 1) & mask;
            self->at(self->size - 1) = item;
        }
        return;
    }
    for (; steps > 0; steps--) {
        PyObject *item = self->at(self->size - 1);
        self->head = (self->head - 1) & mask;
        self->items[self->head] = item;
    }
}

// Takes item i out.
PyObject *take(Deque *self, Py_ssize_t i) {
    PyObject *item = self->at(i);
    for (; i + 1 < self->size; i++) self->at(i) = self->at(i + 1);
    self->size--;
    self->change_count++;
    return item;
}

// --- creation

PyObject *deque_new(PyTypeObject *type, PyObject *, PyObject *) {
    PyObject *self = type->tp_alloc(type, 0);
    if (self != nullptr) as_deque(self)->most = -1;
    return self;
}

int deque_init(PyObject *object, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"iterable", "maxlen", nullptr};
    PyObject *iterable = nullptr;
    PyObject *most = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|OO:deque", const_cast<char **>(names), &iterable,
                                     &most))
        return -1;
    Py_ssize_t bound = -1;
    if (most != Py_None) {
        bound = PyLong_AsSsize_t(most);
        if (bound == -1 && PyErr_Occurred() != nullptr) return -1;
        if (bound < 0) {
            PyErr_SetString(PyExc_ValueError, "maxlen must be non-negative");
            return -1;
        }
    }
    as_deque(object)->most = bound;
    if (as_deque(object)->size > 0) deque_tp_clear(object);
    return iterable == nullptr ? 0 : push_all(object, iterable, push_last);
}

int deque_traverse(PyObject *object, visitproc visit, void *arg) {
    const auto *self = as_deque(object);
    for (Py_ssize_t i = 0; i < self->size; i++) Py_VISIT(self->at(i));
    return 0;
}

void deque_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    if (as_deque(self)->weak_references != nullptr) PyObject_ClearWeakRefs(self);
    deque_tp_clear(self);
    Py_TYPE(self)->tp_free(self);
}

// A deque of the same class and maxlen with the same items.
PyObject *deque_copy(PyObject *object, PyObject *) {
    const auto *self = as_deque(object);
    PyObject *cls = as_object(Py_TYPE(object));
    if (Py_TYPE(object) != &deque_type)
        return self->most < 0 ? PyObject_CallOneArg(cls, object)
                              : PyObject_CallFunction(cls, "On", object, self->most);
    Owned copy(deque_new(&deque_type, nullptr, nullptr));
    if (!copy) return nullptr;
    as_deque(copy.get())->most = self->most;
    for (Py_ssize_t i = 0; i < self->size; i++)
        if (push_last(as_deque(copy.get()), Py_NewRef(self->at(i))) < 0) return nullptr;
    return copy.release();
}

// --- methods that change

PyObject *none_or_null(int status) {
    if (status < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *deque_append(PyObject *self, PyObject *item) {
    return none_or_null(push_last(as_deque(self), Py_NewRef(item)));
}
PyObject *deque_appendleft(PyObject *self, PyObject *item) {
    return none_or_null(push_first(as_deque(self), Py_NewRef(item)));
}
PyObject *deque_extend(PyObject *self, PyObject *iterable) {
    return none_or_null(push_all(self, iterable, push_last));
}
PyObject *deque_extendleft(PyObject *self, PyObject *iterable) {
    return none_or_null(push_all(self, iterable, push_first));
}
PyObject *deque_clear(PyObject *self, PyObject *) {
    return none_or_null(deque_tp_clear(self));
}

PyObject *deque_pop(PyObject *self, PyObject *) {
    if (as_deque(self)->size == 0) return fail(PyExc_IndexError, "pop from an empty deque");
    return take_last(as_deque(self));
}
PyObject *deque_popleft(PyObject *self, PyObject *) {
    if (as_deque(self)->size == 0) return fail(PyExc_IndexError, "pop from an empty deque");
    return take_first(as_deque(self));
}

PyObject *deque_rotate(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("rotate", count, 0, 1)) return nullptr;
    const Py_ssize_t steps = count == 0 ? 1 : to_size(args[0]);
    if (steps == -1 && PyErr_Occurred() != nullptr) return nullptr;
    rotate(as_deque(self), steps);
    Py_RETURN_NONE;
}

PyObject *deque_reverse(PyObject *object, PyObject *) {
    auto *self = as_deque(object);
    for (Py_ssize_t i = 0, last = self->size - 1; i < last; i++, last--)
        std::swap(self->at(i), self->at(last));
    Py_RETURN_NONE;
}

PyObject *deque_insert(PyObject *object, PyObject *args) {
    auto *self = as_deque(object);
    Py_ssize_t i;
    PyObject *item;
    if (!PyArg_ParseTuple(args, "nO:insert", &i, &item)) return nullptr;
    if (self->most >= 0 && self->size >= self->most)
        return fail(PyExc_IndexError, "deque already at its maximum size");
    if (i < 0) i += self->size;
    if (i <= 0) return deque_appendleft(object, item);
    if (push_last(self, Py_NewRef(item)) < 0) return nullptr;
    for (Py_ssize_t k = self->size - 1; k > i; k--) std::swap(self->at(k), self->at(k - 1));
    Py_RETURN_NONE;
}

// --- search

enum class Search { Error = -2, None = -1 };

// The first position from start to stop with an equal item, None or Error. `changed` is raised, as an
// exception of type `error`, when a comparison changes the deque.
Py_ssize_t find(Deque *self, PyObject *value, Py_ssize_t start, Py_ssize_t stop, PyObject *error,
                const char *changed) {
    const size_t change_count = self->change_count;
    for (Py_ssize_t i = start; i < stop; i++) {
        const Owned item = Owned::borrow(self->at(i));
        const int is_equal = PyObject_RichCompareBool(item.get(), value, Py_EQ);
        if (is_equal < 0) return static_cast<Py_ssize_t>(Search::Error);
        if (change_count != self->change_count) {
            PyErr_SetString(error, changed);
            return static_cast<Py_ssize_t>(Search::Error);
        }
        if (is_equal > 0) return i;
    }
    return static_cast<Py_ssize_t>(Search::None);
}

constexpr char changed_in_iteration[] = "deque mutated during iteration";

int deque_contains(PyObject *object, PyObject *value) {
    auto *self = as_deque(object);
    const Py_ssize_t i = find(self, value, 0, self->size, PyExc_RuntimeError, changed_in_iteration);
    return i >= 0 ? 1 : i == static_cast<Py_ssize_t>(Search::None) ? 0 : -1;
}

PyObject *deque_remove(PyObject *object, PyObject *value) {
    auto *self = as_deque(object);
    const Py_ssize_t i = find(self, value, 0, self->size, PyExc_IndexError, changed_in_iteration);
    if (i == static_cast<Py_ssize_t>(Search::Error)) return nullptr;
    if (i < 0) return PyErr_Format(PyExc_ValueError, "%R is not in deque", value);
    Py_DECREF(take(self, i));
    Py_RETURN_NONE;
}

PyObject *deque_count(PyObject *object, PyObject *value) {
    auto *self = as_deque(object);
    Py_ssize_t count = 0;
    for (Py_ssize_t i = 0; i < self->size; i++, count++) {
        i = find(self, value, i, self->size, PyExc_RuntimeError, changed_in_iteration);
        if (i == static_cast<Py_ssize_t>(Search::Error)) return nullptr;
        if (i < 0) break;
    }
    return PyLong_FromSsize_t(count);
}

// A limit of index(), as a slice takes it.
bool parse_limit(PyObject *object, Py_ssize_t size, Py_ssize_t &limit) {
    limit = PyNumber_AsSsize_t(object, nullptr);
    if (limit == -1 && PyErr_Occurred() != nullptr) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) && PyIndex_Check(object) == 0)
            PyErr_SetString(PyExc_TypeError, "slice indices must be integers or have an __index__ method");
        return false;
    }
    if (limit < 0) limit = limit + size < 0 ? 0 : limit + size;
    if (limit > size) limit = size;
    return true;
}

PyObject *deque_index(PyObject *object, PyObject *const *args, Py_ssize_t count) {
    auto *self = as_deque(object);
    if (!_PyArg_CheckPositional("index", count, 1, 3)) return nullptr;
    Py_ssize_t start = 0;
    Py_ssize_t stop = self->size;
    if (count > 1 && !parse_limit(args[1], self->size, start)) return nullptr;
    if (count > 2 && !parse_limit(args[2], self->size, stop)) return nullptr;
    const Py_ssize_t i = find(self, args[0], start, stop, PyExc_RuntimeError, changed_in_iteration);
    if (i >= 0) return PyLong_FromSsize_t(i);
    if (i == static_cast<Py_ssize_t>(Search::None))
        PyErr_Format(PyExc_ValueError, "%R is not in deque", args[0]);
    return nullptr;
}

// --- the protocol of sequences

Py_ssize_t deque_length(PyObject *self) {
    return as_deque(self)->size;
}

PyObject *deque_item(PyObject *object, Py_ssize_t i) {
    const auto *self = as_deque(object);
    if (i < 0 || i >= self->size) return fail(PyExc_IndexError, "deque index out of range");
    return Py_NewRef(self->at(i));
}

int deque_ass_item(PyObject *object, Py_ssize_t i, PyObject *value) {
    auto *self = as_deque(object);
    if (i < 0 || i >= self->size) {
        PyErr_SetString(PyExc_IndexError, "deque index out of range");
        return -1;
    }
    Py_DECREF(value == nullptr ? take(self, i) : std::exchange(self->at(i), Py_NewRef(value)));
    return 0;
}

PyObject *deque_inplace_concat(PyObject *self, PyObject *other) {
    return push_all(self, other, push_last) < 0 ? nullptr : Py_NewRef(self);
}

PyObject *deque_concat(PyObject *self, PyObject *other) {
    if (!PyObject_TypeCheck(other, &deque_type))
        return PyErr_Format(PyExc_TypeError, "can only concatenate deque (not \"%.200s\") to deque",
                            Py_TYPE(other)->tp_name);
    Owned result(deque_copy(self, nullptr));
    if (!result || push_all(result.get(), other, push_last) < 0) return nullptr;
    return result.release();
}

PyObject *deque_inplace_repeat(PyObject *object, Py_ssize_t times) {
    auto *self = as_deque(object);
    const Py_ssize_t size = self->size;
    if (times <= 0) deque_tp_clear(object);
    if (times <= 1 || size == 0) return Py_NewRef(object);
    if (self->most < 0 && times > PY_SSIZE_T_MAX / size / static_cast<Py_ssize_t>(sizeof(PyObject *)))
        return PyErr_NoMemory();
    const Owned items(PySequence_Tuple(object));
    // A bounded deque shows only its last items: whole rounds before them are left out.
    if (self->most >= 0 && times > self->most / size + 2) times = self->most / size + 2;
    for (Py_ssize_t i = size; items && i < size * times; i++)
        if (push_last(self, Py_NewRef(PyTuple_GET_ITEM(items.get(), i % size))) < 0) return nullptr;
    return items ? Py_NewRef(object) : nullptr;
}

PyObject *deque_repeat(PyObject *self, Py_ssize_t times) {
    const Owned result(deque_copy(self, nullptr));
    return result ? deque_inplace_repeat(result.get(), times) : nullptr;
}

// --- comparison, text, state

PyObject *deque_compare(PyObject *a, PyObject *b, int op) {
    if (!PyObject_TypeCheck(a, &deque_type) || !PyObject_TypeCheck(b, &deque_type)) Py_RETURN_NOTIMPLEMENTED;
    if (as_deque(a)->size != as_deque(b)->size && (op == Py_EQ || op == Py_NE))
        return PyBool_FromLong(op == Py_NE);
    const Owned left(deque_iter(a));
    const Owned right(left ? deque_iter(b) : nullptr);
    if (!right) return nullptr;
    while (true) {
        const Owned x(next_of(left.get()));
        const Owned y(PyErr_Occurred() == nullptr ? next_of(right.get()) : nullptr);
        if (PyErr_Occurred() != nullptr) return nullptr;
        if (!x || !y) Py_RETURN_RICHCOMPARE(x ? 1 : 0, y ? 1 : 0, op);
        const int is_equal = PyObject_RichCompareBool(x.get(), y.get(), Py_EQ);
        if (is_equal < 0) return nullptr;
        if (is_equal > 0) continue;
        if (op == Py_EQ || op == Py_NE) return PyBool_FromLong(op == Py_NE);
        return PyObject_RichCompare(x.get(), y.get(), op);
    }
}

PyObject *deque_repr(PyObject *object) {
    const int status = Py_ReprEnter(object);
    if (status != 0) return status < 0 ? nullptr : PyUnicode_FromString("[...]");
    const Owned items(PySequence_List(object));
    PyObject *result = nullptr;
    const char *name = _PyType_Name(Py_TYPE(object));
    const Py_ssize_t most = as_deque(object)->most;
    if (items)
        result = most < 0 ? PyUnicode_FromFormat("%s(%R)", name, items.get())
                          : PyUnicode_FromFormat("%s(%R, maxlen=%zd)", name, items.get(), most);
    Py_ReprLeave(object);
    return result;
}

PyObject *deque_reduce(PyObject *object, PyObject *) {
    Owned state(PyObject_CallMethod(object, "__getstate__", nullptr));
    Owned items(state ? PyObject_GetIter(object) : nullptr);
    if (!items) return nullptr;
    const Py_ssize_t most = as_deque(object)->most;
    if (most < 0) return Py_BuildValue("O()NN", Py_TYPE(object), state.release(), items.release());
    return Py_BuildValue("O(()n)NN", Py_TYPE(object), most, state.release(), items.release());
}

PyObject *deque_sizeof(PyObject *object, PyObject *) {
    const Py_ssize_t ring = as_deque(object)->capacity * static_cast<Py_ssize_t>(sizeof(PyObject *));
    return PyLong_FromSsize_t(Py_TYPE(object)->tp_basicsize + ring);
}

PyObject *deque_get_maxlen(PyObject *self, void *) {
    const Py_ssize_t most = as_deque(self)->most;
    return most < 0 ? Py_NewRef(Py_None) : PyLong_FromSsize_t(most);
}

PyMethodDef deque_methods[] = {
    {"append", deque_append, METH_O, "Add an element to the right side of the deque."},
    {"appendleft", deque_appendleft, METH_O, "Add an element to the left side of the deque."},
    {"clear", deque_clear, METH_NOARGS, "Remove all elements from the deque."},
    {"__copy__", deque_copy, METH_NOARGS, "Return a shallow copy of a deque."},
    {"copy", deque_copy, METH_NOARGS, "Return a shallow copy of a deque."},
    {"count", deque_count, METH_O, "D.count(value) -- return number of occurrences of value"},
    {"extend", deque_extend, METH_O, "Extend the right side of the deque with elements from the iterable"},
    {"extendleft", deque_extendleft, METH_O,
     "Extend the left side of the deque with elements from the iterable"},
    {"index", _PyCFunction_CAST(deque_index), METH_FASTCALL,
     "D.index(value, [start, [stop]]) -- the first position of the value"},
    {"insert", deque_insert, METH_VARARGS, "D.insert(index, object) -- insert object before index"},
    {"pop", deque_pop, METH_NOARGS, "Remove and return the rightmost element."},
    {"popleft", deque_popleft, METH_NOARGS, "Remove and return the leftmost element."},
    {"__reduce__", deque_reduce, METH_NOARGS, reduce_doc},
    {"remove", deque_remove, METH_O, "D.remove(value) -- remove first occurrence of value."},
    {"__reversed__", deque_reversed, METH_NOARGS, "An iterator from the right to the left."},
    {"reverse", deque_reverse, METH_NOARGS, "D.reverse() -- reverse *IN PLACE*"},
    {"rotate", _PyCFunction_CAST(deque_rotate), METH_FASTCALL,
     "Rotate the deque n steps to the right (default n=1), for a negative n to the left."},
    {"__sizeof__", deque_sizeof, METH_NOARGS, "The size in memory, in bytes."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};
PyGetSetDef deque_attributes[] = {
    {"maxlen", deque_get_maxlen, nullptr, "maximum size of a deque or None if unbounded", nullptr},
    {},
};
PySequenceMethods deque_sequence = {
    .sq_length = deque_length,
    .sq_concat = deque_concat,
    .sq_repeat = deque_repeat,
    .sq_item = deque_item,
    .sq_ass_item = deque_ass_item,
    .sq_contains = deque_contains,
    .sq_inplace_concat = deque_inplace_concat,
    .sq_inplace_repeat = deque_inplace_repeat,
};

} // namespace

PyTypeObject deque_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "collections.deque",
    .tp_basicsize = sizeof(Deque),
    .tp_dealloc = deque_dealloc,
    .tp_repr = deque_repr,
    .tp_as_sequence = &deque_sequence,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_SEQUENCE,
    .tp_doc =
        "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence with fast access to both ends.",
    .tp_traverse = deque_traverse,
    .tp_clear = deque_tp_clear,
    .tp_richcompare = deque_compare,
    .tp_weaklistoffset = offsetof(Deque, weak_references),
    .tp_iter = deque_iter,
    .tp_methods = deque_methods,
    .tp_getset = deque_attributes,
    .tp_init = deque_init,
    .tp_new = deque_new,
};

} // namespace adder::stdlib
