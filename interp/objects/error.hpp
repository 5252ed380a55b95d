// SPDX-License-Identifier: MIT
//
// The pending exception from C++: raise, look, take and put back.
//
// The state is the triple in ThreadState. A value may stay raw (a string for a class) until somebody needs
// the instance: most errors that are caught at once by C++ code never become objects.
#pragma once

#include "objects/object.hpp"
#include "objects/runtime_state.hpp"

namespace adder::objects {

inline bool is_error_pending() {
    return thread()->curexc_type != nullptr;
}

// Raise with PyErr_Format's codes: `return raise(PyExc_TypeError, "…", …);` fits every return type that TRY
// knows.
Failure raise(PyObject *type, const char *format, ...);
Failure raise_type_error(const char *format, ...);
Failure raise_value_error(const char *format, ...);

// The pending exception as an instance with its __traceback__ set; nothing is pending afterwards. Empty when
// there is none.
[[nodiscard]] Ref take_exception();
// Makes the instance pending again, with its __traceback__. An empty one clears.
void restore_exception(Ref instance);

// Whether the pending exception is of the class or one of the classes; clears it if so.
bool clear_if_matches(PyObject *classes);

// Sets the pending exception without giving it a __context__.
void set_pending(PyObject *type, PyObject *value);

// The innermost exception that is being handled; borrowed, NULL when none is.
PyObject *handled_exception();

// Adds `{frame, byte offset, line}` in front of the pending exception's traceback. 0, or -1 when that failed
// itself.
[[nodiscard]] int add_traceback(PyFrameObject *frame, int byte_offset, int line);

// Keeps the pending exception safe while other code runs; puts it back at the end of the scope.
class SavedError {
  public:
    SavedError() { PyErr_Fetch(&type_, &value_, &traceback_); }
    ~SavedError() { PyErr_Restore(type_, value_, traceback_); }
    SavedError(const SavedError &) = delete;
    SavedError &operator=(const SavedError &) = delete;

  private:
    PyObject *type_ = nullptr;
    PyObject *value_ = nullptr;
    PyObject *traceback_ = nullptr;
};

} // namespace adder::objects
