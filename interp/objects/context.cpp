// SPDX-License-Identifier: MIT
//
// Context variables (Python library reference, `contextvars`): Context, ContextVar and Token.
//
//  1. A context holds a dict of variable to value. Copies share the dict until one of them sets a variable:
//     a dict with a second owner is copied before it is changed, so a copy costs the same at any size.
//  2. The thread owns its current context, which is made when first needed; entered contexts know the one
//     that was current before them.
//  3. Variables are keys by identity.
#include "objects/context.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"

#include <cstddef>

namespace adder::objects {

namespace {

struct Context {
    PyObject_HEAD PyObject *values; // dict, perhaps shared with copies
    PyObject *previous;             // while entered: what was current before, or NULL
    bool is_entered;
    PyObject *weak_references;
};

struct ContextVar {
    PyObject_HEAD PyObject *name;
    PyObject *default_value; // or NULL
    Py_hash_t hash;
};

struct Token {
    PyObject_HEAD Context *context;
    ContextVar *variable;
    PyObject *old_value; // or NULL
    bool is_used;
};

PyTypeObject missing_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "Token.MISSING",
    .tp_basicsize = sizeof(PyObject),
    .tp_repr = [](PyObject *) { return PyUnicode_FromString("<Token.MISSING>"); },
    .tp_flags = Py_TPFLAGS_DEFAULT,
};
PyObject missing_value = {1, &missing_type};

Context *as_context(PyObject *object) {
    return reinterpret_cast<Context *>(object);
}
ContextVar *as_variable(PyObject *object) {
    return reinterpret_cast<ContextVar *>(object);
}
Token *as_token(PyObject *object) {
    return reinterpret_cast<Token *>(object);
}
template <class T> PyObject *to_object(T *object) {
    return reinterpret_cast<PyObject *>(object);
}

// A new context; the dict is shared.
Ref make_context(PyObject *values) {
    auto *context = PyObject_GC_New(Context, &PyContext_Type);
    if (context == nullptr) return {};
    context->values = Py_NewRef(values);
    context->previous = nullptr;
    context->is_entered = false;
    context->weak_references = nullptr;
    PyObject_GC_Track(context);
    return Ref::steal(to_object(context));
}

Ref make_empty_context() {
    const Ref values = TRY_REF(PyDict_New());
    return make_context(values.get());
}

// The thread's context, made when there is none; borrowed, NULL with an error.
Context *current_context() {
    if (thread()->context == nullptr) thread()->context = make_empty_context().release();
    return as_context(thread()->context);
}

// Before a change: makes the dict the context's own.
int own_values(Context *context) {
    if (Py_REFCNT(context->values) == 1) return 0;
    Ref copy = TRY_REF(PyDict_Copy(context->values));
    Py_SETREF(context->values, copy.release());
    return 0;
}

int set_value(Context *context, PyObject *variable, PyObject *value) {
    TRY(own_values(context));
    return value != nullptr ? PyDict_SetItem(context->values, variable, value)
                            : PyDict_DelItem(context->values, variable);
}

bool is_context(PyObject *object) {
    if (object != nullptr && PyContext_CheckExact(object)) return true;
    PyErr_SetString(PyExc_TypeError, "an instance of Context was expected");
    return false;
}

bool is_variable(PyObject *object) {
    if (object != nullptr && PyContextVar_CheckExact(object)) return true;
    PyErr_SetString(PyExc_TypeError, "an instance of ContextVar was expected");
    return false;
}

// --- Context

PyObject *context_new(PyTypeObject *, PyObject *args, PyObject *kwargs) {
    if (PyTuple_GET_SIZE(args) != 0 || (kwargs != nullptr && PyDict_GET_SIZE(kwargs) != 0))
        return raise_type_error("Context() does not accept any arguments");
    return make_empty_context().release();
}

int context_clear(PyObject *self) {
    Py_CLEAR(as_context(self)->previous);
    Py_CLEAR(as_context(self)->values);
    return 0;
}

int context_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_context(self)->previous);
    Py_VISIT(as_context(self)->values);
    return 0;
}

void context_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    if (as_context(self)->weak_references != nullptr) PyObject_ClearWeakRefs(self);
    (void)context_clear(self);
    Py_TYPE(self)->tp_free(self);
}

PyObject *context_compare(PyObject *left, PyObject *right, int operation) {
    if (!PyContext_CheckExact(left) || !PyContext_CheckExact(right) ||
        (operation != Py_EQ && operation != Py_NE))
        Py_RETURN_NOTIMPLEMENTED;
    return PyObject_RichCompare(as_context(left)->values, as_context(right)->values, operation);
}

