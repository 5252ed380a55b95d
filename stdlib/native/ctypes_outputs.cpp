// SPDX-License-Identifier: MIT
//
// Parameter flags of a prototype: names and default values of inputs, and outputs, which are made for the
// call and become its result.
#include "ctypes.hpp"

#include <cstring>

namespace adder::stdlib::ctypes {
namespace {

constexpr int flag_in = 1, flag_out = 2, flag_locale = 4;

struct Parameter {
    int flags = 0;
    PyObject *name = nullptr;          // borrowed, may be NULL
    PyObject *default_value = nullptr; // borrowed, may be NULL
};

bool read_parameter(PyObject *item, Parameter &parameter) {
    parameter = {};
    return PyArg_ParseTuple(item, "i|OO", &parameter.flags, &parameter.name, &parameter.default_value) != 0;
}

// The arguments of a call as they are taken one after the other.
struct Inputs {
    PyObject *const *args;
    Py_ssize_t count;
    PyObject *names; // tuple or NULL
    Py_ssize_t used = 0;

    [[nodiscard]] PyObject *named(PyObject *name) const {
        for (Py_ssize_t i = 0; names != nullptr && name != nullptr && i < PyTuple_GET_SIZE(names); i++)
            if (PyUnicode_Check(name) && PyUnicode_Compare(PyTuple_GET_ITEM(names, i), name) == 0)
                return args[count + i];
        return nullptr;
    }
    // Borrowed; NULL with an error.
    PyObject *take(const Parameter &parameter) {
        if (used < count) return args[used++];
        if (PyObject *value = named(parameter.name)) {
            used++;
            return value;
        }
        if (parameter.default_value != nullptr) return parameter.default_value;
        if (parameter.name != nullptr)
            PyErr_Format(PyExc_TypeError, "required argument '%S' missing", parameter.name);
        else
            PyErr_SetString(PyExc_TypeError, "not enough arguments");
        return nullptr;
    }
};

// The instance that a call fills in.
Owned make_output(PyObject *type, const Parameter &parameter) {
    if (parameter.default_value != nullptr) return Owned::borrow(parameter.default_value);
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor != nullptr && descriptor->kind == Kind::Array) return Owned(PyObject_CallNoArgs(type));
    if (descriptor != nullptr && descriptor->kind == Kind::Pointer && descriptor->item)
        return Owned(PyObject_CallNoArgs(descriptor->item.get()));
    PyErr_Format(PyExc_TypeError, "%s 'out' parameter must be passed as default value",
                 as_type(type)->tp_name);
    return {};
}

Owned make_argument(const Parameter &parameter, PyObject *type, Py_ssize_t index, Inputs &inputs,
                    Outputs &outputs) {
    const int direction = parameter.flags & (flag_in | flag_out | flag_locale);
    switch (direction) {
    case flag_in | flag_locale:
        return parameter.default_value != nullptr ? Owned::borrow(parameter.default_value)
                                                  : Owned(PyLong_FromLong(0));
    case flag_in | flag_out:
        outputs.in_out |= 1U << index;
        outputs.count++;
        [[fallthrough]];
    case flag_in:
    case 0: return Owned::borrow(inputs.take(parameter));
    case flag_out:
        outputs.out |= 1U << index;
        outputs.count++;
        return make_output(type, parameter);
    default:
        PyErr_Format(PyExc_ValueError, "paramflag %u not yet implemented", static_cast<unsigned>(direction));
        return {};
    }
}

bool is_output_type(PyObject *type) {
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor == nullptr) return false;
    if (descriptor->kind == Kind::Pointer || descriptor->kind == Kind::Array) return true;
    return descriptor->code != nullptr && strchr("sPzUZXO", descriptor->code->letter) != nullptr;
}

// Inputs with output flags are limited by the bits of a word.
constexpr Py_ssize_t most_parameters = 32;

