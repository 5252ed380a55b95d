// SPDX-License-Identifier: MIT
//
// The short way of PyArg_Parse…: most calls give arguments of just the kinds that the format names.
//
// Such items are stored straight from the words on one walk over the format. Whatever needs a conversion, a
// call, a message or memory is not plain: the walk gives up before it has done anything that the long way
// (argument_format.hpp) would not do again, and that starts from the beginning.
#pragma once

#include "objects/object.hpp"

#include <cstdarg>

namespace adder::capi {

// Stores `count` arguments by the format; false, without an exception, when something is not plain.
// `keywords` is NULL, or the names of all items where none of the arguments is named.
[[nodiscard]] bool store_plain_arguments(PyObject *const *arguments, Py_ssize_t count, const char *format,
                                         const char *const *keywords, va_list results, bool has_clean_sizes);

} // namespace adder::capi
