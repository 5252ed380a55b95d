// SPDX-License-Identifier: MIT
//
// Arrays: `class * length`, items by index and slice, and the text attributes of arrays of characters.
#include "ctypes.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace adder::stdlib::ctypes {
namespace {

// --- classes

// `_length_` of a class, or -1 with an error.
Py_ssize_t length_of_class(PyObject *type) {
    const Owned length(PyObject_GetAttrString(type, "_length_"));
    if (!length) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError))
            PyErr_SetString(PyExc_AttributeError, "class must define a '_length_' attribute");
        return -1;
    }
    if (!PyLong_Check(length.get())) {
        PyErr_SetString(PyExc_TypeError, "The '_length_' attribute must be an integer");
        return -1;
    }
    if (_PyLong_Sign(length.get()) < 0) {
        PyErr_SetString(PyExc_ValueError, "The '_length_' attribute must not be negative");
        return -1;
    }
    const Py_ssize_t result = PyLong_AsSsize_t(length.get());
    if (result < 0) {
        PyErr_Clear();
        PyErr_SetString(PyExc_OverflowError, "The '_length_' attribute is too large");
    }
    return result;
}

// The class of the items, or NULL with an error.
Owned item_of_class(PyObject *type) {
    Owned item(PyObject_GetAttrString(type, "_type_"));
    if (!item && PyErr_ExceptionMatches(PyExc_AttributeError))
        PyErr_SetString(PyExc_AttributeError, "class must define a '_type_' attribute");
    if (item && descriptor_of(item.get()) == nullptr) {
        PyErr_SetString(PyExc_TypeError, "_type_ must have storage info");
        return {};
    }
    return item;
}

char letter_of_items(const Descriptor *descriptor) {
    const Descriptor *item = descriptor_of(descriptor->item.get());
    return item->code != nullptr ? item->code->letter : '\0';
}

std::unique_ptr<Descriptor> make_descriptor(Owned item, Py_ssize_t length) {
    Descriptor *of_item = descriptor_of(item.get());
    auto descriptor = std::make_unique<Descriptor>(Descriptor{.kind = Kind::Array});
    if (of_item->size != 0 && length > PY_SSIZE_T_MAX / of_item->size) {
        PyErr_SetString(PyExc_OverflowError, "array too large");
        return nullptr;
    }
    descriptor->size = of_item->size * length;
    descriptor->alignment = of_item->alignment;
    descriptor->length = length;
    descriptor->ffi = &ffi_type_pointer;
    descriptor->format = of_item->format;
    descriptor->shape.push_back(length);
    descriptor->shape.insert(descriptor->shape.end(), of_item->shape.begin(), of_item->shape.end());
    descriptor->has_pointer = of_item->has_pointer || of_item->kind == Kind::Pointer;
    of_item->is_final = true;
    descriptor->item = std::move(item);
    return descriptor;
}

// --- arrays of characters

PyObject *too_long(const char *what) {
    return PyErr_Format(PyExc_ValueError, "%s too long", what);
}

PyObject *get_raw(PyObject *self, void *) {
    return PyBytes_FromStringAndSize(as_data(self)->memory, as_data(self)->size);
}

int set_raw(PyObject *self, PyObject *value, void *) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_AttributeError, "cannot delete attribute");
        return -1;
    }
    Py_buffer view;
    if (PyObject_GetBuffer(value, &view, PyBUF_SIMPLE) < 0) return -1;
    const bool fits = view.len <= as_data(self)->size;
    if (fits)
        std::memcpy(as_data(self)->memory, view.buf, static_cast<size_t>(view.len));
    else
        too_long("byte string");
    PyBuffer_Release(&view);
    return fits ? 0 : -1;
}

PyObject *get_text(PyObject *self, void *) {
    const char *memory = as_data(self)->memory;
    const size_t length = strnlen(memory, static_cast<size_t>(as_data(self)->size));
    return PyBytes_FromStringAndSize(memory, static_cast<Py_ssize_t>(length));
}

int set_text(PyObject *self, PyObject *value, void *) {
    if (refuse_deletion(value)) return -1;
    if (!PyBytes_Check(value)) {
        PyErr_Format(PyExc_TypeError, "bytes expected instead of %s instance", type_name(value));
        return -1;
    }
    const Py_ssize_t size = PyBytes_GET_SIZE(value);
    if (size > as_data(self)->size) return too_long("byte string") != nullptr ? 0 : -1;
    std::memcpy(as_data(self)->memory, PyBytes_AS_STRING(value), static_cast<size_t>(size));
    if (size < as_data(self)->size) as_data(self)->memory[size] = '\0';
    return 0;
}

PyObject *get_wide_text(PyObject *self, void *) {
    // The memory may lie at any address; the copy does not.
    std::vector<wchar_t> text(static_cast<size_t>(as_data(self)->size) / sizeof(wchar_t) + 1);
    std::memcpy(text.data(), as_data(self)->memory, (text.size() - 1) * sizeof(wchar_t));
    return PyUnicode_FromWideChar(text.data(), static_cast<Py_ssize_t>(wcslen(text.data())));
}

