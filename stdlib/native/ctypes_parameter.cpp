// SPDX-License-Identifier: MIT
//
// Arguments before the call: the object that byref() and from_param return, and the from_param methods, which
// say what a declared type takes.
#include "ctypes.hpp"

#include <cstring>

namespace adder::stdlib::ctypes {
namespace {

ParameterObject *as_parameter_object(PyObject *object) {
    return reinterpret_cast<ParameterObject *>(object);
}

int parameter_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_parameter_object(self)->object);
    return 0;
}

int parameter_clear(PyObject *self) {
    Py_CLEAR(as_parameter_object(self)->object);
    return 0;
}

void parameter_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    parameter_clear(self);
    PyObject_GC_Del(self);
}

PyObject *repr_of_char(const ParameterObject *self) {
    const unsigned char value = static_cast<unsigned char>(self->value.bytes[0]);
    if (value >= ' ' && value < 127 && value != '\'' && value != '\\')
        return PyUnicode_FromFormat("<cparam '%c' ('%c')>", self->tag, value);
    return PyUnicode_FromFormat("<cparam '%c' ('\\x%02x')>", self->tag, value);
}

PyObject *parameter_repr(PyObject *object) {
    const ParameterObject *self = as_parameter_object(object);
    const char *bytes = self->value.bytes;
    switch (self->tag) {
    case 'b':
    case 'B':
    case 'h':
    case 'H':
    case 'i':
    case 'I':
    case 'l':
    case 'L':
    case 'q':
    case 'Q': {
        // Unsigned ones are shown as the signed number of the same bytes.
        const Owned number(find_code(static_cast<char>(self->tag | 0x20))->get(bytes));
        return number ? PyUnicode_FromFormat("<cparam '%c' (%S)>", self->tag, number.get()) : nullptr;
    }
    case 'f':
    case 'd': {
        const Owned number(find_code(self->tag)->get(bytes));
        return number ? PyUnicode_FromFormat("<cparam '%c' (%R)>", self->tag, number.get()) : nullptr;
    }
    case 'c': return repr_of_char(self);
    case 'z':
    case 'Z':
    case 'P': return PyUnicode_FromFormat("<cparam '%c' (%p)>", self->tag, self->value.pointer);
    default: return PyUnicode_FromFormat("<cparam '%c' at %p>", self->tag, static_cast<void *>(object));
    }
}

PyMemberDef parameter_members[] = {
    {"_obj", T_OBJECT, offsetof(ParameterObject, object), READONLY, "the wrapped object"},
    {},
};

// The address that a pointer-like instance holds.
void *held_pointer(PyObject *data) {
    void *pointer;
    std::memcpy(&pointer, as_data(data)->memory, sizeof pointer);
    return pointer;
}

// A parameter with a value that a code's setter writes.
PyObject *parameter_of_value(const Code *code, PyObject *(*set)(char *, PyObject *), PyObject *value) {
    ParameterObject *parameter = make_parameter(code->letter, code->ffi);
    if (parameter == nullptr) return nullptr;
    parameter->object = set(parameter->value.bytes, value);
    if (parameter->object != nullptr) return as_object(parameter);
    Py_DECREF(parameter);
    return nullptr;
}

PyObject *parameter_of_value(char letter, PyObject *value) {
    const Code *code = find_code(letter);
    return parameter_of_value(code, code->set, value);
}

// True for an array or pointer whose items have the code.
bool points_to(PyObject *data, char letter) {
    const Descriptor *descriptor = descriptor_of_data(data);
    if (descriptor == nullptr || (descriptor->kind != Kind::Array && descriptor->kind != Kind::Pointer))
        return false;
    const Descriptor *item = descriptor->item ? descriptor_of(descriptor->item.get()) : nullptr;
    return item != nullptr && item->code != nullptr && item->code->letter == letter;
}

// True for byref() of an instance with the code.
bool refers_to(PyObject *value, char letter) {
    if (!is_parameter(value) || as_parameter_object(value)->object == nullptr) return false;
    const Descriptor *descriptor = descriptor_of_data(as_parameter_object(value)->object);
    return descriptor != nullptr && descriptor->code != nullptr && descriptor->code->letter == letter;
}

// What c_char_p and c_wchar_p have in common: `letter` is theirs, `item` that of the characters.
PyObject *text_from_param(PyObject *type, PyObject *value, char letter, char item,
                          PyObject *(*convert)(PyObject *, PyObject *)) {
    if (value == Py_None) Py_RETURN_NONE;
    if (letter == 'z' ? PyBytes_Check(value) : PyUnicode_Check(value))
        return parameter_of_value(letter, value);
    const int is_instance = PyObject_IsInstance(value, type);
    if (is_instance < 0) return nullptr;
    if (is_instance || points_to(value, item) || refers_to(value, item)) return Py_NewRef(value);
    return convert_as_parameter(type, value, convert, "wrong type");
}

