// SPDX-License-Identifier: MIT
//
// The type dict: construction, operators, methods. Language reference:
// https://docs.python.org/3.11/library/stdtypes.html#dict
#include "objects/dict.hpp"

#include "objects/dict_parts.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

// --- making and ending

PyObject *dict_new(PyTypeObject *type, PyObject *, PyObject *) {
    if (type == &PyDict_Type) return PyDict_New();
    PyObject *self = type->tp_alloc(type, 0);
    if (self != nullptr) as_dict(self)->ma_keys = &shared_empty_table;
    return self;
}

int dict_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    return dict_update_with(self, args, kwargs, "dict");
}

PyObject *dict_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                          PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (!_PyArg_CheckPositional("dict", count, 0, 1)) return nullptr;
    Ref self = TRY_REF(dict_new(reinterpret_cast<PyTypeObject *>(type), nullptr, nullptr));
    if (count == 1) TRY(dict_update_from(self.get(), args[0]));
    const Py_ssize_t keyword_count = keyword_names == nullptr ? 0 : PyTuple_GET_SIZE(keyword_names);
    for (Py_ssize_t i = 0; i < keyword_count; i++)
        TRY(PyDict_SetItem(self.get(), PyTuple_GET_ITEM(keyword_names, i), args[count + i]));
    return self.release();
}

void dict_dealloc(PyObject *self) {
    untrack(self);
    release_entries(as_dict(self)->ma_keys);
    if (is_exact_dict(self))
        release_gc_object(self, sizeof(PyDictObject));
    else
        Py_TYPE(self)->tp_free(self);
}

int dict_traverse(PyObject *self, visitproc visit, void *arg) {
    DictTable *table = as_dict(self)->ma_keys;
    const DictEntry *entries = entries_of(table);
    for (Py_ssize_t i = 0; i < table->entry_count; i++) {
        Py_VISIT(entries[i].key);
        Py_VISIT(entries[i].value);
    }
    return 0;
}

int dict_tp_clear(PyObject *self) {
    dict_clear_items(as_dict(self));
    return 0;
}

// --- text and comparison

int write_item(TextWriter &writer, PyObject *key, PyObject *value) {
    const Ref key_text = TRY_REF(PyObject_Repr(key));
    TRY(writer.write(key_text.get()));
    TRY(writer.write_ascii(": ", 2));
    const Ref value_text = TRY_REF(PyObject_Repr(value));
    return writer.write(value_text.get());
}

PyObject *write_items(PyObject *self) {
    TextWriter writer(1 + as_dict(self)->ma_used * 6);
    TRY(writer.write('{'));
    PyObject *key, *value;
    Py_ssize_t position = 0;
    bool is_first = true;
    while (PyDict_Next(self, &position, &key, &value)) {
        const Ref held_key = Ref::borrow(key);
        const Ref held_value = Ref::borrow(value);
        if (!is_first) TRY(writer.write_ascii(", ", 2));
        is_first = false;
        TRY(write_item(writer, key, value));
    }
    writer.last_piece();
    TRY(writer.write('}'));
    return writer.finish();
}

PyObject *dict_repr(PyObject *self) {
    const int status = Py_ReprEnter(self);
    if (status != 0) return status > 0 ? PyUnicode_FromString("{...}") : nullptr;
    PyObject *text = as_dict(self)->ma_used == 0 ? PyUnicode_FromString("{}") : write_items(self);
    Py_ReprLeave(self);
    return text;
}

// 1, 0 or -1: whether `other` has an equal value under the entry's key.
int has_equal_item(PyDictObject *other, const DictEntry &entry) {
    const Ref key = Ref::borrow(entry.key);
    const Ref value = Ref::borrow(entry.value);
    const Py_ssize_t index = dict_lookup(other, entry.key, entry.hash);
    if (index < 0) return index == missing ? 0 : -1;
    const Ref other_value = Ref::borrow(dict_entry(other, index).value);
    return PyObject_RichCompareBool(other_value.get(), value.get(), Py_EQ);
}

int are_dicts_equal(PyDictObject *a, PyDictObject *b) {
    if (a->ma_used != b->ma_used) return 0;
    for (Py_ssize_t i = 0; i < a->ma_keys->entry_count; i++) {
        const DictEntry entry = dict_entry(a, i);
        if (entry.key == nullptr) continue;
        const int is_equal = has_equal_item(b, entry);
        if (is_equal <= 0) return is_equal;
    }
    return 1;
}

