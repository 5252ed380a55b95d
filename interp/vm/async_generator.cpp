// SPDX-License-Identifier: MIT
//
// Asynchronous generators (PEP 525): the generator type and the awaitables that __anext__, asend, athrow and
// aclose give.
//
// A value that the generator itself yields arrives wrapped (ASYNC_GEN_WRAP) and ends the awaitable with
// StopIteration; an unwrapped one comes from an `await` inside and is handed to the event loop as it is.
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "vm/generator_methods.hpp"

namespace adder::vm {

using objects::Failure;
using objects::Ref;

namespace {

enum class AwaitState : uint8_t { Initial, Iterating, Closed };

struct WrappedValue {
    PyObject_HEAD PyObject *value;
};

// The awaitable of asend(value) and __anext__().
struct SendAwaitable {
    PyObject_HEAD PyGenObject *generator;
    PyObject *value;
    AwaitState state;
};

// The awaitable of athrow(…), or of aclose() when there is no exception.
struct ThrowAwaitable {
    PyObject_HEAD PyGenObject *generator;
    PyObject *arguments; // tuple (type[, value[, traceback]]), or NULL for aclose
    AwaitState state;
};

SendAwaitable *as_send(PyObject *object) {
    return reinterpret_cast<SendAwaitable *>(object);
}
ThrowAwaitable *as_throw(PyObject *object) {
    return reinterpret_cast<ThrowAwaitable *>(object);
}
PyObject *as_object(PyGenObject *generator) {
    return reinterpret_cast<PyObject *>(generator);
}
bool is_wrapped(PyObject *value) {
    return value != nullptr && Py_IS_TYPE(value, &_PyAsyncGenWrappedValue_Type);
}
bool is_end() {
    return PyErr_ExceptionMatches(PyExc_StopAsyncIteration) != 0 ||
           PyErr_ExceptionMatches(PyExc_GeneratorExit) != 0;
}

// The first use tells the event loop's hook about the generator.
int init_hooks(PyGenObject *generator) {
    if (generator->hooks_are_set) return 0;
    generator->hooks_are_set = true;
    objects::ThreadState *thread = objects::thread();
    generator->finalizer = Py_XNewRef(thread->async_gen_finalizer);
    if (thread->async_gen_firstiter == nullptr) return 0;
    Ref hook = Ref::borrow(thread->async_gen_firstiter);
    Ref result = TRY_REF(PyObject_CallOneArg(hook.get(), as_object(generator)));
    return 0;
}

PyObject *send(PyGenObject *generator, PyObject *value) {
    PyObject *result = nullptr;
    if (send_to_generator(generator, value, false, &result) != PYGEN_RETURN) return result;
    Py_DECREF(result);
    PyErr_SetNone(PyExc_StopAsyncIteration);
    return nullptr;
}

// What the generator gave, as the awaitable passes it on.
PyObject *unwrap(PyGenObject *generator, PyObject *result) {
    if (result == nullptr) {
        if (!objects::is_error_pending()) PyErr_SetNone(PyExc_StopAsyncIteration);
        if (is_end()) generator->is_async_closed = true;
        generator->is_async_running = false;
        return nullptr;
    }
    if (!is_wrapped(result)) return result;
    (void)_PyGen_SetStopIterationValue(reinterpret_cast<WrappedValue *>(result)->value);
    Py_DECREF(result);
    generator->is_async_running = false;
    return nullptr;
}

PyObject *raise_runtime_error(const char *text) {
    PyErr_SetString(PyExc_RuntimeError, text);
    return nullptr;
}

// --- asend

constexpr const char *send_reused = "cannot reuse already awaited __anext__()/asend()";

PyObject *make_send(PyGenObject *generator, PyObject *value) {
    if (init_hooks(generator) < 0) return nullptr;
    auto *awaitable = PyObject_GC_New(SendAwaitable, &_PyAsyncGenASend_Type);
    if (awaitable == nullptr) return nullptr;
    Py_INCREF(as_object(generator));
    awaitable->generator = generator;
    awaitable->value = Py_NewRef(value);
    awaitable->state = AwaitState::Initial;
    PyObject_GC_Track(awaitable);
    return reinterpret_cast<PyObject *>(awaitable);
}

PyObject *send_send(PyObject *self, PyObject *value) {
    SendAwaitable *awaitable = as_send(self);
    if (awaitable->state == AwaitState::Closed) return raise_runtime_error(send_reused);
    if (awaitable->state == AwaitState::Initial) {
        if (awaitable->generator->is_async_running) {
            return raise_runtime_error("anext(): asynchronous generator is already running");
        }
        if (value == Py_None) value = awaitable->value;
        awaitable->state = AwaitState::Iterating;
    }
    awaitable->generator->is_async_running = true;
    PyObject *result = unwrap(awaitable->generator, send(awaitable->generator, value));
    if (result == nullptr) awaitable->state = AwaitState::Closed;
    return result;
}

PyObject *send_throw(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    SendAwaitable *awaitable = as_send(self);
    if (awaitable->state == AwaitState::Closed) return raise_runtime_error(send_reused);
    PyObject *result = generator_throw(as_object(awaitable->generator), args, count);
    result = unwrap(awaitable->generator, result);
    if (result == nullptr) awaitable->state = AwaitState::Closed;
    return result;
}

PyObject *send_next(PyObject *self) {
    return send_send(self, Py_None);
}
PyObject *send_close(PyObject *self, PyObject *) {
    as_send(self)->state = AwaitState::Closed;
    Py_RETURN_NONE;
}

void send_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_DECREF(as_object(as_send(self)->generator));
    Py_CLEAR(as_send(self)->value);
    PyObject_GC_Del(self);
}
int send_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_object(as_send(self)->generator));
    Py_VISIT(as_send(self)->value);
    return 0;
}

