// SPDX-License-Identifier: MIT
#include "vecext/array_text.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string>

namespace adder::vecext {

namespace {

// What Python code prints arrays with; empty until it has said so.
struct TextFunctions {
    Ref repr, str;
};
TextFunctions &text_functions_in_use() {
    static TextFunctions functions;
    return functions;
}

PyObject *call_or_list(const Ref &function, PyObject *self) {
    if (function) return PyObject_CallOneArg(function.get(), self);
    Ref list = Ref::steal(PyObject_CallMethod(self, "tolist", nullptr));
    return list ? PyUnicode_FromFormat("array(%R, dtype=%s)", list.get(), info(as_array(self)->dtype).name)
                : nullptr;
}

// ---- numbers

// Digits and exponent as Python lays out a float.
std::string laid_out(const std::string &digits, int exponent, bool is_scientific) {
    const int count = static_cast<int>(digits.size());
    if (is_scientific) {
        std::string text = digits.substr(0, 1);
        if (count > 1) text += "." + digits.substr(1);
        const int size = std::abs(exponent);
        return text + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + std::to_string(size);
    }
    if (exponent < 0) return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    const std::size_t whole = static_cast<std::size_t>(exponent) + 1;
    if (whole >= digits.size()) return digits + std::string(whole - digits.size(), '0') + ".0";
    return digits.substr(0, whole) + "." + digits.substr(whole);
}

// The shortest digits that give the value back in its own type.
template <class T> std::string shortest(T value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    char buffer[64];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value), std::chars_format::scientific).ptr;
    const std::string text(buffer, end);
    const std::size_t mark = text.find('e');
    std::string digits = text.substr(0, 1);
    if (mark > 2) digits += text.substr(2, mark - 2);
    // The value decides, not its digits: the float32 nearest to 0.0001 is below it.
    const bool is_scientific = value != 0 && (std::fabs(value) < 1e-4 || std::fabs(value) >= 1e16);
    return (std::signbit(value) ? "-" : "") +
           laid_out(digits, std::atoi(text.c_str() + mark + 1), is_scientific);
}

std::string without_fraction(std::string text) {
    const std::size_t size = text.size();
    return size > 2 && text.compare(size - 2, 2, ".0") == 0 ? text.substr(0, size - 2) : text;
}

// As Python writes complex numbers: 2j, (1+2j).
template <class T> std::string complex_text(T real, T imaginary) {
    const std::string second = without_fraction(shortest(imaginary)) + "j";
    if (real == 0 && !std::signbit(real)) return second;
    const bool has_sign = second[0] == '-';
    return "(" + without_fraction(shortest(real)) + (has_sign ? "" : "+") + second + ")";
}

template <class T> std::string float_text(const char *element) {
    T value;
    std::memcpy(&value, element, sizeof value);
    return shortest(value);
}
template <class T> std::string pair_text(const char *element) {
    T parts[2];
    std::memcpy(parts, element, sizeof parts);
    return complex_text(parts[0], parts[1]);
}

PyObject *to_str(const std::string &text) {
    return PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
}

PyObject *shortest_float32(PyObject *, PyObject *number) {
    const double value = PyFloat_AsDouble(number);
    if (value == -1 && PyErr_Occurred()) return nullptr;
    return to_str(shortest(static_cast<float>(value)));
}

PyObject *set_text_functions(PyObject *, PyObject *arguments) {
    PyObject *repr, *str;
    if (!PyArg_ParseTuple(arguments, "OO:set_text_functions", &repr, &str)) return nullptr;
    text_functions_in_use() = {Ref::share(repr), Ref::share(str)};
    Py_RETURN_NONE;
}

} // namespace

PyObject *array_repr(PyObject *self) {
    return call_or_list(text_functions_in_use().repr, self);
}

PyObject *array_str(PyObject *self) {
    return as_array(self)->ndim == 0 ? scalar_repr(self) : call_or_list(text_functions_in_use().str, self);
}

PyObject *scalar_repr(PyObject *self) {
    const Array *array = as_array(self);
    switch (array->dtype) {
    case DType::Float32: return to_str(float_text<float>(array->data));
    case DType::Float64: return to_str(float_text<double>(array->data));
    case DType::Complex64: return to_str(pair_text<float>(array->data));
    case DType::Complex128: return to_str(pair_text<double>(array->data));
    default: break;
    }
    Ref value = from_element(array->dtype, array->data);
    return value ? PyObject_Str(value.get()) : nullptr;
}

PyMethodDef text_functions[] = {
    {"set_text_functions", set_text_functions, METH_VARARGS,
     "set_text_functions(repr, str, /)\n--\n\nThe functions that print arrays from now on."},
    {"shortest_float32", shortest_float32, METH_O,
     "shortest_float32(x, /)\n--\n\nThe shortest digits that give the float32 nearest to x back."},
    {},
};

} // namespace adder::vecext
