// SPDX-License-Identifier: MIT
//
// Methods of native types as attributes of the type: method, class-method and slot-wrapper descriptors, and
// the slot wrapper bound to an object. Called unbound, the first argument must be an object of the type.
#include "objects/native_descriptor.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"
#include "objects/tuple.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

PyMethodDef *row_of(PyObject *self) {
    return reinterpret_cast<PyMethodDescrObject *>(self)->d_method;
}
template <class Function> Function method_as(PyObject *self) {
    return reinterpret_cast<Function>(reinterpret_cast<void (*)()>(row_of(self)->ml_meth));
}

// --- calls of method descriptors

int refuse(PyObject *self, const char *format_before, const char *format_after, Py_ssize_t count) {
    Ref text = TRY(callable_text(self));
    if (count < 0) return raise_type_error("%s%U%s", format_before, text.get(), format_after);
    return raise_type_error("%s%U%s (%zd given)", format_before, text.get(), format_after, count);
}

int check_self(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (count < 1) return refuse(self, "unbound method ", " needs an argument", -1);
    return check_descriptor_target(self, args[0]);
}

int check_self_and_no_keywords(PyObject *self, PyObject *const *args, Py_ssize_t count,
                               PyObject *keyword_names) {
    TRY(check_self(self, args, count));
    if (keyword_names == nullptr || PyTuple_GET_SIZE(keyword_names) == 0) return 0;
    return refuse(self, "", " takes no keyword arguments", -1);
}

PyObject *call_noargs(PyObject *self, PyObject *const *args, size_t count_and_flag, PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    TRY(check_self_and_no_keywords(self, args, count, keyword_names));
    if (count != 1) TRY(refuse(self, "", " takes no arguments", count - 1));
    return row_of(self)->ml_meth(args[0], nullptr);
}

PyObject *call_one_argument(PyObject *self, PyObject *const *args, size_t count_and_flag,
                            PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    TRY(check_self_and_no_keywords(self, args, count, keyword_names));
    if (count != 2) TRY(refuse(self, "", " takes exactly one argument", count - 1));
    return row_of(self)->ml_meth(args[0], args[1]);
}

PyObject *call_fast(PyObject *self, PyObject *const *args, size_t count_and_flag, PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    TRY(check_self_and_no_keywords(self, args, count, keyword_names));
    return method_as<_PyCFunctionFast>(self)(args[0], args + 1, count - 1);
}

PyObject *call_fast_keywords(PyObject *self, PyObject *const *args, size_t count_and_flag,
                             PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    TRY(check_self(self, args, count));
    return method_as<_PyCFunctionFastWithKeywords>(self)(args[0], args + 1, count - 1, keyword_names);
}

PyObject *call_method_keywords(PyObject *self, PyObject *const *args, size_t count_and_flag,
                               PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    TRY(check_self(self, args, count));
    return method_as<PyCMethod>(self)(args[0], as_descriptor(self)->d_type, args + 1,
                                      static_cast<size_t>(count - 1), keyword_names);
}

PyObject *call_varargs(PyObject *self, PyObject *const *args, size_t count_and_flag,
                       PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    TRY(check_self_and_no_keywords(self, args, count, keyword_names));
    Ref tuple = TRY_REF(tuple_from_array(args + 1, count - 1));
    return row_of(self)->ml_meth(args[0], tuple.get());
}

PyObject *call_varargs_keywords(PyObject *self, PyObject *const *args, size_t count_and_flag,
                                PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    TRY(check_self(self, args, count));
    Ref tuple = TRY_REF(tuple_from_array(args + 1, count - 1));
    Ref keywords;
    if (keyword_names != nullptr && PyTuple_GET_SIZE(keyword_names) > 0) {
        keywords = TRY(keywords_to_dict(args + count, keyword_names));
    }
    return method_as<PyCFunctionWithKeywords>(self)(args[0], tuple.get(), keywords.get());
}

PyObject *method_get(PyObject *self, PyObject *object, PyObject *) {
    if (object == nullptr) return Py_NewRef(self);
    TRY(check_descriptor_target(self, object));
    PyTypeObject *defining_class =
        row_of(self)->ml_flags & METH_METHOD ? as_descriptor(self)->d_type : nullptr;
    return PyCMethod_New(row_of(self), object, nullptr, defining_class);
}

