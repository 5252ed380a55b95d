// SPDX-License-Identifier: MIT
//
// Structures and unions: their metatypes, which lay the fields out when `_fields_` is set, and instances,
// which take initial values by position and by name.
#include "ctypes.hpp"

namespace adder::stdlib::ctypes {
namespace {

// --- classes

// A class without fields of its own is laid out as its base.
std::unique_ptr<Descriptor> make_descriptor(Kind kind, const Descriptor *base) {
    auto descriptor = std::make_unique<Descriptor>(Descriptor{.kind = kind});
    descriptor->format = "B";
    descriptor->alignment = 0;
    descriptor->has_pointer = base != nullptr && base->has_pointer;
    if (base == nullptr) return descriptor;
    descriptor->size = base->size;
    descriptor->alignment = base->alignment;
    descriptor->length = base->length;
    descriptor->format = base->format;
    descriptor->pieces = base->pieces;
    for (const Owned &type : base->piece_types) descriptor->piece_types.push_back(Owned::borrow(type.get()));
    return descriptor;
}

PyObject *class_new(PyTypeObject *metatype, PyObject *args, PyObject *keywords, Kind kind) {
    Owned type = make_class(metatype, args, keywords);
    if (!type || descriptor_of(type.get()) != nullptr) return type.release();
    PyObject *dict = as_type(type.get())->tp_dict;
    // A class that exists only to be derived from.
    const Owned abstract_name(PyUnicode_InternFromString("_abstract_"));
    if (!abstract_name) return nullptr;
    const int is_abstract = PyDict_Contains(dict, abstract_name.get());
    if (is_abstract != 0) return is_abstract > 0 ? type.release() : nullptr;

    Descriptor *base = descriptor_of(as_object(as_type(type.get())->tp_base));
    if (base != nullptr) base->is_final = true;
    set_descriptor(type.get(), make_descriptor(kind, base));
    descriptor_of(type.get())->ffi = struct_ffi_type(*descriptor_of(type.get()));
    const Owned fields_name(PyUnicode_InternFromString("_fields_"));
    PyObject *fields = fields_name ? PyDict_GetItemWithError(dict, fields_name.get()) : nullptr;
    if (fields == nullptr) return PyErr_Occurred() == nullptr ? type.release() : nullptr;
    const Owned kept = Owned::borrow(fields);
    // A metatype may have a say in them.
    return PyObject_SetAttr(type.get(), fields_name.get(), fields) == 0 ? type.release() : nullptr;
}

PyObject *struct_class_new(PyTypeObject *metatype, PyObject *args, PyObject *keywords) {
    return class_new(metatype, args, keywords, Kind::Struct);
}

PyObject *union_class_new(PyTypeObject *metatype, PyObject *args, PyObject *keywords) {
    return class_new(metatype, args, keywords, Kind::Union);
}

int class_setattro(PyObject *type, PyObject *name, PyObject *value) {
    if (PyType_Type.tp_setattro(type, name, value) < 0) return -1;
    if (value == nullptr || !PyUnicode_Check(name) || PyUnicode_CompareWithASCIIString(name, "_fields_") != 0)
        return 0;
    if (descriptor_of(type) == nullptr) {
        PyErr_SetString(PyExc_TypeError, "ctypes state is not initialized");
        return -1;
    }
    return lay_out_fields(type, value) ? 0 : -1;
}

// --- instances

// Sets the fields of the bases and of the class from the values by position; how many fields there are, or
// -1.
Py_ssize_t set_by_position(PyObject *self, PyTypeObject *type, PyObject *args, PyObject *keywords) {
    const Descriptor *descriptor = descriptor_of(as_object(type));
    if (descriptor == nullptr) return 0;
    Py_ssize_t index = set_by_position(self, type->tp_base, args, keywords);
    if (index < 0) return -1;
    const Owned name(PyUnicode_InternFromString("_fields_"));
    const Owned fields = Owned::borrow(name ? PyDict_GetItemWithError(type->tp_dict, name.get()) : nullptr);
    if (!fields) return PyErr_Occurred() == nullptr ? index : -1;
    const Py_ssize_t first = index;
    for (; index < descriptor->length && index < PyTuple_GET_SIZE(args); index++) {
        const Owned pair(PySequence_GetItem(fields.get(), index - first));
        const Owned field(pair ? PySequence_GetItem(pair.get(), 0) : nullptr);
        if (!field) return -1;
        const int is_twice = keywords != nullptr ? PyDict_Contains(keywords, field.get()) : 0;
        if (is_twice > 0) PyErr_Format(PyExc_TypeError, "duplicate values for field %R", field.get());
        if (is_twice != 0 || PyObject_SetAttr(self, field.get(), PyTuple_GET_ITEM(args, index)) < 0)
            return -1;
    }
    return descriptor->length;
}

int struct_init(PyObject *self, PyObject *args, PyObject *keywords) {
    if (PyTuple_GET_SIZE(args) != 0) {
        const Py_ssize_t count = set_by_position(self, Py_TYPE(self), args, keywords);
        if (count < 0) return -1;
        if (count < PyTuple_GET_SIZE(args)) {
            PyErr_SetString(PyExc_TypeError, "too many initializers");
            return -1;
        }
    }
    PyObject *name, *value;
    Py_ssize_t place = 0;
    while (keywords != nullptr && PyDict_Next(keywords, &place, &name, &value))
        if (PyObject_SetAttr(self, name, value) < 0) return -1;
    return 0;
}

} // namespace

PyTypeObject struct_metatype = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_ctypes.PyCStructType",
    .tp_basicsize = sizeof(TypeObject),
    .tp_dealloc = metatype_dealloc,
    .tp_as_sequence = &metatype_sequence,
    .tp_setattro = class_setattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "metatype for the CData Objects",
    .tp_traverse = metatype_traverse,
    .tp_clear = metatype_clear,
    .tp_methods = data_class_methods,
    .tp_base = &PyType_Type,
    .tp_new = struct_class_new,
};

PyTypeObject union_metatype = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_ctypes.UnionType",
    .tp_basicsize = sizeof(TypeObject),
    .tp_dealloc = metatype_dealloc,
    .tp_as_sequence = &metatype_sequence,
    .tp_setattro = class_setattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "metatype for the CData Objects",
    .tp_traverse = metatype_traverse,
    .tp_clear = metatype_clear,
    .tp_methods = data_class_methods,
    .tp_base = &PyType_Type,
    .tp_new = union_class_new,
};

PyTypeObject struct_type = {
    .ob_base = {PyObject_HEAD_INIT(&struct_metatype) 0},
    .tp_name = "_ctypes.Structure",
    .tp_basicsize = sizeof(DataObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = "Structure base class",
    .tp_base = &data_type,
    .tp_init = struct_init,
    .tp_new = data_new,
};

PyTypeObject union_type = {
    .ob_base = {PyObject_HEAD_INIT(&union_metatype) 0},
    .tp_name = "_ctypes.Union",
    .tp_basicsize = sizeof(DataObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = "Union base class",
    .tp_base = &data_type,
    .tp_init = struct_init,
    .tp_new = data_new,
};

} // namespace adder::stdlib::ctypes
