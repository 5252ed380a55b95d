// SPDX-License-Identifier: MIT
//
// The module _functools: reduce and cmp_to_key, and the types of the neighbouring files.
#include "functools.hpp"
#include "iterator_type.hpp"

#include <cstddef>
#include <initializer_list>

namespace adder::stdlib {
namespace {

// --- cmp_to_key: an object that compares as a function of two objects says

struct Key {
    PyObject_HEAD PyObject *compare;
    PyObject *object; // NULL in what cmp_to_key returns, which makes keys

    auto references() { return std::array{&compare, &object}; }
};

extern PyTypeObject key_type;

PyObject *make_key(PyObject *compare, PyObject *object) {
    auto *self = allocate<Key>(&key_type);
    if (self == nullptr) return nullptr;
    self->compare = Py_NewRef(compare);
    self->object = Py_XNewRef(object);
    return as_object(self);
}

PyObject *key_call(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"obj", nullptr};
    PyObject *object;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O:K", const_cast<char **>(names), &object))
        return nullptr;
    return make_key(as<Key>(self)->compare, object);
}

PyObject *key_compare(PyObject *left, PyObject *right, int op) {
    if (Py_TYPE(right) != &key_type) {
        PyErr_SetString(PyExc_TypeError, "other argument must be K instance");
        return nullptr;
    }
    PyObject *a = as<Key>(left)->object;
    PyObject *b = as<Key>(right)->object;
    if (a == nullptr || b == nullptr) {
        PyErr_SetString(PyExc_AttributeError, "object");
        return nullptr;
    }
    PyObject *const pair[] = {a, b};
    const Owned order(PyObject_Vectorcall(as<Key>(left)->compare, pair, 2, nullptr));
    const Owned zero(order ? PyLong_FromLong(0) : nullptr);
    return zero ? PyObject_RichCompare(order.get(), zero.get(), op) : nullptr;
}

PyMemberDef key_members[] = {
    {"obj", T_OBJECT, offsetof(Key, object), 0, "Value wrapped by a key function."},
    {},
};

PyTypeObject key_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "functools.KeyWrapper",
    .tp_basicsize = sizeof(Key),
    .tp_dealloc = iterator_dealloc<Key>,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_call = key_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = iterator_traverse<Key>,
    .tp_clear = iterator_clear<Key>,
    .tp_richcompare = key_compare,
    .tp_members = key_members,
};

PyObject *functools_cmp_to_key(PyObject *, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"mycmp", nullptr};
    PyObject *compare;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O:cmp_to_key", const_cast<char **>(names), &compare))
        return nullptr;
    return make_key(compare, nullptr);
}

// --- reduce

PyObject *functools_reduce(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("reduce", count, 2, 3)) return nullptr;
    Owned total = Owned::borrow(count == 3 ? args[2] : nullptr);
    const Owned iterator(PyObject_GetIter(args[1]));
    if (!iterator) {
        if (PyErr_ExceptionMatches(PyExc_TypeError))
            PyErr_SetString(PyExc_TypeError, "reduce() arg 2 must support iteration");
        return nullptr;
    }
    while (true) {
        Owned item(next_of(iterator.get()));
        if (!item) {
            if (!is_at_end()) return nullptr;
            break;
        }
        PyObject *const pair[] = {total.get(), item.get()};
        total = total ? Owned(PyObject_Vectorcall(args[0], pair, 2, nullptr)) : std::move(item);
        if (!total) return nullptr;
    }
    if (!total) PyErr_SetString(PyExc_TypeError, "reduce() of empty iterable with no initial value");
    return total.release();
}

PyMethodDef functions[] = {
    {"reduce", _PyCFunction_CAST(functools_reduce), METH_FASTCALL,
     "reduce(function, iterable[, initial]) -> value\n\n"
     "function of the result so far and the next item, from the first item to the last."},
    {"cmp_to_key", _PyCFunction_CAST(functools_cmp_to_key), METH_VARARGS | METH_KEYWORDS,
     "cmp_to_key($module, /, mycmp)\n--\n\nA key function from a function that compares two objects."},
    {},
};

int execute(PyObject *module) {
    if (PyType_Ready(&key_type) < 0) return -1;
    for (PyTypeObject *type : {&partial_type, &lru_cache_wrapper_type})
        if (PyModule_AddType(module, type) < 0) return -1;
    return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_functools",
    .m_doc = "The parts of functools that are native for speed.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit__functools(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
