// SPDX-License-Identifier: MIT
//
// The methods of arrays, and how arrays are made from other values.
#include "array.hpp"

#include <algorithm>
#include <cstring>

namespace adder::stdlib {

// --- appending

bool append_bytes(ArrayObject *self, PyObject *source) {
    Py_buffer view;
    if (PyObject_GetBuffer(source, &view, PyBUF_SIMPLE) != 0) return false;
    const Py_ssize_t size = self->kind->size;
    bool is_done = false;
    if (view.len % size != 0)
        PyErr_SetString(PyExc_ValueError, "bytes length not a multiple of item size");
    else
        is_done =
            replace_items(self, self->count, self->count, static_cast<char *>(view.buf), view.len / size);
    PyBuffer_Release(&view);
    return is_done;
}

bool append_text(ArrayObject *self, PyObject *text) {
    const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    const Py_ssize_t before = self->count;
    if (length == 0) return true;
    if (!check_resizable(self) || !resize(self, before + length)) return false;
    return PyUnicode_AsUCS4(text, reinterpret_cast<Py_UCS4 *>(self->items) + before, length, 0) != nullptr;
}

bool extend_array(ArrayObject *self, PyObject *items) {
    if (is_array(items)) {
        const ArrayObject *other = as_array(items);
        if (other->kind != self->kind) {
            PyErr_SetString(PyExc_TypeError, "can only extend with array of same kind");
            return false;
        }
        const Owned copy(PySequence_GetSlice(items, 0, PY_SSIZE_T_MAX));
        return copy && replace_items(self, self->count, self->count, as_array(copy.get())->items,
                                     as_array(copy.get())->count);
    }
    const Owned iterator(PyObject_GetIter(items));
    if (!iterator) return false;
    while (true) {
        const Owned item(PyIter_Next(iterator.get()));
        if (!item) return PyErr_Occurred() == nullptr;
        if (!insert_item(self, self->count, item.get())) return false;
    }
}

namespace {

PyObject *none_if(bool is_done) {
    return is_done ? Py_NewRef(Py_None) : nullptr;
}

PyObject *fail(PyObject *type, const char *text) {
    PyErr_SetString(type, text);
    return nullptr;
}

PyObject *array_append(PyObject *self, PyObject *value) {
    return none_if(insert_item(as_array(self), as_array(self)->count, value));
}

PyObject *array_extend(PyObject *self, PyObject *items) {
    return none_if(extend_array(as_array(self), items));
}

PyObject *array_insert(PyObject *self, PyObject *args) {
    Py_ssize_t index;
    PyObject *value;
    if (!PyArg_ParseTuple(args, "nO:insert", &index, &value)) return nullptr;
    return none_if(insert_item(as_array(self), index, value));
}

PyObject *array_frombytes(PyObject *self, PyObject *source) {
    return none_if(append_bytes(as_array(self), source));
}

PyObject *array_fromlist(PyObject *object, PyObject *list) {
    if (!PyList_Check(list)) return fail(PyExc_TypeError, "arg must be list");
    ArrayObject *self = as_array(object);
    const Py_ssize_t before = self->count;
    const Py_ssize_t count = PyList_GET_SIZE(list);
    if (count == 0) Py_RETURN_NONE;
    if (!check_resizable(self) || !resize(self, before + count)) return nullptr;
    std::memset(self->items + before * self->kind->size, 0, count * self->kind->size);
    for (Py_ssize_t i = 0; i < count; i++) {
        bool is_done = set_item_at(self, before + i, PyList_GET_ITEM(list, i));
        if (is_done && PyList_GET_SIZE(list) != count) {
            PyErr_SetString(PyExc_RuntimeError, "list changed size during iteration");
            is_done = false;
        }
        if (is_done) continue;
        // All items or none.
        resize(self, before);
        return nullptr;
    }
    Py_RETURN_NONE;
}

PyObject *array_fromunicode(PyObject *self, PyObject *text) {
    if (!PyUnicode_Check(text))
        return PyErr_Format(PyExc_TypeError, "fromunicode() argument must be str, not %.50s",
                            Py_TYPE(text)->tp_name);
    if (as_array(self)->kind->code != 'u')
        return fail(PyExc_ValueError, "fromunicode() may only be called on unicode type arrays");
    return none_if(append_text(as_array(self), text));
}

PyObject *array_fromfile(PyObject *object, PyObject *args) {
    PyObject *file;
    Py_ssize_t count;
    if (!PyArg_ParseTuple(args, "On:fromfile", &file, &count)) return nullptr;
    if (count < 0) return fail(PyExc_ValueError, "negative count");
    ArrayObject *self = as_array(object);
    if (count > PY_SSIZE_T_MAX / self->kind->size) return PyErr_NoMemory();
    const Py_ssize_t wanted = count * self->kind->size;
    const Owned bytes(PyObject_CallMethod(file, "read", "n", wanted));
    if (!bytes) return nullptr;
    if (!PyBytes_Check(bytes.get())) return fail(PyExc_TypeError, "read() didn't return bytes");
    if (!append_bytes(self, bytes.get())) return nullptr;
    if (PyBytes_GET_SIZE(bytes.get()) != wanted)
        return fail(PyExc_EOFError, "read() didn't return enough bytes");
    Py_RETURN_NONE;
}

// --- giving

PyObject *array_tobytes(PyObject *object, PyObject *) {
    const ArrayObject *self = as_array(object);
    return PyBytes_FromStringAndSize(self->items, self->count * self->kind->size);
}

PyObject *array_tofile(PyObject *object, PyObject *file) {
    const ArrayObject *self = as_array(object);
    constexpr Py_ssize_t block = Py_ssize_t{64} * 1024;
    for (Py_ssize_t at = 0; at < self->count * self->kind->size; at += block) {
        const Owned bytes(PyBytes_FromStringAndSize(self->items + at,
                                                    std::min(block, self->count * self->kind->size - at)));
        const Owned written(bytes ? PyObject_CallMethod(file, "write", "O", bytes.get()) : nullptr);
        if (!written) return nullptr;
    }
    Py_RETURN_NONE;
}

PyObject *array_tolist(PyObject *object, PyObject *) {
    const ArrayObject *self = as_array(object);
    Owned list(PyList_New(self->count));
    for (Py_ssize_t i = 0; list && i < self->count; i++) {
        PyObject *item = item_at(self, i);
        if (item == nullptr) return nullptr;
        PyList_SET_ITEM(list.get(), i, item);
    }
    return list.release();
}

PyObject *array_tounicode(PyObject *object, PyObject *) {
    const ArrayObject *self = as_array(object);
    if (self->kind->code != 'u')
        return fail(PyExc_ValueError, "tounicode() may only be called on unicode type arrays");
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, self->items, self->count);
}

PyObject *array_buffer_info(PyObject *object, PyObject *) {
    const ArrayObject *self = as_array(object);
    const Owned address(PyLong_FromVoidPtr(self->items));
    return address ? Py_BuildValue("On", address.get(), self->count) : nullptr;
}

PyObject *array_copy(PyObject *self, PyObject *) {
    PyObject *copy = make_array(&array_type, as_array(self)->kind, as_array(self)->count);
    if (copy != nullptr && as_array(self)->count > 0)
        std::memcpy(as_array(copy)->items, as_array(self)->items,
                    as_array(self)->count * as_array(self)->kind->size);
    return copy;
}

// --- finding

// 1 when found, with the place of the first item that equals; 0, -1 with an exception.
int find(PyObject *object, PyObject *value, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t &place) {
    const ArrayObject *self = as_array(object);
    for (place = start; place < stop && place < self->count; place++) {
        const Owned item(item_at(self, place));
        const int found = item ? PyObject_RichCompareBool(item.get(), value, Py_EQ) : -1;
        if (found != 0) return found;
    }
    return 0;
}

// A converter for places, which may lie beyond all ends.
int slice_index(PyObject *value, void *result) {
    if (PyIndex_Check(value) == 0) {
        PyErr_SetString(PyExc_TypeError, "slice indices must be integers or have an __index__ method");
        return 0;
    }
    const Py_ssize_t index = PyNumber_AsSsize_t(value, nullptr);
    if (index == -1 && PyErr_Occurred() != nullptr) return 0;
    *static_cast<Py_ssize_t *>(result) = index;
    return 1;
}

PyObject *array_index(PyObject *self, PyObject *args) {
    PyObject *value;
    Py_ssize_t start = 0;
    Py_ssize_t stop = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTuple(args, "O|O&O&:index", &value, slice_index, &start, slice_index, &stop))
        return nullptr;
    const Py_ssize_t count = as_array(self)->count;
    if (start < 0) start = std::max<Py_ssize_t>(start + count, 0);
    if (stop < 0) stop += count;
    Py_ssize_t place;
    const int found = find(self, value, start, stop, place);
    if (found > 0) return PyLong_FromSsize_t(place);
    return found < 0 ? nullptr : fail(PyExc_ValueError, "array.index(x): x not in array");
}

