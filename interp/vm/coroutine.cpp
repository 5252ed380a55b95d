// SPDX-License-Identifier: MIT
//
// The types generator and coroutine, and what `await`, `async for` and `async with` ask of objects.
#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/warnings.hpp"
#include "vm/generator_methods.hpp"
#include "vm/ops_flow.hpp"

namespace adder::vm {

using objects::Failure;
using objects::Ref;

// --- await

namespace {

bool is_iterable_coroutine(PyObject *value) {
    return is_generator(value) && (as_generator(value)->code->flags & bytecode::CodeIterableCoroutine) != 0;
}

} // namespace

PyObject *awaitable_iterator(PyObject *value) {
    if (is_coroutine(value) || is_iterable_coroutine(value)) return Py_NewRef(value);
    PyTypeObject *type = Py_TYPE(value);
    const unaryfunc await = type->tp_as_async != nullptr ? type->tp_as_async->am_await : nullptr;
    if (await == nullptr) {
        PyErr_Format(PyExc_TypeError, "object %.100s can't be used in 'await' expression", type->tp_name);
        return nullptr;
    }
    Ref iterator = TRY_REF(await(value));
    if (is_coroutine(iterator.get()) || is_iterable_coroutine(iterator.get())) {
        PyErr_SetString(PyExc_TypeError, "__await__() returned a coroutine");
        return nullptr;
    }
    if (PyIter_Check(iterator.get()) == 0) {
        PyErr_Format(PyExc_TypeError, "__await__() returned non-iterator of type '%.100s'",
                     Py_TYPE(iterator.get())->tp_name);
        return nullptr;
    }
    return iterator.release();
}

namespace {

// Says which method of an asynchronous context manager gave something that cannot be awaited.
void name_async_with_method(PyObject *value, int context) {
    if (PyErr_ExceptionMatches(PyExc_TypeError) == 0 || (context != 1 && context != 2)) return;
    if (Py_TYPE(value)->tp_as_async != nullptr && Py_TYPE(value)->tp_as_async->am_await != nullptr) return;
    PyErr_Format(PyExc_TypeError,
                 "'async with' received an object from %s that does not implement __await__: %.100s",
                 context == 1 ? "__aenter__" : "__aexit__", Py_TYPE(value)->tp_name);
}

} // namespace

PyObject *get_awaitable(PyObject *value, int context) {
    Ref iterator = Ref::steal(awaitable_iterator(value));
    if (!iterator) {
        name_async_with_method(value, context);
        return nullptr;
    }
    if (is_coroutine(iterator.get()) && delegate_of(as_generator(iterator.get())) != nullptr) {
        PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
        return nullptr;
    }
    return iterator.release();
}

PyObject *get_aiter(PyObject *value) {
    PyTypeObject *type = Py_TYPE(value);
    const unaryfunc aiter = type->tp_as_async != nullptr ? type->tp_as_async->am_aiter : nullptr;
    if (aiter == nullptr) {
        PyErr_Format(PyExc_TypeError, "'async for' requires an object with __aiter__ method, got %.100s",
                     type->tp_name);
        return nullptr;
    }
    Ref iterator = TRY_REF(aiter(value));
    PyTypeObject *iterator_type = Py_TYPE(iterator.get());
    if (iterator_type->tp_as_async == nullptr || iterator_type->tp_as_async->am_anext == nullptr) {
        PyErr_Format(
            PyExc_TypeError,
            "'async for' received an object from __aiter__ that does not implement __anext__: %.100s",
            iterator_type->tp_name);
        return nullptr;
    }
    return iterator.release();
}

PyObject *get_anext(PyObject *iterator) {
    PyTypeObject *type = Py_TYPE(iterator);
    const unaryfunc anext = type->tp_as_async != nullptr ? type->tp_as_async->am_anext : nullptr;
    if (anext == nullptr) {
        PyErr_Format(PyExc_TypeError, "'async for' requires an iterator with __anext__ method, got %.100s",
                     type->tp_name);
        return nullptr;
    }
    Ref awaitable = TRY_REF(anext(iterator));
    if (PyAsyncGen_CheckExact(iterator)) return awaitable.release();
    PyObject *result = awaitable_iterator(awaitable.get());
    if (result == nullptr) {
        PyErr_Format(PyExc_TypeError, "'async for' received an invalid object from __anext__: %.100s",
                     Py_TYPE(awaitable.get())->tp_name);
    }
    return result;
}

// --- origin

Ref origin_of(const Frame *caller, int depth) {
    int count = 0;
    for (const Frame *frame = caller; frame != nullptr && count < depth; frame = frame->previous) count++;
    Ref origin = TRY_REF(PyTuple_New(count));
    const Frame *frame = caller;
    for (int i = 0; i < count; i++, frame = frame->previous) {
        PyObject *entry =
            TRY(Py_BuildValue("OiO", frame->code->filename, current_line(frame), frame->code->name));
        PyTuple_SET_ITEM(origin.get(), i, entry);
    }
    return origin;
}

namespace {

// The library's function, which knows of origins; empty without an error where there is no library.
Ref library_warning() {
    Ref module = Ref::steal(PyImport_ImportModule("warnings"));
    Ref function =
        module ? Ref::steal(PyObject_GetAttrString(module.get(), "_warn_unawaited_coroutine")) : Ref();
    if (!function) PyErr_Clear();
    return function;
}

} // namespace

void warn_never_awaited(PyObject *coroutine) {
    if (const Ref function = library_warning()) {
        const Ref result = Ref::steal(PyObject_CallOneArg(function.get(), coroutine));
        if (!result) PyErr_WriteUnraisable(coroutine);
        return;
    }
    const Ref text = Ref::steal(
        PyUnicode_FromFormat("coroutine '%S' was never awaited", as_generator(coroutine)->qualname));
    if (!text || objects::issue_warning(text.get(), PyExc_RuntimeWarning, 1, coroutine) < 0)
        PyErr_WriteUnraisable(coroutine);
}

// --- coroutine.__await__()

namespace {

struct CoroutineWrapper {
    PyObject_HEAD PyObject *coroutine;
};

PyObject *wrapped(PyObject *self) {
    return reinterpret_cast<CoroutineWrapper *>(self)->coroutine;
}

PyObject *coroutine_await(PyObject *self) {
    auto *wrapper = PyObject_GC_New(CoroutineWrapper, &_PyCoroWrapper_Type);
    if (wrapper == nullptr) return nullptr;
    wrapper->coroutine = Py_NewRef(self);
    PyObject_GC_Track(wrapper);
    return reinterpret_cast<PyObject *>(wrapper);
}

void wrapper_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_CLEAR(reinterpret_cast<CoroutineWrapper *>(self)->coroutine);
    PyObject_GC_Del(self);
}
int wrapper_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(wrapped(self));
    return 0;
}
PyObject *wrapper_next(PyObject *self) {
    return generator_next(wrapped(self));
}
PyObject *wrapper_send(PyObject *self, PyObject *value) {
    return generator_send(wrapped(self), value);
}
PyObject *wrapper_throw(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    return generator_throw(wrapped(self), args, count);
}
PyObject *wrapper_close(PyObject *self, PyObject *) {
    return generator_close(wrapped(self), nullptr);
}

