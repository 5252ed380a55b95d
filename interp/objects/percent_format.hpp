// SPDX-License-Identifier: MIT
//
// The `%` operator, for str and bytes alike: reading conversion specifiers, taking arguments, numbers,
// layout.
//
// Library reference, "printf-style String Formatting". What differs between str and bytes is the type of keys
// and the codes that take objects; str_percent and bytes_percent hold those.
#pragma once

#include "objects/error.hpp"
#include "objects/str.hpp"

#include <string>

namespace adder::objects {

// One specifier: %(key)[flags][width][.precision][length]code
struct PercentCode {
    bool is_left = false;       // -
    bool has_sign = false;      // +
    bool has_space = false;     // ' '
    bool is_alternate = false;  // #
    bool has_zero = false;      // 0
    bool no_minus_zero = false; // z, of bytes only
    bool is_percent = false;    // "%%"
    Py_ssize_t width = -1;
    int precision = -1;
    Py_UCS4 code = 0;
};

// Reads a format (bytes as characters of width one) and hands out its arguments.
class PercentReader {
  public:
    PercentReader(const TextView &format, PyObject *arguments, bool is_bytes);

    // Moves behind the next '%' and gives the literal text before it; false at the end of the format.
    bool next_literal(TextView &literal);
    [[nodiscard]] bool is_at_end() const { return position_ == format_.length; }
    // Reads the specifier at the position. 0 or -1.
    [[nodiscard]] int read_code(PercentCode &code);
    // Borrowed; NULL with TypeError "not enough arguments for format string".
    [[nodiscard]] PyObject *next_argument();
    // TypeError when arguments are left over.
    [[nodiscard]] int finish();
    // ValueError "unsupported format character …" for the code just read.
    Failure raise_unsupported(const PercentCode &code);

  private:
    [[nodiscard]] int read_key();
    void read_flags(PercentCode &code);
    [[nodiscard]] int read_width(PercentCode &code);
    [[nodiscard]] int read_precision(PercentCode &code);
    [[nodiscard]] int read_digits(Py_ssize_t &result, Py_ssize_t most, const char *message);
    [[nodiscard]] bool is_at(Py_UCS4 ch) const {
        return position_ < format_.length && format_[position_] == ch;
    }

    TextView format_;
    Py_ssize_t position_ = 0;
    PyObject *arguments_;
    PyObject *mapping_ = nullptr; // the arguments when keys may be used
    Ref keyed_;                   // the value of the last key
    Py_ssize_t index_;            // next item of a tuple
    Py_ssize_t count_;            // items; -1 for a single argument
    bool is_bytes_;
};

// Text of a number for the codes d i u o x X e E f F g G, sign and prefix included. -1 with TypeError and
// others.
[[nodiscard]] int percent_number(PyObject *value, const PercentCode &code, std::string &text);
inline bool is_integer_code(Py_UCS4 code) {
    return code == 'd' || code == 'i' || code == 'u' || code == 'o' || code == 'x' || code == 'X';
}
inline bool is_float_code(Py_UCS4 code) {
    return code == 'e' || code == 'E' || code == 'f' || code == 'F' || code == 'g' || code == 'G';
}

// Puts sign, prefix, fill and digits of a number together: what lies around the digits.
struct NumberLayout {
    Py_ssize_t spaces_before = 0;
    std::string prefix; // sign and 0x
    Py_ssize_t zeros = 0;
    std::string_view digits;
    Py_ssize_t spaces_behind = 0;
};
[[nodiscard]] NumberLayout lay_out_number(const std::string &text, const PercentCode &code);

} // namespace adder::objects
