// SPDX-License-Identifier: MIT
#include "vecext/registry.hpp"

#include <cstring>

#include "vecext/array.hpp"
#include "vecext/ufunc_module.hpp"
#include "vecext/ufunc_type.hpp"

namespace adder::vecext {

namespace {

// An operation's loops at all levels, and those of the level in use.
struct AddedOperation {
    const UfuncLevels *levels;
    int row;
    const KernelTable *table; // for which `loops` were looked up
    const UfuncRow *loops;
};
AddedOperation added[most_operations - operation_count];
int added_count = 0;

// The level of that name, or the next lower one that was compiled; the scalar one always was.
const UfuncLevel *level_named(const char *name, const UfuncLevels &levels) {
    const UfuncLevel *best = levels.level[0];
    for (int k = 0; k < ufunc_level_count; ++k) {
        if (levels.level[k] != nullptr) best = levels.level[k];
        if (std::strcmp(ufunc_level_names[k], name) == 0) break;
    }
    return best;
}

const UfuncRow &loops_of(AddedOperation &operation) {
    if (operation.table != dispatch.table) [[unlikely]] {
        operation.loops = &level_named(dispatch.table->level, *operation.levels)->rows[operation.row];
        operation.table = dispatch.table;
    }
    return *operation.loops;
}

Kind kind_of(const UfuncRow &row) {
    switch (row.inputs) {
    case 1: return row.is_question ? Kind::Predicate : Kind::Unary;
    case 2: return row.is_question ? Kind::Compare : Kind::Binary;
    default: return Kind::Ternary;
    }
}

// The operation of a row of the table, added if it is new.
int find_operation(const UfuncLevels &levels, int row, Operation &operation) {
    for (int k = 0; k < added_count; ++k) {
        if (added[k].levels != &levels || added[k].row != row) continue;
        operation = static_cast<Operation>(operation_count + k);
        return 0;
    }
    if (added_count == most_operations - operation_count) {
        PyErr_Format(PyExc_RuntimeError, "there is room for %d ufuncs of other modules", added_count);
        return -1;
    }
    const UfuncRow &made = levels.level[0]->rows[row];
    operation = static_cast<Operation>(operation_count + added_count);
    operation_table[static_cast<int>(operation)] = {made.name, kind_of(made), made.types, made.text};
    added[added_count++] = {&levels, row, nullptr, nullptr};
    return 0;
}

int add_operations(PyObject *module, const UfuncLevels &levels) {
    if (levels.level[0] == nullptr) {
        PyErr_Format(PyExc_ImportError, "%s was built without the SIMD level 'scalar'",
                     PyModule_GetName(module));
        return -1;
    }
    for (int row = 0; row < levels.level[0]->count; ++row) {
        Operation operation;
        if (find_operation(levels, row, operation) < 0) return -1;
        if (add_to_module(module, info(operation).name, ufunc_object(operation)) < 0) return -1;
    }
    return 0;
}

UfuncInterface interface = {ufunc_version, add_operations};

} // namespace

KernelChoice choose_added_kernel(Operation operation, DType dtype) {
    const UfuncRow &loops = loops_of(added[static_cast<int>(operation) - operation_count]);
    const int row = static_cast<int>(dtype);
    const auto bytes = static_cast<std::uint8_t>(itemsize(dtype));
    const auto out = static_cast<std::uint8_t>(itemsize(output_type(info(operation).kind, dtype)));
    return {loops.loops[row],      loops.name, dtype, loops.lanes[row], loops.status[row],
            {bytes, bytes, bytes}, out};
}

int add_registry(PyObject *module) {
    Ref capsule = Ref::steal(PyCapsule_New(&interface, ufunc_capsule, nullptr));
    return capsule ? add_to_module(module, "_ufunc_interface", capsule.get()) : -1;
}

} // namespace adder::vecext
