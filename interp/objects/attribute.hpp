// SPDX-License-Identifier: MIT
//
// Attributes: what `object.name` means. The C API's functions (PyObject_GetAttr, _PyObject_LookupAttr,
// _PyObject_GetMethod, …) are the main entries; here stands what the VM and the other units need besides.
//
// Order of look-up for instances (reference manual, 3.3.2): a data descriptor of the type, the instance's own
// attributes, any other attribute of the type, then __getattr__. Names are exact strs or instances of a
// subclass.
#pragma once

#include "objects/object.hpp"
#include "objects/type.hpp"

namespace adder::objects {

inline bool is_data_descriptor(PyObject *value) {
    return Py_TYPE(value)->tp_descr_set != nullptr;
}

// Looks on the type only, as the operators do. New, bound to `self`; NULL without an error when there is
// none.
[[nodiscard]] PyObject *lookup_special(PyObject *self, PyObject *name);
// The same without binding where that can be saved: *is_unbound tells that `self` must be passed first.
[[nodiscard]] PyObject *lookup_special_method(PyObject *self, PyObject *name, bool *is_unbound);

// AttributeError "'X' object has no attribute 'name'" with its fields set. Returns NULL.
Failure raise_no_attribute(PyObject *object, PyObject *name);
Failure raise_attribute_error(PyObject *object, PyObject *name, const char *format, ...);

// PyObject_GenericGetAttr; with `suppress` a missing attribute gives NULL without an error.
[[nodiscard]] PyObject *generic_get_attribute(PyObject *object, PyObject *name, bool suppress,
                                              PyObject *own_dict = nullptr);
// type.__getattribute__ with the same choice.
[[nodiscard]] PyObject *type_get_attribute(PyTypeObject *type, PyObject *name, bool suppress);

// The value of a class attribute seen through an instance: calls the descriptor's __get__ if it has one. New.
[[nodiscard]] inline PyObject *bind_descriptor(PyObject *descriptor, PyObject *object, PyTypeObject *type) {
    const descrgetfunc get = Py_TYPE(descriptor)->tp_descr_get;
    return get != nullptr ? get(descriptor, object, as_object(type)) : Py_NewRef(descriptor);
}

} // namespace adder::objects
