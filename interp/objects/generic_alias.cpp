// SPDX-License-Identifier: MIT
//
// types.GenericAlias: a class with type arguments, `list[int]`. Called, it makes an instance of the class;
// almost every attribute is the class's. Library reference, "Generic Alias Type".
#include "objects/generic_alias.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/str.hpp"
#include "objects/type.hpp"
#include "objects/union_type.hpp"

#include <string_view>

namespace adder::objects {

namespace {

struct GenericAlias {
    PyObject_HEAD PyObject *origin;
    PyObject *args;       // tuple
    PyObject *parameters; // tuple of type variables, made when asked for
    PyObject *weakrefs;
    bool is_starred; // *tuple[int]
    vectorcallfunc vectorcall;
};

GenericAlias *as_alias(PyObject *object) {
    return reinterpret_cast<GenericAlias *>(object);
}
bool is_alias(PyObject *object) {
    return PyObject_TypeCheck(object, &Py_GenericAliasType);
}

void alias_dealloc(PyObject *self) {
    untrack(self);
    if (as_alias(self)->weakrefs != nullptr) PyObject_ClearWeakRefs(self);
    Py_XDECREF(as_alias(self)->origin);
    Py_XDECREF(as_alias(self)->args);
    Py_XDECREF(as_alias(self)->parameters);
    Py_TYPE(self)->tp_free(self);
}

int alias_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_alias(self)->origin);
    Py_VISIT(as_alias(self)->args);
    Py_VISIT(as_alias(self)->parameters);
    return 0;
}

// --- calls

// The instance remembers how it was made, if it can.
PyObject *with_original_class(PyObject *instance, PyObject *self) {
    if (instance == nullptr) return nullptr;
    if (PyObject_SetAttr(instance, name::dunder_orig_class, self) == 0) return instance;
    if (clear_if_matches(PyExc_AttributeError) || clear_if_matches(PyExc_TypeError)) return instance;
    Py_DECREF(instance);
    return nullptr;
}

PyObject *alias_vectorcall(PyObject *self, PyObject *const *args, size_t count_and_flag,
                           PyObject *keyword_names) {
    return with_original_class(call_vector(as_alias(self)->origin, args, count_and_flag, keyword_names),
                               self);
}

PyObject *alias_call(PyObject *self, PyObject *args, PyObject *keywords) {
    return with_original_class(PyObject_Call(as_alias(self)->origin, args, keywords), self);
}

PyObject *make_alias(PyTypeObject *type, PyObject *origin, PyObject *args) {
    Ref arguments = PyTuple_Check(args) ? Ref::borrow(args) : TRY_REF(PyTuple_Pack(1, args));
    PyObject *self = PyType_GenericAlloc(type, 0);
    if (self == nullptr) return nullptr;
    as_alias(self)->origin = Py_NewRef(origin);
    as_alias(self)->args = arguments.release();
    as_alias(self)->vectorcall = alias_vectorcall;
    return self;
}

PyObject *alias_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    if (!_PyArg_NoKeywords("GenericAlias", keywords)) return nullptr;
    PyObject *origin = nullptr, *arguments = nullptr;
    if (!PyArg_UnpackTuple(args, "GenericAlias", 2, 2, &origin, &arguments)) return nullptr;
    return make_alias(type, origin, arguments);
}

// --- text, comparison, hash

PyObject *alias_repr(PyObject *self) {
    TextWriter writer;
    if (as_alias(self)->is_starred) TRY(writer.write('*'));
    Ref origin = TRY(repr_of_type_argument(as_alias(self)->origin));
    TRY(writer.write(origin.get()));
    TRY(writer.write('['));
    PyObject *args = as_alias(self)->args;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        if (i > 0) TRY(writer.write_ascii(", ", 2));
        Ref text = TRY(repr_of_type_argument(PyTuple_GET_ITEM(args, i)));
        TRY(writer.write(text.get()));
    }
    if (PyTuple_GET_SIZE(args) == 0) TRY(writer.write_ascii("()", 2));
    TRY(writer.write(']'));
    return writer.finish();
}

Py_hash_t alias_hash(PyObject *self) {
    const Py_hash_t origin_hash = PyObject_Hash(as_alias(self)->origin);
    if (origin_hash == -1) return -1;
    const Py_hash_t args_hash = PyObject_Hash(as_alias(self)->args);
    return args_hash == -1 ? -1 : origin_hash ^ args_hash;
}