Py_ssize_t context_length(PyObject *self) {
    return PyDict_GET_SIZE(as_context(self)->values);
}

// The value of a key, borrowed; NULL without an error when there is none.
PyObject *find_value(PyObject *self, PyObject *key) {
    if (!PyContextVar_CheckExact(key)) return raise_type_error("a ContextVar key was expected, got %R", key);
    return PyDict_GetItemWithError(as_context(self)->values, key);
}

PyObject *context_subscript(PyObject *self, PyObject *key) {
    PyObject *value = find_value(self, key);
    if (value == nullptr && !is_error_pending()) PyErr_SetObject(PyExc_KeyError, key);
    return Py_XNewRef(value);
}

int context_contains(PyObject *self, PyObject *key) {
    if (find_value(self, key) != nullptr) return 1;
    return is_error_pending() ? -1 : 0;
}

PyObject *context_iter(PyObject *self) {
    return PyObject_GetIter(as_context(self)->values);
}

PyObject *context_get(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("get", count, 1, 2)) return nullptr;
    PyObject *value = find_value(self, args[0]);
    if (value == nullptr && is_error_pending()) return nullptr;
    if (value == nullptr) value = count == 2 ? args[1] : Py_None;
    return Py_NewRef(value);
}

// Iterators over a view are what these methods give.
PyObject *iterate(Ref view) {
    return view ? PyObject_GetIter(view.get()) : nullptr;
}

PyObject *context_keys(PyObject *self, PyObject *) {
    return context_iter(self);
}

PyObject *context_values(PyObject *self, PyObject *) {
    return iterate(Ref::steal(_PyDictView_New(as_context(self)->values, &PyDictValues_Type)));
}

PyObject *context_items(PyObject *self, PyObject *) {
    return iterate(Ref::steal(_PyDictView_New(as_context(self)->values, &PyDictItems_Type)));
}

PyObject *context_copy(PyObject *self, PyObject *) {
    return make_context(as_context(self)->values).release();
}

PyObject *context_run(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    if (count < 1) return raise_type_error("run() missing 1 required positional argument");
    TRY(PyContext_Enter(self));
    Ref result = Ref::steal(PyObject_Vectorcall(args[0], args + 1, static_cast<size_t>(count - 1), names));
    TRY(PyContext_Exit(self));
    return result.release();
}

PyMethodDef context_methods[] = {
    {"copy", context_copy, METH_NOARGS, "copy()\n--\n\nA new context with the same values."},
    {"get", _PyCFunction_CAST(context_get), METH_FASTCALL,
     "get($self, key, default=None, /)\n--\n\nThe value of a variable, or the default."},
    {"items", context_items, METH_NOARGS,
     "items($self, /)\n--\n\nIterates over pairs of variable and value."},
    {"keys", context_keys, METH_NOARGS, "keys($self, /)\n--\n\nIterates over the variables."},
    {"run", _PyCFunction_CAST(context_run), METH_FASTCALL | METH_KEYWORDS,
     "run(callable, *args, **kwargs)\n\nCalls with this context as the current one."},
    {"values", context_values, METH_NOARGS, "values($self, /)\n--\n\nIterates over the values."},
    {nullptr, nullptr, 0, nullptr},
};

PySequenceMethods context_sequence = {.sq_contains = context_contains};
PyMappingMethods context_mapping = {.mp_length = context_length, .mp_subscript = context_subscript};

// --- ContextVar

Ref make_variable(PyObject *name, PyObject *default_value) {
    if (!PyUnicode_Check(name)) return raise_type_error("context variable name must be a str");
    auto *variable = PyObject_GC_New(ContextVar, &PyContextVar_Type);
    if (variable == nullptr) return {};
    variable->name = Py_NewRef(name);
    variable->default_value = Py_XNewRef(default_value);
    variable->hash = _Py_HashPointer(variable);
    PyObject_GC_Track(variable);
    return Ref::steal(to_object(variable));
}

PyObject *variable_new(PyTypeObject *, PyObject *args, PyObject *kwargs) {
    static const char *keywords[] = {"", "default", nullptr};
    PyObject *name;
    PyObject *default_value = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|$O:ContextVar", const_cast<char **>(keywords), &name,
                                     &default_value))
        return nullptr;
    return make_variable(name, default_value).release();
}

int variable_clear(PyObject *self) {
    Py_CLEAR(as_variable(self)->name);
    Py_CLEAR(as_variable(self)->default_value);
    return 0;
}

int variable_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_variable(self)->name);
    Py_VISIT(as_variable(self)->default_value);
    return 0;
}

