// SPDX-License-Identifier: MIT
//
// _CData, the base of all ctypes instances: its memory, what it keeps alive, its buffer, its pickle; and how
// an item or a field is read from the memory of its owner and written there.
#include "ctypes.hpp"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace adder::stdlib::ctypes {
namespace {

// --- memory

bool allocate(DataObject *self, Py_ssize_t size) {
    self->owns_memory = 1;
    self->size = size;
    self->memory = self->small;
    if (static_cast<size_t>(size) <= sizeof self->small) return true;
    self->memory = static_cast<char *>(PyMem_Calloc(1, static_cast<size_t>(size)));
    if (self->memory != nullptr) return true;
    PyErr_NoMemory();
    return false;
}

int data_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(as_data(object)->keeps);
    Py_VISIT(as_object(as_data(object)->base));
    return 0;
}

// Memory of its own stays until the end, as views may still be there.
int data_clear(PyObject *object) {
    DataObject *self = as_data(object);
    Py_CLEAR(self->keeps);
    if (!self->owns_memory) {
        self->memory = self->small;
        self->size = std::min<Py_ssize_t>(self->size, sizeof self->small);
    }
    if (DataObject *base = std::exchange(self->base, nullptr)) {
        base->users--;
        Py_DECREF(as_object(base));
    }
    return 0;
}

void data_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    data_clear(self);
    if (as_data(self)->owns_memory && as_data(self)->memory != as_data(self)->small)
        PyMem_Free(as_data(self)->memory);
    Py_TYPE(self)->tp_free(self);
}

// A new object without memory.
DataObject *allocate_object(PyObject *type) {
    Descriptor *descriptor = descriptor_of(type);
    if (descriptor == nullptr || !descriptor->holds_data) {
        PyErr_SetString(PyExc_TypeError, "abstract class");
        return nullptr;
    }
    descriptor->is_final = true;
    DataObject *self = as_data(as_type(type)->tp_alloc(as_type(type), 0));
    if (self == nullptr) return nullptr;
    self->memory = self->small;
    self->length = descriptor->length;
    self->size = descriptor->size;
    if (descriptor->kind == Kind::Function)
        reinterpret_cast<FunctionObject *>(self)->vectorcall = call_function;
    return self;
}

// --- what is kept

// The key of an item in the dict of its outermost base: indices from the inside to the outside.
Owned key_of(const DataObject *target, Py_ssize_t index) {
    char digits[24];
    std::snprintf(digits, sizeof digits, "%x", static_cast<unsigned>(index));
    std::string text = digits;
    for (; target->base != nullptr; target = target->base) {
        std::snprintf(digits, sizeof digits, ":%x", static_cast<unsigned>(target->index));
        text += digits;
    }
    return Owned(PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size())));
}

DataObject *container_of(DataObject *self) {
    while (self->base != nullptr) self = self->base;
    if (self->keeps == nullptr) self->keeps = self->length != 0 ? PyDict_New() : Py_NewRef(Py_None);
    return self->keeps != nullptr ? self : nullptr;
}

// --- buffer

int data_getbuffer(PyObject *self, Py_buffer *view, int) {
    if (view == nullptr) return 0;
    Descriptor *descriptor = descriptor_of_data(self);
    const Descriptor *item = descriptor;
    while (item->kind == Kind::Array) item = descriptor_of(item->item.get());
    as_data(self)->users++;
    *view = {};
    view->buf = as_data(self)->memory;
    view->obj = Py_NewRef(self);
    view->len = as_data(self)->size;
    view->itemsize = item->size;
    view->ndim = static_cast<int>(descriptor->shape.size());
    view->format = descriptor->format.data();
    view->shape = descriptor->shape.data();
    return 0;
}

void data_releasebuffer(PyObject *self, Py_buffer *) {
    as_data(self)->users--;
}

PyBufferProcs data_buffer = {.bf_getbuffer = data_getbuffer, .bf_releasebuffer = data_releasebuffer};

// --- methods

PyObject *data_reduce(PyObject *self, PyObject *) {
    if (descriptor_of_data(self)->has_pointer) {
        PyErr_SetString(PyExc_ValueError, "ctypes objects containing pointers cannot be pickled");
        return nullptr;
    }
    Owned dict(PyObject_GetAttrString(self, "__dict__"));
    if (!dict) return nullptr;
    PyObject *bytes = PyBytes_FromStringAndSize(as_data(self)->memory, as_data(self)->size);
    return Py_BuildValue("O(O(NN))", state().unpickle, Py_TYPE(self), dict.release(), bytes);
}

