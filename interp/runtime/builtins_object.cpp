// SPDX-License-Identifier: MIT
//
// Built-in functions about objects in general: attributes, class membership, text, identity.
#include "runtime/builtins.hpp"

#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "vm/frame_object.hpp"

namespace adder::runtime {
namespace {

PyObject *builtin_ascii(PyObject *, PyObject *object) {
    return PyObject_ASCII(object);
}
PyObject *builtin_repr(PyObject *, PyObject *object) {
    return PyObject_Repr(object);
}
PyObject *builtin_callable(PyObject *, PyObject *object) {
    return objects::new_bool(PyCallable_Check(object) != 0);
}
PyObject *builtin_id(PyObject *, PyObject *object) {
    return PyLong_FromVoidPtr(object);
}

PyObject *builtin_hash(PyObject *, PyObject *object) {
    const Py_hash_t hash = PyObject_Hash(object);
    return hash == -1 ? nullptr : PyLong_FromSsize_t(hash);
}

PyObject *builtin_format(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("format", count, 1, 2)) return nullptr;
    if (count > 1 && !PyUnicode_Check(args[1])) {
        _PyArg_BadArgument("format", "argument 2", "str", args[1]);
        return nullptr;
    }
    return PyObject_Format(args[0], count > 1 ? args[1] : nullptr);
}

// --- attributes

PyObject *builtin_getattr(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("getattr", count, 2, 3)) return nullptr;
    if (count == 2) return PyObject_GetAttr(args[0], args[1]);
    PyObject *value;
    TRY(_PyObject_LookupAttr(args[0], args[1], &value));
    return value != nullptr ? value : Py_NewRef(args[2]);
}

PyObject *builtin_hasattr(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("hasattr", count, 2, 2)) return nullptr;
    PyObject *value;
    TRY(_PyObject_LookupAttr(args[0], args[1], &value));
    Py_XDECREF(value);
    return objects::new_bool(value != nullptr);
}

PyObject *builtin_setattr(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("setattr", count, 3, 3)) return nullptr;
    TRY(PyObject_SetAttr(args[0], args[1], args[2]));
    Py_RETURN_NONE;
}

PyObject *builtin_delattr(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("delattr", count, 2, 2)) return nullptr;
    TRY(PyObject_SetAttr(args[0], args[1], nullptr));
    Py_RETURN_NONE;
}

// The caller's names and values; new reference.
PyObject *local_namespace() {
    PyObject *locals = PyEval_GetLocals();
    return Py_XNewRef(locals);
}

PyObject *builtin_dir(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("dir", count, 0, 1)) return nullptr;
    return PyObject_Dir(count == 0 ? nullptr : args[0]);
}

PyObject *builtin_vars(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("vars", count, 0, 1)) return nullptr;
    if (count == 0) return local_namespace();
    PyObject *dict;
    TRY(_PyObject_LookupAttr(args[0], objects::name::dunder_dict, &dict));
    return dict != nullptr ? dict : objects::raise_type_error("vars() argument must have __dict__ attribute");
}

// --- classes

PyObject *builtin_isinstance(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("isinstance", count, 2, 2)) return nullptr;
    return objects::new_bool(TRY(PyObject_IsInstance(args[0], args[1])) != 0);
}

PyObject *builtin_issubclass(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("issubclass", count, 2, 2)) return nullptr;
    return objects::new_bool(TRY(PyObject_IsSubclass(args[0], args[1])) != 0);
}

} // namespace

PyMethodDef object_functions[] = {
    {"ascii", builtin_ascii, METH_O,
     "ascii($module, obj, /)\n--\n\nReturn an ASCII-only representation of an object.\n\n"
     "As repr(), return a string containing a printable representation of an\nobject, but escape the "
     "non-ASCII characters in "
     "the string returned by\nrepr() using \\\\x, \\\\u or \\\\U escapes."},
    {"callable", builtin_callable, METH_O,
     "callable($module, obj, /)\n--\n\n"
     "Return whether the object is callable (i.e., some kind of function).\n\n"
     "Note that classes are callable, as are instances of classes with a\n"
     "__call__() method."},
    {"delattr", _PyCFunction_CAST(builtin_delattr), METH_FASTCALL,
     "delattr($module, obj, name, /)\n--\n\nDeletes the named attribute from the given object.\n\n"
     "delattr(x, 'y') is equivalent to ``del x.y``"},
    {"dir", _PyCFunction_CAST(builtin_dir), METH_FASTCALL,
     "dir([object]) -> list of strings\n\n"
     "Without an argument, the names in the current scope; else the names of\n"
     "attributes of the given object, its class and its class's bases, as __dir__ gives them."},
    {"format", _PyCFunction_CAST(builtin_format), METH_FASTCALL,
     "format($module, value, format_spec='', /)\n--\n\nReturn type(value).__format__(value, format_spec)\n\n"
     "Many built-in types implement format_spec according to the\nFormat Specification Mini-language."},
    {"getattr", _PyCFunction_CAST(builtin_getattr), METH_FASTCALL,
     "getattr(object, name[, default]) -> value\n\n"
     "Get a named attribute from an object; getattr(x, 'y') is equivalent to x.y.\n"
     "When a default argument is given, it is returned when the attribute doesn't\n"
     "exist; without it, an exception is raised in that case."},
    {"hasattr", _PyCFunction_CAST(builtin_hasattr), METH_FASTCALL,
     "hasattr($module, obj, name, /)\n--\n\n"
     "Return whether the object has an attribute with the given name.\n\n"
     "This is done by calling getattr(obj, name) and catching AttributeError."},
    {"hash", builtin_hash, METH_O,
     "hash($module, obj, /)\n--\n\nReturn the hash value for the given object.\n\n"
     "Two objects that compare equal must also have the same hash value, but the\nreverse is not necessarily "
     "true."},
    {"id", builtin_id, METH_O,
     "id($module, obj, /)\n--\n\nReturn the identity of an object.\n\n"
     "This is guaranteed to be unique among simultaneously existing objects."},
    {"isinstance", _PyCFunction_CAST(builtin_isinstance), METH_FASTCALL,
     "isinstance($module, obj, class_or_tuple, /)\n--\n\n"
     "Return whether an object is an instance of a class or of a subclass thereof.\n\n"
     "A tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\n"
     "check against."},
    {"issubclass", _PyCFunction_CAST(builtin_issubclass), METH_FASTCALL,
     "issubclass($module, cls, class_or_tuple, /)\n--\n\n"
     "Return whether 'cls' is derived from another class or is the same class.\n\n"
     "A tuple, as in ``issubclass(x, (A, B, ...))``, may be given as the target to\n"
     "check against."},
    {"repr", builtin_repr, METH_O,
     "repr($module, obj, /)\n--\n\nReturn the canonical string representation of the object.\n\n"
     "For many object types, including most builtins, eval(repr(obj)) == obj."},
    {"setattr", _PyCFunction_CAST(builtin_setattr), METH_FASTCALL,
     "setattr($module, obj, name, value, /)\n--\n\n"
     "Sets the named attribute on the given object to the specified value.\n\n"
     "setattr(x, 'y', v) is equivalent to ``x.y = v``"},
    {"vars", _PyCFunction_CAST(builtin_vars), METH_FASTCALL,
     "vars([object]) -> dictionary\n\n"
     "Without arguments, equivalent to locals().\n"
     "With an argument, equivalent to object.__dict__."},
    {},
};

} // namespace adder::runtime
