// SPDX-License-Identifier: MIT
//
// Pointers to C data: POINTER(class), pointer(instance), contents, items and slices of what they point to. No
// null pointer is followed; where other pointers lead is the program's affair, as in C.
#include "ctypes.hpp"

#include <cstring>

namespace adder::stdlib::ctypes {
namespace {

// --- classes

bool set_target(PyObject *type, PyObject *target) {
    if (!PyType_Check(target)) {
        PyErr_SetString(PyExc_TypeError, "_type_ must be a type");
        return false;
    }
    const Descriptor *of_target = descriptor_of(target);
    if (of_target == nullptr) {
        PyErr_SetString(PyExc_TypeError, "_type_ must have storage info");
        return false;
    }
    Descriptor *descriptor = descriptor_of(type);
    descriptor->item = Owned::borrow(target);
    std::string shape;
    for (const Py_ssize_t length : of_target->shape)
        shape += (shape.empty() ? "" : ",") + std::to_string(length);
    if (!shape.empty()) shape = "(" + shape + ")";
    descriptor->format = "&" + shape + (of_target->format.empty() ? "B" : of_target->format);
    return true;
}

PyObject *pointer_class_new(PyTypeObject *metatype, PyObject *args, PyObject *keywords) {
    Owned type = make_class(metatype, args, keywords);
    if (!type || descriptor_of(type.get()) != nullptr) return type.release();
    auto descriptor = std::make_unique<Descriptor>(Descriptor{.kind = Kind::Pointer});
    descriptor->size = descriptor->alignment = sizeof(void *);
    descriptor->length = 1;
    descriptor->ffi = &ffi_type_pointer;
    descriptor->format = "B";
    descriptor->has_pointer = true;
    set_descriptor(type.get(), std::move(descriptor));
    // A class without a `_type_` of its own points nowhere yet.
    const Owned name(PyUnicode_InternFromString("_type_"));
    if (!name) return nullptr;
    const Owned target = Owned::borrow(PyDict_GetItemWithError(as_type(type.get())->tp_dict, name.get()));
    if (!target && PyErr_Occurred() != nullptr) return nullptr;
    if (target && !set_target(type.get(), target.get())) return nullptr;
    return type.release();
}

PyObject *class_set_type(PyObject *type, PyObject *target) {
    if (descriptor_of(type) == nullptr) {
        PyErr_SetString(PyExc_TypeError, "abstract class");
        return nullptr;
    }
    if (!set_target(type, target) || PyObject_SetAttrString(type, "_type_", target) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyMethodDef pointer_class_methods[] = {
    {"from_param", pointer_from_param, METH_O, "Convert a Python object into a function call parameter."},
    {"set_type", class_set_type, METH_O, nullptr},
    data_class_methods[1],
    data_class_methods[2],
    data_class_methods[3],
    data_class_methods[4],
    {},
};

// --- instances

// Pointers to a type that was named only lie in structures, but lead nowhere yet.
bool has_target_type(PyObject *self) {
    if (descriptor_of_data(self)->item) return true;
    PyErr_SetString(PyExc_TypeError, "Cannot create instance: has no _type_");
    return false;
}

char *target_of(PyObject *self) {
    if (!has_target_type(self)) return nullptr;
    char *address;
    std::memcpy(&address, as_data(self)->memory, sizeof address);
    if (address == nullptr) PyErr_SetString(PyExc_ValueError, "NULL pointer access");
    return address;
}

PyObject *get_contents(PyObject *self, void *) {
    char *address = target_of(self);
    return address != nullptr ? make_view(descriptor_of_data(self)->item.get(), as_data(self), 0, address)
                              : nullptr;
}

int set_contents(PyObject *self, PyObject *value, void *) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_TypeError, "Pointer does not support item deletion");
        return -1;
    }
    if (!has_target_type(self)) return -1;
    PyObject *item = descriptor_of_data(self)->item.get();
    if (!is_data(value)) {
        PyErr_Format(PyExc_TypeError, "expected %s instead of %s", as_type(item)->tp_name, type_name(value));
        return -1;
    }
    std::memcpy(as_data(self)->memory, &as_data(value)->memory, sizeof(void *));
    // The instance lies at index 1, and what it keeps at 0.
    if (!keep_object(as_data(self), 1, Py_NewRef(value))) return -1;
    PyObject *keeps = kept_objects(as_data(value));
    return keeps != nullptr && keep_object(as_data(self), 0, Py_NewRef(keeps)) ? 0 : -1;
}

PyObject *pointer_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    const Descriptor *descriptor = descriptor_of(as_object(type));
    if (descriptor == nullptr || !descriptor->item) {
        PyErr_SetString(PyExc_TypeError, "Cannot create instance: has no _type_");
        return nullptr;
    }
    return data_new(type, args, keywords);
}

