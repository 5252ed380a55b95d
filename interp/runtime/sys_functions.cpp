// SPDX-License-Identifier: MIT
//
// Functions of module sys.
#include "runtime/sys_module.hpp"

#include "objects/attribute.hpp"
#include "objects/collector.hpp"
#include "objects/error.hpp"
#include "objects/exception.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/runtime_state.hpp"
#include "objects/traceback.hpp"
#include "trace/python_tracer.hpp"
#include "vm/frame.hpp"

namespace adder::runtime {

namespace {

PyObject *none() {
    Py_RETURN_NONE;
}

// --- exceptions and hooks

PyObject *sys_exc_info(PyObject *, PyObject *) {
    PyObject *exception = objects::handled_exception();
    if (exception == nullptr) return PyTuple_Pack(3, Py_None, Py_None, Py_None);
    PyObject *traceback = objects::as_exception(exception)->traceback;
    return PyTuple_Pack(3, Py_TYPE(exception), exception, traceback == nullptr ? Py_None : traceback);
}

PyObject *sys_exception(PyObject *, PyObject *) {
    PyObject *exception = objects::handled_exception();
    return Py_NewRef(exception == nullptr ? Py_None : exception);
}

PyObject *sys_exit(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (count > 1) return objects::raise_type_error("exit expected at most 1 argument, got %zd", count);
    PyErr_SetObject(PyExc_SystemExit, count == 0 ? nullptr : args[0]);
    return nullptr;
}

PyObject *sys_excepthook(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (count != 3) return objects::raise_type_error("excepthook expected 3 arguments, got %zd", count);
    PyErr_Display(args[0], args[1], args[2]);
    return none();
}

PyObject *sys_unraisablehook(PyObject *, PyObject *arguments) {
    objects::Ref value = TRY_REF(PyObject_GetAttrString(arguments, "exc_value"));
    objects::Ref object = TRY_REF(PyObject_GetAttrString(arguments, "object"));
    if (!PyExceptionInstance_Check(value.get())) return none();
    objects::restore_exception(std::move(value));
    objects::Ref hook = objects::Ref::borrow(PySys_GetObject("unraisablehook"));
    TRY(PySys_SetObject("unraisablehook", Py_None));
    PyErr_WriteUnraisable(object.get() == Py_None ? nullptr : object.get());
    TRY(PySys_SetObject("unraisablehook", hook.get()));
    return none();
}

// Writes the repr, with what the stream's encoding lacks as escapes.
int write_repr(PyObject *stream, PyObject *value) {
    objects::Ref text = TRY_REF(PyObject_Repr(value));
    if (PyFile_WriteObject(text.get(), stream, Py_PRINT_RAW) == 0) return 0;
    if (!objects::clear_if_matches(PyExc_UnicodeEncodeError)) return -1;
    objects::Ref encoding = TRY_REF(PyObject_GetAttr(stream, objects::name::encoding));
    const char *encoding_text = PyUnicode_AsUTF8(encoding.get());
    if (encoding_text == nullptr) return -1;
    objects::Ref bytes = TRY_REF(PyUnicode_AsEncodedString(text.get(), encoding_text, "backslashreplace"));
    objects::Ref escaped = TRY_REF(PyUnicode_FromEncodedObject(bytes.get(), encoding_text, "strict"));
    return PyFile_WriteObject(escaped.get(), stream, Py_PRINT_RAW);
}

PyObject *sys_displayhook(PyObject *, PyObject *value) {
    PyObject *builtins = objects::runtime.builtins;
    if (value == Py_None) return none();
    TRY(PyDict_SetItem(builtins, objects::name::underscore, Py_None));
    objects::Ref stream = objects::Ref::borrow(PySys_GetObject("stdout"));
    if (!stream || stream.get() == Py_None) return objects::raise(PyExc_RuntimeError, "lost sys.stdout");
    TRY(write_repr(stream.get(), value));
    TRY(PyFile_WriteString("\n", stream.get()));
    TRY(PyDict_SetItem(builtins, objects::name::underscore, value));
    return none();
}

// --- objects

PyObject *sys_getallocatedblocks(PyObject *, PyObject *) {
    return PyLong_FromSsize_t(objects::count_used_blocks());
}

PyObject *sys_getrefcount(PyObject *, PyObject *object) {
    return PyLong_FromSsize_t(Py_REFCNT(object));
}

// What __sizeof__ says of the object; -1 with an exception.
Py_ssize_t size_of(PyObject *object) {
    const objects::Ref method =
        objects::Ref::steal(objects::lookup_special(object, objects::name::dunder_sizeof));
    if (!method) {
        if (objects::is_error_pending()) return -1;
        return objects::raise_type_error("Type %.100s doesn't define __sizeof__", Py_TYPE(object)->tp_name);
    }
    const objects::Ref size = TRY_REF(PyObject_CallNoArgs(method.get()));
    const Py_ssize_t number = PyLong_AsSsize_t(size.get());
    if (number < 0 && !objects::is_error_pending())
        return objects::raise_value_error("__sizeof__() should return >= 0");
    return number;
}

PyObject *sys_getsizeof(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"object", "default", nullptr};
    PyObject *object;
    PyObject *fallback = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|O:getsizeof", const_cast<char **>(keywords), &object,
                                     &fallback))
        return nullptr;
    const Py_ssize_t size = size_of(object);
    if (size < 0) {
        if (fallback == nullptr || !objects::clear_if_matches(PyExc_TypeError)) return nullptr;
        return Py_NewRef(fallback);
    }
    return PyLong_FromSsize_t(
        size + (PyObject_IS_GC(object) ? static_cast<Py_ssize_t>(sizeof(objects::GcHead)) : 0));
}

