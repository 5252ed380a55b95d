// SPDX-License-Identifier: MIT
//
// Generator objects: making, resuming, throwing, closing. Coroutines share all of it (coroutine.cpp has their
// types).
#include "vm/generator.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/value.hpp"
#include "objects/warnings.hpp"
#include "vm/frame_object.hpp"
#include "vm/generator_methods.hpp"
#include "vm/ops_call.hpp"
#include "vm/run.hpp"

namespace adder::vm {

static_assert(offsetof(AdderGeneratorFields, gi_code) == offsetof(PyGenObject, code));
static_assert(offsetof(AdderGeneratorFields, gi_weakreflist) == offsetof(PyGenObject, weakrefs));

using objects::Failure;
using objects::Ref;
using objects::ThreadState;

namespace {

bool is_alive(const PyGenObject *generator) {
    return generator->state == GeneratorState::Created || generator->state == GeneratorState::Suspended;
}

PyTypeObject *generator_type(uint32_t flags) {
    if ((flags & bytecode::CodeCoroutine) != 0) return &PyCoro_Type;
    if ((flags & bytecode::CodeAsyncGenerator) != 0) return &PyAsyncGen_Type;
    return &PyGen_Type;
}

const char *kind_name(const PyGenObject *generator) {
    PyTypeObject *type = generator->ob_base.ob_base.ob_type;
    if (type == &PyCoro_Type) return "coroutine";
    return type == &PyAsyncGen_Type ? "async generator" : "generator";
}

PyObject *as_object(PyGenObject *generator) {
    return reinterpret_cast<PyObject *>(generator);
}

// Copies the frame into the generator's storage; what it owns goes with it.
void move_frame(PyGenObject *generator, Frame *frame) {
    const int variable_count = frame->code->variable_count;
    std::copy(frame->variables, frame->variables + variable_count, generator->storage);
    auto *own = reinterpret_cast<Frame *>(generator->storage + variable_count);
    *own = *frame;
    own->variables = generator->storage;
    own->stack_top = stack_base(own);
    own->owner = FrameOwner::Generator;
    own->generator = generator;
    own->previous = nullptr;
    own->is_entry = false;
    own->is_constructor = false;
    if (own->object != nullptr) own->object->frame = own;
    generator->frame = own;
}

} // namespace

PyObject *make_generator(Frame *frame) {
    PyCodeObject *code = frame->code;
    const int origin_depth = objects::thread()->coroutine_origin_depth;
    Ref origin;
    if (__builtin_expect(origin_depth > 0, 0) && (code->flags & bytecode::CodeCoroutine) != 0)
        origin = TRY(origin_of(frame->previous, origin_depth));
    const Py_ssize_t words = code->variable_count + frame_words + code->stack_size;
    auto *generator = PyObject_GC_NewVar(PyGenObject, generator_type(code->flags), words);
    if (generator == nullptr) return nullptr;
    generator->code = code;
    Py_INCREF(code);
    generator->name = Py_NewRef(frame->function->name);
    generator->qualname = Py_NewRef(frame->function->qualname);
    generator->weakrefs = nullptr;
    generator->origin = origin.release();
    generator->finalizer = nullptr;
    generator->handled = {};
    generator->state = GeneratorState::Created;
    generator->hooks_are_set = generator->is_async_closed = generator->is_async_running = false;
    move_frame(generator, frame);
    PyObject_GC_Track(generator);
    return as_object(generator);
}

// --- resuming

void link_generator(ThreadState *thread, PyGenObject *generator, Frame *caller, PyObject *value) {
    Frame *frame = generator->frame;
    frame->previous = caller;
    frame->free_stack = caller != nullptr ? caller->free_stack : thread->stack_begin;
    *frame->stack_top++ = value;
    generator->handled.previous = thread->handled;
    thread->handled = &generator->handled;
    generator->state = GeneratorState::Running;
    thread->frame = frame;
}

void unlink_generator(ThreadState *thread, PyGenObject *generator, GeneratorState state) {
    Frame *frame = generator->frame;
    thread->handled = generator->handled.previous;
    generator->handled.previous = nullptr;
    thread->frame = frame->previous;
    frame->previous = nullptr;
    thread->recursion_depth--;
    generator->state = state;
}

void finish_generator(PyGenObject *generator) {
    generator->state = GeneratorState::Finished;
    Frame *frame = std::exchange(generator->frame, nullptr);
    if (frame == nullptr) return;
    clear_frame(frame);
    Py_CLEAR(generator->handled.value);
}

void convert_stop_iteration(PyGenObject *generator) {
    const bool is_async = Py_TYPE(as_object(generator)) == &PyAsyncGen_Type;
    const char *raised = nullptr;
    if (PyErr_ExceptionMatches(PyExc_StopIteration) != 0) raised = "StopIteration";
    if (raised == nullptr && is_async && PyErr_ExceptionMatches(PyExc_StopAsyncIteration) != 0) {
        raised = "StopAsyncIteration";
    }
    if (raised == nullptr) return;
    Ref original = objects::take_exception();
    PyErr_Format(PyExc_RuntimeError, "%s raised %s", kind_name(generator), raised);
    Ref error = objects::take_exception();
    if (!error) return;
    PyException_SetCause(error.get(), Py_NewRef(original.get()));
    PyException_SetContext(error.get(), Py_NewRef(original.get()));
    objects::restore_exception(std::move(error));
}

namespace {

// What cannot be resumed: 1 when the state answers already (*sent says how), 0 to go on.
int answer_by_state(PyGenObject *generator, PyObject *value, bool is_throwing, PyObject **result,
                    PySendResult *sent) {
    *sent = PYGEN_ERROR;
    switch (generator->state) {
    case GeneratorState::Running:
        PyErr_Format(PyExc_ValueError, "%s already executing", kind_name(generator));
        return 1;
    case GeneratorState::Finished:
        if (is_coroutine(as_object(generator))) {
            PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited coroutine");
        } else if (!is_throwing) {
            *result = Py_NewRef(Py_None);
            *sent = PYGEN_RETURN;
        }
        return 1;
    case GeneratorState::Created:
        if (is_throwing || value == nullptr || value == Py_None) return 0;
        PyErr_Format(PyExc_TypeError, "can't send non-None value to a just-started %s", kind_name(generator));
        return 1;
    default: return 0;
    }
}

// What is thrown in where the generator handles an exception happens during that one.
void chain_to_handled(PyGenObject *generator) {
    if (generator->handled.value == nullptr) return;
    Ref exception = objects::take_exception();
    if (exception) PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(exception.get())), exception.get());
}

} // namespace

