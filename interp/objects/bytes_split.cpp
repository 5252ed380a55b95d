// SPDX-License-Identifier: MIT
//
// Taking bytes and bytearrays apart and joining them: split, rsplit, splitlines, partition, join.
#include "objects/bytes_methods.hpp"
#include "objects/list.hpp"
#include "objects/string_split.hpp"

#include <vector>

namespace adder::objects::bytes_methods {

namespace {

const Py_UCS1 *characters(std::string_view view) {
    return reinterpret_cast<const Py_UCS1 *>(view.data());
}
Py_ssize_t length_of(std::string_view view) {
    return static_cast<Py_ssize_t>(view.size());
}

// Collects parts of the bytes of `self` in a new list of objects of its type.
class PieceList {
  public:
    explicit PieceList(PyObject *self)
        : self_(self), bytes_(any_bytes_view(self)), list_(Ref::steal(PyList_New(0))) {}
    explicit operator bool() const { return static_cast<bool>(list_); }

    [[nodiscard]] int add(Py_ssize_t start, Py_ssize_t end) {
        const bool is_whole = start == 0 && end == length_of(bytes_) && PyBytes_CheckExact(self_);
        PyObject *piece = is_whole ? Py_NewRef(self_)
                                   : make_bytes_like(self_, bytes_.substr(static_cast<size_t>(start),
                                                                          static_cast<size_t>(end - start)));
        return piece == nullptr ? -1 : list_append_take(list_.as<PyListObject>(), piece);
    }
    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    [[nodiscard]] PyObject *finish() { return list_.release(); }
    [[nodiscard]] PyObject *finish_reversed() {
        return PyList_Reverse(list_.get()) < 0 ? nullptr : list_.release();
    }

  private:
    PyObject *self_;
    std::string_view bytes_;
    Ref list_;
};

bool is_space(Py_UCS1 ch) {
    return Py_ISSPACE(ch);
}
bool is_line_break(Py_UCS1 ch) {
    return ch == '\n' || ch == '\r';
}

PyObject *parse_and_split(PyObject *self, PyObject *const *values, bool from_end) {
    Py_ssize_t max_split = -1;
    if (values[1] != nullptr) TRY(str_methods::parse_index(values[1], max_split));
    PieceList pieces(self);
    if (!pieces) return nullptr;
    const Py_UCS1 *text = characters(pieces.bytes());
    const Py_ssize_t length = length_of(pieces.bytes());
    int status;
    if (values[0] == nullptr || values[0] == Py_None) {
        status = from_end ? split::at_spaces_from_end(text, length, max_split, pieces, is_space)
                          : split::at_spaces(text, length, max_split, pieces, is_space);
    } else {
        const BufferView separator(values[0]);
        if (!separator) return nullptr;
        const std::string_view part = separator.view();
        if (part.empty()) return raise_value_error("empty separator");
        status =
            from_end
                ? split::at_part_from_end(text, length, characters(part), length_of(part), max_split, pieces)
                : split::at_part(text, length, characters(part), length_of(part), max_split, pieces);
    }
    if (status < 0) return nullptr;
    return from_end ? pieces.finish_reversed() : pieces.finish();
}

// What partition() gives of bytes without the separator: themselves, even of a subclass; a copy of a
// bytearray.
PyObject *whole(PyObject *self) {
    return PyBytes_Check(self) ? Py_NewRef(self) : make_bytes_like(self, any_bytes_view(self));
}

PyObject *partition_bytes(PyObject *self, PyObject *separator, bool from_end) {
    const BufferView buffer(separator);
    if (!buffer) return nullptr;
    const std::string_view part = buffer.view();
    if (part.empty()) return raise_value_error("empty separator");
    const std::string_view bytes = any_bytes_view(self);
    const Py_ssize_t found =
        from_end ? search::rfind(characters(bytes), length_of(bytes), characters(part), length_of(part))
                 : search::find(characters(bytes), length_of(bytes), characters(part), length_of(part));
    if (found < 0) {
        PyObject *before = from_end ? make_bytes_like(self, {}) : whole(self);
        return split::make_triple(before, make_bytes_like(self, {}),
                                  from_end ? whole(self) : make_bytes_like(self, {}));
    }
    const auto at = static_cast<size_t>(found);
    PyObject *middle = PyBytes_Check(self) ? Py_NewRef(separator) : make_bytes_like(self, part);
    return split::make_triple(make_bytes_like(self, bytes.substr(0, at)), middle,
                              make_bytes_like(self, bytes.substr(at + part.size())));
}

// The buffers of all items, held while they are copied.
class HeldBuffers {
  public:
    HeldBuffers() = default;
    HeldBuffers(const HeldBuffers &) = delete;
    HeldBuffers &operator=(const HeldBuffers &) = delete;
    ~HeldBuffers() {
        for (Py_buffer &buffer : buffers_) PyBuffer_Release(&buffer);
    }
    [[nodiscard]] int hold(PyObject *item, Py_ssize_t index) {
        Py_buffer buffer{};
        if (PyObject_CheckBuffer(item) && PyObject_GetBuffer(item, &buffer, PyBUF_SIMPLE) == 0) {
            buffers_.push_back(buffer);
            return 0;
        }
        return raise_type_error("sequence item %zd: expected a bytes-like object, %.80s found", index,
                                Py_TYPE(item)->tp_name);
    }
    [[nodiscard]] const std::vector<Py_buffer> &all() const { return buffers_; }