PyObject *sys_intern(PyObject *, PyObject *text) {
    if (!PyUnicode_Check(text))
        return objects::raise_type_error("intern() argument must be str, not %.50s", Py_TYPE(text)->tp_name);
    if (!PyUnicode_CheckExact(text))
        return objects::raise_type_error("can't intern %.400s", Py_TYPE(text)->tp_name);
    PyObject *interned = Py_NewRef(text);
    PyUnicode_InternInPlace(&interned);
    return interned;
}

// --- limits and switches

PyObject *sys_getrecursionlimit(PyObject *, PyObject *) {
    return PyLong_FromLong(objects::runtime.recursion_limit);
}

PyObject *sys_setrecursionlimit(PyObject *, PyObject *argument) {
    int limit = _PyLong_AsInt(argument);
    if (limit == -1 && objects::is_error_pending()) return nullptr;
    if (limit < 1) return objects::raise_value_error("recursion limit must be greater or equal than 1");
    int depth = objects::thread()->recursion_depth;
    if (depth >= limit)
        return objects::raise(
            PyExc_RecursionError,
            "cannot set the recursion limit to %i at the recursion depth %i: the limit is too low", limit,
            depth);
    objects::runtime.recursion_limit = limit;
    return none();
}

PyObject *sys_get_int_max_str_digits(PyObject *, PyObject *) {
    return PyLong_FromLong(objects::runtime.int_max_str_digits);
}

PyObject *sys_set_int_max_str_digits(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"maxdigits", nullptr};
    int limit;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "i:set_int_max_str_digits", const_cast<char **>(keywords),
                                     &limit))
        return nullptr;
    if (limit != 0 && limit < 640)
        return objects::raise_value_error("maxdigits must be 0 or larger than %d", 640);
    objects::runtime.int_max_str_digits = limit;
    return none();
}

PyObject *sys_getswitchinterval(PyObject *, PyObject *) {
    return PyFloat_FromDouble(0.005);
}

PyObject *sys_setswitchinterval(PyObject *, PyObject *argument) {
    double interval = PyFloat_AsDouble(argument);
    if (interval == -1.0 && objects::is_error_pending()) return nullptr;
    if (interval <= 0.0) return objects::raise_value_error("switch interval must be strictly positive");
    return none();
}

PyObject *sys_settrace(PyObject *, PyObject *function) {
    trace::set_hook(trace::HookKind::Trace, function);
    return none();
}

PyObject *sys_setprofile(PyObject *, PyObject *function) {
    trace::set_hook(trace::HookKind::Profile, function);
    return none();
}

PyObject *hook_or_none(trace::HookKind kind) {
    PyObject *function = trace::get_hook(kind);
    return Py_NewRef(function != nullptr ? function : Py_None);
}

PyObject *sys_gettrace(PyObject *, PyObject *) {
    return hook_or_none(trace::HookKind::Trace);
}

PyObject *sys_getprofile(PyObject *, PyObject *) {
    return hook_or_none(trace::HookKind::Profile);
}

// 3.11 calls the function with tracing as it is: inside a trace function, off.
PyObject *sys_call_tracing(PyObject *, PyObject *args) {
    PyObject *function;
    PyObject *arguments;
    if (!PyArg_ParseTuple(args, "OO!:call_tracing", &function, &PyTuple_Type, &arguments)) return nullptr;
    return PyObject_Call(function, arguments, nullptr);
}

PyObject *sys_none(PyObject *, PyObject *) {
    return none();
}

PyObject *sys_is_finalizing(PyObject *, PyObject *) {
    return PyBool_FromLong(objects::runtime.is_finalizing);
}

PyObject *sys_audit(PyObject *, PyObject *const *, Py_ssize_t) {
    return none();
}

// --- texts

PyObject *sys_getdefaultencoding(PyObject *, PyObject *) {
    return Py_NewRef(objects::name::utf_8);
}

PyObject *sys_getfilesystemencodeerrors(PyObject *, PyObject *) {
    return PyUnicode_FromString("surrogateescape");
}

// --- frames

PyObject *sys_getframe(PyObject *, PyObject *const *args, Py_ssize_t count) {
    int depth = count > 0 ? _PyLong_AsInt(args[0]) : 0;
    if (depth == -1 && objects::is_error_pending()) return nullptr;
    vm::Frame *frame = objects::thread()->frame;
    for (; frame != nullptr && depth > 0; depth--) frame = frame->previous;
    if (frame == nullptr) return objects::raise_value_error("call stack is not deep enough");
    auto *object = reinterpret_cast<PyObject *>(vm::frame_object(frame));
    return Py_XNewRef(object);
}

