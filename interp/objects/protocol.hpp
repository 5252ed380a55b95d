// SPDX-License-Identifier: MIT
//
// What operators mean: the inline fast paths of the abstract object protocol. The functions themselves are
// the C API's (include/adder/abstract.h), in protocol_call, protocol_number, protocol_sequence,
// protocol_compare, protocol_text, protocol_iterate and protocol_class.
#pragma once

#include "objects/object.hpp"
#include "objects/runtime_state.hpp"
#include "objects/value.hpp"

namespace adder::objects {

// --- calls

[[nodiscard]] PyObject *report_broken_result(PyObject *callable, PyObject *result, const char *where);
// The rule of the C API: a result and no exception, or no result and an exception. Breaking it is a
// SystemError that names `callable` or, when that is NULL, `where`.
[[nodiscard]] inline PyObject *check_result(PyObject *callable, PyObject *result,
                                            const char *where = nullptr) {
    const bool is_pending = thread()->curexc_type != nullptr;
    if (__builtin_expect((result == nullptr) == is_pending, 1)) return result;
    return report_broken_result(callable, result, where);
}

// tp_call with a tuple made from the array.
[[nodiscard]] PyObject *call_with_tuple(PyObject *callable, PyObject *const *args, Py_ssize_t count,
                                        PyObject *keyword_names);
// PyObject_Vectorcall.
[[nodiscard]] inline PyObject *call_vector(PyObject *callable, PyObject *const *args, size_t count_and_flag,
                                           PyObject *keyword_names) {
    const vectorcallfunc function = PyVectorcall_Function(callable);
    if (__builtin_expect(function == nullptr, 0)) {
        return call_with_tuple(callable, args, PyVectorcall_NARGS(count_and_flag), keyword_names);
    }
    return check_result(callable, function(callable, args, count_and_flag, keyword_names));
}
[[nodiscard]] inline PyObject *call_one(PyObject *callable, PyObject *argument) {
    PyObject *room[2] = {nullptr, argument};
    return call_vector(callable, room + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}
// Calls the method found on the type of `self` by lookup_special; NULL without an error when there is none.
[[nodiscard]] PyObject *call_special(PyObject *self, PyObject *name, PyObject *const *args, int count);

// A dict from the values behind the positional ones and their names.
[[nodiscard]] Ref keywords_to_dict(PyObject *const *values, PyObject *keyword_names);
// "module.name()" of a callable as error texts name it; new str.
[[nodiscard]] Ref callable_text(PyObject *callable);

// --- truth, comparison, iteration

// 1, 0, or -1 with an exception.
[[nodiscard]] inline int is_true(PyObject *value) {
    if (value == Py_True) return 1;
    if (value == Py_False || value == Py_None) return 0;
    if (is_small_int(value)) return as_small_int(value) != 0;
    return PyObject_IsTrue(value);
}

inline PyObject *bool_object(bool truth) {
    return truth ? Py_True : Py_False;
}
inline PyObject *new_bool(bool truth) {
    return Py_NewRef(bool_object(truth));
}

// Equality with identity first; 1, 0 or -1.
[[nodiscard]] inline int are_equal(PyObject *left, PyObject *right) {
    if (left == right) return 1;
    if (is_small_int(left) && is_small_int(right)) return 0;
    return PyObject_RichCompareBool(left, right, Py_EQ);
}

// The next item (new), or NULL: at the end without an exception (a pending StopIteration is cleared).
[[nodiscard]] PyObject *next_item(PyObject *iterator);

// At the end of a generator or of another iterator: the value of the pending StopIteration, which is cleared,
// or None when nothing is pending. 0, or -1 when another exception is pending.
[[nodiscard]] int fetch_stop_iteration_value(PyObject **value);

// --- operators

// The rest of a binary operation, whose left operand's slot has just said NotImplemented: the right operand's
// slot, the sequence slots, TypeError. `operation` is a bytecode::BinaryOperator that is no in-place form and
// no power.
[[nodiscard]] PyObject *continue_declined_operation(PyObject *left, PyObject *right, int operation);

// "unsupported operand type(s) for +: 'int' and 'str'".
Failure raise_operand_types(PyObject *left, PyObject *right, const char *operator_text);
// SystemError for a NULL argument of an API function, unless an exception is pending already.
Failure raise_null_argument();

// --- classes

// isinstance and issubclass without the hooks __instancecheck__ and __subclasscheck__: what `type` answers.
extern "C" int _PyObject_RealIsInstance(PyObject *object, PyObject *cls);
extern "C" int _PyObject_RealIsSubclass(PyObject *derived, PyObject *cls);

// Operators in the order of bytecode::BinaryOperator, in-place forms behind the others.
extern const binaryfunc binary_operators[26];

} // namespace adder::objects