PyObject *array_count(PyObject *self, PyObject *value) {
    Py_ssize_t count = 0;
    for (Py_ssize_t place = 0;; place++) {
        const int found = find(self, value, place, PY_SSIZE_T_MAX, place);
        if (found < 0) return nullptr;
        if (found == 0) return PyLong_FromSsize_t(count);
        count++;
    }
}

PyObject *array_remove(PyObject *self, PyObject *value) {
    Py_ssize_t place;
    const int found = find(self, value, 0, PY_SSIZE_T_MAX, place);
    if (found > 0) return none_if(replace_items(as_array(self), place, place + 1, nullptr, 0));
    return found < 0 ? nullptr : fail(PyExc_ValueError, "array.remove(x): x not in array");
}

PyObject *array_pop(PyObject *object, PyObject *args) {
    Py_ssize_t index = -1;
    if (!PyArg_ParseTuple(args, "|n:pop", &index)) return nullptr;
    ArrayObject *self = as_array(object);
    if (self->count == 0) return fail(PyExc_IndexError, "pop from empty array");
    if (index < 0) index += self->count;
    if (index < 0 || index >= self->count) return fail(PyExc_IndexError, "pop index out of range");
    Owned item(item_at(self, index));
    if (!item || !replace_items(self, index, index + 1, nullptr, 0)) return nullptr;
    return item.release();
}

