// SPDX-License-Identifier: MIT
//
// Built-in functions on asynchronous iterators: aiter and anext. anext() with a default gives an awaitable of
// its own, which turns the end of the iterator into the default (PEP 525, and the reference of anext).
#include "runtime/builtins.hpp"

#include "objects/error.hpp"
#include "objects/exception.hpp"
#include "objects/names.hpp"
#include "vm/generator.hpp"

#include <cstddef>

namespace adder::runtime {
namespace {

struct AnextAwaitable {
    PyObject_HEAD PyObject *wrapped; // what __anext__ gave
    PyObject *default_value;
};

AnextAwaitable *as_awaitable(PyObject *object) {
    return reinterpret_cast<AnextAwaitable *>(object);
}

int traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_awaitable(self)->wrapped);
    Py_VISIT(as_awaitable(self)->default_value);
    return 0;
}

int clear(PyObject *self) {
    Py_CLEAR(as_awaitable(self)->wrapped);
    Py_CLEAR(as_awaitable(self)->default_value);
    return 0;
}

void deallocate(PyObject *self) {
    PyObject_GC_UnTrack(self);
    clear(self);
    PyObject_GC_Del(self);
}

// The iterator that drives the awaitable; coroutines have it behind __await__.
[[nodiscard]] objects::Ref driving_iterator(PyObject *self) {
    objects::Ref iterator = TRY_REF(vm::awaitable_iterator(as_awaitable(self)->wrapped));
    if (Py_TYPE(iterator.get())->tp_iternext != nullptr) return iterator;
    objects::Ref behind = TRY_REF(Py_TYPE(iterator.get())->tp_as_async->am_await(iterator.get()));
    if (PyIter_Check(behind.get())) return behind;
    return objects::raise_type_error("__await__ must return an iterable");
}

// The end of the asynchronous iterator means that the default is the result.
PyObject *finish(PyObject *self, PyObject *result) {
    if (result != nullptr || !PyErr_ExceptionMatches(PyExc_StopAsyncIteration)) return result;
    PyErr_Clear();
    objects::raise_stop_iteration(as_awaitable(self)->default_value);
    return nullptr;
}

PyObject *next(PyObject *self) {
    const objects::Ref iterator = TRY(driving_iterator(self));
    return finish(self, Py_TYPE(iterator.get())->tp_iternext(iterator.get()));
}

PyObject *call_method(PyObject *self, const char *name, PyObject *args) {
    const objects::Ref iterator = TRY(driving_iterator(self));
    const objects::Ref method = TRY_REF(PyObject_GetAttrString(iterator.get(), name));
    return finish(self, PyObject_Call(method.get(), args, nullptr));
}

PyObject *send(PyObject *self, PyObject *value) {
    const objects::Ref args = TRY_REF(PyTuple_Pack(1, value));
    return call_method(self, "send", args.get());
}
PyObject *throw_in(PyObject *self, PyObject *args) {
    return call_method(self, "throw", args);
}
PyObject *close(PyObject *self, PyObject *) {
    const objects::Ref args = TRY_REF(PyTuple_New(0));
    return call_method(self, "close", args.get());
}

PyMethodDef methods[] = {
    {"send", send, METH_O, "send(value) -> send 'value' into the wrapped iterator."},
    {"throw", throw_in, METH_VARARGS, "throw(value) -> raise exception in the wrapped iterator."},
    {"close", close, METH_NOARGS, "close() -> raise GeneratorExit inside generator."},
    {},
};

PyAsyncMethods async_slots = {.am_await = PyObject_SelfIter};

PyTypeObject awaitable_type = {
    .ob_base = {{1, &PyType_Type}, 0},
    .tp_name = "anext_awaitable",
    .tp_basicsize = sizeof(AnextAwaitable),
    .tp_dealloc = deallocate,
    .tp_as_async = &async_slots,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = traverse,
    .tp_clear = clear,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next,
    .tp_methods = methods,
};

PyObject *make_awaitable(PyObject *wrapped, PyObject *default_value) {
    TRY(PyType_Ready(&awaitable_type));
    auto *object = PyObject_GC_New(AnextAwaitable, &awaitable_type);
    if (object == nullptr) return nullptr;
    object->wrapped = Py_NewRef(wrapped);
    object->default_value = Py_NewRef(default_value);
    PyObject_GC_Track(object);
    return reinterpret_cast<PyObject *>(object);
}

PyObject *builtin_aiter(PyObject *, PyObject *iterable) {
    return PyObject_GetAIter(iterable);
}

PyObject *builtin_anext(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("anext", count, 1, 2)) return nullptr;
    const PyAsyncMethods *slots = Py_TYPE(args[0])->tp_as_async;
    if (slots == nullptr || slots->am_anext == nullptr) {
        return objects::raise_type_error("'%.200s' object is not an async iterator",
                                         Py_TYPE(args[0])->tp_name);
    }
    objects::Ref awaitable = TRY_REF(slots->am_anext(args[0]));
    return count == 1 ? awaitable.release() : make_awaitable(awaitable.get(), args[1]);
}

} // namespace

PyMethodDef async_functions[] = {
    {"aiter", builtin_aiter, METH_O,
     "aiter($module, async_iterable, /)\n--\n\nReturn an AsyncIterator for an AsyncIterable object."},
    {"anext", _PyCFunction_CAST(builtin_anext), METH_FASTCALL,
     "anext($module, aiterator, default=<unrepresentable>, /)\n--\n\n"
     "Return the next item from the async iterator.\n\n"
     "If default is given and the async iterator is exhausted,\n"
     "it is returned instead of raising StopAsyncIteration."},
    {},
};

} // namespace adder::runtime
