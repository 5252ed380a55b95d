// SPDX-License-Identifier: MIT
//
// Changing bytes and bytearrays into new ones: strip, replace, padding, zfill, expandtabs, translate; slices
// and repeats.
#include "objects/bytes_methods.hpp"
#include "objects/string_search.hpp"

#include <cstring>

namespace adder::objects::bytes_methods {

namespace {

const Py_UCS1 *characters(std::string_view view) {
    return reinterpret_cast<const Py_UCS1 *>(view.data());
}
Py_ssize_t length_of(std::string_view view) {
    return static_cast<Py_ssize_t>(view.size());
}

// The part of self, or self where it is immutable and nothing is cut.
PyObject *part_of(PyObject *self, size_t start, size_t end) {
    const std::string_view bytes = any_bytes_view(self);
    if (start == 0 && end == bytes.size() && PyBytes_CheckExact(self)) return Py_NewRef(self);
    return make_bytes_like(self, bytes.substr(start, end - start));
}

template <class Test> PyObject *strip_bytes(PyObject *self, bool on_left, bool on_right, Test &&is_stripped) {
    const std::string_view bytes = any_bytes_view(self);
    size_t start = 0;
    size_t end = bytes.size();
    if (on_left)
        while (start < end && is_stripped(bytes[start])) start++;
    if (on_right)
        while (end > start && is_stripped(bytes[end - 1])) end--;
    return part_of(self, start, end);
}

PyObject *strip_arguments(const char *name, PyObject *self, PyObject *const *args, Py_ssize_t count,
                          bool on_left, bool on_right) {
    TRY(_PyArg_CheckPositional(name, count, 0, 1) ? 0 : -1);
    if (count == 0 || args[0] == Py_None)
        return strip_bytes(self, on_left, on_right, [](char ch) { return Py_ISSPACE(ch) != 0; });
    const BufferView set(args[0]);
    if (!set) return nullptr;
    return strip_bytes(self, on_left, on_right,
                       [&](char ch) { return set.view().find(ch) != std::string_view::npos; });
}

// `fresh` before each of the first bytes, and at the end if the count allows.
std::string interleave(std::string_view bytes, std::string_view fresh, size_t count) {
    std::string result;
    for (size_t i = 0; i < count; i++) {
        result += fresh;
        if (i < bytes.size()) result += bytes[i];
    }
    if (count < bytes.size()) result += bytes.substr(count);
    return result;
}

PyObject *replace_bytes(PyObject *self, std::string_view old, std::string_view fresh, Py_ssize_t max_count) {
    const std::string_view bytes = any_bytes_view(self);
    const Py_ssize_t most = max_count < 0 ? PY_SSIZE_T_MAX : max_count;
    const Py_ssize_t count = old.size() > bytes.size() ? 0
                                                       : search::count(characters(bytes), length_of(bytes),
                                                                       characters(old), length_of(old), most);
    if (count == 0) return part_of(self, 0, bytes.size());
    const Py_ssize_t growth = length_of(fresh) - length_of(old);
    if (growth > 0 && count > (PY_SSIZE_T_MAX - length_of(bytes)) / growth)
        return raise(PyExc_OverflowError, "replace bytes are too long");
    if (old.empty()) return make_bytes_like(self, interleave(bytes, fresh, static_cast<size_t>(count)));
    std::string result;
    result.reserve(static_cast<size_t>(length_of(bytes) + count * growth));
    size_t from = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        const Py_ssize_t found =
            search::find(characters(bytes) + from, length_of(bytes) - static_cast<Py_ssize_t>(from),
                         characters(old), length_of(old));
        result.append(bytes, from, static_cast<size_t>(found));
        result += fresh;
        from += static_cast<size_t>(found) + old.size();
    }
    result.append(bytes, from);
    return make_bytes_like(self, result);
}

PyObject *pad(PyObject *self, Py_ssize_t left, Py_ssize_t right, char fill) {
    const std::string_view bytes = any_bytes_view(self);
    if (left <= 0 && right <= 0) return part_of(self, 0, bytes.size());
    if (left > PY_SSIZE_T_MAX / 4 || right > PY_SSIZE_T_MAX / 4) return PyErr_NoMemory();
    std::string padded(static_cast<size_t>(left), fill);
    padded += bytes;
    padded.append(static_cast<size_t>(right), fill);
    return make_bytes_like(self, padded);
}

struct PadArguments {
    Py_ssize_t width = 0;
    Py_ssize_t missing = 0;
    char fill = ' ';
};

[[nodiscard]] int parse_pad(const char *name, PyObject *self, PyObject *const *args, Py_ssize_t count,
                            PadArguments &result) {
    TRY(_PyArg_CheckPositional(name, count, 1, 2) ? 0 : -1);
    TRY(str_methods::parse_index(args[0], result.width));
    if (count > 1) {
        const bool is_bytes_like = PyBytes_Check(args[1]) || PyByteArray_Check(args[1]);
        if (!is_bytes_like || Py_SIZE(args[1]) != 1) {
            _PyArg_BadArgument(name, "argument 2", "a byte string of length 1", args[1]);
            return -1;
        }
        result.fill = any_bytes_view(args[1])[0];
    }
    result.missing = Py_MAX(result.width - length_of(any_bytes_view(self)), 0);
    return 0;
}

std::string expand_tabs(std::string_view bytes, int tab_size) {
    std::string result;
    size_t column = 0;
    for (const char ch : bytes) {
        if (ch == '\t') {
            if (tab_size <= 0) continue;
            const size_t step = static_cast<size_t>(tab_size) - column % static_cast<size_t>(tab_size);
            result.append(step, ' ');
            column += step;
            continue;
        }
        result += ch;
        column = ch == '\n' || ch == '\r' ? 0 : column + 1;
    }
    return result;
}

} // namespace

