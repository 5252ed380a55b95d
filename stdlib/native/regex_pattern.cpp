// SPDX-License-Identifier: MIT
//
// re.Pattern: attributes, match(), fullmatch() and search(). The methods that walk through a string stand in
// regex_scan.cpp and regex_replace.cpp.
#include "regex_objects.hpp"

#include <structmember.h>

#include <cstddef>

namespace adder::stdlib::regex {
namespace {

// The names of groups by number, from the dict of numbers by name.
Owned names_by_number(PyObject *names, size_t groups) {
    Owned list(PyTuple_New(static_cast<Py_ssize_t>(groups) + 1));
    if (!list) return {};
    for (Py_ssize_t i = 0; i <= static_cast<Py_ssize_t>(groups); i++)
        PyTuple_SET_ITEM(list.get(), i, Py_NewRef(Py_None));
    Py_ssize_t position = 0;
    PyObject *name;
    PyObject *number;
    while (PyDict_Next(names, &position, &name, &number) != 0) {
        const Py_ssize_t i = PyLong_AsSsize_t(number);
        Py_DECREF(PyTuple_GET_ITEM(list.get(), i));
        PyTuple_SET_ITEM(list.get(), i, Py_NewRef(name));
    }
    return list;
}

template <Mode mode> PyObject *match_once(PatternObject *self, const SpanArguments &arguments) {
    Scan scan;
    if (!scan.open(self, arguments.string, arguments.position, arguments.end_position)) return nullptr;
    const int status = scan.next(mode);
    if (status < 0) return nullptr;
    return status == 0 ? Py_NewRef(Py_None) : scan.make_match();
}

template <Mode mode>
PyObject *pattern_match_in(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static const char *const keywords[] = {"string", "pos", "endpos", nullptr};
    static _PyArg_Parser parser = {.keywords = keywords,
                                   .fname = mode == Mode::Match    ? "match"
                                            : mode == Mode::Search ? "search"
                                                                   : "fullmatch"};
    SpanArguments arguments;
    if (!parse_span_arguments(parser, args, count, names, arguments)) return nullptr;
    return match_once<mode>(as<PatternObject>(self), arguments);
}

struct FlagName {
    int flag;
    const char *name;
};

constexpr FlagName flag_names[] = {
    {flag_template, "re.TEMPLATE"},   {flag_ignorecase, "re.IGNORECASE"}, {flag_locale, "re.LOCALE"},
    {flag_multiline, "re.MULTILINE"}, {flag_dotall, "re.DOTALL"},         {flag_unicode, "re.UNICODE"},
    {flag_verbose, "re.VERBOSE"},     {flag_debug, "re.DEBUG"},           {flag_ascii, "re.ASCII"},
};

PyObject *pattern_repr(PyObject *object) {
    const auto *self = as<PatternObject>(object);
    int flags = self->flags;
    // What a str pattern has anyway is not shown.
    if (self->is_text && (static_cast<uint32_t>(flags) & type_flags) == flag_unicode) flags &= ~flag_unicode;
    Owned list(PyList_New(0));
    if (!list) return nullptr;
    const auto append = [&](Owned text) { return text && PyList_Append(list.get(), text.get()) == 0; };
    for (const FlagName &row : flag_names) {
        if ((flags & row.flag) == 0) continue;
        if (!append(Owned(PyUnicode_FromString(row.name)))) return nullptr;
        flags &= ~row.flag;
    }
    if (flags != 0 && !append(Owned(PyUnicode_FromFormat("0x%x", flags)))) return nullptr;
    if (PyList_GET_SIZE(list.get()) == 0) return PyUnicode_FromFormat("re.compile(%.200R)", self->pattern);
    const Owned bar(PyUnicode_FromString("|"));
    const Owned names(bar ? PyUnicode_Join(bar.get(), list.get()) : nullptr);
    return names ? PyUnicode_FromFormat("re.compile(%.200R, %S)", self->pattern, names.get()) : nullptr;
}

Py_hash_t pattern_hash(PyObject *object) {
    const auto *self = as<PatternObject>(object);
    const Py_hash_t text = PyObject_Hash(self->pattern);
    if (text == -1) return -1;
    const Py_hash_t hash = text ^ (static_cast<Py_hash_t>(self->flags) << 8) ^ self->groups;
    return hash == -1 ? -2 : hash;
}

PyObject *pattern_compare(PyObject *left, PyObject *right, int operation) {
    if ((operation != Py_EQ && operation != Py_NE) || Py_TYPE(left) != Py_TYPE(right))
        return Py_NewRef(Py_NotImplemented);
    const auto *a = as<PatternObject>(left);
    const auto *b = as<PatternObject>(right);
    int equal = a == b ? 1 : 0;
    if (equal == 0 && a->flags == b->flags && a->is_text == b->is_text)
        equal = PyObject_RichCompareBool(a->pattern, b->pattern, Py_EQ);
    if (equal < 0) return nullptr;
    return PyBool_FromLong(static_cast<long>((equal != 0) == (operation == Py_EQ)));
}

PyObject *pattern_groupindex(PyObject *self, void *) {
    return PyDictProxy_New(as<PatternObject>(self)->names);
}

int pattern_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as<PatternObject>(self)->pattern);
    Py_VISIT(as<PatternObject>(self)->names);
    Py_VISIT(as<PatternObject>(self)->names_list);
    return 0;
}

