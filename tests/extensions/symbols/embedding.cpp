// SPDX-License-Identifier: MIT
//
// What embedding programs call, as far as a running interpreter takes it: names and versions, configuration
// structs, running text and files (adder/embed.h).
#include "cases.hpp"

#include <cstring>
#include <cwchar>

// The functions that set names before the start are deprecated, as is PyUnicode_AsUnicode.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace {

std::string wide(const wchar_t *text) {
    return text == nullptr ? "NULL" : told(PyUnicode_FromWideChar(text, -1));
}

bool is_text(const char *text) {
    return text != nullptr && *text != '\0';
}
bool is_text(const wchar_t *text) {
    return text != nullptr && *text != L'\0';
}

std::string decoded(const char *text) {
    std::size_t size = 77;
    wchar_t *made = Py_DecodeLocale(text, &size);
    std::string result = std::to_string(size);
    for (std::size_t i = 0; made != nullptr && i < size; ++i) result += " " + std::to_string(made[i]);
    PyMem_RawFree(made);
    return result;
}

std::string encoded(const wchar_t *text) {
    std::size_t position = 77;
    char *made = Py_EncodeLocale(text, &position);
    const std::string result = made == nullptr ? "NULL" : told(PyBytes_FromString(made));
    PyMem_Free(made);
    return result + ", " +
           std::to_string(position == static_cast<std::size_t>(-1) ? -1 : static_cast<int>(position));
}

std::string status_text(PyStatus status) {
    return std::to_string(PyStatus_IsError(status)) + std::to_string(PyStatus_IsExit(status)) +
           std::to_string(PyStatus_Exception(status)) + " " + std::to_string(status.exitcode) + " " +
           (status.err_msg == nullptr ? "no message" : status.err_msg);
}

std::string list_text(const PyWideStringList &list) {
    std::string text;
    for (Py_ssize_t i = 0; i < list.length; ++i) text += " " + wide(list.items[i]);
    return text;
}

// A configuration after the function changed it.
template <class Function> std::string configured(Function function) {
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    const std::string text = function(config);
    PyConfig_Clear(&config);
    return text;
}

std::string main_settings(const PyConfig &config) {
    return "isolated " + std::to_string(config.isolated) + ", environment " +
           std::to_string(config.use_environment) + ", parses " + std::to_string(config.parse_argv) +
           ", handlers " + std::to_string(config.install_signal_handlers) + ", safe path " +
           std::to_string(config.safe_path) + ", user site " + std::to_string(config.user_site_directory);
}

std::string pre_settings(void (*init)(PyPreConfig *)) {
    PyPreConfig config;
    init(&config);
    return "isolated " + std::to_string(config.isolated) + ", environment " +
           std::to_string(config.use_environment) + ", parses " + std::to_string(config.parse_argv);
}

std::string inserted(Py_ssize_t index) {
    return configured([index](PyConfig &config) {
        PyWideStringList_Append(&config.warnoptions, L"a");
        PyWideStringList_Append(&config.warnoptions, L"b");
        return status_text(PyWideStringList_Insert(&config.warnoptions, index, L"h\u00e4")) +
               list_text(config.warnoptions);
    });
}

// sys.argv and sys.path[0] after the call; both are put back.
template <class Function> std::string with_argv(Function function) {
    Value argv(Py_XNewRef(PySys_GetObject("argv"))), path(Py_XNewRef(PySys_GetObject("path")));
    Value copy(PySequence_List(path));
    PySys_SetObject("path", copy);
    function();
    const std::string text = told(Py_XNewRef(PySys_GetObject("argv"))) + ", " +
                             std::to_string(PyObject_Size(PySys_GetObject("path")) - PyObject_Size(path)) +
                             " " + told(PySequence_GetItem(PySys_GetObject("path"), 0)).substr(0, 20);
    PySys_SetObject("argv", argv);
    PySys_SetObject("path", path);
    return text;
}

// What is written to sys.stdout and sys.stderr while the function runs.
template <class Function> std::string written(Function function) {
    Value out(Py_XNewRef(PySys_GetObject("stdout"))), error(Py_XNewRef(PySys_GetObject("stderr")));
    Value stream("__import__('io').StringIO()");
    PySys_SetObject("stdout", stream);
    PySys_SetObject("stderr", stream);
    const int status = function();
    PySys_SetObject("stdout", out);
    PySys_SetObject("stderr", error);
    for (const char *name : {"last_type", "last_value", "last_traceback"}) PySys_SetObject(name, nullptr);
    return std::to_string(status) + ", " + told(PyObject_CallMethod(stream, "getvalue", nullptr));
}

