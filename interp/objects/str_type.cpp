// SPDX-License-Identifier: MIT
//
// The type str: construction, slots, and the table of its methods.
#include "objects/sequence_iterators.hpp"
#include "objects/str_methods.hpp"
#include "objects/value.hpp"

namespace adder::objects {

namespace {

// --- construction

// UTF-8 of an argument that names an encoding or error handler; NULL is "not given".
[[nodiscard]] int name_argument(PyObject *value, const char *argument, const char *&result) {
    result = nullptr;
    if (value == nullptr) return 0;
    if (!is_str(value)) {
        _PyArg_BadArgument("str", argument, "str", value);
        return -1;
    }
    Py_ssize_t length;
    result = PyUnicode_AsUTF8AndSize(value, &length);
    if (result == nullptr) return -1;
    return strlen(result) == static_cast<size_t>(length) ? 0 : raise_value_error("embedded null character");
}

PyObject *construct(PyObject *const *values) {
    PyObject *object = values[0];
    const char *encoding;
    const char *errors;
    TRY(name_argument(values[1], "argument 'encoding'", encoding));
    TRY(name_argument(values[2], "argument 'errors'", errors));
    if (object == nullptr) return Py_NewRef(empty_str());
    if (encoding == nullptr && errors == nullptr) return PyObject_Str(object);
    return PyUnicode_FromEncodedObject(object, encoding, errors);
}

// An instance of a subclass with a copy of the characters in a block of their own.
PyObject *make_subclass_instance(PyTypeObject *type, PyObject *text) {
    const TextView view(text);
    const auto kind = static_cast<size_t>(view.kind);
    Ref instance = TRY_REF(type->tp_alloc(type, 0));
    void *data = PyObject_Malloc((static_cast<size_t>(view.length) + 1) * kind);
    if (data == nullptr) return PyErr_NoMemory();
    memcpy(data, view.data, (static_cast<size_t>(view.length) + 1) * kind);
    auto *object = instance.as<PyUnicodeObject>();
    PyASCIIObject &head = object->_base._base;
    head.length = view.length;
    head.hash = str_hash(text);
    head.state = {};
    head.state.kind = as_str(text)->state.kind;
    head.state.ascii = as_str(text)->state.ascii;
    head.state.ready = 1;
    object->_base.utf8 = nullptr;
    object->_base.utf8_length = 0;
    object->data.any = data;
    return instance.release();
}

constexpr ArgumentSpec constructor_spec("str", "object='', encoding='utf-8', errors='strict'");

PyObject *str_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    PyObject *values[3];
    TRY(constructor_spec.bind_tuple(args, keywords, values));
    const Ref text = TRY_REF(construct(values));
    if (type == &PyUnicode_Type) return Py_NewRef(text.get());
    return make_subclass_instance(type, text.get());
}

PyObject *str_vectorcall(PyObject *, PyObject *const *args, size_t count_and_flag, PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (count == 1 && keyword_names == nullptr) return PyObject_Str(args[0]);
    PyObject *values[3];
    TRY(constructor_spec.bind(args, count, keyword_names, values));
    return construct(values);
}

// --- slots

Py_hash_t hash_slot(PyObject *self) {
    return str_hash(self);
}
Py_ssize_t length_slot(PyObject *self) {
    return str_length(self);
}

PyObject *item_slot(PyObject *self, Py_ssize_t index) {
    if (index < 0 || index >= str_length(self)) return raise(PyExc_IndexError, "string index out of range");
    return str_character(self, index);
}

// Every step-th character.
PyObject *gather(PyObject *self, Py_ssize_t start, Py_ssize_t step, Py_ssize_t count) {
    const TextView text(self);
    Py_UCS4 bits = 0;
    for (Py_ssize_t i = 0; i < count; i++) bits |= text[start + i * step];
    if (count == 1) return make_character(bits);
    PyObject *result = TRY(PyUnicode_New(count, Py_MIN(bits, 0x10ffffu)));
    const int kind = PyUnicode_KIND(result);
    void *data = PyUnicode_DATA(result);
    for (Py_ssize_t i = 0; i < count; i++) PyUnicode_WRITE(kind, data, i, text[start + i * step]);
    return result;
}

PyObject *subscript_slice(PyObject *self, PyObject *slice) {
    Py_ssize_t start;
    Py_ssize_t stop;
    Py_ssize_t step;
    TRY(PySlice_Unpack(slice, &start, &stop, &step));
    const Py_ssize_t count = PySlice_AdjustIndices(str_length(self), &start, &stop, step);
    if (count <= 0) return Py_NewRef(empty_str());
    return step == 1 ? substring(self, start, start + count) : gather(self, start, step, count);
}

PyObject *subscript_slot(PyObject *self, PyObject *key) {
    if (is_small_int(key)) {
        const int64_t index = as_small_int(key);
        return item_slot(self, index < 0 ? index + str_length(self) : index);
    }
    if (PySlice_Check(key)) return subscript_slice(self, key);
    if (!PyIndex_Check(key))
        return raise_type_error("string indices must be integers, not '%.200s'", Py_TYPE(key)->tp_name);
    const Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && is_error_pending()) return nullptr;
    return item_slot(self, index < 0 ? index + str_length(self) : index);
}