PyObject *pointer_parameter(char tag, PyObject *data, void *pointer) {
    ParameterObject *parameter = make_parameter(tag, &ffi_type_pointer);
    if (parameter == nullptr) return nullptr;
    parameter->value.pointer = pointer;
    parameter->object = Py_NewRef(data);
    return as_object(parameter);
}

// An instance that may be given for void *; NULL without an error when it may not.
PyObject *void_pointer_from_data(PyObject *value) {
    const Descriptor *descriptor = descriptor_of_data(value);
    if (descriptor == nullptr) return nullptr;
    if (descriptor->kind == Kind::Array || descriptor->kind == Kind::Pointer) return Py_NewRef(value);
    if (descriptor->kind == Kind::Function) return pointer_parameter('P', value, held_pointer(value));
    const char letter = descriptor->code != nullptr ? descriptor->code->letter : '\0';
    if (letter == 'z' || letter == 'Z') return pointer_parameter('Z', value, held_pointer(value));
    return nullptr;
}

} // namespace

PyTypeObject parameter_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "CArgObject",
    .tp_basicsize = sizeof(ParameterObject),
    .tp_dealloc = parameter_dealloc,
    .tp_repr = parameter_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = parameter_traverse,
    .tp_clear = parameter_clear,
    .tp_members = parameter_members,
};

ParameterObject *make_parameter(char tag, ffi_type *ffi) {
    auto *self = PyObject_GC_New(ParameterObject, &parameter_type);
    if (self == nullptr) return nullptr;
    self->tag = tag;
    self->ffi = ffi;
    self->value = {};
    self->object = nullptr;
    PyObject_GC_Track(as_object(self));
    return self;
}

PyObject *make_reference(PyObject *data, Py_ssize_t offset) {
    return pointer_parameter('P', data, as_data(data)->memory + offset);
}

PyObject *from_param(PyObject *type, PyObject *value) {
    const int is_instance = PyObject_IsInstance(value, type);
    if (is_instance != 0) return is_instance > 0 ? Py_NewRef(value) : nullptr;
    if (is_parameter(value)) {
        PyObject *object = as_parameter_object(value)->object;
        // A reference goes where a pointer to its target does.
        const Descriptor *descriptor = descriptor_of(type);
        PyObject *target = descriptor != nullptr ? descriptor->item.get() : nullptr;
        const int is_match = object != nullptr && target != nullptr ? PyObject_IsInstance(object, target) : 0;
        if (is_match != 0) return is_match > 0 ? Py_NewRef(value) : nullptr;
        return PyErr_Format(PyExc_TypeError, "expected %s instance instead of pointer to %s",
                            as_type(type)->tp_name, object != nullptr ? type_name(object) : "???");
    }
    return convert_as_parameter(type, value, from_param, nullptr);
}

PyObject *simple_from_param(PyObject *type, PyObject *value) {
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor == nullptr) {
        PyErr_SetString(PyExc_TypeError, "abstract class");
        return nullptr;
    }
    const int is_instance = PyObject_IsInstance(value, type);
    if (is_instance != 0) return is_instance > 0 ? Py_NewRef(value) : nullptr;
    PyObject *parameter = parameter_of_value(descriptor->code, descriptor->setter(), value);
    if (parameter != nullptr) return parameter;
    PyErr_Clear();
    return convert_as_parameter(type, value, simple_from_param, "wrong type");
}

PyObject *char_pointer_from_param(PyObject *type, PyObject *value) {
    return text_from_param(type, value, 'z', 'c', char_pointer_from_param);
}

PyObject *wide_pointer_from_param(PyObject *type, PyObject *value) {
    return text_from_param(type, value, 'Z', 'u', wide_pointer_from_param);
}

PyObject *void_pointer_from_param(PyObject *type, PyObject *value) {
    if (value == Py_None) Py_RETURN_NONE;
    if (PyLong_Check(value)) return parameter_of_value('P', value);
    if (PyBytes_Check(value)) return parameter_of_value('z', value);
    if (PyUnicode_Check(value)) return parameter_of_value('Z', value);
    const int is_instance = PyObject_IsInstance(value, type);
    if (is_instance != 0) return is_instance > 0 ? Py_NewRef(value) : nullptr;
    if (is_parameter(value) && as_parameter_object(value)->tag == 'P') return Py_NewRef(value);
    PyObject *parameter = void_pointer_from_data(value);
    if (parameter != nullptr || PyErr_Occurred() != nullptr) return parameter;
    return convert_as_parameter(type, value, void_pointer_from_param, "wrong type");
}

} // namespace adder::stdlib::ctypes
