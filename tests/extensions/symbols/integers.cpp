// SPDX-License-Identifier: MIT
//
// int and bool (adder/number.h).
#include "cases.hpp"

#include <cerrno>
#include <climits>

namespace {

// What a function that reports overflow beside its result gave.
template <class Function> std::string with_overflow(Function function, PyObject *number) {
    int overflow = 99;
    const long long result = function(number, &overflow);
    return std::to_string(result) + ", overflow " + std::to_string(overflow);
}

template <class Type> std::string converted(int (*convert)(PyObject *, void *), PyObject *number) {
    Type result = 99;
    const int status = convert(number, &result);
    return std::to_string(status) + ", stored " + std::to_string(result);
}

std::string parsed(const char *text, int base) {
    char *end = nullptr;
    const std::string result = told(PyLong_FromString(text, &end, base));
    return result + ", rest " + (end == nullptr ? "NULL" : end);
}

// `text` as a C number: the result, what was left, and errno.
template <class Function> std::string c_number(Function function, const char *text, int base) {
    char *end = nullptr;
    errno = 0;
    const auto result = function(text, &end, base);
    return std::to_string(result) + ", rest '" + end + "', errno " + std::to_string(errno);
}

// The bytes as hexadecimal digits after the status.
std::string as_bytes(PyObject *number, std::size_t size, int little_endian, int is_signed) {
    unsigned char bytes[16] = {};
    auto *object = reinterpret_cast<PyLongObject *>(number);
    const int status = _PyLong_AsByteArray(object, bytes, size, little_endian, is_signed);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    const std::string text =
        told(PyBytes_FromStringAndSize(reinterpret_cast<char *>(bytes), static_cast<Py_ssize_t>(size)));
    PyErr_Restore(type, value, traceback);
    return std::to_string(status) + (status == 0 ? ", " + text : "");
}

PyObject *from_bytes(const char *bytes, std::size_t size, int little_endian, int is_signed) {
    return _PyLong_FromByteArray(reinterpret_cast<const unsigned char *>(bytes), size, little_endian,
                                 is_signed);
}

std::string fraction(PyObject *number) {
    Py_ssize_t exponent = 99;
    const double result = _PyLong_Frexp(reinterpret_cast<PyLongObject *>(number), &exponent);
    return told(PyFloat_FromDouble(result)) + ", exponent " + std::to_string(exponent);
}

// A fresh int object of one digit, filled in.
PyObject *one_digit(int value) {
    PyLongObject *number = _PyLong_New(1);
    if (number != nullptr) number->ob_digit[0] = value;
    return reinterpret_cast<PyObject *>(number);
}

constexpr const char *RAISING = "type('Raising', (), {'__index__': lambda self: 1 // 0})()";
constexpr const char *WRONG = "type('Wrong', (), {'__index__': lambda self: '1'})()";
constexpr const char *SUBCLASS = "type('Sub', (int,), {})(41)";

const Case CASES[] = {
    // ---- from C numbers
    CASE(PyLong_FromLong, PyLong_FromLong(0)),
    CASE(PyLong_FromLong, PyLong_FromLong(LONG_MAX)),
    CASE(PyLong_FromLong, PyLong_FromLong(LONG_MIN)),
    CASE(PyLong_FromUnsignedLong, PyLong_FromUnsignedLong(ULONG_MAX)),
    CASE(PyLong_FromUnsignedLong, PyLong_FromUnsignedLong(7)),
    CASE(PyLong_FromSsize_t, PyLong_FromSsize_t(PY_SSIZE_T_MIN)),
    CASE(PyLong_FromSsize_t, PyLong_FromSsize_t(PY_SSIZE_T_MAX)),
    CASE(PyLong_FromSize_t, PyLong_FromSize_t(SIZE_MAX)),
    CASE(PyLong_FromSize_t, PyLong_FromSize_t(0)),
    CASE(PyLong_FromLongLong, PyLong_FromLongLong(LLONG_MIN)),
    CASE(PyLong_FromLongLong, PyLong_FromLongLong(1LL << 47)),
    CASE(PyLong_FromLongLong, PyLong_FromLongLong(-(1LL << 47) - 1)),
    CASE(PyLong_FromUnsignedLongLong, PyLong_FromUnsignedLongLong(ULLONG_MAX)),
    CASE(PyLong_FromDouble, PyLong_FromDouble(-2.9)),
    CASE(PyLong_FromDouble, PyLong_FromDouble(1e30)),
    CASE(PyLong_FromDouble, PyLong_FromDouble(-9.3e18)),
    CASE(PyLong_FromDouble, PyLong_FromDouble(Py_HUGE_VAL)),
    CASE(PyLong_FromDouble, PyLong_FromDouble(Py_NAN)),
    CASE(PyLong_FromVoidPtr, PyLong_FromVoidPtr(nullptr)),
    CASE(PyLong_FromVoidPtr, PyLong_FromVoidPtr(reinterpret_cast<void *>(UINTPTR_MAX))),

    // ---- from text
    CASE(PyLong_FromString, PyLong_FromString(" -12 ", nullptr, 10)),
    CASE(PyLong_FromString, PyLong_FromString("0xff", nullptr, 0)),
    CASE(PyLong_FromString, PyLong_FromString("1_000", nullptr, 0)),
    CASE(PyLong_FromString, PyLong_FromString("1__0", nullptr, 0)),
    CASE(PyLong_FromString, PyLong_FromString("", nullptr, 10)),
    CASE(PyLong_FromString, PyLong_FromString("12x", nullptr, 10)),
    CASE(PyLong_FromString, PyLong_FromString("h\xc3\xa4", nullptr, 10)),
    CASE(PyLong_FromString, PyLong_FromString("\xff", nullptr, 10)),
    CASE(PyLong_FromString, PyLong_FromString("12", nullptr, 1)),
    CASE(PyLong_FromString, PyLong_FromString("12", nullptr, 37)),
    CASE(PyLong_FromString, PyLong_FromString("12", nullptr, -1)),
    CASE(PyLong_FromString, parsed("12x", 10)),
    CASE(PyLong_FromString, parsed(" 12 ", 10)),
    CASE(PyLong_FromString, parsed("zz", 36)),
    CASE(PyLong_FromString, parsed("010", 0)),
    CASE(PyLong_FromString, parsed("x", 10)),
    CASE(PyLong_FromString, parsed("12345678901234567890123x", 10)),
    CASE(PyLong_FromUnicodeObject, PyLong_FromUnicodeObject(Value("' 42 '"), 10)),
    CASE(PyLong_FromUnicodeObject, PyLong_FromUnicodeObject(Value("'\\u0664\\u0662'"), 10)),
    CASE(PyLong_FromUnicodeObject, PyLong_FromUnicodeObject(on.text, 10)),
    CASE(PyLong_FromUnicodeObject, PyLong_FromUnicodeObject(Value("'1\\x002'"), 10)),
    CASE(PyLong_FromUnicodeObject, PyLong_FromUnicodeObject(Value("'ff'"), 16)),
    CASE(PyLong_FromUnicodeObject, PyLong_FromUnicodeObject(Value("'1'"), 99)),
    CASE(_PyLong_FromBytes, _PyLong_FromBytes("123", 3, 10)),
    CASE(_PyLong_FromBytes, _PyLong_FromBytes("1\0002", 3, 10)),
    CASE(_PyLong_FromBytes, _PyLong_FromBytes("\xff", 1, 10)),
    CASE(_PyLong_FromBytes, _PyLong_FromBytes("", 0, 10)),

    // ---- to C numbers
    CASE(PyLong_AsLong, PyLong_AsLong(Value("-5"))),
    CASE(PyLong_AsLong, PyLong_AsLong(Value("-1"))),
    CASE(PyLong_AsLong, PyLong_AsLong(Value("-2**63"))),
    CASE(PyLong_AsLong, PyLong_AsLong(Value("2**63"))),
    CASE(PyLong_AsLong, PyLong_AsLong(Value("True"))),
    CASE(PyLong_AsLong, PyLong_AsLong(Value("1.5"))),
    CASE(PyLong_AsLong, PyLong_AsLong(Value(SUBCLASS))),
    CASE(PyLong_AsLong, PyLong_AsLong(Value(RAISING))),
    CASE(PyLong_AsLong, PyLong_AsLong(Value(WRONG))),
    CASE(PyLong_AsLong, PyLong_AsLong(on.number)),
    CASE(PyLong_AsLong, PyLong_AsLong(on.text)),
    CASE(PyLong_AsLong, PyLong_AsLong(nullptr)),
    CASE(PyLong_AsLongAndOverflow, with_overflow(PyLong_AsLongAndOverflow, Value("2**63"))),
    CASE(PyLong_AsLongAndOverflow, with_overflow(PyLong_AsLongAndOverflow, Value("-2**63 - 1"))),
    CASE(PyLong_AsLongAndOverflow, with_overflow(PyLong_AsLongAndOverflow, Value("-1"))),
    CASE(PyLong_AsLongAndOverflow, with_overflow(PyLong_AsLongAndOverflow, on.number)),
    CASE(PyLong_AsLongAndOverflow, with_overflow(PyLong_AsLongAndOverflow, on.list)),
    CASE(PyLong_AsLongAndOverflow, with_overflow(PyLong_AsLongAndOverflow, nullptr)),
    CASE(PyLong_AsLongLong, PyLong_AsLongLong(Value("2**63 - 1"))),
    CASE(PyLong_AsLongLong, PyLong_AsLongLong(Value("2**63"))),
    CASE(PyLong_AsLongLong, PyLong_AsLongLong(on.number)),
    CASE(PyLong_AsLongLong, PyLong_AsLongLong(on.dict)),
    CASE(PyLong_AsLongLong, PyLong_AsLongLong(nullptr)),
    CASE(PyLong_AsLongLongAndOverflow, with_overflow(PyLong_AsLongLongAndOverflow, Value("10**20"))),
    CASE(PyLong_AsLongLongAndOverflow, with_overflow(PyLong_AsLongLongAndOverflow, Value("-10**20"))),
    CASE(PyLong_AsLongLongAndOverflow, with_overflow(PyLong_AsLongLongAndOverflow, on.number)),
    CASE(PyLong_AsLongLongAndOverflow, with_overflow(PyLong_AsLongLongAndOverflow, on.text)),
    CASE(PyLong_AsLongLongAndOverflow, with_overflow(PyLong_AsLongLongAndOverflow, nullptr)),
    CASE(PyLong_AsSsize_t, PyLong_AsSsize_t(Value("12"))),
    CASE(PyLong_AsSsize_t, PyLong_AsSsize_t(Value("-2**63 - 1"))),
    CASE(PyLong_AsSsize_t, PyLong_AsSsize_t(on.number)),
    CASE(PyLong_AsSsize_t, PyLong_AsSsize_t(nullptr)),
    CASE(PyLong_AsSize_t, PyLong_AsSize_t(Value("2**64 - 1"))),
    CASE(PyLong_AsSize_t, PyLong_AsSize_t(Value("2**64"))),
    CASE(PyLong_AsSize_t, PyLong_AsSize_t(Value("-1"))),
    CASE(PyLong_AsSize_t, PyLong_AsSize_t(on.number)),
    CASE(PyLong_AsSize_t, PyLong_AsSize_t(nullptr)),
    CASE(PyLong_AsUnsignedLong, PyLong_AsUnsignedLong(Value("2**64 - 1"))),
    CASE(PyLong_AsUnsignedLong, PyLong_AsUnsignedLong(Value("2**64"))),
    CASE(PyLong_AsUnsignedLong, PyLong_AsUnsignedLong(Value("-3"))),
    CASE(PyLong_AsUnsignedLong, PyLong_AsUnsignedLong(on.number)),
    CASE(PyLong_AsUnsignedLong, PyLong_AsUnsignedLong(Value("2.0"))),
    CASE(PyLong_AsUnsignedLong, PyLong_AsUnsignedLong(nullptr)),
    CASE(PyLong_AsUnsignedLongLong, PyLong_AsUnsignedLongLong(Value("2**64 - 1"))),
    CASE(PyLong_AsUnsignedLongLong, PyLong_AsUnsignedLongLong(Value("2**64"))),
    CASE(PyLong_AsUnsignedLongLong, PyLong_AsUnsignedLongLong(Value("-1"))),
    CASE(PyLong_AsUnsignedLongLong, PyLong_AsUnsignedLongLong(on.number)),
    CASE(PyLong_AsUnsignedLongLong, PyLong_AsUnsignedLongLong(nullptr)),
    CASE(PyLong_AsUnsignedLongMask, PyLong_AsUnsignedLongMask(Value("2**64 + 5"))),
    CASE(PyLong_AsUnsignedLongMask, PyLong_AsUnsignedLongMask(Value("-1"))),
    CASE(PyLong_AsUnsignedLongMask, PyLong_AsUnsignedLongMask(on.number)),
    CASE(PyLong_AsUnsignedLongMask, PyLong_AsUnsignedLongMask(Value(RAISING))),
    CASE(PyLong_AsUnsignedLongMask, PyLong_AsUnsignedLongMask(on.text)),
    CASE(PyLong_AsUnsignedLongMask, PyLong_AsUnsignedLongMask(nullptr)),
    CASE(PyLong_AsUnsignedLongLongMask, PyLong_AsUnsignedLongLongMask(Value("-2**100 - 2"))),
    CASE(PyLong_AsUnsignedLongLongMask, PyLong_AsUnsignedLongLongMask(on.number)),
    CASE(PyLong_AsUnsignedLongLongMask, PyLong_AsUnsignedLongLongMask(on.set)),
    CASE(PyLong_AsUnsignedLongLongMask, PyLong_AsUnsignedLongLongMask(nullptr)),
    CASE(PyLong_AsDouble, PyLong_AsDouble(Value("2**60 + 1"))),
    CASE(PyLong_AsDouble, PyLong_AsDouble(Value("-(10**30)"))),
    CASE(PyLong_AsDouble, PyLong_AsDouble(Value("1 << 1024"))),
    CASE(PyLong_AsDouble, PyLong_AsDouble(Value("1.0"))),
    CASE(PyLong_AsDouble, PyLong_AsDouble(on.number)),
    CASE(PyLong_AsDouble, PyLong_AsDouble(nullptr)),
    CASE(PyLong_AsVoidPtr, reinterpret_cast<std::uintptr_t>(PyLong_AsVoidPtr(Value("4096")))),
    CASE(PyLong_AsVoidPtr, reinterpret_cast<std::uintptr_t>(PyLong_AsVoidPtr(Value("-16")))),
    CASE(PyLong_AsVoidPtr, reinterpret_cast<std::uintptr_t>(PyLong_AsVoidPtr(Value("2**64 - 1")))),
    CASE(PyLong_AsVoidPtr, reinterpret_cast<std::uintptr_t>(PyLong_AsVoidPtr(Value("2**64")))),
    CASE(PyLong_AsVoidPtr, reinterpret_cast<std::uintptr_t>(PyLong_AsVoidPtr(on.list))),
    CASE(PyLong_AsVoidPtr, reinterpret_cast<std::uintptr_t>(PyLong_AsVoidPtr(on.number))),
    CASE(_PyLong_AsInt, _PyLong_AsInt(Value("-2**31"))),
    CASE(_PyLong_AsInt, _PyLong_AsInt(Value("2**31"))),
    CASE(_PyLong_AsInt, _PyLong_AsInt(Value("2**70"))),
    CASE(_PyLong_AsInt, _PyLong_AsInt(on.number)),
    CASE(_PyLong_AsInt, _PyLong_AsInt(on.list)),

    // ---- converters
    CASE(_PyLong_UnsignedShort_Converter,
         converted<unsigned short>(_PyLong_UnsignedShort_Converter, Value("65535"))),
    CASE(_PyLong_UnsignedShort_Converter,
         converted<unsigned short>(_PyLong_UnsignedShort_Converter, Value("65536"))),
    CASE(_PyLong_UnsignedShort_Converter,
         converted<unsigned short>(_PyLong_UnsignedShort_Converter, Value("-1"))),
    CASE(_PyLong_UnsignedShort_Converter,
         converted<unsigned short>(_PyLong_UnsignedShort_Converter, on.number)),
    CASE(_PyLong_UnsignedShort_Converter,
         converted<unsigned short>(_PyLong_UnsignedShort_Converter, on.text)),
    CASE(_PyLong_UnsignedInt_Converter,
         converted<unsigned>(_PyLong_UnsignedInt_Converter, Value("2**32 - 1"))),
    CASE(_PyLong_UnsignedInt_Converter, converted<unsigned>(_PyLong_UnsignedInt_Converter, Value("2**32"))),
    CASE(_PyLong_UnsignedInt_Converter, converted<unsigned>(_PyLong_UnsignedInt_Converter, Value("-2**70"))),
    CASE(_PyLong_UnsignedInt_Converter, converted<unsigned>(_PyLong_UnsignedInt_Converter, Value("1.0"))),
    CASE(_PyLong_UnsignedLong_Converter,
         converted<unsigned long>(_PyLong_UnsignedLong_Converter, Value("2**64 - 1"))),
    CASE(_PyLong_UnsignedLong_Converter,
         converted<unsigned long>(_PyLong_UnsignedLong_Converter, Value("2**64"))),
    CASE(_PyLong_UnsignedLong_Converter, converted<unsigned long>(_PyLong_UnsignedLong_Converter, on.number)),
    CASE(_PyLong_UnsignedLong_Converter,
         converted<unsigned long>(_PyLong_UnsignedLong_Converter, Value(RAISING))),
    CASE(_PyLong_UnsignedLongLong_Converter,
         converted<unsigned long long>(_PyLong_UnsignedLongLong_Converter, Value("2**64 - 1"))),
    CASE(_PyLong_UnsignedLongLong_Converter,
         converted<unsigned long long>(_PyLong_UnsignedLongLong_Converter, Value("-7"))),
    CASE(_PyLong_UnsignedLongLong_Converter,
         converted<unsigned long long>(_PyLong_UnsignedLongLong_Converter, on.dict)),
    CASE(_PyLong_Size_t_Converter, converted<std::size_t>(_PyLong_Size_t_Converter, Value("5"))),
    CASE(_PyLong_Size_t_Converter, converted<std::size_t>(_PyLong_Size_t_Converter, Value("-5"))),
    CASE(_PyLong_Size_t_Converter, converted<std::size_t>(_PyLong_Size_t_Converter, on.set)),

    // ---- inside
    CASE(PyLong_GetInfo, PyLong_GetInfo()),
    CASE(_PyLong_Sign, _PyLong_Sign(Value("-2**80"))),
    CASE(_PyLong_Sign, _PyLong_Sign(Value("0"))),
    CASE(_PyLong_Sign, _PyLong_Sign(Value("True"))),
    CASE(_PyLong_NumBits, _PyLong_NumBits(Value("0"))),
    CASE(_PyLong_NumBits, _PyLong_NumBits(Value("-255"))),
    CASE(_PyLong_NumBits, _PyLong_NumBits(Value("2**200"))),
    CASE(_PyLong_Frexp, fraction(Value("0"))),
    CASE(_PyLong_Frexp, fraction(Value("-3 * 2**1100"))),
    CASE(_PyLong_Frexp, fraction(Value("2**64 - 1"))),
    CASE(_PyLong_AsByteArray, as_bytes(Value("258"), 4, 1, 0)),
    CASE(_PyLong_AsByteArray, as_bytes(Value("258"), 4, 0, 0)),
    CASE(_PyLong_AsByteArray, as_bytes(Value("-2"), 3, 0, 1)),
    CASE(_PyLong_AsByteArray, as_bytes(Value("-2"), 3, 0, 0)),
    CASE(_PyLong_AsByteArray, as_bytes(Value("2**64"), 8, 1, 0)),
    CASE(_PyLong_AsByteArray, as_bytes(Value("128"), 1, 1, 1)),
    CASE(_PyLong_AsByteArray, as_bytes(Value("-128"), 1, 1, 1)),
    CASE(_PyLong_AsByteArray, as_bytes(Value("-129"), 1, 1, 1)),
    CASE(_PyLong_AsByteArray, as_bytes(Value("0"), 0, 1, 0)),
    CASE(_PyLong_AsByteArray, as_bytes(Value("1"), 0, 1, 0)),
    CASE(_PyLong_FromByteArray, from_bytes("\x01\x02", 2, 1, 0)),
    CASE(_PyLong_FromByteArray, from_bytes("\x01\x02", 2, 0, 0)),
    CASE(_PyLong_FromByteArray, from_bytes("\xff\xfe", 2, 0, 1)),
    CASE(_PyLong_FromByteArray, from_bytes("\xff\xff\xff\xff\xff\xff\xff\xff\xff", 9, 0, 0)),
    CASE(_PyLong_FromByteArray, from_bytes("", 0, 0, 0)),
    CASE(_PyLong_Format, _PyLong_Format(Value("-255"), 16)),
    CASE(_PyLong_Format, _PyLong_Format(Value("5"), 2)),
    CASE(_PyLong_Format, _PyLong_Format(Value("8"), 8)),
    CASE(_PyLong_Format, _PyLong_Format(Value("10**25"), 10)),
    CASE(_PyLong_Format, _PyLong_Format(on.list, 10)),
    CASE(_PyLong_GCD, _PyLong_GCD(Value("-12"), Value("18"))),
    CASE(_PyLong_GCD, _PyLong_GCD(Value("2**90"), Value("6**50"))),
    CASE(_PyLong_GCD, _PyLong_GCD(Value("0"), Value("0"))),
    CASE(_PyLong_Lshift, _PyLong_Lshift(Value("-3"), 70)),
    CASE(_PyLong_Lshift, _PyLong_Lshift(Value("0"), 5)),
    CASE(_PyLong_Rshift, _PyLong_Rshift(Value("-3"), 70)),
    CASE(_PyLong_Rshift, _PyLong_Rshift(Value("2**70"), 69)),
    CASE(_PyLong_DivmodNear, _PyLong_DivmodNear(Value("7"), Value("2"))),
    CASE(_PyLong_DivmodNear, _PyLong_DivmodNear(Value("-5"), Value("2"))),
    CASE(_PyLong_DivmodNear, _PyLong_DivmodNear(Value("10**30 + 1"), Value("-10**15"))),
    CASE(_PyLong_DivmodNear, _PyLong_DivmodNear(Value("1"), Value("0"))),
    CASE(_PyLong_DivmodNear, _PyLong_DivmodNear(on.text, Value("1"))),
    CASE(_PyLong_Copy, _PyLong_Copy(reinterpret_cast<PyLongObject *>(Value("2**90").get()))),
    CASE(_PyLong_Copy, _PyLong_Copy(reinterpret_cast<PyLongObject *>(Value(SUBCLASS).get()))),
    CASE(_PyLong_New, one_digit(1000)),
    CASE(_PyLong_New, PyNumber_Add(Value("1"), Value(one_digit(5)))),
    CASE(_PyLong_New, reinterpret_cast<PyObject *>(_PyLong_New(PY_SSIZE_T_MAX))),

    // ---- C text
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "0x1f rest", 0)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "  077", 8)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "0b101", 0)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "0o17", 0)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "017", 0)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "0x", 0)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "0xg", 16)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "18446744073709551615", 10)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "18446744073709551616 ", 10)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "-5", 10)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "12", 1)),
    CASE(PyOS_strtoul, c_number(PyOS_strtoul, "zZ!", 36)),
    CASE(PyOS_strtol, c_number(PyOS_strtol, " -42x", 10)),
    CASE(PyOS_strtol, c_number(PyOS_strtol, "+7", 10)),
    CASE(PyOS_strtol, c_number(PyOS_strtol, "- 7", 10)),
    CASE(PyOS_strtol, c_number(PyOS_strtol, "-9223372036854775808", 10)),
    CASE(PyOS_strtol, c_number(PyOS_strtol, "9223372036854775808", 10)),
    CASE(PyOS_strtol, c_number(PyOS_strtol, "-9223372036854775809", 10)),

    // ---- bool
    CASE(PyBool_FromLong, PyBool_FromLong(0)),
    CASE(PyBool_FromLong, PyBool_FromLong(-7)),
};

} // namespace

Area integer_cases() {
    return CASES;
}
