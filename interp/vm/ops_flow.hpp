// SPDX-License-Identifier: MIT
//
// Jumps, loops, with, exceptions, match and imports.
#pragma once

#include "objects/range_slice.hpp"
#include "vm/generator.hpp"
#include "vm/ops_data.hpp"

namespace adder::vm {

// --- slow paths

// The next item (new reference), or NULL: with an exception, or without when the iterator is exhausted.
template <bool Traced> [[nodiscard]] PyObject *iterate(Frame *frame, PyObject **iterator);
template <bool Traced> [[nodiscard]] PyObject *get_iterator(Frame *frame, PyObject **iterable);
[[nodiscard]] PyObject *yield_from_iterator(Frame *frame, PyObject *iterable);
// manager -- exit entered
[[nodiscard]] int before_with(PyObject **stack);
[[nodiscard]] int before_async_with(PyObject **stack);
[[nodiscard]] PyObject *with_except_start(PyObject **stack_top);
[[nodiscard]] PyObject *get_awaitable(PyObject *value, int context);
[[nodiscard]] PyObject *get_aiter(PyObject *value);
[[nodiscard]] PyObject *get_anext(PyObject *iterator);
// Sets the exception of `raise exception from cause`; both may be NULL. Returns 1 when it is a bare re-raise.
int raise_exception(ThreadState *thread, PyObject *exception, PyObject *cause);
// Restores the exception instance as the pending one, its reference taken over.
void reraise(ThreadState *thread, PyObject *exception);
[[nodiscard]] int exception_matches(PyObject *exception, PyObject *type);
[[nodiscard]] int exception_group_match(PyObject **stack_top);
[[nodiscard]] PyObject *prepare_reraise_star(PyObject *original, PyObject *raised);
[[nodiscard]] PyObject *match_keys(PyObject *subject, PyObject *keys);
[[nodiscard]] PyObject *match_class(PyObject *subject, PyObject *type, Py_ssize_t count, PyObject *names);
[[nodiscard]] PyObject *import_name(Frame *frame, PyObject *name, PyObject *level, PyObject *from_list);
[[nodiscard]] PyObject *import_from(PyObject *module, PyObject *name);
[[nodiscard]] int import_star(Frame *frame, PyObject *module);
[[nodiscard]] int print_expression(PyObject *value);
// What the traced loop reports of an iterator's end: the pending StopIteration, or that which a return of
// `value` stands for. It is cleared; -1 when another exception is pending then.
[[nodiscard]] int report_stop_iteration(Frame *frame);
[[nodiscard]] int report_stop_value(Frame *frame, PyObject *receiver, PyObject *value);

// --- jumps

ADDER_OP op_RESUME(R &r, int) {
    if (needs_attention()) {
        r.save();
        const Flow flow = attend(R::is_traced);
        if (flow == Flow::Switch) r.frame->instruction--; // the other loop is to see it as well
        return flow;
    }
    return Flow::Next;
}

ADDER_OP op_JUMP_FORWARD(R &r, int arg) {
    r.ip += arg;
    return Flow::Next;
}
ADDER_OP op_JUMP_BACKWARD(R &r, int arg) {
    uint16_t *const origin = r.ip;
    r.ip -= arg;
    return attend_after_jump(r, origin);
}
ADDER_OP op_JUMP_BACKWARD_NO_INTERRUPT(R &r, int arg) {
    r.ip -= arg;
    return Flow::Next;
}

template <class R> ADDER_INLINE Flow jump_if(R &r, int distance, bool sense) {
    PyObject *value = r.peek(1);
    if (value != Py_True && value != Py_False) {
        r.save();
        const int truth = truth_of(value);
        if (__builtin_expect(truth < 0, 0)) return Flow::Error;
        r.drop(1);
        if ((truth != 0) == sense) r.ip += distance;
        Py_DECREF(value);
        return Flow::Next;
    }
    r.drop(1);
    if ((value == Py_True) == sense) r.ip += distance;
    Py_DECREF(value);
    return Flow::Next;
}

ADDER_OP op_POP_JUMP_FORWARD_IF_FALSE(R &r, int arg) {
    return jump_if(r, arg, false);
}
ADDER_OP op_POP_JUMP_FORWARD_IF_TRUE(R &r, int arg) {
    return jump_if(r, arg, true);
}

// A loop that ends in a conditional jump must be interruptible too.
template <class R> ADDER_INLINE Flow jump_backward_if(R &r, int distance, bool sense) {
    uint16_t *const origin = r.ip;
    const Flow flow = jump_if(r, -distance, sense);
    return flow == Flow::Next ? attend_after_jump(r, origin) : flow;
}
ADDER_OP op_POP_JUMP_BACKWARD_IF_FALSE(R &r, int arg) {
    return jump_backward_if(r, arg, false);
}
ADDER_OP op_POP_JUMP_BACKWARD_IF_TRUE(R &r, int arg) {
    return jump_backward_if(r, arg, true);
}

template <class R> ADDER_INLINE Flow jump_if_none(R &r, int distance, bool sense) {
    PyObject *value = r.pop();
    if ((value == Py_None) == sense) r.ip += distance;
    r.release(value);
    return Flow::Next;
}
ADDER_OP op_POP_JUMP_FORWARD_IF_NONE(R &r, int arg) {
    return jump_if_none(r, arg, true);
}
ADDER_OP op_POP_JUMP_FORWARD_IF_NOT_NONE(R &r, int arg) {
    return jump_if_none(r, arg, false);
}
ADDER_OP op_POP_JUMP_BACKWARD_IF_NONE(R &r, int arg) {
    uint16_t *const origin = r.ip;
    (void)jump_if_none(r, -arg, true);
    return attend_after_jump(r, origin);
}
ADDER_OP op_POP_JUMP_BACKWARD_IF_NOT_NONE(R &r, int arg) {
    uint16_t *const origin = r.ip;
    (void)jump_if_none(r, -arg, false);
    return attend_after_jump(r, origin);
}

template <class R> ADDER_INLINE Flow jump_or_pop(R &r, int distance, bool sense) {
    PyObject *value = r.peek(1);
    r.save();
    const int truth = truth_of(value);
    if (__builtin_expect(truth < 0, 0)) return Flow::Error;
    if ((truth != 0) == sense) {
        r.ip += distance;
        return Flow::Next;
    }
    r.drop(1);
    Py_DECREF(value);
    return Flow::Next;
}
ADDER_OP op_JUMP_IF_FALSE_OR_POP(R &r, int arg) {
    return jump_or_pop(r, arg, false);
}
ADDER_OP op_JUMP_IF_TRUE_OR_POP(R &r, int arg) {
    return jump_or_pop(r, arg, true);
}

// --- loops

ADDER_OP op_GET_ITER(R &r, int) {
    r.save();
    return replace_operands(r, get_iterator<R::is_traced>(r.frame, &r.peek(1)), 1);
}

// The iterator is exhausted: it goes, and the loop is left.
template <class R> ADDER_INLINE Flow leave_loop(R &r, int distance) {
    PyObject *iterator = r.pop();
    r.ip += 1 + distance;
    r.release(iterator);
    return Flow::Next;
}

template <class R> ADDER_INLINE Flow push_item(R &r, PyObject *item) {
    r.push(item);
    r.ip += 1;
    return Flow::Next;
}

ADDER_OP op_FOR_ITER(R &r, int arg) {
    r.save();
    PyObject *item = iterate<R::is_traced>(r.frame, &r.peek(1));
    if (item != nullptr) return push_item(r, item);
    if (r.thread->curexc_type != nullptr) return Flow::Error;
    return leave_loop(r, arg);
}

// An item from a specialized iterator, or the end of the loop when it is NULL.
template <class R> ADDER_INLINE Flow push_or_leave(R &r, PyObject *item, int distance) {
    return item != nullptr ? push_item(r, item) : leave_loop(r, distance);
}

ADDER_OP op_FOR_ITER_LIST(R &r, int arg) {
    PyObject *iterator = r.peek(1);
    if (!Py_IS_TYPE(iterator, &PyListIter_Type)) return Flow::Generic;
    return push_or_leave(r, objects::list_iterator_next(reinterpret_cast<objects::ListIterator *>(iterator)),
                         arg);
}

ADDER_OP op_FOR_ITER_TUPLE(R &r, int arg) {
    PyObject *iterator = r.peek(1);
    if (!Py_IS_TYPE(iterator, &PyTupleIter_Type)) return Flow::Generic;
    return push_or_leave(
        r, objects::tuple_iterator_next(reinterpret_cast<objects::TupleIterator *>(iterator)), arg);
}

ADDER_OP op_FOR_ITER_RANGE(R &r, int arg) {
    auto *iterator = reinterpret_cast<objects::RangeIterator *>(r.peek(1));
    if (!Py_IS_TYPE(r.peek(1), &PyRangeIter_Type)) return Flow::Generic;
    if (iterator->remaining <= 0) return leave_loop(r, arg);
    const int64_t value = iterator->next;
    if (!objects::fits_small_int(value)) return Flow::Generic;
    iterator->remaining--;
    iterator->next = value + iterator->step;
    return push_item(r, objects::small_int(value));
}

// --- with and exceptions

ADDER_OP op_BEFORE_WITH(R &r, int) {
    r.save();
    if (before_with(r.sp - 1) < 0) return Flow::Error;
    r.sp += 1;
    return Flow::Next;
}
ADDER_OP op_BEFORE_ASYNC_WITH(R &r, int) {
    r.save();
    if (before_async_with(r.sp - 1) < 0) return Flow::Error;
    r.sp += 1;
    return Flow::Next;
}
ADDER_OP op_WITH_EXCEPT_START(R &r, int) {
    r.save();
    return push_result(r, with_except_start(r.sp));
}

ADDER_OP op_PUSH_EXC_INFO(R &r, int) {
    PyObject *exception = r.peek(1);
    objects::HandledException *handled = r.thread->handled;
    r.peek(1) = handled->value != nullptr ? handled->value : Py_NewRef(Py_None);
    r.push(exception);
    handled->value = Py_NewRef(exception);
    return Flow::Next;
}

ADDER_OP op_POP_EXCEPT(R &r, int) {
    PyObject *old = std::exchange(r.thread->handled->value, r.pop());
    r.release_if_any(old);
    return Flow::Next;
}

ADDER_OP op_CHECK_EXC_MATCH(R &r, int) {
    r.save();
    const int matches = exception_matches(r.peek(2), r.peek(1));
    if (matches < 0) return Flow::Error;
    return replace_operands(r, Py_NewRef(bool_value(matches != 0)), 1);
}

ADDER_OP op_CHECK_EG_MATCH(R &r, int) {
    r.save();
    return flow_of(exception_group_match(r.sp));
}

ADDER_OP op_PREP_RERAISE_STAR(R &r, int) {
    r.save();
    return replace_operands(r, prepare_reraise_star(r.peek(2), r.peek(1)), 2);
}

ADDER_OP op_LOAD_ASSERTION_ERROR(R &r, int) {
    r.push(Py_NewRef(PyExc_AssertionError));
    return Flow::Next;
}

ADDER_OP op_RAISE_VARARGS(R &r, int arg) {
    r.save();
    PyObject *cause = arg == 2 ? r.pop() : nullptr;
    PyObject *exception = arg >= 1 ? r.pop() : nullptr;
    // A bare `raise` keeps the traceback as it is.
    return raise_exception(r.thread, exception, cause) != 0 ? Flow::Reraise : Flow::Error;
}

ADDER_OP op_RERAISE(R &r, int) {
    reraise(r.thread, r.pop());
    return Flow::Reraise;
}

ADDER_OP op_END_ASYNC_FOR(R &r, int) {
    PyObject *exception = r.pop();
    if (PyErr_GivenExceptionMatches(exception, PyExc_StopAsyncIteration) == 0) {
        reraise(r.thread, exception);
        return Flow::Reraise;
    }
    PyObject *iterator = r.pop();
    r.release(exception);
    r.release(iterator);
    return Flow::Next;
}

// --- awaiting

ADDER_OP op_GET_YIELD_FROM_ITER(R &r, int) {
    r.save();
    return replace_operands(r, yield_from_iterator(r.frame, r.peek(1)), 1);
}
ADDER_OP op_GET_AWAITABLE(R &r, int arg) {
    r.save();
    return replace_operands(r, get_awaitable(r.peek(1), arg), 1);
}
ADDER_OP op_GET_AITER(R &r, int) {
    r.save();
    return replace_operands(r, get_aiter(r.peek(1)), 1);
}
ADDER_OP op_GET_ANEXT(R &r, int) {
    r.save();
    return push_result(r, get_anext(r.peek(1)));
}
ADDER_OP op_ASYNC_GEN_WRAP(R &r, int) {
    return replace_operands(r, wrap_async_value(r.peek(1)), 1);
}

// --- match

ADDER_OP op_GET_LEN(R &r, int) {
    r.save();
    const Py_ssize_t length = PyObject_Size(r.peek(1));
    if (length < 0) return Flow::Error;
    return push_result(r, PyLong_FromSsize_t(length));
}
ADDER_OP op_MATCH_MAPPING(R &r, int) {
    r.push(Py_NewRef(bool_value(PyType_HasFeature(Py_TYPE(r.peek(1)), Py_TPFLAGS_MAPPING))));
    return Flow::Next;
}
ADDER_OP op_MATCH_SEQUENCE(R &r, int) {
    r.push(Py_NewRef(bool_value(PyType_HasFeature(Py_TYPE(r.peek(1)), Py_TPFLAGS_SEQUENCE))));
    return Flow::Next;
}
ADDER_OP op_MATCH_KEYS(R &r, int) {
    r.save();
    return push_result(r, match_keys(r.peek(2), r.peek(1)));
}
ADDER_OP op_MATCH_CLASS(R &r, int arg) {
    r.save();
    return replace_operands(r, match_class(r.peek(3), r.peek(2), arg, r.peek(1)), 3);
}

// --- modules

ADDER_OP op_IMPORT_NAME(R &r, int arg) {
    r.save();
    return replace_operands(r, import_name(r.frame, r.code()->names[arg], r.peek(2), r.peek(1)), 2);
}
ADDER_OP op_IMPORT_FROM(R &r, int arg) {
    r.save();
    return push_result(r, import_from(r.peek(1), r.code()->names[arg]));
}
ADDER_OP op_IMPORT_STAR(R &r, int) {
    r.save();
    return drop_operands(r, import_star(r.frame, r.peek(1)), 1);
}
ADDER_OP op_PRINT_EXPR(R &r, int) {
    r.save();
    return drop_operands(r, print_expression(r.peek(1)), 1);
}

} // namespace adder::vm
