// SPDX-License-Identifier: MIT
//
// Reading formats; the items of each kind. Library reference, struct, "Format Characters".
#include "struct_format.hpp"

#include "owned.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace adder::stdlib {
namespace {

struct Letter {
    char letter;
    FieldKind kind;
    int native_size; // also the alignment
    int size;        // in the other byte orders, 0 when not allowed there
};

constexpr Letter letters[] = {
    {'x', FieldKind::Pad, 1, 1},
    {'c', FieldKind::Character, 1, 1},
    {'s', FieldKind::Bytes, 1, 1},
    {'p', FieldKind::Pascal, 1, 1},
    {'?', FieldKind::Bool, sizeof(bool), 1},
    {'b', FieldKind::Signed, 1, 1},
    {'B', FieldKind::Unsigned, 1, 1},
    {'h', FieldKind::Signed, sizeof(short), 2},
    {'H', FieldKind::Unsigned, sizeof(short), 2},
    {'i', FieldKind::Signed, sizeof(int), 4},
    {'I', FieldKind::Unsigned, sizeof(int), 4},
    {'l', FieldKind::Signed, sizeof(long), 4},
    {'L', FieldKind::Unsigned, sizeof(long), 4},
    {'q', FieldKind::Signed, sizeof(long long), 8},
    {'Q', FieldKind::Unsigned, sizeof(long long), 8},
    {'n', FieldKind::Signed, sizeof(Py_ssize_t), 0},
    {'N', FieldKind::Unsigned, sizeof(size_t), 0},
    {'P', FieldKind::Pointer, sizeof(void *), 0},
    {'e', FieldKind::Float, 2, 2},
    {'f', FieldKind::Float, sizeof(float), 4},
    {'d', FieldKind::Float, sizeof(double), 8},
};

int fail(const char *text) {
    PyErr_SetString(struct_error(), text);
    return -1;
}

const Letter *find_letter(char ch, bool is_native) {
    const auto *found = std::find_if(std::begin(letters), std::end(letters),
                                     [&](const Letter &row) { return row.letter == ch; });
    return found == std::end(letters) || (!is_native && found->size == 0) ? nullptr : found;
}

// Adds a field behind the others. False when the sizes overflow.
bool add_field(const Letter &letter, Py_ssize_t count, bool is_native, StructFormat &format) {
    const Py_ssize_t size = is_native ? letter.native_size : letter.size;
    const Py_ssize_t gap = is_native ? (size - format.size % size) % size : 0;
    Py_ssize_t offset;
    Py_ssize_t total;
    if (__builtin_add_overflow(format.size, gap, &offset) || __builtin_mul_overflow(size, count, &total) ||
        __builtin_add_overflow(offset, total, &format.size))
        return false;
    const bool is_one_item = letter.kind == FieldKind::Bytes || letter.kind == FieldKind::Pascal;
    const StructField field = {letter.kind, letter.letter, is_one_item ? count : size,
                               is_one_item ? 1 : count, offset};
    if (letter.kind == FieldKind::Pad) return true;
    format.fields.push_back(field);
    return !__builtin_add_overflow(format.item_count, field.count, &format.item_count);
}

// The byte order that the first character says, if it does; whether sizes are the machine's.
bool read_byte_order(const char *&text, const char *end, StructFormat &format) {
    const char ch = text == end ? '\0' : *text;
    if (strchr("<>!=@", ch) == nullptr || ch == '\0') return true;
    text++;
    if (ch == '<') format.is_little = true;
    if (ch == '>' || ch == '!') format.is_little = false;
    return ch == '@';
}

// --- packing

// A field's int as an object of type int; empty with an exception.
Owned to_integer(PyObject *value) {
    if (PyLong_Check(value)) return Owned::borrow(value);
    if (PyIndex_Check(value)) return Owned(PyNumber_Index(value));
    fail("required argument is not an integer");
    return {};
}

// CPython packs into the other byte order by code of its own, with other texts for some errors.
bool is_swapped(const StructFormat &format) {
    return format.is_little != PY_LITTLE_ENDIAN;
}

int raise_range(const StructFormat &format, const StructField &field, long long least,
                unsigned long long most) {
    switch (is_swapped(format) && field.size > 1 ? '\0' : field.letter) {
    case 'b': return fail("byte format requires -128 <= number <= 127");
    case 'B': return fail("ubyte format requires 0 <= number <= 255");
    case 'h': return fail("short format requires -32768 <= number <= 32767");
    case 'H': return fail("ushort format requires 0 <= number <= 65535");
    default:
        if (field.kind == FieldKind::Unsigned)
            PyErr_Format(struct_error(), "'%c' format requires 0 <= number <= %llu", field.letter, most);
        else
            PyErr_Format(struct_error(), "'%c' format requires %lld <= number <= %llu", field.letter, least,
                         most);
        return -1;
    }
}

int raise_conversion(bool is_too_large) {
    if (!PyErr_ExceptionMatches(PyExc_OverflowError)) return -1;
    PyErr_Clear();
    return fail(is_too_large ? "int too large to convert" : "argument out of range");
}

// The bits of an int that fits the field; the narrow unsigned codes complain as signed ones do.
int to_bits(const StructFormat &format, const StructField &field, PyObject *number, uint64_t &bits) {
    const int width = static_cast<int>(8 * field.size);
    const bool is_signed = field.kind == FieldKind::Signed;
    const uint64_t most = ~uint64_t{0} >> (is_signed ? 65 - width : 64 - width);
    const bool is_too_large = is_swapped(format) && field.size == 8;
    if (!is_signed && field.size > (is_swapped(format) ? 1 : 2)) {
        bits = PyLong_AsUnsignedLongLong(number);
        if (bits == ~uint64_t{0} && PyErr_Occurred() != nullptr) return raise_conversion(is_too_large);
        return bits <= most ? 0 : raise_range(format, field, 0, most);
    }
    const long long value = PyLong_AsLongLong(number);
    if (value == -1 && PyErr_Occurred() != nullptr) return raise_conversion(is_too_large);
    const long long least = is_signed ? -static_cast<long long>(most) - 1 : 0;
    if (value < least || value > static_cast<long long>(most)) return raise_range(format, field, least, most);
    bits = static_cast<uint64_t>(value);
    return 0;
}

int to_pointer_bits(PyObject *number, uint64_t &bits) {
    bits = reinterpret_cast<uint64_t>(PyLong_AsVoidPtr(number));
    if (bits != 0 || PyErr_Occurred() == nullptr) return 0;
    return raise_conversion(true);
}

void write_bits(uint64_t bits, Py_ssize_t size, bool is_little, char *bytes) {
    for (Py_ssize_t i = 0; i < size; i++)
        bytes[is_little ? i : size - 1 - i] = static_cast<char>(bits >> (8 * i) & 0xff);
}

uint64_t read_bits(const char *bytes, Py_ssize_t size, bool is_little) {
    uint64_t bits = 0;
    for (Py_ssize_t i = 0; i < size; i++)
        bits |= uint64_t{static_cast<unsigned char>(bytes[is_little ? i : size - 1 - i])} << (8 * i);
    return bits;
}

int pack_integer(const StructFormat &format, const StructField &field, PyObject *value, char *bytes) {
    const Owned number = to_integer(value);
    uint64_t bits = 0;
    if (!number) return -1;
    const int status = field.kind == FieldKind::Pointer ? to_pointer_bits(number.get(), bits)
                                                        : to_bits(format, field, number.get(), bits);
    if (status == 0) write_bits(bits, field.size, format.is_little, bytes);
    return status;
}

int pack_float(const StructFormat &format, const StructField &field, PyObject *value, char *bytes) {
    const double number = PyFloat_AsDouble(value);
    if (number == -1.0 && PyErr_Occurred() != nullptr) return fail("required argument is not a float");
    if (field.size == 8) return PyFloat_Pack8(number, bytes, format.is_little);
    return field.size == 4 ? PyFloat_Pack4(number, bytes, format.is_little)
                           : PyFloat_Pack2(number, bytes, format.is_little);
}

// The C cast that the machine's own "f" is: too large becomes infinite instead of an error.
int pack_native_float(PyObject *value, char *bytes) {
    const double number = PyFloat_AsDouble(value);
    if (number == -1.0 && PyErr_Occurred() != nullptr) return fail("required argument is not a float");
    const auto narrow = static_cast<float>(number);
    memcpy(bytes, &narrow, sizeof narrow);
    return 0;
}

int pack_text(const StructField &field, PyObject *value, char *bytes) {
    const bool is_pascal = field.kind == FieldKind::Pascal;
    const bool is_bytes = PyBytes_Check(value);
    if (!is_bytes && !PyByteArray_Check(value))
        return fail(is_pascal ? "argument for 'p' must be a bytes object"
                              : "argument for 's' must be a bytes object");
    const char *text = is_bytes ? PyBytes_AS_STRING(value) : PyByteArray_AS_STRING(value);
    const Py_ssize_t length = is_bytes ? PyBytes_GET_SIZE(value) : PyByteArray_GET_SIZE(value);
    if (field.size == 0) return 0;
    const Py_ssize_t kept = std::min(length, is_pascal ? field.size - 1 : field.size);
    if (is_pascal) *bytes++ = static_cast<char>(std::min<Py_ssize_t>(kept, 255));
    memcpy(bytes, text, static_cast<size_t>(kept));
    return 0;
}

int pack_character(PyObject *value, char *bytes) {
    if (!PyBytes_Check(value) || PyBytes_GET_SIZE(value) != 1)
        return fail("char format requires a bytes object of length 1");
    *bytes = *PyBytes_AS_STRING(value);
    return 0;
}

int pack_bool(PyObject *value, char *bytes) {
    const int truth = PyObject_IsTrue(value);
    if (truth >= 0) *bytes = static_cast<char>(truth);
    return truth < 0 ? -1 : 0;
}

int pack_item(const StructFormat &format, const StructField &field, PyObject *value, char *bytes) {
    switch (field.kind) {
    case FieldKind::Character: return pack_character(value, bytes);
    case FieldKind::Bytes:
    case FieldKind::Pascal: return pack_text(field, value, bytes);
    case FieldKind::Bool: return pack_bool(value, bytes);
    case FieldKind::Float:
        return format.has_native_sizes && field.letter == 'f' ? pack_native_float(value, bytes)
                                                              : pack_float(format, field, value, bytes);
    default: return pack_integer(format, field, value, bytes);
    }
}

// --- unpacking

PyObject *unpack_float(const StructFormat &format, const StructField &field, const char *bytes) {
    const double number = field.size == 8   ? PyFloat_Unpack8(bytes, format.is_little)
                          : field.size == 4 ? PyFloat_Unpack4(bytes, format.is_little)
                                            : PyFloat_Unpack2(bytes, format.is_little);
    return number == -1.0 && PyErr_Occurred() != nullptr ? nullptr : PyFloat_FromDouble(number);
}

PyObject *unpack_item(const StructFormat &format, const StructField &field, const char *bytes) {
    const auto bits = [&] { return read_bits(bytes, field.size, format.is_little); };
    switch (field.kind) {
    case FieldKind::Character: return PyBytes_FromStringAndSize(bytes, 1);
    case FieldKind::Bytes: return PyBytes_FromStringAndSize(bytes, field.size);
    case FieldKind::Pascal: {
        const Py_ssize_t length = field.size == 0 ? 0 : static_cast<unsigned char>(*bytes);
        return PyBytes_FromStringAndSize(bytes + 1,
                                         std::min(length, std::max<Py_ssize_t>(field.size - 1, 0)));
    }
    case FieldKind::Bool: return PyBool_FromLong(bits() != 0);
    case FieldKind::Float: return unpack_float(format, field, bytes);
    case FieldKind::Signed: {
        const int unused = static_cast<int>(64 - 8 * field.size);
        return PyLong_FromLongLong(static_cast<int64_t>(bits() << unused) >> unused);
    }
    default: return PyLong_FromUnsignedLongLong(bits());
    }
}

} // namespace