ADDER_FAST_METHOD(strip) {
    return strip_arguments("strip", self, args, count, true, true);
}
ADDER_FAST_METHOD(lstrip) {
    return strip_arguments("lstrip", self, args, count, true, false);
}
ADDER_FAST_METHOD(rstrip) {
    return strip_arguments("rstrip", self, args, count, false, true);
}

ADDER_FAST_METHOD(replace) {
    TRY(_PyArg_CheckPositional("replace", count, 2, 3) ? 0 : -1);
    const BufferView old(args[0]);
    if (!old) return nullptr;
    const BufferView fresh(args[1]);
    if (!fresh) return nullptr;
    Py_ssize_t max_count = -1;
    if (count > 2) TRY(str_methods::parse_index(args[2], max_count));
    return replace_bytes(self, old.view(), fresh.view(), max_count);
}

ADDER_FAST_METHOD(ljust) {
    PadArguments padding;
    TRY(parse_pad("ljust", self, args, count, padding));
    return pad(self, 0, padding.missing, padding.fill);
}

ADDER_FAST_METHOD(rjust) {
    PadArguments padding;
    TRY(parse_pad("rjust", self, args, count, padding));
    return pad(self, padding.missing, 0, padding.fill);
}

ADDER_FAST_METHOD(center) {
    PadArguments padding;
    TRY(parse_pad("center", self, args, count, padding));
    const Py_ssize_t left = padding.missing / 2 + (padding.missing & padding.width & 1);
    return pad(self, left, padding.missing - left, padding.fill);
}

ADDER_PLAIN_METHOD(zfill) {
    Py_ssize_t width;
    TRY(str_methods::parse_index(argument, width));
    const std::string_view bytes = any_bytes_view(self);
    const Py_ssize_t missing = width - length_of(bytes);
    if (missing <= 0) return part_of(self, 0, bytes.size());
    if (missing > PY_SSIZE_T_MAX / 4) return PyErr_NoMemory();
    std::string filled;
    const bool has_sign = !bytes.empty() && (bytes[0] == '+' || bytes[0] == '-');
    if (has_sign) filled += bytes[0];
    filled.append(static_cast<size_t>(missing), '0');
    filled += bytes.substr(has_sign ? 1 : 0);
    return make_bytes_like(self, filled);
}

ADDER_KEYWORD_METHOD(expandtabs) {
    static constexpr ArgumentSpec spec("expandtabs", "tabsize=8");
    PyObject *value;
    TRY(spec.bind(args, count, keywords, &value));
    int tab_size = 8;
    TRY(str_methods::parse_optional_int(value, tab_size));
    return make_bytes_like(self, expand_tabs(any_bytes_view(self), tab_size));
}

ADDER_KEYWORD_METHOD(translate) {
    static constexpr ArgumentSpec spec("translate", "table, /, delete=b''");
    PyObject *values[2];
    TRY(spec.bind(args, count, keywords, values));
    bool is_deleted[256] = {};
    std::string table;
    if (values[0] != Py_None) {
        const BufferView given(values[0]);
        if (!given) return nullptr;
        if (given.view().size() != 256)
            return raise_value_error("translation table must be 256 characters long");
        table = given.view();
    }
    if (values[1] != nullptr) {
        const BufferView deleted(values[1]);
        if (!deleted) return nullptr;
        for (const char ch : deleted.view()) is_deleted[static_cast<unsigned char>(ch)] = true;
    }
    std::string result;
    bool is_changed = false;
    for (const char ch : any_bytes_view(self)) {
        const auto byte = static_cast<unsigned char>(ch);
        if (!is_deleted[byte]) result += table.empty() ? ch : table[byte];
        is_changed = is_changed || is_deleted[byte] || result.back() != ch;
    }
    return is_changed ? make_bytes_like(self, result) : part_of(self, 0, any_bytes_view(self).size());
}