PySendResult send_to_generator(PyGenObject *generator, PyObject *value, bool is_throwing, PyObject **result) {
    *result = nullptr;
    PySendResult sent;
    if (answer_by_state(generator, value, is_throwing, result, &sent) != 0) return sent;
    ThreadState *thread = objects::thread();
    Frame *caller = thread->frame;
    if (objects::enter_recursion("") < 0) return PYGEN_ERROR;
    Ref keep_alive = Ref::borrow(as_object(generator));
    link_generator(thread, generator, caller, Py_NewRef(value != nullptr ? value : Py_None));
    generator->frame->resumption = Resumption::Native;
    generator->frame->is_entry = true;
    if (is_throwing) chain_to_handled(generator);
    if (objects::runtime.tracer != nullptr) report_enter_frame(generator->frame);
    *result = is_throwing ? run_throwing_frame(generator->frame) : run_frame(generator->frame);
    if (*result == nullptr) return PYGEN_ERROR;
    return generator->state == GeneratorState::Suspended ? PYGEN_NEXT : PYGEN_RETURN;
}

// --- delegation

PyObject *delegate_of(PyGenObject *generator) {
    if (generator->state != GeneratorState::Suspended) return nullptr;
    const uint16_t *instruction = generator->frame->instruction; // the RESUME behind the YIELD_VALUE
    const bool is_delegating = original_opcode(generator->code, instruction) == Opcode::RESUME &&
                               bytecode::argument_of(*instruction) >= 2;
    return is_delegating ? generator->frame->stack_top[-1] : nullptr;
}

namespace {

// The delegate is finished: leaves the SEND loop as SEND itself does, the result still to be sent.
void leave_delegation(PyGenObject *generator) {
    Frame *frame = generator->frame;
    uint16_t *yield = frame->instruction - 1;
    const uint16_t send = yield[-2]; // SEND and its cache
    Py_DECREF(*--frame->stack_top);
    frame->instruction = yield + bytecode::argument_of(send);
}

// close() of whatever a generator delegates to; 0, or -1 with an exception.
int close_iterator(PyObject *iterator) {
    if (is_generator(iterator) || is_coroutine(iterator)) {
        TRY(objects::enter_recursion(""));
        const Ref result = Ref::steal(close_generator(as_generator(iterator)));
        objects::leave_recursion();
        return result ? 0 : -1;
    }
    Ref close = Ref::steal(PyObject_GetAttr(iterator, objects::name::close));
    if (!close) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError) == 0) PyErr_WriteUnraisable(iterator);
        PyErr_Clear();
        return 0;
    }
    Ref result = TRY_REF(PyObject_CallNoArgs(close.get()));
    return 0;
}