void pattern_dealloc(PyObject *object) {
    auto *self = as<PatternObject>(object);
    PyObject_GC_UnTrack(object);
    if (self->weak_references != nullptr) PyObject_ClearWeakRefs(object);
    Py_XDECREF(self->pattern);
    Py_XDECREF(self->names);
    Py_XDECREF(self->names_list);
    Py_XDECREF(self->templates);
    delete self->expression;
    Py_TYPE(object)->tp_free(object);
}

PyMethodDef pattern_methods[] = {
    {"match", _PyCFunction_CAST(pattern_match_in<Mode::Match>), METH_FASTCALL | METH_KEYWORDS,
     "match($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nMatch at the beginning of the string, or "
     "return None."},
    {"fullmatch", _PyCFunction_CAST(pattern_match_in<Mode::FullMatch>), METH_FASTCALL | METH_KEYWORDS,
     "fullmatch($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nMatch the whole string, or return None."},
    {"search", _PyCFunction_CAST(pattern_match_in<Mode::Search>), METH_FASTCALL | METH_KEYWORDS,
     "search($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nFind the first place where the pattern "
     "matches, or return None."},
    {"sub", _PyCFunction_CAST(pattern_sub), METH_FASTCALL | METH_KEYWORDS,
     "sub($self, /, repl, string, count=0)\n--\n\nThe string with matches replaced, from the left, by a "
     "template or what a callable returns."},
    {"subn", _PyCFunction_CAST(pattern_subn), METH_FASTCALL | METH_KEYWORDS,
     "subn($self, /, repl, string, count=0)\n--\n\n"
     "The tuple (new_string, number) of what sub() makes and how often it replaced."},
    {"findall", _PyCFunction_CAST(pattern_findall), METH_FASTCALL | METH_KEYWORDS,
     "findall($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nThe texts of all matches that do not "
     "overlap, or of their groups."},
    {"split", _PyCFunction_CAST(pattern_split), METH_FASTCALL | METH_KEYWORDS,
     "split($self, /, string, maxsplit=0)\n--\n\nThe parts of the string between matches."},
    {"finditer", _PyCFunction_CAST(pattern_finditer), METH_FASTCALL | METH_KEYWORDS,
     "finditer($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nIterate over all matches that do not "
     "overlap, as Match objects."},
    {"scanner", _PyCFunction_CAST(pattern_scanner), METH_FASTCALL | METH_KEYWORDS,
     "scanner($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"},
    {"__copy__", return_self, METH_NOARGS, "__copy__($self, /)\n--\n\n"},
    {"__deepcopy__", return_self, METH_O, "__deepcopy__($self, memo, /)\n--\n\n"},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "re.Pattern[type], for annotations."},
    {},
};

PyMemberDef pattern_members[] = {
    {"pattern", T_OBJECT, offsetof(PatternObject, pattern), READONLY, "What the object was compiled from."},
    {"flags", T_INT, offsetof(PatternObject, flags), READONLY, "The flags, with those in the pattern."},
    {"groups", T_PYSSIZET, offsetof(PatternObject, groups), READONLY, "How many groups capture."},
    {},
};

PyGetSetDef pattern_getset[] = {
    {"groupindex", pattern_groupindex, nullptr, "The numbers of named groups.", nullptr},
    {},
};

} // namespace

PyObject *make_pattern(PyObject *pattern, int flags) {
    Owned names(PyDict_New());
    if (!names) return nullptr;
    auto expression = std::make_unique<Expression>();
    if (!expression->compile(pattern, static_cast<uint32_t>(flags), names.get())) return nullptr;
    Owned list = names_by_number(names.get(), expression->group_count());
    if (!list) return nullptr;
    auto *self = allocate<PatternObject>(&pattern_type);
    if (self == nullptr) return nullptr;
    self->pattern = Py_NewRef(pattern);
    self->names = names.release();
    self->names_list = list.release();
    self->groups = static_cast<Py_ssize_t>(expression->group_count());
    self->flags = static_cast<int>(expression->flags());
    self->is_text = PyUnicode_Check(pattern) != 0;
    self->expression = expression.release();
    return as_object(self);
}

PyTypeObject pattern_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "re.Pattern",
    .tp_basicsize = sizeof(PatternObject),
    .tp_dealloc = pattern_dealloc,
    .tp_repr = pattern_repr,
    .tp_hash = pattern_hash,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "A compiled regular expression.",
    .tp_traverse = pattern_traverse,
    .tp_richcompare = pattern_compare,
    .tp_weaklistoffset = offsetof(PatternObject, weak_references),
    .tp_methods = pattern_methods,
    .tp_members = pattern_members,
    .tp_getset = pattern_getset,
};

} // namespace adder::stdlib::regex
