/* SPDX-License-Identifier: MIT
 *
 * Text and bytes: str, bytes, bytearray, character classes, codecs.
 *
 * A str is stored with 1, 2 or 4 bytes a character, the least that its largest character needs (PEP 393):
 *   1. PyASCIIObject, then the characters: all characters are below 128;
 *   2. PyCompactUnicodeObject, then the characters: everything else;
 *   3. PyUnicodeObject with the characters in a block of their own: instances of subclasses of str.
 * The characters end with a zero character that `length` does not count. A str is always "ready".
 * Functions return a new reference, or NULL or -1 with an exception set, where nothing else is said.
 */
#ifndef ADDER_TEXT_H
#define ADDER_TEXT_H

#include "type.h"

Py_BEGIN_DECLS

    PyAPI_DATA(PyTypeObject) PyUnicode_Type;
PyAPI_DATA(PyTypeObject) PyUnicodeIter_Type;
PyAPI_DATA(PyTypeObject) PyBytes_Type;
PyAPI_DATA(PyTypeObject) PyBytesIter_Type;
PyAPI_DATA(PyTypeObject) PyByteArray_Type;
PyAPI_DATA(PyTypeObject) PyByteArrayIter_Type;

#define PyUnicode_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_UNICODE_SUBCLASS)
#define PyUnicode_CheckExact(op) Py_IS_TYPE(op, &PyUnicode_Type)
#define PyBytes_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_BYTES_SUBCLASS)
#define PyBytes_CheckExact(op) Py_IS_TYPE(op, &PyBytes_Type)
#define PyByteArray_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyByteArray_Type)
#define PyByteArray_CheckExact(op) Py_IS_TYPE(op, &PyByteArray_Type)

/* ---- str: storage and direct access ---- */

typedef struct {
    PyObject_HEAD Py_ssize_t length; /* characters */
    Py_hash_t hash;                  /* -1: not computed yet */
    struct {
        unsigned int interned : 2;
        unsigned int kind : 3; /* bytes a character */
        unsigned int compact : 1;
        unsigned int ascii : 1;
        unsigned int ready : 1;
        unsigned int wide : 1; /* a copy in wchar_t exists, see PyUnicode_AsUnicode */
        unsigned int : 23;
    } state;
} PyASCIIObject;

typedef struct {
    PyASCIIObject _base;
    union {
        Py_ssize_t utf8_length; /* bytes, without the zero at the end */
        Py_ssize_t wstr_length; /* only of a str that is not ready, and every one is */
    };
    char *utf8; /* the text in UTF-8 when somebody asked for it, else NULL */
} PyCompactUnicodeObject;

typedef struct {
    PyCompactUnicodeObject _base;
    union {
        void *any;
        Py_UCS1 *latin1;
        Py_UCS2 *ucs2;
        Py_UCS4 *ucs4;
    } data;
} PyUnicodeObject;

typedef wchar_t Py_UNICODE;

enum PyUnicode_Kind {
    PyUnicode_WCHAR_KIND = 0, /* never seen here */
    PyUnicode_1BYTE_KIND = 1,
    PyUnicode_2BYTE_KIND = 2,
    PyUnicode_4BYTE_KIND = 4
};

#define SSTATE_NOT_INTERNED 0
#define SSTATE_INTERNED_MORTAL 1
#define SSTATE_INTERNED_IMMORTAL 2

#define _PyASCIIObject_CAST(op) ((PyASCIIObject *)(op))
#define _PyCompactUnicodeObject_CAST(op) ((PyCompactUnicodeObject *)(op))
#define _PyUnicodeObject_CAST(op) ((PyUnicodeObject *)(op))

#define PyUnicode_CHECK_INTERNED(op) (_PyASCIIObject_CAST(op)->state.interned)
#define PyUnicode_IS_READY(op) (_PyASCIIObject_CAST(op)->state.ready)
#define PyUnicode_READY(op) ((void)(op), 0)
#define PyUnicode_IS_ASCII(op) (_PyASCIIObject_CAST(op)->state.ascii)
#define PyUnicode_IS_COMPACT(op) (_PyASCIIObject_CAST(op)->state.compact)
#define PyUnicode_IS_COMPACT_ASCII(op) (PyUnicode_IS_ASCII(op) && PyUnicode_IS_COMPACT(op))
#define PyUnicode_KIND(op) (_PyASCIIObject_CAST(op)->state.kind)
#define PyUnicode_GET_LENGTH(op) (_PyASCIIObject_CAST(op)->length)
#define PyUnicode_GET_SIZE(op) PyUnicode_GET_LENGTH(op)
#define PyUnicode_GET_DATA_SIZE(op) (PyUnicode_GET_LENGTH(op) * (Py_ssize_t)sizeof(Py_UNICODE))

