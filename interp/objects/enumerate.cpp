// SPDX-License-Identifier: MIT
//
// The types enumerate and reversed.
#include "objects/dict_iterators.hpp"
#include "objects/int.hpp"
#include "objects/iterators.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

struct Enumerate {
    PyObject_HEAD PyObject *index; // int that comes next
    PyObject *iterator;
    PyObject *result; // pair that is used again when nobody else holds it
};

struct Reversed {
    PyObject_HEAD Py_ssize_t index; // that comes next; -1 at the end
    PyObject *sequence;             // NULL when exhausted
};

inline Enumerate *as_enumerate(PyObject *self) {
    return reinterpret_cast<Enumerate *>(self);
}
inline Reversed *as_reversed(PyObject *self) {
    return reinterpret_cast<Reversed *>(self);
}

// --- enumerate

PyObject *make_enumerate(PyTypeObject *type, PyObject *iterable, PyObject *start) {
    Ref index = start == nullptr ? Ref::steal(small_int(0)) : TRY_REF(PyNumber_Index(start));
    Ref iterator = TRY_REF(PyObject_GetIter(iterable));
    Ref result = TRY_REF(make_pair(Py_None, Py_None));
    auto *self = new_iterator<Enumerate>(type, &PyEnum_Type);
    if (self == nullptr) return nullptr;
    self->index = index.release();
    self->iterator = iterator.release();
    self->result = result.release();
    return publish(self);
}

PyObject *enumerate_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static constexpr ArgumentSpec spec("enumerate", "iterable, start=0");
    PyObject *values[2];
    TRY(spec.bind_tuple(args, kwargs, values));
    return make_enumerate(type, values[0], values[1]);
}

// 0, or -1 with TypeError when the keyword is another one.
int check_keyword(PyObject *keyword_names, Py_ssize_t index, PyObject *expected) {
    PyObject *keyword = PyTuple_GET_ITEM(keyword_names, index);
    if (unicode_equal(keyword, expected)) return 0;
    return raise_type_error("'%.200s' is an invalid keyword argument for enumerate()",
                            PyUnicode_AsUTF8(keyword));
}

// A direct call has error texts of its own in CPython.
PyObject *enumerate_vectorcall(PyObject *callable, PyObject *const *args, size_t count_and_flag,
                               PyObject *keyword_names) {
    auto *type = reinterpret_cast<PyTypeObject *>(callable);
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    const Py_ssize_t keyword_count = keyword_names == nullptr ? 0 : PyTuple_GET_SIZE(keyword_names);
    const Py_ssize_t total = count + keyword_count;
    if (total == 0) return raise_type_error("enumerate() missing required argument 'iterable'");
    if (total > 2) return raise_type_error("enumerate() takes at most 2 arguments (%zd given)", total);
    if (keyword_count == 2 && unicode_equal(PyTuple_GET_ITEM(keyword_names, 0), name::start_)) {
        TRY(check_keyword(keyword_names, 1, name::iterable));
        return make_enumerate(type, args[1], args[0]);
    }
    for (Py_ssize_t i = 0; i < keyword_count; i++)
        TRY(check_keyword(keyword_names, i, count + i == 0 ? name::iterable : name::start_));
    return make_enumerate(type, args[0], total == 2 ? args[1] : nullptr);
}

void enumerate_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_enumerate(self)->index);
    Py_XDECREF(as_enumerate(self)->iterator);
    Py_XDECREF(as_enumerate(self)->result);
    free_iterator<Enumerate>(self, &PyEnum_Type);
}

int enumerate_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_enumerate(self)->index);
    Py_VISIT(as_enumerate(self)->iterator);
    Py_VISIT(as_enumerate(self)->result);
    return 0;
}

PyObject *enumerate_next(PyObject *self) {
    Enumerate *enumerate = as_enumerate(self);
    PyObject *item = step(enumerate->iterator);
    if (item == nullptr) return nullptr;
    PyObject *next_index = int_add(enumerate->index, small_int(1));
    if (next_index == nullptr) {
        Py_DECREF(item);
        return nullptr;
    }
    PyObject *index = std::exchange(enumerate->index, next_index);
    return reuse_pair(enumerate->result, index, item);
}

PyObject *enumerate_reduce(PyObject *self, PyObject *) {
    return Py_BuildValue("O(OO)", Py_TYPE(self), as_enumerate(self)->iterator, as_enumerate(self)->index);
}