// --- order

PyObject *array_reverse(PyObject *object, PyObject *) {
    ArrayObject *self = as_array(object);
    const Py_ssize_t size = self->kind->size;
    for (Py_ssize_t i = 0, j = self->count - 1; i < j; i++, j--)
        std::swap_ranges(self->items + i * size, self->items + (i + 1) * size, self->items + j * size);
    Py_RETURN_NONE;
}

PyObject *array_byteswap(PyObject *object, PyObject *) {
    ArrayObject *self = as_array(object);
    const Py_ssize_t size = self->kind->size;
    for (Py_ssize_t i = 0; i < self->count; i++)
        std::reverse(self->items + i * size, self->items + (i + 1) * size);
    Py_RETURN_NONE;
}

// --- pickling

PyObject *array_reduce_ex(PyObject *self, PyObject *protocol) {
    if (!PyLong_Check(protocol)) return fail(PyExc_TypeError, "__reduce_ex__ argument should be an integer");
    const long number = PyLong_AsLong(protocol);
    if (number == -1 && PyErr_Occurred() != nullptr) return nullptr;
    Owned attributes(PyObject_GetAttrString(self, "__dict__"));
    if (!attributes) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError) == 0) return nullptr;
        PyErr_Clear();
        attributes = Owned::borrow(Py_None);
    }
    const ArrayKind *kind = as_array(self)->kind;
    if (number < 3) {
        const Owned list(array_tolist(self, nullptr));
        return list ? Py_BuildValue("O(CO)O", Py_TYPE(self), kind->code, list.get(), attributes.get())
                    : nullptr;
    }
    const Owned module(PyImport_ImportModule("array"));
    const Owned make(module ? PyObject_GetAttrString(module.get(), "_array_reconstructor") : nullptr);
    const Owned bytes(array_tobytes(self, nullptr));
    if (!make || !bytes) return nullptr;
    return Py_BuildValue("O(OCiO)O", make.get(), Py_TYPE(self), kind->code, machine_format(kind), bytes.get(),
                         attributes.get());
}