// send() whose outcome is a value, StopIteration set for a return.
PyObject *finish_send(PySendResult sent, PyObject *result) {
    if (sent != PYGEN_RETURN) return result;
    Ref owned = Ref::steal(result);
    (void)_PyGen_SetStopIterationValue(owned.get());
    return nullptr;
}

// The same after a throw(): the end of an asynchronous generator is StopAsyncIteration.
PyObject *finish_throw(PyGenObject *generator, PySendResult sent, PyObject *result) {
    if (sent != PYGEN_RETURN || !PyAsyncGen_CheckExact(as_object(generator))) {
        return finish_send(sent, result);
    }
    Py_DECREF(result);
    PyErr_SetNone(PyExc_StopAsyncIteration);
    return nullptr;
}

// Makes throw(type[, value[, traceback]]) pending; 0, or -1 with another exception.
int set_thrown(PyObject *const *args, Py_ssize_t count) {
    PyObject *type = args[0];
    PyObject *value = count > 1 && args[1] != Py_None ? args[1] : nullptr;
    PyObject *traceback = count > 2 && args[2] != Py_None ? args[2] : nullptr;
    if (traceback != nullptr && !PyTraceBack_Check(traceback)) {
        PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object");
        return -1;
    }
    if (PyExceptionInstance_Check(type)) {
        if (value != nullptr) {
            PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
            return -1;
        }
        Ref own_traceback = Ref::steal(PyException_GetTraceback(type));
        PyErr_Restore(Py_NewRef(reinterpret_cast<PyObject *>(Py_TYPE(type))), Py_NewRef(type),
                      traceback != nullptr ? Py_NewRef(traceback) : own_traceback.release());
        return 0;
    }
    if (!PyExceptionClass_Check(type)) {
        PyErr_Format(PyExc_TypeError,
                     "exceptions must be classes or instances deriving from BaseException, not %s",
                     Py_TYPE(type)->tp_name);
        return -1;
    }
    PyErr_Restore(Py_NewRef(type), Py_XNewRef(value), Py_XNewRef(traceback));
    PyObject *normal_type, *normal_value, *normal_traceback;
    PyErr_Fetch(&normal_type, &normal_value, &normal_traceback);
    PyErr_NormalizeException(&normal_type, &normal_value, &normal_traceback);
    PyErr_Restore(normal_type, normal_value, normal_traceback);
    return 0;
}

// Lets the pending exception come out of the instruction that the generator stands at.
PyObject *raise_here(PyGenObject *generator) {
    PyObject *result = nullptr;
    const PySendResult sent = send_to_generator(generator, Py_None, true, &result);
    return finish_throw(generator, sent, result);
}

PyObject *throw_here(PyGenObject *generator, PyObject *const *args, Py_ssize_t count) {
    TRY(set_thrown(args, count));
    return raise_here(generator);
}

// The answer of the delegate that the exception was thrown to, or what follows when it is finished.
PyObject *continue_after_delegate(PyGenObject *generator, PyObject *answer) {
    generator->state = GeneratorState::Suspended;
    if (answer != nullptr) return answer;
    leave_delegation(generator);
    PyObject *value = nullptr;
    if (_PyGen_FetchStopIterationValue(&value) < 0) return raise_here(generator);
    Ref owned = Ref::steal(value);
    PyObject *result = nullptr;
    const PySendResult sent = send_to_generator(generator, value, false, &result);
    return finish_throw(generator, sent, result);
}

} // namespace

namespace {

// The delegating frame is linked in meanwhile, so that the delegate's f_back shows it.
PyObject *throw_into_delegate(PyGenObject *generator, PyGenObject *delegate, PyObject *const *args,
                              Py_ssize_t count, bool closes_on_exit) {
    ThreadState *thread = objects::thread();
    Frame *frame = generator->frame;
    Frame *caller = thread->frame;
    frame->previous = caller;
    frame->free_stack = caller != nullptr ? caller->free_stack : thread->stack_begin;
    generator->state = GeneratorState::Running;
    thread->frame = frame;
    PyObject *answer = throw_into(delegate, args, count, closes_on_exit);
    thread->frame = caller;
    frame->previous = nullptr;
    return answer;
}

// throw() where another iterator is delegated to, which gets the exception first.
PyObject *throw_through(PyGenObject *generator, PyObject *delegate, PyObject *const *args, Py_ssize_t count,
                        bool closes_on_exit) {
    if (closes_on_exit && PyErr_GivenExceptionMatches(args[0], PyExc_GeneratorExit) != 0) {
        generator->state = GeneratorState::Running;
        const int status = close_iterator(delegate);
        generator->state = GeneratorState::Suspended;
        return status == 0 ? throw_here(generator, args, count) : raise_here(generator);
    }
    if (is_generator(delegate) || is_coroutine(delegate)) {
        PyObject *answer =
            throw_into_delegate(generator, as_generator(delegate), args, count, closes_on_exit);
        return continue_after_delegate(generator, answer);
    }
    Ref method = Ref::steal(PyObject_GetAttr(delegate, objects::name::throw_));
    if (!method) {
        if (!objects::clear_if_matches(PyExc_AttributeError)) return nullptr;
        return throw_here(generator, args, count);
    }
    generator->state = GeneratorState::Running;
    PyObject *answer = PyObject_Vectorcall(method.get(), args, static_cast<size_t>(count), nullptr);
    return continue_after_delegate(generator, answer);
}

} // namespace

