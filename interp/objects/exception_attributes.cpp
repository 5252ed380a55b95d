// SPDX-License-Identifier: MIT
//
// Exception families with a few attributes: StopIteration, SystemExit, ImportError, NameError,
// AttributeError, KeyError and SyntaxError.
#include "objects/exception_fields.hpp"
#include "objects/names.hpp"

#include <cstring>

namespace adder::objects {

namespace {

// --- StopIteration.value, SystemExit.code

int stop_iteration_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    TRY(exception_init(self, args, kwargs));
    PyObject *value = PyTuple_GET_SIZE(args) > 0 ? PyTuple_GET_ITEM(args, 0) : Py_None;
    Py_XSETREF(reinterpret_cast<PyStopIterationObject *>(self)->value, Py_NewRef(value));
    return 0;
}

PyMemberDef stop_iteration_members[] = {
    {"value", T_OBJECT, offsetof(PyStopIterationObject, value), 0, "generator return value"},
    {},
};

int system_exit_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    TRY(exception_init(self, args, kwargs));
    Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (count == 0) return 0;
    PyObject *code = count == 1 ? PyTuple_GET_ITEM(args, 0) : args;
    Py_XSETREF(reinterpret_cast<PySystemExitObject *>(self)->code, Py_NewRef(code));
    return 0;
}

PyMemberDef system_exit_members[] = {
    {"code", T_OBJECT, offsetof(PySystemExitObject, code), 0, "exception code"},
    {},
};

// --- ImportError.msg, name, path

PyImportErrorObject *as_import_error(PyObject *self) {
    return reinterpret_cast<PyImportErrorObject *>(self);
}

int import_error_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"name", "path", nullptr};
    TRY(exception_init(self, args, nullptr));
    auto *error = as_import_error(self);
    TRY(parse_keyword_fields(kwargs, "|$OO:ImportError", keywords, error->name, error->path));
    PyObject *message = PyTuple_GET_SIZE(args) == 1 ? PyTuple_GET_ITEM(args, 0) : nullptr;
    Py_XSETREF(error->msg, Py_XNewRef(message));
    return 0;
}

PyObject *import_error_str(PyObject *self) {
    PyObject *message = as_import_error(self)->msg;
    if (message != nullptr && PyUnicode_CheckExact(message)) return Py_NewRef(message);
    return exception_str(self);
}

// The instance's dict with name and path, or what there is of it; empty without an error when there is
// nothing.
Ref import_error_state(PyImportErrorObject *error) {
    if (error->name == nullptr && error->path == nullptr) return Ref::borrow(error->dict);
    Ref state = TRY_REF(error->dict == nullptr ? PyDict_New() : PyDict_Copy(error->dict));
    if (error->name != nullptr) TRY(PyDict_SetItem(state.get(), name::name_, error->name));
    if (error->path != nullptr) TRY(PyDict_SetItem(state.get(), name::path_, error->path));
    return state;
}

PyObject *import_error_reduce(PyObject *self, PyObject *) {
    auto *error = as_import_error(self);
    Ref state = import_error_state(error);
    if (!state && is_error_pending()) return nullptr;
    if (!state) return PyTuple_Pack(2, Py_TYPE(self), error->args);
    return PyTuple_Pack(3, Py_TYPE(self), error->args, state.get());
}

PyMemberDef import_error_members[] = {
    {"msg", T_OBJECT, offsetof(PyImportErrorObject, msg), 0, "exception message"},
    {"name", T_OBJECT, offsetof(PyImportErrorObject, name), 0, "module name"},
    {"path", T_OBJECT, offsetof(PyImportErrorObject, path), 0, "module path"},
    {},
};

PyMethodDef import_error_methods[] = {
    {"__reduce__", import_error_reduce, METH_NOARGS, nullptr},
    {},
};

// --- NameError.name, AttributeError.name and obj

int name_error_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"name", nullptr};
    TRY(exception_init(self, args, nullptr));
    auto *error = reinterpret_cast<PyNameErrorObject *>(self);
    return parse_keyword_fields(kwargs, "|$O:NameError", keywords, error->name);
}

PyMemberDef name_error_members[] = {
    {"name", T_OBJECT, offsetof(PyNameErrorObject, name), 0, "name"},
    {},
};

int attribute_error_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"name", "obj", nullptr};
    TRY(exception_init(self, args, nullptr));
    auto *error = reinterpret_cast<PyAttributeErrorObject *>(self);
    return parse_keyword_fields(kwargs, "|$OO:AttributeError", keywords, error->name, error->obj);
}

PyMemberDef attribute_error_members[] = {
    {"name", T_OBJECT, offsetof(PyAttributeErrorObject, name), 0, "attribute name"},
    {"obj", T_OBJECT, offsetof(PyAttributeErrorObject, obj), 0, "object"},
    {},
};

// --- KeyError: its text is the key's repr, so that an empty key can be seen

PyObject *key_error_str(PyObject *self) {
    PyObject *args = as_exception(self)->args;
    return PyTuple_GET_SIZE(args) == 1 ? PyObject_Repr(PyTuple_GET_ITEM(args, 0)) : exception_str(self);
}

// --- SyntaxError

PySyntaxErrorObject *as_syntax_error(PyObject *self) {
    return reinterpret_cast<PySyntaxErrorObject *>(self);
}