// --- athrow and aclose

constexpr const char *throw_reused = "cannot reuse already awaited aclose()/athrow()";

PyObject *make_throw(PyGenObject *generator, PyObject *arguments) {
    if (init_hooks(generator) < 0) return nullptr;
    auto *awaitable = PyObject_GC_New(ThrowAwaitable, &_PyAsyncGenAThrow_Type);
    if (awaitable == nullptr) return nullptr;
    Py_INCREF(as_object(generator));
    awaitable->generator = generator;
    awaitable->arguments = Py_XNewRef(arguments);
    awaitable->state = AwaitState::Initial;
    PyObject_GC_Track(awaitable);
    return reinterpret_cast<PyObject *>(awaitable);
}

PyObject *raise_ignored_exit(ThrowAwaitable *awaitable) {
    awaitable->generator->is_async_running = false;
    awaitable->state = AwaitState::Closed;
    return raise_runtime_error("async generator ignored GeneratorExit");
}

// The end of the generator is what aclose() wants to see.
PyObject *finish_throw(ThrowAwaitable *awaitable) {
    awaitable->generator->is_async_running = false;
    awaitable->state = AwaitState::Closed;
    if (awaitable->arguments == nullptr && is_end()) {
        PyErr_Clear();
        PyErr_SetNone(PyExc_StopIteration);
    }
    return nullptr;
}

// Passes on what came out of the generator while it is being closed or thrown into.
PyObject *pass_on(ThrowAwaitable *awaitable, PyObject *result) {
    if (awaitable->arguments != nullptr) {
        result = unwrap(awaitable->generator, result);
    } else if (is_wrapped(result)) {
        Py_DECREF(result);
        return raise_ignored_exit(awaitable);
    }
    return result != nullptr ? result : finish_throw(awaitable);
}

// The first send raises in the generator; NULL with an exception when it may not.
PyObject *begin_throw(ThrowAwaitable *awaitable, PyObject *value) {
    PyGenObject *generator = awaitable->generator;
    if (generator->is_async_running) {
        awaitable->state = AwaitState::Closed;
        return raise_runtime_error(awaitable->arguments == nullptr
                                       ? "aclose(): asynchronous generator is already running"
                                       : "athrow(): asynchronous generator is already running");
    }
    if (generator->is_async_closed) {
        awaitable->state = AwaitState::Closed;
        PyErr_SetNone(PyExc_StopAsyncIteration);
        return nullptr;
    }
    if (value != Py_None) return raise_runtime_error("can't send non-None value to a just-started coroutine");
    awaitable->state = AwaitState::Iterating;
    generator->is_async_running = true;
    if (awaitable->arguments == nullptr) {
        generator->is_async_closed = true;
        return pass_on(awaitable, throw_into(generator, &PyExc_GeneratorExit, 1, false));
    }
    PyObject *const *items = &PyTuple_GET_ITEM(awaitable->arguments, 0);
    return pass_on(awaitable, throw_into(generator, items, PyTuple_GET_SIZE(awaitable->arguments), false));
}

PyObject *throw_send(PyObject *self, PyObject *value) {
    ThrowAwaitable *awaitable = as_throw(self);
    if (awaitable->state == AwaitState::Closed) return raise_runtime_error(throw_reused);
    if (awaitable->generator->state == GeneratorState::Finished) {
        awaitable->state = AwaitState::Closed;
        PyErr_SetNone(PyExc_StopIteration);
        return nullptr;
    }
    if (awaitable->state == AwaitState::Initial) return begin_throw(awaitable, value);
    return pass_on(awaitable, send(awaitable->generator, value));
}

PyObject *throw_throw(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    ThrowAwaitable *awaitable = as_throw(self);
    if (awaitable->state == AwaitState::Closed) return raise_runtime_error(throw_reused);
    return pass_on(awaitable, generator_throw(as_object(awaitable->generator), args, count));
}

PyObject *throw_next(PyObject *self) {
    return throw_send(self, Py_None);
}
PyObject *throw_close(PyObject *self, PyObject *) {
    as_throw(self)->state = AwaitState::Closed;
    Py_RETURN_NONE;
}

void throw_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_DECREF(as_object(as_throw(self)->generator));
    Py_CLEAR(as_throw(self)->arguments);
    PyObject_GC_Del(self);
}
int throw_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_object(as_throw(self)->generator));
    Py_VISIT(as_throw(self)->arguments);
    return 0;
}

