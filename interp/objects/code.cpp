// SPDX-License-Identifier: MIT
//
// Code objects: made from the compiler's plain data, looked at by the VM. What Python sees of them is in
// code_attributes.cpp, and how programs make them from their fields in code_replace.cpp.
//
// Constants that look like names are interned, as CPython does: programs see it by `is`.
#include "objects/function.hpp"

#include "bytecode/disassemble.hpp"
#include "bytecode/opcode.hpp"
#include "objects/code_parts.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/int.hpp"
#include "objects/tuple.hpp"

#include <algorithm>
#include <bitset>
#include <new>

namespace adder::objects {

namespace {

using bytecode::Code;
using bytecode::Constant;

// --- constants

Ref make_text(const std::string &utf8) {
    return Ref::steal(
        PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "surrogatepass"));
}

Ref make_interned(const std::string &utf8) {
    Ref text = TRY(make_text(utf8));
    PyObject *raw = text.release();
    PyUnicode_InternInPlace(&raw);
    return Ref::steal(raw);
}

bool is_name_like(const std::string &text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
}

Ref make_constant_tuple(const std::vector<Constant> &items) {
    Ref tuple = TRY_REF(PyTuple_New(static_cast<Py_ssize_t>(items.size())));
    for (size_t i = 0; i < items.size(); i++) {
        Ref item = TRY(make_constant(items[i]));
        PyTuple_SET_ITEM(tuple.get(), static_cast<Py_ssize_t>(i), item.release());
    }
    return tuple;
}

Ref make_big_int(const bytecode::BigInt &number) {
    std::string digits = (number.is_negative ? "-" : "") + number.hex_digits;
    return Ref::steal(PyLong_FromString(digits.c_str(), nullptr, 16));
}

struct ConstantMaker {
    Ref operator()(const bytecode::NoneConstant &) const { return Ref::borrow(Py_None); }
    Ref operator()(const bytecode::EllipsisConstant &) const { return Ref::borrow(Py_Ellipsis); }
    Ref operator()(bool value) const { return Ref::borrow(value ? Py_True : Py_False); }
    Ref operator()(int64_t value) const { return Ref::steal(make_int(value)); }
    Ref operator()(const bytecode::BigInt &value) const { return make_big_int(value); }
    Ref operator()(double value) const { return Ref::steal(PyFloat_FromDouble(value)); }
    Ref operator()(const std::complex<double> &value) const {
        return Ref::steal(PyComplex_FromDoubles(value.real(), value.imag()));
    }
    Ref operator()(const bytecode::Text &value) const {
        return is_name_like(value.utf8) ? make_interned(value.utf8) : make_text(value.utf8);
    }
    Ref operator()(const bytecode::Bytes &value) const {
        return Ref::steal(
            PyBytes_FromStringAndSize(value.bytes.data(), static_cast<Py_ssize_t>(value.bytes.size())));
    }
    Ref operator()(const bytecode::TupleConstant &value) const { return make_constant_tuple(value.items); }
    Ref operator()(const bytecode::FrozensetConstant &value) const {
        Ref items = TRY(make_constant_tuple(value.items));
        return Ref::steal(PyFrozenSet_New(items.get()));
    }
    Ref operator()(const std::shared_ptr<Code> &value) const { return make_code(value); }
};

Ref make_name_tuple(const std::vector<std::string> &names) {
    Ref tuple = TRY_REF(PyTuple_New(static_cast<Py_ssize_t>(names.size())));
    for (size_t i = 0; i < names.size(); i++) {
        Ref name = TRY(make_interned(names[i]));
        PyTuple_SET_ITEM(tuple.get(), static_cast<Py_ssize_t>(i), name.release());
    }
    return tuple;
}

// --- life

int copy_instructions(PyCodeObject *code) {
    const auto &units = code->data->instructions;
    code->instructions =
        static_cast<uint16_t *>(PyMem_Malloc(std::max<size_t>(units.size(), 1) * sizeof(uint16_t)));
    if (code->instructions == nullptr) {
        PyErr_NoMemory();
        return -1;
    }
    std::copy(units.begin(), units.end(), code->instructions);
    code->unit_count = static_cast<int>(units.size());
    return 0;
}

void copy_counts(PyCodeObject *code, const Code &data) {
    code->argument_count = data.argument_count;
    code->positional_only_count = data.positional_only_count;
    code->keyword_only_count = data.keyword_only_count;
    code->local_count = data.local_count;
    code->variable_count = static_cast<int>(data.variable_names.size());
    for (const uint8_t kind : data.variable_kinds) {
        if (kind & bytecode::VariableCell) code->cell_count++;
        if (kind & bytecode::VariableFree) code->free_count++;
    }
    code->stack_size = data.stack_size;
    code->flags = data.flags;
    code->first_line = data.first_line;
    code->total_arguments = data.argument_count + data.keyword_only_count +
                            ((data.flags & bytecode::CodeVarArgs) != 0) +
                            ((data.flags & bytecode::CodeVarKeywords) != 0);
}

// New code object with the counts of `data` and every object still missing; NULL with MemoryError.
PyCodeObject *allocate_code(std::shared_ptr<const Code> data) {
    auto *code = new_plain_object<PyCodeObject>(&PyCode_Type);
    if (code == nullptr) return nullptr;
    const PyObject head = *reinterpret_cast<PyObject *>(code);
    code = new (code) PyCodeObject();
    *reinterpret_cast<PyObject *>(code) = head;
    code->data = std::move(data);
    copy_counts(code, *code->data);
    return code;
}

} // namespace

