// SPDX-License-Identifier: MIT
#include "runtime/program_names.hpp"

#include "objects/error.hpp"
#include "objects/runtime_state.hpp"
#include "runtime/interpreter.hpp"
#include "runtime/sys_module.hpp"
#include "runtime/wide_text.hpp"

#include <Python.h>

#include <climits>
#include <cstdlib>

// Defined by programs that were compiled with ADDER_HOME.
extern "C" const char _Adder_Home[] __attribute__((weak));

namespace adder::runtime {

namespace {

// Texts that the API hands out; each stays until it is asked for again.
struct Names {
    std::wstring program;
    std::wstring home;
    std::wstring full_path;
    std::wstring prefix;
    std::wstring path;
};

Names &names() {
    static Names instance;
    return instance;
}

wchar_t *keep(std::wstring &place, const std::wstring &text) {
    place = text;
    return place.data();
}

// A value of sys as wide text; empty before the start.
std::wstring sys_text(const char *name) {
    PyObject *value = objects::runtime.sys_dict == nullptr ? nullptr : PySys_GetObject(name);
    const char *text = value != nullptr && PyUnicode_Check(value) ? PyUnicode_AsUTF8(value) : nullptr;
    PyErr_Clear();
    return text == nullptr ? L"" : to_wide(text);
}

// The items of sys.path with colons between.
std::wstring search_path() {
    std::wstring path;
    PyObject *entries = objects::runtime.sys_dict == nullptr ? nullptr : PySys_GetObject("path");
    for (Py_ssize_t i = 0; entries != nullptr && PyList_Check(entries) && i < PyList_GET_SIZE(entries); i++) {
        PyObject *entry = PyList_GET_ITEM(entries, i);
        const char *text = PyUnicode_Check(entry) ? PyUnicode_AsUTF8(entry) : nullptr;
        if (text != nullptr) path += (path.empty() ? L"" : L":") + to_wide(text);
    }
    PyErr_Clear();
    return path;
}

objects::Ref to_str_list(int count, wchar_t **texts) {
    objects::Ref list = TRY_REF(PyList_New(0));
    for (int i = 0; i < count; i++) {
        const objects::Ref text = TRY_REF(PyUnicode_FromWideChar(texts[i], -1));
        TRY(PyList_Append(list.get(), text.get()));
    }
    return list;
}

// The folder that a script's imports look in first: the current one for "-c" and no script.
std::string folder_of(const std::string &script) {
    if (script.empty() || script == "-c" || script == "-m") return "";
    char resolved[PATH_MAX];
    const std::string path = ::realpath(script.c_str(), resolved) == nullptr ? script : resolved;
    const size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, std::max<size_t>(slash, 1));
}

int set_path(const std::wstring &path) {
    objects::Ref list = TRY_REF(PyList_New(0));
    for (size_t begin = 0; begin <= path.size();) {
        const size_t end = std::min(path.find(L':', begin), path.size());
        const objects::Ref entry =
            TRY_REF(PyUnicode_FromWideChar(path.data() + begin, static_cast<Py_ssize_t>(end - begin)));
        TRY(PyList_Append(list.get(), entry.get()));
        begin = end + 1;
    }
    return PySys_SetObject("path", list.get());
}

int set_arguments(int count, wchar_t **arguments, bool updates_path) {
    static wchar_t no_script[] = L"";
    wchar_t *nothing[] = {no_script};
    if (count < 1) {
        count = 1;
        arguments = nothing;
    }
    const objects::Ref list = TRY(to_str_list(count, arguments));
    TRY(PySys_SetObject("argv", list.get()));
    return updates_path ? prepend_to_path(folder_of(from_wide(arguments[0]).value_or(""))) : 0;
}

} // namespace

std::string library_home() {
    if (!names().home.empty()) return from_wide(names().home).value_or("");
    return _Adder_Home == nullptr ? "" : _Adder_Home;
}

void set_library_home(const std::string &folder) {
    names().home = to_wide(folder);
}

std::string program_name() {
    return from_wide(names().program).value_or("");
}

void set_program_name(const std::string &name) {
    names().program = to_wide(name);
}

extern "C" {

void Py_SetProgramName(const wchar_t *name) {
    names().program = name;
}

void Py_SetPythonHome(const wchar_t *home) {
    names().home = home == nullptr ? L"" : home;
}

wchar_t *Py_GetProgramName(void) {
    if (names().program.empty()) names().program = L"adder";
    return names().program.data();
}

wchar_t *Py_GetPythonHome(void) {
    return names().home.empty() ? nullptr : names().home.data();
}

wchar_t *Py_GetProgramFullPath(void) {
    return keep(names().full_path, to_wide(executable_path()));
}

wchar_t *Py_GetPrefix(void) {
    return keep(names().prefix, sys_text("prefix"));
}

wchar_t *Py_GetExecPrefix(void) {
    return Py_GetPrefix();
}

wchar_t *Py_GetPath(void) {
    return keep(names().path, search_path());
}

void PySys_SetArgvEx(int count, wchar_t **arguments, int update_path) {
    if (set_arguments(count, arguments, update_path != 0) < 0) Py_FatalError("can't assign sys.argv");
}

void PySys_SetArgv(int count, wchar_t **arguments) {
    PySys_SetArgvEx(count, arguments, 1);
}

void PySys_SetPath(const wchar_t *path) {
    if (set_path(path) < 0) Py_FatalError("can't assign sys.path");
}

} // extern "C"

} // namespace adder::runtime
