// SPDX-License-Identifier: MIT
//
// Specialization of operators, items and loops, and the superinstructions.
#include "vm/specialize.hpp"

#include "objects/dict.hpp"
#include "objects/names.hpp"
#include "objects/type.hpp"
#include "vm/generator.hpp"
#include "vm/ops_operators.hpp"

#include <iterator>

namespace adder::vm {

using bytecode::argument_of;
using bytecode::BinaryOperator;
using bytecode::make_unit;
using bytecode::opcode_of;
using objects::are_small_ints;
using objects::is_small_int;
using objects::is_word_float;

void Site::become(Opcode opcode) const {
    cells[-1] = make_unit(opcode, argument_of(cells[-1]));
    cells[0] = miss_limit;
}

void note_miss(uint16_t *cells) {
    if (--cells[0] != 0) return;
    const Opcode generic = bytecode::info_of(opcode_of(cells[-1])).generic;
    cells[-1] = make_unit(generic, argument_of(cells[-1]));
    cells[0] = cold_counter;
}

namespace {

// --- operators

struct NumberForms {
    Opcode for_int;
    Opcode for_float;
};

constexpr Opcode none = Opcode::NOP;

// The forms for an operator and its in-place twin, which means the same for numbers.
NumberForms number_forms(BinaryOperator operation) {
    switch (operation) {
    case BinaryOperator::Add:
    case BinaryOperator::InplaceAdd: return {Opcode::BINARY_OP_ADD_INT, Opcode::BINARY_OP_ADD_FLOAT};
    case BinaryOperator::Subtract:
    case BinaryOperator::InplaceSubtract:
        return {Opcode::BINARY_OP_SUBTRACT_INT, Opcode::BINARY_OP_SUBTRACT_FLOAT};
    case BinaryOperator::Multiply:
    case BinaryOperator::InplaceMultiply:
        return {Opcode::BINARY_OP_MULTIPLY_INT, Opcode::BINARY_OP_MULTIPLY_FLOAT};
    case BinaryOperator::TrueDivide:
    case BinaryOperator::InplaceTrueDivide:
        return {Opcode::BINARY_OP_TRUE_DIVIDE_FLOAT, Opcode::BINARY_OP_TRUE_DIVIDE_FLOAT};
    case BinaryOperator::FloorDivide:
    case BinaryOperator::InplaceFloorDivide: return {Opcode::BINARY_OP_FLOOR_DIVIDE_INT, none};
    case BinaryOperator::Remainder:
    case BinaryOperator::InplaceRemainder: return {Opcode::BINARY_OP_REMAINDER_INT, none};
    case BinaryOperator::And:
    case BinaryOperator::InplaceAnd: return {Opcode::BINARY_OP_AND_INT, none};
    case BinaryOperator::Or:
    case BinaryOperator::InplaceOr: return {Opcode::BINARY_OP_OR_INT, none};
    case BinaryOperator::Xor:
    case BinaryOperator::InplaceXor: return {Opcode::BINARY_OP_XOR_INT, none};
    case BinaryOperator::Lshift:
    case BinaryOperator::InplaceLshift: return {Opcode::BINARY_OP_LSHIFT_INT, none};
    case BinaryOperator::Rshift:
    case BinaryOperator::InplaceRshift: return {Opcode::BINARY_OP_RSHIFT_INT, none};
    default: return {none, none};
    }
}

bool is_word_number(PyObject *value) {
    return is_small_int(value) || is_word_float(value);
}

// Whether the result of `left + right` goes straight back to the variable that `left` came from.
bool is_append_to_variable(const Site &site) {
    const uint16_t next = site.cells[1];
    const Opcode opcode = bytecode::info_of(opcode_of(next)).generic;
    return opcode == Opcode::STORE_FAST && site.frame->variables[argument_of(next)] == site.peek(2);
}

void specialize_binary(const Site &site) {
    PyObject *left = site.peek(2);
    PyObject *right = site.peek(1);
    const auto operation = static_cast<BinaryOperator>(site.argument);
    if (is_word_number(left) && is_word_number(right)) {
        const NumberForms forms = number_forms(operation);
        const Opcode form = are_small_ints(left, right) ? forms.for_int : forms.for_float;
        if (form != none) site.become(form);
        return;
    }
    const bool is_add = operation == BinaryOperator::Add || operation == BinaryOperator::InplaceAdd;
    if (is_add && PyUnicode_CheckExact(left) && PyUnicode_CheckExact(right)) {
        site.become(is_append_to_variable(site) ? Opcode::BINARY_OP_INPLACE_ADD_UNICODE
                                                : Opcode::BINARY_OP_ADD_UNICODE);
        return;
    }
    const bool has_slot = site.argument < static_cast<int>(std::size(binary_slot_offsets)) &&
                          binary_slot_offsets[site.argument] != no_binary_slot;
    if (has_slot && left_slot_first(left, right, site.argument) != nullptr)
        site.become(Opcode::BINARY_OP_LEFT_SLOT);
}

bool is_fusible_jump(Opcode opcode) {
    return opcode == Opcode::POP_JUMP_FORWARD_IF_FALSE || opcode == Opcode::POP_JUMP_FORWARD_IF_TRUE ||
           opcode == Opcode::POP_JUMP_BACKWARD_IF_FALSE || opcode == Opcode::POP_JUMP_BACKWARD_IF_TRUE;
}

void specialize_compare(const Site &site) {
    PyObject *left = site.peek(2);
    PyObject *right = site.peek(1);
    const bool jumps = is_fusible_jump(opcode_of(site.cells[1]));
    if (are_small_ints(left, right)) {
        site.become(jumps ? Opcode::COMPARE_OP_INT_JUMP : Opcode::COMPARE_OP_INT);
    } else if (is_word_number(left) && is_word_number(right)) {
        site.become(jumps ? Opcode::COMPARE_OP_FLOAT_JUMP : Opcode::COMPARE_OP_FLOAT);
    } else if (PyUnicode_CheckExact(left) && PyUnicode_CheckExact(right)) {
        site.become(jumps ? Opcode::COMPARE_OP_STR_JUMP : Opcode::COMPARE_OP_STR);
    }
}

void specialize_contains(const Site &site) {
    PyObject *container = site.peek(1);
    if (PyDict_CheckExact(container)) site.become(Opcode::CONTAINS_OP_DICT);
    if (PyAnySet_CheckExact(container)) site.become(Opcode::CONTAINS_OP_SET);
    if (PyUnicode_CheckExact(container) && PyUnicode_CheckExact(site.peek(2)))
        site.become(Opcode::CONTAINS_OP_STR);
}

// --- items

void specialize_getitem(const Site &site, PyTypeObject *type) {
    if (!objects::is_heap_type(type)) return;
    PyObject *getitem = objects::type_lookup(type, objects::name::dunder_getitem);
    if (getitem == nullptr || !PyFunction_Check(getitem)) return;
    auto *function = reinterpret_cast<PyFunctionObject *>(getitem);
    const uint32_t version = objects::type_version(type);
    if (version == 0 || !is_plain_function(function) || function->code->argument_count != 2) return;
    reinterpret_cast<PyHeapTypeObject *>(type)->_spec_cache.getitem = getitem;
    site.cache<SubscriptCache>().version.set(version);
    site.become(Opcode::BINARY_SUBSCR_GETITEM);
}

void specialize_subscript(const Site &site) {
    PyObject *container = site.peek(2);
    const bool is_index = is_small_int(site.peek(1));
    if (PyDict_CheckExact(container)) return site.become(Opcode::BINARY_SUBSCR_DICT);
    if (PyList_CheckExact(container)) {
        if (is_index) site.become(Opcode::BINARY_SUBSCR_LIST_INT);
    } else if (PyTuple_CheckExact(container)) {
        if (is_index) site.become(Opcode::BINARY_SUBSCR_TUPLE_INT);
    } else if (PyUnicode_CheckExact(container)) {
        if (is_index) site.become(Opcode::BINARY_SUBSCR_STR_INT);
    } else {
        specialize_getitem(site, Py_TYPE(container));
    }
}

void specialize_store_subscript(const Site &site) {
    PyObject *container = site.peek(2);
    if (PyDict_CheckExact(container)) site.become(Opcode::STORE_SUBSCR_DICT);
    if (PyList_CheckExact(container) && is_small_int(site.peek(1)))
        site.become(Opcode::STORE_SUBSCR_LIST_INT);
}

// --- loops and unpacking

void specialize_for(const Site &site) {
    PyTypeObject *type = Py_TYPE(site.peek(1));
    if (type == &PyListIter_Type) site.become(Opcode::FOR_ITER_LIST);
    if (type == &PyTupleIter_Type) site.become(Opcode::FOR_ITER_TUPLE);
    if (type == &PyRangeIter_Type) site.become(Opcode::FOR_ITER_RANGE);
    if (type == &PyGen_Type) site.become(Opcode::FOR_ITER_GEN);
}

void specialize_send(const Site &site) {
    PyObject *receiver = site.peek(2);
    if (is_generator(receiver) || is_coroutine(receiver)) site.become(Opcode::SEND_GEN);
}

void specialize_unpack(const Site &site) {
    PyObject *sequence = site.peek(1);
    if (PyTuple_CheckExact(sequence)) {
        site.become(site.argument == 2 ? Opcode::UNPACK_SEQUENCE_TWO_TUPLE : Opcode::UNPACK_SEQUENCE_TUPLE);
    } else if (PyList_CheckExact(sequence)) {
        site.become(Opcode::UNPACK_SEQUENCE_LIST);
    }
}

} // namespace

void specialize(Frame *frame, uint16_t *cells, PyObject **sp, int argument, PyObject *keyword_names) {
    const Site site{frame, cells, sp, argument, keyword_names};
    cells[0] = cold_counter; // stays if no form fits
    switch (opcode_of(cells[-1])) {
    case Opcode::BINARY_OP: return specialize_binary(site);
    case Opcode::COMPARE_OP: return specialize_compare(site);
    case Opcode::CONTAINS_OP: return specialize_contains(site);
    case Opcode::BINARY_SUBSCR: return specialize_subscript(site);
    case Opcode::STORE_SUBSCR: return specialize_store_subscript(site);
    case Opcode::FOR_ITER: return specialize_for(site);
    case Opcode::SEND: return specialize_send(site);
    case Opcode::UNPACK_SEQUENCE: return specialize_unpack(site);
    case Opcode::LOAD_GLOBAL: return specialize_load_global(site);
    case Opcode::LOAD_ATTR: return specialize_load_attribute(site);
    case Opcode::STORE_ATTR: return specialize_store_attribute(site);
    case Opcode::LOAD_METHOD: return specialize_load_method(site);
    case Opcode::CALL: return specialize_call(site);
    default: return;
    }
}

// --- superinstructions

namespace {

// The form for two neighbours, or NOP.
Opcode pair_of(Opcode first, Opcode second) {
    switch (first) {
    case Opcode::LOAD_FAST:
        if (second == Opcode::LOAD_FAST) return Opcode::LOAD_FAST__LOAD_FAST;
        if (second == Opcode::LOAD_CONST) return Opcode::LOAD_FAST__LOAD_CONST;
        return none;
    case Opcode::STORE_FAST:
        if (second == Opcode::LOAD_FAST) return Opcode::STORE_FAST__LOAD_FAST;
        if (second == Opcode::STORE_FAST) return Opcode::STORE_FAST__STORE_FAST;
        return none;
    case Opcode::LOAD_CONST: return second == Opcode::LOAD_FAST ? Opcode::LOAD_CONST__LOAD_FAST : none;
    default: return none;
    }
}

} // namespace

void quicken(PyCodeObject *code) {
    if (code->is_quickened) return;
    code->is_quickened = true;
    for (int i = 0; i + 1 < code->unit_count;) {
        const Opcode opcode = opcode_of(code->instructions[i]);
        const int length = 1 + bytecode::info_of(opcode).cache_units;
        // An EXTENDED_ARG belongs to its successor, whose argument is then not in its own unit alone.
        if (opcode == Opcode::EXTENDED_ARG) {
            i += 2 + bytecode::info_of(opcode_of(code->instructions[i + 1])).cache_units;
            continue;
        }
        const Opcode pair = pair_of(opcode, opcode_of(code->instructions[i + 1]));
        if (pair != none) code->instructions[i] = make_unit(pair, argument_of(code->instructions[i]));
        // A pair swallows its second half, so a third instruction is not paired with that.
        i += pair != none ? 2 : length;
    }
}

} // namespace adder::vm
