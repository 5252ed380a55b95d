// SPDX-License-Identifier: MIT
//
// super: attributes as the classes behind a given one in an object's method resolution order have them.
// Without arguments, the class and the object are those of the running method, which the VM knows.
#include "objects/attribute.hpp"
#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

// `object` and `object_type` are NULL in super(type), which is bound later.
struct SuperObject {
    PyObject_HEAD PyTypeObject *type;
    PyObject *object;
    PyTypeObject *object_type;
};

SuperObject *as_super(PyObject *object) {
    return reinterpret_cast<SuperObject *>(object);
}

void super_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_super(self)->type);
    Py_XDECREF(as_super(self)->object);
    Py_XDECREF(as_super(self)->object_type);
    Py_TYPE(self)->tp_free(self);
}

int super_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_super(self)->type);
    Py_VISIT(as_super(self)->object);
    Py_VISIT(as_super(self)->object_type);
    return 0;
}

PyObject *super_repr(PyObject *self) {
    const SuperObject *super = as_super(self);
    const char *type_name = super->type != nullptr ? super->type->tp_name : "NULL";
    if (super->object_type == nullptr) return PyUnicode_FromFormat("<super: <class '%s'>, NULL>", type_name);
    return PyUnicode_FromFormat("<super: <class '%s'>, <%s object>>", type_name, super->object_type->tp_name);
}

// The attribute of the classes behind super->type; new, NULL without or with an error.
PyObject *find_behind(const SuperObject *super, PyObject *name) {
    Ref mro = Ref::borrow(super->object_type->tp_mro);
    if (!mro) return nullptr;
    const Py_ssize_t count = PyTuple_GET_SIZE(mro.get());
    Py_ssize_t i = 0;
    while (i < count && PyTuple_GET_ITEM(mro.get(), i) != as_object(super->type)) i++;
    for (i++; i < count; i++) {
        PyObject *dict = as_type(PyTuple_GET_ITEM(mro.get(), i))->tp_dict;
        Ref found = Ref::borrow(dict_get_item_known(as_dict(dict), name));
        if (is_error_pending()) return nullptr;
        if (!found) continue;
        const descrgetfunc get = Py_TYPE(found.get())->tp_descr_get;
        if (get == nullptr) return found.release();
        // Bound to the object, or, when that is the class itself, to the class alone.
        PyObject *object = super->object == as_object(super->object_type) ? nullptr : super->object;
        return get(found.get(), object, as_object(super->object_type));
    }
    return nullptr;
}

PyObject *super_getattro(PyObject *self, PyObject *name) {
    const SuperObject *super = as_super(self);
    // super().__class__ is super itself.
    const bool is_class = PyUnicode_Check(name) && PyUnicode_Compare(name, name::dunder_class) == 0;
    if (super->object_type != nullptr && !is_class) {
        PyObject *found = find_behind(super, name);
        if (found != nullptr || is_error_pending()) return found;
    }
    return PyObject_GenericGetAttr(self, name);
}

// The class in whose order `type` is looked for: the object itself when it is a class, else its class. New
// reference.
Ref check_super(PyTypeObject *type, PyObject *object) {
    if (PyType_Check(object) && PyType_IsSubtype(as_type(object), type)) return Ref::borrow(object);
    if (PyType_IsSubtype(Py_TYPE(object), type)) return Ref::borrow(as_object(Py_TYPE(object)));
    // A proxy may claim another class.
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(object, name::dunder_class, &found));
    Ref claimed = Ref::steal(found);
    const bool fits = claimed && PyType_Check(claimed.get()) && claimed.get() != as_object(Py_TYPE(object)) &&
                      PyType_IsSubtype(as_type(claimed.get()), type);
    if (fits) return claimed;
    return raise_type_error("super(type, obj): obj must be an instance or subtype of type");
}

int set_super(PyObject *self, PyTypeObject *type, PyObject *object_or_none) {
    PyObject *object = object_or_none == Py_None ? nullptr : object_or_none;
    Ref object_type;
    if (object != nullptr) object_type = TRY(check_super(type, object));
    SuperObject *super = as_super(self);
    Py_INCREF(type);
    Ref old_type = Ref::steal(as_object(std::exchange(super->type, type)));
    Ref old_object = Ref::steal(std::exchange(super->object, Py_XNewRef(object)));
    Ref old_object_type =
        Ref::steal(as_object(std::exchange(super->object_type, as_type(object_type.release()))));
    return 0;
}

int init_from(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (count > 2) return raise_type_error("super() expected at most 2 arguments, got %zd", count);
    PyObject *type = count > 0 ? args[0] : nullptr;
    PyObject *object = count > 1 ? args[1] : Py_None;
    if (count == 0) {
        if (runtime.find_super_arguments == nullptr)
            return raise(PyExc_RuntimeError, "super(): no current frame");
        TRY(runtime.find_super_arguments(&type, &object));
    }
    if (!PyType_Check(type)) {
        return raise_type_error("super() argument 1 must be a type, not %.200s", Py_TYPE(type)->tp_name);
    }
    return set_super(self, as_type(type), object);
}

int super_init(PyObject *self, PyObject *args, PyObject *keywords) {
    if (!_PyArg_NoKeywords("super", keywords)) return -1;
    return init_from(self, reinterpret_cast<PyTupleObject *>(args)->ob_item, PyTuple_GET_SIZE(args));
}

PyObject *super_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                           PyObject *keyword_names) {
    if (!_PyArg_NoKwnames("super", keyword_names)) return nullptr;
    Ref self = TRY_REF(PyType_GenericAlloc(as_type(type), 0));
    TRY(init_from(self.get(), args, PyVectorcall_NARGS(count_and_flag)));
    return self.release();
}

PyObject *super_descr_get(PyObject *self, PyObject *object, PyObject *) {
    const SuperObject *super = as_super(self);
    if (object == nullptr || object == Py_None || super->object != nullptr) return Py_NewRef(self);
    if (!Py_IS_TYPE(self, &PySuper_Type)) {
        return PyObject_CallFunctionObjArgs(as_object(Py_TYPE(self)), super->type, object, nullptr);
    }
    Ref bound = TRY_REF(PyType_GenericAlloc(&PySuper_Type, 0));
    TRY(set_super(bound.get(), super->type, object));
    return bound.release();
}

PyMemberDef super_members[] = {
    {"__thisclass__", T_OBJECT, offsetof(SuperObject, type), READONLY,
     "the class whose followers are searched"},
    {"__self__", T_OBJECT, offsetof(SuperObject, object), READONLY,
     "the object that attributes are bound to, or None"},
    {"__self_class__", T_OBJECT, offsetof(SuperObject, object_type), READONLY,
     "the class of that object, or None"},
    {nullptr, 0, 0, 0, nullptr},
};

} // namespace

extern "C" {

PyTypeObject PySuper_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "super",
    .tp_basicsize = sizeof(SuperObject),
    .tp_dealloc = super_dealloc,
    .tp_repr = super_repr,
    .tp_getattro = super_getattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "super(): super(__class__, first argument)\nsuper(type): bound later\n"
              "super(type, obj): attributes of obj as the classes behind type have them",
    .tp_traverse = super_traverse,
    .tp_members = super_members,
    .tp_descr_get = super_descr_get,
    .tp_init = super_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = super_vectorcall,
};

} // extern "C"

} // namespace adder::objects
