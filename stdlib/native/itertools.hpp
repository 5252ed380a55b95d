// SPDX-License-Identifier: MIT
//
// The types of module itertools, by the file that defines them.
#pragma once

#include <Python.h>

namespace adder::stdlib {

// itertools_streams.cpp
extern PyTypeObject count_type;
extern PyTypeObject repeat_type;
extern PyTypeObject cycle_type;
extern PyTypeObject chain_type;
extern PyTypeObject accumulate_type;
extern PyTypeObject zip_longest_type;

// itertools_filters.cpp
extern PyTypeObject compress_type;
extern PyTypeObject dropwhile_type;
extern PyTypeObject takewhile_type;
extern PyTypeObject filterfalse_type;
extern PyTypeObject starmap_type;
extern PyTypeObject islice_type;
extern PyTypeObject pairwise_type;

// itertools_groups.cpp
extern PyTypeObject groupby_type;
extern PyTypeObject grouper_type;
extern PyTypeObject tee_type;
extern PyTypeObject tee_block_type;
PyObject *itertools_tee(PyObject *module, PyObject *const *args, Py_ssize_t count);

// itertools_combinatorics.cpp
extern PyTypeObject product_type;
extern PyTypeObject permutations_type;
extern PyTypeObject combinations_type;
extern PyTypeObject combinations_with_replacement_type;

} // namespace adder::stdlib