int set_syntax_details(PySyntaxErrorObject *error, PyObject *details) {
    Ref info = TRY_REF(PySequence_Tuple(details));
    PyObject **places[] = {&error->filename, &error->lineno,     &error->offset,
                           &error->text,     &error->end_lineno, &error->end_offset};
    PyObject *values[6] = {};
    if (!PyArg_ParseTuple(info.get(), "OOOO|OO", &values[0], &values[1], &values[2], &values[3], &values[4],
                          &values[5]))
        return -1;
    for (int i = 0; i < 6; i++) Py_XSETREF(*places[i], Py_XNewRef(values[i]));
    if (error->end_lineno != nullptr && error->end_offset == nullptr)
        return raise_type_error("end_offset must be provided when end_lineno is provided");
    return 0;
}

int syntax_error_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    TRY(exception_init(self, args, kwargs));
    auto *error = as_syntax_error(self);
    Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (count >= 1) Py_XSETREF(error->msg, Py_NewRef(PyTuple_GET_ITEM(args, 0)));
    return count == 2 ? set_syntax_details(error, PyTuple_GET_ITEM(args, 1)) : 0;
}

// The file name without its folders; new reference.
PyObject *base_name(PyObject *filename) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(filename);
    Py_ssize_t slash = PyUnicode_FindChar(filename, '/', 0, length, -1);
    return PyUnicode_Substring(filename, slash + 1, length);
}

PyObject *syntax_error_str(PyObject *self) {
    auto *error = as_syntax_error(self);
    PyObject *message = error->msg == nullptr ? Py_None : error->msg;
    bool has_line = error->lineno != nullptr && PyLong_CheckExact(error->lineno);
    bool has_file = error->filename != nullptr && PyUnicode_Check(error->filename);
    long line = has_line ? PyLong_AsLong(error->lineno) : 0;
    if (has_line && line == -1 && is_error_pending()) return nullptr;
    if (!has_file) {
        return has_line ? PyUnicode_FromFormat("%S (line %ld)", message, line) : PyObject_Str(message);
    }
    Ref file = TRY_REF(base_name(error->filename));
    if (has_line) return PyUnicode_FromFormat("%S (%U, line %ld)", message, file.get(), line);
    return PyUnicode_FromFormat("%S (%U)", message, file.get());
}

PyMemberDef syntax_error_members[] = {
    {"msg", T_OBJECT, offsetof(PySyntaxErrorObject, msg), 0, "exception msg"},
    {"filename", T_OBJECT, offsetof(PySyntaxErrorObject, filename), 0, "exception filename"},
    {"lineno", T_OBJECT, offsetof(PySyntaxErrorObject, lineno), 0, "exception lineno"},
    {"offset", T_OBJECT, offsetof(PySyntaxErrorObject, offset), 0, "exception offset"},
    {"text", T_OBJECT, offsetof(PySyntaxErrorObject, text), 0, "exception text"},
    {"end_lineno", T_OBJECT, offsetof(PySyntaxErrorObject, end_lineno), 0, "exception end lineno"},
    {"end_offset", T_OBJECT, offsetof(PySyntaxErrorObject, end_offset), 0, "exception end offset"},
    {"print_file_and_line", T_OBJECT, offsetof(PySyntaxErrorObject, print_file_and_line), 0,
     "exception print_file_and_line"},
    {},
};

template <class T, PyObject *T::*...Fields>
constexpr ExceptionFamily family_of(initproc init, reprfunc str, PyMemberDef *members,
                                    PyMethodDef *methods = nullptr) {
    return {sizeof(T), exception_new, init,   str, traverse_fields<T, Fields...>, clear_fields<T, Fields...>,
            methods,   members,       nullptr};
}

using StopIteration = PyStopIterationObject;
using SystemExit = PySystemExitObject;
using ImportError = PyImportErrorObject;
using NameError = PyNameErrorObject;
using AttributeError = PyAttributeErrorObject;
using SyntaxError = PySyntaxErrorObject;

} // namespace

const ExceptionFamily stop_iteration_family =
    family_of<StopIteration, &StopIteration::value>(stop_iteration_init, nullptr, stop_iteration_members);
const ExceptionFamily system_exit_family =
    family_of<SystemExit, &SystemExit::code>(system_exit_init, nullptr, system_exit_members);
const ExceptionFamily import_error_family =
    family_of<ImportError, &ImportError::msg, &ImportError::name, &ImportError::path>(
        import_error_init, import_error_str, import_error_members, import_error_methods);
const ExceptionFamily name_error_family =
    family_of<NameError, &NameError::name>(name_error_init, exception_str, name_error_members);
const ExceptionFamily attribute_error_family =
    family_of<AttributeError, &AttributeError::name, &AttributeError::obj>(
        attribute_error_init, exception_str, attribute_error_members);
const ExceptionFamily key_error_family =
    family_of<PyBaseExceptionObject>(exception_init, key_error_str, nullptr);
const ExceptionFamily syntax_error_family =
    family_of<SyntaxError, &SyntaxError::msg, &SyntaxError::filename, &SyntaxError::lineno,
              &SyntaxError::offset, &SyntaxError::text, &SyntaxError::end_lineno, &SyntaxError::end_offset,
              &SyntaxError::print_file_and_line>(syntax_error_init, syntax_error_str, syntax_error_members);

int raise_stop_iteration(PyObject *value) {
    if (!PyTuple_Check(value) && !PyExceptionInstance_Check(value)) {
        PyErr_SetObject(PyExc_StopIteration, value);
        return -1;
    }
    Ref instance = TRY_REF(PyObject_CallOneArg(PyExc_StopIteration, value));
    PyErr_SetObject(PyExc_StopIteration, instance.get());
    return -1;
}

} // namespace adder::objects
