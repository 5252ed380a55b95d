// SPDX-License-Identifier: MIT
//
// Calls, returns, and the making of functions and classes.
//
// CALL finds (method self | NULL callable) argument… on the stack. A Python function's frame is laid over its
// arguments and the loop goes on in it; everything else goes through the native door. The callee's result
// takes the place of all of it.
#pragma once

#include "objects/descriptors.hpp"
#include "objects/tuple.hpp"
#include "vm/arguments.hpp"
#include "vm/native_call.hpp"
#include "vm/ops_flow.hpp"

namespace adder::vm {

// --- slow paths

// A frame for a call that needs binding, placed at the caller's free stack; NULL with an exception. Borrows
// everything.
[[nodiscard]] Frame *bind_frame(ThreadState *thread, Frame *caller, PyFunctionObject *function,
                                PyObject *const *arguments, Py_ssize_t count, PyObject *keyword_names);
// RecursionError or the like when one more frame cannot be made; 0 when it can after all.
[[nodiscard]] int check_stack(ThreadState *thread, PyObject **end);
[[nodiscard]] PyObject *make_function_object(Frame *frame, PyObject **stack_top, int flags);
// Makes args an exact tuple and kwargs an exact dict in place, for CALL_FUNCTION_EX. 0 or -1.
[[nodiscard]] int prepare_star_call(PyObject *callable, PyObject **args, PyObject **kwargs);
// A frame for function(*args, **kwargs).
[[nodiscard]] Frame *bind_star_frame(ThreadState *thread, Frame *caller, PyFunctionObject *function,
                                     PyObject *args, PyObject *kwargs_or_null);
template <bool Traced>
[[nodiscard]] PyObject *native_star_call(Frame *frame, PyObject *callable, PyObject *args,
                                         PyObject *kwargs_or_null);
void raise_init_result(PyObject *result);

// What the traced loop reports.
void report_enter_frame(Frame *frame);
// -1 when the report raised; the result is released then.
[[nodiscard]] int report_leave_frame(Frame *frame, PyObject *result, bool is_yield);

// --- frames

// Goes on in `frame`, whose caller is the running frame; the caller's stack will be cut to `return_stack`.
template <class R> ADDER_INLINE Flow enter_frame(R &r, Frame *frame, PyObject **return_stack) {
    r.frame->instruction = r.ip;
    r.frame->stack_top = return_stack;
    frame->previous = r.frame;
    r.load(frame);
    if constexpr (R::is_traced) report_enter_frame(frame);
    return Flow::Next;
}

// Counts the frame and makes sure that it fits; the slow path tells why not.
ADDER_INLINE bool has_room(ThreadState *thread, PyObject **end) {
    if (__builtin_expect(
            end <= thread->stack_end && thread->recursion_depth < objects::runtime.recursion_limit, 1)) {
        thread->recursion_depth++;
        return true;
    }
    return check_stack(thread, end) == 0;
}

// Lays a frame over `count` arguments, which become the first variables; takes the reference to the function.
// `return_stack` is where the caller's stack ends once the call is over.
template <class R>
ADDER_INLINE Flow push_frame(R &r, PyFunctionObject *function, PyObject **arguments, int count,
                             PyObject **return_stack, bool is_constructor = false) {
    PyCodeObject *code = function->code;
    PyObject **variables = arguments;
    if (__builtin_expect(r.frame->owner != FrameOwner::Stack, 0)) variables = r.frame->free_stack;
    if (!has_room(r.thread, variables + code->variable_count + frame_words + code->stack_size))
        return Flow::Error;
    if (variables != arguments) std::copy(arguments, arguments + count, variables);
    Frame *frame = make_frame(function, nullptr, variables, count);
    frame->is_constructor = is_constructor;
    return enter_frame(r, frame, return_stack);
}

// The same for a function that is not on the stack.
template <class R>
ADDER_INLINE Flow push_frame_of(R &r, PyFunctionObject *function, PyObject **arguments, int count,
                                PyObject **return_stack, bool is_constructor = false) {
    Py_INCREF(function);
    const Flow flow = push_frame(r, function, arguments, count, return_stack, is_constructor);
    if (__builtin_expect(flow == Flow::Error, 0)) Py_DECREF(function);
    return flow;
}

// --- CALL

// Releases callable and arguments between `base` and the top and pushes the result.
template <class R> ADDER_INLINE Flow finish_call(R &r, PyObject **base, PyObject *result) {
    if (__builtin_expect(result == nullptr, 0)) return Flow::Error;
    while (r.sp > base) {
        PyObject *value = r.pop();
        Py_XDECREF(value);
    }
    r.push(result);
    return Flow::Next;
}

// The frame was bound from borrowed arguments: release them and go on in it.
template <class R> ADDER_INLINE Flow enter_bound_frame(R &r, Frame *frame, PyObject **base) {
    if (__builtin_expect(frame == nullptr, 0)) return Flow::Error;
    PyObject **const begin =
        std::exchange(r.frame->free_stack, frame->free_stack); // finalizers keep off the new frame
    while (r.sp > base) {
        PyObject *value = r.pop();
        Py_XDECREF(value);
    }
    r.frame->free_stack = begin;
    return enter_frame(r, frame, base);
}

// A bound method on the stack becomes its function and self: NULL method -- function self.
template <class R> ADDER_INLINE void unpack_bound_method(R &, PyObject **base) {
    auto *method = reinterpret_cast<PyMethodObject *>(base[1]);
    base[0] = Py_NewRef(method->im_func);
    base[1] = Py_NewRef(method->im_self);
    Py_DECREF(reinterpret_cast<PyObject *>(method));
}

ADDER_OP op_KW_NAMES(R &r, int arg) {
    r.keyword_names = r.code()->constants[arg];
    return Flow::Next;
}

// A native function may have switched tracing on or off, which shows at once.
template <class R> ADDER_INLINE Flow attend_after_call(R &r, Flow flow) {
    if (flow != Flow::Next || !needs_attention()) return flow;
    r.save();
    return attend(R::is_traced);
}

ADDER_OP op_CALL(R &r, int arg) {
    PyObject **base = r.sp - arg - 2;
    PyObject *names = r.keyword_names;
    r.keyword_names = nullptr;
    if (base[0] == nullptr && PyMethod_Check(base[1])) unpack_bound_method(r, base);
    const bool has_self = base[0] != nullptr;
    PyObject *callable = has_self ? base[0] : base[1];
    PyObject **arguments = has_self ? base + 1 : base + 2;
    const int count = arg + (has_self ? 1 : 0);
    r.ip += units_of<CallCache>;
    r.save();
    if (PyFunction_Check(callable)) {
        auto *function = reinterpret_cast<PyFunctionObject *>(callable);
        const int positional = count - (names != nullptr ? static_cast<int>(PyTuple_GET_SIZE(names)) : 0);
        return enter_bound_frame(r, bind_frame(r.thread, r.frame, function, arguments, positional, names),
                                 base);
    }
    const Flow flow =
        finish_call(r, base, native_call<R::is_traced>(r.frame, callable, arguments, count, names));
    return attend_after_call(r, flow);
}

ADDER_INLINE PyFunctionObject *function_of_version(PyObject *callable, uint32_t version) {
    if (!PyFunction_Check(callable)) return nullptr;
    auto *function = reinterpret_cast<PyFunctionObject *>(callable);
    return function->version == version ? function : nullptr;
}

ADDER_OP op_CALL_PY_EXACT_ARGS(R &r, int arg) {
    PyObject **base = r.sp - arg - 2;
    const bool has_self = base[0] != nullptr;
    PyFunctionObject *function =
        function_of_version(has_self ? base[0] : base[1], cache_at<CallCache>(r.ip).version.get());
    const int count = arg + (has_self ? 1 : 0);
    if (function == nullptr || function->code->argument_count != count) return Flow::Generic;
    r.ip += units_of<CallCache>;
    return push_frame(r, function, r.sp - count, count, base);
}

ADDER_OP op_CALL_PY_WITH_DEFAULTS(R &r, int arg) {
    PyObject **base = r.sp - arg - 2;
    const bool has_self = base[0] != nullptr;
    PyFunctionObject *function =
        function_of_version(has_self ? base[0] : base[1], cache_at<CallCache>(r.ip).version.get());
    if (function == nullptr) return Flow::Generic;
    const int count = arg + (has_self ? 1 : 0);
    const int total = function->code->argument_count;
    const int default_count = static_cast<int>(PyTuple_GET_SIZE(function->defaults));
    // Arguments beyond the stack's room for this instruction lie where the frame will be; so the check comes
    // first.
    if (count > total || count < total - default_count || r.frame->owner != FrameOwner::Stack)
        return Flow::Generic;
    PyObject **arguments = r.sp - count;
    if (arguments + total > r.thread->stack_end) return Flow::Generic;
    for (int i = count; i < total; i++) {
        arguments[i] = Py_NewRef(PyTuple_GET_ITEM(function->defaults, i - (total - default_count)));
    }
    r.ip += units_of<CallCache>;
    r.sp = arguments + total;
    return push_frame(r, function, arguments, total, base);
}

ADDER_OP op_CALL_BOUND_METHOD_EXACT_ARGS(R &r, int arg) {
    PyObject **base = r.sp - arg - 2;
    if (base[0] != nullptr || !PyMethod_Check(base[1])) return Flow::Generic;
    auto *method = reinterpret_cast<PyMethodObject *>(base[1]);
    PyFunctionObject *function =
        function_of_version(method->im_func, cache_at<CallCache>(r.ip).version.get());
    if (function == nullptr || function->code->argument_count != arg + 1) return Flow::Generic;
    unpack_bound_method(r, base);
    r.ip += units_of<CallCache>;
    return push_frame(r, function, base + 1, arg + 1, base);
}

// Whether a frame can be laid over `count` arguments. Asked where no function version guards the code object,
// which an assignment to __code__ exchanges.
ADDER_INLINE bool takes_exactly(const PyFunctionObject *function, int count) {
    const PyCodeObject *code = function->code;
    return code->argument_count == count && code->total_arguments == count;
}

// Class(…) where object makes the instance and __init__ is a Python function: its frame is entered in the
// same loop. The stack keeps one reference to the instance in the place of NULL: the result of the call.
ADDER_OP op_CALL_CLASS_EXACT_ARGS(R &r, int arg) {
    auto &cache = cache_at<CallCache>(r.ip);
    PyObject **base = r.sp - arg - 2;
    if (base[0] != nullptr || !PyType_Check(base[1])) return Flow::Generic;
    auto *type = reinterpret_cast<PyTypeObject *>(base[1]);
    // The metaclass may have got a __call__ since, which does not change the class's version.
    if (!has_version(type, cache.version.get()) || Py_TYPE(type)->tp_call != PyType_Type.tp_call)
        return Flow::Generic;
    auto *function = static_cast<PyFunctionObject *>(cache.pointer.get());
    if (!takes_exactly(function, arg + 1)) return Flow::Generic;
    r.save();
    PyObject *instance = PyType_GenericAlloc(type, 0);
    if (instance == nullptr) return Flow::Error;
    base[0] = instance;
    base[1] = Py_NewRef(instance);
    Py_DECREF(type);
    r.ip += units_of<CallCache>;
    return push_frame_of(r, function, base + 1, arg + 1, base + 1, true);
}

ADDER_OP op_CALL_FUNCTION_EX(R &r, int arg) {
    const bool has_keywords = (arg & 1) != 0;
    PyObject **base = r.sp - 3 - (has_keywords ? 1 : 0); // NULL callable args [kwargs]
    PyObject **keywords = has_keywords ? base + 3 : nullptr;
    r.save();
    if (prepare_star_call(base[1], base + 2, keywords) < 0) return Flow::Error;
    PyObject *keyword_dict = has_keywords ? *keywords : nullptr;
    if (PyFunction_Check(base[1])) {
        auto *function = reinterpret_cast<PyFunctionObject *>(base[1]);
        return enter_bound_frame(r, bind_star_frame(r.thread, r.frame, function, base[2], keyword_dict),
                                 base);
    }
    return finish_call(r, base, native_star_call<R::is_traced>(r.frame, base[1], base[2], keyword_dict));
}

// --- specialized native calls
//
// The row of the method table was looked up when the instruction was specialized; the traced loop takes the
// generic form, which reports the call.

// Gives up what the call has used: `count` arguments, known at compile time where they can be, the callable
// or self below them, and the method below that, or NULL. The order is CPython's.
template <class R> ADDER_INLINE void release_call(R &r, PyObject **base, int count, PyObject *method) {
    if (__builtin_expect(count == 1, 1)) {
        r.release(base[2]);
    } else {
        for (int i = 0; i < count; i++) r.release(base[2 + i]);
    }
    r.release(base[1]);
    r.release_if_any(method);
}

// Puts the result of a native function in the place of all that the call has used; or, where a POP_TOP
// follows as behind every call that is a statement, does that at once.
template <class R>
ADDER_INLINE Flow finish_native(R &r, PyObject **base, int count, PyObject *method, PyObject *callable,
                                PyObject *result) {
    if (__builtin_expect(result == nullptr || r.thread->curexc_type != nullptr, 0)) {
        result = check_native_result(callable, result);
        if (result == nullptr) return Flow::Error;
    }
    r.ip += units_of<CallCache>;
    if (bytecode::opcode_of(*r.ip) == Opcode::POP_TOP) {
        r.ip++;
        r.sp = base;
        release_call(r, base, count, method);
        r.release(result);
        return Flow::Next;
    }
    base[0] = result;
    r.sp = base + 1;
    release_call(r, base, count, method);
    return Flow::Next;
}

// Native functions count as nesting, since they may call back; the C++ stack is what runs out.
ADDER_INLINE bool enter_native(ThreadState *thread) {
    return __builtin_expect(static_cast<char *>(__builtin_frame_address(0)) > thread->native_stack_limit, 1);
}

// A native function on the stack: its row of the method table, and what it gets as self.
struct NativeCallee {
    PyMethodDef *row;
    PyObject *self;
};

// NULL callable argument…: is the native function's row the one seen before?
template <class R> ADDER_INLINE bool find_builtin(R &r, PyObject **base, NativeCallee &callee) {
    PyObject *callable = base[1];
    if (base[0] != nullptr || !PyCFunction_CheckExact(callable)) return false;
    const auto *function = reinterpret_cast<PyCFunctionObject *>(callable);
    callee = {function->m_ml, function->m_self};
    return callee.row == cache_at<CallCache>(r.ip).pointer.get();
}

template <class Function> ADDER_INLINE Function method_as(const PyMethodDef *row) {
    return reinterpret_cast<Function>(reinterpret_cast<void (*)()>(row->ml_meth));
}
ADDER_INLINE PyObject *call_fast_row(const PyMethodDef *row, PyObject *self, PyObject **arguments,
                                     int count) {
    if ((row->ml_flags & METH_KEYWORDS) != 0)
        return method_as<_PyCFunctionFastWithKeywords>(row)(self, arguments, count, nullptr);
    return method_as<_PyCFunctionFast>(row)(self, arguments, count);
}

ADDER_OP op_CALL_NO_KW_BUILTIN_NOARGS(R &r, int) {
    if (R::is_traced) return Flow::Generic;
    PyObject **base = r.sp - 2;
    NativeCallee callee;
    if (!find_builtin(r, base, callee) || !enter_native(r.thread)) return Flow::Generic;
    r.save();
    return finish_native(r, base, 0, nullptr, base[1], callee.row->ml_meth(callee.self, nullptr));
}

ADDER_OP op_CALL_NO_KW_BUILTIN_O(R &r, int) {
    if (R::is_traced) return Flow::Generic;
    PyObject **base = r.sp - 3;
    NativeCallee callee;
    if (!find_builtin(r, base, callee) || !enter_native(r.thread)) return Flow::Generic;
    r.save();
    return finish_native(r, base, 1, nullptr, base[1], callee.row->ml_meth(callee.self, base[2]));
}

ADDER_OP op_CALL_NO_KW_BUILTIN_FAST(R &r, int arg) {
    if (R::is_traced) return Flow::Generic;
    PyObject **base = r.sp - arg - 2;
    NativeCallee callee;
    if (!find_builtin(r, base, callee) || !enter_native(r.thread)) return Flow::Generic;
    r.save();
    return finish_native(r, base, arg, nullptr, base[1],
                         method_as<_PyCFunctionFast>(callee.row)(callee.self, base + 2, arg));
}

ADDER_OP op_CALL_NO_KW_BUILTIN_FAST_WITH_KEYWORDS(R &r, int arg) {
    if (R::is_traced) return Flow::Generic;
    PyObject **base = r.sp - arg - 2;
    NativeCallee callee;
    if (!find_builtin(r, base, callee) || !enter_native(r.thread)) return Flow::Generic;
    r.save();
    return finish_native(
        r, base, arg, nullptr, base[1],
        method_as<_PyCFunctionFastWithKeywords>(callee.row)(callee.self, base + 2, arg, nullptr));
}

// The arguments move from the stack into the tuple.
ADDER_OP op_CALL_NO_KW_BUILTIN_VARARGS(R &r, int arg) {
    if (R::is_traced) return Flow::Generic;
    PyObject **base = r.sp - arg - 2;
    NativeCallee callee;
    if (!find_builtin(r, base, callee) || !enter_native(r.thread)) return Flow::Generic;
    r.sp = base + 2;
    r.save();
    PyObject *arguments = objects::take_arguments(base + 2, arg);
    if (arguments == nullptr) return Flow::Error;
    PyObject *result = (callee.row->ml_flags & METH_KEYWORDS) != 0
                           ? method_as<PyCFunctionWithKeywords>(callee.row)(callee.self, arguments, nullptr)
                           : callee.row->ml_meth(callee.self, arguments);
    objects::give_back_arguments(arguments);
    return finish_native(r, base, 0, nullptr, base[1], result);
}

// NULL callable argument…: an instance of the type that was seen before, which has a vectorcall function.
ADDER_OP op_CALL_NO_KW_VECTORCALL(R &r, int arg) {
    if (R::is_traced) return Flow::Generic;
    PyObject **base = r.sp - arg - 2;
    PyObject *callable = base[1];
    if (base[0] != nullptr || !objects::is_pointer(callable)) return Flow::Generic;
    PyTypeObject *type = callable->ob_type;
    if (type != cache_at<CallCache>(r.ip).pointer.get()) return Flow::Generic;
    const vectorcallfunc function = PyVectorcall_Function(callable);
    if (function == nullptr || !enter_native(r.thread)) return Flow::Generic;
    r.save();
    const size_t count_and_flag = static_cast<size_t>(arg) | PY_VECTORCALL_ARGUMENTS_OFFSET;
    return finish_native(r, base, arg, nullptr, callable,
                         function(callable, base + 2, count_and_flag, nullptr));
}

// method self argument…: is the descriptor's row the one seen before, and the self of its type?
template <class R> ADDER_INLINE bool find_method(R &r, PyObject **base, NativeCallee &callee) {
    if (base[0] == nullptr || !Py_IS_TYPE(base[0], &PyMethodDescr_Type)) return false;
    auto *descriptor = reinterpret_cast<PyMethodDescrObject *>(base[0]);
    callee = {descriptor->d_method, base[1]};
    if (callee.row != cache_at<CallCache>(r.ip).pointer.get()) return false;
    return Py_IS_TYPE(callee.self, descriptor->d_common.d_type);
}

ADDER_OP op_CALL_NO_KW_METHOD_DESCRIPTOR_NOARGS(R &r, int) {
    if (R::is_traced) return Flow::Generic;
    PyObject **base = r.sp - 2;
    NativeCallee callee;
    if (!find_method(r, base, callee) || !enter_native(r.thread)) return Flow::Generic;
    r.save();
    return finish_native(r, base, 0, base[0], base[0], callee.row->ml_meth(callee.self, nullptr));
}

ADDER_OP op_CALL_NO_KW_METHOD_DESCRIPTOR_O(R &r, int) {
    if (R::is_traced) return Flow::Generic;
    PyObject **base = r.sp - 3;
    NativeCallee callee;
    if (!find_method(r, base, callee) || !enter_native(r.thread)) return Flow::Generic;
    r.save();
    return finish_native(r, base, 1, base[0], base[0], callee.row->ml_meth(callee.self, base[2]));
}

ADDER_OP op_CALL_NO_KW_METHOD_DESCRIPTOR_FAST(R &r, int arg) {
    if (R::is_traced) return Flow::Generic;
    PyObject **base = r.sp - arg - 2;
    NativeCallee callee;
    if (!find_method(r, base, callee) || !enter_native(r.thread)) return Flow::Generic;
    r.save();
    return finish_native(r, base, arg, base[0], base[0],
                         call_fast_row(callee.row, callee.self, base + 2, arg));
}

// list.append: so common in loops that the VM does it itself. The item moves from the stack into the list.
ADDER_OP op_CALL_NO_KW_LIST_APPEND(R &r, int arg) {
    if (R::is_traced || arg != 1) return Flow::Generic;
    PyObject **base = r.sp - 3;
    if (base[0] != cache_at<CallCache>(r.ip).pointer.get() || !PyList_CheckExact(base[1]))
        return Flow::Generic;
    if (objects::list_append_take(objects::as_list(base[1]), base[2]) < 0) {
        r.drop(1);
        return Flow::Error;
    }
    r.drop(1);
    r.ip += units_of<CallCache>;
    return finish_call(r, base, Py_NewRef(Py_None));
}

ADDER_OP op_CALL_NO_KW_LEN(R &r, int arg) {
    PyObject **base = r.sp - 3;
    NativeCallee callee;
    if (R::is_traced || arg != 1 || !find_builtin(r, base, callee)) return Flow::Generic;
    PyObject *object = base[2];
    r.save();
    const Py_ssize_t length = PyList_CheckExact(object) ? PyList_GET_SIZE(object) : PyObject_Size(object);
    if (length < 0) return Flow::Error;
    r.ip += units_of<CallCache>;
    return finish_call(r, base, PyLong_FromSsize_t(length));
}

ADDER_OP op_CALL_NO_KW_ISINSTANCE(R &r, int arg) {
    PyObject **base = r.sp - 4;
    NativeCallee callee;
    if (R::is_traced || arg != 2 || !find_builtin(r, base, callee)) return Flow::Generic;
    r.save();
    const int result = PyObject_IsInstance(base[2], base[3]);
    if (result < 0) return Flow::Error;
    r.ip += units_of<CallCache>;
    return finish_call(r, base, Py_NewRef(bool_value(result != 0)));
}

// NULL callable argument…: is it the very class that was seen before?
template <class R> ADDER_INLINE bool is_cached_class(R &r, PyObject **base) {
    return base[0] == nullptr && base[1] == cache_at<CallCache>(r.ip).pointer.get();
}

ADDER_OP op_CALL_NO_KW_TYPE_1(R &r, int arg) {
    PyObject **base = r.sp - 3;
    if (R::is_traced || arg != 1 || !is_cached_class(r, base)) return Flow::Generic;
    r.ip += units_of<CallCache>;
    return finish_call(r, base, Py_NewRef(reinterpret_cast<PyObject *>(Py_TYPE(base[2]))));
}

ADDER_OP op_CALL_NO_KW_STR_1(R &r, int arg) {
    PyObject **base = r.sp - 3;
    if (R::is_traced || arg != 1 || !is_cached_class(r, base)) return Flow::Generic;
    r.save();
    PyObject *result = PyObject_Str(base[2]);
    if (result == nullptr) return Flow::Error;
    r.ip += units_of<CallCache>;
    return finish_call(r, base, result);
}

// --- inlined Python code behind other instructions

// A property whose getter is a Python function: its frame is entered with the object as the only argument.
// The getter is asked for anew, as property.__init__ can replace it behind the class's back.
ADDER_OP op_LOAD_ATTR_PROPERTY(R &r, int) {
    auto &cache = cache_at<LoadAttrCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!has_version(Py_TYPE(object), cache.version.get())) return Flow::Generic;
    PyObject *getter = objects::as_property(static_cast<PyObject *>(cache.pointer.get()))->fget;
    if (getter == nullptr || !PyFunction_Check(getter)) return Flow::Generic;
    auto *function = reinterpret_cast<PyFunctionObject *>(getter);
    if (!takes_exactly(function, 1)) return Flow::Generic;
    r.ip += units_of<LoadAttrCache>;
    return push_frame_of(r, function, r.sp - 1, 1, r.sp - 1);
}

