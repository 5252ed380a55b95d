// SPDX-License-Identifier: MIT
//
// Changing strs: strip, replace, padding, zfill, expandtabs.
#include "objects/str_methods.hpp"
#include "objects/string_search.hpp"
#include "objects/unicode_data.hpp"

#include <climits>

namespace adder::objects {

namespace {

enum class Sides : int { Left = 0, Right = 1, Both = 2 }; // numbers of _PyUnicode_XStrip
constexpr bool strips_left(Sides sides) {
    return sides != Sides::Right;
}
constexpr bool strips_right(Sides sides) {
    return sides != Sides::Left;
}

// Cuts what `is_stripped` holds for from the sides.
template <class Test> PyObject *strip_text(PyObject *text, Sides sides, Test &&is_stripped) {
    const TextView view(text);
    Py_ssize_t start = 0;
    Py_ssize_t end = view.length;
    visit_characters(view, [&](auto *characters) {
        if (strips_left(sides))
            while (start < end && is_stripped(characters[start])) start++;
        if (strips_right(sides))
            while (end > start && is_stripped(characters[end - 1])) end--;
    });
    return substring(text, start, end);
}

PyObject *strip_characters(PyObject *text, Sides sides, PyObject *wanted) {
    const TextView set(wanted);
    uint64_t ascii[2] = {0, 0};
    for (Py_ssize_t i = 0; i < set.length; i++)
        if (set[i] < 128) ascii[set[i] >> 6] |= UINT64_C(1) << (set[i] & 63);
    return strip_text(text, sides, [&](Py_UCS4 ch) {
        if (ch < 128) return (ascii[ch >> 6] >> (ch & 63) & 1) != 0;
        return visit_characters(
            set, [&](auto *characters) { return search::find_character(characters, set.length, ch) >= 0; });
    });
}

PyObject *strip_arguments(const char *name, PyObject *text, PyObject *const *args, Py_ssize_t count,
                          Sides sides) {
    TRY(_PyArg_CheckPositional(name, count, 0, 1) ? 0 : -1);
    if (count == 0 || args[0] == Py_None) return strip_text(text, sides, is_space);
    if (!is_str(args[0])) return raise_type_error("%s arg must be None or str", name);
    return strip_characters(text, sides, args[0]);
}

// What a replacement is made of; all three are strs, `max_count` < 0 means all.
struct Replacement {
    PyObject *old;
    PyObject *fresh;
    Py_ssize_t max_count;
};

// One character by another of the width that the text has.
PyObject *replace_character(PyObject *text, const Replacement &what, Py_UCS4 old, Py_UCS4 fresh) {
    PyObject *result = TRY(_PyUnicode_Copy(text));
    visit_characters(TextView(result), [&](auto *shown) {
        using Character = std::remove_const_t<std::remove_pointer_t<decltype(shown)>>;
        auto *characters = const_cast<Character *>(shown);
        const Py_ssize_t length = str_length(result);
        Py_ssize_t position = 0;
        for (Py_ssize_t left = what.max_count; left != 0; left--) {
            const Py_ssize_t found = search::find_character(characters + position, length - position, old);
            if (found < 0) break;
            position += found;
            characters[position++] = static_cast<Character>(fresh);
        }
    });
    return result;
}

// Puts `fresh` before each of the first characters and, if the count allows, at the end.
PyObject *interleave(PyObject *text, const Replacement &what) {
    const Py_ssize_t length = str_length(text);
    const Py_ssize_t count = what.max_count < 0 ? length + 1 : Py_MIN(what.max_count, length + 1);
    TextWriter writer(length);
    for (Py_ssize_t i = 0; i < count; i++) {
        TRY(writer.write(what.fresh));
        if (i < length) TRY(writer.write(PyUnicode_READ_CHAR(text, i)));
    }
    TRY(writer.write_part(text, Py_MIN(count, length), length));
    return writer.finish();
}

// Whether a result that lost characters might fit a narrower width.
bool may_narrow(PyObject *text, PyObject *old) {
    return !PyUnicode_IS_ASCII(text) && !PyUnicode_IS_ASCII(old);
}

PyObject *narrowed(PyObject *text) {
    if (max_character(TextView(text)) == PyUnicode_MAX_CHAR_VALUE(text)) return text;
    PyObject *result = make_str(TextView(text));
    Py_DECREF(text);
    return result;
}

// Counts first, so that the result is made in one piece.
PyObject *replace_parts(PyObject *text, const Replacement &what, Py_ssize_t first) {
    const TextView view(text);
    const TextView old(what.old);
    const Py_ssize_t most = what.max_count < 0 ? PY_SSIZE_T_MAX : what.max_count;
    return visit_characters(view, [&](auto *characters) -> PyObject * {
        return visit_characters(old, [&](auto *wanted) -> PyObject * {
            const auto *rest = characters + first;
            const Py_ssize_t count = search::count(rest, view.length - first, wanted, old.length, most);
            const TextView fresh(what.fresh);
            const Py_ssize_t growth = fresh.length - old.length;
            if (growth > 0 && count > (PY_SSIZE_T_MAX - view.length) / growth)
                return raise(PyExc_OverflowError, "replace string is too long");
            const Py_ssize_t length = view.length + count * growth;
            PyObject *result = TRY(PyUnicode_New(
                length, Py_MAX(PyUnicode_MAX_CHAR_VALUE(text), PyUnicode_MAX_CHAR_VALUE(what.fresh))));
            if (length == 0) return result;
            const int kind = PyUnicode_KIND(result);
            void *data = PyUnicode_DATA(result);
            Py_ssize_t from = 0;
            Py_ssize_t to = 0;
            Py_ssize_t found = first;
            for (Py_ssize_t i = 0; i < count; i++) {
                if (i > 0)
                    found = from + search::find(characters + from, view.length - from, wanted, old.length);
                copy_characters(kind, data, to, view.slice(from, found));
                to += found - from;
                copy_characters(kind, data, to, fresh);
                to += fresh.length;
                from = found + old.length;
            }
            copy_characters(kind, data, to, view.slice(from, view.length));
            return result;
        });
    });
}

PyObject *replace_text(PyObject *text, const Replacement &what) {
    const Py_ssize_t old_length = str_length(what.old);
    if (what.max_count == 0 || old_length > str_length(text)) return exact_str(text);
    if (old_length == 0) return str_length(what.fresh) == 0 ? exact_str(text) : interleave(text, what);
    const Py_ssize_t first = PyUnicode_Find(text, what.old, 0, str_length(text), 1);
    if (first < 0 || unicode_equal(what.old, what.fresh)) return exact_str(text);
    PyObject *result;
    if (old_length == 1 && str_length(what.fresh) == 1 &&
        PyUnicode_MAX_CHAR_VALUE(what.fresh) <= PyUnicode_MAX_CHAR_VALUE(text))
        result = replace_character(text, what, PyUnicode_READ_CHAR(what.old, 0),
                                   PyUnicode_READ_CHAR(what.fresh, 0));
    else
        result = replace_parts(text, what, first);
    if (result == nullptr) return nullptr;
    if (str_length(result) <= 1 || may_narrow(text, what.old)) return narrowed(result);
    return result;
}

PyObject *pad(PyObject *text, Py_ssize_t left, Py_ssize_t right, Py_UCS4 fill) {
    left = Py_MAX(left, 0);
    right = Py_MAX(right, 0);
    if (left == 0 && right == 0) return exact_str(text);
    const Py_ssize_t length = str_length(text);
    if (left > PY_SSIZE_T_MAX - length || right > PY_SSIZE_T_MAX - (left + length))
        return raise(PyExc_OverflowError, "padded string is too long");
    PyObject *result =
        TRY(PyUnicode_New(left + length + right, Py_MAX(PyUnicode_MAX_CHAR_VALUE(text), fill)));
    _PyUnicode_FastFill(result, 0, left, fill);
    _PyUnicode_FastFill(result, left + length, right, fill);
    copy_characters(PyUnicode_KIND(result), PyUnicode_DATA(result), left, TextView(text));
    return result;
}

struct PadArguments {
    Py_ssize_t missing = 0; // characters to add
    Py_UCS4 fill = ' ';
};

[[nodiscard]] int parse_pad(const char *name, PyObject *self, PyObject *const *args, Py_ssize_t count,
                            PadArguments &result, Py_ssize_t &width) {
    TRY(_PyArg_CheckPositional(name, count, 1, 2) ? 0 : -1);
    TRY(str_methods::parse_index(args[0], width));
    if (count > 1) {
        if (!is_str(args[1]))
            return raise_type_error("The fill character must be a unicode character, not %.100s",
                                    Py_TYPE(args[1])->tp_name);
        if (str_length(args[1]) != 1)
            return raise_type_error("The fill character must be exactly one character long");
        result.fill = PyUnicode_READ_CHAR(args[1], 0);
    }
    result.missing = width > str_length(self) ? width - str_length(self) : 0;
    return 0;
}

[[nodiscard]] int write_expanded(const TextView &text, int tab_size, TextWriter &writer) {
    Py_ssize_t column = 0;
    for (Py_ssize_t i = 0; i < text.length; i++) {
        if (text[i] == '\t') {
            if (tab_size <= 0) continue;
            const Py_ssize_t step = tab_size - column % tab_size;
            if (step > PY_SSIZE_T_MAX - writer.position())
                return raise(PyExc_OverflowError, "new string is too long");
            TRY(writer.fill(' ', step));
            column += step;
            continue;
        }
        TRY(writer.write(text[i]));
        column = text[i] == '\n' || text[i] == '\r' ? 0 : column + 1;
    }
    return 0;
}

} // namespace

namespace str_methods {

ADDER_FAST_METHOD(strip) {
    return strip_arguments("strip", self, args, count, Sides::Both);
}
ADDER_FAST_METHOD(lstrip) {
    return strip_arguments("lstrip", self, args, count, Sides::Left);
}
ADDER_FAST_METHOD(rstrip) {
    return strip_arguments("rstrip", self, args, count, Sides::Right);
}

ADDER_FAST_METHOD(replace) {
    TRY(_PyArg_CheckPositional("replace", count, 2, 3) ? 0 : -1);
    for (int i = 0; i < 2; i++) {
        if (is_str(args[i])) continue;
        _PyArg_BadArgument("replace", i == 0 ? "argument 1" : "argument 2", "str", args[i]);
        return nullptr;
    }
    Replacement what{args[0], args[1], -1};
    if (count > 2) TRY(parse_index(args[2], what.max_count));
    return replace_text(self, what);
}

ADDER_FAST_METHOD(ljust) {
    PadArguments padding;
    Py_ssize_t width;
    TRY(parse_pad("ljust", self, args, count, padding, width));
    return pad(self, 0, padding.missing, padding.fill);
}

ADDER_FAST_METHOD(rjust) {
    PadArguments padding;
    Py_ssize_t width;
    TRY(parse_pad("rjust", self, args, count, padding, width));
    return pad(self, padding.missing, 0, padding.fill);
}

// The odd one of the missing characters goes to the left when the width is odd too.
ADDER_FAST_METHOD(center) {
    PadArguments padding;
    Py_ssize_t width;
    TRY(parse_pad("center", self, args, count, padding, width));
    const Py_ssize_t left = padding.missing / 2 + (padding.missing & width & 1);
    return pad(self, left, padding.missing - left, padding.fill);
}

ADDER_PLAIN_METHOD(zfill) {
    Py_ssize_t width;
    TRY(parse_index(argument, width));
    const Py_ssize_t length = str_length(self);
    if (length >= width) return exact_str(self);
    const Py_ssize_t missing = width - length;
    PyObject *result = TRY(pad(self, missing, 0, '0'));
    const Py_UCS4 first = PyUnicode_READ_CHAR(result, missing);
    if (length > 0 && (first == '+' || first == '-')) {
        PyUnicode_WRITE(PyUnicode_KIND(result), PyUnicode_DATA(result), 0, first);
        PyUnicode_WRITE(PyUnicode_KIND(result), PyUnicode_DATA(result), missing, '0');
    }
    return result;
}

ADDER_KEYWORD_METHOD(expandtabs) {
    static constexpr ArgumentSpec spec("expandtabs", "tabsize=8");
    PyObject *value;
    TRY(spec.bind(args, count, keywords, &value));
    int tab_size = 8;
    TRY(parse_optional_int(value, tab_size));
    if (PyUnicode_FindChar(self, '\t', 0, str_length(self), 1) < 0) return exact_str(self);
    TextWriter writer(str_length(self));
    TRY(write_expanded(TextView(self), tab_size, writer));
    return writer.finish();
}

} // namespace str_methods

extern "C" {

PyObject *PyUnicode_Replace(PyObject *text, PyObject *old, PyObject *replacement, Py_ssize_t max_count) {
    for (PyObject *value : {text, old, replacement})
        if (!is_str(value)) return str_methods::raise_must_be_str(value);
    return replace_text(text, {old, replacement, max_count});
}

PyObject *_PyUnicode_XStrip(PyObject *text, int strip_type, PyObject *characters) {
    return strip_characters(text, static_cast<Sides>(strip_type), characters);
}

} // extern "C"

} // namespace adder::objects
