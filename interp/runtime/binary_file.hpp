// SPDX-License-Identifier: MIT
//
// Binary files: what open() gives in binary mode, and `buffer` of a text file.
#pragma once

#include <Python.h>

namespace adder::runtime {

extern PyTypeObject buffered_reader_type;
extern PyTypeObject buffered_writer_type;
extern PyTypeObject buffered_random_type;

} // namespace adder::runtime