// A file with this content.
FILE *file_of(const char *content) {
    FILE *file = std::tmpfile();
    std::fputs(content, file);
    std::rewind(file);
    return file;
}

// Runs a function with a file, which is closed here.
template <class Function> auto with_file(const char *content, Function function) {
    FILE *file = file_of(content);
    auto result = function(file);
    std::fclose(file);
    return result;
}

std::string name_of(PyObject *code) {
    Value owned(code);
    return code == nullptr ? "NULL" : told(PyObject_GetAttrString(code, "co_filename"));
}

PyObject *evaluated(const char *text, PyObject *globals, PyObject *locals) {
    Value code(Py_CompileString(text, "file", Py_eval_input));
    return PyEval_EvalCode(code, globals, locals);
}

void at_exit() {}

const Case PROGRAM[] = {
    VOID_CASE(Py_Initialize, Py_Initialize()),
    VOID_CASE(Py_InitializeEx, Py_InitializeEx(0)),
    CASE(Py_IsInitialized, Py_IsInitialized()),
    CASE(_Py_IsFinalizing, _Py_IsFinalizing()),
    CASE(Py_AtExit, Py_AtExit(at_exit)),
    CASE(Py_GetArgcArgv,
         [] {
             int count = 0;
             wchar_t **arguments = nullptr;
             Py_GetArgcArgv(&count, &arguments);
             return count > 1 && is_text(arguments[0]);
         }()),
    CASE(Py_GetVersion, std::string(Py_GetVersion()).substr(0, 5)),
    CASE(Py_GetPlatform, Py_GetPlatform()),
    CASE(Py_GetCompiler, is_text(Py_GetCompiler())),
    CASE(Py_GetBuildInfo, is_text(Py_GetBuildInfo())),
    CASE(Py_GetCopyright, is_text(Py_GetCopyright())),
    CASE(Py_GetProgramName, is_text(Py_GetProgramName())),
    CASE(Py_GetPythonHome, wide(Py_GetPythonHome())),
    CASE(Py_GetProgramFullPath, is_text(Py_GetProgramFullPath())),
    CASE(Py_GetPrefix, is_text(Py_GetPrefix())),
    CASE(Py_GetExecPrefix, is_text(Py_GetExecPrefix())),
    CASE(Py_GetPath, is_text(Py_GetPath())),
    CASE(Py_DecodeLocale, decoded("h\xc3\xa4")),
    CASE(Py_DecodeLocale, decoded("a\xff")),
    CASE(Py_DecodeLocale, decoded("")),
    CASE(Py_EncodeLocale, encoded(L"h\u00e4\u20ac")),
    CASE(Py_EncodeLocale, encoded(L"a\xdcff")),
    CASE(Py_EncodeLocale, encoded(L"ab\xd800")),
    CASE(PyStatus_Ok, status_text(PyStatus_Ok())),
    CASE(PyStatus_Error, status_text(PyStatus_Error("the message"))),
    CASE(PyStatus_NoMemory, status_text(PyStatus_NoMemory())),
    CASE(PyStatus_Exit, status_text(PyStatus_Exit(7))),
    CASE(PyStatus_IsError, PyStatus_IsError(PyStatus_Exit(7))),
    CASE(PyStatus_IsExit, PyStatus_IsExit(PyStatus_Error(""))),
    CASE(PyStatus_Exception, PyStatus_Exception(PyStatus_Ok())),
    CASE(PyWideStringList_Append, configured([](PyConfig &config) {
             const PyStatus status = PyWideStringList_Append(&config.xoptions, L"h\u00e4");
             return status_text(status) + list_text(config.xoptions);
         })),
    CASE(PyWideStringList_Insert, inserted(0)),
    CASE(PyWideStringList_Insert, inserted(1)),
    CASE(PyWideStringList_Insert, inserted(99)),
    CASE(PyWideStringList_Insert, inserted(-1)),
    CASE(PyPreConfig_InitPythonConfig, pre_settings(PyPreConfig_InitPythonConfig)),
    CASE(PyPreConfig_InitIsolatedConfig, pre_settings(PyPreConfig_InitIsolatedConfig)),
    CASE(Py_PreInitialize,
         [] {
             PyPreConfig config;
             PyPreConfig_InitPythonConfig(&config);
             return status_text(Py_PreInitialize(&config));
         }()),
    CASE(PyConfig_InitPythonConfig,
         [] {
             PyConfig config;
             PyConfig_InitPythonConfig(&config);
             const std::string text = main_settings(config);
             PyConfig_Clear(&config);
             return text;
         }()),
    CASE(PyConfig_InitIsolatedConfig, configured(main_settings)),
    CASE(PyConfig_Clear, configured([](PyConfig &config) {
             PyConfig_SetString(&config, &config.home, L"home");
             PyConfig_Clear(&config);
             return wide(config.home) + list_text(config.argv);
         })),
    CASE(PyConfig_SetString, configured([](PyConfig &config) {
             const PyStatus status = PyConfig_SetString(&config, &config.home, L"h\u00e4");
             return status_text(status) + wide(config.home);
         })),
    CASE(PyConfig_SetString, configured([](PyConfig &config) {
             PyConfig_SetString(&config, &config.home, L"home");
             const PyStatus status = PyConfig_SetString(&config, &config.home, nullptr);
             return status_text(status) + wide(config.home);
         })),
    CASE(PyConfig_SetBytesString, configured([](PyConfig &config) {
             const PyStatus status = PyConfig_SetBytesString(&config, &config.home, "h\xc3\xa4");
             return status_text(status) + wide(config.home);
         })),
    CASE(PyConfig_SetArgv, configured([](PyConfig &config) {
             wchar_t first[] = L"first", second[] = L"-x";
             wchar_t *const arguments[] = {first, second};
             const PyStatus status = PyConfig_SetArgv(&config, 2, arguments);
             return status_text(status) + list_text(config.argv);
         })),
    CASE(PyConfig_SetBytesArgv, configured([](PyConfig &config) {
             char first[] = "h\xc3\xa4";
             char *const arguments[] = {first};
             const PyStatus status = PyConfig_SetBytesArgv(&config, 1, arguments);
             return status_text(status) + list_text(config.argv);
         })),
    CASE(PyConfig_SetWideStringList, configured([](PyConfig &config) {
             wchar_t item[] = L"item";
             wchar_t *items[] = {item, item};
             const PyStatus status = PyConfig_SetWideStringList(&config, &config.xoptions, 2, items);
             return status_text(status) + list_text(config.xoptions);
         })),
    CASE(_Py_GetConfig, _Py_GetConfig() != nullptr),
    CASE(PySys_SetArgv, with_argv([] {
             wchar_t first[] = L"folder/first", second[] = L"h\u00e4";
             wchar_t *arguments[] = {first, second};
             PySys_SetArgv(2, arguments);
         })),
    CASE(PySys_SetArgvEx, with_argv([] {
             wchar_t first[] = L"folder/first";
             wchar_t *arguments[] = {first};
             PySys_SetArgvEx(1, arguments, 0);
         })),
    CASE(PySys_SetArgvEx, with_argv([] { PySys_SetArgvEx(0, nullptr, 1); })),
    CASE(PySys_SetPath, with_argv([] {
                            PySys_SetPath(L"a:b");
                            PyList_Append(PySys_GetObject("path"), PySys_GetObject("platform"));
                        }).size() > 0),
    // ---- flags
    CASE(Py_OptimizeFlag, Py_OptimizeFlag),
    CASE(Py_IgnoreEnvironmentFlag, Py_IgnoreEnvironmentFlag),
    CASE(Py_QuietFlag, Py_QuietFlag + Py_VerboseFlag + Py_DebugFlag + Py_InteractiveFlag + Py_InspectFlag),
    CASE(Py_NoSiteFlag, Py_NoSiteFlag + Py_NoUserSiteDirectory + Py_IsolatedFlag + Py_BytesWarningFlag),
    CASE(Py_DontWriteBytecodeFlag, Py_DontWriteBytecodeFlag >= 0 && Py_UnbufferedStdioFlag >= 0),
    CASE(Py_GETENV, is_text(Py_GETENV("PATH"))),
    CASE(Py_GETENV, is_text(Py_GETENV("NO_SUCH_VARIABLE_"))),
};