PyObject *struct_error() {
    static PyObject *type = PyErr_NewException("struct.error", nullptr, nullptr);
    return type;
}

int parse_struct_format(const char *text, Py_ssize_t length, StructFormat &format) {
    if (memchr(text, '\0', static_cast<size_t>(length)) != nullptr) return fail("embedded null character");
    const char *end = text + length;
    format.has_native_sizes = read_byte_order(text, end, format);
    while (text != end) {
        if (Py_ISSPACE(*text)) {
            text++;
            continue;
        }
        Py_ssize_t count = Py_ISDIGIT(*text) ? 0 : 1;
        for (; text != end && Py_ISDIGIT(*text); text++)
            if (__builtin_mul_overflow(count, 10, &count) ||
                __builtin_add_overflow(count, *text - '0', &count))
                return fail("total struct size too long");
        if (text == end) return fail("repeat count given without format specifier");
        const Letter *letter = find_letter(*text++, format.has_native_sizes);
        if (letter == nullptr) return fail("bad char in struct format");
        if (!add_field(*letter, count, format.has_native_sizes, format))
            return fail("total struct size too long");
    }
    return 0;
}

int pack_items(const StructFormat &format, PyObject *const *values, char *bytes) {
    memset(bytes, 0, static_cast<size_t>(format.size));
    for (const StructField &field : format.fields)
        for (Py_ssize_t i = 0; i < field.count; i++)
            if (pack_item(format, field, *values++, bytes + field.offset + i * field.size) < 0) return -1;
    return 0;
}

PyObject *unpack_items(const StructFormat &format, const char *bytes) {
    Owned result(PyTuple_New(format.item_count));
    if (!result) return nullptr;
    Py_ssize_t index = 0;
    for (const StructField &field : format.fields) {
        for (Py_ssize_t i = 0; i < field.count; i++) {
            PyObject *item = unpack_item(format, field, bytes + field.offset + i * field.size);
            if (item == nullptr) return nullptr;
            PyTuple_SET_ITEM(result.get(), index++, item);
        }
    }
    return result.release();
}

} // namespace adder::stdlib
