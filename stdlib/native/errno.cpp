// SPDX-License-Identifier: MIT
//
// The module errno: the system's error numbers by name, and their names by number.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <cerrno>

namespace {

struct Row {
    const char *name;
    int number;
};

// A number that two names share keeps the later name.
const Row rows[] = {
#define ROW(name) {#name, name},
    ROW(ENODEV) ROW(ENOCSI) ROW(EHOSTUNREACH) ROW(ENOMSG) ROW(EL2HLT) ROW(ENOTBLK) ROW(ENAMETOOLONG) ROW(
        EISNAM) ROW(ENOTEMPTY) ROW(ENOTNAM) ROW(EDESTADDRREQ) ROW(EISCONN) ROW(ENOSYS) ROW(EDOM) ROW(EBADFD)
        ROW(EADV) ROW(ENOLINK) ROW(EROFS) ROW(EEXIST) ROW(ENETDOWN) ROW(EWOULDBLOCK) ROW(EMFILE) ROW(EREMOTE)
            ROW(ENOKEY) ROW(EKEYREVOKED) ROW(EKEYREJECTED) ROW(EKEYEXPIRED) ROW(ENOMEDIUM) ROW(EMEDIUMTYPE)
                ROW(ERFKILL) ROW(EOWNERDEAD) ROW(ENOTRECOVERABLE) ROW(ECANCELED) ROW(ENETRESET) ROW(
                    EPIPE) ROW(EOPNOTSUPP) ROW(EAGAIN) ROW(ENOPROTOOPT) ROW(ECONNABORTED) ROW(ESTALE)
                    ROW(EUSERS) ROW(EFAULT) ROW(ESPIPE) ROW(ESHUTDOWN) ROW(E2BIG) ROW(EBADE) ROW(EBADF) ROW(
                        EBADMSG) ROW(EBADR) ROW(EBADRQC) ROW(EBADSLT) ROW(EBFONT) ROW(EBUSY) ROW(ECHILD)
                        ROW(ECHRNG) ROW(ECOMM) ROW(ECONNREFUSED) ROW(ECONNRESET) ROW(EDEADLK) ROW(EDEADLOCK)
                            ROW(EDOTDOT) ROW(EDQUOT) ROW(EADDRINUSE) ROW(EADDRNOTAVAIL) ROW(EAFNOSUPPORT)
                                ROW(EALREADY) ROW(EFBIG) ROW(EHOSTDOWN) ROW(EIDRM) ROW(EILSEQ) ROW(
                                    EINPROGRESS) ROW(EINTR) ROW(EINVAL) ROW(EIO) ROW(EISDIR)
                                    ROW(EL2NSYNC) ROW(EL3HLT) ROW(EL3RST) ROW(ELIBACC) ROW(ELIBBAD) ROW(
                                        ELIBEXEC) ROW(ELIBMAX) ROW(ELIBSCN) ROW(ELNRNG) ROW(ELOOP) ROW(EMLINK)
                                        ROW(EMSGSIZE) ROW(EMULTIHOP) ROW(ENAVAIL) ROW(
                                            ENETUNREACH) ROW(ENFILE) ROW(ENOANO) ROW(ENOBUFS)
                                            ROW(ENODATA) ROW(ENOENT) ROW(ENOEXEC) ROW(ENOLCK) ROW(ENOMEM) ROW(
                                                ENONET) ROW(ENOPKG)
                                                ROW(ENOSPC)
                                                    ROW(ENOSR) ROW(ENOSTR) ROW(ENOTCONN) ROW(ENOTDIR) ROW(
                                                        ENOTSOCK) ROW(ENOTTY) ROW(ENOTUNIQ) ROW(ENXIO)
                                                        ROW(ENOTSUP) ROW(EOVERFLOW)
                                                            ROW(EPERM) ROW(EPFNOSUPPORT) ROW(EPROTO) ROW(
                                                                EPROTONOSUPPORT) ROW(EPROTOTYPE) ROW(ERANGE)
                                                                ROW(EREMCHG) ROW(EREMOTEIO)
                                                                    ROW(ERESTART) ROW(ESOCKTNOSUPPORT)
                                                                        ROW(ESRCH) ROW(ESRMNT) ROW(ESTRPIPE)
                                                                            ROW(ETIME) ROW(ETIMEDOUT)
                                                                                ROW(ETOOMANYREFS) ROW(ETXTBSY)
                                                                                    ROW(EUCLEAN) ROW(EUNATCH)
                                                                                        ROW(EXDEV) ROW(EXFULL)
                                                                                            ROW(EACCES)
#undef ROW
};

int add_row(PyObject *module, PyObject *names, const Row &row) {
    if (PyModule_AddIntConstant(module, row.name, row.number) < 0) return -1;
    PyObject *number = PyLong_FromLong(row.number);
    PyObject *name = PyUnicode_InternFromString(row.name);
    const int status = number == nullptr || name == nullptr ? -1 : PyDict_SetItem(names, number, name);
    Py_XDECREF(number);
    Py_XDECREF(name);
    return status;
}

int execute(PyObject *module) {
    PyObject *names = PyDict_New();
    if (names == nullptr || PyModule_AddObjectRef(module, "errorcode", names) < 0) {
        Py_XDECREF(names);
        return -1;
    }
    Py_DECREF(names);
    for (const Row &row : rows)
        if (add_row(module, names, row) < 0) return -1;
    return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {0, nullptr},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "errno",
    .m_doc = "The system's error numbers under their names; errorcode maps numbers to names.",
    .m_slots = slots,
};

} // namespace

extern "C" PyObject *PyInit_errno(void) {
    return PyModuleDef_Init(&definition);
}
