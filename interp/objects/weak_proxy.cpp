// SPDX-License-Identifier: MIT
//
// weakref.proxy: an object that passes every operation on to another one without keeping it alive.
//
// Each slot is one instance of a template over the API function that does the work, after the proxies among
// its operands are replaced by their objects.
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/weak_reference.hpp"

#include <cstddef>

namespace adder::objects {

namespace {

// The object behind a proxy, or the operand itself when it is none; empty with ReferenceError when it is
// gone.
Ref unwrap(PyObject *operand) {
    if (!PyWeakref_CheckProxy(operand)) return Ref::borrow(operand);
    PyObject *object = PyWeakref_GET_OBJECT(operand);
    if (object == Py_None) return raise(PyExc_ReferenceError, "weakly-referenced object no longer exists");
    return Ref::borrow(object);
}

template <auto Function> PyObject *unary(PyObject *self) {
    Ref object = TRY(unwrap(self));
    return Function(object.get());
}

template <auto Function> PyObject *binary(PyObject *left, PyObject *right) {
    Ref first = TRY(unwrap(left));
    Ref second = TRY(unwrap(right));
    return Function(first.get(), second.get());
}

template <auto Function> PyObject *ternary(PyObject *left, PyObject *right, PyObject *third) {
    Ref first = TRY(unwrap(left));
    Ref second = TRY(unwrap(right));
    Ref last = Ref::borrow(third);
    if (third != nullptr) last = TRY(unwrap(third));
    return Function(first.get(), second.get(), last.get());
}

template <auto Function> int truth(PyObject *self) {
    Ref object = TRY(unwrap(self));
    return Function(object.get());
}

PyObject *proxy_repr(PyObject *self) {
    PyObject *object = PyWeakref_GET_OBJECT(self);
    return PyUnicode_FromFormat("<weakproxy at %p to %s at %p>", self, Py_TYPE(object)->tp_name, object);
}

int proxy_setattro(PyObject *self, PyObject *attribute, PyObject *value) {
    Ref object = TRY(unwrap(self));
    return PyObject_SetAttr(object.get(), attribute, value);
}

PyObject *proxy_richcompare(PyObject *left, PyObject *right, int operation) {
    Ref first = TRY(unwrap(left));
    Ref second = TRY(unwrap(right));
    return PyObject_RichCompare(first.get(), second.get(), operation);
}

PyObject *proxy_iternext(PyObject *self) {
    Ref object = TRY(unwrap(self));
    if (!PyIter_Check(object.get()))
        return raise_type_error("Weakref proxy referenced a non-iterator '%.200s' object",
                                Py_TYPE(object.get())->tp_name);
    return PyIter_Next(object.get());
}

Py_ssize_t proxy_length(PyObject *self) {
    Ref object = TRY(unwrap(self));
    return PyObject_Length(object.get());
}

int proxy_contains(PyObject *self, PyObject *value) {
    Ref object = TRY(unwrap(self));
    return PySequence_Contains(object.get(), value);
}

int proxy_setitem(PyObject *self, PyObject *key, PyObject *value) {
    Ref object = TRY(unwrap(self));
    return value == nullptr ? PyObject_DelItem(object.get(), key)
                            : PyObject_SetItem(object.get(), key, value);
}

template <PyObject *const *Name> PyObject *call_method(PyObject *self, PyObject *) {
    Ref object = TRY(unwrap(self));
    return PyObject_CallMethodNoArgs(object.get(), *Name);
}

PyMethodDef proxy_methods[] = {
    {"__bytes__", call_method<&name::dunder_bytes>, METH_NOARGS, nullptr},
    {"__reversed__", call_method<&name::dunder_reversed>, METH_NOARGS, nullptr},
    {},
};

PyNumberMethods proxy_number = {
    .nb_add = binary<PyNumber_Add>,
    .nb_subtract = binary<PyNumber_Subtract>,
    .nb_multiply = binary<PyNumber_Multiply>,
    .nb_remainder = binary<PyNumber_Remainder>,
    .nb_divmod = binary<PyNumber_Divmod>,
    .nb_power = ternary<PyNumber_Power>,
    .nb_negative = unary<PyNumber_Negative>,
    .nb_positive = unary<PyNumber_Positive>,
    .nb_absolute = unary<PyNumber_Absolute>,
    .nb_bool = truth<PyObject_IsTrue>,
    .nb_invert = unary<PyNumber_Invert>,
    .nb_lshift = binary<PyNumber_Lshift>,
    .nb_rshift = binary<PyNumber_Rshift>,
    .nb_and = binary<PyNumber_And>,
    .nb_xor = binary<PyNumber_Xor>,
    .nb_or = binary<PyNumber_Or>,
    .nb_int = unary<PyNumber_Long>,
    .nb_float = unary<PyNumber_Float>,
    .nb_inplace_add = binary<PyNumber_InPlaceAdd>,
    .nb_inplace_subtract = binary<PyNumber_InPlaceSubtract>,
    .nb_inplace_multiply = binary<PyNumber_InPlaceMultiply>,
    .nb_inplace_remainder = binary<PyNumber_InPlaceRemainder>,
    .nb_inplace_power = ternary<PyNumber_InPlacePower>,
    .nb_inplace_lshift = binary<PyNumber_InPlaceLshift>,
    .nb_inplace_rshift = binary<PyNumber_InPlaceRshift>,
    .nb_inplace_and = binary<PyNumber_InPlaceAnd>,
    .nb_inplace_xor = binary<PyNumber_InPlaceXor>,
    .nb_inplace_or = binary<PyNumber_InPlaceOr>,
    .nb_floor_divide = binary<PyNumber_FloorDivide>,
    .nb_true_divide = binary<PyNumber_TrueDivide>,
    .nb_inplace_floor_divide = binary<PyNumber_InPlaceFloorDivide>,
    .nb_inplace_true_divide = binary<PyNumber_InPlaceTrueDivide>,
    .nb_index = unary<PyNumber_Index>,
    .nb_matrix_multiply = binary<PyNumber_MatrixMultiply>,
    .nb_inplace_matrix_multiply = binary<PyNumber_InPlaceMatrixMultiply>,
};

PySequenceMethods proxy_sequence = {.sq_length = proxy_length, .sq_contains = proxy_contains};

PyMappingMethods proxy_mapping = {
    .mp_length = proxy_length,
    .mp_subscript = binary<PyObject_GetItem>,
    .mp_ass_subscript = proxy_setitem,
};

constexpr PyTypeObject make_proxy_type(const char *name, ternaryfunc call) {
    return {
        .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name,
        .tp_basicsize = sizeof(PyWeakReference),
        .tp_dealloc = weakref_dealloc,
        .tp_repr = proxy_repr,
        .tp_as_number = &proxy_number,
        .tp_as_sequence = &proxy_sequence,
        .tp_as_mapping = &proxy_mapping,
        .tp_hash = PyObject_HashNotImplemented,
        .tp_call = call,
        .tp_str = unary<PyObject_Str>,
        .tp_getattro = binary<PyObject_GetAttr>,
        .tp_setattro = proxy_setattro,
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
        .tp_traverse = weakref_traverse,
        .tp_clear = weakref_clear,
        .tp_richcompare = proxy_richcompare,
        .tp_iter = unary<PyObject_GetIter>,
        .tp_iternext = proxy_iternext,
        .tp_methods = proxy_methods,
        .tp_alloc = PyType_GenericAlloc,
        .tp_free = PyObject_GC_Del,
    };
}

PyObject *proxy_call(PyObject *self, PyObject *args, PyObject *kwargs) {
    Ref object = TRY(unwrap(self));
    return PyObject_Call(object.get(), args, kwargs);
}

} // namespace

} // namespace adder::objects

extern "C" {

PyTypeObject _PyWeakref_ProxyType = adder::objects::make_proxy_type("weakref.ProxyType", nullptr);
PyTypeObject _PyWeakref_CallableProxyType =
    adder::objects::make_proxy_type("weakref.CallableProxyType", adder::objects::proxy_call);

} // extern "C"
