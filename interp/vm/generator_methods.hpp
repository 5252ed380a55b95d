// SPDX-License-Identifier: MIT
//
// Functions that the tables of generators, coroutines and asynchronous generators share.
#pragma once

#include "vm/generator.hpp"

namespace adder::vm {

// What the generator delegates to with `yield from` or `await`; borrowed, or NULL.
PyObject *delegate_of(PyGenObject *generator);
// Throws what the arguments of throw() say into the generator; a delegate gets the arguments as they are.
[[nodiscard]] PyObject *throw_into(PyGenObject *generator, PyObject *const *args, Py_ssize_t count,
                                   bool closes_on_exit);
[[nodiscard]] PyObject *close_generator(PyGenObject *generator);

// cr_origin of a coroutine that is being made: up to `depth` callers, each as (file, line, function).
[[nodiscard]] objects::Ref origin_of(const Frame *caller, int depth);
// The RuntimeWarning about a coroutine that goes without ever having run.
void warn_never_awaited(PyObject *coroutine);

PyObject *generator_next(PyObject *self);
PyObject *generator_send(PyObject *self, PyObject *value);
PySendResult generator_am_send(PyObject *self, PyObject *value, PyObject **result);
PyObject *generator_throw(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *generator_close(PyObject *self, PyObject *);
void generator_finalize(PyObject *self);
void generator_dealloc(PyObject *self);
int generator_traverse(PyObject *self, visitproc visit, void *arg);
PyObject *generator_repr(PyObject *self);
PyObject *generator_get_frame(PyObject *self, void *);
PyObject *generator_get_running(PyObject *self, void *);
PyObject *generator_get_suspended(PyObject *self, void *);
PyObject *generator_get_code(PyObject *self, void *);
PyObject *generator_get_delegate(PyObject *self, void *);
PyObject *generator_get_name(PyObject *self, void *);
PyObject *generator_get_qualname(PyObject *self, void *);
// The setter of attributes that CPython keeps as members for reading.
int generator_refuse_change(PyObject *self, PyObject *value, void *);
int generator_set_name(PyObject *self, PyObject *value, void *);
int generator_set_qualname(PyObject *self, PyObject *value, void *);

[[nodiscard]] int init_async_generator_types();

} // namespace adder::vm