PyObject *method_repr(PyObject *self) {
    return descriptor_repr(self, "method");
}

PyObject *method_doc(PyObject *self, void *) {
    return doc_without_signature(row_of(self)->ml_name, row_of(self)->ml_doc);
}

PyObject *method_text_signature(PyObject *self, void *) {
    return signature_of_doc(row_of(self)->ml_name, row_of(self)->ml_doc);
}

PyGetSetDef method_getset[] = {
    {"__doc__", method_doc, nullptr, nullptr, nullptr},
    {"__qualname__", descriptor_qualname, nullptr, nullptr, nullptr},
    {"__text_signature__", method_text_signature, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// --- class-method descriptors

PyObject *class_method_get(PyObject *self, PyObject *object, PyObject *type) {
    const PyDescrObject *common = as_descriptor(self);
    if (type == nullptr) {
        if (object == nullptr) {
            return raise_type_error("descriptor '%U' for type '%.100s' needs either an object or a type",
                                    common->d_name, common->d_type->tp_name);
        }
        type = as_object(Py_TYPE(object));
    }
    if (!PyType_Check(type)) {
        return raise_type_error("descriptor '%U' for type '%.100s' needs a type, not a '%.100s' as arg 2",
                                common->d_name, common->d_type->tp_name, Py_TYPE(type)->tp_name);
    }
    if (!PyType_IsSubtype(as_type(type), common->d_type)) {
        return raise_type_error("descriptor '%U' requires a subtype of '%.100s' but received '%.100s'",
                                common->d_name, common->d_type->tp_name, as_type(type)->tp_name);
    }
    PyTypeObject *defining_class = row_of(self)->ml_flags & METH_METHOD ? common->d_type : nullptr;
    return PyCMethod_New(row_of(self), type, nullptr, defining_class);
}

PyObject *raise_needs_argument(PyObject *self) {
    return raise_type_error("descriptor '%U' of '%.100s' object needs an argument",
                            as_descriptor(self)->d_name, as_descriptor(self)->d_type->tp_name);
}

PyObject *class_method_call(PyObject *self, PyObject *args, PyObject *keywords) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (count < 1) return raise_needs_argument(self);
    Ref bound = TRY_REF(class_method_get(self, nullptr, PyTuple_GET_ITEM(args, 0)));
    return PyObject_VectorcallDict(bound.get(), tuple_items(args) + 1, static_cast<size_t>(count - 1),
                                   keywords);
}

// --- slot wrappers

PyWrapperDescrObject *as_wrapper(PyObject *object) {
    return reinterpret_cast<PyWrapperDescrObject *>(object);
}

PyObject *call_wrapped(PyWrapperDescrObject *wrapper, PyObject *self, PyObject *args, PyObject *keywords) {
    const wrapperbase *base = wrapper->d_base;
    if (base->flags & PyWrapperFlag_KEYWORDS) {
        const auto function = reinterpret_cast<wrapperfunc_kwds>(reinterpret_cast<void (*)()>(base->wrapper));
        return function(self, args, wrapper->d_wrapped, keywords);
    }
    if (keywords != nullptr && (!PyDict_Check(keywords) || PyDict_GET_SIZE(keywords) != 0)) {
        return raise_type_error("wrapper %s() takes no keyword arguments", base->name);
    }
    return base->wrapper(self, args, wrapper->d_wrapped);
}

PyObject *wrapper_call(PyObject *self, PyObject *args, PyObject *keywords) {
    if (PyTuple_GET_SIZE(args) < 1) return raise_needs_argument(self);
    PyObject *object = PyTuple_GET_ITEM(args, 0);
    const PyDescrObject *common = as_descriptor(self);
    if (!PyType_IsSubtype(Py_TYPE(object), common->d_type)) {
        return raise_type_error("descriptor '%U' requires a '%.100s' object but received a '%.100s'",
                                common->d_name, common->d_type->tp_name, Py_TYPE(object)->tp_name);
    }
    Ref rest = TRY_REF(PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args)));
    return call_wrapped(as_wrapper(self), object, rest.get(), keywords);
}

PyObject *wrapper_get(PyObject *self, PyObject *object, PyObject *) {
    if (object == nullptr) return Py_NewRef(self);
    TRY(check_descriptor_target(self, object));
    return PyWrapper_New(self, object);
}