PyObject *remainder_slot(PyObject *left, PyObject *right) {
    if (!is_str(left)) Py_RETURN_NOTIMPLEMENTED;
    return PyUnicode_Format(left, right);
}

PyObject *sizeof_method(PyObject *self, PyObject *) {
    const bool is_ascii = PyUnicode_IS_ASCII(self);
    size_t size = static_cast<size_t>(str_length(self) + 1) * PyUnicode_KIND(self);
    if (PyUnicode_IS_COMPACT(self))
        size += is_ascii ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject);
    else
        size += static_cast<size_t>(Py_TYPE(self)->tp_basicsize);
    const auto *object = reinterpret_cast<PyCompactUnicodeObject *>(self);
    if (!is_ascii && object->utf8 != nullptr) size += static_cast<size_t>(object->utf8_length) + 1;
    return PyLong_FromSize_t(size);
}

PyObject *getnewargs(PyObject *self, PyObject *) {
    const Ref copy = TRY_REF(_PyUnicode_Copy(self));
    return PyTuple_Pack(1, copy.get());
}

PyNumberMethods number_slots = {
    .nb_remainder = remainder_slot,
};

PySequenceMethods sequence_slots = {
    .sq_length = length_slot,
    .sq_concat = PyUnicode_Concat,
    .sq_repeat = str_repeat,
    .sq_item = item_slot,
    .sq_contains = PyUnicode_Contains,
};

PyMappingMethods mapping_slots = {
    .mp_length = length_slot,
    .mp_subscript = subscript_slot,
};

namespace m = str_methods;

// --- the methods

#define FAST(name, function, doc)                                                                            \
    { name, _PyCFunction_CAST(function), METH_FASTCALL, doc }
#define KEYWORDS(name, function, doc)                                                                        \
    { name, _PyCFunction_CAST(function), METH_FASTCALL | METH_KEYWORDS, doc }