PyMethodDef enumerate_methods[] = {
    {"__reduce__", enumerate_reduce, METH_NOARGS, "Return state information for pickling."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};

// --- reversed

PyObject *make_reversed(PyTypeObject *type, PyObject *sequence) {
    PyObject *method = _PyType_Lookup(Py_TYPE(sequence), name::dunder_reversed);
    if (method != nullptr && method != Py_None)
        return call_special(sequence, name::dunder_reversed, nullptr, 0);
    if (method == Py_None || !PySequence_Check(sequence))
        return raise_type_error("'%.200s' object is not reversible", Py_TYPE(sequence)->tp_name);
    const Py_ssize_t size = TRY(PySequence_Size(sequence));
    auto *self = new_iterator<Reversed>(type, &PyReversed_Type);
    if (self == nullptr) return nullptr;
    self->index = size - 1;
    self->sequence = Py_NewRef(sequence);
    return publish(self);
}

PyObject *reversed_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    const bool has_own_init = type->tp_init != PyReversed_Type.tp_init;
    if (!has_own_init && !_PyArg_NoKeywords("reversed", kwargs)) return nullptr;
    PyObject *sequence;
    if (!PyArg_UnpackTuple(args, "reversed", 1, 1, &sequence)) return nullptr;
    return make_reversed(type, sequence);
}

PyObject *reversed_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                              PyObject *keyword_names) {
    if (!_PyArg_NoKwnames("reversed", keyword_names)) return nullptr;
    if (!_PyArg_CheckPositional("reversed", PyVectorcall_NARGS(count_and_flag), 1, 1)) return nullptr;
    return make_reversed(reinterpret_cast<PyTypeObject *>(type), args[0]);
}

void reversed_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_reversed(self)->sequence);
    free_iterator<Reversed>(self, &PyReversed_Type);
}

int reversed_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_reversed(self)->sequence);
    return 0;
}

PyObject *reversed_next(PyObject *self) {
    Reversed *reversed = as_reversed(self);
    if (reversed->index >= 0) {
        PyObject *item = PySequence_GetItem(reversed->sequence, reversed->index);
        if (item != nullptr) {
            reversed->index--;
            return item;
        }
        if (PyErr_ExceptionMatches(PyExc_IndexError) || PyErr_ExceptionMatches(PyExc_StopIteration))
            PyErr_Clear();
    }
    reversed->index = -1;
    Py_CLEAR(reversed->sequence);
    return nullptr;
}

PyObject *reversed_length_hint(PyObject *self, PyObject *) {
    const Reversed *reversed = as_reversed(self);
    if (reversed->sequence == nullptr) return PyLong_FromLong(0);
    const Py_ssize_t size = TRY(PySequence_Size(reversed->sequence));
    return PyLong_FromSsize_t(size < reversed->index + 1 ? 0 : reversed->index + 1);
}

PyObject *reversed_reduce(PyObject *self, PyObject *) {
    const Reversed *reversed = as_reversed(self);
    if (reversed->sequence == nullptr) return Py_BuildValue("O(())", Py_TYPE(self));
    return Py_BuildValue("O(O)n", Py_TYPE(self), reversed->sequence, reversed->index);
}

PyObject *reversed_setstate(PyObject *self, PyObject *state) {
    Reversed *reversed = as_reversed(self);
    const Py_ssize_t index = PyLong_AsSsize_t(state);
    if (index == -1 && is_error_pending()) return nullptr;
    if (reversed->sequence != nullptr) {
        const Py_ssize_t last = TRY(PySequence_Size(reversed->sequence))
        -1;
        reversed->index = index < -1 ? -1 : (index > last ? last : index);
    }
    Py_RETURN_NONE;
}

PyMethodDef reversed_methods[] = {
    {"__length_hint__", reversed_length_hint, METH_NOARGS,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reversed_reduce, METH_NOARGS, "Return state information for pickling."},
    {"__setstate__", reversed_setstate, METH_O, "Set state information for unpickling."},
    {},
};

} // namespace

extern "C" {

PyTypeObject PyEnum_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "enumerate",
    .tp_basicsize = sizeof(Enumerate),
    .tp_dealloc = enumerate_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "enumerate(iterable, start=0)\n--\n\n"
              "Return an enumerate object.\n\n"
              "It yields pairs of a count, from start on, and a value of the iterable:\n"
              "    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
    .tp_traverse = enumerate_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = enumerate_next,
    .tp_methods = enumerate_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = enumerate_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = enumerate_vectorcall,
};

PyTypeObject PyReversed_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "reversed",
    .tp_basicsize = sizeof(Reversed),
    .tp_dealloc = reversed_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "reversed(sequence, /)\n--\n\n"
              "Return a reverse iterator over the values of the given sequence.",
    .tp_traverse = reversed_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = reversed_next,
    .tp_methods = reversed_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = reversed_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = reversed_vectorcall,
};

} // extern "C"

} // namespace adder::objects
