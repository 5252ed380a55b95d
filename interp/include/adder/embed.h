/* SPDX-License-Identifier: MIT
 *
 * The interpreter inside another program: start and stop, its configuration, running text and files.
 *
 * There is one interpreter in a process, and one start: after Py_FinalizeEx it cannot be started again. The
 * configuration is CPython's in part: settings that Adder has no use for are accepted.
 */
#ifndef ADDER_EMBED_H
#define ADDER_EMBED_H

#include "object.h"

Py_BEGIN_DECLS

/* The folder with lib/adder, told by the CMake target Adder::adder. */
#ifdef ADDER_HOME
    extern Py_EXPORTED_SYMBOL const char _Adder_Home[] __attribute__((weak));
const char _Adder_Home[] = ADDER_HOME;
#endif

/* --- start and stop --- */

PyAPI_FUNC(void) Py_Initialize(void);
PyAPI_FUNC(void) Py_InitializeEx(int install_signal_handlers);
PyAPI_FUNC(int) Py_IsInitialized(void);
PyAPI_FUNC(void) Py_Finalize(void);
/* 0, or -1 when standard output could not be written. */
PyAPI_FUNC(int) Py_FinalizeEx(void);
PyAPI_FUNC(int) _Py_IsFinalizing(void);
PyAPI_FUNC(void) Py_Exit(int status) __attribute__((noreturn));
PyAPI_FUNC(int) Py_AtExit(void (*function)(void));
/* The whole program `adder`: the command line in, the exit status out. */
PyAPI_FUNC(int) Py_BytesMain(int argument_count, char **arguments);
PyAPI_FUNC(int) Py_Main(int argument_count, wchar_t **arguments);
/* What the configuration's command line asks for: command, module, file or prompt; then stops. */
PyAPI_FUNC(int) Py_RunMain(void);
/* The command line that the interpreter was started with; owned by the interpreter. */
PyAPI_FUNC(void) Py_GetArgcArgv(int *argument_count, wchar_t ***arguments);

PyAPI_FUNC(const char *) Py_GetVersion(void);
PyAPI_FUNC(const char *) Py_GetPlatform(void);
PyAPI_FUNC(const char *) Py_GetCompiler(void);
PyAPI_FUNC(const char *) Py_GetBuildInfo(void);
PyAPI_FUNC(const char *) Py_GetCopyright(void);
/* Before the start: argv[0], from which the library is found, and the folder that holds lib/adder. */
PyAPI_FUNC(void) Py_SetProgramName(const wchar_t *name);
PyAPI_FUNC(void) Py_SetPythonHome(const wchar_t *home);
PyAPI_FUNC(wchar_t *) Py_GetProgramName(void);
PyAPI_FUNC(wchar_t *) Py_GetPythonHome(void);
PyAPI_FUNC(wchar_t *) Py_GetProgramFullPath(void);
PyAPI_FUNC(wchar_t *) Py_GetPrefix(void);
PyAPI_FUNC(wchar_t *) Py_GetExecPrefix(void);
PyAPI_FUNC(wchar_t *) Py_GetPath(void);
/* Text in the encoding of file names (UTF-8, other bytes as lone surrogates), to be freed with PyMem_RawFree
 * and PyMem_Free; NULL when memory is short or, with *error_position, for what cannot be encoded. */
PyAPI_FUNC(wchar_t *) Py_DecodeLocale(const char *text, size_t *size);
PyAPI_FUNC(char *) Py_EncodeLocale(const wchar_t *text, size_t *error_position);

/* The encoding of file names and how it treats what cannot be encoded: "utf-8" and "surrogateescape". */
PyAPI_DATA(const char *) Py_FileSystemDefaultEncoding;
PyAPI_DATA(const char *) Py_FileSystemDefaultEncodeErrors;
PyAPI_DATA(int) Py_HasFileSystemDefaultEncoding;
/* PY_VERSION_HEX of the interpreter that runs, which may be newer than the header. */
PyAPI_DATA(const unsigned long) Py_Version;
/* "0123456789abcdef". */
PyAPI_DATA(const char *) Py_hexdigits;

/* sys.flags as the interpreter was started with; to be read only. */
PyAPI_DATA(int) Py_DebugFlag;
PyAPI_DATA(int) Py_VerboseFlag;
PyAPI_DATA(int) Py_QuietFlag;
PyAPI_DATA(int) Py_InteractiveFlag;
PyAPI_DATA(int) Py_InspectFlag;
PyAPI_DATA(int) Py_OptimizeFlag;
PyAPI_DATA(int) Py_NoSiteFlag;
PyAPI_DATA(int) Py_BytesWarningFlag;
PyAPI_DATA(int) Py_IgnoreEnvironmentFlag;
PyAPI_DATA(int) Py_DontWriteBytecodeFlag;
PyAPI_DATA(int) Py_NoUserSiteDirectory;
PyAPI_DATA(int) Py_UnbufferedStdioFlag;
PyAPI_DATA(int) Py_IsolatedFlag;
PyAPI_DATA(int) Py_UTF8Mode;
#define Py_GETENV(name) (Py_IgnoreEnvironmentFlag ? NULL : getenv(name))