int set_wide_text(PyObject *self, PyObject *value, void *) {
    if (refuse_deletion(value)) return -1;
    if (!PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "unicode string expected instead of %s instance", type_name(value));
        return -1;
    }
    Py_ssize_t length;
    wchar_t *text = PyUnicode_AsWideCharString(value, &length);
    if (text == nullptr) return -1;
    const Py_ssize_t room = as_data(self)->size / static_cast<Py_ssize_t>(sizeof(wchar_t));
    const bool fits = length <= room;
    if (fits)
        std::memcpy(as_data(self)->memory, text,
                    static_cast<size_t>(std::min(length + 1, room)) * sizeof(wchar_t));
    else
        too_long("string");
    PyMem_Free(text);
    return fits ? 0 : -1;
}

PyGetSetDef char_attributes[] = {
    {"raw", get_raw, set_raw, "value", nullptr},
    {"value", get_text, set_text, "string value", nullptr},
};

PyGetSetDef wide_char_attributes[] = {
    {"value", get_wide_text, set_wide_text, "string value", nullptr},
};

bool add_attribute(PyObject *type, PyGetSetDef &row) {
    const Owned attribute(PyDescr_NewGetSet(as_type(type), &row));
    return attribute && PyObject_SetAttrString(type, row.name, attribute.get()) == 0;
}

bool add_attributes(PyObject *type, char letter) {
    if (letter == 'c')
        return add_attribute(type, char_attributes[0]) && add_attribute(type, char_attributes[1]);
    return letter != 'u' || add_attribute(type, wide_char_attributes[0]);
}

PyObject *array_class_new(PyTypeObject *metatype, PyObject *args, PyObject *keywords) {
    Owned type = make_class(metatype, args, keywords);
    if (!type || descriptor_of(type.get()) != nullptr) return type.release();
    const Py_ssize_t length = length_of_class(type.get());
    Owned item = length >= 0 ? item_of_class(type.get()) : Owned();
    if (!item) return nullptr;
    auto descriptor = make_descriptor(std::move(item), length);
    if (descriptor == nullptr) return nullptr;
    const char letter = letter_of_items(descriptor.get());
    set_descriptor(type.get(), std::move(descriptor));
    return add_attributes(type.get(), letter) ? type.release() : nullptr;
}

// --- instances

// No more items than lie in the memory: __class__ can be set to an array of more.
Py_ssize_t array_length(PyObject *self) {
    const Descriptor *descriptor = descriptor_of_data(self);
    const Py_ssize_t item_size = descriptor_of(descriptor->item.get())->size;
    return item_size == 0 ? descriptor->length
                          : std::min(descriptor->length, as_data(self)->size / item_size);
}

// Address of an item; NULL with IndexError.
char *item_address(PyObject *self, Py_ssize_t index) {
    if (index >= 0 && index < array_length(self)) {
        const Descriptor *descriptor = descriptor_of_data(self);
        return as_data(self)->memory + index * descriptor_of(descriptor->item.get())->size;
    }
    PyErr_SetString(PyExc_IndexError, "invalid index");
    return nullptr;
}

PyObject *array_item(PyObject *self, Py_ssize_t index) {
    char *address = item_address(self, index);
    if (address == nullptr) return nullptr;
    return get_item(descriptor_of_data(self)->item.get(), as_data(self), index, address);
}

int array_set_item(PyObject *self, Py_ssize_t index, PyObject *value) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_TypeError, "Array does not support item deletion");
        return -1;
    }
    char *address = item_address(self, index);
    if (address == nullptr) return -1;
    return set_item(as_data(self), descriptor_of_data(self)->item.get(), value, index, address) ? 0 : -1;
}

// The index that a key means; false with an error.
bool index_of_key(PyObject *self, PyObject *key, Py_ssize_t &index) {
    index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred() != nullptr) return false;
    if (index < 0) index += array_length(self);
    return true;
}

PyObject *array_subscript(PyObject *self, PyObject *key) {
    if (PyIndex_Check(key)) {
        Py_ssize_t index;
        return index_of_key(self, key, index) ? array_item(self, index) : nullptr;
    }
    if (!PySlice_Check(key)) {
        PyErr_SetString(PyExc_TypeError, "indices must be integers");
        return nullptr;
    }
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(key, &start, &stop, &step) < 0) return nullptr;
    const Py_ssize_t count = PySlice_AdjustIndices(array_length(self), &start, &stop, step);
    return slice_of_memory(descriptor_of_data(self)->item.get(), as_data(self), as_data(self)->memory, start,
                           step, count);
}