// --- the generator's own methods

PyObject *generator_anext(PyObject *self) {
    return make_send(as_generator(self), Py_None);
}
PyObject *generator_asend(PyObject *self, PyObject *value) {
    return make_send(as_generator(self), value);
}
PyObject *generator_aclose(PyObject *self, PyObject *) {
    return make_throw(as_generator(self), nullptr);
}
PyObject *generator_athrow(PyObject *self, PyObject *arguments) {
    if (_PyArg_CheckPositional("athrow", PyTuple_GET_SIZE(arguments), 1, 3) == 0) return nullptr;
    return make_throw(as_generator(self), arguments);
}
PyObject *get_running(PyObject *self, void *) {
    return PyBool_FromLong(as_generator(self)->is_async_running);
}

PyMethodDef generator_table[] = {
    {"asend", generator_asend, METH_O, "asend(v) -> send 'v' in generator."},
    {"athrow", generator_athrow, METH_VARARGS, "athrow(typ[,val[,tb]]) -> raise exception in generator."},
    {"aclose", generator_aclose, METH_NOARGS, "aclose() -> raise GeneratorExit inside generator."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};

PyGetSetDef generator_getset[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the async generator", nullptr},
    {"__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the async generator",
     nullptr},
    {"ag_await", generator_get_delegate, nullptr, "object being awaited on, or None", nullptr},
    {"ag_running", get_running, generator_refuse_change, nullptr, nullptr},
    {"ag_frame", generator_get_frame, nullptr, nullptr, nullptr},
    {"ag_code", generator_get_code, generator_refuse_change, nullptr, nullptr},
    {},
};

PyMethodDef send_table[] = {
    {"send", send_send, METH_O, nullptr},
    {"throw", _PyCFunction_CAST(send_throw), METH_FASTCALL, nullptr},
    {"close", send_close, METH_NOARGS, nullptr},
    {},
};
PyMethodDef throw_table[] = {
    {"send", throw_send, METH_O, nullptr},
    {"throw", _PyCFunction_CAST(throw_throw), METH_FASTCALL, nullptr},
    {"close", throw_close, METH_NOARGS, nullptr},
    {},
};

PyAsyncMethods generator_as_async = {
    .am_aiter = PyObject_SelfIter, .am_anext = generator_anext, .am_send = generator_am_send};
PyAsyncMethods awaitable_as_async = {.am_await = PyObject_SelfIter};

void wrapped_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_CLEAR(reinterpret_cast<WrappedValue *>(self)->value);
    PyObject_GC_Del(self);
}
int wrapped_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(reinterpret_cast<WrappedValue *>(self)->value);
    return 0;
}

constexpr unsigned long flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION;

} // namespace

PyObject *wrap_async_value(PyObject *value) {
    auto *wrapped = PyObject_GC_New(WrappedValue, &_PyAsyncGenWrappedValue_Type);
    if (wrapped == nullptr) return nullptr;
    wrapped->value = Py_NewRef(value);
    PyObject_GC_Track(wrapped);
    return reinterpret_cast<PyObject *>(wrapped);
}

extern "C" {
PyTypeObject _PyAsyncGenWrappedValue_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "async_generator_wrapped_value",
    .tp_basicsize = sizeof(WrappedValue),
    .tp_dealloc = wrapped_dealloc,
    .tp_flags = flags,
    .tp_traverse = wrapped_traverse,
};

PyTypeObject _PyAsyncGenASend_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "async_generator_asend",
    .tp_basicsize = sizeof(SendAwaitable),
    .tp_dealloc = send_dealloc,
    .tp_as_async = &awaitable_as_async,
    .tp_flags = flags,
    .tp_traverse = send_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = send_next,
    .tp_methods = send_table,
};

PyTypeObject _PyAsyncGenAThrow_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "async_generator_athrow",
    .tp_basicsize = sizeof(ThrowAwaitable),
    .tp_dealloc = throw_dealloc,
    .tp_as_async = &awaitable_as_async,
    .tp_flags = flags,
    .tp_traverse = throw_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = throw_next,
    .tp_methods = throw_table,
};

PyTypeObject PyAsyncGen_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "async_generator",
    .tp_basicsize = offsetof(PyGenObject, storage),
    .tp_itemsize = sizeof(PyObject *),
    .tp_dealloc = generator_dealloc,
    .tp_as_async = &generator_as_async,
    .tp_repr = generator_repr,
    .tp_flags = flags,
    .tp_traverse = generator_traverse,
    .tp_weaklistoffset = offsetof(PyGenObject, weakrefs),
    .tp_methods = generator_table,
    .tp_getset = generator_getset,
    .tp_finalize = generator_finalize,
};
}

int init_async_generator_types() {
    for (PyTypeObject *type :
         {&PyAsyncGen_Type, &_PyAsyncGenASend_Type, &_PyAsyncGenAThrow_Type, &_PyAsyncGenWrappedValue_Type}) {
        TRY(PyType_Ready(type));
    }
    return 0;
}

} // namespace adder::vm
