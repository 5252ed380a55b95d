// SPDX-License-Identifier: MIT
// The module `_lapack`: what vecext.linalg calls. See lapack.hpp for the form of the arguments.
#include "vecext/lapack.hpp"

// OpenBLAS has these, the reference library has not.
extern "C" {
void openblas_set_num_threads(int) __attribute__((weak));
int openblas_get_num_threads(void) __attribute__((weak));
}

namespace adder::vecext {

namespace {

PyObject *set_num_threads(PyObject *, PyObject *count) {
    const Py_ssize_t threads = PyLong_AsSsize_t(count);
    if (threads == -1 && PyErr_Occurred()) return nullptr;
    if (threads < 1 || threads > 1024) {
        PyErr_SetString(PyExc_ValueError, "the number of threads must be in 1..1024");
        return nullptr;
    }
    if (openblas_set_num_threads) openblas_set_num_threads(static_cast<int>(threads));
    Py_RETURN_NONE;
}

PyObject *get_num_threads(PyObject *, PyObject *) {
    return PyLong_FromLong(openblas_get_num_threads ? openblas_get_num_threads() : 1);
}

using FastFunction = PyObject *(*)(PyObject *, PyObject *const *, Py_ssize_t);

PyCFunction as_method(FastFunction function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyMethodDef methods[] = {
    {"solve", as_method(lapack_solve), METH_FASTCALL,
     "solve(a, b, x, /)\n--\n\nx with a @ x == b; the inverse of a if b is None."},
    {"det", as_method(lapack_det), METH_FASTCALL, "det(a, out, /)\n--\n\nDeterminants."},
    {"slogdet", as_method(lapack_slogdet), METH_FASTCALL,
     "slogdet(a, sign, logarithm, /)\n--\n\nDeterminants as sign and logarithm of the absolute value."},
    {"cholesky", as_method(lapack_cholesky), METH_FASTCALL,
     "cholesky(a, out, upper, /)\n--\n\nThe triangular factor."},
    {"qr", as_method(lapack_qr), METH_FASTCALL,
     "qr(a, r, q, /)\n--\n\nThe factor R, and Q unless q is None."},
    {"qr_raw", as_method(lapack_qr_raw), METH_FASTCALL,
     "qr_raw(a, factors, tau, /)\n--\n\nR, below its diagonal the reflectors that make Q, and their scales."},
    {"svd", as_method(lapack_svd), METH_FASTCALL,
     "svd(a, s, u, vt, /)\n--\n\nSingular values, and vectors unless u is None."},
    {"eigh", as_method(lapack_eigh), METH_FASTCALL,
     "eigh(a, w, v, upper, /)\n--\n\nEigenvalues of Hermitian matrices, and vectors unless v is None."},
    {"eig", as_method(lapack_eig), METH_FASTCALL,
     "eig(a, w, v, /)\n--\n\nComplex eigenvalues, and vectors unless v is None."},
    {"lstsq", as_method(lapack_lstsq), METH_FASTCALL,
     "lstsq(a, x, s, rcond, /)\n--\n\nLeast squares of one matrix in place of x; the rank, or -1."},
    {"set_num_threads", set_num_threads, METH_O,
     "set_num_threads(count, /)\n--\n\nHow many threads the library may use."},
    {"get_num_threads", get_num_threads, METH_NOARGS,
     "get_num_threads()\n--\n\nHow many threads the library may use."},
    {nullptr, nullptr, 0, nullptr},
};

// One thread unless the user asks for more: the interpreter's own threads share the machine.
int execute(PyObject *) {
    if (openblas_set_num_threads) openblas_set_num_threads(1);
    return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {0, nullptr},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "vecext._lapack",
    .m_doc = "LAPACK over stacks of matrices in buffers.",
    .m_size = 0,
    .m_methods = methods,
    .m_slots = slots,
};

} // namespace

} // namespace adder::vecext

PyMODINIT_FUNC PyInit__lapack(void) {
    return PyModuleDef_Init(&adder::vecext::definition);
}
