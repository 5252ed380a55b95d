// SPDX-License-Identifier: MIT
// A module that has universal functions beside other things: VECEXT_UFUNCS and add_ufuncs().
#include <vecext/ufunc.hpp>

VECEXT_UFUNCS(mixed,
              vecext::ufunc("half_up", "x / 2, whole and towards plus infinity.",
                            [](auto x) { return ceil(x / 2); }),
              vecext::ufunc<vecext::integers>("bits_apart", "The bits in which two numbers differ.",
                                              [](auto x, auto y) { return (x | y) & ~(x & y); }))

#if !defined(VECEXT_LEVEL)

namespace {

int start(PyObject *module) {
    return adder::vecext::add_ufuncs(module, vecext_mixed) < 0 ||
                   PyModule_AddIntConstant(module, "answer", 42) < 0
               ? -1
               : 0;
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(start)}, {0, nullptr}};
PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "mixed", nullptr, 0, nullptr, slots, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_mixed() {
    return PyModuleDef_Init(&definition);
}

#endif