PyObject *sys_clear_type_cache(PyObject *, PyObject *) {
    PyType_ClearCache();
    return none();
}

} // namespace

PyMethodDef sys_functions[] = {
    {"exc_info", sys_exc_info, METH_NOARGS,
     "exc_info($module, /)\n--\n\nType, value and traceback of the handled exception."},
    {"exception", sys_exception, METH_NOARGS, "exception($module, /)\n--\n\nThe handled exception, or None."},
    {"exit", _PyCFunction_CAST(sys_exit), METH_FASTCALL,
     "exit($module, status=None, /)\n--\n\nEnd the program by SystemExit."},
    {"excepthook", _PyCFunction_CAST(sys_excepthook), METH_FASTCALL,
     "excepthook($module, exctype, value, traceback, /)\n--\n\nPrint an exception to sys.stderr."},
    {"unraisablehook", sys_unraisablehook, METH_O,
     "unraisablehook($module, unraisable, /)\n--\n\nReport an exception that cannot be raised."},
    {"displayhook", sys_displayhook, METH_O,
     "displayhook($module, object, /)\n--\n\nPrint an object's repr and keep it as builtins._"},
    {"getallocatedblocks", sys_getallocatedblocks, METH_NOARGS,
     "getallocatedblocks($module, /)\n--\n\nThe number of small memory blocks in use."},
    {"getrefcount", sys_getrefcount, METH_O,
     "getrefcount($module, object, /)\n--\n\nThe object's reference count."},
    {"getsizeof", _PyCFunction_CAST(sys_getsizeof), METH_VARARGS | METH_KEYWORDS,
     "getsizeof(object [, default]) -> int\n\nThe object's size in bytes."},
    {"intern", sys_intern, METH_O, "intern($module, string, /)\n--\n\nThe interned str of the same text."},
    {"getrecursionlimit", sys_getrecursionlimit, METH_NOARGS,
     "getrecursionlimit($module, /)\n--\n\nHow deeply calls may be nested."},
    {"setrecursionlimit", sys_setrecursionlimit, METH_O,
     "setrecursionlimit($module, limit, /)\n--\n\nSet how deeply calls may be nested."},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, METH_NOARGS,
     "get_int_max_str_digits($module, /)\n--\n\nThe limit of digits in conversions of int and str."},
    {"set_int_max_str_digits", _PyCFunction_CAST(sys_set_int_max_str_digits), METH_VARARGS | METH_KEYWORDS,
     "set_int_max_str_digits($module, /, maxdigits)\n--\n\nSet the limit of digits in conversions of int and "
     "str."},
    {"getswitchinterval", sys_getswitchinterval, METH_NOARGS,
     "getswitchinterval($module, /)\n--\n\nSeconds after which a waiting thread may run."},
    {"setswitchinterval", sys_setswitchinterval, METH_O,
     "setswitchinterval($module, interval, /)\n--\n\nAccepted and ignored."},
    {"settrace", sys_settrace, METH_O,
     "settrace(function)\n\nSet the function that is called for each frame, line, return and exception."},
    {"setprofile", sys_setprofile, METH_O,
     "setprofile(function)\n\nSet the function that is called for each call and return, native ones too."},
    {"gettrace", sys_gettrace, METH_NOARGS, "gettrace($module, /)\n--\n\nThe trace function, or None."},
    {"getprofile", sys_getprofile, METH_NOARGS,
     "getprofile($module, /)\n--\n\nThe profile function, or None."},
    {"call_tracing", sys_call_tracing, METH_VARARGS,
     "call_tracing($module, func, args, /)\n--\n\nCall func(*args), for debuggers."},
    {"is_finalizing", sys_is_finalizing, METH_NOARGS,
     "is_finalizing($module, /)\n--\n\nWhether the interpreter is ending."},
    {"audit", _PyCFunction_CAST(sys_audit), METH_FASTCALL, "audit(event, *args)\n\nNobody listens."},
    {"addaudithook", sys_none, METH_O, "addaudithook($module, hook, /)\n--\n\nAccepted and ignored."},
    {"getdefaultencoding", sys_getdefaultencoding, METH_NOARGS,
     "getdefaultencoding($module, /)\n--\n\nAlways 'utf-8'."},
    {"getfilesystemencoding", sys_getdefaultencoding, METH_NOARGS,
     "getfilesystemencoding($module, /)\n--\n\nAlways 'utf-8'."},
    {"getfilesystemencodeerrors", sys_getfilesystemencodeerrors, METH_NOARGS,
     "getfilesystemencodeerrors($module, /)\n--\n\nAlways 'surrogateescape'."},
    {"_getframe", _PyCFunction_CAST(sys_getframe), METH_FASTCALL,
     "_getframe($module, depth=0, /)\n--\n\nA frame of the call stack."},
    {"_clear_type_cache", sys_clear_type_cache, METH_NOARGS,
     "_clear_type_cache($module, /)\n--\n\nForget cached attributes."},
    {},
};

} // namespace adder::runtime
