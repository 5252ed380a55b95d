// SPDX-License-Identifier: MIT
//
// The module _heapq: lists as heaps, with the least or the greatest item first.
//
// Comparisons run code of the user's, which may change the list: items are held while they are compared, the
// list stays whole by exchanging two items at a time, and a change of its length is an error. An item sinks
// along the better children to a leaf and then rises to its place: it came from the end and mostly belongs
// near the leaves, which saves half of the comparisons.
#include "owned.hpp"

#include <initializer_list>
#include <utility>

namespace adder::stdlib {
namespace {

enum class First { Least, Greatest };

// 1 when `one` belongs above `other`, 0 when not, -1 with an exception.
int comes_first(PyObject *one, PyObject *other, First first) {
    const Owned held_one = Owned::borrow(one);
    const Owned held_other = Owned::borrow(other);
    return first == First::Least ? PyObject_RichCompareBool(one, other, Py_LT)
                                 : PyObject_RichCompareBool(other, one, Py_LT);
}

// 1 when item `i` belongs above item `j`, 0 when not, -1 with an exception or when the length has changed.
int compare_items(PyObject *heap, Py_ssize_t i, Py_ssize_t j, First first) {
    const Py_ssize_t size = PyList_GET_SIZE(heap);
    const int result = comes_first(PyList_GET_ITEM(heap, i), PyList_GET_ITEM(heap, j), first);
    if (result >= 0 && PyList_GET_SIZE(heap) != size) {
        PyErr_SetString(PyExc_RuntimeError, "list changed size during iteration");
        return -1;
    }
    return result;
}

void exchange_items(PyObject *heap, Py_ssize_t i, Py_ssize_t j) {
    PyObject *item = PyList_GET_ITEM(heap, i);
    PyList_SET_ITEM(heap, i, PyList_GET_ITEM(heap, j));
    PyList_SET_ITEM(heap, j, item);
}

// Puts `item` in the first place and gives what stood there.
PyObject *exchange_first(PyObject *heap, PyObject *item) {
    PyObject *first = PyList_GET_ITEM(heap, 0);
    PyList_SET_ITEM(heap, 0, Py_NewRef(item));
    return first;
}

int rise(PyObject *heap, Py_ssize_t top, Py_ssize_t i, First first) {
    while (i > top) {
        const Py_ssize_t parent = (i - 1) / 2;
        const int is_better = compare_items(heap, i, parent, first);
        if (is_better <= 0) return is_better;
        exchange_items(heap, i, parent);
        i = parent;
    }
    return 0;
}

int sink(PyObject *heap, Py_ssize_t top, First first) {
    const Py_ssize_t size = PyList_GET_SIZE(heap);
    Py_ssize_t i = top;
    while (i < size / 2) {
        Py_ssize_t child = 2 * i + 1;
        if (child + 1 < size) {
            const int is_left = compare_items(heap, child, child + 1, first);
            if (is_left < 0) return -1;
            child += is_left == 0;
        }
        exchange_items(heap, i, child);
        i = child;
    }
    return rise(heap, top, i, first);
}

bool is_list(const char *name, PyObject *heap, const char *argument) {
    if (PyList_Check(heap)) return true;
    PyErr_Format(PyExc_TypeError, "%s() %s must be list, not %.200s", name, argument, Py_TYPE(heap)->tp_name);
    return false;
}

bool has_items(PyObject *heap) {
    if (PyList_GET_SIZE(heap) > 0) return true;
    PyErr_SetString(PyExc_IndexError, "index out of range");
    return false;
}

PyObject *sort_heap(const char *name, PyObject *heap, First first) {
    if (!is_list(name, heap, "argument")) return nullptr;
    for (Py_ssize_t i = PyList_GET_SIZE(heap) / 2 - 1; i >= 0; --i)
        if (sink(heap, i, first) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *take_first(const char *name, PyObject *heap, First first) {
    if (!is_list(name, heap, "argument") || !has_items(heap)) return nullptr;
    const Py_ssize_t last = PyList_GET_SIZE(heap) - 1;
    Owned item = Owned::borrow(PyList_GET_ITEM(heap, last));
    if (PyList_SetSlice(heap, last, last + 1, nullptr) < 0) return nullptr;
    if (last == 0) return item.release();
    Owned result(exchange_first(heap, item.get()));
    return sink(heap, 0, first) < 0 ? nullptr : result.release();
}

PyObject *replace_first(const char *name, PyObject *const *args, Py_ssize_t count, First first) {
    if (!_PyArg_CheckPositional(name, count, 2, 2) || !is_list(name, args[0], "argument 1") ||
        !has_items(args[0]))
        return nullptr;
    Owned result(exchange_first(args[0], args[1]));
    return sink(args[0], 0, first) < 0 ? nullptr : result.release();
}

// --- functions of the module

PyObject *heappush(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("heappush", count, 2, 2) || !is_list("heappush", args[0], "argument 1"))
        return nullptr;
    if (PyList_Append(args[0], args[1]) < 0) return nullptr;
    if (rise(args[0], 0, PyList_GET_SIZE(args[0]) - 1, First::Least) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *heappushpop(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("heappushpop", count, 2, 2) || !is_list("heappushpop", args[0], "argument 1"))
        return nullptr;
    PyObject *heap = args[0];
    if (PyList_GET_SIZE(heap) == 0) return Py_NewRef(args[1]);
    const int stays = comes_first(PyList_GET_ITEM(heap, 0), args[1], First::Least);
    if (stays < 0) return nullptr;
    if (stays == 0) return Py_NewRef(args[1]);
    if (!has_items(heap)) return nullptr;
    Owned result(exchange_first(heap, args[1]));
    return sink(heap, 0, First::Least) < 0 ? nullptr : result.release();
}

PyObject *heappop(PyObject *, PyObject *heap) {
    return take_first("heappop", heap, First::Least);
}
PyObject *heappop_max(PyObject *, PyObject *heap) {
    return take_first("_heappop_max", heap, First::Greatest);
}
PyObject *heapify(PyObject *, PyObject *heap) {
    return sort_heap("heapify", heap, First::Least);
}
PyObject *heapify_max(PyObject *, PyObject *heap) {
    return sort_heap("_heapify_max", heap, First::Greatest);
}
PyObject *heapreplace(PyObject *, PyObject *const *args, Py_ssize_t count) {
    return replace_first("heapreplace", args, count, First::Least);
}
PyObject *heapreplace_max(PyObject *, PyObject *const *args, Py_ssize_t count) {
    return replace_first("_heapreplace_max", args, count, First::Greatest);
}

PyCFunction fast(PyObject *(*function)(PyObject *, PyObject *const *, Py_ssize_t)) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyMethodDef functions[] = {
    {"heappush", fast(heappush), METH_FASTCALL, "heappush($module, heap, item, /)\n--\n\nPut an item in."},
    {"heappushpop", fast(heappushpop), METH_FASTCALL,
     "heappushpop($module, heap, item, /)\n--\n\nPut an item in and then take the least out."},
    {"heappop", heappop, METH_O, "heappop($module, heap, /)\n--\n\nTake the least item out."},
    {"heapreplace", fast(heapreplace), METH_FASTCALL,
     "heapreplace($module, heap, item, /)\n--\n\nTake the least item out and then put an item in."},
    {"heapify", heapify, METH_O,
     "heapify($module, heap, /)\n--\n\nMake a list a heap, in place and in linear time."},
    {"_heappop_max", heappop_max, METH_O,
     "_heappop_max($module, heap, /)\n--\n\nheappop of a heap with the greatest item first."},
    {"_heapify_max", heapify_max, METH_O,
     "_heapify_max($module, heap, /)\n--\n\nMake a list a heap with the greatest item first."},
    {"_heapreplace_max", fast(heapreplace_max), METH_FASTCALL,
     "_heapreplace_max($module, heap, item, /)\n--\n\nheapreplace of a heap with the greatest item first."},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_heapq",
    .m_doc = "Heaps: lists whose item i is not greater than the items 2*i+1 and 2*i+2.",
    .m_methods = functions,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit__heapq(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