PyObject *throw_into(PyGenObject *generator, PyObject *const *args, Py_ssize_t count, bool closes_on_exit) {
    const Ref delegate = Ref::borrow(delegate_of(generator));
    if (!delegate) return throw_here(generator, args, count);
    TRY(objects::enter_recursion(""));
    PyObject *result = throw_through(generator, delegate.get(), args, count, closes_on_exit);
    objects::leave_recursion();
    return result;
}

PyObject *close_generator(PyGenObject *generator) {
    if (generator->state == GeneratorState::Created) finish_generator(generator);
    if (generator->state == GeneratorState::Finished) Py_RETURN_NONE;
    int status = 0;
    Ref delegate = Ref::borrow(delegate_of(generator));
    if (delegate) {
        generator->state = GeneratorState::Running;
        status = close_iterator(delegate.get());
        generator->state = GeneratorState::Suspended;
    }
    if (status == 0) PyErr_SetNone(PyExc_GeneratorExit);
    PyObject *result = nullptr;
    const PySendResult sent = send_to_generator(generator, Py_None, true, &result);
    Ref owned = Ref::steal(result);
    if (sent == PYGEN_NEXT) {
        PyErr_Format(PyExc_RuntimeError, "%s ignored GeneratorExit", kind_name(generator));
        return nullptr;
    }
    if (sent == PYGEN_RETURN) Py_RETURN_NONE;
    if (PyErr_ExceptionMatches(PyExc_StopIteration) == 0 && PyErr_ExceptionMatches(PyExc_GeneratorExit) == 0)
        return nullptr;
    PyErr_Clear();
    Py_RETURN_NONE;
}

void close_generator_frame(PyGenObject *generator) {
    Ref result = Ref::steal(close_generator(generator));
    if (!result) PyErr_WriteUnraisable(as_object(generator));
}

// --- methods shared by generators and coroutines (declared in generator_methods.hpp)

PyObject *generator_next(PyObject *self) {
    PyObject *result = nullptr;
    const PySendResult sent = send_to_generator(as_generator(self), Py_None, false, &result);
    if (sent == PYGEN_RETURN && result == Py_None) {
        Py_DECREF(result);
        return nullptr; // exhausted: no exception is needed
    }
    return finish_send(sent, result);
}

PyObject *generator_send(PyObject *self, PyObject *value) {
    PyObject *result = nullptr;
    const PySendResult sent = send_to_generator(as_generator(self), value, false, &result);
    return finish_send(sent, result);
}

PySendResult generator_am_send(PyObject *self, PyObject *value, PyObject **result) {
    return send_to_generator(as_generator(self), value, false, result);
}

PyObject *generator_throw(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (_PyArg_CheckPositional("throw", count, 1, 3) == 0) return nullptr;
    return throw_into(as_generator(self), args, count, true);
}

PyObject *generator_close(PyObject *self, PyObject *) {
    return close_generator(as_generator(self));
}

// --- life

void generator_finalize(PyObject *self) {
    PyGenObject *generator = as_generator(self);
    if (!is_alive(generator)) return;
    objects::SavedError saved;
    if (generator->finalizer != nullptr && !generator->is_async_closed) {
        Ref result = Ref::steal(PyObject_CallOneArg(generator->finalizer, self));
        if (!result) PyErr_WriteUnraisable(self);
        return;
    }
    if (is_coroutine(self) && generator->state == GeneratorState::Created) warn_never_awaited(self);
    close_generator_frame(generator);
}

