// SPDX-License-Identifier: MIT
//
// types.UnionType: `int | str`. Members are types, None and generic aliases, each once. Library reference,
// "Union Type".
#include "objects/union_type.hpp"

#include "objects/error.hpp"
#include "objects/generic_alias.hpp"
#include "objects/heap.hpp"
#include "objects/protocol.hpp"
#include "objects/str.hpp"

namespace adder::objects {

namespace {

struct UnionObject {
    PyObject_HEAD PyObject *args; // tuple
    PyObject *parameters;         // tuple of type variables, made when asked for
};

UnionObject *as_union(PyObject *object) {
    return reinterpret_cast<UnionObject *>(object);
}
bool is_union(PyObject *object) {
    return Py_IS_TYPE(object, &_PyUnion_Type);
}
PyObject *args_of(PyObject *self) {
    return as_union(self)->args;
}

bool may_be_member(PyObject *object) {
    return object == Py_None || PyType_Check(object) || PyObject_TypeCheck(object, &Py_GenericAliasType) ||
           is_union(object);
}

int are_same_members(PyObject *a, PyObject *b) {
    const bool are_aliases =
        PyObject_TypeCheck(a, &Py_GenericAliasType) && PyObject_TypeCheck(b, &Py_GenericAliasType);
    return are_aliases ? PyObject_RichCompareBool(a, b, Py_EQ) : a == b;
}

int add_member(PyObject *list, PyObject *member) {
    if (member == Py_None) member = reinterpret_cast<PyObject *>(Py_TYPE(Py_None));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        const int is_same = TRY(are_same_members(PyList_GET_ITEM(list, i), member));
        if (is_same) return 0;
    }
    return PyList_Append(list, member);
}

int add_members_of(PyObject *list, PyObject *object) {
    if (!is_union(object)) return add_member(list, object);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args_of(object)); i++) {
        TRY(add_member(list, PyTuple_GET_ITEM(args_of(object), i)));
    }
    return 0;
}

PyObject *make_union(const Ref &members) {
    if (PyList_GET_SIZE(members.get()) == 1) return Py_NewRef(PyList_GET_ITEM(members.get(), 0));
    Ref args = TRY_REF(PyList_AsTuple(members.get()));
    auto *self = new_gc_object<UnionObject>(&_PyUnion_Type);
    if (self == nullptr) return nullptr;
    self->args = args.release();
    self->parameters = nullptr;
    auto *object = reinterpret_cast<PyObject *>(self);
    track(object);
    return object;
}

void union_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_union(self)->args);
    Py_XDECREF(as_union(self)->parameters);
    release_gc_object(self, sizeof(UnionObject));
}

int union_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_union(self)->args);
    Py_VISIT(as_union(self)->parameters);
    return 0;
}

// Order does not count.
Py_hash_t union_hash(PyObject *self) {
    Ref members = TRY_REF(PyFrozenSet_New(args_of(self)));
    return PyObject_Hash(members.get());
}

PyObject *union_richcompare(PyObject *self, PyObject *other, int operation) {
    if (!is_union(other) || (operation != Py_EQ && operation != Py_NE)) Py_RETURN_NOTIMPLEMENTED;
    Ref own = TRY_REF(PySet_New(args_of(self)));
    Ref others = TRY_REF(PySet_New(args_of(other)));
    return PyObject_RichCompare(own.get(), others.get(), operation);
}

PyObject *union_repr(PyObject *self) {
    TextWriter writer;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args_of(self)); i++) {
        if (i > 0) TRY(writer.write_ascii(" | ", 3));
        PyObject *member = PyTuple_GET_ITEM(args_of(self), i);
        if (member == reinterpret_cast<PyObject *>(Py_TYPE(Py_None))) {
            TRY(writer.write_ascii("None", 4));
            continue;
        }
        Ref text = TRY(repr_of_type_argument(member));
        TRY(writer.write(text.get()));
    }
    return writer.finish();
}

PyObject *parameters_of(PyObject *self) {
    UnionObject *fields = as_union(self);
    if (fields->parameters == nullptr) fields->parameters = type_parameters(fields->args).release();
    return fields->parameters;
}

PyObject *get_parameters(PyObject *self, void *) {
    return Py_XNewRef(parameters_of(self));
}

PyObject *union_subscript(PyObject *self, PyObject *item) {
    PyObject *parameters = parameters_of(self);
    if (parameters == nullptr) return nullptr;
    Ref members = TRY(substitute_parameters(self, args_of(self), parameters, item));
    Ref result = Ref::borrow(PyTuple_GET_ITEM(members.get(), 0));
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(members.get()); i++) {
        result = TRY_REF(PyNumber_Or(result.get(), PyTuple_GET_ITEM(members.get(), i)));
    }
    return result.release();
}

PyObject *union_getattro(PyObject *self, PyObject *attribute) {
    // The module is the type's, since typing asks for it.
    if (PyUnicode_Check(attribute) && _PyUnicode_EqualToASCIIString(attribute, "__module__")) {
        return PyObject_GetAttr(reinterpret_cast<PyObject *>(Py_TYPE(self)), attribute);
    }
    return PyObject_GenericGetAttr(self, attribute);
}

PyMemberDef union_members[] = {
    {"__args__", T_OBJECT, offsetof(UnionObject, args), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyGetSetDef union_getset[] = {
    {"__parameters__", get_parameters, nullptr, "type variables in the union", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyNumberMethods union_as_number = {.nb_or = union_of};
PyMappingMethods union_as_mapping = {.mp_subscript = union_subscript};

} // namespace

PyObject *union_members_of(PyObject *object) {
    return is_union(object) ? args_of(object) : nullptr;
}

PyObject *union_of(PyObject *left, PyObject *right) {
    if (!may_be_member(left) || !may_be_member(right)) Py_RETURN_NOTIMPLEMENTED;
    Ref members = TRY_REF(PyList_New(0));
    TRY(add_members_of(members.get(), left));
    TRY(add_members_of(members.get(), right));
    return make_union(members);
}

extern "C" {

PyTypeObject _PyUnion_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "types.UnionType",
    .tp_basicsize = sizeof(UnionObject),
    .tp_dealloc = union_dealloc,
    .tp_repr = union_repr,
    .tp_as_number = &union_as_number,
    .tp_as_mapping = &union_as_mapping,
    .tp_hash = union_hash,
    .tp_getattro = union_getattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "A union of types, such as int | str.",
    .tp_traverse = union_traverse,
    .tp_richcompare = union_richcompare,
    .tp_members = union_members,
    .tp_getset = union_getset,
};

} // extern "C"

} // namespace adder::objects
