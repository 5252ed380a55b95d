// SPDX-License-Identifier: MIT
//
// The module _files: the file classes that open() gives, for modules _io and io.
#include "objects/error.hpp"
#include "runtime/binary_file.hpp"
#include "runtime/file_common.hpp"
#include "runtime/text_file.hpp"

namespace adder::runtime {

namespace {

int add_type(PyObject *module, const char *name, PyTypeObject *type) {
    return PyModule_AddObjectRef(module, name, reinterpret_cast<PyObject *>(type));
}

int execute(PyObject *module) {
    TRY(add_type(module, "TextIOWrapper", &text_file_type));
    TRY(add_type(module, "BufferedReader", &buffered_reader_type));
    TRY(add_type(module, "BufferedWriter", &buffered_writer_type));
    TRY(add_type(module, "BufferedRandom", &buffered_random_type));
    TRY(PyModule_AddObjectRef(module, "UnsupportedOperation", TRY(unsupported_operation())));
    TRY(PyModule_AddObjectRef(module, "BlockingIOError", PyExc_BlockingIOError));
    PyObject *open = PyDict_GetItemString(objects::runtime.builtins, "open");
    if (open == nullptr) return objects::raise(PyExc_RuntimeError, "lost builtins.open");
    TRY(PyModule_AddObjectRef(module, "open", open));
    return PyModule_AddIntConstant(module, "DEFAULT_BUFFER_SIZE", 8192);
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(execute)}, {0, nullptr}};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_files",
    .m_doc = "The file classes that open() gives.",
    .m_slots = slots,
};

} // namespace

} // namespace adder::runtime

extern "C" PyObject *PyInit__files(void) {
    return PyModuleDef_Init(&adder::runtime::definition);
}