/* --- configuration --- */

typedef struct {
    enum { _PyStatus_TYPE_OK = 0, _PyStatus_TYPE_ERROR = 1, _PyStatus_TYPE_EXIT = 2 } _type;
    const char *func;
    const char *err_msg;
    int exitcode;
} PyStatus;

PyAPI_FUNC(PyStatus) PyStatus_Ok(void);
PyAPI_FUNC(PyStatus) PyStatus_Error(const char *message);
PyAPI_FUNC(PyStatus) PyStatus_NoMemory(void);
PyAPI_FUNC(PyStatus) PyStatus_Exit(int exit_code);
PyAPI_FUNC(int) PyStatus_IsError(PyStatus status);
PyAPI_FUNC(int) PyStatus_IsExit(PyStatus status);
/* Whether it is an error or an exit. */
PyAPI_FUNC(int) PyStatus_Exception(PyStatus status);
/* Ends the process as the status asks for, an error with its message. */
PyAPI_FUNC(void) Py_ExitStatusException(PyStatus status) __attribute__((noreturn));

typedef struct {
    Py_ssize_t length;
    wchar_t **items;
} PyWideStringList;
PyAPI_FUNC(PyStatus) PyWideStringList_Append(PyWideStringList *list, const wchar_t *item);
PyAPI_FUNC(PyStatus) PyWideStringList_Insert(PyWideStringList *list, Py_ssize_t index, const wchar_t *item);

typedef struct PyPreConfig {
    int parse_argv;
    int isolated;
    int use_environment;
    int configure_locale;
    int coerce_c_locale;
    int coerce_c_locale_warn;
    int utf8_mode;
    int dev_mode;
    int allocator;
} PyPreConfig;
PyAPI_FUNC(void) PyPreConfig_InitPythonConfig(PyPreConfig *config);
PyAPI_FUNC(void) PyPreConfig_InitIsolatedConfig(PyPreConfig *config);
/* Nothing has to be prepared; always ok. */
PyAPI_FUNC(PyStatus) Py_PreInitialize(const PyPreConfig *config);

typedef struct PyConfig {
    int isolated;
    int use_environment;
    int dev_mode;
    int install_signal_handlers;
    int use_hash_seed;
    unsigned long hash_seed;
    int faulthandler;
    int tracemalloc;
    int import_time;
    int show_ref_count;
    int code_debug_ranges;
    int dump_refs;
    wchar_t *dump_refs_file;
    int malloc_stats;
    wchar_t *filesystem_encoding;
    wchar_t *filesystem_errors;
    wchar_t *pycache_prefix;
    int parse_argv;
    PyWideStringList orig_argv;
    PyWideStringList argv;
    PyWideStringList xoptions;
    PyWideStringList warnoptions;
    int site_import;
    int bytes_warning;
    int warn_default_encoding;
    int inspect;
    int interactive;
    int optimization_level;
    int parser_debug;
    int write_bytecode;
    int verbose;
    int quiet;
    int user_site_directory;
    int configure_c_stdio;
    int buffered_stdio;
    wchar_t *stdio_encoding;
    wchar_t *stdio_errors;
    wchar_t *check_hash_pycs_mode;
    int safe_path;
    int pathconfig_warnings;
    wchar_t *program_name;
    wchar_t *pythonpath_env;
    wchar_t *home;
    wchar_t *platlibdir;
    int module_search_paths_set;
    PyWideStringList module_search_paths;
    wchar_t *stdlib_dir;
    wchar_t *executable;
    wchar_t *base_executable;
    wchar_t *prefix;
    wchar_t *base_prefix;
    wchar_t *exec_prefix;
    wchar_t *base_exec_prefix;
    int use_frozen_modules;
    int skip_source_first_line;
    wchar_t *run_command;
    wchar_t *run_module;
    wchar_t *run_filename;
} PyConfig;

/* Like the program `adder`, or shut off from environment and command line. */
PyAPI_FUNC(void) PyConfig_InitPythonConfig(PyConfig *config);
PyAPI_FUNC(void) PyConfig_InitIsolatedConfig(PyConfig *config);
/* Frees every text of the configuration, which owns them. */
PyAPI_FUNC(void) PyConfig_Clear(PyConfig *config);
/* Copies of texts; NULL clears. */
PyAPI_FUNC(PyStatus) PyConfig_SetString(PyConfig *config, wchar_t **field, const wchar_t *text);
PyAPI_FUNC(PyStatus) PyConfig_SetBytesString(PyConfig *config, wchar_t **field, const char *text);
PyAPI_FUNC(PyStatus) PyConfig_SetArgv(PyConfig *config, Py_ssize_t count, wchar_t *const *arguments);
PyAPI_FUNC(PyStatus) PyConfig_SetBytesArgv(PyConfig *config, Py_ssize_t count, char *const *arguments);
PyAPI_FUNC(PyStatus)
    PyConfig_SetWideStringList(PyConfig *config, PyWideStringList *list, Py_ssize_t length, wchar_t **items);
