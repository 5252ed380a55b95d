// SPDX-License-Identifier: MIT
//
// The type bytes: construction, slots, and the table of its methods.
#include "objects/attribute.hpp"
#include "objects/bytes_methods.hpp"
#include "objects/names.hpp"
#include "objects/sequence_iterators.hpp"
#include "objects/value.hpp"

#include <cstring>

namespace adder::objects {

namespace {

[[nodiscard]] int name_argument(PyObject *value, const char *type_name, const char *argument,
                                const char *&result) {
    result = nullptr;
    if (value == nullptr) return 0;
    if (!is_str(value)) {
        _PyArg_BadArgument(type_name, argument, "str", value);
        return -1;
    }
    Py_ssize_t length;
    result = PyUnicode_AsUTF8AndSize(value, &length);
    if (result == nullptr) return -1;
    return strlen(result) == static_cast<size_t>(length) ? 0 : raise_value_error("embedded null character");
}

} // namespace

int encode_source(PyObject *const *values, const char *type_name, Ref &encoded) {
    const char *encoding;
    const char *errors;
    TRY(name_argument(values[1], type_name, "argument 'encoding'", encoding));
    TRY(name_argument(values[2], type_name, "argument 'errors'", errors));
    const bool has_text = values[0] != nullptr && is_str(values[0]);
    if (encoding != nullptr) {
        if (!has_text) return raise_type_error("encoding without a string argument");
        encoded = TRY_REF(PyUnicode_AsEncodedString(values[0], encoding, errors));
        return 1;
    }
    if (errors != nullptr)
        return raise_type_error(has_text ? "string argument without an encoding"
                                         : "errors without a string argument");
    return 0;
}

int count_source(PyObject *source, Py_ssize_t &count) {
    if (!PyIndex_Check(source)) return 0;
    count = PyNumber_AsSsize_t(source, PyExc_OverflowError);
    if (count == -1 && is_error_pending()) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError)) return -1;
        PyErr_Clear();
        return 0;
    }
    return count < 0 ? raise_value_error("negative count") : 1;
}

namespace {

PyObject *make_zeros(Py_ssize_t count) {
    PyObject *bytes = TRY(PyBytes_FromStringAndSize(count == 1 ? "" : nullptr, count));
    if (count > 1) memset(PyBytes_AS_STRING(bytes), 0, static_cast<size_t>(count));
    return bytes;
}

// What __bytes__ gives, nothing without an error when there is no such method.
[[nodiscard]] int call_dunder_bytes(PyObject *source, Ref &result) {
    if (is_exact_bytes(source)) return 0;
    const Ref method = Ref::steal(lookup_special(source, name::dunder_bytes));
    if (!method) return is_error_pending() ? -1 : 0;
    result = TRY_REF(PyObject_CallNoArgs(method.get()));
    if (PyBytes_Check(result.get())) return 0;
    return raise_type_error("__bytes__ returned non-bytes (type %.200s)", Py_TYPE(result.get())->tp_name);
}

PyObject *construct(PyObject *const *values) {
    Ref result;
    if (TRY(encode_source(values, "bytes", result))) return result.release();
    PyObject *source = values[0];
    if (source == nullptr) return Py_NewRef(empty_bytes());
    TRY(call_dunder_bytes(source, result));
    if (result) return result.release();
    if (is_str(source)) return raise_type_error("string argument without an encoding");
    Py_ssize_t count;
    return TRY(count_source(source, count))
    ? make_zeros(count) : PyBytes_FromObject(source);
}

PyObject *bytes_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static constexpr ArgumentSpec spec("bytes", "source=b'', encoding=, errors=");
    PyObject *values[3];
    TRY(spec.bind_tuple(args, keywords, values));
    Ref bytes = TRY_REF(construct(values));
    if (type == &PyBytes_Type) return bytes.release();
    const Py_ssize_t size = Py_SIZE(bytes.get());
    PyObject *instance = TRY(type->tp_alloc(type, size));
    reinterpret_cast<PyBytesObject *>(instance)->ob_shash = -1;
    memcpy(PyBytes_AS_STRING(instance), PyBytes_AS_STRING(bytes.get()), static_cast<size_t>(size) + 1);
    return instance;
}

// --- slots

void free_bytes(PyObject *self) {
    Py_TYPE(self)->tp_free(self);
}
PyObject *repr_slot(PyObject *self) {
    return PyBytes_Repr(self, 1);
}