// Copies at most as many bytes as the instance has.
bool restore_memory(DataObject *self, PyObject *bytes) {
    Py_buffer view;
    if (PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) < 0) return false;
    std::memcpy(self->memory, view.buf, static_cast<size_t>(std::min(view.len, self->size)));
    PyBuffer_Release(&view);
    return true;
}

PyObject *data_setstate(PyObject *self, PyObject *args) {
    PyObject *dict, *bytes;
    if (!PyArg_ParseTuple(args, "O!O", &PyDict_Type, &dict, &bytes)) return nullptr;
    if (!restore_memory(as_data(self), bytes)) return nullptr;
    const Owned own(PyObject_GetAttrString(self, "__dict__"));
    if (!own) return nullptr;
    if (!PyDict_Check(own.get()))
        return PyErr_Format(PyExc_TypeError, "%.200s.__dict__ must be a dictionary, not %.200s",
                            type_name(self), type_name(own.get()));
    if (PyDict_Update(own.get(), dict) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *data_from_outparam(PyObject *self, PyObject *) {
    return Py_NewRef(self);
}

Py_hash_t data_hash(PyObject *) {
    PyErr_SetString(PyExc_TypeError, "unhashable type");
    return -1;
}

PyMethodDef data_methods[] = {
    {"__ctypes_from_outparam__", data_from_outparam, METH_NOARGS, nullptr},
    {"__reduce__", data_reduce, METH_NOARGS, nullptr},
    {"__setstate__", data_setstate, METH_VARARGS, nullptr},
    {},
};

PyMemberDef data_members[] = {
    {"_b_base_", T_OBJECT, offsetof(DataObject, base), READONLY, "the base object"},
    {"_b_needsfree_", T_INT, offsetof(DataObject, owns_memory), READONLY,
     "whether the object owns the memory or not"},
    {"_objects", T_OBJECT, offsetof(DataObject, keeps), READONLY,
     "internal objects tree (NEVER CHANGE THIS OBJECT!)"},
    {},
};

// --- writing

// A tuple for an item that is a structure or array: the arguments of its class.
PyObject *write_from_tuple(PyObject *type, PyObject *value, char *memory);

PyObject *incompatible(PyObject *type, PyObject *value) {
    return PyErr_Format(PyExc_TypeError, "incompatible types, %s instance instead of %s instance",
                        type_name(value), as_type(type)->tp_name);
}

// An array for a pointer to its items: both the array and what it keeps stay alive.
PyObject *write_array_address(PyObject *type, PyObject *value, char *memory) {
    if (descriptor_of_data(value)->item.get() != descriptor_of(type)->item.get())
        return incompatible(type, value);
    std::memcpy(memory, &as_data(value)->memory, sizeof(void *));
    PyObject *keeps = kept_objects(as_data(value));
    return keeps == nullptr ? nullptr : PyTuple_Pack(2, keeps, value);
}

PyObject *write_data(PyObject *type, PyObject *value, char *memory) {
    const int is_instance = PyObject_IsInstance(value, type);
    if (is_instance < 0) return nullptr;
    if (is_instance) {
        const Py_ssize_t size = std::min(as_data(value)->size, descriptor_of(type)->size);
        std::memmove(memory, as_data(value)->memory, static_cast<size_t>(size));
        return Py_XNewRef(kept_objects(as_data(value)));
    }
    if (is_kind(type, Kind::Pointer) && descriptor_of_data(value)->kind == Kind::Array)
        return write_array_address(type, value, memory);
    return incompatible(type, value);
}

// What must be kept for the value, or NULL with an error.
PyObject *write(PyObject *type, PyObject *value, char *memory) {
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor->code != nullptr && !is_data(value)) return descriptor->setter()(memory, value);
    if (is_data(value)) return write_data(type, value, memory);
    if (PyTuple_Check(value)) return write_from_tuple(type, value, memory);
    if (descriptor->kind == Kind::Pointer && value == Py_None) {
        std::memset(memory, 0, sizeof(void *));
        Py_RETURN_NONE;
    }
    return PyErr_Format(PyExc_TypeError, "expected %s instance, got %s", as_type(type)->tp_name,
                        type_name(value));
}

PyObject *write_from_tuple(PyObject *type, PyObject *value, char *memory) {
    const Owned made(PyObject_CallObject(type, value));
    if (made) return write(type, made.get(), memory);
    extend_error(PyExc_RuntimeError, "(%s) ", as_type(type)->tp_name);
    return nullptr;
}

} // namespace

