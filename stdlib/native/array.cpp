// SPDX-License-Identifier: MIT
//
// The module array: sequences of numbers or characters of one C type, stored side by side.
//
// A type code's row knows how an item is read and written; everything else counts in bytes of the row's size.
// Memory that somebody looks at through the buffer protocol is neither moved nor resized.
#include "array.hpp"

#include <algorithm>
#include <cstring>

namespace adder::stdlib {

bool check_resizable(const ArrayObject *self) {
    if (self->exports == 0) return true;
    PyErr_SetString(PyExc_BufferError, "cannot resize an array that is exporting buffers");
    return false;
}

bool resize(ArrayObject *self, Py_ssize_t count) {
    if (self->exports > 0 && count != self->count) return check_resizable(self);
    if (count > self->room || count < self->room / 2) {
        const Py_ssize_t spare = count == 0 ? 0 : (count >> 4) + (count < 8 ? 3 : 7);
        const Py_ssize_t room = self->count == 0 && count > 1 ? count : count + spare;
        if (room > PY_SSIZE_T_MAX / self->kind->size) return PyErr_NoMemory() != nullptr;
        void *items =
            PyMem_Realloc(self->items, static_cast<size_t>(std::max<Py_ssize_t>(room * self->kind->size, 1)));
        if (items == nullptr) return PyErr_NoMemory() != nullptr;
        self->items = static_cast<char *>(items);
        self->room = room;
    }
    self->count = count;
    return true;
}

PyObject *make_array(PyTypeObject *type, const ArrayKind *kind, Py_ssize_t count) {
    PyObject *object = type->tp_alloc(type, 0);
    if (object == nullptr) return nullptr;
    ArrayObject *self = as_array(object);
    self->kind = kind;
    if (resize(self, count)) return object;
    Py_DECREF(object);
    return nullptr;
}

PyObject *item_at(const ArrayObject *self, Py_ssize_t index) {
    return self->kind->get(self->items + index * self->kind->size);
}

bool set_item_at(ArrayObject *self, Py_ssize_t index, PyObject *value) {
    // Converting the value can run code that changes the array.
    char item[8];
    if (!self->kind->set(item, value)) return false;
    if (index >= self->count) {
        PyErr_SetString(PyExc_IndexError, "array assignment index out of range");
        return false;
    }
    std::memcpy(self->items + index * self->kind->size, item, self->kind->size);
    return true;
}

bool insert_item(ArrayObject *self, Py_ssize_t index, PyObject *value) {
    char item[8];
    if (!self->kind->set(item, value)) return false;
    const Py_ssize_t count = self->count;
    if (index < 0) index = std::max<Py_ssize_t>(index + count, 0);
    index = std::min(index, count);
    if (!check_resizable(self) || !resize(self, count + 1)) return false;
    const Py_ssize_t size = self->kind->size;
    std::memmove(self->items + (index + 1) * size, self->items + index * size, (count - index) * size);
    std::memcpy(self->items + index * size, item, size);
    return true;
}

bool replace_items(ArrayObject *self, Py_ssize_t start, Py_ssize_t stop, const char *items,
                   Py_ssize_t count) {
    const Py_ssize_t growth = count - (stop - start);
    const Py_ssize_t size = self->kind->size;
    const Py_ssize_t old_count = self->count;
    if (growth != 0 && !check_resizable(self)) return false;
    if (growth > 0 && !resize(self, old_count + growth)) return false;
    std::memmove(self->items + (stop + growth) * size, self->items + stop * size, (old_count - stop) * size);
    if (growth < 0 && !resize(self, old_count + growth)) return false;
    if (count > 0) std::memcpy(self->items + start * size, items, count * size);
    return true;
}

namespace {

void array_dealloc(PyObject *self) {
    if (as_array(self)->weak_references != nullptr) PyObject_ClearWeakRefs(self);
    PyMem_Free(as_array(self)->items);
    Py_TYPE(self)->tp_free(self);
}

Py_ssize_t array_length(PyObject *self) {
    return as_array(self)->count;
}

PyObject *array_item(PyObject *self, Py_ssize_t index) {
    if (index >= 0 && index < as_array(self)->count) return item_at(as_array(self), index);
    PyErr_SetString(PyExc_IndexError, "array index out of range");
    return nullptr;
}

int array_contains(PyObject *object, PyObject *value) {
    for (Py_ssize_t i = 0; i < as_array(object)->count; i++) {
        const Owned item(item_at(as_array(object), i));
        const int found = item ? PyObject_RichCompareBool(item.get(), value, Py_EQ) : -1;
        if (found != 0) return found;
    }
    return 0;
}

PyObject *array_concat(PyObject *left, PyObject *right) {
    if (!is_array(right))
        return PyErr_Format(PyExc_TypeError, "can only append array (not \"%.200s\") to array",
                            Py_TYPE(right)->tp_name);
    const ArrayObject *a = as_array(left);
    const ArrayObject *b = as_array(right);
    if (a->kind != b->kind) {
        PyErr_BadArgument();
        return nullptr;
    }
    PyObject *result = make_array(&array_type, a->kind, a->count + b->count);
    if (result == nullptr) return nullptr;
    const Py_ssize_t size = a->kind->size;
    std::memcpy(as_array(result)->items, a->items, a->count * size);
    std::memcpy(as_array(result)->items + a->count * size, b->items, b->count * size);
    return result;
}

// Fills the items with copies of the first `count`.
void repeat_items(ArrayObject *self, Py_ssize_t count) {
    const Py_ssize_t block = count * self->kind->size;
    const Py_ssize_t all = self->count * self->kind->size;
    for (Py_ssize_t at = block; at < all && block > 0; at += block)
        std::memcpy(self->items + at, self->items, std::min(block, all - at));
}

bool repeated_count(const ArrayObject *self, Py_ssize_t times, Py_ssize_t &count) {
    if (times < 0) times = 0;
    if (__builtin_mul_overflow(self->count, times, &count)) return PyErr_NoMemory() != nullptr;
    return true;
}

PyObject *array_repeat(PyObject *object, Py_ssize_t times) {
    const ArrayObject *self = as_array(object);
    Py_ssize_t count;
    if (!repeated_count(self, times, count)) return nullptr;
    PyObject *result = make_array(&array_type, self->kind, count);
    if (result == nullptr || count == 0) return result;
    std::memcpy(as_array(result)->items, self->items, self->count * self->kind->size);
    repeat_items(as_array(result), self->count);
    return result;
}

PyObject *array_inplace_repeat(PyObject *object, Py_ssize_t times) {
    ArrayObject *self = as_array(object);
    const Py_ssize_t before = self->count;
    Py_ssize_t count;
    if (!repeated_count(self, times, count) || !resize(self, count)) return nullptr;
    if (count > before) repeat_items(self, before);
    return Py_NewRef(object);
}

PyObject *array_inplace_concat(PyObject *object, PyObject *other) {
    if (!is_array(other))
        return PyErr_Format(PyExc_TypeError, "can only extend with array (not \"%.200s\")",
                            Py_TYPE(other)->tp_name);
    return extend_array(as_array(object), other) ? Py_NewRef(object) : nullptr;
}

// --- subscripts

PyObject *array_subscript(PyObject *object, PyObject *key) {
    const ArrayObject *self = as_array(object);
    if (PyIndex_Check(key)) {
        const Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (index == -1 && PyErr_Occurred() != nullptr) return nullptr;
        return array_item(object, index < 0 ? index + self->count : index);
    }
    if (!PySlice_Check(key)) {
        PyErr_SetString(PyExc_TypeError, "array indices must be integers");
        return nullptr;
    }
    Py_ssize_t start;
    Py_ssize_t stop;
    Py_ssize_t step;
    if (PySlice_Unpack(key, &start, &stop, &step) < 0) return nullptr;
    const Py_ssize_t count = PySlice_AdjustIndices(self->count, &start, &stop, step);
    PyObject *result = make_array(&array_type, self->kind, count);
    if (result == nullptr) return nullptr;
    const Py_ssize_t size = self->kind->size;
    for (Py_ssize_t i = 0; i < count; i++)
        std::memcpy(as_array(result)->items + i * size, self->items + (start + i * step) * size, size);
    return result;
}

// Takes the items of an extended slice out and moves the others together.
bool delete_steps(ArrayObject *self, Py_ssize_t start, Py_ssize_t step, Py_ssize_t count) {
    if (count == 0) return true;
    if (!check_resizable(self)) return false;
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    const Py_ssize_t size = self->kind->size;
    Py_ssize_t to = start;
    for (Py_ssize_t i = start; i < self->count; i++) {
        if ((i - start) % step == 0 && (i - start) / step < count) continue;
        std::memmove(self->items + to++ * size, self->items + i * size, size);
    }
    return resize(self, to);
}

int assign_slice(ArrayObject *self, PyObject *key, PyObject *value) {
    Py_ssize_t start;
    Py_ssize_t stop;
    Py_ssize_t step;
    if (PySlice_Unpack(key, &start, &stop, &step) < 0) return -1;
    Owned copy;
    Py_ssize_t needed = 0;
    if (value != nullptr) {
        if (!is_array(value)) {
            PyErr_Format(PyExc_TypeError, "can only assign array (not \"%.200s\") to array slice",
                         Py_TYPE(value)->tp_name);
            return -1;
        }
        if (as_array(value)->kind != self->kind) {
            PyErr_BadArgument();
            return -1;
        }
        // An array may be assigned to a part of itself.
        copy = Owned(PySequence_GetSlice(value, 0, PY_SSIZE_T_MAX));
        if (!copy) return -1;
        needed = as_array(copy.get())->count;
    }
    const Py_ssize_t count = PySlice_AdjustIndices(self->count, &start, &stop, step);
    if ((step > 0 && stop < start) || (step < 0 && stop > start)) stop = start;
    const char *items = copy ? as_array(copy.get())->items : nullptr;
    if (step == 1) return replace_items(self, start, stop, items, needed) ? 0 : -1;
    if (needed == 0) return delete_steps(self, start, step, count) ? 0 : -1;
    if (needed != count) {
        PyErr_Format(PyExc_ValueError, "attempt to assign array of size %zd to extended slice of size %zd",
                     needed, count);
        return -1;
    }
    const Py_ssize_t size = self->kind->size;
    for (Py_ssize_t i = 0; i < count; i++)
        std::memcpy(self->items + (start + i * step) * size, items + i * size, size);
    return 0;
}

int array_assign_subscript(PyObject *object, PyObject *key, PyObject *value) {
    ArrayObject *self = as_array(object);
    if (PySlice_Check(key)) return assign_slice(self, key, value);
    if (!PyIndex_Check(key)) {
        PyErr_SetString(PyExc_TypeError, "array indices must be integers");
        return -1;
    }
    Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred() != nullptr) return -1;
    if (index < 0) index += self->count;
    if (index < 0 || index >= self->count) {
        PyErr_SetString(PyExc_IndexError, "array assignment index out of range");
        return -1;
    }
    if (value == nullptr) return replace_items(self, index, index + 1, nullptr, 0) ? 0 : -1;
    return set_item_at(self, index, value) ? 0 : -1;
}

// --- comparison and text

PyObject *array_compare(PyObject *left, PyObject *right, int op) {
    if (!is_array(left) || !is_array(right)) Py_RETURN_NOTIMPLEMENTED;
    const ArrayObject *a = as_array(left);
    const ArrayObject *b = as_array(right);
    if (a->count != b->count && (op == Py_EQ || op == Py_NE)) return PyBool_FromLong(op == Py_NE);
    for (Py_ssize_t i = 0; i < a->count && i < b->count; i++) {
        const Owned x(item_at(a, i));
        const Owned y(item_at(b, i));
        const int is_equal = x && y ? PyObject_RichCompareBool(x.get(), y.get(), Py_EQ) : -1;
        if (is_equal < 0) return nullptr;
        if (is_equal != 0) continue;
        if (op == Py_EQ || op == Py_NE) return PyBool_FromLong(op == Py_NE);
        return PyObject_RichCompare(x.get(), y.get(), op);
    }
    Py_RETURN_RICHCOMPARE(a->count, b->count, op);
}

PyObject *array_repr(PyObject *object) {
    const ArrayObject *self = as_array(object);
    const Owned name(PyObject_GetAttrString(reinterpret_cast<PyObject *>(Py_TYPE(object)), "__name__"));
    if (!name) return nullptr;
    if (self->count == 0) return PyUnicode_FromFormat("%U('%c')", name.get(), self->kind->code);
    const char *method = self->kind->code == 'u' ? "tounicode" : "tolist";
    const Owned items(PyObject_CallMethod(object, method, nullptr));
    return items ? PyUnicode_FromFormat("%U('%c', %R)", name.get(), self->kind->code, items.get()) : nullptr;
}

// --- buffer protocol

int array_get_buffer(PyObject *object, Py_buffer *view, int flags) {
    ArrayObject *self = as_array(object);
    *view = {};
    static char nothing[8];
    view->buf = self->items == nullptr ? nothing : self->items;
    view->obj = Py_NewRef(object);
    view->len = self->count * self->kind->size;
    view->itemsize = self->kind->size;
    view->ndim = 1;
    if ((flags & PyBUF_ND) == PyBUF_ND) view->shape = &self->count;
    if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES) view->strides = &view->itemsize;
    if ((flags & PyBUF_FORMAT) == PyBUF_FORMAT) view->format = const_cast<char *>(self->kind->format);
    self->exports++;
    return 0;
}

