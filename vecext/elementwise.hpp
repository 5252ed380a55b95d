// SPDX-License-Identifier: MIT
// An operation on arrays and numbers, element by element: from Python arguments to calls of a kernel.
//
// Arrays promote among each other; a Python number takes on the arrays' type unless its kind is higher (an
// int array times 1.5 is float64, a float32 array times 1.5 stays float32). resolve.cpp finds the types. The
// result has the broadcast shape; a result without dimensions is a scalar. The common case, contiguous arrays
// of one shape and type with or without a number, takes a short way without a Walk; in the general way
// operands of other types are converted block by block.
#pragma once

#include "vecext/array.hpp"

#include "vecext/dispatch.hpp"
#include "vecext/promotion.hpp"

namespace adder::vecext {

// An operand as it came from Python.
struct Input {
    PyObject *number = nullptr; // borrowed; a Python float, int, bool or complex
    Array *array = nullptr;     // borrowed, from the argument or from `owner`
    DType dtype = DType::Bool;  // of the array
    Weak weak = Weak::Bool;     // of the number
    Ref owner;
    alignas(16) char element[16]; // the number as one element of the loop's type

    bool is_number() const { return array == nullptr; }
};

enum class Converted { No, Yes, Raised };

// Exactly a Python float, int, bool or complex, or a subclass of one.
bool is_python_number(PyObject *object, Weak &weak);
// Numbers and arrays as they are, lists, tuples and buffers as new arrays; No for anything else.
Converted to_input(PyObject *object, Input &input);
// The same, with TypeError for anything else.
[[nodiscard]] int take_input(Operation operation, PyObject *object, Input &input);

// What a caller may ask for besides the operation. All borrowed.
struct Options {
    Array *target = nullptr;      // where the result goes (`out=`, `a += b`), else a new array is made
    Array *reusable = nullptr;    // its memory may be taken for the result: nobody will look at it again
    Array *where = nullptr;       // bools; elements where it is false are left as they are
    const DType *dtype = nullptr; // of the loop's result
    Casting casting = Casting::SameKind;
    Order order = Order::Keep;
    const char *slot = nullptr; // "nb_add" if called for an operator: messages name scalars' arithmetic so
};

// The types of a loop.
struct LoopTypes {
    Operation operation; // `absolute` of complex numbers is another operation inside
    DType inputs, output;
};
// Which loop serves the inputs. Raises TypeError if there is none.
[[nodiscard]] int resolve(Operation operation, const Input *inputs, int count, const Options &options,
                          LoopTypes &types);

// Whether results of the loop can be wrong in a way that is told (errstate): moving, comparing and bits
// cannot.
bool tells_status(const LoopTypes &types);

// Applies the operation. With a target the result is the target (a new reference).
[[nodiscard]] Ref apply(Operation operation, Input *inputs, int count, const Options &options = {});
// The same for arguments; TypeError if one is neither number nor array. For arguments only, count 1 to 3.
[[nodiscard]] Ref apply_to(Operation operation, PyObject *const *arguments, int count,
                           const Options &options = {});

// The same without trying the direct way first (direct.hpp).
[[nodiscard]] Ref apply_generally(Operation operation, PyObject *const *arguments, int count,
                                  const Options &options = {});

// Raises NumPy's ValueError about shapes that do not broadcast together.
void raise_broadcast_error(const Input *inputs, int count);

} // namespace adder::vecext
