// SPDX-License-Identifier: MIT
//
// The storage of names.def: a pointer for each row and one table to fill them from.
#include "objects/names.hpp"

namespace adder::objects {

namespace name {
#define NAME(identifier, text) PyObject *identifier;
#include "objects/names.def"
#undef NAME
} // namespace name

namespace {

struct Row {
    PyObject **place;
    const char *text;
};

const Row rows[] = {
#define NAME(identifier, text) {&name::identifier, text},
#include "objects/names.def"
#undef NAME
};

} // namespace

int init_names() {
    for (const Row &row : rows) {
        *row.place = PyUnicode_InternFromString(row.text);
        if (*row.place == nullptr) return -1;
    }
    return 0;
}

} // namespace adder::objects