int pointer_init(PyObject *self, PyObject *args, PyObject *) {
    PyObject *value = nullptr;
    if (!PyArg_UnpackTuple(args, "POINTER", 0, 1, &value)) return -1;
    return value != nullptr ? set_contents(self, value, nullptr) : 0;
}

char *address_of_item(PyObject *self, Py_ssize_t index) {
    char *address = target_of(self);
    if (address == nullptr) return nullptr;
    const auto size = static_cast<uintptr_t>(descriptor_of(descriptor_of_data(self)->item.get())->size);
    return reinterpret_cast<char *>(reinterpret_cast<uintptr_t>(address) +
                                    static_cast<uintptr_t>(index) * size);
}

PyObject *pointer_item(PyObject *self, Py_ssize_t index) {
    char *address = address_of_item(self, index);
    return address != nullptr ? get_item(descriptor_of_data(self)->item.get(), as_data(self), index, address)
                              : nullptr;
}

int pointer_set_item(PyObject *self, Py_ssize_t index, PyObject *value) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_TypeError, "Pointer does not support item deletion");
        return -1;
    }
    char *address = address_of_item(self, index);
    if (address == nullptr) return -1;
    return set_item(as_data(self), descriptor_of_data(self)->item.get(), value, index, address) ? 0 : -1;
}

// --- slices, which have no length to start from

// A bound of a slice that was given; false with an error.
bool to_bound(PyObject *value, Py_ssize_t &bound) {
    bound = PyNumber_AsSsize_t(value, PyExc_ValueError);
    return bound != -1 || PyErr_Occurred() == nullptr;
}

bool unpack_slice(PySliceObject *slice, Py_ssize_t &start, Py_ssize_t &stop, Py_ssize_t &step) {
    start = 0;
    step = 1;
    if (slice->step != Py_None && !to_bound(slice->step, step)) return false;
    if (step == 0) {
        PyErr_SetString(PyExc_ValueError, "slice step cannot be zero");
        return false;
    }
    if (slice->start != Py_None) {
        if (!to_bound(slice->start, start)) return false;
    } else if (step < 0) {
        PyErr_SetString(PyExc_ValueError, "slice start is required for step < 0");
        return false;
    }
    if (slice->stop == Py_None) {
        PyErr_SetString(PyExc_ValueError, "slice stop is required");
        return false;
    }
    return to_bound(slice->stop, stop);
}

PyObject *pointer_slice(PyObject *self, PyObject *key) {
    Py_ssize_t start, stop, step, count = 0;
    if (!unpack_slice(reinterpret_cast<PySliceObject *>(key), start, stop, step)) return nullptr;
    if (step > 0 && start < stop) count = (stop - start - 1) / step + 1;
    if (step < 0 && stop < start) count = (stop - start + 1) / step + 1;
    char *address = count > 0 ? target_of(self) : as_data(self)->memory;
    if (address == nullptr || !has_target_type(self)) return nullptr;
    return slice_of_memory(descriptor_of_data(self)->item.get(), as_data(self), address, start, step, count);
}

PyObject *pointer_subscript(PyObject *self, PyObject *key) {
    if (PySlice_Check(key)) return pointer_slice(self, key);
    if (!PyIndex_Check(key)) {
        PyErr_SetString(PyExc_TypeError, "Pointer indices must be integer");
        return nullptr;
    }
    const Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred() != nullptr) return nullptr;
    return pointer_item(self, index);
}

int pointer_bool(PyObject *self) {
    void *address;
    std::memcpy(&address, as_data(self)->memory, sizeof address);
    return address != nullptr;
}

