// SPDX-License-Identifier: MIT
//
// The module _struct: the class Struct, its iterator, and functions that keep a Struct for each format they
// have seen.
//
// Every function of the module finds or makes the Struct of its first argument and is then the method.
#include "owned.hpp"
#include "struct_format.hpp"

#include <cstring>
#include <memory>
#include <new>

namespace adder::stdlib {
namespace {

// Code that runs while values are packed may call __init__ again: who uses the format holds it.
using FormatHandle = std::shared_ptr<const StructFormat>;

struct StructObject {
    PyObject_HEAD FormatHandle format; // empty before __init__
    PyObject *text;                    // str
};

struct UnpackIterator {
    PyObject_HEAD StructObject *owner;
    Py_buffer buffer;
    Py_ssize_t position;
};

StructObject *as_struct(PyObject *object) {
    return reinterpret_cast<StructObject *>(object);
}

Py_ssize_t size_of(const StructObject *self) {
    return self->format == nullptr ? -1 : self->format->size;
}

PyObject *fail(const char *text) {
    PyErr_SetString(struct_error(), text);
    return nullptr;
}

// A buffer that is given back at the end of the scope.
class Buffer {
  public:
    Buffer(PyObject *object, int flags) { is_held_ = PyObject_GetBuffer(object, &buffer_, flags) == 0; }
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;
    ~Buffer() {
        if (is_held_) PyBuffer_Release(&buffer_);
    }
    explicit operator bool() const { return is_held_; }
    [[nodiscard]] char *bytes() const { return static_cast<char *>(buffer_.buf); }
    [[nodiscard]] Py_ssize_t size() const { return buffer_.len; }

