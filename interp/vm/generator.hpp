// SPDX-License-Identifier: MIT
//
// Generators, coroutines and asynchronous generators: objects that own a frame.
//
//  1. The frame lies in the object, in the form `variables | Frame | evaluation stack`, and is resumed by the
//  same
//     loop: FOR_ITER and SEND link it as the innermost frame; native code (next(), send()) enters the loop
//     anew.
//  2. While it runs, `handled` is linked into the thread's stack of handled exceptions.
//  3. When it is finished the frame is cleared; the code object stays for introspection.
#pragma once

#include "objects/runtime_state.hpp"
#include "vm/frame.hpp"

enum class GeneratorState : uint8_t { Created, Suspended, Running, Finished };

struct PyGenObject {
    PyObject_VAR_HEAD adder::vm::Frame *frame; // in storage
    PyCodeObject *code;                        // owned
    PyObject *name;
    PyObject *qualname;
    PyObject *weakrefs;
    PyObject *origin;    // coroutines: cr_origin; NULL elsewhere
    PyObject *finalizer; // asynchronous generators: the hook, or NULL
    adder::objects::HandledException handled;
    GeneratorState state;
    bool hooks_are_set; // asynchronous generators
    bool is_async_closed;
    bool is_async_running;
    PyObject *storage[1];
};

namespace adder::vm {

inline PyGenObject *as_generator(PyObject *object) {
    return reinterpret_cast<PyGenObject *>(object);
}
inline bool is_generator(PyObject *object) {
    return Py_IS_TYPE(object, &PyGen_Type);
}
inline bool is_coroutine(PyObject *object) {
    return Py_IS_TYPE(object, &PyCoro_Type);
}

// The generator, coroutine or asynchronous generator for a frame that has just begun. Its variables and
// references move into the new object; the frame itself is done with. New reference, or NULL with
// MemoryError.
[[nodiscard]] PyObject *make_generator(Frame *frame);

// Links the generator's frame as the innermost one, `value` (owned) on its stack.
void link_generator(objects::ThreadState *thread, PyGenObject *generator, Frame *caller, PyObject *value);
// The other way round, at a yield, a return or an exception.
void unlink_generator(objects::ThreadState *thread, PyGenObject *generator, GeneratorState state);
// After the last instruction: clears the frame.
void finish_generator(PyGenObject *generator);
// close() on a suspended generator's frame, as frame.clear() does; errors are written as unraisable.
void close_generator_frame(PyGenObject *generator);
// A StopIteration that leaves a generator becomes a RuntimeError.
void convert_stop_iteration(PyGenObject *generator);

// send(): value and result as PyIter_Send has them; `exception` throws the pending exception in.
[[nodiscard]] PySendResult send_to_generator(PyGenObject *generator, PyObject *value, bool is_throwing,
                                             PyObject **result);

// What `yield` in an asynchronous generator hands out: marks the value as the generator's own.
[[nodiscard]] PyObject *wrap_async_value(PyObject *value);
// The iterator behind `await value`; new reference, NULL with TypeError.
[[nodiscard]] PyObject *awaitable_iterator(PyObject *value);

[[nodiscard]] int init_generator_types();

} // namespace adder::vm