void variable_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    (void)variable_clear(self);
    Py_TYPE(self)->tp_free(self);
}

Py_hash_t variable_hash(PyObject *self) {
    return as_variable(self)->hash;
}

PyObject *variable_repr(PyObject *self) {
    PyObject *default_value = as_variable(self)->default_value;
    if (default_value == nullptr)
        return PyUnicode_FromFormat("<ContextVar name=%R at %p>", as_variable(self)->name, self);
    return PyUnicode_FromFormat("<ContextVar name=%R default=%R at %p>", as_variable(self)->name,
                                default_value, self);
}

PyObject *variable_get(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("get", count, 0, 1)) return nullptr;
    PyObject *value;
    TRY(PyContextVar_Get(self, count == 1 ? args[0] : nullptr, &value));
    if (value == nullptr) PyErr_SetObject(PyExc_LookupError, self);
    return value;
}

PyObject *variable_set(PyObject *self, PyObject *value) {
    return PyContextVar_Set(self, value);
}

PyObject *variable_reset(PyObject *self, PyObject *token) {
    if (!PyContextToken_CheckExact(token))
        return raise_type_error("expected an instance of Token, got %R", token);
    TRY(PyContextVar_Reset(self, token));
    return Py_NewRef(Py_None);
}

PyMemberDef variable_members[] = {
    {"name", T_OBJECT, offsetof(ContextVar, name), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyMethodDef variable_methods[] = {
    {"get", _PyCFunction_CAST(variable_get), METH_FASTCALL,
     "get([default])\n\nThe value in the current context, else the default given, else the variable's."},
    {"set", variable_set, METH_O,
     "set($self, value, /)\n--\n\nSets the value in the current context; the token brings the old one back."},
    {"reset", variable_reset, METH_O,
     "reset($self, token, /)\n--\n\nBrings the value back that was there before the token was made."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {nullptr, nullptr, 0, nullptr},
};

// --- Token

PyObject *token_new(PyTypeObject *, PyObject *, PyObject *) {
    PyErr_SetString(PyExc_RuntimeError, "Tokens can only be created by ContextVars");
    return nullptr;
}

int token_clear(PyObject *self) {
    Py_CLEAR(as_token(self)->context);
    Py_CLEAR(as_token(self)->variable);
    Py_CLEAR(as_token(self)->old_value);
    return 0;
}

int token_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_token(self)->context);
    Py_VISIT(as_token(self)->variable);
    Py_VISIT(as_token(self)->old_value);
    return 0;
}

void token_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    (void)token_clear(self);
    Py_TYPE(self)->tp_free(self);
}

PyObject *token_repr(PyObject *self) {
    return PyUnicode_FromFormat("<Token%s var=%R at %p>", as_token(self)->is_used ? " used" : "",
                                as_token(self)->variable, self);
}

PyObject *token_variable(PyObject *self, void *) {
    return Py_NewRef(to_object(as_token(self)->variable));
}

PyObject *token_old_value(PyObject *self, void *) {
    PyObject *old = as_token(self)->old_value;
    return Py_NewRef(old != nullptr ? old : &missing_value);
}

PyGetSetDef token_getset[] = {
    {"var", token_variable, nullptr, nullptr, nullptr},
    {"old_value", token_old_value, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMethodDef token_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {nullptr, nullptr, 0, nullptr},
};

Ref make_token(Context *context, ContextVar *variable, PyObject *old_value) {
    auto *token = PyObject_GC_New(Token, &PyContextToken_Type);
    if (token == nullptr) return {};
    token->context = as_context(Py_NewRef(to_object(context)));
    token->variable = as_variable(Py_NewRef(to_object(variable)));
    token->old_value = Py_XNewRef(old_value);
    token->is_used = false;
    PyObject_GC_Track(token);
    return Ref::steal(to_object(token));
}

// 0, or -1 with the error of a token that cannot reset the variable.
int check_token(PyObject *variable, PyObject *object) {
    if (object == nullptr || !PyContextToken_CheckExact(object))
        return raise_type_error("an instance of Token was expected");
    const Token *token = as_token(object);
    if (token->is_used) return raise(PyExc_RuntimeError, "%R has already been used once", object);
    if (to_object(token->variable) != variable)
        return raise_value_error("%R was created by a different ContextVar", object);
    if (token->context != current_context())
        return raise_value_error("%R was created in a different Context", object);
    return 0;
}

constexpr unsigned long type_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;

} // namespace

