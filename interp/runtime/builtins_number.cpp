// SPDX-License-Identifier: MIT
//
// Built-in functions about numbers and characters.
#include "runtime/builtins.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/float.hpp"
#include "objects/int.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"
#include "objects/str.hpp"

namespace adder::runtime {
namespace {

PyObject *builtin_abs(PyObject *, PyObject *number) {
    return PyNumber_Absolute(number);
}
PyObject *builtin_bin(PyObject *, PyObject *number) {
    return PyNumber_ToBase(number, 2);
}
PyObject *builtin_hex(PyObject *, PyObject *number) {
    return PyNumber_ToBase(number, 16);
}
PyObject *builtin_oct(PyObject *, PyObject *number) {
    return PyNumber_ToBase(number, 8);
}

PyObject *builtin_chr(PyObject *, PyObject *number) {
    if (objects::is_small_int(number) && static_cast<uint64_t>(objects::as_small_int(number)) < 256) {
        return Py_NewRef(objects::latin1_str(static_cast<Py_UCS4>(objects::as_small_int(number))));
    }
    const int code = _PyLong_AsInt(number);
    if (code == -1 && objects::is_error_pending()) return nullptr;
    return PyUnicode_FromOrdinal(code);
}

PyObject *ord_of_bytes(const char *bytes, Py_ssize_t size) {
    if (size == 1) return objects::small_int(static_cast<unsigned char>(bytes[0]));
    return objects::raise_type_error("ord() expected a character, but string of length %zd found", size);
}

PyObject *builtin_ord(PyObject *, PyObject *character) {
    if (PyUnicode_Check(character)) {
        const Py_ssize_t length = objects::str_length(character);
        if (length == 1) return objects::small_int(PyUnicode_READ_CHAR(character, 0));
        return objects::raise_type_error("ord() expected a character, but string of length %zd found",
                                         length);
    }
    if (PyBytes_Check(character))
        return ord_of_bytes(PyBytes_AS_STRING(character), PyBytes_GET_SIZE(character));
    if (PyByteArray_Check(character)) {
        return ord_of_bytes(PyByteArray_AS_STRING(character), PyByteArray_GET_SIZE(character));
    }
    return objects::raise_type_error("ord() expected string of length 1, but %.200s found",
                                     Py_TYPE(character)->tp_name);
}

PyObject *builtin_divmod(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("divmod", count, 2, 2)) return nullptr;
    return PyNumber_Divmod(args[0], args[1]);
}

PyObject *builtin_pow(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec("pow", "base, exp, mod=None");
    PyObject *values[3];
    TRY(spec.bind(args, count, keyword_names, values));
    return PyNumber_Power(values[0], values[1], values[2] == nullptr ? Py_None : values[2]);
}

PyObject *builtin_round(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec("round", "number, ndigits=None");
    PyObject *values[2];
    TRY(spec.bind(args, count, keyword_names, values));
    PyObject *number = values[0];
    const bool has_digits = values[1] != nullptr && values[1] != Py_None;
    if (!has_digits && objects::is_word_float(number))
        return objects::round_to_int(objects::as_word_float(number));
    if (!has_digits && objects::is_small_int(number)) return number;
    const objects::Ref method =
        objects::Ref::steal(objects::lookup_special(number, objects::name::dunder_round));
    if (!method) {
        if (objects::is_error_pending()) return nullptr;
        return objects::raise_type_error("type %.100s doesn't define __round__ method",
                                         Py_TYPE(number)->tp_name);
    }
    return has_digits ? objects::call_one(method.get(), values[1]) : PyObject_CallNoArgs(method.get());
}

} // namespace

PyMethodDef number_functions[] = {
    {"abs", builtin_abs, METH_O, "abs($module, x, /)\n--\n\nReturn the absolute value of the argument."},
    {"bin", builtin_bin, METH_O,
     "bin($module, number, /)\n--\n\nReturn the binary representation of an integer.\n\n   >>> bin(2796202)\n"
     "   '0b1010101010101010101010'"},
    {"chr", builtin_chr, METH_O,
     "chr($module, i, /)\n--\n\nReturn a Unicode string of one character with ordinal i; 0 <= i <= "
     "0x10ffff."},
    {"divmod", _PyCFunction_CAST(builtin_divmod), METH_FASTCALL,
     "divmod($module, x, y, /)\n--\n\nReturn the tuple (x//y, x%y).  Invariant: div*y + mod == x."},
    {"hex", builtin_hex, METH_O,
     "hex($module, number, /)\n--\n\nReturn the hexadecimal representation of an integer.\n\n"
     "   >>> hex(12648430)\n"
     "   '0xc0ffee'"},
    {"oct", builtin_oct, METH_O,
     "oct($module, number, /)\n--\n\nReturn the octal representation of an integer.\n\n   >>> oct(342391)\n  "
     " '0o1234567'"},
    {"ord", builtin_ord, METH_O,
     "ord($module, c, /)\n--\n\nReturn the Unicode code point for a one-character string."},
    {"pow", _PyCFunction_CAST(builtin_pow), METH_FASTCALL | METH_KEYWORDS,
     "pow($module, /, base, exp, mod=None)\n--\n\n"
     "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.\n\n"
     "Some types, such as ints, are able to use a more efficient algorithm when\n"
     "invoked using the three argument form."},
    {"round", _PyCFunction_CAST(builtin_round), METH_FASTCALL | METH_KEYWORDS,
     "round($module, /, number, ndigits=None)\n--\n\n"
     "Round a number to a given precision in decimal digits.\n\n"
     "The return value is an integer if ndigits is omitted or None.  Otherwise\n"
     "the return value has the same type as the number.  ndigits may be negative."},
    {},
};

} // namespace adder::runtime
