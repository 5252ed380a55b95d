// SPDX-License-Identifier: MIT
//
// str % arguments.
#include "objects/percent_format.hpp"
#include "objects/str_methods.hpp"

namespace adder::objects {

namespace {

[[nodiscard]] int write_number(TextWriter &writer, PyObject *value, const PercentCode &code) {
    std::string text;
    TRY(percent_number(value, code, text));
    const NumberLayout layout = lay_out_number(text, code);
    TRY(writer.fill(' ', layout.spaces_before));
    TRY(writer.write_ascii(layout.prefix.data(), static_cast<Py_ssize_t>(layout.prefix.size())));
    TRY(writer.fill('0', layout.zeros));
    TRY(writer.write_ascii(layout.digits.data(), static_cast<Py_ssize_t>(layout.digits.size())));
    return writer.fill(' ', layout.spaces_behind);
}

// A text cut to the precision and padded to the width.
[[nodiscard]] int write_text(TextWriter &writer, PyObject *text, const PercentCode &code, int precision) {
    const Py_ssize_t length = precision < 0 ? str_length(text) : Py_MIN(str_length(text), precision);
    const Py_ssize_t missing = code.width - length;
    if (!code.is_left) TRY(writer.fill(' ', missing));
    TRY(writer.write_part(text, 0, length));
    return code.is_left ? writer.fill(' ', missing) : 0;
}

// The character for %c; new reference.
PyObject *character_argument(PyObject *value) {
    if (is_str(value))
        return str_length(value) == 1 ? Py_NewRef(value) : raise_type_error("%%c requires int or char");
    int overflow;
    const long ordinal = PyLong_AsLongAndOverflow(value, &overflow);
    if (ordinal == -1 && is_error_pending()) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError)) return nullptr;
        return raise_type_error("%%c requires int or char");
    }
    if (ordinal < 0 || ordinal > 0x10ffff)
        return raise(PyExc_OverflowError, "%%c arg not in range(0x110000)");
    return make_character(static_cast<Py_UCS4>(ordinal));
}

[[nodiscard]] int write_argument(TextWriter &writer, PercentReader &reader, const PercentCode &code) {
    if (code.is_percent) return writer.write('%');
    PyObject *value = TRY(reader.next_argument());
    if (is_integer_code(code.code) || is_float_code(code.code)) return write_number(writer, value, code);
    Ref text;
    switch (code.code) {
    case 's': text = Ref::steal(is_exact_str(value) ? Py_NewRef(value) : PyObject_Str(value)); break;
    case 'r': text = Ref::steal(PyObject_Repr(value)); break;
    case 'a': text = Ref::steal(PyObject_ASCII(value)); break;
    case 'c': text = Ref::steal(character_argument(value)); break;
    default: return reader.raise_unsupported(code);
    }
    if (!text) return -1;
    return write_text(writer, text.get(), code, code.code == 'c' ? -1 : code.precision);
}

} // namespace

extern "C" {

PyObject *PyUnicode_Format(PyObject *format, PyObject *arguments) {
    if (format == nullptr || arguments == nullptr) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (!is_str(format)) return str_methods::raise_must_be_str(format);
    PercentReader reader(TextView(format), arguments, false);
    TextWriter writer(str_length(format) + 100);
    TextView literal;
    while (reader.next_literal(literal)) {
        TRY(writer.write(literal));
        PercentCode code;
        TRY(reader.read_code(code));
        TRY(write_argument(writer, reader, code));
    }
    TRY(writer.write(literal));
    TRY(reader.finish());
    return writer.finish();
}

} // extern "C"

} // namespace adder::objects