  private:
    Py_buffer buffer_{};
    bool is_held_ = false;
};

// --- Struct

PyObject *struct_new(PyTypeObject *type, PyObject *, PyObject *) {
    PyObject *self = type->tp_alloc(type, 0);
    if (self == nullptr) return nullptr;
    new (&as_struct(self)->format) FormatHandle();
    as_struct(self)->text = Py_NewRef(Py_None);
    return self;
}

int struct_init(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"format", nullptr};
    PyObject *given;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O:Struct", const_cast<char **>(names), &given))
        return -1;
    const Owned ascii(PyUnicode_Check(given) ? PyUnicode_AsASCIIString(given) : Py_NewRef(given));
    if (!ascii) return -1;
    if (!PyBytes_Check(ascii.get())) {
        PyErr_Format(PyExc_TypeError, "Struct() argument 1 must be a str or bytes object, not %.200s",
                     Py_TYPE(given)->tp_name);
        return -1;
    }
    const Py_ssize_t length = PyBytes_GET_SIZE(ascii.get());
    Owned text(PyUnicode_DecodeASCII(PyBytes_AS_STRING(ascii.get()), length, nullptr));
    if (!text) return -1;
    const auto format = std::make_shared<StructFormat>();
    if (parse_struct_format(PyBytes_AS_STRING(ascii.get()), length, *format) < 0) return -1;
    as_struct(self)->format = format;
    Py_SETREF(as_struct(self)->text, text.release());
    return 0;
}

void struct_dealloc(PyObject *self) {
    std::destroy_at(&as_struct(self)->format);
    Py_XDECREF(as_struct(self)->text);
    Py_TYPE(self)->tp_free(self);
}

bool check_item_count(const StructObject *self, const char *function, Py_ssize_t count) {
    const Py_ssize_t expected = self->format == nullptr ? -1 : self->format->item_count;
    if (count == expected) return true;
    PyErr_Format(struct_error(), "%s expected %zd items for packing (got %zd)", function, expected, count);
    return false;
}

PyObject *struct_pack(PyObject *object, PyObject *const *args, Py_ssize_t count) {
    const StructObject *self = as_struct(object);
    if (!check_item_count(self, "pack", count)) return nullptr;
    const FormatHandle format = self->format;
    Owned result(PyBytes_FromStringAndSize(nullptr, format->size));
    if (!result || pack_items(*format, args, PyBytes_AS_STRING(result.get())) < 0) return nullptr;
    return result.release();
}

struct OffsetTexts {
    const char *negative;
    const char *beyond;
};

// Makes an offset from the end one from the beginning. False when the Struct does not fit there.
bool check_offset(Py_ssize_t size, Py_ssize_t length, Py_ssize_t &offset, const OffsetTexts &texts) {
    if (offset < 0) {
        if (offset + size > 0) {
            PyErr_Format(struct_error(), texts.negative, size, offset);
            return false;
        }
        if (offset + length < 0) {
            PyErr_Format(struct_error(), "offset %zd out of range for %zd-byte buffer", offset, length);
            return false;
        }
        offset += length;
    }
    if (length - offset >= size) return true;
    PyErr_Format(struct_error(), texts.beyond, static_cast<size_t>(size) + static_cast<size_t>(offset), size,
                 offset, length);
    return false;
}

PyObject *struct_pack_into(PyObject *object, PyObject *const *args, Py_ssize_t count) {
    const StructObject *self = as_struct(object);
    if (count == 0) return fail("pack_into expected buffer argument");
    if (count == 1) return fail("pack_into expected offset argument");
    if (!check_item_count(self, "pack_into", count - 2)) return nullptr;
    const FormatHandle format = self->format;
    const Buffer buffer(args[0], PyBUF_WRITABLE);
    if (!buffer)
        return PyErr_Format(PyExc_TypeError, "argument must be read-write bytes-like object, not %.50s",
                            Py_TYPE(args[0])->tp_name);
    Py_ssize_t offset = PyNumber_AsSsize_t(args[1], PyExc_IndexError);
    if (offset == -1 && PyErr_Occurred() != nullptr) return nullptr;
    static constexpr OffsetTexts texts = {"no space to pack %zd bytes at offset %zd",
                                          "pack_into requires a buffer of at least %zu bytes for packing %zd "
                                          "bytes at offset %zd (actual buffer "
                                          "size is %zd)"};
    if (!check_offset(format->size, buffer.size(), offset, texts)) return nullptr;
    if (pack_items(*format, args + 2, buffer.bytes() + offset) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *struct_unpack(PyObject *object, PyObject *argument) {
    const StructObject *self = as_struct(object);
    const Buffer buffer(argument, PyBUF_SIMPLE);
    if (!buffer) return nullptr;
    const FormatHandle format = self->format;
    if (buffer.size() == size_of(self)) return unpack_items(*format, buffer.bytes());
    return PyErr_Format(struct_error(), "unpack requires a buffer of %zd bytes", size_of(self));
}

PyObject *unpack_at(const StructObject *self, PyObject *source, Py_ssize_t offset) {
    const Buffer buffer(source, PyBUF_SIMPLE);
    if (!buffer) return nullptr;
    static constexpr OffsetTexts texts = {
        "not enough data to unpack %zd bytes at offset %zd",
        "unpack_from requires a buffer of at least %zu bytes for unpacking %zd bytes at offset %zd (actual "
        "buffer size is %zd)"};
    const FormatHandle format = self->format;
    if (format == nullptr) return fail("unpack_from of a Struct without a format");
    if (!check_offset(format->size, buffer.size(), offset, texts)) return nullptr;
    return unpack_items(*format, buffer.bytes() + offset);
}

PyObject *struct_unpack_from(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"buffer", "offset", nullptr};
    PyObject *source;
    Py_ssize_t offset = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|n:unpack_from", const_cast<char **>(names), &source,
                                     &offset))
        return nullptr;
    return unpack_at(as_struct(self), source, offset);
}

PyObject *struct_get_format(PyObject *self, void *) {
    return Py_NewRef(as_struct(self)->text);
}
PyObject *struct_get_size(PyObject *self, void *) {
    return PyLong_FromSsize_t(size_of(as_struct(self)));
}

// --- the iterator of iter_unpack

UnpackIterator *as_iterator(PyObject *object) {
    return reinterpret_cast<UnpackIterator *>(object);
}

PyObject *iterator_new(PyTypeObject *type, PyObject *, PyObject *) {
    return PyErr_Format(PyExc_TypeError, "Cannot create '%.200s objects", strrchr(type->tp_name, '.') + 1);
}

void iterator_dealloc(PyObject *self) {
    PyBuffer_Release(&as_iterator(self)->buffer);
    Py_XDECREF(reinterpret_cast<PyObject *>(as_iterator(self)->owner));
    PyObject_Free(self);
}