int set_slice(PyObject *self, PyObject *key, PyObject *value) {
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(key, &start, &stop, &step) < 0) return -1;
    const Py_ssize_t count = PySlice_AdjustIndices(array_length(self), &start, &stop, step);
    if (PySequence_Size(value) != count) {
        PyErr_SetString(PyExc_ValueError, "Can only assign sequence of same size");
        return -1;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        const Owned item(PySequence_GetItem(value, i));
        if (!item || array_set_item(self, start + i * step, item.get()) < 0) return -1;
    }
    return 0;
}

int array_set_subscript(PyObject *self, PyObject *key, PyObject *value) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_TypeError, "Array does not support item deletion");
        return -1;
    }
    if (PySlice_Check(key)) return set_slice(self, key, value);
    if (!PyIndex_Check(key)) {
        PyErr_SetString(PyExc_TypeError, "indices must be integer");
        return -1;
    }
    Py_ssize_t index;
    return index_of_key(self, key, index) ? array_set_item(self, index, value) : -1;
}

int array_init(PyObject *self, PyObject *args, PyObject *) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++)
        if (array_set_item(self, i, PyTuple_GET_ITEM(args, i)) < 0) return -1;
    return 0;
}

PySequenceMethods array_sequence = {
    .sq_length = array_length, .sq_item = array_item, .sq_ass_item = array_set_item};
PyMappingMethods array_mapping = {array_length, array_subscript, array_set_subscript};

PyMethodDef array_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};

// --- slices of memory

template <class Character, class Make>
PyObject *slice_of_characters(const char *memory, Py_ssize_t start, Py_ssize_t step, Py_ssize_t count,
                              Make make) {
    std::vector<Character> text(static_cast<size_t>(std::max<Py_ssize_t>(count, 1)));
    constexpr auto size = static_cast<Py_ssize_t>(sizeof(Character));
    for (Py_ssize_t i = 0; i < count; i++)
        std::memcpy(&text[static_cast<size_t>(i)], memory + (start + i * step) * size, sizeof(Character));
    return make(text.data(), count);
}

} // namespace

PyObject *slice_of_memory(PyObject *item_type, DataObject *owner, char *memory, Py_ssize_t start,
                          Py_ssize_t step, Py_ssize_t count) {
    const Descriptor *item = descriptor_of(item_type);
    const char letter = item->code != nullptr ? item->code->letter : '\0';
    if (letter == 'c')
        return slice_of_characters<char>(memory, start, step, count, PyBytes_FromStringAndSize);
    if (letter == 'u')
        return slice_of_characters<wchar_t>(memory, start, step, count, PyUnicode_FromWideChar);
    Owned list(PyList_New(count));
    for (Py_ssize_t i = 0; list && i < count; i++) {
        const Py_ssize_t index = start + i * step;
        PyObject *value = get_item(item_type, owner, index, memory + index * item->size);
        if (value == nullptr) return nullptr;
        PyList_SET_ITEM(list.get(), i, value);
    }
    return list.release();
}

PyObject *make_array_type(PyObject *item, Py_ssize_t length) {
    Descriptor *descriptor = descriptor_of(item);
    if (descriptor == nullptr) {
        PyErr_SetString(PyExc_TypeError, "_type_ must have storage info");
        return nullptr;
    }
    const auto known = descriptor->array_types.find(length);
    if (known != descriptor->array_types.end()) {
        PyObject *type = PyWeakref_GetObject(known->second.get());
        if (type != Py_None) return Py_NewRef(type);
    }
    char name[256];
    std::snprintf(name, sizeof name, "%.200s_Array_%ld", as_type(item)->tp_name, static_cast<long>(length));
    Owned type(PyObject_CallFunction(as_object(&array_metatype), "s(O){s:n,s:O}", name, &array_type,
                                     "_length_", length, "_type_", item));
    Owned reference(type ? PyWeakref_NewRef(type.get(), nullptr) : nullptr);
    if (!reference) return nullptr;
    descriptor->array_types.insert_or_assign(length, std::move(reference));
    return type.release();
}

PyTypeObject array_metatype = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_ctypes.PyCArrayType",
    .tp_basicsize = sizeof(TypeObject),
    .tp_dealloc = metatype_dealloc,
    .tp_as_sequence = &metatype_sequence,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "metatype for the Array Objects",
    .tp_traverse = metatype_traverse,
    .tp_clear = metatype_clear,
    .tp_methods = data_class_methods,
    .tp_base = &PyType_Type,
    .tp_new = array_class_new,
};

PyTypeObject array_type = {
    .ob_base = {PyObject_HEAD_INIT(&array_metatype) 0},
    .tp_name = "_ctypes.Array",
    .tp_basicsize = sizeof(DataObject),
    .tp_as_sequence = &array_sequence,
    .tp_as_mapping = &array_mapping,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = "XXX to be provided",
    .tp_methods = array_methods,
    .tp_base = &data_type,
    .tp_init = array_init,
    .tp_new = data_new,
};

} // namespace adder::stdlib::ctypes