PyObject *str_slot(PyObject *self) {
    if (bytes_methods::warns_about_text) TRY(bytes_methods::warn_about_str(self));
    return repr_slot(self);
}
Py_ssize_t length_slot(PyObject *self) {
    return Py_SIZE(self);
}

PyObject *item_slot(PyObject *self, Py_ssize_t index) {
    if (index < 0 || index >= Py_SIZE(self)) return raise(PyExc_IndexError, "index out of range");
    return small_int(static_cast<unsigned char>(PyBytes_AS_STRING(self)[index]));
}

PyObject *subscript_slot(PyObject *self, PyObject *key) {
    if (PySlice_Check(key)) return bytes_methods::slice_of(self, key);
    if (!PyIndex_Check(key))
        return raise_type_error("byte indices must be integers or slices, not %.200s", Py_TYPE(key)->tp_name);
    const Py_ssize_t index = TRY(bytes_methods::item_index(self, key, "index out of range"));
    return small_int(static_cast<unsigned char>(PyBytes_AS_STRING(self)[index]));
}

PyObject *compare_slot(PyObject *self, PyObject *other, int op) {
    if (!PyBytes_Check(self) || !PyBytes_Check(other)) {
        if (bytes_methods::warns_about_text) TRY(bytes_methods::warn_about_comparison(self, other, op));
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (op == Py_EQ) return new_bool(bytes_equal(self, other));
    if (op == Py_NE) return new_bool(!bytes_equal(self, other));
    const int order = bytes_view(self).compare(bytes_view(other));
    Py_RETURN_RICHCOMPARE(order, 0, op);
}

PyObject *remainder_slot(PyObject *left, PyObject *right) {
    if (!PyBytes_Check(left)) Py_RETURN_NOTIMPLEMENTED;
    return _PyBytes_FormatEx(PyBytes_AS_STRING(left), Py_SIZE(left), right, 0);
}

int get_buffer(PyObject *self, Py_buffer *view, int flags) {
    return PyBuffer_FillInfo(view, self, PyBytes_AS_STRING(self), Py_SIZE(self), 1, flags);
}

PyObject *getnewargs(PyObject *self, PyObject *) {
    const Ref copy = TRY_REF(make_bytes(bytes_view(self)));
    return PyTuple_Pack(1, copy.get());
}

PyObject *dunder_bytes(PyObject *self, PyObject *) {
    return is_exact_bytes(self) ? Py_NewRef(self) : make_bytes(bytes_view(self));
}

PyNumberMethods number_slots = {
    .nb_remainder = remainder_slot,
};

PySequenceMethods sequence_slots = {
    .sq_length = length_slot,
    .sq_concat = bytes_concat,
    .sq_repeat = bytes_methods::repeat,
    .sq_item = item_slot,
    .sq_contains = bytes_methods::contains,
};

PyMappingMethods mapping_slots = {
    .mp_length = length_slot,
    .mp_subscript = subscript_slot,
};

PyBufferProcs buffer_slots = {
    .bf_getbuffer = get_buffer,
};

PyMethodDef bytes_method_table[] = {
#include "objects/bytes_methods.def"
    {"__getnewargs__", getnewargs, METH_NOARGS, nullptr},
    {"__bytes__", dunder_bytes, METH_NOARGS,
     "__bytes__($self, /)\n--\n\nThe bytes as an exact bytes object."},
    {},
};

} // namespace

extern "C" {

PyTypeObject PyBytes_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "bytes",
    .tp_basicsize = offsetof(PyBytesObject, ob_sval) + 1,
    .tp_itemsize = 1,
    .tp_dealloc = free_bytes,
    .tp_repr = repr_slot,
    .tp_as_number = &number_slots,
    .tp_as_sequence = &sequence_slots,
    .tp_as_mapping = &mapping_slots,
    .tp_hash = bytes_hash,
    .tp_str = str_slot,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &buffer_slots,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BYTES_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
              "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
              "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
              "bytes() -> empty bytes object\n\nAn unchangeable sequence of bytes.",
    .tp_richcompare = compare_slot,
    .tp_iter = iterate_bytes,
    .tp_methods = bytes_method_table,
    .tp_base = &PyBaseObject_Type,
    .tp_new = bytes_new,
    .tp_free = PyObject_Free,
};

} // extern "C"

} // namespace adder::objects
