// SPDX-License-Identifier: MIT
//
// Code objects as Python sees them: attributes, comparison, lines and positions. How programs make new ones
// is in code_replace.cpp.
//
// Offsets that Python sees count bytes, two for each code unit. co_code shows the generic instructions that
// were compiled, whatever the VM has made of its own copy.
#include "objects/code_parts.hpp"

#include "bytecode/line_table.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/protocol.hpp"
#include "objects/str.hpp"
#include "objects/tuple.hpp"
#include "objects/value.hpp"

namespace adder::objects {

namespace {

using bytecode::Code;

PyCodeObject *as_code(PyObject *object) {
    return reinterpret_cast<PyCodeObject *>(object);
}

// --- comparison

int are_same_constants(PyObject *a, PyObject *b);

int are_same_tuples(PyObject *a, PyObject *b) {
    if (PyTuple_GET_SIZE(a) != PyTuple_GET_SIZE(b)) return 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(a); i++) {
        const int same = are_same_constants(PyTuple_GET_ITEM(a, i), PyTuple_GET_ITEM(b, i));
        if (same <= 0) return same;
    }
    return 1;
}

// Equal and of one type, so that 1, 1.0 and True, or 0.0 and -0.0, are told apart.
int are_same_constants(PyObject *a, PyObject *b) {
    if (a == b) return 1;
    if (Py_TYPE(a) != Py_TYPE(b) || is_word_float(a)) return 0;
    if (PyTuple_CheckExact(a)) return are_same_tuples(a, b);
    if (PyComplex_CheckExact(a)) {
        const Py_complex left = PyComplex_AsCComplex(a), right = PyComplex_AsCComplex(b);
        return memcmp(&left, &right, sizeof left) == 0; // NOLINT: by its bits, as CPython does
    }
    return PyObject_RichCompareBool(a, b, Py_EQ);
}

bool have_same_shape(const PyCodeObject *a, const PyCodeObject *b) {
    return a->argument_count == b->argument_count && a->positional_only_count == b->positional_only_count &&
           a->keyword_only_count == b->keyword_only_count && a->flags == b->flags &&
           a->first_line == b->first_line && a->data->variable_kinds == b->data->variable_kinds &&
           a->data->instructions == b->data->instructions;
}

int are_equal_codes(PyCodeObject *a, PyCodeObject *b) {
    if (!have_same_shape(a, b) || !unicode_equal(a->name, b->name)) return 0;
    int same = are_same_tuples(a->constants_tuple, b->constants_tuple);
    if (same > 0) same = PyObject_RichCompareBool(a->names_tuple, b->names_tuple, Py_EQ);
    if (same > 0) same = PyObject_RichCompareBool(a->variable_names, b->variable_names, Py_EQ);
    return same;
}

PyObject *code_richcompare(PyObject *self, PyObject *other, int operation) {
    if ((operation != Py_EQ && operation != Py_NE) || !PyCode_Check(self) || !PyCode_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    const int are_equal = TRY(are_equal_codes(as_code(self), as_code(other)));
    return new_bool((are_equal != 0) == (operation == Py_EQ));
}

Py_hash_t code_hash(PyObject *self) {
    const PyCodeObject *code = as_code(self);
    Py_uhash_t hash = 20221211;
    for (PyObject *part : {code->name, code->constants_tuple, code->names_tuple, code->variable_names}) {
        const Py_hash_t part_hash = PyObject_Hash(part);
        if (part_hash == -1) return -1;
        hash = (hash ^ static_cast<Py_uhash_t>(part_hash)) * 1000003;
    }
    for (const uint16_t unit : code->data->instructions) hash = (hash ^ unit) * 1000003;
    for (const int count : {code->argument_count, code->positional_only_count, code->keyword_only_count,
                            static_cast<int>(code->flags), code->first_line}) {
        hash = (hash ^ static_cast<Py_uhash_t>(count)) * 1000003;
    }
    return static_cast<Py_hash_t>(hash) == -1 ? -2 : static_cast<Py_hash_t>(hash);
}

PyObject *code_repr(PyObject *self) {
    const PyCodeObject *code = as_code(self);
    return PyUnicode_FromFormat("<code object %U at %p, file \"%U\", line %d>", code->name, self,
                                code->filename, code->first_line != 0 ? code->first_line : -1);
}

// --- attributes

template <int PyCodeObject::*Field> PyObject *get_number(PyObject *self, void *) {
    return PyLong_FromLong(as_code(self)->*Field);
}
template <PyObject *PyCodeObject::*Field> PyObject *get_object(PyObject *self, void *) {
    return Py_NewRef(as_code(self)->*Field);
}

PyObject *get_flags(PyObject *self, void *) {
    return PyLong_FromUnsignedLong(as_code(self)->flags);
}

PyObject *get_code(PyObject *self, void *) {
    const auto &units = as_code(self)->data->instructions;
    return PyBytes_FromStringAndSize(reinterpret_cast<const char *>(units.data()),
                                     static_cast<Py_ssize_t>(units.size() * sizeof(uint16_t)));
}

PyObject *get_adaptive_code(PyObject *self, void *) {
    return PyBytes_FromStringAndSize(reinterpret_cast<const char *>(as_code(self)->instructions),
                                     as_code(self)->unit_count * static_cast<Py_ssize_t>(sizeof(uint16_t)));
}

// Names of the variables of one kind, in their order.
PyObject *names_of_kind(PyObject *self, uint8_t kind) {
    const PyCodeObject *code = as_code(self);
    Ref names = TRY_REF(PyList_New(0));
    for (int i = 0; i < code->variable_count; i++) {
        if (!(code->data->variable_kinds[static_cast<size_t>(i)] & kind)) continue;
        TRY(PyList_Append(names.get(), PyTuple_GET_ITEM(code->variable_names, i)));
    }
    return PyList_AsTuple(names.get());
}

PyObject *get_varnames(PyObject *self, void *) {
    return names_of_kind(self, bytecode::VariableLocal);
}
PyObject *get_cellvars(PyObject *self, void *) {
    return names_of_kind(self, bytecode::VariableCell);
}
PyObject *get_freevars(PyObject *self, void *) {
    return names_of_kind(self, bytecode::VariableFree);
}

PyObject *to_bytes(const std::string &text) {
    return PyBytes_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
}

PyObject *get_linetable(PyObject *self, void *) {
    return to_bytes(bytecode::encode_line_table(*as_code(self)->data));
}
PyObject *get_lnotab(PyObject *self, void *) {
    return to_bytes(bytecode::encode_line_distances(*as_code(self)->data));
}
PyObject *get_exceptiontable(PyObject *self, void *) {
    return to_bytes(bytecode::encode_handlers(as_code(self)->data->handlers));
}

PyGetSetDef code_getset[] = {
    {"co_argcount", get_number<&PyCodeObject::argument_count>, nullptr, nullptr, nullptr},
    {"co_posonlyargcount", get_number<&PyCodeObject::positional_only_count>, nullptr, nullptr, nullptr},
    {"co_kwonlyargcount", get_number<&PyCodeObject::keyword_only_count>, nullptr, nullptr, nullptr},
    {"co_nlocals", get_number<&PyCodeObject::local_count>, nullptr, nullptr, nullptr},
    {"co_stacksize", get_number<&PyCodeObject::stack_size>, nullptr, nullptr, nullptr},
    {"co_flags", get_flags, nullptr, nullptr, nullptr},
    {"co_firstlineno", get_number<&PyCodeObject::first_line>, nullptr, nullptr, nullptr},
    {"co_code", get_code, nullptr, nullptr, nullptr},
    {"_co_code_adaptive", get_adaptive_code, nullptr, nullptr, nullptr},
    {"co_consts", get_object<&PyCodeObject::constants_tuple>, nullptr, nullptr, nullptr},
    {"co_names", get_object<&PyCodeObject::names_tuple>, nullptr, nullptr, nullptr},
    {"co_varnames", get_varnames, nullptr, nullptr, nullptr},
    {"co_cellvars", get_cellvars, nullptr, nullptr, nullptr},
    {"co_freevars", get_freevars, nullptr, nullptr, nullptr},
    {"co_filename", get_object<&PyCodeObject::filename>, nullptr, nullptr, nullptr},
    {"co_name", get_object<&PyCodeObject::name>, nullptr, nullptr, nullptr},
    {"co_qualname", get_object<&PyCodeObject::qualname>, nullptr, nullptr, nullptr},
    {"co_linetable", get_linetable, nullptr, nullptr, nullptr},
    {"co_lnotab", get_lnotab, nullptr, nullptr, nullptr},
    {"co_exceptiontable", get_exceptiontable, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// --- lines and positions

Ref number_or_none(int number) {
    return number < 0 ? Ref::borrow(Py_None) : Ref::steal(PyLong_FromLong(number));
}

int run_end(const PyCodeObject *code, size_t index) {
    const auto &runs = code->data->positions;
    return index + 1 < runs.size() ? runs[index + 1].start : code->unit_count;
}

// One entry an instruction, as CPython's table has them.
int append_lines(PyObject *lines, const Code &code, const bytecode::PositionRun &run, int end) {
    Ref line = TRY(number_or_none(run.line));
    for (int at = run.start; at < end;) {
        const int next = bytecode::end_of_instruction(code, at, end);
        Ref entry = TRY_REF(Py_BuildValue("iiO", 2 * at, 2 * next, line.get()));
        TRY(PyList_Append(lines, entry.get()));
        at = next;
    }
    return 0;
}

PyObject *code_lines(PyObject *self, PyObject *) {
    const PyCodeObject *code = as_code(self);
    Ref lines = TRY_REF(PyList_New(0));
    for (size_t i = 0; i < code->data->positions.size(); i++) {
        const bytecode::PositionRun &run = code->data->positions[i];
        TRY(append_lines(lines.get(), *code->data, run, run_end(code, i)));
    }
    return PyObject_GetIter(lines.get());
}

PyObject *code_positions(PyObject *self, PyObject *) {
    const PyCodeObject *code = as_code(self);
    Ref positions = TRY_REF(PyList_New(0));
    for (size_t i = 0; i < code->data->positions.size(); i++) {
        const bytecode::PositionRun &run = code->data->positions[i];
        Ref entry = TRY_REF(PyTuple_New(4));
        int column = 0;
        for (const int number : {run.line, run.end_line, run.column, run.end_column}) {
            PyTuple_SET_ITEM(entry.get(), column++, number_or_none(number).release());
        }
        for (int unit = run.start; unit < run_end(code, i); unit++)
            TRY(PyList_Append(positions.get(), entry.get()));
    }
    return PyObject_GetIter(positions.get());
}

PyObject *varname_from_operand(PyObject *self, PyObject *operand) {
    const Py_ssize_t index = PyNumber_AsSsize_t(operand, PyExc_IndexError);
    if (index == -1 && is_error_pending()) return nullptr;
    return Py_XNewRef(PyTuple_GetItem(as_code(self)->variable_names, index));
}

PyObject *code_sizeof(PyObject *self, PyObject *) {
    const Py_ssize_t size = static_cast<Py_ssize_t>(sizeof(PyCodeObject)) +
                            as_code(self)->unit_count * static_cast<Py_ssize_t>(sizeof(uint16_t));
    return PyLong_FromSsize_t(size);
}

PyMethodDef code_methods[] = {
    {"co_lines", code_lines, METH_NOARGS,
     "Iterate over (start, end, line) of the instructions, offsets in bytes."},
    {"co_positions", code_positions, METH_NOARGS,
     "Iterate over (line, end line, column, end column) of the code units."},
    {"replace", _PyCFunction_CAST(code_replace), METH_FASTCALL | METH_KEYWORDS,
     "replace($self, /, *, co_argcount=-1, co_posonlyargcount=-1,\n        co_kwonlyargcount=-1, "
     "co_nlocals=-1, "
     "co_stacksize=-1,\n        co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None,\n        "
     "co_names=None, co_varnames=None, co_freevars=None,\n        co_cellvars=None, co_filename=None, "
     "co_name=None,\n        co_qualname=None, co_linetable=None, co_exceptiontable=None)\n--\n\n"
     "Return a copy of the code object with other values for the given fields."},
    {"_varname_from_oparg", varname_from_operand, METH_O, "Return the name of a fast variable."},
    {"__sizeof__", code_sizeof, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

} // namespace

extern "C" {

PyObject *PyCode_GetCode(PyCodeObject *code) {
    return get_code(reinterpret_cast<PyObject *>(code), nullptr);
}
PyObject *PyCode_GetVarnames(PyCodeObject *code) {
    return get_varnames(reinterpret_cast<PyObject *>(code), nullptr);
}
PyObject *PyCode_GetCellvars(PyCodeObject *code) {
    return get_cellvars(reinterpret_cast<PyObject *>(code), nullptr);
}
PyObject *PyCode_GetFreevars(PyCodeObject *code) {
    return get_freevars(reinterpret_cast<PyObject *>(code), nullptr);
}

PyTypeObject PyCode_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "code",
    .tp_basicsize = sizeof(PyCodeObject),
    .tp_dealloc = code_dealloc,
    .tp_repr = code_repr,
    .tp_hash = code_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "A compiled piece of a program.",
    .tp_richcompare = code_richcompare,
    .tp_weaklistoffset = offsetof(PyCodeObject, weakrefs),
    .tp_methods = code_methods,
    .tp_getset = code_getset,
    .tp_new = code_new,
};

} // extern "C"

} // namespace adder::objects
