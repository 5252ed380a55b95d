// SPDX-License-Identifier: MIT
//
// The fundamental types: classes with a `_type_` letter, whose instances hold one value in `value`. A class
// derived from _SimpleCData itself is read from memory as a Python value; its subclasses stay instances.
#include "ctypes.hpp"

#include <algorithm>
#include <cstring>

namespace adder::stdlib::ctypes {
namespace {

// --- classes

// The letter of the class, or 0 with an error.
char letter_of(PyObject *type) {
    const Owned text(PyObject_GetAttrString(type, "_type_"));
    if (!text) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError))
            PyErr_SetString(PyExc_AttributeError, "class must define a '_type_' attribute");
        return '\0';
    }
    if (!PyUnicode_Check(text.get())) {
        PyErr_SetString(PyExc_TypeError, "class must define a '_type_' string attribute");
        return '\0';
    }
    if (PyUnicode_GET_LENGTH(text.get()) != 1) {
        PyErr_SetString(PyExc_ValueError,
                        "class must define a '_type_' attribute which must be a string of length 1");
        return '\0';
    }
    const Py_UCS4 letter = PyUnicode_READ_CHAR(text.get(), 0);
    if (letter < 128 && letter != 0 && strchr(code_letters, static_cast<int>(letter)) != nullptr)
        return static_cast<char>(letter);
    PyErr_Format(PyExc_AttributeError,
                 "class must define a '_type_' attribute which must be\na single character string containing "
                 "one of '%s'.",
                 code_letters);
    return '\0';
}

std::unique_ptr<Descriptor> make_descriptor(const Code *code, bool is_swapped) {
    auto descriptor = std::make_unique<Descriptor>(Descriptor{.kind = Kind::Simple});
    descriptor->is_swapped = is_swapped;
    descriptor->code = code;
    descriptor->ffi = code->ffi;
    descriptor->size = static_cast<Py_ssize_t>(code->ffi->size);
    descriptor->alignment = code->ffi->alignment;
    descriptor->has_pointer = strchr("sPzUZXO", code->letter) != nullptr;
    descriptor->format = {is_swapped ? '>' : '<', code->format};
    return descriptor;
}

// from_param of pointer-like types, which take more than their setters do.
PyMethodDef pointer_like_methods[] = {
    {"from_param", char_pointer_from_param, METH_O,
     "Convert a Python object into a function call parameter."},
    {"from_param", wide_pointer_from_param, METH_O,
     "Convert a Python object into a function call parameter."},
    {"from_param", void_pointer_from_param, METH_O,
     "Convert a Python object into a function call parameter."},
};

PyMethodDef *from_param_row(char letter) {
    switch (letter) {
    case 'z': return &pointer_like_methods[0];
    case 'Z': return &pointer_like_methods[1];
    case 'P': return &pointer_like_methods[2];
    default: return nullptr;
    }
}

// The class attributes __ctype_le__ and __ctype_be__, with the class of the other byte order.
bool add_swapped_class(PyObject *type, const Code *code, PyObject *args) {
    const Owned name(PyUnicode_FromFormat("%U_be", PyTuple_GET_ITEM(args, 0)));
    const Owned other_args(
        name ? PyTuple_Pack(3, name.get(), PyTuple_GET_ITEM(args, 1), PyTuple_GET_ITEM(args, 2)) : nullptr);
    if (!other_args) return false;
    const Owned other = make_class(Py_TYPE(type), other_args.get(), nullptr);
    if (!other) return false;
    set_descriptor(other.get(), make_descriptor(code, true));
    return PyObject_SetAttrString(type, "__ctype_le__", type) == 0 &&
           PyObject_SetAttrString(type, "__ctype_be__", other.get()) == 0 &&
           PyObject_SetAttrString(other.get(), "__ctype_le__", type) == 0 &&
           PyObject_SetAttrString(other.get(), "__ctype_be__", other.get()) == 0;
}

// One byte is the same in both orders.
bool add_byte_orders(PyObject *type, const Code *code, PyObject *args) {
    if (code->get_swapped == nullptr) return true;
    if (code->ffi->size > 1) return add_swapped_class(type, code, args);
    return PyObject_SetAttrString(type, "__ctype_le__", type) == 0 &&
           PyObject_SetAttrString(type, "__ctype_be__", type) == 0;
}

