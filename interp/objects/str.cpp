// SPDX-License-Identifier: MIT
//
// str: shared objects, creation in the least width, resizing, direct reading and writing, conversion to C
// arrays.
#include "objects/str.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"

namespace adder::objects {

namespace {

// Static objects are never freed, whatever broken code does with their counts.
constexpr Py_ssize_t immortal_count = Py_ssize_t{1} << 40;

constexpr PyASCIIObject shared_head(Py_ssize_t length, bool is_ascii) {
    PyASCIIObject head{};
    head.ob_base = {immortal_count, &PyUnicode_Type};
    head.length = length;
    head.hash = -1;
    head.state.interned = SSTATE_INTERNED_IMMORTAL;
    head.state.kind = PyUnicode_1BYTE_KIND;
    head.state.compact = 1;
    head.state.ascii = is_ascii;
    head.state.ready = 1;
    return head;
}

constexpr std::array<SharedAscii, 128> make_shared_ascii() {
    std::array<SharedAscii, 128> result{};
    for (unsigned i = 0; i < result.size(); i++)
        result[i] = {shared_head(1, true), {static_cast<Py_UCS1>(i)}};
    return result;
}

constexpr std::array<SharedLatin1, 128> make_shared_latin1() {
    std::array<SharedLatin1, 128> result{};
    for (unsigned i = 0; i < result.size(); i++)
        result[i] = {{shared_head(1, false), 0, nullptr}, {static_cast<Py_UCS1>(i + 128)}};
    return result;
}

static_assert(offsetof(SharedAscii, characters) == sizeof(PyASCIIObject));
static_assert(offsetof(SharedLatin1, characters) == sizeof(PyCompactUnicodeObject));

struct Width {
    int kind;
    bool is_ascii;
    size_t head_size;
};

Width width_for(Py_UCS4 max_character) {
    if (max_character < 128) return {PyUnicode_1BYTE_KIND, true, sizeof(PyASCIIObject)};
    if (max_character < 256) return {PyUnicode_1BYTE_KIND, false, sizeof(PyCompactUnicodeObject)};
    if (max_character < 0x10000) return {PyUnicode_2BYTE_KIND, false, sizeof(PyCompactUnicodeObject)};
    return {PyUnicode_4BYTE_KIND, false, sizeof(PyCompactUnicodeObject)};
}

size_t max_length(size_t head_size, size_t kind) {
    return (static_cast<size_t>(PY_SSIZE_T_MAX) - head_size) / kind - 1;
}

// Of a compact str.
size_t head_size(PyObject *text) {
    return as_str(text)->state.ascii ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject);
}
size_t block_size(PyObject *text) {
    return head_size(text) + (static_cast<size_t>(str_length(text)) + 1) * as_str(text)->state.kind;
}

// Keeps every block in the size class of its size, so that `release` can be told the size.
void *resize_block(void *block, size_t old_size, size_t new_size) {
    if (old_size > small_limit && new_size > small_limit) return PyObject_Realloc(block, new_size);
    void *moved = allocate(new_size);
    if (moved == nullptr) return nullptr;
    memcpy(moved, block, Py_MIN(old_size, new_size));
    release(block, old_size);
    return moved;
}

void forget_utf8(PyObject *text) {
    auto *object = reinterpret_cast<PyCompactUnicodeObject *>(text);
    if (as_str(text)->state.ascii || object->utf8 == nullptr) return;
    PyObject_Free(object->utf8);
    object->utf8 = nullptr;
    object->utf8_length = 0;
}

template <class Character> Py_UCS4 all_bits(const Character *characters, Py_ssize_t length) {
    Py_UCS4 bits = 0;
    for (Py_ssize_t i = 0; i < length; i++) bits |= characters[i];
    return bits;
}

template <class To, class From> void widen(To *to, const From *from, Py_ssize_t length) {
    for (Py_ssize_t i = 0; i < length; i++) to[i] = static_cast<To>(from[i]);
}

} // namespace

constinit std::array<SharedAscii, 128> shared_ascii = make_shared_ascii();
constinit std::array<SharedLatin1, 128> shared_latin1 = make_shared_latin1();
constinit SharedAscii shared_empty{shared_head(0, true), {}};