PyObject *wrapper_repr(PyObject *self) {
    return descriptor_repr(self, "slot wrapper");
}

PyObject *wrapper_doc(PyObject *self, void *) {
    return doc_without_signature(as_wrapper(self)->d_base->name, as_wrapper(self)->d_base->doc);
}

PyObject *wrapper_text_signature(PyObject *self, void *) {
    return signature_of_doc(as_wrapper(self)->d_base->name, as_wrapper(self)->d_base->doc);
}

PyGetSetDef wrapper_getset[] = {
    {"__doc__", wrapper_doc, nullptr, nullptr, nullptr},
    {"__qualname__", descriptor_qualname, nullptr, nullptr, nullptr},
    {"__text_signature__", wrapper_text_signature, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// --- slot wrappers bound to an object

struct MethodWrapper {
    PyObject_HEAD PyObject *descriptor;
    PyObject *self;
};

MethodWrapper *as_bound(PyObject *object) {
    return reinterpret_cast<MethodWrapper *>(object);
}
PyObject *descriptor_of(PyObject *object) {
    return as_bound(object)->descriptor;
}

void bound_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_bound(self)->descriptor);
    Py_XDECREF(as_bound(self)->self);
    release_gc_object(self, sizeof(MethodWrapper));
}

int bound_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_bound(self)->descriptor);
    Py_VISIT(as_bound(self)->self);
    return 0;
}

PyObject *bound_call(PyObject *self, PyObject *args, PyObject *keywords) {
    return call_wrapped(as_wrapper(descriptor_of(self)), as_bound(self)->self, args, keywords);
}

PyObject *bound_repr(PyObject *self) {
    return PyUnicode_FromFormat("<method-wrapper '%s' of %s object at %p>",
                                as_wrapper(descriptor_of(self))->d_base->name,
                                Py_TYPE(as_bound(self)->self)->tp_name, as_bound(self)->self);
}

Py_hash_t bound_hash(PyObject *self) {
    const Py_hash_t hash =
        _Py_HashPointer(as_bound(self)->self) ^ _Py_HashPointer(as_bound(self)->descriptor);
    return hash == -1 ? -2 : hash;
}

PyObject *bound_richcompare(PyObject *self, PyObject *other, int operation) {
    if ((operation != Py_EQ && operation != Py_NE) || Py_TYPE(self) != Py_TYPE(other))
        Py_RETURN_NOTIMPLEMENTED;
    const bool are_equal =
        descriptor_of(self) == descriptor_of(other) && as_bound(self)->self == as_bound(other)->self;
    return new_bool(are_equal == (operation == Py_EQ));
}

PyObject *bound_objclass(PyObject *self, void *) {
    return Py_NewRef(as_descriptor(descriptor_of(self))->d_type);
}
PyObject *bound_name(PyObject *self, void *) {
    return Py_NewRef(as_descriptor(descriptor_of(self))->d_name);
}
PyObject *bound_qualname(PyObject *self, void *) {
    return descriptor_qualname(descriptor_of(self), nullptr);
}
PyObject *bound_doc(PyObject *self, void *) {
    return wrapper_doc(descriptor_of(self), nullptr);
}
PyObject *bound_text_signature(PyObject *self, void *) {
    return wrapper_text_signature(descriptor_of(self), nullptr);
}

PyObject *bound_reduce(PyObject *self, PyObject *) {
    PyObject *getattr = PyDict_GetItemString(runtime.builtins, "getattr");
    if (getattr == nullptr) return raise(PyExc_AttributeError, "getattr");
    return Py_BuildValue("O(OO)", getattr, as_bound(self)->self, as_descriptor(descriptor_of(self))->d_name);
}