PyObject *iterator_next(PyObject *object) {
    UnpackIterator *self = as_iterator(object);
    if (self->buffer.obj == nullptr) return nullptr;
    const Py_ssize_t size = size_of(self->owner);
    if (size <= 0 || self->buffer.len - self->position < size) {
        PyBuffer_Release(&self->buffer);
        return nullptr;
    }
    const char *bytes = static_cast<const char *>(self->buffer.buf) + self->position;
    self->position += size;
    const FormatHandle format = self->owner->format;
    return unpack_items(*format, bytes);
}

PyObject *iterator_length_hint(PyObject *object, PyObject *) {
    const UnpackIterator *self = as_iterator(object);
    const Py_ssize_t size = size_of(self->owner);
    return PyLong_FromSsize_t(
        self->buffer.obj == nullptr || size <= 0 ? 0 : (self->buffer.len - self->position) / size);
}

PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS, "How many tuples are left."},
    {},
};

PyTypeObject iterator_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_struct.unpack_iterator",
    .tp_basicsize = sizeof(UnpackIterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
    .tp_methods = iterator_methods,
    .tp_new = iterator_new,
};

PyObject *struct_iter_unpack(PyObject *self, PyObject *source) {
    const Py_ssize_t size = size_of(as_struct(self));
    if (size <= 0) return fail("cannot iteratively unpack with a struct of length 0");
    Py_buffer buffer;
    if (PyObject_GetBuffer(source, &buffer, PyBUF_SIMPLE) != 0) return nullptr;
    if (buffer.len % size != 0) {
        PyBuffer_Release(&buffer);
        return PyErr_Format(struct_error(),
                            "iterative unpacking requires a buffer of a multiple of %zd bytes", size);
    }
    auto *iterator = PyObject_New(UnpackIterator, &iterator_type);
    if (iterator == nullptr) {
        PyBuffer_Release(&buffer);
        return nullptr;
    }
    iterator->owner = as_struct(Py_NewRef(self));
    iterator->buffer = buffer;
    iterator->position = 0;
    return reinterpret_cast<PyObject *>(iterator);
}

// --- the type Struct

PyMethodDef struct_methods[] = {
    {"iter_unpack", struct_iter_unpack, METH_O,
     "iter_unpack($self, buffer, /)\n--\n\nIterate over a buffer that holds the format again and again."},
    {"pack", _PyCFunction_CAST(struct_pack), METH_FASTCALL, "S.pack(v1, v2, ...) -> bytes"},
    {"pack_into", _PyCFunction_CAST(struct_pack_into), METH_FASTCALL,
     "S.pack_into(buffer, offset, v1, v2, ...)"},
    {"unpack", struct_unpack, METH_O,
     "unpack($self, buffer, /)\n--\n\nThe values in the buffer, as a tuple."},
    {"unpack_from", _PyCFunction_CAST(struct_unpack_from), METH_VARARGS | METH_KEYWORDS,
     "unpack_from($self, /, buffer, offset=0)\n--\n\nThe values at the offset in the buffer, as a tuple."},
    {},
};

PyGetSetDef struct_attributes[] = {
    {"format", struct_get_format, nullptr, "The format, as a str.", nullptr},
    {"size", struct_get_size, nullptr, "The count of bytes.", nullptr},
    {},
};

PyTypeObject struct_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_struct.Struct",
    .tp_basicsize = sizeof(StructObject),
    .tp_dealloc = struct_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = "Struct(fmt) --> compiled struct object",
    .tp_methods = struct_methods,
    .tp_getset = struct_attributes,
    .tp_init = struct_init,
    .tp_new = struct_new,
};

// --- functions of the module

constexpr Py_ssize_t most_cached = 100;

struct State {
    PyObject *cache; // dict of format to Struct
};

State *state_of(PyObject *module) {
    return static_cast<State *>(PyModule_GetState(module));
}

