// SPDX-License-Identifier: MIT
//
// What the metatypes of ctypes share: the descriptor behind the type object, `class * n`, and the methods
// that make instances over memory that is there already: from_address, from_buffer, from_buffer_copy, in_dll.
#include "ctypes.hpp"

#include <algorithm>
#include <dlfcn.h>

namespace adder::stdlib::ctypes {
namespace {

PyTypeObject *const metatypes[] = {&struct_metatype, &union_metatype,  &pointer_metatype,
                                   &array_metatype,  &simple_metatype, &function_metatype};

// --- instances over given memory

PyObject *view_at(PyObject *type, void *address) {
    return make_view(type, nullptr, 0, static_cast<char *>(address));
}

Descriptor *concrete_descriptor(PyObject *type) {
    Descriptor *descriptor = descriptor_of(type);
    if (descriptor == nullptr) PyErr_SetString(PyExc_TypeError, "abstract class");
    return descriptor;
}

PyObject *class_from_address(PyObject *type, PyObject *value) {
    if (!PyLong_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "integer expected");
        return nullptr;
    }
    void *address = PyLong_AsVoidPtr(value);
    if (PyErr_Occurred() != nullptr) return nullptr;
    return view_at(type, address);
}

bool check_room(const Descriptor *descriptor, Py_ssize_t size, Py_ssize_t offset) {
    if (offset < 0) {
        PyErr_SetString(PyExc_ValueError, "offset cannot be negative");
        return false;
    }
    if (descriptor->size <= size - offset) return true;
    PyErr_Format(PyExc_ValueError, "Buffer size too small (%zd instead of at least %zd bytes)", size,
                 descriptor->size + offset);
    return false;
}

PyObject *class_from_buffer(PyObject *type, PyObject *args) {
    PyObject *source;
    Py_ssize_t offset = 0;
    const Descriptor *descriptor = concrete_descriptor(type);
    if (descriptor == nullptr || !PyArg_ParseTuple(args, "O|n:from_buffer", &source, &offset)) return nullptr;
    Owned view(PyMemoryView_FromObject(source));
    if (!view) return nullptr;
    const Py_buffer *buffer = PyMemoryView_GET_BUFFER(view.get());
    if (buffer->readonly) {
        PyErr_SetString(PyExc_TypeError, "underlying buffer is not writable");
        return nullptr;
    }
    if (!PyBuffer_IsContiguous(buffer, 'C')) {
        PyErr_SetString(PyExc_TypeError, "underlying buffer is not C contiguous");
        return nullptr;
    }
    if (!check_room(descriptor, buffer->len, offset)) return nullptr;
    Owned result(view_at(type, static_cast<char *>(buffer->buf) + offset));
    if (!result || !keep_object(as_data(result.get()), -1, view.release())) return nullptr;
    return result.release();
}

PyObject *class_from_buffer_copy(PyObject *type, PyObject *args) {
    Py_buffer buffer;
    Py_ssize_t offset = 0;
    const Descriptor *descriptor = concrete_descriptor(type);
    if (descriptor == nullptr || !PyArg_ParseTuple(args, "y*|n:from_buffer_copy", &buffer, &offset))
        return nullptr;
    PyObject *result = nullptr;
    if (check_room(descriptor, buffer.len, offset))
        result = make_copy(type, static_cast<char *>(buffer.buf) + offset);
    PyBuffer_Release(&buffer);
    return result;
}

PyObject *class_in_dll(PyObject *type, PyObject *args) {
    PyObject *library;
    const char *name;
    if (!PyArg_ParseTuple(args, "Os:in_dll", &library, &name)) return nullptr;
    const Owned handle(PyObject_GetAttrString(library, "_handle"));
    if (!handle) return nullptr;
    if (!PyLong_Check(handle.get())) {
        PyErr_SetString(PyExc_TypeError, "the _handle attribute of the second argument must be an integer");
        return nullptr;
    }
    void *pointer = PyLong_AsVoidPtr(handle.get());
    if (PyErr_Occurred() != nullptr) {
        PyErr_SetString(PyExc_ValueError, "could not convert the _handle attribute to a pointer");
        return nullptr;
    }
    void *address = ::dlsym(pointer, name);
    if (address != nullptr) return view_at(type, address);
    PyErr_SetString(PyExc_ValueError, ::dlerror());
    return nullptr;
}

PyObject *metatype_repeat(PyObject *type, Py_ssize_t length) {
    if (length >= 0) return make_array_type(type, length);
    return PyErr_Format(PyExc_ValueError, "Array length must be >= 0, not %zd", length);
}

Descriptor *&descriptor_slot(PyObject *type) {
    return reinterpret_cast<TypeObject *>(type)->descriptor;
}

} // namespace