PyTypeObject data_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_ctypes._CData",
    .tp_basicsize = sizeof(DataObject),
    .tp_dealloc = data_dealloc,
    .tp_hash = data_hash,
    .tp_as_buffer = &data_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "The base of all instances of C types.",
    .tp_traverse = data_traverse,
    .tp_clear = data_clear,
    .tp_methods = data_methods,
    .tp_members = data_members,
};

PyObject *data_new(PyTypeObject *type, PyObject *, PyObject *) {
    DataObject *self = allocate_object(as_object(type));
    if (self != nullptr && !allocate(self, descriptor_of(as_object(type))->size)) Py_CLEAR(self);
    return as_object(self);
}

PyObject *make_view(PyObject *type, DataObject *base, Py_ssize_t index, char *memory) {
    DataObject *self = allocate_object(type);
    if (self == nullptr) return nullptr;
    self->memory = memory;
    self->index = index;
    if (base != nullptr) {
        self->base = reinterpret_cast<DataObject *>(Py_NewRef(as_object(base)));
        base->users++;
    }
    return as_object(self);
}

PyObject *make_copy(PyObject *type, const void *memory) {
    PyObject *self = data_new(as_type(type), nullptr, nullptr);
    if (self != nullptr) std::memcpy(as_data(self)->memory, memory, static_cast<size_t>(as_data(self)->size));
    return self;
}

PyObject *get_item(PyObject *type, DataObject *owner, Py_ssize_t index, char *memory) {
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor != nullptr && descriptor->code != nullptr && !is_simple_subclass(type))
        return descriptor->getter()(memory);
    return make_view(type, owner, index, memory);
}

bool set_item(DataObject *owner, PyObject *type, PyObject *value, Py_ssize_t index, char *memory) {
    if (descriptor_of(type) == nullptr) {
        PyErr_SetString(PyExc_TypeError, "abstract class");
        return false;
    }
    PyObject *keep = write(type, value, memory);
    return keep != nullptr && keep_object(owner, index, keep);
}

bool keep_object(DataObject *target, Py_ssize_t index, PyObject *object) {
    Owned keep(object);
    if (object == Py_None) return true;
    DataObject *container = container_of(target);
    if (container == nullptr) return false;
    if (!PyDict_CheckExact(container->keeps)) {
        Py_XSETREF(container->keeps, keep.release());
        return true;
    }
    const Owned key = key_of(target, index);
    return key && PyDict_SetItem(container->keeps, key.get(), object) == 0;
}

PyObject *kept_objects(DataObject *target) {
    const DataObject *container = container_of(target);
    return container != nullptr ? container->keeps : nullptr;
}

void extend_error(PyObject *type, const char *format, ...) {
    va_list values;
    va_start(values, format);
    const Owned prefix(PyUnicode_FromFormatV(format, values));
    va_end(values);
    PyObject *error, *value, *traceback;
    PyErr_Fetch(&error, &value, &traceback);
    PyErr_NormalizeException(&error, &value, &traceback);
    const Owned old_type(error), old_value(value), old_traceback(traceback);
    const Owned name(PyType_GetName(as_type(error)));
    Owned text(value != nullptr ? PyObject_Str(value) : nullptr);
    if (!text) {
        PyErr_Clear();
        text = Owned(PyUnicode_FromString("???"));
    }
    if (prefix && name && text) PyErr_Format(type, "%U%U: %U", prefix.get(), name.get(), text.get());
}

bool refuse_deletion(PyObject *value) {
    if (value == nullptr) PyErr_SetString(PyExc_TypeError, "can't delete attribute");
    return value == nullptr;
}

const char *type_name(PyObject *object) {
    return Py_TYPE(object)->tp_name;
}

} // namespace adder::stdlib::ctypes
