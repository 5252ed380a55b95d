// SPDX-License-Identifier: MIT
//
// str.translate and str.maketrans: character mappings given by any object with __getitem__ from ordinals.
//
// The answers for ASCII characters are remembered while one text is translated, so that ordinary text asks
// the table once a character of the alphabet.
#include "objects/dict.hpp"
#include "objects/str_methods.hpp"
#include "objects/value.hpp"

namespace adder::objects {

namespace {

[[nodiscard]] int write_mapped(TextWriter &writer, Py_UCS4 character, PyObject *mapped) {
    if (mapped == nullptr) return writer.write(character);
    if (is_str(mapped)) return writer.write(mapped);
    if (!PyLong_Check(mapped)) return raise_type_error("character mapping must return integer, None or str");
    const long ordinal = PyLong_AsLong(mapped);
    if (ordinal == -1 && is_error_pending())
        PyErr_Clear();
    else if (ordinal >= 0 && ordinal <= 0x10ffff)
        return writer.write(static_cast<Py_UCS4>(ordinal));
    return raise_value_error("character mapping must be in range(0x%x)", 0x110000);
}

// What the table says, in `mapped`; nothing when it has no such key.
[[nodiscard]] int look_up(PyObject *table, Py_UCS4 character, Ref &mapped) {
    PyObject *key = small_int(character);
    mapped = Ref::steal(PyObject_GetItem(table, key));
    if (mapped) return 0;
    if (!PyErr_ExceptionMatches(PyExc_LookupError)) return -1;
    PyErr_Clear();
    return 0;
}

class Translator {
  public:
    explicit Translator(PyObject *table) : table_(table) {}

    // What becomes of the character: `mapped` is empty when it stays, None when it has no translation.
    [[nodiscard]] int map(Py_UCS4 character, Ref &mapped) {
        if (character >= 128) return look_up(table_, character, mapped);
        if (!is_known_[character]) {
            TRY(look_up(table_, character, known_[character]));
            is_known_[character] = true;
        }
        mapped = Ref::borrow(known_[character].get());
        return 0;
    }