bool finish_direct_class(PyObject *type, const Code *code, PyObject *args) {
    if (PyMethodDef *row = from_param_row(code->letter)) {
        const Owned method(PyDescr_NewClassMethod(as_type(type), row));
        if (!method || PyObject_SetAttrString(type, "from_param", method.get()) < 0) return false;
    }
    return Py_TYPE(type) != &simple_metatype || add_byte_orders(type, code, args);
}

PyObject *simple_class_new(PyTypeObject *metatype, PyObject *args, PyObject *keywords) {
    Owned type = make_class(metatype, args, keywords);
    if (!type || descriptor_of(type.get()) != nullptr) return type.release();
    const char letter = letter_of(type.get());
    if (letter == '\0') return nullptr;
    const Code *code = find_code(letter);
    if (code == nullptr)
        return PyErr_Format(PyExc_ValueError, "_type_ '%c' not supported", static_cast<int>(letter));
    const Descriptor *base = descriptor_of(as_object(as_type(type.get())->tp_base));
    set_descriptor(type.get(), make_descriptor(code, base != nullptr && base->is_swapped &&
                                                         code->get_swapped != nullptr));
    if (!is_simple_subclass(type.get()) && !finish_direct_class(type.get(), code, args)) return nullptr;
    return type.release();
}

PyMethodDef simple_class_methods[] = {
    {"from_param", simple_from_param, METH_O, "Convert a Python object into a function call parameter."},
    data_class_methods[1],
    data_class_methods[2],
    data_class_methods[3],
    data_class_methods[4],
    {},
};

// --- instances

PyObject *get_value(PyObject *self, void *) {
    const Descriptor *descriptor = descriptor_of_data(self);
    return descriptor->getter()(as_data(self)->memory);
}

int set_value(PyObject *self, PyObject *value, void *) {
    if (refuse_deletion(value)) return -1;
    const Descriptor *descriptor = descriptor_of_data(self);
    PyObject *keep = descriptor->setter()(as_data(self)->memory, value);
    return keep != nullptr && keep_object(as_data(self), 0, keep) ? 0 : -1;
}

int simple_init(PyObject *self, PyObject *args, PyObject *) {
    PyObject *value = nullptr;
    if (!PyArg_UnpackTuple(args, "__init__", 0, 1, &value)) return -1;
    return value != nullptr ? set_value(self, value, nullptr) : 0;
}

PyObject *simple_repr(PyObject *self) {
    if (Py_TYPE(self)->tp_base != &simple_type)
        return PyUnicode_FromFormat("<%s object at %p>", type_name(self), static_cast<void *>(self));
    const Owned value(get_value(self, nullptr));
    return value ? PyUnicode_FromFormat("%s(%R)", type_name(self), value.get()) : nullptr;
}

int simple_bool(PyObject *self) {
    const char *memory = as_data(self)->memory;
    return std::any_of(memory, memory + as_data(self)->size, [](char byte) { return byte != 0; });
}

PyObject *simple_from_outparam(PyObject *self, PyObject *) {
    return is_simple_subclass(as_object(Py_TYPE(self))) ? Py_NewRef(self) : get_value(self, nullptr);
}

PyNumberMethods simple_number = {.nb_bool = simple_bool};

PyGetSetDef simple_getset[] = {
    {"value", get_value, set_value, "current value", nullptr},
    {},
};

PyMethodDef simple_methods[] = {
    {"__ctypes_from_outparam__", simple_from_outparam, METH_NOARGS, nullptr},
    {},
};

} // namespace

PyTypeObject simple_metatype = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_ctypes.PyCSimpleType",
    .tp_basicsize = sizeof(TypeObject),
    .tp_dealloc = metatype_dealloc,
    .tp_as_sequence = &metatype_sequence,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "metatype for the PyCSimpleType Objects",
    .tp_traverse = metatype_traverse,
    .tp_clear = metatype_clear,
    .tp_methods = simple_class_methods,
    .tp_base = &PyType_Type,
    .tp_new = simple_class_new,
};

PyTypeObject simple_type = {
    .ob_base = {PyObject_HEAD_INIT(&simple_metatype) 0},
    .tp_name = "_ctypes._SimpleCData",
    .tp_basicsize = sizeof(DataObject),
    .tp_repr = simple_repr,
    .tp_as_number = &simple_number,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = "XXX to be provided",
    .tp_methods = simple_methods,
    .tp_getset = simple_getset,
    .tp_base = &data_type,
    .tp_init = simple_init,
    .tp_new = data_new,
};

} // namespace adder::stdlib::ctypes
