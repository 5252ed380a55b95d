// SPDX-License-Identifier: MIT
//
// Tuples, lists, slices and the iterators over sequences (adder/container.h).
#include "cases.hpp"

#include <climits>

namespace {

constexpr const char *SORTABLE = "['c', 'a', 'b']";
constexpr const char *MIXED = "['c', 1, None]";
constexpr const char *FAILING_ITERATOR = "(1 // 0 for item in [1])";
constexpr const char *LIST_CLASS = "type('L', (list,), {})('ab')";
constexpr const char *TUPLE_CLASS = "type('T', (tuple,), {})('ab')";
constexpr const char *INDEX = "type('I', (), {'__index__': lambda self: 2})()";
constexpr const char *FAILING_INDEX = "type('I', (), {'__index__': lambda self: 1 // 0})()";
constexpr const char *LONG = "10 ** 30";

PyObject *new_text() {
    return PyUnicode_FromString("new");
}

// A tuple whose items nobody else has seen.
PyObject *new_pair(Operands &on) {
    return PyTuple_Pack(2, on.list, on.dict);
}

std::string set_item(PyObject *tuple, Py_ssize_t index, PyObject *item) {
    const int status = PyTuple_SetItem(tuple, index, item);
    return std::to_string(status) + ", " + told(tuple);
}

std::string resized(PyObject *tuple, Py_ssize_t size, PyObject *filler) {
    const int status = _PyTuple_Resize(&tuple, size);
    if (tuple == nullptr) return std::to_string(status) + ", NULL";
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); ++i)
        if (PyTuple_GET_ITEM(tuple, i) == nullptr) PyTuple_SET_ITEM(tuple, i, Py_NewRef(filler));
    return std::to_string(status) + ", " + told(tuple);
}

// Start, stop and step of a slice, or what went wrong.
std::string unpacked(PyObject *slice) {
    Py_ssize_t start = 77, stop = 77, step = 77;
    const int status = PySlice_Unpack(slice, &start, &stop, &step);
    if (status < 0) return "-1";
    return std::to_string(start) + ":" + std::to_string(stop) + ":" + std::to_string(step);
}

std::string adjusted(Py_ssize_t length, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step) {
    const Py_ssize_t count = PySlice_AdjustIndices(length, &start, &stop, step);
    return std::to_string(start) + ":" + std::to_string(stop) + ", " + std::to_string(count);
}

std::string indices(PyObject *slice, Py_ssize_t length) {
    Py_ssize_t start = 77, stop = 77, step = 77;
    const int status = PySlice_GetIndices(slice, length, &start, &stop, &step);
    if (status < 0) return "-1";
    return std::to_string(start) + ":" + std::to_string(stop) + ":" + std::to_string(step);
}

// Deprecated in favour of PySlice_Unpack and PySlice_AdjustIndices, which the macro of that name calls.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
std::string clipped_indices(PyObject *slice, Py_ssize_t length) {
    Py_ssize_t start = 77, stop = 77, step = 77, count = 77;
    const int status = (PySlice_GetIndicesEx)(slice, length, &start, &stop, &step, &count);
    if (status < 0) return "-1";
    return std::to_string(start) + ":" + std::to_string(stop) + ":" + std::to_string(step) + ", " +
           std::to_string(count);
}
#pragma GCC diagnostic pop

std::string long_indices(PyObject *slice, PyObject *length) {
    PyObject *start = nullptr, *stop = nullptr, *step = nullptr;
    const int status =
        _PySlice_GetLongIndices(reinterpret_cast<PySliceObject *>(slice), length, &start, &stop, &step);
    if (status < 0) return "-1";
    return told(start) + ", " + told(stop) + ", " + told(step);
}

// What an iterator gives, at most four items of it.
std::string items(PyObject *iterator) {
    if (iterator == nullptr) return "NULL";
    std::string text = Py_TYPE(iterator)->tp_name;
    for (int i = 0; i < 4; ++i) {
        PyObject *item = PyIter_Next(iterator);
        text += ", " + told(item);
        if (item == nullptr) break;
    }
    Py_DECREF(iterator);
    return text;
}

PyObject *extended(PyObject *list, PyObject *iterable) {
    return _PyList_Extend(reinterpret_cast<PyListObject *>(list), iterable);
}

