// SPDX-License-Identifier: MIT
//
// Frames, imports, sys, files, the system, recursion guards (adder/runtime.h).
#include "cases.hpp"

// The fields of a frame are no part of the public headers of CPython; Cython's modules read them so.
#define Py_BUILD_CORE 1
#include <frameobject.h>
#include <internal/pycore_frame.h>

#include <cstring>

namespace {

// A frame of a lambda that returned, with a local variable.
constexpr const char *FRAME = "(lambda local: __import__('sys')._getframe())(3)";
constexpr const char *PATH = "type('P', (), {'__fspath__': lambda self: 'a/path'})()";
constexpr const char *WRONG_PATH = "type('P', (), {'__fspath__': lambda self: 1})()";
constexpr const char *FAILING_PATH = "type('P', (), {'__fspath__': lambda self: 1 // 0})()";
constexpr const char *TEXT_STREAM = "__import__('io').StringIO('one\\ntwo\\n')";
constexpr const char *BYTE_STREAM = "__import__('io').BytesIO(b'one\\ntwo')";
constexpr const char *MODULE = "__import__('types').ModuleType('plain')";

PyFrameObject *as_frame(PyObject *object) {
    return reinterpret_cast<PyFrameObject *>(object);
}

std::string name_of(PyCodeObject *code) {
    Value owned(reinterpret_cast<PyObject *>(code));
    return told(PyObject_GetAttrString(owned, "co_name"));
}

// The name of the code that the calling frame runs.
std::string caller_of(PyObject *frame) {
    PyFrameObject *back = PyFrame_GetBack(as_frame(frame));
    if (back == nullptr) return "NULL";
    Value owned(reinterpret_cast<PyObject *>(back));
    return name_of(PyFrame_GetCode(back));
}

// A frame that stands for code of an extension in a traceback.
std::string made_frame(PyObject *locals) {
    PyCodeObject *code = PyCode_NewEmpty("made.pyx", "made", 7);
    const Value owned_code(reinterpret_cast<PyObject *>(code)), globals("{'a': 1}");
    PyFrameObject *frame = PyFrame_New(PyThreadState_Get(), code, globals, locals);
    if (frame == nullptr) return "NULL";
    const Value owned(reinterpret_cast<PyObject *>(frame));
    std::string text = name_of(PyFrame_GetCode(frame)) + told(PyFrame_GetGlobals(frame));
    text += std::to_string(PyFrame_GetLineNumber(frame)) + " ";
    frame->f_lineno = 99;
    text +=
        std::to_string(PyFrame_GetLineNumber(frame)) + " " + told(PyObject_GetAttrString(owned, "f_lineno"));
    PyErr_SetString(PyExc_ValueError, "made");
    PyTraceBack_Here(frame);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    text += told(PyObject_GetAttrString(traceback, "tb_lineno"));
    const Value owned_type(type), owned_value(value), owned_traceback(traceback);
    return text + std::to_string(PyFrame_GetBack(frame) == nullptr);
}

int has_key(PyObject *dict, const char *key) {
    return dict == nullptr ? -1 : PyDict_GetItemString(dict, key) != nullptr;
}

int has_key_of(PyObject *dict, const char *key) {
    Value owned(dict);
    return has_key(dict, key);
}

std::string sliced(int (*convert)(PyObject *, Py_ssize_t *), PyObject *object) {
    Py_ssize_t index = 77;
    const int status = convert(object, &index);
    return std::to_string(status) + ", " + std::to_string(index);
}

PyObject *name_attribute(PyObject *module) {
    Value owned(module);
    return module == nullptr ? nullptr : PyObject_GetAttrString(module, "__name__");
}

// The function's result, after which sys.modules has no such module any more.
template <class Function> std::string with_module(const char *name, Function function) {
    const std::string text = function();
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    const int is_there = has_key(PyImport_GetModuleDict(), name);
    if (is_there == 1) PyDict_DelItemString(PyImport_GetModuleDict(), name);
    PyErr_Restore(type, value, traceback);
    return text + (is_there == 1 ? ", left in sys.modules" : ", not in sys.modules");
}

std::string executed(const char *source, const char *path) {
    return with_module("symbols_code", [source, path] {
        Value code(Py_CompileString(source, "code.py", Py_file_input));
        Value module(path == nullptr ? PyImport_ExecCodeModule("symbols_code", code)
                                     : PyImport_ExecCodeModuleEx("symbols_code", code, path));
        if (module.get() == nullptr) return std::string("NULL");
        return told(PyObject_GetAttrString(module, "value")) +
               told(PyObject_GetAttrString(module, "__file__"));
    });
}

// What is written to sys.stdout or sys.stderr meanwhile.
template <class Function> std::string written(const char *stream_name, Function function) {
    PyObject *before = Py_XNewRef(PySys_GetObject(stream_name));
    Value stream("__import__('io').StringIO()");
    PySys_SetObject(stream_name, stream);
    function();
    PySys_SetObject(stream_name, before);
    Py_XDECREF(before);
    return told(PyObject_CallMethod(stream, "getvalue", nullptr));
}

template <class Function> std::string content(Function function) {
    Value stream("__import__('io').StringIO()");
    const int status = function(stream.get());
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    const std::string text = told(PyObject_CallMethod(stream, "getvalue", nullptr));
    PyErr_Restore(type, value, traceback);
    return std::to_string(status) + ", " + text;
}

PyObject *system_object(const char *name, PyObject *value) {
    const int status = PySys_SetObject(name, value);
    PyObject *result = PyLong_FromLong(status);
    Value found(Py_XNewRef(PySys_GetObject(name)));
    PySys_SetObject(name, nullptr);
    Value owned(result);
    return Py_BuildValue("(OO)", result, found.get() == nullptr ? Py_None : found.get());
}

std::string opened(PyObject *path, const char *mode) {
    FILE *file = _Py_fopen_obj(path, mode);
    if (file == nullptr) return "NULL";
    const int character = std::fgetc(file);
    std::fclose(file);
    return std::to_string(character);
}

// 0 and whether the bytes were made.
std::string random_bytes(int (*make)(void *, Py_ssize_t), Py_ssize_t size) {
    char buffer[64] = {};
    const int status = make(buffer, size);
    char sum = 0;
    for (const char byte : buffer) sum |= byte;
    return std::to_string(status) + (sum != 0 ? ", random" : ", nothing");
}

std::string printed(size_t size, const char *format, ...) {
    char buffer[16] = "???????????????";
    va_list arguments;
    va_start(arguments, format);
    const int count = PyOS_vsnprintf(buffer, size, format, arguments);
    va_end(arguments);
    return std::to_string(count) + ", " + buffer;
}

int sign(int value) {
    return (value > 0) - (value < 0);
}

// Goes down until the guard stops it, and up again.
std::string deepest(const char *where) {
    constexpr int MOST = 1 << 24;
    int depth = 0;
    while (depth < MOST && Py_EnterRecursiveCall(where) == 0) ++depth;
    for (int i = 0; i < depth; ++i) Py_LeaveRecursiveCall();
    return depth < MOST && depth > 100 ? "stopped" : "not stopped";
}

std::string with_limit(int limit) {
    const int before = Py_GetRecursionLimit();
    Py_SetRecursionLimit(limit);
    const int now = Py_GetRecursionLimit();
    Py_SetRecursionLimit(before);
    return std::to_string(now) + ", " + std::to_string(Py_GetRecursionLimit() == before);
}

_Py_Identifier known = _Py_static_string_init("len"), unknown = _Py_static_string_init("no_such_builtin");

const Case FRAMES[] = {
    CASE(PyEval_GetBuiltins, has_key(PyEval_GetBuiltins(), "len")),
    CASE(PyEval_GetGlobals, has_key(PyEval_GetGlobals(), "symbols")),
    CASE(PyEval_GetLocals, has_key(PyEval_GetLocals(), "symbols")),
    CASE(PyEval_GetFrame, name_of(PyFrame_GetCode(PyEval_GetFrame()))),
    CASE(_PyEval_GetBuiltin, _PyEval_GetBuiltin(Value("'len'"))),
    CASE(_PyEval_GetBuiltin, _PyEval_GetBuiltin(on.text)),
    CASE(_PyEval_GetBuiltinId, _PyEval_GetBuiltinId(&known)),
    CASE(_PyEval_GetBuiltinId, _PyEval_GetBuiltinId(&unknown)),
    CASE(_PyEval_SliceIndex, sliced(_PyEval_SliceIndex, Value("5"))),
    CASE(_PyEval_SliceIndex, sliced(_PyEval_SliceIndex, Py_None)),
    CASE(_PyEval_SliceIndex, sliced(_PyEval_SliceIndex, Value("10 ** 30"))),
    CASE(_PyEval_SliceIndex, sliced(_PyEval_SliceIndex, on.number)),
    CASE(_PyEval_SliceIndex, sliced(_PyEval_SliceIndex, on.text)),
    CASE(_PyEval_SliceIndexNotNone, sliced(_PyEval_SliceIndexNotNone, Value("-5"))),
    CASE(_PyEval_SliceIndexNotNone, sliced(_PyEval_SliceIndexNotNone, Py_None)),
    CASE(_PyEval_SliceIndexNotNone, sliced(_PyEval_SliceIndexNotNone, on.text)),
    CASE(PyFrame_GetCode, name_of(PyFrame_GetCode(as_frame(Value(FRAME))))),
    CASE(PyFrame_GetLineNumber, PyFrame_GetLineNumber(as_frame(Value(FRAME)))),
    CASE(PyFrame_GetBack, caller_of(Value(FRAME))),
    CASE(PyFrame_GetLocals, PyFrame_GetLocals(as_frame(Value(FRAME)))),
    CASE(PyFrame_GetGlobals, has_key_of(PyFrame_GetGlobals(as_frame(Value(FRAME))), "__builtins__")),
    CASE(PyFrame_GetBuiltins, has_key_of(PyFrame_GetBuiltins(as_frame(Value(FRAME))), "len")),
    CASE(PyFrame_New, made_frame(nullptr)),
    CASE(PyFrame_New, made_frame(Value("{'b': 2}"))),
    CASE(PyFrame_GetLasti, PyFrame_GetLasti(as_frame(Value(FRAME))) > 0),
    CASE(PyFrame_Check, PyFrame_Check(Value(FRAME).get()) != 0),
    // ---- recursion
    CASE(Py_EnterRecursiveCall, deepest(" in a case")),
    VOID_CASE(Py_LeaveRecursiveCall, if (Py_EnterRecursiveCall("") == 0) Py_LeaveRecursiveCall()),
    CASE(Py_GetRecursionLimit, Py_GetRecursionLimit() > 100),
    CASE(Py_SetRecursionLimit, with_limit(3333)),
};

const Case IMPORTS[] = {
    CASE(PyImport_ImportModule, name_attribute(PyImport_ImportModule("collections.abc"))),
    CASE(PyImport_ImportModule, PyImport_ImportModule("no_such_module")),
    CASE(PyImport_ImportModule, PyImport_ImportModule("sys.no_such_module")),
    CASE(PyImport_ImportModule, PyImport_ImportModule("")),
    CASE(PyImport_ImportModule, PyImport_ImportModule("a\xff")),
    CASE(PyImport_ImportModuleNoBlock, name_attribute(PyImport_ImportModuleNoBlock("sys"))),
    CASE(PyImport_ImportModuleLevel,
         name_attribute(PyImport_ImportModuleLevel("collections.abc", nullptr, nullptr, nullptr, 0))),
    CASE(PyImport_ImportModuleLevel,
         name_attribute(PyImport_ImportModuleLevel("collections.abc", nullptr, nullptr, on.tuple, 0))),
    CASE(PyImport_ImportModuleLevel, PyImport_ImportModuleLevel("sys", nullptr, nullptr, nullptr, -1)),
    CASE(PyImport_ImportModuleLevelObject,
         name_attribute(PyImport_ImportModuleLevelObject(
             Value("'abc'"), Value("{'__package__': 'collections'}"), nullptr, on.tuple, 1))),
    CASE(PyImport_ImportModuleLevelObject,
         PyImport_ImportModuleLevelObject(Value("'abc'"), Value("{}"), nullptr, on.tuple, 1)),
    CASE(PyImport_ImportModuleLevelObject,
         PyImport_ImportModuleLevelObject(on.list, nullptr, nullptr, nullptr, 0)),
    CASE(PyImport_ImportModuleLevelObject,
         PyImport_ImportModuleLevelObject(nullptr, nullptr, nullptr, nullptr, 0)),
    CASE(PyImport_Import, name_attribute(PyImport_Import(Value("'collections.abc'")))),
    CASE(PyImport_Import, PyImport_Import(on.text)),
    CASE(PyImport_Import, PyImport_Import(on.list)),
    CASE(PyImport_ReloadModule, name_attribute(PyImport_ReloadModule(Value("__import__('keyword')")))),
    CASE(PyImport_ReloadModule, PyImport_ReloadModule(Value(MODULE))),
    CASE(PyImport_ReloadModule, PyImport_ReloadModule(on.list)),
    CASE(PyImport_AddModule,
         with_module("symbols_added", [] { return told(Py_XNewRef(PyImport_AddModule("symbols_added"))); })),
    CASE(PyImport_AddModule, PyImport_AddModule("sys") == PySys_GetObject("no such")),
    CASE(PyImport_AddModuleObject,
         with_module("symbols_added",
                     [] { return told(Py_XNewRef(PyImport_AddModuleObject(Value("'symbols_added'")))); })),
    CASE(PyImport_AddModuleObject, borrowed(PyImport_AddModuleObject(on.list))),
    CASE(PyImport_GetModule, name_attribute(PyImport_GetModule(Value("'sys'")))),
    CASE(PyImport_GetModule, PyImport_GetModule(on.text)),
    CASE(PyImport_GetModule, PyImport_GetModule(on.list)),
    CASE(PyImport_GetModuleDict, has_key(PyImport_GetModuleDict(), "symbols")),
    CASE(PyImport_ExecCodeModule, executed("value = 7", nullptr)),
    CASE(PyImport_ExecCodeModule, executed("value = 1 // 0", nullptr)),
    CASE(PyImport_ExecCodeModuleEx, executed("value = 7", "given.py")),
    CASE(PyImport_ExecCodeModuleEx, executed("value = __name__", "h\xc3\xa4.py")),
};

const Case SYSTEM[] = {
    CASE(PySys_GetObject, PySys_GetObject("modules") == PyImport_GetModuleDict()),
    CASE(PySys_GetObject, borrowed(PySys_GetObject("no_such_object"))),
    CASE(PySys_SetObject, system_object("symbols_object", on.list)),
    CASE(PySys_SetObject, PySys_SetObject("no_such_object", nullptr)),
    CASE(PySys_WriteStdout, written("stdout", [] { PySys_WriteStdout("%d %s %5.2f\n", 7, "text", 1.5); })),
    CASE(PySys_WriteStdout,
         written("stdout", [] { PySys_WriteStdout("%s", std::string(1100, 'x').c_str()); }).size()),
    CASE(PySys_WriteStderr, written("stderr", [] { PySys_WriteStderr("%c%%", 'c'); })),
    CASE(PySys_WriteStderr,
         written("stderr", [] { PySys_WriteStderr("%s", std::string(1100, 'x').c_str()); }).substr(1000)),
    CASE(PySys_FormatStdout, written("stdout", [&on] { PySys_FormatStdout("%R %U", on.list, on.text); })),
    CASE(PySys_FormatStderr, written("stderr", [&on] { PySys_FormatStderr("%A", on.text); })),
    CASE(PySys_Audit, PySys_Audit("symbols.event", nullptr)),
    CASE(PySys_Audit, PySys_Audit("symbols.event", "is", 7, "text")),
    CASE(PyFile_WriteObject, content([&on](PyObject *file) { return PyFile_WriteObject(on.text, file, 0); })),
    CASE(PyFile_WriteObject,
         content([&on](PyObject *file) { return PyFile_WriteObject(on.text, file, Py_PRINT_RAW); })),
    CASE(PyFile_WriteObject, PyFile_WriteObject(on.text, on.list, 0)),
    CASE(PyFile_WriteObject, PyFile_WriteObject(on.text, nullptr, 0)),
    CASE(PyFile_WriteObject, PyFile_WriteObject(on.text, Value(BYTE_STREAM), 0)),
    CASE(PyFile_WriteString, content([](PyObject *file) { return PyFile_WriteString("h\xc3\xa4", file); })),
    CASE(PyFile_WriteString, PyFile_WriteString("text", on.list)),
    CASE(PyFile_WriteString, PyFile_WriteString("text", nullptr)),
    CASE(PyFile_WriteString, content([](PyObject *file) {
             PyErr_SetString(PyExc_ValueError, "before");
             return PyFile_WriteString("text", file);
         })),
    CASE(PyFile_GetLine, PyFile_GetLine(Value(TEXT_STREAM), 0)),
    CASE(PyFile_GetLine, PyFile_GetLine(Value(TEXT_STREAM), 2)),
    CASE(PyFile_GetLine, PyFile_GetLine(Value(TEXT_STREAM), -1)),
    CASE(PyFile_GetLine, PyFile_GetLine(Value(BYTE_STREAM), -1)),
    CASE(PyFile_GetLine, PyFile_GetLine(Value("__import__('io').StringIO()"), 0)),
    CASE(PyFile_GetLine, PyFile_GetLine(Value("__import__('io').StringIO()"), -1)),
    CASE(PyFile_GetLine, PyFile_GetLine(Value("type('F', (), {'readline': lambda self, *n: 7})()"), 0)),
    CASE(PyFile_GetLine, PyFile_GetLine(on.list, 0)),
    CASE(PyObject_AsFileDescriptor, PyObject_AsFileDescriptor(Value("2"))),
    CASE(PyObject_AsFileDescriptor, PyObject_AsFileDescriptor(Value("-2"))),
    CASE(PyObject_AsFileDescriptor, PyObject_AsFileDescriptor(Value("2 ** 40"))),
    CASE(PyObject_AsFileDescriptor,
         PyObject_AsFileDescriptor(Value("type('F', (), {'fileno': lambda self: 5})()"))),
    CASE(PyObject_AsFileDescriptor,
         PyObject_AsFileDescriptor(Value("type('F', (), {'fileno': lambda self: 'x'})()"))),
    CASE(PyObject_AsFileDescriptor,
         PyObject_AsFileDescriptor(Value("type('F', (), {'fileno': lambda self: 1 // 0})()"))),
    CASE(PyObject_AsFileDescriptor, PyObject_AsFileDescriptor(on.text)),
    CASE(PyOS_FSPath, PyOS_FSPath(on.text)),
    CASE(PyOS_FSPath, PyOS_FSPath(on.bytes)),
    CASE(PyOS_FSPath, PyOS_FSPath(Value(PATH))),
    CASE(PyOS_FSPath, PyOS_FSPath(Value(WRONG_PATH))),
    CASE(PyOS_FSPath, PyOS_FSPath(Value(FAILING_PATH))),
    CASE(PyOS_FSPath, PyOS_FSPath(on.list)),
    CASE(_Py_fopen_obj, opened(Value("'/dev/null'"), "r")),
    CASE(_Py_fopen_obj, opened(Value("b'/dev/null'"), "r")),
    CASE(_Py_fopen_obj, opened(Value("'/no such file'"), "r")),
    CASE(_Py_fopen_obj, opened(Value("'a\\0b'"), "r")),
    CASE(_Py_fopen_obj, opened(on.list, "r")),
    CASE(_PyOS_URandom, random_bytes(_PyOS_URandom, 64)),
    CASE(_PyOS_URandom, random_bytes(_PyOS_URandom, 0)),
    CASE(_PyOS_URandom, random_bytes(_PyOS_URandom, -1)),
    CASE(_PyOS_URandomNonblock, random_bytes(_PyOS_URandomNonblock, 64)),
    CASE(PyOS_snprintf,
         [] {
             char buffer[8];
             return std::to_string(PyOS_snprintf(buffer, sizeof buffer, "%d,%s", 7, "long text")) + buffer;
         }()),
    CASE(PyOS_vsnprintf, printed(16, "%d %s", 7, "seven")),
    CASE(PyOS_vsnprintf, printed(4, "%s", "seven")),
    CASE(PyOS_vsnprintf, printed(16, "%s", "")),
    CASE(PyOS_mystricmp, sign(PyOS_mystricmp("TeXt", "tExT"))),
    CASE(PyOS_mystricmp, sign(PyOS_mystricmp("a", "B"))),
    CASE(PyOS_mystricmp, sign(PyOS_mystricmp("b", "A"))),
    CASE(PyOS_mystricmp, sign(PyOS_mystricmp("", "a"))),
    CASE(PyOS_mystrnicmp, sign(PyOS_mystrnicmp("TeXt", "tExa", 3))),
    CASE(PyOS_mystrnicmp, sign(PyOS_mystrnicmp("TeXt", "tExa", 4))),
    CASE(PyOS_mystrnicmp, sign(PyOS_mystrnicmp("a", "b", 0))),
};

} // namespace

Area frame_cases() {
    return FRAMES;
}
Area import_cases() {
    return IMPORTS;
}
Area system_cases() {
    return SYSTEM;
}