void array_release_buffer(PyObject *object, Py_buffer *) {
    as_array(object)->exports--;
}

PySequenceMethods sequence = {
    .sq_length = array_length,
    .sq_concat = array_concat,
    .sq_repeat = array_repeat,
    .sq_item = array_item,
    .sq_contains = array_contains,
    .sq_inplace_concat = array_inplace_concat,
    .sq_inplace_repeat = array_inplace_repeat,
};

PyMappingMethods mapping = {
    .mp_length = array_length,
    .mp_subscript = array_subscript,
    .mp_ass_subscript = array_assign_subscript,
};

PyBufferProcs buffer = {
    .bf_getbuffer = array_get_buffer,
    .bf_releasebuffer = array_release_buffer,
};

PyObject *get_typecode(PyObject *self, void *) {
    return PyUnicode_FromStringAndSize(&as_array(self)->kind->code, 1);
}
PyObject *get_itemsize(PyObject *self, void *) {
    return PyLong_FromSsize_t(as_array(self)->kind->size);
}

PyGetSetDef attributes[] = {
    {"typecode", get_typecode, nullptr, "The character that names the type of the items.", nullptr},
    {"itemsize", get_itemsize, nullptr, "The count of bytes of an item.", nullptr},
    {},
};

} // namespace

PyTypeObject array_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "array.array",
    .tp_basicsize = sizeof(ArrayObject),
    .tp_dealloc = array_dealloc,
    .tp_repr = array_repr,
    .tp_as_sequence = &sequence,
    .tp_as_mapping = &mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_SEQUENCE,
    .tp_doc = "array(typecode [, initializer]) -> array\n\nItems of one C type, side by side in memory. The "
              "type code is one of b B u h H i I l L q Q f d;\n"
              "the items come from a bytes-like object, a str, or an iterable.",
    .tp_richcompare = array_compare,
    .tp_weaklistoffset = offsetof(ArrayObject, weak_references),
    .tp_iter = array_iter,
    .tp_methods = array_methods,
    .tp_getset = attributes,
    .tp_new = array_new,
};

} // namespace adder::stdlib
