// SPDX-License-Identifier: MIT
//
// The built-in module `_opcode`: the opcode table as `dis` reads it. Whatever opcodes.def says, Python sees.
#include "bytecode/opcode.hpp"

#include <Python.h>

#include <algorithm>

namespace adder::runtime {

namespace {

using bytecode::Opcode;
using bytecode::OperandKind;

const char *kind_name(OperandKind kind) {
    switch (kind) {
    case OperandKind::None: return "none";
    case OperandKind::Raw: return "raw";
    case OperandKind::Count: return "count";
    case OperandKind::Flag: return "flag";
    case OperandKind::Flags: return "flags";
    case OperandKind::Constant: return "constant";
    case OperandKind::Name: return "name";
    case OperandKind::GlobalName: return "global_name";
    case OperandKind::Local: return "local";
    case OperandKind::JumpForward: return "jump_forward";
    case OperandKind::JumpBackward: return "jump_backward";
    case OperandKind::Comparison: return "comparison";
    case OperandKind::BinaryOperator: return "binary_operator";
    }
    return "";
}

// The views of a row are string literals, so they end in a null character.
PyObject *make_row(const bytecode::OpcodeInfo &info) {
    return Py_BuildValue("ssiis", info.name.data(), kind_name(info.operand),
                         static_cast<int>(info.cache_units), static_cast<int>(info.generic),
                         info.picture.data());
}

// (name, operand kind, cache units, generic opcode, stack picture), indexed by opcode.
PyObject *make_table() {
    PyObject *table = PyTuple_New(bytecode::opcode_count);
    for (int opcode = 0; table != nullptr && opcode < bytecode::opcode_count; ++opcode) {
        PyObject *row = make_row(bytecode::info_of(static_cast<Opcode>(opcode)));
        if (row == nullptr) {
            Py_DECREF(table);
            return nullptr;
        }
        PyTuple_SET_ITEM(table, opcode, row);
    }
    return table;
}

// Without `jump` the larger effect of both ways, as what a stack must have room for.
PyObject *stack_effect(PyObject *, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"", "", "jump", nullptr};
    int opcode = 0;
    PyObject *operand = Py_None;
    PyObject *jump = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "i|O$O:stack_effect", const_cast<char **>(names),
                                     &opcode, &operand, &jump))
        return nullptr;
    if (opcode < 0 || opcode >= bytecode::opcode_count) {
        PyErr_SetString(PyExc_ValueError, "invalid opcode");
        return nullptr;
    }
    const long argument = operand == Py_None ? 0 : PyLong_AsLong(operand);
    if (argument == -1 && PyErr_Occurred() != nullptr) return nullptr;
    const auto effect = [&](bool is_jump) {
        return bytecode::stack_effect(static_cast<Opcode>(opcode), static_cast<int>(argument), is_jump);
    };
    if (jump == Py_None) return PyLong_FromLong(std::max(effect(true), effect(false)));
    return PyLong_FromLong(effect(jump == Py_True));
}

PyMethodDef methods[] = {
    {"stack_effect", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(stack_effect)),
     METH_VARARGS | METH_KEYWORDS,
     "stack_effect($module, opcode, oparg=None, /, *, jump=None)\n--\n\nReturn how an instruction changes "
     "the stack depth."},
    {nullptr, nullptr, 0, nullptr},
};

int add_table(PyObject *module) {
    PyObject *table = make_table();
    if (table == nullptr) return -1;
    const int status = PyModule_AddObjectRef(module, "table", table);
    Py_DECREF(table);
    return status;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(add_table)},
    {0, nullptr},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_opcode",
    .m_doc = "The opcode table.",
    .m_size = 0,
    .m_methods = methods,
    .m_slots = slots,
    .m_traverse = nullptr,
    .m_clear = nullptr,
    .m_free = nullptr,
};

} // namespace

} // namespace adder::runtime

extern "C" PyObject *PyInit__opcode() {
    return PyModuleDef_Init(&adder::runtime::definition);
}