Owned cached_struct(PyObject *module, PyObject *format) {
    PyObject *cache = state_of(module)->cache;
    const bool is_text = PyUnicode_CheckExact(format) || PyBytes_CheckExact(format);
    if (is_text)
        if (PyObject *known = PyDict_GetItemWithError(cache, format)) return Owned::borrow(known);
    if (PyErr_Occurred() != nullptr) return {};
    Owned made(PyObject_CallOneArg(reinterpret_cast<PyObject *>(&struct_type), format));
    if (!made || !is_text) return made;
    if (PyDict_GET_SIZE(cache) >= most_cached) PyDict_Clear(cache);
    return PyDict_SetItem(cache, format, made.get()) < 0 ? Owned() : std::move(made);
}

PyObject *module_calcsize(PyObject *module, PyObject *format) {
    const Owned self = cached_struct(module, format);
    return self ? struct_get_size(self.get(), nullptr) : nullptr;
}

using Method = PyObject *(*)(PyObject *self, PyObject *const *args, Py_ssize_t count);

template <Method method> PyObject *module_pack(PyObject *module, PyObject *const *args, Py_ssize_t count) {
    if (count == 0) {
        PyErr_SetString(PyExc_TypeError, "missing format argument");
        return nullptr;
    }
    const Owned self = cached_struct(module, args[0]);
    return self ? method(self.get(), args + 1, count - 1) : nullptr;
}

PyObject *module_unpack(PyObject *module, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("unpack", count, 2, 2)) return nullptr;
    const Owned self = cached_struct(module, args[0]);
    return self ? struct_unpack(self.get(), args[1]) : nullptr;
}

PyObject *module_iter_unpack(PyObject *module, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("iter_unpack", count, 2, 2)) return nullptr;
    const Owned self = cached_struct(module, args[0]);
    return self ? struct_iter_unpack(self.get(), args[1]) : nullptr;
}

PyObject *module_unpack_from(PyObject *module, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"", "buffer", "offset", nullptr};
    PyObject *format;
    PyObject *source;
    Py_ssize_t offset = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO|n:unpack_from", const_cast<char **>(names), &format,
                                     &source, &offset))
        return nullptr;
    const Owned self = cached_struct(module, format);
    return self ? unpack_at(as_struct(self.get()), source, offset) : nullptr;
}

PyObject *module_clear_cache(PyObject *module, PyObject *) {
    PyDict_Clear(state_of(module)->cache);
    Py_RETURN_NONE;
}

PyMethodDef functions[] = {
    {"_clearcache", module_clear_cache, METH_NOARGS,
     "_clearcache($module, /)\n--\n\nForget the formats that were used."},
    {"calcsize", module_calcsize, METH_O,
     "calcsize($module, format, /)\n--\n\nThe count of bytes that the format describes."},
    {"iter_unpack", _PyCFunction_CAST(module_iter_unpack), METH_FASTCALL,
     "iter_unpack($module, format, buffer, /)\n--\n\nIterate over a buffer that holds the format again and "
     "again."},
    {"pack", _PyCFunction_CAST(module_pack<struct_pack>), METH_FASTCALL,
     "pack(format, v1, v2, ...) -> bytes"},
    {"pack_into", _PyCFunction_CAST(module_pack<struct_pack_into>), METH_FASTCALL,
     "pack_into(format, buffer, offset, v1, v2, ...)"},
    {"unpack", _PyCFunction_CAST(module_unpack), METH_FASTCALL,
     "unpack($module, format, buffer, /)\n--\n\nThe values in the buffer, as a tuple."},
    {"unpack_from", _PyCFunction_CAST(module_unpack_from), METH_VARARGS | METH_KEYWORDS,
     "unpack_from($module, format, /, buffer, offset=0)\n--\n\nThe values at the offset in the buffer, as a "
     "tuple."},
    {},
};

int execute(PyObject *module) {
    state_of(module)->cache = PyDict_New();
    if (state_of(module)->cache == nullptr || struct_error() == nullptr) return -1;
    if (PyType_Ready(&iterator_type) < 0 || PyModule_AddType(module, &struct_type) < 0) return -1;
    return PyModule_AddObjectRef(module, "error", struct_error());
}

int traverse(PyObject *module, visitproc visit, void *arg) {
    Py_VISIT(state_of(module)->cache);
    return 0;
}

int clear(PyObject *module) {
    Py_CLEAR(state_of(module)->cache);
    return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_struct",
    .m_doc = "Values of C's types as bytes.",
    .m_size = sizeof(State),
    .m_methods = functions,
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit__struct(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