bool check_parameter(const Parameter &parameter, PyObject *type, int index) {
    switch (parameter.flags & (flag_in | flag_out | flag_locale)) {
    case 0:
    case flag_in:
    case flag_in | flag_locale:
    case flag_in | flag_out: return true;
    case flag_out:
        if (is_output_type(type)) return true;
        PyErr_Format(PyExc_TypeError, "'out' parameter %d must be a pointer type, not %s", index,
                     PyType_Check(type) ? as_type(type)->tp_name : type_name(type));
        return false;
    default: PyErr_Format(PyExc_TypeError, "paramflag value %d not supported", parameter.flags); return false;
    }
}

} // namespace

Owned build_arguments(FunctionObject *self, PyObject *argument_types, PyObject *const *args, Py_ssize_t count,
                      PyObject *names, Outputs &outputs) {
    const bool is_plain = self->parameter_flags == nullptr || argument_types == nullptr;
    const Py_ssize_t length = is_plain ? count : PyTuple_GET_SIZE(argument_types);
    Owned tuple(PyTuple_New(length));
    if (is_plain) {
        for (Py_ssize_t i = 0; tuple && i < count; i++) PyTuple_SET_ITEM(tuple.get(), i, Py_NewRef(args[i]));
        return tuple;
    }
    const Owned flags = Owned::borrow(self->parameter_flags);
    if (PyTuple_GET_SIZE(flags.get()) != length || length > most_parameters) {
        PyErr_SetString(PyExc_ValueError, "paramflags must have the same length as argtypes");
        return {};
    }
    Inputs inputs = {args, count, names};
    for (Py_ssize_t i = 0; tuple && i < length; i++) {
        Parameter parameter;
        if (!read_parameter(PyTuple_GET_ITEM(flags.get(), i), parameter)) return {};
        Owned value = make_argument(parameter, PyTuple_GET_ITEM(argument_types, i), i, inputs, outputs);
        if (!value) return {};
        PyTuple_SET_ITEM(tuple.get(), i, value.release());
    }
    const Py_ssize_t given = count + (names != nullptr ? PyTuple_GET_SIZE(names) : 0);
    if (given != inputs.used) {
        PyErr_Format(PyExc_TypeError, "call takes exactly %d arguments (%zd given)",
                     static_cast<int>(inputs.used), given);
        return {};
    }
    return tuple;
}

PyObject *build_result(PyObject *result, PyObject *args, const Outputs &outputs) {
    if (outputs.count == 0) return result;
    Owned unused(result);
    Owned tuple(outputs.count > 1 ? PyTuple_New(outputs.count) : nullptr);
    if (outputs.count > 1 && !tuple) return nullptr;
    Py_ssize_t place = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        const unsigned bit = i < most_parameters ? 1U << i : 0;
        if (((outputs.out | outputs.in_out) & bit) == 0) continue;
        PyObject *argument = PyTuple_GET_ITEM(args, i);
        Owned value = (outputs.in_out & bit) != 0
                          ? Owned::borrow(argument)
                          : Owned(PyObject_CallMethod(argument, "__ctypes_from_outparam__", nullptr));
        if (!value || !tuple) return value.release();
        PyTuple_SET_ITEM(tuple.get(), place++, value.release());
    }
    return tuple.release();
}

bool check_parameter_flags(PyObject *type, PyObject *flags) {
    const Descriptor *descriptor = descriptor_of(type);
    if (flags == nullptr || !descriptor->argument_types) return true;
    if (!PyTuple_Check(flags)) {
        PyErr_SetString(PyExc_TypeError, "paramflags must be a tuple or None");
        return false;
    }
    PyObject *types = descriptor->argument_types.get();
    if (PyTuple_GET_SIZE(flags) != PyTuple_GET_SIZE(types)) {
        PyErr_SetString(PyExc_ValueError, "paramflags must have the same length as argtypes");
        return false;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(flags); i++) {
        PyObject *item = PyTuple_GET_ITEM(flags, i);
        Parameter parameter;
        if (!PyTuple_Check(item) || !read_parameter(item, parameter)) {
            PyErr_SetString(PyExc_TypeError,
                            "paramflags must be a sequence of (int [,string [,value]]) tuples");
            return false;
        }
        if (!check_parameter(parameter, PyTuple_GET_ITEM(types, i), static_cast<int>(i + 1))) return false;
    }
    return true;
}

} // namespace adder::stdlib::ctypes