void generator_dealloc(PyObject *self) {
    PyGenObject *generator = as_generator(self);
    PyObject_GC_UnTrack(self);
    if (generator->weakrefs != nullptr) PyObject_ClearWeakRefs(self);
    PyObject_GC_Track(self);
    if (PyObject_CallFinalizerFromDealloc(self) < 0) return; // resurrected
    PyObject_GC_UnTrack(self);
    finish_generator(generator);
    Py_CLEAR(generator->handled.value);
    Py_CLEAR(generator->finalizer);
    Py_CLEAR(generator->origin);
    Py_CLEAR(generator->name);
    Py_CLEAR(generator->qualname);
    Py_DECREF(generator->code);
    PyObject_GC_Del(self);
}

int generator_traverse(PyObject *self, visitproc visit, void *arg) {
    PyGenObject *generator = as_generator(self);
    Py_VISIT(reinterpret_cast<PyObject *>(generator->code));
    Py_VISIT(generator->name);
    Py_VISIT(generator->qualname);
    Py_VISIT(generator->finalizer);
    Py_VISIT(generator->handled.value);
    // A running frame's values count as held from outside.
    if (!is_alive(generator)) return 0;
    Frame *frame = generator->frame;
    for (int i = 0; i < frame->code->variable_count; i++) Py_VISIT(frame->variables[i]);
    for (PyObject **value = stack_base(frame); value < frame->stack_top; value++) Py_VISIT(*value);
    Py_VISIT(frame->locals_dict);
    Py_VISIT(reinterpret_cast<PyObject *>(frame->function));
    Py_VISIT(reinterpret_cast<PyObject *>(frame->object));
    return 0;
}

// --- attributes

PyObject *generator_repr(PyObject *self) {
    const char *kind = kind_name(as_generator(self));
    if (std::string_view(kind) == "async generator") kind = "async_generator";
    return PyUnicode_FromFormat("<%s object %S at %p>", kind, as_generator(self)->qualname, self);
}

PyObject *generator_get_frame(PyObject *self, void *) {
    PyGenObject *generator = as_generator(self);
    if (generator->frame == nullptr || generator->state == GeneratorState::Finished) Py_RETURN_NONE;
    return Py_XNewRef(reinterpret_cast<PyObject *>(frame_object(generator->frame)));
}
PyObject *generator_get_running(PyObject *self, void *) {
    return PyBool_FromLong(as_generator(self)->state == GeneratorState::Running);
}
PyObject *generator_get_suspended(PyObject *self, void *) {
    return PyBool_FromLong(as_generator(self)->state == GeneratorState::Suspended);
}
int generator_refuse_change(PyObject *, PyObject *, void *) {
    return objects::raise(PyExc_AttributeError, "readonly attribute");
}
PyObject *generator_get_code(PyObject *self, void *) {
    return Py_NewRef(reinterpret_cast<PyObject *>(as_generator(self)->code));
}
PyObject *generator_get_delegate(PyObject *self, void *) {
    PyObject *delegate = delegate_of(as_generator(self));
    return Py_NewRef(delegate != nullptr ? delegate : Py_None);
}
PyObject *generator_get_name(PyObject *self, void *) {
    return Py_NewRef(as_generator(self)->name);
}
PyObject *generator_get_qualname(PyObject *self, void *) {
    return Py_NewRef(as_generator(self)->qualname);
}

namespace {
int set_text(PyObject **place, PyObject *value, const char *attribute) {
    if (value == nullptr || !PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "%s must be set to a string object", attribute);
        return -1;
    }
    Py_SETREF(*place, Py_NewRef(value));
    return 0;
}
} // namespace

int generator_set_name(PyObject *self, PyObject *value, void *) {
    return set_text(&as_generator(self)->name, value, "__name__");
}
int generator_set_qualname(PyObject *self, PyObject *value, void *) {
    return set_text(&as_generator(self)->qualname, value, "__qualname__");
}

extern "C" int _PyGen_FetchStopIterationValue(PyObject **value) {
    *value = nullptr;
    if (!objects::is_error_pending()) {
        *value = Py_NewRef(Py_None);
        return 0;
    }
    if (PyErr_ExceptionMatches(PyExc_StopIteration) == 0) return -1;
    Ref exception = objects::take_exception();
    *value = PyObject_GetAttr(exception.get(), objects::name::value);
    return *value != nullptr ? 0 : -1;
}

extern "C" int _PyGen_SetStopIterationValue(PyObject *value) {
    if (value == nullptr || value == Py_None) {
        PyErr_SetNone(PyExc_StopIteration);
        return 0;
    }
    Ref exception = TRY_REF(PyObject_CallOneArg(PyExc_StopIteration, value));
    PyErr_SetObject(PyExc_StopIteration, exception.get());
    return 0;
}

} // namespace adder::vm
