// SPDX-License-Identifier: MIT
//
// The iterators of module itertools that share one source: groupby with the iterators of its groups, and tee.
//
// What several tee iterators have still to give stands in a list of blocks. A block reads the source when
// somebody is the first to want an item; blocks that all have passed die with their last reference.
#include "iterator_type.hpp"
#include "itertools.hpp"

namespace adder::stdlib {
namespace {

// --- groupby

struct GroupBy {
    PyObject_HEAD PyObject *iterator;
    PyObject *key_function;
    PyObject *group_key; // of the group that was given last
    PyObject *key;       // of `value`
    PyObject *value;     // read ahead; NULL when it was given away
    const void *group;   // the iterator of the present group, compared only

    auto references() { return std::array{&iterator, &key_function, &group_key, &key, &value}; }
};

struct Grouper {
    PyObject_HEAD PyObject *parent;
    PyObject *key;

    auto references() { return std::array{&parent, &key}; }
};

PyObject *groupby_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"iterable", "key", nullptr};
    PyObject *iterable;
    PyObject *key = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|O:groupby", const_cast<char **>(names), &iterable,
                                     &key))
        return nullptr;
    Owned iterator(PyObject_GetIter(iterable));
    auto *self = iterator ? allocate<GroupBy>(type) : nullptr;
    if (self == nullptr) return nullptr;
    self->iterator = iterator.release();
    self->key_function = Py_NewRef(key);
    return as_object(self);
}

// Reads an item and its key.
bool groupby_step(GroupBy *self) {
    Owned value(next_of(self->iterator));
    if (!value) return false;
    Owned key = self->key_function == Py_None ? Owned::borrow(value.get())
                                              : Owned(PyObject_CallOneArg(self->key_function, value.get()));
    if (!key) return false;
    Py_XSETREF(self->value, value.release());
    Py_XSETREF(self->key, key.release());
    return true;
}

// Whether the item read ahead belongs to the group of the key, or -1.
int has_key(const GroupBy *self, PyObject *key) {
    const Owned left = Owned::borrow(key);
    const Owned right = Owned::borrow(self->key);
    return PyObject_RichCompareBool(left.get(), right.get(), Py_EQ);
}

PyObject *make_grouper(PyObject *parent, PyObject *key) {
    auto *group = allocate<Grouper>(&grouper_type);
    if (group == nullptr) return nullptr;
    group->parent = Py_NewRef(parent);
    group->key = Py_NewRef(key);
    as<GroupBy>(parent)->group = group;
    return as_object(group);
}

PyObject *groupby_next(PyObject *object) {
    auto *self = as<GroupBy>(object);
    self->group = nullptr;
    while (true) { // over what is left of the group before
        if (self->key != nullptr) {
            if (self->group_key == nullptr) break;
            const int is_same = has_key(self, self->group_key);
            if (is_same < 0) return nullptr;
            if (is_same == 0) break;
        }
        if (!groupby_step(self)) return nullptr;
    }
    Py_XSETREF(self->group_key, Py_NewRef(self->key));
    Owned group(make_grouper(object, self->group_key));
    return group ? PyTuple_Pack(2, self->key, group.get()) : nullptr;
}

PyObject *groupby_reduce(PyObject *object, PyObject *) {
    auto *self = as<GroupBy>(object);
    if (self->group_key == nullptr || self->key == nullptr || self->value == nullptr)
        return Py_BuildValue("O(OO)", Py_TYPE(object), self->iterator, self->key_function);
    return Py_BuildValue("O(OO)(OOO)", Py_TYPE(object), self->iterator, self->key_function, self->value,
                         self->group_key, self->key);
}

PyObject *groupby_setstate(PyObject *object, PyObject *state) {
    auto *self = as<GroupBy>(object);
    if (!PyTuple_Check(state)) {
        PyErr_SetString(PyExc_TypeError, "state is not a tuple");
        return nullptr;
    }
    PyObject *value;
    PyObject *group_key;
    PyObject *key;
    if (!PyArg_ParseTuple(state, "OOO", &value, &group_key, &key)) return nullptr;
    Py_XSETREF(self->value, Py_NewRef(value));
    Py_XSETREF(self->group_key, Py_NewRef(group_key));
    Py_XSETREF(self->key, Py_NewRef(key));
    Py_RETURN_NONE;
}

PyObject *grouper_new(PyTypeObject *, PyObject *args, PyObject *) {
    PyObject *parent;
    PyObject *key;
    if (!PyArg_ParseTuple(args, "O!O:_grouper", &groupby_type, &parent, &key)) return nullptr;
    return make_grouper(parent, key);
}

PyObject *grouper_next(PyObject *object) {
    auto *self = as<Grouper>(object);
    auto *parent = as<GroupBy>(self->parent);
    if (parent->group != self) return nullptr;
    if (parent->value == nullptr && !groupby_step(parent)) return nullptr;
    if (has_key(parent, self->key) != 1) return nullptr;
    return std::exchange(parent->value, nullptr);
}

