// SPDX-License-Identifier: MIT
// An operation on arrays and numbers, element by element: from Python arguments to one call of a kernel.
//
// Arrays promote among each other; a Python number takes on the arrays' type unless its kind is higher (an
// int array times 1.5 is float64, a float32 array times 1.5 stays float32). The result has the broadcast
// shape; a result without dimensions is returned as a Python number. The common case, contiguous arrays of
// one shape with or without a number, takes a short way without a Walk.
#pragma once

#include "vecext/array.hpp"

#include "vecext/dispatch.hpp"

namespace adder::vecext {

// An operand as it came from Python.
struct Input {
    PyObject *number = nullptr; // borrowed; a Python float, int or bool
    Array *array = nullptr;     // borrowed, from the argument or from `owner`
    DType dtype = DType::Bool;
    Ref owner;
    alignas(8) char element[8]; // the number as one element of the loop's type

    bool is_number() const { return array == nullptr; }
};

enum class Converted { No, Yes, Raised };

// Numbers and arrays as they are, lists, tuples and buffers as new arrays; No for anything else.
Converted to_input(PyObject *object, Input &input);

// Where a result goes. `target` is given by the caller (`out=`, `a += b`), else a new array is made; the
// memory of `reusable` may be taken for it, because nobody will look at it again.
struct Output {
    Array *target = nullptr;
    Array *reusable = nullptr;
};

// Applies the operation. With a target the result is the target (a new reference).
[[nodiscard]] Ref apply(Operation operation, Input *inputs, int count, Output output = {});
// The same for arguments; TypeError if one is neither number nor array. For arguments only, count 1 to 3.
[[nodiscard]] Ref apply_to(Operation operation, PyObject *const *arguments, int count, Output output = {});

// An array without dimensions as a Python number, any other as it is.
Ref unwrap_scalar(Ref array);

// Raises NumPy's ValueError about shapes that do not broadcast together.
void raise_broadcast_error(const Input *inputs, int count);

} // namespace adder::vecext