Ref make_constant(const Constant &constant) {
    return std::visit(ConstantMaker{}, constant.value);
}

Ref assemble_code(std::shared_ptr<const Code> data, CodeObjects objects) {
    Ref owner = Ref::steal(reinterpret_cast<PyObject *>(allocate_code(std::move(data))));
    if (!owner) return {};
    auto *code = owner.as<PyCodeObject>();
    TRY(copy_instructions(code));
    code->constants_tuple = objects.constants.release();
    code->constants = tuple_items(code->constants_tuple);
    code->names_tuple = objects.names.release();
    code->names = tuple_items(code->names_tuple);
    code->variable_names = objects.variable_names.release();
    code->filename = objects.filename.release();
    code->name = objects.name.release();
    code->qualname = objects.qualname.release();
    return owner;
}

void make_checked(PyCodeObject *code) {
    code->is_checked = code->is_quickened = true;
    for (int offset = 0; offset < code->unit_count;) {
        const bytecode::DecodedInstruction instruction = bytecode::decode_instruction(*code->data, offset);
        uint16_t &unit = code->instructions[instruction.offset];
        unit = bytecode::make_unit(bytecode::Opcode::CHECKED, bytecode::argument_of(unit));
        offset = instruction.end;
    }
}

void code_dealloc(PyObject *self) {
    auto *code = reinterpret_cast<PyCodeObject *>(self);
    if (code->weakrefs != nullptr) PyObject_ClearWeakRefs(self);
    PyMem_Free(code->instructions);
    Py_XDECREF(code->constants_tuple);
    Py_XDECREF(code->names_tuple);
    Py_XDECREF(code->variable_names);
    Py_XDECREF(code->filename);
    Py_XDECREF(code->name);
    Py_XDECREF(code->qualname);
    code->~PyCodeObject();
    release(code, sizeof(PyCodeObject));
}

Ref make_code(std::shared_ptr<const Code> data) {
    CodeObjects objects;
    objects.constants = TRY(make_constant_tuple(data->constants));
    objects.names = TRY(make_name_tuple(data->names));
    objects.variable_names = TRY(make_name_tuple(data->variable_names));
    objects.filename = TRY(make_text(data->filename));
    objects.name = TRY(make_interned(data->name));
    objects.qualname = TRY(make_interned(data->qualname));
    return assemble_code(std::move(data), std::move(objects));
}

bytecode::PositionRun position_of(const PyCodeObject *code, int unit_offset) {
    const auto &runs = code->data->positions;
    auto behind =
        std::upper_bound(runs.begin(), runs.end(), unit_offset,
                         [](int offset, const bytecode::PositionRun &run) { return offset < run.start; });
    if (behind == runs.begin()) return {unit_offset, -1, -1, -1, -1};
    return *(behind - 1);
}

int count_self_attributes(PyObject *object) {
    using bytecode::Opcode;
    constexpr size_t most_names = 256;
    const auto *code = reinterpret_cast<PyCodeObject *>(object);
    const auto &units = code->data->instructions;
    std::bitset<most_names> set_names;
    for (size_t i = 1; i < units.size(); i++) {
        const bool sets_on_self = bytecode::opcode_of(units[i]) == Opcode::STORE_ATTR &&
                                  bytecode::opcode_of(units[i - 1]) == Opcode::LOAD_FAST &&
                                  bytecode::argument_of(units[i - 1]) == 0;
        if (sets_on_self) set_names.set(bytecode::argument_of(units[i]));
    }
    return static_cast<int>(set_names.count());
}

extern "C" {

PyCodeObject *PyCode_NewEmpty(const char *filename, const char *function_name, int first_line) {
    using bytecode::Opcode;
    auto data = std::make_shared<Code>();
    data->filename = filename;
    data->name = data->qualname = function_name;
    data->first_line = first_line;
    data->stack_size = 1;
    data->instructions = {bytecode::make_unit(Opcode::RESUME, 0),
                          bytecode::make_unit(Opcode::LOAD_ASSERTION_ERROR, 0),
                          bytecode::make_unit(Opcode::RAISE_VARARGS, 1)};
    data->positions.push_back({0, first_line, first_line, -1, -1});
    return reinterpret_cast<PyCodeObject *>(make_code(std::move(data)).release());
}

int PyCode_Addr2Line(PyCodeObject *code, int byte_offset) {
    return byte_offset < 0 ? code->first_line : position_of(code, byte_offset / 2).line;
}

Py_ssize_t PyCode_GetNumFree(PyCodeObject *code) {
    return code->free_count;
}

} // extern "C"

} // namespace adder::objects
