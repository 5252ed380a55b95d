// SPDX-License-Identifier: MIT
//
// Module _contextvars: the types of the public API under their Python names, and copy_context().
#include <Python.h>

namespace {

PyObject *copy_context(PyObject *, PyObject *) {
    return PyContext_CopyCurrent();
}

PyMethodDef functions[] = {
    {"copy_context", copy_context, METH_NOARGS, "copy_context()\n--\n\nA copy of the current context."},
    {nullptr, nullptr, 0, nullptr},
};

int execute(PyObject *module) {
    for (PyTypeObject *type : {&PyContext_Type, &PyContextVar_Type, &PyContextToken_Type})
        if (PyModule_AddType(module, type) < 0) return -1;
    return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {0, nullptr},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_contextvars",
    .m_doc = "Context Variables",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace

extern "C" PyObject *PyInit__contextvars(void) {
    return PyModuleDef_Init(&definition);
}