PyMethodDef str_method_table[] = {
    KEYWORDS("encode", m::encode,
             "encode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe text as bytes in the encoding."),
    FAST("replace", m::replace,
         "replace($self, old, new, count=-1, /)\n--\n\nA copy with occurrences of old replaced by new, at "
         "most count."),
    KEYWORDS(
        "split", m::split,
        "split($self, /, sep=None, maxsplit=-1)\n--\n\nThe list of parts between separators, from the left."),
    KEYWORDS("rsplit", m::rsplit,
             "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nThe list of parts between separators, from the "
             "right."),
    {"join", m::join_method, METH_O,
     "join($self, iterable, /)\n--\n\nThe strings of the iterable put together with this one in between."},
    {"capitalize", m::capitalize, METH_NOARGS,
     "capitalize($self, /)\n--\n\nA copy with a capital first character and small letters behind."},
    {"casefold", m::casefold, METH_NOARGS,
     "casefold($self, /)\n--\n\nA copy for comparison without regard to case."},
    {"title", m::title, METH_NOARGS,
     "title($self, /)\n--\n\nA copy in which every word begins with a capital."},
    FAST("center", m::center,
         "center($self, width, fillchar=' ', /)\n--\n\nA centred copy of the given width."),
    FAST("count", m::count_method,
         "S.count(sub[, start[, end]]) -> int\n\nHow often sub occurs without overlaps."),
    KEYWORDS(
        "expandtabs", m::expandtabs,
        "expandtabs($self, /, tabsize=8)\n--\n\nA copy with spaces up to the next column in place of tabs."),
    FAST("find", m::find, "S.find(sub[, start[, end]]) -> int\n\nThe lowest index of sub, or -1."),
    {"partition", m::partition, METH_O,
     "partition($self, sep, /)\n--\n\nThe text before, the separator and the text behind its first "
     "occurrence."},
    FAST("index", m::index, "S.index(sub[, start[, end]]) -> int\n\nThe lowest index of sub, or ValueError."),
    FAST("ljust", m::ljust,
         "ljust($self, width, fillchar=' ', /)\n--\n\nA left-justified copy of the given width."),
    {"lower", m::lower, METH_NOARGS, "lower($self, /)\n--\n\nA copy in small letters."},
    FAST("lstrip", m::lstrip,
         "lstrip($self, chars=None, /)\n--\n\nA copy without leading whitespace or characters."),
    FAST("rfind", m::rfind, "S.rfind(sub[, start[, end]]) -> int\n\nThe highest index of sub, or -1."),
    FAST("rindex", m::rindex,
         "S.rindex(sub[, start[, end]]) -> int\n\nThe highest index of sub, or ValueError."),
    FAST("rjust", m::rjust,
         "rjust($self, width, fillchar=' ', /)\n--\n\nA right-justified copy of the given width."),
    FAST("rstrip", m::rstrip,
         "rstrip($self, chars=None, /)\n--\n\nA copy without trailing whitespace or characters."),
    {"rpartition", m::rpartition, METH_O,
     "rpartition($self, sep, /)\n--\n\nThe text before, the separator and the text behind its last "
     "occurrence."},
    KEYWORDS("splitlines", m::splitlines,
             "splitlines($self, /, keepends=False)\n--\n\nThe list of lines, with their ends if asked for."),
    FAST("strip", m::strip,
         "strip($self, chars=None, /)\n--\n\nA copy without whitespace or characters on both sides."),
    {"swapcase", m::swapcase, METH_NOARGS,
     "swapcase($self, /)\n--\n\nA copy with capitals and small letters exchanged."},
    {"translate", m::translate, METH_O,
     "translate($self, table, /)\n--\n\nA copy with every character replaced by what the table has for its "
     "ordinal."},
    {"upper", m::upper, METH_NOARGS, "upper($self, /)\n--\n\nA copy in capitals."},
    FAST("startswith", m::startswith,
         "S.startswith(prefix[, start[, end]]) -> bool\n\nWhether the text begins with the prefix or one of "
         "a tuple."),
    FAST("endswith", m::endswith,
         "S.endswith(suffix[, start[, end]]) -> bool\n\nWhether the text ends with the suffix or one of a "
         "tuple."),
    {"removeprefix", m::removeprefix, METH_O,
     "removeprefix($self, prefix, /)\n--\n\nThe text without the prefix."},
    {"removesuffix", m::removesuffix, METH_O,
     "removesuffix($self, suffix, /)\n--\n\nThe text without the suffix."},
    {"isascii", m::isascii_method, METH_NOARGS, "isascii($self, /)\n--\n\nWhether all characters are ASCII."},
    {"islower", m::islower, METH_NOARGS,
     "islower($self, /)\n--\n\nWhether all cased characters are small, and there are any."},
    {"isupper", m::isupper, METH_NOARGS,
     "isupper($self, /)\n--\n\nWhether all cased characters are capitals, and there are any."},
    {"istitle", m::istitle, METH_NOARGS,
     "istitle($self, /)\n--\n\nWhether every word begins with its only capital."},
    {"isspace", m::isspace, METH_NOARGS, "isspace($self, /)\n--\n\nWhether all characters are whitespace."},
    {"isdecimal", m::isdecimal, METH_NOARGS,
     "isdecimal($self, /)\n--\n\nWhether all characters are decimal digits."},
    {"isdigit", m::isdigit, METH_NOARGS, "isdigit($self, /)\n--\n\nWhether all characters are digits."},
    {"isnumeric", m::isnumeric, METH_NOARGS,
     "isnumeric($self, /)\n--\n\nWhether all characters are numeric."},
    {"isalpha", m::isalpha, METH_NOARGS, "isalpha($self, /)\n--\n\nWhether all characters are letters."},
    {"isalnum", m::isalnum, METH_NOARGS,
     "isalnum($self, /)\n--\n\nWhether all characters are letters or numeric."},
    {"isidentifier", m::isidentifier, METH_NOARGS,
     "isidentifier($self, /)\n--\n\nWhether the text is an identifier."},
    {"isprintable", m::isprintable, METH_NOARGS,
     "isprintable($self, /)\n--\n\nWhether repr() shows all characters as they are."},
    {"zfill", m::zfill, METH_O,
     "zfill($self, width, /)\n--\n\nA copy with zeros behind the sign up to the width."},
    {"format", _PyCFunction_CAST(m::format_method), METH_VARARGS | METH_KEYWORDS,
     "S.format(*args, **kwargs) -> str\n\nA copy with the fields in braces replaced by formatted arguments."},
    {"format_map", m::format_map, METH_O,
     "S.format_map(mapping) -> str\n\nA copy with the fields in braces replaced by formatted values of the "
     "mapping."},
    {"__format__", m::dunder_format, METH_O,
     "__format__($self, format_spec, /)\n--\n\nThe text as the format specification asks."},
    {"maketrans", _PyCFunction_CAST(m::maketrans), METH_FASTCALL | METH_STATIC,
     "A table for str.translate()."},
    {"__sizeof__", sizeof_method, METH_NOARGS, "__sizeof__($self, /)\n--\n\nThe size in memory, in bytes."},
    {"__getnewargs__", getnewargs, METH_NOARGS, nullptr},
    {},
};

#undef FAST
#undef KEYWORDS

} // namespace

extern "C" {

PyTypeObject PyUnicode_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "str",
    .tp_basicsize = sizeof(PyUnicodeObject),
    .tp_dealloc = free_str,
    .tp_repr = str_repr,
    .tp_as_number = &number_slots,
    .tp_as_sequence = &sequence_slots,
    .tp_as_mapping = &mapping_slots,
    .tp_hash = hash_slot,
    .tp_str = exact_str,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags =
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_UNICODE_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
              "The text of an object, or of bytes in the given encoding.",
    .tp_richcompare = PyUnicode_RichCompare,
    .tp_iter = iterate_str,
    .tp_methods = str_method_table,
    .tp_base = &PyBaseObject_Type,
    .tp_new = str_new,
    .tp_free = PyObject_Free,
    .tp_vectorcall = str_vectorcall,
};

} // extern "C"

} // namespace adder::objects