bool is_ascii_bytes(const void *bytes, Py_ssize_t length) {
    const char *position = static_cast<const char *>(bytes);
    const char *end = position + length;
    constexpr uint64_t high_bits = UINT64_C(0x8080808080808080);
    for (; end - position >= 32; position += 32) {
        uint64_t words[4];
        memcpy(words, position, 32);
        if ((words[0] | words[1] | words[2] | words[3]) & high_bits) return false;
    }
    for (; end - position >= 8; position += 8) {
        uint64_t word;
        memcpy(&word, position, 8);
        if (word & high_bits) return false;
    }
    unsigned char bits = 0;
    for (; position < end; position++) bits |= static_cast<unsigned char>(*position);
    return bits < 128;
}

Py_UCS4 max_character(const TextView &text) {
    if (text.kind == PyUnicode_1BYTE_KIND) return is_ascii_bytes(text.data, text.length) ? 0x7f : 0xff;
    const Py_UCS4 bits =
        visit_characters(text, [&](auto *characters) { return all_bits(characters, text.length); });
    return bits < 128 ? 0x7f : bits < 256 ? 0xff : bits < 0x10000 ? 0xffff : 0x10ffff;
}

void copy_characters(int to_kind, void *to, Py_ssize_t to_start, const TextView &from) {
    char *target = static_cast<char *>(to) + to_start * to_kind;
    if (to_kind == from.kind) {
        if (from.length != 0)
            memcpy(target, from.data, static_cast<size_t>(from.length) * static_cast<size_t>(to_kind));
        return;
    }
    visit_characters(from, [&](auto *characters) {
        if (to_kind == PyUnicode_1BYTE_KIND)
            widen(reinterpret_cast<Py_UCS1 *>(target), characters, from.length);
        else if (to_kind == PyUnicode_2BYTE_KIND)
            widen(reinterpret_cast<Py_UCS2 *>(target), characters, from.length);
        else
            widen(reinterpret_cast<Py_UCS4 *>(target), characters, from.length);
    });
}

PyObject *make_character(Py_UCS4 character) {
    if (character < 256) return Py_NewRef(latin1_str(character));
    PyObject *text = PyUnicode_New(1, character);
    if (text != nullptr) PyUnicode_WRITE(PyUnicode_KIND(text), PyUnicode_DATA(text), 0, character);
    return text;
}

PyObject *make_ascii_str(const char *text, Py_ssize_t length) {
    if (length == 1) return Py_NewRef(latin1_str(static_cast<unsigned char>(*text)));
    PyObject *result = PyUnicode_New(length, 0x7f);
    if (result != nullptr && length != 0) memcpy(as_str(result) + 1, text, static_cast<size_t>(length));
    return result;
}

PyObject *make_latin1_str(const Py_UCS1 *text, Py_ssize_t length) {
    return make_str({text, length, PyUnicode_1BYTE_KIND});
}

PyObject *make_str(const TextView &text) {
    if (text.length <= 1) return text.length == 0 ? Py_NewRef(empty_str()) : make_character(text[0]);
    PyObject *result = PyUnicode_New(text.length, max_character(text));
    if (result != nullptr) copy_characters(PyUnicode_KIND(result), PyUnicode_DATA(result), 0, text);
    return result;
}

PyObject *substring(PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    const Py_ssize_t length = end - start;
    if (length == str_length(text) && is_exact_str(text)) return Py_NewRef(text);
    if (as_str(text)->state.ascii)
        return make_ascii_str(static_cast<char *>(PyUnicode_DATA(text)) + start, length);
    return make_str(TextView(text).slice(start, end));
}

void free_str(PyObject *text) {
    if (is_interned(text)) forget_interned(text);
    forget_utf8(text);
    if (__builtin_expect(as_str(text)->state.compact, 1)) return release(text, block_size(text));
    PyObject_Free(reinterpret_cast<PyUnicodeObject *>(text)->data.any);
    Py_TYPE(text)->tp_free(text);
}

PyObject *exact_str(PyObject *text) {
    return substring(text, 0, str_length(text));
}

int resize_str(PyObject **text, Py_ssize_t length) {
    PyObject *old = *text;
    const size_t kind = as_str(old)->state.kind;
    if (static_cast<size_t>(length) > max_length(head_size(old), kind)) {
        PyErr_NoMemory();
        return -1;
    }
    forget_utf8(old);
    const size_t new_size = head_size(old) + (static_cast<size_t>(length) + 1) * kind;
    auto *moved = static_cast<PyObject *>(resize_block(old, block_size(old), new_size));
    if (moved == nullptr) {
        PyErr_NoMemory();
        return -1;
    }
    *text = moved;
    as_str(moved)->length = length;
    PyUnicode_WRITE(kind, PyUnicode_DATA(moved), length, 0);
    return 0;
}

} // namespace adder::objects

using namespace adder::objects;

