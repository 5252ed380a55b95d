// SPDX-License-Identifier: MIT
//
// Function pointers: classes with `_flags_`, `_argtypes_` and `_restype_`, whose instances are made from an
// address, a function of a library, or a Python callable, and are called (ctypes_call.cpp).
#include "ctypes.hpp"

#include <cstring>
#include <dlfcn.h>

namespace adder::stdlib::ctypes {
namespace {

FunctionObject *as_function(PyObject *object) {
    return reinterpret_cast<FunctionObject *>(object);
}

// --- classes

// An attribute of a class; empty without an error when there is none.
Owned optional_attribute(PyObject *object, const char *name, bool &failed) {
    const Owned text(PyUnicode_InternFromString(name));
    PyObject *found = nullptr;
    failed = !text || _PyObject_LookupAttr(object, text.get(), &found) < 0;
    return Owned(found);
}

bool is_result_type(PyObject *type) {
    return type == Py_None || descriptor_of(type) != nullptr || PyCallable_Check(type);
}

bool read_flags(PyObject *type, Descriptor &descriptor) {
    bool failed;
    const Owned flags = optional_attribute(type, "_flags_", failed);
    if (failed) return false;
    if (!flags || !PyLong_Check(flags.get())) {
        PyErr_SetString(PyExc_TypeError, "class must define _flags_ which must be an integer");
        return false;
    }
    descriptor.call_flags = static_cast<int>(PyLong_AsUnsignedLongMask(flags.get()));
    return PyErr_Occurred() == nullptr;
}

bool read_argument_types(PyObject *type, Descriptor &descriptor) {
    bool failed;
    Owned types = optional_attribute(type, "_argtypes_", failed);
    if (failed || !types) return !failed;
    if (!PyTuple_Check(types.get())) {
        PyErr_SetString(PyExc_TypeError, "_argtypes_ must be a sequence of types");
        return false;
    }
    descriptor.converters = converters_of(types.get());
    descriptor.argument_types = std::move(types);
    return static_cast<bool>(descriptor.converters);
}

bool read_result_type(PyObject *type, Descriptor &descriptor) {
    bool failed;
    Owned result = optional_attribute(type, "_restype_", failed);
    if (failed || !result) return !failed;
    if (!is_result_type(result.get())) {
        PyErr_SetString(PyExc_TypeError, "_restype_ must be a type, a callable, or None");
        return false;
    }
    descriptor.result_check = optional_attribute(result.get(), "_check_retval_", failed);
    descriptor.result_type = std::move(result);
    return !failed;
}

PyObject *function_class_new(PyTypeObject *metatype, PyObject *args, PyObject *keywords) {
    Owned type = make_class(metatype, args, keywords);
    if (!type || descriptor_of(type.get()) != nullptr) return type.release();
    auto descriptor = std::make_unique<Descriptor>(Descriptor{.kind = Kind::Function});
    descriptor->size = descriptor->alignment = sizeof(void *);
    descriptor->length = 1;
    descriptor->ffi = &ffi_type_pointer;
    descriptor->format = "X{}";
    descriptor->has_pointer = true;
    if (!read_flags(type.get(), *descriptor) || !read_argument_types(type.get(), *descriptor) ||
        !read_result_type(type.get(), *descriptor))
        return nullptr;
    set_descriptor(type.get(), std::move(descriptor));
    return type.release();
}

// --- instances from an address, a library, a callable

PyObject *make_function(PyTypeObject *type, void *address) {
    PyObject *self = data_new(type, nullptr, nullptr);
    if (self == nullptr) return nullptr;
    std::memcpy(as_data(self)->memory, &address, sizeof address);
    return self;
}

// The name of a function: str or bytes; NULL with an error.
const char *name_of_function(PyObject *name) {
    if (PyBytes_Check(name)) return PyBytes_AS_STRING(name);
    if (PyUnicode_Check(name)) return PyUnicode_AsUTF8(name);
    PyErr_SetString(PyExc_TypeError, "function name must be string, bytes object or integer");
    return nullptr;
}

void *handle_of_library(PyObject *library) {
    const Owned handle(PyObject_GetAttrString(library, "_handle"));
    if (!handle) return nullptr;
    if (!PyLong_Check(handle.get())) {
        PyErr_SetString(PyExc_TypeError, "the _handle attribute of the second argument must be an integer");
        return nullptr;
    }
    void *result = PyLong_AsVoidPtr(handle.get());
    if (PyErr_Occurred() != nullptr)
        PyErr_SetString(PyExc_ValueError, "could not convert the _handle attribute to a pointer");
    return result;
}

PyObject *function_from_library(PyTypeObject *type, PyObject *args) {
    PyObject *pair, *flags = nullptr, *name, *library;
    if (!PyArg_ParseTuple(args, "O|O", &pair, &flags)) return nullptr;
    if (flags == Py_None) flags = nullptr;
    const Owned tuple(PySequence_Tuple(pair));
    if (!tuple || !PyArg_ParseTuple(tuple.get(), "OO;illegal func_spec argument", &name, &library))
        return nullptr;
    const char *symbol = name_of_function(name);
    void *handle = symbol != nullptr ? handle_of_library(library) : nullptr;
    if (PyErr_Occurred() != nullptr) return nullptr;
    void *address = ::dlsym(handle, symbol);
    if (address == nullptr) {
        const char *message = ::dlerror();
        PyErr_SetString(PyExc_AttributeError, message != nullptr ? message : symbol);
        return nullptr;
    }
    if (descriptor_of(as_object(type)) != nullptr && !check_parameter_flags(as_object(type), flags))
        return nullptr;
    Owned self(make_function(type, address));
    if (!self) return nullptr;
    as_function(self.get())->parameter_flags = Py_XNewRef(flags);
    if (!keep_object(as_data(self.get()), 0, Py_NewRef(library))) return nullptr;
    return self.release();
}

PyObject *function_from_callable(PyTypeObject *type, PyObject *callable) {
    if (!PyCallable_Check(callable)) {
        PyErr_SetString(PyExc_TypeError, "argument must be callable or integer function address");
        return nullptr;
    }
    const Descriptor *descriptor = descriptor_of(as_object(type));
    if (descriptor == nullptr || !descriptor->argument_types) {
        PyErr_SetString(PyExc_TypeError, "cannot construct instance of this class: no argtypes");
        return nullptr;
    }
    PyObject *result = descriptor->result_type ? descriptor->result_type.get() : Py_None;
    void *entry;
    Owned thunk(
        make_thunk(callable, descriptor->argument_types.get(), result, descriptor->call_flags, &entry));
    Owned self(thunk ? make_function(type, entry) : nullptr);
    if (!self) return nullptr;
    as_function(self.get())->callable = Py_NewRef(callable);
    as_function(self.get())->thunk = Py_NewRef(thunk.get());
    if (!keep_object(as_data(self.get()), 0, thunk.release())) return nullptr;
    return self.release();
}

PyObject *function_new(PyTypeObject *type, PyObject *args, PyObject *) {
    if (PyTuple_GET_SIZE(args) == 0) return make_function(type, nullptr);
    PyObject *first = PyTuple_GET_ITEM(args, 0);
    if (PyTuple_Check(first)) return function_from_library(type, args);
    if (PyTuple_GET_SIZE(args) == 1 && PyLong_Check(first)) {
        void *address = PyLong_AsVoidPtr(first);
        if (address == nullptr && PyErr_Occurred() != nullptr) return nullptr;
        return make_function(type, address);
    }
    PyObject *callable;
    return PyArg_ParseTuple(args, "O", &callable) ? function_from_callable(type, callable) : nullptr;
}

// --- life

int function_traverse(PyObject *object, visitproc visit, void *arg) {
    const FunctionObject *self = as_function(object);
    for (PyObject *part :
         {self->thunk, self->callable, self->declared_types, self->argument_types, self->converters,
          self->result_type, self->result_check, self->error_check, self->parameter_flags})
        Py_VISIT(part);
    return data_type.tp_traverse(object, visit, arg);
}

int function_clear(PyObject *object) {
    FunctionObject *self = as_function(object);
    forget_plan(self);
    for (PyObject **part :
         {&self->thunk, &self->callable, &self->declared_types, &self->argument_types, &self->converters,
          &self->result_type, &self->result_check, &self->error_check, &self->parameter_flags})
        Py_CLEAR(*part);
    return data_type.tp_clear(object);
}

void function_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    function_clear(self);
    data_type.tp_dealloc(self);
}

// --- attributes

int set_error_check(PyObject *object, PyObject *value, void *) {
    if (value != nullptr && !PyCallable_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "the errcheck attribute must be callable");
        return -1;
    }
    forget_plan(as_function(object));
    Py_XSETREF(as_function(object)->error_check, Py_XNewRef(value));
    return 0;
}

