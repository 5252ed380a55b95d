// SPDX-License-Identifier: MIT
//
// Taking strs apart and joining them: split, rsplit, splitlines, partition, rpartition, join.
//
// A split runs over the characters in their own width; a piece of ASCII text is ASCII, so its copy needs no
// look.
#include "objects/list.hpp"
#include "objects/str_methods.hpp"
#include "objects/string_split.hpp"
#include "objects/unicode_data.hpp"

namespace adder::objects {

namespace {

// Collects parts of one str in a new list.
class PieceList {
  public:
    explicit PieceList(PyObject *text) : text_(text), list_(Ref::steal(PyList_New(0))) {}
    explicit operator bool() const { return static_cast<bool>(list_); }

    [[nodiscard]] int add(Py_ssize_t start, Py_ssize_t end) {
        PyObject *piece = substring(text_, start, end);
        if (piece == nullptr) return -1;
        return list_append_take(list_.as<PyListObject>(), piece);
    }
    // The text itself, even of a subclass: nothing can be found in it.
    [[nodiscard]] int add_whole() { return PyList_Append(list_.get(), text_); }
    [[nodiscard]] PyObject *finish() { return list_.release(); }
    [[nodiscard]] PyObject *finish_reversed() {
        return PyList_Reverse(list_.get()) < 0 ? nullptr : list_.release();
    }

  private:
    PyObject *text_;
    Ref list_;
};

// Calls `visit` with both texts in their own widths when the part can occur in the text at all.
template <class Visitor>
int visit_both(const TextView &text, const TextView &part, int otherwise, Visitor &&visit) {
    return visit_characters(text, [&](auto *characters) {
        return visit_characters(part, [&](auto *wanted) {
            if constexpr (sizeof(*wanted) > sizeof(*characters))
                return otherwise;
            else
                return visit(characters, wanted);
        });
    });
}

PyObject *split_text(PyObject *text, PyObject *separator, Py_ssize_t max_split, bool from_end) {
    const TextView view(text);
    PieceList pieces(text);
    if (!pieces) return nullptr;
    int status;
    if (separator == Py_None) {
        status = visit_characters(view, [&](auto *characters) {
            return from_end ? split::at_spaces_from_end(characters, view.length, max_split, pieces,
                                                        [](Py_UCS4 ch) { return is_space(ch); })
                            : split::at_spaces(characters, view.length, max_split, pieces,
                                               [](Py_UCS4 ch) { return is_space(ch); });
        });
    } else {
        const TextView part(separator);
        if (part.length == 0) return raise_value_error("empty separator");
        if (part.kind > view.kind || part.length > view.length) {
            status = pieces.add_whole();
        } else {
            status = visit_both(view, part, 0, [&](auto *characters, auto *wanted) {
                return from_end
                           ? split::at_part_from_end(characters, view.length, wanted, part.length, max_split,
                                                     pieces)
                           : split::at_part(characters, view.length, wanted, part.length, max_split, pieces);
            });
        }
    }
    if (status < 0) return nullptr;
    return from_end ? pieces.finish_reversed() : pieces.finish();
}

PyObject *partition_text(PyObject *text, PyObject *separator, bool from_end) {
    if (!is_str(separator)) return str_methods::raise_must_be_str(separator);
    const Py_ssize_t length = str_length(text);
    const Py_ssize_t part_length = str_length(separator);
    if (part_length == 0) return raise_value_error("empty separator");
    const Py_ssize_t found = PyUnicode_Find(text, separator, 0, length, from_end ? -1 : 1);
    if (found >= 0)
        return split::make_triple(substring(text, 0, found), Py_NewRef(separator),
                                  substring(text, found + part_length, length));
    if (from_end) return split::make_triple(Py_NewRef(empty_str()), Py_NewRef(empty_str()), Py_NewRef(text));
    return split::make_triple(Py_NewRef(text), Py_NewRef(empty_str()), Py_NewRef(empty_str()));
}

PyObject *parse_and_split(PyObject *self, PyObject *const *values, bool from_end) {
    PyObject *separator = values[0] == nullptr ? Py_None : values[0];
    Py_ssize_t max_split = -1;
    if (values[1] != nullptr) TRY(str_methods::parse_index(values[1], max_split));
    if (separator != Py_None && !is_str(separator))
        return raise_type_error("must be str or None, not %.100s", Py_TYPE(separator)->tp_name);
    return split_text(self, separator, max_split, from_end);
}

} // namespace

namespace str_methods {

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
    TRY(parse_optional_int(keep_ends, keeps));
    return PyUnicode_Splitlines(self, keeps);
}

ADDER_PLAIN_METHOD(partition) {
    return partition_text(self, argument, false);
}
ADDER_PLAIN_METHOD(rpartition) {
    return partition_text(self, argument, true);
}
ADDER_PLAIN_METHOD(join_method) {
    return PyUnicode_Join(self, argument);
}

} // namespace str_methods

namespace {

PyObject *check_and_split(PyObject *text, PyObject *separator, Py_ssize_t max_split, bool from_end) {
    if (!is_str(text)) return str_methods::raise_must_be_str(text);
    if (separator != nullptr && !is_str(separator)) return str_methods::raise_must_be_str(separator);
    return split_text(text, separator == nullptr ? Py_None : separator, max_split, from_end);
}

} // namespace

extern "C" {

PyObject *PyUnicode_Split(PyObject *text, PyObject *separator, Py_ssize_t max_split) {
    return check_and_split(text, separator, max_split, false);
}

PyObject *PyUnicode_RSplit(PyObject *text, PyObject *separator, Py_ssize_t max_split) {
    return check_and_split(text, separator, max_split, true);
}

PyObject *PyUnicode_Splitlines(PyObject *text, int keep_ends) {
    if (!is_str(text)) return str_methods::raise_must_be_str(text);
    const TextView view(text);
    PieceList pieces(text);
    if (!pieces) return nullptr;
    const int status = visit_characters(view, [&](auto *characters) {
        return split::at_line_breaks(characters, view.length, keep_ends != 0, pieces,
                                     [](Py_UCS4 ch) { return is_line_break(ch); });
    });
    return status < 0 ? nullptr : pieces.finish();
}

PyObject *PyUnicode_Partition(PyObject *text, PyObject *separator) {
    return is_str(text) ? partition_text(text, separator, false) : str_methods::raise_must_be_str(text);
}

PyObject *PyUnicode_RPartition(PyObject *text, PyObject *separator) {
    return is_str(text) ? partition_text(text, separator, true) : str_methods::raise_must_be_str(text);
}

} // extern "C"

} // namespace adder::objects