PyMethodDef wrapper_methods[] = {
    {"send", wrapper_send, METH_O, "send($self, value, /)\n--\n\nResumes the coroutine with a value."},
    {"throw", _PyCFunction_CAST(wrapper_throw), METH_FASTCALL, "throw(type[, value[, traceback]])"},
    {"close", wrapper_close, METH_NOARGS,
     "close($self, /)\n--\n\nRaises GeneratorExit inside the coroutine."},
    {},
};

PyObject *get_origin(PyObject *self, void *) {
    PyObject *origin = as_generator(self)->origin;
    return Py_NewRef(origin != nullptr ? origin : Py_None);
}

} // namespace

extern "C" {
PyTypeObject _PyCoroWrapper_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "coroutine_wrapper",
    .tp_basicsize = sizeof(CoroutineWrapper),
    .tp_dealloc = wrapper_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = wrapper_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = wrapper_next,
    .tp_methods = wrapper_methods,
};
}

// --- types

namespace {

PyMethodDef generator_table[] = {
    {"send", generator_send, METH_O,
     "send($self, value, /)\n--\n\nResumes at the yield, whose value it becomes."},
    {"throw", _PyCFunction_CAST(generator_throw), METH_FASTCALL,
     "throw(type[, value[, traceback]])\n\nRaises at the yield."},
    {"close", generator_close, METH_NOARGS, "close($self, /)\n--\n\nRaises GeneratorExit at the yield."},
    {},
};

PyGetSetDef generator_getset[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the generator", nullptr},
    {"__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the generator",
     nullptr},
    {"gi_yieldfrom", generator_get_delegate, nullptr, "object being iterated by yield from, or None",
     nullptr},
    {"gi_running", generator_get_running, nullptr, nullptr, nullptr},
    {"gi_frame", generator_get_frame, nullptr, nullptr, nullptr},
    {"gi_suspended", generator_get_suspended, nullptr, nullptr, nullptr},
    {"gi_code", generator_get_code, generator_refuse_change, nullptr, nullptr},
    {},
};

PyGetSetDef coroutine_getset[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the coroutine", nullptr},
    {"__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the coroutine",
     nullptr},
    {"cr_await", generator_get_delegate, nullptr, "object being awaited on, or None", nullptr},
    {"cr_running", generator_get_running, nullptr, nullptr, nullptr},
    {"cr_frame", generator_get_frame, nullptr, nullptr, nullptr},
    {"cr_suspended", generator_get_suspended, nullptr, nullptr, nullptr},
    {"cr_code", generator_get_code, generator_refuse_change, nullptr, nullptr},
    {"cr_origin", get_origin, generator_refuse_change, nullptr, nullptr},
    {},
};

PyAsyncMethods generator_as_async = {.am_send = generator_am_send};
PyAsyncMethods coroutine_as_async = {.am_await = coroutine_await, .am_send = generator_am_send};

constexpr unsigned long generator_flags =
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION;

} // namespace

