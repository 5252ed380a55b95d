// SPDX-License-Identifier: MIT
//
// The descriptor of a field of a structure or union: where it lies, and how it is read and written. Arrays of
// characters are read as text, integers may share their memory as bit fields.
#include "ctypes.hpp"

#include <algorithm>
#include <cstring>

namespace adder::stdlib::ctypes {
namespace {

FieldObject *as_field(PyObject *object) {
    return reinterpret_cast<FieldObject *>(object);
}

int field_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_field(self)->type);
    return 0;
}

int field_clear(PyObject *self) {
    Py_CLEAR(as_field(self)->type);
    return 0;
}

void field_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    field_clear(self);
    PyObject_GC_Del(self);
}

// The letter of the characters of an array field, 0 for other fields.
char letter_of_text(const FieldObject *field) {
    const Descriptor *descriptor = descriptor_of(field->type);
    if (descriptor->kind != Kind::Array) return '\0';
    const Descriptor *item = descriptor_of(descriptor->item.get());
    const char letter = item->code != nullptr ? item->code->letter : '\0';
    return letter == 'c' || letter == 'u' ? letter : '\0';
}

PyObject *read_text(char letter, const char *memory, Py_ssize_t size) {
    if (letter == 'c')
        return PyBytes_FromStringAndSize(memory,
                                         static_cast<Py_ssize_t>(strnlen(memory, static_cast<size_t>(size))));
    std::vector<wchar_t> text(static_cast<size_t>(size) / sizeof(wchar_t) + 1);
    std::memcpy(text.data(), memory, (text.size() - 1) * sizeof(wchar_t));
    return PyUnicode_FromWideChar(text.data(), static_cast<Py_ssize_t>(wcslen(text.data())));
}

bool write_bytes(PyObject *value, char *memory, Py_ssize_t room) {
    if (!PyBytes_Check(value)) {
        PyErr_Format(PyExc_TypeError, "expected bytes, %s found", type_name(value));
        return false;
    }
    const auto size = static_cast<Py_ssize_t>(strlen(PyBytes_AS_STRING(value)));
    if (size > room) {
        PyErr_Format(PyExc_ValueError, "bytes too long (%zd, maximum length %zd)", size, room);
        return false;
    }
    std::memcpy(memory, PyBytes_AS_STRING(value), static_cast<size_t>(std::min(size + 1, room)));
    return true;
}

bool write_wide_text(PyObject *value, char *memory, Py_ssize_t room) {
    if (!PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "unicode string expected instead of %s instance", type_name(value));
        return false;
    }
    Py_ssize_t length;
    wchar_t *text = PyUnicode_AsWideCharString(value, &length);
    if (text == nullptr) return false;
    const bool fits = length <= room;
    if (fits)
        std::memcpy(memory, text, static_cast<size_t>(std::min(length + 1, room)) * sizeof(wchar_t));
    else
        PyErr_Format(PyExc_ValueError, "string too long (%zd, maximum length %zd)", length, room);
    PyMem_Free(text);
    return fits;
}

// Where the field lies in an instance; NULL with an error.
char *address_in(const FieldObject *field, PyObject *instance) {
    if (!is_data(instance)) {
        PyErr_SetString(PyExc_TypeError, "not a ctype instance");
        return nullptr;
    }
    // An instance of another class may be smaller.
    if (field->offset + descriptor_of(field->type)->size <= as_data(instance)->size)
        return as_data(instance)->memory + field->offset;
    PyErr_SetString(PyExc_TypeError, "the field lies outside of this instance");
    return nullptr;
}

PyObject *field_get(PyObject *self, PyObject *instance, PyObject *) {
    if (instance == nullptr) return Py_NewRef(self);
    const FieldObject *field = as_field(self);
    char *address = address_in(field, instance);
    if (address == nullptr) return nullptr;
    if (field->bit_count != 0)
        return get_bits(*descriptor_of(field->type), address, field->low_bit, field->bit_count);
    if (const char letter = letter_of_text(field)) return read_text(letter, address, field->size);
    return get_item(field->type, as_data(instance), field->index, address);
}

bool write_bit_field(const FieldObject *field, PyObject *value, char *address) {
    Owned number = Owned::borrow(value);
    // An instance stands for its value.
    const int is_instance = is_data(value) ? PyObject_IsInstance(value, field->type) : 0;
    if (is_instance > 0) number = Owned(descriptor_of_data(value)->getter()(as_data(value)->memory));
    if (is_instance < 0 || !number) return false;
    return set_bits(*descriptor_of(field->type), address, number.get(), field->low_bit, field->bit_count);
}

int field_set(PyObject *self, PyObject *instance, PyObject *value) {
    const FieldObject *field = as_field(self);
    char *address = address_in(field, instance);
    if (address == nullptr || refuse_deletion(value)) return -1;
    if (field->bit_count != 0) return write_bit_field(field, value, address) ? 0 : -1;
    switch (letter_of_text(field)) {
    case 'c': return write_bytes(value, address, field->size) ? 0 : -1;
    case 'u':
        return write_wide_text(value, address, field->size / static_cast<Py_ssize_t>(sizeof(wchar_t))) ? 0
                                                                                                       : -1;
    default: return set_item(as_data(instance), field->type, value, field->index, address) ? 0 : -1;
    }
}

PyObject *field_repr(PyObject *self) {
    const FieldObject *field = as_field(self);
    const char *name = as_type(field->type)->tp_name;
    if (field->bit_count != 0)
        return PyUnicode_FromFormat("<Field type=%s, ofs=%zd:%zd, bits=%zd>", name, field->offset,
                                    static_cast<Py_ssize_t>(field->low_bit),
                                    static_cast<Py_ssize_t>(field->bit_count));
    return PyUnicode_FromFormat("<Field type=%s, ofs=%zd, size=%zd>", name, field->offset, field->size);
}

// For a bit field, its count of bits lies above the number of its first bit.
PyObject *get_size(PyObject *self, void *) {
    const FieldObject *field = as_field(self);
    return PyLong_FromSsize_t(field->bit_count != 0 ? (field->bit_count << 16) + field->low_bit
                                                    : field->size);
}

PyObject *get_offset(PyObject *self, void *) {
    return PyLong_FromSsize_t(as_field(self)->offset);
}

PyGetSetDef field_getset[] = {
    {"offset", get_offset, nullptr, "offset in bytes of this field", nullptr},
    {"size", get_size, nullptr, "size in bytes of this field", nullptr},
    {},
};

} // namespace

PyTypeObject field_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_ctypes.CField",
    .tp_basicsize = sizeof(FieldObject),
    .tp_dealloc = field_dealloc,
    .tp_repr = field_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "Structure/Union member",
    .tp_traverse = field_traverse,
    .tp_clear = field_clear,
    .tp_getset = field_getset,
    .tp_descr_get = field_get,
    .tp_descr_set = field_set,
};

FieldObject *make_field(PyObject *type, Py_ssize_t index) {
    auto *field = PyObject_GC_New(FieldObject, &field_type);
    if (field == nullptr) return nullptr;
    field->type = Py_NewRef(type);
    field->index = index;
    field->offset = field->size = 0;
    field->low_bit = field->bit_count = field->is_anonymous = 0;
    PyObject_GC_Track(as_object(field));
    return field;
}

} // namespace adder::stdlib::ctypes