PyMethodDef bound_methods[] = {
    {"__reduce__", bound_reduce, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyMemberDef bound_members[] = {
    {"__self__", T_OBJECT, offsetof(MethodWrapper, self), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyGetSetDef bound_getset[] = {
    {"__objclass__", bound_objclass, nullptr, nullptr, nullptr},
    {"__name__", bound_name, nullptr, nullptr, nullptr},
    {"__qualname__", bound_qualname, nullptr, nullptr, nullptr},
    {"__doc__", bound_doc, nullptr, nullptr, nullptr},
    {"__text_signature__", bound_text_signature, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

} // namespace

vectorcallfunc descriptor_vectorcall(const PyMethodDef *row) {
    switch (row->ml_flags &
            (METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD)) {
    case METH_VARARGS: return call_varargs;
    case METH_VARARGS | METH_KEYWORDS: return call_varargs_keywords;
    case METH_FASTCALL: return call_fast;
    case METH_FASTCALL | METH_KEYWORDS: return call_fast_keywords;
    case METH_NOARGS: return call_noargs;
    case METH_O: return call_one_argument;
    case METH_METHOD | METH_FASTCALL | METH_KEYWORDS: return call_method_keywords;
    default: return raise(PyExc_SystemError, "%s() method: bad call flags", row->ml_name);
    }
}

extern "C" {

PyObject *PyDescr_NewMethod(PyTypeObject *type, PyMethodDef *method) {
    const vectorcallfunc vectorcall = descriptor_vectorcall(method);
    if (vectorcall == nullptr) return nullptr;
    PyObject *self = make_descriptor(&PyMethodDescr_Type, type, method->ml_name);
    if (self == nullptr) return nullptr;
    reinterpret_cast<PyMethodDescrObject *>(self)->d_method = method;
    reinterpret_cast<PyMethodDescrObject *>(self)->vectorcall = vectorcall;
    return self;
}

PyObject *PyDescr_NewClassMethod(PyTypeObject *type, PyMethodDef *method) {
    PyObject *self = make_descriptor(&PyClassMethodDescr_Type, type, method->ml_name);
    if (self != nullptr) reinterpret_cast<PyMethodDescrObject *>(self)->d_method = method;
    return self;
}

PyObject *PyDescr_NewWrapper(PyTypeObject *type, struct wrapperbase *base, void *wrapped) {
    PyObject *self = make_descriptor(&PyWrapperDescr_Type, type, base->name);
    if (self == nullptr) return nullptr;
    as_wrapper(self)->d_base = base;
    as_wrapper(self)->d_wrapped = wrapped;
    return self;
}

PyObject *PyWrapper_New(PyObject *descriptor, PyObject *self) {
    auto *bound = new_gc_object<MethodWrapper>(&_PyMethodWrapper_Type);
    if (bound == nullptr) return nullptr;
    bound->descriptor = Py_NewRef(descriptor);
    bound->self = Py_NewRef(self);
    auto *object = reinterpret_cast<PyObject *>(bound);
    track(object);
    return object;
}

PyTypeObject PyMethodDescr_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "method_descriptor",
    .tp_basicsize = sizeof(PyMethodDescrObject),
    .tp_dealloc = descriptor_dealloc,
    .tp_vectorcall_offset = offsetof(PyMethodDescrObject, vectorcall),
    .tp_repr = method_repr,
    .tp_call = PyVectorcall_Call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags =
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_traverse = descriptor_traverse,
    .tp_methods = descriptor_methods,
    .tp_members = descriptor_members,
    .tp_getset = method_getset,
    .tp_descr_get = method_get,
};

PyTypeObject PyClassMethodDescr_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "classmethod_descriptor",
    .tp_basicsize = sizeof(PyMethodDescrObject),
    .tp_dealloc = descriptor_dealloc,
    .tp_repr = method_repr,
    .tp_call = class_method_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = descriptor_traverse,
    .tp_members = descriptor_members,
    .tp_getset = method_getset,
    .tp_descr_get = class_method_get,
};

PyTypeObject PyWrapperDescr_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "wrapper_descriptor",
    .tp_basicsize = sizeof(PyWrapperDescrObject),
    .tp_dealloc = descriptor_dealloc,
    .tp_repr = wrapper_repr,
    .tp_call = wrapper_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_traverse = descriptor_traverse,
    .tp_methods = descriptor_methods,
    .tp_members = descriptor_members,
    .tp_getset = wrapper_getset,
    .tp_descr_get = wrapper_get,
};

PyTypeObject _PyMethodWrapper_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "method-wrapper",
    .tp_basicsize = sizeof(MethodWrapper),
    .tp_dealloc = bound_dealloc,
    .tp_repr = bound_repr,
    .tp_hash = bound_hash,
    .tp_call = bound_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = bound_traverse,
    .tp_richcompare = bound_richcompare,
    .tp_methods = bound_methods,
    .tp_members = bound_members,
    .tp_getset = bound_getset,
};

} // extern "C"

} // namespace adder::objects