extern "C" {
PyTypeObject PyGen_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "generator",
    .tp_basicsize = offsetof(PyGenObject, storage),
    .tp_itemsize = sizeof(PyObject *),
    .tp_dealloc = generator_dealloc,
    .tp_as_async = &generator_as_async,
    .tp_repr = generator_repr,
    .tp_flags = generator_flags,
    .tp_traverse = generator_traverse,
    .tp_weaklistoffset = offsetof(PyGenObject, weakrefs),
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = generator_next,
    .tp_methods = generator_table,
    .tp_getset = generator_getset,
    .tp_finalize = generator_finalize,
};

PyTypeObject PyCoro_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "coroutine",
    .tp_basicsize = offsetof(PyGenObject, storage),
    .tp_itemsize = sizeof(PyObject *),
    .tp_dealloc = generator_dealloc,
    .tp_as_async = &coroutine_as_async,
    .tp_repr = generator_repr,
    .tp_flags = generator_flags,
    .tp_traverse = generator_traverse,
    .tp_weaklistoffset = offsetof(PyGenObject, weakrefs),
    .tp_methods = generator_table,
    .tp_getset = coroutine_getset,
    .tp_finalize = generator_finalize,
};
}

int init_generator_types() {
    TRY(PyType_Ready(&PyGen_Type));
    TRY(PyType_Ready(&PyCoro_Type));
    TRY(PyType_Ready(&_PyCoroWrapper_Type));
    return init_async_generator_types();
}

} // namespace adder::vm