int are_equal_aliases(GenericAlias *a, GenericAlias *b) {
    if (a->is_starred != b->is_starred) return 0;
    const int same = PyObject_RichCompareBool(a->origin, b->origin, Py_EQ);
    return same < 1 ? same : PyObject_RichCompareBool(a->args, b->args, Py_EQ);
}

PyObject *alias_richcompare(PyObject *self, PyObject *other, int operation) {
    if ((operation != Py_EQ && operation != Py_NE) || !is_alias(self) || !is_alias(other))
        Py_RETURN_NOTIMPLEMENTED;
    const int equal = TRY(are_equal_aliases(as_alias(self), as_alias(other)));
    return new_bool((equal != 0) == (operation == Py_EQ));
}

// --- attributes and items

// Attributes that are the alias's own, not the class's.
constexpr std::string_view own_attributes[] = {
    "__class__",       "__origin__",     "__args__",
    "__unpacked__",    "__parameters__", "__typing_unpacked_tuple_args__",
    "__mro_entries__", "__reduce_ex__",  "__reduce__",
    "__copy__",        "__deepcopy__",
};

PyObject *alias_getattro(PyObject *self, PyObject *attribute) {
    if (PyUnicode_Check(attribute)) {
        for (const std::string_view own : own_attributes) {
            if (_PyUnicode_EqualToASCIIString(attribute, own.data()))
                return PyObject_GenericGetAttr(self, attribute);
        }
        return PyObject_GetAttr(as_alias(self)->origin, attribute);
    }
    return PyObject_GenericGetAttr(self, attribute);
}

PyObject *parameters_of(PyObject *self) {
    GenericAlias *alias = as_alias(self);
    if (alias->parameters == nullptr) alias->parameters = type_parameters(alias->args).release();
    return alias->parameters;
}

PyObject *alias_subscript(PyObject *self, PyObject *item) {
    PyObject *parameters = parameters_of(self);
    if (parameters == nullptr) return nullptr;
    Ref arguments = TRY(substitute_parameters(self, as_alias(self)->args, parameters, item));
    Ref result = TRY_REF(Py_GenericAlias(as_alias(self)->origin, arguments.get()));
    as_alias(result.get())->is_starred = as_alias(self)->is_starred;
    return result.release();
}

PyObject *alias_iter(PyObject *self) {
    // One item: the alias with a star.
    Ref starred = TRY_REF(Py_GenericAlias(as_alias(self)->origin, as_alias(self)->args));
    as_alias(starred.get())->is_starred = true;
    Ref single = TRY_REF(PyTuple_Pack(1, starred.get()));
    return PyObject_GetIter(single.get());
}

PyObject *get_parameters(PyObject *self, void *) {
    return Py_XNewRef(parameters_of(self));
}

PyObject *get_unpacked_tuple_args(PyObject *self, void *) {
    const GenericAlias *alias = as_alias(self);
    if (alias->is_starred && alias->origin == as_object(&PyTuple_Type)) return Py_NewRef(alias->args);
    Py_RETURN_NONE;
}

PyObject *alias_mro_entries(PyObject *self, PyObject *) {
    return PyTuple_Pack(1, as_alias(self)->origin);
}

PyObject *alias_instancecheck(PyObject *, PyObject *) {
    return raise_type_error("isinstance() argument 2 cannot be a parameterized generic");
}

PyObject *alias_subclasscheck(PyObject *, PyObject *) {
    return raise_type_error("issubclass() argument 2 cannot be a parameterized generic");
}

PyObject *alias_reduce(PyObject *self, PyObject *) {
    const GenericAlias *alias = as_alias(self);
    if (!alias->is_starred) return Py_BuildValue("O(OO)", Py_TYPE(self), alias->origin, alias->args);
    PyObject *next = PyDict_GetItemString(runtime.builtins, "next");
    if (next == nullptr) return raise(PyExc_AttributeError, "next");
    Ref plain = TRY_REF(Py_GenericAlias(alias->origin, alias->args));
    return Py_BuildValue("O(N)", next, PyObject_GetIter(plain.get()));
}