namespace {

// In-place changes are for those who made the str and have not shown it to anybody.
bool is_modifiable(PyObject *text) {
    return Py_REFCNT(text) == 1 && as_str(text)->hash == -1 && !is_interned(text) && is_exact_str(text);
}

int check_modifiable(PyObject *text) {
    if (is_modifiable(text)) return 0;
    PyErr_SetString(PyExc_SystemError, "Cannot modify a string currently used");
    return -1;
}

} // namespace

PyObject *PyUnicode_New(Py_ssize_t size, Py_UCS4 max_character) {
    if (size <= 0) {
        if (size == 0) return Py_NewRef(empty_str());
        PyErr_SetString(PyExc_SystemError, "Negative size passed to PyUnicode_New");
        return nullptr;
    }
    if (max_character > 0x10ffff) {
        PyErr_SetString(PyExc_SystemError, "invalid maximum character passed to PyUnicode_New");
        return nullptr;
    }
    const Width width = width_for(max_character);
    const auto kind = static_cast<size_t>(width.kind);
    if (static_cast<size_t>(size) > max_length(width.head_size, kind)) return PyErr_NoMemory();
    void *block = allocate(width.head_size + (static_cast<size_t>(size) + 1) * kind);
    if (block == nullptr) return PyErr_NoMemory();
    auto *text = static_cast<PyASCIIObject *>(block);
    text->ob_base = {1, &PyUnicode_Type};
    text->length = size;
    text->hash = -1;
    text->state = {};
    text->state.kind = static_cast<unsigned>(width.kind);
    text->state.compact = 1;
    text->state.ascii = width.is_ascii;
    text->state.ready = 1;
    if (!width.is_ascii) {
        reinterpret_cast<PyCompactUnicodeObject *>(text)->utf8 = nullptr;
        reinterpret_cast<PyCompactUnicodeObject *>(text)->utf8_length = 0;
    }
    PyUnicode_WRITE(kind, static_cast<char *>(block) + width.head_size, size, 0);
    return reinterpret_cast<PyObject *>(text);
}

PyObject *PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size) {
    if (size < 0) {
        PyErr_SetString(PyExc_ValueError, "size must be positive");
        return nullptr;
    }
    if (kind != PyUnicode_1BYTE_KIND && kind != PyUnicode_2BYTE_KIND && kind != PyUnicode_4BYTE_KIND) {
        PyErr_SetString(PyExc_SystemError, "invalid kind");
        return nullptr;
    }
    return make_str({buffer, size, kind});
}

PyObject *PyUnicode_FromStringAndSize(const char *text, Py_ssize_t size) {
    if (size < 0) {
        PyErr_SetString(PyExc_SystemError, "Negative size passed to PyUnicode_FromStringAndSize");
        return nullptr;
    }
    if (text != nullptr) return PyUnicode_DecodeUTF8(text, size, nullptr);
    if (size == 0) return Py_NewRef(empty_str());
    PyErr_SetString(PyExc_SystemError,
                    "NULL string with positive size passed to PyUnicode_FromStringAndSize");
    return nullptr;
}

PyObject *PyUnicode_FromString(const char *text) {
    return PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(strlen(text)), nullptr);
}

PyObject *PyUnicode_FromOrdinal(int ordinal) {
    if (ordinal < 0 || ordinal > 0x10ffff) {
        PyErr_SetString(PyExc_ValueError, "chr() arg not in range(0x110000)");
        return nullptr;
    }
    return make_character(static_cast<Py_UCS4>(ordinal));
}

PyObject *PyUnicode_FromObject(PyObject *object) {
    if (is_str(object)) return exact_str(object);
    PyErr_Format(PyExc_TypeError, "Can't convert '%.100s' object to str implicitly",
                 Py_TYPE(object)->tp_name);
    return nullptr;
}

PyObject *PyUnicode_FromWideChar(const wchar_t *text, Py_ssize_t size) {
    if (text == nullptr && size != 0) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (size < 0) size = static_cast<Py_ssize_t>(wcslen(text));
    return make_str({text, size, PyUnicode_4BYTE_KIND});
}

PyObject *PyUnicode_FromUnicode(const Py_UNICODE *text, Py_ssize_t size) {
    return PyUnicode_FromWideChar(text, size);
}