PyObject *dict_richcompare(PyObject *a, PyObject *b, int op) {
    if (!PyDict_Check(a) || !PyDict_Check(b) || (op != Py_EQ && op != Py_NE)) Py_RETURN_NOTIMPLEMENTED;
    const int is_equal = TRY(are_dicts_equal(as_dict(a), as_dict(b)));
    return new_bool(is_equal == (op == Py_EQ));
}

// --- operators

Py_ssize_t dict_length(PyObject *self) {
    return as_dict(self)->ma_used;
}

int dict_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
    if (value == nullptr) return PyDict_DelItem(self, key);
    return dict_set_value_take(as_dict(self), key, Py_NewRef(value));
}

int dict_sq_contains(PyObject *self, PyObject *key) {
    return dict_contains(as_dict(self), key);
}

PyObject *dict_or(PyObject *a, PyObject *b) {
    if (!PyDict_Check(a) || !PyDict_Check(b)) Py_RETURN_NOTIMPLEMENTED;
    Ref result = TRY_REF(PyDict_Copy(a));
    TRY(dict_update_from(result.get(), b));
    return result.release();
}

PyObject *dict_inplace_or(PyObject *self, PyObject *other) {
    TRY(dict_update_from(self, other));
    return Py_NewRef(self);
}

// --- methods

PyObject *dict_method_contains(PyObject *self, PyObject *key) {
    return new_bool(TRY(dict_contains(as_dict(self), key)) != 0);
}

PyObject *dict_get(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("get", count, 1, 2)) return nullptr;
    PyObject *value;
    if (dict_get_item_ref(as_dict(self), args[0], &value) != 0) return value;
    return Py_NewRef(count == 2 ? args[1] : Py_None);
}

PyObject *dict_setdefault(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("setdefault", count, 1, 2)) return nullptr;
    return Py_XNewRef(PyDict_SetDefault(self, args[0], count == 2 ? args[1] : Py_None));
}

PyObject *dict_pop(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("pop", count, 1, 2)) return nullptr;
    return _PyDict_Pop(self, args[0], count == 2 ? args[1] : nullptr);
}

PyObject *dict_popitem(PyObject *self, PyObject *) {
    PyDictObject *dict = as_dict(self);
    Ref pair = TRY_REF(PyTuple_New(2));
    if (dict->ma_used == 0) return raise(PyExc_KeyError, "popitem(): dictionary is empty");
    DictTable *table = dict->ma_keys;
    Py_ssize_t last = table->entry_count - 1;
    while (entries_of(table)[last].key == nullptr) last--;
    PyTuple_SET_ITEM(pair.get(), 0, entries_of(table)[last].key);
    PyTuple_SET_ITEM(pair.get(), 1, entries_of(table)[last].value);
    delete_entry(table, last);
    table->entry_count = last; // the room stays taken, as its slot is a dummy
    dict->ma_used--;
    dict->ma_keys_version = 0;
    return pair.release();
}

PyObject *dict_update(PyObject *self, PyObject *args, PyObject *kwargs) {
    TRY(dict_update_with(self, args, kwargs, "update"));
    Py_RETURN_NONE;
}

PyObject *dict_clear(PyObject *self, PyObject *) {
    dict_clear_items(as_dict(self));
    Py_RETURN_NONE;
}

PyObject *dict_copy(PyObject *self, PyObject *) {
    return PyDict_Copy(self);
}

PyObject *dict_fromkeys(PyObject *type, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("fromkeys", count, 1, 2)) return nullptr;
    return dict_from_keys(type, args[0], count == 2 ? args[1] : Py_None);
}

PyObject *dict_sizeof(PyObject *self, PyObject *) {
    return PyLong_FromSize_t(static_cast<size_t>(Py_TYPE(self)->tp_basicsize) +
                             size_of_table_in_bytes(as_dict(self)->ma_keys));
}