const Case RUNNING[] = {
    CASE(PyRun_SimpleString, written([] { return PyRun_SimpleString("print(__name__)"); })),
    CASE(PyRun_SimpleString, written([] { return PyRun_SimpleString("1 // 0"); })),
    CASE(PyRun_SimpleString, written([] { return PyRun_SimpleString("a b"); })),
    CASE(PyRun_SimpleString, written([] { return PyRun_SimpleString(""); })),
    CASE(PyRun_SimpleStringFlags,
         written([] { return PyRun_SimpleStringFlags("print('h\xc3\xa4')", nullptr); })),
    CASE(PyRun_SimpleFile, written([] {
             return with_file("print('in', __name__)\n", [](FILE *f) { return PyRun_SimpleFile(f, "f.py"); });
         })),
    CASE(PyRun_SimpleFile, written([] {
             return with_file("\n1 // 0\n", [](FILE *f) { return PyRun_SimpleFile(f, "no such f.py"); });
         })),
    CASE(PyRun_SimpleFileEx,
         written([] { return PyRun_SimpleFileEx(file_of("print('closed')"), "f.py", 1); })),
    CASE(PyRun_SimpleFileExFlags,
         written([] { return PyRun_SimpleFileExFlags(file_of("print('flags')"), "f.py", 1, nullptr); })),
    CASE(PyRun_AnyFile, written([] {
             return with_file("print('any')\n", [](FILE *f) { return PyRun_AnyFile(f, "f.py"); });
         })),
    CASE(PyRun_AnyFileEx, written([] { return PyRun_AnyFileEx(file_of("print('any')"), nullptr, 1); })),
    CASE(PyRun_AnyFileFlags, written([] {
             return with_file("a b\n", [](FILE *f) { return PyRun_AnyFileFlags(f, "f.py", nullptr); });
         })),
    CASE(PyRun_AnyFileExFlags,
         written([] { return PyRun_AnyFileExFlags(file_of("print('any')"), "f.py", 1, nullptr); })),
    CASE(PyRun_String, PyRun_String("a + b", Py_eval_input, Value("{}"), on.dict)),
    CASE(PyRun_String, PyRun_String("a = 7", Py_file_input, Value("{}"), on.dict)),
    CASE(PyRun_String, PyRun_String("a b", Py_eval_input, on.dict, on.dict)),
    CASE(PyRun_String, PyRun_String("a", Py_eval_input, on.list, on.list)),
    CASE(PyRun_String, PyRun_String("a", Py_eval_input, Value("{}"), on.list)),
    CASE(PyRun_StringFlags, PyRun_StringFlags("a * 3", Py_eval_input, Value("{}"), on.dict, nullptr)),
    CASE(PyRun_File, with_file("a + 'h\xc3\xa4'",
                               [&on](FILE *file) {
                                   return told(PyRun_File(file, "f.py", Py_eval_input, Value("{}"), on.dict));
                               })),
    CASE(PyRun_File, with_file("x = 1 // 0\n",
                               [&on](FILE *file) {
                                   return told(PyRun_File(file, "f.py", Py_file_input, Value("{}"), on.dict));
                               })),
    CASE(PyRun_FileExFlags,
         PyRun_FileExFlags(file_of("b"), "f.py", Py_eval_input, Value("{}"), on.dict, 1, nullptr)),
    CASE(PyRun_FileEx, PyRun_FileEx(file_of("b +"), "f.py", Py_eval_input, Value("{}"), on.dict, 1)),
    CASE(Py_CompileString, name_of(Py_CompileString("a + 1", "h\xc3\xa4.py", Py_eval_input))),
    CASE(Py_CompileString, Py_CompileString("a + ", "file.py", Py_eval_input)),
    CASE(Py_CompileString, Py_CompileString("a = 1", "file.py", Py_eval_input)),
    CASE(Py_CompileStringFlags, name_of(Py_CompileStringFlags("a = 1", "f", Py_file_input, nullptr))),
    CASE(Py_CompileStringExFlags,
         PyEval_EvalCode(Value(Py_CompileStringExFlags("__debug__", "f", Py_eval_input, nullptr, 1)), on.dict,
                         nullptr) == Py_False),
    CASE(Py_CompileStringObject, name_of(Py_CompileStringObject("a", on.text, Py_eval_input, nullptr, -1))),
    CASE(Py_CompileStringObject, Py_CompileStringObject("a", on.text, Py_eval_input, nullptr, 9)),
    CASE(PyEval_EvalCode, evaluated("a + b", on.dict, nullptr)),
    CASE(PyEval_EvalCode, evaluated("a", Value("{}"), on.dict)),
    CASE(PyEval_EvalCode, evaluated("c", Value("{}"), on.dict)),
    CASE(PyEval_EvalCode, evaluated("len(a)", on.dict, on.dict)),
    CASE(PyUnicode_AsUnicode, PyUnicode_FromWideChar(PyUnicode_AsUnicode(on.text), -1)),
    CASE(PyUnicode_AsUnicode, PyUnicode_AsUnicode(on.list) == nullptr),
    CASE(PyUnicode_AsUnicodeAndSize,
         [&on] {
             Py_ssize_t size = 77;
             PyUnicode_AsUnicodeAndSize(on.text, &size);
             return size;
         }()),
    CASE(PyUnicode_AsUnicodeAndSize, PyUnicode_AsUnicodeAndSize(on.bytes, nullptr) == nullptr),
};

} // namespace

Area program_cases() {
    return PROGRAM;
}
Area running_cases() {
    return RUNNING;
}