  private:
    PyObject *table_;
    Ref known_[128];
    bool is_known_[128] = {};
};

// Asks the error handler about text[start:end]: writes what it gives and returns where to go on, or -1.
Py_ssize_t handle_undefined(PyObject *text, Py_ssize_t start, Py_ssize_t end, const char *errors,
                            TextWriter &writer) {
    const Ref handler = TRY_REF(PyCodec_LookupError(errors));
    const Ref error = TRY_REF(PyObject_CallFunction(PyExc_UnicodeTranslateError, "Onns", text, start, end,
                                                    "character maps to <undefined>"));
    const Ref result = TRY_REF(PyObject_CallOneArg(handler.get(), error.get()));
    PyObject *replacement = nullptr;
    Py_ssize_t next = 0;
    if (!PyTuple_Check(result.get()))
        return raise_type_error("translating error handler must return (str, int) tuple");
    TRY(PyArg_ParseTuple(result.get(), "Un;translating error handler must return (str, int) tuple",
                         &replacement, &next)
            ? 0
            : -1);
    const Py_ssize_t length = str_length(text);
    if (next < 0) next += length;
    if (next < 0 || next > length)
        return raise(PyExc_IndexError, "position %zd from error handler out of bounds", next);
    TRY(writer.write(replacement));
    return next;
}

// The end of the characters from `start` that have no translation.
Py_ssize_t end_of_undefined(Translator &translator, const TextView &text, Py_ssize_t start) {
    for (Py_ssize_t i = start + 1; i < text.length; i++) {
        Ref mapped;
        TRY(translator.map(text[i], mapped));
        if (mapped.get() != Py_None) return i;
    }
    return text.length;
}

[[nodiscard]] int add_pair(PyObject *table, Py_UCS4 from, PyObject *to) {
    return PyDict_SetItem(table, small_int(from), to);
}

// One dict for maketrans whose keys are characters or ordinals.
[[nodiscard]] int add_pairs_of_dict(PyObject *table, PyObject *given) {
    Py_ssize_t position = 0;
    PyObject *key;
    PyObject *value;
    while (PyDict_Next(given, &position, &key, &value)) {
        if (is_str(key)) {
            if (str_length(key) != 1)
                return raise_value_error("string keys in translate table must be of length 1");
            TRY(add_pair(table, PyUnicode_READ_CHAR(key, 0), value));
        } else if (PyLong_Check(key)) {
            TRY(PyDict_SetItem(table, key, value));
        } else {
            return raise_type_error("keys in translate table must be strings or integers");
        }
    }
    return 0;
}

[[nodiscard]] int check_text_argument(PyObject *value, const char *position) {
    if (is_str(value)) return 0;
    _PyArg_BadArgument("maketrans", position, "str", value);
    return -1;
}

} // namespace

namespace str_methods {

ADDER_PLAIN_METHOD(translate) {
    return PyUnicode_Translate(self, argument, "ignore");
}

ADDER_FAST_METHOD(maketrans) {
    (void)self;
    TRY(_PyArg_CheckPositional("maketrans", count, 1, 3) ? 0 : -1);
    if (count > 1) TRY(check_text_argument(args[1], "argument 2"));
    if (count > 2) TRY(check_text_argument(args[2], "argument 3"));
    Ref table = TRY_REF(PyDict_New());
    if (count == 1) {
        if (!PyDict_CheckExact(args[0]))
            return raise_type_error("if you give only one argument to maketrans it must be a dict");
        TRY(add_pairs_of_dict(table.get(), args[0]));
        return table.release();
    }
    if (!is_str(args[0]))
        return raise_type_error("first maketrans argument must be a string if there is a second argument");
    if (str_length(args[0]) != str_length(args[1]))
        return raise_value_error("the first two maketrans arguments must have equal length");
    const TextView from(args[0]);
    const TextView to(args[1]);
    for (Py_ssize_t i = 0; i < from.length; i++) TRY(add_pair(table.get(), from[i], small_int(to[i])));
    if (count > 2) {
        const TextView removed(args[2]);
        for (Py_ssize_t i = 0; i < removed.length; i++) TRY(add_pair(table.get(), removed[i], Py_None));
    }
    return table.release();
}

} // namespace str_methods

extern "C" {

PyObject *PyUnicode_Translate(PyObject *text, PyObject *table, const char *errors) {
    if (!is_str(text)) return str_methods::raise_must_be_str(text);
    const TextView view(text);
    const bool ignores = errors != nullptr && strcmp(errors, "ignore") == 0;
    Translator translator(table);
    TextWriter writer(view.length);
    for (Py_ssize_t i = 0; i < view.length;) {
        Ref mapped;
        TRY(translator.map(view[i], mapped));
        if (mapped.get() != Py_None) {
            TRY(write_mapped(writer, view[i], mapped.get()));
            i++;
        } else if (ignores) {
            i++;
        } else {
            const Py_ssize_t end = TRY(end_of_undefined(translator, view, i));
            i = TRY(handle_undefined(text, i, end, errors, writer));
        }
    }
    return writer.finish();
}

// What int() and float() read: the first character that is neither digit, space nor ASCII becomes '?', and
// the rest is left out, since the number is wrong anyway.
PyObject *_PyUnicode_TransformDecimalAndSpaceToASCII(PyObject *text) {
    if (!is_str(text)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (PyUnicode_IS_ASCII(text)) return exact_str(text);
    const TextView view(text);
    TextWriter writer(view.length, false);
    for (Py_ssize_t i = 0; i < view.length; i++) {
        const int digit = Py_UNICODE_TODECIMAL(view[i]);
        const bool is_blank = Py_UNICODE_ISSPACE(view[i]) != 0;
        const bool is_known = view[i] < 127 || is_blank || digit >= 0;
        const Py_UCS4 ascii = view[i] < 127 ? view[i] : is_blank ? ' ' : static_cast<Py_UCS4>('0' + digit);
        TRY(writer.write(is_known ? ascii : '?'));
        if (!is_known) break;
    }
    return writer.finish();
}

} // extern "C"

} // namespace adder::objects
