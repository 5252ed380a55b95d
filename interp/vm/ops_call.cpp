// SPDX-License-Identifier: MIT
//
// Slow paths of calls and of making functions and classes.
#include "vm/ops_call.hpp"

#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/tracer.hpp"
#include "vm/specialize.hpp"

namespace adder::vm {

using objects::Failure;
using objects::Ref;

// --- frames

int check_stack(ThreadState *thread, PyObject **end) {
    if (end > thread->stack_end) {
        PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
        return -1;
    }
    return objects::enter_recursion("");
}

Frame *bind_frame(ThreadState *thread, Frame *caller, PyFunctionObject *function, PyObject *const *arguments,
                  Py_ssize_t count, PyObject *keyword_names) {
    PyCodeObject *code = function->code;
    PyObject **variables = caller->free_stack;
    if (!has_room(thread, variables + code->variable_count + frame_words + code->stack_size)) return nullptr;
    if (bind_arguments(function, arguments, count, keyword_names, variables) < 0) {
        thread->recursion_depth--;
        return nullptr;
    }
    Py_INCREF(function);
    return make_frame(function, nullptr, variables, code->total_arguments);
}

Frame *bind_star_frame(ThreadState *thread, Frame *caller, PyFunctionObject *function, PyObject *args,
                       PyObject *kwargs_or_null) {
    PyObject *const *positional = objects::tuple_items(args);
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (kwargs_or_null == nullptr || PyDict_GET_SIZE(kwargs_or_null) == 0) {
        return bind_frame(thread, caller, function, positional, count, nullptr);
    }
    // The array form of the call: positional values, then keyword values, and their names as a tuple.
    const Py_ssize_t keyword_count = PyDict_GET_SIZE(kwargs_or_null);
    Ref names = TRY_REF(PyTuple_New(keyword_count));
    Ref values = TRY_REF(PyTuple_New(count + keyword_count));
    for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(values.get(), i, Py_NewRef(positional[i]));
    PyObject *key;
    PyObject *value;
    Py_ssize_t position = 0;
    for (Py_ssize_t i = 0; PyDict_Next(kwargs_or_null, &position, &key, &value) != 0; i++) {
        PyTuple_SET_ITEM(names.get(), i, Py_NewRef(key));
        PyTuple_SET_ITEM(values.get(), count + i, Py_NewRef(value));
    }
    return bind_frame(thread, caller, function, objects::tuple_items(values.get()), count, names.get());
}

// --- f(*args, **kwargs)

int prepare_star_call(PyObject *callable, PyObject **args, PyObject **kwargs) {
    if (kwargs != nullptr && !PyDict_CheckExact(*kwargs)) {
        Ref dict = TRY_REF(PyDict_New());
        TRY(merge_keywords(callable, dict.get(), *kwargs));
        Py_SETREF(*kwargs, dict.release());
    }
    if (PyTuple_CheckExact(*args)) return 0;
    if (Py_TYPE(*args)->tp_iter == nullptr && PySequence_Check(*args) == 0) {
        Ref text = TRY(objects::callable_text(callable));
        PyErr_Format(PyExc_TypeError, "%U argument after * must be an iterable, not %.200s", text.get(),
                     Py_TYPE(*args)->tp_name);
        return -1;
    }
    Ref tuple = TRY_REF(PySequence_Tuple(*args));
    Py_SETREF(*args, tuple.release());
    return 0;
}

void raise_init_result(PyObject *result) {
    PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(result)->tp_name);
}

// --- functions and classes

PyObject *make_function_object(Frame *frame, PyObject **stack_top, int flags) {
    PyObject *code = stack_top[-1];
    quicken(reinterpret_cast<PyCodeObject *>(code));
    Ref made = TRY(objects::make_function(code, frame->globals));
    auto *function = made.as<PyFunctionObject>();
    PyObject **next = stack_top - 2; // the parts lie below the code, the last flag's on top
    if ((flags & 8) != 0) function->closure = *next--;
    if ((flags & 4) != 0) function->annotations = *next--;
    if ((flags & 2) != 0) function->kwdefaults = *next--;
    if ((flags & 1) != 0) function->defaults = *next--;
    Py_DECREF(code);
    return made.release();
}

// --- reports of the traced loop

void report_enter_frame(Frame *frame) {
    if (objects::Tracer *tracer = objects::runtime.tracer) tracer->enter_frame(frame);
}
int report_leave_frame(Frame *frame, PyObject *result, bool is_yield) {
    if (objects::Tracer *tracer = objects::runtime.tracer) tracer->leave_frame(frame, result, is_yield);
    if (result == nullptr || !objects::is_error_pending()) return 0;
    Py_DECREF(result);
    return -1;
}

} // namespace adder::vm
