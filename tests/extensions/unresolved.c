/* SPDX-License-Identifier: MIT
 *
 * An extension that needs a function which nobody has. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

extern PyObject *function_that_nobody_has(void);

PyMODINIT_FUNC PyInit_unresolved(void) {
    return function_that_nobody_has();
}
