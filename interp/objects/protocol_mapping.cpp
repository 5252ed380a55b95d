// SPDX-License-Identifier: MIT
//
// The mapping protocol: keys, values and items of any mapping as lists, and look-ups by C strings.
#include "objects/protocol.hpp"

#include "objects/error.hpp"
#include "objects/names.hpp"

namespace adder::objects {

namespace {

// mapping.method() as a list.
PyObject *method_result_as_list(PyObject *mapping, PyObject *method) {
    Ref output = TRY_REF(PyObject_CallMethodNoArgs(mapping, method));
    Ref iterator = Ref::steal(PyObject_GetIter(output.get()));
    if (!iterator) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            raise_type_error("%.200s.%U() returned a non-iterable (type %.200s)", Py_TYPE(mapping)->tp_name,
                             method, Py_TYPE(output.get())->tp_name);
        }
        return nullptr;
    }
    return PySequence_List(iterator.get());
}

} // namespace

extern "C" {

int PyMapping_Check(PyObject *object) {
    if (object == nullptr) return 0;
    const PyMappingMethods *methods = Py_TYPE(object)->tp_as_mapping;
    return methods != nullptr && methods->mp_subscript != nullptr;
}

Py_ssize_t PyMapping_Size(PyObject *mapping) {
    if (mapping == nullptr) return raise_null_argument();
    const PyMappingMethods *methods = Py_TYPE(mapping)->tp_as_mapping;
    if (methods != nullptr && methods->mp_length != nullptr) return methods->mp_length(mapping);
    const PySequenceMethods *sequence = Py_TYPE(mapping)->tp_as_sequence;
    if (sequence != nullptr && sequence->sq_length != nullptr) {
        return raise_type_error("%.200s is not a mapping", Py_TYPE(mapping)->tp_name);
    }
    return raise_type_error("object of type '%.200s' has no len()", Py_TYPE(mapping)->tp_name);
}
Py_ssize_t PyMapping_Length(PyObject *mapping) {
    return PyMapping_Size(mapping);
}

PyObject *PyMapping_GetItemString(PyObject *mapping, const char *key) {
    if (key == nullptr) return raise_null_argument();
    Ref text = TRY_REF(PyUnicode_FromString(key));
    return PyObject_GetItem(mapping, text.get());
}

int PyMapping_SetItemString(PyObject *mapping, const char *key, PyObject *value) {
    if (key == nullptr) return raise_null_argument();
    Ref text = TRY_REF(PyUnicode_FromString(key));
    return PyObject_SetItem(mapping, text.get(), value);
}

int PyMapping_HasKeyString(PyObject *mapping, const char *key) {
    Ref value = Ref::steal(PyMapping_GetItemString(mapping, key));
    PyErr_Clear();
    return value ? 1 : 0;
}

int PyMapping_HasKey(PyObject *mapping, PyObject *key) {
    Ref value = Ref::steal(PyObject_GetItem(mapping, key));
    PyErr_Clear();
    return value ? 1 : 0;
}

PyObject *PyMapping_Keys(PyObject *mapping) {
    if (mapping == nullptr) return raise_null_argument();
    return PyDict_CheckExact(mapping) ? PyDict_Keys(mapping) : method_result_as_list(mapping, name::keys);
}

PyObject *PyMapping_Values(PyObject *mapping) {
    if (mapping == nullptr) return raise_null_argument();
    return PyDict_CheckExact(mapping) ? PyDict_Values(mapping)
                                      : method_result_as_list(mapping, name::values_);
}

PyObject *PyMapping_Items(PyObject *mapping) {
    if (mapping == nullptr) return raise_null_argument();
    return PyDict_CheckExact(mapping) ? PyDict_Items(mapping) : method_result_as_list(mapping, name::items);
}

} // extern "C"

} // namespace adder::objects