  private:
    std::vector<Py_buffer> buffers_;
};

PyObject *join_items(PyObject *like, std::string_view separator, PyObject *sequence) {
    const Py_ssize_t count = PySequence_Fast_GET_SIZE(sequence);
    if (count == 1 && PyBytes_CheckExact(like) && PyBytes_CheckExact(PySequence_Fast_GET_ITEM(sequence, 0)))
        return Py_NewRef(PySequence_Fast_GET_ITEM(sequence, 0));
    HeldBuffers items;
    size_t total = count > 1 ? separator.size() * static_cast<size_t>(count - 1) : 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        TRY(items.hold(PySequence_Fast_GET_ITEM(sequence, i), i));
        total += static_cast<size_t>(items.all().back().len);
        if (total > static_cast<size_t>(PY_SSIZE_T_MAX))
            return raise(PyExc_OverflowError, "join() result is too long");
        if (PySequence_Fast_GET_SIZE(sequence) != count)
            return raise(PyExc_RuntimeError, "sequence changed size during iteration");
    }
    std::string joined;
    joined.reserve(total);
    for (const Py_buffer &buffer : items.all()) {
        if (&buffer != items.all().data()) joined += separator;
        joined.append(static_cast<const char *>(buffer.buf), static_cast<size_t>(buffer.len));
    }
    return make_bytes_like(like, joined);
}

} // namespace

ADDER_KEYWORD_METHOD(split) {
    static constexpr ArgumentSpec spec("split", "sep=None, maxsplit=-1");
    PyObject *values[2];
    TRY(spec.bind(args, count, keywords, values));
    return parse_and_split(self, values, false);
}

ADDER_KEYWORD_METHOD(rsplit) {
    static constexpr ArgumentSpec spec("rsplit", "sep=None, maxsplit=-1");
    PyObject *values[2];
    TRY(spec.bind(args, count, keywords, values));
    return parse_and_split(self, values, true);
}

ADDER_KEYWORD_METHOD(splitlines) {
    static constexpr ArgumentSpec spec("splitlines", "keepends=False");
    PyObject *keep_ends;
    TRY(spec.bind(args, count, keywords, &keep_ends));
    int keeps = 0;
    TRY(str_methods::parse_optional_int(keep_ends, keeps));
    PieceList pieces(self);
    if (!pieces) return nullptr;
    const int status = split::at_line_breaks(characters(pieces.bytes()), length_of(pieces.bytes()),
                                             keeps != 0, pieces, is_line_break);
    return status < 0 ? nullptr : pieces.finish();
}

ADDER_PLAIN_METHOD(partition) {
    return partition_bytes(self, argument, false);
}
ADDER_PLAIN_METHOD(rpartition) {
    return partition_bytes(self, argument, true);
}

ADDER_PLAIN_METHOD(join) {
    const Ref sequence = TRY_REF(PySequence_Fast(argument, "can only join an iterable"));
    const BufferView separator(self); // keeps a bytearray from being changed
    return separator ? join_items(self, separator.view(), sequence.get()) : nullptr;
}

} // namespace adder::objects::bytes_methods

PyObject *_PyBytes_Join(PyObject *separator, PyObject *iterable) {
    return adder::objects::bytes_methods::join(separator, iterable);
}
