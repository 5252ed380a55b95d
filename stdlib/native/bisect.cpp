// SPDX-License-Identifier: MIT
//
// The module _bisect: places in sorted sequences, found by halving.
//
// A sequence is anything with a length and items; its code and the comparisons are the user's, so nothing is
// kept from one step to the next but the two limits.
#include "owned.hpp"

namespace adder::stdlib {
namespace {

enum class Side { Left, Right };

struct Arguments {
    PyObject *sequence;
    PyObject *item;
    Py_ssize_t low = 0;
    Py_ssize_t high = -1; // the length
    PyObject *key = Py_None;
};

// The high limit: a number, or None for the length.
int convert_high(PyObject *value, void *result) {
    if (value == Py_None) return 1;
    if (!PyIndex_Check(value)) {
        PyErr_Format(PyExc_TypeError, "argument should be integer or None, not '%.200s'",
                     Py_TYPE(value)->tp_name);
        return 0;
    }
    const Py_ssize_t high = PyNumber_AsSsize_t(value, PyExc_OverflowError);
    if (high == -1 && PyErr_Occurred()) return 0;
    *static_cast<Py_ssize_t *>(result) = high;
    return 1;
}

constexpr const char *const NAMES[] = {"a", "x", "lo", "hi", "key", nullptr};

bool parse(_PyArg_Parser &parser, PyObject *const *args, Py_ssize_t count, PyObject *keywords,
           Arguments &wanted) {
    // What nearly every call is; reading the format takes longer than finding the place.
    if (count == 2 && keywords == nullptr) {
        wanted.sequence = args[0];
        wanted.item = args[1];
        return true;
    }
    return _PyArg_ParseStackAndKeywords(args, count, keywords, &parser, &wanted.sequence, &wanted.item,
                                        &wanted.low, convert_high, &wanted.high, &wanted.key) != 0;
}

// Whether the place lies in the lower half, before the item in the middle: 1, 0, or -1 with an exception.
int lies_before(const Arguments &wanted, PyObject *sought, Py_ssize_t middle, Side side) {
    Owned item(PySequence_GetItem(wanted.sequence, middle));
    if (item && wanted.key != Py_None) item = Owned(PyObject_CallOneArg(wanted.key, item.get()));
    if (!item) return -1;
    if (side == Side::Right) return PyObject_RichCompareBool(sought, item.get(), Py_LT);
    const int is_less = PyObject_RichCompareBool(item.get(), sought, Py_LT);
    return is_less < 0 ? -1 : !is_less;
}

// The place for `sought`, or -1 with an exception.
Py_ssize_t find_place(const Arguments &wanted, PyObject *sought, Side side) {
    if (wanted.low < 0) {
        PyErr_SetString(PyExc_ValueError, "lo must be non-negative");
        return -1;
    }
    Py_ssize_t low = wanted.low;
    Py_ssize_t high = wanted.high == -1 ? PySequence_Size(wanted.sequence) : wanted.high;
    if (high < 0 && PyErr_Occurred()) return -1;
    while (low < high) {
        const Py_ssize_t middle = low + (high - low) / 2;
        const int is_before = lies_before(wanted, sought, middle, side);
        if (is_before < 0) return -1;
        if (is_before != 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

PyObject *bisect(_PyArg_Parser &parser, PyObject *const *args, Py_ssize_t count, PyObject *keywords,
                 Side side) {
    Arguments wanted;
    if (!parse(parser, args, count, keywords, wanted)) return nullptr;
    const Py_ssize_t place = find_place(wanted, wanted.item, side);
    return place < 0 ? nullptr : PyLong_FromSsize_t(place);
}

PyObject *insort(_PyArg_Parser &parser, PyObject *const *args, Py_ssize_t count, PyObject *keywords,
                 Side side) {
    Arguments wanted;
    if (!parse(parser, args, count, keywords, wanted)) return nullptr;
    const Owned sought = wanted.key == Py_None ? Owned::borrow(wanted.item)
                                               : Owned(PyObject_CallOneArg(wanted.key, wanted.item));
    if (!sought) return nullptr;
    const Py_ssize_t place = find_place(wanted, sought.get(), side);
    if (place < 0) return nullptr;
    if (!PyList_CheckExact(wanted.sequence)) {
        const Owned done(PyObject_CallMethod(wanted.sequence, "insert", "nO", place, wanted.item));
        if (!done) return nullptr;
    } else if (PyList_Insert(wanted.sequence, place, wanted.item) < 0) {
        return nullptr;
    }
    Py_RETURN_NONE;
}

// --- functions of the module

_PyArg_Parser make_parser(const char *format) {
    _PyArg_Parser parser{};
    parser.keywords = NAMES;
    parser.format = format;
    return parser;
}

#define FUNCTION(name, function, side)                                                                       \
    PyObject *name(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keywords) {                \
        static _PyArg_Parser parser = make_parser("OO|nO&$O:" #name);                                        \
        return function(parser, args, count, keywords, side);                                                \
    }
FUNCTION(bisect_left, bisect, Side::Left)
FUNCTION(bisect_right, bisect, Side::Right)
FUNCTION(insort_left, insort, Side::Left)
FUNCTION(insort_right, insort, Side::Right)
#undef FUNCTION

#define ROW(name, text)                                                                                      \
    {                                                                                                        \
#name, reinterpret_cast < PyCFunction>(reinterpret_cast <void (*)()>(name)),                         \
            METH_FASTCALL | METH_KEYWORDS,                                                                   \
            #name "($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\n" text                              \
    }
PyMethodDef functions[] = {
    ROW(bisect_left,
        "The place for x in the sorted list a before items that equal it; x is compared with key(item)."),
    ROW(bisect_right,
        "The place for x in the sorted list a behind items that equal it; x is compared with key(item)."),
    ROW(insort_left, "Insert x into the sorted list a, before items that equal it."),
    ROW(insort_right, "Insert x into the sorted list a, behind items that equal it."),
    {},
};
#undef ROW

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_bisect",
    .m_doc = "Places in sorted lists, found by halving.",
    .m_methods = functions,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit__bisect(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
