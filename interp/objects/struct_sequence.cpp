// SPDX-License-Identifier: MIT
//
// Struct sequences: making types and instances, their constructor and text.
#include "objects/struct_sequence.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/str.hpp"
#include "objects/tuple.hpp"

#include <cstddef>

namespace adder::objects {

namespace {

Py_ssize_t number_of(PyTypeObject *type, PyObject *key) {
    PyObject *value = PyDict_GetItemWithError(type->tp_dict, key);
    return value == nullptr ? 0 : PyLong_AsSsize_t(value);
}

inline Py_ssize_t visible_count_of(PyTypeObject *type) {
    return number_of(type, name::n_sequence_fields);
}
inline Py_ssize_t unnamed_count_of(PyTypeObject *type) {
    return number_of(type, name::n_unnamed_fields);
}

void sequence_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    untrack(self);
    for (Py_ssize_t i = field_count_of(type); --i >= 0;) Py_XDECREF(PyTuple_GET_ITEM(self, i));
    PyObject_GC_Del(self);
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) Py_DECREF(type);
}

int sequence_traverse(PyObject *self, visitproc visit, void *arg) {
    if (Py_TYPE(self)->tp_flags & Py_TPFLAGS_HEAPTYPE) Py_VISIT(Py_TYPE(self));
    const Py_ssize_t count = field_count_of(Py_TYPE(self));
    for (Py_ssize_t i = 0; i < count; i++) Py_VISIT(PyTuple_GET_ITEM(self, i));
    return 0;
}

PyObject *sequence_repr(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    TextWriter writer;
    TRY(writer.write_ascii(type->tp_name, static_cast<Py_ssize_t>(strlen(type->tp_name))));
    TRY(writer.write('('));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(self); i++) {
        const char *field = type->tp_members[i].name;
        if (field == nullptr)
            return PyErr_Format(PyExc_SystemError, "In structseq_repr(), member %zd name is NULL", i);
        const Ref text =
            TRY_REF(PyUnicode_FromFormat("%s%s=%R", i == 0 ? "" : ", ", field, PyTuple_GET_ITEM(self, i)));
        TRY(writer.write(text.get()));
    }
    TRY(writer.write(')'));
    return writer.finish();
}

// --- construction

int check_length(PyTypeObject *type, Py_ssize_t length) {
    const Py_ssize_t least = visible_count_of(type);
    const Py_ssize_t most = field_count_of(type);
    if (least == most && length != least)
        return raise_type_error("%.500s() takes a %zd-sequence (%zd-sequence given)", type->tp_name, least,
                                length);
    if (length < least)
        return raise_type_error("%.500s() takes an at least %zd-sequence (%zd-sequence given)", type->tp_name,
                                least, length);
    if (length > most)
        return raise_type_error("%.500s() takes an at most %zd-sequence (%zd-sequence given)", type->tp_name,
                                most, length);
    return 0;
}

// Fields behind the items come from the dict by name, else they are None.
int set_hidden_fields(PyObject *self, PyObject *dict, Py_ssize_t first) {
    PyTypeObject *type = Py_TYPE(self);
    const Py_ssize_t unnamed = unnamed_count_of(type);
    for (Py_ssize_t i = first; i < field_count_of(type); i++) {
        PyObject *value = nullptr;
        if (dict != nullptr) {
            value = _PyDict_GetItemStringWithError(dict, type->tp_members[i - unnamed].name);
            if (value == nullptr && is_error_pending()) return -1;
        }
        PyTuple_SET_ITEM(self, i, Py_NewRef(value == nullptr ? Py_None : value));
    }
    return 0;
}

PyObject *sequence_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static constexpr ArgumentSpec spec("structseq", "sequence, dict=None");
    PyObject *values[2];
    TRY(spec.bind_tuple(args, kwargs, values));
    const Ref items = TRY_REF(PySequence_Fast(values[0], "constructor requires a sequence"));
    if (values[1] != nullptr && !PyDict_Check(values[1]))
        return raise_type_error("%.500s() takes a dict as second arg, if any", type->tp_name);
    const Py_ssize_t length = PySequence_Fast_GET_SIZE(items.get());
    TRY(check_length(type, length));
    Ref self = TRY_REF(PyStructSequence_New(type));
    for (Py_ssize_t i = 0; i < length; i++)
        PyTuple_SET_ITEM(self.get(), i, Py_NewRef(PySequence_Fast_GET_ITEM(items.get(), i)));
    TRY(set_hidden_fields(self.get(), values[1], length));
    track(self.get());
    return self.release();
}

PyObject *sequence_reduce(PyObject *self, PyObject *) {
    PyTypeObject *type = Py_TYPE(self);
    const Py_ssize_t visible = PyTuple_GET_SIZE(self);
    const Ref items = TRY_REF(tuple_from_array(tuple_items(self), visible));
    const Ref hidden = TRY_REF(PyDict_New());
    const Py_ssize_t unnamed = unnamed_count_of(type);
    for (Py_ssize_t i = visible; i < field_count_of(type); i++)
        TRY(PyDict_SetItemString(hidden.get(), type->tp_members[i - unnamed].name,
                                 PyTuple_GET_ITEM(self, i)));
    return Py_BuildValue("O(OO)", type, items.get(), hidden.get());
}

PyMethodDef sequence_methods[] = {
    {"__reduce__", sequence_reduce, METH_NOARGS, nullptr},
    {},
};

// --- types

// The counts of a description.
struct FieldCounts {
    Py_ssize_t all = 0;
    Py_ssize_t unnamed = 0;

    explicit FieldCounts(const PyStructSequence_Desc *description) {
        for (; description->fields[all].name != nullptr; all++)
            if (description->fields[all].name == PyStructSequence_UnnamedField) unnamed++;
    }
};

