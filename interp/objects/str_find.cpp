// SPDX-License-Identifier: MIT
//
// Searching in strs: find, index, count, startswith and their counterparts from the end; also the API's
// forms.
#include "objects/str_methods.hpp"
#include "objects/string_search.hpp"

namespace adder::objects {

namespace {

using str_methods::Range;

constexpr const char *not_found = "substring not found";

// Position in `text` or -1.
Py_ssize_t find_in(const TextView &text, const TextView &part, bool from_end) {
    if (part.kind > text.kind || part.length > text.length) return -1;
    return visit_characters(text, [&](auto *characters) {
        return visit_characters(part, [&](auto *wanted) {
            if constexpr (sizeof(*wanted) > sizeof(*characters))
                return Py_ssize_t{-1};
            else if (from_end)
                return search::rfind(characters, text.length, wanted, part.length);
            else
                return search::find(characters, text.length, wanted, part.length);
        });
    });
}

Py_ssize_t count_in(const TextView &text, const TextView &part) {
    if (part.kind > text.kind || part.length > text.length) return 0;
    return visit_characters(text, [&](auto *characters) {
        return visit_characters(part, [&](auto *wanted) {
            if constexpr (sizeof(*wanted) > sizeof(*characters))
                return Py_ssize_t{0};
            else
                return search::count(characters, text.length, wanted, part.length);
        });
    });
}

Py_ssize_t find_in_range(PyObject *text, PyObject *part, Range range, bool from_end) {
    range.cut_to(str_length(text));
    if (range.end - range.start < str_length(part)) return -1;
    const Py_ssize_t found = find_in(TextView(text).slice(range.start, range.end), TextView(part), from_end);
    return found < 0 ? -1 : found + range.start;
}

Py_ssize_t count_in_range(PyObject *text, PyObject *part, Range range) {
    range.cut_to(str_length(text));
    if (range.end - range.start < str_length(part)) return 0;
    return count_in(TextView(text).slice(range.start, range.end), TextView(part));
}

bool matches_at(const TextView &text, Py_ssize_t position, const TextView &part) {
    if (part.kind > text.kind) return false;
    return visit_characters(text, [&](auto *characters) {
        return visit_characters(part, [&](auto *wanted) {
            if constexpr (sizeof(*wanted) > sizeof(*characters))
                return false;
            else
                return search::matches(characters + position, wanted, part.length);
        });
    });
}

bool tail_matches(PyObject *text, PyObject *part, Range range, bool at_end) {
    range.cut_to(str_length(text));
    const Py_ssize_t length = str_length(part);
    if (range.end - range.start < length) return false;
    return length == 0 ||
           matches_at(TextView(text), at_end ? range.end - length : range.start, TextView(part));
}

// What find(), index(), count() … have in common: a str and a range.
struct SearchArguments {
    PyObject *part = nullptr;
    Range range;
};

[[nodiscard]] int parse_search(const char *name, PyObject *const *args, Py_ssize_t count,
                               SearchArguments &result) {
    TRY(str_methods::check_argument_count(name, count, 1, 3));
    TRY(str_methods::parse_range(args, count, result.range));
    result.part = args[0];
    return is_str(result.part) ? 0 : str_methods::raise_must_be_str(result.part);
}

// The position, -1, or -2 with an exception.
Py_ssize_t search_in(const char *name, PyObject *self, PyObject *const *args, Py_ssize_t count,
                     bool from_end) {
    SearchArguments wanted;
    if (parse_search(name, args, count, wanted) < 0) return -2;
    return find_in_range(self, wanted.part, wanted.range, from_end);
}

PyObject *match_tail(const char *name, PyObject *self, PyObject *const *args, Py_ssize_t count, bool at_end) {
    TRY(str_methods::check_argument_count(name, count, 1, 3));
    Range range;
    TRY(str_methods::parse_range(args, count, range));
    if (is_str(args[0])) return new_bool(tail_matches(self, args[0], range, at_end));
    if (!PyTuple_Check(args[0]))
        return raise_type_error("%s first arg must be str or a tuple of str, not %.100s", name,
                                Py_TYPE(args[0])->tp_name);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args[0]); i++) {
        PyObject *part = PyTuple_GET_ITEM(args[0], i);
        if (!is_str(part))
            return raise_type_error("tuple for %s must only contain str, not %.100s", name,
                                    Py_TYPE(part)->tp_name);
        if (tail_matches(self, part, range, at_end)) Py_RETURN_TRUE;
    }
    Py_RETURN_FALSE;
}

} // namespace