PyObject *_PyUnicode_Copy(PyObject *text) {
    if (!is_str(text)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    PyObject *copy = PyUnicode_New(str_length(text), PyUnicode_MAX_CHAR_VALUE(text));
    if (copy != nullptr) copy_characters(PyUnicode_KIND(copy), PyUnicode_DATA(copy), 0, TextView(text));
    return copy;
}

PyObject *PyUnicode_Substring(PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    end = Py_MIN(end, str_length(text));
    if (start < 0 || end < 0) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return nullptr;
    }
    if (start >= str_length(text) || end < start) return Py_NewRef(empty_str());
    return substring(text, start, end);
}

int _PyUnicode_Ready(PyObject *) {
    return 0;
}

int _PyUnicode_CheckConsistency(PyObject *text, int check_content) {
    return is_str(text) &&
           (!check_content || PyUnicode_MAX_CHAR_VALUE(text) == max_character(TextView(text)));
}

int PyUnicode_Resize(PyObject **text, Py_ssize_t length) {
    if (text == nullptr || *text == nullptr || !is_str(*text) || length < 0) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (str_length(*text) == length) return 0;
    if (length == 0) {
        Py_SETREF(*text, Py_NewRef(empty_str()));
        return 0;
    }
    if (is_modifiable(*text)) return resize_str(text, length);
    PyObject *copy = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(*text));
    if (copy == nullptr) return -1;
    const Py_ssize_t kept = Py_MIN(length, str_length(*text));
    copy_characters(PyUnicode_KIND(copy), PyUnicode_DATA(copy), 0, TextView(*text).slice(0, kept));
    Py_SETREF(*text, copy);
    return 0;
}

Py_ssize_t PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start,
                                    Py_ssize_t how_many) {
    if (!is_str(from) || !is_str(to)) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (static_cast<size_t>(from_start) > static_cast<size_t>(str_length(from)) ||
        static_cast<size_t>(to_start) > static_cast<size_t>(str_length(to))) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    if (how_many < 0) {
        PyErr_SetString(PyExc_SystemError, "how_many cannot be negative");
        return -1;
    }
    how_many = Py_MIN(str_length(from) - from_start, how_many);
    if (to_start + how_many > str_length(to)) {
        PyErr_Format(PyExc_SystemError, "Cannot write %zi characters at %zi in a string of %zi characters",
                     how_many, to_start, str_length(to));
        return -1;
    }
    if (how_many == 0) return 0;
    if (check_modifiable(to) < 0) return -1;
    const TextView part = TextView(from).slice(from_start, from_start + how_many);
    const Py_UCS4 widest = max_character(part);
    if (widest > PyUnicode_MAX_CHAR_VALUE(to)) {
        PyErr_Format(PyExc_SystemError, "Cannot copy %s characters into a string of %s characters",
                     widest < 256       ? "latin1"
                     : widest < 0x10000 ? "UCS2"
                                        : "UCS4",
                     PyUnicode_IS_ASCII(to)    ? "ascii"
                     : PyUnicode_KIND(to) == 1 ? "latin1"
                                               : "UCS2");
        return -1;
    }
    copy_characters(PyUnicode_KIND(to), PyUnicode_DATA(to), to_start, part);
    return how_many;
}

void _PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start,
                                   Py_ssize_t how_many) {
    copy_characters(PyUnicode_KIND(to), PyUnicode_DATA(to), to_start,
                    TextView(from).slice(from_start, from_start + how_many));
}

void _PyUnicode_FastFill(PyObject *text, Py_ssize_t start, Py_ssize_t length, Py_UCS4 character) {
    void *data = PyUnicode_DATA(text);
    const int kind = PyUnicode_KIND(text);
    if (kind == PyUnicode_1BYTE_KIND) {
        memset(static_cast<char *>(data) + start, static_cast<int>(character), static_cast<size_t>(length));
        return;
    }
    for (Py_ssize_t i = start; i < start + length; i++) PyUnicode_WRITE(kind, data, i, character);
}

Py_ssize_t PyUnicode_Fill(PyObject *text, Py_ssize_t start, Py_ssize_t length, Py_UCS4 character) {
    if (!is_str(text)) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (check_modifiable(text) < 0) return -1;
    if (start < 0) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    if (character > PyUnicode_MAX_CHAR_VALUE(text)) {
        PyErr_SetString(PyExc_ValueError, "fill character is bigger than the string maximum character");
        return -1;
    }
    length = Py_MIN(str_length(text) - start, length);
    if (length <= 0) return 0;
    _PyUnicode_FastFill(text, start, length, character);
    return length;
}