Descriptor *find_descriptor(PyObject *type) {
    if (!PyType_Check(type) || !PyType_HasFeature(as_type(type), Py_TPFLAGS_HEAPTYPE)) return nullptr;
    // A metatype written in Python has another way to end its classes, and one of these as a base.
    if (Py_TYPE(type)->tp_dealloc != metatype_dealloc) {
        const auto is_base = [type](PyTypeObject *base) { return PyObject_TypeCheck(type, base) != 0; };
        if (std::ranges::none_of(metatypes, is_base)) return nullptr;
    }
    return descriptor_slot(type);
}

Owned make_class(PyTypeObject *metatype, PyObject *args, PyObject *keywords) {
    return Owned(PyType_Type.tp_new(metatype, args, keywords));
}

void set_descriptor(PyObject *type, std::unique_ptr<Descriptor> descriptor) {
    descriptor->holds_data = PyType_IsSubtype(as_type(type), &data_type) != 0;
    delete std::exchange(descriptor_slot(type), descriptor.release());
}

bool is_simple_subclass(PyObject *type) {
    const Descriptor *descriptor = descriptor_of(type);
    return descriptor != nullptr && descriptor->code != nullptr && as_type(type)->tp_base != &simple_type;
}

bool is_kind(PyObject *object, Kind kind) {
    const Descriptor *descriptor = PyType_Check(object) ? descriptor_of(object) : descriptor_of_data(object);
    return descriptor != nullptr && descriptor->kind == kind;
}

PySequenceMethods metatype_sequence = {.sq_repeat = metatype_repeat};

PyMethodDef data_class_methods[] = {
    {"from_param", from_param, METH_O, "Convert a Python object into a function call parameter."},
    {"from_address", class_from_address, METH_O,
     "C.from_address(integer) -> C instance\naccess a C instance at the specified address"},
    {"from_buffer", class_from_buffer, METH_VARARGS,
     "C.from_buffer(object, offset=0) -> C instance\ncreate a C instance from a writeable buffer"},
    {"from_buffer_copy", class_from_buffer_copy, METH_VARARGS,
     "C.from_buffer_copy(object, offset=0) -> C instance\ncreate a C instance from a readable buffer"},
    {"in_dll", class_in_dll, METH_VARARGS, "C.in_dll(dll, name) -> C instance\naccess a C instance in a dll"},
    {},
};

int metatype_traverse(PyObject *type, visitproc visit, void *arg) {
    if (const Descriptor *descriptor = descriptor_slot(type)) {
        Py_VISIT(descriptor->item.get());
        Py_VISIT(descriptor->argument_types.get());
        Py_VISIT(descriptor->converters.get());
        Py_VISIT(descriptor->result_type.get());
        Py_VISIT(descriptor->result_check.get());
        for (const Owned &piece : descriptor->piece_types) Py_VISIT(piece.get());
    }
    return PyType_Type.tp_traverse(type, visit, arg);
}

int metatype_clear(PyObject *type) {
    // A structure and a pointer to it hold each other. The rest of the descriptor stays until the end:
    // instances that are still there read their size from it.
    if (Descriptor *descriptor = descriptor_slot(type)) {
        descriptor->pieces.clear();
        const std::vector<Owned> pieces = std::move(descriptor->piece_types);
    }
    return PyType_Type.tp_clear(type);
}

void metatype_dealloc(PyObject *type) {
    std::unique_ptr<Descriptor> descriptor(std::exchange(descriptor_slot(type), nullptr));
    PyType_Type.tp_dealloc(type);
}

Owned as_parameter(PyObject *value, bool &failed) {
    static PyObject *const name = PyUnicode_InternFromString("_as_parameter_");
    PyObject *found = nullptr;
    failed = _PyObject_LookupAttr(value, name, &found) < 0;
    return Owned(found);
}

PyObject *convert_as_parameter(PyObject *type, PyObject *value, PyObject *(*convert)(PyObject *, PyObject *),
                               const char *message) {
    bool failed;
    const Owned parameter = as_parameter(value, failed);
    if (failed) return nullptr;
    if (!parameter) {
        if (message != nullptr)
            PyErr_SetString(PyExc_TypeError, message);
        else
            PyErr_Format(PyExc_TypeError, "expected %s instance instead of %s", as_type(type)->tp_name,
                         type_name(value));
        return nullptr;
    }
    if (Py_EnterRecursiveCall(" while processing _as_parameter_")) return nullptr;
    PyObject *result = convert(type, parameter.get());
    Py_LeaveRecursiveCall();
    return result;
}

} // namespace adder::stdlib::ctypes
