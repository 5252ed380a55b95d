// SPDX-License-Identifier: MIT
//
// The functions of module _ctypes: sizes and addresses of C data, libraries and their symbols, errno, and C
// functions (string_at, cast, …) that the Python part calls by their addresses, so that their arguments are
// converted as C's.
#include "ctypes.hpp"

#include <cstring>
#include <dlfcn.h>

namespace adder::stdlib::ctypes {
namespace {

// --- data

PyObject *sizeof_data(PyObject *, PyObject *object) {
    if (const Descriptor *descriptor = descriptor_of(object)) return PyLong_FromSsize_t(descriptor->size);
    if (is_data(object)) return PyLong_FromSsize_t(as_data(object)->size);
    PyErr_SetString(PyExc_TypeError, "this type has no size");
    return nullptr;
}

PyObject *alignment_of(PyObject *, PyObject *object) {
    const Descriptor *descriptor = descriptor_of(object);
    if (descriptor == nullptr) descriptor = descriptor_of_data(object);
    if (descriptor != nullptr) return PyLong_FromSsize_t(descriptor->alignment);
    PyErr_SetString(PyExc_TypeError, "no alignment info");
    return nullptr;
}

PyObject *byref(PyObject *, PyObject *args) {
    PyObject *data, *offset_object = nullptr;
    if (!PyArg_UnpackTuple(args, "byref", 1, 2, &data, &offset_object)) return nullptr;
    Py_ssize_t offset = 0;
    if (offset_object != nullptr) {
        offset = PyNumber_AsSsize_t(offset_object, nullptr);
        if (offset == -1 && PyErr_Occurred() != nullptr) return nullptr;
    }
    if (is_data(data)) return make_reference(data, offset);
    return PyErr_Format(PyExc_TypeError, "byref() argument must be a ctypes instance, not '%s'",
                        type_name(data));
}

PyObject *address_of_data(PyObject *, PyObject *object) {
    if (is_data(object)) return PyLong_FromVoidPtr(as_data(object)->memory);
    PyErr_SetString(PyExc_TypeError, "invalid type");
    return nullptr;
}

// Small data lies in the object, so growing may mean to move out of it.
bool grow(DataObject *self, Py_ssize_t size) {
    if (self->memory == self->small) {
        auto *memory = static_cast<char *>(PyMem_Calloc(1, static_cast<size_t>(size)));
        if (memory == nullptr) return false;
        std::memcpy(memory, self->small, std::min(static_cast<size_t>(self->size), sizeof self->small));
        self->memory = memory;
    } else {
        auto *memory = static_cast<char *>(PyMem_Realloc(self->memory, static_cast<size_t>(size)));
        if (memory == nullptr) return false;
        if (size > self->size) std::memset(memory + self->size, 0, static_cast<size_t>(size - self->size));
        self->memory = memory;
    }
    return true;
}

PyObject *resize_data(PyObject *, PyObject *args) {
    PyObject *object;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, "On:resize", &object, &size)) return nullptr;
    const Descriptor *descriptor = descriptor_of_data(object);
    if (descriptor == nullptr) {
        PyErr_SetString(PyExc_TypeError, "excepted ctypes instance");
        return nullptr;
    }
    if (size < descriptor->size)
        return PyErr_Format(PyExc_ValueError, "minimum size is %zd", descriptor->size);
    DataObject *self = as_data(object);
    if (!self->owns_memory) {
        PyErr_SetString(PyExc_ValueError, "Memory cannot be resized because this object doesn't own it");
        return nullptr;
    }
    const bool stays = self->memory == self->small && static_cast<size_t>(size) <= sizeof self->small;
    if (!stays && self->users > 0) {
        PyErr_SetString(PyExc_BufferError, "Existing exports of data: object cannot be re-sized");
        return nullptr;
    }
    if (!stays && !grow(self, size)) return PyErr_NoMemory();
    self->size = size;
    Py_RETURN_NONE;
}

PyObject *buffer_info(PyObject *, PyObject *object) {
    const Descriptor *descriptor = descriptor_of(object);
    if (descriptor == nullptr) descriptor = descriptor_of_data(object);
    if (descriptor == nullptr) {
        PyErr_SetString(PyExc_TypeError, "not a ctypes type or object");
        return nullptr;
    }
    const auto count = static_cast<Py_ssize_t>(descriptor->shape.size());
    Owned shape(PyTuple_New(count));
    for (Py_ssize_t i = 0; shape && i < count; i++)
        PyTuple_SET_ITEM(shape.get(), i, PyLong_FromSsize_t(descriptor->shape[static_cast<size_t>(i)]));
    return shape ? Py_BuildValue("snN", descriptor->format.c_str(), count, shape.release()) : nullptr;
}

