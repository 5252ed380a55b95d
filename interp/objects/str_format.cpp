// SPDX-License-Identifier: MIT
//
// str.format, str.format_map and format() of strs and of the values of f-strings.
//
// Library reference, "Format String Syntax". A format is literal text and fields
// {name!conversion:specification}; a specification may hold fields itself, one level deep.
#include "objects/float.hpp"
#include "objects/format_fields.hpp"
#include "objects/int.hpp"
#include "objects/number_format.hpp"
#include "objects/str_methods.hpp"

namespace adder::objects {

namespace {

enum class Numbering : uint8_t { Unknown, Automatic, Manual };

// One call of format(): the arguments, and how its fields are numbered.
struct FormatCall {
    PyObject *args;     // tuple, or NULL for format_map
    PyObject *keywords; // mapping or NULL
    Numbering numbering = Numbering::Unknown;
    Py_ssize_t next_index = 0;
};

[[nodiscard]] int check_numbering(FormatCall &call, bool is_empty) {
    const Numbering wanted = is_empty ? Numbering::Automatic : Numbering::Manual;
    if (call.numbering == Numbering::Unknown) call.numbering = wanted;
    if (call.numbering == wanted) return 0;
    return is_empty ? raise_value_error(
                          "cannot switch from manual field specification to automatic field numbering")
                    : raise_value_error(
                          "cannot switch from automatic field numbering to manual field specification");
}

PyObject *positional_argument(FormatCall &call, Py_ssize_t index) {
    if (call.args == nullptr) return raise_value_error("Format string contains positional fields");
    if (index < PyTuple_GET_SIZE(call.args)) return Py_NewRef(PyTuple_GET_ITEM(call.args, index));
    return raise(PyExc_IndexError, "Replacement index %zd out of range for positional args tuple", index);
}

PyObject *keyword_argument(FormatCall &call, const TextPart &name) {
    const Ref key = TRY_REF(name.to_str());
    if (call.keywords != nullptr) return PyObject_GetItem(call.keywords, key.get());
    PyErr_SetObject(PyExc_KeyError, key.get());
    return nullptr;
}

PyObject *first_value(FormatCall &call, const TextPart &name) {
    Py_ssize_t index;
    TRY(parse_field_index(name, index));
    const bool is_empty = name.is_empty();
    if (!is_empty && index < 0) return keyword_argument(call, name);
    TRY(check_numbering(call, is_empty));
    return positional_argument(call, is_empty ? call.next_index++ : index);
}

PyObject *step_into(PyObject *object, const FieldStep &step) {
    if (step.is_attribute || step.index < 0) {
        const Ref name = TRY_REF(step.name.to_str());
        return step.is_attribute ? PyObject_GetAttr(object, name.get())
                                 : PyObject_GetItem(object, name.get());
    }
    if (PySequence_Check(object)) return PySequence_GetItem(object, step.index);
    const Ref index = TRY_REF(PyLong_FromSsize_t(step.index));
    return PyObject_GetItem(object, index.get());
}

// The value that a field name like "0.name[key]" stands for; new reference.
PyObject *field_value(FormatCall &call, const TextPart &field_name) {
    FieldNameReader reader(field_name);
    Ref value = TRY_REF(first_value(call, reader.first()));
    FieldStep step;
    int status;
    while ((status = reader.next(step)) > 0) value = TRY_REF(step_into(value.get(), step));
    return status < 0 ? nullptr : value.release();
}

PyObject *convert(PyObject *value, Py_UCS4 conversion) {
    switch (conversion) {
    case 'r': return PyObject_Repr(value);
    case 's': return PyObject_Str(value);
    case 'a': return PyObject_ASCII(value);
    default: break;
    }
    if (conversion > 32 && conversion < 127)
        return raise_value_error("Unknown conversion specifier %c", static_cast<int>(conversion));
    return raise_value_error("Unknown conversion specifier \\x%x", static_cast<unsigned>(conversion));
}

PyObject *format_str_part(PyObject *text, PyObject *spec_text, Py_ssize_t start, Py_ssize_t end);

// format(value, spec_text[start:end]) for the types that need no call of __format__; else NULL without an
// error.
using PartFormatter = PyObject *(*)(PyObject *value, PyObject *spec_text, Py_ssize_t start, Py_ssize_t end);
PartFormatter formatter_of(PyObject *value) {
    if (is_exact_str(value)) return format_str_part;
    if (is_exact_int(value)) return format_int;
    if (PyFloat_CheckExact(value)) return format_float;
    if (PyComplex_CheckExact(value)) return format_complex;
    return nullptr;
}

// str(value) of the exact built-in types, without a look at the type's slots; else NULL without an error.
PyObject *plain_text(PyObject *value) {
    if (is_exact_str(value)) return Py_NewRef(value);
    if (is_exact_int(value)) return int_to_str(value);
    return PyFloat_CheckExact(value) ? PyObject_Str(value) : nullptr;
}

[[nodiscard]] int write_value(TextWriter &writer, PyObject *value, const TextPart &spec) {
    Ref text;
    if (spec.is_empty()) text = Ref::steal(plain_text(value));
    if (!text) {
        if (is_error_pending()) return -1;
        if (PartFormatter format = formatter_of(value)) {
            text = TRY_REF(format(value, spec.is_empty() ? empty_str() : spec.text, spec.start, spec.end));
        } else {
            const Ref spec_text = TRY_REF(spec.to_str());
            text = TRY_REF(PyObject_Format(value, spec_text.get()));
        }
    }
    return writer.write(text.get());
}

[[nodiscard]] int write_fields(TextWriter &writer, const TextPart &format, FormatCall &call, int levels);

[[nodiscard]] int write_field(TextWriter &writer, const FormatPiece &piece, FormatCall &call, int levels) {
    Ref value = TRY_REF(field_value(call, piece.field_name));
    if (piece.conversion != 0) value = TRY_REF(convert(value.get(), piece.conversion));
    if (!piece.spec_has_fields) return write_value(writer, value.get(), piece.spec);
    TextWriter spec_writer;
    TRY(write_fields(spec_writer, piece.spec, call, levels - 1));
    const Ref spec = TRY_REF(spec_writer.finish());
    return write_value(writer, value.get(), TextPart{spec.get(), 0, str_length(spec.get())});
}

[[nodiscard]] int write_fields(TextWriter &writer, const TextPart &format, FormatCall &call, int levels) {
    if (levels <= 0) return raise_value_error("Max string recursion exceeded");
    FormatReader reader(format);
    FormatPiece piece;
    int status;
    while ((status = reader.next(piece)) > 0) {
        if (reader.is_at_end()) writer.last_piece();
        TRY(writer.write_part(format.text, piece.literal.start, piece.literal.end));
        if (piece.has_field) TRY(write_field(writer, piece, call, levels));
    }
    return status;
}

PyObject *format_text(PyObject *self, PyObject *args, PyObject *keywords) {
    constexpr int most_levels = 2;
    FormatCall call{args, keywords};
    TextWriter writer(str_length(self) + 100);
    TRY(write_fields(writer, {self, 0, str_length(self)}, call, most_levels));
    return writer.finish();
}

[[nodiscard]] int check_str_spec(const FormatSpec &spec) {
    if (spec.sign == ' ') return raise_value_error("Space not allowed in string format specifier");
    if (spec.sign != 0) return raise_value_error("Sign not allowed in string format specifier");
    if (spec.no_negative_zero)
        return raise_value_error("Negative zero coercion (z) not allowed in string format specifier");
    if (spec.alternate) return raise_value_error("Alternate form (#) not allowed in string format specifier");
    if (spec.align == '=') return raise_value_error("'=' alignment not allowed in string format specifier");
    return 0;
}

PyObject *format_str_part(PyObject *text, PyObject *spec_text, Py_ssize_t start, Py_ssize_t end) {
    if (start == end) return is_exact_str(text) ? Py_NewRef(text) : PyObject_Str(text);
    FormatSpec spec;
    TRY(parse_format_spec(text, spec_text, start, end, 's', '<', spec));
    if (spec.type != 's') {
        raise_unknown_format_code(spec.type, Py_TYPE(text)->tp_name);
        return nullptr;
    }
    TRY(check_str_spec(spec));
    Py_ssize_t length = str_length(text);
    if (spec.precision >= 0 && spec.precision < length) length = spec.precision;
    if (spec.width <= length)
        return length == str_length(text) ? Py_NewRef(text) : substring(text, 0, length);
    return pad_text(text, length, spec).release();
}

} // namespace

PyObject *format_str(PyObject *text, PyObject *spec) {
    return format_str_part(text, spec, 0, str_length(spec));
}

PyObject *format_simple(PyObject *value, int conversion, PyObject *spec) {
    Ref converted;
    if (conversion != 0) {
        converted = TRY_REF(convert(value, static_cast<Py_UCS4>(conversion)));
        value = converted.get();
    }
    if (spec == nullptr || (is_exact_str(spec) && str_length(spec) == 0)) {
        PyObject *text = plain_text(value);
        if (text != nullptr || is_error_pending()) return text;
        return PyObject_Format(value, spec);
    }
    PartFormatter format = is_exact_str(spec) ? formatter_of(value) : nullptr;
    return format != nullptr ? format(value, spec, 0, str_length(spec)) : PyObject_Format(value, spec);
}

namespace str_methods {

PyObject *format_method(PyObject *self, PyObject *args, PyObject *keywords) {
    return format_text(self, args, keywords);
}

ADDER_PLAIN_METHOD(format_map) {
    return format_text(self, nullptr, argument);
}

ADDER_PLAIN_METHOD(dunder_format) {
    if (!is_str(argument)) {
        _PyArg_BadArgument("__format__", "argument", "str", argument);
        return nullptr;
    }
    return format_str(self, argument);
}

} // namespace str_methods

} // namespace adder::objects
