// SPDX-License-Identifier: MIT
//
// `type(name, bases, namespace, **keywords)`: how a class statement's parts become a type. Reference
// manual, 3.3.3.
//
//  1. The metatype and the base that determines the layout are chosen (type.cpp).
//  2. The namespace is copied; __slots__, __qualname__, __classcell__ and the methods that are implicitly
//  static
//     or class methods are dealt with.
//  3. The type is readied and its slots are set from its methods.
//  4. __set_name__ of the attributes and __init_subclass__ of the parent run.
#include "objects/type.hpp"

#include "objects/class_slots.hpp"
#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/shape.hpp"
#include "objects/slots.hpp"

namespace adder::objects {

namespace {

// The class statement's parts on their way; borrowed from the caller but for what is a Ref.
struct ClassParts {
    PyTypeObject *metatype;
    PyObject *name;
    Ref bases;
    PyTypeObject *base;
    Ref dict;
    SlotsPlan slots;
};

PyMemberDef *member_rows(PyTypeObject *type) {
    return reinterpret_cast<PyMemberDef *>(reinterpret_cast<char *>(type) + Py_TYPE(type)->tp_basicsize);
}

// --- attributes of instances that every class offers

// The nearest base of a heap type that has a __dict__ descriptor of its own, for classes derived from native
// types.
PyTypeObject *native_base_with_dict(PyTypeObject *type) {
    for (; type->tp_base != nullptr; type = type->tp_base) {
        if (type->tp_dictoffset != 0 && !is_heap_type(type)) return type;
    }
    return nullptr;
}

PyObject *inherited_dict_descriptor(PyObject *self) {
    PyTypeObject *base = native_base_with_dict(Py_TYPE(self));
    if (base == nullptr) return nullptr;
    PyObject *descriptor = type_lookup(base, name::dunder_dict);
    return descriptor != nullptr && Py_TYPE(descriptor)->tp_descr_set != nullptr ? descriptor : nullptr;
}

PyObject *get_dict(PyObject *self, void *closure) {
    PyObject *descriptor = inherited_dict_descriptor(self);
    if (descriptor == nullptr) return PyObject_GenericGetDict(self, closure);
    return Py_TYPE(descriptor)->tp_descr_get(descriptor, self, as_object(Py_TYPE(self)));
}

int set_dict(PyObject *self, PyObject *value, void *closure) {
    PyObject *descriptor = inherited_dict_descriptor(self);
    if (descriptor != nullptr) return Py_TYPE(descriptor)->tp_descr_set(descriptor, self, value);
    if (value != nullptr) return PyObject_GenericSetDict(self, value, closure);
    // del instance.__dict__ leaves an empty one.
    Ref empty = TRY_REF(PyDict_New());
    return PyObject_GenericSetDict(self, empty.get(), closure);
}

PyObject *get_weakref(PyObject *self, void *) {
    if (Py_TYPE(self)->tp_weaklistoffset == 0) {
        return raise(PyExc_AttributeError, "This object has no __weakref__");
    }
    PyObject *first = *PyObject_GET_WEAKREFS_LISTPTR(self);
    return Py_NewRef(first != nullptr ? first : Py_None);
}

PyGetSetDef dict_and_weakref_getset[] = {
    {"__dict__", get_dict, set_dict, "dictionary of the instance's attributes", nullptr},
    {"__weakref__", get_weakref, nullptr, "first of the weak references to the object", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};
PyGetSetDef dict_getset[] = {
    {"__dict__", get_dict, set_dict, "dictionary of the instance's attributes", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};
PyGetSetDef weakref_getset[] = {
    {"__weakref__", get_weakref, nullptr, "first of the weak references to the object", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// --- the namespace

// Wraps the function under `key`, if it is a plain one, by staticmethod or classmethod.
int wrap_function(PyObject *dict, PyObject *key, PyObject *(*wrap)(PyObject *)) {
    PyObject *function = PyDict_GetItemWithError(dict, key);
    if (function == nullptr) return is_error_pending() ? -1 : 0;
    if (!PyFunction_Check(function)) return 0;
    Ref wrapped = TRY_REF(wrap(function));
    return PyDict_SetItem(dict, key, wrapped.get());
}

// The module that runs the class statement gives its name.
int set_module(PyObject *dict) {
    const int is_there = TRY(PyDict_Contains(dict, name::dunder_module));
    if (is_there) return 0;
    PyObject *globals = PyEval_GetGlobals();
    if (globals == nullptr) return is_error_pending() ? -1 : 0;
    PyObject *module = PyDict_GetItemWithError(globals, name::dunder_name);
    if (module == nullptr) return is_error_pending() ? -1 : 0;
    return PyDict_SetItem(dict, name::dunder_module, module);
}

int set_names(PyTypeObject *type, PyObject *class_name) {
    PyHeapTypeObject *heap_type = as_heap_type(type);
    heap_type->ht_name = Py_NewRef(class_name);
    Py_ssize_t length = 0;
    type->tp_name = PyUnicode_AsUTF8AndSize(class_name, &length);
    if (type->tp_name == nullptr) return -1;
    if (strlen(type->tp_name) != static_cast<size_t>(length)) {
        return raise_value_error("type name must not contain null characters");
    }
    PyObject *qualname = PyDict_GetItemWithError(type->tp_dict, name::dunder_qualname);
    if (qualname == nullptr) {
        if (is_error_pending()) return -1;
        heap_type->ht_qualname = Py_NewRef(class_name);
        return 0;
    }
    if (!PyUnicode_Check(qualname)) {
        return raise_type_error("type __qualname__ must be a str, not %s", Py_TYPE(qualname)->tp_name);
    }
    heap_type->ht_qualname = Py_NewRef(qualname);
    return PyDict_DelItem(type->tp_dict, name::dunder_qualname);
}

int set_doc(PyTypeObject *type) {
    PyObject *doc = PyDict_GetItemWithError(type->tp_dict, name::dunder_doc);
    if (doc == nullptr || !PyUnicode_Check(doc)) return is_error_pending() ? -1 : 0;
    Py_ssize_t size = 0;
    const char *text = PyUnicode_AsUTF8AndSize(doc, &size);
    if (text == nullptr) return -1;
    auto *copy = static_cast<char *>(PyObject_Malloc(static_cast<size_t>(size) + 1));
    if (copy == nullptr) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(copy, text, static_cast<size_t>(size) + 1);
    type->tp_doc = copy;
    return 0;
}

// Gives the cell of `__class__` in the methods the class.
int set_class_cell(PyTypeObject *type) {
    PyObject *cell = PyDict_GetItemWithError(type->tp_dict, name::dunder_classcell);
    if (cell == nullptr) return is_error_pending() ? -1 : 0;
    if (!PyCell_Check(cell)) {
        return raise_type_error("__classcell__ must be a nonlocal cell, not %.200R", Py_TYPE(cell));
    }
    TRY(PyCell_Set(cell, as_object(type)));
    return PyDict_DelItem(type->tp_dict, name::dunder_classcell);
}

// --- the type

PyTypeObject *allocate_class(ClassParts &parts) {
    const Py_ssize_t slot_count = parts.slots.names ? PyTuple_GET_SIZE(parts.slots.names.get()) : 0;
    auto *type = as_type(parts.metatype->tp_alloc(parts.metatype, slot_count));
    if (type == nullptr) return nullptr;
    PyHeapTypeObject *heap_type = as_heap_type(type);
    type->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
    type->tp_as_async = &heap_type->as_async;
    type->tp_as_number = &heap_type->as_number;
    type->tp_as_sequence = &heap_type->as_sequence;
    type->tp_as_mapping = &heap_type->as_mapping;
    type->tp_as_buffer = &heap_type->as_buffer;
    type->tp_bases = Ref(parts.bases).release();
    Py_INCREF(parts.base);
    type->tp_base = parts.base;
    type->tp_dict = parts.dict.release();
    type->tp_dealloc = subtype_dealloc;
    type->tp_traverse = subtype_traverse;
    type->tp_clear = subtype_clear;
    type->tp_alloc = PyType_GenericAlloc;
    type->tp_free = PyObject_GC_Del;
    type->tp_vectorcall = call_class;
    heap_type->ht_slots = parts.slots.names ? Ref(parts.slots.names).release() : nullptr;
    return type;
}

// Places for the slots behind the base's instance, then one for the list of weak references.
void lay_out_instances(PyTypeObject *type, const ClassParts &parts) {
    constexpr auto word = static_cast<Py_ssize_t>(sizeof(PyObject *));
    Py_ssize_t offset = parts.base->tp_basicsize;
    PyMemberDef *row = member_rows(type);
    PyObject *names = parts.slots.names.get();
    for (Py_ssize_t i = 0; names != nullptr && i < PyTuple_GET_SIZE(names); i++, row++, offset += word) {
        *row = {PyUnicode_AsUTF8(PyTuple_GET_ITEM(names, i)), T_OBJECT_EX, offset, 0, nullptr};
    }
    if (parts.slots.has_weakref) {
        type->tp_weaklistoffset = offset;
        offset += word;
    }
    if (parts.slots.has_dict) {
        type->tp_flags |= Py_TPFLAGS_MANAGED_DICT;
        type->tp_dictoffset = -1;
    }
    type->tp_basicsize = offset;
    type->tp_itemsize = parts.base->tp_itemsize;
    type->tp_members = member_rows(type);
    if (parts.slots.has_weakref) {
        type->tp_getset = parts.slots.has_dict ? dict_and_weakref_getset : weakref_getset;
    } else if (parts.slots.has_dict) {
        type->tp_getset = dict_getset;
    }
}

int set_attributes(PyTypeObject *type, const ClassParts &parts) {
    TRY(set_names(type, parts.name));
    TRY(set_module(type->tp_dict));
    TRY(set_doc(type));
    TRY(wrap_function(type->tp_dict, name::dunder_new, PyStaticMethod_New));
    TRY(wrap_function(type->tp_dict, name::dunder_init_subclass, PyClassMethod_New));
    TRY(wrap_function(type->tp_dict, name::dunder_class_getitem, PyClassMethod_New));
    lay_out_instances(type, parts);
    return set_class_cell(type);
}

// Room in new instances for the attributes that __init__ sets on its first argument.
void guess_attribute_room(PyTypeObject *type) {
    if (!has_managed_attributes(type) || type->tp_itemsize != 0) return;
    PyObject *init = PyDict_GetItemWithError(type->tp_dict, name::dunder_init);
    if (init == nullptr || !PyFunction_Check(init)) return PyErr_Clear();
    type->_adder_inline_capacity = std::max(
        type->_adder_inline_capacity, static_cast<unsigned>(count_self_attributes(PyFunction_GetCode(init))));
}

// --- hooks

int call_set_name(PyTypeObject *type, PyObject *key, PyObject *value) {
    PyObject *args[] = {as_object(type), key};
    Ref result = Ref::steal(call_special(value, name::dunder_set_name, args, 2));
    if (result || !is_error_pending()) return 0;
    Ref cause = take_exception();
    raise(PyExc_RuntimeError, "Error calling __set_name__ on '%.100s' instance %R in '%.100s'",
          Py_TYPE(value)->tp_name, key, type->tp_name);
    Ref error = take_exception();
    PyException_SetContext(error.get(), Ref(cause).release());
    PyException_SetCause(error.get(), cause.release());
    restore_exception(std::move(error));
    return -1;
}

int call_set_names(PyTypeObject *type) {
    // The hooks may change the namespace.
    Ref names = TRY_REF(PyDict_Copy(type->tp_dict));
    Py_ssize_t position = 0;
    for (PyObject *key, *value; PyDict_Next(names.get(), &position, &key, &value);) {
        if (type_lookup(Py_TYPE(value), name::dunder_set_name) == nullptr) continue;
        TRY(call_set_name(type, key, value));
    }
    return 0;
}

// super(type, type).__init_subclass__(**keywords)
int call_init_subclass(PyTypeObject *type, PyObject *keywords) {
    PyObject *args[] = {as_object(type), as_object(type)};
    Ref parent = TRY_REF(PyObject_Vectorcall(reinterpret_cast<PyObject *>(&PySuper_Type), args, 2, nullptr));
    Ref method = TRY_REF(PyObject_GetAttr(parent.get(), name::dunder_init_subclass));
    Ref result = TRY_REF(PyObject_VectorcallDict(method.get(), nullptr, 0, keywords));
    return 0;
}

Ref build_class(ClassParts &parts) {
    PyTypeObject *type = allocate_class(parts);
    if (type == nullptr) return {};
    Ref owner = Ref::steal(as_object(type));
    TRY(set_attributes(type, parts));
    TRY(PyType_Ready(type));
    guess_attribute_room(type);
    fix_all_slots(type);
    return owner;
}

int check_bases(PyObject *bases) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i);
        if (PyType_Check(base)) continue;
        PyObject *found = nullptr;
        TRY(_PyObject_LookupAttr(base, name::dunder_mro_entries, &found));
        Ref entries = Ref::steal(found);
        if (entries) {
            return raise_type_error("type() doesn't support MRO entry resolution; use types.new_class()");
        }
    }
    return 0;
}

} // namespace

PyObject *type_new(PyTypeObject *metatype, PyObject *args, PyObject *keywords) {
    PyObject *class_name = nullptr, *bases = nullptr, *namespace_dict = nullptr;
    if (!PyArg_ParseTuple(args, "UO!O!:type.__new__", &class_name, &PyTuple_Type, &bases, &PyDict_Type,
                          &namespace_dict)) {
        return nullptr;
    }
    ClassParts parts = {metatype, class_name, Ref::borrow(bases), &PyBaseObject_Type, {}, {}};
    if (PyTuple_GET_SIZE(bases) == 0) {
        parts.bases = TRY_REF(PyTuple_Pack(1, &PyBaseObject_Type));
    } else {
        TRY(check_bases(bases));
        PyTypeObject *winner = calculate_metatype(metatype, bases);
        if (winner == nullptr) return nullptr;
        if (winner != metatype && winner->tp_new != type_new) return winner->tp_new(winner, args, keywords);
        parts.metatype = winner;
        parts.base = best_base(bases);
        if (parts.base == nullptr) return nullptr;
    }
    parts.dict = TRY_REF(PyDict_Copy(namespace_dict));
    TRY(plan_slots(class_name, parts.bases.get(), parts.base, parts.dict.get(), parts.slots));
    Ref type = TRY(build_class(parts));
    TRY(call_set_names(as_type(type.get())));
    TRY(call_init_subclass(as_type(type.get()), keywords));
    return type.release();
}

} // namespace adder::objects
