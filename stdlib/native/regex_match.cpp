// SPDX-License-Identifier: MIT
//
// re.Match: the groups of one match. The string is looked at again whenever a text is asked for; a bytearray
// may be shorter by then, and the text is what is left.
#include "regex_objects.hpp"

#include <structmember.h>

#include <algorithm>
#include <cstddef>

namespace adder::stdlib::regex {
namespace {

MatchObject *as_match(PyObject *object) {
    return as<MatchObject>(object);
}

// The group that an argument names, by number or by name; -1 with an exception.
Py_ssize_t group_number(const MatchObject *self, PyObject *key) {
    Py_ssize_t number = -1;
    if (PyIndex_Check(key) != 0) {
        number = PyNumber_AsSsize_t(key, nullptr);
    } else if (PyObject *found = PyDict_GetItemWithError(self->pattern->names, key)) {
        number = PyLong_AsSsize_t(found);
    }
    if (number >= 0 && number < self->group_count()) return number;
    if (PyErr_Occurred() == nullptr) PyErr_SetString(PyExc_IndexError, "no such group");
    return -1;
}

// A new object: the group's text, or `missing`.
PyObject *group_text(const MatchObject *self, Py_ssize_t number, PyObject *missing) {
    const Py_ssize_t start = self->marks[2 * number];
    const Py_ssize_t end = self->marks[2 * number + 1];
    if (start < 0) return Py_NewRef(missing);
    Subject subject;
    if (!subject.open(self->string)) return nullptr;
    const size_t length = subject.length();
    return subject.slice(std::min(static_cast<size_t>(start), length),
                         std::min(static_cast<size_t>(end), length));
}

PyObject *match_item(PyObject *self, PyObject *key) {
    const Py_ssize_t number = group_number(as_match(self), key);
    return number < 0 ? nullptr : group_text(as_match(self), number, Py_None);
}

PyObject *match_group(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (count == 0) return group_text(as_match(self), 0, Py_None);
    if (count == 1) return match_item(self, args[0]);
    Owned tuple(PyTuple_New(count));
    for (Py_ssize_t i = 0; tuple && i < count; i++) {
        PyObject *text = match_item(self, args[i]);
        if (text == nullptr) return nullptr;
        PyTuple_SET_ITEM(tuple.get(), i, text);
    }
    return tuple.release();
}

// The only parameter, `default`, of groups() and groupdict(). False with an exception.
bool parse_default(_PyArg_Parser &parser, PyObject *const *args, Py_ssize_t count, PyObject *names,
                   PyObject *&value) {
    PyObject *buffer[1];
    value = Py_None;
    if (count == 0 && names == nullptr) return true;
    args = _PyArg_UnpackKeywords(args, count, nullptr, names, &parser, 0, 1, 0, buffer);
    if (args == nullptr) return false;
    if (args[0] != nullptr) value = args[0];
    return true;
}

constexpr const char *default_keywords[] = {"default", nullptr};

PyObject *match_groups(PyObject *object, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static _PyArg_Parser parser = {.keywords = default_keywords, .fname = "groups"};
    PyObject *missing;
    if (!parse_default(parser, args, count, names, missing)) return nullptr;
    const MatchObject *self = as_match(object);
    Owned tuple(PyTuple_New(self->group_count() - 1));
    for (Py_ssize_t i = 1; tuple && i < self->group_count(); i++) {
        PyObject *text = group_text(self, i, missing);
        if (text == nullptr) return nullptr;
        PyTuple_SET_ITEM(tuple.get(), i - 1, text);
    }
    return tuple.release();
}

PyObject *match_groupdict(PyObject *object, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static _PyArg_Parser parser = {.keywords = default_keywords, .fname = "groupdict"};
    PyObject *missing;
    if (!parse_default(parser, args, count, names, missing)) return nullptr;
    const MatchObject *self = as_match(object);
    Owned result(PyDict_New());
    Py_ssize_t position = 0;
    PyObject *name;
    PyObject *number;
    while (result && PyDict_Next(self->pattern->names, &position, &name, &number) != 0) {
        const Owned text(group_text(self, PyLong_AsSsize_t(number), missing));
        if (!text || PyDict_SetItem(result.get(), name, text.get()) < 0) return nullptr;
    }
    return result.release();
}

PyObject *pair(Py_ssize_t first, Py_ssize_t second) {
    const Py_ssize_t numbers[] = {first, second};
    return tuple_of_numbers(numbers, 2).release();
}

// The group that start(), end() and span() were called with.
Py_ssize_t optional_group(const char *name, PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (_PyArg_CheckPositional(name, count, 0, 1) == 0) return -1;
    return count == 0 ? 0 : group_number(as_match(self), args[0]);
}

PyObject *match_start(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    const Py_ssize_t number = optional_group("start", self, args, count);
    return number < 0 ? nullptr : PyLong_FromSsize_t(as_match(self)->marks[2 * number]);
}

PyObject *match_end(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    const Py_ssize_t number = optional_group("end", self, args, count);
    return number < 0 ? nullptr : PyLong_FromSsize_t(as_match(self)->marks[2 * number + 1]);
}

PyObject *match_span(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    const Py_ssize_t number = optional_group("span", self, args, count);
    if (number < 0) return nullptr;
    const Py_ssize_t *marks = as_match(self)->marks + 2 * number;
    return pair(marks[0], marks[1]);
}

PyObject *match_expand(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static const char *const keywords[] = {"template", nullptr};
    static _PyArg_Parser parser = {.keywords = keywords, .fname = "expand"};
    PyObject *buffer[1];
    args = _PyArg_UnpackKeywords(args, count, nullptr, names, &parser, 1, 1, 0, buffer);
    return args == nullptr ? nullptr : expand_template(as_match(self), args[0]);
}

PyObject *match_last_index(PyObject *self, void *) {
    const Py_ssize_t index = as_match(self)->last_index;
    return index == 0 ? Py_NewRef(Py_None) : PyLong_FromSsize_t(index);
}

PyObject *match_last_group(PyObject *self, void *) {
    const MatchObject *match = as_match(self);
    // No group has the number 0, so that it has no name either.
    return Py_NewRef(PyTuple_GET_ITEM(match->pattern->names_list, match->last_index));
}

PyObject *match_regs(PyObject *object, void *) {
    MatchObject *self = as_match(object);
    if (self->regs != nullptr) return Py_NewRef(self->regs);
    Owned regs(PyTuple_New(self->group_count()));
    for (Py_ssize_t i = 0; regs && i < self->group_count(); i++) {
        PyObject *span = pair(self->marks[2 * i], self->marks[2 * i + 1]);
        if (span == nullptr) return nullptr;
        PyTuple_SET_ITEM(regs.get(), i, span);
    }
    if (!regs) return nullptr;
    Py_XSETREF(self->regs, regs.release());
    return Py_NewRef(self->regs);
}

PyObject *match_repr(PyObject *object) {
    const MatchObject *self = as_match(object);
    const Owned text(group_text(self, 0, Py_None));
    return text ? PyUnicode_FromFormat("<%s object; span=(%zd, %zd), match=%.50R>", Py_TYPE(object)->tp_name,
                                       self->marks[0], self->marks[1], text.get())
                : nullptr;
}

int match_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_match(self)->string);
    Py_VISIT(as_match(self)->regs);
    Py_VISIT(as_object(as_match(self)->pattern));
    return 0;
}