PyObject *grouper_reduce(PyObject *object, PyObject *) {
    auto *self = as<Grouper>(object);
    if (as<GroupBy>(self->parent)->group == self)
        return Py_BuildValue("O(OO)", Py_TYPE(object), self->parent, self->key);
    return Py_BuildValue("O(())", PyDict_GetItemString(PyEval_GetBuiltins(), "iter"));
}

PyMethodDef groupby_methods[] = {
    {"__reduce__", groupby_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", groupby_setstate, METH_O, setstate_doc},
    {},
};
PyMethodDef grouper_methods[] = {{"__reduce__", grouper_reduce, METH_NOARGS, reduce_doc}, {}};

// --- tee

constexpr int block_size = 57; // CPython's, which the state of __reduce__ shows

struct TeeBlock {
    PyObject_HEAD PyObject *iterator;
    PyObject *next; // TeeBlock
    PyObject *values[block_size];
    int count;
    bool is_running;

    auto references() {
        std::array<PyObject **, block_size + 2> all{&iterator, &next};
        for (int i = 0; i < block_size; i++) all[static_cast<size_t>(i) + 2] = &values[i];
        return all;
    }
};

struct Tee {
    PyObject_HEAD PyObject *block;
    PyObject *weak_references;
    int index;

    auto references() { return std::array{&block}; }
};

Owned make_block(PyObject *iterator) {
    auto *self = allocate<TeeBlock>(&tee_block_type);
    if (self != nullptr) self->iterator = Py_NewRef(iterator);
    return Owned(as_object(self));
}

PyObject *make_tee(PyTypeObject *type, PyObject *block, int index) {
    auto *self = allocate<Tee>(type);
    if (self == nullptr) return nullptr;
    self->block = Py_NewRef(block);
    self->index = index;
    return as_object(self);
}

PyObject *block_item(TeeBlock *self, int index) {
    if (index < self->count) return Py_NewRef(self->values[index]);
    if (self->is_running) {
        PyErr_SetString(PyExc_RuntimeError, "cannot re-enter the tee iterator");
        return nullptr;
    }
    self->is_running = true;
    PyObject *value = next_of(self->iterator);
    self->is_running = false;
    if (value == nullptr) return nullptr;
    self->values[self->count++] = Py_NewRef(value);
    return value;
}

Owned next_block(TeeBlock *self) {
    if (self->next == nullptr) self->next = make_block(self->iterator).release();
    return Owned::borrow(self->next);
}

PyObject *tee_next(PyObject *object) {
    auto *self = as<Tee>(object);
    if (self->index >= block_size) {
        Owned following = next_block(as<TeeBlock>(self->block));
        if (!following) return nullptr;
        Py_SETREF(self->block, following.release());
        self->index = 0;
    }
    const Owned block = Owned::borrow(self->block);
    PyObject *value = block_item(as<TeeBlock>(block.get()), self->index);
    if (value != nullptr) self->index++;
    return value;
}

PyObject *tee_from_iterable(PyTypeObject *type, PyObject *iterable) {
    const Owned iterator(PyObject_GetIter(iterable));
    if (!iterator) return nullptr;
    if (PyObject_TypeCheck(iterator.get(), &tee_type)) {
        auto *other = as<Tee>(iterator.get());
        return make_tee(&tee_type, other->block, other->index);
    }
    const Owned block = make_block(iterator.get());
    return block ? make_tee(type, block.get(), 0) : nullptr;
}

PyObject *tee_new(PyTypeObject *type, PyObject *args, PyObject *) {
    PyObject *iterable;
    if (!PyArg_UnpackTuple(args, "_tee", 1, 1, &iterable)) return nullptr;
    return tee_from_iterable(type, iterable);
}

PyObject *tee_copy(PyObject *self, PyObject *) {
    return make_tee(Py_TYPE(self), as<Tee>(self)->block, as<Tee>(self)->index);
}

PyObject *tee_reduce(PyObject *self, PyObject *) {
    return Py_BuildValue("O(())(Oi)", Py_TYPE(self), as<Tee>(self)->block, as<Tee>(self)->index);
}

PyObject *tee_setstate(PyObject *self, PyObject *state) {
    if (!PyTuple_Check(state)) {
        PyErr_SetString(PyExc_TypeError, "state is not a tuple");
        return nullptr;
    }
    PyObject *block;
    int index;
    if (!PyArg_ParseTuple(state, "O!i", &tee_block_type, &block, &index)) return nullptr;
    if (index < 0 || index > block_size) {
        PyErr_SetString(PyExc_ValueError, "Index out of range");
        return nullptr;
    }
    Py_SETREF(as<Tee>(self)->block, Py_NewRef(block));
    as<Tee>(self)->index = index;
    Py_RETURN_NONE;
}

PyObject *block_reduce(PyObject *object, PyObject *) {
    auto *self = as<TeeBlock>(object);
    Owned values(PyList_New(self->count));
    for (int i = 0; values && i < self->count; i++)
        PyList_SET_ITEM(values.get(), i, Py_NewRef(self->values[i]));
    if (!values) return nullptr;
    return Py_BuildValue("O(ONO)", Py_TYPE(object), self->iterator, values.release(),
                         self->next == nullptr ? Py_None : self->next);
}

PyObject *bad_block(PyObject *error, const char *text) {
    PyErr_SetString(error, text);
    return nullptr;
}

PyObject *block_new(PyTypeObject *, PyObject *args, PyObject *) {
    PyObject *iterator;
    PyObject *values;
    PyObject *next;
    if (!PyArg_ParseTuple(args, "OO!O", &iterator, &PyList_Type, &values, &next)) return nullptr;
    const Py_ssize_t count = PyList_GET_SIZE(values);
    if (count > block_size) return bad_block(PyExc_ValueError, "Invalid arguments");
    if (next != Py_None && (count != block_size || Py_TYPE(next) != &tee_block_type))
        return bad_block(PyExc_ValueError, "_tee_dataobject shouldn't have a next");
    if (!PyIter_Check(iterator)) return bad_block(PyExc_TypeError, "iterator expected");
    Owned result = make_block(iterator);
    if (!result) return nullptr;
    auto *self = as<TeeBlock>(result.get());
    for (; self->count < count; self->count++)
        self->values[self->count] = Py_NewRef(PyList_GET_ITEM(values, self->count));
    if (next != Py_None) self->next = Py_NewRef(next);
    return result.release();
}

// Blocks form a list that may be long: it is taken apart in a loop, as far as nobody else holds them.
void block_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    PyObject *next = std::exchange(as<TeeBlock>(object)->next, nullptr);
    while (next != nullptr && Py_REFCNT(next) == 1) {
        PyObject *following = std::exchange(as<TeeBlock>(next)->next, nullptr);
        Py_DECREF(next);
        next = following;
    }
    Py_XDECREF(next);
    iterator_clear<TeeBlock>(object);
    Py_TYPE(object)->tp_free(object);
}

