// SPDX-License-Identifier: MIT
//
// Number slots of classes whose operators are written in Python. Reference manual, 3.3.8.
//
// One slot serves both the plain method and the reflected one, so it first finds out on which side its class
// stands.
#include "objects/slot_functions.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"

namespace adder::objects {

namespace {

using BinarySlot = binaryfunc PyNumberMethods::*;

PyObject *call_binary(PyObject *name, PyObject *self, PyObject *other) {
    PyObject *room[3] = {nullptr, self, other};
    return call_type_method_if_any(name, room + 1, 2);
}

PyObject *call_unary(PyObject *name, PyObject *self) {
    PyObject *room[2] = {nullptr, self};
    return call_type_method(name, room + 1, 1);
}

PyObject *call_inplace(PyObject *name, PyObject *self, PyObject *other) {
    PyObject *room[3] = {nullptr, self, other};
    return call_type_method(name, room + 1, 2);
}

// Whether the right operand's class has a method of that name which differs from the left one's. -1 with an
// exception.
int is_overloaded(PyObject *left, PyObject *right, PyObject *name) {
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(as_object(Py_TYPE(right)), name, &found));
    Ref right_method = Ref::steal(found);
    if (!right_method) return 0;
    TRY(_PyObject_LookupAttr(as_object(Py_TYPE(left)), name, &found));
    Ref left_method = Ref::steal(found);
    if (!left_method) return 1;
    return PyObject_RichCompareBool(left_method.get(), right_method.get(), Py_NE);
}

bool has_slot(PyObject *object, BinarySlot slot, binaryfunc function) {
    const PyNumberMethods *methods = Py_TYPE(object)->tp_as_number;
    return methods != nullptr && methods->*slot == function;
}

// left op right for a slot whose Python form is `function`.
PyObject *call_either(PyObject *left, PyObject *right, bool left_has_it, bool right_has_it, PyObject *name,
                      PyObject *reflected) {
    if (left_has_it) {
        if (right_has_it && PyType_IsSubtype(Py_TYPE(right), Py_TYPE(left))) {
            const int overloaded = TRY(is_overloaded(left, right, reflected));
            if (overloaded) {
                PyObject *result = call_binary(reflected, right, left);
                if (result != Py_NotImplemented) return result;
                Py_DECREF(result);
                right_has_it = false;
            }
        }
        PyObject *result = call_binary(name, left, right);
        if (result != Py_NotImplemented || Py_TYPE(left) == Py_TYPE(right)) return result;
        Py_DECREF(result);
    }
    if (right_has_it) return call_binary(reflected, right, left);
    Py_RETURN_NOTIMPLEMENTED;
}

PyObject *binary(PyObject *left, PyObject *right, BinarySlot slot, binaryfunc function, PyObject *name,
                 PyObject *reflected) {
    const bool right_has_it = Py_TYPE(left) != Py_TYPE(right) && has_slot(right, slot, function);
    return call_either(left, right, has_slot(left, slot, function), right_has_it, name, reflected);
}

bool has_power_slot(PyObject *object) {
    const PyNumberMethods *methods = Py_TYPE(object)->tp_as_number;
    return methods != nullptr && methods->nb_power == slot_nb_power;
}

} // namespace

#define BINARY(slot, method)                                                                                 \
    PyObject *slot_nb_##slot(PyObject *left, PyObject *right) {                                              \
        return binary(left, right, &PyNumberMethods::nb_##slot, slot_nb_##slot, name::dunder_##method,       \
                      name::dunder_r##method);                                                               \
    }
#define INPLACE(slot, method)                                                                                \
    PyObject *slot_nb_inplace_##slot(PyObject *self, PyObject *other) {                                      \
        return call_inplace(name::dunder_i##method, self, other);                                            \
    }
#define UNARY(slot, method)                                                                                  \
    PyObject *slot_nb_##slot(PyObject *self) {                                                               \
        return call_unary(name::dunder_##method, self);                                                      \
    }

BINARY(add, add)
BINARY(subtract, sub)
BINARY(multiply, mul)
BINARY(remainder, mod)
BINARY(divmod, divmod)
BINARY(lshift, lshift)
BINARY(rshift, rshift)
BINARY(and, and)
BINARY(xor, xor)
BINARY(or, or)
BINARY(floor_divide, floordiv)
BINARY(true_divide, truediv)
BINARY(matrix_multiply, matmul)
INPLACE(add, add)
INPLACE(subtract, sub)
INPLACE(multiply, mul)
INPLACE(remainder, mod)
INPLACE(lshift, lshift)
INPLACE(rshift, rshift)
INPLACE(and, and)
INPLACE(xor, xor)
INPLACE(or, or)
INPLACE(floor_divide, floordiv)
INPLACE(true_divide, truediv)
INPLACE(matrix_multiply, matmul)
UNARY(negative, neg)
UNARY(positive, pos)
UNARY(absolute, abs)
UNARY(invert, invert)
UNARY(int, int)
UNARY(float, float)
UNARY(index, index)
#undef BINARY
#undef INPLACE
#undef UNARY

PyObject *slot_nb_power(PyObject *base, PyObject *exponent, PyObject *modulus) {
    if (modulus == Py_None) {
        const bool right_has_it = Py_TYPE(base) != Py_TYPE(exponent) && has_power_slot(exponent);
        return call_either(base, exponent, has_power_slot(base), right_has_it, name::dunder_pow,
                           name::dunder_rpow);
    }
    // With a modulus there is no reflected form.
    if (!has_power_slot(base)) Py_RETURN_NOTIMPLEMENTED;
    PyObject *room[4] = {nullptr, base, exponent, modulus};
    return call_type_method(name::dunder_pow, room + 1, 3);
}

PyObject *slot_nb_inplace_power(PyObject *self, PyObject *other, PyObject *) {
    return call_inplace(name::dunder_ipow, self, other);
}

int slot_nb_bool(PyObject *self) {
    bool is_unbound = false;
    PyObject *method_name = name::dunder_bool;
    Ref method = Ref::steal(lookup_special_method(self, method_name, &is_unbound));
    if (!method) {
        if (is_error_pending()) return -1;
        method_name = name::dunder_len;
        if (type_lookup(Py_TYPE(self), method_name) == nullptr) return 1;
    }
    Ref result = TRY_REF(call_unary(method_name, self));
    if (method_name == name::dunder_len || PyBool_Check(result.get())) return PyObject_IsTrue(result.get());
    return raise_type_error("__bool__ should return bool, returned %s", Py_TYPE(result.get())->tp_name);
}

} // namespace adder::objects
