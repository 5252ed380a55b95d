// SPDX-License-Identifier: MIT
//
// Doc strings of native functions and types that begin with their signature:
//
//     name(parameters)\n--\n\nText.
//
// `__text_signature__` is the part in parentheses, `__doc__` the text behind. Any other doc string is all
// text.
#include "objects/type.hpp"

#include <cstring>

namespace adder::objects {

namespace {

constexpr char signature_end[] = ")\n--\n\n";
constexpr size_t signature_end_length = sizeof signature_end - 1;

// Points at the "(" behind the name, or is NULL when the doc string does not begin so.
const char *find_signature(const char *name, const char *doc) {
    if (const char *dot = strrchr(name, '.')) name = dot + 1;
    const size_t length = strlen(name);
    if (doc == nullptr || strncmp(doc, name, length) != 0 || doc[length] != '(') return nullptr;
    return doc + length;
}

// Points at the ")" that ends the signature; an empty line before it means that there is none.
const char *find_signature_end(const char *signature) {
    for (; *signature != '\0'; signature++) {
        if (strncmp(signature, signature_end, signature_end_length) == 0) return signature;
        if (signature[0] == '\n' && signature[1] == '\n') return nullptr;
    }
    return nullptr;
}

} // namespace

PyObject *doc_without_signature(const char *name, const char *doc) {
    if (doc == nullptr) Py_RETURN_NONE;
    if (const char *signature = find_signature(name, doc)) {
        if (const char *end = find_signature_end(signature)) doc = end + signature_end_length;
    }
    if (*doc == '\0') Py_RETURN_NONE;
    return PyUnicode_FromString(doc);
}

PyObject *signature_of_doc(const char *name, const char *doc) {
    const char *signature = find_signature(name, doc);
    const char *end = signature != nullptr ? find_signature_end(signature) : nullptr;
    if (end == nullptr) Py_RETURN_NONE;
    return PyUnicode_FromStringAndSize(signature, end - signature + 1);
}

} // namespace adder::objects