/* With parse_argv, the command line becomes settings, and argv what is left of it for sys.argv. */
PyAPI_FUNC(PyStatus) PyConfig_Read(PyConfig *config);
PyAPI_FUNC(PyStatus) Py_InitializeFromConfig(const PyConfig *config);
/* The settings in use; owned by the interpreter. */
PyAPI_FUNC(const PyConfig *) _Py_GetConfig(void);

PyAPI_FUNC(void) PySys_SetArgv(int count, wchar_t **arguments);
/* With `update_path` the folder of the script, arguments[0], goes before all of sys.path. */
PyAPI_FUNC(void) PySys_SetArgvEx(int count, wchar_t **arguments, int update_path);
PyAPI_FUNC(void) PySys_SetPath(const wchar_t *path);

/* --- running text --- */

#define Py_single_input 256
#define Py_file_input 257
#define Py_eval_input 258
typedef struct {
    int cf_flags;
    int cf_feature_version;
} PyCompilerFlags;
#define _PyCompilerFlags_INIT                                                                                \
    { 0, PY_MINOR_VERSION }
#define PyCF_SOURCE_IS_UTF8 0x0100
#define PyCF_DONT_IMPLY_DEDENT 0x0200
#define PyCF_ONLY_AST 0x0400
#define PyCF_IGNORE_COOKIE 0x0800
#define PyCF_TYPE_COMMENTS 0x1000
#define PyCF_ALLOW_TOP_LEVEL_AWAIT 0x2000
#define PyCF_ALLOW_INCOMPLETE_INPUT 0x4000

/* In __main__. An exception is shown; 0 or -1. SystemExit ends the process. */
PyAPI_FUNC(int) PyRun_SimpleStringFlags(const char *text, PyCompilerFlags *flags);
PyAPI_FUNC(int)
    PyRun_SimpleFileExFlags(FILE *file, const char *filename, int closes_file, PyCompilerFlags *flags);
PyAPI_FUNC(int)
    PyRun_AnyFileExFlags(FILE *file, const char *filename, int closes_file, PyCompilerFlags *flags);
PyAPI_FUNC(int) PyRun_SimpleString(const char *text);
PyAPI_FUNC(int) PyRun_SimpleFile(FILE *file, const char *filename);
PyAPI_FUNC(int) PyRun_SimpleFileEx(FILE *file, const char *filename, int closes_file);
PyAPI_FUNC(int) PyRun_AnyFile(FILE *file, const char *filename);
PyAPI_FUNC(int) PyRun_AnyFileEx(FILE *file, const char *filename, int closes_file);
PyAPI_FUNC(int) PyRun_AnyFileFlags(FILE *file, const char *filename, PyCompilerFlags *flags);
/* A prompt on a stream that is a terminal or not, until its end. */
PyAPI_FUNC(int) PyRun_InteractiveLoopFlags(FILE *file, const char *filename, PyCompilerFlags *flags);
#define PyRun_InteractiveLoop(file, filename) PyRun_InteractiveLoopFlags((file), (filename), NULL)

/* In given namespaces: a new reference, or NULL with an error. `start` is one of Py_…_input. */
PyAPI_FUNC(PyObject *) PyRun_String(const char *text, int start, PyObject *globals, PyObject *locals);
PyAPI_FUNC(PyObject *) PyRun_StringFlags(const char *text, int start, PyObject *globals, PyObject *locals,
                                         PyCompilerFlags *flags);
PyAPI_FUNC(PyObject *)
    PyRun_File(FILE *file, const char *filename, int start, PyObject *globals, PyObject *locals);
PyAPI_FUNC(PyObject *) PyRun_FileExFlags(FILE *file, const char *filename, int start, PyObject *globals,
                                         PyObject *locals, int closes_file, PyCompilerFlags *flags);
#define PyRun_FileEx(file, filename, start, globals, locals, closes_file)                                    \
    PyRun_FileExFlags((file), (filename), (start), (globals), (locals), (closes_file), NULL)
#define PyRun_FileFlags(file, filename, start, globals, locals, flags)                                       \
    PyRun_FileExFlags((file), (filename), (start), (globals), (locals), 0, (flags))
PyAPI_FUNC(PyObject *) Py_CompileString(const char *text, const char *filename, int start);
PyAPI_FUNC(PyObject *) Py_CompileStringExFlags(const char *text, const char *filename, int start,
                                               PyCompilerFlags *flags, int optimize);
PyAPI_FUNC(PyObject *) Py_CompileStringObject(const char *text, PyObject *filename, int start,
                                              PyCompilerFlags *flags, int optimize);
#define Py_CompileStringFlags(text, filename, start, flags)                                                  \
    Py_CompileStringExFlags((text), (filename), (start), (flags), -1)
PyAPI_FUNC(PyObject *) PyEval_EvalCode(PyObject *code, PyObject *globals, PyObject *locals);

Py_END_DECLS

#endif
