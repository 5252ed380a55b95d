// SPDX-License-Identifier: MIT
//
// Built-in functions that talk to the program's user: print, input, breakpoint.
#include "runtime/builtins.hpp"

#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"
#include "objects/runtime_state.hpp"
#include "objects/str.hpp"

namespace adder::runtime {
namespace {

// An attribute of sys; borrowed, NULL without an error when it was deleted.
PyObject *sys_attribute(PyObject *name) {
    return PyDict_GetItemWithError(objects::runtime.sys_dict, name);
}

objects::Failure raise_lost(const char *what) {
    if (objects::is_error_pending()) return {};
    return objects::raise(PyExc_RuntimeError, "lost %s", what);
}

// --- print

// Empty with TypeError when `value` is neither None nor a str; NULL and None stand for the default.
[[nodiscard]] int check_text_option(const char *name, PyObject *&value) {
    if (value == Py_None) value = nullptr;
    if (value == nullptr || PyUnicode_Check(value)) return 0;
    return objects::raise_type_error("%s must be None or a string, not %.200s", name,
                                     Py_TYPE(value)->tp_name);
}

[[nodiscard]] int write_text(PyObject *write, PyObject *text) {
    const objects::Ref result = TRY_REF(objects::call_one(write, text));
    return 0;
}

[[nodiscard]] int write_values(PyObject *file, PyObject *const *values, Py_ssize_t count, PyObject *separator,
                               PyObject *end) {
    const objects::Ref write = TRY_REF(PyObject_GetAttr(file, objects::name::write));
    for (Py_ssize_t i = 0; i < count; i++) {
        if (i > 0) TRY(write_text(write.get(), separator == nullptr ? objects::latin1_str(' ') : separator));
        const objects::Ref text = TRY_REF(PyObject_Str(values[i]));
        TRY(write_text(write.get(), text.get()));
    }
    return write_text(write.get(), end == nullptr ? objects::latin1_str('\n') : end);
}

[[nodiscard]] int flush_file(PyObject *file) {
    const objects::Ref result = TRY_REF(PyObject_CallMethodNoArgs(file, objects::name::flush));
    return 0;
}

PyObject *builtin_print(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec("print", "*args, sep=' ', end='\\n', file=None, flush=False");
    PyObject *values[4];
    TRY(spec.bind(args, count, keyword_names, values));
    auto &[separator, end, file, flush] = values;
    if (file == nullptr || file == Py_None) {
        file = sys_attribute(objects::name::stdout_);
        if (file == nullptr) return raise_lost("sys.stdout");
        if (file == Py_None) Py_RETURN_NONE; // no standard output: nothing to do
    }
    TRY(check_text_option("sep", separator));
    TRY(check_text_option("end", end));
    const objects::Ref keep = objects::Ref::borrow(file);
    TRY(write_values(file, args, count, separator, end));
    if (flush != nullptr && TRY(PyObject_IsTrue(flush))) TRY(flush_file(file));
    Py_RETURN_NONE;
}

// --- input

// A standard stream; empty with RuntimeError.
[[nodiscard]] objects::Ref require_stream(PyObject *name, const char *text) {
    PyObject *stream = sys_attribute(name);
    if (stream != nullptr && stream != Py_None) return objects::Ref::borrow(stream);
    if (objects::is_error_pending()) return nullptr;
    return objects::raise(PyExc_RuntimeError, "input(): lost sys.%s", text);
}

PyObject *builtin_input(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("input", count, 0, 1)) return nullptr;
    const objects::Ref in = TRY(require_stream(objects::name::stdin_, "stdin"));
    const objects::Ref out = TRY(require_stream(objects::name::stdout_, "stdout"));
    const objects::Ref error = TRY(require_stream(objects::name::stderr_, "stderr"));
    if (flush_file(error.get()) < 0) PyErr_Clear();
    if (count > 0) TRY(PyFile_WriteObject(args[0], out.get(), Py_PRINT_RAW));
    if (flush_file(out.get()) < 0) PyErr_Clear();
    return PyFile_GetLine(in.get(), -1);
}

// --- breakpoint

PyObject *builtin_breakpoint(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    PyObject *hook = sys_attribute(objects::name::breakpointhook);
    if (hook == nullptr) return raise_lost("sys.breakpointhook");
    const objects::Ref keep = objects::Ref::borrow(hook);
    return PyObject_Vectorcall(hook, args, static_cast<size_t>(count), keyword_names);
}

} // namespace

PyMethodDef io_functions[] = {
    {"breakpoint", _PyCFunction_CAST(builtin_breakpoint), METH_FASTCALL | METH_KEYWORDS,
     "breakpoint(*args, **kws)\n\nCall sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept\n"
     "whatever arguments are passed.\n\nBy default, this drops you into the pdb debugger."},
    {"input", _PyCFunction_CAST(builtin_input), METH_FASTCALL,
     "input($module, prompt='', /)\n--\n\n"
     "Read a string from standard input.  The trailing newline is stripped.\n\n"
     "The prompt string, if given, is printed to standard output without a\n"
     "trailing newline before reading input.\n\n"
     "If the user hits EOF, raise EOFError."},
    {"print", _PyCFunction_CAST(builtin_print), METH_FASTCALL | METH_KEYWORDS,
     "print($module, /, *args, sep=' ', end='\\n', file=None, flush=False)\n--\n\n"
     "Prints the values to a stream, or to sys.stdout by default.\n\n"
     "  sep\n"
     "    string inserted between values, default a space.\n"
     "  end\n"
     "    string appended after the last value, default a newline.\n"
     "  file\n"
     "    a file-like object (stream); defaults to the current sys.stdout.\n"
     "  flush\n"
     "    whether to forcibly flush the stream."},
    {},
};

} // namespace adder::runtime
