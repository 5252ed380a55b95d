// SPDX-License-Identifier: MIT
//
// The callable behind functools.lru_cache. A dict has a result for each key; the dict's order is the order of
// use, since a hit in a bounded cache takes its entry out and puts it in again at the end.
//
// The key is the only argument itself when that is an int or str, else a tuple that hashes once (a key
// object).
#include "functools.hpp"
#include "iterator_type.hpp"

#include <cstddef>

namespace adder::stdlib {
namespace {

struct Cache {
    PyObject_HEAD PyObject *function;
    PyObject *results;   // dict
    PyObject *info_type; // makes the result of cache_info()
    PyObject *mark;      // between positional and keyword arguments in a key
    PyObject *dict;
    PyObject *weak_references;
    vectorcallfunc call;
    Py_ssize_t most; // -1: no bound
    Py_ssize_t hits;
    Py_ssize_t misses;
    bool is_typed;

    auto references() { return std::array{&function, &results, &info_type, &mark, &dict}; }
};

bool is_key_itself(PyObject *argument) {
    return PyLong_CheckExact(argument) || PyUnicode_CheckExact(argument);
}

Owned make_key(const Cache *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    const Py_ssize_t named = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
    if (!self->is_typed && named == 0 && count == 1 && is_key_itself(args[0])) return Owned::borrow(args[0]);
    const Py_ssize_t plain = count + (named == 0 ? 0 : 1 + 2 * named);
    Owned key(PyTuple_New(plain + (self->is_typed ? count + named : 0)));
    if (!key) return key;
    Py_ssize_t end = 0;
    const auto add = [&key, &end](PyObject *item) { PyTuple_SET_ITEM(key.get(), end++, Py_NewRef(item)); };
    for (Py_ssize_t i = 0; i < count; i++) add(args[i]);
    if (named != 0) add(self->mark);
    for (Py_ssize_t i = 0; i < named; i++) {
        add(PyTuple_GET_ITEM(names, i));
        add(args[count + i]);
    }
    for (Py_ssize_t i = 0; self->is_typed && i < count + named; i++) add(as_object(Py_TYPE(args[i])));
    return key;
}

// Takes an entry out again and puts it at the end, as the one that was used last.
int mark_used(PyObject *results, PyObject *key, Py_hash_t hash, PyObject *result) {
    if (_PyDict_DelItem_KnownHash(results, key, hash) < 0) {
        if (!PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
        PyErr_Clear(); // __eq__ of another key has removed it
    }
    return _PyDict_SetItem_KnownHash(results, key, result, hash);
}

// Removes the entries used longest ago until there is room for one more.
int make_room(const Cache *self) {
    while (PyDict_GET_SIZE(self->results) >= self->most) {
        Py_ssize_t position = 0;
        PyObject *oldest;
        PyObject *value;
        Py_hash_t hash;
        if (_PyDict_Next(self->results, &position, &oldest, &value, &hash) == 0) return 0;
        const Owned held_key = Owned::borrow(oldest);
        const Owned held_value = Owned::borrow(value);
        if (_PyDict_DelItem_KnownHash(self->results, oldest, hash) == 0) continue;
        if (!PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
        PyErr_Clear();
        return 0;
    }
    return 0;
}

int keep(const Cache *self, PyObject *key, Py_hash_t hash, PyObject *result) {
    if (self->most >= 0) {
        // The call may have come here with the same arguments itself.
        if (_PyDict_GetItem_KnownHash(self->results, key, hash) != nullptr) return 0;
        if (PyErr_Occurred() != nullptr || make_room(self) < 0) return -1;
    }
    return _PyDict_SetItem_KnownHash(self->results, key, result, hash);
}

PyObject *cache_call(PyObject *object, PyObject *const *args, size_t count_and_flag, PyObject *names) {
    auto *self = as<Cache>(object);
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    const Owned function = Owned::borrow(self->function);
    if (self->most == 0) {
        self->misses++;
        return PyObject_Vectorcall(function.get(), args, count_and_flag, names);
    }
    const Owned key = make_key(self, args, count, names);
    const Py_hash_t hash = key ? PyObject_Hash(key.get()) : -1;
    if (hash == -1) return nullptr;
    const Owned results = Owned::borrow(self->results);
    Owned result = Owned::borrow(_PyDict_GetItem_KnownHash(results.get(), key.get(), hash));
    if (result) {
        self->hits++;
        if (self->most >= 0 && mark_used(results.get(), key.get(), hash, result.get()) < 0) return nullptr;
        return result.release();
    }
    if (PyErr_Occurred() != nullptr) return nullptr;
    self->misses++;
    result = Owned(PyObject_Vectorcall(function.get(), args, count_and_flag, names));
    if (!result || keep(self, key.get(), hash, result.get()) < 0) return nullptr;
    return result.release();
}

PyObject *cache_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"user_function", "maxsize", "typed", "cache_info_type", nullptr};
    PyObject *function;
    PyObject *most;
    int is_typed;
    PyObject *info_type;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OOpO:lru_cache", const_cast<char **>(names), &function,
                                     &most, &is_typed, &info_type))
        return nullptr;
    if (PyCallable_Check(function) == 0) {
        PyErr_SetString(PyExc_TypeError, "the first argument must be callable");
        return nullptr;
    }
    if (most != Py_None && PyIndex_Check(most) == 0) {
        PyErr_SetString(PyExc_TypeError, "maxsize should be integer or None");
        return nullptr;
    }
    const Py_ssize_t bound = most == Py_None ? -1 : PyNumber_AsSsize_t(most, PyExc_OverflowError);
    if (bound == -1 && PyErr_Occurred() != nullptr) return nullptr;
    Owned results(PyDict_New());
    Owned mark(results ? PyObject_CallNoArgs(as_object(&PyBaseObject_Type)) : nullptr);
    auto *self = mark ? allocate<Cache>(type) : nullptr;
    if (self == nullptr) return nullptr;
    self->function = Py_NewRef(function);
    self->results = results.release();
    self->info_type = Py_NewRef(info_type);
    self->mark = mark.release();
    self->call = cache_call;
    self->most = most != Py_None && bound < 0 ? 0 : bound;
    self->is_typed = is_typed != 0;
    return as_object(self);
}