PyObject *array_sizeof(PyObject *self, PyObject *) {
    return PyLong_FromSsize_t(Py_TYPE(self)->tp_basicsize +
                              as_array(self)->room * as_array(self)->kind->size);
}

} // namespace

PyMethodDef array_methods[] = {
    {"__copy__", array_copy, METH_NOARGS, "__copy__($self, /)\n--\n\nA copy."},
    {"__deepcopy__", array_copy, METH_O, "__deepcopy__($self, unused, /)\n--\n\nA copy."},
    {"__reduce_ex__", array_reduce_ex, METH_O, "__reduce_ex__($self, value, /)\n--\n\nWhat pickles hold."},
    {"__sizeof__", array_sizeof, METH_NOARGS, "__sizeof__($self, /)\n--\n\nBytes of memory."},
    {"append", array_append, METH_O, "append($self, v, /)\n--\n\nPut an item at the end."},
    {"buffer_info", array_buffer_info, METH_NOARGS,
     "buffer_info($self, /)\n--\n\nAddress and count of the items."},
    {"byteswap", array_byteswap, METH_NOARGS, "byteswap($self, /)\n--\n\nReverse the bytes of every item."},
    {"count", array_count, METH_O, "count($self, v, /)\n--\n\nHow many items equal v."},
    {"extend", array_extend, METH_O, "extend($self, bb, /)\n--\n\nPut items at the end."},
    {"frombytes", array_frombytes, METH_O,
     "frombytes($self, buffer, /)\n--\n\nPut items at the end that are given as they lie in memory."},
    {"fromfile", array_fromfile, METH_VARARGS, "fromfile($self, f, n, /)\n--\n\nRead n items from a file."},
    {"fromlist", array_fromlist, METH_O,
     "fromlist($self, list, /)\n--\n\nPut the items of a list at the end."},
    {"fromunicode", array_fromunicode, METH_O,
     "fromunicode($self, ustr, /)\n--\n\nPut the characters of a str at the end."},
    {"index", array_index, METH_VARARGS,
     "index($self, v, start=0, stop=sys.maxsize, /)\n--\n\nThe place of the first item that equals v."},
    {"insert", array_insert, METH_VARARGS, "insert($self, i, v, /)\n--\n\nPut an item before place i."},
    {"pop", array_pop, METH_VARARGS, "pop($self, i=-1, /)\n--\n\nTake an item out."},
    {"remove", array_remove, METH_O, "remove($self, v, /)\n--\n\nTake out the first item that equals v."},
    {"reverse", array_reverse, METH_NOARGS, "reverse($self, /)\n--\n\nReverse the order of the items."},
    {"tobytes", array_tobytes, METH_NOARGS, "tobytes($self, /)\n--\n\nThe items as they lie in memory."},
    {"tofile", array_tofile, METH_O, "tofile($self, f, /)\n--\n\nWrite the items to a file."},
    {"tolist", array_tolist, METH_NOARGS, "tolist($self, /)\n--\n\nThe items as a list."},
    {"tounicode", array_tounicode, METH_NOARGS, "tounicode($self, /)\n--\n\nThe characters as a str."},
    {},
};

} // namespace adder::stdlib
