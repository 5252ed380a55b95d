// SPDX-License-Identifier: MIT
//
// Tuples, lists, dicts, sets, slices (adder/container.h).
#include "cases.hpp"

namespace {

PyObject *new_text() {
    return PyUnicode_FromString("new");
}

const Case CASES[] = {
    // ---- tuple
    CASE(PyTuple_New, PyTuple_New(0)),
    CASE(PyTuple_New, PyTuple_New(-1)),
    CASE(PyTuple_Size, PyTuple_Size(on.tuple)),
    CASE(PyTuple_Size, PyTuple_Size(on.list)),
    CASE(PyTuple_GetItem, borrowed(PyTuple_GetItem(on.tuple, 1))),
    CASE(PyTuple_GetItem, borrowed(PyTuple_GetItem(on.tuple, 3))),
    CASE(PyTuple_GetItem, borrowed(PyTuple_GetItem(on.tuple, -1))),
    CASE(PyTuple_GetItem, borrowed(PyTuple_GetItem(on.list, 0))),
    CASE(PyList_Append, PyList_Append(on.list, on.text)),
    CASE(PyList_Append, PyList_Append(on.tuple, on.text)),
    CASE(PyList_SetItem, PyList_SetItem(on.list, 0, new_text())),
    CASE(PyList_SetItem, PyList_SetItem(on.list, 7, new_text())),
    CASE(PyDict_GetItem, borrowed(PyDict_GetItemString(on.dict, "a"))),
    CASE(PyDict_SetItem, PyDict_SetItem(on.dict, on.text, on.list)),
    CASE(PyDict_SetItem, PyDict_SetItem(on.dict, on.list, on.text)),
};

} // namespace

Area container_cases() {
    return CASES;
}