void cache_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    if (as<Cache>(self)->weak_references != nullptr) PyObject_ClearWeakRefs(self);
    iterator_clear<Cache>(self);
    Py_TYPE(self)->tp_free(self);
}

PyObject *cache_get(PyObject *self, PyObject *object, PyObject *) {
    return object == nullptr || object == Py_None ? Py_NewRef(self) : PyMethod_New(self, object);
}

PyObject *cache_info(PyObject *object, PyObject *) {
    auto *self = as<Cache>(object);
    const Py_ssize_t size = PyDict_GET_SIZE(self->results);
    if (self->most < 0)
        return PyObject_CallFunction(self->info_type, "nnOn", self->hits, self->misses, Py_None, size);
    return PyObject_CallFunction(self->info_type, "nnnn", self->hits, self->misses, self->most, size);
}

PyObject *cache_clear(PyObject *object, PyObject *) {
    auto *self = as<Cache>(object);
    self->hits = self->misses = 0;
    PyDict_Clear(self->results);
    Py_RETURN_NONE;
}

PyObject *cache_reduce(PyObject *self, PyObject *) {
    return PyObject_GetAttrString(self, "__qualname__");
}

PyObject *cache_copy(PyObject *self, PyObject *) {
    return Py_NewRef(self);
}

PyMethodDef cache_methods[] = {
    {"cache_info", cache_info, METH_NOARGS, "Report cache statistics"},
    {"cache_clear", cache_clear, METH_NOARGS, "Clear the cache and cache statistics"},
    {"__reduce__", cache_reduce, METH_NOARGS, "The name under which the function is found."},
    {"__copy__", cache_copy, METH_VARARGS, "The object itself."},
    {"__deepcopy__", cache_copy, METH_VARARGS, "The object itself."},
    {},
};
PyGetSetDef cache_attributes[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {},
};
PyMemberDef cache_members[] = {
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Cache, weak_references), READONLY, nullptr},
    {},
};

} // namespace

PyTypeObject lru_cache_wrapper_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "functools._lru_cache_wrapper",
    .tp_basicsize = sizeof(Cache),
    .tp_dealloc = cache_dealloc,
    .tp_vectorcall_offset = offsetof(Cache, call),
    .tp_call = PyVectorcall_Call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_METHOD_DESCRIPTOR |
                Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_doc = "A function with a cache of its results.\n\nuser_function is what is called, maxsize how many "
              "results are kept (None: all), typed whether equal arguments of several types count as "
              "several, and cache_info_type what makes the result of cache_info().",
    .tp_traverse = iterator_traverse<Cache>,
    .tp_clear = iterator_clear<Cache>,
    .tp_weaklistoffset = offsetof(Cache, weak_references),
    .tp_methods = cache_methods,
    .tp_members = cache_members,
    .tp_getset = cache_attributes,
    .tp_descr_get = cache_get,
    .tp_dictoffset = offsetof(Cache, dict),
    .tp_new = cache_new,
};

} // namespace adder::stdlib