// container[key] where the class defines __getitem__ in Python; the function is the class's, found anew by
// version.
ADDER_OP op_BINARY_SUBSCR_GETITEM(R &r, int) {
    PyTypeObject *type = Py_TYPE(r.peek(2));
    if (!has_version(type, cache_at<SubscriptCache>(r.ip).version.get())) return Flow::Generic;
    auto *function =
        reinterpret_cast<PyFunctionObject *>(reinterpret_cast<PyHeapTypeObject *>(type)->_spec_cache.getitem);
    if (!takes_exactly(function, 2)) return Flow::Generic;
    r.ip += units_of<SubscriptCache>;
    return push_frame_of(r, function, r.sp - 2, 2, r.sp - 2);
}

// --- return and generators

// In the caller again: the result, or after __init__ the instance, which lies on top already.
template <class R> ADDER_INLINE Flow push_call_result(R &r, PyObject *value, bool is_constructor) {
    if (__builtin_expect(!is_constructor, 1)) {
        r.push(value);
        return Flow::Next;
    }
    const bool is_none = value == Py_None;
    if (!is_none) raise_init_result(value);
    Py_DECREF(value);
    return is_none ? Flow::Next : Flow::Error;
}

// The running frame is over and `value` its result: back to the caller, or out of the loop.
template <class R> ADDER_INLINE Flow leave_frame(R &r, PyObject *value) {
    Frame *frame = r.frame;
    Frame *caller = frame->previous;
    const bool is_entry = frame->is_entry;
    const bool is_constructor = frame->is_constructor;
    leave_stack_frame(r.thread, frame);
    if (is_entry) {
        r.result = value;
        return Flow::Exit;
    }
    r.load(caller);
    return push_call_result(r, value, is_constructor);
}