PyObject *get_error_check(PyObject *object, void *) {
    PyObject *check = as_function(object)->error_check;
    return Py_NewRef(check != nullptr ? check : Py_None);
}

int set_result_type(PyObject *object, PyObject *value, void *) {
    FunctionObject *self = as_function(object);
    if (value != nullptr && !is_result_type(value)) {
        PyErr_SetString(PyExc_TypeError, "restype must be a type, a callable, or None");
        return -1;
    }
    bool failed = false;
    Owned check = value != nullptr ? optional_attribute(value, "_check_retval_", failed) : Owned();
    if (failed) return -1;
    forget_plan(self);
    Py_XSETREF(self->result_check, check.release());
    Py_XSETREF(self->result_type, Py_XNewRef(value));
    return 0;
}

// What the instance has, else what its class has, else None.
PyObject *own_or_of_class(PyObject *own, const Owned &of_class) {
    if (own != nullptr) return Py_NewRef(own);
    return Py_NewRef(of_class ? of_class.get() : Py_None);
}

PyObject *get_result_type(PyObject *object, void *) {
    return own_or_of_class(as_function(object)->result_type, descriptor_of_data(object)->result_type);
}

int set_argument_types(PyObject *object, PyObject *value, void *) {
    FunctionObject *self = as_function(object);
    Owned types, converters;
    if (value != nullptr && value != Py_None) {
        types = Owned(PySequence_Tuple(value));
        if (!types && PyErr_ExceptionMatches(PyExc_TypeError))
            PyErr_SetString(PyExc_TypeError, "_argtypes_ must be a sequence of types");
        converters = types ? converters_of(types.get()) : Owned();
        if (!converters) return -1;
    }
    forget_plan(self);
    Py_XSETREF(self->converters, converters.release());
    Py_XSETREF(self->argument_types, types.release());
    Py_XSETREF(self->declared_types, self->converters != nullptr ? Py_NewRef(value) : nullptr);
    return 0;
}

