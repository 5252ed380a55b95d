// SPDX-License-Identifier: MIT
//
// bool: the subclass of int with exactly two instances, which are static objects.
#include "objects/int.hpp"
#include "objects/names.hpp"

namespace adder::objects {
namespace {

PyObject *to_str(PyObject *value) {
    return Py_NewRef(value == Py_True ? name::true_ : name::false_);
}

PyObject *make_bool(PyObject *source) {
    const int truth = PyObject_IsTrue(source);
    return truth < 0 ? nullptr : _Adder_BoolFromLong(truth);
}

PyObject *make(PyTypeObject *, PyObject *args, PyObject *kwargs) {
    PyObject *source = Py_False;
    if (kwargs != nullptr && !_PyArg_NoKeywords("bool", kwargs)) return nullptr;
    if (!PyArg_UnpackTuple(args, "bool", 0, 1, &source)) return nullptr;
    return make_bool(source);
}

PyObject *call(PyObject *, PyObject *const *args, size_t count_and_flag, PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (!_PyArg_NoKwnames("bool", keyword_names) || !_PyArg_CheckPositional("bool", count, 0, 1))
        return nullptr;
    return count == 0 ? Py_NewRef(Py_False) : make_bool(args[0]);
}

// Two bools give a bool; a bool and another int what int gives.
template <PyObject *(*operation)(PyObject *, PyObject *)> PyObject *logic_slot(PyObject *a, PyObject *b) {
    if (PyBool_Check(a) && PyBool_Check(b)) {
        const Ref result = TRY_REF(operation(a, b));
        return _Adder_BoolFromLong(!is_int_zero(result.get()));
    }
    if (!is_int(a) || !is_int(b)) Py_RETURN_NOTIMPLEMENTED;
    return operation(a, b);
}

PyNumberMethods number_slots = {
    .nb_and = logic_slot<int_and>,
    .nb_xor = logic_slot<int_xor>,
    .nb_or = logic_slot<int_or>,
};

} // namespace

extern "C" {

PyLongObject _Py_FalseStruct = {{{1, &PyBool_Type}, 0}, {0}};
PyLongObject _Py_TrueStruct = {{{1, &PyBool_Type}, 1}, {1}};

PyTypeObject PyBool_Type = {
    .ob_base = {{1, &PyType_Type}, 0},
    .tp_name = "bool",
    .tp_basicsize = sizeof(PyLongObject),
    .tp_itemsize = sizeof(digit),
    .tp_repr = to_str,
    .tp_as_number = &number_slots,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "bool(x) -> bool\n\n"
              "Returns True when the argument x is true, False otherwise. The builtins True and False are "
              "the only\n"
              "two instances of the class bool. The class bool is a subclass of the class int, and cannot be "
              "subclassed.",
    .tp_base = &PyLong_Type,
    .tp_new = make,
    .tp_vectorcall = call,
};

PyObject *PyBool_FromLong(long truth) {
    return _Adder_BoolFromLong(truth);
}

} // extern "C"

} // namespace adder::objects