// A generator's frame returned: its resumer learns that it is finished.
template <class R> ADDER_INLINE Flow finish_resumed(R &r, PyObject *value) {
    Frame *frame = r.frame;
    PyGenObject *generator = frame->generator;
    Frame *caller = frame->previous;
    const Resumption resumption = frame->resumption;
    const int jump = frame->resume_jump;
    const bool is_entry = frame->is_entry;
    unlink_generator(r.thread, generator, GeneratorState::Finished);
    if (is_entry) {
        r.result = value;
        finish_generator(generator);
        return Flow::Exit;
    }
    finish_generator(generator);
    r.load(caller);
    if constexpr (R::is_traced) {
        if (report_stop_value(caller, r.peek(1), value) < 0) {
            Py_DECREF(value);
            return Flow::Error;
        }
    }
    r.ip += jump;
    PyObject *receiver = r.pop(); // the generator itself
    if (resumption == Resumption::Send) {
        r.push(value);
    } else {
        Py_DECREF(value);
    }
    Py_DECREF(receiver);
    return Flow::Next;
}

ADDER_OP op_RETURN_VALUE(R &r, int) {
    PyObject *value = r.pop();
    r.save();
    if constexpr (R::is_traced) {
        if (report_leave_frame(r.frame, value, false) < 0) return Flow::Reraise;
    }
    if (__builtin_expect(r.frame->generator != nullptr, 0)) return finish_resumed(r, value);
    return leave_frame(r, value);
}

