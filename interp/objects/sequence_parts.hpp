// SPDX-License-Identifier: MIT
//
// What list and tuple have in common: comparison, search, repr, and the arguments of index().
//
// `Object` is PyListObject or PyTupleObject. Comparisons and reprs run Python code that may change a list,
// so size and items are read afresh after each, and an item is held while it is asked.
#pragma once

#include "objects/error.hpp"
#include "objects/object.hpp"
#include "objects/protocol.hpp"
#include "objects/range_slice.hpp"
#include "objects/str.hpp"

#include <algorithm>
#include <type_traits>

namespace adder::objects {

template <class Object> inline PyObject *item_at(PyObject *sequence, Py_ssize_t index) {
    return reinterpret_cast<Object *>(sequence)->ob_item[index];
}

// 1, 0 or -1: whether item and value are equal, both held meanwhile.
[[nodiscard]] inline int is_equal_item(PyObject *item, PyObject *value) {
    if (item == value) return 1;
    if (are_small_ints(item, value)) return 0;
    const Ref held = Ref::borrow(item);
    const Ref held_value = Ref::borrow(value);
    return PyObject_RichCompareBool(item, value, Py_EQ);
}

// Index of the first item of [start, stop) that equals the value, -1 when none does, -2 with an exception.
template <class Object>
[[nodiscard]] Py_ssize_t find_item(PyObject *sequence, PyObject *value, Py_ssize_t start, Py_ssize_t stop) {
    if (is_exact_str(value)) { // no code runs while the items are texts
        const Py_ssize_t last = std::min(stop, Py_SIZE(sequence));
        while (start < last && is_exact_str(item_at<Object>(sequence, start)) &&
               !unicode_equal(item_at<Object>(sequence, start), value))
            start++;
    }
    for (Py_ssize_t i = start; i < stop && i < Py_SIZE(sequence); i++) {
        const int is_equal = is_equal_item(item_at<Object>(sequence, i), value);
        if (is_equal != 0) return is_equal > 0 ? i : -2;
    }
    return -1;
}

template <class Object> [[nodiscard]] Py_ssize_t count_items(PyObject *sequence, PyObject *value) {
    Py_ssize_t count = 0;
    for (Py_ssize_t i = 0; i < Py_SIZE(sequence); i++)
        count += TRY(is_equal_item(item_at<Object>(sequence, i), value));
    return count;
}

// Rich comparison by the first items that differ, then by size.
template <class Object> [[nodiscard]] PyObject *compare_sequences(PyObject *a, PyObject *b, int op) {
    if (std::is_same_v<Object, PyListObject> && Py_SIZE(a) != Py_SIZE(b) && (op == Py_EQ || op == Py_NE))
        return new_bool(op == Py_NE);
    Py_ssize_t i = 0;
    for (; i < Py_SIZE(a) && i < Py_SIZE(b); i++)
        if (!TRY(is_equal_item(item_at<Object>(a, i), item_at<Object>(b, i)))) break;
    if (i >= Py_SIZE(a) || i >= Py_SIZE(b)) Py_RETURN_RICHCOMPARE(Py_SIZE(a), Py_SIZE(b), op);
    if (op == Py_EQ || op == Py_NE) return new_bool(op == Py_NE);
    const Ref x = Ref::borrow(item_at<Object>(a, i));
    const Ref y = Ref::borrow(item_at<Object>(b, i));
    return PyObject_RichCompare(x.get(), y.get(), op);
}

// The reprs of the items between `open` and `close`; a single item of a tuple is followed by a comma.
template <class Object> [[nodiscard]] PyObject *write_items(PyObject *self, char open, char close) {
    TextWriter writer(1 + 3 * Py_SIZE(self));
    TRY(writer.write(open));
    for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) {
        if (i > 0) TRY(writer.write_ascii(", ", 2));
        const Ref item = Ref::borrow(item_at<Object>(self, i));
        const Ref text = TRY_REF(PyObject_Repr(item.get()));
        TRY(writer.write(text.get()));
    }
    if (std::is_same_v<Object, PyTupleObject> && Py_SIZE(self) == 1) TRY(writer.write(','));
    writer.last_piece();
    TRY(writer.write(close));
    return writer.finish();
}

template <class Object>
[[nodiscard]] PyObject *repr_sequence(PyObject *self, char open, char close, const char *recursive_text) {
    const int status = Py_ReprEnter(self);
    if (status != 0) return status > 0 ? PyUnicode_FromString(recursive_text) : nullptr;
    PyObject *text = write_items<Object>(self, open, close);
    Py_ReprLeave(self);
    return text;
}

// The arguments (value, start=0, stop=sys.maxsize) of index() as indices into `size` items. 0, or -1 with
// TypeError.
[[nodiscard]] inline int parse_index_bounds(PyObject *const *args, Py_ssize_t count, Py_ssize_t size,
                                            Py_ssize_t &start, Py_ssize_t &stop) {
    start = 0;
    stop = PY_SSIZE_T_MAX;
    if (!_PyArg_CheckPositional("index", count, 1, 3)) return -1;
    if (count > 1) TRY(slice_index_not_none(args[1], &start));
    if (count > 2) TRY(slice_index_not_none(args[2], &stop));
    if (start < 0) start = start + size < 0 ? 0 : start + size;
    if (stop < 0) stop = stop + size < 0 ? 0 : stop + size;
    return 0;
}

} // namespace adder::objects
