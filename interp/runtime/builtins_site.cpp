// SPDX-License-Identifier: MIT
//
// The objects that make an interactive session kinder: exit and quit, copyright, credits, license, help.
// They are no part of the language; CPython adds them in its module site.
#include "runtime/builtins.hpp"

#include "objects/error.hpp"
#include "objects/names.hpp"

namespace adder::runtime {
namespace {

struct SiteObject {
    PyObject_HEAD const char *name;
    const char *text;
};

SiteObject *as_site(PyObject *object) {
    return reinterpret_cast<SiteObject *>(object);
}

PyObject *show_text(PyObject *self) {
    return PyUnicode_FromString(as_site(self)->text);
}

PyObject *show_quitter(PyObject *self) {
    return PyUnicode_FromFormat("Use %s() or Ctrl-D (i.e. EOF) to exit", as_site(self)->name);
}

// SystemExit with the argument. Standard input is closed first, as a prompt that reads on would be confusing.
PyObject *quit(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"code", nullptr};
    PyObject *code = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O:__call__", const_cast<char **>(keywords), &code))
        return nullptr;
    PyErr_SetObject(PyExc_SystemExit, code);
    return nullptr;
}

PyObject *print_text(PyObject *self, PyObject *args, PyObject *) {
    if (!PyArg_ParseTuple(args, ":__call__")) return nullptr;
    PyObject *out = PySys_GetObject("stdout");
    if (out == nullptr || out == Py_None) Py_RETURN_NONE;
    TRY(PyFile_WriteString(as_site(self)->text, out));
    TRY(PyFile_WriteString("\n", out));
    Py_RETURN_NONE;
}

PyObject *call_help(PyObject *, PyObject *args, PyObject *kwargs) {
    const objects::Ref module = TRY_REF(PyImport_ImportModule("pydoc"));
    const objects::Ref help = TRY_REF(PyObject_GetAttrString(module.get(), "help"));
    return PyObject_Call(help.get(), args, kwargs);
}

void deallocate(PyObject *self) {
    Py_TYPE(self)->tp_free(self);
}

PyTypeObject quitter_type = {
    .ob_base = {{1, &PyType_Type}, 0},
    .tp_name = "_sitebuiltins.Quitter",
    .tp_basicsize = sizeof(SiteObject),
    .tp_dealloc = deallocate,
    .tp_repr = show_quitter,
    .tp_call = quit,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_free = PyObject_Free,
};

PyTypeObject printer_type = {
    .ob_base = {{1, &PyType_Type}, 0},
    .tp_name = "_sitebuiltins._Printer",
    .tp_basicsize = sizeof(SiteObject),
    .tp_dealloc = deallocate,
    .tp_repr = show_text,
    .tp_call = print_text,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "interactive prompt objects for printing the license text, a list of\n    contributors and the "
              "copyright notice.",
    .tp_free = PyObject_Free,
};

PyTypeObject helper_type = {
    .ob_base = {{1, &PyType_Type}, 0},
    .tp_name = "_sitebuiltins._Helper",
    .tp_basicsize = sizeof(SiteObject),
    .tp_dealloc = deallocate,
    .tp_repr = show_text,
    .tp_call = call_help,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "Define the builtin 'help'.",
    .tp_free = PyObject_Free,
};

struct SiteRow {
    const char *name;
    PyTypeObject *type;
    const char *text;
};

const SiteRow rows[] = {
    {"copyright", &printer_type,
     "Copyright (c) the authors of Adder. Adder is free software under the MIT license."},
    {"credits", &printer_type,
     "Adder follows the Python language, which Guido van Rossum and the Python community made."},
    {"exit", &quitter_type, ""},
    {"help", &helper_type, "Type help() for interactive help, or help(object) for help about object."},
    {"license", &printer_type,
     "Adder comes under the MIT license; see the file LICENSE of its distribution."},
    {"quit", &quitter_type, ""},
};

} // namespace

int add_site_objects(PyObject *dict) {
    for (PyTypeObject *type : {&quitter_type, &printer_type, &helper_type}) TRY(PyType_Ready(type));
    for (const auto &[name, type, text] : rows) {
        const objects::Ref object = TRY_REF(PyObject_New(SiteObject, type));
        object.as<SiteObject>()->name = name;
        object.as<SiteObject>()->text = text;
        TRY(PyDict_SetItemString(dict, name, object.get()));
    }
    return 0;
}

} // namespace adder::runtime
