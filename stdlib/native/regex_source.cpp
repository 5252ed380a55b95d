// SPDX-License-Identifier: MIT
//
// Tokens of patterns and templates, and their errors. Positions count characters of the pattern.
#include "regex_source.hpp"

#include <climits>
#include <cstdarg>
#include <cstring>

namespace adder::stdlib::regex {
namespace {

// A message for a bytes pattern has ASCII characters alone.
Owned to_ascii(Owned message) {
    const Owned bytes(PyUnicode_AsEncodedString(message.get(), "ascii", "backslashreplace"));
    if (!bytes) return {};
    return Owned(
        PyUnicode_DecodeASCII(PyBytes_AS_STRING(bytes.get()), PyBytes_GET_SIZE(bytes.get()), nullptr));
}

} // namespace

GroupNumber parse_group_number(PyObject *name) {
    GroupNumber result;
    result.number = Owned(PyLong_FromUnicodeObject(name, 10));
    if (!result.number) {
        PyErr_Clear();
        return result;
    }
    int overflow = 0;
    const long value = PyLong_AsLongAndOverflow(result.number.get(), &overflow);
    result.value = overflow > 0 ? LONG_MAX : overflow < 0 || value < 0 ? -1 : value;
    result.is_plain = true;
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(name); i++) {
        const Py_UCS4 character = PyUnicode_READ_CHAR(name, i);
        result.is_plain = result.is_plain && character >= '0' && character <= '9';
    }
    return result;
}

void raise_regex_error(PyObject *message, PyObject *pattern, PyObject *position) {
    const Owned module(PyImport_ImportModule("re._constants"));
    if (!module) return;
    const Owned type(PyObject_GetAttrString(module.get(), "error"));
    if (!type) return;
    const Owned error(PyObject_CallFunctionObjArgs(type.get(), message, pattern, position, nullptr));
    if (error) PyErr_SetObject(type.get(), error.get());
}

Source::Source(PyObject *pattern) : pattern_(pattern), is_text_(PyUnicode_Check(pattern) != 0) {
    if (is_text_) {
        const auto length = static_cast<size_t>(PyUnicode_GET_LENGTH(pattern));
        text_.resize(length);
        for (size_t i = 0; i < length; i++)
            text_[i] = PyUnicode_READ_CHAR(pattern, static_cast<Py_ssize_t>(i));
    } else {
        Py_buffer view;
        if (PyObject_GetBuffer(pattern, &view, PyBUF_SIMPLE) < 0) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError, "decoding to str: need a bytes-like object, %.200s found",
                         Py_TYPE(pattern)->tp_name);
            stop();
            return;
        }
        const auto *bytes = static_cast<const uint8_t *>(view.buf);
        text_.assign(bytes, bytes + view.len);
        PyBuffer_Release(&view);
    }
    seek(0);
}

bool Source::is_one_of(const char *characters) const {
    if (next_size_ != 1) return false;
    const uint32_t character = text_[next_];
    return character != 0 && character < 0x80 &&
           std::strchr(characters, static_cast<int>(character)) != nullptr;
}

void Source::stop() {
    failed_ = true;
    next_ = text_.size();
    next_size_ = 0;
}

void Source::seek(size_t position) {
    next_ = position;
    next_size_ = 0;
    if (failed_ || position >= text_.size()) return;
    next_size_ = 1;
    if (text_[position] != '\\') return;
    if (position + 1 == text_.size()) {
        fail(position, "bad escape (end of pattern)");
        return;
    }
    next_size_ = 2;
}

void Source::advance() {
    seek(next_ + next_size_);
}

bool Source::accept(uint32_t character) {
    if (!is(character)) return false;
    advance();
    return true;
}

void Source::skip_while(size_t count, const char *characters) {
    for (; count > 0 && is_one_of(characters); count--) advance();
}

Owned Source::take_until(uint32_t terminator, const char *what) {
    const size_t from = position();
    while (!at_end() && !is(terminator)) advance();
    const size_t to = position();
    if (at_end()) {
        if (to == from)
            fail(to, "missing %s", what);
        else
            fail(from, "missing %c, unterminated name", static_cast<int>(terminator));
        return {};
    }
    advance();
    if (to != from) return slice(from, to);
    fail(to, "missing %s", what);
    return {};
}

Owned Source::slice(size_t from, size_t to) const {
    return Owned(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, text_.data() + from,
                                           static_cast<Py_ssize_t>(to - from)));
}

void Source::fail(size_t position, const char *format, ...) {
    if (failed_) return;
    va_list arguments;
    va_start(arguments, format);
    Owned message(PyUnicode_FromFormatV(format, arguments));
    va_end(arguments);
    if (message && !is_text_) message = to_ascii(std::move(message));
    const Owned number(PyLong_FromSize_t(position));
    if (message && number) raise_regex_error(message.get(), pattern_, number.get());
    stop();
}

void Source::warn(PyObject *category, int stack_level, const char *format, ...) {
    if (failed_) return;
    va_list arguments;
    va_start(arguments, format);
    const Owned message(PyUnicode_FromFormatV(format, arguments));
    va_end(arguments);
    if (!message || PyErr_WarnFormat(category, stack_level, "%U", message.get()) < 0) stop();
}

} // namespace adder::stdlib::regex