PyObject *unpickle(PyObject *, PyObject *args) {
    PyObject *type, *parts;
    if (!PyArg_ParseTuple(args, "OO!:_unpickle", &type, &PyTuple_Type, &parts)) return nullptr;
    Owned object(PyObject_CallMethod(type, "__new__", "O", type));
    const Owned method(object ? PyObject_GetAttrString(object.get(), "__setstate__") : nullptr);
    const Owned done(method ? PyObject_Call(method.get(), parts, nullptr) : nullptr);
    return done ? object.release() : nullptr;
}

// --- libraries

PyObject *open_library(PyObject *, PyObject *args) {
    PyObject *name;
    int mode = RTLD_NOW;
    if (!PyArg_ParseTuple(args, "O|i:dlopen", &name, &mode)) return nullptr;
    PyObject *path = nullptr;
    if (name != Py_None && !PyUnicode_FSConverter(name, &path)) return nullptr;
    const Owned owned_path(path);
    void *handle = ::dlopen(path != nullptr ? PyBytes_AS_STRING(path) : nullptr, mode | RTLD_NOW);
    if (handle != nullptr) return PyLong_FromVoidPtr(handle);
    const char *message = ::dlerror();
    PyErr_SetString(PyExc_OSError, message != nullptr ? message : "dlopen() error");
    return nullptr;
}

// Converter of an int that is an address.
int to_address(PyObject *object, void *result) {
    if (!PyLong_Check(object)) {
        PyErr_SetString(PyExc_TypeError, "int expected");
        return 0;
    }
    *static_cast<void **>(result) = PyLong_AsVoidPtr(object);
    return PyErr_Occurred() == nullptr;
}

PyObject *close_library(PyObject *, PyObject *args) {
    void *handle;
    if (!PyArg_ParseTuple(args, "O&:dlclose", to_address, &handle)) return nullptr;
    if (handle != nullptr && ::dlclose(handle) == 0) Py_RETURN_NONE;
    const char *message = handle != nullptr ? ::dlerror() : "no library";
    PyErr_SetString(PyExc_OSError, message);
    return nullptr;
}

PyObject *find_symbol(PyObject *, PyObject *args) {
    void *handle;
    const char *name;
    if (!PyArg_ParseTuple(args, "O&s:dlsym", to_address, &handle, &name)) return nullptr;
    void *address = ::dlsym(handle, name);
    if (address != nullptr) return PyLong_FromVoidPtr(address);
    PyErr_SetString(PyExc_OSError, ::dlerror());
    return nullptr;
}

PyObject *call_with_flags(PyObject *args, int flags) {
    void *address;
    PyObject *arguments;
    if (!PyArg_ParseTuple(args, "O&O!", to_address, &address, &PyTuple_Type, &arguments)) return nullptr;
    return call_address(address, arguments, flags, nullptr, nullptr, nullptr);
}

PyObject *call_foreign(PyObject *, PyObject *args) {
    return call_with_flags(args, 0);
}

PyObject *call_foreign_cdecl(PyObject *, PyObject *args) {
    return call_with_flags(args, flag_cdecl);
}

// --- errno, and objects by address

PyObject *get_errno(PyObject *, PyObject *) {
    return PyLong_FromLong(saved_errno);
}

PyObject *set_errno(PyObject *, PyObject *args) {
    int number;
    if (!PyArg_ParseTuple(args, "i", &number)) return nullptr;
    return PyLong_FromLong(std::exchange(saved_errno, number));
}

PyObject *object_from_address(PyObject *, PyObject *args) {
    PyObject *object;
    if (!PyArg_ParseTuple(args, "O&:PyObj_FromPtr", to_address, &object)) return nullptr;
    if (object == nullptr) {
        PyErr_SetString(PyExc_ValueError, "PyObject is NULL");
        return nullptr;
    }
    return Py_NewRef(object);
}

PyObject *increase_count(PyObject *, PyObject *object) {
    Py_INCREF(object);
    return Py_NewRef(object);
}

PyObject *decrease_count(PyObject *, PyObject *object) {
    Py_DECREF(object);
    return Py_NewRef(object);
}

// --- C functions called by ctypes itself

bool check_not_null(const void *pointer) {
    if (pointer == nullptr) PyErr_SetString(PyExc_ValueError, "NULL pointer access");
    return pointer != nullptr;
}

PyObject *string_at(const char *pointer, int size) {
    if (size != 0 && !check_not_null(pointer)) return nullptr;
    return size < 0 ? PyBytes_FromString(pointer) : PyBytes_FromStringAndSize(pointer, size);
}

PyObject *wstring_at(const wchar_t *pointer, int size) {
    if (size != 0 && !check_not_null(pointer)) return nullptr;
    return PyUnicode_FromWideChar(pointer, size < 0 ? static_cast<Py_ssize_t>(wcslen(pointer)) : size);
}

void *move_memory(void *to, const void *from, size_t count) {
    if (count == 0) return to;
    if (!check_not_null(to) || !check_not_null(from)) return nullptr;
    return std::memmove(to, from, count);
}