static inline void *_PyUnicode_Data(const PyObject *op) {
    if (!PyUnicode_IS_COMPACT(op)) return _PyUnicodeObject_CAST(op)->data.any;
    if (PyUnicode_IS_ASCII(op)) return (void *)(_PyASCIIObject_CAST(op) + 1);
    return (void *)(_PyCompactUnicodeObject_CAST(op) + 1);
}
#define PyUnicode_DATA(op) _PyUnicode_Data(_PyObject_CAST(op))
#define PyUnicode_1BYTE_DATA(op) ((Py_UCS1 *)PyUnicode_DATA(op))
#define PyUnicode_2BYTE_DATA(op) ((Py_UCS2 *)PyUnicode_DATA(op))
#define PyUnicode_4BYTE_DATA(op) ((Py_UCS4 *)PyUnicode_DATA(op))

static inline Py_UCS4 _PyUnicode_Read(int kind, const void *data, Py_ssize_t index) {
    if (kind == PyUnicode_1BYTE_KIND) return ((const Py_UCS1 *)data)[index];
    if (kind == PyUnicode_2BYTE_KIND) return ((const Py_UCS2 *)data)[index];
    return ((const Py_UCS4 *)data)[index];
}
#define PyUnicode_READ(kind, data, index) _PyUnicode_Read((int)(kind), (const void *)(data), (index))
#define PyUnicode_READ_CHAR(op, index) PyUnicode_READ(PyUnicode_KIND(op), PyUnicode_DATA(op), (index))

static inline void _PyUnicode_Write(int kind, void *data, Py_ssize_t index, Py_UCS4 value) {
    if (kind == PyUnicode_1BYTE_KIND)
        ((Py_UCS1 *)data)[index] = (Py_UCS1)value;
    else if (kind == PyUnicode_2BYTE_KIND)
        ((Py_UCS2 *)data)[index] = (Py_UCS2)value;
    else
        ((Py_UCS4 *)data)[index] = value;
}
#define PyUnicode_WRITE(kind, data, index, value)                                                            \
    _PyUnicode_Write((int)(kind), (void *)(data), (index), (Py_UCS4)(value))

/* An upper bound of the characters, good enough for PyUnicode_New. */
static inline Py_UCS4 _PyUnicode_MaxCharValue(const PyObject *op) {
    if (PyUnicode_IS_ASCII(op)) return 0x7f;
    if (PyUnicode_KIND(op) == PyUnicode_1BYTE_KIND) return 0xff;
    return PyUnicode_KIND(op) == PyUnicode_2BYTE_KIND ? 0xffff : 0x10ffff;
}
#define PyUnicode_MAX_CHAR_VALUE(op) _PyUnicode_MaxCharValue(_PyObject_CAST(op))

#define Py_UNICODE_REPLACEMENT_CHARACTER ((Py_UCS4)0xFFFD)
#define Py_UNICODE_IS_SURROGATE(ch) (0xD800 <= (ch) && (ch) <= 0xDFFF)
#define Py_UNICODE_IS_HIGH_SURROGATE(ch) (0xD800 <= (ch) && (ch) <= 0xDBFF)
#define Py_UNICODE_IS_LOW_SURROGATE(ch) (0xDC00 <= (ch) && (ch) <= 0xDFFF)
#define Py_UNICODE_JOIN_SURROGATES(high, low)                                                                \
    (((((Py_UCS4)(high)&0x03FF) << 10) | ((Py_UCS4)(low)&0x03FF)) + 0x10000)
#define Py_UNICODE_HIGH_SURROGATE(ch) (0xD800 - (0x10000 >> 10) + ((ch) >> 10))
#define Py_UNICODE_LOW_SURROGATE(ch) (0xDC00 + ((ch)&0x3FF))

/* ---- str: creation ---- */

/* Room for `size` characters up to `max_character`; the caller writes them before anybody else sees the str.
 */