int init_contexts() {
    TRY(PyType_Ready(&missing_type));
    for (PyTypeObject *type : {&PyContext_Type, &PyContextVar_Type, &PyContextToken_Type})
        TRY(PyType_Ready(type));
    TRY(PyDict_SetItemString(PyContextToken_Type.tp_dict, "MISSING", &missing_value));
    PyType_Modified(&PyContextToken_Type);
    return 0;
}

extern "C" {

PyTypeObject PyContext_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_contextvars.Context",
    .tp_basicsize = sizeof(Context),
    .tp_dealloc = context_dealloc,
    .tp_as_sequence = &context_sequence,
    .tp_as_mapping = &context_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_flags = type_flags,
    .tp_traverse = context_traverse,
    .tp_clear = context_clear,
    .tp_richcompare = context_compare,
    .tp_weaklistoffset = offsetof(Context, weak_references),
    .tp_iter = context_iter,
    .tp_methods = context_methods,
    .tp_new = context_new,
};

PyTypeObject PyContextVar_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_contextvars.ContextVar",
    .tp_basicsize = sizeof(ContextVar),
    .tp_dealloc = variable_dealloc,
    .tp_repr = variable_repr,
    .tp_hash = variable_hash,
    .tp_flags = type_flags,
    .tp_traverse = variable_traverse,
    .tp_clear = variable_clear,
    .tp_methods = variable_methods,
    .tp_members = variable_members,
    .tp_new = variable_new,
};

PyTypeObject PyContextToken_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_contextvars.Token",
    .tp_basicsize = sizeof(Token),
    .tp_dealloc = token_dealloc,
    .tp_repr = token_repr,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_flags = type_flags,
    .tp_traverse = token_traverse,
    .tp_clear = token_clear,
    .tp_methods = token_methods,
    .tp_getset = token_getset,
    .tp_new = token_new,
};

PyObject *PyContext_New(void) {
    return make_empty_context().release();
}

PyObject *PyContext_Copy(PyObject *context) {
    return is_context(context) ? context_copy(context, nullptr) : nullptr;
}

PyObject *PyContext_CopyCurrent(void) {
    Context *context = current_context();
    if (context == nullptr) return nullptr;
    return context_copy(to_object(context), nullptr);
}

int PyContext_Enter(PyObject *object) {
    if (!is_context(object)) return -1;
    Context *context = as_context(object);
    if (context->is_entered)
        return raise(PyExc_RuntimeError, "cannot enter context: %R is already entered", object);
    context->previous =
        std::exchange(thread()->context, Py_NewRef(object)); // the thread's reference goes over
    context->is_entered = true;
    return 0;
}

int PyContext_Exit(PyObject *object) {
    if (!is_context(object)) return -1;
    Context *context = as_context(object);
    if (!context->is_entered)
        return raise(PyExc_RuntimeError, "cannot exit context: %R has not been entered", object);
    if (thread()->context != object)
        return raise(PyExc_RuntimeError,
                     "cannot exit context: thread state references a different context object");
    context->is_entered = false;
    const Ref left = Ref::steal(std::exchange(thread()->context, std::exchange(context->previous, nullptr)));
    return 0;
}

PyObject *PyContextVar_New(const char *name, PyObject *default_value) {
    const Ref text = TRY_REF(PyUnicode_FromString(name));
    return make_variable(text.get(), default_value).release();
}

int PyContextVar_Get(PyObject *variable, PyObject *default_value, PyObject **value) {
    *value = nullptr;
    if (!is_variable(variable)) return -1;
    PyObject *found = nullptr;
    if (thread()->context != nullptr)
        found = PyDict_GetItemWithError(as_context(thread()->context)->values, variable);
    if (found == nullptr && is_error_pending()) return -1;
    if (found == nullptr)
        found = default_value != nullptr ? default_value : as_variable(variable)->default_value;
    *value = Py_XNewRef(found);
    return 0;
}

PyObject *PyContextVar_Set(PyObject *variable, PyObject *value) {
    if (!is_variable(variable)) return nullptr;
    Context *context = current_context();
    if (context == nullptr) return nullptr;
    PyObject *old = PyDict_GetItemWithError(context->values, variable);
    if (old == nullptr && is_error_pending()) return nullptr;
    Ref token = TRY(make_token(context, as_variable(variable), old));
    TRY(set_value(context, variable, value));
    return token.release();
}

int PyContextVar_Reset(PyObject *variable, PyObject *token) {
    if (!is_variable(variable)) return -1;
    TRY(check_token(variable, token));
    as_token(token)->is_used = true;
    return set_value(as_token(token)->context, variable, as_token(token)->old_value);
}

} // extern "C"

} // namespace adder::objects
