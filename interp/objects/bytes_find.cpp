// SPDX-License-Identifier: MIT
//
// Searching in bytes and bytearray: find, index, count, startswith, removeprefix, `in`.
#include "objects/bytes_methods.hpp"
#include "objects/string_search.hpp"

namespace adder::objects::bytes_methods {

namespace {

using str_methods::Range;

constexpr const char *not_found = "subsection not found";

// What is searched for: any buffer, or one byte given as an int.
class Part {
  public:
    // 0, or -1 with TypeError or ValueError.
    [[nodiscard]] int read(PyObject *value) {
        if (PyObject_CheckBuffer(value)) {
            if (PyObject_GetBuffer(value, &buffer_, PyBUF_SIMPLE) < 0) return -1;
            view_ = {static_cast<const char *>(buffer_.buf), static_cast<size_t>(buffer_.len)};
            return 0;
        }
        if (!PyIndex_Check(value))
            return raise_type_error("argument should be integer or bytes-like object, not '%.200s'",
                                    Py_TYPE(value)->tp_name);
        const Py_ssize_t byte = PyNumber_AsSsize_t(value, nullptr);
        if (byte == -1 && is_error_pending()) return -1;
        if (byte < 0 || byte > 255) return raise_value_error("byte must be in range(0, 256)");
        byte_ = static_cast<char>(byte);
        view_ = {&byte_, 1};
        return 0;
    }
    Part() = default;
    Part(const Part &) = delete;
    Part &operator=(const Part &) = delete;
    ~Part() { PyBuffer_Release(&buffer_); }

    [[nodiscard]] std::string_view view() const { return view_; }

  private:
    Py_buffer buffer_{};
    std::string_view view_;
    char byte_ = 0;
};

const Py_UCS1 *characters(std::string_view view) {
    return reinterpret_cast<const Py_UCS1 *>(view.data());
}
Py_ssize_t length_of(std::string_view view) {
    return static_cast<Py_ssize_t>(view.size());
}

struct SearchArguments {
    Part part;
    Range range;
};

[[nodiscard]] int parse_search(const char *name, PyObject *const *args, Py_ssize_t count,
                               SearchArguments &result) {
    TRY(str_methods::check_argument_count(name, count, 1, 3));
    TRY(str_methods::parse_range(args, count, result.range));
    return result.part.read(args[0]);
}

Py_ssize_t find_in_range(std::string_view bytes, std::string_view part, Range range, bool from_end) {
    range.cut_to(length_of(bytes));
    const Py_ssize_t length = range.end - range.start;
    if (length < length_of(part)) return -1;
    const Py_UCS1 *begin = characters(bytes) + range.start;
    const Py_ssize_t found = from_end ? search::rfind(begin, length, characters(part), length_of(part))
                                      : search::find(begin, length, characters(part), length_of(part));
    return found < 0 ? -1 : found + range.start;
}

// The position, -1, or -2 with an exception.
Py_ssize_t search_in(const char *name, PyObject *self, PyObject *const *args, Py_ssize_t count,
                     bool from_end) {
    SearchArguments wanted;
    if (parse_search(name, args, count, wanted) < 0) return -2;
    return find_in_range(any_bytes_view(self), wanted.part.view(), wanted.range, from_end);
}

// 1, 0, or -1 when `part` has no buffer.
[[nodiscard]] int tail_matches(PyObject *self, PyObject *part, Range range, bool at_end) {
    const BufferView buffer(part);
    if (!buffer) return -1;
    const std::string_view bytes = any_bytes_view(self);
    const std::string_view wanted = buffer.view();
    range.cut_to(length_of(bytes));
    if (range.end - range.start < length_of(wanted)) return 0;
    const Py_ssize_t position = at_end ? range.end - length_of(wanted) : range.start;
    return bytes.substr(static_cast<size_t>(position), wanted.size()) == wanted;
}

PyObject *match_tail(const char *name, PyObject *self, PyObject *const *args, Py_ssize_t count, bool at_end) {
    TRY(str_methods::check_argument_count(name, count, 1, 3));
    Range range;
    TRY(str_methods::parse_range(args, count, range));
    if (!PyTuple_Check(args[0])) {
        if (!PyObject_CheckBuffer(args[0]))
            return raise_type_error("%s first arg must be bytes or a tuple of bytes, not %s", name,
                                    Py_TYPE(args[0])->tp_name);
        return new_bool(TRY(tail_matches(self, args[0], range, at_end)) != 0);
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args[0]); i++)
        if (TRY(tail_matches(self, PyTuple_GET_ITEM(args[0], i), range, at_end))) Py_RETURN_TRUE;
    Py_RETURN_FALSE;
}

} // namespace

ADDER_FAST_METHOD(find) {
    return str_methods::position_or_minus_one(search_in("find", self, args, count, false));
}
ADDER_FAST_METHOD(rfind) {
    return str_methods::position_or_minus_one(search_in("rfind", self, args, count, true));
}
ADDER_FAST_METHOD(index) {
    return str_methods::position_or_raise(search_in("index", self, args, count, false), not_found);
}
ADDER_FAST_METHOD(rindex) {
    return str_methods::position_or_raise(search_in("rindex", self, args, count, true), not_found);
}
ADDER_FAST_METHOD(startswith) {
    return match_tail("startswith", self, args, count, false);
}
ADDER_FAST_METHOD(endswith) {
    return match_tail("endswith", self, args, count, true);
}

ADDER_FAST_METHOD(count_method) {
    SearchArguments wanted;
    TRY(parse_search("count", args, count, wanted));
    const std::string_view bytes = any_bytes_view(self);
    const std::string_view part = wanted.part.view();
    wanted.range.cut_to(length_of(bytes));
    const Py_ssize_t length = wanted.range.end - wanted.range.start;
    if (length < length_of(part)) return PyLong_FromLong(0);
    return PyLong_FromSsize_t(
        search::count(characters(bytes) + wanted.range.start, length, characters(part), length_of(part)));
}

ADDER_PLAIN_METHOD(removeprefix) {
    const BufferView prefix(argument);
    if (!prefix) return nullptr;
    const std::string_view bytes = any_bytes_view(self);
    if (prefix.view().empty() || !bytes.starts_with(prefix.view()))
        return PyBytes_CheckExact(self) ? Py_NewRef(self) : make_bytes_like(self, bytes);
    return make_bytes_like(self, bytes.substr(prefix.view().size()));
}

ADDER_PLAIN_METHOD(removesuffix) {
    const BufferView suffix(argument);
    if (!suffix) return nullptr;
    const std::string_view bytes = any_bytes_view(self);
    if (suffix.view().empty() || !bytes.ends_with(suffix.view()))
        return PyBytes_CheckExact(self) ? Py_NewRef(self) : make_bytes_like(self, bytes);
    return make_bytes_like(self, bytes.substr(0, bytes.size() - suffix.view().size()));
}

int contains(PyObject *self, PyObject *value) {
    const Py_ssize_t byte = PyNumber_AsSsize_t(value, nullptr);
    if (byte == -1 && is_error_pending()) {
        PyErr_Clear();
        const BufferView part(value);
        if (!part) return -1;
        return find_in_range(any_bytes_view(self), part.view(), {}, false) >= 0;
    }
    if (byte < 0 || byte > 255) return raise_value_error("byte must be in range(0, 256)");
    const std::string_view bytes = any_bytes_view(self);
    return search::find_character(characters(bytes), length_of(bytes), static_cast<Py_UCS4>(byte)) >= 0;
}

} // namespace adder::objects::bytes_methods