PyAPI_FUNC(PyObject *) PyUnicode_New(Py_ssize_t size, Py_UCS4 max_character);
PyAPI_FUNC(PyObject *) PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size);
/* From UTF-8; `size` counts bytes. */
PyAPI_FUNC(PyObject *) PyUnicode_FromStringAndSize(const char *text, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyUnicode_FromString(const char *text);
PyAPI_FUNC(PyObject *) PyUnicode_FromOrdinal(int ordinal);
PyAPI_FUNC(PyObject *) PyUnicode_FromObject(PyObject *object);
PyAPI_FUNC(PyObject *)
    PyUnicode_FromEncodedObject(PyObject *object, const char *encoding, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_FromWideChar(const wchar_t *text, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyUnicode_FromUnicode(const Py_UNICODE *text, Py_ssize_t size);
/* printf-like, with the Python codes %U %V %S %R %A. */
PyAPI_FUNC(PyObject *) PyUnicode_FromFormat(const char *format, ...);
PyAPI_FUNC(PyObject *) PyUnicode_FromFormatV(const char *format, va_list arguments);
PyAPI_FUNC(PyObject *) PyUnicode_Substring(PyObject *text, Py_ssize_t start, Py_ssize_t end);
PyAPI_FUNC(PyObject *) _PyUnicode_Copy(PyObject *text);
/* Changes the length of a str that nobody else holds; may replace it. */
PyAPI_FUNC(int) PyUnicode_Resize(PyObject **text, Py_ssize_t length);
PyAPI_FUNC(Py_ssize_t) PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from,
                                                Py_ssize_t from_start, Py_ssize_t how_many);
PyAPI_FUNC(void) _PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from,
                                               Py_ssize_t from_start, Py_ssize_t how_many);
PyAPI_FUNC(Py_ssize_t) PyUnicode_Fill(PyObject *text, Py_ssize_t start, Py_ssize_t length, Py_UCS4 character);
PyAPI_FUNC(void) _PyUnicode_FastFill(PyObject *text, Py_ssize_t start, Py_ssize_t length, Py_UCS4 character);
PyAPI_FUNC(int) PyUnicode_WriteChar(PyObject *text, Py_ssize_t index, Py_UCS4 character);
PyAPI_FUNC(int) _PyUnicode_Ready(PyObject *text);
PyAPI_FUNC(int) _PyUnicode_CheckConsistency(PyObject *text, int check_content);

/* Replace *text by the one str of that content that is used as a name. */
PyAPI_FUNC(void) PyUnicode_InternInPlace(PyObject **text);
PyAPI_FUNC(void) PyUnicode_InternImmortal(PyObject **text);
PyAPI_FUNC(PyObject *) PyUnicode_InternFromString(const char *text);

typedef struct _Py_Identifier {
    const char *string;
    PyObject *object; /* interned when first used */
} _Py_Identifier;
#define _Py_static_string_init(value)                                                                        \
    { value, _Py_NULL }
#define _Py_static_string(name, value) static _Py_Identifier name = _Py_static_string_init(value)
#define _Py_IDENTIFIER(name) _Py_static_string(PyId_##name, #name)
/* Borrowed. */
PyAPI_FUNC(PyObject *) _PyUnicode_FromId(_Py_Identifier *identifier);

/* ---- str: reading ---- */

PyAPI_FUNC(Py_ssize_t) PyUnicode_GetLength(PyObject *text);
PyAPI_FUNC(Py_ssize_t) PyUnicode_GetSize(PyObject *text);
PyAPI_FUNC(Py_UCS4) PyUnicode_ReadChar(PyObject *text, Py_ssize_t index);
/* Borrowed from the str, which keeps it; ends with a zero byte. */
PyAPI_FUNC(const char *) PyUnicode_AsUTF8AndSize(PyObject *text, Py_ssize_t *size);
PyAPI_FUNC(const char *) PyUnicode_AsUTF8(PyObject *text);
#define _PyUnicode_AsString PyUnicode_AsUTF8
PyAPI_FUNC(Py_UCS4 *)
    PyUnicode_AsUCS4(PyObject *text, Py_UCS4 *buffer, Py_ssize_t buffer_length, int copy_null);
/* The old representation: borrowed from the str, which keeps it; ends with a zero. */
PyAPI_FUNC(Py_UNICODE *) PyUnicode_AsUnicode(PyObject *text);
PyAPI_FUNC(Py_UNICODE *) PyUnicode_AsUnicodeAndSize(PyObject *text, Py_ssize_t *size);
#define PyUnicode_AS_UNICODE(op) PyUnicode_AsUnicode(_PyObject_CAST(op))
#define PyUnicode_AS_DATA(op) ((const char *)PyUnicode_AS_UNICODE(op))
/* To be freed with PyMem_Free, like the result of PyUnicode_AsWideCharString. */
PyAPI_FUNC(Py_UCS4 *) PyUnicode_AsUCS4Copy(PyObject *text);
PyAPI_FUNC(Py_ssize_t) PyUnicode_AsWideChar(PyObject *text, wchar_t *buffer, Py_ssize_t size);
PyAPI_FUNC(wchar_t *) PyUnicode_AsWideCharString(PyObject *text, Py_ssize_t *size);

/* ---- str: operations ---- */

PyAPI_FUNC(PyObject *) PyUnicode_Concat(PyObject *left, PyObject *right);
/* *left becomes the concatenation, or NULL with an error; AppendAndDel also releases `right`. */
PyAPI_FUNC(void) PyUnicode_Append(PyObject **left, PyObject *right);
PyAPI_FUNC(void) PyUnicode_AppendAndDel(PyObject **left, PyObject *right);
PyAPI_FUNC(PyObject *) PyUnicode_Join(PyObject *separator, PyObject *iterable);
PyAPI_FUNC(PyObject *) _PyUnicode_JoinArray(PyObject *separator, PyObject *const *items, Py_ssize_t count);
PyAPI_FUNC(PyObject *) PyUnicode_Split(PyObject *text, PyObject *separator, Py_ssize_t max_split);
PyAPI_FUNC(PyObject *) PyUnicode_RSplit(PyObject *text, PyObject *separator, Py_ssize_t max_split);
PyAPI_FUNC(PyObject *) PyUnicode_Splitlines(PyObject *text, int keep_ends);
PyAPI_FUNC(PyObject *) PyUnicode_Partition(PyObject *text, PyObject *separator);
PyAPI_FUNC(PyObject *) PyUnicode_RPartition(PyObject *text, PyObject *separator);
PyAPI_FUNC(PyObject *) PyUnicode_Translate(PyObject *text, PyObject *table, const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_Replace(PyObject *text, PyObject *old, PyObject *replacement, Py_ssize_t max_count);
PyAPI_FUNC(PyObject *) PyUnicode_Format(PyObject *format, PyObject *arguments);
PyAPI_FUNC(PyObject *) _PyUnicode_XStrip(PyObject *text, int strip_type, PyObject *characters);
/* 1 if text[start:end] begins (direction < 0) or ends with `part`. */
PyAPI_FUNC(Py_ssize_t)
    PyUnicode_Tailmatch(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t end, int direction);
/* Index, -1 when absent, -2 with an exception; direction < 0 searches from the end. */
PyAPI_FUNC(Py_ssize_t)
    PyUnicode_Find(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t end, int direction);
PyAPI_FUNC(Py_ssize_t)
    PyUnicode_FindChar(PyObject *text, Py_UCS4 character, Py_ssize_t start, Py_ssize_t end, int direction);
PyAPI_FUNC(Py_ssize_t) PyUnicode_Count(PyObject *text, PyObject *part, Py_ssize_t start, Py_ssize_t end);
PyAPI_FUNC(int) PyUnicode_Contains(PyObject *container, PyObject *element);
PyAPI_FUNC(int) PyUnicode_IsIdentifier(PyObject *text);
/* -1, 0, 1; -1 with an exception set when one is no str. */
PyAPI_FUNC(int) PyUnicode_Compare(PyObject *left, PyObject *right);
PyAPI_FUNC(int) PyUnicode_CompareWithASCIIString(PyObject *left, const char *right);
PyAPI_FUNC(PyObject *) PyUnicode_RichCompare(PyObject *left, PyObject *right, int op);
PyAPI_FUNC(int) _PyUnicode_EQ(PyObject *left, PyObject *right);
PyAPI_FUNC(int) _PyUnicode_Equal(PyObject *left, PyObject *right);
PyAPI_FUNC(int) _PyUnicode_EqualToASCIIString(PyObject *left, const char *right);
PyAPI_FUNC(int) _PyUnicode_EqualToASCIIId(PyObject *left, _Py_Identifier *right);
PyAPI_FUNC(Py_UCS4) _PyUnicode_FindMaxChar(PyObject *text, Py_ssize_t start, Py_ssize_t end);
/* Decimal digits and spaces of any script become ASCII; what is neither becomes '?'. */
PyAPI_FUNC(PyObject *) _PyUnicode_TransformDecimalAndSpaceToASCII(PyObject *text);

/* ---- building a str piece by piece ---- */

typedef struct {
    PyObject *buffer; /* the str under construction, or the one str written so far when `readonly` */
    void *data;
    enum PyUnicode_Kind kind;
    Py_UCS4 maxchar;
    Py_ssize_t size; /* room, in characters */
    Py_ssize_t pos;  /* written */
    Py_ssize_t min_length;
    Py_UCS4 min_char;
    unsigned char overallocate;
    unsigned char readonly;
} _PyUnicodeWriter;

PyAPI_FUNC(void) _PyUnicodeWriter_Init(_PyUnicodeWriter *writer);
PyAPI_FUNC(int)
    _PyUnicodeWriter_PrepareInternal(_PyUnicodeWriter *writer, Py_ssize_t length, Py_UCS4 max_character);
PyAPI_FUNC(int) _PyUnicodeWriter_PrepareKindInternal(_PyUnicodeWriter *writer, enum PyUnicode_Kind kind);
/* Makes room for `length` characters up to `max_character`; 0 or -1. */
#define _PyUnicodeWriter_Prepare(writer, length, max_character)                                              \
    (((max_character) <= (writer)->maxchar && (length) <= (writer)->size - (writer)->pos)                    \
         ? 0                                                                                                 \
         : (((length) == 0) ? 0 : _PyUnicodeWriter_PrepareInternal((writer), (length), (max_character))))
#define _PyUnicodeWriter_PrepareKind(writer, wanted)                                                         \
    ((wanted) <= (writer)->kind ? 0 : _PyUnicodeWriter_PrepareKindInternal((writer), (wanted)))
PyAPI_FUNC(int) _PyUnicodeWriter_WriteChar(_PyUnicodeWriter *writer, Py_UCS4 character);
PyAPI_FUNC(int) _PyUnicodeWriter_WriteStr(_PyUnicodeWriter *writer, PyObject *text);
PyAPI_FUNC(int) _PyUnicodeWriter_WriteSubstring(_PyUnicodeWriter *writer, PyObject *text, Py_ssize_t start,
                                                Py_ssize_t end);
PyAPI_FUNC(int)
    _PyUnicodeWriter_WriteASCIIString(_PyUnicodeWriter *writer, const char *text, Py_ssize_t length);
PyAPI_FUNC(int)
    _PyUnicodeWriter_WriteLatin1String(_PyUnicodeWriter *writer, const char *text, Py_ssize_t length);
/* The str; the writer is empty afterwards. */
PyAPI_FUNC(PyObject *) _PyUnicodeWriter_Finish(_PyUnicodeWriter *writer);
PyAPI_FUNC(void) _PyUnicodeWriter_Dealloc(_PyUnicodeWriter *writer);

/* ---- codecs ---- */

PyAPI_FUNC(const char *) PyUnicode_GetDefaultEncoding(void);
PyAPI_FUNC(PyObject *)
    PyUnicode_Decode(const char *bytes, Py_ssize_t size, const char *encoding, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsEncodedString(PyObject *text, const char *encoding, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeUTF8(const char *bytes, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeUTF8Stateful(const char *bytes, Py_ssize_t size, const char *errors,
                                                    Py_ssize_t *consumed);
PyAPI_FUNC(PyObject *) PyUnicode_AsUTF8String(PyObject *text);
PyAPI_FUNC(PyObject *) _PyUnicode_AsUTF8String(PyObject *text, const char *errors);
/* `byte_order`: -1 little endian, 1 big endian, 0 by the mark at the beginning (native when there is none).
 */
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUTF16(const char *bytes, Py_ssize_t size, const char *errors, int *byte_order);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeUTF16Stateful(const char *bytes, Py_ssize_t size, const char *errors,
                                                     int *byte_order, Py_ssize_t *consumed);
PyAPI_FUNC(PyObject *) PyUnicode_AsUTF16String(PyObject *text);
PyAPI_FUNC(PyObject *) _PyUnicode_EncodeUTF16(PyObject *text, const char *errors, int byte_order);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUTF32(const char *bytes, Py_ssize_t size, const char *errors, int *byte_order);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeUTF32Stateful(const char *bytes, Py_ssize_t size, const char *errors,
                                                     int *byte_order, Py_ssize_t *consumed);
PyAPI_FUNC(PyObject *) PyUnicode_AsUTF32String(PyObject *text);
PyAPI_FUNC(PyObject *) _PyUnicode_EncodeUTF32(PyObject *text, const char *errors, int byte_order);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeUTF7(const char *bytes, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeUTF7Stateful(const char *bytes, Py_ssize_t size, const char *errors,
                                                    Py_ssize_t *consumed);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeLatin1(const char *bytes, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsLatin1String(PyObject *text);
PyAPI_FUNC(PyObject *) _PyUnicode_AsLatin1String(PyObject *text, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeASCII(const char *bytes, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsASCIIString(PyObject *text);
PyAPI_FUNC(PyObject *) _PyUnicode_AsASCIIString(PyObject *text, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeUnicodeEscape(const char *bytes, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsUnicodeEscapeString(PyObject *text);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeRawUnicodeEscape(const char *bytes, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsRawUnicodeEscapeString(PyObject *text);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeCharmap(const char *bytes, Py_ssize_t size, PyObject *mapping, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_AsCharmapString(PyObject *text, PyObject *mapping);
/* The mapping for PyUnicode_AsCharmapString from the str of up to 256 characters that decodes. */
PyAPI_FUNC(PyObject *) PyUnicode_BuildEncodingMap(PyObject *table);
/* File names and the locale: UTF-8, undecodable bytes as lone surrogates. */
PyAPI_FUNC(PyObject *) PyUnicode_DecodeFSDefault(const char *bytes);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeFSDefaultAndSize(const char *bytes, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyUnicode_EncodeFSDefault(PyObject *text);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeLocale(const char *bytes, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeLocaleAndSize(const char *bytes, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_EncodeLocale(PyObject *text, const char *errors);
/* Converters for PyArg_Parse's O&: `result` is a PyObject **. */
PyAPI_FUNC(int) PyUnicode_FSConverter(PyObject *argument, void *result);
PyAPI_FUNC(int) PyUnicode_FSDecoder(PyObject *argument, void *result);

/* The registry: search functions give a tuple (encode, decode, stream reader, stream writer) for a name. */
PyAPI_FUNC(int) PyCodec_Register(PyObject *search_function);
PyAPI_FUNC(int) PyCodec_Unregister(PyObject *search_function);
PyAPI_FUNC(int) PyCodec_KnownEncoding(const char *encoding);
PyAPI_FUNC(PyObject *) _PyCodec_Lookup(const char *encoding);
PyAPI_FUNC(PyObject *) PyCodec_Encode(PyObject *object, const char *encoding, const char *errors);
PyAPI_FUNC(PyObject *) PyCodec_Decode(PyObject *object, const char *encoding, const char *errors);
PyAPI_FUNC(PyObject *) PyCodec_Encoder(const char *encoding);
PyAPI_FUNC(PyObject *) PyCodec_Decoder(const char *encoding);
/* New objects of the codec's classes for texts in pieces and for streams; `errors` may be NULL. */
PyAPI_FUNC(PyObject *) PyCodec_IncrementalEncoder(const char *encoding, const char *errors);
PyAPI_FUNC(PyObject *) PyCodec_IncrementalDecoder(const char *encoding, const char *errors);
PyAPI_FUNC(PyObject *) PyCodec_StreamReader(const char *encoding, PyObject *stream, const char *errors);
PyAPI_FUNC(PyObject *) PyCodec_StreamWriter(const char *encoding, PyObject *stream, const char *errors);
/* Error handlers: callables that take the exception and give (replacement, position). */
PyAPI_FUNC(int) PyCodec_RegisterError(const char *name, PyObject *handler);
PyAPI_FUNC(PyObject *) PyCodec_LookupError(const char *name);
PyAPI_FUNC(PyObject *) PyCodec_StrictErrors(PyObject *exception);
PyAPI_FUNC(PyObject *) PyCodec_IgnoreErrors(PyObject *exception);
PyAPI_FUNC(PyObject *) PyCodec_ReplaceErrors(PyObject *exception);
PyAPI_FUNC(PyObject *) PyCodec_XMLCharRefReplaceErrors(PyObject *exception);
PyAPI_FUNC(PyObject *) PyCodec_BackslashReplaceErrors(PyObject *exception);
PyAPI_FUNC(PyObject *) PyCodec_NameReplaceErrors(PyObject *exception);

/* ---- characters ---- */

PyAPI_FUNC(int) _PyUnicode_IsLowercase(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsUppercase(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsTitlecase(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsWhitespace(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsLinebreak(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsDecimalDigit(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsDigit(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsNumeric(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsPrintable(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsAlpha(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsXidStart(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_IsXidContinue(Py_UCS4 ch);
PyAPI_FUNC(Py_UCS4) _PyUnicode_ToLowercase(Py_UCS4 ch);
PyAPI_FUNC(Py_UCS4) _PyUnicode_ToUppercase(Py_UCS4 ch);
PyAPI_FUNC(Py_UCS4) _PyUnicode_ToTitlecase(Py_UCS4 ch);
/* -1 where the character has no such value. */
PyAPI_FUNC(int) _PyUnicode_ToDecimalDigit(Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicode_ToDigit(Py_UCS4 ch);
PyAPI_FUNC(double) _PyUnicode_ToNumeric(Py_UCS4 ch);

#define Py_UNICODE_ISSPACE(ch) _PyUnicode_IsWhitespace(ch)
#define Py_UNICODE_ISLOWER(ch) _PyUnicode_IsLowercase(ch)
#define Py_UNICODE_ISUPPER(ch) _PyUnicode_IsUppercase(ch)
#define Py_UNICODE_ISTITLE(ch) _PyUnicode_IsTitlecase(ch)
#define Py_UNICODE_ISLINEBREAK(ch) _PyUnicode_IsLinebreak(ch)
#define Py_UNICODE_TOLOWER(ch) _PyUnicode_ToLowercase(ch)
#define Py_UNICODE_TOUPPER(ch) _PyUnicode_ToUppercase(ch)
#define Py_UNICODE_TOTITLE(ch) _PyUnicode_ToTitlecase(ch)
#define Py_UNICODE_ISDECIMAL(ch) _PyUnicode_IsDecimalDigit(ch)
#define Py_UNICODE_ISDIGIT(ch) _PyUnicode_IsDigit(ch)
#define Py_UNICODE_ISNUMERIC(ch) _PyUnicode_IsNumeric(ch)
#define Py_UNICODE_ISPRINTABLE(ch) _PyUnicode_IsPrintable(ch)
#define Py_UNICODE_TODECIMAL(ch) _PyUnicode_ToDecimalDigit(ch)
#define Py_UNICODE_TODIGIT(ch) _PyUnicode_ToDigit(ch)
#define Py_UNICODE_TONUMERIC(ch) _PyUnicode_ToNumeric(ch)
#define Py_UNICODE_ISALPHA(ch) _PyUnicode_IsAlpha(ch)
#define Py_UNICODE_ISALNUM(ch)                                                                               \
    (Py_UNICODE_ISALPHA(ch) || Py_UNICODE_ISDECIMAL(ch) || Py_UNICODE_ISDIGIT(ch) || Py_UNICODE_ISNUMERIC(ch))

/* ASCII only and free of locales; the argument is a char. */
static inline int _Py_IsAsciiLower(unsigned char ch) {
    return ch >= 'a' && ch <= 'z';
}
static inline int _Py_IsAsciiUpper(unsigned char ch) {
    return ch >= 'A' && ch <= 'Z';
}
static inline int _Py_IsAsciiDigit(unsigned char ch) {
    return ch >= '0' && ch <= '9';
}
static inline int _Py_IsAsciiSpace(unsigned char ch) {
    return ch == ' ' || (ch >= '\t' && ch <= '\r');
}
#define Py_ISLOWER(ch) _Py_IsAsciiLower((unsigned char)(ch))
#define Py_ISUPPER(ch) _Py_IsAsciiUpper((unsigned char)(ch))
#define Py_ISALPHA(ch) (Py_ISLOWER(ch) || Py_ISUPPER(ch))
#define Py_ISDIGIT(ch) _Py_IsAsciiDigit((unsigned char)(ch))
#define Py_ISALNUM(ch) (Py_ISALPHA(ch) || Py_ISDIGIT(ch))
#define Py_ISXDIGIT(ch) (Py_ISDIGIT(ch) || ((ch) >= 'a' && (ch) <= 'f') || ((ch) >= 'A' && (ch) <= 'F'))
#define Py_ISSPACE(ch) _Py_IsAsciiSpace((unsigned char)(ch))
#define Py_TOLOWER(ch) (Py_ISUPPER(ch) ? (ch) + 32 : (ch))
#define Py_TOUPPER(ch) (Py_ISLOWER(ch) ? (ch)-32 : (ch))

/* The hash of bytes as CPython computes it for str and bytes; depends on PYTHONHASHSEED. */
PyAPI_FUNC(Py_hash_t) _Py_HashBytes(const void *bytes, Py_ssize_t size);

/* ---- bytes ---- */

typedef struct {
    PyObject_VAR_HEAD Py_hash_t ob_shash; /* -1: not computed yet */
    char ob_sval[1];                      /* ob_size bytes and a zero */
} PyBytesObject;

#define _PyBytes_CAST(op) ((PyBytesObject *)(op))
#define PyBytes_AS_STRING(op) (_PyBytes_CAST(op)->ob_sval)
#define PyBytes_GET_SIZE(op) (_PyVarObject_CAST(op)->ob_size)

/* With NULL the bytes are left to the caller to fill before anybody else sees the object. */
PyAPI_FUNC(PyObject *) PyBytes_FromStringAndSize(const char *bytes, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyBytes_FromString(const char *bytes);
PyAPI_FUNC(PyObject *) PyBytes_FromObject(PyObject *object);
PyAPI_FUNC(PyObject *) PyBytes_FromFormat(const char *format, ...);
PyAPI_FUNC(PyObject *) PyBytes_FromFormatV(const char *format, va_list arguments);
PyAPI_FUNC(Py_ssize_t) PyBytes_Size(PyObject *bytes);
/* Borrowed from the object. */
PyAPI_FUNC(char *) PyBytes_AsString(PyObject *bytes);
PyAPI_FUNC(int) PyBytes_AsStringAndSize(PyObject *bytes, char **text, Py_ssize_t *size);
PyAPI_FUNC(PyObject *) PyBytes_Repr(PyObject *bytes, int smart_quotes);
PyAPI_FUNC(void) PyBytes_Concat(PyObject **left, PyObject *right);
PyAPI_FUNC(void) PyBytes_ConcatAndDel(PyObject **left, PyObject *right);
PyAPI_FUNC(int) _PyBytes_Resize(PyObject **bytes, Py_ssize_t size);
PyAPI_FUNC(PyObject *) _PyBytes_Join(PyObject *separator, PyObject *iterable);
PyAPI_FUNC(PyObject *)
    _PyBytes_FormatEx(const char *format, Py_ssize_t size, PyObject *arguments, int use_bytearray);
PyAPI_FUNC(PyObject *) _PyBytes_FromHex(PyObject *text, int use_bytearray);
PyAPI_FUNC(PyObject *) PyBytes_DecodeEscape(const char *text, Py_ssize_t size, const char *errors,
                                            Py_ssize_t unused_unicode, const char *unused_recode);

typedef struct {
    PyObject *buffer; /* bytes or bytearray; NULL while the small buffer suffices */
    Py_ssize_t allocated;
    Py_ssize_t min_size;
    int use_bytearray;
    int overallocate;
    int use_small_buffer;
    char small_buffer[512];
} _PyBytesWriter;

PyAPI_FUNC(void) _PyBytesWriter_Init(_PyBytesWriter *writer);
/* Each gives the place to write next, which may have moved. */
PyAPI_FUNC(void *) _PyBytesWriter_Alloc(_PyBytesWriter *writer, Py_ssize_t size);
PyAPI_FUNC(void *) _PyBytesWriter_Prepare(_PyBytesWriter *writer, void *position, Py_ssize_t size);
PyAPI_FUNC(void *) _PyBytesWriter_Resize(_PyBytesWriter *writer, void *position, Py_ssize_t size);
PyAPI_FUNC(void *)
    _PyBytesWriter_WriteBytes(_PyBytesWriter *writer, void *position, const void *bytes, Py_ssize_t size);
PyAPI_FUNC(PyObject *) _PyBytesWriter_Finish(_PyBytesWriter *writer, void *position);
PyAPI_FUNC(void) _PyBytesWriter_Dealloc(_PyBytesWriter *writer);

/* ---- bytearray ---- */

typedef struct {
    PyObject_VAR_HEAD Py_ssize_t ob_alloc;
    char *ob_bytes; /* the block */
    char *ob_start; /* the first byte in it */
    Py_ssize_t ob_exports;
} PyByteArrayObject;

PyAPI_DATA(char) _PyByteArray_empty_string[];

static inline char *_PyByteArray_AsString(PyObject *op) {
    return Py_SIZE(op) != 0 ? ((PyByteArrayObject *)op)->ob_start : _PyByteArray_empty_string;
}
#define PyByteArray_AS_STRING(op) _PyByteArray_AsString(_PyObject_CAST(op))
#define PyByteArray_GET_SIZE(op) (_PyVarObject_CAST(op)->ob_size)

PyAPI_FUNC(PyObject *) PyByteArray_FromStringAndSize(const char *bytes, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyByteArray_FromObject(PyObject *object);
PyAPI_FUNC(PyObject *) PyByteArray_Concat(PyObject *left, PyObject *right);
PyAPI_FUNC(Py_ssize_t) PyByteArray_Size(PyObject *bytes);
PyAPI_FUNC(char *) PyByteArray_AsString(PyObject *bytes);
PyAPI_FUNC(int) PyByteArray_Resize(PyObject *bytes, Py_ssize_t size);

Py_END_DECLS

#endif
