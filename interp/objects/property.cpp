// SPDX-License-Identifier: MIT
//
// property: an attribute whose reading, setting and deleting call functions.
#include "objects/descriptors.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

void property_dealloc(PyObject *self) {
    PropertyObject *property = as_property(self);
    untrack(self);
    Py_XDECREF(property->fget);
    Py_XDECREF(property->fset);
    Py_XDECREF(property->fdel);
    Py_XDECREF(property->doc);
    Py_XDECREF(property->name);
    Py_TYPE(self)->tp_free(self);
}

int property_traverse(PyObject *self, visitproc visit, void *arg) {
    PropertyObject *property = as_property(self);
    Py_VISIT(property->fget);
    Py_VISIT(property->fset);
    Py_VISIT(property->fdel);
    Py_VISIT(property->doc);
    Py_VISIT(property->name);
    return 0;
}

int property_clear(PyObject *self) {
    Py_CLEAR(as_property(self)->doc);
    return 0;
}

// "property 'p' of 'A' object has no getter"
int raise_without(PyObject *self, PyObject *object, const char *function) {
    PyObject *property_name = as_property(self)->name;
    Ref type_name = TRY_REF(PyType_GetQualName(Py_TYPE(object)));
    if (property_name != nullptr) {
        return raise(PyExc_AttributeError, "property %R of %R object has no %s", property_name,
                     type_name.get(), function);
    }
    return raise(PyExc_AttributeError, "property of %R object has no %s", type_name.get(), function);
}

PyObject *property_get(PyObject *self, PyObject *object, PyObject *) {
    if (object == nullptr || object == Py_None) return Py_NewRef(self);
    PyObject *getter = as_property(self)->fget;
    if (getter == nullptr) TRY(raise_without(self, object, "getter"));
    return call_one(getter, object);
}

int property_set(PyObject *self, PyObject *object, PyObject *value) {
    PyObject *function = value == nullptr ? as_property(self)->fdel : as_property(self)->fset;
    if (function == nullptr) return raise_without(self, object, value == nullptr ? "deleter" : "setter");
    PyObject *room[3] = {nullptr, object, value};
    const size_t count = value == nullptr ? 1 : 2;
    Ref result = TRY_REF(call_vector(function, room + 1, count | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr));
    return 0;
}

PyObject *none_to_null(PyObject *value) {
    return value == Py_None ? nullptr : Py_XNewRef(value);
}

void assign(PyObject *&field, PyObject *owned) {
    Ref old = Ref::steal(std::exchange(field, owned));
}

// Without a doc string of its own, a property shows its getter's.
int take_doc_of_getter(PyObject *self, PyObject *getter) {
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(getter, name::dunder_doc, &found));
    if (found == nullptr) return 0;
    Ref doc = Ref::steal(found);
    as_property(self)->is_getter_doc = true;
    if (Py_IS_TYPE(self, &PyProperty_Type)) {
        assign(as_property(self)->doc, doc.release());
        return 0;
    }
    // In a subclass the class's own __doc__ would hide the field.
    return PyObject_SetAttr(self, name::dunder_doc, doc.get());
}

constexpr ArgumentSpec init_spec("property", "fget=None, fset=None, fdel=None, doc=None");

int property_init(PyObject *self, PyObject *args, PyObject *keywords) {
    PyObject *values[4];
    TRY(init_spec.bind_tuple(args, keywords, values));
    PropertyObject *property = as_property(self);
    assign(property->fget, none_to_null(values[0]));
    assign(property->fset, none_to_null(values[1]));
    assign(property->fdel, none_to_null(values[2]));
    assign(property->doc, Py_XNewRef(values[3]));
    assign(property->name, nullptr);
    property->is_getter_doc = false;
    const bool has_doc = values[3] != nullptr && values[3] != Py_None;
    if (has_doc || property->fget == nullptr) return 0;
    return take_doc_of_getter(self, property->fget);
}