PyMethodDef dict_methods[] = {
    {"__contains__", dict_method_contains, METH_O | METH_COEXIST,
     "__contains__($self, key, /)\n--\n\nTrue if the dictionary has the specified key, else False."},
    {"__getitem__", dict_subscript, METH_O | METH_COEXIST, "x.__getitem__(y) <==> x[y]"},
    {"__sizeof__", dict_sizeof, METH_NOARGS, "D.__sizeof__() -> size of D in memory, in bytes"},
    {"get", _PyCFunction_CAST(dict_get), METH_FASTCALL,
     "get($self, key, default=None, /)\n--\n\nReturn the value for key if key is in the dictionary, else "
     "default."},
    {"setdefault", _PyCFunction_CAST(dict_setdefault), METH_FASTCALL,
     "setdefault($self, key, default=None, /)\n--\n\n"
     "Return the value for key; insert key with the default first if it is not there."},
    {"pop", _PyCFunction_CAST(dict_pop), METH_FASTCALL,
     "pop($self, key, default=<unrepresentable>, /)\n--\n\n"
     "Remove the specified key and return the corresponding value.\n\n"
     "If the key is not found, return the default if given; otherwise,\nraise a KeyError."},
    {"popitem", dict_popitem, METH_NOARGS,
     "popitem($self, /)\n--\n\nRemove and return the (key, value) pair that was inserted last."},
    {"keys", dict_keys, METH_NOARGS, "D.keys() -> a set-like object providing a view on D's keys"},
    {"items", dict_items, METH_NOARGS, "D.items() -> a set-like object providing a view on D's items"},
    {"values", dict_values, METH_NOARGS, "D.values() -> an object providing a view on D's values"},
    {"update", _PyCFunction_CAST(dict_update), METH_VARARGS | METH_KEYWORDS,
     "D.update([E, ]**F) -> None.  Update D from a mapping or an iterable of pairs E, and from keywords F."},
    {"fromkeys", _PyCFunction_CAST(dict_fromkeys), METH_FASTCALL | METH_CLASS,
     "fromkeys($type, iterable, value=None, /)\n--\n\n"
     "Create a new dictionary with keys from iterable and values set to value."},
    {"clear", dict_clear, METH_NOARGS, "D.clear() -> None.  Remove all items from D."},
    {"copy", dict_copy, METH_NOARGS, "D.copy() -> a shallow copy of D"},
    {"__reversed__", dict_reversed, METH_NOARGS,
     "__reversed__($self, /)\n--\n\nReturn a reverse iterator over the dict keys."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};

PyNumberMethods dict_as_number = {.nb_or = dict_or, .nb_inplace_or = dict_inplace_or};

PySequenceMethods dict_as_sequence = {.sq_contains = dict_sq_contains};

PyMappingMethods dict_as_mapping = {
    .mp_length = dict_length,
    .mp_subscript = dict_subscript,
    .mp_ass_subscript = dict_ass_subscript,
};

} // namespace

PyObject *dict_subscript(PyObject *self, PyObject *key) {
    PyObject *value;
    if (dict_get_item_ref(as_dict(self), key, &value) != 0) return value;
    if (!is_exact_dict(self)) {
        value = call_special(self, name::dunder_missing, &key, 1);
        if (value != nullptr || is_error_pending()) return value;
    }
    return raise_key_error(key);
}

extern "C" {

PyTypeObject PyDict_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "dict",
    .tp_basicsize = sizeof(PyDictObject),
    .tp_dealloc = dict_dealloc,
    .tp_repr = dict_repr,
    .tp_as_number = &dict_as_number,
    .tp_as_sequence = &dict_as_sequence,
    .tp_as_mapping = &dict_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_DICT_SUBCLASS |
                _Py_TPFLAGS_MATCH_SELF | Py_TPFLAGS_MAPPING,
    .tp_doc = "dict() -> new empty dictionary\n"
              "dict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n"
              "dict(iterable) -> new dictionary initialized as if via:\n"
              "    d = {}\n    for k, v in iterable:\n        d[k] = v\n"
              "dict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
              "    in the keyword argument list.  For example:  dict(one=1, two=2)",
    .tp_traverse = dict_traverse,
    .tp_clear = dict_tp_clear,
    .tp_richcompare = dict_richcompare,
    .tp_iter = dict_iter,
    .tp_methods = dict_methods,
    .tp_init = dict_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = dict_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = dict_vectorcall,
};

} // extern "C"

} // namespace adder::objects
