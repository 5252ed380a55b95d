// SPDX-License-Identifier: MIT
//
// float, complex and the hashes of numbers (adder/number.h).
#include "cases.hpp"

#include <cerrno>
#include <cmath>
#include <limits>

namespace {

constexpr const char *FAILING = "type('Failing', (), {'__float__': lambda self: 1 // 0})()";
constexpr const char *WRONG = "type('Wrong', (), {'__float__': lambda self: 1})()";
constexpr const char *INDEX = "type('Index', (), {'__index__': lambda self: 12})()";
constexpr const char *COMPLEX = "type('C', (), {'__complex__': lambda self: 1 - 2j})()";
constexpr const char *WRONG_COMPLEX = "type('C', (), {'__complex__': lambda self: 1})()";
constexpr const char *FAILING_COMPLEX = "type('C', (), {'__complex__': lambda self: 1 // 0})()";

// The bytes that a number is packed to, after the status.
template <std::size_t size>
std::string packed(int (*pack)(double, char *, int), double value, int little_endian) {
    char bytes[size] = {};
    const int status = pack(value, bytes, little_endian);
    return std::to_string(status) +
           (status == 0 ? ", " + told(PyBytes_FromStringAndSize(bytes, size)) : std::string());
}

std::string c_text(double value, char code, int precision, int flags) {
    int type = 99;
    char *text = PyOS_double_to_string(value, code, precision, flags, &type);
    if (text == nullptr) return "NULL";
    const std::string result = std::string(text) + ", type " + std::to_string(type);
    PyMem_Free(text);
    return result;
}

std::string c_number(const char *text, PyObject *overflow = nullptr) {
    char *end = nullptr;
    const double result = PyOS_string_to_double(text, &end, overflow);
    return std::to_string(result) + ", rest '" + (end == nullptr ? "NULL" : end) + "'";
}

std::string complex_text(Py_complex value) {
    return told(PyFloat_FromDouble(value.real)) + ", " + told(PyFloat_FromDouble(value.imag));
}

std::string with_errno(Py_complex (*function)(Py_complex, Py_complex), Py_complex a, Py_complex b) {
    errno = 0;
    const Py_complex result = function(a, b);
    const int number = errno;
    return complex_text(result) + ", errno " + std::to_string(number);
}

std::string absolute(Py_complex value) {
    errno = 0;
    const double result = _Py_c_abs(value);
    const int number = errno;
    return told(PyFloat_FromDouble(result)) + ", errno " + std::to_string(number);
}

const Case CASES[] = {
    // ---- float
    CASE(PyFloat_FromDouble, PyFloat_FromDouble(-0.0)),
    CASE(PyFloat_FromDouble, PyFloat_FromDouble(Py_NAN)),
    CASE(PyFloat_FromDouble, PyFloat_FromDouble(5e-324)),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("' 1.5e3 '"))),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("'-inf'"))),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("'\\u0661.\\u0665'"))),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("'1_0.0_1'"))),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("b'2.5'"))),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("bytearray(b'2.5')"))),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("memoryview(b'2.5')"))),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("''"))),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("'1.5x'"))),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("'1\\x005'"))),
    CASE(PyFloat_FromString, PyFloat_FromString(on.text)),
    CASE(PyFloat_FromString, PyFloat_FromString(on.bytes)),
    CASE(PyFloat_FromString, PyFloat_FromString(on.array)),
    CASE(PyFloat_FromString, PyFloat_FromString(on.number)),
    CASE(PyFloat_FromString, PyFloat_FromString(Value("1.5"))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(Value("1.5"))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(Value("-1"))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(Value("True"))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(Value("10**400"))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(Value("type('F', (float,), {})(2.5)"))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(on.number)),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(Value(FAILING))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(Value(WRONG))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(Value(INDEX))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(on.text)),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(Value("1j"))),
    CASE(PyFloat_AsDouble, PyFloat_AsDouble(nullptr)),
    CASE(PyFloat_AS_DOUBLE, PyFloat_AS_DOUBLE(Value("type('F', (float,), {})(2.5)").get())),
    CASE(PyFloat_GetMax, PyFloat_GetMax()),
    CASE(PyFloat_GetMin, PyFloat_GetMin()),
    CASE(PyFloat_GetInfo, PyFloat_GetInfo()),

    // ---- packing
    CASE(PyFloat_Pack2, packed<2>(PyFloat_Pack2, 1.5, 1)),
    CASE(PyFloat_Pack2, packed<2>(PyFloat_Pack2, -65504.0, 0)),
    CASE(PyFloat_Pack2, packed<2>(PyFloat_Pack2, 65520.0, 0)),
    CASE(PyFloat_Pack2, packed<2>(PyFloat_Pack2, 6e-8, 0)),
    CASE(PyFloat_Pack2, packed<2>(PyFloat_Pack2, Py_HUGE_VAL, 0)),
    CASE(PyFloat_Pack2, packed<2>(PyFloat_Pack2, Py_NAN, 0)),
    CASE(PyFloat_Pack4, packed<4>(PyFloat_Pack4, -1.1, 1)),
    CASE(PyFloat_Pack4, packed<4>(PyFloat_Pack4, -1.1, 0)),
    CASE(PyFloat_Pack4, packed<4>(PyFloat_Pack4, 1e39, 0)),
    CASE(PyFloat_Pack4, packed<4>(PyFloat_Pack4, -Py_HUGE_VAL, 0)),
    CASE(PyFloat_Pack8, packed<8>(PyFloat_Pack8, 0.1, 1)),
    CASE(PyFloat_Pack8, packed<8>(PyFloat_Pack8, 0.1, 0)),
    CASE(PyFloat_Pack8, packed<8>(PyFloat_Pack8, -0.0, 0)),
    CASE(PyFloat_Unpack2, PyFloat_Unpack2("\x3e\x00", 0)),
    CASE(PyFloat_Unpack2, PyFloat_Unpack2("\x01\x00", 1)),
    CASE(PyFloat_Unpack2, PyFloat_Unpack2("\xfc\x00", 0)),
    CASE(PyFloat_Unpack2, std::isnan(PyFloat_Unpack2("\x7e\x00", 0))),
    CASE(PyFloat_Unpack4, PyFloat_Unpack4("\x3f\xc0\x00\x00", 0)),
    CASE(PyFloat_Unpack4, PyFloat_Unpack4("\x00\x00\x80\x7f", 1)),
    CASE(PyFloat_Unpack8, PyFloat_Unpack8("\x3f\xf8\x00\x00\x00\x00\x00\x00", 0)),
    CASE(PyFloat_Unpack8, PyFloat_Unpack8("\x00\x00\x00\x00\x00\x00\xf0\xbf", 1)),

    // ---- C text
    CASE(PyOS_double_to_string, c_text(1.5, 'r', 0, 0)),
    CASE(PyOS_double_to_string, c_text(3.0, 'r', 0, Py_DTSF_ADD_DOT_0)),
    CASE(PyOS_double_to_string, c_text(1e16, 'r', 0, Py_DTSF_ADD_DOT_0)),
    CASE(PyOS_double_to_string, c_text(1.0, 'r', 3, 0)),
    CASE(PyOS_double_to_string, c_text(1234.5678, 'e', 2, 0)),
    CASE(PyOS_double_to_string, c_text(1234.5678, 'E', 3, Py_DTSF_SIGN)),
    CASE(PyOS_double_to_string, c_text(1234.5678, 'f', 1, 0)),
    CASE(PyOS_double_to_string, c_text(2.5, 'F', 0, Py_DTSF_ALT)),
    CASE(PyOS_double_to_string, c_text(0.0001234, 'g', 2, 0)),
    CASE(PyOS_double_to_string, c_text(1e20, 'G', 0, 0)),
    CASE(PyOS_double_to_string, c_text(100.0, 'g', 5, Py_DTSF_ALT)),
    CASE(PyOS_double_to_string, c_text(Py_HUGE_VAL, 'f', 2, Py_DTSF_SIGN)),
    CASE(PyOS_double_to_string, c_text(-Py_HUGE_VAL, 'E', 2, 0)),
    CASE(PyOS_double_to_string, c_text(Py_NAN, 'g', 2, Py_DTSF_SIGN)),
    CASE(PyOS_double_to_string, c_text(-0.0, 'f', 1, 0)),
    CASE(PyOS_double_to_string, c_text(-0.0, 'f', 1, Py_DTSF_NO_NEG_0)),
    CASE(PyOS_double_to_string, c_text(-0.01, 'f', 1, Py_DTSF_NO_NEG_0)),
    CASE(PyOS_double_to_string, c_text(1.0, 'x', 0, 0)),
    CASE(PyOS_double_to_string, c_text(1.0, 'R', 0, 0)),
    CASE(PyOS_string_to_double, PyOS_string_to_double("1.25e2", nullptr, nullptr)),
    CASE(PyOS_string_to_double, PyOS_string_to_double("-nan", nullptr, nullptr)),
    CASE(PyOS_string_to_double, PyOS_string_to_double("-Infinity", nullptr, nullptr)),
    CASE(PyOS_string_to_double, PyOS_string_to_double(" 1", nullptr, nullptr)),
    CASE(PyOS_string_to_double, PyOS_string_to_double("1 ", nullptr, nullptr)),
    CASE(PyOS_string_to_double, PyOS_string_to_double("", nullptr, nullptr)),
    CASE(PyOS_string_to_double, PyOS_string_to_double("0x1p3", nullptr, nullptr)),
    CASE(PyOS_string_to_double, PyOS_string_to_double("1e999", nullptr, nullptr)),
    CASE(PyOS_string_to_double, PyOS_string_to_double("-1e999", nullptr, PyExc_ArithmeticError)),
    CASE(PyOS_string_to_double, c_number("1.5e+x")),
    CASE(PyOS_string_to_double, c_number("1_000")),
    CASE(PyOS_string_to_double, c_number(".e5")),
    CASE(PyOS_string_to_double, c_number("infinite")),
    CASE(PyOS_string_to_double, c_number("x")),
    CASE(PyOS_string_to_double, c_number("1e999 rest", PyExc_OverflowError)),

    // ---- complex
    CASE(PyComplex_FromCComplex, PyComplex_FromCComplex({1.5, -2.0})),
    CASE(PyComplex_FromDoubles, PyComplex_FromDoubles(-0.0, Py_NAN)),
    CASE(PyComplex_AsCComplex, complex_text(PyComplex_AsCComplex(Value("1-2j")))),
    CASE(PyComplex_AsCComplex, complex_text(PyComplex_AsCComplex(Value("3")))),
    CASE(PyComplex_AsCComplex, complex_text(PyComplex_AsCComplex(Value(COMPLEX)))),
    CASE(PyComplex_AsCComplex, complex_text(PyComplex_AsCComplex(Value(WRONG_COMPLEX)))),
    CASE(PyComplex_AsCComplex, complex_text(PyComplex_AsCComplex(Value(FAILING_COMPLEX)))),
    CASE(PyComplex_AsCComplex, complex_text(PyComplex_AsCComplex(Value(INDEX)))),
    CASE(PyComplex_AsCComplex, complex_text(PyComplex_AsCComplex(on.number))),
    CASE(PyComplex_AsCComplex, complex_text(PyComplex_AsCComplex(on.text))),
    CASE(PyComplex_RealAsDouble, PyComplex_RealAsDouble(Value("1.5+2j"))),
    CASE(PyComplex_RealAsDouble, PyComplex_RealAsDouble(on.number)),
    CASE(PyComplex_RealAsDouble, PyComplex_RealAsDouble(Value(COMPLEX))),
    CASE(PyComplex_RealAsDouble, PyComplex_RealAsDouble(on.list)),
    CASE(PyComplex_ImagAsDouble, PyComplex_ImagAsDouble(Value("1.5+2j"))),
    CASE(PyComplex_ImagAsDouble, PyComplex_ImagAsDouble(on.number)),
    CASE(PyComplex_ImagAsDouble, PyComplex_ImagAsDouble(Value(COMPLEX))),
    CASE(PyComplex_ImagAsDouble, PyComplex_ImagAsDouble(on.list)),
    CASE(_Py_c_sum, complex_text(_Py_c_sum({1, 2}, {3, -4}))),
    CASE(_Py_c_diff, complex_text(_Py_c_diff({1, 2}, {3, -4}))),
    CASE(_Py_c_neg, complex_text(_Py_c_neg({1, -2}))),
    CASE(_Py_c_prod, complex_text(_Py_c_prod({1, 2}, {3, -4}))),
    CASE(_Py_c_quot, with_errno(_Py_c_quot, {1, 2}, {3, -4})),
    CASE(_Py_c_quot, with_errno(_Py_c_quot, {1, 2}, {-1, 8})),
    CASE(_Py_c_quot, with_errno(_Py_c_quot, {1, 2}, {0, 0})),
    CASE(_Py_c_quot, with_errno(_Py_c_quot, {1, 2}, {Py_NAN, 0})),
    CASE(_Py_c_pow, with_errno(_Py_c_pow, {1, 2}, {2, 0})),
    CASE(_Py_c_pow, with_errno(_Py_c_pow, {0, 0}, {0, 0})),
    CASE(_Py_c_pow, with_errno(_Py_c_pow, {0, 0}, {-1, 0})),
    CASE(_Py_c_pow, with_errno(_Py_c_pow, {0, 0}, {1, 1})),
    CASE(_Py_c_pow, with_errno(_Py_c_pow, {2, 0}, {0.5, 1})),
    CASE(_Py_c_abs, absolute({3, -4})),
    CASE(_Py_c_abs, absolute({Py_NAN, -Py_HUGE_VAL})),
    CASE(_Py_c_abs, absolute({Py_NAN, 1})),
    CASE(_Py_c_abs, absolute({1.7e308, 1.7e308})),

    // ---- hash
    CASE(_Py_HashDouble, _Py_HashDouble(nullptr, 7.0)),
    CASE(_Py_HashDouble, _Py_HashDouble(nullptr, -1.0)),
    CASE(_Py_HashDouble, _Py_HashDouble(nullptr, 0.1)),
    CASE(_Py_HashDouble, _Py_HashDouble(nullptr, -1e300)),
    CASE(_Py_HashDouble, _Py_HashDouble(nullptr, -Py_HUGE_VAL)),
    CASE(_Py_HashDouble, _Py_HashDouble(on.list, Py_NAN) == _Py_HashPointer(on.list)),
    CASE(_Py_HashPointer, _Py_HashPointer(reinterpret_cast<void *>(0x1230))),
    CASE(_Py_HashPointer, _Py_HashPointer(reinterpret_cast<void *>(0x1238))),
    CASE(_Py_HashPointer, _Py_HashPointer(reinterpret_cast<void *>(UINTPTR_MAX))),
};

} // namespace

Area float_cases() {
    return CASES;
}