namespace str_methods {

int check_argument_count(const char *name, Py_ssize_t count, Py_ssize_t least, Py_ssize_t most) {
    if (count >= least && count <= most) return 0;
    const Py_ssize_t limit = count < least ? least : most;
    return raise_type_error("%s() takes %s %zd argument%s (%zd given)", name,
                            least == most   ? "exactly"
                            : count < least ? "at least"
                                            : "at most",
                            limit, limit == 1 ? "" : "s", count);
}

int parse_optional_int(PyObject *argument, int &result) {
    if (argument == nullptr) return 0;
    result = _PyLong_AsInt(argument);
    return result == -1 && is_error_pending() ? -1 : 0;
}

PyObject *position_or_minus_one(Py_ssize_t found) {
    return found == -2 ? nullptr : PyLong_FromSsize_t(found);
}

PyObject *position_or_raise(Py_ssize_t found, const char *text) {
    if (found == -1) return raise_value_error("%s", text);
    return position_or_minus_one(found);
}

int parse_index(PyObject *argument, Py_ssize_t &result) {
    if (is_small_int(argument)) {
        result = as_small_int(argument);
        return 0;
    }
    const Ref number = TRY_REF(PyNumber_Index(argument));
    result = PyLong_AsSsize_t(number.get());
    return result == -1 && is_error_pending() ? -1 : 0;
}

namespace {

// Like _PyEval_SliceIndex: None keeps the default, numbers beyond the word are cut.
[[nodiscard]] int parse_slice_index(PyObject *argument, Py_ssize_t &result) {
    if (argument == Py_None) return 0;
    if (is_small_int(argument)) {
        result = as_small_int(argument);
        return 0;
    }
    if (!PyIndex_Check(argument))
        return raise_type_error("slice indices must be integers or None or have an __index__ method");
    result = PyNumber_AsSsize_t(argument, nullptr);
    return result == -1 && is_error_pending() ? -1 : 0;
}

} // namespace

int parse_range(PyObject *const *args, Py_ssize_t count, Range &range) {
    if (count > 1) TRY(parse_slice_index(args[1], range.start));
    if (count > 2) TRY(parse_slice_index(args[2], range.end));
    return 0;
}

Failure raise_must_be_str(PyObject *value) {
    return raise_type_error("must be str, not %.100s", Py_TYPE(value)->tp_name);
}

ADDER_FAST_METHOD(find) {
    return position_or_minus_one(search_in("find", self, args, count, false));
}
ADDER_FAST_METHOD(rfind) {
    return position_or_minus_one(search_in("rfind", self, args, count, true));
}
ADDER_FAST_METHOD(index) {
    return position_or_raise(search_in("index", self, args, count, false), not_found);
}
ADDER_FAST_METHOD(rindex) {
    return position_or_raise(search_in("rindex", self, args, count, true), not_found);
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
    return PyLong_FromSsize_t(count_in_range(self, wanted.part, wanted.range));
}

ADDER_PLAIN_METHOD(removeprefix) {
    if (!is_str(argument)) {
        _PyArg_BadArgument("removeprefix", "argument", "str", argument);
        return nullptr;
    }
    if (!tail_matches(self, argument, {}, false)) return exact_str(self);
    return substring(self, str_length(argument), str_length(self));
}

ADDER_PLAIN_METHOD(removesuffix) {
    if (!is_str(argument)) {
        _PyArg_BadArgument("removesuffix", "argument", "str", argument);
        return nullptr;
    }
    if (!tail_matches(self, argument, {}, true)) return exact_str(self);
    return substring(self, 0, str_length(self) - str_length(argument));
}

} // namespace str_methods

namespace {

[[nodiscard]] int check_both(PyObject *text, PyObject *part) {
    if (!is_str(text)) return str_methods::raise_must_be_str(text);
    return is_str(part) ? 0 : str_methods::raise_must_be_str(part);
}

} // namespace

extern "C" {

Py_ssize_t PyUnicode_Find(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t end, int direction) {
    if (check_both(text, part) < 0) return -2;
    return find_in_range(text, part, {start, end}, direction <= 0);
}

Py_ssize_t PyUnicode_FindChar(PyObject *text, Py_UCS4 character, Py_ssize_t start, Py_ssize_t end,
                              int direction) {
    Range range{start, end};
    range.cut_to(str_length(text));
    if (range.end <= range.start) return -1;
    const TextView view = TextView(text).slice(range.start, range.end);
    const Py_ssize_t found = visit_characters(view, [&](auto *characters) {
        return direction > 0 ? search::find_character(characters, view.length, character)
                             : search::rfind_character(characters, view.length, character);
    });
    return found < 0 ? -1 : found + range.start;
}

Py_ssize_t PyUnicode_Count(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t end) {
    if (check_both(text, part) < 0) return -1;
    return count_in_range(text, part, {start, end});
}

Py_ssize_t PyUnicode_Tailmatch(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t end,
                               int direction) {
    if (check_both(text, part) < 0) return -1;
    return tail_matches(text, part, {start, end}, direction > 0);
}

} // extern "C"

} // namespace adder::objects
