// SPDX-License-Identifier: MIT
//
// Comparison, hash and truth of any two objects. Reference manual, 3.3.1 and 6.10.1.
//
// Comparing nested containers recurses through here, so the depth is counted; numbers and strs, which do not
// nest, are spared that.
#include "objects/protocol.hpp"

#include "objects/error.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

constexpr int swapped_operations[] = {Py_GT, Py_GE, Py_EQ, Py_NE, Py_LT, Py_LE};
constexpr const char *operation_texts[] = {"<", "<=", "==", "!=", ">", ">="};

PyObject *compare_by_default(PyObject *left, PyObject *right, int operation) {
    if (operation == Py_EQ) return new_bool(left == right);
    if (operation == Py_NE) return new_bool(left != right);
    return raise_type_error("'%s' not supported between instances of '%.100s' and '%.100s'",
                            operation_texts[operation], Py_TYPE(left)->tp_name, Py_TYPE(right)->tp_name);
}

// NULL with an exception, or the result, which may be NotImplemented.
PyObject *ask(PyObject *left, PyObject *right, int operation) {
    const richcmpfunc compare = Py_TYPE(left)->tp_richcompare;
    return compare == nullptr ? Py_NewRef(Py_NotImplemented) : compare(left, right, operation);
}

PyObject *compare(PyObject *left, PyObject *right, int operation) {
    PyTypeObject *left_type = Py_TYPE(left);
    PyTypeObject *right_type = Py_TYPE(right);
    const bool asks_right_first = left_type != right_type && right_type->tp_richcompare != nullptr &&
                                  PyType_IsSubtype(right_type, left_type);
    PyObject *result =
        asks_right_first ? ask(right, left, swapped_operations[operation]) : ask(left, right, operation);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    result = asks_right_first ? ask(left, right, operation) : ask(right, left, swapped_operations[operation]);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    return compare_by_default(left, right, operation);
}

bool is_unnested(PyTypeObject *type) {
    return type == &PyUnicode_Type || type == &PyLong_Type || type == &PyFloat_Type;
}

bool compare_words(PyObject *left, PyObject *right, int operation) {
    const uint64_t a = word_of(left), b = word_of(right);
    switch (operation) {
    case Py_LT: return a < b;
    case Py_LE: return a <= b;
    case Py_EQ: return a == b;
    case Py_NE: return a != b;
    case Py_GT: return a > b;
    default: return a >= b;
    }
}

} // namespace

extern "C" {

PyObject *PyObject_RichCompare(PyObject *left, PyObject *right, int operation) {
    if (left == nullptr || right == nullptr) {
        if (!is_error_pending()) PyErr_BadInternalCall();
        return nullptr;
    }
    if (are_small_ints(left, right)) return new_bool(compare_words(left, right, operation));
    if (is_unnested(Py_TYPE(left)) && Py_TYPE(right) == Py_TYPE(left)) {
        return Py_TYPE(left)->tp_richcompare(left, right, operation);
    }
    TRY(enter_recursion(" in comparison"));
    PyObject *result = compare(left, right, operation);
    leave_recursion();
    return result;
}

int PyObject_RichCompareBool(PyObject *left, PyObject *right, int operation) {
    if (left == right) {
        if (operation == Py_EQ) return 1;
        if (operation == Py_NE) return 0;
    }
    PyObject *result = PyObject_RichCompare(left, right, operation);
    if (result == nullptr) return -1;
    const int truth = is_true(result);
    Py_DECREF(result);
    return truth;
}

Py_hash_t PyObject_Hash(PyObject *object) {
    if (is_small_int(object)) return as_small_int(object) == -1 ? -2 : as_small_int(object);
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_hash != nullptr) return type->tp_hash(object);
    if (type->tp_dict == nullptr) { // a static type that was not readied yet
        TRY(PyType_Ready(type));
        if (type->tp_hash != nullptr) return type->tp_hash(object);
    }
    return PyObject_HashNotImplemented(object);
}

Py_hash_t PyObject_HashNotImplemented(PyObject *object) {
    return raise_type_error("unhashable type: '%.200s'", Py_TYPE(object)->tp_name);
}

int PyObject_IsTrue(PyObject *object) {
    if (object == Py_True) return 1;
    if (object == Py_False || object == Py_None) return 0;
    const PyTypeObject *type = Py_TYPE(object);
    Py_ssize_t result = 1;
    if (type->tp_as_number != nullptr && type->tp_as_number->nb_bool != nullptr) {
        result = type->tp_as_number->nb_bool(object);
    } else if (type->tp_as_mapping != nullptr && type->tp_as_mapping->mp_length != nullptr) {
        result = type->tp_as_mapping->mp_length(object);
    } else if (type->tp_as_sequence != nullptr && type->tp_as_sequence->sq_length != nullptr) {
        result = type->tp_as_sequence->sq_length(object);
    }
    return result > 0 ? 1 : static_cast<int>(result);
}

int PyObject_Not(PyObject *object) {
    const int truth = PyObject_IsTrue(object);
    return truth < 0 ? truth : !truth;
}

} // extern "C"

} // namespace adder::objects