const Case SEQUENCES[] = {
    // ---- tuple
    CASE(PyTuple_New, PyTuple_New(0)),
    CASE(PyTuple_New, PyTuple_New(-1)),
    CASE(PyTuple_New, PyTuple_New(PY_SSIZE_T_MAX)),
    CASE(PyTuple_Size, PyTuple_Size(on.tuple)),
    CASE(PyTuple_Size, PyTuple_Size(Value(TUPLE_CLASS))),
    CASE(PyTuple_Size, PyTuple_Size(on.list)),
    CASE(PyTuple_GetItem, borrowed(PyTuple_GetItem(on.tuple, 1))),
    CASE(PyTuple_GetItem, borrowed(PyTuple_GetItem(on.tuple, 3))),
    CASE(PyTuple_GetItem, borrowed(PyTuple_GetItem(on.tuple, -1))),
    CASE(PyTuple_GetItem, borrowed(PyTuple_GetItem(on.list, 0))),
    CASE(PyTuple_SetItem, set_item(new_pair(on), 1, Py_NewRef(on.text))),
    CASE(PyTuple_SetItem, set_item(new_pair(on), 2, Py_NewRef(on.text))),
    CASE(PyTuple_SetItem, set_item(new_pair(on), -1, Py_NewRef(on.text))),
    CASE(PyTuple_SetItem, set_item(Py_NewRef(on.list), 0, Py_NewRef(on.text))),
    CASE(PyTuple_SetItem, PyTuple_SetItem(Value(Py_BuildValue("(OO)", on.list, on.tuple)), 0, nullptr)),
    CASE(PyTuple_GetSlice, PyTuple_GetSlice(on.tuple, 1, 3)),
    CASE(PyTuple_GetSlice, PyTuple_GetSlice(on.tuple, -5, 99)),
    CASE(PyTuple_GetSlice, PyTuple_GetSlice(on.tuple, 2, 1)),
    CASE(PyTuple_GetSlice, PyTuple_GetSlice(on.tuple, 0, 3)),
    CASE(PyTuple_GetSlice, PyTuple_GetSlice(on.list, 0, 1)),
    CASE(PyTuple_Pack, PyTuple_Pack(0)),
    CASE(PyTuple_Pack, PyTuple_Pack(3, on.list, on.text, on.tuple)),
    CASE(_PyTuple_Resize, resized(new_pair(on), 1, on.text)),
    CASE(_PyTuple_Resize, resized(new_pair(on), 4, on.text)),
    CASE(_PyTuple_Resize, resized(new_pair(on), 2, on.text)),
    CASE(_PyTuple_Resize, resized(PyTuple_New(0), 2, on.text)),
    CASE(_PyTuple_Resize, resized(PyTuple_New(0), 0, on.text)),
    CASE(_PyTuple_Resize, resized(Py_NewRef(on.list), 2, on.text)),
    CASE(PyTuple_Check, PyTuple_Check(Value(TUPLE_CLASS)) != 0),
    CASE(PyTuple_CheckExact, PyTuple_CheckExact(Value(TUPLE_CLASS)) != 0),
    // ---- list
    CASE(PyList_New, PyList_New(0)),
    CASE(PyList_New, PyList_New(-1)),
    CASE(PyList_New, PyList_New(PY_SSIZE_T_MAX)),
    CASE(PyList_Size, PyList_Size(on.list)),
    CASE(PyList_Size, PyList_Size(Value(LIST_CLASS))),
    CASE(PyList_Size, PyList_Size(on.tuple)),
    CASE(PyList_GetItem, borrowed(PyList_GetItem(on.list, 2))),
    CASE(PyList_GetItem, borrowed(PyList_GetItem(on.list, 3))),
    CASE(PyList_GetItem, borrowed(PyList_GetItem(on.list, -1))),
    CASE(PyList_GetItem, borrowed(PyList_GetItem(on.tuple, 0))),
    CASE(PyList_SetItem, PyList_SetItem(on.list, 0, new_text())),
    CASE(PyList_SetItem, PyList_SetItem(on.list, 0, Py_NewRef(on.text))),
    CASE(PyList_SetItem, PyList_SetItem(on.list, 7, new_text())),
    CASE(PyList_SetItem, PyList_SetItem(on.list, -1, Py_NewRef(on.text))),
    CASE(PyList_SetItem, PyList_SetItem(on.tuple, 0, Py_NewRef(on.text))),
    CASE(PyList_Insert, PyList_Insert(on.list, 1, on.text)),
    CASE(PyList_Insert, PyList_Insert(on.list, -1, on.text)),
    CASE(PyList_Insert, PyList_Insert(on.list, -99, on.text)),
    CASE(PyList_Insert, PyList_Insert(on.list, PY_SSIZE_T_MAX, on.text)),
    CASE(PyList_Insert, PyList_Insert(on.list, 0, nullptr)),
    CASE(PyList_Insert, PyList_Insert(on.tuple, 0, on.text)),
    CASE(PyList_Append, PyList_Append(on.list, on.text)),
    CASE(PyList_Append, PyList_Append(on.list, nullptr)),
    CASE(PyList_Append, PyList_Append(on.tuple, on.text)),
    CASE(PyList_GetSlice, PyList_GetSlice(on.list, 1, 3)),
    CASE(PyList_GetSlice, PyList_GetSlice(on.list, -5, 99)),
    CASE(PyList_GetSlice, PyList_GetSlice(on.list, 2, 1)),
    CASE(PyList_GetSlice, PyList_GetSlice(on.tuple, 0, 1)),
    CASE(PyList_SetSlice, PyList_SetSlice(on.list, 1, 2, on.tuple)),
    CASE(PyList_SetSlice, PyList_SetSlice(on.list, 0, 2, nullptr)),
    CASE(PyList_SetSlice, PyList_SetSlice(on.list, 1, 1, on.list)),
    CASE(PyList_SetSlice, PyList_SetSlice(on.list, -9, 99, on.set)),
    CASE(PyList_SetSlice, PyList_SetSlice(on.list, 2, 1, on.tuple)),
    CASE(PyList_SetSlice, PyList_SetSlice(on.list, 0, 1, on.number)),
    CASE(PyList_SetSlice, PyList_SetSlice(on.list, 0, 1, Value(FAILING_ITERATOR))),
    CASE(PyList_SetSlice, PyList_SetSlice(on.tuple, 0, 1, on.list)),
    CASE(PyList_Sort,
         [] {
             Value list(SORTABLE);
             const int status = PyList_Sort(list);
             return std::to_string(status) + ", " + told(Py_NewRef(list));
         }()),
    CASE(PyList_Sort, PyList_Sort(Value(MIXED))),
    CASE(PyList_Sort, PyList_Sort(on.tuple)),
    CASE(PyList_Sort, PyList_Sort(nullptr)),
    CASE(PyList_Reverse, PyList_Reverse(on.list)),
    CASE(PyList_Reverse, PyList_Reverse(Value("[]"))),
    CASE(PyList_Reverse, PyList_Reverse(on.tuple)),
    CASE(PyList_Reverse, PyList_Reverse(nullptr)),
    CASE(PyList_AsTuple, PyList_AsTuple(on.list)),
    CASE(PyList_AsTuple, PyList_AsTuple(Value("[]"))),
    CASE(PyList_AsTuple, PyList_AsTuple(on.tuple)),
    CASE(PyList_AsTuple, PyList_AsTuple(nullptr)),
    CASE(_PyList_Extend, extended(on.list, on.tuple)),
    CASE(_PyList_Extend, extended(on.list, on.list)),
    CASE(_PyList_Extend, extended(on.list, on.dict)),
    CASE(_PyList_Extend, extended(on.list, Value("iter('ab')"))),
    CASE(_PyList_Extend, extended(on.list, on.number)),
    CASE(_PyList_Extend, extended(on.list, Value(FAILING_ITERATOR))),
    CASE(PyList_Check, PyList_Check(Value(LIST_CLASS)) != 0),
    CASE(PyList_CheckExact, PyList_CheckExact(Value(LIST_CLASS)) != 0),
    // ---- slice
    CASE(PySlice_New, PySlice_New(on.list, on.text, on.tuple)),
    CASE(PySlice_New, PySlice_New(nullptr, nullptr, nullptr)),
    CASE(PySlice_Unpack, unpacked(Value("slice(None)"))),
    CASE(PySlice_Unpack, unpacked(Value("slice(None, None, -1)"))),
    CASE(PySlice_Unpack, unpacked(Value("slice(-3, 10 ** 30, 2)"))),
    CASE(PySlice_Unpack, unpacked(Value("slice(-10 ** 30, 1, -10 ** 30)"))),
    CASE(PySlice_Unpack, unpacked(Value("slice(1, 2, 0)"))),
    CASE(PySlice_Unpack, unpacked(Value("slice('a', 2)"))),
    CASE(PySlice_Unpack, unpacked(Value(PySlice_New(Value(INDEX), Value(INDEX), Value(INDEX))))),
    CASE(PySlice_Unpack, unpacked(Value(PySlice_New(nullptr, Value(FAILING_INDEX), nullptr)))),
    CASE(PySlice_AdjustIndices, adjusted(5, -3, PY_SSIZE_T_MAX, 1)),
    CASE(PySlice_AdjustIndices, adjusted(5, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN, -2)),
    CASE(PySlice_AdjustIndices, adjusted(0, 0, 9, 1)),
    CASE(PySlice_AdjustIndices, adjusted(5, 4, 1, 1)),
    CASE(PySlice_GetIndices, indices(Value("slice(1, 3)"), 5)),
    CASE(PySlice_GetIndices, indices(Value("slice(-3, -1, 2)"), 5)),
    CASE(PySlice_GetIndices, indices(Value("slice(None)"), 5)),
    CASE(PySlice_GetIndices, indices(Value("slice(None, None, -1)"), 5)),
    CASE(PySlice_GetIndices, indices(Value("slice(1, 9)"), 5)),
    CASE(PySlice_GetIndices, indices(Value("slice(7, 9)"), 5)),
    CASE(PySlice_GetIndices, indices(Value("slice(1, 2, 0)"), 5)),
    CASE(PySlice_GetIndices, indices(Value("slice('a')"), 5)),
    CASE(PySlice_GetIndicesEx, clipped_indices(Value("slice(-3, 99)"), 5)),
    CASE(PySlice_GetIndicesEx, clipped_indices(Value("slice(None, None, -2)"), 5)),
    CASE(PySlice_GetIndicesEx, clipped_indices(Value("slice(1, 2, 0)"), 5)),
    CASE(PySlice_GetIndicesEx, clipped_indices(Value("slice('a')"), 5)),
    CASE(_PySlice_FromIndices, _PySlice_FromIndices(-1, PY_SSIZE_T_MAX)),
    CASE(_PySlice_GetLongIndices, long_indices(Value("slice(1, None, 2)"), Value(LONG))),
    CASE(_PySlice_GetLongIndices, long_indices(Value("slice(-1, 10 ** 31)"), Value(LONG))),
    CASE(_PySlice_GetLongIndices, long_indices(Value("slice(None, None, -1)"), Value(LONG))),
    CASE(_PySlice_GetLongIndices, long_indices(Value("slice(1, 2, 0)"), Value(LONG))),
    CASE(_PySlice_GetLongIndices, long_indices(Value("slice(1.5, 2)"), Value(LONG))),
    CASE(PySlice_Check, PySlice_Check(Value("slice(1)")) != 0),
    CASE(PySlice_Check, PySlice_Check(on.list) != 0),
    CASE(PyRange_Check, PyRange_Check(Value("range(1)")) != 0),
    // ---- iterators
    CASE(PySeqIter_New, items(PySeqIter_New(on.list))),
    CASE(PySeqIter_New, items(PySeqIter_New(Value("''")))),
    CASE(PySeqIter_New, items(PySeqIter_New(on.instance))),
    CASE(PySeqIter_New, items(PySeqIter_New(Value("{0: 'a', 1: 'b'}")))),
    CASE(PySeqIter_New, PySeqIter_Check(Value(PySeqIter_New(on.list))) != 0),
    CASE(PyCallIter_New, items(PyCallIter_New(Value("iter('abc').__next__"), Value("'c'")))),
    CASE(PyCallIter_New, items(PyCallIter_New(Value("iter('ab').__next__"), Value("'c'")))),
    CASE(PyCallIter_New, items(PyCallIter_New(on.failing, on.list))),
    CASE(PyCallIter_New, items(PyCallIter_New(on.list, on.list))),
    CASE(PyCallIter_New, PyCallIter_Check(Value(PyCallIter_New(on.function, on.list))) != 0),
};

} // namespace

Area sequence_cases() {
    return SEQUENCES;
}
