// SPDX-License-Identifier: MIT
//
// bytes: shared objects, creation, resizing, concatenation; the API functions of these.
#include "objects/bytes.hpp"

#include "objects/error.hpp"
#include "objects/hash.hpp"
#include "objects/heap.hpp"
#include "objects/str.hpp"

#include <cstring>

namespace adder::objects {

namespace {

constexpr size_t head_size = offsetof(PyBytesObject, ob_sval);
static_assert(offsetof(SharedBytes, ob_sval) == head_size);

constexpr SharedBytes make_shared(Py_ssize_t size, unsigned char byte) {
    constexpr Py_ssize_t immortal_count = Py_ssize_t{1} << 40;
    return {{immortal_count, &PyBytes_Type}, size, -1, {static_cast<char>(byte)}};
}

constexpr std::array<SharedBytes, 256> make_shared_bytes() {
    std::array<SharedBytes, 256> result{};
    for (unsigned i = 0; i < result.size(); i++) result[i] = make_shared(1, static_cast<unsigned char>(i));
    return result;
}

PyObject *allocate_bytes(Py_ssize_t size) {
    if (size > PY_SSIZE_T_MAX - static_cast<Py_ssize_t>(head_size) - 1)
        return raise(PyExc_OverflowError, "byte string is too large");
    auto *bytes = static_cast<PyBytesObject *>(PyObject_Malloc(head_size + static_cast<size_t>(size) + 1));
    if (bytes == nullptr) return PyErr_NoMemory();
    bytes->ob_base = {{1, &PyBytes_Type}, size};
    bytes->ob_shash = -1;
    bytes->ob_sval[size] = '\0';
    return reinterpret_cast<PyObject *>(bytes);
}

} // namespace

constinit std::array<SharedBytes, 256> shared_byte = make_shared_bytes();
constinit SharedBytes shared_empty_bytes = make_shared(0, 0);

Py_hash_t bytes_hash(PyObject *bytes) {
    auto *object = reinterpret_cast<PyBytesObject *>(bytes);
    if (object->ob_shash == -1)
        object->ob_shash = hash_bytes(object->ob_sval, static_cast<size_t>(Py_SIZE(bytes)));
    return object->ob_shash;
}

PyObject *bytes_literal(std::string_view bytes, const char *prefix, const char *suffix, bool escapes_single,
                        bool chooses_quote) {
    const bool has_single = bytes.find('\'') != std::string_view::npos;
    const char quote = chooses_quote && has_single && bytes.find('"') == std::string_view::npos ? '"' : '\'';
    std::string text = prefix;
    text.reserve(bytes.size() + 16);
    text += quote;
    for (const char ch : bytes) {
        const auto byte = static_cast<unsigned char>(ch);
        if (ch == quote || ch == '\\' || (escapes_single && ch == '\''))
            (text += '\\') += ch;
        else if (ch == '\t')
            text += "\\t";
        else if (ch == '\n')
            text += "\\n";
        else if (ch == '\r')
            text += "\\r";
        else if (byte >= ' ' && byte < 127)
            text += ch;
        else
            ((text += "\\x") += "0123456789abcdef"[byte >> 4]) += "0123456789abcdef"[byte & 15];
    }
    text += quote;
    text += suffix;
    return make_ascii_str(text.data(), static_cast<Py_ssize_t>(text.size()));
}

int byte_argument(PyObject *value) {
    const Ref number = TRY_REF(PyNumber_Index(value));
    int overflow;
    const long byte = PyLong_AsLongAndOverflow(number.get(), &overflow);
    if (byte >= 0 && byte <= 255) return static_cast<int>(byte);
    return raise_value_error("byte must be in range(0, 256)");
}

int collect_bytes(PyObject *iterable, const char *range_message, std::string &result) {
    const Ref iterator = TRY_REF(PyObject_GetIter(iterable));
    while (PyObject *next = PyIter_Next(iterator.get())) {
        const Ref item = Ref::steal(next);
        const Py_ssize_t byte = PyNumber_AsSsize_t(next, nullptr);
        if (byte == -1 && is_error_pending()) return -1;
        if (byte < 0 || byte > 255) return raise_value_error("%s", range_message);
        result += static_cast<char>(byte);
    }
    return is_error_pending() ? -1 : 0;
}

PyObject *bytes_concat(PyObject *left, PyObject *right) {
    if (PyBytes_CheckExact(left) && Py_SIZE(left) == 0 && PyBytes_CheckExact(right)) return Py_NewRef(right);
    if (!PyObject_CheckBuffer(left) || !PyObject_CheckBuffer(right))
        return raise_type_error("can't concat %.100s to %.100s", Py_TYPE(right)->tp_name,
                                Py_TYPE(left)->tp_name);
    const BufferView a(left);
    const BufferView b(right);
    if (!a || !b) return nullptr;
    if (b.view().empty() && PyBytes_CheckExact(left)) return Py_NewRef(left);
    if (a.view().size() > static_cast<size_t>(PY_SSIZE_T_MAX) - b.view().size()) return PyErr_NoMemory();
    const auto size = static_cast<Py_ssize_t>(a.view().size() + b.view().size());
    PyObject *result = TRY(PyBytes_FromStringAndSize(nullptr, size));
    if (size == 0) return result;
    memcpy(PyBytes_AS_STRING(result), a.view().data(), a.view().size());
    memcpy(PyBytes_AS_STRING(result) + a.view().size(), b.view().data(), b.view().size());
    return result;
}

extern "C" {

PyObject *PyBytes_FromStringAndSize(const char *bytes, Py_ssize_t size) {
    if (size < 0) {
        PyErr_SetString(PyExc_SystemError, "Negative size passed to PyBytes_FromStringAndSize");
        return nullptr;
    }
    if (size == 0) return Py_NewRef(empty_bytes());
    if (size == 1 && bytes != nullptr) return Py_NewRef(single_byte(static_cast<unsigned char>(*bytes)));
    PyObject *object = TRY(allocate_bytes(size));
    if (bytes != nullptr) memcpy(PyBytes_AS_STRING(object), bytes, static_cast<size_t>(size));
    return object;
}

PyObject *PyBytes_FromString(const char *bytes) {
    return PyBytes_FromStringAndSize(bytes, static_cast<Py_ssize_t>(strlen(bytes)));
}

// The items of a buffer of any shape.
static PyObject *bytes_of_buffer(PyObject *object) {
    Py_buffer view;
    TRY(PyObject_GetBuffer(object, &view, PyBUF_FULL_RO));
    Ref bytes = Ref::steal(PyBytes_FromStringAndSize(nullptr, view.len));
    const bool is_copied =
        bytes && PyBuffer_ToContiguous(PyBytes_AS_STRING(bytes.get()), &view, view.len, 'C') == 0;
    PyBuffer_Release(&view);
    return is_copied ? bytes.release() : nullptr;
}

PyObject *PyBytes_FromObject(PyObject *object) {
    if (object == nullptr) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (PyBytes_CheckExact(object)) return Py_NewRef(object);
    if (PyObject_CheckBuffer(object)) return bytes_of_buffer(object);
    const Ref iterator = is_str(object) ? Ref() : Ref::steal(PyObject_GetIter(object));
    if (!iterator) {
        if (is_error_pending() && !PyErr_ExceptionMatches(PyExc_TypeError)) return nullptr;
        return raise_type_error("cannot convert '%.200s' object to bytes", Py_TYPE(object)->tp_name);
    }
    // As in CPython, a hint for which there is no room is an error before anything is taken from the
    // iterable.
    const Py_ssize_t hint = PyObject_LengthHint(object, 64);
    if (hint < 0 || !Ref::steal(PyBytes_FromStringAndSize(nullptr, hint))) return nullptr;
    std::string collected;
    TRY(collect_bytes(iterator.get(), "bytes must be in range(0, 256)", collected));
    return make_bytes(collected);
}

Py_ssize_t PyBytes_Size(PyObject *bytes) {
    if (PyBytes_Check(bytes)) return Py_SIZE(bytes);
    return raise_type_error("expected bytes, %.200s found", Py_TYPE(bytes)->tp_name);
}

char *PyBytes_AsString(PyObject *bytes) {
    if (PyBytes_Check(bytes)) return PyBytes_AS_STRING(bytes);
    return raise_type_error("expected bytes, %.200s found", Py_TYPE(bytes)->tp_name);
}

int PyBytes_AsStringAndSize(PyObject *bytes, char **text, Py_ssize_t *size) {
    if (text == nullptr) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (!PyBytes_Check(bytes))
        return raise_type_error("expected bytes, %.200s found", Py_TYPE(bytes)->tp_name);
    *text = PyBytes_AS_STRING(bytes);
    if (size != nullptr) {
        *size = Py_SIZE(bytes);
        return 0;
    }
    return strlen(*text) == static_cast<size_t>(Py_SIZE(bytes)) ? 0 : raise_value_error("embedded null byte");
}

PyObject *PyBytes_Repr(PyObject *bytes, int smart_quotes) {
    return bytes_literal(bytes_view(bytes), "b", "", false, smart_quotes != 0);
}

void PyBytes_Concat(PyObject **left, PyObject *right) {
    if (*left == nullptr) return;
    PyObject *result = nullptr;
    if (right != nullptr) result = bytes_concat(*left, right);
    Py_SETREF(*left, result);
}

void PyBytes_ConcatAndDel(PyObject **left, PyObject *right) {
    PyBytes_Concat(left, right);
    Py_XDECREF(right);
}

int _PyBytes_Resize(PyObject **bytes, Py_ssize_t size) {
    PyObject *old = *bytes;
    const bool is_shared = Py_REFCNT(old) != 1;
    if (!PyBytes_Check(old) || size < 0 || (is_shared && Py_SIZE(old) != size && Py_SIZE(old) != 0)) {
        *bytes = nullptr;
        Py_DECREF(old);
        PyErr_BadInternalCall();
        return -1;
    }
    if (Py_SIZE(old) == size) return 0;
    if (size == 0 || Py_SIZE(old) == 0) {
        *bytes = PyBytes_FromStringAndSize(nullptr, size);
        Py_DECREF(old);
        return *bytes == nullptr ? -1 : 0;
    }
    auto *moved =
        static_cast<PyBytesObject *>(PyObject_Realloc(old, head_size + static_cast<size_t>(size) + 1));
    if (moved == nullptr) {
        PyObject_Free(old);
        *bytes = nullptr;
        PyErr_NoMemory();
        return -1;
    }
    moved->ob_base.ob_size = size;
    moved->ob_sval[size] = '\0';
    moved->ob_shash = -1;
    *bytes = reinterpret_cast<PyObject *>(moved);
    return 0;
}

} // extern "C"

} // namespace adder::objects