ADDER_OP op_RETURN_GENERATOR(R &r, int) {
    r.save();
    PyObject *generator = make_generator(r.frame);
    if (generator == nullptr) return Flow::Error;
    if constexpr (R::is_traced) {
        if (report_leave_frame(r.frame, generator, false) < 0) return Flow::Reraise;
    }
    Frame *frame = r.frame;
    Frame *caller = frame->previous;
    r.thread->recursion_depth--;
    r.thread->frame = caller;
    if (frame->is_entry) {
        r.result = generator;
        return Flow::Exit;
    }
    const bool is_constructor = frame->is_constructor;
    r.load(caller);
    return push_call_result(r, generator, is_constructor);
}

ADDER_OP op_YIELD_VALUE(R &r, int) {
    PyObject *value = r.pop();
    r.save();
    if constexpr (R::is_traced) {
        if (report_leave_frame(r.frame, value, true) < 0) return Flow::Reraise;
    }
    Frame *frame = r.frame;
    Frame *caller = frame->previous;
    unlink_generator(r.thread, frame->generator, GeneratorState::Suspended);
    if (frame->is_entry) {
        r.result = value;
        return Flow::Exit;
    }
    r.load(caller);
    r.push(value);
    return Flow::Next;
}

// Resumes a suspended generator from a FOR_ITER or SEND of the running frame; `value` is owned.
template <class R>
ADDER_INLINE Flow resume_generator(R &r, PyGenObject *generator, PyObject *value, Resumption resumption,
                                   int jump) {
    if (!has_room(r.thread, r.frame->free_stack)) {
        Py_DECREF(value);
        return Flow::Error;
    }
    r.save();
    link_generator(r.thread, generator, r.frame, value);
    generator->frame->resumption = resumption;
    generator->frame->resume_jump = jump;
    generator->frame->is_entry = false;
    r.load(generator->frame);
    if constexpr (R::is_traced) report_enter_frame(r.frame);
    return Flow::Next;
}