// A property like this one with the functions that are given (not NULL) in the place of its own.
PyObject *copy_with(PyObject *self, PyObject *getter, PyObject *setter, PyObject *deleter) {
    const PropertyObject *property = as_property(self);
    const auto choose = [](PyObject *given, PyObject *own) {
        PyObject *chosen = given != nullptr && given != Py_None ? given : own;
        return chosen != nullptr ? chosen : Py_None;
    };
    PyObject *functions[] = {choose(getter, property->fget), choose(setter, property->fset),
                             choose(deleter, property->fdel)};
    const bool takes_doc = property->is_getter_doc && functions[0] != Py_None;
    PyObject *doc = takes_doc || property->doc == nullptr ? Py_None : property->doc;
    Ref copy = TRY_REF(PyObject_CallFunctionObjArgs(as_object(Py_TYPE(self)), functions[0], functions[1],
                                                    functions[2], doc, nullptr));
    if (PyObject_TypeCheck(copy.get(), &PyProperty_Type)) {
        assign(as_property(copy.get())->name, Py_XNewRef(property->name));
    }
    return copy.release();
}

PyObject *property_getter(PyObject *self, PyObject *function) {
    return copy_with(self, function, nullptr, nullptr);
}
PyObject *property_setter(PyObject *self, PyObject *function) {
    return copy_with(self, nullptr, function, nullptr);
}
PyObject *property_deleter(PyObject *self, PyObject *function) {
    return copy_with(self, nullptr, nullptr, function);
}

PyObject *property_set_name(PyObject *self, PyObject *args) {
    if (PyTuple_GET_SIZE(args) != 2) {
        return raise_type_error("__set_name__() takes 2 positional arguments but %zd were given",
                                PyTuple_GET_SIZE(args));
    }
    assign(as_property(self)->name, Py_NewRef(PyTuple_GET_ITEM(args, 1)));
    Py_RETURN_NONE;
}

PyObject *get_is_abstract(PyObject *self, void *) {
    const PropertyObject *property = as_property(self);
    for (PyObject *function : {property->fget, property->fset, property->fdel}) {
        const int is_abstract = TRY(_PyObject_IsAbstract(function));
        if (is_abstract) Py_RETURN_TRUE;
    }
    Py_RETURN_FALSE;
}

PyMethodDef property_methods[] = {
    {"getter", property_getter, METH_O, "Return a property like this one with another getter."},
    {"setter", property_setter, METH_O, "Return a property like this one with another setter."},
    {"deleter", property_deleter, METH_O, "Return a property like this one with another deleter."},
    {"__set_name__", property_set_name, METH_VARARGS, "Remember the attribute's name."},
    {nullptr, nullptr, 0, nullptr},
};

PyMemberDef property_members[] = {
    {"fget", T_OBJECT, offsetof(PropertyObject, fget), READONLY, nullptr},
    {"fset", T_OBJECT, offsetof(PropertyObject, fset), READONLY, nullptr},
    {"fdel", T_OBJECT, offsetof(PropertyObject, fdel), READONLY, nullptr},
    {"__doc__", T_OBJECT, offsetof(PropertyObject, doc), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyGetSetDef property_getset[] = {
    {"__isabstractmethod__", get_is_abstract, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

} // namespace

extern "C" {

PyTypeObject PyProperty_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "property",
    .tp_basicsize = sizeof(PropertyObject),
    .tp_dealloc = property_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc =
        "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nAn attribute computed by functions.\n\n"
        "A method becomes the getter by @property, and others by the property's own decorators getter, "
        "setter\n"
        "and deleter.",
    .tp_traverse = property_traverse,
    .tp_clear = property_clear,
    .tp_methods = property_methods,
    .tp_members = property_members,
    .tp_getset = property_getset,
    .tp_descr_get = property_get,
    .tp_descr_set = property_set,
    .tp_init = property_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

} // extern "C"

} // namespace adder::objects