void *fill_memory(void *to, int byte, size_t count) {
    if (count == 0) return to;
    return check_not_null(to) ? std::memset(to, byte, count) : nullptr;
}

bool is_pointer_type(PyObject *type) {
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor != nullptr) {
        if (descriptor->kind == Kind::Pointer || descriptor->kind == Kind::Function) return true;
        if (descriptor->code != nullptr && strchr("sPzUZXO", descriptor->code->letter) != nullptr)
            return true;
    }
    PyErr_Format(PyExc_TypeError, "cast() argument 2 must be a pointer type, not %s",
                 PyType_Check(type) ? as_type(type)->tp_name : type_name(type));
    return false;
}

// The result shares what the source keeps, and keeps the source.
bool share_keeps(DataObject *result, PyObject *source) {
    DataObject *outermost = as_data(source);
    if (kept_objects(outermost) == nullptr) return false;
    while (outermost->base != nullptr) outermost = outermost->base;
    if (as_data(source)->keeps == nullptr) as_data(source)->keeps = Py_NewRef(outermost->keeps);
    if (as_data(source)->keeps == Py_None) {
        PyObject *dict = PyDict_New();
        if (dict == nullptr) return false;
        Py_SETREF(as_data(source)->keeps, dict);
    }
    Py_XSETREF(result->keeps, Py_NewRef(as_data(source)->keeps));
    if (!PyDict_CheckExact(result->keeps)) return true;
    const Owned key(PyLong_FromVoidPtr(source));
    return key && PyDict_SetItem(result->keeps, key.get(), source) == 0;
}

PyObject *cast(void *pointer, PyObject *source, PyObject *type) {
    if (!is_pointer_type(type)) return nullptr;
    Owned result(PyObject_CallNoArgs(type));
    if (!result) return nullptr;
    if (!is_data(result.get())) {
        PyErr_SetString(PyExc_TypeError, "not a ctype instance");
        return nullptr;
    }
    if (is_data(source) && !share_keeps(as_data(result.get()), source)) return nullptr;
    std::memcpy(as_data(result.get())->memory, &pointer, sizeof pointer);
    return result.release();
}

template <class Function> bool add_address(PyObject *module, const char *name, Function *function) {
    const Owned address(PyLong_FromVoidPtr(reinterpret_cast<void *>(function)));
    return address && PyModule_AddObjectRef(module, name, address.get()) == 0;
}

} // namespace

bool add_addresses(PyObject *module) {
    return add_address(module, "_string_at_addr", string_at) &&
           add_address(module, "_wstring_at_addr", wstring_at) &&
           add_address(module, "_memmove_addr", move_memory) &&
           add_address(module, "_memset_addr", fill_memory) && add_address(module, "_cast_addr", cast);
}

PyMethodDef module_functions[] = {
    {"sizeof", sizeof_data, METH_O,
     "sizeof(C type) -> integer\nsizeof(C instance) -> integer\nReturn the size in bytes of a C instance"},
    {"alignment", alignment_of, METH_O,
     "alignment(C type) -> integer\nalignment(C instance) -> integer\nReturn the alignment requirements of a "
     "C "
     "instance"},
    {"byref", byref, METH_VARARGS,
     "byref(C instance[, offset=0]) -> byref-object\nReturn a pointer lookalike to a C instance, only "
     "usable\nas "
     "function argument"},
    {"addressof", address_of_data, METH_O,
     "addressof(C instance) -> integer\nReturn the address of the C instance internal buffer"},
    {"resize", resize_data, METH_VARARGS, "Resize the memory buffer of a ctypes instance"},
    {"pointer", make_pointer, METH_O, nullptr},
    {"POINTER", make_pointer_type, METH_O, nullptr},
    {"buffer_info", buffer_info, METH_O, "Return buffer interface information"},
    {"_unpickle", unpickle, METH_VARARGS, nullptr},
    {"dlopen", open_library, METH_VARARGS,
     "dlopen(name, flag={RTLD_GLOBAL|RTLD_LOCAL}) open a shared library"},
    {"dlclose", close_library, METH_VARARGS, "dlclose a library"},
    {"dlsym", find_symbol, METH_VARARGS, "find symbol in shared library"},
    {"call_function", call_foreign, METH_VARARGS, nullptr},
    {"call_cdeclfunction", call_foreign_cdecl, METH_VARARGS, nullptr},
    {"get_errno", get_errno, METH_NOARGS, nullptr},
    {"set_errno", set_errno, METH_VARARGS, nullptr},
    {"PyObj_FromPtr", object_from_address, METH_VARARGS, nullptr},
    {"Py_INCREF", increase_count, METH_O, nullptr},
    {"Py_DECREF", decrease_count, METH_O, nullptr},
    {},
};

} // namespace adder::stdlib::ctypes