PySequenceMethods pointer_sequence = {.sq_item = pointer_item, .sq_ass_item = pointer_set_item};
PyMappingMethods pointer_mapping = {
    .mp_length = nullptr, .mp_subscript = pointer_subscript, .mp_ass_subscript = nullptr};
PyNumberMethods pointer_number = {.nb_bool = pointer_bool};

PyGetSetDef pointer_getset[] = {
    {"contents", get_contents, set_contents, "the object this pointer points to (read-write)", nullptr},
    {},
};

} // namespace

PyObject *pointer_from_param(PyObject *type, PyObject *value) {
    if (value == Py_None) Py_RETURN_NONE;
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor == nullptr || !descriptor->item) {
        PyErr_SetString(PyExc_TypeError, "abstract class");
        return nullptr;
    }
    PyObject *item = descriptor->item.get();
    // An instance of the target stands for its address, and an array for that of its first item.
    const int is_target = PyObject_IsInstance(value, item);
    if (is_target < 0) return nullptr;
    if (is_target) return is_data(value) ? make_reference(value, 0) : from_param(type, value);
    const Descriptor *given = descriptor_of_data(value);
    if (given != nullptr && (given->kind == Kind::Pointer || given->kind == Kind::Array) && given->item) {
        const int is_same = PyObject_IsSubclass(given->item.get(), item);
        if (is_same != 0) return is_same > 0 ? Py_NewRef(value) : nullptr;
    }
    return from_param(type, value);
}

PyObject *make_pointer_type(PyObject *, PyObject *type) {
    PyObject *known = PyDict_GetItemWithError(state().pointer_types, type);
    if (known != nullptr || PyErr_Occurred() != nullptr) return Py_XNewRef(known);
    Owned result, key;
    if (PyUnicode_Check(type)) {
        // A type to be defined later is known under its own number.
        const Owned name(PyUnicode_FromFormat("LP_%U", type));
        result = Owned(
            name ? PyObject_CallFunction(as_object(&pointer_metatype), "O(O){}", name.get(), &pointer_type)
                 : nullptr);
        key = Owned(result ? PyLong_FromVoidPtr(result.get()) : nullptr);
    } else if (PyType_Check(type)) {
        const Owned name(PyUnicode_FromFormat("LP_%s", as_type(type)->tp_name));
        result = Owned(name ? PyObject_CallFunction(as_object(&pointer_metatype), "O(O){sO}", name.get(),
                                                    &pointer_type, "_type_", type)
                            : nullptr);
        key = Owned::borrow(type);
    } else {
        PyErr_SetString(PyExc_TypeError, "must be a ctypes type");
        return nullptr;
    }
    if (!result || !key || PyDict_SetItem(state().pointer_types, key.get(), result.get()) < 0) return nullptr;
    return result.release();
}

PyObject *make_pointer(PyObject *, PyObject *data) {
    const Owned type(make_pointer_type(nullptr, as_object(Py_TYPE(data))));
    return type ? PyObject_CallOneArg(type.get(), data) : nullptr;
}

PyTypeObject pointer_metatype = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_ctypes.PyCPointerType",
    .tp_basicsize = sizeof(TypeObject),
    .tp_dealloc = metatype_dealloc,
    .tp_as_sequence = &metatype_sequence,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "metatype for the Pointer Objects",
    .tp_traverse = metatype_traverse,
    .tp_clear = metatype_clear,
    .tp_methods = pointer_class_methods,
    .tp_base = &PyType_Type,
    .tp_new = pointer_class_new,
};

PyTypeObject pointer_type = {
    .ob_base = {PyObject_HEAD_INIT(&pointer_metatype) 0},
    .tp_name = "_ctypes._Pointer",
    .tp_basicsize = sizeof(DataObject),
    .tp_as_number = &pointer_number,
    .tp_as_sequence = &pointer_sequence,
    .tp_as_mapping = &pointer_mapping,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = "XXX to be provided",
    .tp_getset = pointer_getset,
    .tp_base = &data_type,
    .tp_init = pointer_init,
    .tp_new = pointer_new,
};

} // namespace adder::stdlib::ctypes
