// SPDX-License-Identifier: MIT
//
// Writing to file objects from C: anything with a method `write`, and sys.stdout and sys.stderr in
// particular.
//
// When standard output or error has no file object (early, or late), text goes to the C library's streams.
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/traceback.hpp"

#include <cstdio>
#include <string>

namespace adder::objects {

namespace {

// Errors are dropped: there is no place left to report them.
void write_formatted(const char *stream_name, FILE *fallback, PyObject *text) {
    if (text == nullptr) return PyErr_Clear();
    PyObject *stream = PySys_GetObject(stream_name);
    if (stream != nullptr && PyFile_WriteObject(text, stream, Py_PRINT_RAW) == 0) return;
    PyErr_Clear();
    const char *utf8 = PyUnicode_AsUTF8(text);
    if (utf8 == nullptr) return PyErr_Clear();
    std::fputs(utf8, fallback);
    std::fflush(fallback);
}

// Whether the program has set sys.stderr to None: reports of exceptions are left out, other texts are not.
bool wants_no_errors() {
    return PySys_GetObject("stderr") == Py_None;
}

// printf's codes, as PySys_WriteStdout has them: no more than 1000 bytes.
Ref format_as_printf(const char *format, va_list arguments) {
    char buffer[1001];
    const int size = std::vsnprintf(buffer, sizeof buffer, format, arguments);
    const bool fits = size >= 0 && static_cast<size_t>(size) < sizeof buffer;
    const std::string text = std::string(buffer) + (fits ? "" : "... truncated");
    return Ref::steal(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace"));
}

PyObject *get_type_name(PyObject *type) {
    return PyType_GetQualName(reinterpret_cast<PyTypeObject *>(type));
}

// "Exception ignored in: …" with traceback and message, as sys.unraisablehook shows it by default.
int write_unraisable(TextWriter &writer, PyObject *exception, const char *message, PyObject *object) {
    if (object != nullptr && object != Py_None) {
        TRY(write_text(writer, message == nullptr ? "Exception ignored " : message));
        TRY(write_text(writer, message == nullptr ? "in: " : ": "));
        Ref text = Ref::steal(PyObject_Repr(object));
        if (!text) PyErr_Clear();
        TRY(text ? writer.write(text.get()) : write_text(writer, "<object repr() failed>"));
        TRY(write_text(writer, "\n"));
    } else if (message != nullptr) {
        TRY(write_text(writer, message));
        TRY(write_text(writer, ":\n"));
    }
    if (PyObject *traceback = reinterpret_cast<PyBaseExceptionObject *>(exception)->traceback)
        TRY(write_traceback(writer, traceback, Margin{}, "", "Traceback (most recent call last):\n"));
    auto *type = reinterpret_cast<PyObject *>(Py_TYPE(exception));
    Ref module = Ref::steal(PyObject_GetAttr(type, name::dunder_module));
    if (module && PyUnicode_Check(module.get()) &&
        PyUnicode_CompareWithASCIIString(module.get(), "builtins") != 0 &&
        PyUnicode_CompareWithASCIIString(module.get(), "__main__") != 0) {
        TRY(writer.write(module.get()));
        TRY(write_text(writer, "."));
    }
    PyErr_Clear();
    Ref class_name = TRY_REF(get_type_name(type));
    TRY(writer.write(class_name.get()));
    Ref text = Ref::steal(PyObject_Str(exception));
    if (!text) PyErr_Clear();
    TRY(write_text(writer, ": "));
    TRY(text ? writer.write(text.get()) : write_text(writer, "<exception str() failed>"));
    return write_text(writer, "\n");
}

void display_unraisable(PyObject *exception, const char *message, PyObject *object) {
    TextWriter writer;
    if (write_unraisable(writer, exception, message, object) < 0) return PyErr_Clear();
    Ref text = Ref::steal(writer.finish());
    if (wants_no_errors()) return PyErr_Clear();
    write_formatted("stderr", stderr, text.get());
}

// The program's own sys.unraisablehook, or NULL; borrowed.
PyObject *custom_unraisable_hook() {
    PyObject *hook = PySys_GetObject("unraisablehook");
    return hook == PySys_GetObject("__unraisablehook__") || hook == Py_None ? nullptr : hook;
}

// An exception that no bytecode has seen gets the place where bytecode called.
void add_place_of_call(Ref &exception) {
    PyFrameObject *frame = PyEval_GetFrame();
    if (frame == nullptr || exception.as<PyBaseExceptionObject>()->traceback != nullptr) return;
    Ref original = exception;
    restore_exception(std::move(exception));
    const bool is_added = PyTraceBack_Here(frame) == 0;
    exception = take_exception();
    if (!is_added) exception = std::move(original);
}

Ref make_unraisable_arguments(PyObject *exception, const char *message, PyObject *object) {
    Ref types = TRY_REF(PyImport_ImportModule("sys"));
    Ref make = TRY_REF(PyObject_GetAttrString(types.get(), "UnraisableHookArgs"));
    PyObject *traceback = reinterpret_cast<PyBaseExceptionObject *>(exception)->traceback;
    Ref values = TRY_REF(Py_BuildValue("(OOOzO)", Py_TYPE(exception), exception,
                                       traceback == nullptr ? Py_None : traceback, message,
                                       object == nullptr ? Py_None : object));
    return Ref::steal(PyObject_CallOneArg(make.get(), values.get()));
}

} // namespace

extern "C" {

int PyFile_WriteObject(PyObject *object, PyObject *file, int flags) {
    if (file == nullptr) return raise_type_error("writeobject with NULL file");
    Ref write = TRY_REF(PyObject_GetAttr(file, name::write));
    Ref text = TRY_REF(flags & Py_PRINT_RAW ? PyObject_Str(object) : PyObject_Repr(object));
    Ref result = TRY_REF(PyObject_CallOneArg(write.get(), text.get()));
    return 0;
}

int PyFile_WriteString(const char *text, PyObject *file) {
    if (file == nullptr) {
        if (!is_error_pending()) PyErr_SetString(PyExc_SystemError, "null file for PyFile_WriteString");
        return -1;
    }
    if (is_error_pending()) return -1;
    Ref object = TRY_REF(PyUnicode_FromString(text));
    return PyFile_WriteObject(object.get(), file, Py_PRINT_RAW);
}

PyObject *PyFile_GetLine(PyObject *file, int length) {
    Ref line = TRY_REF(length <= 0 ? PyObject_CallMethodNoArgs(file, name::readline)
                                   : PyObject_CallMethod(file, "readline", "i", length));
    if (!PyUnicode_Check(line.get()) && !PyBytes_Check(line.get()))
        return raise_type_error("object.readline() returned non-string");
    if (length >= 0) return line.release();
    const bool is_text = PyUnicode_Check(line.get());
    const Py_ssize_t size = is_text ? PyUnicode_GET_LENGTH(line.get()) : PyBytes_GET_SIZE(line.get());
    if (size == 0) return raise(PyExc_EOFError, "EOF when reading a line");
    if (is_text) {
        const bool ends_line = PyUnicode_READ_CHAR(line.get(), size - 1) == '\n';
        return PyUnicode_Substring(line.get(), 0, ends_line ? size - 1 : size);
    }
    const char *bytes = PyBytes_AS_STRING(line.get());
    return PyBytes_FromStringAndSize(bytes, bytes[size - 1] == '\n' ? size - 1 : size);
}

int PyObject_AsFileDescriptor(PyObject *object) {
    Ref number = Ref::borrow(object);
    if (!PyLong_Check(object)) {
        PyObject *method;
        TRY(_PyObject_LookupAttr(object, name::fileno, &method));
        Ref fileno = Ref::steal(method);
        if (!fileno) return raise_type_error("argument must be an int, or have a fileno() method.");
        number = TRY_REF(PyObject_CallNoArgs(fileno.get()));
        if (!PyLong_Check(number.get())) return raise_type_error("fileno() returned a non-integer");
    }
    int descriptor = _PyLong_AsInt(number.get());
    if (descriptor >= 0 || is_error_pending()) return descriptor;
    return raise_value_error("file descriptor cannot be a negative integer (%i)", descriptor);
}

PyObject *PyOS_FSPath(PyObject *path) {
    if (PyUnicode_Check(path) || PyBytes_Check(path)) return Py_NewRef(path);
    Ref method = Ref::borrow(_PyType_Lookup(Py_TYPE(path), name::dunder_fspath));
    if (!method)
        return raise_type_error("expected str, bytes or os.PathLike object, not %.200s",
                                Py_TYPE(path)->tp_name);
    Ref result = TRY_REF(PyObject_CallOneArg(method.get(), path));
    if (PyUnicode_Check(result.get()) || PyBytes_Check(result.get())) return result.release();
    return raise_type_error("expected %.200s.__fspath__() to return str or bytes, not %.200s",
                            Py_TYPE(path)->tp_name, Py_TYPE(result.get())->tp_name);
}

void PySys_WriteStdout(const char *format, ...) {
    SavedError saved;
    va_list arguments;
    va_start(arguments, format);
    write_formatted("stdout", stdout, format_as_printf(format, arguments).get());
    va_end(arguments);
}

void PySys_WriteStderr(const char *format, ...) {
    SavedError saved;
    va_list arguments;
    va_start(arguments, format);
    write_formatted("stderr", stderr, format_as_printf(format, arguments).get());
    va_end(arguments);
}

void PySys_FormatStdout(const char *format, ...) {
    SavedError saved;
    va_list arguments;
    va_start(arguments, format);
    Ref text = Ref::steal(PyUnicode_FromFormatV(format, arguments));
    write_formatted("stdout", stdout, text.get());
    va_end(arguments);
}

void PySys_FormatStderr(const char *format, ...) {
    SavedError saved;
    va_list arguments;
    va_start(arguments, format);
    Ref text = Ref::steal(PyUnicode_FromFormatV(format, arguments));
    write_formatted("stderr", stderr, text.get());
    va_end(arguments);
}

void _PyErr_WriteUnraisableMsg(const char *message, PyObject *object) {
    Ref exception = take_exception();
    if (!exception) return;
    add_place_of_call(exception);
    Ref kept = Ref::borrow(object);
    std::string text = message == nullptr ? "" : std::string("Exception ignored ") + message;
    const char *shown = message == nullptr ? nullptr : text.c_str();
    if (PyObject *hook = custom_unraisable_hook()) {
        Ref arguments = make_unraisable_arguments(exception.get(), shown, object);
        Ref result = arguments ? Ref::steal(PyObject_CallOneArg(hook, arguments.get())) : Ref();
        if (result) return;
        exception = take_exception();
        shown = "Exception ignored in sys.unraisablehook";
        object = hook;
    }
    display_unraisable(exception.get(), shown, object);
}

void PyErr_WriteUnraisable(PyObject *object) {
    _PyErr_WriteUnraisableMsg(nullptr, object);
}

void PyErr_Display(PyObject *, PyObject *value, PyObject *traceback) {
    SavedError saved;
    if (wants_no_errors()) return;
    if (value == nullptr || !PyExceptionInstance_Check(value)) {
        const char *type_name = value == nullptr ? "NoneType" : Py_TYPE(value)->tp_name;
        PySys_FormatStderr("TypeError: print_exception(): Exception expected for value, %s found\n",
                           type_name);
        return;
    }
    auto *exception = reinterpret_cast<PyBaseExceptionObject *>(value);
    if (traceback != nullptr && PyTraceBack_Check(traceback) && exception->traceback == nullptr)
        exception->traceback = Py_NewRef(traceback);
    Ref text = exception_text(value);
    if (!text) PyErr_Clear();
    write_formatted("stderr", stderr, text.get());
}

void _Py_FatalErrorFunc(const char *function, const char *message) {
    std::fprintf(stderr, "Fatal Python error: %s: %s\n", function, message);
    std::fflush(stderr);
    std::abort();
}

} // extern "C"

} // namespace adder::objects
