// SPDX-License-Identifier: MIT
#include "regex_joiner.hpp"

#include <algorithm>
#include <cstring>

namespace adder::stdlib::regex {

void Joiner::add_text(PyObject *text, size_t start, size_t end) {
    if (start >= end) return;
    pieces_.push_back({text, nullptr, start, end - start});
    size_ += end - start;
    if (!PyUnicode_IS_ASCII(text))
        largest_ = std::max(largest_, _PyUnicode_FindMaxChar(text, static_cast<Py_ssize_t>(start),
                                                             static_cast<Py_ssize_t>(end)));
}

void Joiner::add_bytes(const char *data, size_t size) {
    pieces_.push_back({nullptr, data, 0, size});
    size_ += size;
}

void Joiner::add_all(PyObject *object) {
    if (is_text_)
        add_text(object, 0, static_cast<size_t>(PyUnicode_GET_LENGTH(object)));
    else
        add_bytes(PyBytes_AS_STRING(object), static_cast<size_t>(PyBytes_GET_SIZE(object)));
}

PyObject *Joiner::finish() const {
    if (size_ > static_cast<size_t>(PY_SSIZE_T_MAX)) return PyErr_NoMemory();
    return is_text_ ? finish_text() : finish_bytes();
}

PyObject *Joiner::finish_text() const {
    PyObject *result = PyUnicode_New(static_cast<Py_ssize_t>(size_), largest_);
    if (result == nullptr || size_ == 0) return result;
    const auto kind = static_cast<int>(PyUnicode_KIND(result));
    const auto width = static_cast<size_t>(kind);
    auto *to = static_cast<char *>(PyUnicode_DATA(result));
    size_t at = 0;
    for (const Piece &piece : pieces_) {
        if (static_cast<int>(PyUnicode_KIND(piece.text)) == kind) {
            const auto *from = static_cast<const char *>(PyUnicode_DATA(piece.text));
            std::memcpy(to + at * width, from + piece.start * width, piece.size * width);
        } else if (PyUnicode_CopyCharacters(result, static_cast<Py_ssize_t>(at), piece.text,
                                            static_cast<Py_ssize_t>(piece.start),
                                            static_cast<Py_ssize_t>(piece.size)) < 0) {
            Py_DECREF(result);
            return nullptr;
        }
        at += piece.size;
    }
    return result;
}

PyObject *Joiner::finish_bytes() const {
    PyObject *result = PyBytes_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size_));
    if (result == nullptr) return nullptr;
    char *to = PyBytes_AS_STRING(result);
    for (const Piece &piece : pieces_) {
        std::memcpy(to, piece.data, piece.size);
        to += piece.size;
    }
    return result;
}

} // namespace adder::stdlib::regex
