// SPDX-License-Identifier: MIT
//
// str % arguments. Short ASCII results of %d and %s without width and flags have a path of their own.
#include "objects/percent_format.hpp"
#include "objects/str_methods.hpp"

#include <charconv>
#include <cstring>

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

// --- short results, on the stack

constexpr size_t plain_room = 256;

// Where a plain result is put together; each function is false when it cannot take more.
class PlainText {
  public:
    [[nodiscard]] bool append(const void *text, size_t length) {
        if (length > static_cast<size_t>(text_ + plain_room - end_)) return false;
        memcpy(end_, text, length);
        end_ += length;
        return true;
    }
    [[nodiscard]] bool append_value(PyObject *value, char code) {
        if (is_small_int(value)) {
            const auto [end, error] = std::to_chars(end_, text_ + plain_room, as_small_int(value));
            end_ = end;
            return error == std::errc();
        }
        const bool is_ascii = code == 's' && is_exact_str(value) && PyUnicode_IS_ASCII(value);
        return is_ascii && append(PyUnicode_DATA(value), static_cast<size_t>(str_length(value)));
    }
    [[nodiscard]] PyObject *to_str() const { return make_ascii_str(text_, end_ - text_); }

  private:
    char text_[plain_room];
    char *end_ = text_;
};

// The result when all is plain: an ASCII format with nothing but %d, %s and %%, the right number of small
// ints and ASCII texts, and room for them; NULL without an exception otherwise. Twice as fast as the way for
// everything.
PyObject *format_plain(PyObject *format, PyObject *const *values, Py_ssize_t count) {
    PlainText text;
    const auto *position = static_cast<const char *>(PyUnicode_DATA(format));
    const char *end = position + str_length(format);
    if (memchr(position, '%', static_cast<size_t>(end - position)) == nullptr) return nullptr;
    while (position != end) {
        const auto *sign =
            static_cast<const char *>(memchr(position, '%', static_cast<size_t>(end - position)));
        const char *stop = sign == nullptr ? end : sign;
        if (!text.append(position, static_cast<size_t>(stop - position))) return nullptr;
        if (sign == nullptr) break;
        const char code = sign + 1 < end ? sign[1] : '\0';
        position = sign + 2;
        if (code == '%') {
            if (!text.append("%", 1)) return nullptr;
        } else if ((code != 'd' && code != 's') || count-- <= 0 || !text.append_value(*values++, code)) {
            return nullptr;
        }
    }
    return count == 0 ? text.to_str() : nullptr;
}

} // namespace

extern "C" {

PyObject *PyUnicode_Format(PyObject *format, PyObject *arguments) {
    if (format == nullptr || arguments == nullptr) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (!is_str(format)) return str_methods::raise_must_be_str(format);
    if (PyUnicode_IS_ASCII(format)) {
        const bool is_tuple = PyTuple_Check(arguments);
        PyObject *const *values = is_tuple ? &PyTuple_GET_ITEM(arguments, 0) : &arguments;
        PyObject *text = format_plain(format, values, is_tuple ? PyTuple_GET_SIZE(arguments) : 1);
        if (text != nullptr || is_error_pending()) return text;
    }
    PercentReader reader(TextView(format), arguments, false);
    TextWriter writer(str_length(format) + 100);
    TextView literal;
    while (reader.next_literal(literal)) {
        TRY(writer.write(literal));
        PercentCode code;
        TRY(reader.read_code(code));
        if (reader.is_at_end()) writer.last_piece();
        TRY(write_argument(writer, reader, code));
    }
    TRY(reader.finish());
    if (literal.length != 0 && literal.length == str_length(format))
        return Py_NewRef(format); // itself, even of a subclass
    TRY(writer.write(literal));
    return writer.finish();
}

} // extern "C"

} // namespace adder::objects
