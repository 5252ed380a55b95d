// SPDX-License-Identifier: MIT
//
// Reading format strings, and the iterators over them that string.Formatter is made of.
#include "objects/format_fields.hpp"

namespace adder::objects {

int parse_field_index(const TextPart &text, Py_ssize_t &index) {
    index = -1;
    Py_ssize_t value = 0;
    for (Py_ssize_t i = text.start; i < text.end; i++) {
        const int digit = Py_UNICODE_TODECIMAL(text.at(i));
        if (digit < 0) return 0;
        if (value > (PY_SSIZE_T_MAX - digit) / 10)
            return raise_value_error("Too many decimal digits in format string");
        value = value * 10 + digit;
    }
    if (!text.is_empty()) index = value;
    return 0;
}

// --- pieces of a format

int FormatReader::next(FormatPiece &piece) {
    piece = {};
    if (rest_.is_empty()) return 0;
    piece.literal = {rest_.text, rest_.start, rest_.start};
    Py_UCS4 ch = 0;
    while (rest_.start < rest_.end) {
        ch = rest_.at(rest_.start++);
        if (ch == '{' || ch == '}') break;
    }
    piece.literal.end = rest_.start;
    if (ch != '{' && ch != '}') return 1;
    const bool is_doubled = !rest_.is_empty() && rest_.at(rest_.start) == ch;
    if (ch == '}' && !is_doubled) return raise_value_error("Single '}' encountered in format string");
    if (ch == '{' && rest_.is_empty()) return raise_value_error("Single '{' encountered in format string");
    if (is_doubled) { // the first of the two stays in the literal
        rest_.start++;
        return 1;
    }
    piece.literal.end--;
    return read_field(piece);
}

// Moves behind the character that ends the name, and returns it (the last character when none does).
Py_UCS4 FormatReader::read_name() {
    Py_UCS4 ch = 0;
    while (rest_.start < rest_.end) {
        ch = rest_.at(rest_.start++);
        if (ch == '[') {
            while (rest_.start < rest_.end && rest_.at(rest_.start) != ']') rest_.start++;
        } else if (ch == '{' || ch == '}' || ch == ':' || ch == '!') {
            break;
        }
    }
    return ch;
}

int FormatReader::read_field(FormatPiece &piece) {
    piece.has_field = true;
    piece.field_name = rest_;
    const Py_UCS4 ch = read_name();
    piece.field_name.end = rest_.start - 1;
    if (ch == '{') return raise_value_error("unexpected '{' in field name");
    if (ch == '}') return 1;
    if (ch != '!' && ch != ':') return raise_value_error("expected '}' before end of string");
    bool is_complete = false;
    if (ch == '!') TRY(read_conversion(piece, is_complete));
    return is_complete ? 1 : read_spec(piece);
}

int FormatReader::read_conversion(FormatPiece &piece, bool &is_complete) {
    if (rest_.is_empty()) return raise_value_error("end of string while looking for conversion specifier");
    piece.conversion = rest_.at(rest_.start++);
    if (rest_.is_empty()) return 0;
    const Py_UCS4 ch = rest_.at(rest_.start++);
    is_complete = ch == '}';
    return is_complete || ch == ':' ? 0 : raise_value_error("expected ':' after conversion specifier");
}

int FormatReader::read_spec(FormatPiece &piece) {
    piece.spec = rest_;
    for (int depth = 1; rest_.start < rest_.end;) {
        const Py_UCS4 ch = rest_.at(rest_.start++);
        if (ch == '{') {
            piece.spec_has_fields = true;
            depth++;
        } else if (ch == '}' && --depth == 0) {
            piece.spec.end = rest_.start - 1;
            return 1;
        }
    }
    return raise_value_error("unmatched '{' in format spec");
}

// --- steps of a field name

FieldNameReader::FieldNameReader(const TextPart &name) : first_(name), rest_(name) {
    Py_ssize_t i = name.start;
    while (i < name.end && name.at(i) != '.' && name.at(i) != '[') i++;
    first_.end = i;
    rest_.start = i;
}

int FieldNameReader::read_key(FieldStep &step) {
    step.name = rest_;
    while (rest_.start < rest_.end && rest_.at(rest_.start) != ']') rest_.start++;
    if (rest_.is_empty()) return raise_value_error("Missing ']' in format string");
    step.name.end = rest_.start++;
    return parse_field_index(step.name, step.index);
}

int FieldNameReader::next(FieldStep &step) {
    step = {};
    if (rest_.is_empty()) return 0;
    const Py_UCS4 ch = rest_.at(rest_.start++);
    if (ch == '.') {
        step.is_attribute = true;
        step.name = rest_;
        while (rest_.start < rest_.end && rest_.at(rest_.start) != '.' && rest_.at(rest_.start) != '[')
            rest_.start++;
        step.name.end = rest_.start;
    } else if (ch == '[') {
        TRY(read_key(step));
    } else {
        return raise_value_error("Only '.' or '[' may follow ']' in format field specifier");
    }
    return step.name.is_empty() ? raise_value_error("Empty attribute in format string") : 1;
}

// --- iterators for string.Formatter

namespace {

// Holds a reader over a str that it owns. The readers are plain data, so no destructor is needed.
template <class Reader> struct ReaderIterator {
    PyObject_HEAD PyObject *text;
    Reader reader;
};

template <class Reader> void free_iterator(PyObject *self) {
    Py_DECREF(reinterpret_cast<ReaderIterator<Reader> *>(self)->text);
    PyObject_Free(self);
}

template <class Reader> PyObject *make_iterator(PyTypeObject *type, PyObject *text, const Reader &reader) {
    auto *iterator = PyObject_New(ReaderIterator<Reader>, type);
    if (iterator == nullptr) return nullptr;
    iterator->text = Py_NewRef(text);
    iterator->reader = reader;
    return reinterpret_cast<PyObject *>(iterator);
}

// (literal, field name, specification, conversion), the last three None where there is no field.
PyObject *next_piece(PyObject *self) {
    FormatPiece piece;
    if (reinterpret_cast<ReaderIterator<FormatReader> *>(self)->reader.next(piece) <= 0) return nullptr;
    const Ref literal = TRY_REF(piece.literal.to_str());
    if (!piece.has_field) return PyTuple_Pack(4, literal.get(), Py_None, Py_None, Py_None);
    const Ref name = TRY_REF(piece.field_name.to_str());
    const Ref spec = TRY_REF(piece.spec.to_str());
    const Ref conversion =
        TRY_REF(piece.conversion == 0 ? Py_NewRef(Py_None) : make_character(piece.conversion));
    return PyTuple_Pack(4, literal.get(), name.get(), spec.get(), conversion.get());
}

// (is attribute, name or index)
PyObject *next_step(PyObject *self) {
    FieldStep step;
    if (reinterpret_cast<ReaderIterator<FieldNameReader> *>(self)->reader.next(step) <= 0) return nullptr;
    const Ref name = TRY_REF(step.index >= 0 ? PyLong_FromSsize_t(step.index) : step.name.to_str());
    return PyTuple_Pack(2, step.is_attribute ? Py_True : Py_False, name.get());
}

PyTypeObject piece_iterator_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "formatteriterator",
    .tp_basicsize = sizeof(ReaderIterator<FormatReader>),
    .tp_dealloc = free_iterator<FormatReader>,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_piece,
};

PyTypeObject step_iterator_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "fieldnameiterator",
    .tp_basicsize = sizeof(ReaderIterator<FieldNameReader>),
    .tp_dealloc = free_iterator<FieldNameReader>,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_step,
};

} // namespace

PyObject *formatter_parser(PyObject *format) {
    if (!is_str(format)) return raise_type_error("expected str, got %s", Py_TYPE(format)->tp_name);
    TRY(PyType_Ready(&piece_iterator_type));
    return make_iterator(&piece_iterator_type, format, FormatReader({format, 0, str_length(format)}));
}

PyObject *formatter_field_name_split(PyObject *name) {
    if (!is_str(name)) return raise_type_error("expected str, got %s", Py_TYPE(name)->tp_name);
    TRY(PyType_Ready(&step_iterator_type));
    const FieldNameReader reader({name, 0, str_length(name)});
    Py_ssize_t index;
    TRY(parse_field_index(reader.first(), index));
    const Ref first = TRY_REF(index >= 0 ? PyLong_FromSsize_t(index) : reader.first().to_str());
    const Ref rest = TRY_REF(make_iterator(&step_iterator_type, name, reader));
    return PyTuple_Pack(2, first.get(), rest.get());
}

} // namespace adder::objects
