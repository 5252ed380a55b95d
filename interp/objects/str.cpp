// SPDX-License-Identifier: MIT
//
// str: shared objects, creation in the least width, resizing, release.
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
    if (as_str(text)->state.wide) forget_wide(text);
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
    if (as_str(old)->state.wide) forget_wide(old);
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

extern "C" {

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

} // extern "C"

} // namespace adder::objects
