// SPDX-License-Identifier: MIT
//
// The hand-off: the one door from bytecode to native code.
//
// Two ways lead here. CALL on a native callable passes a pointer to the arguments on the VM stack and their
// count: nothing is copied and nothing is boxed. An operator finds a function in a slot of a type. Both
// report enter and leave to the tracer in the traced loop; in the untraced one the functions below compile to
// the bare call. A result of NULL without an exception, or a result with one, becomes a SystemError that
// names the function.
#pragma once

#include "objects/native_function.hpp"
#include "objects/tracer.hpp"
#include "vm/registers.hpp"

namespace adder::vm {

// The result rule of the C API, for a function whose name `callable` tells. Returns `result`, or NULL with
// SystemError.
[[nodiscard]] PyObject *check_native_result(PyObject *callable, PyObject *result);

// Calls any callable that is not a Python function with `count` arguments at `arguments`, of which the last
// ones are named by the tuple `keyword_names` (or NULL). arguments[-1] may be overwritten by the callee for
// the time of the call.
template <bool Traced>
[[nodiscard]] PyObject *native_call(Frame *frame, PyObject *callable, PyObject **arguments, Py_ssize_t count,
                                    PyObject *keyword_names);

// Reports a slot of a type around the call of it: made before, finished with the result. The untraced form is
// empty.
template <bool Traced> class SlotCall {
  public:
    SlotCall(Frame *, const char *, PyObject *const *, int) {}
    PyObject *finish(PyObject *result) { return result; }
};

template <> class SlotCall<true> {
  public:
    // `slot` is the slot's name, "nb_add"; `operands` are the values on the stack.
    SlotCall(Frame *frame, const char *slot, PyObject *const *operands, int operand_count);
    PyObject *finish(PyObject *result);

  private:
    objects::NativeCall call_;
    bool is_reported_;
};

// Called by the traced loop only.
void report_enter(const objects::NativeCall &call);
void report_leave(const objects::NativeCall &call, PyObject *result);
// Name of the instruction that `frame` is running.
const char *current_opcode_name(const Frame *frame);

} // namespace adder::vm
