// SPDX-License-Identifier: MIT
//
// The module _operator: Python's operators as functions, each one call of the abstract object protocol.
// The classes itemgetter, attrgetter and methodcaller stand in operator_getters.cpp.
#include "operator_getters.hpp"
#include "owned.hpp"

#include <initializer_list>

namespace adder::stdlib {
namespace {

using Unary = PyObject *(*)(PyObject *);
using Binary = PyObject *(*)(PyObject *, PyObject *);

// A function's name as a template argument.
template <size_t size> struct Name {
    char text[size];
    constexpr Name(const char (&source)[size]) { // NOLINT: a literal is the name
        for (size_t i = 0; i < size; i++) text[i] = source[i];
    }
};

template <Unary operation> PyObject *unary(PyObject *, PyObject *a) {
    return operation(a);
}

template <Name name, Binary operation> PyObject *binary(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional(name.text, count, 2, 2)) return nullptr;
    return operation(args[0], args[1]);
}

template <int op> PyObject *compare(PyObject *a, PyObject *b) {
    return PyObject_RichCompare(a, b, op);
}

PyObject *truth_of_int(int result) {
    return result < 0 ? nullptr : PyBool_FromLong(result);
}

PyObject *operator_truth(PyObject *, PyObject *a) {
    return truth_of_int(PyObject_IsTrue(a));
}
PyObject *operator_not(PyObject *, PyObject *a) {
    return truth_of_int(PyObject_Not(a));
}
PyObject *operator_index(PyObject *, PyObject *a) {
    return PyNumber_Index(a);
}

PyObject *is_same(PyObject *a, PyObject *b) {
    return PyBool_FromLong(Py_Is(a, b));
}
PyObject *is_other(PyObject *a, PyObject *b) {
    return PyBool_FromLong(!Py_Is(a, b));
}
PyObject *power(PyObject *a, PyObject *b) {
    return PyNumber_Power(a, b, Py_None);
}
PyObject *inplace_power(PyObject *a, PyObject *b) {
    return PyNumber_InPlacePower(a, b, Py_None);
}
PyObject *contains(PyObject *a, PyObject *b) {
    return truth_of_int(PySequence_Contains(a, b));
}

PyObject *count_or_null(Py_ssize_t count) {
    return count < 0 ? nullptr : PyLong_FromSsize_t(count);
}
PyObject *count_of(PyObject *a, PyObject *b) {
    return count_or_null(PySequence_Count(a, b));
}
PyObject *index_of(PyObject *a, PyObject *b) {
    return count_or_null(PySequence_Index(a, b));
}

PyObject *delete_item(PyObject *a, PyObject *b) {
    if (PyObject_DelItem(a, b) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *operator_setitem(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("setitem", count, 3, 3)) return nullptr;
    if (PyObject_SetItem(args[0], args[1], args[2]) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *operator_length_hint(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("length_hint", count, 1, 2)) return nullptr;
    Py_ssize_t fallback = 0;
    if (count == 2) {
        const Owned index(PyNumber_Index(args[1]));
        if (!index) return nullptr;
        fallback = PyLong_AsSsize_t(index.get());
        if (fallback == -1 && PyErr_Occurred() != nullptr) return nullptr;
    }
    return count_or_null(PyObject_LengthHint(args[0], fallback));
}

PyObject *operator_call(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    if (!_PyArg_CheckPositional("call", count, 1, PY_SSIZE_T_MAX)) return nullptr;
    return PyObject_Vectorcall(args[0], args + 1,
                               static_cast<size_t>(count - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

// Equality in a time that does not depend on where the first difference is.
bool equal_in_constant_time(const char *a, Py_ssize_t a_size, const char *b, Py_ssize_t b_size) {
    volatile unsigned char difference = a_size == b_size ? 0 : 1;
    const char *left = a_size == b_size ? a : b;
    for (Py_ssize_t i = 0; i < b_size; i++)
        difference = static_cast<unsigned char>(difference | (left[i] ^ b[i]));
    return difference == 0;
}

PyObject *compare_texts(PyObject *a, PyObject *b) {
    if (!PyUnicode_IS_ASCII(a) || !PyUnicode_IS_ASCII(b)) {
        PyErr_SetString(PyExc_TypeError, "comparing strings with non-ASCII characters is not supported");
        return nullptr;
    }
    return PyBool_FromLong(
        equal_in_constant_time(static_cast<const char *>(PyUnicode_DATA(a)), PyUnicode_GET_LENGTH(a),
                               static_cast<const char *>(PyUnicode_DATA(b)), PyUnicode_GET_LENGTH(b)));
}

PyObject *compare_digest(PyObject *a, PyObject *b) {
    if (PyUnicode_Check(a) && PyUnicode_Check(b)) return compare_texts(a, b);
    if (!PyObject_CheckBuffer(a) && !PyObject_CheckBuffer(b))
        return PyErr_Format(PyExc_TypeError,
                            "unsupported operand types(s) or combination of types: '%.100s' and '%.100s'",
                            Py_TYPE(a)->tp_name, Py_TYPE(b)->tp_name);
    Py_buffer left;
    Py_buffer right;
    if (PyObject_GetBuffer(a, &left, PyBUF_SIMPLE) < 0) return nullptr;
    if (PyObject_GetBuffer(b, &right, PyBUF_SIMPLE) < 0) {
        PyBuffer_Release(&left);
        return nullptr;
    }
    const bool is_equal = equal_in_constant_time(static_cast<const char *>(left.buf), left.len,
                                                 static_cast<const char *>(right.buf), right.len);
    PyBuffer_Release(&left);
    PyBuffer_Release(&right);
    return PyBool_FromLong(is_equal);
}

#define UNARY(name, operation, doc)                                                                          \
    { #name, unary < operation>, METH_O, #name "($module, a, /)\n--\n\nSame as " doc "." }
#define BINARY(name, operation, doc)                                                                         \
    {                                                                                                        \
#name, _PyCFunction_CAST((binary <#name, operation>)), METH_FASTCALL,                                \
            #name "($module, a, b, /)\n--\n\nSame as " doc "."                                               \
    }

PyMethodDef functions[] = {
    {"truth", operator_truth, METH_O, "truth($module, a, /)\n--\n\nTrue where a counts as true."},
    {"not_", operator_not, METH_O, "not_($module, a, /)\n--\n\nSame as not a."},
    {"index", operator_index, METH_O, "index($module, a, /)\n--\n\nSame as a.__index__()."},
    UNARY(neg, PyNumber_Negative, "-a"),
    UNARY(pos, PyNumber_Positive, "+a"),
    UNARY(abs, PyNumber_Absolute, "abs(a)"),
    UNARY(inv, PyNumber_Invert, "~a"),
    UNARY(invert, PyNumber_Invert, "~a"),
    BINARY(is_, is_same, "a is b"),
    BINARY(is_not, is_other, "a is not b"),
    BINARY(add, PyNumber_Add, "a + b"),
    BINARY(sub, PyNumber_Subtract, "a - b"),
    BINARY(mul, PyNumber_Multiply, "a * b"),
    BINARY(matmul, PyNumber_MatrixMultiply, "a @ b"),
    BINARY(floordiv, PyNumber_FloorDivide, "a // b"),
    BINARY(truediv, PyNumber_TrueDivide, "a / b"),
    BINARY(mod, PyNumber_Remainder, "a % b"),
    BINARY(pow, power, "a ** b"),
    BINARY(lshift, PyNumber_Lshift, "a << b"),
    BINARY(rshift, PyNumber_Rshift, "a >> b"),
    BINARY(and_, PyNumber_And, "a & b"),
    BINARY(xor, PyNumber_Xor, "a ^ b"),
    BINARY(or_, PyNumber_Or, "a | b"),
    BINARY(iadd, PyNumber_InPlaceAdd, "a += b"),
    BINARY(isub, PyNumber_InPlaceSubtract, "a -= b"),
    BINARY(imul, PyNumber_InPlaceMultiply, "a *= b"),
    BINARY(imatmul, PyNumber_InPlaceMatrixMultiply, "a @= b"),
    BINARY(ifloordiv, PyNumber_InPlaceFloorDivide, "a //= b"),
    BINARY(itruediv, PyNumber_InPlaceTrueDivide, "a /= b"),
    BINARY(imod, PyNumber_InPlaceRemainder, "a %= b"),
    BINARY(ipow, inplace_power, "a **= b"),
    BINARY(ilshift, PyNumber_InPlaceLshift, "a <<= b"),
    BINARY(irshift, PyNumber_InPlaceRshift, "a >>= b"),
    BINARY(iand, PyNumber_InPlaceAnd, "a &= b"),
    BINARY(ixor, PyNumber_InPlaceXor, "a ^= b"),
    BINARY(ior, PyNumber_InPlaceOr, "a |= b"),
    BINARY(concat, PySequence_Concat, "a + b, for a and b sequences"),
    BINARY(iconcat, PySequence_InPlaceConcat, "a += b, for a and b sequences"),
    BINARY(contains, contains, "b in a (note reversed operands)"),
    BINARY(indexOf, index_of, "the first index of b in a"),
    BINARY(countOf, count_of, "the number of times b occurs in a"),
    BINARY(getitem, PyObject_GetItem, "a[b]"),
    BINARY(delitem, delete_item, "del a[b]"),
    BINARY(lt, compare<Py_LT>, "a < b"),
    BINARY(le, compare<Py_LE>, "a <= b"),
    BINARY(eq, compare<Py_EQ>, "a == b"),
    BINARY(ne, compare<Py_NE>, "a != b"),
    BINARY(gt, compare<Py_GT>, "a > b"),
    BINARY(ge, compare<Py_GE>, "a >= b"),
    BINARY(_compare_digest, compare_digest, "a == b, in a time that tells nothing about the contents"),
    {"setitem", _PyCFunction_CAST(operator_setitem), METH_FASTCALL,
     "setitem($module, a, b, c, /)\n--\n\nSame as a[b] = c."},
    {"length_hint", _PyCFunction_CAST(operator_length_hint), METH_FASTCALL,
     "length_hint($module, obj, default=0, /)\n--\n\n"
     "How many items obj probably has: its length, its hint, or default."},
    {"call", _PyCFunction_CAST(operator_call), METH_FASTCALL | METH_KEYWORDS,
     "call($module, obj, /, *args, **kwargs)\n--\n\nSame as obj(*args, **kwargs)."},
    {},
};

int execute(PyObject *module) {
    for (PyTypeObject *type : {&itemgetter_type, &attrgetter_type, &methodcaller_type})
        if (PyModule_AddType(module, type) < 0) return -1;
    return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_operator",
    .m_doc = "Python's operators as functions.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit__operator(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