ADDER_INLINE bool can_resume(PyGenObject *generator) {
    return generator->state == GeneratorState::Created || generator->state == GeneratorState::Suspended;
}

ADDER_OP op_FOR_ITER_GEN(R &r, int arg) {
    PyObject *iterator = r.peek(1);
    if (!is_generator(iterator) || !can_resume(as_generator(iterator))) return Flow::Generic;
    r.ip += 1;
    return resume_generator(r, as_generator(iterator), Py_NewRef(Py_None), Resumption::ForIter, arg);
}

ADDER_OP op_SEND_GEN(R &r, int arg) {
    PyObject *receiver = r.peek(2);
    if (!(is_generator(receiver) || is_coroutine(receiver)) || !can_resume(as_generator(receiver)))
        return Flow::Generic;
    if (as_generator(receiver)->state == GeneratorState::Created && r.peek(1) != Py_None)
        return Flow::Generic;
    r.ip += 1;
    PyObject *value = r.pop();
    return resume_generator(r, as_generator(receiver), value, Resumption::Send, arg);
}

// receiver value -- receiver yielded, or the jump with the result when the receiver is finished.
ADDER_OP op_SEND(R &r, int arg) {
    PyObject *receiver = r.peek(2);
    r.save();
    PyObject *result = nullptr;
    const PySendResult sent = PyIter_Send(receiver, r.peek(1), &result);
    if (sent == PYGEN_ERROR) return Flow::Error;
    PyObject *value = r.pop();
    Py_DECREF(value);
    r.ip += 1;
    if (sent == PYGEN_NEXT) {
        r.push(result);
        return Flow::Next;
    }
    if constexpr (R::is_traced) {
        r.save();
        if (report_stop_value(r.frame, receiver, result) < 0) {
            Py_DECREF(result);
            return Flow::Error;
        }
    }
    r.pop();
    r.push(result);
    Py_DECREF(receiver);
    r.ip += arg;
    return Flow::Next;
}

// --- functions and classes

ADDER_OP op_MAKE_FUNCTION(R &r, int arg) {
    const int extras = (arg & 1) + ((arg >> 1) & 1) + ((arg >> 2) & 1) + ((arg >> 3) & 1);
    return replace_taken(r, make_function_object(r.frame, r.sp, arg), extras + 1);
}

ADDER_OP op_LOAD_BUILD_CLASS(R &r, int) {
    r.save();
    return push_result(r, load_build_class(r.frame));
}

} // namespace adder::vm
