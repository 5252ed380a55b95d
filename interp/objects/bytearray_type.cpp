// SPDX-License-Identifier: MIT
//
// The type bytearray: construction, slots, changing methods, and the table of its methods.
#include "objects/bytearray.hpp"
#include "objects/bytes_methods.hpp"
#include "objects/range_slice.hpp"
#include "objects/sequence_iterators.hpp"
#include "objects/value.hpp"

#include <algorithm>
#include <cstring>

namespace adder::objects {

namespace {

PyByteArrayObject *as_bytearray(PyObject *self) {
    return reinterpret_cast<PyByteArrayObject *>(self);
}

[[nodiscard]] int set_content(PyByteArrayObject *self, std::string_view bytes) {
    return delete_and_insert(self, 0, Py_SIZE(self), bytes);
}

// --- construction

// iter(source); a TypeError of any kind becomes the given one, which names the source's type.
Ref iter_or_refuse(PyObject *source, const char *message) {
    PyObject *iterator = PyObject_GetIter(source);
    if (iterator == nullptr && PyErr_ExceptionMatches(PyExc_TypeError))
        PyErr_Format(PyExc_TypeError, message, Py_TYPE(source)->tp_name);
    return Ref::steal(iterator);
}

// Appends the iterator's bytes one by one: Python code that makes them sees the array grow.
[[nodiscard]] int append_all(PyByteArrayObject *self, PyObject *iterator) {
    while (const Ref item = Ref::steal(PyIter_Next(iterator))) {
        const Py_ssize_t byte = PyNumber_AsSsize_t(item.get(), nullptr);
        if (byte == -1 && is_error_pending()) return -1;
        if (byte < 0 || byte > 255) return raise_value_error("byte must be in range(0, 256)");
        const Py_ssize_t size = Py_SIZE(self);
        TRY(PyByteArray_Resize(reinterpret_cast<PyObject *>(self), size + 1));
        self->ob_start[size] = static_cast<char>(byte);
    }
    return is_error_pending() ? -1 : 0;
}

[[nodiscard]] int fill_from_object(PyByteArrayObject *self, PyObject *source) {
    if (PyObject_CheckBuffer(source)) {
        const BufferView buffer(source);
        return buffer ? set_content(self, buffer.view()) : -1;
    }
    const Ref iterator = TRY(iter_or_refuse(source, "cannot convert '%.200s' object to bytearray"));
    return append_all(self, iterator.get());
}

int bytearray_init(PyObject *object, PyObject *args, PyObject *keywords) {
    static constexpr ArgumentSpec spec("bytearray", "source=b'', encoding=, errors=");
    PyObject *values[3];
    TRY(spec.bind_tuple(args, keywords, values));
    PyByteArrayObject *self = as_bytearray(object);
    if (Py_SIZE(self) != 0) TRY(set_content(self, {}));
    Ref encoded;
    if (TRY(encode_source(values, "bytearray", encoded))) return set_content(self, bytes_view(encoded.get()));
    PyObject *source = values[0];
    if (source == nullptr) return 0;
    if (is_str(source)) return raise_type_error("string argument without an encoding");
    Py_ssize_t count;
    if (TRY(count_source(source, count)) == 0) return fill_from_object(self, source);
    TRY(PyByteArray_Resize(object, count));
    if (count > 0) memset(self->ob_start, 0, static_cast<size_t>(count));
    return 0;
}

void free_bytearray(PyObject *object) {
    PyByteArrayObject *self = as_bytearray(object);
    if (self->ob_exports > 0) {
        PyErr_SetString(PyExc_SystemError, "deallocated bytearray object has exported buffers");
        PyErr_WriteUnraisable(nullptr);
    }
    if (self->ob_bytes != nullptr) PyObject_Free(self->ob_bytes);
    Py_TYPE(object)->tp_free(object);
}

// --- slots

PyObject *repr_slot(PyObject *self) {
    const std::string prefix = std::string(_PyType_Name(Py_TYPE(self))) + "(b";
    return bytes_literal(bytearray_view(self), prefix.c_str(), ")", true);
}

PyObject *str_slot(PyObject *self) {
    if (bytes_methods::warns_about_text) TRY(bytes_methods::warn_about_str(self));
    return repr_slot(self);
}

Py_ssize_t length_slot(PyObject *self) {
    return Py_SIZE(self);
}

PyObject *byte_at(PyObject *self, Py_ssize_t index) {
    return small_int(static_cast<unsigned char>(as_bytearray(self)->ob_start[index]));
}

PyObject *item_slot(PyObject *self, Py_ssize_t index) {
    if (index < 0 || index >= Py_SIZE(self)) return raise(PyExc_IndexError, "bytearray index out of range");
    return byte_at(self, index);
}

PyObject *subscript_slot(PyObject *self, PyObject *key) {
    if (PySlice_Check(key)) return bytes_methods::slice_of(self, key);
    if (!PyIndex_Check(key))
        return raise_type_error("bytearray indices must be integers or slices, not %.200s",
                                Py_TYPE(key)->tp_name);
    return byte_at(self, TRY(bytes_methods::item_index(self, key, "bytearray index out of range")));
}

// Deletes every step-th byte of `count` ones, from `start` upwards.
[[nodiscard]] int delete_extended(PyByteArrayObject *self, Py_ssize_t start, Py_ssize_t step,
                                  Py_ssize_t count) {
    TRY(check_resizable(self));
    if (count == 0) return 0;
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    char *bytes = self->ob_start;
    for (Py_ssize_t i = 0; i < count; i++) {
        const Py_ssize_t from = start + i * step + 1;
        const Py_ssize_t end = i + 1 < count ? start + (i + 1) * step : Py_SIZE(self);
        memmove(bytes + from - 1 - i, bytes + from, static_cast<size_t>(end - from));
    }
    return PyByteArray_Resize(reinterpret_cast<PyObject *>(self), Py_SIZE(self) - count);
}

[[nodiscard]] int assign_slice(PyObject *object, PyObject *key, std::string_view bytes, bool is_deletion) {
    Py_ssize_t start;
    Py_ssize_t stop;
    Py_ssize_t step;
    TRY(PySlice_Unpack(key, &start, &stop, &step));
    PyByteArrayObject *self = as_bytearray(object);
    const Py_ssize_t count = PySlice_AdjustIndices(Py_SIZE(self), &start, &stop, step);
    if (step == 1) return delete_and_insert(self, start, Py_MAX(start, stop), bytes);
    if (is_deletion || (bytes.empty() && count != 0)) return delete_extended(self, start, step, count);
    if (static_cast<Py_ssize_t>(bytes.size()) != count)
        return raise_value_error("attempt to assign bytes of size %zd to extended slice of size %zd",
                                 static_cast<Py_ssize_t>(bytes.size()), count);
    for (Py_ssize_t i = 0; i < count; i++) self->ob_start[start + i * step] = bytes[static_cast<size_t>(i)];
    return 0;
}

[[nodiscard]] int assign_slice_from(PyObject *self, PyObject *key, PyObject *values) {
    if (values == nullptr) return assign_slice(self, key, {}, true);
    if (values != self && PyByteArray_Check(values)) {
        const std::string copy(bytearray_view(values)); // index conversion may change it
        return assign_slice(self, key, copy, false);
    }
    if (PyNumber_Check(values) || is_str(values))
        return raise_type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    const Ref copy = TRY_REF(PyByteArray_FromObject(values));
    return assign_slice(self, key, bytearray_view(copy.get()), false);
}

int assign_subscript_slot(PyObject *self, PyObject *key, PyObject *value) {
    if (PySlice_Check(key)) return assign_slice_from(self, key, value);
    if (!PyIndex_Check(key))
        return raise_type_error("bytearray indices must be integers or slices, not %.200s",
                                Py_TYPE(key)->tp_name);
    const Py_ssize_t index = TRY(bytes_methods::item_index(self, key, "bytearray index out of range"));
    if (value == nullptr) return delete_and_insert(as_bytearray(self), index, index + 1, {});
    const int byte = TRY(byte_argument(value));
    if (index >= Py_SIZE(self)) return raise(PyExc_IndexError, "bytearray index out of range");
    as_bytearray(self)->ob_start[index] = static_cast<char>(byte);
    return 0;
}

int assign_item_slot(PyObject *self, Py_ssize_t index, PyObject *value) {
    if (index < 0 || index >= Py_SIZE(self)) return raise(PyExc_IndexError, "bytearray index out of range");
    if (value == nullptr) return delete_and_insert(as_bytearray(self), index, index + 1, {});
    const int byte = TRY(byte_argument(value));
    if (index >= Py_SIZE(self)) return raise(PyExc_IndexError, "bytearray index out of range");
    as_bytearray(self)->ob_start[index] = static_cast<char>(byte);
    return 0;
}

PyObject *inplace_concat_slot(PyObject *self, PyObject *other) {
    if (!PyObject_CheckBuffer(other))
        return raise_type_error("can't concat %.100s to %.100s", Py_TYPE(other)->tp_name,
                                Py_TYPE(self)->tp_name);
    const BufferView buffer(other);
    if (!buffer) return nullptr;
    TRY(delete_and_insert(as_bytearray(self), Py_SIZE(self), Py_SIZE(self), buffer.view()));
    return Py_NewRef(self);
}

PyObject *inplace_repeat_slot(PyObject *self, Py_ssize_t count) {
    const Py_ssize_t size = Py_SIZE(self);
    count = Py_MAX(count, 0);
    if (count > 0 && size > PY_SSIZE_T_MAX / count) return PyErr_NoMemory();
    TRY(PyByteArray_Resize(self, size * count));
    char *bytes = as_bytearray(self)->ob_start;
    for (Py_ssize_t i = 1; i < count; i++) memcpy(bytes + i * size, bytes, static_cast<size_t>(size));
    return Py_NewRef(self);
}

PyObject *remainder_slot(PyObject *left, PyObject *right) {
    if (!PyByteArray_Check(left)) Py_RETURN_NOTIMPLEMENTED;
    const BufferView format(left);
    if (!format) return nullptr;
    return _PyBytes_FormatEx(format.view().data(), static_cast<Py_ssize_t>(format.view().size()), right, 1);
}

int get_buffer(PyObject *self, Py_buffer *view, int flags) {
    if (view == nullptr)
        return raise(PyExc_BufferError, "bytearray_getbuffer: view==NULL argument is obsolete");
    TRY(PyBuffer_FillInfo(view, self, PyByteArray_AS_STRING(self), Py_SIZE(self), 0, flags));
    as_bytearray(self)->ob_exports++;
    return 0;
}

void release_buffer(PyObject *self, Py_buffer *) {
    as_bytearray(self)->ob_exports--;
}

// --- methods that change it

PyObject *append(PyObject *self, PyObject *item) {
    const int byte = TRY(byte_argument(item));
    const Py_ssize_t size = Py_SIZE(self);
    if (size == PY_SSIZE_T_MAX) return raise(PyExc_OverflowError, "cannot add more objects to bytearray");
    TRY(PyByteArray_Resize(self, size + 1));
    as_bytearray(self)->ob_start[size] = static_cast<char>(byte);
    Py_RETURN_NONE;
}

PyObject *clear(PyObject *self, PyObject *) {
    TRY(PyByteArray_Resize(self, 0));
    Py_RETURN_NONE;
}

PyObject *copy(PyObject *self, PyObject *) {
    return make_bytearray(bytearray_view(self));
}

PyObject *extend(PyObject *self, PyObject *iterable) {
    std::string bytes;
    if (PyObject_CheckBuffer(iterable)) {
        const BufferView buffer(iterable);
        if (!buffer) return nullptr;
        bytes = buffer.view();
    } else {
        const Ref iterator = TRY(iter_or_refuse(iterable, "can't extend bytearray with %.100s"));
        TRY(collect_bytes(iterator.get(), "byte must be in range(0, 256)", bytes));
    }
    TRY(delete_and_insert(as_bytearray(self), Py_SIZE(self), Py_SIZE(self), bytes));
    Py_RETURN_NONE;
}

ADDER_FAST_METHOD(insert) {
    TRY(_PyArg_CheckPositional("insert", count, 2, 2) ? 0 : -1);
    Py_ssize_t index;
    TRY(str_methods::parse_index(args[0], index));
    const char byte = static_cast<char>(TRY(byte_argument(args[1])));
    const Py_ssize_t size = Py_SIZE(self);
    if (index < 0) index = Py_MAX(index + size, 0);
    index = Py_MIN(index, size);
    TRY(delete_and_insert(as_bytearray(self), index, index, {&byte, 1}));
    Py_RETURN_NONE;
}

ADDER_FAST_METHOD(pop) {
    TRY(_PyArg_CheckPositional("pop", count, 0, 1) ? 0 : -1);
    Py_ssize_t index = -1;
    if (count > 0) TRY(str_methods::parse_index(args[0], index));
    const Py_ssize_t size = Py_SIZE(self);
    if (size == 0) return raise(PyExc_IndexError, "pop from empty bytearray");
    if (index < 0) index += size;
    if (index < 0 || index >= size) return raise(PyExc_IndexError, "pop index out of range");
    PyObject *byte = byte_at(self, index);
    TRY(delete_and_insert(as_bytearray(self), index, index + 1, {}));
    return byte;
}

PyObject *remove(PyObject *self, PyObject *value) {
    const int byte = TRY(byte_argument(value));
    const size_t found = bytearray_view(self).find(static_cast<char>(byte));
    if (found == std::string_view::npos) return raise_value_error("value not found in bytearray");
    const auto index = static_cast<Py_ssize_t>(found);
    TRY(delete_and_insert(as_bytearray(self), index, index + 1, {}));
    Py_RETURN_NONE;
}

PyObject *reverse(PyObject *self, PyObject *) {
    char *bytes = PyByteArray_AS_STRING(self);
    std::reverse(bytes, bytes + Py_SIZE(self));
    Py_RETURN_NONE;
}

// --- for pickle and the curious

PyObject *alloc_method(PyObject *self, PyObject *) {
    return PyLong_FromSsize_t(as_bytearray(self)->ob_alloc);
}

PyObject *sizeof_method(PyObject *self, PyObject *) {
    return PyLong_FromSsize_t(Py_TYPE(self)->tp_basicsize + as_bytearray(self)->ob_alloc);
}

// Protocols below 3 know no bytes: the content goes as Latin-1 text.
PyObject *reduce_with_protocol(PyObject *self, long protocol) {
    const bool is_plain = PyByteArray_CheckExact(self);
    const Ref state =
        TRY_REF(is_plain ? Py_NewRef(Py_None) : PyObject_CallMethod(self, "__getstate__", nullptr));
    auto *type = reinterpret_cast<PyObject *>(Py_TYPE(self));
    if (protocol < 3) {
        const Ref text = TRY_REF(PyUnicode_DecodeLatin1(PyByteArray_AS_STRING(self), Py_SIZE(self), nullptr));
        return Py_BuildValue("(O(Os)O)", type, text.get(), "latin-1", state.get());
    }
    if (Py_SIZE(self) == 0) return Py_BuildValue("(O()O)", type, state.get());
    const Ref bytes = TRY_REF(make_bytes(bytearray_view(self)));
    return Py_BuildValue("(O(O)O)", type, bytes.get(), state.get());
}

PyObject *reduce(PyObject *self, PyObject *) {
    return reduce_with_protocol(self, 2);
}

ADDER_FAST_METHOD(reduce_ex) {
    TRY(_PyArg_CheckPositional("__reduce_ex__", count, 0, 1) ? 0 : -1);
    long protocol = 0;
    if (count > 0) {
        protocol = PyLong_AsLong(args[0]);
        if (protocol == -1 && is_error_pending()) return nullptr;
    }
    return reduce_with_protocol(self, protocol);
}

PyNumberMethods number_slots = {
    .nb_remainder = remainder_slot,
};

PySequenceMethods sequence_slots = {
    .sq_length = length_slot,
    .sq_concat = PyByteArray_Concat,
    .sq_repeat = bytes_methods::repeat,
    .sq_item = item_slot,
    .sq_ass_item = assign_item_slot,
    .sq_contains = bytes_methods::contains,
    .sq_inplace_concat = inplace_concat_slot,
    .sq_inplace_repeat = inplace_repeat_slot,
};

PyMappingMethods mapping_slots = {
    .mp_length = length_slot,
    .mp_subscript = subscript_slot,
    .mp_ass_subscript = assign_subscript_slot,
};

PyBufferProcs buffer_slots = {
    .bf_getbuffer = get_buffer,
    .bf_releasebuffer = release_buffer,
};

PyMethodDef bytearray_method_table[] = {
#include "objects/bytes_methods.def"
    {"__alloc__", alloc_method, METH_NOARGS, "B.__alloc__() -> int\n\nThe number of bytes that have room."},
    {"__reduce__", reduce, METH_NOARGS, "__reduce__($self, /)\n--\n\nState for pickling."},
    {"__reduce_ex__", _PyCFunction_CAST(reduce_ex), METH_FASTCALL,
     "__reduce_ex__($self, proto=0, /)\n--\n\nState for pickling with the protocol."},
    {"__sizeof__", sizeof_method, METH_NOARGS, "__sizeof__($self, /)\n--\n\nThe size in memory, in bytes."},
    {"append", append, METH_O, "append($self, item, /)\n--\n\nPuts one byte at the end."},
    {"clear", clear, METH_NOARGS, "clear($self, /)\n--\n\nRemoves all bytes."},
    {"copy", copy, METH_NOARGS, "copy($self, /)\n--\n\nA copy."},
    {"extend", extend, METH_O,
     "extend($self, iterable_of_ints, /)\n--\n\nPuts all bytes of the iterable at the end."},
    {"insert", _PyCFunction_CAST(insert), METH_FASTCALL,
     "insert($self, index, item, /)\n--\n\nPuts one byte before the index."},
    {"pop", _PyCFunction_CAST(pop), METH_FASTCALL,
     "pop($self, index=-1, /)\n--\n\nTakes the byte at the index out."},
    {"remove", remove, METH_O, "remove($self, value, /)\n--\n\nRemoves the first byte of that value."},
    {"reverse", reverse, METH_NOARGS, "reverse($self, /)\n--\n\nReverses the order of the bytes in place."},
    {},
};

} // namespace

extern "C" {

PyTypeObject PyByteArray_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "bytearray",
    .tp_basicsize = sizeof(PyByteArrayObject),
    .tp_dealloc = free_bytearray,
    .tp_repr = repr_slot,
    .tp_as_number = &number_slots,
    .tp_as_sequence = &sequence_slots,
    .tp_as_mapping = &mapping_slots,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_str = str_slot,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &buffer_slots,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
              "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
              "bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n"
              "bytearray() -> empty bytes array\n\nA changeable sequence of bytes.",
    .tp_richcompare = bytes_methods::compare_bytes,
    .tp_iter = iterate_bytes,
    .tp_methods = bytearray_method_table,
    .tp_base = &PyBaseObject_Type,
    .tp_init = bytearray_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_Free,
};

} // extern "C"

} // namespace adder::objects