PyObject *alias_dir(PyObject *self, PyObject *) {
    Ref names = TRY_REF(PyObject_Dir(as_alias(self)->origin));
    for (const std::string_view own : own_attributes) {
        Ref text = TRY_REF(PyUnicode_FromString(own.data()));
        const int is_there = TRY(PySequence_Contains(names.get(), text.get()));
        if (!is_there) TRY(PyList_Append(names.get(), text.get()));
    }
    return names.release();
}

PyMethodDef alias_methods[] = {
    {"__mro_entries__", alias_mro_entries, METH_O, "Return the class as the base that the alias stands for."},
    {"__instancecheck__", alias_instancecheck, METH_O, nullptr},
    {"__subclasscheck__", alias_subclasscheck, METH_O, nullptr},
    {"__reduce__", alias_reduce, METH_NOARGS, nullptr},
    {"__dir__", alias_dir, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyMemberDef alias_members[] = {
    {"__origin__", T_OBJECT, offsetof(GenericAlias, origin), READONLY, nullptr},
    {"__args__", T_OBJECT, offsetof(GenericAlias, args), READONLY, nullptr},
    {"__unpacked__", T_BOOL, offsetof(GenericAlias, is_starred), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyGetSetDef alias_getset[] = {
    {"__parameters__", get_parameters, nullptr, "type variables in the alias", nullptr},
    {"__typing_unpacked_tuple_args__", get_unpacked_tuple_args, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyNumberMethods alias_as_number = {.nb_or = union_of};
PyMappingMethods alias_as_mapping = {.mp_subscript = alias_subscript};

Ref repr_of_list(PyObject *list) {
    TextWriter writer;
    TRY(writer.write('['));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        if (i > 0) TRY(writer.write_ascii(", ", 2));
        Ref text = TRY(repr_of_type_argument(PyList_GET_ITEM(list, i)));
        TRY(writer.write(text.get()));
    }
    TRY(writer.write(']'));
    return Ref::steal(writer.finish());
}

int has_attribute(PyObject *object, PyObject *name) {
    PyObject *found = nullptr;
    const int status = _PyObject_LookupAttr(object, name, &found);
    Py_XDECREF(found);
    return status;
}

} // namespace

Ref repr_of_type_argument(PyObject *argument) {
    if (argument == Py_Ellipsis) return Ref::steal(PyUnicode_FromString("..."));
    if (PyList_Check(argument)) return repr_of_list(argument);
    const int has_origin = TRY(has_attribute(argument, name::dunder_origin));
    const int has_args = has_origin ? TRY(has_attribute(argument, name::dunder_args)) : 0;
    if (has_args) return Ref::steal(PyObject_Repr(argument)); // an alias itself
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(argument, name::dunder_qualname, &found));
    Ref qualname = Ref::steal(found);
    if (!qualname) return Ref::steal(PyObject_Repr(argument));
    TRY(_PyObject_LookupAttr(argument, name::dunder_module, &found));
    Ref module = Ref::steal(found);
    if (!module || module.get() == Py_None) return Ref::steal(PyObject_Repr(argument));
    const bool is_builtin =
        PyUnicode_Check(module.get()) && _PyUnicode_EqualToASCIIString(module.get(), "builtins");
    if (is_builtin) return Ref::steal(PyObject_Str(qualname.get()));
    return Ref::steal(PyUnicode_FromFormat("%S.%S", module.get(), qualname.get()));
}

extern "C" {

PyObject *Py_GenericAlias(PyObject *origin, PyObject *args) {
    return make_alias(&Py_GenericAliasType, origin, args);
}

PyTypeObject Py_GenericAliasType = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "types.GenericAlias",
    .tp_basicsize = sizeof(GenericAlias),
    .tp_dealloc = alias_dealloc,
    .tp_vectorcall_offset = offsetof(GenericAlias, vectorcall),
    .tp_repr = alias_repr,
    .tp_as_number = &alias_as_number,
    .tp_as_mapping = &alias_as_mapping,
    .tp_hash = alias_hash,
    .tp_call = alias_call,
    .tp_getattro = alias_getattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_doc = "A class with type arguments, such as list[int].",
    .tp_traverse = alias_traverse,
    .tp_richcompare = alias_richcompare,
    .tp_weaklistoffset = offsetof(GenericAlias, weakrefs),
    .tp_iter = alias_iter,
    .tp_methods = alias_methods,
    .tp_members = alias_members,
    .tp_getset = alias_getset,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = alias_new,
    .tp_free = PyObject_GC_Del,
};

} // extern "C"

} // namespace adder::objects
