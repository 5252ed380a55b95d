// SPDX-License-Identifier: MIT
//
// Specifiers, arguments and numbers of the `%` operator.
#include "objects/percent_format.hpp"

#include "objects/number_format.hpp"

#include <climits>

namespace adder::objects {

PercentReader::PercentReader(const TextView &format, PyObject *arguments, bool is_bytes)
    : format_(format), arguments_(arguments), is_bytes_(is_bytes) {
    const bool is_tuple = PyTuple_Check(arguments);
    index_ = is_tuple ? 0 : -2;
    count_ = is_tuple ? PyTuple_GET_SIZE(arguments) : -1;
    const bool is_text =
        is_str(arguments) || (is_bytes && (PyBytes_Check(arguments) || PyByteArray_Check(arguments)));
    if (PyMapping_Check(arguments) && !is_tuple && !is_text) mapping_ = arguments;
}

bool PercentReader::next_literal(TextView &literal) {
    const Py_ssize_t start = position_;
    while (position_ < format_.length && format_[position_] != '%') position_++;
    literal = format_.slice(start, position_);
    if (position_ == format_.length) return false;
    position_++;
    return true;
}

PyObject *PercentReader::next_argument() {
    if (index_ < count_) {
        const Py_ssize_t index = index_++;
        return count_ < 0 ? arguments_ : PyTuple_GET_ITEM(arguments_, index);
    }
    return raise_type_error("not enough arguments for format string");
}

int PercentReader::finish() {
    if (index_ >= count_ || mapping_ != nullptr) return 0;
    return raise_type_error("not all arguments converted during %s formatting",
                            is_bytes_ ? "bytes" : "string");
}

Failure PercentReader::raise_unsupported(const PercentCode &code) {
    const Py_UCS4 ch = code.code;
    return raise_value_error("unsupported format character '%c' (0x%x) at index %zd",
                             ch > 30 && ch < 127 ? static_cast<int>(ch) : '?', static_cast<unsigned>(ch),
                             position_ - 1);
}

// "(key)" with nested parentheses; the value becomes the one argument.
int PercentReader::read_key() {
    if (mapping_ == nullptr) return raise_type_error("format requires a mapping");
    const Py_ssize_t start = ++position_;
    int depth = 1;
    while (depth > 0 && position_ < format_.length) {
        const Py_UCS4 ch = format_[position_++];
        depth += ch == '(' ? 1 : ch == ')' ? -1 : 0;
    }
    if (depth > 0) return raise_value_error("incomplete format key");
    const TextView name = format_.slice(start, position_ - 1);
    const Ref key =
        TRY_REF(is_bytes_ ? PyBytes_FromStringAndSize(static_cast<const char *>(name.data), name.length)
                          : make_str(name));
    keyed_ = TRY_REF(PyObject_GetItem(mapping_, key.get()));
    arguments_ = keyed_.get();
    index_ = -2;
    count_ = -1;
    return 0;
}

void PercentReader::read_flags(PercentCode &code) {
    for (; position_ < format_.length; position_++) {
        switch (format_[position_]) {
        case '-': code.is_left = true; break;
        case '+': code.has_sign = true; break;
        case ' ': code.has_space = true; break;
        case '#': code.is_alternate = true; break;
        case '0': code.has_zero = true; break;
        case 'z':
            if (!is_bytes_) return;
            code.no_minus_zero = true;
            break;
        default: return;
        }
    }
}

int PercentReader::read_digits(Py_ssize_t &result, Py_ssize_t most, const char *message) {
    result = 0;
    for (; position_ < format_.length && format_[position_] >= '0' && format_[position_] <= '9';
         position_++) {
        const Py_ssize_t digit = format_[position_] - '0';
        if (result > (most - digit) / 10) return raise_value_error("%s", message);
        result = result * 10 + digit;
    }
    return 0;
}

int PercentReader::read_width(PercentCode &code) {
    if (!is_at('*')) {
        if (position_ < format_.length && format_[position_] >= '0' && format_[position_] <= '9')
            TRY(read_digits(code.width, PY_SSIZE_T_MAX, "width too big"));
        return 0;
    }
    position_++;
    PyObject *value = TRY(next_argument());
    if (!PyLong_Check(value)) return raise_type_error("* wants int");
    code.width = PyLong_AsSsize_t(value);
    if (code.width == -1 && is_error_pending()) return -1;
    if (code.width < 0) {
        code.is_left = true;
        code.width = -code.width;
    }
    return 0;
}

int PercentReader::read_precision(PercentCode &code) {
    if (!is_at('.')) return 0;
    position_++;
    if (is_at('*')) {
        position_++;
        PyObject *value = TRY(next_argument());
        if (!PyLong_Check(value)) return raise_type_error("* wants int");
        code.precision = _PyLong_AsInt(value);
        if (code.precision == -1 && is_error_pending()) return -1;
        code.precision = Py_MAX(code.precision, 0);
        return 0;
    }
    Py_ssize_t precision;
    TRY(read_digits(precision, INT_MAX, is_bytes_ ? "prec too big" : "precision too big"));
    code.precision = static_cast<int>(precision);
    return 0;
}

int PercentReader::read_code(PercentCode &code) {
    code = {};
    if (is_at('%')) {
        position_++;
        code.is_percent = true;
        return 0;
    }
    if (is_at('(')) TRY(read_key());
    read_flags(code);
    TRY(read_width(code));
    TRY(read_precision(code));
    if (is_at('h') || is_at('l') || is_at('L')) position_++;
    if (position_ >= format_.length) return raise_value_error("incomplete format");
    code.code = format_[position_++];
    if (is_bytes_ && code.code == 'i') code.code = 'd'; // CPython names it so in errors
    return 0;
}

namespace {

Failure raise_number_required(PyObject *value, Py_UCS4 code) {
    const bool wants_integer = code == 'o' || code == 'x' || code == 'X';
    return raise_type_error(wants_integer ? "%%%c format: an integer is required, not %.200s"
                                          : "%%%c format: a real number is required, not %.200s",
                            static_cast<int>(code), Py_TYPE(value)->tp_name);
}

// The int for an integer code; empty with TypeError.
Ref integer_for(PyObject *value, Py_UCS4 code) {
    if (PyLong_Check(value)) return Ref::borrow(value);
    if (!PyNumber_Check(value)) return raise_number_required(value, code);
    const bool wants_integer = code == 'o' || code == 'x' || code == 'X';
    Ref number = Ref::steal(wants_integer ? PyNumber_Index(value) : PyNumber_Long(value));
    if (number || !PyErr_ExceptionMatches(PyExc_TypeError)) return number;
    PyErr_Clear();
    return raise_number_required(value, code);
}

} // namespace

int percent_number(PyObject *value, const PercentCode &code, std::string &text) {
    const char letter = static_cast<char>(code.code);
    if (is_float_code(code.code)) {
        const double number = PyFloat_AsDouble(value);
        if (number == -1.0 && is_error_pending()) return -1;
        text = percent_float_text(number, letter, code.is_alternate, code.precision);
        return 0;
    }
    const Ref number = TRY(integer_for(value, code.code));
    return percent_int_text(number.get(), letter, code.is_alternate, code.precision, text);
}

NumberLayout lay_out_number(const std::string &text, const PercentCode &code) {
    NumberLayout layout;
    layout.digits = text;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        layout.prefix = text[0];
        layout.digits.remove_prefix(1);
    } else if (code.has_sign) {
        layout.prefix = "+";
    } else if (code.has_space) {
        layout.prefix = " ";
    }
    if (code.is_alternate && (code.code == 'x' || code.code == 'X' || code.code == 'o')) {
        layout.prefix += layout.digits.substr(0, 2);
        layout.digits.remove_prefix(2);
    }
    const Py_ssize_t missing =
        code.width - static_cast<Py_ssize_t>(layout.prefix.size() + layout.digits.size());
    if (missing <= 0) return layout;
    if (code.is_left)
        layout.spaces_behind = missing;
    else if (code.has_zero)
        layout.zeros = missing;
    else
        layout.spaces_before = missing;
    return layout;
}

} // namespace adder::objects