// Rows for the named fields; they live as long as the process, as the types do.
PyMemberDef *make_members(const PyStructSequence_Desc *description, const FieldCounts &counts) {
    PyMemberDef *members = PyMem_New(PyMemberDef, counts.all - counts.unnamed + 1);
    if (members == nullptr) return reinterpret_cast<PyMemberDef *>(PyErr_NoMemory());
    PyMemberDef *next = members;
    for (Py_ssize_t i = 0; i < counts.all; i++) {
        const PyStructSequence_Field &field = description->fields[i];
        if (field.name == PyStructSequence_UnnamedField) continue;
        const auto offset = offsetof(PyTupleObject, ob_item) + static_cast<size_t>(i) * sizeof(PyObject *);
        *next++ = {field.name, T_OBJECT, static_cast<Py_ssize_t>(offset), READONLY, field.doc};
    }
    *next = {};
    return members;
}

int set_number(PyObject *dict, PyObject *key, Py_ssize_t number) {
    const Ref value = TRY_REF(PyLong_FromSsize_t(number));
    return PyDict_SetItem(dict, key, value.get());
}

// `__match_args__`: the names of the items.
int set_match_args(PyObject *dict, const PyStructSequence_Desc *description) {
    const Ref names = TRY_REF(PyList_New(0));
    for (int i = 0; i < description->n_in_sequence; i++) {
        if (description->fields[i].name == PyStructSequence_UnnamedField) continue;
        const Ref field = TRY_REF(PyUnicode_FromString(description->fields[i].name));
        TRY(PyList_Append(names.get(), field.get()));
    }
    const Ref tuple = TRY_REF(PyList_AsTuple(names.get()));
    return PyDict_SetItem(dict, name::dunder_match_args, tuple.get());
}

int complete_dict(PyTypeObject *type, const PyStructSequence_Desc *description, const FieldCounts &counts) {
    TRY(set_number(type->tp_dict, name::n_sequence_fields, description->n_in_sequence));
    TRY(set_number(type->tp_dict, name::n_fields, counts.all));
    TRY(set_number(type->tp_dict, name::n_unnamed_fields, counts.unnamed));
    TRY(set_match_args(type->tp_dict, description));
    PyType_Modified(type);
    return 0;
}

} // namespace

Py_ssize_t field_count_of(PyTypeObject *type) {
    return number_of(type, name::n_fields);
}

extern "C" {

extern const char *const PyStructSequence_UnnamedField = "unnamed field";

PyObject *PyStructSequence_New(PyTypeObject *type) {
    const Py_ssize_t count = field_count_of(type);
    PyVarObject *self = _PyObject_GC_NewVar(type, count);
    if (self == nullptr) return nullptr;
    self->ob_size = visible_count_of(type);
    auto *object = reinterpret_cast<PyObject *>(self);
    for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(object, i, nullptr);
    return object;
}

void PyStructSequence_SetItem(PyObject *sequence, Py_ssize_t index, PyObject *item) {
    PyTuple_SET_ITEM(sequence, index, item);
}

PyObject *PyStructSequence_GetItem(PyObject *sequence, Py_ssize_t index) {
    return PyTuple_GET_ITEM(sequence, index);
}

int PyStructSequence_InitType2(PyTypeObject *type, PyStructSequence_Desc *description) {
    const FieldCounts counts(description);
    PyMemberDef *members = make_members(description, counts);
    if (members == nullptr) return -1;
    type->tp_name = description->name;
    type->tp_basicsize = offsetof(PyTupleObject, ob_item);
    type->tp_itemsize = sizeof(PyObject *);
    type->tp_dealloc = sequence_dealloc;
    type->tp_repr = sequence_repr;
    type->tp_doc = description->doc;
    type->tp_base = &PyTuple_Type;
    type->tp_methods = sequence_methods;
    type->tp_members = members;
    type->tp_new = sequence_new;
    type->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;
    type->tp_traverse = sequence_traverse;
    TRY(PyType_Ready(type));
    return complete_dict(type, description, counts);
}

void PyStructSequence_InitType(PyTypeObject *type, PyStructSequence_Desc *description) {
    (void)PyStructSequence_InitType2(type, description);
}

PyTypeObject *PyStructSequence_NewType(PyStructSequence_Desc *description) {
    const FieldCounts counts(description);
    PyMemberDef *members = make_members(description, counts);
    if (members == nullptr) return nullptr;
    PyType_Slot slots[] = {
        {Py_tp_dealloc, reinterpret_cast<void *>(sequence_dealloc)},
        {Py_tp_repr, reinterpret_cast<void *>(sequence_repr)},
        {Py_tp_doc, const_cast<char *>(description->doc)},
        {Py_tp_methods, sequence_methods},
        {Py_tp_new, reinterpret_cast<void *>(sequence_new)},
        {Py_tp_members, members},
        {Py_tp_traverse, reinterpret_cast<void *>(sequence_traverse)},
        {0, nullptr},
    };
    PyType_Spec spec = {
        .name = description->name,
        .basicsize = offsetof(PyTupleObject, ob_item),
        .itemsize = sizeof(PyObject *),
        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
        .slots = slots,
    };
    const Ref bases = Ref::steal(PyTuple_Pack(1, &PyTuple_Type));
    Ref type = Ref::steal(bases ? PyType_FromSpecWithBases(&spec, bases.get()) : nullptr);
    PyMem_Free(members); // the type has a copy
    if (!type) return nullptr;
    TRY(complete_dict(type.as<PyTypeObject>(), description, counts));
    return reinterpret_cast<PyTypeObject *>(type.release());
}

} // extern "C"

} // namespace adder::objects