int PyUnicode_WriteChar(PyObject *text, Py_ssize_t index, Py_UCS4 character) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return -1;
    }
    if (index < 0 || index >= str_length(text)) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    if (check_modifiable(text) < 0) return -1;
    if (character > PyUnicode_MAX_CHAR_VALUE(text)) {
        PyErr_SetString(PyExc_ValueError, "character out of range");
        return -1;
    }
    PyUnicode_WRITE(PyUnicode_KIND(text), PyUnicode_DATA(text), index, character);
    return 0;
}

Py_UCS4 PyUnicode_ReadChar(PyObject *text, Py_ssize_t index) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return static_cast<Py_UCS4>(-1);
    }
    if (index < 0 || index >= str_length(text)) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return static_cast<Py_UCS4>(-1);
    }
    return PyUnicode_READ_CHAR(text, index);
}

Py_ssize_t PyUnicode_GetLength(PyObject *text) {
    if (is_str(text)) return str_length(text);
    PyErr_BadArgument();
    return -1;
}

Py_ssize_t PyUnicode_GetSize(PyObject *text) {
    return PyUnicode_GetLength(text);
}

Py_UCS4 _PyUnicode_FindMaxChar(PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    if (start == 0 && end == str_length(text)) return PyUnicode_MAX_CHAR_VALUE(text);
    return max_character(TextView(text).slice(start, end));
}

Py_UCS4 *PyUnicode_AsUCS4(PyObject *text, Py_UCS4 *buffer, Py_ssize_t buffer_length, int copy_null) {
    if (buffer == nullptr || buffer_length < 0) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    const Py_ssize_t length = str_length(text);
    if (buffer_length < length + (copy_null != 0)) {
        PyErr_SetString(PyExc_SystemError, "string is longer than the buffer");
        if (copy_null && buffer_length > 0) buffer[0] = 0;
        return nullptr;
    }
    copy_characters(PyUnicode_4BYTE_KIND, buffer, 0, TextView(text));
    if (copy_null) buffer[length] = 0;
    return buffer;
}

Py_UCS4 *PyUnicode_AsUCS4Copy(PyObject *text) {
    auto *buffer =
        static_cast<Py_UCS4 *>(PyMem_Malloc((static_cast<size_t>(str_length(text)) + 1) * sizeof(Py_UCS4)));
    if (buffer != nullptr) return PyUnicode_AsUCS4(text, buffer, str_length(text) + 1, 1);
    PyErr_NoMemory();
    return nullptr;
}

Py_ssize_t PyUnicode_AsWideChar(PyObject *text, wchar_t *buffer, Py_ssize_t size) {
    if (text == nullptr || !is_str(text)) {
        PyErr_BadInternalCall();
        return -1;
    }
    const Py_ssize_t length = str_length(text);
    if (buffer == nullptr) return length + 1;
    const Py_ssize_t copied = Py_MIN(size, length);
    copy_characters(PyUnicode_4BYTE_KIND, buffer, 0, TextView(text).slice(0, copied));
    if (size > length) buffer[length] = 0;
    return copied;
}

wchar_t *PyUnicode_AsWideCharString(PyObject *text, Py_ssize_t *size) {
    if (text == nullptr || !is_str(text)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    const Py_ssize_t length = str_length(text);
    if (size == nullptr && PyUnicode_FindChar(text, 0, 0, length, 1) >= 0) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return nullptr;
    }
    if (size != nullptr) *size = length;
    return reinterpret_cast<wchar_t *>(PyUnicode_AsUCS4Copy(text));
}

const char *PyUnicode_AsUTF8AndSize(PyObject *text, Py_ssize_t *size) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return nullptr;
    }
    if (as_str(text)->state.ascii) {
        if (size != nullptr) *size = str_length(text);
        return static_cast<const char *>(PyUnicode_DATA(text));
    }
    auto *object = reinterpret_cast<PyCompactUnicodeObject *>(text);
    if (object->utf8 == nullptr) {
        const Ref encoded = TRY_REF(_PyUnicode_AsUTF8String(text, nullptr));
        const Py_ssize_t length = PyBytes_GET_SIZE(encoded.get());
        char *copy = static_cast<char *>(PyObject_Malloc(static_cast<size_t>(length) + 1));
        if (copy == nullptr) {
            PyErr_NoMemory();
            return nullptr;
        }
        memcpy(copy, PyBytes_AS_STRING(encoded.get()), static_cast<size_t>(length) + 1);
        object->utf8 = copy;
        object->utf8_length = length;
    }
    if (size != nullptr) *size = object->utf8_length;
    return object->utf8;
}

const char *PyUnicode_AsUTF8(PyObject *text) {
    return PyUnicode_AsUTF8AndSize(text, nullptr);
}
