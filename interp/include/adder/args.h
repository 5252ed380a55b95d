/* SPDX-License-Identifier: MIT
 *
 * Arguments in and values out: PyArg_Parse…, Py_BuildValue, and the mark of an extension's entry point.
 *
 * Formats are CPython's. With PY_SSIZE_T_CLEAN defined before Python.h, '#' takes a Py_ssize_t; without
 * it, '#' is a SystemError, as in CPython 3.11.
 */
#ifndef ADDER_ARGS_H
#define ADDER_ARGS_H

#include "object.h"

Py_BEGIN_DECLS

/* Every extension tells by this symbol for which interpreter it was compiled; the loader looks for it. */
#ifndef ADDER_BUILDING_INTERPRETER
    extern Py_EXPORTED_SYMBOL const int _Adder_ExtensionAbi __attribute__((weak));
const int _Adder_ExtensionAbi = ADDER_ABI_VERSION;
#endif

#ifdef __cplusplus
#define PyMODINIT_FUNC extern "C" Py_EXPORTED_SYMBOL PyObject *
#else
#define PyMODINIT_FUNC Py_EXPORTED_SYMBOL PyObject *
#endif

/* Doc strings as static arrays. */
#define PyDoc_VAR(name) static const char name[]
#define PyDoc_STRVAR(name, text) PyDoc_VAR(name) = PyDoc_STR(text)
#define PyDoc_STR(text) text

#define Py_CLEANUP_SUPPORTED 0x20000

#ifdef PY_SSIZE_T_CLEAN
#define PyArg_Parse _PyArg_Parse_SizeT
#define PyArg_ParseTuple _PyArg_ParseTuple_SizeT
#define PyArg_ParseTupleAndKeywords _PyArg_ParseTupleAndKeywords_SizeT
#define PyArg_VaParse _PyArg_VaParse_SizeT
#define PyArg_VaParseTupleAndKeywords _PyArg_VaParseTupleAndKeywords_SizeT
#define Py_BuildValue _Py_BuildValue_SizeT
#define Py_VaBuildValue _Py_VaBuildValue_SizeT
#define _PyArg_ParseStack _PyArg_ParseStack_SizeT
#define _PyArg_ParseStackAndKeywords _PyArg_ParseStackAndKeywords_SizeT
#define _PyArg_ParseTupleAndKeywordsFast _PyArg_ParseTupleAndKeywordsFast_SizeT
#endif

/* Parsing: 1, or 0 with an error. Objects stored are borrowed; strings live as long as their object. */
PyAPI_FUNC(int) PyArg_Parse(PyObject *object, const char *format, ...);
PyAPI_FUNC(int) PyArg_ParseTuple(PyObject *args, const char *format, ...);
PyAPI_FUNC(int)
    PyArg_ParseTupleAndKeywords(PyObject *args, PyObject *kwargs, const char *format, char **keywords, ...);
PyAPI_FUNC(int) PyArg_VaParse(PyObject *args, const char *format, va_list results);
PyAPI_FUNC(int) PyArg_VaParseTupleAndKeywords(PyObject *args, PyObject *kwargs, const char *format,
                                              char **keywords, va_list results);
PyAPI_FUNC(int) PyArg_UnpackTuple(PyObject *args, const char *name, Py_ssize_t min, Py_ssize_t max, ...);
PyAPI_FUNC(int) PyArg_ValidateKeywordArguments(PyObject *kwargs);

/* Building: a new reference or NULL with an error. 'N' takes over the reference it is given, even on failure.
 */
PyAPI_FUNC(PyObject *) Py_BuildValue(const char *format, ...);
PyAPI_FUNC(PyObject *) Py_VaBuildValue(const char *format, va_list values);

/* What generated argument code of CPython's own modules calls. */
typedef struct _PyArg_Parser {
    const char *format;
    const char *const *keywords;
    const char *fname;
    const char *custom_msg;
    int pos;
    int min;
    int max;
    PyObject *kwtuple;
    struct _PyArg_Parser *next;
} _PyArg_Parser;

PyAPI_FUNC(int) _PyArg_UnpackStack(PyObject *const *args, Py_ssize_t nargs, const char *name, Py_ssize_t min,
                                   Py_ssize_t max, ...);
PyAPI_FUNC(int) _PyArg_CheckPositional(const char *name, Py_ssize_t nargs, Py_ssize_t min, Py_ssize_t max);
PyAPI_FUNC(int) _PyArg_NoKeywords(const char *name, PyObject *kwargs);
PyAPI_FUNC(int) _PyArg_NoKwnames(const char *name, PyObject *kwnames);
PyAPI_FUNC(int) _PyArg_NoPositional(const char *name, PyObject *args);
PyAPI_FUNC(void)
    _PyArg_BadArgument(const char *name, const char *argument, const char *expected, PyObject *object);
PyAPI_FUNC(int) _PyArg_ParseStack(PyObject *const *args, Py_ssize_t nargs, const char *format, ...);
PyAPI_FUNC(int) _PyArg_ParseStackAndKeywords(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                                             struct _PyArg_Parser *parser, ...);
PyAPI_FUNC(int)
    _PyArg_ParseTupleAndKeywordsFast(PyObject *args, PyObject *kwargs, struct _PyArg_Parser *parser, ...);
/* Borrowed arguments in the order of the parameters, missing ones NULL: `args` itself or `buffer`; NULL with
 * an error. */
PyAPI_FUNC(PyObject *const *)
    _PyArg_UnpackKeywords(PyObject *const *args, Py_ssize_t nargs, PyObject *kwargs, PyObject *kwnames,
                          struct _PyArg_Parser *parser, int minpos, int maxpos, int minkw, PyObject **buffer);
PyAPI_FUNC(int) _Py_convert_optional_to_ssize_t(PyObject *object, void *result);

Py_END_DECLS

#endif
