// SPDX-License-Identifier: MIT
//
// The built-in module `_ast`: the classes of trees, and the flags of compile() that go with them.
#include "runtime/ast_types.hpp"

#include "objects/error.hpp"

namespace adder::runtime {

namespace {

[[nodiscard]] int add_class(PyObject *module, PyObject *made) {
    return PyModule_AddObjectRef(module, reinterpret_cast<PyTypeObject *>(made)->tp_name, made);
}

[[nodiscard]] int add_enum(PyObject *module, const AstEnum &choices) {
    TRY(add_class(module, choices.base));
    for (PyObject *made : choices.classes) TRY(add_class(module, made));
    return 0;
}

int execute(PyObject *module) {
    const AstTypes *types = ast_types();
    if (types == nullptr) return -1;
    for (PyObject *made : {types->ast, types->mod, types->stmt, types->expr, types->pattern,
                           types->excepthandler, types->type_ignore})
        TRY(add_class(module, made));
    for (PyObject *made : types->classes) TRY(add_class(module, made));
    for (const AstEnum *choices : {&types->contexts, &types->boolean_operators, &types->operators,
                                   &types->unary_operators, &types->comparison_operators})
        TRY(add_enum(module, *choices));
    TRY(PyModule_AddIntConstant(module, "PyCF_ONLY_AST", 0x400));
    TRY(PyModule_AddIntConstant(module, "PyCF_TYPE_COMMENTS", 0x1000));
    return PyModule_AddIntConstant(module, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000);
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_ast",
    .m_doc = "The classes of abstract syntax trees.",
    .m_slots = slots,
};

} // namespace

} // namespace adder::runtime

extern "C" PyObject *PyInit__ast() {
    return PyModuleDef_Init(&adder::runtime::definition);
}
