// SPDX-License-Identifier: MIT
//
// The module itertools: the types of the neighbouring files and the function tee.
#include "itertools.hpp"

#include <initializer_list>

namespace adder::stdlib {
namespace {

PyMethodDef functions[] = {
    {"tee", _PyCFunction_CAST(itertools_tee), METH_FASTCALL,
     "tee($module, iterable, n=2, /)\n--\n\nA tuple of n iterators that each give all of the iterable."},
    {},
};

int execute(PyObject *module) {
    for (PyTypeObject *type : {&accumulate_type,  &combinations_type, &combinations_with_replacement_type,
                               &cycle_type,       &dropwhile_type,    &takewhile_type,
                               &islice_type,      &starmap_type,      &chain_type,
                               &compress_type,    &filterfalse_type,  &count_type,
                               &zip_longest_type, &pairwise_type,     &permutations_type,
                               &product_type,     &repeat_type,       &groupby_type,
                               &grouper_type,     &tee_type,          &tee_block_type})
        if (PyModule_AddType(module, type) < 0) return -1;
    return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "itertools",
    .m_doc = "Building blocks for iteration: endless iterators, choices from iterables, and combinations.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit_itertools(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
