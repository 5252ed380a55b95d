// SPDX-License-Identifier: MIT
//
// Putting strs together: concatenation, appending in place, joining, repeating.
//
// The width of a result is the widest of its parts, so no result is looked through again.
#include "objects/error.hpp"
#include "objects/str.hpp"

namespace adder::objects {

namespace {

bool add_lengths(Py_ssize_t &total, Py_ssize_t length) {
    return !__builtin_add_overflow(total, length, &total);
}

void append_characters(PyObject *to, Py_ssize_t &position, PyObject *part) {
    copy_characters(PyUnicode_KIND(to), PyUnicode_DATA(to), position, TextView(part));
    position += str_length(part);
}

// Whether *left may grow where it is: nobody else knows it, and it is wide enough.
bool can_grow(PyObject *left, PyObject *right) {
    return Py_REFCNT(left) == 1 && is_exact_str(left) && !is_interned(left) &&
           PyUnicode_KIND(right) <= PyUnicode_KIND(left) &&
           (!PyUnicode_IS_ASCII(left) || PyUnicode_IS_ASCII(right));
}

[[nodiscard]] int grow(PyObject **left, PyObject *right) {
    const Py_ssize_t old_length = str_length(*left);
    Py_ssize_t length = old_length;
    if (!add_lengths(length, str_length(right)))
        return raise(PyExc_OverflowError, "strings are too large to concat");
    as_str(*left)->hash = -1;
    if (resize_str(left, length) < 0) return -1;
    Py_ssize_t position = old_length;
    append_characters(*left, position, right);
    return 0;
}

// What joining has to know before it makes room.
struct Extent {
    Py_ssize_t length = 0;
    Py_UCS4 max_character = 0;

    bool add(PyObject *part) {
        max_character = Py_MAX(max_character, PyUnicode_MAX_CHAR_VALUE(part));
        return add_lengths(length, str_length(part));
    }
};

[[nodiscard]] int measure(PyObject *separator, PyObject *const *items, Py_ssize_t count, Extent &extent) {
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!is_str(items[i]))
            return raise(PyExc_TypeError, "sequence item %zd: expected str instance, %.80s found", i,
                         Py_TYPE(items[i])->tp_name);
        const bool fits = extent.add(items[i]) && (i == 0 || separator == nullptr || extent.add(separator));
        if (!fits) return raise(PyExc_OverflowError, "join() result is too long for a Python string");
    }
    return 0;
}

PyObject *join(PyObject *separator, PyObject *const *items, Py_ssize_t count) {
    Extent extent;
    TRY(measure(separator, items, count, extent));
    PyObject *result = TRY(PyUnicode_New(extent.length, extent.max_character));
    if (extent.length == 0) return result;
    Py_ssize_t position = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (i != 0 && separator != nullptr) append_characters(result, position, separator);
        append_characters(result, position, items[i]);
    }
    return result;
}

} // namespace

PyObject *str_concat(PyObject *left, PyObject *right) {
    if (str_length(left) == 0) return exact_str(right);
    if (str_length(right) == 0) return exact_str(left);
    Extent extent;
    if (!extent.add(left) || !extent.add(right))
        return raise(PyExc_OverflowError, "strings are too large to concat");
    PyObject *result = TRY(PyUnicode_New(extent.length, extent.max_character));
    Py_ssize_t position = 0;
    append_characters(result, position, left);
    append_characters(result, position, right);
    return result;
}

int unicode_append(PyObject **left, PyObject *right) {
    if (str_length(right) == 0 && is_exact_str(*left)) return 0;
    if (str_length(*left) != 0 && can_grow(*left, right)) {
        if (grow(left, right) == 0) return 0;
        Py_CLEAR(*left);
        return -1;
    }
    PyObject *result = str_concat(*left, right);
    Py_DECREF(*left);
    *left = result;
    return result == nullptr ? -1 : 0;
}

PyObject *str_join_array(PyObject *const *items, Py_ssize_t count) {
    if (count == 1) return exact_str(items[0]);
    return join(nullptr, items, count);
}

PyObject *str_repeat(PyObject *text, Py_ssize_t count) {
    const Py_ssize_t length = str_length(text);
    if (count <= 0 || length == 0) return Py_NewRef(empty_str());
    if (count == 1) return exact_str(text);
    if (length > PY_SSIZE_T_MAX / count) return raise(PyExc_OverflowError, "repeated string is too long");
    PyObject *result = TRY(PyUnicode_New(length * count, PyUnicode_MAX_CHAR_VALUE(text)));
    const size_t kind = PyUnicode_KIND(text);
    const size_t part = static_cast<size_t>(length) * kind;
    const size_t total = part * static_cast<size_t>(count);
    char *data = static_cast<char *>(PyUnicode_DATA(result));
    if (part == 1) {
        memset(data, *static_cast<char *>(PyUnicode_DATA(text)), total);
        return result;
    }
    memcpy(data, PyUnicode_DATA(text), part);
    for (size_t done = part; done < total;) { // doubles what is there
        const size_t step = Py_MIN(done, total - done);
        memcpy(data + done, data, step);
        done += step;
    }
    return result;
}

extern "C" {

PyObject *PyUnicode_Concat(PyObject *left, PyObject *right) {
    if (!is_str(left)) return raise(PyExc_TypeError, "must be str, not %.100s", Py_TYPE(left)->tp_name);
    if (!is_str(right))
        return raise(PyExc_TypeError, "can only concatenate str (not \"%.200s\") to str",
                     Py_TYPE(right)->tp_name);
    return str_concat(left, right);
}

void PyUnicode_Append(PyObject **left, PyObject *right) {
    if (left == nullptr) {
        if (!PyErr_Occurred()) PyErr_BadInternalCall();
        return;
    }
    if (*left == nullptr || right == nullptr || !is_str(*left) || !is_str(right)) {
        if (!PyErr_Occurred()) PyErr_BadInternalCall();
        Py_CLEAR(*left);
        return;
    }
    if (unicode_append(left, right) < 0) *left = nullptr;
}

void PyUnicode_AppendAndDel(PyObject **left, PyObject *right) {
    PyUnicode_Append(left, right);
    Py_XDECREF(right);
}

PyObject *_PyUnicode_JoinArray(PyObject *separator, PyObject *const *items, Py_ssize_t count) {
    if (count == 0) return Py_NewRef(empty_str());
    if (count == 1 && is_exact_str(items[0])) return Py_NewRef(items[0]);
    if (separator == nullptr) {
        separator = latin1_str(' ');
    } else if (!is_str(separator)) {
        return raise(PyExc_TypeError, "separator: expected str instance, %.80s found",
                     Py_TYPE(separator)->tp_name);
    }
    return join(str_length(separator) == 0 ? nullptr : separator, items, count);
}

PyObject *PyUnicode_Join(PyObject *separator, PyObject *iterable) {
    const Ref sequence = TRY_REF(PySequence_Fast(iterable, "can only join an iterable"));
    return _PyUnicode_JoinArray(separator, PySequence_Fast_ITEMS(sequence.get()),
                                PySequence_Fast_GET_SIZE(sequence.get()));
}

} // extern "C"

} // namespace adder::objects