void match_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_XDECREF(as_match(self)->string);
    Py_XDECREF(as_match(self)->regs);
    Py_XDECREF(as_object(as_match(self)->pattern));
    Py_TYPE(self)->tp_free(self);
}

PyMethodDef methods[] = {
    {"group", _PyCFunction_CAST(match_group), METH_FASTCALL,
     "group([group1, ...]) -> str or tuple.\n"
     "The texts of groups, by number or name; without argument, or for 0, the whole match."},
    {"start", _PyCFunction_CAST(match_start), METH_FASTCALL,
     "start($self, group=0, /)\n--\n\nWhere the text of the group begins."},
    {"end", _PyCFunction_CAST(match_end), METH_FASTCALL,
     "end($self, group=0, /)\n--\n\nWhere the text of the group ends."},
    {"span", _PyCFunction_CAST(match_span), METH_FASTCALL,
     "span($self, group=0, /)\n--\n\nThe tuple (start, end) of the group."},
    {"groups", _PyCFunction_CAST(match_groups), METH_FASTCALL | METH_KEYWORDS,
     "groups($self, /, default=None)\n--\n\n"
     "The texts of all groups from 1 on; the default for those that took no part."},
    {"groupdict", _PyCFunction_CAST(match_groupdict), METH_FASTCALL | METH_KEYWORDS,
     "groupdict($self, /, default=None)\n--\n\n"
     "The texts of the named groups by name; the default for those that took no part."},
    {"expand", _PyCFunction_CAST(match_expand), METH_FASTCALL | METH_KEYWORDS,
     "expand($self, /, template)\n--\n\nThe template as sub() would put it in for this match."},
    {"__copy__", return_self, METH_NOARGS, "__copy__($self, /)\n--\n\n"},
    {"__deepcopy__", return_self, METH_O, "__deepcopy__($self, memo, /)\n--\n\n"},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "re.Match[type], for annotations."},
    {},
};

PyMemberDef members[] = {
    {"string", T_OBJECT, offsetof(MatchObject, string), READONLY, "The string that was matched."},
    {"re", T_OBJECT, offsetof(MatchObject, pattern), READONLY, "The Pattern that matched."},
    {"pos", T_PYSSIZET, offsetof(MatchObject, position), READONLY, "Where the search began."},
    {"endpos", T_PYSSIZET, offsetof(MatchObject, end_position), READONLY, "Where the search had to end."},
    {},
};

PyGetSetDef getset[] = {
    {"lastindex", match_last_index, nullptr, "The number of the group that was matched last.", nullptr},
    {"lastgroup", match_last_group, nullptr, "The name of the group that was matched last.", nullptr},
    {"regs", match_regs, nullptr, nullptr, nullptr},
    {},
};

PyMappingMethods as_mapping = {.mp_subscript = match_item};

} // namespace

PyTypeObject match_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "re.Match",
    .tp_basicsize = offsetof(MatchObject, marks),
    .tp_itemsize = sizeof(Py_ssize_t),
    .tp_dealloc = match_dealloc,
    .tp_repr = match_repr,
    .tp_as_mapping = &as_mapping,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "What re.match() and re.search() found. A match is true.",
    .tp_traverse = match_traverse,
    .tp_methods = methods,
    .tp_members = members,
    .tp_getset = getset,
};

} // namespace adder::stdlib::regex