void tee_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    if (as<Tee>(object)->weak_references != nullptr) PyObject_ClearWeakRefs(object);
    iterator_clear<Tee>(object);
    Py_TYPE(object)->tp_free(object);
}

PyMethodDef tee_methods[] = {
    {"__copy__", tee_copy, METH_NOARGS, "An independent iterator over what is left."},
    {"__reduce__", tee_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", tee_setstate, METH_O, setstate_doc},
    {},
};
PyMethodDef block_methods[] = {{"__reduce__", block_reduce, METH_NOARGS, reduce_doc}, {}};

constexpr unsigned long final_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;

template <class T>
constexpr PyTypeObject final_type(const char *name, const char *doc, newfunc make, iternextfunc next,
                                  PyMethodDef *methods) {
    PyTypeObject type = iterator_type<T>(name, doc, make, next, methods);
    type.tp_flags = final_flags;
    return type;
}

constexpr PyTypeObject make_tee_type() {
    PyTypeObject type = final_type<Tee>("itertools._tee", "One of the iterators that tee() made.", tee_new,
                                        tee_next, tee_methods);
    type.tp_dealloc = tee_dealloc;
    type.tp_weaklistoffset = offsetof(Tee, weak_references);
    return type;
}

constexpr PyTypeObject make_block_type() {
    PyTypeObject type = final_type<TeeBlock>(
        "itertools._tee_dataobject",
        "_tee_dataobject(iterable, values, next, /)\n--\n\nItems that tee iterators share.", block_new,
        nullptr, block_methods);
    type.tp_dealloc = block_dealloc;
    type.tp_iter = nullptr;
    return type;
}

} // namespace

PyTypeObject groupby_type = iterator_type<GroupBy>(
    "itertools.groupby",
    "groupby(iterable, key=None)\n--\n\nPairs of a key and an iterator over the items in a row that have it.",
    groupby_new, groupby_next, groupby_methods);

PyTypeObject grouper_type = final_type<Grouper>(
    "itertools._grouper", "_grouper(parent, tgtkey, /)\n--\n\nThe items of one group of groupby.",
    grouper_new, grouper_next, grouper_methods);

PyTypeObject tee_type = make_tee_type();
PyTypeObject tee_block_type = make_block_type();

PyObject *itertools_tee(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("tee", count, 1, 2)) return nullptr;
    const Py_ssize_t copies = count == 1 ? 2 : to_size(args[1]);
    if (copies < 0) {
        if (PyErr_Occurred() == nullptr) PyErr_SetString(PyExc_ValueError, "n must be >= 0");
        return nullptr;
    }
    Owned result(PyTuple_New(copies));
    if (!result || copies == 0) return result.release();
    // An iterator that can be copied is copied: it knows best how.
    Owned iterator(PyObject_GetIter(args[0]));
    if (iterator && !PyObject_HasAttrString(iterator.get(), "__copy__"))
        iterator = Owned(tee_from_iterable(&tee_type, iterator.get()));
    if (!iterator) return nullptr;
    PyTuple_SET_ITEM(result.get(), 0, Py_NewRef(iterator.get()));
    for (Py_ssize_t i = 1; i < copies; i++) {
        PyObject *copy = PyObject_CallMethod(iterator.get(), "__copy__", nullptr);
        if (copy == nullptr) return nullptr;
        PyTuple_SET_ITEM(result.get(), i, copy);
    }
    return result.release();
}

} // namespace adder::stdlib
