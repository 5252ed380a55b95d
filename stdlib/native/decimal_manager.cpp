// SPDX-License-Identifier: MIT
//
// The current context, and the manager that puts another one in its place for the length of a with statement.
#include "decimal_object.hpp"

namespace adder::stdlib::decimal {

ContextObject *current_context() {
    return state().current;
}

ContextObject *context_argument(PyObject *argument) {
    if (argument == nullptr || argument == Py_None) return current_context();
    if (is_context(argument)) return as_context(argument);
    PyErr_SetString(PyExc_TypeError, "optional argument must be a context");
    return nullptr;
}

namespace {

PyObject *as_object(ContextObject *context) {
    return reinterpret_cast<PyObject *>(context);
}

// The templates that the module offers are never used themselves, so that they keep their values.
bool is_template(const ContextObject *context) {
    return context == state().defaults || context == state().basic || context == state().extended;
}

int make_current(ContextObject *context) {
    Owned chosen = Owned::borrow(as_object(context));
    if (is_template(context)) {
        chosen = Owned(make_context(context));
        if (!chosen) return -1;
        as_context(chosen.get())->limits.status = 0;
    }
    PyObject *old = as_object(state().current);
    state().current = as_context(chosen.release());
    Py_XDECREF(old);
    return 0;
}

PyObject *getcontext(PyObject *, PyObject *) {
    return Py_NewRef(current_context());
}

PyObject *setcontext(PyObject *, PyObject *context) {
    if (!is_context(context)) {
        PyErr_SetString(PyExc_TypeError, "argument must be a context");
        return nullptr;
    }
    if (make_current(as_context(context)) < 0) return nullptr;
    Py_RETURN_NONE;
}

struct Manager {
    PyObject_HEAD PyObject *inner; // a copy of the context that was asked for
    PyObject *outer;               // what was current when the manager was made
};

Manager *as_manager(PyObject *object) {
    return reinterpret_cast<Manager *>(object);
}

void manager_dealloc(PyObject *self) {
    Py_XDECREF(as_manager(self)->inner);
    Py_XDECREF(as_manager(self)->outer);
    PyObject_Free(self);
}

PyObject *manager_enter(PyObject *self, PyObject *) {
    if (make_current(as_context(as_manager(self)->inner)) < 0) return nullptr;
    return Py_NewRef(as_manager(self)->inner);
}

PyObject *manager_exit(PyObject *self, PyObject *) {
    if (make_current(as_context(as_manager(self)->outer)) < 0) return nullptr;
    Py_RETURN_FALSE;
}

PyObject *localcontext(PyObject *, PyObject *args, PyObject *keywords) {
    PyObject *given = nullptr;
    std::array<PyObject *, context_attribute_count> values{};
    static const char *names[] = {"ctx",      "prec",  "rounding", "Emin",  "Emax",
                                  "capitals", "clamp", "flags",    "traps", nullptr};
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|OOOOOOOOO", const_cast<char **>(names), &given,
                                     &values[0], &values[1], &values[2], &values[3], &values[4], &values[5],
                                     &values[6], &values[7]))
        return nullptr;
    ContextObject *like = context_argument(given);
    if (like == nullptr) return nullptr;
    Owned inner(make_context(like));
    if (!inner || set_context_attributes(inner.get(), values) < 0) return nullptr;
    auto *self = PyObject_New(Manager, &context_manager_type);
    if (self == nullptr) return nullptr;
    self->inner = inner.release();
    self->outer = Py_NewRef(current_context());
    return reinterpret_cast<PyObject *>(self);
}

PyMethodDef manager_methods[] = {
    {"__enter__", manager_enter, METH_NOARGS, nullptr},
    {"__exit__", manager_exit, METH_VARARGS, nullptr},
    {},
};

} // namespace

PyTypeObject context_manager_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "decimal.ContextManager",
    .tp_basicsize = sizeof(Manager),
    .tp_dealloc = manager_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_methods = manager_methods,
};

PyMethodDef manager_functions[] = {
    {"getcontext", getcontext, METH_NOARGS, "getcontext($module, /)\n--\n\nThe current context."},
    {"setcontext", setcontext, METH_O,
     "setcontext($module, context, /)\n--\n\nMake a context the current one."},
    {"localcontext", _PyCFunction_CAST(localcontext), METH_VARARGS | METH_KEYWORDS,
     "localcontext($module, /, ctx=None, **kwargs)\n--\n\n"
     "A context manager under which a copy of the context is the current one.\n"
     "Keyword arguments are attributes that the copy gets."},
    {},
};

} // namespace adder::stdlib::decimal
