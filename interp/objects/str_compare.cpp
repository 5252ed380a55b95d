// SPDX-License-Identifier: MIT
//
// Comparing strs: hash, order by code points, equality, containment, and the API functions of these.
#include "objects/error.hpp"
#include "objects/hash.hpp"
#include "objects/str.hpp"
#include "objects/string_search.hpp"

#include <algorithm>

namespace adder::objects {

namespace {

template <class Left, class Right>
int compare_characters(const Left *left, Py_ssize_t left_length, const Right *right,
                       Py_ssize_t right_length) {
    const Py_ssize_t shared = Py_MIN(left_length, right_length);
    if constexpr (sizeof(Left) == 1 && sizeof(Right) == 1) {
        const int order = memcmp(left, right, static_cast<size_t>(shared));
        if (order != 0) return order;
    } else {
        for (Py_ssize_t i = 0; i < shared; i++)
            if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
    }
    return left_length < right_length ? -1 : left_length > right_length;
}

bool holds(int order, int op) {
    switch (op) {
    case Py_LT: return order < 0;
    case Py_LE: return order <= 0;
    case Py_EQ: return order == 0;
    case Py_NE: return order != 0;
    case Py_GT: return order > 0;
    default: return order >= 0;
    }
}

} // namespace

Py_hash_t compute_str_hash(PyObject *text) {
    const TextView view(text);
    const Py_hash_t hash =
        hash_bytes(view.data, static_cast<size_t>(view.length) * static_cast<size_t>(view.kind));
    as_str(text)->hash = hash;
    return hash;
}

int unicode_compare(PyObject *a, PyObject *b) {
    if (a == b) return 0;
    const TextView left(a);
    const TextView right(b);
    return visit_characters(left, [&](auto *left_characters) {
        return visit_characters(right, [&](auto *right_characters) {
            return compare_characters(left_characters, left.length, right_characters, right.length);
        });
    });
}

bool compare_strs(PyObject *a, PyObject *b, int op) {
    if (op == Py_EQ) return unicode_equal(a, b);
    if (op == Py_NE) return !unicode_equal(a, b);
    return holds(unicode_compare(a, b), op);
}

bool str_contains(PyObject *text, PyObject *part) {
    const TextView haystack(text);
    const TextView needle(part);
    if (needle.kind > haystack.kind) return false;
    return visit_characters(haystack, [&](auto *characters) {
        return visit_characters(needle, [&](auto *wanted) {
            if constexpr (sizeof(*wanted) > sizeof(*characters))
                return false;
            else
                return search::find(characters, haystack.length, wanted, needle.length) >= 0;
        });
    });
}

extern "C" {

int PyUnicode_Compare(PyObject *left, PyObject *right) {
    if (is_str(left) && is_str(right)) {
        const int order = unicode_compare(left, right);
        return order < 0 ? -1 : order > 0;
    }
    PyErr_Format(PyExc_TypeError, "Can't compare %.100s and %.100s", Py_TYPE(left)->tp_name,
                 Py_TYPE(right)->tp_name);
    return -1;
}

int PyUnicode_CompareWithASCIIString(PyObject *left, const char *right) {
    const TextView view(left);
    const auto *expected = reinterpret_cast<const Py_UCS1 *>(right);
    const int order = visit_characters(view, [&](auto *characters) {
        return compare_characters(characters, view.length, expected, static_cast<Py_ssize_t>(strlen(right)));
    });
    return order < 0 ? -1 : order > 0;
}

PyObject *PyUnicode_RichCompare(PyObject *left, PyObject *right, int op) {
    if (!is_str(left) || !is_str(right)) Py_RETURN_NOTIMPLEMENTED;
    return Py_NewRef(compare_strs(left, right, op) ? Py_True : Py_False);
}

int _PyUnicode_EQ(PyObject *left, PyObject *right) {
    return unicode_equal(left, right);
}
int _PyUnicode_Equal(PyObject *left, PyObject *right) {
    return unicode_equal(left, right);
}

int _PyUnicode_EqualToASCIIString(PyObject *left, const char *right) {
    const auto length = static_cast<Py_ssize_t>(strlen(right));
    return PyUnicode_IS_ASCII(left) && str_length(left) == length &&
           memcmp(PyUnicode_DATA(left), right, static_cast<size_t>(length)) == 0;
}

int _PyUnicode_EqualToASCIIId(PyObject *left, _Py_Identifier *right) {
    return _PyUnicode_EqualToASCIIString(left, right->string);
}

int PyUnicode_Contains(PyObject *container, PyObject *element) {
    if (!is_str(element)) {
        PyErr_Format(PyExc_TypeError, "'in <string>' requires string as left operand, not %.100s",
                     Py_TYPE(element)->tp_name);
        return -1;
    }
    if (!is_str(container)) {
        PyErr_Format(PyExc_TypeError, "must be str, not %.100s", Py_TYPE(container)->tp_name);
        return -1;
    }
    return str_contains(container, element);
}

} // extern "C"

} // namespace adder::objects