ADDER_FAST_METHOD(maketrans) {
    (void)self;
    TRY(_PyArg_CheckPositional("maketrans", count, 2, 2) ? 0 : -1);
    const BufferView from(args[0]);
    if (!from) return nullptr;
    const BufferView to(args[1]);
    if (!to) return nullptr;
    if (from.view().size() != to.view().size())
        return raise_value_error("maketrans arguments must have same length");
    char table[256];
    for (int i = 0; i < 256; i++) table[i] = static_cast<char>(i);
    for (size_t i = 0; i < from.view().size(); i++)
        table[static_cast<unsigned char>(from.view()[i])] = to.view()[i];
    return make_bytes({table, sizeof table});
}

PyObject *slice_of(PyObject *self, PyObject *slice) {
    Py_ssize_t start;
    Py_ssize_t stop;
    Py_ssize_t step;
    TRY(PySlice_Unpack(slice, &start, &stop, &step));
    const std::string_view bytes = any_bytes_view(self);
    const Py_ssize_t count = PySlice_AdjustIndices(length_of(bytes), &start, &stop, step);
    if (count <= 0) return make_bytes_like(self, {});
    if (step == 1) return part_of(self, static_cast<size_t>(start), static_cast<size_t>(start + count));
    std::string gathered;
    for (Py_ssize_t i = 0; i < count; i++) gathered += bytes[static_cast<size_t>(start + i * step)];
    return make_bytes_like(self, gathered);
}

Py_ssize_t item_index(PyObject *self, PyObject *key, const char *message) {
    Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && is_error_pending()) return -1;
    const Py_ssize_t length = Py_SIZE(self); // now: the key's __index__ may have changed a bytearray
    if (index < 0) index += length;
    if (index < 0 || index >= length) return raise(PyExc_IndexError, "%s", message);
    return index;
}

PyObject *repeat(PyObject *self, Py_ssize_t count) {
    const std::string_view bytes = any_bytes_view(self);
    count = Py_MAX(count, 0);
    if (count > 0 && length_of(bytes) > PY_SSIZE_T_MAX / count) {
        if (PyBytes_Check(self)) return raise(PyExc_OverflowError, "repeated bytes are too long");
        return PyErr_NoMemory();
    }
    if (count == 1 && PyBytes_CheckExact(self)) return Py_NewRef(self);
    const Py_ssize_t size = length_of(bytes) * count;
    PyObject *result = TRY(PyBytes_Check(self) ? PyBytes_FromStringAndSize(nullptr, size)
                                               : PyByteArray_FromStringAndSize(nullptr, size));
    if (size == 0) return result;
    char *data = const_cast<char *>(any_bytes_view(result).data());
    memcpy(data, bytes.data(), bytes.size());
    for (Py_ssize_t done = length_of(bytes); done < size;) { // doubles what is there
        const Py_ssize_t step = Py_MIN(done, size - done);
        memcpy(data + done, data, static_cast<size_t>(step));
        done += step;
    }
    if (size > 1 || !PyBytes_Check(result)) return result;
    PyObject *shared = Py_NewRef(single_byte(static_cast<unsigned char>(data[0])));
    Py_DECREF(result);
    return shared;
}

bool warns_about_text = false;

int warn_about_comparison(PyObject *self, PyObject *other, int op) {
    if (op != Py_EQ && op != Py_NE) return 0;
    const char *kind = PyBytes_Check(self) ? "bytes" : "bytearray";
    if (PyUnicode_Check(other))
        return PyErr_WarnFormat(PyExc_BytesWarning, 1, "Comparison between %s and string", kind);
    if (PyLong_Check(other) && PyBytes_Check(self))
        return PyErr_WarnFormat(PyExc_BytesWarning, 1, "Comparison between bytes and int");
    return 0;
}

int warn_about_str(PyObject *self) {
    return PyErr_WarnFormat(PyExc_BytesWarning, 1, "str() on a %s instance",
                            PyBytes_Check(self) ? "bytes" : "bytearray");
}

PyObject *compare_bytes(PyObject *self, PyObject *other, int op) {
    if (warns_about_text) TRY(warn_about_comparison(self, other, op));
    if (!PyObject_CheckBuffer(other)) Py_RETURN_NOTIMPLEMENTED;
    const BufferView left(self);
    const BufferView right(other);
    if (!left || !right) {
        PyErr_Clear();
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (op == Py_EQ) return new_bool(left.view() == right.view());
    if (op == Py_NE) return new_bool(left.view() != right.view());
    const int order = left.view().compare(right.view());
    Py_RETURN_RICHCOMPARE(order, 0, op);
}

} // namespace adder::objects::bytes_methods