PyObject *get_argument_types(PyObject *object, void *) {
    return own_or_of_class(as_function(object)->declared_types, descriptor_of_data(object)->argument_types);
}

PyObject *function_repr(PyObject *self) {
    return PyUnicode_FromFormat("<%s object at %p>", type_name(self), static_cast<void *>(self));
}

int function_bool(PyObject *self) {
    void *address;
    std::memcpy(&address, as_data(self)->memory, sizeof address);
    return address != nullptr;
}

PyNumberMethods function_number = {.nb_bool = function_bool};

PyGetSetDef function_getset[] = {
    {"errcheck", get_error_check, set_error_check, "a function to check for errors", nullptr},
    {"restype", get_result_type, set_result_type, "specify the result type", nullptr},
    {"argtypes", get_argument_types, set_argument_types, "specify the argument types", nullptr},
    {},
};

} // namespace

Owned converters_of(PyObject *types) {
    const Py_ssize_t count = PyTuple_GET_SIZE(types);
    if (count > most_arguments) {
        PyErr_Format(state().argument_error, "_argtypes_ has too many arguments (%zi), maximum is %i", count,
                     static_cast<int>(most_arguments));
        return {};
    }
    Owned converters(PyTuple_New(count));
    for (Py_ssize_t i = 0; converters && i < count; i++) {
        PyObject *converter = PyObject_GetAttrString(PyTuple_GET_ITEM(types, i), "from_param");
        if (converter == nullptr) {
            if (PyErr_ExceptionMatches(PyExc_AttributeError))
                PyErr_Format(PyExc_TypeError, "item %zd in _argtypes_ has no from_param method", i + 1);
            return {};
        }
        PyTuple_SET_ITEM(converters.get(), i, converter);
    }
    return converters;
}

PyTypeObject function_metatype = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_ctypes.PyCFuncPtrType",
    .tp_basicsize = sizeof(TypeObject),
    .tp_dealloc = metatype_dealloc,
    .tp_as_sequence = &metatype_sequence,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "metatype for C function pointers",
    .tp_traverse = metatype_traverse,
    .tp_clear = metatype_clear,
    .tp_methods = data_class_methods,
    .tp_base = &PyType_Type,
    .tp_new = function_class_new,
};

PyTypeObject function_type = {
    .ob_base = {PyObject_HEAD_INIT(&function_metatype) 0},
    .tp_name = "_ctypes.CFuncPtr",
    .tp_basicsize = sizeof(FunctionObject),
    .tp_dealloc = function_dealloc,
    .tp_vectorcall_offset = offsetof(FunctionObject, vectorcall),
    .tp_repr = function_repr,
    .tp_as_number = &function_number,
    .tp_call = PyVectorcall_Call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_doc = "Function Pointer",
    .tp_traverse = function_traverse,
    .tp_clear = function_clear,
    .tp_getset = function_getset,
    .tp_base = &data_type,
    .tp_new = function_new,
};

} // namespace adder::stdlib::ctypes
